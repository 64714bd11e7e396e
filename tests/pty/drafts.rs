//! Half-typed text outlives the desk it was typed at.

use std::time::Duration;

use dutydesk::i18n::Lang;
use rustix::process::Signal;

use crate::house::{House, MORNING};
use crate::session::{Desk, WIDE};

const TITLE: &str = "甲号测试公文";
const HALF: &str = "已电话告知港口办，对方要求";

fn open(house: &House) -> Desk {
    let desk = Desk::open(house, WIDE, &["--at", MORNING, "--officer", "chen"]);
    desk.wait_cursor_on(TITLE);
    desk
}

fn half_typed(house: &House, key: &str) -> Desk {
    let mut desk = open(house);
    desk.keys(key);
    let words = &Lang::ZhCn.strings().screen.dialogs;
    desk.wait_for(if key == "o" { words.capture_help } else { words.last_field_keys });
    desk.type_text(HALF);
    desk.wait_for(HALF);
    desk
}

/// Waits until the text is in a file below the state folder, which is all a new desk can know of it.
fn wait_kept(house: &House) {
    let deadline = std::time::Instant::now() + Duration::from_secs(20);
    while !holds(&house.path("state"), HALF) {
        assert!(std::time::Instant::now() < deadline, "the draft was never kept");
        std::thread::yield_now();
    }
}

fn holds(dir: &std::path::Path, text: &str) -> bool {
    let Ok(entries) = std::fs::read_dir(dir) else { return false };
    entries.flatten().map(|entry| entry.path()).any(|path| {
        if path.is_dir() {
            holds(&path, text)
        } else {
            std::fs::read_to_string(&path).is_ok_and(|kept| kept.contains(text))
        }
    })
}

#[test]
fn a_killed_desk_loses_no_half_typed_text() {
    for key in ["c", "o"] {
        let house = House::with_papers(&[TITLE]);
        let before = house.log().len();
        let mut desk = half_typed(&house, key);
        wait_kept(&house);
        desk.signal(Signal::KILL);
        desk.exit_code();

        let mut desk = open(&house);
        assert!(!desk.screen().contains(HALF));
        desk.keys(key);
        desk.wait_for(HALF);
        // Sent at last, it is in the journal and no draft any more.
        desk.type_text("回电");
        desk.wait_for(&format!("{HALF}回电"));
        desk.keys("Enter");
        desk.wait_gone(Lang::ZhCn.strings().screen.dialogs.last_field_keys);
        desk.wait_gone(Lang::ZhCn.strings().screen.dialogs.capture_help);
        desk.wait_quiet(Duration::from_millis(200));
        desk.quit();
        let log = house.log();
        assert_eq!(log.len(), before + 1, "{key}: {log:?}");
        assert!(!holds(&house.path("state"), HALF), "{key}: the draft is still there");
        let told = format!("{:?}{}", house.papers(), house.json(&["show", id(&house).as_str()]));
        assert!(told.contains(&format!("{HALF}回电")), "{told}");
        house.verify();
    }
}

fn id(house: &House) -> String {
    house.paper(TITLE)["id"].as_str().expect("an id").to_owned()
}

#[test]
fn esc_and_a_dropped_line_keep_it_too() {
    let house = House::with_papers(&[TITLE]);
    let mut desk = half_typed(&house, "c");
    desk.keys("Esc");
    desk.wait_gone(HALF);
    desk.keys("c");
    desk.wait_for(HALF);
    desk.type_text("再议");
    desk.wait_for("再议");
    // At once, before any pause: the line drops.
    desk.hang_up();
    desk.exit_code();
    let mut desk = open(&house);
    desk.keys("c");
    desk.wait_for(&format!("{HALF}再议"));
}

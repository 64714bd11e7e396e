//! Two officers on one store: each sees the other's work at once, and neither can overwrite it.

use std::time::Duration;

use dutydesk::domain::Kind;
use dutydesk::i18n::{Lang, Strings};

use crate::house::{House, MORNING};
use crate::session::{Desk, WIDE};

const TITLES: [&str; 4] = ["甲号测试公文", "乙号测试公文", "丙号测试公文", "丁号测试公文"];

fn words() -> &'static Strings {
    Lang::ZhCn.strings()
}

fn state(name: &'static str) -> String {
    (words().domain.state)(Kind::Document, name).to_owned()
}

fn open(house: &House, officer: &str) -> Desk {
    let desk = Desk::open(house, WIDE, &["--at", MORNING, "--officer", officer]);
    for title in TITLES {
        desk.wait_for(title);
    }
    desk.wait_cursor_on(TITLES[0]);
    desk.wait_quiet(Duration::from_millis(200));
    desk
}

/// Down from the first row to this one.
fn go_down_to(desk: &mut Desk, to: usize) {
    for title in &TITLES[1..=to] {
        desk.keys("j");
        desk.wait_cursor_on(title);
    }
}

fn answer_form(desk: &mut Desk, verb: &str, text: &str) {
    let form_keys = words().screen.dialogs.last_field_keys;
    desk.keys(verb);
    desk.wait_for(form_keys);
    desk.type_text(text);
    desk.wait_for(text);
    desk.keys("Enter");
    desk.wait_gone(form_keys);
}

#[test]
fn what_one_commits_the_other_sees_and_no_cursor_moves() {
    let house = House::with_papers(&TITLES);
    let (mut a, mut b) = (open(&house, "chen"), open(&house, "wu"));
    go_down_to(&mut b, 2);
    a.keys("a");
    b.wait_row(&[TITLES[0], &state("registered")]);
    b.wait_cursor_on(TITLES[2]);
    // After a signature the cursor of the one who signed stays on the paper, which is less urgent now.
    a.wait_row(&[TITLES[0], &state("registered")]);
    a.wait_cursor_on(TITLES[0]);
    // A row above the other's cursor leaves the list: the cursor stays on its paper.
    answer_form(&mut a, "x", "退回重报");
    b.wait_no_row(&[TITLES[0], &state("registered")]);
    b.wait_cursor_on(TITLES[2]);

    // The very row under the other's cursor leaves: it stays as a ghost, with who did it.
    a.wait_no_row(&[TITLES[0], &state("registered")]);
    a.keys("g g");
    a.wait_cursor_on(TITLES[1]);
    a.keys("j");
    a.wait_cursor_on(TITLES[2]);
    answer_form(&mut a, "x", "重复来文");
    b.wait_row(&[TITLES[2], "陈若水", &state("returned")]);
    b.wait_cursor_on(TITLES[2]);
    b.keys("j");
    b.wait_cursor_on(TITLES[3]);
    b.wait_no_row(&[TITLES[2], "陈若水"]);
    a.wait_quiet(Duration::from_millis(200));
    a.quit();
    b.quit();
    house.verify();
}

#[test]
fn the_second_on_a_paper_sees_the_difference_and_changes_nothing() {
    let house = House::with_papers(&TITLES);
    let (mut a, mut b) = (open(&house, "chen"), open(&house, "wu"));
    // What the second sees stands still, as behind a slow line.
    b.keys("F");
    b.wait_for(words().screen.link[1]);
    answer_form(&mut a, "x", "先行退回");
    a.wait_quiet(Duration::from_millis(200));
    let before = house.log().len();
    answer_form(&mut b, "c", "后到的话");
    b.wait_for(words().screen.dialogs.conflict_note);
    b.wait_for("陈若水");
    b.wait_for(&state("returned"));
    b.keys("Enter");
    b.wait_gone(words().screen.dialogs.conflict_note);
    assert_eq!(house.log().len(), before, "the second officer's words are in the journal");
    let id = house.paper(TITLES[0])["id"].as_str().expect("an id").to_owned();
    let told = house.json(&["show", &id]).to_string();
    assert!(told.contains("先行退回") && !told.contains("后到的话"), "{told}");
    a.quit();
    house.verify();
}

/// Both sign for the same papers at the same moment, again and again: every paper is signed for once.
#[test]
fn a_race_for_a_paper_has_one_winner() {
    let titles: Vec<String> = (0..12).map(|n| format!("第{n:02}号竞争公文")).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let house = House::with_papers(&titles);
    let open = |officer: &str| {
        let desk = Desk::open(&house, WIDE, &["--at", MORNING, "--officer", officer]);
        desk.wait_for(titles[11]);
        desk.wait_quiet(Duration::from_millis(200));
        desk
    };
    let (mut a, mut b) = (open("chen"), open("wu"));
    let before = house.log().len();
    for _ in 0..titles.len() {
        // What is not signed for stands above what is.
        a.keys("g g a");
        b.keys("g g a");
        for desk in [&mut a, &mut b] {
            desk.wait_quiet(Duration::from_millis(80));
            if desk.screen().contains(words().screen.dialogs.conflict_note) {
                desk.keys("Enter");
                desk.wait_gone(words().screen.dialogs.conflict_note);
            }
        }
    }
    drop((a, b));
    let signatures =
        house.log().iter().skip(before).filter(|entry| entry.to_string().contains("signed_for")).count();
    let signed = house.papers().iter().filter(|paper| paper["receipt_no"].is_string()).count();
    assert!(signed > 2, "hardly anything was signed for");
    assert_eq!(signatures, signed, "a paper was signed for twice");
    house.verify();
}

#[test]
fn a_desk_that_looks_back_shows_the_past_and_changes_nothing() {
    let house = House::with_papers(&["甲号测试公文"]);
    let entries = house.log().len();
    let mut desk = Desk::open(&house, WIDE, &["--at", "2020-01-01T00:00:00+08:00", "--officer", "chen"]);
    desk.wait_for(words().screen.no_data);
    desk.keys("o");
    desk.wait_for(words().desk.read_only);
    desk.quit();
    assert_eq!(house.log().len(), entries);
}

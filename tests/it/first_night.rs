//! What made people stumble who sat at the desk for the first time, at night.

use dutydesk::message::{Effect, Msg};
use dutydesk::ui::dialog::Dialog;

use crate::desk::{Desk, Room};

fn dialog(desk: &Desk) -> Option<&Dialog> {
    desk.app.screen().dialogs.last()
}

#[test]
fn a_question_is_answered_by_the_keys_that_it_names() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("c \"半句\" <Esc> q");
    assert!(matches!(dialog(&desk), Some(Dialog::Confirm(_))));
    assert_eq!(desk.app.screen().hints.iter().map(|hint| hint.keys.as_str()).collect::<Vec<_>>(), ["y", "n"]);
    desk.keys("n");
    assert!(dialog(&desk).is_none() && !desk.out.contains(&Effect::Quit));
    desk.keys("q y");
    assert!(desk.out.contains(&Effect::Quit));
}

#[test]
fn esc_and_q_close_one_thing_at_a_time_before_the_desk_is_left() {
    for key in ["<Esc>", "q"] {
        let room = Room::with_papers(&["甲", "乙"]);
        let mut desk = Desk::new(&room, "陈晓");
        desk.keys("] z / \"乙\" <Enter>");
        assert_eq!(desk.titles(), ["乙"]);
        assert!(desk.app.screen().hints.iter().any(|hint| hint.keys == "\\"), "how to see the others again");
        desk.keys(key);
        assert_eq!((desk.titles().len(), desk.app.screen().panes.documents.query.all), (2, true), "{key}");
        desk.keys(key);
        assert_eq!((desk.app.screen().panes.documents.query.all, desk.app.screen().zoomed), (false, true));
        desk.keys(key);
        assert!(!desk.app.screen().zoomed && !desk.out.contains(&Effect::Quit), "{key}");
        desk.keys("q");
        assert!(desk.out.contains(&Effect::Quit), "{key}");
    }
}

#[test]
fn a_notice_goes_with_the_next_movement_and_an_unknown_key_is_answered() {
    let room = Room::with_papers(&["甲", "乙"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("Q");
    assert_eq!(desk.toast(), "Q 键在这里无作用，按 ? 看帮助");
    desk.keys("j");
    assert_eq!(desk.toast(), "");
}

#[test]
fn a_screen_too_small_for_the_preview_says_so() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.msg(Msg::Resize(40, 12));
    desk.keys("p");
    assert!(desk.toast().contains("按 i 看经过") && !desk.app.screen().preview.on, "{}", desk.toast());
}

//! What merely looks classified comes in once two officers have said so, each at his own desk with the text before him.

use std::rc::Rc;

use dutydesk::domain::clearance::{Clearance, ClearanceState};
use dutydesk::domain::{Aggregate, Kind};
use dutydesk::ui::dialog::Dialog;

use super::dialog;
use crate::desk::{Desk, Room};

/// It only says that a training sheet comes from a 保密 training; the word stands at its head.
const LINE: &str = "机密 关于保密培训的通知 市政府";

fn clearance(room: &Room) -> Clearance {
    let state = room.all(Kind::Clearance).remove(0);
    Clearance::from_state(&state).expect("a clearance").clone()
}

fn problem(desk: &Desk) -> String {
    match dialog(desk) {
        Dialog::Capture(capture) => capture.problem.clone(),
        Dialog::Form(form) => form.problem.clone(),
        Dialog::News(line) => line.problem.clone(),
        other => panic!("{other:?}"),
    }
    .unwrap_or_default()
}

/// Nothing of the text, in no encoding that the desk knows, in any file of the room or draft of the desks.
fn nothing_is_kept(room: &Room, desks: &[&Desk]) {
    for desk in desks {
        assert!(desk.drafts.values().all(|draft| !draft.contains("机密")), "{:?}", desk.drafts);
    }
    for (name, bytes) in room.files() {
        let wanted = "机密 关于保密培训".as_bytes();
        assert!(!bytes.windows(wanted.len()).any(|part| part == wanted), "{name}");
    }
}

/// A line that one officer has proposed to clear.
fn proposed(room: &Rc<Room>) -> Desk {
    let mut first = Desk::new(room, "陈晓");
    first.keys(&format!("o \"{LINE}\" <Enter>"));
    assert!(problem(&first).contains("Ctrl-y"), "{}", problem(&first));
    first.keys("<Ctrl-y>");
    assert!(matches!(dialog(&first), Dialog::Form(_)), "it asks for the reason");
    first.keys("<Down> <Enter>");
    assert!(problem(&first).contains("另一名值班员"), "{}", problem(&first));
    first
}

#[test]
fn two_officers_clear_a_line_and_it_comes_in_at_either_desk() {
    let room = Room::with_papers(&[]);
    let mut first = proposed(&room);
    assert_eq!(clearance(&room).state, ClearanceState::Proposed);
    // The first alone cannot go on, however often.
    first.keys("<Ctrl-y> <Enter> <Ctrl-y>");
    assert_eq!((room.all(Kind::Clearance).len(), room.all(Kind::Document).len()), (1, 0));
    let mut second = Desk::new(&room, "林珊");
    second.keys(&format!("o \"{LINE}\" <Enter>"));
    let offer = problem(&second);
    assert!(offer.contains("陈晓") && offer.contains("Ctrl-y"), "{offer}");
    nothing_is_kept(&room, &[&first, &second]);
    second.keys("<Ctrl-y>");
    assert_eq!(room.all(Kind::Document).len(), 1, "{}", second.toast());
    let used = clearance(&room);
    assert_eq!(
        (used.state, used.confirmed.map(|(by, _)| by)),
        (ClearanceState::Used, Some("林珊".to_owned()))
    );
    let paper = used.paper.expect("what it became");
    let stored = room.reader().entity(paper).expect("the store").expect("the paper");
    let told = format!("{:?}", stored.state);
    assert!(told.contains("clearance/"), "{told}");
    // The first desk is told, and the same line is the same paper.
    first.changed();
    assert!(problem(&first).contains("核放"), "{}", problem(&first));
    first.keys("<Enter>");
    assert_eq!(room.all(Kind::Document).len(), 1, "{}", first.toast());
}

#[test]
fn a_changed_line_is_another_line_and_esc_leaves_nothing() {
    let room = Room::with_papers(&[]);
    let mut first = proposed(&room);
    let mut second = Desk::new(&room, "林珊");
    second.keys(&format!("o \"{LINE}二\" <Enter>"));
    assert!(!problem(&second).contains("陈晓"), "{}", problem(&second));
    second.keys("<Ctrl-y> <Esc> <Esc>");
    first.keys("<Esc> o");
    assert!(matches!(dialog(&first), Dialog::Capture(capture) if capture.input.text.is_empty()));
    assert_eq!((room.all(Kind::Clearance).len(), room.all(Kind::Document).len()), (1, 0));
    nothing_is_kept(&room, &[&first, &second]);
}

#[test]
fn a_field_of_a_form_is_cleared_in_the_same_way() {
    let room = Room::with_papers(&["关于转运的通知"]);
    let mut first = Desk::new(&room, "陈晓");
    first.keys("c \"机密\"");
    let verb = matches!(dialog(&first), Dialog::Form(_));
    assert!(verb, "a comment is typed in a form");
    first.keys("<Enter> <Ctrl-y> <Down> <Enter>");
    let before = room.entries();
    let mut second = Desk::new(&room, "林珊");
    second.keys("c \"机密\" <Enter> <Ctrl-y>");
    assert!(room.entries() > before + 1, "{}", second.toast());
    let used = clearance(&room);
    assert_eq!(used.state, ClearanceState::Used, "{}", second.toast());
    assert_eq!(used.paper.map(|paper| paper.kind), Some(Kind::Document));
}

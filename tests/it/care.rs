//! What the desk must not lose, must not keep, and must not hide.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use dutydesk::config::{Borders, Config};
use dutydesk::domain::document::DocumentCommand;
use dutydesk::domain::{Command, Refusal};
use dutydesk::i18n::Lang;
use dutydesk::message::{Effect, Failure, Msg, Timer};
use dutydesk::text::Ambiguous;
use dutydesk::ui::dialog::Dialog;
use dutydesk::ui::look::{Look, names};
use dutydesk::ui::paint;
use dutydesk::ui::screen::Link;
use dutydesk::ui::theme::Depth;
use dutydesk::view::Query;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::{Desk, Room};

fn dialog(desk: &Desk) -> &Dialog {
    desk.app.screen().dialogs.last().expect("an open dialog")
}

fn press(code: KeyCode) -> Msg {
    Msg::Key(KeyEvent::new(code, KeyModifiers::NONE))
}

#[test]
fn text_under_a_dialog_that_opened_over_it_is_kept_too() {
    let room = Room::with_papers(&["甲", "乙"]);
    let mut desk = Desk::new(&room, "陈晓");
    let id = desk.app.screen().panes.documents.cursor.unwrap().id;
    // The act is on its way when somebody else is first; meanwhile the next line is begun.
    let act = DocumentCommand::Return { reason: "非本区".into() };
    room.submit("王敏", Command::Document { id, act });
    let sent = desk.app.update(press(KeyCode::Char('a')));
    desk.keys("c \"半句\"");
    desk.carry_out(sent);
    assert!(matches!(dialog(&desk), Dialog::Conflict(_)));
    desk.msg(Msg::Timer(Timer::Draft));
    assert!(desk.drafts.values().any(|text| text == "半句"), "{:?}", desk.drafts);
}

#[test]
fn what_is_classified_is_neither_kept_nor_registered() {
    let room = Room::new();
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("o \"特急 机密★10年 某事\"");
    desk.msg(Msg::Timer(Timer::Draft));
    assert_eq!(desk.drafts.len(), 0, "no draft of it either: {:?}", desk.drafts);
    desk.keys("<Enter>");
    assert!(matches!(dialog(&desk), Dialog::Capture(capture) if capture.problem.is_some()));
    assert_eq!(room.entries(), 0);
}

#[test]
fn the_preview_is_fresh_again_after_a_history() {
    let details = |effects: &[Effect]| {
        effects.iter().filter(|effect| matches!(effect, Effect::Ask(Query::Detail { .. }))).count()
    };
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("p");
    if !desk.app.screen().preview.on {
        desk.keys("p");
    }
    desk.keys("i");
    let asked = desk.app.update(Msg::StoreChanged);
    assert_eq!(details(&asked), 1, "the reader answers the newest only: {asked:?}");
    let closed = desk.app.update(press(KeyCode::Esc));
    assert_eq!(details(&closed), 1, "{closed:?}");
}

#[test]
fn a_draft_that_cannot_be_kept_is_said_and_the_tables_are_not_blamed() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.msg(Msg::NotKept("disk full".into()));
    assert!(desk.toast().contains("disk full"));
    assert_eq!(desk.app.screen().link, Link::Live);
}

#[test]
fn a_refusal_names_the_keys_that_would_do() {
    let room = Room::with_papers(&["关于切实做好春季农业生产和疫情防控期间农产品稳产保供工作的紧急通知"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.msg(Msg::Resize(80, 24));
    let stream = desk.app.screen().panes.documents.cursor.unwrap();
    let refused =
        Refusal::WrongState { stream, state: "arrived", verb: "file", allowed: vec!["ack", "assign"] };
    let effects = desk.app.update(press(KeyCode::Char('a')));
    let ticket = effects.iter().find_map(|effect| match effect {
        Effect::Commit { ticket, .. } => Some(*ticket),
        _ => None,
    });
    desk.msg(Msg::Committed { ticket: ticket.unwrap(), results: vec![Err(Failure::Refused(refused))] });
    let config = Config::builtin().unwrap();
    let look = Look::new(Lang::ZhCn, names(&config), Depth::None, Ambiguous::Narrow, Borders::Unicode);
    let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
    paint(&mut buffer, &desk.app.screen(), &look);
    let said: String = buffer.content().iter().map(|cell| cell.symbol().trim()).collect();
    for part in ["现为「待签收」", "不能归档", "签收(a)", "转办(t)"] {
        assert!(said.contains(part), "{part} must be seen on 80 columns: {said}");
    }
}

#[test]
fn a_question_is_answered_by_the_keys_it_names() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("c \"半句\" <Esc> q");
    assert!(matches!(dialog(&desk), Dialog::Confirm(_)));
    desk.keys("n");
    assert!(desk.app.screen().dialogs.is_empty() && !desk.out.contains(&Effect::Quit));
    desk.keys("q y");
    assert!(desk.out.contains(&Effect::Quit));
}

#[test]
fn what_the_leader_said_is_not_dropped_for_want_of_a_name() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("t \"卫健局\" <Enter> <Enter> \"先隔离\" <Enter>");
    let Dialog::Form(form) = dialog(&desk) else { panic!() };
    assert!(form.problem.is_some() && form.fields.iter().any(|field| field.input.text == "先隔离"));
    assert_eq!(room.state("甲"), "arrived");
}

#[test]
fn whom_one_acts_as_stands_there_until_the_first_key() {
    let room = Room::with_papers(&["甲", "乙"]);
    let mut desk =
        Desk::with(&room, "陈若水", |setup| setup.notice = Some("以 陈若水 的名义办理".to_owned()));
    assert_eq!(desk.toast(), "以 陈若水 的名义办理");
    desk.keys("j");
    assert_eq!(desk.toast(), "");
}

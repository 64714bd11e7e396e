//! 紧急信息 in keys: from one line to the final report.

use std::rc::Rc;

use chrono::TimeDelta;
use dutydesk::domain::emergency::{Element, Elements, Emergency, EmergencyCommand, Known, News, ReportKind};
use dutydesk::domain::{Aggregate, Command, Id, Kind};
use dutydesk::message::Effect;
use dutydesk::ui::dialog::Dialog;

use super::dialog;
use crate::desk::{Desk, Room, night};

/// The emergency of this room.
fn emergency(room: &Room) -> Emergency {
    let store = room.reader();
    let all = store.entities(Kind::Emergency, 10).expect("entities");
    Emergency::from_state(&all[0].state).expect("an emergency").clone()
}

#[test]
fn an_emergency_goes_from_one_line_to_its_final_report_by_keys() {
    let room = Room::with_papers(&[]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("O \"02:40 盐田路塌方 2人被困 报告人李四\" <Enter>");
    let known = emergency(&room);
    assert_eq!(known.state.name(), "received", "{}", desk.toast());
    assert_eq!(known.elements.text(Element::Place), Some("盐田路"));
    assert_eq!(known.received_at, night(), "the clocks run from when the line was typed");
    desk.keys("d \"街道王五\" <Enter>");
    assert_eq!(emergency(&room).state.name(), "verified", "{}", desk.toast());
    // Who answered, the post, read back: then nothing lacks, and the words are those that stood there.
    desk.keys("d \"张三\" <Enter> \"市总值班室\" <Enter> y <Enter>");
    let phoned = emergency(&room);
    assert_eq!(phoned.state.name(), "phoned", "{}", desk.toast());
    assert!(phoned.calls[0].read_back && phoned.calls[0].words.contains("盐田路塌方"), "{:?}", phoned.calls);
    // The first report asks for all that is missing, one after the other; a question mark is 暂不明.
    desk.keys("d \"市总值班室\" <Enter> ? <Enter> \"已封路\" <Enter> \"？\" <Enter> ? <Enter> ?");
    let Dialog::Report(form) = dialog(&desk) else { panic!("a form") };
    assert_eq!((form.lacking(), form.report()), (0, ReportKind::Initial));
    desk.keys("<Enter>");
    let written = emergency(&room);
    assert_eq!(written.state.name(), "initial_written", "{}", desk.toast());
    assert_eq!(written.elements.get(Element::Cause), Some(&Known::Unknown));
    assert_eq!(written.elements.text(Element::Measures), Some("已封路"));
    // The next is a follow-up to the same place; nothing lacks, so Enter alone sends it.
    desk.keys("d <Enter>");
    assert_eq!(emergency(&room).follow_ups(), 1, "{}", desk.toast());
    // The final report will have the cause and the outcome in words.
    desk.keys("d n <Enter>");
    let Dialog::Report(form) = dialog(&desk) else { panic!("still a form") };
    assert_eq!((form.report(), form.lacking()), (ReportKind::Final, 2));
    desk.keys("\"暴雨\" <Enter> \"两人救出\" <Enter>");
    let last = emergency(&room);
    assert_eq!(last.state.name(), "final", "{}", desk.toast());
    assert_eq!(last.elements.text(Element::Outcome), Some("两人救出"));
    assert_eq!(desk.titles(), Vec::<String>::new(), "it has left the open list");
}

/// A room with one emergency that tells what and where.
fn alarmed() -> Rc<Room> {
    let room = Room::with_papers(&[]);
    let elements = Elements::new().with(Element::What, "海鲜街起火").with(Element::Place, "沙头角");
    let news = News { received_at: night(), source: "电话".to_owned(), raw: None, elements };
    let id = Id::from_parts(1_586_000_000_000, 77);
    room.submit("林珊", Command::Emergency { id, act: EmergencyCommand::Receive(Box::new(news)) });
    room
}

#[test]
fn what_is_half_typed_is_kept_and_nothing_is_sent_before_all_is_there() {
    let room = alarmed();
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("e \"张三\" <Esc>");
    assert_eq!(emergency(&room).calls.len(), 0);
    desk.keys("e");
    let Dialog::Report(form) = dialog(&desk) else { panic!("a form") };
    assert_eq!(form.entries[0].input.text, "张三");
    // Enter in a field that is missing says so, and sends nothing.
    desk.keys("<Enter>");
    assert!(matches!(dialog(&desk), Dialog::Report(form) if form.problem.is_some()));
    desk.keys("\"主班\" <Enter> n <Enter> \"02:10\" <Enter>");
    let called = emergency(&room);
    assert_eq!(called.calls.len(), 1, "{}", desk.toast());
    assert!(!called.calls[0].read_back);
    assert_eq!(called.elements.text(Element::Time), Some("02:10"), "what was learnt goes with the call");
}

#[test]
fn the_sheet_gives_the_words_to_read_out_and_leads_on() {
    let room = alarmed();
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("<Enter>");
    assert!(matches!(dialog(&desk), Dialog::Sheet(sheet) if sheet.detail.is_some()));
    desk.keys("y");
    let copied =
        desk.out.iter().any(|effect| matches!(effect, Effect::Copy(text) if text.contains("海鲜街起火")));
    assert!(copied, "the words are on the clipboard");
    desk.keys("d");
    assert!(matches!(dialog(&desk), Dialog::Report(_)));
    desk.keys("<Esc> x \"误报\" <Enter>");
    assert_eq!(emergency(&room).state.name(), "withdrawn", "{}", desk.toast());
    desk.keys("u");
    assert_eq!(emergency(&room).state.name(), "received", "withdrawing can be taken back: {}", desk.toast());
}

#[test]
fn what_is_classified_goes_nowhere() {
    let room = Room::with_papers(&[]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("O \"机密★10年 某处爆炸\" <Enter>");
    assert!(matches!(dialog(&desk), Dialog::News(line) if line.problem.is_some()));
    desk.keys("<Esc> O");
    assert!(
        matches!(dialog(&desk), Dialog::News(line) if line.input.text.is_empty()),
        "no draft of it either"
    );
    assert_eq!(room.reader().entities(Kind::Emergency, 10).expect("entities"), []);
}

#[test]
fn others_hear_of_it_at_once_and_it_can_be_lost_next() {
    let room = Room::with_papers(&[]);
    let (mut one, mut other) = (Desk::new(&room, "陈晓"), Desk::new(&room, "林珊"));
    one.keys("O \"02:10 沙头角起火\" <Enter>");
    other.changed();
    assert!(other.toast().contains("沙头角起火"), "{}", other.toast());
    let next =
        other.app.screen().overview.and_then(|overview| overview.next_to_lose.clone()).expect("a deadline");
    assert_eq!((next.due.kind, next.stream.kind), ("phone_report", Kind::Emergency));
}

#[test]
fn the_times_of_steps_name_what_was_latest_and_lead_to_it() {
    let room = Room::with_papers(&["甲", "乙"]);
    let later = night() + TimeDelta::minutes(20);
    let mut desk = Desk::with(&room, "陈晓", |setup| setup.now = later);
    desk.keys("I [");
    let Dialog::Times(times) = dialog(&desk) else { panic!("the times") };
    let found = times.times.as_ref().expect("times that were read");
    assert_eq!(found.worst.len(), 1, "only the urgent one has run out: {found:?}");
    assert_eq!((found.worst[0].title.as_str(), found.worst[0].taken), ("甲", false));
    desk.keys("<Tab>");
    assert!(matches!(dialog(&desk), Dialog::Times(times) if times.span == 1 && times.times.is_some()));
    desk.keys("<Enter>");
    assert!(desk.app.screen().dialogs.is_empty());
    assert_eq!(desk.cursor(), "甲");
}

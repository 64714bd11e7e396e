//! What an officer does at the desk, in keys, and what comes of it in the journal.

mod attention;
mod bulletins;
mod calls;
mod clearance;
mod crews;
mod dialogs;
mod emergencies;
mod figures;
mod finding;
mod forms;
mod lists;
mod meetings;
mod messages;
mod other_kinds;
mod records;
mod rectifying;
mod requests;
mod runs;
mod supervised;
mod views;

use std::rc::Rc;

use chrono::TimeDelta;
use dutydesk::config::Config;
use dutydesk::domain::finding::{FindingCommand, Observed, Severity};
use dutydesk::domain::run::{Plan, RunCommand};
use dutydesk::domain::supervised::{Item, SupervisedCommand, SupervisedSource};
use dutydesk::domain::volunteer::{Person, VolunteerCommand, VolunteerKind};
use dutydesk::domain::{Command, Id, Kind, Role, State, Stream, Urgency};
use dutydesk::message::{Effect, Msg, Timer};
use dutydesk::ui::dialog::Dialog;
use dutydesk::ui::screen::Link;
use proptest::strategy::Strategy;

use crate::desk::{Desk, Room, night};

fn two_desks(titles: &[&str]) -> (Rc<Room>, Desk, Desk) {
    let room = Room::with_papers(titles);
    let (one, other) = (Desk::new(&room, "陈晓"), Desk::new(&room, "林珊"));
    (room, one, other)
}

fn dialog(desk: &Desk) -> &Dialog {
    desk.app.screen().dialogs.last().expect("an open dialog")
}

#[test]
fn a_paper_is_triaged_by_keys_until_it_is_filed() {
    let room = Room::with_papers(&["关于核酸检测的通知"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("a");
    assert_eq!(room.state("关于核酸检测的通知"), "registered");
    desk.keys("t \"wsjkj\" <Enter> <Enter> <Enter>");
    assert_eq!(room.state("关于核酸检测的通知"), "assigned", "{}", desk.toast());
    desk.keys("C a <Enter> <Enter> q");
    desk.keys("d \"已完成检测\" <Enter>");
    assert_eq!(room.state("关于核酸检测的通知"), "completed", "{}", desk.toast());
    assert_eq!(
        desk.titles(),
        Vec::<String>::new(),
        "a completed paper leaves the open list, and so does a dispatch that all have signed"
    );
    desk.keys("] G d");
    assert_eq!(room.state("关于核酸检测的通知"), "filed", "{}", desk.toast());
}

#[test]
fn undo_takes_back_and_redo_does_again_in_order() {
    let room = Room::with_papers(&["甲", "乙"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("a j a");
    assert_eq!((room.state("甲"), room.state("乙")), ("registered", "registered"));
    desk.keys("u");
    assert_eq!((room.state("甲"), room.state("乙")), ("registered", "arrived"));
    assert!(desk.toast().contains("签收") && desk.toast().contains('乙'), "{}", desk.toast());
    desk.keys("u U");
    assert_eq!((room.state("甲"), room.state("乙")), ("registered", "arrived"));
    desk.keys("U U");
    assert_eq!((room.state("甲"), room.state("乙")), ("registered", "registered"));
    assert_eq!(desk.toast(), "没有可重做的办理");
}

#[test]
fn two_acts_on_one_paper_are_undone_and_redone_in_order() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("a f u u");
    assert_eq!(room.state("甲"), "arrived", "{}", desk.toast());
    desk.keys("U");
    assert_eq!(room.state("甲"), "registered", "{}", desk.toast());
    desk.keys("U U");
    assert_eq!(desk.toast(), "没有可重做的办理");
}

#[test]
fn an_officer_goes_on_duty_by_the_timetable_and_nobody_does_twice() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys(":");
    desk.msg(Msg::Paste("上岗".to_owned()));
    desk.frame();
    desk.keys("Enter");
    let shift = desk.app.screen().overview.and_then(|band| band.shift.clone()).expect("a shift");
    assert_eq!(shift.primary, "陈晓");
    assert!(shift.starts_at <= night() && night() < shift.ends_at, "{shift:?}");
    desk.keys(":");
    desk.msg(Msg::Paste("上岗".to_owned()));
    desk.frame();
    desk.keys("Enter");
    assert!(desk.toast().contains("本班未结束"), "{}", desk.toast());
}

#[test]
fn keys_typed_faster_than_the_store_answers_are_done_in_turn() {
    let room = Room::with_papers(&["甲", "乙", "丙"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.fast("a j a j a u f");
    desk.frame();
    assert_eq!(["甲", "乙", "丙"].map(|title| room.state(title)), ["registered", "registered", "arrived"]);
    assert!(
        desk.app.screen().dialogs.is_empty(),
        "no conflict with oneself: {:?}",
        desk.app.screen().dialogs
    );
}

#[test]
fn a_second_key_on_the_same_row_carries_the_version_that_the_first_one_made() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.fast("f f T");
    desk.frame();
    assert!(desk.app.screen().dialogs.is_empty(), "{:?}", desk.app.screen().dialogs);
    let State::Document(paper) = room.paper("甲") else { panic!() };
    assert_eq!((paper.notice.flagged, paper.notice.holder.as_deref()), (false, Some("陈晓")));
}

#[test]
fn a_batch_shows_what_it_will_do_and_leaves_alone_what_another_officer_changed() {
    let (room, mut one, mut other) = two_desks(&["甲", "乙", "丙"]);
    one.keys("<Space> <Space> <Space>");
    assert!(one.app.screen().hints.iter().any(|hint| hint.label == "签收(3)"), "the hints say how many");
    one.keys("a");
    let Dialog::Batch(batch) = dialog(&one) else { panic!("a preview") };
    assert_eq!(batch.form.targets.len(), 3);
    assert_eq!(room.entries(), 3, "nothing is done before Enter");
    other.keys("j f");
    one.keys("<Enter>");
    let Dialog::Conflict(conflict) = dialog(&one) else { panic!("a difference: {}", one.toast()) };
    assert_eq!(conflict.differences.len(), 1);
    assert_eq!((conflict.differences[0].title.as_str(), conflict.differences[0].since.len()), ("乙", 1));
    assert_eq!(["甲", "乙", "丙"].map(|title| room.state(title)), ["registered", "arrived", "registered"]);
    one.keys("<Esc> u");
    assert_eq!(["甲", "乙", "丙"].map(|title| room.state(title)), ["arrived", "arrived", "arrived"]);
}

#[test]
fn repeat_does_the_last_verb_with_its_words_again() {
    let room = Room::with_papers(&["甲", "乙"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("x \"重复来文\" <Enter>");
    assert_eq!(room.state("甲"), "returned");
    desk.keys(".");
    let State::Document(paper) = room.paper("乙") else { panic!() };
    assert_eq!(paper.return_reason.as_deref(), Some("重复来文"), "{}", desk.toast());
}

#[test]
fn a_storm_of_changes_asks_one_question_at_a_time() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("p");
    let mut asked = 0;
    for _ in 0..1_000 {
        let effects = desk.app.update(Msg::StoreChanged);
        asked += effects.iter().filter(|effect| matches!(effect, Effect::Ask(_))).count();
    }
    assert_eq!(asked, 6, "four panes, the band and the preview, once each");
}

/// Keys that do something on the desk, and the size of the terminal now and then.
fn any_step() -> impl proptest::strategy::Strategy<Value = String> {
    const KEYS: [&str; 44] = [
        "j", "k", "g", "G", "a", "t", "T", "s", "e", "r", "c", "f", "d", "x", "i", "o", ".", "u", "U", "!",
        "/", "n", "N", ",", "\\", "<Space>", "v", "*", "1", "2", "3", "4", "[", "]", "z", "p", "J", "F", ":",
        "?", "<Enter>", "<Enter>", "<Esc>", "<Tab>",
    ];
    proptest::sample::select(&KEYS[..]).prop_map(str::to_owned)
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 24, ..Default::default() })]

    #[test]
    fn no_keys_and_no_changes_by_others_break_the_desk(
        steps in proptest::collection::vec((any_step(), 0..12_u8), 1..80),
    ) {
        let (_room, mut one, mut other) = two_desks(&["盐田港口防控", "重庆来人", "大梅沙酒店", "值班安排"]);
        for (key, chance) in steps {
            match chance {
                0 => drop(other.changed().keys("x \"重复\" <Enter> <Esc> j")),
                1 => drop(one.fast(&key)),
                2 => one.msg(Msg::Resize(u16::try_from(key.len()).unwrap() * 20, 12)),
                3 => drop(one.changed()),
                _ => drop(one.keys(&key)),
            }
            one.frame();
            let list = &one.app.screen().panes.documents;
            let at_hand = list.ghost.is_some() || list.current().is_some() || list.window.total == 0;
            proptest::prop_assert!(at_hand || !list.settled, "a cursor on nothing after {key}");
        }
        // Whatever stands open, Esc leads back to the desk.
        for _ in 0..20 {
            one.keys("<Esc>");
        }
        proptest::prop_assert!(one.app.screen().dialogs.is_empty());
    }
}

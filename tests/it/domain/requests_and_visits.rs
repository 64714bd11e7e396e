use dutydesk::domain::inspection::{
    Inspection, InspectionCommand, InspectionKind, InspectionState, Peak, Plan, Target, TargetKind,
};
use dutydesk::domain::ledger_entry::{Item, LedgerCommand, LedgerEntry, LedgerKind};
use dutydesk::domain::notice::NoticeCommand;
use dutydesk::domain::request::{
    Need, NeedUrgency, Request, RequestCommand as C, RequestKind, RequestState as S,
};
use dutydesk::domain::{Command, Kind, Refusal, State};

use super::{Room, at, id};

pub(super) fn on(n: u64, act: C) -> Command {
    Command::Request { id: id(n), act }
}

pub(super) fn raise(room: &Room, kind: RequestKind) -> C {
    C::Raise(Box::new(Need {
        kind,
        gist: "要看医生".to_owned(),
        site: "hotel".to_owned(),
        guest: Some("M. Dupont".to_owned()),
        language: Some("fr".to_owned()),
        raised_at: room.now,
    }))
}

#[test]
fn a_guest_must_hear_from_us_soon_and_sooner_when_ill() {
    let mut room = Room::at("2020-04-07 02:00");
    for (n, kind, due) in [
        (1, RequestKind::Medical, "2020-04-07 02:10"),
        (2, RequestKind::Interpreting, "2020-04-07 02:30"),
        (3, RequestKind::Living, "2020-04-07 04:00"),
    ] {
        let command = on(n, raise(&room, kind));
        room.does(&command);
        assert_eq!(room.due::<Request>(n), Some((at(due), "first_response")));
    }
    room.does(&on(3, C::Triage { kind: RequestKind::Medical }));
    assert_eq!(room.due::<Request>(3), Some((at("2020-04-07 02:10"), "first_response")));
    room.does(&on(1, C::Assign { to: "张医生".to_owned() }));
    assert!(room.due::<Request>(1).is_some(), "being charged with it is no response");
    room.does(&on(1, C::Respond { words: None }));
    assert_eq!(room.due::<Request>(1), None);
}

#[test]
fn a_request_closes_with_thanks_once_it_is_met() {
    let mut room = Room::at("2020-04-07 02:00");
    let command = on(1, raise(&room, RequestKind::Medical));
    room.does(&command);
    assert_eq!(room.refuses(&on(1, C::Close { thanks: None })).code(), "wrong_state");
    room.does(&on(1, C::Resolve { outcome: "医生上门".to_owned() }));
    room.does(&on(1, C::Confirm));
    room.does(&on(1, C::Close { thanks: Some("感谢信".to_owned()) }));
    let request = room.get::<Request>(1);
    assert_eq!((request.state, request.thanks.as_deref()), (S::Closed, Some("感谢信")));
    assert!(request.responded_at.is_some(), "what was done was a response too");
}

#[test]
fn a_visit_is_planned_made_told_and_reported() {
    let mut room = Room::at("2020-04-07 06:00");
    let on = |act| Command::Inspection { id: id(1), act };
    let plan = Plan {
        title: "早高峰公交暗访".to_owned(),
        kind: InspectionKind::Covert,
        targets: vec![Target { kind: TargetKind::BusRoute, name: "68".to_owned(), peak: None }],
        team: vec!["陈".to_owned()],
        starts_at: at("2020-04-07 07:30"),
        follow_up: Vec::new(),
    };
    let nowhere = Plan { targets: Vec::new(), ..plan.clone() };
    let refusal = room.refuses(&on(InspectionCommand::Plan(Box::new(nowhere))));
    assert_eq!(refusal, Refusal::Missing { field: "targets" });
    room.does(&on(InspectionCommand::Plan(Box::new(plan))));
    assert_eq!(room.get::<Inspection>(1).plan.targets[0].peak, Some(Peak::Morning));
    let told = |feedback: Option<&str>| {
        on(InspectionCommand::Report { report: "专报".to_owned(), feedback: feedback.map(str::to_owned) })
    };
    let report = told(Some("68路早高峰满载率超七成"));
    assert_eq!(room.refuses(&report).code(), "wrong_state");
    room.does(&on(InspectionCommand::Depart));
    room.does(&on(InspectionCommand::Debrief { summary: "乘客均戴口罩".to_owned() }));
    assert_eq!(room.refuses(&told(Some(" "))), Refusal::Missing { field: "feedback" });
    let told = room.does(&report);
    let inspection = room.get::<Inspection>(1);
    assert_eq!(inspection.state, InspectionState::Reported);
    let feedback = inspection.feedback.as_ref().expect("the bureau was told");
    assert_eq!((feedback.unit.as_str(), feedback.by.as_str()), ("transport", "王"));
    let entry =
        told.iter().find(|event| event.stream.kind == Kind::LedgerEntry).expect("a counted entry").stream;
    let State::LedgerEntry(entry) = &room.world.get(entry).expect("recorded").state else {
        panic!("a ledger entry")
    };
    assert_eq!((entry.item.kind, entry.item.form.as_deref()), (LedgerKind::BusRouteCheck, Some("68")));
    assert_eq!(entry.item.channel.as_deref(), Some("transport"), "it counts as fed back");
    let last = room.world.last_entry();
    let undone = room.undo("王", last).map(|events| events.len());
    assert_eq!(undone.ok(), Some(2), "the report and the entry are taken back together");
}

#[test]
fn what_is_counted_counts_at_least_one_and_only_reports_are_adopted() {
    let mut room = Room::at("2020-04-07 06:00");
    let on = |n, act| Command::LedgerEntry { id: id(n), act };
    let item = |kind, quantity| {
        let item = Item::new(kind, "社区防控经验".to_owned(), at("2020-04-06 10:00"));
        LedgerCommand::Record(Box::new(Item { quantity, ..item }))
    };
    assert_eq!(room.refuses(&on(1, item(LedgerKind::Publication, 0))).code(), "bad_value");
    room.does(&on(1, item(LedgerKind::InfoReportPractice, 1)));
    room.does(&on(2, item(LedgerKind::Meeting, 1)));
    room.does(&on(1, LedgerCommand::Adopt));
    assert_eq!(room.get::<LedgerEntry>(1).adopted_at, Some(room.now));
    assert_eq!(room.refuses(&on(2, LedgerCommand::Adopt)).code(), "not_for_this");
}

#[test]
fn a_visit_presses_until_it_sets_out_and_then_until_its_report_is_written() {
    // A Tuesday; the report is owed by closing time of the next working day.
    let mut room = Room::at("2020-04-07 06:00");
    let on = |act| Command::Inspection { id: id(1), act };
    let plan = Plan {
        title: "隔离点督查".to_owned(),
        kind: InspectionKind::Open,
        targets: vec![Target { kind: TargetKind::IsolationSite, name: "酒店".to_owned(), peak: None }],
        team: vec!["陈".to_owned()],
        starts_at: at("2020-04-07 09:30"),
        follow_up: Vec::new(),
    };
    room.does(&on(InspectionCommand::Plan(Box::new(plan))));
    assert_eq!(room.due::<Inspection>(1), Some((at("2020-04-07 09:30"), "depart")));
    room.does(&on(InspectionCommand::Notice(NoticeCommand::Take)));
    assert_eq!(room.get::<Inspection>(1).notice.holder.as_deref(), Some("王"));
    room.does(&on(InspectionCommand::Depart));
    let owed = Some((at("2020-04-08 18:00"), "inspection_report"));
    assert_eq!(room.due::<Inspection>(1), owed);
    room.does(&on(InspectionCommand::Debrief { summary: "未发现问题".to_owned() }));
    assert_eq!(room.due::<Inspection>(1), owed, "what is told is not yet reported");
    room.does(&on(InspectionCommand::Report { report: "已报".to_owned(), feedback: None }));
    assert_eq!(room.due::<Inspection>(1), None);
    let silent = on(InspectionCommand::Notice(NoticeCommand::Acknowledge));
    assert_eq!(room.refuses(&silent).code(), "wrong_state", "nothing is left to silence");
}

#[test]
fn whoever_answers_an_ill_guest_takes_notice_and_the_bell_stops() {
    let mut room = Room::at("2020-04-07 02:00");
    let command = on(1, raise(&room, RequestKind::Medical));
    room.does(&command);
    assert_eq!(room.get::<Request>(1).urgency(), NeedUrgency::Danger);
    room.does(&on(1, C::Respond { words: Some("医生五分钟到".to_owned()) }));
    let request = room.get::<Request>(1);
    assert_eq!(request.urgency(), NeedUrgency::Ill);
    assert_eq!(request.notice.attention.at(room.now).name(), "acknowledged");
    room.does(&on(1, C::Resolve { outcome: "已送医".to_owned() }));
    assert_eq!(room.get::<Request>(1).urgency(), NeedUrgency::ByTheClock);
}

use dutydesk::domain::bulletin::{Bulletin, BulletinCommand, BulletinSeries};
use dutydesk::domain::document::{Document, DocumentCommand as C, DocumentState};
use dutydesk::domain::finding::{Finding, FindingCommand, Severity};
use dutydesk::domain::notice::NoticeCommand;
use dutydesk::domain::run::RunCommand;
use dutydesk::domain::{Command, Context, Officer, Refusal, Role, Stop, Urgency};

use super::bulletins_and_shifts::{draft, on as on_bulletin, open};
use super::findings::{on as on_finding, seen};
use super::runs::{crew, flight, on as on_run, plan, report};
use super::{Room, on_paper, paper, receipt, receive};

#[track_caller]
fn refused(result: Result<Vec<dutydesk::domain::Event>, Stop>) -> Refusal {
    match result {
        Err(Stop::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_number_once_given_is_neither_lost_nor_given_twice() {
    let mut room = Room::at("2020-04-07 02:14");
    for n in 1..=2 {
        room.does(&receive(n, paper("", &format!("通知{n}"), Urgency::Priority, room.now)));
    }
    room.does(&on_paper(1, C::Sign));
    room.undo("王", 3).unwrap();
    assert_eq!(room.get::<Document>(1).state, DocumentState::Arrived);
    room.does(&on_paper(2, C::Sign));
    room.does(&on_paper(1, C::Sign));
    assert_eq!((receipt(&room, 1), receipt(&room, 2)), ("2020-0001".to_owned(), "2020-0002".to_owned()));

    let observed = seen(&room, "未测体温", Severity::Normal);
    room.does(&on_finding(1, FindingCommand::Raise(Box::new(observed.clone()))));
    let entry = room.world.last_entry();
    room.undo("王", entry).unwrap();
    assert!(room.entity::<Finding>(1).void);
    room.does(&on_finding(2, FindingCommand::Raise(Box::new(observed))));
    assert_eq!(room.get::<Finding>(2).number.number, 2);

    for act in [open(BulletinSeries::Daily), draft(1)] {
        room.ask("陈", &on_bulletin(1, act)).unwrap();
    }
    for act in [
        BulletinCommand::Check,
        BulletinCommand::Sign { leader: "李主任".to_owned() },
        BulletinCommand::Issue,
    ] {
        room.does(&on_bulletin(1, act));
    }
    let number = room.get::<Bulletin>(1).number;
    let entry = room.world.last_entry();
    room.undo("王", entry).unwrap();
    room.does(&on_bulletin(1, BulletinCommand::Issue));
    assert_eq!(room.get::<Bulletin>(1).number, number);
}

#[test]
fn whoever_only_looks_changes_nothing() {
    let mut room = Room::at("2020-04-07 02:14");
    room.does(&receive(1, paper("", "通知", Urgency::Priority, room.now)));
    let viewer = Officer { name: "屏".to_owned(), role: Role::Viewer };
    let cx = Context { now: room.now, officer: &viewer, shift_ends: None, policy: &room.policy };
    for command in [on_paper(1, C::Sign), Command::Undo { entry: 1 }] {
        let refusal = refused(room.world.execute(&cx, &command));
        assert_eq!(refusal, Refusal::Role { role: Role::Viewer, needed: Role::Officer });
    }
}

#[test]
fn undoing_an_undo_redoes() {
    let mut room = Room::at("2020-04-07 02:14");
    room.does(&receive(1, paper("", "通知", Urgency::Priority, room.now)));
    room.does(&on_paper(1, C::Sign));
    let signed = room.get::<Document>(1).clone();
    room.undo("王", 2).unwrap();
    room.undo("王", 3).unwrap();
    assert_eq!(*room.get::<Document>(1), signed);
    room.undo("王", 4).unwrap();
    assert_eq!(room.get::<Document>(1).state, DocumentState::Arrived);
}

#[test]
fn several_acts_on_one_item_are_taken_back_one_after_the_other_and_done_again() {
    let mut room = Room::at("2020-04-07 02:14");
    room.does(&receive(1, paper("", "通知", Urgency::Priority, room.now)));
    let arrived = room.get::<Document>(1).clone();
    room.does(&on_paper(1, C::Sign));
    let signed = room.get::<Document>(1).clone();
    room.does(&on_paper(1, C::Notice(NoticeCommand::Take)));
    let taken = room.get::<Document>(1).clone();

    room.undo("王", 3).unwrap();
    assert_eq!(*room.get::<Document>(1), signed);
    room.undo("王", 2).unwrap();
    assert_eq!(*room.get::<Document>(1), Document { receipt: signed.receipt.clone(), ..arrived });

    room.undo("王", 5).unwrap();
    assert_eq!(*room.get::<Document>(1), signed);
    room.undo("王", 4).unwrap();
    assert_eq!(*room.get::<Document>(1), taken);
}

#[test]
fn what_somebody_else_has_built_on_is_not_undone() {
    let mut room = Room::at("2020-04-07 02:14");
    room.does(&receive(1, paper("", "通知", Urgency::Priority, room.now)));
    room.does(&on_paper(1, C::Sign));
    room.ask("陈", &on_paper(1, C::Notice(NoticeCommand::Take))).unwrap();
    let refusal = refused(room.undo("王", 2));
    assert!(matches!(refusal, Refusal::ChangedSince { ref by, .. } if by == "陈"), "{refusal:?}");
    assert_eq!(refused(room.undo("王", 99)), Refusal::NothingToUndo);
}

#[test]
fn a_paper_whose_arrival_was_undone_comes_back_only_once() {
    let mut room = Room::at("2020-04-07 02:14");
    let received = paper("深防控〔2020〕1号", "通知", Urgency::Priority, room.now);
    room.does(&receive(1, received.clone()));
    room.undo("王", 1).unwrap();
    assert_eq!(room.refuses(&on_paper(1, C::Sign)).code(), "not_found");
    room.does(&receive(2, received));
    assert_eq!(refused(room.undo("王", 2)).code(), "exists");

    room.does(&report(21, flight(1, &[])));
    let entry = room.world.last_entry();
    room.undo("王", entry).unwrap();
    room.does(&report(22, flight(2, &[])));
    assert_eq!(refused(room.undo("王", entry + 1)).code(), "exists");
}

#[test]
fn a_crew_that_is_engaged_elsewhere_since_does_not_come_back() {
    let mut room = Room::at("2020-04-07 02:14");
    for n in 1..=2 {
        let command = on_run(n, plan(&room, 180, 10, None));
        room.does(&command);
    }
    room.does(&on_run(1, crew("B-01", "赵师傅", &[])));
    room.does(&on_run(1, RunCommand::Cancel { reason: "航班取消".to_owned() }));
    let cancelled = room.world.last_entry();
    room.does(&on_run(2, crew("B-01", "赵师傅", &[])));
    assert_eq!(refused(room.undo("王", cancelled)).code(), "overlap");
    let crewed = Command::Undo { entry: room.world.last_entry() };
    room.does(&crewed);
    room.undo("王", cancelled).unwrap();
}

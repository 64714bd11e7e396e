//! What is put off comes back: by its time, by the event it waits for, by an officer's hand.

use chrono::TimeDelta;
use dutydesk::domain::arrival::{ArrivalState, Movement};
use dutydesk::domain::document::{Document, DocumentCommand as C};
use dutydesk::domain::notice::{NoticeCommand, NoticeEvent};
use dutydesk::domain::{Attention, Command, Event, Id, Kind, Refusal, Stream, Urgency, Wake};

use super::runs::{flight, report};
use super::{Room, on_paper, paper, receive};

fn shelve(room: &Room, hours: i64, wake: Option<Wake>) -> C {
    let until = room.now + TimeDelta::hours(hours);
    C::Notice(NoticeCommand::Shelve { until, reason: None, wake })
}

fn landing(key: &str) -> Option<Wake> {
    Some(Wake::Landed { arrival: key.to_owned() })
}

/// The flight of the same key as [`flight`], as it is now.
fn now_is(status: ArrivalState) -> Movement {
    Movement { status, ..flight(180, &[]) }
}

fn woken(events: &[Event]) -> Vec<Stream> {
    let woken = events.iter().filter(|event| matches!(event.body.notice(), Some(NoticeEvent::Woken { .. })));
    woken.map(|event| event.stream).collect()
}

fn stream(id: Id) -> Stream {
    Stream::new(Kind::Document, id)
}

/// A room with a flight that is expected and a paper that waits for it.
fn waiting() -> (Room, String) {
    let mut room = Room::at("2020-04-07 02:14");
    let key = flight(180, &[]).key;
    room.does(&report(21, now_is(ArrivalState::Expected)));
    room.does(&receive(1, paper("", "接机通知", Urgency::Immediate, room.now)));
    let act = shelve(&room, 6, landing(&key));
    room.does(&on_paper(1, act));
    (room, key)
}

#[test]
fn a_flight_that_lands_brings_back_what_waits_for_it_in_the_same_entry() {
    let (mut room, key) = waiting();
    let attention = &room.get::<Document>(1).notice.attention;
    assert_eq!(attention.at(room.now).wake(), landing(&key).as_ref());

    room.wait(30);
    let events = room.ask("陈", &report(99, now_is(ArrivalState::Landed))).unwrap();
    assert_eq!(woken(&events), [stream(super::id(1))]);
    let notice = &room.get::<Document>(1).notice;
    assert_eq!(notice.attention, Attention::Unacknowledged);
    assert_eq!(notice.asks_since, Some(room.now));
    let again =
        room.ask("陈", &report(99, Movement { passengers: 3, ..now_is(ArrivalState::Landed) })).unwrap();
    assert_eq!(woken(&again), [], "only once");
}

#[test]
fn a_flight_that_does_not_come_brings_it_back_too() {
    let (mut room, _) = waiting();
    let events = room.does(&report(99, now_is(ArrivalState::Cancelled)));
    assert!(matches!(events[1].body.notice(), Some(NoticeEvent::Woken { vain: true, .. })), "{events:?}");
}

#[test]
fn nobody_waits_for_what_has_been_or_what_nobody_has_heard_of() {
    let (mut room, key) = waiting();
    room.does(&report(99, now_is(ArrivalState::Landed)));
    let act = shelve(&room, 6, landing(&key));
    assert_eq!(room.refuses(&on_paper(1, act)).code(), "not_awaited");
    let act = shelve(&room, 6, landing("XX1@2020-04-07"));
    assert_eq!(room.refuses(&on_paper(1, act)).code(), "bad_value");
}

#[test]
fn a_landing_that_was_a_mistake_is_undone_and_what_officers_did_since_stands() {
    let (mut room, key) = waiting();
    room.does(&receive(2, paper("", "另一件", Urgency::Immediate, room.now)));
    let act = shelve(&room, 6, landing(&key));
    room.does(&on_paper(2, act));
    room.does(&report(99, now_is(ArrivalState::Landed)));
    let landed = room.world.last_entry();
    room.ask("陈", &on_paper(2, C::Sign)).unwrap();

    room.undo("王", landed).unwrap();
    let attention = &room.get::<Document>(1).notice.attention;
    assert_eq!(attention.at(room.now).wake(), landing(&key).as_ref(), "it waits again");
    assert!(room.get::<Document>(2).receipt.is_some(), "the signature of another stands");
    let events = room.does(&report(99, now_is(ArrivalState::Landed)));
    assert_eq!(woken(&events), [stream(super::id(1))], "and what waits is brought back by the next landing");
}

#[test]
fn a_units_answer_brings_back_what_waits_for_the_unit() {
    let mut room = Room::at("2020-04-07 02:14");
    for n in 1..=2 {
        room.does(&receive(n, paper("", &format!("通知{n}"), Urgency::Priority, room.now)));
    }
    let lead = "health".to_owned();
    room.does(&on_paper(1, C::Assign { lead, assists: Vec::new(), instruction: None, dispatch: None }));
    for n in 1..=2 {
        let act = shelve(&room, 6, Some(Wake::Replied { unit: "health".to_owned() }));
        room.does(&on_paper(n, act));
    }
    let events = room.does(&on_paper(1, C::Answer { words: "已收治".to_owned() }));
    assert_eq!(woken(&events), [stream(super::id(1)), stream(super::id(2))]);
}

#[test]
fn before_due_follows_the_deadline_wherever_it_is_moved() {
    let mut room = Room::at("2020-04-07 02:00");
    let mut received = paper("", "通知", Urgency::Priority, room.now);
    received.stated_due = Some(room.now + TimeDelta::hours(3));
    room.does(&receive(1, received.clone()));
    let lead = "health".to_owned();
    room.does(&on_paper(1, C::TellLeader { leader: None, words: None }));
    room.does(&on_paper(1, C::Assign { lead, assists: Vec::new(), instruction: None, dispatch: None }));
    let act = shelve(&room, 9, Some(Wake::BeforeDue { minutes: 60 }));
    room.does(&on_paper(1, act));
    let until = |room: &Room| room.entity::<Document>(1).state.attention().unwrap().until().unwrap();
    assert_eq!(until(&room), room.now + TimeDelta::hours(2));

    received.stated_due = Some(room.now + TimeDelta::hours(6));
    room.does(&on_paper(1, C::Amend(Box::new(received.clone()))));
    assert_eq!(until(&room), room.now + TimeDelta::hours(5), "the deadline was moved, and so was the wake");

    let act = shelve(&room, 9, Some(Wake::BeforeDue { minutes: 600 }));
    assert!(matches!(room.refuses(&on_paper(1, act)), Refusal::NotAhead { .. }));
}

#[test]
fn an_officer_takes_a_snooze_back_and_only_a_snooze() {
    let (mut room, _) = waiting();
    room.does(&on_paper(1, C::Notice(NoticeCommand::Awaken)));
    assert_eq!(room.get::<Document>(1).notice.attention, Attention::Unacknowledged);
    assert_eq!(room.refuses(&on_paper(1, C::Notice(NoticeCommand::Awaken))), Refusal::NotSilent);
}

#[test]
fn an_undo_puts_nothing_to_sleep_that_waits_for_what_has_been() {
    let (mut room, key) = waiting();
    room.wait(5).does(&on_paper(1, C::Notice(NoticeCommand::Awaken)));
    let taken_back = room.world.last_entry();
    room.wait(5).does(&report(99, now_is(ArrivalState::Landed)));
    let events = room.does(&Command::Undo { entry: taken_back });
    assert_eq!(woken(&events), [stream(super::id(1))], "the flight will not land once more");
    assert_eq!(room.get::<Document>(1).notice.attention, Attention::Unacknowledged);

    // The other way round: the landing is taken back, waited for, and was none the less true.
    let (mut room, _) = waiting();
    room.does(&on_paper(1, C::Notice(NoticeCommand::Awaken)));
    room.does(&report(99, now_is(ArrivalState::Landed)));
    let landed = room.world.last_entry();
    room.does(&Command::Undo { entry: landed });
    let undone = room.world.last_entry();
    let act = shelve(&room, 6, landing(&key));
    room.does(&on_paper(1, act));
    let events = room.does(&Command::Undo { entry: undone });
    assert_eq!(woken(&events), [stream(super::id(1))]);
}

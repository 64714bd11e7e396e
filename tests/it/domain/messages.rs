//! Messages go out at least once or are openly given up, and two workers never have the same one in hand.

use dutydesk::domain::outgoing::{Claim, Message, MessageCommand as C, MessageState as S, Note, Purpose};
use dutydesk::domain::{Command, Deadline, EventBody, Kind, Refusal, Stream, Urgency};
use proptest::prelude::*;

use super::{Room, at, id};

pub(super) fn note(n: u64) -> Note {
    Note {
        channel: "group".to_owned(),
        purpose: Purpose::UrgentArrival,
        about: Some(Stream::new(Kind::Document, id(n))),
        step: String::new(),
        number: format!("2020-{n:04}"),
        urgency: Some(Urgency::Immediate),
        deadline: Some(Deadline::Sign),
        due: Some(at("2020-04-07 02:24")),
    }
}

fn on(n: u64, act: C) -> Command {
    Command::Message { id: note(n).id(), act }
}

fn queue(n: u64) -> Command {
    on(n, C::Queue(Box::new(note(n))))
}

fn claim(room: &Room, worker: &str, minutes: i64) -> Command {
    let until = room.now + chrono::TimeDelta::minutes(minutes);
    on(1, C::Claim(Claim { worker: worker.to_owned(), until }))
}

fn fail(room: &Room, worker: &str, minutes: i64, unclear: bool) -> Command {
    let retry_at = room.now + chrono::TimeDelta::minutes(minutes);
    on(1, C::Fail { worker: worker.to_owned(), reason: "http 503".to_owned(), retry_at, unclear })
}

fn message(room: &Room) -> Message {
    let stream = Stream::new(Kind::Message, note(1).id());
    let entity = room.world.get(stream).expect("a message");
    <Message as dutydesk::domain::Aggregate>::from_state(&entity.state).expect("a message").clone()
}

#[test]
fn the_same_matter_is_queued_once_and_another_apart() {
    let mut room = Room::at("2020-04-07 02:14");
    assert_eq!(room.does(&queue(1)).len(), 1);
    assert_eq!(room.does(&queue(1)), [], "another worker found the same");
    room.does(&on(1, C::Cancel { reason: String::new() }));
    assert_eq!(room.does(&queue(1)), [], "what an officer has cancelled does not come back by itself");
    let mut ids = vec![note(1).id(), note(2).id()];
    ids.push(Note { channel: "mail".to_owned(), ..note(1) }.id());
    ids.push(Note { purpose: Purpose::DeadlineMissed, ..note(1) }.id());
    ids.push(Note { step: "health".to_owned(), ..note(1) }.id());
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 5);
    let later = Note { due: Some(at("2020-04-07 03:00")), number: "2020-0009".to_owned(), ..note(1) };
    assert_eq!(later.id(), note(1).id(), "a moved deadline is no other matter");
}

#[test]
fn no_title_and_no_name_can_stand_in_place_of_a_number() {
    let mut room = Room::at("2020-04-07 02:14");
    for number in ["关于核酸检测的通知", "张三", "", "abc", "2020-0007 张三", "1\n2", &"1".repeat(33)]
    {
        let note = Note { number: number.to_owned(), ..note(1) };
        let refusal = room.refuses(&Command::Message { id: note.id(), act: C::Queue(Box::new(note)) });
        assert!(matches!(refusal, Refusal::BadValue { field: "number", .. }), "{number}");
    }
}

#[test]
fn one_worker_has_it_until_the_claim_ends_and_then_it_may_arrive_twice() {
    let mut room = Room::at("2020-04-07 02:14");
    room.does(&queue(1));
    let (first, second) = (claim(&room, "a", 2), claim(&room, "b", 2));
    room.does(&first);
    assert_eq!(room.refuses(&second).code(), "too_early");
    assert_eq!(
        room.refuses(&on(1, C::Cancel { reason: String::new() })).code(),
        "too_early",
        "it may be on its way"
    );
    room.wait(2);
    let again = claim(&room, "b", 2);
    room.does(&again);
    let now = message(&room);
    assert!(now.maybe_twice && now.attempts == 2 && now.state == S::Sending);
    let late = fail(&room, "a", 1, false);
    assert_eq!(room.refuses(&late).code(), "wrong_state", "the dead worker's failure is not b's");
    room.does(&on(1, C::Deliver { answer: "0".to_owned() }));
    assert_eq!(room.does(&on(1, C::Deliver { answer: "0".to_owned() })), [], "a fact is taken down once");
    let now = message(&room);
    assert!(now.state == S::Sent && now.maybe_twice && now.sent_at == Some(room.now));
}

#[test]
fn what_fails_is_tried_again_later_and_what_is_given_up_stays_open_for_a_person() {
    let mut room = Room::at("2020-04-07 02:14");
    room.does(&queue(1));
    let take = claim(&room, "a", 1);
    room.does(&take);
    let failed = fail(&room, "a", 5, true);
    room.does(&failed);
    let early = claim(&room, "a", 1);
    assert_eq!(room.refuses(&early).code(), "too_early");
    room.wait(5);
    let take = claim(&room, "a", 1);
    room.does(&take);
    room.does(&on(1, C::Release { worker: "a".to_owned() }));
    assert_eq!(message(&room).attempts, 1, "put back untried");
    room.does(&on(1, C::GiveUp { reason: "http 503".to_owned(), unclear: false }));
    let now = message(&room);
    assert!(now.state.is_open() && now.ready_at().is_none() && now.maybe_twice);
    room.wait(60);
    room.does(&on(1, C::Retry));
    assert_eq!(message(&room).ready_at(), Some(room.now), "the time for trying begins anew");
}

/// One thing that a worker or an officer tries.
fn an_act() -> impl Strategy<Value = (u8, u8, i64)> {
    (0..9_u8, 0..2_u8, 0..4_i64)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Whatever two workers and an officer do: at most one claim holds at a time, nothing is sent that was not claimed,
    /// and a message is never gone: it waits, was sent, was given up or was cancelled by a command that says so.
    #[test]
    fn nothing_is_lost_and_nobody_sends_what_another_has(acts in prop::collection::vec(an_act(), 1..40)) {
        let mut room = Room::at("2020-04-07 02:14");
        room.does(&queue(1));
        for (what, who, minutes) in acts {
            let worker = ["a", "b"][usize::from(who)];
            let command = match what {
                0..=2 => claim(&room, worker, minutes),
                3 => on(1, C::Deliver { answer: String::new() }),
                4 => fail(&room, worker, minutes, minutes == 0),
                5 => on(1, C::GiveUp { reason: "timeout".to_owned(), unclear: false }),
                6 => on(1, C::Cancel { reason: String::new() }),
                7 => on(1, C::Retry),
                _ => on(1, C::Release { worker: worker.to_owned() }),
            };
            let before = message(&room);
            let held = before.claim.clone().filter(|claim| room.now < claim.until);
            let events = room.ask("王", &command).unwrap_or_default();
            let after = message(&room);
            if let Some(event) = events.into_iter().next() {
                let EventBody::Message(event) = event.body else { panic!("of another kind") };
                use dutydesk::domain::outgoing::MessageEvent as E;
                match event {
                    E::Claimed { .. } => {
                        prop_assert!(held.is_none(), "{before:?}");
                        prop_assert!(before.state != S::Sending || after.maybe_twice);
                    }
                    E::Failed { .. } => prop_assert_eq!(before.claim.map(|c| c.worker), Some(worker.to_owned())),
                    E::Delivered { .. } => prop_assert!(before.attempts > 0),
                    _ => {}
                }
            }
            prop_assert_eq!(after.claim.is_some(), after.state == S::Sending);
            prop_assert_eq!(after.sent_at.is_some(), after.state == S::Sent);
            let waits = matches!(after.state, S::Queued | S::Sending | S::Failed);
            prop_assert_eq!(after.ready_at().is_some(), waits);
            room.wait(minutes);
        }
    }
}

//! Outgoing messages on the desk: what asks for something is in the band and first in the list; an officer has one tried
//! again or not sent, and no paper is any different for it.

use dutydesk::domain::outgoing::{Claim, Message, MessageCommand as C, MessageState, Note, Purpose};
use dutydesk::domain::{Aggregate, Kind};

use super::*;

fn note(n: u32) -> Note {
    Note {
        channel: "group".to_owned(),
        purpose: Purpose::DeadlineMissed,
        about: None,
        step: n.to_string(),
        number: format!("2020-{n:04}"),
        urgency: None,
        deadline: None,
        due: None,
    }
}

fn on(room: &Room, n: u32, act: C) {
    room.submit("notify", Command::Message { id: note(n).id(), act });
}

fn state(room: &Room, n: u32) -> MessageState {
    let entity = room.reader().entity(Message::stream(note(n).id())).unwrap().unwrap();
    Message::from_state(&entity.state).unwrap().state
}

fn shown(desk: &Desk) -> Vec<(String, MessageState)> {
    let Dialog::Messages(messages) = dialog(desk) else { panic!("another dialog") };
    let rows = messages.rows.as_ref().expect("they were read");
    rows.iter().map(|row| (row.message.note.number.clone(), row.message.state)).collect()
}

#[test]
fn what_could_not_be_sent_is_tried_again_or_cancelled_by_an_officer() {
    let room = Room::with_papers(&["甲"]);
    for n in 1..=3 {
        on(&room, n, C::Queue(Box::new(note(n))));
    }
    on(&room, 2, C::GiveUp { reason: "http 503".to_owned(), unclear: false });
    let claim = Claim { worker: "w".to_owned(), until: night() + chrono::TimeDelta::minutes(1) };
    on(&room, 3, C::Claim(claim));
    on(&room, 3, C::Deliver { answer: "0".to_owned() });
    let papers = room.reader().entities(Kind::Document, 10).unwrap();
    let mut desk = Desk::new(&room, "陈晓");
    let out = desk.app.screen().overview.expect("it was read").outgoing;
    assert_eq!((out.waiting, out.failed, out.given_up), (1, 0, 1));
    desk.keys("M");
    let first = ["2020-0002", "2020-0001", "2020-0003"];
    assert_eq!(shown(&desk).iter().map(|(number, _)| number.as_str()).collect::<Vec<_>>(), first);
    desk.keys("r");
    assert_eq!(state(&room, 2), MessageState::Queued);
    assert!(desk.toast().contains("重发"), "{}", desk.toast());
    // The list follows what was done, and the cursor stays on its message.
    assert!(shown(&desk).contains(&("2020-0002".to_owned(), MessageState::Queued)));
    desk.keys("x");
    assert_eq!(state(&room, 2), MessageState::Cancelled);
    desk.keys("k x");
    assert_eq!(state(&room, 3), MessageState::Sent, "what was sent cannot be called back");
    assert!(desk.toast().contains("已发出"), "{}", desk.toast());
    desk.keys("<Esc>");
    assert!(desk.app.screen().dialogs.is_empty());
    assert_eq!(room.reader().entities(Kind::Document, 10).unwrap(), papers, "no paper is any different");
}

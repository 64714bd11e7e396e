use chrono::TimeDelta;
use dutydesk::domain::clearance::{
    Clearance, ClearanceCommand as C, ClearanceReason, ClearanceState, salted,
};
use dutydesk::domain::{Command, Kind, Refusal, Stream};

use super::{Room, id};

const SALT: &str = "00112233445566778899aabbccddeeff";
const TEXT: &[u8] = "机密文件管理办法宣贯会".as_bytes();

fn on(act: C) -> Command {
    Command::Clearance { id: id(1), act }
}

fn proposed() -> Room {
    let mut room = Room::at("2020-04-07 02:00");
    let (salt, digest) = (SALT.to_owned(), salted(SALT, TEXT));
    room.does(&on(C::Propose { salt, digest, reason: ClearanceReason::Term }));
    room
}

fn confirm(text: &[u8]) -> Command {
    on(C::Confirm { digest: salted(SALT, text) })
}

fn paper() -> Stream {
    Stream::new(Kind::Document, id(9))
}

#[test]
fn it_takes_two_persons_with_the_same_text_in_hand() {
    let mut room = proposed();
    assert_eq!(room.refuses(&confirm(TEXT)), Refusal::SamePerson { name: "王".to_owned() });
    assert!(!room.get::<Clearance>(1).stands(room.now));
    let other = room.refuses_to("李", &confirm("别的".as_bytes()));
    assert!(matches!(other, Refusal::BadValue { field: "digest", .. }), "{other:?}");
    assert!(matches!(room.refuses(&on(C::Use { paper: paper() })), Refusal::WrongState { .. }));
    room.ask("李", &confirm(TEXT)).expect("another officer, the same text");
    let clearance = room.get::<Clearance>(1);
    assert!(clearance.stands(room.now) && clearance.is_about(TEXT) && !clearance.is_about(b"x"));
    assert!(matches!(room.refuses_to("赵", &confirm(TEXT)), Refusal::WrongState { .. }), "once confirmed");
}

#[test]
fn it_lapses_unless_it_is_confirmed_and_used_within_a_day() {
    let mut room = proposed();
    room.now += TimeDelta::hours(24);
    assert!(matches!(room.refuses_to("李", &confirm(TEXT)), Refusal::TooLate { verb: "confirm", .. }));
    let mut room = proposed();
    room.now += TimeDelta::hours(23);
    room.ask("李", &confirm(TEXT)).expect("in time");
    room.now += TimeDelta::hours(1);
    assert!(!room.get::<Clearance>(1).stands(room.now));
    assert!(matches!(room.refuses(&on(C::Use { paper: paper() })), Refusal::TooLate { verb: "use", .. }));
}

#[test]
fn once_used_it_stays_good_for_that_text_and_says_what_it_became() {
    let mut room = proposed();
    room.ask("李", &confirm(TEXT)).expect("another officer");
    room.does(&on(C::Use { paper: paper() }));
    room.now += TimeDelta::days(30);
    let clearance = room.get::<Clearance>(1);
    assert_eq!((clearance.state, clearance.paper), (ClearanceState::Used, Some(paper())));
    assert!(clearance.stands(room.now), "the same file again attaches as it did the first time");
    assert!(room.does(&on(C::Use { paper: Stream::new(Kind::Document, id(8)) })).is_empty());
}

#[test]
fn no_content_fits_where_chance_and_digest_belong() {
    let mut room = Room::at("2020-04-07 02:00");
    let good = salted(SALT, TEXT);
    for (salt, digest) in [("机密", good.as_str()), (SALT, "机密★10年 某某通知"), ("00", good.as_str())]
    {
        let (salt, digest) = (salt.to_owned(), digest.to_owned());
        let refusal = room.refuses(&on(C::Propose { salt, digest, reason: ClearanceReason::Form }));
        assert!(matches!(&refusal, Refusal::BadValue { value, .. } if value.is_empty()), "{refusal:?}");
    }
}

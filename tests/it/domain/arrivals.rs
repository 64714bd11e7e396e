//! What sources and officers say of an arrival, in whatever order it comes.

use chrono::TimeDelta;
use dutydesk::domain::arrival::{Arrival, ArrivalCommand as A, ArrivalState, Movement};
use dutydesk::domain::run::{Problem, Run};
use dutydesk::domain::{Command, Kind, Refusal, Stop, Stream};
use proptest::prelude::*;

use super::runs::{flight, on, plan, report};
use super::{Room, at, id};

fn by_hand(act: A) -> Command {
    Command::Arrival { id: id(21), act }
}

/// The n-th statement of a source that counts: later ones name more people.
fn stated(n: u64) -> Movement {
    let people = u32::try_from(n).unwrap();
    Movement { sequence: Some(n), ..flight(people, &["fr"]) }
}

fn outdated() -> Refusal {
    Refusal::Outdated { stream: Stream::new(Kind::Arrival, id(21)) }
}

proptest! {
    #[test]
    fn any_order_of_statements_ends_in_the_newest(order in Just((1..9_u64).collect::<Vec<_>>()).prop_shuffle()) {
        let mut room = Room::at("2020-04-07 02:14");
        for (place, n) in order.iter().enumerate() {
            let answer = room.ask("王", &report(21 + place as u64, stated(*n)));
            let older = order[..place].iter().any(|before| before > n);
            prop_assert_eq!(matches!(answer, Err(Stop::Refused(Refusal::Outdated { .. }))), older);
        }
        prop_assert_eq!(room.get::<Arrival>(21).movement.passengers, 8);
    }
}

#[test]
fn the_time_of_a_change_decides_where_the_count_does_not() {
    let at_hour = |hour: i64, people| Movement {
        stated_at: Some(at("2020-04-07 00:00") + TimeDelta::hours(hour)),
        ..flight(people, &["fr"])
    };
    let mut room = Room::at("2020-04-07 02:14");
    room.does(&report(21, at_hour(1, 30)));
    assert_eq!(room.refuses(&report(22, at_hour(0, 29))), outdated());
    room.does(&report(22, at_hour(2, 31)));
    room.does(&report(22, flight(32, &["fr"])));
    assert_eq!(
        room.refuses(&report(22, at_hour(1, 30))),
        outdated(),
        "what does not count takes nothing away"
    );
    room.does(&report(22, Movement { sequence: Some(3), ..at_hour(3, 33) }));
    assert_eq!(room.refuses(&report(22, Movement { sequence: Some(2), ..at_hour(9, 9) })), outdated());
    assert_eq!(room.get::<Arrival>(21).movement.passengers, 33);
}

#[test]
fn what_an_officer_knows_stands_until_the_source_says_something_new() {
    let mut room = Room::at("2020-04-07 02:14");
    room.does(&report(21, flight(30, &["fr"])));
    room.does(&by_hand(A::Delay { until: at("2020-04-07 06:20") }));
    assert_eq!(room.get::<Arrival>(21).state, ArrivalState::Delayed);
    assert!(room.does(&report(22, flight(30, &["fr"]))).is_empty(), "the same file again changes nothing");
    assert_eq!(room.get::<Arrival>(21).movement.revised_at(), at("2020-04-07 06:20"));
    let news = Movement { estimated_at: Some(at("2020-04-07 07:00")), ..flight(30, &["fr"]) };
    room.does(&report(22, Movement { status: ArrivalState::Delayed, ..news }));
    assert_eq!(room.get::<Arrival>(21).movement.revised_at(), at("2020-04-07 07:00"));
}

#[test]
fn what_cannot_be_is_refused_by_its_name() {
    let mut room = Room::at("2020-04-07 02:14");
    room.does(&report(21, flight(30, &["fr"])));
    let (past, ahead) = (at("2020-04-07 01:00"), at("2020-04-07 06:00"));
    assert_eq!(room.refuses(&by_hand(A::Delay { until: past })), Refusal::NotAhead { until: past });
    let early = Refusal::TooEarly { verb: "landed", from: ahead };
    assert_eq!(room.refuses(&by_hand(A::Land { at: Some(ahead) })), early);
    let here = A::Divert { port: "szx".to_owned(), reason: None };
    assert_eq!(room.refuses(&by_hand(here)).code(), "bad_value", "it comes here anyway");
    assert_eq!(room.refuses(&by_hand(A::Cancel { reason: " ".to_owned() })).code(), "missing");
    room.does(&by_hand(A::Land { at: Some(past) }));
    for act in [A::Delay { until: ahead }, A::Cancel { reason: "雾".to_owned() }] {
        assert_eq!(room.refuses(&by_hand(act)).code(), "wrong_state", "it is here");
    }
}

#[test]
fn a_run_whose_flight_landed_elsewhere_still_says_so() {
    let mut room = Room::at("2020-04-07 02:14");
    room.does(&report(21, flight(30, &["fr"])));
    let planned = plan(&room, 200, 30, Some(id(21)));
    room.does(&on(1, planned));
    let gone = [Problem::NoArrival { state: "diverted" }];
    let problems = |room: &Room| {
        let arrival = room.get::<Arrival>(21);
        room.get::<Run>(1).problems(Some(arrival), &room.policy.limits.transfers, room.now)
    };
    assert_eq!(problems(&room), []);
    room.does(&by_hand(A::Divert { port: "zhuhai".to_owned(), reason: Some("雷雨".to_owned()) }));
    assert_eq!(problems(&room), gone);
    room.wait(60);
    room.does(&by_hand(A::Land { at: None }));
    assert_eq!(problems(&room), gone);
}

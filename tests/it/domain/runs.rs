use chrono::TimeDelta;
use dutydesk::domain::arrival::{Arrival, ArrivalCommand, ArrivalState, Mode, Movement};
use dutydesk::domain::run::{Crew, ExitKind, Plan, Problem, Run, RunCommand as C, RunState as S, Vehicle};
use dutydesk::domain::{Command, Id, Refusal};

use super::volunteers::enrol;
use super::{Room, at, id};

pub(super) fn on(n: u64, act: C) -> Command {
    Command::Run { id: id(n), act }
}

pub(super) fn flight(passengers: u32, languages: &[&str]) -> Movement {
    Movement {
        key: "CA1234@2020-04-07".to_owned(),
        port: "szx".to_owned(),
        mode: Mode::Flight,
        number: "CA1234".to_owned(),
        origin: "CDG".to_owned(),
        scheduled_at: at("2020-04-07 05:00"),
        estimated_at: None,
        actual_at: None,
        passengers,
        languages: languages.iter().map(|&tag| tag.to_owned()).collect(),
        status: ArrivalState::Expected,
        source: "feed".to_owned(),
        sequence: None,
        stated_at: None,
        reason: None,
        stated: None,
    }
}

pub(super) fn report(n: u64, movement: Movement) -> Command {
    Command::Arrival { id: id(n), act: ArrivalCommand::Report(Box::new(movement)) }
}

pub(super) fn plan(room: &Room, starts_in: i64, passengers: u32, arrival: Option<Id>) -> C {
    let pick_up = room.now + TimeDelta::minutes(starts_in);
    C::Plan(Box::new(Plan {
        arrival,
        port: "szx".to_owned(),
        site: "hotel".to_owned(),
        pick_up,
        deliver: pick_up + TimeDelta::hours(2),
        passengers,
        languages: Vec::new(),
    }))
}

pub(super) fn crew(plate: &str, driver: &str, volunteers: &[u64]) -> C {
    let volunteers = volunteers.iter().map(|&n| id(n)).collect();
    let vehicle = Vehicle { plate: plate.to_owned(), seats: 40 };
    C::Crew { crew: Crew { vehicle, driver: driver.to_owned(), volunteers }, despite: None }
}

fn leave() -> C {
    C::Leave { boarded: None }
}

/// At 02:14, a French flight at 05:00, a run to fetch 30 people at 05:14, and volunteers 11 (French) and 12 (Japanese).
fn night() -> Room {
    let mut room = Room::at("2020-04-07 02:14");
    room.does(&report(21, flight(30, &["fr"])));
    enrol(&mut room, 11, &["fr-FR", "en"]);
    enrol(&mut room, 12, &["ja"]);
    let command = on(1, plan(&room, 180, 30, Some(id(21))));
    room.does(&command);
    room
}

/// The same, with the people on board.
fn on_the_road() -> Room {
    let mut room = night();
    for act in [crew("B-01", "赵师傅", &[11]), C::Depart, C::ReachPort, C::Board, leave()] {
        room.wait(10).does(&on(1, act));
    }
    room
}

#[test]
fn a_run_goes_its_course_and_closes_when_everybody_is_accounted_for() {
    let mut room = night();
    assert_eq!(room.get::<Run>(1).plan.languages, ["fr"], "from the flight");
    assert_eq!(room.due::<Run>(1), Some((at("2020-04-07 05:14"), "pick_up")));
    for act in [crew("B-01", "赵师傅", &[11]), C::Depart, C::ReachPort, C::Board] {
        room.does(&on(1, act));
    }
    room.does(&on(1, C::Exit { kind: ExitKind::NoShow, count: 2, note: None }));
    room.does(&on(1, leave()));
    assert_eq!(room.get::<Run>(1).headcount.boarded, Some(28));
    room.does(&on(1, C::Exit { kind: ExitKind::Hospital, count: 1, note: Some("发热".to_owned()) }));
    for act in [C::Deliver { delivered: None }, C::Disinfect, C::Close] {
        room.does(&on(1, act));
    }
    let run = room.get::<Run>(1);
    assert_eq!((run.state, run.headcount.delivered), (S::Closed, Some(27)));
    assert_eq!(room.due::<Run>(1), None);
}

#[test]
fn a_run_does_not_close_while_anybody_is_missing() {
    let mut room = on_the_road();
    for act in [C::Deliver { delivered: Some(29) }, C::Disinfect] {
        room.does(&on(1, act));
    }
    assert_eq!(
        room.refuses(&on(1, C::Close)),
        Refusal::Headcount { expected: 30, boarded: 30, delivered: 29, exits_before: 0, exits_on_road: 0 }
    );
    let count = |delivered, reason: &str| C::Count {
        expected: None,
        boarded: None,
        delivered: Some(delivered),
        reason: reason.to_owned(),
    };
    assert_eq!(room.refuses(&on(1, count(30, ""))), Refusal::Missing { field: "reason" });
    room.does(&on(1, count(30, "漏点一人")));
    room.does(&on(1, C::Close));
}

#[test]
fn more_people_cannot_leave_a_run_than_are_on_it() {
    let mut room = on_the_road();
    let exit = |count| on(1, C::Exit { kind: ExitKind::OtherDistrict, count, note: None });
    assert_eq!(room.refuses(&exit(31)).code(), "bad_value");
    assert_eq!(room.refuses(&exit(0)).code(), "bad_value");
    room.does(&exit(30));
    assert_eq!(room.refuses(&exit(1)).code(), "bad_value");
}

#[test]
fn seats_and_languages_are_hard_limits() {
    let mut room = night();
    assert_eq!(
        room.refuses(&on(1, crew("B-01", "赵师傅", &[12]))),
        Refusal::Language { who: "志愿者12".to_owned(), needed: vec!["fr".to_owned()] }
    );
    let command = on(2, plan(&room, 600, 41, None));
    room.does(&command);
    assert_eq!(
        room.refuses(&on(2, crew("B-01", "赵师傅", &[]))),
        Refusal::Capacity { what: "B-01".to_owned(), holds: 40, asked: 41 }
    );
}

#[test]
fn nobody_is_in_two_places_at_once() {
    let mut room = night();
    room.does(&on(1, crew("B-01", "赵师傅", &[11])));
    let command = on(2, plan(&room, 240, 10, None));
    room.does(&command);
    for (act, who) in [
        (crew("B-01", "钱师傅", &[]), "vehicle:B-01".to_owned()),
        (crew("B-02", "赵师傅", &[]), "driver:赵师傅".to_owned()),
        (crew("B-02", "钱师傅", &[11]), format!("volunteer/{}", id(11))),
    ] {
        let Refusal::Overlap { who: named, until, .. } = room.refuses(&on(2, act)) else { panic!("{who}") };
        assert_eq!((named, until), (who, at("2020-04-07 07:14")));
    }
    // A run that leaves time for the disinfection and the road back takes nobody twice, until it is moved.
    let command = on(3, plan(&room, 390, 10, None));
    room.does(&command);
    room.does(&on(3, crew("B-01", "赵师傅", &[11])));
    let (pick_up, deliver) = (at("2020-04-07 07:00"), at("2020-04-07 09:00"));
    let moved = on(3, C::Reschedule { pick_up, deliver, reason: None });
    assert_eq!(room.refuses(&moved).code(), "overlap");
    // Whoever has delivered is free at once.
    for act in [C::Depart, C::ReachPort, C::Board, leave(), C::Deliver { delivered: None }] {
        room.does(&on(1, act));
    }
    room.does(&on(1, C::Disinfect));
    room.does(&on(1, C::Close));
    room.does(&moved);
}

#[test]
fn working_beyond_the_limits_takes_a_reason() {
    let mut room = night();
    let long = |despite: Option<&str>| {
        let C::Crew { crew, .. } = crew("B-01", "赵师傅", &[11]) else { unreachable!() };
        on(1, C::Crew { crew, despite: despite.map(str::to_owned) })
    };
    let (pick_up, deliver) = (at("2020-04-07 05:14"), at("2020-04-07 13:15"));
    room.does(&on(1, C::Reschedule { pick_up, deliver, reason: None }));
    assert_eq!(room.refuses(&long(None)).code(), "work_limit");
    room.does(&long(Some("无人可换")));
}

#[test]
fn a_held_run_takes_no_step_and_a_diverted_one_goes_on() {
    let mut room = on_the_road();
    room.does(&on(1, C::Hold { reason: "堵车".to_owned() }));
    assert_eq!(room.refuses(&on(1, C::Deliver { delivered: None })).code(), "wrong_state");
    room.does(&on(1, C::Resume));
    room.does(&on(1, C::Divert { site: "lodge".to_owned(), reason: "满员".to_owned() }));
    assert_eq!((room.get::<Run>(1).state, room.get::<Run>(1).stage()), (S::Diverted, S::EnRoute));
    room.does(&on(1, C::Hold { reason: "等开门".to_owned() }));
    room.does(&on(1, C::Resume));
    room.does(&on(1, C::Deliver { delivered: None }));
    let run = room.get::<Run>(1);
    assert_eq!((run.state, run.plan.site.as_str()), (S::Delivered, "lodge"));
}

#[test]
fn people_on_board_are_never_let_go_of() {
    let mut room = on_the_road();
    let reason = "取消".to_owned();
    assert_eq!(room.refuses(&on(1, C::Abort { reason: reason.clone() })).code(), "wrong_state");
    assert_eq!(room.refuses(&on(1, C::Cancel { reason })).code(), "wrong_state");
}

#[test]
fn a_run_says_what_is_wrong_with_it() {
    let mut room = night();
    let problems = |room: &Room| {
        let arrival = room.get::<Arrival>(21);
        room.get::<Run>(1).problems(Some(arrival), &room.policy.limits.transfers, room.now)
    };
    assert_eq!(problems(&room), []);
    let late = |minutes| Movement {
        estimated_at: Some(at("2020-04-07 05:00") + TimeDelta::minutes(minutes)),
        status: ArrivalState::Delayed,
        ..flight(30, &["fr"])
    };
    room.does(&report(22, late(30)));
    assert_eq!(problems(&room), [], "half an hour is no slip yet");
    room.does(&report(22, late(180)));
    let expected = at("2020-04-07 08:00");
    assert_eq!(problems(&room), [Problem::EtaSlip { minutes: 180, expected }]);
    let reschedule =
        C::Reschedule { pick_up: at("2020-04-07 08:14"), deliver: at("2020-04-07 10:14"), reason: None };
    room.does(&on(1, reschedule));
    assert_eq!(problems(&room), [], "the run counts on it now");

    room.does(&on(1, crew("B-01", "赵师傅", &[])));
    assert_eq!(problems(&room), [Problem::NoSpeaker { languages: vec!["fr".to_owned()] }]);
    room.does(&on(1, crew("B-01", "赵师傅", &[11])));
    room.does(&on(1, C::Depart));
    let since = room.now;
    assert_eq!(problems(room.wait(60)), []);
    assert_eq!(problems(room.wait(1)), [Problem::NoPosition { since }]);
    room.does(&on(1, C::CallIn { place: "机荷高速".to_owned() }));
    assert_eq!(problems(&room), []);

    let landed = at("2020-04-07 08:00");
    room.now = landed;
    room.does(&report(22, Movement { actual_at: Some(landed), status: ArrivalState::Landed, ..late(180) }));
    for act in [C::ReachPort, C::Board] {
        room.does(&on(1, act));
    }
    assert_eq!(problems(room.wait(121)), [Problem::LongWait { since: landed }]);
}

#[test]
fn the_same_flight_is_one_arrival_and_no_news_is_no_event() {
    let mut room = Room::at("2020-04-07 02:14");
    room.does(&report(21, flight(30, &["fr"])));
    assert!(room.does(&report(22, Movement { source: "file".to_owned(), ..flight(30, &["fr"]) })).is_empty());
    room.does(&report(23, flight(31, &["fr"])));
    assert_eq!(room.get::<Arrival>(21).movement.passengers, 31);
    assert_eq!(room.world.entities().count(), 1);
}

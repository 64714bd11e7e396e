//! Seats under a load factor, rooms, roads, disinfection and the hours at the wheel.

use chrono::TimeDelta;
use dutydesk::domain::fleet::Carrier;
use dutydesk::domain::run::{Crew, ExitKind, Plan, Run, RunCommand as C, RunState, Vehicle};
use dutydesk::domain::{Command, Id, Kind, Refusal, State, Stream};
use proptest::prelude::*;

use super::runs::on;
use super::{Room, at, id};

/// At 02:14, a house with a bus of 31 usable seats, a hotel of 40 rooms, and an hour on every road.
fn house() -> Room {
    let mut room = Room::at("2020-04-07 02:14");
    let fleet = &mut room.policy.fleet;
    fleet.vehicles = vec![Carrier { plate: "B-01".to_owned(), seats: 31 }];
    fleet.rooms = [("hotel".to_owned(), 40), ("lodge".to_owned(), 10)].into();
    fleet.roads.clear();
    (fleet.usual_road, fleet.disinfection) = (TimeDelta::hours(1), TimeDelta::minutes(30));
    room
}

/// From one local time to another.
fn plan(times: (&str, &str), passengers: u32) -> C {
    C::Plan(Box::new(Plan {
        arrival: None::<Id>,
        port: "szx".to_owned(),
        site: "hotel".to_owned(),
        pick_up: at(&format!("2020-04-{}", times.0)),
        deliver: at(&format!("2020-04-{}", times.1)),
        passengers,
        languages: Vec::new(),
    }))
}

fn crew(plate: &str, driver: &str, despite: Option<&str>) -> C {
    let vehicle = Vehicle { plate: plate.to_owned(), seats: 45 };
    let crew = Crew { vehicle, driver: driver.to_owned(), volunteers: Vec::new() };
    C::Crew { crew, despite: despite.map(str::to_owned) }
}

#[test]
fn a_vehicle_of_the_house_takes_as_many_as_its_load_factor_allows_whoever_says_more() {
    let mut room = house();
    room.does(&on(1, plan(("07 08:00", "07 10:00"), 32)));
    assert_eq!(
        room.refuses(&on(1, crew("B-01", "赵师傅", None))),
        Refusal::Capacity { what: "B-01".to_owned(), holds: 31, asked: 32 }
    );
    // A vehicle that is lent for the night has the seats it is said to have.
    room.does(&on(1, crew("粤A·借用", "赵师傅", None)));
    room.does(&on(2, plan(("07 20:00", "07 21:00"), 8)));
    room.does(&on(2, crew("B-01", "钱师傅", None)));
    assert_eq!(room.get::<Run>(2).crew.as_ref().map(|crew| crew.vehicle.seats), Some(31));
}

#[test]
fn a_vehicle_is_disinfected_and_a_driver_drives_to_the_next_port_before_they_go_again() {
    let mut room = house();
    room.does(&on(1, plan(("07 08:00", "07 10:00"), 10)));
    room.does(&on(1, crew("B-01", "赵师傅", None)));
    // Delivered at 10:00, clean at 10:30, at the port at 11:30; the driver is there at 11:00.
    room.does(&on(2, plan(("07 11:10", "07 12:00"), 10)));
    let Refusal::NotThere { who, ready, disinfection, .. } =
        room.refuses(&on(2, crew("B-01", "钱师傅", None)))
    else {
        panic!("the vehicle is not clean")
    };
    assert_eq!((who.as_str(), ready, disinfection), ("vehicle:B-01", at("2020-04-07 11:30"), true));
    room.does(&on(2, crew("B-02", "赵师傅", None)));
    let earlier =
        C::Reschedule { pick_up: at("2020-04-07 10:50"), deliver: at("2020-04-07 11:50"), reason: None };
    let Refusal::NotThere { who, ready, .. } = room.refuses(&on(2, earlier)) else { panic!("no time") };
    assert_eq!((who.as_str(), ready), ("driver:赵师傅", at("2020-04-07 11:00")));
    // Looking forward too: a run put in before one that is planned.
    room.does(&on(3, plan(("07 06:00", "07 07:10"), 10)));
    assert_eq!(room.refuses(&on(3, crew("B-03", "赵师傅", None))).code(), "not_there");
}

#[test]
fn a_vehicle_that_is_late_is_not_free_when_it_was_planned_to_be() {
    let mut room = house();
    room.does(&on(1, plan(("07 03:00", "07 04:00"), 10)));
    room.does(&on(1, crew("B-01", "赵师傅", None)));
    for act in [C::Depart, C::ReachPort, C::Board, C::Leave { boarded: None }] {
        room.wait(5).does(&on(1, act));
    }
    room.does(&on(2, plan(("07 10:00", "07 11:00"), 10)));
    room.now = at("2020-04-07 09:00");
    let Refusal::NotThere { ready, .. } = room.refuses(&on(2, crew("B-01", "钱师傅", None))) else {
        panic!("it is still on the road")
    };
    assert_eq!(ready, at("2020-04-07 10:30"));
    room.does(&on(1, C::Deliver { delivered: None }));
    for act in [C::Disinfect, C::Close] {
        room.does(&on(1, act));
    }
    room.does(&on(2, crew("B-01", "钱师傅", None)));
}

#[test]
fn driving_without_a_break_ends_after_four_hours_by_day_and_two_by_night_unless_a_reason_is_given() {
    let mut room = house();
    let breaks = |room: &mut Room, n: u64, times: (&str, &str), driver: &str| {
        room.does(&on(n, plan(times, 1)));
        match room.refuses(&on(n, crew(&format!("B-1{n}"), driver, None))) {
            Refusal::WorkLimit { rule, .. } => rule,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(breaks(&mut room, 1, ("07 08:00", "07 12:01"), "赵师傅"), "drive_day");
    room.does(&on(1, crew("B-11", "赵师傅", Some("无人可换"))));
    assert_eq!(breaks(&mut room, 2, ("07 22:30", "08 00:31"), "钱师傅"), "drive_night");
    // Two hours of the night in three hours in all are allowed.
    room.does(&on(3, plan(("08 05:00", "08 08:00"), 1)));
    room.does(&on(3, crew("B-13", "钱师傅", None)));
    // An hour to the next port leaves ten minutes: no break, so that both runs are one stretch at the wheel.
    room.does(&on(4, plan(("09 08:00", "09 10:00"), 1)));
    room.does(&on(4, crew("B-14", "孙师傅", None)));
    assert_eq!(breaks(&mut room, 5, ("09 11:10", "09 12:30"), "孙师傅"), "drive_day");
    // Twenty minutes are one.
    room.does(&on(6, plan(("09 11:20", "09 12:30"), 1)));
    room.does(&on(6, crew("B-16", "孙师傅", None)));
}

#[test]
fn eight_hours_at_the_wheel_in_any_day_are_counted_backward_and_forward() {
    let mut room = house();
    for (n, times) in [(1, ("07 08:00", "07 11:30")), (2, ("07 18:00", "07 21:30"))] {
        room.does(&on(n, plan(times, 1)));
        room.does(&on(n, crew(&format!("B-1{n}"), "赵师傅", None)));
    }
    room.does(&on(3, plan(("07 13:30", "07 15:00"), 1)));
    let Refusal::WorkLimit { rule, .. } = room.refuses(&on(3, crew("B-13", "赵师傅", None))) else {
        panic!("8.5 h, two of the trips before and after")
    };
    assert_eq!(rule, "drive_24h");
    room.does(&on(4, plan(("08 08:30", "08 09:30"), 1)));
    room.does(&on(4, crew("B-14", "赵师傅", None)));
}

#[test]
fn rooms_are_reserved_when_a_run_is_planned_and_taken_by_those_it_brought() {
    let mut room = house();
    room.does(&on(1, plan(("07 08:00", "07 10:00"), 25)));
    room.does(&on(1, crew("B-01", "赵师傅", None)));
    let full = |asked, taken| Refusal::Rooms { site: "hotel".to_owned(), rooms: 40, taken, asked };
    assert_eq!(room.refuses(&on(2, plan(("07 20:00", "07 22:00"), 16))), full(16, 25));
    // Who does not come frees a room; who comes keeps it for the days of the stay.
    for act in [
        C::Depart,
        C::ReachPort,
        C::Board,
        C::Leave { boarded: Some(24) },
        C::Deliver { delivered: Some(24) },
    ] {
        room.wait(5).does(&on(1, act));
    }
    room.does(&on(2, plan(("07 20:00", "07 22:00"), 16)));
    assert_eq!(room.refuses(&on(3, plan(("20 20:00", "20 22:00"), 1))), full(1, 40));
    room.does(&on(3, plan(("22 23:00", "23 01:00"), 40)));
    let more =
        C::Count { expected: Some(17), boarded: None, delivered: None, reason: "多一人".to_owned() };
    assert_eq!(room.refuses(&on(2, more)), full(17, 24));
    // Another site on the way must have rooms as well, and frees those of the first.
    for act in [crew("B-02", "钱师傅", None), C::Depart] {
        room.does(&on(2, act));
    }
    let to = |site: &str| C::Divert { site: site.to_owned(), reason: "满员".to_owned() };
    assert_eq!(
        room.refuses(&on(2, to("lodge"))),
        Refusal::Rooms { site: "lodge".to_owned(), rooms: 10, taken: 0, asked: 16 }
    );
    room.does(&on(2, to("elsewhere")));
    room.does(&on(4, plan(("07 21:00", "07 23:00"), 16)));
}

/// One thing somebody tries with one of four runs.
fn tried() -> impl Strategy<Value = (u64, u8, u32, i64)> {
    (1..5_u64, 0..42_u8, 0..14_u32, 0..200_i64)
}

fn act(room: &Room, (n, what, number, minutes): (u64, u8, u32, i64)) -> C {
    // Most of what is tried is the next step, so that runs get to their end.
    let state = room.world.get(Stream::new(Kind::Run, id(n))).map(|entity| entity.state.name());
    let what = match state.and_then(RunState::from_name).filter(|_| what >= 18) {
        None => what % 18,
        Some(RunState::Planned) => 1,
        Some(RunState::Crewed) => 3,
        Some(RunState::Departed) => 4,
        Some(RunState::AtPort) => 5,
        Some(RunState::Boarding) => 6,
        Some(RunState::EnRoute | RunState::Diverted) => 7,
        Some(RunState::Delivered) => 8,
        Some(RunState::Disinfecting) => 9,
        Some(RunState::Held) => 14,
        Some(_) => 0,
    };
    let reason = "说明".to_owned();
    let pick_up = room.now + TimeDelta::minutes(minutes);
    let kinds = ExitKind::ALL;
    match what {
        0 => C::Plan(Box::new(Plan {
            arrival: None,
            port: "szx".to_owned(),
            site: ["hotel", "lodge"][usize::from(number % 2 == 0)].to_owned(),
            pick_up,
            deliver: pick_up + TimeDelta::minutes(50),
            passengers: number + 1,
            languages: Vec::new(),
        })),
        1 | 2 => crew(
            ["B-01", "B-02"][usize::from(number % 2 == 0)],
            ["赵师傅", "钱师傅"][number as usize % 2],
            None,
        ),
        3 => C::Depart,
        4 => C::ReachPort,
        5 => C::Board,
        6 => C::Leave { boarded: (number % 3 > 0).then_some(number) },
        7 => C::Deliver { delivered: (number % 3 > 0).then_some(number) },
        8 => C::Disinfect,
        9 | 10 => C::Close,
        11 => C::Exit { kind: kinds[number as usize % kinds.len()], count: number % 4, note: None },
        12 => C::Count {
            expected: (number % 2 == 0).then_some(number),
            boarded: (number % 3 == 0).then_some(number),
            delivered: (number % 5 == 0).then_some(number),
            reason,
        },
        13 => C::Hold { reason },
        14 => C::Resume,
        15 => C::Divert { site: ["hotel", "lodge"][number as usize % 2].to_owned(), reason },
        16 => C::Shift { pick_up, reason: None },
        _ => C::Cancel { reason },
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Whatever is tried in whatever order: nobody is lost, no vehicle or driver is planned where they cannot be, and
    /// no site is given more people than it has rooms, unless that many have really come.
    #[test]
    fn heads_seats_rooms_and_roads_hold_under_any_order(tries in prop::collection::vec(tried(), 40..240)) {
        let mut room = house();
        for one in tries {
            room.wait(one.3 / 20);
            let command = on(one.0, act(&room, one));
            let before = room.world.clone();
            if room.ask("王", &command).is_err() {
                prop_assert!(before == room.world);
                continue;
            }
            let run = room.get::<Run>(one.0);
            let people = &run.headcount;
            if run.state == RunState::Closed {
                prop_assert_eq!(people.expected, people.boarded.unwrap_or(0) + people.exits(false));
                prop_assert_eq!(people.boarded.unwrap_or(0), people.delivered.unwrap_or(0) + people.exits(true));
            }
            if let (Command::Run { act: C::Crew { .. } | C::Shift { .. }, .. }, Some(crew)) = (&command, &run.crew) {
                for n in (1..5).filter(|n| *n != one.0) {
                    let Some(entity) = room.world.get(Stream::new(Kind::Run, id(n))) else { continue };
                    let State::Run(other) = &entity.state else { continue };
                    let planned = matches!(other.state, RunState::Crewed);
                    let Some(theirs) = other.crew.as_ref().filter(|_| planned) else { continue };
                    let (first, second) =
                        if other.plan.pick_up <= run.plan.pick_up { (&**other, run) } else { (run, &**other) };
                    let gap = second.plan.pick_up - first.plan.deliver;
                    let road = room.policy.fleet.road(&first.plan.site, &second.plan.port);
                    prop_assert!(crew.driver != theirs.driver || gap >= road, "{:?}", gap);
                    let clean = road + room.policy.fleet.disinfection;
                    prop_assert!(crew.vehicle.plate != theirs.vehicle.plate || gap >= clean, "{:?}", gap);
                }
            }
            if let Command::Run { act: C::Plan(_) | C::Divert { .. }, .. } = &command {
                let at = &run.plan.site;
                let rooms: u32 = (1..5)
                    .filter_map(|n| room.world.get(Stream::new(Kind::Run, id(n))))
                    .filter_map(|entity| match &entity.state {
                        State::Run(other) if other.plan.site == *at => Some(other.rooms()),
                        _ => None,
                    })
                    .sum();
                prop_assert!(rooms <= room.policy.fleet.rooms[at], "{} in {}", rooms, at);
            }
        }
    }
}

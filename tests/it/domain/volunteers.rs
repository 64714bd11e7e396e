use chrono::TimeDelta;
use dutydesk::domain::facts::{Facts, Stop};
use dutydesk::domain::run::{Plan, RunCommand};
use dutydesk::domain::volunteer::{
    Availability, Person, Volunteer, VolunteerCommand as C, VolunteerKind, Window, key,
};
use dutydesk::domain::{Command, Refusal};

use super::runs::{crew, on as on_run, plan};
use super::{Room, at, id};

fn on(n: u64, act: C) -> Command {
    Command::Volunteer { id: id(n), act }
}

pub(super) fn person(n: u64, languages: &[&str]) -> Person {
    Person {
        name: format!("志愿者{n}"),
        kind: VolunteerKind::Volunteer,
        languages: languages.iter().map(|&tag| tag.to_owned()).collect(),
        phone: None,
    }
}

pub(super) fn enrol(room: &mut Room, n: u64, languages: &[&str]) {
    room.does(&on(n, C::Enrol(person(n, languages))));
}

fn asked(room: &Room) -> (&'static str, Option<String>) {
    let engagements = room
        .world
        .engagements(&key(id(11)), room.now - TimeDelta::days(7), room.now + TimeDelta::days(7))
        .unwrap();
    let volunteer = room.get::<Volunteer>(11);
    let (state, until) = volunteer.availability(room.now, &engagements, &room.policy.limits.crew);
    let local = until.map(|until| room.policy.calendar.local(until).format("%d %H:%M").to_string());
    (state.name(), local)
}

#[test]
fn a_volunteer_is_free_then_assigned_then_resting() {
    let mut room = Room::at("2020-04-07 02:00");
    enrol(&mut room, 11, &["fr"]);
    assert_eq!(asked(&room), ("free", None));
    for (n, starts_in) in [(1, 60), (2, 240), (3, 420)] {
        let command = on_run(n, plan(&room, starts_in, 10, None));
        room.does(&command);
        room.does(&on_run(n, crew(&format!("B-0{n}"), &format!("司机{n}"), &[11])));
    }
    assert_eq!(asked(&room), ("free", Some("07 03:00".to_owned())));
    room.now = at("2020-04-07 03:30");
    assert_eq!(asked(&room), ("assigned", Some("07 05:00".to_owned())));
    room.now = at("2020-04-07 05:30");
    assert_eq!(asked(&room), ("free", Some("07 06:00".to_owned())), "a break is not the end of the shift");
    room.now = at("2020-04-07 11:00");
    assert_eq!(asked(&room), ("resting", Some("07 21:00".to_owned())), "eight hours, then ten of rest");
    room.now = at("2020-04-07 21:00");
    assert_eq!(asked(&room), ("free", None));
    let work = room.world.engagements(&key(id(11)), at("2020-04-01 00:00"), room.now).unwrap();
    assert_eq!(Volunteer::hours_7d(room.now, &work), TimeDelta::hours(6));
}

#[test]
fn offered_times_and_being_off_decide_who_can_be_asked() {
    let mut room = Room::at("2020-04-07 02:00");
    enrol(&mut room, 11, &["fr"]);
    let window = Window { from: at("2020-04-07 08:00"), until: at("2020-04-07 20:00") };
    room.does(&on(11, C::Offer(window)));
    assert_eq!(asked(&room), ("off", Some("07 08:00".to_owned())));
    room.now = at("2020-04-07 09:00");
    assert_eq!(asked(&room), ("free", Some("07 20:00".to_owned())));
    room.does(&on(11, C::Leave { reason: "发热".to_owned() }));
    assert_eq!(asked(&room).0, Availability::Off.name());
    let command = on_run(1, plan(&room, 60, 10, None));
    room.does(&command);
    assert_eq!(room.refuses(&on_run(1, crew("B-01", "赵师傅", &[11]))).code(), "wrong_state");
    room.does(&on(11, C::Return));
    room.does(&on_run(1, crew("B-01", "赵师傅", &[11])));
}

#[test]
fn somebody_without_a_name_or_a_language_is_not_enrolled() {
    let mut room = Room::at("2020-04-07 02:00");
    assert_eq!(room.refuses(&on(1, C::Enrol(person(1, &[])))).code(), "missing");
    let nameless = Person { name: " ".to_owned(), ..person(1, &["fr"]) };
    assert_eq!(room.refuses(&on(1, C::Enrol(nameless))).code(), "missing");
}

#[test]
fn whoever_is_here_is_checked_in_once() {
    let mut room = Room::at("2020-04-07 02:00");
    enrol(&mut room, 11, &["fr"]);
    room.does(&on(11, C::CheckIn));
    assert_eq!(room.get::<Volunteer>(11).checked_in, Some(room.now));
    assert_eq!(room.refuses(&on(11, C::CheckIn)).code(), "wrong_state");
    room.does(&on(11, C::CheckOut));
    assert_eq!(room.refuses(&on(11, C::CheckOut)).code(), "wrong_state");
}

/// Plans runs from and until these hours from now, and crews them all with volunteer 11, all but the last one despite
/// any limit; the limit that the last one breaks.
fn limit_broken_by_the_last_of(stretches: &[(i64, i64)]) -> Option<&'static str> {
    let mut room = Room::at("2020-04-07 02:00");
    room.policy.fleet.rooms.clear();
    enrol(&mut room, 11, &["fr"]);
    let mut answer = None;
    for (n, (from, until)) in (1..).zip(stretches) {
        let times = Plan {
            arrival: None,
            port: "szx".to_owned(),
            site: "hotel".to_owned(),
            pick_up: room.now + TimeDelta::hours(*from),
            deliver: room.now + TimeDelta::hours(*until),
            passengers: 10,
            languages: Vec::new(),
        };
        room.does(&on_run(n, RunCommand::Plan(Box::new(times))));
        let RunCommand::Crew { crew, .. } = crew(&format!("B-{n}"), &format!("司机{n}"), &[11]) else {
            panic!("a crew")
        };
        let before = (stretches.last() != Some(&(*from, *until))).then(|| "已商定".to_owned());
        answer = Some(room.ask("王", &on_run(n, RunCommand::Crew { crew, despite: before })));
    }
    match answer {
        Some(Ok(_)) => None,
        Some(Err(Stop::Refused(Refusal::WorkLimit { who, rule }))) => {
            assert_eq!(who, key(id(11)));
            Some(rule)
        }
        other => panic!("{other:?}"),
    }
}

/// Shifts of eight hours that begin at these hours, and then the stretch asked about.
fn shifts(begin: &[i64], asked: (i64, i64)) -> Vec<(i64, i64)> {
    begin.iter().map(|from| (*from, from + 8)).chain([asked]).collect()
}

#[test]
fn the_hours_of_any_seven_days_that_hold_the_run_are_counted_before_it_and_after_it() {
    let broken = |begin: &[i64], asked| limit_broken_by_the_last_of(&shifts(begin, asked));
    assert_eq!(broken(&[1, 25, 49, 73, 97, 121], (145, 147)), Some("week"), "all before");
    assert_eq!(broken(&[25, 49, 73, 97, 121, 145], (1, 3)), Some("week"), "all after");
    assert_eq!(broken(&[1, 25, 49, 97, 121, 145], (73, 75)), Some("week"), "some of either");
    assert_eq!(broken(&[25, 49, 73, 97, 121], (1, 3)), None, "42 hours");
    // 50 hours in ten days, but at most 26 in any seven of them.
    assert_eq!(broken(&[1, 25, 49, 171, 195, 219], (150, 152)), None);
}

#[test]
fn short_breaks_make_one_shift_of_all_that_they_join() {
    // Ten hours after the first run, but the second joins them.
    assert_eq!(limit_broken_by_the_last_of(&[(1, 2), (7, 9), (12, 14)]), Some("rest"));
    assert_eq!(limit_broken_by_the_last_of(&[(12, 14), (7, 9), (1, 2)]), Some("rest"));
    assert_eq!(limit_broken_by_the_last_of(&[(1, 2), (13, 15), (7, 9)]), Some("rest"));
    assert_eq!(limit_broken_by_the_last_of(&[(1, 2), (7, 9), (19, 21)]), None, "ten hours of rest");
}

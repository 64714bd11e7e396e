//! The working calendar of 2020, with its extended Spring Festival, and what must hold on any calendar.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Utc};
use dutydesk::config::Config;
use dutydesk::domain::calendar::{Calendar, CalendarFault};
use proptest::prelude::*;

fn calendar() -> Calendar {
    Config::builtin().unwrap().calendar()
}

/// An instant from local time at +08:00, `2020-04-06 03:00`.
fn at(local: &str) -> DateTime<Utc> {
    DateTime::parse_from_str(&format!("{local} +08:00"), "%Y-%m-%d %H:%M %z").unwrap().to_utc()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn hours(n: i64) -> TimeDelta {
    TimeDelta::hours(n)
}

#[test]
fn the_days_off_and_on_of_2020_are_those_that_were_announced() {
    let calendar = calendar();
    let off = [
        "2020-01-01",
        "2020-01-24",
        "2020-01-31",
        "2020-02-01",
        "2020-02-02",
        "2020-04-04",
        "2020-04-06",
        "2020-05-05",
        "2020-06-25",
        "2020-10-08",
        "2020-04-11",
    ];
    let on = [
        "2020-01-02",
        "2020-01-19",
        "2020-01-23",
        "2020-02-03",
        "2020-04-03",
        "2020-04-07",
        "2020-04-26",
        "2020-05-06",
        "2020-05-09",
        "2020-06-28",
        "2020-09-27",
        "2020-10-10",
    ];
    assert_eq!(off.iter().filter(|text| calendar.is_working_day(day(text))).collect::<Vec<_>>(), [&""; 0]);
    assert_eq!(on.iter().filter(|text| !calendar.is_working_day(day(text))).collect::<Vec<_>>(), [&""; 0]);
}

#[test]
fn working_time_waits_for_the_office_to_open_and_stops_for_lunch() {
    let calendar = calendar();
    assert_eq!(calendar.add_working_time(at("2020-04-07 03:00"), hours(2)), at("2020-04-07 10:30"));
    assert_eq!(calendar.add_working_time(at("2020-04-07 11:00"), hours(2)), at("2020-04-07 15:00"));
    assert_eq!(calendar.add_working_time(at("2020-04-07 17:30"), hours(1)), at("2020-04-08 09:00"));
    assert_eq!(calendar.add_working_time(at("2020-04-03 17:00"), hours(2)), at("2020-04-07 09:30"));
    assert_eq!(calendar.add_working_time(at("2020-04-07 10:00"), hours(2)), at("2020-04-07 12:00"));
    assert_eq!(calendar.add_working_time(at("2020-04-04 10:00"), hours(0)), at("2020-04-07 08:30"));
}

#[test]
fn working_days_end_at_closing_time_and_step_over_the_holiday() {
    let calendar = calendar();
    assert_eq!(calendar.add_working_days(at("2020-04-03 16:00"), 1), at("2020-04-07 18:00"));
    assert_eq!(calendar.add_working_days(at("2020-04-05 02:00"), 2), at("2020-04-08 18:00"));
    assert_eq!(calendar.add_working_days(at("2020-04-24 09:00"), 1), at("2020-04-26 18:00"));
    assert_eq!(calendar.add_working_days(at("2020-01-23 20:00"), 1), at("2020-02-03 18:00"));
    assert_eq!(calendar.add_working_days(at("2020-04-07 03:00"), 0), at("2020-04-07 18:00"));
    assert_eq!(calendar.add_working_days(at("2020-04-06 03:00"), 0), at("2020-04-07 18:00"));
}

#[test]
fn an_oral_instruction_of_the_holiday_night_is_backfilled_at_noon_of_the_first_working_day() {
    let calendar = calendar();
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap();
    assert_eq!(calendar.next_working_day_at(at("2020-04-05 02:00"), noon), at("2020-04-07 12:00"));
    assert_eq!(calendar.next_working_day_at(at("2020-04-07 02:14"), noon), at("2020-04-08 12:00"));
}

#[test]
fn duty_day_and_statistical_day_part_at_different_hours() {
    let calendar = calendar();
    let night = at("2020-04-07 02:14");
    assert_eq!(calendar.duty_day(night), day("2020-04-06"));
    assert_eq!(calendar.statistical_day(night), day("2020-04-07"));
    assert_eq!(calendar.duty_day(at("2020-04-07 08:29")), day("2020-04-06"));
    assert_eq!(calendar.duty_day(at("2020-04-07 08:30")), day("2020-04-07"));
    let bounds = calendar.duty_day_bounds(day("2020-04-06"));
    assert_eq!(bounds, (at("2020-04-06 08:30"), at("2020-04-07 08:30")));
}

#[test]
fn hours_in_which_no_time_could_pass_make_no_calendar() {
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let build = |hours| {
        let zone = FixedOffset::east_opt(0).unwrap();
        Calendar::new(zone, hours, BTreeSet::new(), BTreeSet::new(), time(8)).map(|_| ())
    };
    assert_eq!(build(vec![]), Err(CalendarFault::NoHours));
    assert_eq!(build(vec![(time(9), time(9))]), Err(CalendarFault::Reversed(0)));
    assert_eq!(build(vec![(time(9), time(12)), (time(11), time(13))]), Err(CalendarFault::Overlap(1)));
    assert_eq!(build(vec![(time(9), time(12)), (time(12), time(13))]), Ok(()));
}

#[test]
fn the_ends_of_time_are_no_reason_to_panic() {
    let calendar = calendar();
    for start in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
        let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap();
        calendar.add_working_time(start, TimeDelta::days(1));
        calendar.add_working_days(start, 366);
        calendar.next_working_day_at(start, noon);
        calendar.duty_day(start);
    }
}

prop_compose! {
    /// A minute between autumn 2019 and spring 2021.
    fn instant()(minutes in 0i64..788_400) -> DateTime<Utc> {
        at("2019-10-01 00:00") + TimeDelta::minutes(minutes)
    }
}

proptest! {
    #[test]
    fn a_due_time_lies_in_the_office_hours_of_a_working_day(start in instant(), minutes in 1i64..6_000, n in 1u32..30) {
        let calendar = calendar();
        let due = calendar.add_working_time(start, TimeDelta::minutes(minutes));
        let local = calendar.local(due);
        let time = local.time().format("%H:%M").to_string();
        prop_assert!(calendar.is_working_day(local.date()));
        prop_assert!(("08:30".."12:01").contains(&time.as_str()) || ("14:00".."18:01").contains(&time.as_str()), "{}", time);
        prop_assert!(due > start);
        let due = calendar.add_working_days(start, n);
        prop_assert!(calendar.is_working_day(calendar.local(due).date()));
        prop_assert!(due > start);
    }

    #[test]
    fn a_later_start_or_a_longer_limit_never_falls_due_earlier(
        start in instant(), later in 0i64..20_000, minutes in 0i64..6_000, more in 0i64..600, n in 0u32..20
    ) {
        let calendar = calendar();
        let (span, longer) = (TimeDelta::minutes(minutes), TimeDelta::minutes(minutes + more));
        let after = start + TimeDelta::minutes(later);
        prop_assert!(calendar.add_working_time(start, span) <= calendar.add_working_time(after, span));
        prop_assert!(calendar.add_working_time(start, span) <= calendar.add_working_time(start, longer));
        prop_assert!(calendar.add_working_days(start, n) <= calendar.add_working_days(after, n));
        prop_assert!(calendar.add_working_days(start, n) <= calendar.add_working_days(start, n + 1));
    }

    #[test]
    fn working_time_in_two_steps_is_working_time_in_one(start in instant(), a in 0i64..3_000, b in 1i64..3_000) {
        let calendar = calendar();
        let (a, b) = (TimeDelta::minutes(a), TimeDelta::minutes(b));
        prop_assert_eq!(
            calendar.add_working_time(calendar.add_working_time(start, a), b),
            calendar.add_working_time(start, a + b)
        );
    }

    #[test]
    fn every_instant_lies_in_its_duty_day(t in instant()) {
        let calendar = calendar();
        let (from, until) = calendar.duty_day_bounds(calendar.duty_day(t));
        prop_assert!(from <= t && t < until);
    }
}

//! From a limit to a due time, in the spring of 2020.

use chrono::{DateTime, TimeDelta, Utc};
use dutydesk::config::Config;
use dutydesk::domain::Urgency;
use dutydesk::domain::limits::{DueKind, Limit, due};

/// An instant from local time at +08:00, `2020-04-06 03:00`.
fn at(local: &str) -> DateTime<Utc> {
    DateTime::parse_from_str(&format!("{local} +08:00"), "%Y-%m-%d %H:%M %z").unwrap().to_utc()
}

/// The due time of a paper under the built-in profile; the shift ends at `shift_end`.
fn paper(urgency: Urgency, kind: DueKind, received: &str, shift_end: &str) -> Option<DateTime<Utc>> {
    let config = Config::builtin().unwrap();
    let limit = config.limits().of(urgency).get(kind)?;
    Some(due(limit, at(received), Some(at(shift_end)), &config.calendar()))
}

#[test]
fn urgent_papers_run_by_the_clock_through_night_and_holiday() {
    let paper = |urgency, kind| paper(urgency, kind, "2020-04-05 03:00", "2020-04-05 08:30");
    assert_eq!(paper(Urgency::Flash, DueKind::Sign), Some(at("2020-04-05 03:05")));
    assert_eq!(paper(Urgency::Immediate, DueKind::TellLeader), Some(at("2020-04-05 03:15")));
    assert_eq!(paper(Urgency::Priority, DueKind::Dispatch), Some(at("2020-04-05 05:00")));
    assert_eq!(paper(Urgency::Priority, DueKind::Complete), Some(at("2020-04-08 03:00")));
    assert_eq!(paper(Urgency::RoutineUrgent, DueKind::Sign), Some(at("2020-04-05 04:00")));
}

#[test]
fn the_five_working_days_of_a_telegram_step_over_the_holiday() {
    let complete = paper(Urgency::RoutineUrgent, DueKind::Complete, "2020-04-03 20:00", "2020-04-03 20:30");
    assert_eq!(complete, Some(at("2020-04-13 18:00")));
}

#[test]
fn a_routine_paper_of_three_in_the_morning_is_not_overdue_at_five() {
    let paper = |kind| paper(Urgency::Routine, kind, "2020-04-07 03:00", "2020-04-07 08:30");
    assert_eq!(paper(DueKind::Sign), Some(at("2020-04-07 10:30")));
    assert_eq!(paper(DueKind::TellLeader), None);
    assert_eq!(paper(DueKind::Dispatch), Some(at("2020-04-07 18:00")));
    assert_eq!(paper(DueKind::Complete), Some(at("2020-04-14 18:00")));
}

#[test]
fn a_routine_paper_of_the_day_leaves_the_room_before_the_shift_ends() {
    let dispatch = |received, shift_end| paper(Urgency::Routine, DueKind::Dispatch, received, shift_end);
    assert_eq!(dispatch("2020-04-07 15:00", "2020-04-07 20:30"), Some(at("2020-04-07 20:30")));
    assert_eq!(dispatch("2020-04-07 18:00", "2020-04-07 20:30"), Some(at("2020-04-08 18:00")));
    assert_eq!(dispatch("2020-04-05 10:00", "2020-04-05 20:30"), Some(at("2020-04-07 18:00")));
}

#[test]
fn without_a_shift_on_duty_the_limit_of_the_shift_is_closing_time() {
    let calendar = Config::builtin().unwrap().calendar();
    assert_eq!(due(Limit::ThisShift, at("2020-04-07 15:00"), None, &calendar), at("2020-04-07 18:00"));
}

#[test]
fn a_paper_that_is_only_circulated_differs_in_completion_alone() {
    let limits = Config::builtin().unwrap().limits();
    let routine = limits.of(Urgency::Routine);
    assert_eq!(routine.get_for_information(DueKind::Complete), Some(Limit::WorkingDays(2)));
    assert_eq!(routine.get(DueKind::Complete), Some(Limit::WorkingDays(5)));
    for kind in [DueKind::Sign, DueKind::TellLeader, DueKind::Dispatch] {
        assert_eq!(routine.get_for_information(kind), routine.get(kind));
    }
}

#[test]
fn findings_fall_due_by_how_hard_they_are() {
    let config = Config::builtin().unwrap();
    let (limits, calendar) = (config.limits().findings, config.calendar());
    let raised = at("2020-04-03 16:00");
    assert_eq!(due(limits.on_spot, raised, None, &calendar), at("2020-04-04 16:00"));
    assert_eq!(due(limits.normal, raised, None, &calendar), at("2020-04-09 18:00"));
    assert_eq!(due(limits.complex, raised, None, &calendar), at("2020-04-15 18:00"));
    assert_eq!(due(limits.structural, raised, None, &calendar), at("2020-04-26 18:00"));
}

#[test]
fn an_oral_instruction_is_on_paper_by_noon_of_the_next_working_day() {
    let config = Config::builtin().unwrap();
    let backfill = config.limits().backfill_due(at("2020-04-04 23:40"), &config.calendar());
    assert_eq!(backfill, at("2020-04-07 12:00"));
}

#[test]
fn a_silent_recipient_is_urged_again_at_half_time() {
    let limits = Config::builtin().unwrap().limits();
    let (start, due) = (at("2020-04-07 02:00"), at("2020-04-07 02:05"));
    assert_eq!(limits.reurge_at(start, due), start + TimeDelta::seconds(150));
    assert_eq!(limits.reurge_at(due, start), due);
}

#[test]
fn no_limit_of_a_more_urgent_paper_is_longer_than_that_of_a_less_urgent_one() {
    let config = Config::builtin().unwrap();
    let (limits, calendar) = (config.limits(), config.calendar());
    let start = at("2020-04-07 09:00");
    for kind in DueKind::ALL {
        let dues: Vec<_> = Urgency::ALL
            .iter()
            .filter_map(|urgency| limits.of(*urgency).get(kind))
            .map(|limit| due(limit, start, Some(at("2020-04-07 20:30")), &calendar))
            .collect();
        assert!(dues.is_sorted(), "{kind:?}: {dues:?}");
    }
}

#[test]
fn flash_is_the_greatest_urgency() {
    assert!(Urgency::ALL.is_sorted_by(|a, b| a > b));
    assert_eq!(Urgency::ALL.iter().max(), Some(&Urgency::Flash));
    assert_eq!(
        serde_json::to_string(&Urgency::ALL).unwrap(),
        r#"["flash","immediate","priority","routine_urgent","routine"]"#
    );
}

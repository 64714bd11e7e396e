//! Limits, calendar and shifts: everything that the clock of the office depends on.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, FixedOffset, NaiveDate, NaiveTime, TimeDelta};

use super::forms;
use super::problem::{ConfigProblem, Expected, ProblemKind};
use super::section::Section;
use crate::domain::calendar::{Calendar, CalendarFault};
use crate::domain::limits::{
    BulletinLimits, CrewLimits, EmergencyLimits, FindingLimits, InspectionLimits, Limit, Limits,
    MeetingLimits, MilestoneLimit, RequestLimits, SupervisedLimits, TransferLimits, UrgencyLimits,
};

/// What vehicles and rooms are held for after a run, and what counts as driving by night.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transport {
    /// How long a vehicle is disinfected.
    pub disinfection: TimeDelta,
    /// From an arrival until its people can be picked up.
    pub clearance: TimeDelta,
    /// From the pick-up until the vehicle leaves.
    pub boarding: TimeDelta,
    /// How long people stay at a site.
    pub stay: TimeDelta,
    /// How long the list of the passengers of a run is kept after the run ended.
    pub keep_manifest: TimeDelta,
    /// Local times at which the night begins and ends.
    pub night: (NaiveTime, NaiveTime),
}

/// A shift of the duty room in local times; one that ends at or before its start ends on the next day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShiftTimes {
    /// Id, as in the journal.
    pub id: String,
    /// Chinese name.
    pub name_zh: String,
    /// English name.
    pub name_en: String,
    /// Local time at which it starts.
    pub start: NaiveTime,
    /// Local time at which it ends.
    pub end: NaiveTime,
}

impl ShiftTimes {
    /// How long the shift lasts; one that ends when it starts lasts a day.
    pub fn length(&self) -> TimeDelta {
        let span = self.end - self.start;
        if span > TimeDelta::zero() { span } else { span + TimeDelta::days(1) }
    }
}

fn span(s: &mut Section<'_>, key: &str) -> TimeDelta {
    s.form(key, Expected::Duration, forms::duration).unwrap_or_else(TimeDelta::zero)
}

fn limit(s: &mut Section<'_>, key: &str) -> Limit {
    s.form(key, Expected::Limit, forms::limit).unwrap_or(Limit::ThisShift)
}

fn optional_limit(s: &mut Section<'_>, key: &str) -> Option<Limit> {
    s.form(key, Expected::Limit, forms::optional_limit).flatten()
}

fn urgency(s: &mut Section<'_>, name: &str) -> UrgencyLimits {
    let read = |s: &mut Section<'_>| UrgencyLimits {
        sign: optional_limit(s, "sign"),
        tell_leader: optional_limit(s, "tell_leader"),
        dispatch: optional_limit(s, "dispatch"),
        complete: optional_limit(s, "complete"),
        complete_for_information: optional_limit(s, "complete_for_information"),
        ack_silences: span(s, "ack_silences"),
    };
    s.section(name, read).unwrap_or(UrgencyLimits {
        sign: None,
        tell_leader: None,
        dispatch: None,
        complete: None,
        complete_for_information: None,
        ack_silences: TimeDelta::zero(),
    })
}

/// Reads the whole profile. A missing subsection fails the load, so `None` never reaches anybody.
pub(super) fn limits(s: &mut Section<'_>) -> Option<Limits> {
    let (flash, immediate, priority) = (urgency(s, "flash"), urgency(s, "immediate"), urgency(s, "priority"));
    let (routine_urgent, routine) = (urgency(s, "routine_urgent"), urgency(s, "routine"));
    let findings = s.section("findings", findings);
    let supervised = s.section("supervised", supervised);
    let inspections = s.section("inspections", inspections);
    let transfers = s.section("transfers", transfers);
    let crew = s.section("crew", crew);
    let requests = s.section("requests", requests);
    let emergency = s.section("emergency", emergency);
    let bulletins = s.section("bulletins", bulletins).flatten();
    let meetings = s.section("meetings", meetings);
    let milestones = s.sections("milestones", milestone);
    let backfill_at = s.form("backfill_at", Expected::Time, forms::time);
    let reurge_percent = u8::try_from(s.number("reurge_percent", 1, 99)).ok();
    Some(Limits {
        flash,
        immediate,
        priority,
        routine_urgent,
        routine,
        findings: findings?,
        supervised: supervised?,
        inspections: inspections?,
        transfers: transfers?,
        crew: crew?,
        requests: requests?,
        emergency: emergency?,
        bulletins: bulletins?,
        meetings: meetings?,
        backfill_at: backfill_at?,
        reurge_percent: reurge_percent?,
        milestones,
    })
}

fn milestone(s: &mut Section<'_>) -> MilestoneLimit {
    MilestoneLimit { name: s.text("name"), before: span(s, "before") }
}

fn findings(s: &mut Section<'_>) -> FindingLimits {
    FindingLimits {
        on_spot: limit(s, "on_spot"),
        normal: limit(s, "normal"),
        complex: limit(s, "complex"),
        structural: limit(s, "structural"),
        milestones: s.sections("milestones", milestone),
    }
}

fn supervised(s: &mut Section<'_>) -> SupervisedLimits {
    SupervisedLimits {
        refuse: limit(s, "refuse"),
        internal_lead_days: s.number("internal_lead_days", 0, 30),
        near: span(s, "near"),
    }
}

fn inspections(s: &mut Section<'_>) -> InspectionLimits {
    InspectionLimits { report: limit(s, "report") }
}

fn transfers(s: &mut Section<'_>) -> TransferLimits {
    TransferLimits {
        eta_slip: span(s, "eta_slip"),
        position_silence: span(s, "position_silence"),
        wait: span(s, "wait"),
    }
}

pub(super) fn transport(s: &mut Section<'_>) -> Option<Transport> {
    let (disinfection, stay) = (span(s, "disinfection"), span(s, "stay"));
    let (clearance, boarding) = (span(s, "clearance"), span(s, "boarding"));
    let night = s.form("night", Expected::Period, forms::period);
    let keep_manifest = TimeDelta::zero();
    Some(Transport { disinfection, clearance, boarding, stay, keep_manifest, night: night? })
}

fn crew(s: &mut Section<'_>) -> CrewLimits {
    CrewLimits {
        shift: span(s, "shift"),
        rest: span(s, "rest"),
        protective_clothing: span(s, "protective_clothing"),
        week: span(s, "week"),
        drive_day: span(s, "drive_day"),
        drive_night: span(s, "drive_night"),
        drive_break: span(s, "drive_break"),
        drive_24h: span(s, "drive_24h"),
    }
}

fn requests(s: &mut Section<'_>) -> RequestLimits {
    RequestLimits {
        medical: limit(s, "medical"),
        interpreting: limit(s, "interpreting"),
        living: limit(s, "living"),
    }
}

fn emergency(s: &mut Section<'_>) -> EmergencyLimits {
    EmergencyLimits {
        phone: limit(s, "phone"),
        writing: limit(s, "writing"),
        follow_up: optional_limit(s, "follow_up"),
    }
}

fn bulletins(s: &mut Section<'_>) -> Option<BulletinLimits> {
    let daily = s.form("daily", Expected::Time, forms::time);
    let others = s.form("others", Expected::Time, forms::time);
    Some(BulletinLimits { daily: daily?, others: others? })
}

fn meetings(s: &mut Section<'_>) -> MeetingLimits {
    MeetingLimits { minutes: limit(s, "minutes"), task: limit(s, "task"), length: span(s, "length") }
}

/// Reads the working calendar of `zone`.
pub(super) fn calendar(s: &mut Section<'_>, zone: FixedOffset) -> Option<Calendar> {
    let hours_at = s.required("work_hours").map(|node| node.at.clone());
    let hours = s.forms("work_hours", Expected::Period, forms::period);
    let duty_day_start = s.form("duty_day_start", Expected::Time, forms::time).unwrap_or(NaiveTime::MIN);
    let years = s.section("years", years).unwrap_or_default();
    let (holidays, make_up_days): (Vec<_>, Vec<_>) = years.into_values().unzip();
    let holidays = holidays.into_iter().flatten().collect();
    let make_up_days = make_up_days.into_iter().flatten().collect();
    match Calendar::new(zone, hours, holidays, make_up_days, duty_day_start) {
        Ok(calendar) => Some(calendar),
        Err(fault) => {
            if let Some(place) = hours_at {
                let key = match fault {
                    CalendarFault::NoHours => s.path_of("work_hours"),
                    CalendarFault::Reversed(index) | CalendarFault::Overlap(index) => {
                        s.path_of(&format!("work_hours[{}]", index + 1))
                    }
                };
                s.push(ConfigProblem::new(place, key, ProblemKind::HoursOrder));
            }
            None
        }
    }
}

/// Holidays and make-up days of one year.
type Year = (BTreeSet<NaiveDate>, BTreeSet<NaiveDate>);

fn years(s: &mut Section<'_>) -> BTreeMap<String, Year> {
    let mut years = BTreeMap::new();
    for key in s.keys() {
        let Some(node) = s.required(&key) else { continue };
        let Some(number) = (key.len() == 4).then(|| key.parse::<i32>().ok()).flatten() else {
            let kind = ProblemKind::Wrong { expected: Expected::Year, found: format!("{key:?}") };
            s.push(ConfigProblem::new(node.key_at.clone(), s.path_of(&key), kind));
            continue;
        };
        if let Some(year) = s.section(&key, |s| year(s, number)) {
            years.insert(key, year);
        }
    }
    years
}

fn year(s: &mut Section<'_>, number: i32) -> Year {
    let holidays = days(s, "holidays", number);
    let make_up_days = days(s, "make_up_days", number);
    if let (Some(node), Some(day)) = (s.optional("make_up_days"), holidays.intersection(&make_up_days).next())
    {
        let kind = ProblemKind::HolidayAndMakeUp(day.to_string());
        s.push(ConfigProblem::new(node.at.clone(), s.path_of("make_up_days"), kind));
    }
    (holidays, make_up_days)
}

fn days(s: &mut Section<'_>, key: &str, year: i32) -> BTreeSet<NaiveDate> {
    let days: BTreeSet<_> = s.forms(key, Expected::Dates, forms::dates).into_iter().flatten().collect();
    if let (Some(node), Some(day)) = (s.optional(key), days.iter().find(|day| day.year() != year)) {
        let kind = ProblemKind::OtherYear(day.to_string());
        s.push(ConfigProblem::new(node.at.clone(), s.path_of(key), kind));
    }
    days
}

pub(super) fn shift(s: &mut Section<'_>) -> ShiftTimes {
    ShiftTimes {
        id: s.id("id", "shifts", forms::is_id),
        name_zh: s.text("name_zh"),
        name_en: s.text("name_en"),
        start: s.form("start", Expected::Time, forms::time).unwrap_or(NaiveTime::MIN),
        end: s.form("end", Expected::Time, forms::time).unwrap_or(NaiveTime::MIN),
    }
}

/// True when the shifts, in the order given, follow each other around the clock: the room is never empty.
pub(super) fn shifts_cover(shifts: &[ShiftTimes]) -> bool {
    let joined =
        shifts.iter().zip(shifts.iter().cycle().skip(1)).all(|(shift, next)| shift.end == next.start);
    let total: TimeDelta = shifts.iter().map(ShiftTimes::length).sum();
    joined && total == TimeDelta::days(1)
}

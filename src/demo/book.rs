//! The book of what everybody did: commands with their time and their officer, put in order at the end.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::dice::Dice;
use super::{DemoError, Step};
use crate::config::Config;
use crate::domain::id::IdSource;
use crate::domain::{Command, Id, Officer};

/// Midnight between 22 and 23 January 2020 in the office's zone, in seconds since 1970 (UTC).
const FIRST_MIDNIGHT: i64 = 1_579_708_800;
/// The office's zone, in seconds.
const ZONE: i64 = 8 * 3600;
/// Minutes after midnight at which the first shift begins; each has [`SHIFT`] minutes.
const DUTY_BEGINS: i64 = 510;
const SHIFT: i64 = 720;

/// 6 April 2020: the last whole day. Days are counted from 23 January; 24 January is day 1.
pub(super) const LAST_DAY: i64 = 74;
/// The shift on duty in the night of 6 to 7 April, counted from 23 January 08:30.
pub(super) const LAST_SHIFT: i64 = 2 * LAST_DAY + 1;

/// A minute of a day (local; more than 1440 is the next day, less than 0 the one before).
pub(super) fn minute(day: i64, minute: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::seconds(FIRST_MIDNIGHT + day * 86_400 + minute * 60)
}

/// A time in the night of 7 April.
pub(super) fn tonight(hour: i64, minutes: i64) -> DateTime<Utc> {
    minute(LAST_DAY + 1, hour * 60 + minutes)
}

/// The local date of a day.
pub(super) fn date(day: i64) -> NaiveDate {
    (minute(day, 0) + TimeDelta::seconds(ZONE)).date_naive()
}

/// The day and the minute of it (local).
pub(super) fn day_of(at: DateTime<Utc>) -> (i64, i64) {
    let minutes = (at.timestamp() - FIRST_MIDNIGHT).div_euclid(60);
    (minutes.div_euclid(1440), minutes.rem_euclid(1440))
}

/// The day of a local date.
pub(super) fn day_of_date(on: NaiveDate) -> i64 {
    (on - date(0)).num_days()
}

/// Begin and end of a shift.
pub(super) fn shift_times(shift: i64) -> (DateTime<Utc>, DateTime<Utc>) {
    (minute(0, DUTY_BEGINS + shift * SHIFT), minute(0, DUTY_BEGINS + (shift + 1) * SHIFT))
}

/// The shift on duty; the first one before it all began.
pub(super) fn shift_at(at: DateTime<Utc>) -> i64 {
    let (day, minutes) = day_of(at);
    (day * 1440 + minutes - DUTY_BEGINS).div_euclid(SHIFT).max(0)
}

/// Leader, primary and secondary officer of a shift (ids of the configuration). Two pairs change between day and night
/// every Monday; a third pair takes that Monday's day shift, so that nobody goes from the night straight into the day.
pub(super) fn on_duty(shift: i64) -> [&'static str; 3] {
    let (day, night) = (shift.div_euclid(2), shift.rem_euclid(2) == 1);
    let (week, weekday) = ((day + 3).div_euclid(7), (day + 3).rem_euclid(7));
    let leader = if day.rem_euclid(2) == 0 { "lin" } else { "zhao" };
    if weekday == 0 && !night {
        return [leader, "feng", "tian"];
    }
    if night == (week.rem_euclid(2) == 1) { [leader, "chen", "wu"] } else { [leader, "xu", "gao"] }
}

/// Who acts.
#[derive(Debug, Clone, Copy)]
pub(super) enum Who {
    /// 带班领导 of the shift on duty.
    Leader,
    /// 主班
    Primary,
    /// 副班
    Secondary,
    /// This one (id of the configuration).
    Is(&'static str),
}

/// All steps so far, the people, and the chance they come from.
#[derive(Debug)]
pub(super) struct Book {
    steps: Vec<Step>,
    ids: IdSource,
    people: Vec<(String, Officer)>,
    units: Vec<(String, String)>,
    unknown: Option<&'static str>,
    pub(super) dice: Dice,
}

impl Book {
    pub(super) fn new(config: &Config, seed: u64) -> Self {
        let person = |officer: &crate::config::Officer| {
            (officer.id.clone(), Officer { name: officer.name.clone(), role: officer.role })
        };
        Self {
            steps: Vec::with_capacity(10_000),
            ids: IdSource::seeded(seed),
            people: config.officers.iter().map(person).collect(),
            units: config.units.iter().map(|unit| (unit.id.clone(), unit.name_zh.clone())).collect(),
            unknown: None,
            dice: Dice::seeded(!seed),
        }
    }

    /// A new id for what begins then.
    pub(super) fn id(&mut self, at: DateTime<Utc>) -> Id {
        self.ids.fresh(at)
    }

    /// Writes down that somebody did something.
    pub(super) fn add(&mut self, at: DateTime<Utc>, who: Who, command: Command) {
        let [leader, primary, secondary] = on_duty(shift_at(at));
        let id = match who {
            Who::Leader => leader,
            Who::Primary => primary,
            Who::Secondary => secondary,
            Who::Is(id) => id,
        };
        match self.people.iter().find(|(known, _)| known == id) {
            Some((_, officer)) => self.steps.push(Step { at, officer: officer.clone(), command }),
            None => self.unknown = Some(id),
        }
    }

    /// The name of an officer.
    pub(super) fn name(&mut self, id: &'static str) -> String {
        match self.people.iter().find(|(known, _)| known == id) {
            Some((_, officer)) => officer.name.clone(),
            None => {
                self.unknown = Some(id);
                String::new()
            }
        }
    }

    /// Name of the leader on duty.
    pub(super) fn leader(&mut self, at: DateTime<Utc>) -> String {
        self.name(on_duty(shift_at(at))[0])
    }

    /// Chinese name of a unit; the id where the configuration has none.
    pub(super) fn unit(&self, id: &str) -> String {
        let known = self.units.iter().find(|(known, _)| known == id);
        known.map_or_else(|| id.to_owned(), |(_, name)| name.clone())
    }

    /// All steps in order of time; what was written down first comes first within the same second.
    ///
    /// # Errors
    /// [`DemoError::Officer`] when the configuration lacks one of the officers.
    pub(super) fn into_steps(mut self) -> Result<Vec<Step>, DemoError> {
        if let Some(id) = self.unknown {
            return Err(DemoError::Officer(id));
        }
        self.steps.sort_by_key(|step| step.at);
        Ok(self.steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_shifts_and_the_local_clock_agree() {
        assert_eq!(date(LAST_DAY), NaiveDate::from_ymd_opt(2020, 4, 6).expect("a date"));
        assert_eq!(day_of_date(date(8)), 8);
        assert_eq!(tonight(2, 14).to_rfc3339(), "2020-04-06T18:14:00+00:00");
        assert_eq!(shift_at(tonight(2, 14)), LAST_SHIFT);
        assert_eq!(on_duty(LAST_SHIFT), ["lin", "chen", "wu"]);
        assert_eq!(day_of(minute(9, 1441)), (10, 1));
    }

    #[test]
    fn nobody_stands_two_shifts_in_a_row() {
        for shift in 0..=LAST_SHIFT {
            let (now, next) = (on_duty(shift), on_duty(shift + 1));
            assert!(now[1..].iter().all(|id| !next[1..].contains(id)), "shift {shift}");
        }
    }
}

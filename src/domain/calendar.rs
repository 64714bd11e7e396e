//! The working calendar: when the offices of the district are open, and the three kinds of "day".
//!
//! Urgent limits run on the wall clock; routine limits run in working time, which this file counts. Which days
//! are statutory holidays and which weekend days are worked instead (调休) is data, announced a year at a time by
//! the State Council, and comes from `config.toml`.
//!
//! Three days that are not the same (DOMAIN: "Duty day, statistical day and calendar day"):
//! the *duty day* runs from 08:30 to 08:30, the *statistical day* is cut off at 24:00 local time, and the
//! *calendar day* is what a paper means by a date.

use std::collections::BTreeSet;

use chrono::{
    DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc, Weekday,
};
use thiserror::Error;

/// Why a set of office hours cannot be a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CalendarFault {
    /// There is no period of work at all, so no working time would ever pass.
    #[error("no working hours are given")]
    NoHours,
    /// The period (counted from 0) does not end after it starts.
    #[error("working period {0} ends before it starts")]
    Reversed(usize),
    /// The period (counted from 0) starts before the one in front of it ends.
    #[error("working period {0} overlaps the one before it")]
    Overlap(usize),
}

/// Working hours, holidays and make-up days in one time zone. Immutable once built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    zone: FixedOffset,
    work_hours: Vec<(NaiveTime, NaiveTime)>,
    holidays: BTreeSet<NaiveDate>,
    make_up_days: BTreeSet<NaiveDate>,
    duty_day_start: NaiveTime,
}

impl Calendar {
    /// Builds a calendar. `work_hours` are local times, `[start, end)`, in order and apart from each other.
    ///
    /// # Errors
    /// A [`CalendarFault`] when working time could never pass or would be counted twice.
    pub fn new(
        zone: FixedOffset,
        work_hours: Vec<(NaiveTime, NaiveTime)>,
        holidays: BTreeSet<NaiveDate>,
        make_up_days: BTreeSet<NaiveDate>,
        duty_day_start: NaiveTime,
    ) -> Result<Self, CalendarFault> {
        check_hours(&work_hours)?;
        Ok(Self { zone, work_hours, holidays, make_up_days, duty_day_start })
    }

    /// The zone in which all local times of this calendar are meant.
    pub fn zone(&self) -> FixedOffset {
        self.zone
    }

    /// The local time at which a duty day starts (08:30 by default).
    pub fn duty_day_start(&self) -> NaiveTime {
        self.duty_day_start
    }

    /// The local date and time of an instant.
    pub fn local(&self, t: DateTime<Utc>) -> NaiveDateTime {
        // Years that people write stay far inside what chrono can hold; the clamp keeps the extremes from
        // overflowing when the offset is added.
        t.clamp(earliest(), latest()).with_timezone(&self.zone).naive_local()
    }

    /// The instant of a local date and time.
    pub fn instant(&self, local: NaiveDateTime) -> DateTime<Utc> {
        let shift = TimeDelta::seconds(i64::from(self.zone.local_minus_utc()));
        local.checked_sub_signed(shift).map_or_else(latest, |utc| utc.and_utc())
    }

    /// True when offices work on this date: a make-up day, or a Monday to Friday that is no holiday.
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        if self.make_up_days.contains(&date) {
            return true;
        }
        !matches!(date.weekday(), Weekday::Sat | Weekday::Sun) && !self.holidays.contains(&date)
    }

    /// True when holidays of this year are known; false means that only weekends are counted.
    pub fn covers(&self, year: i32) -> bool {
        self.holidays.iter().any(|day| day.year() == year)
    }

    /// The first instant by which `time` of office hours has passed since `start`.
    ///
    /// A start outside office hours counts from the next opening; zero or less gives that opening (or `start`
    /// itself when the office is open).
    pub fn add_working_time(&self, start: DateTime<Utc>, time: TimeDelta) -> DateTime<Utc> {
        let start = self.local(start);
        let mut left = time.max(TimeDelta::zero());
        let mut date = self.working_day_from(start.date());
        loop {
            for &(opens, closes) in &self.work_hours {
                let from = date.and_time(opens).max(start);
                let until = date.and_time(closes);
                if from > until {
                    continue;
                }
                let open = until - from;
                if left <= open {
                    return self.instant(from + left);
                }
                left -= open;
            }
            let next = self.working_day_after(date);
            if next == date {
                return latest();
            }
            date = next;
        }
    }

    /// Closing time of the `n`-th working day after the day of `start`. With `n` = 0, of the day of `start`
    /// itself, or of the next working day when that is a day off.
    pub fn add_working_days(&self, start: DateTime<Utc>, n: u32) -> DateTime<Utc> {
        let first = self.local(start).date();
        let mut date = if n == 0 { self.working_day_from(first) } else { first };
        for _ in 0..n {
            date = self.working_day_after(date);
        }
        self.instant(date.and_time(self.closing()))
    }

    /// The last instant from which `time` of office hours is left until `end`; zero or less gives `end` itself.
    pub fn subtract_working_time(&self, end: DateTime<Utc>, time: TimeDelta) -> DateTime<Utc> {
        let until = self.local(end);
        let mut left = time;
        let mut date = until.date();
        while left > TimeDelta::zero() {
            for &(opens, closes) in self.work_hours.iter().rev().filter(|_| self.is_working_day(date)) {
                let from = date.and_time(opens);
                let closes = date.and_time(closes).min(until);
                let open = (closes - from).max(TimeDelta::zero());
                if left <= open {
                    return self.instant(closes - left);
                }
                left -= open;
            }
            match self.working_day_before(date) {
                Some(earlier) => date = earlier,
                None => return earliest(),
            }
        }
        end
    }

    /// Closing time of the `n`-th working day before the day of `end`; with `n` = 0, `end` itself.
    pub fn subtract_working_days(&self, end: DateTime<Utc>, n: u32) -> DateTime<Utc> {
        if n == 0 {
            return end;
        }
        let mut date = self.local(end).date();
        for _ in 0..n {
            match self.working_day_before(date) {
                Some(earlier) => date = earlier,
                None => return earliest(),
            }
        }
        self.instant(date.and_time(self.closing()))
    }

    /// The given local time on the first working day after the day of `start`.
    pub fn next_working_day_at(&self, start: DateTime<Utc>, time: NaiveTime) -> DateTime<Utc> {
        self.instant(self.working_day_after(self.local(start).date()).and_time(time))
    }

    /// True when some office hours, a second at least, lie between the two instants.
    pub fn has_working_time(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> bool {
        self.add_working_time(from, TimeDelta::seconds(1)) <= until
    }

    /// The duty day that an instant belongs to, named by the date on which that duty day starts.
    pub fn duty_day(&self, t: DateTime<Utc>) -> NaiveDate {
        let local = self.local(t);
        if local.time() < self.duty_day_start { local.date() - Days::new(1) } else { local.date() }
    }

    /// First instant of a duty day, and first instant of the next.
    pub fn duty_day_bounds(&self, day: NaiveDate) -> (DateTime<Utc>, DateTime<Utc>) {
        let start = self.instant(day.and_time(self.duty_day_start));
        (start, start + TimeDelta::days(1))
    }

    /// The statistical day of an instant: the local date, cut off at 24:00.
    pub fn statistical_day(&self, t: DateTime<Utc>) -> NaiveDate {
        self.local(t).date()
    }

    /// Closing time of the last working period of a day.
    fn closing(&self) -> NaiveTime {
        self.work_hours.last().map_or(NaiveTime::MIN, |&(_, closes)| closes)
    }

    fn working_day_from(&self, date: NaiveDate) -> NaiveDate {
        if self.is_working_day(date) { date } else { self.working_day_after(date) }
    }

    /// The last working day before `date`. Every year holds working days; the bound keeps a calendar without any from
    /// looking for ever.
    fn working_day_before(&self, date: NaiveDate) -> Option<NaiveDate> {
        let first = earliest().date_naive();
        let earlier = (1..=366).map_while(|back| date.checked_sub_days(Days::new(back)));
        earlier.take_while(|day| *day > first).find(|day| self.is_working_day(*day))
    }

    /// The first working day after `date`; `date` itself only where the calendar of chrono ends.
    fn working_day_after(&self, date: NaiveDate) -> NaiveDate {
        let last = latest().date_naive();
        date.iter_days()
            .skip(1)
            .take_while(|day| *day < last)
            .find(|day| self.is_working_day(*day))
            .unwrap_or(date)
    }
}

fn check_hours(hours: &[(NaiveTime, NaiveTime)]) -> Result<(), CalendarFault> {
    if hours.is_empty() {
        return Err(CalendarFault::NoHours);
    }
    for (index, &(opens, closes)) in hours.iter().enumerate() {
        if opens >= closes {
            return Err(CalendarFault::Reversed(index));
        }
        if index > 0 && opens < hours[index - 1].1 {
            return Err(CalendarFault::Overlap(index));
        }
    }
    Ok(())
}

/// Start of the year 1: nothing a duty room handles is older.
fn earliest() -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(1, 1, 1)
        .map_or(DateTime::<Utc>::MIN_UTC, |day| day.and_time(NaiveTime::MIN).and_utc())
}

/// Start of the year 10000, the answer where a limit would never run out.
fn latest() -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(10_000, 1, 1)
        .map_or(DateTime::<Utc>::MAX_UTC, |day| day.and_time(NaiveTime::MIN).and_utc())
}

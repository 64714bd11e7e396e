//! How long the steps of papers take, and how many are taken within their limit, by urgency.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::domain::{Stream, Urgency};

/// A step whose time is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// 签收, from receipt.
    Sign,
    /// 报告领导, from receipt.
    TellLeader,
    /// 转办, from receipt.
    Dispatch,
    /// 办结, from receipt.
    Complete,
    /// 回执: a recipient of a dispatch signs, from when it was sent.
    Receipt,
}

impl Step {
    /// All, in the order in which they are taken.
    pub const ALL: [Self; 5] = [Self::Sign, Self::TellLeader, Self::Dispatch, Self::Complete, Self::Receipt];

    /// Stable name, in JSON and CSV.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sign => "sign",
            Self::TellLeader => "tell_leader",
            Self::Dispatch => "dispatch",
            Self::Complete => "complete",
            Self::Receipt => "receipt",
        }
    }
}

/// Times of one step at one urgency, in minutes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StepTime {
    /// Name of the urgency.
    pub urgency: &'static str,
    /// Name of the step.
    pub step: &'static str,
    /// Papers (or recipients) that took it before the period ended.
    pub count: u32,
    /// The middle one; none while nobody took it.
    pub median_minutes: Option<f64>,
    /// Nine of ten took no longer.
    pub p90_minutes: Option<f64>,
    /// The longest.
    pub max_minutes: Option<f64>,
    /// The middle one of the limits in force; none where there is no limit.
    pub limit_minutes: Option<f64>,
    /// Taken, or due, before the period ended; only those that have a limit.
    pub owed: u32,
    /// Of these, taken by the *original* due time: what was put off counts as late.
    pub on_time: u32,
    /// On time, of all that was owed; none while nothing was.
    pub on_time_percent: Option<f64>,
}

/// What was latest.
#[derive(Debug, Clone, PartialEq)]
pub struct Worst {
    /// Which.
    pub stream: Stream,
    /// What people call it.
    pub title: String,
    /// Its urgency.
    pub urgency: Urgency,
    /// The step that was late.
    pub step: Step,
    /// By how much, in minutes.
    pub late_minutes: f64,
    /// Whether it was taken in the end.
    pub taken: bool,
}

/// The times of a period.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StepTimes {
    /// By urgency, the most urgent first, and step; only where there is anything.
    pub steps: Vec<StepTime>,
    /// The latest papers, the latest first; each once.
    pub worst: Vec<Worst>,
}

/// One step of one paper.
#[derive(Debug, Clone, Copy)]
pub struct Timed {
    /// Of what.
    pub stream: Stream,
    /// Its urgency.
    pub urgency: Urgency,
    /// The step.
    pub step: Step,
    /// When the paper was received, or the dispatch drafted (UTC): what decides in which period it counts.
    pub came: DateTime<Utc>,
    /// When its clock began (UTC).
    pub from: DateTime<Utc>,
    /// Its original due time (UTC), if it has one.
    pub due: Option<DateTime<Utc>>,
    /// When it was taken (UTC).
    pub done: Option<DateTime<Utc>>,
}

/// How a step counts at the end of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// When it was taken (UTC), if it was.
    pub done: Option<DateTime<Utc>>,
    /// Its due time (UTC), if it has one and it was taken or due by then: it is owed.
    pub due: Option<DateTime<Utc>>,
    /// It is owed, and was taken in time.
    pub on_time: bool,
}

impl Timed {
    /// How it counts before `until` (UTC), the end of a period; not at all if it was neither taken nor due by then.
    pub fn counted(&self, until: DateTime<Utc>) -> Option<Counted> {
        let done = self.done.filter(|done| *done < until);
        let due = self.due.filter(|due| done.is_some() || *due < until);
        let on_time = done.zip(due).is_some_and(|(done, due)| done <= due);
        (done.is_some() || due.is_some()).then_some(Counted { done, due, on_time })
    }
}

/// Waits and limits of one urgency and step.
#[derive(Debug, Default)]
struct Cell {
    waits: Vec<f64>,
    limits: Vec<f64>,
    owed: u32,
    on_time: u32,
}

/// Gathers steps until the end of a period. What happened at or after it counts as not done.
#[derive(Debug)]
pub struct Gathering {
    until: DateTime<Utc>,
    cells: BTreeMap<(usize, Step), Cell>,
    worst: Vec<Worst>,
}

/// So many of the latest are named.
const WORST: usize = 3;

impl Gathering {
    /// Nothing yet, of a period that ends before `until`.
    pub const fn new(until: DateTime<Utc>) -> Self {
        Self { until, cells: BTreeMap::new(), worst: Vec::new() }
    }

    /// Takes one step in.
    pub fn add(&mut self, timed: &Timed) {
        let Some(Counted { done, due, on_time }) = timed.counted(self.until) else { return };
        let place =
            Urgency::ALL.iter().position(|known| *known == timed.urgency).unwrap_or(Urgency::ALL.len());
        let cell = self.cells.entry((place, timed.step)).or_default();
        if let Some(done) = done {
            cell.waits.push(minutes(timed.from, done).max(0.0));
        }
        let Some(due) = due else { return };
        cell.limits.push(minutes(timed.from, due).max(0.0));
        cell.owed += 1;
        let late = minutes(due, done.unwrap_or(self.until));
        if on_time {
            cell.on_time += 1;
        } else {
            self.late(timed, late, done.is_some());
        }
    }

    /// Keeps the latest; of one paper the step that was latest.
    fn late(&mut self, timed: &Timed, late_minutes: f64, taken: bool) {
        let Timed { stream, urgency, step, .. } = *timed;
        let known = self.worst.iter().position(|worst| worst.stream == stream);
        let worst = Worst { stream, title: String::new(), urgency, step, late_minutes, taken };
        match known {
            Some(at) if self.worst[at].late_minutes >= late_minutes => return,
            Some(at) => self.worst[at] = worst,
            None => self.worst.push(worst),
        }
        self.worst.sort_by(|a, b| b.late_minutes.total_cmp(&a.late_minutes).then(a.stream.cmp(&b.stream)));
        self.worst.truncate(WORST);
    }

    /// The times; titles of the latest are still to be filled in.
    pub fn finish(self) -> StepTimes {
        let of = |((place, step), mut cell): ((usize, Step), Cell)| {
            cell.waits.sort_by(f64::total_cmp);
            cell.limits.sort_by(f64::total_cmp);
            let percent = f64::from(cell.on_time) * 100.0 / f64::from(cell.owed.max(1));
            StepTime {
                urgency: Urgency::ALL.get(place).map_or("", |urgency| urgency.name()),
                step: step.name(),
                count: u32::try_from(cell.waits.len()).unwrap_or(u32::MAX),
                median_minutes: middle(&cell.waits),
                p90_minutes: nine_tenths(&cell.waits),
                max_minutes: cell.waits.last().copied().map(tenths),
                limit_minutes: middle(&cell.limits),
                owed: cell.owed,
                on_time: cell.on_time,
                on_time_percent: (cell.owed > 0).then(|| tenths(percent)),
            }
        };
        StepTimes { steps: self.cells.into_iter().map(of).collect(), worst: self.worst }
    }
}

fn minutes(from: DateTime<Utc>, until: DateTime<Utc>) -> f64 {
    (until - from).as_seconds_f64() / 60.0
}

/// The middle one of sorted values.
fn middle(sorted: &[f64]) -> Option<f64> {
    sorted.get(sorted.len() / 2).copied().map(tenths)
}

/// The least of sorted values that nine of ten do not exceed.
fn nine_tenths(sorted: &[f64]) -> Option<f64> {
    let rank = (sorted.len() * 9).div_ceil(10);
    sorted.get(rank.checked_sub(1)?).copied().map(tenths)
}

/// Rounded to one place after the point.
pub(super) fn tenths(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::domain::{Id, Kind};

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minute)
    }

    fn sign(n: u64, due: Option<i64>, done: Option<i64>) -> Timed {
        Timed {
            stream: Stream::new(Kind::Document, Id::from_parts(n, 0)),
            urgency: Urgency::Flash,
            step: Step::Sign,
            came: at(0),
            from: at(0),
            due: due.map(at),
            done: done.map(at),
        }
    }

    #[test]
    fn figures_by_hand() {
        let mut all = Gathering::new(at(100));
        // Ten papers signed after 1, 2 … 10 minutes, with a limit of 5.
        for n in 1..=10 {
            all.add(&sign(n, Some(5), Some(i64::try_from(n).unwrap())));
        }
        all.add(&sign(11, Some(50), None));
        all.add(&sign(12, Some(200), None));
        all.add(&sign(13, Some(200), Some(150)));
        all.add(&sign(14, None, Some(40)));
        let times = all.finish();
        let [flash] = times.steps.as_slice() else { panic!("{times:?}") };
        assert_eq!((flash.urgency, flash.step, flash.count), ("flash", "sign", 11));
        assert_eq!(
            (flash.median_minutes, flash.p90_minutes, flash.max_minutes),
            (Some(6.0), Some(10.0), Some(40.0))
        );
        assert_eq!((flash.limit_minutes, flash.owed, flash.on_time), (Some(5.0), 11, 5));
        assert_eq!(flash.on_time_percent, Some(45.5), "what is due and not done counts as late");
        let late: Vec<(u128, f64, bool)> = times
            .worst
            .iter()
            .map(|worst| {
                (u128::from_be_bytes(worst.stream.id.to_bytes()) >> 80, worst.late_minutes, worst.taken)
            })
            .collect();
        assert_eq!(late, [(11, 50.0, false), (10, 5.0, true), (9, 4.0, true)]);
    }

    #[test]
    fn a_paper_is_named_once_with_its_latest_step() {
        let mut all = Gathering::new(at(100));
        let paper = sign(1, Some(5), Some(8));
        all.add(&paper);
        all.add(&Timed { step: Step::Dispatch, due: Some(at(30)), done: Some(at(60)), ..paper });
        let worst = all.finish().worst;
        assert_eq!((worst.len(), worst[0].step, worst[0].late_minutes), (1, Step::Dispatch, 30.0));
    }
}

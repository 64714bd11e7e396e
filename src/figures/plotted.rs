//! What plots show, as values: counts in stretches of time. Nothing here reads rows or knows words for people.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc};

use super::Period;
use crate::domain::calendar::Calendar;

/// A plot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Plot {
    /// Papers an hour, against what the desk can handle.
    Papers,
    /// People that arrive, by hour and port.
    Arrivals,
    /// How long findings have been open, by unit.
    Findings,
    /// What was done in time.
    OnTime,
    /// Papers by urgency.
    Urgency,
    /// Information reports and publications.
    Reports,
}

impl Plot {
    /// All, in the order of their number keys.
    pub const ALL: [Self; 6] =
        [Self::Papers, Self::Arrivals, Self::Findings, Self::OnTime, Self::Urgency, Self::Reports];

    /// Stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Papers => "papers",
            Self::Arrivals => "arrivals",
            Self::Findings => "findings",
            Self::OnTime => "on_time",
            Self::Urgency => "urgency",
            Self::Reports => "reports",
        }
    }

    /// The plot of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|plot| plot.name() == name)
    }

    /// Place in [`Self::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }
}

/// Length of a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Grain {
    /// Of the clock.
    Hour,
    /// A statistical day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A month of the calendar.
    Month,
}

/// Most slots of one plot: whatever lies before the last so many is left out.
pub const MOST_SLOTS: usize = 24 * 1200;

/// Stretches of time, one after the other without gaps; local midnights and hours as instants (UTC).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slots {
    /// How long each is.
    pub grain: Grain,
    /// First instants.
    pub starts: Vec<DateTime<Utc>>,
    /// First instant after the last.
    pub until: DateTime<Utc>,
}

impl Slots {
    /// Slots of a stretch of statistical days, both ends included. The first week or month is cut by `from`.
    pub fn of(from: NaiveDate, to: NaiveDate, grain: Grain, calendar: &Calendar) -> Self {
        let midnight = |day: NaiveDate| calendar.instant(day.and_time(NaiveTime::MIN));
        let until = midnight(to.checked_add_days(Days::new(1)).unwrap_or(to));
        let mut starts = Vec::new();
        let mut day = from.min(to);
        let hours = if grain == Grain::Hour { 24 } else { 1 };
        // Days that cannot fit are passed over before they are made.
        if let Some(first) = to.checked_sub_days(Days::new(MOST_SLOTS as u64 / hours)) {
            day = if matches!(grain, Grain::Hour | Grain::Day) { day.max(first) } else { day };
        }
        while day <= to && starts.len() < MOST_SLOTS {
            let start = midnight(day);
            (0..hours).for_each(|hour| starts.push(start + TimeDelta::hours(hour as i64)));
            let Some(next) = next(day, grain) else { break };
            day = next;
        }
        Self { grain, starts, until }
    }

    /// A grain that gives few enough slots to look at: hours of a day, days of a month, weeks, months.
    pub fn grain_for(from: NaiveDate, to: NaiveDate) -> Grain {
        match (to - from).num_days() {
            ..=0 => Grain::Hour,
            1..=31 => Grain::Day,
            32..=730 => Grain::Week,
            _ => Grain::Month,
        }
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// First instant of all.
    pub fn from(&self) -> DateTime<Utc> {
        self.starts.first().copied().unwrap_or(self.until)
    }

    /// The slot that an instant lies in.
    pub fn place(&self, at: DateTime<Utc>) -> Option<usize> {
        let after = self.starts.partition_point(|start| *start <= at);
        (at < self.until).then(|| after.checked_sub(1)).flatten()
    }
}

fn next(day: NaiveDate, grain: Grain) -> Option<NaiveDate> {
    match grain {
        Grain::Hour | Grain::Day => day.succ_opt(),
        Grain::Week => {
            let left = 7 - day.weekday().num_days_from_monday();
            day.checked_add_days(Days::new(left.into()))
        }
        Grain::Month => day.with_day(1)?.checked_add_months(Months::new(1)),
    }
}

/// Papers, hour by hour of the whole period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperHours {
    /// The hours.
    pub slots: Slots,
    /// How many came in each.
    pub received: Vec<u32>,
    /// By how many the papers on the desk became more in each hour; see [`Self::waiting`].
    changes: Vec<i64>,
}

impl PaperHours {
    /// No papers.
    pub fn none(slots: Slots) -> Self {
        let zeros = vec![0; slots.len()];
        let changes = vec![0; slots.len() + 1];
        Self { slots, received: zeros, changes }
    }

    /// Takes a paper in: when it came, and when it left the desk. What came before the first hour only waits; what left
    /// after the last one waits to its end.
    pub fn add(&mut self, received: DateTime<Utc>, left: Option<DateTime<Utc>>) {
        if received >= self.slots.until {
            return;
        }
        if let Some(place) = self.slots.place(received) {
            self.received[place] += 1;
        }
        let first = self.slots.place(received).unwrap_or(0);
        let end = match left {
            Some(left) if left < self.slots.from() => return,
            Some(left) => self.slots.place(left).unwrap_or(self.slots.len()),
            None => self.slots.len(),
        };
        if first < end {
            self.changes[first] += 1;
            self.changes[end] -= 1;
        }
    }

    /// How many were on the desk at the end of each hour: received, neither sent on nor completed.
    pub fn waiting(&self) -> Vec<u32> {
        let sum = |sum: &mut i64, change: &i64| {
            *sum += change;
            Some(u32::try_from(*sum).unwrap_or(0))
        };
        self.changes.iter().take(self.slots.len()).scan(0, sum).collect()
    }

    /// For every hour of the day (local): how many came and how many waited on average, over the days whose hour has
    /// begun by `now`; none where no day has.
    pub fn by_hour(&self, now: DateTime<Utc>, calendar: &Calendar) -> [Option<(f64, f64)>; 24] {
        let waiting = self.waiting();
        let mut sums = [(0_u32, 0_u64, 0_u64); 24];
        for (at, start) in self.slots.starts.iter().enumerate().filter(|(_, start)| **start <= now) {
            let sum = &mut sums[calendar.local(*start).hour() as usize % 24];
            sum.0 += 1;
            sum.1 += u64::from(self.received[at]);
            sum.2 += u64::from(waiting[at]);
        }
        let mean = |sum: u64, days: u32| sum as f64 / f64::from(days);
        sums.map(|(days, received, waiting)| (days > 0).then(|| (mean(received, days), mean(waiting, days))))
    }
}

/// People of one port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortPeople {
    /// Id of the port.
    pub port: String,
    /// Those who have landed, by slot.
    pub landed: Vec<u32>,
    /// Those who are awaited, by slot.
    pub awaited: Vec<u32>,
}

/// How long findings of one unit have been open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitAges {
    /// Id of the unit.
    pub unit: String,
    /// How many of each age; see [`AGES`].
    pub ages: [u32; 5],
    /// How many have passed their due time and are not put right.
    pub overdue: u32,
    /// By how many whole days the latest of them has.
    pub longest_days: i64,
}

/// First day of each age in days, counted by the calendar: 0–1, 2–3, 4–7, 8–15, more.
pub const AGES: [i64; 5] = [0, 2, 4, 8, 16];

/// Place of an age in [`AGES`].
pub fn age_place(days: i64) -> usize {
    AGES.iter().rposition(|first| days >= *first).unwrap_or(0)
}

/// Puts units in the order in which they press: the most overdue, then the longest, then the most.
pub fn order_units(units: &mut [UnitAges]) {
    units.sort_by(|a, b| {
        let key = |unit: &UnitAges| (unit.overdue, unit.longest_days, unit.ages.iter().sum::<u32>());
        key(b).cmp(&key(a)).then_with(|| a.unit.cmp(&b.unit))
    });
}

/// How much was due in each slot, and how much of it was done by its original due time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kept {
    /// Due, and decided: the time has passed, or it was done before.
    pub owed: Vec<u32>,
    /// Of these, done in time.
    pub on_time: Vec<u32>,
}

impl Kept {
    /// Nothing yet in so many slots.
    pub fn none(slots: usize) -> Self {
        Self { owed: vec![0; slots], on_time: vec![0; slots] }
    }

    /// Takes one in that was due in a slot; `decided` is when the period ends, or now.
    pub fn add(
        &mut self,
        slot: usize,
        due: DateTime<Utc>,
        done: Option<DateTime<Utc>>,
        decided: DateTime<Utc>,
    ) {
        let done = done.filter(|done| *done < decided);
        if (done.is_some() || due < decided) && slot < self.owed.len() {
            self.owed[slot] += 1;
            self.on_time[slot] += u32::from(done.is_some_and(|done| done <= due));
        }
    }

    /// Share in per cent of a slot; none where nothing was owed.
    pub fn percent(&self, slot: usize) -> Option<f64> {
        let owed = self.owed.get(slot).copied().filter(|owed| *owed > 0)?;
        Some(f64::from(self.on_time[slot]) * 100.0 / f64::from(owed))
    }

    /// Owed and in time over all slots.
    pub fn whole(&self) -> (u32, u32) {
        (self.owed.iter().sum(), self.on_time.iter().sum())
    }
}

/// The values of a plot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Values {
    /// [`Plot::Papers`]
    Papers(PaperHours),
    /// [`Plot::Arrivals`]: the ports that anybody comes to, by id.
    Arrivals(Slots, Vec<PortPeople>),
    /// [`Plot::Findings`]: units with open findings, the most pressing first, and what was open at the end.
    Findings(Vec<UnitAges>),
    /// [`Plot::OnTime`]: feedback on supervised items, steps of papers, findings closed.
    OnTime(Slots, [Kept; 3]),
    /// [`Plot::Urgency`]: papers by slot, in the order of [`crate::domain::Urgency::ALL`].
    Urgency(Slots, [Vec<u32>; 5]),
    /// [`Plot::Reports`]: reports on practice, on problems, publications; by slot.
    Reports(Slots, [Vec<u32>; 3]),
}

/// A plot of a period, as it stood at the end of the period or now, whichever is earlier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plotted {
    /// Which.
    pub plot: Plot,
    /// Which days.
    pub period: Period,
    /// The time of the reading (UTC): what is later than that is not known yet.
    pub now: DateTime<Utc>,
    /// The day of the first row of the sort; none while there is none at all.
    pub first: Option<NaiveDate>,
    /// The values.
    pub values: Values,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use chrono::FixedOffset;
    use proptest::prelude::*;

    use super::*;

    fn calendar() -> Calendar {
        let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
        let zone = FixedOffset::east_opt(8 * 3600).expect("a zone");
        let hours = vec![(time(8), time(18))];
        Calendar::new(zone, hours, BTreeSet::new(), BTreeSet::new(), time(8)).expect("a calendar")
    }

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2020, 4, n).expect("a day")
    }

    #[test]
    fn weeks_begin_on_monday_and_months_on_the_first() {
        let calendar = calendar();
        let days =
            |slots: &Slots| slots.starts.iter().map(|at| calendar.local(*at).date()).collect::<Vec<_>>();
        let weeks = Slots::of(day(1), day(20), Grain::Week, &calendar);
        assert_eq!(days(&weeks), [day(1), day(6), day(13), day(20)]);
        let months = Slots::of(day(15), day(30) + Days::new(40), Grain::Month, &calendar);
        assert_eq!(days(&months).len(), 3);
        assert_eq!(Slots::grain_for(day(1), day(1)), Grain::Hour);
        let endless = Slots::of(NaiveDate::MIN, day(1), Grain::Hour, &calendar);
        assert!(
            endless.len() <= MOST_SLOTS + 24 && endless.place(endless.until - TimeDelta::hours(1)).is_some()
        );
    }

    #[test]
    fn a_paper_waits_from_its_hour_until_the_hour_it_leaves() {
        let slots = Slots::of(day(7), day(7), Grain::Hour, &calendar());
        let at = |hour: i64, minute: i64| slots.from() + TimeDelta::hours(hour) + TimeDelta::minutes(minute);
        let mut hours = PaperHours::none(slots.clone());
        hours.add(at(2, 10), Some(at(4, 5)));
        hours.add(at(-5, 0), Some(at(1, 30)));
        hours.add(at(-5, 0), Some(at(-1, 0)));
        hours.add(at(3, 0), Some(at(3, 30)));
        hours.add(at(24, 0), None);
        assert_eq!((hours.received[2], hours.received[3], hours.received.iter().sum::<u32>()), (1, 1, 2));
        assert_eq!(hours.waiting()[..5], [1, 0, 1, 1, 0]);
        let now = at(3, 59);
        let means = hours.by_hour(now, &calendar());
        assert_eq!((means[2], means[4]), (Some((1.0, 1.0)), None));
    }

    proptest! {
        #[test]
        fn every_instant_lies_in_one_slot_and_nothing_outside_in_any(
            from in 1u32..25, length in 0u32..5, minute in -10_000i64..50_000, grain in 0usize..4) {
            let grain = [Grain::Hour, Grain::Day, Grain::Week, Grain::Month][grain];
            let (calendar, to) = (calendar(), from + length);
            let slots = Slots::of(day(from), day(to), grain, &calendar);
            let (start, end) = Period { from: Some(day(from)), to: day(to) }.bounds(&calendar);
            prop_assert_eq!((slots.from(), slots.until), (start, end));
            let at = start + TimeDelta::minutes(minute);
            match slots.place(at) {
                None => prop_assert!(at < start || at >= end),
                Some(place) => {
                    prop_assert!(slots.starts[place] <= at && start <= at && at < end);
                    prop_assert!(slots.starts.get(place + 1).is_none_or(|next| at < *next));
                }
            }
        }

        #[test]
        fn the_most_overdue_unit_comes_first(units in proptest::collection::vec((0u32..4, 0i64..5, 0u32..6), 0..8)) {
            let mut units: Vec<UnitAges> = units.into_iter().enumerate().map(|(at, (overdue, longest_days, open))| {
                UnitAges { unit: at.to_string(), ages: [open, 0, 0, 0, overdue], overdue, longest_days }
            }).collect();
            order_units(&mut units);
            for pair in units.windows(2) {
                prop_assert!((pair[0].overdue, pair[0].longest_days) >= (pair[1].overdue, pair[1].longest_days));
            }
        }

        #[test]
        fn ages_fall_into_their_places(days in -3i64..60) {
            let place = age_place(days);
            prop_assert!(days < 0 && place == 0 || AGES[place] <= days);
            prop_assert!(AGES.get(place + 1).is_none_or(|next| days < *next));
        }
    }
}

//! Trends: the main figures of every day, week or month of a period, and of the period before it that is as long.

use chrono::{Datelike, Days, NaiveDate};

use super::{Period, Tally};

/// How long the parts of a trend are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Statistical days.
    Day,
    /// Weeks from Monday to Sunday, cut at the ends of the period.
    Week,
    /// Calendar months, cut at the ends of the period.
    Month,
}

/// The figures that a trend shows, by their stable names.
pub const MAIN: [&str; 22] = [
    "documents_handled",
    "documents_completed",
    "dispatches",
    "inspections",
    "findings",
    "findings.closed",
    "supervised",
    "feedback.owed",
    "feedback.on_time",
    "feedback.extended",
    "feedback.solved",
    "info_reports",
    "info_reports.adopted",
    "meetings",
    "activities",
    "requests",
    "requests.on_time",
    "publications",
    "trainings",
    "tasks",
    "tasks.done",
    "emergencies",
];

/// Main figures of a stretch of days, in the order of [`MAIN`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Its days.
    pub period: Period,
    /// One value for each of [`MAIN`].
    pub values: Vec<u32>,
}

/// How the main figures went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trends {
    /// How long the parts are.
    pub by: By,
    /// The parts, the earliest first. What is done in a later part than it began in counts in neither: each part is
    /// told as it stood at its own end.
    pub stretches: Vec<Stretch>,
    /// The whole period.
    pub whole: Stretch,
    /// As many days before it; none where the period has no beginning.
    pub previous: Option<Stretch>,
}

impl Stretch {
    /// The main figures of a tally.
    pub fn of(period: Period, tally: &Tally) -> Self {
        Self { period, values: MAIN.iter().map(|name| tally.of(name)).collect() }
    }
}

impl By {
    /// All, the shortest first.
    pub const ALL: [Self; 3] = [Self::Day, Self::Week, Self::Month];

    /// Stable name, on the command line and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    /// The one with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.name() == name)
    }

    /// The last day of the part that this day belongs to.
    fn last_of(self, day: NaiveDate) -> NaiveDate {
        let last = match self {
            Self::Day => Some(day),
            Self::Week => {
                day.checked_add_days(Days::new(6 - u64::from(day.weekday().num_days_from_monday())))
            }
            Self::Month => {
                let (year, month) =
                    if day.month() == 12 { (day.year() + 1, 1) } else { (day.year(), day.month() + 1) };
                NaiveDate::from_ymd_opt(year, month, 1).and_then(|next| next.pred_opt())
            }
        };
        last.unwrap_or(day)
    }

    /// The parts of the days from the first to the last, both included, in order and without a gap.
    pub fn parts(self, first: NaiveDate, last: NaiveDate) -> Vec<Period> {
        let mut parts = Vec::new();
        let mut from = first;
        while from <= last {
            let to = self.last_of(from).min(last);
            parts.push(Period { from: Some(from), to });
            let Some(next) = to.succ_opt() else { break };
            from = next;
        }
        parts
    }
}

impl Period {
    /// As many days right before this period; none where it has no beginning.
    pub fn previous(&self) -> Option<Self> {
        let from = self.from?;
        let days = u64::try_from((self.to - from).num_days()).ok()?.checked_add(1)?;
        let to = from.pred_opt()?;
        Some(Self { from: Some(from.checked_sub_days(Days::new(days))?), to })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn parts(by: By, first: &str, last: &str) -> Vec<(String, String)> {
        let parts = by.parts(date(first), date(last)).into_iter();
        parts.map(|part| (part.from.unwrap().to_string(), part.to.to_string())).collect()
    }

    #[test]
    fn parts_cover_the_period_and_are_cut_at_its_ends() {
        let of = |text: &str| {
            let (from, to) = text.split_once(' ').unwrap();
            (from.to_owned(), to.to_owned())
        };
        assert_eq!(parts(By::Day, "2020-02-28", "2020-03-01").len(), 3);
        // 6 April 2020 was a Monday.
        assert_eq!(
            parts(By::Week, "2020-04-03", "2020-04-14"),
            ["2020-04-03 2020-04-05", "2020-04-06 2020-04-12", "2020-04-13 2020-04-14"].map(of)
        );
        assert_eq!(
            parts(By::Month, "2019-12-30", "2020-02-29"),
            ["2019-12-30 2019-12-31", "2020-01-01 2020-01-31", "2020-02-01 2020-02-29"].map(of)
        );
        assert!(parts(By::Day, "2020-04-02", "2020-04-01").is_empty());
    }

    #[test]
    fn the_period_before_is_as_long_and_ends_where_this_one_begins() {
        let week = Period { from: Some(date("2020-04-01")), to: date("2020-04-07") };
        let before = week.previous().unwrap();
        assert_eq!((before.from, before.to), (Some(date("2020-03-25")), date("2020-03-31")));
        assert_eq!(Period { from: None, to: date("2020-04-07") }.previous(), None);
    }
}

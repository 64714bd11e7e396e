//! Bulletins: names of counts and passages, the passages themselves, words of the desk and the command line.

mod en;
mod zh;

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Utc};

use super::Lang;
use super::names::Names;
use crate::domain::Urgency;
use crate::domain::bulletin::{BulletinSeries, Count, Gathered, Passage, Row, Written};

pub(super) use en::EN;
pub(super) use zh::ZH_CN;

/// Words of bulletins.
#[derive(Debug)]
pub struct Bulletins {
    /// Name of a series.
    pub series: fn(BulletinSeries) -> &'static str,
    /// Title of the issue of a day.
    pub title: fn(BulletinSeries, NaiveDate) -> String,
    /// Issue number, as people say it: 第12期.
    pub number: fn(u32) -> String,
    /// A day, short.
    pub day: fn(NaiveDate) -> String,
    /// Name of a count.
    pub count: fn(Count) -> &'static str,
    /// Name of a passage.
    pub passage: fn(Passage) -> &'static str,
    /// The passages of an issue, drafted from its facts.
    pub compose: fn(&Facts<'_>) -> BTreeMap<String, String>,
    /// Words of the desk.
    pub desk: Desk,
}

impl Bulletins {
    /// Name of a count by its stable name; the stable name itself where nothing is known of it.
    pub fn count_named<'a>(&self, stable: &'a str) -> &'a str {
        Count::from_name(stable).map_or(stable, self.count)
    }

    /// Name of a passage by its stable name; the stable name itself where nothing is known of it.
    pub fn passage_named<'a>(&self, stable: &'a str) -> &'a str {
        Passage::from_name(stable).map_or(stable, self.passage)
    }
}

/// Words of the list of issues and of an open one.
#[derive(Debug)]
pub struct Desk {
    /// Title of the list.
    pub list: &'static str,
    /// Keys of the list.
    pub list_keys: &'static str,
    /// Keys of an open issue.
    pub issue_keys: &'static str,
    /// Keys of the rows of a count.
    pub rows_keys: &'static str,
    /// Keys while a passage is being written.
    pub edit_keys: &'static str,
    /// There is none.
    pub none: &'static str,
    /// State of an issue that nobody has begun.
    pub to_draft: &'static str,
    /// Nothing stands behind a count.
    pub no_rows: &'static str,
    /// Heads the counts of an issue that is not drafted yet.
    pub not_frozen: &'static str,
    /// Heads counts that were frozen, up to this entry.
    pub frozen: fn(u64) -> String,
    /// Who drafted, checked, signed.
    pub by: [&'static str; 3],
    /// Heads corrections.
    pub corrected: &'static str,
    /// A text that is being written.
    pub editing: fn(&str) -> String,
    /// The issue of this day can be drafted; press this key.
    pub propose: fn(&str, &str, &str) -> String,
    /// Only a draft can be changed.
    pub not_editable: &'static str,
    /// It has been issued; a correction says what is now said instead.
    pub nothing_next: &'static str,
}

/// The facts of an issue and the names of what they are about.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The facts.
    pub gathered: &'a Gathered,
    /// Names of units, ports and sites.
    pub names: &'a Names,
    /// Zone of the office.
    pub zone: FixedOffset,
}

impl Facts<'_> {
    fn n(&self, count: Count) -> u32 {
        self.gathered.count(count)
    }

    /// The local day of a time.
    fn day_of(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.zone).date_naive()
    }

    /// Whether the issue covers more than a day.
    fn is_period(&self) -> bool {
        self.gathered.covers.since < self.gathered.day
    }

    /// Rows by a key, the most of a kind first, then by their key.
    fn by<'r>(rows: &'r [Row], key: impl Fn(&'r Row) -> Option<&'r str>) -> Vec<(&'r str, Vec<&'r Row>)> {
        let mut groups: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
        for row in rows {
            if let Some(key) = key(row) {
                groups.entry(key).or_default().push(row);
            }
        }
        let mut groups: Vec<_> = groups.into_iter().collect();
        groups.sort_by_key(|(key, rows)| (std::cmp::Reverse(rows.len()), *key));
        groups
    }

    /// The most urgent papers received, up to so many; routine ones are not worth naming.
    fn urgent(&self, most: usize) -> Vec<&Row> {
        let mut rows: Vec<&Row> = self.gathered.rows_of(Count::PapersReceived).iter().collect();
        rows.retain(|row| row.urgency >= Some(Urgency::Priority) && !row.title.is_empty());
        rows.sort_by_key(|row| (std::cmp::Reverse(row.urgency), row.recorded_at));
        rows.truncate(most);
        rows
    }

    /// How long a finding has been open at the end, in days.
    fn age(&self, row: &Row) -> i64 {
        (self.gathered.day - self.day_of(row.recorded_at)).num_days().max(0)
    }

    /// What is due on the day after, of these.
    fn ahead(&self, is: impl Fn(&Row) -> bool) -> Vec<&Row> {
        self.gathered.ahead.iter().filter(|row| is(row)).collect()
    }

    /// The passages that have something to say, by their stable names.
    fn passages(&self, write: impl Fn(Passage) -> String) -> BTreeMap<String, String> {
        let of = Passage::of(self.gathered.series).iter();
        let written = of.map(|passage| (passage.name().to_owned(), write(*passage)));
        written.filter(|(_, text)| !text.is_empty()).collect()
    }

    /// A local time of the day.
    fn clock(&self, at: DateTime<Utc>) -> String {
        at.with_timezone(&self.zone).format("%H:%M").to_string()
    }

    /// By how many days a finding was overdue at the end.
    fn overdue_days(&self, row: &Row) -> i64 {
        let due = row.due.map_or(row.recorded_at, |(due, _)| due);
        (self.gathered.day - self.day_of(due)).num_days().max(0)
    }
}

/// The day after.
fn next(day: NaiveDate) -> NaiveDate {
    day.checked_add_signed(TimeDelta::days(1)).unwrap_or(day)
}

/// A draft of an issue in this language: its counts, the time they cover, and its passages.
pub fn written(lang: Lang, gathered: &Gathered, names: &Names, zone: FixedOffset) -> Written {
    let passages = (lang.strings().bulletin.compose)(&Facts { gathered, names, zone });
    Written { counts: gathered.counts(), passages, covers: Some(gathered.covers) }
}

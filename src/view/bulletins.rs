//! Bulletins as people look at them: the list of issues, and one of them with the facts behind its counts.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::bulletin::{Bulletin, BulletinSeries, Gathered};
use crate::domain::{Aggregate, Entity, Id, Stream};

/// An issue in the list, or one that could be drafted and that nobody has begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulletinRow {
    /// The issue; none where nobody has begun it.
    pub stream: Option<Stream>,
    /// Its version; 0 where nobody has begun it.
    pub version: u32,
    /// Which bulletin.
    pub series: BulletinSeries,
    /// The statistical day.
    pub day: NaiveDate,
    /// Its issue number, once issued.
    pub number: Option<u32>,
    /// Name of its state; `to_draft` where nobody has begun it.
    pub state: &'static str,
    /// Its title; empty where nobody has begun it.
    pub title: String,
    /// Who had a hand on it last: signed, checked, or drafted.
    pub by: Option<String>,
    /// By when it must be out (UTC), while it is not.
    pub due: Option<DateTime<Utc>>,
}

/// Name of the state of an issue that nobody has begun.
pub const TO_DRAFT: &str = "to_draft";

/// Which issue is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IssueKey {
    /// That of a day.
    Day(BulletinSeries, NaiveDate),
    /// This one.
    Is(Id),
}

/// An issue, begun or not, with its facts.
#[derive(Debug, Clone, PartialEq)]
pub struct Issue {
    /// The issue; none where nobody has begun it.
    pub entity: Option<Entity>,
    /// The id under which it would be begun.
    pub free: Id,
    /// The facts: frozen, or as they are now.
    pub gathered: Gathered,
}

impl Issue {
    /// The issue as it is stored; none where nobody has begun it.
    pub fn bulletin(&self) -> Option<&Bulletin> {
        self.entity.as_ref().and_then(|entity| Bulletin::from_state(&entity.state))
    }
}

//! Terms of the field: states, kinds, urgency, deadlines; whole sentences for events and refusals.

mod en;
mod en_events;
mod zh;
mod zh_events;

use chrono::{DateTime, Datelike, FixedOffset, Timelike, Utc};

use super::Lang;
use super::names::Names;
use crate::domain::document::{Handling, InstructionMode};
use crate::domain::{EventBody, Kind};

pub(super) use en::EN;
pub(super) use zh::ZH_CN;

/// Terms of the field. Names that the program keeps (`&'static str`) come back as they are where a language has no
/// word for them.
#[derive(Debug)]
pub struct Domain {
    /// An explicit nothing, as on a handover sheet.
    pub none: &'static str,
    /// Urgency, in the order of [`crate::domain::Urgency::ALL`].
    pub urgency: [&'static str; 5],
    /// Kind of entity.
    pub kind: fn(Kind) -> &'static str,
    /// State of an entity of this kind, by its name.
    pub state: fn(Kind, &'static str) -> &'static str,
    /// What is due, by the name of the deadline.
    pub due: fn(&'static str) -> &'static str,
    /// 办件 / 阅件
    pub handling: fn(Handling) -> &'static str,
    /// How an instruction was given.
    pub mode: fn(InstructionMode) -> &'static str,
    /// Severity of a finding; source of a supervised item.
    pub severity: fn(&'static str) -> &'static str,
    /// What is wrong with a run.
    pub problem: fn(&'static str) -> &'static str,
    /// Attention, by its name.
    pub attention: fn(&'static str) -> &'static str,
    /// What happened, in a whole sentence; who and when stand beside it.
    pub event: fn(&Telling<'_>, &EventBody) -> String,
}

/// What telling an event or a refusal needs besides words.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'a> {
    /// Language.
    pub lang: Lang,
    /// Zone in which times are told.
    pub zone: FixedOffset,
    /// Time now (UTC): of today only the hour is told.
    pub now: DateTime<Utc>,
    /// Names of units, ports, sites, languages.
    pub names: &'a Names,
}

impl Telling<'_> {
    /// A time: `03:24` today, `04-06 03:24` this year, else with the year.
    pub fn time(&self, at: DateTime<Utc>) -> String {
        let (local, now) = (at.with_timezone(&self.zone), self.now.with_timezone(&self.zone));
        let clock = format!("{:02}:{:02}", local.hour(), local.minute());
        if local.date_naive() == now.date_naive() {
            clock
        } else if local.year() == now.year() {
            format!("{:02}-{:02} {clock}", local.month(), local.day())
        } else {
            format!("{}-{:02}-{:02} {clock}", local.year(), local.month(), local.day())
        }
    }

    /// The name of a unit.
    pub fn unit<'b>(&'b self, id: &'b str) -> &'b str {
        self.names.unit(id, self.lang)
    }
}

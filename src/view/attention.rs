//! Alarms and what is put off: rows of the dialog and of `list alarms`, and what the bell sounds for.

use chrono::{DateTime, Utc};

use super::{Due, Target};
use crate::domain::alarm::{Alarm, Condition};
use crate::domain::ladder::Escalation;
use crate::domain::{Stream, Urgency, Wake};

/// An item that is an alarm, or that is put off.
#[derive(Debug, Clone, PartialEq)]
pub struct AttentionRow {
    /// The item, as a verb needs it.
    pub target: Target,
    /// Its worst alarm; none for what is put off and is no alarm.
    pub alarm: Option<Alarm>,
    /// Its other conditions.
    pub also: Vec<Condition>,
    /// Number that people see on it.
    pub no: Option<String>,
    /// Urgency of a paper.
    pub urgency: Option<Urgency>,
    /// Nearest unmet deadline.
    pub due: Option<Due>,
    /// Who took notice or put it off.
    pub by: Option<String>,
    /// When it asks again (UTC), if it is silent.
    pub until: Option<DateTime<Utc>>,
    /// What brings it back before that.
    pub wake: Option<Wake>,
    /// Why it was put off.
    pub reason: Option<String>,
    /// Where it stands on its ladder.
    pub escalation: Escalation,
}

/// All alarms and everything that is put off.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Alarms {
    /// Alarms that are not put off: unacknowledged ones first, then by importance, the newest first.
    pub alarms: Vec<AttentionRow>,
    /// Everything that is put off, whichever comes back first.
    pub shelved: Vec<AttentionRow>,
    /// Unacknowledged alarms by priority, if so many are new that they are a flood.
    pub flood: Option<[u32; 4]>,
    /// There are more than are read at once.
    pub more: bool,
}

impl Alarms {
    /// The alarms themselves.
    pub fn all(&self) -> Vec<Alarm> {
        self.alarms.iter().filter_map(|row| row.alarm.clone()).collect()
    }
}

/// What the bell sounds for: urgent, open, and nobody has taken notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ringing {
    /// How many (counted up to 1,000).
    pub count: u32,
    /// The most urgent of them.
    pub stream: Stream,
    /// Its urgency; that of an emergency is the highest.
    pub urgency: Urgency,
    /// Its number, if it has one.
    pub no: Option<String>,
}

/// An item whose deadline is near and of which nobody has taken notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pressing {
    /// Which.
    pub stream: Stream,
    /// The deadline.
    pub due: Due,
    /// Its number, if it has one.
    pub no: Option<String>,
}

/// An arrival that is awaited, for whoever waits for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Awaited {
    /// The key under which its source knows it.
    pub key: String,
    /// Flight number or ship's name.
    pub number: String,
    /// Where it comes from.
    pub origin: String,
    /// As now expected (UTC).
    pub at: DateTime<Utc>,
}

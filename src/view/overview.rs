//! The band, the next thing to lose, one item with its history, and what happened in between.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Due, PaneKind, Pressing, Ringing};
use crate::domain::dispatch::Dispatch;
use crate::domain::ladder::Escalation;
use crate::domain::outgoing::Message;
use crate::domain::task::TaskState;
use crate::domain::{Entity, EventBody, Id, Stream};

/// The nearest unmet deadline of all panes.
#[derive(Debug, Clone, PartialEq)]
pub struct NextToLose {
    /// Which entity.
    pub stream: Stream,
    /// The pane that shows it.
    pub pane: PaneKind,
    /// What people call it.
    pub title: String,
    /// What is due and when.
    pub due: Due,
    /// Unit or person to call: a unit's id where one is charged, else empty.
    pub unit: Option<String>,
    /// Officer who holds it.
    pub holder: Option<String>,
    /// To whom it has risen, and to whom it will.
    pub escalation: Escalation,
}

/// What the band shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Overview {
    /// Last entry of the journal.
    pub seq: u64,
    /// When it was written (UTC).
    pub as_of: Option<DateTime<Utc>>,
    /// Open papers and dispatches by urgency, in the order of [`Urgency::ALL`](crate::domain::Urgency::ALL).
    pub open_by_urgency: [u32; 5],
    /// Open items by pane (free volunteers for the last).
    pub open_by_pane: [u32; 4],
    /// Open items past their due time, by pane.
    pub overdue_by_pane: [u32; 4],
    /// Open and unacknowledged items, by pane.
    pub unacknowledged_by_pane: [u32; 4],
    /// Items put off, in all.
    pub shelved: u32,
    /// What has risen to the leader, who has not been told; else the nearest unmet deadline.
    pub next_to_lose: Option<NextToLose>,
    /// What the bell sounds for.
    pub ringing: Option<Ringing>,
    /// What has become near and nobody has taken notice of, the nearest first (at most 20).
    pub pressing: Vec<Pressing>,
    /// When any of this changes by the time alone (UTC), at the earliest.
    pub changes_at: Option<DateTime<Utc>>,
    /// The statistical day whose daily bulletin can be drafted and is not, in a house that issues one.
    pub bulletin_to_draft: Option<NaiveDate>,
    /// The shift on duty.
    pub shift: Option<ShiftOnDuty>,
    /// Outgoing messages that ask for something.
    pub outgoing: Outgoing,
    /// Most recent entries of the journal by others than this officer, newest first (at most 5).
    pub recent: Vec<TimelineItem>,
}

/// An outgoing message, as the desk shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct MessageRow {
    /// Which.
    pub stream: Stream,
    /// Version the officer sees.
    pub version: u32,
    /// The message.
    pub message: Message,
}

/// How many outgoing messages ask for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Outgoing {
    /// To be sent, or being sent.
    pub waiting: u32,
    /// Not sent at the last attempt; tried again.
    pub failed: u32,
    /// Given up: somebody has to telephone.
    pub given_up: u32,
}

/// The shift on duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShiftOnDuty {
    /// Which.
    pub id: Id,
    /// 带班领导
    pub leader: String,
    /// 主班
    pub primary: String,
    /// 副班
    pub secondary: Option<String>,
    /// Start (UTC).
    pub starts_at: DateTime<Utc>,
    /// End (UTC).
    pub ends_at: DateTime<Utc>,
}

/// One event of an entity's history.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineItem {
    /// Journal entry.
    pub seq: u64,
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// Who.
    pub by: String,
    /// Of which entity.
    pub stream: Stream,
    /// Version it made.
    pub version: u32,
    /// What.
    pub body: EventBody,
}

/// A task in one line, as the meeting that it came of shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskLine {
    /// Which.
    pub id: Id,
    /// What is to be done.
    pub title: String,
    /// Id of the unit, or name of the person.
    pub owner: String,
    /// By when (UTC).
    pub due: DateTime<Utc>,
    /// State.
    pub state: TaskState,
}

/// One entity with its history.
#[derive(Debug, Clone, PartialEq)]
pub struct Detail {
    /// The entity now.
    pub entity: Entity,
    /// Nearest unmet deadline.
    pub due: Option<Due>,
    /// Where it stands on its ladder.
    pub escalation: Escalation,
    /// Of a paper, or of a dispatch about one: all that went out about that paper, oldest first.
    pub dispatches: Vec<(Id, Dispatch)>,
    /// Of a meeting: the tasks that its action items became, in their order.
    pub tasks: Vec<TaskLine>,
    /// Of a task: what it came of, and what people call that.
    pub source: Option<(Stream, String)>,
    /// Its history, oldest first (the last 200).
    pub timeline: Vec<TimelineItem>,
}

/// Somebody else changed what a command was about; nothing of the command was applied.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Which entity.
    pub stream: Stream,
    /// What people call it.
    pub title: String,
    /// Version the officer saw.
    pub seen: u32,
    /// Version it has.
    pub found: u32,
    /// State it is in now.
    pub state: &'static str,
    /// What happened since, oldest first.
    pub since: Vec<TimelineItem>,
}

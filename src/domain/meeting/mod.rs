//! 会议 and 公务活动: what must be ready before one begins, and what it leaves behind.
//!
//! The checklist is counted back from the start over the working calendar. Holding it starts the clock of the minutes;
//! the action items of the minutes become tasks in the same journal entry.

mod checklist;
mod decide;
mod event;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::deadline::Deadline;
use super::id::Id;
use super::named::named;
use super::notice::Notice;

pub use checklist::{ChecklistItem, ChecklistTemplate, Lead, Settled, TemplateItem, counted_back};
pub use decide::{Action, MeetingCommand, NewItem, decide, task_id};
pub use event::{MeetingEvent, MovedItem};

named! {
    /// State of a meeting.
    MeetingState {
        /// 筹备中: something of the checklist is still to be done.
        Planned = "planned",
        /// 已备妥: nothing of the checklist is left.
        Prepared = "prepared",
        /// 已召开: the minutes are owed.
        Held = "held",
        /// 已出纪要
        Minuted = "minuted",
        /// 已办结
        Closed = "closed",
        /// 延期, and nobody knows yet until when.
        Postponed = "postponed",
        /// 取消
        Cancelled = "cancelled",
    }
}

named! {
    /// What it is.
    MeetingKind {
        /// 会议
        Meeting = "meeting",
        /// 调研检查: a leader's field visit.
        FieldVisit = "field_visit",
        /// 接待
        Reception = "reception",
        /// Any other official activity (公务活动).
        Activity = "activity",
    }
}

impl MeetingKind {
    /// Whether it counts as an official activity (公务活动) and not as a meeting.
    pub const fn is_activity(self) -> bool {
        !matches!(self, Self::Meeting)
    }
}

impl MeetingState {
    /// Whether it still asks for work.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Closed | Self::Cancelled)
    }

    /// Whether it is still to come.
    pub const fn is_ahead(self) -> bool {
        matches!(self, Self::Planned | Self::Prepared | Self::Postponed)
    }

    /// Verbs that the state allows, the most natural first.
    pub const fn verbs(self) -> &'static [&'static str] {
        match self {
            Self::Planned => {
                &["tick", "held", "assign", "skip", "add_item", "move", "untick", "postpone", "cancel"]
            }
            Self::Prepared => &["held", "untick", "add_item", "postpone", "cancel"],
            Self::Postponed => &["postpone", "tick", "skip", "add_item", "cancel"],
            Self::Held => &["minutes", "close"],
            Self::Minuted => &["close", "minutes"],
            Self::Closed | Self::Cancelled => &["comment", "flag"],
        }
    }
}

/// What is planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingPlan {
    /// What it is.
    pub kind: MeetingKind,
    /// What it is about.
    pub title: String,
    /// Where.
    pub place: String,
    /// When it begins (UTC).
    pub starts_at: DateTime<Utc>,
    /// When it ends (UTC).
    pub ends_at: DateTime<Utc>,
    /// The leader who presides or goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leader: Option<String>,
    /// The unit that organises it (承办单位).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organiser: Option<String>,
    /// Who takes part: units and people.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attendees: Vec<String>,
}

/// A change of the time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Postponement {
    /// When it should have begun (UTC).
    pub from: DateTime<Utc>,
    /// Why it does not.
    pub reason: String,
    /// Recorded when (UTC).
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
}

/// 纪要
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minutes {
    /// The words, or where they are.
    pub text: String,
    /// First recorded when (UTC).
    pub at: DateTime<Utc>,
    /// By whom, the last time.
    pub by: String,
}

/// A meeting or an official activity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// What is planned, with corrections.
    pub plan: MeetingPlan,
    /// State.
    pub state: MeetingState,
    /// Attention, holder, flag, comments, reminders.
    pub notice: Notice,
    /// 筹备清单, in the order in which it was made.
    pub items: Vec<ChecklistItem>,
    /// Earlier times, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub postponements: Vec<Postponement>,
    /// When it was held (UTC): when it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_at: Option<DateTime<Utc>>,
    /// When the minutes are due (UTC), once it was held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes_due: Option<DateTime<Utc>>,
    /// The minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<Minutes>,
    /// Why there are none, where it was closed without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub without_minutes: Option<String>,
    /// The tasks that its action items became.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<Id>,
    /// Why it was cancelled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancelled: Option<String>,
    /// When it was closed (UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<DateTime<Utc>>,
}

impl Meeting {
    /// The item of this number.
    pub fn item(&self, number: u32) -> Option<&ChecklistItem> {
        self.items.iter().find(|item| item.number == number)
    }

    /// What of the checklist is to be done next: the earliest due, then the first in the list.
    pub fn next_item(&self) -> Option<&ChecklistItem> {
        let undone = self.items.iter().filter(|item| item.settled.is_none());
        undone.min_by_key(|item| (item.due, item.number))
    }

    /// How many items are settled, and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        (self.items.iter().filter(|item| item.settled.is_some()).count(), self.items.len())
    }

    /// Who has to act next: the owner of the next item while it is prepared, else the unit that organises it.
    pub fn owner(&self) -> Option<&str> {
        let next = self.next_item().filter(|_| self.state.is_ahead()).and_then(|item| item.owner.as_deref());
        next.or(self.plan.organiser.as_deref())
    }

    /// The nearest deadline that is not met (UTC). One that has no time has none; it asks by its attention.
    pub fn next_due(&self) -> Option<(DateTime<Utc>, Deadline)> {
        match self.state {
            MeetingState::Planned | MeetingState::Prepared => {
                let item = self.next_item().map(|item| (item.due, Deadline::Preparation));
                let end = (self.plan.ends_at, Deadline::Hold);
                Some(item.map_or(end, |item| item.min(end)))
            }
            MeetingState::Held => self.minutes_due.map(|due| (due, Deadline::Minutes)),
            MeetingState::Minuted
            | MeetingState::Closed
            | MeetingState::Postponed
            | MeetingState::Cancelled => None,
        }
    }

    /// Planned or prepared, by what the checklist says.
    fn readiness(&self) -> MeetingState {
        if self.next_item().is_some() { MeetingState::Planned } else { MeetingState::Prepared }
    }
}

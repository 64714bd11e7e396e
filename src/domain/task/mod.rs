//! 任务: an action item with one owner and one due time.

mod decide;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::event::{Aggregate, Inapplicable, Stamp, aggregate_of};
use super::id::Stream;
use super::named::named;
use super::notice::{Notice, NoticeEvent};

pub(super) use decide::raise;
pub use decide::{TaskCommand, decide};

named! {
    /// State of a task.
    TaskState {
        /// Somebody is charged with it.
        Open = "open",
        /// 在办
        InProgress = "in_progress",
        /// 办结
        Done = "done",
        /// 取消
        Cancelled = "cancelled",
    }
}

impl TaskState {
    /// Whether it still asks for work.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::InProgress)
    }

    /// Verbs that the state allows, the most natural first.
    pub const fn verbs(self) -> &'static [&'static str] {
        match self {
            Self::Open => &["done", "start", "assign", "extend", "cancel"],
            Self::InProgress => &["done", "assign", "extend", "cancel"],
            Self::Done | Self::Cancelled => &["reopen", "comment", "flag"],
        }
    }
}

/// What somebody is charged with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    /// What is to be done.
    pub title: String,
    /// Id of the unit, or name of the person.
    pub owner: String,
    /// By when (UTC); none for the limit of the house.
    pub due: Option<DateTime<Utc>>,
    /// The meeting, paper, inspection or bulletin that it came of.
    pub source: Option<Stream>,
}

/// A due time that was put off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutOff {
    /// Due until then (UTC).
    pub from: DateTime<Utc>,
    /// Why it was put off.
    pub reason: String,
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
}

/// A task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// What is to be done.
    pub title: String,
    /// Id of the unit, or name of the person, that is charged with it.
    pub owner: String,
    /// What it came of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Stream>,
    /// State.
    pub state: TaskState,
    /// By when (UTC), as extended.
    pub due: DateTime<Utc>,
    /// How its due time was put off, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extensions: Vec<PutOff>,
    /// Attention, holder, flag, comments, reminders.
    pub notice: Notice,
    /// What came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// Why it was cancelled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancelled: Option<String>,
    /// When it was done or cancelled (UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<DateTime<Utc>>,
}

impl Task {
    /// Its first due time (UTC): on time is what was done before it.
    pub fn original_due(&self) -> DateTime<Utc> {
        self.extensions.first().map_or(self.due, |extension| extension.from)
    }
}

/// What happens to a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskEvent {
    /// Somebody is charged with it.
    Raised {
        /// What is to be done.
        title: String,
        /// Who is charged with it.
        owner: String,
        /// By when (UTC).
        due: DateTime<Utc>,
        /// What it came of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<Stream>,
    },
    /// Somebody else is charged with it.
    Assigned {
        /// Who.
        owner: String,
    },
    /// 在办
    Started,
    /// 延期
    Extended {
        /// By when now (UTC).
        until: DateTime<Utc>,
        /// Why.
        reason: String,
    },
    /// 办结
    Done {
        /// What came of it.
        outcome: String,
    },
    /// 取消
    Cancelled {
        /// Why.
        reason: String,
    },
    /// It is to be done after all.
    Reopened {
        /// Why.
        reason: String,
        /// By when (UTC).
        due: DateTime<Utc>,
    },
    /// An officer's hand on it.
    Notice(NoticeEvent),
}

impl Aggregate for Task {
    aggregate_of!(Task, TaskEvent);

    fn apply(before: Option<Self>, stamp: &Stamp, event: &TaskEvent) -> Result<Self, Inapplicable> {
        match (before, event) {
            (None, TaskEvent::Raised { title, owner, due, source }) => Ok(Self {
                title: title.clone(),
                owner: owner.clone(),
                source: *source,
                state: TaskState::Open,
                due: *due,
                extensions: Vec::new(),
                notice: Notice::default(),
                outcome: None,
                cancelled: None,
                ended_at: None,
            }),
            (None, _) | (Some(_), TaskEvent::Raised { .. }) => {
                Err(Inapplicable("a task begins by being raised, once".to_owned()))
            }
            (Some(task), event) => Ok(task.after(stamp, event)),
        }
    }
}

impl Task {
    fn after(mut self, stamp: &Stamp, event: &TaskEvent) -> Self {
        use TaskEvent as E;
        match event {
            E::Raised { .. } => {}
            E::Assigned { owner } => self.owner.clone_from(owner),
            E::Started => self.state = TaskState::InProgress,
            E::Extended { until, reason } => {
                let (reason, by) = (reason.clone(), stamp.by.clone());
                self.extensions.push(PutOff { from: self.due, reason, at: stamp.at, by });
                self.due = *until;
            }
            E::Done { outcome } => {
                self.state = TaskState::Done;
                self.outcome = Some(outcome.clone());
                self.ended_at = Some(stamp.at);
            }
            E::Cancelled { reason } => {
                self.state = TaskState::Cancelled;
                self.cancelled = Some(reason.clone());
                self.ended_at = Some(stamp.at);
            }
            E::Reopened { due, .. } => {
                self.state = TaskState::Open;
                (self.outcome, self.cancelled, self.ended_at) = (None, None, None);
                self.due = *due;
                self.notice.ask_again(stamp.at);
            }
            E::Notice(event) => self.notice = self.notice.apply(stamp.at, &stamp.by, event),
        }
        self
    }
}

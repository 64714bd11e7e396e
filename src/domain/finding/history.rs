//! What a finding remembers of its way: submissions and why they were not enough, closings and reopenings, and the
//! times it was looked at again.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::super::document::{Attachment, Milestone};
use super::super::id::Id;
use super::Finding;

/// 报整改: one time that the unit said that it was put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// Who recorded it.
    pub by: String,
    /// Who answers for it at the unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// What shows it, in words; may be empty when there are files.
    pub words: String,
    /// Files that show it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Attachment>,
    /// 驳回: why it was not enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rejected: Option<Rejection>,
}

/// Why a submission was not enough.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejection {
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// Who looked.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// A closing or a reopening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// 销号
    Closed {
        /// When (UTC).
        at: DateTime<Utc>,
        /// Who closed it.
        by: String,
    },
    /// It was found again.
    Reopened {
        /// When (UTC).
        at: DateTime<Utc>,
        /// Who recorded it.
        by: String,
        /// What was found.
        reason: String,
        /// The inspection that found it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        visit: Option<Id>,
    },
}

impl Turn {
    /// When (UTC).
    pub const fn at(&self) -> DateTime<Utc> {
        match self {
            Self::Closed { at, .. } | Self::Reopened { at, .. } => *at,
        }
    }

    /// Whether it is a closing.
    pub const fn closes(&self) -> bool {
        matches!(self, Self::Closed { .. })
    }
}

/// 回头看: it was looked at again and was still right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowedUp {
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// Who recorded it.
    pub by: String,
    /// The inspection that saw it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit: Option<Id>,
    /// What was seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Finding {
    /// Whether it stood as closed (销号) just before an instant. What was reopened later was closed then all the same,
    /// so that the figures of a period that is over stay what they were.
    pub fn closed_before(&self, instant: DateTime<Utc>) -> bool {
        let last = self.turns.iter().rev().find(|turn| turn.at() < instant);
        match last {
            Some(turn) => turn.closes(),
            // A state from before closings were kept knows only when it was closed last.
            None => self.turns.is_empty() && self.closed_at.is_some_and(|at| at < instant),
        }
    }

    /// Who closed it (销号), if it is closed and that is known.
    pub fn closed_by(&self) -> Option<&str> {
        match self.turns.last() {
            Some(Turn::Closed { by, .. }) => Some(by),
            _ => None,
        }
    }

    /// How often it was found again after it had been closed.
    pub fn reopenings(&self) -> usize {
        self.turns.iter().filter(|turn| !turn.closes()).count()
    }

    /// The files of all submissions, the oldest first: their order, and so their numbers, never change.
    pub fn evidence_files(&self) -> impl Iterator<Item = &Attachment> {
        self.submissions.iter().flat_map(|submission| &submission.files)
    }

    /// The step of the plan that comes next, while the unit still has to put it right.
    pub fn next_milestone(&self) -> Option<&Milestone> {
        let mut undone = self.milestones.iter().filter(|step| step.reached_at.is_none());
        undone.next().filter(|_| self.state.is_unrectified())
    }
}

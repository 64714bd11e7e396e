//! 问题: one fact with one owner, from being raised to being closed (销号).

mod decide;
mod event;
mod history;
mod verify;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::document::{Attachment, Milestone};
use super::event::{Aggregate, Inapplicable, Stamp, aggregate_of};
use super::id::Id;
use super::named::named;
use super::notice::{Notice, NoticeCommand};
use super::serial::Serial;

pub use decide::decide;
pub use event::FindingEvent;
pub use history::{FollowedUp, Rejection, Submission, Turn};

named! {
    /// State of a finding.
    FindingState {
        /// It is on record; its unit has not been told.
        Raised = "raised",
        /// 交办: the unit has it.
        Assigned = "assigned",
        /// 整改中
        Rectifying = "rectifying",
        /// The unit says that it is put right, with evidence.
        Submitted = "submitted",
        /// 核查: somebody else has seen that it is.
        Verified = "verified",
        /// 销号
        Closed = "closed",
        /// The unit says that it is not its, or not so.
        Disputed = "disputed",
        /// Taken back after a dispute.
        Withdrawn = "withdrawn",
        /// 回头看 found it again.
        Reopened = "reopened",
    }
}

named! {
    /// How hard it is to put right; decides the limit.
    Severity {
        /// 立行立改
        OnSpot = "on_spot",
        /// Ordinary.
        Normal = "normal",
        /// Needs several units or building work.
        Complex = "complex",
        /// Has causes in how things are organised.
        Structural = "structural",
    }
}

impl FindingState {
    /// Whether it still asks for work.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Closed | Self::Withdrawn)
    }

    /// Whether the unit still has to put it right.
    pub const fn is_unrectified(self) -> bool {
        matches!(self, Self::Raised | Self::Assigned | Self::Rectifying | Self::Disputed | Self::Reopened)
    }

    /// Verbs that the state allows, the most natural first.
    pub const fn verbs(self) -> &'static [&'static str] {
        match self {
            Self::Raised => &["assign", "withdraw", "amend", "submit"],
            Self::Assigned => &["start", "submit", "dispute", "assign"],
            Self::Rectifying => &["submit", "assign"],
            Self::Submitted => &["verify", "reject"],
            Self::Verified => &["close"],
            Self::Closed => &["follow_up", "reopen"],
            Self::Disputed => &["assign", "withdraw"],
            Self::Withdrawn => &["comment", "flag"],
            Self::Reopened => &["start", "submit", "assign"],
        }
    }
}

/// What was seen. Place, time, fact and owner are mandatory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observed {
    /// The fact, in one line.
    pub title: String,
    /// Where.
    pub place: String,
    /// When (UTC).
    pub seen_at: DateTime<Utc>,
    /// The unit that owns it.
    pub unit: String,
    /// How hard it is to put right.
    pub severity: Severity,
    /// The inspection that found it.
    pub inspection: Option<Id>,
    /// More about it.
    pub detail: Option<String>,
    /// File and row it was imported from.
    pub source: Option<String>,
}

/// 整改佐证: what shows that a finding is put right. Words or files; one of them must be there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Evidence {
    /// In words; may be empty when there are files.
    pub words: String,
    /// Photographs and papers; their bytes are kept beside the store under their digest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Attachment>,
    /// Who answers for it at the unit; like the one who records it, this person never verifies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
}

impl From<String> for Evidence {
    fn from(words: String) -> Self {
        Self { words, ..Self::default() }
    }
}

impl From<&str> for Evidence {
    fn from(words: &str) -> Self {
        words.to_owned().into()
    }
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What was seen, with corrections; `observed.unit` is the owner now.
    pub observed: Observed,
    /// Its number, gapless within the year.
    pub number: Serial,
    /// State.
    pub state: FindingState,
    /// When it must be put right (UTC).
    pub due: DateTime<Utc>,
    /// Attention, holder, flag, comments, reminders.
    pub notice: Notice,
    /// What shows that it is put right, in the words of the last submission.
    pub evidence: Option<String>,
    /// Who submitted it last, and when (UTC). Never the one who verifies.
    pub submitted: Option<(String, DateTime<Utc>)>,
    /// Who verified it, and when (UTC).
    pub verified: Option<(String, DateTime<Utc>)>,
    /// When it was closed (UTC); none once it is open again.
    pub closed_at: Option<DateTime<Utc>>,
    /// Why it was last rejected, disputed, withdrawn or reopened.
    pub reason: Option<String>,
    /// How often a submission was rejected.
    pub rejections: u32,
    /// All submissions, the oldest first, with their files and what became of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub submissions: Vec<Submission>,
    /// All closings and reopenings, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub turns: Vec<Turn>,
    /// Steps on the way to the due time of a structural finding.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub milestones: Vec<Milestone>,
    /// 回头看: the times that it was looked at again and was still right.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub followed_up: Vec<FollowedUp>,
    /// The follow-up visit that is out to look at it again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub following: Option<Id>,
}

/// What people ask of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingCommand {
    /// Put it on record.
    Raise(Box<Observed>),
    /// Correct it.
    Amend(Box<Observed>),
    /// 交办: give it to a unit; after a dispute, to the same or another.
    Assign {
        /// The owner from now on.
        unit: String,
    },
    /// The unit has begun.
    Start,
    /// 立行立改: put it on record with what shows that it was put right while the team was there.
    FixOnSpot {
        /// What was seen; to be put right on the spot.
        observed: Box<Observed>,
        /// What shows that it is right now; mandatory.
        evidence: Evidence,
    },
    /// The unit says that it is put right.
    Submit {
        /// What shows it; mandatory.
        evidence: Evidence,
    },
    /// It is not put right.
    Reject {
        /// Why; mandatory.
        reason: String,
    },
    /// 核查; never by the one who submitted.
    Verify {
        /// What was seen.
        note: Option<String>,
    },
    /// 销号
    Close,
    /// The unit objects.
    Dispute {
        /// Why; mandatory.
        reason: String,
    },
    /// Take it back.
    Withdraw {
        /// Why; mandatory.
        reason: String,
    },
    /// 回头看 found it again.
    Reopen {
        /// What was found; mandatory.
        reason: String,
        /// The inspection that found it; without one, the follow-up visit that is out.
        #[serde(default)]
        visit: Option<Id>,
    },
    /// 回头看: it is still right.
    FollowUp {
        /// The inspection that saw it; without one, the follow-up visit that is out.
        #[serde(default)]
        visit: Option<Id>,
        /// What was seen.
        note: Option<String>,
    },
    /// 倒排: plan the steps to the due time; what was reached stays.
    Schedule {
        /// Steps, the nearest first.
        milestones: Vec<Milestone>,
    },
    /// The next step of the plan is done.
    ReachMilestone {
        /// Its name, if it was given.
        name: Option<String>,
    },
    /// An officer's hand on it.
    Notice(NoticeCommand),
}

impl Aggregate for Finding {
    aggregate_of!(Finding, FindingEvent);

    fn apply(before: Option<Self>, stamp: &Stamp, event: &FindingEvent) -> Result<Self, Inapplicable> {
        match (before, event) {
            (None, FindingEvent::Raised { observed, number, due, milestones }) => {
                Ok(Self::raised(observed, *number, *due, milestones))
            }
            (None, _) | (Some(_), FindingEvent::Raised { .. }) => {
                Err(Inapplicable("a finding begins by being raised, once".to_owned()))
            }
            (Some(finding), event) => Ok(finding.after(stamp, event)),
        }
    }
}

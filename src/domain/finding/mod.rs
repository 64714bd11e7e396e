//! 问题: one fact with one owner, from being raised to being closed (销号).

mod decide;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::event::{Aggregate, Inapplicable, Stamp, aggregate_of};
use super::id::Id;
use super::named::named;
use super::notice::{Notice, NoticeCommand, NoticeEvent};
use super::serial::Serial;

pub use decide::decide;

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
            Self::Raised => &["assign", "withdraw", "amend"],
            Self::Assigned => &["start", "submit", "dispute", "assign"],
            Self::Rectifying => &["submit", "assign"],
            Self::Submitted => &["verify", "reject"],
            Self::Verified => &["close"],
            Self::Closed => &["reopen"],
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
    /// What shows that it is put right.
    pub evidence: Option<String>,
    /// Who submitted it last, and when (UTC). Never the one who verifies.
    pub submitted: Option<(String, DateTime<Utc>)>,
    /// Who verified it, and when (UTC).
    pub verified: Option<(String, DateTime<Utc>)>,
    /// When it was closed (UTC).
    pub closed_at: Option<DateTime<Utc>>,
    /// Why it was last rejected, disputed, withdrawn or reopened.
    pub reason: Option<String>,
    /// How often a submission was rejected.
    pub rejections: u32,
}

/// What happens to a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingEvent {
    /// It is on record.
    Raised {
        /// What was seen.
        observed: Box<Observed>,
        /// Its number.
        number: Serial,
        /// When it must be put right (UTC).
        due: DateTime<Utc>,
    },
    /// Corrected.
    Amended {
        /// As it is now known.
        observed: Box<Observed>,
        /// When it must be put right (UTC).
        due: DateTime<Utc>,
    },
    /// Given to a unit.
    Assigned {
        /// The owner from now on.
        unit: String,
    },
    /// The unit has begun.
    Started,
    /// The unit says that it is put right.
    Submitted {
        /// What shows it.
        evidence: String,
    },
    /// It is not put right.
    Rejected {
        /// Why.
        reason: String,
    },
    /// Somebody other than the submitter has seen that it is.
    Verified {
        /// What was seen.
        note: Option<String>,
    },
    /// 销号
    Closed,
    /// The unit objects.
    Disputed {
        /// Why.
        reason: String,
    },
    /// Taken back.
    Withdrawn {
        /// Why.
        reason: String,
    },
    /// It was found again.
    Reopened {
        /// What was found.
        reason: String,
        /// When it must be put right now (UTC).
        due: DateTime<Utc>,
    },
    /// An officer's hand on it.
    Notice(NoticeEvent),
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
    /// The unit says that it is put right.
    Submit {
        /// What shows it; mandatory.
        evidence: String,
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
    },
    /// An officer's hand on it.
    Notice(NoticeCommand),
}

impl Aggregate for Finding {
    aggregate_of!(Finding, FindingEvent);

    fn apply(before: Option<Self>, stamp: &Stamp, event: &FindingEvent) -> Result<Self, Inapplicable> {
        match (before, event) {
            (None, FindingEvent::Raised { observed, number, due }) => Ok(Self {
                observed: (**observed).clone(),
                number: *number,
                state: FindingState::Raised,
                due: *due,
                notice: Notice::default(),
                evidence: None,
                submitted: None,
                verified: None,
                closed_at: None,
                reason: None,
                rejections: 0,
            }),
            (None, _) | (Some(_), FindingEvent::Raised { .. }) => {
                Err(Inapplicable("a finding begins by being raised, once".to_owned()))
            }
            (Some(finding), event) => Ok(finding.after(stamp, event)),
        }
    }
}

impl Finding {
    fn after(mut self, stamp: &Stamp, event: &FindingEvent) -> Self {
        use FindingEvent as E;
        match event {
            E::Raised { .. } => {}
            E::Amended { observed, due } => {
                if observed.severity < self.observed.severity {
                    self.notice.ask_again(stamp.at);
                }
                self.observed = (**observed).clone();
                self.due = *due;
            }
            E::Assigned { unit } => {
                self.observed.unit.clone_from(unit);
                self.state = FindingState::Assigned;
            }
            E::Started => self.state = FindingState::Rectifying,
            E::Submitted { evidence } => {
                self.state = FindingState::Submitted;
                self.evidence = Some(evidence.clone());
                self.submitted = Some((stamp.by.clone(), stamp.at));
            }
            E::Rejected { reason } => {
                self.state = FindingState::Rectifying;
                self.reason = Some(reason.clone());
                self.rejections += 1;
            }
            E::Verified { .. } => {
                self.state = FindingState::Verified;
                self.verified = Some((stamp.by.clone(), stamp.at));
            }
            E::Closed => {
                self.state = FindingState::Closed;
                self.closed_at = Some(stamp.at);
            }
            E::Disputed { reason } => {
                self.state = FindingState::Disputed;
                self.reason = Some(reason.clone());
            }
            E::Withdrawn { reason } => {
                self.state = FindingState::Withdrawn;
                self.reason = Some(reason.clone());
            }
            E::Reopened { reason, due } => {
                self.state = FindingState::Reopened;
                self.reason = Some(reason.clone());
                self.due = *due;
                self.verified = None;
                self.closed_at = None;
                self.notice.ask_again(stamp.at);
            }
            E::Notice(event) => self.notice = self.notice.apply(stamp.at, &stamp.by, event),
        }
        self
    }
}

//! 诉求: a guest's need.

mod decide;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::event::{Aggregate, Inapplicable, Stamp, aggregate_of};
use super::named::named;
use super::notice::{Notice, NoticeCommand, NoticeEvent};

pub use decide::decide;

named! {
    /// State of a request.
    RequestState {
        /// It is on record.
        Raised = "raised",
        /// Its kind is settled.
        Triaged = "triaged",
        /// Somebody has been charged with it.
        Assigned = "assigned",
        /// Somebody has answered the guest and is at it.
        InService = "in_service",
        /// It is done.
        Resolved = "resolved",
        /// The guest says so too.
        Confirmed = "confirmed",
        /// Closed.
        Closed = "closed",
        /// It has gone to a higher hand.
        Escalated = "escalated",
        /// It has gone to another body, which owns it now.
        Referred = "referred",
    }
}

named! {
    /// What is needed; decides the limit of the first response.
    RequestKind {
        /// Medical needs.
        Medical = "medical",
        /// Interpreting.
        Interpreting = "interpreting",
        /// Food, room, belongings.
        Living = "living",
    }
}

impl RequestState {
    /// Whether it still asks for work.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Closed | Self::Referred)
    }

    /// Whether the need itself is not met yet.
    pub const fn is_unmet(self) -> bool {
        matches!(self, Self::Raised | Self::Triaged | Self::Assigned | Self::InService | Self::Escalated)
    }

    /// Verbs that the state allows, the most natural first.
    pub const fn verbs(self) -> &'static [&'static str] {
        match self {
            Self::Raised => &["respond", "assign", "triage", "resolve", "escalate", "refer"],
            Self::Triaged => &["respond", "assign", "resolve", "escalate", "refer"],
            Self::Assigned | Self::Escalated => &["respond", "resolve", "assign", "escalate", "refer"],
            Self::InService => &["resolve", "assign", "escalate", "refer"],
            Self::Resolved => &["confirm", "close"],
            Self::Confirmed => &["close"],
            Self::Closed | Self::Referred => &["comment", "flag"],
        }
    }
}

/// How a request stands among everything that a duty room owes, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NeedUrgency {
    /// Somebody may be ill, and nobody has answered yet.
    Danger,
    /// Somebody may be ill, and is being looked after.
    Ill,
    /// Nobody comes to harm; its clock says how much it presses.
    ByTheClock,
}

/// What a guest needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// What kind.
    pub kind: RequestKind,
    /// In one line.
    pub gist: String,
    /// Where the guest is.
    pub site: String,
    /// Who; masked wherever others can see it.
    pub guest: Option<String>,
    /// The guest's language (BCP 47).
    pub language: Option<String>,
    /// When it was raised (UTC).
    pub raised_at: DateTime<Utc>,
}

/// A request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// What is needed.
    pub need: Need,
    /// State.
    pub state: RequestState,
    /// When the guest must have had a first response (UTC).
    pub due: DateTime<Utc>,
    /// When the guest had it (UTC).
    pub responded_at: Option<DateTime<Utc>>,
    /// Attention, holder, flag, comments, reminders.
    pub notice: Notice,
    /// Who is charged with it.
    pub assignee: Option<String>,
    /// What was done.
    pub outcome: Option<String>,
    /// When (UTC).
    pub resolved_at: Option<DateTime<Utc>>,
    /// The guest's thanks.
    pub thanks: Option<String>,
    /// When it was closed (UTC).
    pub closed_at: Option<DateTime<Utc>>,
}

/// What happens to a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestEvent {
    /// It is on record.
    Raised {
        /// What is needed.
        need: Box<Need>,
        /// First response due (UTC).
        due: DateTime<Utc>,
    },
    /// Its kind is settled.
    Triaged {
        /// What kind.
        kind: RequestKind,
        /// First response due (UTC).
        due: DateTime<Utc>,
    },
    /// Somebody is charged with it.
    Assigned {
        /// Who.
        to: String,
    },
    /// The guest has had a first response.
    Responded {
        /// With what words.
        words: Option<String>,
    },
    /// It is done.
    Resolved {
        /// What was done.
        outcome: String,
    },
    /// The guest says so too.
    Confirmed,
    /// Closed.
    Closed {
        /// The guest's thanks.
        thanks: Option<String>,
    },
    /// To a higher hand.
    Escalated {
        /// Whose.
        to: String,
        /// Why.
        reason: String,
    },
    /// To another body.
    Referred {
        /// Which.
        to: String,
        /// Why.
        reason: String,
    },
    /// An officer's hand on it.
    Notice(NoticeEvent),
}

/// What people ask of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestCommand {
    /// Put it on record.
    Raise(Box<Need>),
    /// Settle its kind.
    Triage {
        /// What kind.
        kind: RequestKind,
    },
    /// Charge somebody with it.
    Assign {
        /// Whom.
        to: String,
    },
    /// The guest has a first response.
    Respond {
        /// With what words.
        words: Option<String>,
    },
    /// It is done; a response too, where there was none.
    Resolve {
        /// What was done; mandatory.
        outcome: String,
    },
    /// The guest says so too.
    Confirm,
    /// Close it.
    Close {
        /// The guest's thanks.
        thanks: Option<String>,
    },
    /// To a higher hand.
    Escalate {
        /// Whose.
        to: String,
        /// Why; mandatory.
        reason: String,
    },
    /// To another body, which owns it from then on.
    Refer {
        /// Which.
        to: String,
        /// Why; mandatory.
        reason: String,
    },
    /// An officer's hand on it.
    Notice(NoticeCommand),
}

impl Aggregate for Request {
    aggregate_of!(Request, RequestEvent);

    fn apply(before: Option<Self>, stamp: &Stamp, event: &RequestEvent) -> Result<Self, Inapplicable> {
        match (before, event) {
            (None, RequestEvent::Raised { need, due }) => Ok(Self {
                need: (**need).clone(),
                state: RequestState::Raised,
                due: *due,
                responded_at: None,
                notice: Notice::default(),
                assignee: None,
                outcome: None,
                resolved_at: None,
                thanks: None,
                closed_at: None,
            }),
            (None, _) | (Some(_), RequestEvent::Raised { .. }) => {
                Err(Inapplicable("a request begins by being raised, once".to_owned()))
            }
            (Some(request), event) => Ok(request.after(stamp, event)),
        }
    }
}

impl Request {
    /// How it stands among everything that a duty room owes.
    pub fn urgency(&self) -> NeedUrgency {
        match (self.need.kind, self.state.is_unmet()) {
            (RequestKind::Medical, true) if self.responded_at.is_none() => NeedUrgency::Danger,
            (RequestKind::Medical, true) => NeedUrgency::Ill,
            _ => NeedUrgency::ByTheClock,
        }
    }

    fn after(mut self, stamp: &Stamp, event: &RequestEvent) -> Self {
        use RequestEvent as E;
        match event {
            E::Raised { .. } => {}
            E::Triaged { kind, due } => {
                self.state = RequestState::Triaged;
                self.need.kind = *kind;
                self.due = *due;
            }
            E::Assigned { to } => {
                self.state = RequestState::Assigned;
                self.assignee = Some(to.clone());
            }
            E::Responded { .. } => {
                self.state = RequestState::InService;
                self.responded_at.get_or_insert(stamp.at);
            }
            E::Resolved { outcome } => {
                self.state = RequestState::Resolved;
                self.outcome = Some(outcome.clone());
                self.resolved_at = Some(stamp.at);
            }
            E::Confirmed => self.state = RequestState::Confirmed,
            E::Closed { thanks } => {
                self.state = RequestState::Closed;
                self.thanks.clone_from(thanks);
                self.closed_at = Some(stamp.at);
            }
            E::Escalated { to, .. } => {
                self.state = RequestState::Escalated;
                self.assignee = Some(to.clone());
            }
            E::Referred { to, .. } => {
                self.state = RequestState::Referred;
                self.assignee = Some(to.clone());
                self.closed_at = Some(stamp.at);
            }
            E::Notice(event) => self.notice = self.notice.apply(stamp.at, &stamp.by, event),
        }
        self
    }
}

//! 转办 / 督办件: what was given from above with a due time.

mod decide;
mod light;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::document::Milestone;
use super::event::{Aggregate, Inapplicable, Stamp, aggregate_of};
use super::named::named;
use super::notice::{Notice, NoticeCommand, NoticeEvent};
use super::serial::Serial;

pub use decide::decide;
pub use light::{Lamp, Light, Standing};

named! {
    /// State of a supervised item.
    SupervisedState {
        /// It is here, with its number.
        Received = "received",
        /// 立项
        Initiated = "initiated",
        /// 转办: a unit has been told.
        Assigned = "assigned",
        /// The unit has taken it.
        Accepted = "accepted",
        /// The unit is at it.
        InProgress = "in_progress",
        /// 反馈: the unit has answered.
        FedBack = "fed_back",
        /// 审核: the answer was read and is good enough.
        Reviewed = "reviewed",
        /// 上报
        ReportedUp = "reported_up",
        /// 办结
        Closed = "closed",
        /// 退办: the unit has refused it, with a reason.
        Refused = "refused",
    }
}

named! {
    /// Who gave it.
    SupervisedSource {
        /// 国务院大督查
        StateCouncil = "state_council",
        /// 市委督查室
        CityParty = "city_party",
        /// 市政府督查室
        CityGovernment = "city_government",
    }
}

impl SupervisedState {
    /// Whether it still asks for work.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Closed)
    }

    /// Whether no good answer is on record yet.
    pub const fn awaits_feedback(self) -> bool {
        !matches!(self, Self::FedBack | Self::Reviewed | Self::ReportedUp | Self::Closed)
    }

    /// Verbs that the state allows, the most natural first.
    pub const fn verbs(self) -> &'static [&'static str] {
        match self {
            Self::Received => &["initiate", "assign", "extend"],
            Self::Initiated => &["assign", "extend"],
            Self::Assigned => &["accept", "feed_back", "refuse", "assign", "extend"],
            Self::Accepted => &["start", "feed_back", "assign", "extend"],
            Self::InProgress => &["feed_back", "assign", "extend"],
            Self::FedBack => &["review", "redo"],
            Self::Reviewed => &["report_up", "redo"],
            Self::ReportedUp => &["close"],
            Self::Closed => &["comment", "flag"],
            Self::Refused => &["assign", "extend"],
        }
    }
}

/// What came from above.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What is to be done.
    pub title: String,
    /// Who gave it.
    pub source: SupervisedSource,
    /// How it came, e.g. wechat, paper, telegram.
    pub channel: String,
    /// The number or mark it bears.
    pub reference: Option<String>,
    /// When it was received (UTC).
    pub received_at: DateTime<Utc>,
    /// Its due time as given from above (UTC).
    pub due: DateTime<Utc>,
}

/// Three due times (UTC). On time means before the original one; extensions change the other two only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dues {
    /// As given from above.
    pub original: DateTime<Utc>,
    /// As extended.
    pub current: DateTime<Utc>,
    /// Of the house: some working days earlier than the current one.
    pub internal: DateTime<Utc>,
}

/// 延期: asked before due, approved by a named person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// When it was recorded (UTC).
    pub at: DateTime<Utc>,
    /// Due from then on (UTC).
    pub until: DateTime<Utc>,
    /// Who approved it.
    pub approver: String,
    /// Why.
    pub reason: String,
}

/// 反馈: one answer of a unit. All are kept, also those that were not good enough, so that what was said of a day
/// stays true of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// When it was given (UTC).
    pub at: DateTime<Utc>,
    /// The unit that gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Its words.
    pub words: String,
    /// When it was sent back as not good enough (UTC), and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_back: Option<(DateTime<Utc>, String)>,
}

/// A supervised item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supervised {
    /// What came.
    pub item: Item,
    /// Its number, gapless within the year.
    pub number: Serial,
    /// State.
    pub state: SupervisedState,
    /// Due times.
    pub dues: Dues,
    /// Attention, holder, flag, comments, reminders.
    pub notice: Notice,
    /// The unit that has it.
    pub unit: Option<String>,
    /// Until when the unit may refuse it (UTC).
    pub refuse_by: Option<DateTime<Utc>>,
    /// The unit's last answer.
    pub feedback: Option<String>,
    /// When it was given (UTC).
    pub fed_back_at: Option<DateTime<Utc>>,
    /// When it was reported upward (UTC).
    pub reported_at: Option<DateTime<Utc>>,
    /// When it was closed (UTC).
    pub closed_at: Option<DateTime<Utc>>,
    /// All answers, oldest first. States that an older program wrote into the journal have none: ask
    /// [`Supervised::answers`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answer>,
    /// 倒排: steps to the due time, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub milestones: Vec<Milestone>,
    /// Extensions, oldest first.
    pub extensions: Vec<Extension>,
    /// How often an answer was not good enough.
    pub redone: u32,
    /// Why it was last refused or sent back.
    pub reason: Option<String>,
}

/// What happens to a supervised item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SupervisedEvent {
    /// It is here.
    Received {
        /// What came.
        item: Box<Item>,
        /// Its number.
        number: Serial,
        /// Due times.
        dues: Dues,
    },
    /// 更正: what came is known better.
    Amended {
        /// As it is now known.
        item: Box<Item>,
        /// Due times from now on.
        dues: Dues,
    },
    /// 立项
    Initiated,
    /// 转办
    Assigned {
        /// To which unit.
        unit: String,
        /// Until when it may refuse (UTC).
        refuse_by: DateTime<Utc>,
    },
    /// The unit has taken it.
    Accepted,
    /// 退办
    Refused {
        /// Why.
        reason: String,
    },
    /// The unit is at it.
    Started,
    /// 反馈
    FedBack {
        /// The unit's words.
        words: String,
    },
    /// 审核
    Reviewed {
        /// Remark.
        note: Option<String>,
    },
    /// The answer is not good enough.
    Redone {
        /// Why.
        reason: String,
    },
    /// 上报
    ReportedUp,
    /// 办结
    Closed,
    /// 延期
    Extended {
        /// Due from now on (UTC).
        until: DateTime<Utc>,
        /// Of the house, from now on (UTC).
        internal: DateTime<Utc>,
        /// Who approved it.
        approver: String,
        /// Why.
        reason: String,
    },
    /// 倒排: the steps to the due time, instead of those not reached of an earlier plan.
    Scheduled {
        /// In order.
        milestones: Vec<Milestone>,
    },
    /// A step is done.
    MilestoneReached {
        /// Which.
        name: String,
    },
    /// An officer's hand on it.
    Notice(NoticeEvent),
}

/// What people ask of a supervised item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SupervisedCommand {
    /// It has come.
    Receive(Box<Item>),
    /// 更正 what was recorded of it. The due time from above decides what is on time: another one must lie ahead, and
    /// a later one comes too late once the recorded one has passed or the first answer is there.
    Amend(Box<Item>),
    /// 立项
    Initiate,
    /// 转办; initiates it too, where that was not done. Also after a refusal, and to another unit.
    Assign {
        /// To which unit.
        unit: String,
    },
    /// The unit takes it.
    Accept,
    /// 退办: within the limit for refusing.
    Refuse {
        /// Why; mandatory.
        reason: String,
    },
    /// The unit begins.
    Start,
    /// 反馈; steps between are recorded with it.
    FeedBack {
        /// The unit's words; mandatory.
        words: String,
    },
    /// 审核
    Review {
        /// Remark.
        note: Option<String>,
    },
    /// Send it back to the unit.
    Redo {
        /// Why; mandatory.
        reason: String,
    },
    /// 上报
    ReportUp,
    /// 办结
    Close,
    /// 延期: before the current due time only.
    Extend {
        /// Due from then on (UTC); later than the current due time.
        until: DateTime<Utc>,
        /// Who approved it; mandatory.
        approver: String,
        /// Why; mandatory.
        reason: String,
    },
    /// 倒排: plan the steps to the due time.
    Schedule {
        /// In order of their times, none after the due time.
        milestones: Vec<Milestone>,
    },
    /// The next step of the plan is done.
    ReachMilestone {
        /// Its name, to be sure; the next one without it.
        name: Option<String>,
    },
    /// An officer's hand on it.
    Notice(NoticeCommand),
}

impl Aggregate for Supervised {
    aggregate_of!(Supervised, SupervisedEvent);

    fn apply(before: Option<Self>, stamp: &Stamp, event: &SupervisedEvent) -> Result<Self, Inapplicable> {
        match (before, event) {
            (None, SupervisedEvent::Received { item, number, dues }) => Ok(received(item, *number, *dues)),
            (None, _) | (Some(_), SupervisedEvent::Received { .. }) => {
                Err(Inapplicable("a supervised item begins by being received, once".to_owned()))
            }
            (Some(item), event) => Ok(item.after(stamp, event)),
        }
    }
}

fn received(item: &Item, number: Serial, dues: Dues) -> Supervised {
    Supervised {
        item: item.clone(),
        number,
        state: SupervisedState::Received,
        dues,
        notice: Notice::default(),
        unit: None,
        refuse_by: None,
        feedback: None,
        fed_back_at: None,
        reported_at: None,
        closed_at: None,
        answers: Vec::new(),
        milestones: Vec::new(),
        extensions: Vec::new(),
        redone: 0,
        reason: None,
    }
}

impl Supervised {
    fn after(mut self, stamp: &Stamp, event: &SupervisedEvent) -> Self {
        use SupervisedEvent as E;
        match event {
            E::Received { .. } => {}
            E::Amended { item, dues } => {
                if dues.current < self.dues.current {
                    self.notice.ask_again(stamp.at);
                }
                (self.item, self.dues) = ((**item).clone(), *dues);
            }
            E::Initiated => self.state = SupervisedState::Initiated,
            E::Assigned { unit, refuse_by } => {
                self.state = SupervisedState::Assigned;
                self.unit = Some(unit.clone());
                self.refuse_by = Some(*refuse_by);
            }
            E::Accepted => self.state = SupervisedState::Accepted,
            E::Refused { reason } => {
                self.state = SupervisedState::Refused;
                self.reason = Some(reason.clone());
            }
            E::Started => self.state = SupervisedState::InProgress,
            E::FedBack { words } => {
                self.answers = self.answers();
                self.answers.push(Answer {
                    at: stamp.at,
                    unit: self.unit.clone(),
                    words: words.clone(),
                    sent_back: None,
                });
                self.state = SupervisedState::FedBack;
                self.feedback = Some(words.clone());
                self.fed_back_at = Some(stamp.at);
            }
            E::Reviewed { .. } => self.state = SupervisedState::Reviewed,
            E::Redone { reason } => {
                self.answers = self.answers();
                if let Some(answer) = self.answers.last_mut() {
                    answer.sent_back = Some((stamp.at, reason.clone()));
                }
                self.state = SupervisedState::InProgress;
                self.reason = Some(reason.clone());
                self.fed_back_at = None;
                self.redone += 1;
            }
            E::ReportedUp => {
                self.state = SupervisedState::ReportedUp;
                self.reported_at = Some(stamp.at);
            }
            E::Closed => {
                self.state = SupervisedState::Closed;
                self.closed_at = Some(stamp.at);
            }
            E::Extended { until, internal, approver, reason } => {
                self.dues = Dues { current: *until, internal: *internal, ..self.dues };
                self.extensions.push(Extension {
                    at: stamp.at,
                    until: *until,
                    approver: approver.clone(),
                    reason: reason.clone(),
                });
            }
            E::Scheduled { milestones } => {
                self.milestones.retain(|milestone| milestone.reached_at.is_some());
                self.milestones.extend_from_slice(milestones);
            }
            E::MilestoneReached { name } => {
                let reached = self.milestones.iter_mut().find(|milestone| milestone.name == *name);
                if let Some(milestone) = reached {
                    milestone.reached_at = Some(stamp.at);
                }
            }
            E::Notice(event) => self.notice = self.notice.apply(stamp.at, &stamp.by, event),
        }
        self
    }
}

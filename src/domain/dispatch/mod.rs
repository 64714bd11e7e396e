//! 通知 / 传达: an instruction that goes out, and the proof, recipient by recipient, that it has arrived.
//!
//! A dispatch is all signed when every recipient that still counts has signed; one that nobody reaches blocks it until
//! it is rerouted. A corrected version is a new issue: receipts of an earlier one prove nothing any more.

mod calls;
mod decide;
mod event;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::document::Instruction;
use super::id::Stream;
use super::named::named;
use super::notice::Notice;
use super::serial::Serial;
use super::urgency::Urgency;

pub use calls::{NextStep, StepKind, call_order, next_step};
pub(super) use decide::of_paper;
pub use decide::{Correction, DispatchCommand, Proof, decide};
pub use event::DispatchEvent;

named! {
    /// State of a dispatch.
    DispatchState {
        /// 拟稿
        Draft = "draft",
        /// 已批: it may go out.
        Approved = "approved",
        /// 已发: receipts are awaited.
        Sent = "sent",
        /// 全部签收: every recipient that still counts has signed.
        AllSigned = "all_signed",
        /// 办结
        Closed = "closed",
        /// 取消
        Cancelled = "cancelled",
    }
}

impl DispatchState {
    /// Verbs that the state allows, the most natural first.
    pub const fn verbs(self) -> &'static [&'static str] {
        match self {
            Self::Draft => &["send", "approve", "correct", "cancel"],
            Self::Approved => &["send", "correct", "cancel"],
            Self::Sent => &["sign", "no_answer", "remind", "reroute", "unreachable", "correct", "cancel"],
            Self::AllSigned => &["close", "reply", "brief", "correct"],
            Self::Closed => &["correct", "comment", "flag"],
            Self::Cancelled => &["comment", "flag"],
        }
    }

    /// Whether it has gone out, so that recipients can sign, answer and be called.
    pub const fn is_out(self) -> bool {
        matches!(self, Self::Sent | Self::AllSigned)
    }
}

named! {
    /// How one recipient stands.
    RecipientState {
        /// 待签收
        Pending = "pending",
        /// 已签收
        Signed = "signed",
        /// 已报其领导: the recipient's own leader knows.
        Briefed = "briefed",
        /// 已反馈
        Replied = "replied",
        /// 联系不上
        Unreachable = "unreachable",
        /// 改送: another recipient stands in for it.
        Rerouted = "rerouted",
        /// 拒收
        Declined = "declined",
    }
}

impl RecipientState {
    /// Whether the dispatch has to reach it: neither rerouted nor declined.
    pub const fn counts(self) -> bool {
        !matches!(self, Self::Rerouted | Self::Declined)
    }

    /// Whether there is a receipt of the present issue.
    pub const fn has_signed(self) -> bool {
        matches!(self, Self::Signed | Self::Briefed | Self::Replied)
    }
}

named! {
    /// By what way a receipt came.
    ReceiptChannel {
        /// 电话: needs the words and whether they were read back.
        Phone = "phone",
        /// 当面
        InPerson = "in_person",
        /// OA 系统
        Oa = "oa",
        /// 传真
        Fax = "fax",
        /// 微信等
        Im = "im",
        /// 邮件
        Mail = "mail",
    }
}

named! {
    /// Who of a recipient is called.
    Whom {
        /// Who answers the duty telephone.
        Contact = "contact",
        /// The unit's leader.
        Leader = "leader",
    }
}

/// 回执: who signed for a dispatch, how, when, and who recorded it (电话记录).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptProof {
    /// By what way.
    pub channel: ReceiptChannel,
    /// Who signed.
    pub person: String,
    /// In what post (职务).
    pub post: String,
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// The officer who recorded it.
    pub recorder: String,
    /// What was said; always there for a receipt by telephone.
    pub words: Option<String>,
    /// Whether the other side read it back (复诵); always there for a receipt by telephone.
    pub read_back: Option<bool>,
}

impl ReceiptProof {
    /// Whether nothing is missing that a receipt must have.
    pub fn is_full(&self) -> bool {
        let by_phone = self.channel == ReceiptChannel::Phone;
        let told = self.words.as_ref().is_some_and(|words| !words.is_empty()) && self.read_back.is_some();
        let named = [&self.person, &self.post, &self.recorder].iter().all(|text| !text.is_empty());
        named && (told || !by_phone)
    }
}

/// A call that nobody answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// The officer who called.
    pub by: String,
    /// Who was called.
    pub whom: Whom,
}

/// By when a recipient signs (UTC); `None` where the urgency knows no such limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Clock {
    /// When it is urged again, if it has not signed (half time).
    pub reurge_at: Option<DateTime<Utc>>,
    /// When it must have signed; from then on its leader is called.
    pub sign_due: Option<DateTime<Utc>>,
}

/// One recipient of a dispatch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// Unit (id).
    pub unit: String,
    /// How it stands.
    pub state: RecipientState,
    /// Its clocks; those of a recipient that came by rerouting run from then.
    pub clock: Clock,
    /// Its receipt for the present issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<ReceiptProof>,
    /// Calls for the present issue that nobody answered, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<Call>,
    /// How often it was urged for the present issue.
    pub urged: u32,
    /// When it was last urged (UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_urged: Option<DateTime<Utc>>,
    /// The unit that stands in for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rerouted_to: Option<String>,
    /// The unit it stands in for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<String>,
    /// Why it is unreachable, rerouted or declined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When its own leader knew (UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub briefed_at: Option<DateTime<Utc>>,
    /// What it answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<String>,
    /// When it answered (UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replied_at: Option<DateTime<Utc>>,
}

impl Recipient {
    fn new(unit: &str) -> Self {
        Self {
            unit: unit.to_owned(),
            state: RecipientState::Pending,
            clock: Clock::default(),
            receipt: None,
            calls: Vec::new(),
            urged: 0,
            last_urged: None,
            rerouted_to: None,
            instead_of: None,
            reason: None,
            briefed_at: None,
            reply: None,
            replied_at: None,
        }
    }

    /// Whether the dispatch still has to reach it.
    pub const fn awaits_signature(&self) -> bool {
        self.state.counts() && !self.state.has_signed()
    }

    /// Whether it was urged at half time or later. A call that nobody answered urges nobody.
    pub fn urged_again(&self) -> bool {
        match (self.last_urged, self.clock.reurge_at) {
            (Some(urged), Some(half)) => urged >= half,
            (_, None) => true,
            (None, Some(_)) => false,
        }
    }

    /// When somebody last tried to reach it (UTC).
    pub fn last_tried(&self) -> Option<DateTime<Utc>> {
        self.calls.last().map(|call| call.at).max(self.last_urged)
    }
}

/// What goes out, and to whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What it is about: a paper, a supervised item, an emergency report …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Stream>,
    /// What is to be done; the instruction's exact words may be it.
    pub gist: String,
    /// 紧急程度
    pub urgency: Urgency,
    /// By when recipients answer (UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_due: Option<DateTime<Utc>>,
    /// Units (ids).
    pub recipients: Vec<String>,
}

/// An earlier version of a dispatch: what it said, and who had signed for that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// 1, 2 …
    pub issue: u32,
    /// What it said.
    pub gist: String,
    /// When it went out (UTC).
    pub sent_at: Option<DateTime<Utc>>,
    /// Receipts by unit; void since the next issue.
    pub receipts: Vec<(String, ReceiptProof)>,
}

/// An instruction that goes out, with its recipients.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispatch {
    /// Its number; given when it is drafted.
    pub number: Serial,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Stream>,
    /// What is to be done.
    pub gist: String,
    /// 紧急程度
    pub urgency: Urgency,
    /// The version: 1, or more once it was corrected.
    pub issue: u32,
    /// State.
    pub state: DispatchState,
    /// The leader's decision that it goes out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval: Option<Instruction>,
    /// When the approval must be on paper (UTC), while that is owed. What a paper owes is owed there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backfill_due: Option<DateTime<Utc>>,
    /// When it was drafted (UTC).
    pub drafted_at: DateTime<Utc>,
    /// By when it must go out (UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send_due: Option<DateTime<Utc>>,
    /// When the present issue went out (UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<DateTime<Utc>>,
    /// By when its recipients must have signed (UTC); one that came by rerouting has a clock of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_due: Option<DateTime<Utc>>,
    /// By when recipients answer (UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_due: Option<DateTime<Utc>>,
    /// All recipients, in the order in which they were named; those that were rerouted or declined too.
    pub recipients: Vec<Recipient>,
    /// Earlier issues, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Issue>,
    /// Attention, holder, flag, comments, reminders.
    pub notice: Notice,
    /// Why it was cancelled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancel_reason: Option<String>,
}

impl Dispatch {
    /// The recipient with this unit, whether or not it still counts.
    pub fn recipient(&self, unit: &str) -> Option<&Recipient> {
        self.recipients.iter().find(|recipient| recipient.unit == unit)
    }

    /// Recipients that the dispatch has to reach.
    pub fn counting(&self) -> impl Iterator<Item = &Recipient> {
        self.recipients.iter().filter(|recipient| recipient.state.counts())
    }

    /// How many have signed, and how many there are to reach.
    pub fn progress(&self) -> (u32, u32) {
        let count = |signed: bool| {
            let recipients = self.counting().filter(|one| !signed || one.state.has_signed());
            u32::try_from(recipients.count()).unwrap_or(u32::MAX)
        };
        (count(true), count(false))
    }

    /// Whether every recipient that still counts has signed. Where nobody counts any more, nobody was reached.
    pub fn all_signed(&self) -> bool {
        let mut counting = self.counting().peekable();
        counting.peek().is_some() && counting.all(|recipient| recipient.state.has_signed())
    }

    /// Whether an answer is awaited from somebody who has signed.
    pub fn awaits_reply(&self) -> bool {
        self.reply_due.is_some() && self.counting().any(|one| one.state != RecipientState::Replied)
    }

    /// Whether it still asks for work. One that all have signed does while answers are awaited; whatever has gone out
    /// does as long as the leader's approval is owed in writing.
    pub fn is_open(&self) -> bool {
        match self.state {
            DispatchState::Draft | DispatchState::Approved | DispatchState::Sent => true,
            DispatchState::AllSigned => self.awaits_reply() || self.backfill_due.is_some(),
            DispatchState::Closed => self.backfill_due.is_some(),
            DispatchState::Cancelled => false,
        }
    }
}

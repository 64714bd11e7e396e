//! 来文: papers from above, from arrival to filed.

mod attachment;
mod decide;
mod event;
mod milestone;

use std::cmp::Ordering;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::doc_number::DocNumber;
use super::facts::{Changes, PaperIdentity};
use super::id::Id;
use super::limits::DueKind;
use super::notice::Notice;
use super::urgency::Urgency;

pub use attachment::{Attachment, NotKept, Unsure};
pub(super) use decide::dispatched;
pub use decide::{DocumentCommand, decide, holds, known};
pub use event::DocumentEvent;
pub use milestone::{Milestone, back_schedule};
pub(in crate::domain) use milestone::{next_reached, planned};

/// Decisions on one paper.
type Paper = Changes<Document>;

/// State of a paper. Signing for it, reading it, being charged with it and finishing it are four facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentState {
    /// It is here; nobody has signed for it.
    Arrived,
    /// 签收
    SignedFor,
    /// 登记: it has a receipt number.
    Registered,
    /// 初审
    Vetted,
    /// 退文
    Returned,
    /// 传阅 (阅件)
    Circulating,
    /// 已阅 (阅件)
    Read,
    /// 拟办 (办件)
    Proposed,
    /// 批示 (办件)
    Instructed,
    /// 转办, with one lead unit (办件)
    Assigned,
    /// 承办中 (办件)
    InProgress,
    /// 答复 (办件)
    Answered,
    /// 办结 (办件)
    Completed,
    /// 归档
    Filed,
}

impl DocumentState {
    /// All states, in the order in which papers pass through them.
    pub const ALL: [Self; 14] = [
        Self::Arrived,
        Self::SignedFor,
        Self::Registered,
        Self::Vetted,
        Self::Returned,
        Self::Circulating,
        Self::Read,
        Self::Proposed,
        Self::Instructed,
        Self::Assigned,
        Self::InProgress,
        Self::Answered,
        Self::Completed,
        Self::Filed,
    ];

    /// Name in JSON and in the tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Arrived => "arrived",
            Self::SignedFor => "signed_for",
            Self::Registered => "registered",
            Self::Vetted => "vetted",
            Self::Returned => "returned",
            Self::Circulating => "circulating",
            Self::Read => "read",
            Self::Proposed => "proposed",
            Self::Instructed => "instructed",
            Self::Assigned => "assigned",
            Self::InProgress => "in_progress",
            Self::Answered => "answered",
            Self::Completed => "completed",
            Self::Filed => "filed",
        }
    }

    /// Whether the paper still asks for work: neither returned, read, completed nor filed.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Returned | Self::Read | Self::Completed | Self::Filed)
    }

    /// Whether the paper has not been given to a unit yet (nor circulated).
    pub const fn precedes_assignment(self) -> bool {
        matches!(
            self,
            Self::Arrived
                | Self::SignedFor
                | Self::Registered
                | Self::Vetted
                | Self::Proposed
                | Self::Instructed
        )
    }
}

/// 阅件 or 办件.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Handling {
    /// 办件: needs handling.
    ForAction,
    /// 阅件: circulate only.
    ForInformation,
}

/// Times by which each step must be done (UTC); `None` where no limit applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Deadlines {
    /// Sign for it.
    pub sign: Option<DateTime<Utc>>,
    /// Tell the leader.
    pub tell_leader: Option<DateTime<Utc>>,
    /// Send it on.
    pub dispatch: Option<DateTime<Utc>>,
    /// Finish it; a stated deadline (限时) overrides this one only.
    pub complete: Option<DateTime<Utc>>,
}

/// When each step was done (UTC), and by whom where it matters.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Done {
    /// Signed for.
    pub signed: Option<DateTime<Utc>>,
    /// Leader told.
    pub told_leader: Option<DateTime<Utc>>,
    /// Sent on: assigned, or circulation begun.
    pub dispatched: Option<DateTime<Utc>>,
    /// Completed, or read.
    pub completed: Option<DateTime<Utc>>,
}

/// 收文号: own gapless sequence per register and year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Id of the register.
    pub register: String,
    /// Calendar year in the office's zone.
    pub year: i32,
    /// 1, 2, 3 …
    pub number: u32,
}

impl Receipt {
    /// As people see it: `incoming-2020-0007` shortened to `2020-0007`.
    pub fn label(&self) -> String {
        format!("{}-{:04}", self.year, self.number)
    }
}

/// How an instruction was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InstructionMode {
    /// On the paper.
    Written,
    /// By word of mouth.
    Oral,
    /// By telephone.
    Phone,
    /// By a chat message.
    Im,
}

impl InstructionMode {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Phone, Self::Oral, Self::Im, Self::Written];

    /// Stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Written => "written",
            Self::Oral => "oral",
            Self::Phone => "phone",
            Self::Im => "im",
        }
    }
}

/// 批示: a leader's decision. One given by word of mouth must be put in writing later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instruction {
    /// The leader.
    pub leader: String,
    /// How it was given.
    pub mode: InstructionMode,
    /// The exact words.
    pub words: String,
}

/// A copy of the same paper that came another way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copy {
    /// File and row, or channel.
    pub source: String,
    /// Digest of what was received (hex); equal digests are the same copy.
    pub digest: String,
}

/// A paper as it was received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// Register it belongs to.
    pub register: String,
    /// 发文字号, normalised and raw.
    pub doc_number: DocNumber,
    /// 标题; may be empty (待补).
    pub title: String,
    /// 来文单位; may be empty (待补).
    pub issuer: String,
    /// 文种, if known.
    pub doc_type: Option<String>,
    /// 紧急程度. A paper without a mark is 平件.
    pub urgency: Urgency,
    /// 阅件 or 办件, once known.
    pub handling: Option<Handling>,
    /// When it was received (UTC).
    pub received_at: DateTime<Utc>,
    /// 成文日期
    pub written_on: Option<NaiveDate>,
    /// 限时: due time written in the paper itself (UTC).
    pub stated_due: Option<DateTime<Utc>>,
    /// Where it came from: file and row, or the channel.
    pub copy: Copy,
    /// Where the issuer published it.
    pub url: Option<String>,
    /// Remarks that came with it.
    pub note: Option<String>,
    /// What the sender's system calls it (Message-ID, identifier of an alert): stands in for a number that it lacks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// Files that came with it and with its copies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// What its reader was not sure of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unsure: Vec<Unsure>,
}

/// A paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// As received, with corrections.
    pub paper: Received,
    /// State.
    pub state: DocumentState,
    /// 收文号, once registered.
    pub receipt: Option<Receipt>,
    /// Attention, holder, flag, comments, reminders.
    pub notice: Notice,
    /// When each step is due.
    pub deadlines: Deadlines,
    /// When it had to be completed at first (UTC), where a correction has put that off; what is on time goes by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original_complete: Option<DateTime<Utc>>,
    /// When its clocks started (UTC): when it was received, or when a higher urgency became known.
    pub clocks_from: DateTime<Utc>,
    /// When each step was done.
    pub done: Done,
    /// 拟办
    pub proposal: Option<String>,
    /// 批示
    pub instruction: Option<Instruction>,
    /// When the written instruction must follow (UTC), while it is owed: at night one acts first (特事特办).
    pub backfill_due: Option<DateTime<Utc>>,
    /// 主办
    pub lead_unit: Option<String>,
    /// 协办
    pub assist_units: Vec<String>,
    /// 答复
    pub answer: Option<String>,
    /// What was achieved; a paper is not completed without it.
    pub outcome: Option<String>,
    /// Why it was returned.
    pub return_reason: Option<String>,
    /// Further copies of the same paper.
    pub copies: Vec<Copy>,
    /// Dispatches by which it was sent on, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dispatches: Vec<Id>,
    /// 倒排: steps to its due time, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub milestones: Vec<Milestone>,
}

impl Received {
    /// Names of the fields that are still to be filled in or looked at (待补).
    pub fn incomplete(&self) -> Vec<&'static str> {
        let told = [("title", &self.title), ("issuer", &self.issuer)];
        let empty = told.into_iter().filter(|(_, text)| text.is_empty()).map(|(name, _)| name);
        let mut lacking: Vec<&str> = empty.collect();
        for field in self.unsure.iter().map(|unsure| unsure.field()) {
            if !lacking.contains(&field) {
                lacking.push(field);
            }
        }
        lacking
    }
}

impl Document {
    /// Names of the fields that are still to be filled in (待补).
    pub fn incomplete(&self) -> Vec<&'static str> {
        self.paper.incomplete()
    }

    /// The nearest step that is not done and has a limit (UTC).
    pub fn next_due(&self) -> Option<(DateTime<Utc>, DueKind)> {
        if !self.state.is_open() {
            return None;
        }
        let (due, done) = (&self.deadlines, &self.done);
        [
            (due.sign, done.signed, DueKind::Sign),
            (due.tell_leader, done.told_leader, DueKind::TellLeader),
            (due.dispatch, done.dispatched, DueKind::Dispatch),
            (due.complete, done.completed, DueKind::Complete),
        ]
        .into_iter()
        .filter(|(_, done, _)| done.is_none())
        .filter_map(|(due, _, kind)| due.map(|due| (due, kind)))
        .min()
    }

    /// Whether it still asks for work: a finished paper does, as long as the written form of what the leader said by
    /// word of mouth is owed.
    pub const fn is_open(&self) -> bool {
        self.state.is_open() || (self.instruction.is_some() && self.backfill_due.is_some())
    }

    /// The completion due at first, where it is put off now or was before. Another urgency is another limit.
    fn original_as_amended(
        &self,
        urgency: Urgency,
        complete: Option<DateTime<Utc>>,
    ) -> Option<DateTime<Utc>> {
        if urgency != self.paper.urgency {
            return None;
        }
        let first = self.original_complete.or(self.deadlines.complete)?;
        complete.is_none_or(|complete| complete > first).then_some(first)
    }

    /// When the clocks start for the paper as amended at `now` (UTC). Those of a higher urgency start when it became
    /// known, not in the past; other corrections leave them alone.
    fn clocks_as_amended(&self, amended: &Received, now: DateTime<Utc>) -> DateTime<Utc> {
        match amended.urgency.cmp(&self.paper.urgency) {
            Ordering::Greater => now,
            Ordering::Equal if amended.received_at == self.paper.received_at => self.clocks_from,
            _ => amended.received_at,
        }
    }

    /// Whether this very copy is known already.
    fn copy_of(&self, copy: &Copy) -> bool {
        std::iter::once(&self.paper.copy).chain(&self.copies).any(|known| known.digest == copy.digest)
    }

    /// What makes this the same paper as another copy.
    pub fn identity(&self) -> PaperIdentity {
        identity(&self.paper)
    }
}

/// Identity of a paper as received.
pub fn identity(paper: &Received) -> PaperIdentity {
    let squeeze =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let number = paper.doc_number.key().or_else(|| paper.origin.as_ref().map(|origin| format!("<{origin}>")));
    PaperIdentity {
        number: number.unwrap_or_default(),
        title: squeeze(&paper.title),
        issuer: squeeze(&paper.issuer),
        written_on: paper.written_on,
    }
}

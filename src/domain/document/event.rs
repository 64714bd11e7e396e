//! What happens to a paper, and how that makes its state.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::super::event::{Aggregate, Inapplicable, Stamp, aggregate_of};
use super::super::id::Id;
use super::super::notice::{Notice, NoticeEvent};
use super::{
    Attachment, Copy, Deadlines, Document, DocumentState, Done, Handling, Instruction, Milestone, Receipt,
    Received,
};

/// What happens to a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentEvent {
    /// It is here.
    Arrived {
        /// As received.
        paper: Box<Received>,
        /// When each step is due.
        deadlines: Deadlines,
    },
    /// Another copy of it came.
    CopyAttached {
        /// The copy.
        copy: Copy,
        /// Files that came with this copy and with none before.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        attachments: Vec<Attachment>,
    },
    /// Corrected or completed (补录).
    Amended {
        /// As it is now known.
        paper: Box<Received>,
        /// Deadlines that follow.
        deadlines: Deadlines,
    },
    /// 签收
    SignedFor,
    /// 登记
    Registered {
        /// 收文号
        receipt: Receipt,
    },
    /// 初审
    Vetted {
        /// 阅件 or 办件
        handling: Handling,
        /// Deadlines that follow.
        deadlines: Deadlines,
    },
    /// 退文
    Returned {
        /// Why.
        reason: String,
    },
    /// 报告领导
    LeaderTold {
        /// Which leader.
        leader: Option<String>,
        /// How and with what words.
        words: Option<String>,
    },
    /// 拟办
    Proposed {
        /// The officer's suggestion.
        proposal: String,
    },
    /// 批示; also the written one that follows an oral one.
    Instructed {
        /// The leader's decision.
        instruction: Instruction,
        /// When the written one must follow (UTC), if this one is not written.
        backfill_due: Option<DateTime<Utc>>,
    },
    /// 转办; without a written instruction it is 即来即办, and the written one is owed.
    Assigned {
        /// 主办
        lead: String,
        /// 协办
        assists: Vec<String>,
        /// When the instruction must be on paper (UTC), if there was none at all.
        backfill_due: Option<DateTime<Utc>>,
        /// The dispatch by which its units are told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        dispatch: Option<Id>,
    },
    /// 已发通知: a dispatch about it has gone out, so that it is sent on.
    Dispatched {
        /// The dispatch.
        dispatch: Id,
    },
    /// 倒排
    Scheduled {
        /// The steps that are still to be done, in their order; they replace those planned before.
        milestones: Vec<Milestone>,
    },
    /// A step of the plan is done.
    MilestoneReached {
        /// Which.
        name: String,
    },
    /// The unit has begun.
    Started,
    /// 答复
    Answered {
        /// The unit's words.
        words: String,
    },
    /// 办结
    Completed {
        /// What was achieved.
        outcome: String,
    },
    /// 传阅
    Circulated {
        /// To whom.
        readers: Vec<String>,
    },
    /// All have read it.
    Read,
    /// 归档
    Filed,
    /// An officer's hand on it.
    Notice(NoticeEvent),
}

impl Aggregate for Document {
    aggregate_of!(Document, DocumentEvent);

    fn apply(before: Option<Self>, stamp: &Stamp, event: &DocumentEvent) -> Result<Self, Inapplicable> {
        match (before, event) {
            (None, DocumentEvent::Arrived { paper, deadlines }) => Ok(arrived(paper, *deadlines)),
            (Some(document), event) => Ok(document.after(stamp, event)),
            (None, _) => Err(Inapplicable("a paper begins by arriving".to_owned())),
        }
    }
}

fn arrived(paper: &Received, deadlines: Deadlines) -> Document {
    Document {
        paper: paper.clone(),
        state: DocumentState::Arrived,
        receipt: None,
        notice: Notice::default(),
        deadlines,
        clocks_from: paper.received_at,
        done: Done::default(),
        proposal: None,
        instruction: None,
        backfill_due: None,
        lead_unit: None,
        assist_units: Vec::new(),
        answer: None,
        outcome: None,
        return_reason: None,
        copies: Vec::new(),
        original_complete: None,
        dispatches: Vec::new(),
        milestones: Vec::new(),
    }
}

impl Document {
    fn after(mut self, stamp: &Stamp, event: &DocumentEvent) -> Self {
        if let Some(state) = state_after(event) {
            self.state = state;
        }
        match event {
            DocumentEvent::CopyAttached { copy, attachments } => {
                self.copies.push(copy.clone());
                self.paper.attachments.extend(attachments.iter().cloned());
            }
            DocumentEvent::Arrived { paper, deadlines } | DocumentEvent::Amended { paper, deadlines } => {
                if paper.urgency > self.paper.urgency {
                    self.notice.ask_again(stamp.at);
                }
                self.original_complete = self.original_as_amended(paper.urgency, deadlines.complete);
                self.clocks_from = self.clocks_as_amended(paper, stamp.at);
                self.paper = (**paper).clone();
                self.deadlines = *deadlines;
            }
            DocumentEvent::SignedFor => self.done.signed = Some(stamp.at),
            DocumentEvent::Registered { receipt } => self.receipt = Some(receipt.clone()),
            DocumentEvent::Vetted { handling, deadlines } => {
                self.paper.handling = Some(*handling);
                self.deadlines = *deadlines;
            }
            DocumentEvent::Returned { reason } => self.return_reason = Some(reason.clone()),
            DocumentEvent::LeaderTold { .. } => self.done.told_leader = Some(stamp.at),
            DocumentEvent::Proposed { proposal } => self.proposal = Some(proposal.clone()),
            DocumentEvent::Instructed { instruction, backfill_due } => {
                self.backfill_due = *backfill_due;
                if self.state.precedes_assignment() {
                    self.state = DocumentState::Instructed;
                }
                self.instruction = Some(instruction.clone());
                self.done.told_leader.get_or_insert(stamp.at);
            }
            DocumentEvent::Assigned { lead, assists, backfill_due, dispatch } => {
                self.dispatches.extend(dispatch);
                self.backfill_due = self.backfill_due.or(*backfill_due);
                self.lead_unit = Some(lead.clone());
                self.assist_units.clone_from(assists);
                self.done.dispatched.get_or_insert(stamp.at);
            }
            DocumentEvent::Dispatched { dispatch } => {
                self.dispatches.push(*dispatch);
                self.done.dispatched.get_or_insert(stamp.at);
            }
            DocumentEvent::Scheduled { milestones } => {
                self.milestones.retain(|milestone| milestone.reached_at.is_some());
                self.milestones.extend_from_slice(milestones);
            }
            DocumentEvent::MilestoneReached { name } => {
                let reached = self.milestones.iter_mut().find(|milestone| milestone.name == *name);
                if let Some(milestone) = reached {
                    milestone.reached_at = Some(stamp.at);
                }
            }
            DocumentEvent::Circulated { .. } => {
                self.done.dispatched.get_or_insert(stamp.at);
            }
            DocumentEvent::Answered { words } => self.answer = Some(words.clone()),
            DocumentEvent::Completed { outcome } => {
                self.outcome = Some(outcome.clone());
                self.done.completed = Some(stamp.at);
            }
            DocumentEvent::Read => self.done.completed = Some(stamp.at),
            DocumentEvent::Notice(event) => self.notice = self.notice.apply(stamp.at, &stamp.by, event),
            DocumentEvent::Started | DocumentEvent::Filed => {}
        }
        self
    }
}

/// The state an event leads to; none for facts beside the state. A written instruction that follows an oral one
/// (补办) comes after the assignment and leaves the state alone.
const fn state_after(event: &DocumentEvent) -> Option<DocumentState> {
    Some(match event {
        DocumentEvent::Arrived { .. } => DocumentState::Arrived,
        DocumentEvent::SignedFor => DocumentState::SignedFor,
        DocumentEvent::Registered { .. } => DocumentState::Registered,
        DocumentEvent::Vetted { .. } => DocumentState::Vetted,
        DocumentEvent::Returned { .. } => DocumentState::Returned,
        DocumentEvent::Proposed { .. } => DocumentState::Proposed,
        DocumentEvent::Assigned { .. } => DocumentState::Assigned,
        DocumentEvent::Started => DocumentState::InProgress,
        DocumentEvent::Answered { .. } => DocumentState::Answered,
        DocumentEvent::Completed { .. } => DocumentState::Completed,
        DocumentEvent::Circulated { .. } => DocumentState::Circulating,
        DocumentEvent::Read => DocumentState::Read,
        DocumentEvent::Filed => DocumentState::Filed,
        _ => return None,
    })
}

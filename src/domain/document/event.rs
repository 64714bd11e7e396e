//! How events make a paper's state.

use super::super::event::{Aggregate, Inapplicable, Stamp, aggregate_of};
use super::super::notice::Notice;
use super::{Deadlines, Document, DocumentEvent, DocumentState, Done, Received};

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
    }
}

impl Document {
    fn after(mut self, stamp: &Stamp, event: &DocumentEvent) -> Self {
        if let Some(state) = state_after(event) {
            self.state = state;
        }
        match event {
            DocumentEvent::CopyAttached { copy } => self.copies.push(copy.clone()),
            DocumentEvent::Arrived { paper, deadlines } | DocumentEvent::Amended { paper, deadlines } => {
                if paper.urgency > self.paper.urgency {
                    self.notice.attention = super::super::attention::Attention::Unacknowledged;
                }
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
            DocumentEvent::Assigned { lead, assists, backfill_due } => {
                self.backfill_due = self.backfill_due.or(*backfill_due);
                self.lead_unit = Some(lead.clone());
                self.assist_units.clone_from(assists);
                self.done.dispatched.get_or_insert(stamp.at);
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

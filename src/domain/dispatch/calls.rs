//! The call sheet: whom to call next, and what is due of a dispatch.

use chrono::{DateTime, Utc};

use super::super::deadline::Deadline;
use super::{Dispatch, DispatchState, Recipient, RecipientState, Whom};

/// What is to be done next about a recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepKind {
    /// Nobody has called yet.
    FirstCall,
    /// Half of the time is over: urge again.
    Reurge,
    /// The time is over: call the leader.
    Leader,
    /// Nobody there can be reached: send it to another unit.
    Reroute,
    /// It has signed; its answer is awaited.
    Reply,
}

/// The next step about a recipient, shown before it happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextStep {
    /// What.
    pub kind: StepKind,
    /// Whom to call.
    pub whom: Whom,
    /// From when it is to be done (UTC); a time ahead means that until then one may wait.
    pub at: DateTime<Utc>,
    /// Whom it goes to next, and when, if nothing happens.
    pub then: Option<(Whom, DateTime<Utc>)>,
}

impl NextStep {
    /// Whether it is to be done by now.
    pub fn is_due(&self, now: DateTime<Utc>) -> bool {
        self.at <= now
    }
}

/// The next step about a recipient of a dispatch that has gone out; none where nothing is to be done.
///
/// The ladder: the contact is called at once, urged again at half time, and at the due time the unit's leader is called.
pub fn next_step(dispatch: &Dispatch, recipient: &Recipient, now: DateTime<Utc>) -> Option<NextStep> {
    if !dispatch.state.is_out() || !recipient.state.counts() {
        return None;
    }
    let sent = dispatch.sent_at.unwrap_or(dispatch.drafted_at);
    let (half, due) = (recipient.clock.reurge_at, recipient.clock.sign_due);
    let leader = due.map(|due| (Whom::Leader, due));
    let step = |kind, whom, at, then| Some(NextStep { kind, whom, at, then });
    match recipient.state {
        RecipientState::Unreachable => {
            step(StepKind::Reroute, Whom::Leader, now.min(due.unwrap_or(now)), None)
        }
        RecipientState::Pending if due.is_some_and(|due| due <= now) => {
            step(StepKind::Leader, Whom::Leader, due.unwrap_or(now), None)
        }
        RecipientState::Pending if recipient.last_tried().is_none() && half.is_none_or(|half| now < half) => {
            step(StepKind::FirstCall, Whom::Contact, sent, half.map(|half| (Whom::Contact, half)).or(leader))
        }
        RecipientState::Pending => match (half, leader) {
            (Some(half), _) if !recipient.urged_again() => {
                step(StepKind::Reurge, Whom::Contact, half, leader)
            }
            (_, Some((whom, at))) => step(StepKind::Leader, whom, at, None),
            // A grade of urgency without a limit: one calls again when one likes.
            (_, None) => step(StepKind::Reurge, Whom::Contact, now, None),
        },
        RecipientState::Signed | RecipientState::Briefed => {
            let due = dispatch.reply_due?;
            step(StepKind::Reply, if due <= now { Whom::Leader } else { Whom::Contact }, due, None)
        }
        RecipientState::Replied | RecipientState::Rerouted | RecipientState::Declined => None,
    }
}

/// The recipients in the order in which one calls them: first those that have not signed (what is due now before what
/// can wait, never called before called, tried longest ago first), then those that have, at last those that no longer
/// count. Within a group the order in which they were named.
pub fn call_order(dispatch: &Dispatch, now: DateTime<Utc>) -> Vec<&Recipient> {
    let mut all: Vec<&Recipient> = dispatch.recipients.iter().collect();
    all.sort_by_key(|recipient| {
        let waits = next_step(dispatch, recipient, now).is_none_or(|step| !step.is_due(now));
        let group = match recipient.state {
            state if !state.counts() => 2,
            state if state.has_signed() => 1,
            _ => 0,
        };
        (group, waits, recipient.last_tried())
    });
    all
}

impl Dispatch {
    /// The recipient whose step is the nearest; whom to call about the dispatch.
    pub fn pressing(&self) -> Option<&Recipient> {
        let awaited = |one: &&Recipient| self.awaited_of(one).map(|(due, _)| due);
        let waiting = self.counting().filter(|one| awaited(one).is_some());
        waiting.min_by_key(|one| (awaited(one), one.last_tried())).or_else(|| self.counting().next())
    }

    /// The nearest step that is not done (UTC): to send it, to urge a recipient again, to get a receipt or an answer, to
    /// have the approval on paper.
    pub fn next_due(&self) -> Option<(DateTime<Utc>, Deadline)> {
        let step = match self.state {
            DispatchState::Draft | DispatchState::Approved => self.send_due.map(|due| (due, Deadline::Send)),
            DispatchState::Sent | DispatchState::AllSigned => self.awaited(),
            DispatchState::Closed | DispatchState::Cancelled => None,
        };
        let owed = self.backfill_due.filter(|_| self.is_open()).map(|due| (due, Deadline::Backfill));
        step.into_iter().chain(owed).min()
    }

    fn awaited(&self) -> Option<(DateTime<Utc>, Deadline)> {
        if self.counting().next().is_none() {
            return self.sign_due.map(|due| (due, Deadline::Receipt));
        }
        self.counting().filter_map(|recipient| self.awaited_of(recipient)).min()
    }

    fn awaited_of(&self, recipient: &Recipient) -> Option<(DateTime<Utc>, Deadline)> {
        match recipient.state {
            RecipientState::Pending if !recipient.urged_again() => {
                recipient.clock.reurge_at.map(|half| (half, Deadline::Reurge))
            }
            RecipientState::Pending | RecipientState::Unreachable => {
                recipient.clock.sign_due.map(|due| (due, Deadline::Receipt))
            }
            RecipientState::Signed | RecipientState::Briefed => {
                self.reply_due.map(|due| (due, Deadline::Reply))
            }
            RecipientState::Replied | RecipientState::Rerouted | RecipientState::Declined => None,
        }
    }
}

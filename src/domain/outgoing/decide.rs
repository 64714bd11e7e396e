//! What workers and officers may do with a message.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Claim, Message, MessageEvent, MessageState, Note, short};
use crate::domain::event::Event;
use crate::domain::facts::{Changes, Context, Facts, Stop};
use crate::domain::id::{Id, Kind, Stream};
use crate::domain::refusal::{Refusal, given};

/// What is asked of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageCommand {
    /// Have it sent. Nothing happens if it is there already, whatever became of it: the same matter is said once.
    Queue(Box<Note>),
    /// Take it in hand until then; refused while another worker has it, and before it may be tried again.
    Claim(Claim),
    /// Put it back untried.
    Release {
        /// The worker who has it.
        worker: String,
    },
    /// The channel took it. A fact, so that it is taken down even if the claim has passed to somebody else.
    Deliver {
        /// What the channel answered.
        answer: String,
    },
    /// The channel did not take it.
    Fail {
        /// The worker who tried.
        worker: String,
        /// Why.
        reason: String,
        /// When to try again (UTC).
        retry_at: DateTime<Utc>,
        /// It is not known whether the channel took it.
        unclear: bool,
    },
    /// Try no more: the last attempt failed as well, and there is no time left, or no sense in it.
    GiveUp {
        /// Why.
        reason: String,
        /// It is not known whether the channel took it in the last attempt.
        unclear: bool,
    },
    /// Do not send it.
    Cancel {
        /// Why; empty for an officer's wish.
        reason: String,
    },
    /// Try it again, now.
    Retry,
}

/// Decides a command on one message.
///
/// # Errors
/// [`Stop::Refused`] when the state or what was given does not allow it.
pub fn decide(
    facts: &dyn Facts,
    cx: &Context<'_>,
    id: Id,
    command: &MessageCommand,
) -> Result<Vec<Event>, Stop> {
    use MessageCommand as C;
    use MessageEvent as E;
    if let C::Queue(note) = command {
        return queue(facts, cx, id, note);
    }
    let mut message = Changes::<Message>::on(facts, cx, id)?;
    let now = message.state()?;
    let state = now.state;
    let has_it = |worker: &str| {
        state == MessageState::Sending && now.claim.as_ref().is_some_and(|claim| claim.worker == worker)
    };
    let (verb, fits) = match command {
        C::Queue(_) | C::Claim(_) => ("claim", now.ready_at().is_some()),
        C::Release { worker } => ("release", has_it(worker)),
        C::Deliver { .. } => ("deliver", now.attempts > 0),
        C::Fail { worker, .. } => ("fail", has_it(worker)),
        C::GiveUp { .. } => ("give_up", state.is_open() && state != MessageState::GivenUp),
        C::Cancel { .. } => ("cancel", state.is_open()),
        C::Retry => {
            ("retry", matches!(state, MessageState::Failed | MessageState::GivenUp | MessageState::Cancelled))
        }
    };
    message.demand(fits, verb, state.verbs())?;
    if matches!(command, C::Deliver { .. }) && state == MessageState::Sent {
        return Ok(Vec::new());
    }
    let waits = matches!(command, C::Claim(_))
        || (matches!(command, C::Cancel { .. }) && state == MessageState::Sending);
    if let Some(from) = now.ready_at().filter(|from| waits && cx.now < *from) {
        return Err(Refusal::TooEarly { verb, from }.into());
    }
    let event = match command {
        C::Queue(note) => E::Queued { note: note.clone() },
        C::Claim(claim) if claim.until <= cx.now => {
            return Err(Refusal::NotAhead { until: claim.until }.into());
        }
        C::Claim(claim) => {
            E::Claimed { claim: Claim { worker: given("worker", &claim.worker)?, until: claim.until } }
        }
        C::Release { .. } => E::Released,
        C::Deliver { answer } => E::Delivered { answer: short(answer) },
        C::Fail { reason, retry_at, unclear, .. } => {
            E::Failed { reason: short(&given("reason", reason)?), retry_at: *retry_at, unclear: *unclear }
        }
        C::GiveUp { reason, unclear } => {
            E::GivenUp { reason: short(&given("reason", reason)?), unclear: *unclear }
        }
        C::Cancel { reason } => E::Cancelled { reason: short(reason) },
        C::Retry => E::Retried,
    };
    message.emit(event)?;
    Ok(message.into_events())
}

fn queue(facts: &dyn Facts, cx: &Context<'_>, id: Id, note: &Note) -> Result<Vec<Event>, Stop> {
    note.check()?;
    if facts.entity(Stream::new(Kind::Message, id))?.is_some() {
        return Ok(Vec::new());
    }
    let mut message = Changes::<Message>::new(facts, cx, id)?;
    message.emit(MessageEvent::Queued { note: Box::new(note.clone()) })?;
    Ok(message.into_events())
}

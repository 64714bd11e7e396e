//! What happens to a message.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Claim, Message, MessageState, Note};
use crate::domain::event::{Aggregate, Inapplicable, Stamp, aggregate_of};

/// So many attempts are remembered; more than fit into a minute.
const REMEMBERED: usize = 4;

/// What happens to a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageEvent {
    /// It is to be sent.
    Queued {
        /// What it says.
        note: Box<Note>,
    },
    /// A worker has taken it in hand.
    Claimed {
        /// Who, and until when.
        claim: Claim,
    },
    /// The worker put it back without having tried.
    Released,
    /// The channel took it.
    Delivered {
        /// What it answered, in short.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        answer: String,
    },
    /// The channel did not take it, as far as is known.
    Failed {
        /// Why, in short.
        reason: String,
        /// When it is tried again (UTC).
        retry_at: DateTime<Utc>,
        /// It is not known whether the channel took it all the same.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        unclear: bool,
    },
    /// It is not tried any more.
    GivenUp {
        /// Why, in short.
        reason: String,
        /// It is not known whether the channel took it in the last attempt.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        unclear: bool,
    },
    /// It is not to be sent.
    Cancelled {
        /// Why, where it was not an officer's wish: `gone` when there is nothing left to tell.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// An officer wants it tried again.
    Retried,
}

impl Aggregate for Message {
    aggregate_of!(Message, MessageEvent);

    fn apply(before: Option<Self>, stamp: &Stamp, event: &MessageEvent) -> Result<Self, Inapplicable> {
        match (before, event) {
            (None, MessageEvent::Queued { note }) => Ok(Self {
                note: (**note).clone(),
                state: MessageState::Queued,
                since: stamp.at,
                attempts: 0,
                claim: None,
                retry_at: None,
                last_error: None,
                maybe_twice: false,
                sent_at: None,
                answer: None,
                tried: Vec::new(),
            }),
            (None, _) | (Some(_), MessageEvent::Queued { .. }) => {
                Err(Inapplicable("a message begins by being queued, once".to_owned()))
            }
            (Some(message), event) => Ok(message.after(stamp, event)),
        }
    }
}

impl Message {
    fn after(mut self, stamp: &Stamp, event: &MessageEvent) -> Self {
        match event {
            MessageEvent::Queued { note } => self.note = (**note).clone(),
            MessageEvent::Claimed { claim } => {
                // Whoever had it before came to nothing that we know of; perhaps the channel has it.
                self.maybe_twice |= self.state == MessageState::Sending;
                self.state = MessageState::Sending;
                self.claim = Some(claim.clone());
                self.retry_at = None;
                self.attempts += 1;
                if self.tried.len() == REMEMBERED {
                    self.tried.remove(0);
                }
                self.tried.push(stamp.at);
            }
            MessageEvent::Released => {
                self.state = MessageState::Queued;
                self.claim = None;
                self.attempts = self.attempts.saturating_sub(1);
                self.tried.pop();
            }
            MessageEvent::Delivered { answer } => {
                self.state = MessageState::Sent;
                self.claim = None;
                self.retry_at = None;
                self.sent_at = Some(stamp.at);
                self.answer = Some(answer.clone()).filter(|answer| !answer.is_empty());
            }
            MessageEvent::Failed { reason, retry_at, unclear } => {
                self.failed(reason, *unclear);
                self.state = MessageState::Failed;
                self.retry_at = Some(*retry_at);
            }
            MessageEvent::GivenUp { reason, unclear } => {
                self.failed(reason, *unclear);
                self.state = MessageState::GivenUp;
            }
            MessageEvent::Cancelled { .. } => {
                self.maybe_twice |= self.state == MessageState::Sending;
                self.state = MessageState::Cancelled;
                self.claim = None;
                self.retry_at = None;
            }
            MessageEvent::Retried => {
                self.state = MessageState::Queued;
                self.since = stamp.at;
                self.retry_at = None;
            }
        }
        self
    }

    fn failed(&mut self, reason: &str, unclear: bool) {
        self.maybe_twice |= unclear;
        self.claim = None;
        self.retry_at = None;
        self.last_error = Some(reason.to_owned());
    }
}

//! Messages that leave the room: what is to be said, in what words, by which channel, and how often one tries.
//!
//! - `matters`: what is to be said now, from rows of the tables (pure); `outbox` puts it into the queue of the store,
//!   says which message is next, and takes down what came of it;
//! - `text`: the words, which have a number, an urgency and a time, never a title or a person;
//! - `robot`, `mail`, `hook`: one attempt by a channel; `secret`: where their keys come from;
//! - `pace`: limits on rates and the time between attempts.
//!
//! Nothing here reads the clock: whoever drives the outbox (the command line) says what time it is. Nothing here can
//! touch a recipient's state: that a message was sent is no receipt.

mod hook;
mod mail;
mod matters;
mod outbox;
mod pace;
mod robot;
mod secret;
mod text;

use chrono::{DateTime, TimeDelta, Utc};

use crate::config::{Channel, ChannelKind};
use crate::domain::Id;
use crate::domain::outgoing::Note;

pub use matters::{Matter, ahead, next_turn, notes, stands};
pub use outbox::{Job, Outbox, Plan, Trouble, fresh};
pub use pace::{free_at, wait};
pub use robot::{Request, judge, request};
pub use secret::read as read_secret;
pub use text::compose;

/// One message on its way, for one attempt.
#[derive(Debug, Clone)]
pub struct Parcel {
    /// The message; the same in every attempt, so that who receives it can tell a second copy.
    pub id: Id,
    /// What it says.
    pub note: Note,
    /// The same in words.
    pub text: String,
    /// Which attempt it is, from 1.
    pub attempt: u32,
    /// An earlier attempt may have arrived.
    pub maybe_twice: bool,
    /// The time (UTC).
    pub now: DateTime<Utc>,
}

/// What an attempt came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attempt {
    /// The channel took it; what it answered, in short.
    Taken(String),
    /// It did not, as far as is known.
    Failed(Failure),
}

/// Why an attempt failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// A code such as `http 503`; never an address or a secret.
    pub reason: String,
    /// The channel may have taken it all the same.
    pub unclear: bool,
    /// Trying soon is of no use: something must be put right first.
    pub lasting: bool,
    /// The service wants to be left alone for this long.
    pub wait: Option<TimeDelta>,
}

impl Failure {
    /// A failure that may pass.
    pub fn new(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), unclear: false, lasting: false, wait: None }
    }

    /// It is not known whether the channel took it.
    #[must_use]
    pub fn unclear(self) -> Self {
        Self { unclear: true, ..self }
    }

    /// It will not pass by itself.
    #[must_use]
    pub fn lasting(self) -> Self {
        Self { lasting: true, ..self }
    }

    /// Nothing more for this long.
    #[must_use]
    pub fn wait(self, wait: TimeDelta) -> Self {
        Self { wait: Some(wait), ..self }
    }
}

impl From<Failure> for Attempt {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// Tries once to send a message by a channel; blocks for as long as the channel may take.
pub fn attempt(channel: &Channel, parcel: &Parcel) -> Attempt {
    let tried = match &channel.kind {
        ChannelKind::Robot { .. } => robot::send(channel, parcel),
        ChannelKind::Mail(mail) => mail::send(channel, mail, parcel),
        ChannelKind::Hook { command } => hook::run(channel, command, parcel),
    };
    tried.map_or_else(Attempt::Failed, Attempt::Taken)
}

/// How long an attempt may take.
fn patience(channel: &Channel) -> std::time::Duration {
    channel.timeout.to_std().unwrap_or(std::time::Duration::from_secs(1))
}

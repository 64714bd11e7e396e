//! 外发消息: what is said outside of the duty room, and what became of it.
//!
//! A message says a number, an urgency and a time, never a title or a person: it goes through hands that are not ours.
//! It is sent at least once or openly given up. That it was sent says nothing of who has read it: no receipt anywhere
//! follows from it.

mod decide;
mod event;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::deadline::Deadline;
use super::id::{Id, Stream};
use super::named::named;
use super::refusal::Refusal;
use super::urgency::Urgency;

pub use decide::{MessageCommand, decide};
pub use event::MessageEvent;

named! {
    /// State of a message.
    MessageState {
        /// Waits to be sent.
        Queued = "queued",
        /// A worker has it in hand; nobody else sends it until the claim ends.
        Sending = "sending",
        /// The channel took it. Whether anybody has read it is not known.
        Sent = "sent",
        /// The channel did not take it; it is tried again.
        Failed = "failed",
        /// It could not be sent in all the time there was: somebody has to tell by telephone.
        GivenUp = "given_up",
        /// An officer does not want it sent any more.
        Cancelled = "cancelled",
    }
}

named! {
    /// Why a message is sent.
    Purpose {
        /// An urgent paper is here and nobody has taken notice.
        UrgentArrival = "urgent_arrival",
        /// A notice went out to units, who are to sign for it.
        DispatchSent = "dispatch_sent",
        /// Half of the time has passed and a unit has not signed (过半再催).
        Reurge = "reurge",
        /// A unit has not signed in time: its leader.
        UnitLeader = "unit_leader",
        /// Nobody acted on an alarm: the leader on duty.
        DutyLeader = "duty_leader",
        /// A time has passed and the work is still owed.
        DeadlineMissed = "deadline_missed",
        /// An emergency is to be reported.
        Emergency = "emergency",
        /// Somebody tries a channel.
        Test = "test",
    }
}

impl MessageState {
    /// Whether it still asks for something: to be sent, or, once given up, for a person.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Sent | Self::Cancelled)
    }

    /// Verbs that the state allows an officer, the most natural first.
    pub const fn verbs(self) -> &'static [&'static str] {
        match self {
            Self::Queued | Self::Sending => &["cancel"],
            Self::Failed | Self::GivenUp => &["retry", "cancel"],
            Self::Cancelled => &["retry"],
            Self::Sent => &[],
        }
    }
}

/// What a message says, and where it goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Id of the channel in the configuration.
    pub channel: String,
    /// Why.
    pub purpose: Purpose,
    /// What it is about; none for a trial of a channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Stream>,
    /// Which of several for the same purpose: the number of a reminder, the id of a unit. Never shown outside.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub step: String,
    /// The number by which people find it: `2020-0007`, or how its id begins while it has none.
    pub number: String,
    /// How urgent, for what has an urgency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgency: Option<Urgency>,
    /// What is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Deadline>,
    /// When (UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<DateTime<Utc>>,
}

/// A number is at most so long; what is longer is a title.
const LONGEST_NUMBER: usize = 32;
/// What a channel answers is kept so far.
const LONGEST_ANSWER: usize = 120;

impl Note {
    /// The identity of the message: the same matter gives the same id, so that whoever finds it first queues it, and
    /// nobody twice.
    pub fn id(&self) -> Id {
        let about = self.about.map(|about| about.to_string()).unwrap_or_default();
        let parts = [self.channel.as_str(), self.purpose.name(), &about, &self.step];
        let digest = Sha256::digest(parts.join("\u{1f}").as_bytes());
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
        Id::from_bytes(bytes)
    }

    /// Refuses what must not go outside. A number has digits, Latin letters and strokes only, so that no title and no
    /// name of a person can ever stand in its place.
    ///
    /// # Errors
    /// [`Refusal::Missing`] and [`Refusal::BadValue`]
    fn check(&self) -> Result<(), Refusal> {
        if self.channel.trim().is_empty() {
            return Err(Refusal::Missing { field: "channel" });
        }
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/');
        let number = &self.number;
        let fits = number.len() <= LONGEST_NUMBER && number.chars().all(plain);
        if !fits || !number.bytes().any(|byte| byte.is_ascii_digit()) {
            return Err(Refusal::BadValue { field: "number", value: number.clone() });
        }
        Ok(())
    }
}

/// A worker has a message in hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Which worker: host and process, and a number of its own.
    pub worker: String,
    /// Until when nobody else sends it (UTC). After that the worker counts as dead.
    pub until: DateTime<Utc>,
}

/// A message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// What it says and where it goes.
    pub note: Note,
    /// State.
    pub state: MessageState,
    /// Since when it waits to be sent (UTC): when it was queued, or an officer had it tried again.
    pub since: DateTime<Utc>,
    /// How often it was tried since it was first queued; the attempt that goes on counts.
    pub attempts: u32,
    /// Who is sending it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<Claim>,
    /// When it is tried again (UTC), after a failure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_at: Option<DateTime<Utc>>,
    /// Why the last attempt failed, in short; without addresses and secrets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_error: Option<String>,
    /// One attempt ended without news: the channel may have taken it, so that it may arrive twice.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub maybe_twice: bool,
    /// When the channel took it (UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<DateTime<Utc>>,
    /// What the channel answered, in short. No proof that anybody has read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// When it was handed to the channel, whatever came of it (UTC), the last few times; limits on rates go by it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tried: Vec<DateTime<Utc>>,
}

impl Message {
    /// The stream of the message with this id.
    pub const fn stream(id: Id) -> Stream {
        Stream::new(super::id::Kind::Message, id)
    }

    /// When a worker may take it (UTC); none if there is nothing to send.
    pub fn ready_at(&self) -> Option<DateTime<Utc>> {
        match self.state {
            MessageState::Queued => Some(self.since),
            MessageState::Failed => Some(self.retry_at.unwrap_or(self.since)),
            MessageState::Sending => Some(self.claim.as_ref().map_or(self.since, |claim| claim.until)),
            MessageState::Sent | MessageState::GivenUp | MessageState::Cancelled => None,
        }
    }
}

/// What a channel said, short enough to keep and without control characters.
fn short(text: &str) -> String {
    let clean = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    clean.take(LONGEST_ANSWER).collect::<String>().trim().to_owned()
}

//! 误判核放: two officers say that a text which looks like a classification marking bears none.
//!
//! Each of the two presents the text; what is kept is a salt and the salted SHA-256 of it, who, when, and a word out of a
//! fixed list for the reason. Nobody can read the text back, and the reason cannot carry any of it. The clearance holds
//! for that very text alone: a changed letter is another text.

use std::fmt::Write;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::event::{Aggregate, Event, Inapplicable, Stamp, aggregate_of};
use super::facts::{Changes, Context, Facts, Stop};
use super::id::{Id, Stream};
use super::named::named;
use super::refusal::Refusal;

/// How long a proposal waits for the second officer, and a clearance for its use. A rule of safety, not a preference of
/// the office: two who look at the same text do so in the same duty day.
const HOLDS: TimeDelta = TimeDelta::hours(24);

named! {
    /// State of a clearance.
    ClearanceState {
        /// One officer says so.
        Proposed = "proposed",
        /// Two say so; the text may come in.
        Confirmed = "confirmed",
        /// The text has come in.
        Used = "used",
    }
}

named! {
    /// Why it is no marking. A list and no free text, so that nothing of the content can slip in.
    ClearanceReason {
        /// A term that merely contains the word, such as 商业秘密.
        Term = "term",
        /// A blank form, a sample or training material.
        Form = "form",
        /// It was declassified, and the notice of that was seen.
        Declassified = "declassified",
        /// It was published.
        Public = "public",
    }
}

impl ClearanceState {
    /// Whether it still waits for something.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Used)
    }

    /// Verbs that the state allows. The desk and `do` have none of them: both officers must bring the text along.
    pub const fn verbs(self) -> &'static [&'static str] {
        &[]
    }
}

/// A clearance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clearance {
    /// Chance that goes into the digest, in hexadecimal.
    pub salt: String,
    /// [`salted`] of the text.
    pub digest: String,
    /// Why it is no marking.
    pub reason: ClearanceReason,
    /// State.
    pub state: ClearanceState,
    /// The first officer, and when (UTC).
    pub proposed: (String, DateTime<Utc>),
    /// The second officer, and when (UTC).
    pub confirmed: Option<(String, DateTime<Utc>)>,
    /// Unless it is used before then, it is void (UTC).
    pub expires_at: DateTime<Utc>,
    /// What the text became.
    pub paper: Option<Stream>,
}

/// What happens to a clearance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClearanceEvent {
    /// The first officer says so.
    Proposed {
        /// Chance that goes into the digest, in hexadecimal.
        salt: String,
        /// [`salted`] of the text.
        digest: String,
        /// Why it is no marking.
        reason: ClearanceReason,
        /// Until when it must be used (UTC).
        expires_at: DateTime<Utc>,
    },
    /// The second officer says so too.
    Confirmed,
    /// The text has come in.
    Used {
        /// What it became.
        paper: Stream,
    },
}

/// What people and programs ask of a clearance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClearanceCommand {
    /// The first officer says that the text with this digest bears no marking.
    Propose {
        /// At least 32 hexadecimal digits of chance.
        salt: String,
        /// [`salted`] of the text.
        digest: String,
        /// Why it is no marking.
        reason: ClearanceReason,
    },
    /// Another officer, with the same text in hand, says so too.
    Confirm {
        /// [`salted`] of the text that the second officer presents.
        digest: String,
    },
    /// The text was let in. Once used, it stays good for that text, so that the same file can be taken in again.
    Use {
        /// What it became.
        paper: Stream,
    },
}

/// Salt and SHA-256 over salt and content, in hexadecimal: what is kept instead of the content.
pub fn salted(salt: &str, content: &[u8]) -> String {
    let mut hash = Sha256::new();
    hash.update((salt.len() as u64).to_be_bytes());
    hash.update(salt.as_bytes());
    hash.update(content);
    hash.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a string does not fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The clearance of this content that still means something at `now` (UTC): it stands, or waits for the second officer.
pub fn about<'k>(
    known: &'k [(Id, Clearance)],
    content: &[u8],
    now: DateTime<Utc>,
) -> Option<&'k (Id, Clearance)> {
    let alive = known.iter().filter(|(_, one)| one.stands(now) || one.waits(now));
    let mut same = alive.filter(|(_, one)| one.is_about(content));
    same.clone().find(|(_, one)| one.stands(now)).or_else(|| same.next())
}

/// The note of a paper, saying by which clearance it came in.
pub fn noted(note: Option<String>, id: Id) -> Option<String> {
    let told = format!("clearance/{id}");
    Some(note.map_or(told.clone(), |note| format!("{note}\n{told}")))
}

impl Clearance {
    /// Whether it is about this content.
    pub fn is_about(&self, content: &[u8]) -> bool {
        salted(&self.salt, content) == self.digest
    }

    /// Whether the text may come in at `now`.
    pub fn stands(&self, now: DateTime<Utc>) -> bool {
        match self.state {
            ClearanceState::Proposed => false,
            ClearanceState::Confirmed => now < self.expires_at,
            ClearanceState::Used => true,
        }
    }

    /// Whether a second officer may still confirm it at `now`.
    pub fn waits(&self, now: DateTime<Utc>) -> bool {
        self.state == ClearanceState::Proposed && now < self.expires_at
    }
}

impl Aggregate for Clearance {
    aggregate_of!(Clearance, ClearanceEvent);

    fn apply(before: Option<Self>, stamp: &Stamp, event: &ClearanceEvent) -> Result<Self, Inapplicable> {
        let by = || (stamp.by.clone(), stamp.at);
        match (before, event) {
            (None, ClearanceEvent::Proposed { salt, digest, reason, expires_at }) => Ok(Self {
                salt: salt.clone(),
                digest: digest.clone(),
                reason: *reason,
                state: ClearanceState::Proposed,
                proposed: by(),
                confirmed: None,
                expires_at: *expires_at,
                paper: None,
            }),
            (Some(clearance), ClearanceEvent::Confirmed) => {
                Ok(Self { state: ClearanceState::Confirmed, confirmed: Some(by()), ..clearance })
            }
            (Some(clearance), ClearanceEvent::Used { paper }) => {
                Ok(Self { state: ClearanceState::Used, paper: Some(*paper), ..clearance })
            }
            _ => Err(Inapplicable("a clearance begins by being proposed, once".to_owned())),
        }
    }
}

/// Decides a command on one clearance.
///
/// # Errors
/// [`Stop::Refused`]: the same officer twice, another text, or too late.
pub fn decide(
    facts: &dyn Facts,
    cx: &Context<'_>,
    id: Id,
    command: &ClearanceCommand,
) -> Result<Vec<Event>, Stop> {
    if let ClearanceCommand::Propose { salt, digest, reason } = command {
        hexadecimal("salt", salt, 32)?;
        hexadecimal("digest", digest, 64)?;
        let mut clearance = Changes::<Clearance>::new(facts, cx, id)?;
        let (salt, digest, reason) = (salt.clone(), digest.clone(), *reason);
        clearance.emit(ClearanceEvent::Proposed { salt, digest, reason, expires_at: cx.now + HOLDS })?;
        return Ok(clearance.into_events());
    }
    let mut clearance = Changes::<Clearance>::on(facts, cx, id)?;
    let now = clearance.state()?;
    let event = match command {
        ClearanceCommand::Propose { .. } => return Err(Refusal::Exists { stream: clearance.stream() }.into()),
        ClearanceCommand::Confirm { digest } => confirm(cx, &clearance, now, digest)?,
        // The same text again: nothing new.
        ClearanceCommand::Use { .. } if now.state == ClearanceState::Used => return Ok(Vec::new()),
        ClearanceCommand::Use { paper } => {
            clearance.demand(now.state == ClearanceState::Confirmed, "use", now.state.verbs())?;
            in_time(cx, now, "use")?;
            ClearanceEvent::Used { paper: *paper }
        }
    };
    clearance.emit(event)?;
    Ok(clearance.into_events())
}

fn confirm(
    cx: &Context<'_>,
    changes: &Changes<Clearance>,
    now: &Clearance,
    digest: &str,
) -> Result<ClearanceEvent, Stop> {
    changes.demand(now.state == ClearanceState::Proposed, "confirm", now.state.verbs())?;
    if now.proposed.0 == cx.officer.name {
        return Err(Refusal::SamePerson { name: cx.officer.name.clone() }.into());
    }
    if digest != now.digest {
        return Err(Refusal::BadValue { field: "digest", value: digest.to_owned() }.into());
    }
    in_time(cx, now, "confirm")?;
    Ok(ClearanceEvent::Confirmed)
}

fn in_time(cx: &Context<'_>, now: &Clearance, verb: &'static str) -> Result<(), Refusal> {
    if cx.now < now.expires_at { Ok(()) } else { Err(Refusal::TooLate { verb, until: now.expires_at }) }
}

/// Content must not slip in where chance and digests belong.
fn hexadecimal(field: &'static str, text: &str, least: usize) -> Result<(), Refusal> {
    let fits = text.len() >= least && text.len() <= 128 && text.bytes().all(|b| b.is_ascii_hexdigit());
    // The value is not repeated: it may be content.
    if fits { Ok(()) } else { Err(Refusal::BadValue { field, value: String::new() }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_of_salt_and_content_and_of_neither_alone() {
        let digest = salted("00ff", "机密".as_bytes());
        assert_eq!((digest.len(), digest.as_str()), (64, salted("00ff", "机密".as_bytes()).as_str()));
        assert_ne!(digest, salted("00fe", "机密".as_bytes()));
        assert_ne!(digest, salted("00ff", "秘密".as_bytes()));
        assert_ne!(salted("ab", b"c"), salted("a", b"bc"), "salt and content do not run into each other");
    }
}

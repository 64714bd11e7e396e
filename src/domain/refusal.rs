//! Why the domain says no. Typed, without prose: the words are in `i18n`.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::id::Stream;
use super::officer::Role;

/// A refused command. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case", tag = "code")]
#[error("{}", self.code())]
pub enum Refusal {
    /// There is no such entity (or its creation was undone).
    NotFound {
        /// What was looked for.
        stream: Stream,
    },
    /// There is already an entity with this id.
    Exists {
        /// The id that is taken.
        stream: Stream,
    },
    /// The verb does not fit the state.
    WrongState {
        /// The entity.
        stream: Stream,
        /// The state it is in.
        state: &'static str,
        /// What was asked.
        verb: &'static str,
        /// Verbs that its state allows, the most natural first.
        allowed: Vec<&'static str>,
    },
    /// Something that must be given is missing.
    Missing {
        /// Name of the field.
        field: &'static str,
    },
    /// A report of an emergency lacks elements; all of them are named.
    Elements {
        /// Name of the report: `phone`, `initial`, `follow_up`, `final`.
        report: &'static str,
        /// Names of the elements.
        missing: Vec<&'static str>,
    },
    /// A value cannot be right.
    BadValue {
        /// Name of the field.
        field: &'static str,
        /// The value, as given.
        value: String,
    },
    /// The role may not do this.
    Role {
        /// Role of the person.
        role: Role,
        /// Least role that may.
        needed: Role,
    },
    /// The end of a shelving or snooze must lie ahead.
    NotAhead {
        /// The time given (UTC).
        until: DateTime<Utc>,
    },
    /// What an item would wait for has happened already, or does not happen.
    NotAwaited {
        /// What: a flight or ship.
        what: String,
        /// State it is in.
        state: &'static str,
    },
    /// The source of an arrival has said something else since.
    Outdated {
        /// The arrival that is known.
        stream: Stream,
    },
    /// It asks for attention already.
    NotSilent,
    /// The time for it has passed.
    TooLate {
        /// What was asked.
        verb: &'static str,
        /// It was possible until (UTC).
        until: DateTime<Utc>,
    },
    /// The time for it has not come.
    TooEarly {
        /// What was asked.
        verb: &'static str,
        /// It is possible from (UTC).
        from: DateTime<Utc>,
    },
    /// Only one certain person may do this.
    OnlyBy {
        /// The person.
        name: String,
    },
    /// The unit is not in the configuration.
    UnknownUnit {
        /// As given.
        unit: String,
    },
    /// The unit is no recipient of the dispatch.
    NotRecipient {
        /// As given.
        unit: String,
    },
    /// The verb does not fit how a recipient stands.
    RecipientState {
        /// The recipient (unit).
        unit: String,
        /// How it stands.
        state: &'static str,
        /// What was asked.
        verb: &'static str,
    },
    /// Another step of the plan comes first.
    OutOfOrder {
        /// Name of that step.
        next: String,
    },
    /// The one who submits a rectification never verifies it.
    SamePerson {
        /// The person.
        name: String,
    },
    /// The same person or vehicle would be in two places at once.
    Overlap {
        /// Who or what.
        who: String,
        /// The engagement that is in the way.
        with: Stream,
        /// It lasts until (UTC).
        until: DateTime<Utc>,
    },
    /// None of the languages asked for is spoken.
    Language {
        /// Who.
        who: String,
        /// Languages needed (BCP 47).
        needed: Vec<String>,
    },
    /// A soft limit on work is exceeded; may be overridden with a reason.
    WorkLimit {
        /// Who.
        who: String,
        /// The rule.
        rule: &'static str,
    },
    /// More people than seats or rooms.
    Capacity {
        /// What is too small.
        what: String,
        /// How many it holds.
        holds: u32,
        /// How many are asked for.
        asked: u32,
    },
    /// A site has no rooms left for all of them.
    Rooms {
        /// Id of the site.
        site: String,
        /// How many rooms it has.
        rooms: u32,
        /// How many of them are reserved or taken by others.
        taken: u32,
        /// How many are asked for.
        asked: u32,
    },
    /// A vehicle or driver comes too late from one run to the next.
    NotThere {
        /// Who or what.
        who: String,
        /// The run before or after.
        with: Stream,
        /// There and ready only then (UTC).
        ready: DateTime<Utc>,
        /// The time for disinfection is counted in.
        disinfection: bool,
    },
    /// The headcount of a run does not add up.
    Headcount {
        /// People expected.
        expected: u32,
        /// People who boarded.
        boarded: u32,
        /// People delivered.
        delivered: u32,
        /// People who left the run before boarding.
        exits_before: u32,
        /// People who left it on the road.
        exits_on_road: u32,
    },
    /// There is nothing of this officer's to undo or redo.
    NothingToUndo,
    /// Others have changed the entity since; undoing would undo their work too.
    ChangedSince {
        /// The entity.
        stream: Stream,
        /// Who changed it.
        by: String,
        /// When (UTC).
        at: DateTime<Utc>,
    },
    /// The verb means nothing for this kind of entity.
    NotForThis {
        /// The entity.
        stream: Stream,
        /// What was asked.
        verb: &'static str,
    },
}

impl Refusal {
    /// Stable code, as in JSON.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotFound { .. } => "not_found",
            Self::Exists { .. } => "exists",
            Self::WrongState { .. } => "wrong_state",
            Self::Missing { .. } => "missing",
            Self::Elements { .. } => "elements",
            Self::BadValue { .. } => "bad_value",
            Self::Role { .. } => "role",
            Self::NotAhead { .. } => "not_ahead",
            Self::NotAwaited { .. } => "not_awaited",
            Self::Outdated { .. } => "outdated",
            Self::NotSilent => "not_silent",
            Self::TooLate { .. } => "too_late",
            Self::TooEarly { .. } => "too_early",
            Self::OnlyBy { .. } => "only_by",
            Self::UnknownUnit { .. } => "unknown_unit",
            Self::NotRecipient { .. } => "not_recipient",
            Self::RecipientState { .. } => "recipient_state",
            Self::OutOfOrder { .. } => "out_of_order",
            Self::SamePerson { .. } => "same_person",
            Self::Overlap { .. } => "overlap",
            Self::Language { .. } => "language",
            Self::WorkLimit { .. } => "work_limit",
            Self::Capacity { .. } => "capacity",
            Self::Rooms { .. } => "rooms",
            Self::NotThere { .. } => "not_there",
            Self::Headcount { .. } => "headcount",
            Self::NothingToUndo => "nothing_to_undo",
            Self::ChangedSince { .. } => "changed_since",
            Self::NotForThis { .. } => "not_for_this",
        }
    }
}

/// The text without blanks around it; refused when nothing is left.
///
/// # Errors
/// [`Refusal::Missing`]
pub fn given(field: &'static str, text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() { Err(Refusal::Missing { field }) } else { Ok(text.to_owned()) }
}

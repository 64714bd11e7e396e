//! From a command to a journal entry: read, decide, append and project in one transaction.

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::entry::Draft;
use super::error::StoreError;
use super::facts::Tables;
use super::journal::{AppendFailure, Journal};
use super::projection::{self, Later};
use super::schema;
use crate::domain::document::{self, DocumentCommand};
use crate::domain::facts::{Facts, Unreadable};
use crate::domain::id::IdSource;
use crate::domain::{
    Command, Context, Event, Id, Kind, Officer, Policy, Refusal, Stamp, Stop, Stream, decide,
};
use crate::view::Difference;

/// At most so many events are shown of what happened since.
const SINCE: usize = 50;

/// Something that somebody asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct Submission {
    /// Who asks.
    pub officer: Officer,
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// What is asked together bears one batch id.
    pub batch: Option<Id>,
    /// Versions that the officer saw; if one has changed, nothing happens.
    pub expect: Vec<(Stream, u32)>,
    /// What is asked.
    pub command: Command,
}

/// What became of a command that was accepted.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It is in the journal.
    Committed(Committed),
    /// There was nothing to do: it is so already (the same copy of a known paper).
    Unchanged {
        /// The entity it was about.
        stream: Option<Stream>,
    },
}

/// A command in the journal.
#[derive(Debug, Clone, PartialEq)]
pub struct Committed {
    /// Number of its entry.
    pub seq: u64,
    /// The entities it touched, with the version they have now.
    pub streams: Vec<(Stream, u32)>,
    /// What happened.
    pub events: Vec<Event>,
}

/// Why a command changed nothing.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// The domain says no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Somebody else changed it first.
    #[error("changed by somebody else")]
    Changed(Vec<Difference>),
    /// Somebody else held the store for too long.
    #[error("the store is busy")]
    Busy,
    /// The store may not be written.
    #[error("the store is read-only")]
    ReadOnly,
    /// The store failed.
    #[error(transparent)]
    Storage(StoreError),
}

impl From<StoreError> for CommitError {
    fn from(error: StoreError) -> Self {
        if error.is_busy() {
            Self::Busy
        } else if error.is_read_only() {
            Self::ReadOnly
        } else {
            Self::Storage(error)
        }
    }
}

impl From<rusqlite::Error> for CommitError {
    fn from(error: rusqlite::Error) -> Self {
        StoreError::from(error).into()
    }
}

impl From<Stop> for CommitError {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Refused(refusal) => Self::Refused(refusal),
            Stop::Unreadable(Unreadable(error)) => match error.downcast::<StoreError>() {
                Ok(error) => Self::from(*error),
                Err(other) => Self::Storage(StoreError::Facts(Unreadable(other))),
            },
        }
    }
}

impl From<Unreadable> for CommitError {
    fn from(unreadable: Unreadable) -> Self {
        Stop::from(unreadable).into()
    }
}

impl From<AppendFailure> for CommitError {
    fn from(failure: AppendFailure) -> Self {
        match failure {
            // Inside the transaction that read the head, only another engine can have moved it.
            AppendFailure::Conflict => Self::Busy,
            other => Self::Storage(StoreError::Append(other)),
        }
    }
}

/// What came of one submission.
pub(super) type Answered = Result<Outcome, CommitError>;

/// The writing side of a store.
#[derive(Debug)]
pub(super) struct Runner {
    conn: Connection,
    policy: Policy,
    ids: IdSource,
}

impl Runner {
    pub(super) const fn new(conn: Connection, policy: Policy, ids: IdSource) -> Self {
        Self { conn, policy, ids }
    }

    /// From now on decisions go by these rules.
    pub(super) fn set_policy(&mut self, policy: Policy) {
        self.policy = policy;
    }

    /// Runs submissions in order, each an entry of its own with an outcome of its own, durable together. When this
    /// returns, every `Committed` of it is on the disk. Gives also whether there is any.
    pub(super) fn submit_all(&mut self, submissions: &[Submission]) -> (Vec<Answered>, bool) {
        let answers = match self.together(submissions) {
            Ok(answers) => answers,
            // One failed that had begun to write, which undid the others too: each by itself, then.
            Err(Undone::Halfway(_)) if submissions.len() > 1 => {
                submissions.iter().flat_map(|one| self.submit_all(std::slice::from_ref(one)).0).collect()
            }
            Err(Undone::Halfway(why) | Undone::Whole(why)) => {
                let again = |why: &CommitError| match why {
                    CommitError::Busy => CommitError::Busy,
                    CommitError::ReadOnly => CommitError::ReadOnly,
                    CommitError::Storage(StoreError::NewerSchema { found, known }) => {
                        CommitError::Storage(StoreError::NewerSchema { found: *found, known: *known })
                    }
                    other => CommitError::Storage(StoreError::Append(AppendFailure::Unavailable(
                        other.to_string(),
                    ))),
                };
                submissions.iter().map(|_| Err(again(&why))).collect()
            }
        };
        let committed = answers.iter().any(|answer| matches!(answer, Ok(Outcome::Committed(_))));
        (answers, committed)
    }

    /// Runs submissions in one transaction. A refusal leaves no trace, because it comes before anything is written; so
    /// there need be no savepoint for each, at which the full-text tables would write out all they have gathered.
    fn together(&mut self, submissions: &[Submission]) -> Result<Vec<Answered>, Undone> {
        let whole = |error: rusqlite::Error| Undone::Whole(error.into());
        self.conn.execute_batch("BEGIN IMMEDIATE").map_err(whole)?;
        // A newer program may have made the tables anew while this one had the store open.
        if let Err(error) = schema::layout(&self.conn) {
            self.conn.execute_batch("ROLLBACK").map_err(whole)?;
            return Err(Undone::Whole(error.into()));
        }
        let mut answers = Vec::with_capacity(submissions.len());
        let (mut ended, mut later) = (Ok(()), Later::default());
        for submission in submissions {
            match self.attempt(submission, &mut later) {
                Ok(answer) => answers.push(answer),
                Err(why) => {
                    ended = Err(Undone::Halfway(why));
                    break;
                }
            }
        }
        let ended = ended
            .and_then(|()| later.write(&self.conn).map_err(|error| Undone::Halfway(error.into())))
            .and_then(|()| self.conn.execute_batch("COMMIT").map_err(whole));
        // A commit that failed may leave the transaction open; nothing of it may stay.
        if ended.is_err() && !self.conn.is_autocommit() {
            self.conn.execute_batch("ROLLBACK").map_err(whole)?;
        }
        ended.map(|()| answers)
    }

    /// One command inside the transaction; an error means that it had begun to write, or that the tables failed.
    fn attempt(&mut self, submission: &Submission, later: &mut Later) -> Result<Answered, CommitError> {
        let id = self.ids.fresh(submission.at);
        let tables = Tables::new(&self.conn);
        match decided(tables, &self.policy, submission) {
            Ok(Decided::Events(shift, events)) => {
                let committed = write(tables, (id, shift), submission, events, later)?;
                Ok(Ok(Outcome::Committed(committed)))
            }
            Ok(Decided::Nothing(stream)) => Ok(Ok(Outcome::Unchanged { stream })),
            Err(why @ (CommitError::Refused(_) | CommitError::Changed(_))) => Ok(Err(why)),
            // Tables that cannot be read may have ended the transaction; nobody may go on outside of it.
            Err(why) => Err(why),
        }
    }
}

/// Why a transaction was undone.
enum Undone {
    /// One of its commands failed after it had begun to write.
    Halfway(CommitError),
    /// It could not be begun or not be committed.
    Whole(CommitError),
}

/// What is to be done about a command.
enum Decided {
    /// These events happen, on this shift.
    Events(Option<Id>, Vec<Event>),
    /// Nothing, because it is so already.
    Nothing(Option<Stream>),
}

/// Decides a command; only reads.
fn decided(tables: Tables<'_>, policy: &Policy, submission: &Submission) -> Result<Decided, CommitError> {
    let Submission { officer, at, expect, command, .. } = submission;
    let differences = differences(tables, expect)?;
    if !differences.is_empty() {
        return Err(CommitError::Changed(differences));
    }
    let on_duty = tables.shift_on_duty()?;
    let cx = Context { now: *at, officer, shift_ends: on_duty.map(|(_, ends)| ends), policy };
    let events = decide(&tables, &cx, command)?;
    if events.is_empty() {
        return Ok(Decided::Nothing(subject(tables, command)?));
    }
    Ok(Decided::Events(on_duty.map(|(shift, _)| shift), events))
}

/// Puts events into the journal and the tables.
fn write(
    tables: Tables<'_>,
    (id, shift): (Id, Option<Id>),
    submission: &Submission,
    events: Vec<Event>,
    later: &mut Later,
) -> Result<Committed, CommitError> {
    let Submission { officer, at, batch, .. } = submission;
    let journal = tables.journal();
    let tip = journal.tip()?;
    let draft = Draft { id, officer, shift, at: *at, basis: tip.seq, batch: *batch, prev: tip.hash };
    let unwritable =
        |error: serde_json::Error| StoreError::Table { table: "journal", what: error.to_string() };
    let bytes = draft.write(&events).map_err(unwritable)?;
    let seq = journal.append(&bytes, id, tip.seq)?;
    let stamp = Stamp { at: *at, by: officer.name.clone() };
    projection::apply(tables.conn, seq, &stamp, &events, later)?;
    Ok(Committed { seq, streams: versions(&events), events })
}

/// The entities of some events, with the last version of each.
fn versions(events: &[Event]) -> Vec<(Stream, u32)> {
    let mut streams: Vec<(Stream, u32)> = Vec::new();
    for event in events {
        match streams.iter_mut().find(|(stream, _)| *stream == event.stream) {
            Some((_, version)) => *version = event.version,
            None => streams.push((event.stream, event.version)),
        }
    }
    streams
}

/// The entity that a command turned out to be about: a copy is about the paper that is there already.
fn subject(tables: Tables<'_>, command: &Command) -> Result<Option<Stream>, CommitError> {
    if let Command::Document { act: DocumentCommand::Receive(paper), .. } = command
        && let Some(known) = document::known(&tables, paper)?
    {
        return Ok(Some(Stream::new(Kind::Document, known)));
    }
    Ok(command.stream())
}

/// What others have changed since the officer looked.
fn differences(tables: Tables<'_>, expect: &[(Stream, u32)]) -> Result<Vec<Difference>, CommitError> {
    let mut differences = Vec::new();
    for (stream, seen) in expect {
        let found = tables.version(*stream)?;
        if found == *seen {
            continue;
        }
        let entity = tables.entity(*stream)?.ok_or(Refusal::NotFound { stream: *stream })?;
        differences.push(Difference {
            stream: *stream,
            title: projection::title(tables.conn, &entity)?,
            seen: *seen,
            found,
            state: entity.state.name(),
            since: tables.history(*stream, *seen, SINCE)?,
        });
    }
    Ok(differences)
}

//! From a command to a journal entry: read, decide, append and project in one transaction.

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::entry::Draft;
use super::error::StoreError;
use super::facts::Tables;
use super::journal::{AppendFailure, Journal};
use super::projection;
use crate::domain::document::{DocumentCommand, identity};
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
        match self.in_transaction(submissions) {
            Ok(answers) => {
                let committed = answers.iter().any(|answer| matches!(answer, Ok(Outcome::Committed(_))));
                (answers, committed)
            }
            Err(error) => {
                let why = CommitError::from(error);
                let again = |why: &CommitError| match why {
                    CommitError::Busy => CommitError::Busy,
                    CommitError::ReadOnly => CommitError::ReadOnly,
                    other => CommitError::Storage(StoreError::Append(AppendFailure::Unavailable(
                        other.to_string(),
                    ))),
                };
                (submissions.iter().map(|_| Err(again(&why))).collect(), false)
            }
        }
    }

    fn in_transaction(&mut self, submissions: &[Submission]) -> rusqlite::Result<Vec<Answered>> {
        self.conn.execute_batch("BEGIN IMMEDIATE")?;
        let answers = submissions.iter().map(|one| self.at_savepoint(one)).collect();
        if let Err(error) = self.conn.execute_batch("COMMIT") {
            // A commit that failed may leave the transaction open; nothing of it may stay.
            if !self.conn.is_autocommit() {
                self.conn.execute_batch("ROLLBACK")?;
            }
            return Err(error);
        }
        Ok(answers)
    }

    fn at_savepoint(&mut self, submission: &Submission) -> Answered {
        self.conn.prepare_cached("SAVEPOINT one")?.execute([])?;
        let id = self.ids.fresh(submission.at);
        let tables = Tables::new(&self.conn);
        let answer = attempt(tables, &tables.journal(), &self.policy, id, submission);
        if answer.is_err() {
            self.conn.prepare_cached("ROLLBACK TO one")?.execute([])?;
        }
        self.conn.prepare_cached("RELEASE one")?.execute([])?;
        answer
    }
}

/// One command inside the transaction of `tables`; what fails halfway is rolled back by the caller.
fn attempt(
    tables: Tables<'_>,
    journal: &impl Journal,
    policy: &Policy,
    id: Id,
    submission: &Submission,
) -> Answered {
    let Submission { officer, at, batch, expect, command } = submission;
    let differences = differences(tables, expect)?;
    if !differences.is_empty() {
        return Err(CommitError::Changed(differences));
    }
    let on_duty = tables.shift_on_duty()?;
    let cx = Context { now: *at, officer, shift_ends: on_duty.map(|(_, ends)| ends), policy };
    let events = decide(&tables, &cx, command)?;
    if events.is_empty() {
        return Ok(Outcome::Unchanged { stream: subject(tables, command)? });
    }
    let tip = tables.journal().tip()?;
    let shift = on_duty.map(|(shift, _)| shift);
    let draft = Draft { id, officer, shift, at: *at, basis: tip.seq, batch: *batch, prev: tip.hash };
    let unwritable =
        |error: serde_json::Error| StoreError::Table { table: "journal", what: error.to_string() };
    let bytes = draft.write(&events).map_err(unwritable)?;
    let seq = journal.append(&bytes, id, tip.seq)?;
    projection::apply(tables.conn, seq, &Stamp { at: *at, by: officer.name.clone() }, &events)?;
    Ok(Outcome::Committed(Committed { seq, streams: versions(&events), events }))
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
        && let Some(known) = tables.same_paper(&identity(paper))?
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

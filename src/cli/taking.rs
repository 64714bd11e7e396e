//! Takes papers into the store, or decides in a trial what would become of them.

use std::collections::BTreeSet;

use super::problem::Problem;
use super::setting::{Setting, seed};
use crate::domain::document::{self, Attachment, DocumentCommand, Received, identity};
use crate::domain::id::IdSource;
use crate::domain::{Command, Officer, Refusal, Role};
use crate::intake::{Content, Enclosed};
use crate::store::{Attachments, CommitError, Outcome, Reader, Store, Submission};

/// What became of one paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is a paper of its own.
    New,
    /// It is a copy of one that is known.
    Known,
    /// It was not taken.
    Refused { code: &'static str, detail: String },
}

/// Where papers go.
pub(super) enum Taker {
    /// Into the store.
    Store { store: Store, officer: Officer, ids: IdSource, now: chrono::DateTime<chrono::Utc> },
    /// Nowhere; what is there already, if anything is, and what came before.
    Trial { reader: Option<Reader>, seen: BTreeSet<String> },
}

impl Taker {
    pub(super) fn open(setting: &Setting, trial: bool) -> Result<Self, Problem> {
        let officer = setting.officer()?;
        if officer.role < Role::Officer {
            return Err(Refusal::Role { role: officer.role, needed: Role::Officer }.into());
        }
        if trial {
            let reader = if setting.store_path()?.exists() { Some(setting.reader()?) } else { None };
            return Ok(Self::Trial { reader, seen: BTreeSet::new() });
        }
        let (store, ids) = (setting.writer(true)?, IdSource::seeded(seed()));
        let officer = setting.acting()?;
        Ok(Self::Store { store, officer, ids, now: setting.now })
    }

    /// Keeps the bytes that came with a paper, before the paper that names them is taken. A trial keeps nothing.
    pub(super) fn keep(&self, files: &[Enclosed], named: &[Attachment]) -> std::io::Result<()> {
        let Self::Store { store, .. } = self else { return Ok(()) };
        let beside = Attachments::beside(store.path());
        for (file, name) in files.iter().zip(named) {
            if let Content::Bytes(bytes) = &file.content {
                beside.keep(&name.digest, bytes)?;
            }
        }
        Ok(())
    }

    /// Takes some papers; one verdict each, in their order. All of them are durable when this returns.
    ///
    /// Fails as a whole only when the store does: then nothing of these papers was kept.
    pub(super) fn take(&mut self, papers: Vec<Received>) -> Result<Vec<Verdict>, Problem> {
        match self {
            Self::Trial { reader, seen } => {
                papers.iter().map(|paper| would(reader.as_ref(), seen, paper)).collect()
            }
            Self::Store { store, officer, ids, now } => {
                let submissions: Vec<Submission> = papers
                    .into_iter()
                    .map(|paper| Submission {
                        officer: officer.clone(),
                        at: *now,
                        batch: None,
                        expect: Vec::new(),
                        command: Command::Document {
                            id: ids.fresh(*now),
                            act: DocumentCommand::Receive(Box::new(paper)),
                        },
                    })
                    .collect();
                let wanted: Vec<_> = submissions.iter().map(|one| one.command.stream()).collect();
                let answers = store.submit_all(submissions).wait();
                answers.into_iter().zip(wanted).map(|(answer, stream)| verdict(answer, stream)).collect()
            }
        }
    }
}

fn would(reader: Option<&Reader>, seen: &mut BTreeSet<String>, paper: &Received) -> Result<Verdict, Problem> {
    let known = match reader {
        None => None,
        Some(reader) => document::known(&reader.facts(), paper).map_err(CommitError::from)?,
    };
    let first = seen.insert(identity(paper).key());
    Ok(if known.is_none() && first { Verdict::New } else { Verdict::Known })
}

fn verdict(
    answer: Result<Outcome, CommitError>,
    wanted: Option<crate::domain::Stream>,
) -> Result<Verdict, Problem> {
    match answer {
        Ok(Outcome::Committed(done)) if done.streams.iter().any(|(stream, _)| Some(*stream) == wanted) => {
            Ok(Verdict::New)
        }
        Ok(Outcome::Committed(_) | Outcome::Unchanged { .. }) => Ok(Verdict::Known),
        Err(CommitError::Refused(refusal)) => {
            Ok(Verdict::Refused { code: refusal.code(), detail: String::new() })
        }
        Err(error) => Err(error.into()),
    }
}

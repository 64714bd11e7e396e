//! Takes entries into the store, or decides in a trial what would become of them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::super::problem::Problem;
use super::super::setting::{Setting, seed};
use super::entry::{Entry, What};
use crate::domain::arrival::{Arrival, ArrivalCommand, Movement};
use crate::domain::clearance::ClearanceCommand;
use crate::domain::document::{self, Attachment, DocumentCommand, Received, identity};
use crate::domain::facts::Facts;
use crate::domain::finding::{Finding, FindingCommand};
use crate::domain::id::IdSource;
use crate::domain::volunteer::{Person, Volunteer, VolunteerCommand};
use crate::domain::{Aggregate, Command, Entity, Id, Kind, Officer, Refusal, Role, Stream};
use crate::intake::others::{finding_key, id_of, person_key};
use crate::intake::{Content, Enclosed, Subject};
use crate::store::{Attachments, CommitError, Outcome, Reader, Store, Submission};

/// What became of one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is one of its own.
    New,
    /// It is a copy of one that is known, or news of it.
    Known,
    /// It is older than what is known, which stays.
    Older,
    /// It was not taken.
    Refused { code: &'static str, detail: String },
}

/// Volunteers and findings that are known, by what makes two rows the same.
#[derive(Debug, Default)]
struct Index {
    volunteers: BTreeMap<String, (Id, Person)>,
    findings: BTreeSet<String>,
}

/// Where entries go.
pub(super) struct Taker {
    /// The store to write to; none in a trial.
    store: Option<(Store, Officer, IdSource)>,
    /// What is there already; none before there is a store.
    reader: Option<Reader>,
    index: Index,
    /// Papers and arrivals that came before in a trial.
    seen: BTreeSet<String>,
    /// What sources said of arrivals in a trial, by key.
    stated: BTreeMap<String, Movement>,
}

/// What is to be done with an entry.
enum Step {
    /// Ask the store, in the name of this stream.
    Ask(Command),
    /// Nothing: it is there already.
    Known,
}

impl Taker {
    /// Opens the store of the office, or looks into it for a trial.
    pub(super) fn open(setting: &Setting, officer: Officer, trial: bool) -> Result<Self, Problem> {
        if officer.role < Role::Officer {
            return Err(Refusal::Role { role: officer.role, needed: Role::Officer }.into());
        }
        let store =
            if trial { None } else { Some((setting.writer(true)?, officer, IdSource::seeded(seed()))) };
        let reader = if setting.store_path()?.exists() { Some(setting.reader()?) } else { None };
        Ok(Self { store, reader, index: Index::default(), seen: BTreeSet::new(), stated: BTreeMap::new() })
    }

    /// What is there already; none before there is a store.
    pub(super) const fn reader(&self) -> Option<&Reader> {
        self.reader.as_ref()
    }

    /// Looks up what tables of this subject may hold already.
    pub(super) fn prepare(&mut self, subject: Subject) -> Result<(), Problem> {
        let Some(reader) = &self.reader else { return Ok(()) };
        let all = |kind| reader.entities(kind, usize::MAX >> 1).map_err(CommitError::from);
        match subject {
            Subject::Documents | Subject::Arrivals => {}
            Subject::Volunteers => {
                let known = all(Kind::Volunteer)?;
                let people = known.iter().filter_map(|entity| {
                    let person = Volunteer::from_state(&entity.state)?.person.clone();
                    Some((person_key(&person), (entity.stream.id, person)))
                });
                self.index.volunteers = people.collect();
            }
            Subject::Findings => {
                let known = all(Kind::Finding)?;
                let keys = known.iter().filter_map(|entity| Finding::from_state(&entity.state));
                self.index.findings = keys.map(|finding| finding_key(&finding.observed)).collect();
            }
        }
        Ok(())
    }

    /// Keeps the bytes that came with a paper, before the paper that names them is taken. A trial keeps nothing.
    pub(super) fn keep(&self, files: &[Enclosed], named: &[Attachment]) -> std::io::Result<()> {
        let Some((store, ..)) = &self.store else { return Ok(()) };
        let beside = Attachments::beside(store.path());
        for (file, name) in files.iter().zip(named) {
            if let Content::Bytes(bytes) = &file.content {
                beside.keep(&name.digest, bytes)?;
            }
        }
        Ok(())
    }

    /// Takes some entries that came in at `now` (UTC); one verdict each, in their order. All of them are durable when
    /// this returns.
    ///
    /// Fails as a whole only when the store does: then what is durable of these entries attaches the next time.
    pub(super) fn take(&mut self, entries: Vec<Entry>, now: DateTime<Utc>) -> Result<Vec<Verdict>, Problem> {
        if self.store.is_none() {
            return entries.into_iter().map(|entry| self.would(entry)).collect();
        }
        // Papers go together and become durable together. The others are few, and each may follow on the one before.
        if entries.iter().all(|entry| matches!(entry.what, What::Paper(_))) {
            return self.take_together(entries, now);
        }
        let mut verdicts = Vec::with_capacity(entries.len());
        for entry in entries {
            verdicts.extend(self.take_together(vec![entry], now)?);
        }
        Ok(verdicts)
    }

    fn take_together(&mut self, entries: Vec<Entry>, now: DateTime<Utc>) -> Result<Vec<Verdict>, Problem> {
        let mut steps = Vec::with_capacity(entries.len());
        for entry in entries {
            let step = match &entry.what {
                // What a clearance is used for is told by the store, every time.
                What::Paper(paper) if entry.clearance.is_none() && self.has(paper)? => Step::Known,
                _ => self.step(entry.what, now)?,
            };
            steps.push((entry.clearance, step));
        }
        let Some((store, officer, _)) = &self.store else { return Ok(Vec::new()) };
        let submission = |command: Command| Submission {
            officer: officer.clone(),
            at: now,
            batch: None,
            expect: Vec::new(),
            command,
        };
        let asked = steps.iter().filter_map(|(_, step)| match step {
            Step::Ask(command) => Some(submission(command.clone())),
            Step::Known => None,
        });
        let mut answers = store.submit_all(asked.collect()).wait().into_iter();
        let (mut verdicts, mut used) = (Vec::with_capacity(steps.len()), Vec::new());
        for (clearance, step) in steps {
            let Step::Ask(command) = step else {
                verdicts.push(Verdict::Known);
                continue;
            };
            let Some(answer) = answers.next() else { break };
            let answer = self.again_if_void(answer, &command, now);
            let (verdict, stream) = verdict(answer, command.stream())?;
            if let (Some(id), Some(paper)) = (clearance, stream) {
                used.push(submission(Command::Clearance { id, act: ClearanceCommand::Use { paper } }));
            }
            verdicts.push(verdict);
        }
        for answer in store.submit_all(used).wait() {
            match answer {
                // It lapsed meanwhile: what came in is in, and the clearance is good for nothing more.
                Ok(_) | Err(CommitError::Refused(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(verdicts)
    }

    /// Whether exactly this copy of the paper is there already. It spares the store what it would answer with nothing;
    /// what others add meanwhile, and what came earlier in the same lot, the store itself finds.
    fn has(&self, paper: &Received) -> Result<bool, Problem> {
        let Some(reader) = &self.reader else { return Ok(false) };
        Ok(document::holds(&reader.facts(), paper).map_err(CommitError::from)?)
    }

    /// An id that is made out of what a row says is taken for good, even if what bore it was undone: then the row comes
    /// in under a fresh one.
    fn again_if_void(
        &self,
        answer: Result<Outcome, CommitError>,
        command: &Command,
        now: DateTime<Utc>,
    ) -> Result<Outcome, CommitError> {
        let Err(CommitError::Refused(Refusal::Exists { stream })) = &answer else { return answer };
        let void = match &self.reader {
            Some(reader) => reader.entity(*stream)?.is_some_and(|entity| entity.void),
            None => false,
        };
        let Some((store, officer, ids)) = self.store.as_ref().filter(|_| void) else {
            return Ok(Outcome::Unchanged { stream: Some(*stream) });
        };
        let fresh = ids.clone().fresh(now);
        let command = match command.clone() {
            Command::Volunteer { act, .. } => Command::Volunteer { id: fresh, act },
            Command::Finding { act, .. } => Command::Finding { id: fresh, act },
            other => other,
        };
        let (officer, expect) = (officer.clone(), Vec::new());
        store.submit(Submission { officer, at: now, batch: None, expect, command })
    }

    /// The command that an entry is, if there is anything to do.
    fn step(&mut self, what: What, now: DateTime<Utc>) -> Result<Step, Problem> {
        Ok(match what {
            What::Paper(paper) => {
                Step::Ask(Command::Document { id: self.fresh(now), act: DocumentCommand::Receive(paper) })
            }
            What::Arrival(movement) => {
                let movement = self.with_what_is_known(*movement)?;
                let act = ArrivalCommand::Report(Box::new(movement));
                Step::Ask(Command::Arrival { id: self.fresh(now), act })
            }
            What::Volunteer(person) => {
                let key = person_key(&person);
                let known =
                    self.index.volunteers.insert(key.clone(), (id_of("volunteer", &key), person.clone()));
                match known {
                    Some((id, before)) => {
                        self.index.volunteers.insert(key, (id, person.clone()));
                        if same_person(&before, &person) {
                            Step::Known
                        } else {
                            Step::Ask(Command::Volunteer { id, act: VolunteerCommand::Amend(person) })
                        }
                    }
                    None => {
                        let id = id_of("volunteer", &key);
                        Step::Ask(Command::Volunteer { id, act: VolunteerCommand::Enrol(person) })
                    }
                }
            }
            What::Finding(observed) => {
                let key = finding_key(&observed);
                let id = id_of("finding", &key);
                if self.index.findings.insert(key) {
                    Step::Ask(Command::Finding { id, act: FindingCommand::Raise(observed) })
                } else {
                    Step::Known
                }
            }
        })
    }

    fn fresh(&mut self, now: DateTime<Utc>) -> Id {
        match &mut self.store {
            Some((_, _, ids)) => ids.fresh(now),
            None => Id::from_parts(0, 0),
        }
    }

    /// What is known of the arrival with the key of this one.
    fn newest_of(&self, movement: &Movement) -> Result<Option<Movement>, Problem> {
        if let Some(stated) = self.stated.get(&movement.key) {
            return Ok(Some(stated.clone()));
        }
        let Some(reader) = &self.reader else { return Ok(None) };
        let Some(id) = reader.facts().arrival_by_key(&movement.key).map_err(CommitError::from)? else {
            return Ok(None);
        };
        let entity = reader.entity(Stream::new(Kind::Arrival, id)).map_err(CommitError::from)?;
        Ok(entity.as_ref().and_then(of::<Arrival>).map(|known| known.movement.clone()))
    }

    /// News of an arrival need not repeat what its source has said of it.
    fn with_what_is_known(&self, mut movement: Movement) -> Result<Movement, Problem> {
        let Some(known) = self.newest_of(&movement)? else { return Ok(movement) };
        let known = known.as_stated();
        if movement.origin.is_empty() {
            movement.origin.clone_from(&known.origin);
        }
        if movement.languages.is_empty() {
            movement.languages.clone_from(&known.languages);
        }
        if movement.passengers == 0 {
            movement.passengers = known.passengers;
        }
        movement.estimated_at = movement.estimated_at.or(known.estimated_at);
        movement.actual_at = movement.actual_at.or(known.actual_at);
        Ok(movement)
    }

    /// What would become of it.
    fn would(&mut self, entry: Entry) -> Result<Verdict, Problem> {
        let (known, key) = match &entry.what {
            What::Paper(paper) => {
                let known = self.reader.as_ref().map(|reader| document::known(&reader.facts(), paper));
                (known.transpose().map_err(CommitError::from)?.flatten(), identity(paper).key())
            }
            What::Arrival(movement) => {
                let known = self.reader.as_ref().map(|reader| reader.facts().arrival_by_key(&movement.key));
                if self.newest_of(movement)?.is_some_and(|known| movement.is_older_than(&known)) {
                    return Ok(Verdict::Older);
                }
                self.stated.insert(movement.key.clone(), (**movement).clone());
                (known.transpose().map_err(CommitError::from)?.flatten(), movement.key.clone())
            }
            What::Volunteer(_) | What::Finding(_) => {
                let step = self.step(entry.what, DateTime::UNIX_EPOCH)?;
                let new = matches!(
                    step,
                    Step::Ask(
                        Command::Volunteer { act: VolunteerCommand::Enrol(_), .. } | Command::Finding { .. }
                    )
                );
                return Ok(if new { Verdict::New } else { Verdict::Known });
            }
        };
        let first = self.seen.insert(key);
        Ok(if known.is_none() && first { Verdict::New } else { Verdict::Known })
    }
}

fn of<A: Aggregate>(entity: &Entity) -> Option<&A> {
    A::from_state(&entity.state)
}

fn same_person(one: &Person, other: &Person) -> bool {
    one.kind == other.kind && one.languages == other.languages
}

/// What an answer means, and what the entry became.
fn verdict(
    answer: Result<Outcome, CommitError>,
    wanted: Option<Stream>,
) -> Result<(Verdict, Option<Stream>), Problem> {
    match answer {
        Ok(Outcome::Committed(done)) => {
            let fresh = done.events.iter().any(|event| event.version == 1);
            let stream = done.streams.first().map(|(stream, _)| *stream);
            Ok((if fresh { Verdict::New } else { Verdict::Known }, stream))
        }
        Ok(Outcome::Unchanged { stream }) => Ok((Verdict::Known, stream.or(wanted))),
        Err(CommitError::Refused(Refusal::Outdated { stream })) => Ok((Verdict::Older, Some(stream))),
        Err(CommitError::Refused(refusal)) => {
            Ok((Verdict::Refused { code: refusal.code(), detail: String::new() }, None))
        }
        Err(error) => Err(error.into()),
    }
}

//! `dutydesk do VERB ID…`: the verbs of the desk. Each item is an entry of its own.

use serde_json::{Value, json};

use super::args::Do;
use super::bulletin;
use super::given::{given, option, unused};
use super::item::{self, View};
use super::out::{Fields, Out};
use super::problem::{Exit, Problem};
use super::setting::{Setting, seed};
use super::{show, undo};
use crate::capture::snooze::at_the_latest;
use crate::domain::dispatch::DispatchState;
use crate::domain::document::{self, Document};
use crate::domain::finding::Finding;
use crate::domain::id::IdSource;
use crate::domain::{Aggregate, Command, Context, Id, Kind, Officer, Policy, Refusal, State, Stream, decide};
use crate::intake::Evidence;
use crate::store::{CommitError, Outcome, ReadContext, Reader, Store, Submission};
use crate::verb::{Args, FileFault, Verb, VerbProblem, command, evidence_of, new_dispatch, spare_note};
use crate::view::{Answer, Query, ShiftOnDuty};

/// What became of one item.
pub(super) struct Acted {
    /// As found, or as written if it was not found.
    pub(super) id: String,
    pub(super) result: Result<Standing, Problem>,
}

/// How an item stands afterwards.
pub(super) struct Standing {
    pub(super) kind: Kind,
    pub(super) version: u32,
    pub(super) state: &'static str,
}

/// All that is needed to act.
pub(super) struct Hand<'s> {
    pub(super) setting: &'s Setting,
    pub(super) reader: Reader,
    pub(super) officer: Officer,
    policy: Policy,
    /// None for a trial.
    store: Option<Store>,
}

pub(super) fn run(setting: &Setting, args: &Do) -> Result<Exit, Problem> {
    if args.expect.is_some() && args.ids.len() != 1 {
        return Err(Problem::ExpectOne);
    }
    let hand = Hand::new(setting, args.dry_run)?;
    let acted = match Verb::from_name(&args.verb) {
        Some(Verb::Dispatch) if args.ids.is_empty() => {
            vec![about_nothing(&hand, &given(&hand, Verb::Dispatch, args)?)]
        }
        Some(_) if args.ids.is_empty() => return Err(Problem::NoIds),
        Some(Verb::Amend) if args.ids.iter().skip(1).any(|word| word.contains(['=', '＝'])) => {
            vec![amended(&hand, &args.ids[0], &args.ids[1..], args.expect)]
        }
        Some(verb) => {
            let given = given(&hand, verb, args)?;
            let batch = batch(setting, args.ids.len());
            args.ids.iter().map(|id| on_one(&hand, verb, id, &given, args.expect, batch)).collect()
        }
        None => undo::run(&hand, args)?,
    };
    report(setting, args.dry_run, acted)
}

/// Items that are acted on together bear one mark.
fn batch(setting: &Setting, length: usize) -> Option<Id> {
    (length > 1).then(|| IdSource::seeded(seed()).fresh(setting.now))
}

fn on_one(
    hand: &Hand<'_>,
    verb: Verb,
    text: &str,
    given: &Args,
    expect: Option<u32>,
    batch: Option<Id>,
) -> Acted {
    let found = show::resolve(hand.setting, &hand.reader, text);
    let mut id = found.as_ref().map_or_else(|_| text.to_owned(), |stream| stream.id.to_string());
    let result = found.and_then(|stream| {
        let standing = hand.standing(stream)?;
        let given = hand.complete(verb, stream, given)?;
        let command = command(verb, stream, standing.state, &given).map_err(verb_problem)?;
        let command = bulletin::filled_in(hand.setting, &hand.reader, command)?;
        if let (Verb::Dispatch | Verb::Special, Some(sent)) = (verb, command.stream()) {
            if let Some(option) = unused(verb, stream, standing.state, &given) {
                return Err(Problem::NotUsed { verb, option });
            }
            let result = hand.submit_about(stream, sent, command, expect, batch)?;
            id = sent.id.to_string();
            return Ok(result);
        }
        // A note that the verb has no place for is kept as a comment with it, in one entry.
        let spare = spare_note(verb, stream, standing.state, &given);
        let rest = Args { note: given.note.clone().filter(|_| spare.is_none()), ..given };
        if let Some(option) = unused(verb, stream, standing.state, &rest) {
            return Err(Problem::NotUsed { verb, option });
        }
        let command = match spare {
            Some(text) => Command::Noted { command: Box::new(command), text },
            None => command,
        };
        hand.submit(stream, command, expect, batch)
    });
    Acted { id, result }
}

/// What was recorded by hand, corrected field by field.
fn amended(hand: &Hand<'_>, text: &str, fields: &[String], expect: Option<u32>) -> Acted {
    let found = show::resolve(hand.setting, &hand.reader, text);
    let id = found.as_ref().map_or_else(|_| text.to_owned(), |stream| stream.id.to_string());
    let result = found.and_then(|stream| {
        let command = super::record::amendment(hand.setting, &hand.reader, stream, fields)?;
        hand.submit(stream, command, expect, None)
    });
    Acted { id, result }
}

/// A dispatch that is about nothing on record.
fn about_nothing(hand: &Hand<'_>, given: &Args) -> Acted {
    let fresh = IdSource::seeded(seed()).fresh(hand.setting.now);
    let stream = Stream::new(Kind::Dispatch, fresh);
    let sent = || {
        let given = Args { dispatch: Some(fresh), ..hand.by_leader(given)? };
        let command = new_dispatch(None, &given).map_err(verb_problem)?;
        hand.submit_about(stream, stream, command, None, None)
    };
    let result = sent();
    Acted { id: fresh.to_string(), result }
}

impl<'s> Hand<'s> {
    pub(super) fn new(setting: &'s Setting, trial: bool) -> Result<Self, Problem> {
        let store = if trial { None } else { Some(setting.writer(false)?) };
        let officer = if trial { setting.officer()? } else { setting.acting()? };
        Ok(Self { setting, reader: setting.reader()?, officer, policy: setting.config().policy(), store })
    }

    /// How an item stands now.
    pub(super) fn standing(&self, stream: Stream) -> Result<Standing, Problem> {
        let path = self.setting.store_path()?;
        let entity = self.reader.entity(stream).map_err(Problem::store(&path))?;
        let entity = entity.ok_or(Refusal::NotFound { stream })?;
        Ok(Standing { kind: stream.kind, version: entity.version, state: entity.state.name() })
    }

    /// Submits a command about an item, or only decides it in a trial.
    pub(super) fn submit(
        &self,
        stream: Stream,
        mut command: Command,
        expect: Option<u32>,
        batch: Option<Id>,
    ) -> Result<Standing, Problem> {
        let read = self.with_files(&mut command)?;
        let Some(store) = &self.store else { return self.try_out(stream, &command, expect) };
        if let Some(read) = read {
            // What is refused leaves no bytes behind.
            self.decide(&command)?;
            read.keep(store.path()).map_err(Problem::Evidence)?;
        }
        self.write(store, stream, command, expect, batch)?;
        self.standing(stream)
    }

    /// Puts the files that a command names in their place; their bytes are still to be kept.
    fn with_files(&self, command: &mut Command) -> Result<Option<Evidence>, Problem> {
        let named = evidence_of(command).filter(|evidence| !evidence.files.is_empty());
        let Some(evidence) = named else { return Ok(None) };
        let paths: Vec<String> = evidence.files.iter().map(|file| file.name.clone()).collect();
        let read = Evidence::read(&paths, &self.setting.config().intake);
        let read = read.map_err(|problem| match problem.fault {
            FileFault::Classified => Problem::Classified,
            _ => Problem::Evidence(problem),
        })?;
        evidence.files = read.attachments();
        Ok(Some(read))
    }

    /// The same for a command that makes something new beside the item it is about; how that stands is told.
    fn submit_about(
        &self,
        about: Stream,
        made: Stream,
        command: Command,
        expect: Option<u32>,
        batch: Option<Id>,
    ) -> Result<Standing, Problem> {
        match &self.store {
            Some(store) => {
                self.write(store, about, command, expect, batch)?;
                self.standing(made)
            }
            None => {
                let standing = Standing { kind: made.kind, version: 0, state: DispatchState::Sent.name() };
                self.decide(&command).map(|()| standing)
            }
        }
    }

    fn write(
        &self,
        store: &Store,
        stream: Stream,
        command: Command,
        expect: Option<u32>,
        batch: Option<Id>,
    ) -> Result<(), Problem> {
        let outcome = store.submit(Submission {
            officer: self.officer.clone(),
            at: self.setting.now,
            batch,
            expect: expect.map(|version| (stream, version)).into_iter().collect(),
            command,
        })?;
        match outcome {
            Outcome::Committed(_) | Outcome::Unchanged { .. } => Ok(()),
        }
    }

    /// A command about several items, unless somebody has changed one of them.
    pub(super) fn submit_together(
        &self,
        command: Command,
        expect: Vec<(Stream, u32)>,
    ) -> Result<(), Problem> {
        let Some(store) = &self.store else { return self.decide(&command) };
        let (officer, at) = (self.officer.clone(), self.setting.now);
        store.submit(Submission { officer, at, batch: None, expect, command })?;
        Ok(())
    }

    fn try_out(&self, stream: Stream, command: &Command, expect: Option<u32>) -> Result<Standing, Problem> {
        let standing = self.standing(stream)?;
        if expect.is_some_and(|version| version != standing.version) {
            return Err(CommitError::Changed(Vec::new()).into());
        }
        self.decide(command).map(|()| standing)
    }

    fn decide(&self, command: &Command) -> Result<(), Problem> {
        let cx = Context {
            now: self.setting.now,
            officer: &self.officer,
            shift_ends: self.shift()?.map(|shift| shift.ends_at),
            policy: &self.policy,
        };
        decide(&self.reader.facts(), &cx, command).map_err(CommitError::from)?;
        Ok(())
    }

    fn shift(&self) -> Result<Option<ShiftOnDuty>, Problem> {
        let cx = ReadContext { now: self.setting.now, officer: &self.officer.name, policy: &self.policy };
        let path = self.setting.store_path()?;
        Ok(match self.reader.answer(&Query::Overview, &cx).map_err(Problem::store(&path))? {
            Answer::Overview(overview) => overview.shift,
            _ => None,
        })
    }

    /// What nobody needs to type: the leader on duty, the id of the dispatch that goes out, the urgency of the paper it is
    /// about, the usual steps of a plan, the time at the latest of what waits for an event.
    fn complete(&self, verb: Verb, stream: Stream, given: &Args) -> Result<Args, Problem> {
        let quotes = verb.quotes_leader(stream.kind);
        let mut args = if quotes { self.by_leader(given)? } else { given.clone() };
        let goes_out = verb == Verb::Dispatch || (verb == Verb::Assign && stream.kind == Kind::Document);
        args.dispatch = goes_out.then(|| IdSource::seeded(seed()).fresh(self.setting.now));
        let path = self.setting.store_path()?;
        let entity = self.reader.entity(stream).map_err(Problem::store(&path))?;
        if args.wake.is_some() && args.until.is_none() {
            // Whoever waits for an event waits until a time too, so that nothing is put off for good.
            let due = entity.as_ref().and_then(|entity| entity.state.next_deadline()).map(|(due, _)| due);
            let shift_ends = self.shift()?.map(|shift| shift.ends_at);
            args.until = Some(at_the_latest(due, shift_ends, self.setting.now));
        }
        let finish = entity.as_ref().and_then(|entity| match &entity.state {
            State::Document(paper) => paper.finish_due(),
            State::Supervised(item) => Some(item.dues.current),
            _ => None,
        });
        let structural = entity.as_ref().and_then(|entity| Finding::from_state(&entity.state));
        if let Some(finding) = structural.filter(|_| verb == Verb::Schedule && given.milestones.is_empty()) {
            let limits = &self.policy.limits.findings.milestones;
            args.milestones = document::back_schedule(limits, finding.due, self.setting.now);
        }
        let paper = entity.as_ref().and_then(|entity| Document::from_state(&entity.state));
        if let Some(paper) = paper.filter(|_| verb == Verb::Dispatch) {
            args.urgency = args.urgency.or(Some(paper.paper.urgency));
        }
        if let (Verb::Special, Some(State::Supervised(item))) =
            (verb, entity.as_ref().map(|entity| &entity.state))
        {
            let id = IdSource::seeded(seed()).fresh(self.setting.now);
            let voice = self.setting.voice();
            let telling = voice.telling();
            let day = self.policy.calendar.statistical_day(self.setting.now);
            let words = &self.setting.strings.special;
            args.special = Some(Box::new(words.draft(&telling, item, id, day)));
        }
        let scheduled = matches!(stream.kind, Kind::Document | Kind::Supervised);
        if scheduled && verb == Verb::Schedule && given.milestones.is_empty() {
            let due = given.until.or(finish).ok_or(Refusal::Missing { field: "due" })?;
            let limits = &self.policy.limits.milestones;
            args.milestones = document::back_schedule(limits, due, self.setting.now);
            args.until = None;
        }
        Ok(args)
    }

    /// Words that name no leader are those of the leader on duty.
    fn by_leader(&self, given: &Args) -> Result<Args, Problem> {
        let mut args = given.clone();
        if given.words.is_some() && given.leader.is_none() {
            args.leader = self.shift()?.map(|shift| shift.leader).filter(|leader| !leader.is_empty());
        }
        Ok(args)
    }
}

fn verb_problem(problem: VerbProblem) -> Problem {
    match problem {
        VerbProblem::NotForThis { verb, stream } => Problem::NotForThis { verb, stream },
        VerbProblem::Missing { verb, arg } => Problem::VerbNeeds { verb, option: option(arg) },
    }
}

/// Prints what became of each item. One item gives its own exit code; of several, any failure gives that of a batch.
pub(super) fn report(setting: &Setting, trial: bool, acted: Vec<Acted>) -> Result<Exit, Problem> {
    let (words, voice) = (&setting.strings.cli.report, setting.voice());
    let mut out = Out::new();
    if setting.json {
        let results: Vec<Value> = acted.iter().map(|one| result(setting, one)).collect();
        out.object(Fields::from_iter([("results".to_owned(), Value::from(results))]))?;
    }
    let (length, mut exit) = (acted.len(), Exit::Ok);
    for Acted { id, result } in acted {
        match result {
            Ok(Standing { kind, version, state }) if !setting.json => {
                let state = voice.state(kind, state);
                out.line(&if trial {
                    (words.would)(&id, &state)
                } else {
                    (words.done)(&id, &state, version)
                })?;
            }
            Ok(_) => {}
            Err(problem) => {
                exit = if length == 1 { problem.exit() } else { Exit::Partial };
                super::complain(&voice, &problem, (length > 1).then_some(id.as_str()));
            }
        }
    }
    out.flush()?;
    Ok(exit)
}

fn result(setting: &Setting, acted: &Acted) -> Value {
    let view = View { now: setting.now, zone: setting.zone() };
    match &acted.result {
        Ok(standing) => {
            json!({"id": acted.id, "ok": true, "version": standing.version, "state": standing.state})
        }
        Err(problem) => {
            let mut error = super::error_fields(&setting.voice(), problem);
            if let Problem::Commit(CommitError::Changed(differences)) = problem {
                let all: Vec<Value> = differences.iter().map(|one| item::difference(one, view)).collect();
                error.insert("difference".to_owned(), Value::from(all));
            }
            json!({"id": acted.id, "ok": false, "error": error})
        }
    }
}

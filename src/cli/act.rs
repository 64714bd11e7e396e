//! `dutydesk do VERB ID…`: the verbs of the desk. Each item is an entry of its own.

use serde_json::{Value, json};

use super::args::{Do, HandlingArg, ModeArg, YesNo};
use super::item::{self, View};
use super::out::{Fields, Out};
use super::problem::{Exit, Problem};
use super::setting::{Setting, nearest, seed};
use super::{show, time, undo};
use crate::capture::{news, when};
use crate::domain::document::{Handling, InstructionMode};
use crate::domain::emergency::Elements;
use crate::domain::id::IdSource;
use crate::domain::{Command, Context, Id, Kind, Officer, Policy, Refusal, Stream, decide};
use crate::intake::is_marked_line;
use crate::store::{CommitError, Outcome, ReadContext, Reader, Store, Submission};
use crate::verb::{Arg, Args, ReportArgs, Verb, VerbProblem, command, spare_note};
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
        Some(_) if args.ids.is_empty() => return Err(Problem::NoIds),
        Some(verb) => {
            let given = given(setting, args)?;
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
    let id = found.as_ref().map_or_else(|_| text.to_owned(), |stream| stream.id.to_string());
    let result = found.and_then(|stream| {
        let standing = hand.standing(stream)?;
        let given = hand.complete(verb, stream, given)?;
        let command = command(verb, stream, standing.state, &given).map_err(verb_problem)?;
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

impl<'s> Hand<'s> {
    fn new(setting: &'s Setting, trial: bool) -> Result<Self, Problem> {
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
        command: Command,
        expect: Option<u32>,
        batch: Option<Id>,
    ) -> Result<Standing, Problem> {
        let Some(store) = &self.store else { return self.try_out(stream, &command, expect) };
        let outcome = store.submit(Submission {
            officer: self.officer.clone(),
            at: self.setting.now,
            batch,
            expect: expect.map(|version| (stream, version)).into_iter().collect(),
            command,
        })?;
        match outcome {
            Outcome::Committed(_) | Outcome::Unchanged { .. } => self.standing(stream),
        }
    }

    fn try_out(&self, stream: Stream, command: &Command, expect: Option<u32>) -> Result<Standing, Problem> {
        let standing = self.standing(stream)?;
        if expect.is_some_and(|version| version != standing.version) {
            return Err(CommitError::Changed(Vec::new()).into());
        }
        let cx = Context {
            now: self.setting.now,
            officer: &self.officer,
            shift_ends: self.shift()?.map(|shift| shift.ends_at),
            policy: &self.policy,
        };
        decide(&self.reader.facts(), &cx, command).map_err(CommitError::from)?;
        Ok(standing)
    }

    fn shift(&self) -> Result<Option<ShiftOnDuty>, Problem> {
        let cx = ReadContext { now: self.setting.now, officer: &self.officer.name, policy: &self.policy };
        let path = self.setting.store_path()?;
        Ok(match self.reader.answer(&Query::Overview, &cx).map_err(Problem::store(&path))? {
            Answer::Overview(overview) => overview.shift,
            _ => None,
        })
    }

    /// Words that name no leader are those of the leader on duty.
    fn complete(&self, verb: Verb, stream: Stream, given: &Args) -> Result<Args, Problem> {
        let mut args = given.clone();
        if given.words.is_some() && given.leader.is_none() && verb.quotes_leader(stream.kind) {
            args.leader = self.shift()?.map(|shift| shift.leader).filter(|leader| !leader.is_empty());
        }
        Ok(args)
    }
}

/// The arguments of the verb, with units and times understood. What bears a classification marking goes no further.
fn given(setting: &Setting, args: &Do) -> Result<Args, Problem> {
    let written = [&args.note, &args.reason, &args.outcome, &args.leader, &args.words];
    if written.into_iter().flatten().any(|text| is_marked_line(text)) {
        return Err(Problem::Classified);
    }
    let until = match &args.until {
        None => None,
        Some(text) => Some(
            when::until(text, setting.now, setting.zone())
                .or_else(|| time::read(text, setting.now, setting.zone()))
                .ok_or_else(|| Problem::BadTime(text.clone()))?,
        ),
    };
    Ok(Args {
        unit: args.to.as_deref().map(|unit| unit_id(setting, unit)).transpose()?,
        assists: args.assist.iter().map(|unit| unit_id(setting, unit)).collect::<Result<_, _>>()?,
        until,
        wake: None,
        note: args.note.clone(),
        reason: args.reason.clone(),
        outcome: args.outcome.clone(),
        leader: args.leader.clone(),
        words: args.words.clone(),
        mode: match args.mode {
            _ if args.written => Some(InstructionMode::Written),
            None => None,
            Some(ModeArg::Written) => Some(InstructionMode::Written),
            Some(ModeArg::Oral) => Some(InstructionMode::Oral),
            Some(ModeArg::Phone) => Some(InstructionMode::Phone),
            Some(ModeArg::Im) => Some(InstructionMode::Im),
        },
        handling: args.handling.map(|handling| match handling {
            HandlingArg::ForAction => Handling::ForAction,
            HandlingArg::ForInformation => Handling::ForInformation,
        }),
        dispatch: None,
        report: report_args(setting, args)?,
    })
}

/// What the verbs of an emergency alone are given. A time of day is the last one that was.
fn report_args(setting: &Setting, args: &Do) -> Result<ReportArgs, Problem> {
    let mut elements = Elements::new();
    for written in &args.element {
        let named = news::named(written).filter(|named| !named.is_empty());
        elements = elements.updated(&named.ok_or_else(|| Problem::BadElement(written.clone()))?);
    }
    let passed = |text: &String| {
        news::passed(text, setting.now, setting.zone())
            .or_else(|| time::read(text, setting.now, setting.zone()))
            .ok_or_else(|| Problem::BadTime(text.clone()))
    };
    Ok(ReportArgs {
        person: args.person.clone(),
        post: args.post.clone(),
        read_back: args.read_back.map(|said| said == YesNo::Yes),
        elements,
        at: args.at.as_ref().map(passed).transpose()?,
    })
}

/// The id of a unit by its id, a name or an alias.
fn unit_id(setting: &Setting, written: &str) -> Result<String, Problem> {
    let units = &setting.config().units;
    let called = |unit: &&crate::config::Unit| {
        unit.id == written
            || unit.name_zh == written
            || unit.name_en.eq_ignore_ascii_case(written)
            || unit.aliases.iter().any(|alias| alias == written)
    };
    units.iter().find(called).map(|unit| unit.id.clone()).ok_or_else(|| {
        let names = units.iter().flat_map(|unit| [&unit.id, &unit.name_zh, &unit.name_en]);
        let suggestion = nearest(written, names.map(String::as_str));
        Problem::UnknownUnit { unit: written.to_owned(), suggestion }
    })
}

fn verb_problem(problem: VerbProblem) -> Problem {
    match problem {
        VerbProblem::NotForThis { verb, stream } => Problem::NotForThis { verb, stream },
        VerbProblem::Missing { verb, arg } => Problem::VerbNeeds { verb, option: option(arg) },
    }
}

/// An option that was given and changes nothing: what somebody has written is never dropped in silence.
fn unused(verb: Verb, stream: Stream, state: &str, given: &Args) -> Option<&'static str> {
    type Without = fn(&mut Args);
    let options: [(&'static str, Without); 15] = [
        ("--to", |args| args.unit = None),
        ("--assist", |args| args.assists.clear()),
        ("--until", |args| args.until = None),
        ("--note", |args| args.note = None),
        ("--reason", |args| args.reason = None),
        ("--outcome", |args| args.outcome = None),
        ("--leader", |args| args.leader = None),
        ("--words", |args| args.words = None),
        ("--mode", |args| {
            // The usual way named expressly says nothing wrong.
            if args.mode != Some(InstructionMode::Phone) {
                args.mode = None;
            }
        }),
        ("--handling", |args| args.handling = None),
        ("--person", |args| args.report.person = None),
        ("--post", |args| args.report.post = None),
        ("--read-back", |args| args.report.read_back = None),
        ("--element", |args| args.report.elements = Elements::new()),
        ("--at", |args| args.report.at = None),
    ];
    let whole = command(verb, stream, state, given);
    let idle = |without: &Without| {
        let mut less = given.clone();
        without(&mut less);
        less != *given && command(verb, stream, state, &less) == whole
    };
    options.into_iter().find(|(_, without)| idle(without)).map(|(option, _)| option)
}

const fn option(arg: Arg) -> &'static str {
    match arg {
        Arg::Unit => "--to",
        Arg::Until => "--until",
        Arg::Note => "--note",
        Arg::Reason => "--reason",
        Arg::Outcome => "--outcome",
        Arg::Leader => "--leader",
        Arg::Words => "--words",
        Arg::Handling => "--handling",
        Arg::Mode => "--mode",
        Arg::Assists => "--assist",
        Arg::Person => "--person",
        Arg::Post => "--post",
        Arg::ReadBack => "--read-back",
        Arg::Elements => "--element",
    }
}

/// Prints what became of each item. One item gives its own exit code; of several, any failure gives that of a batch.
fn report(setting: &Setting, trial: bool, acted: Vec<Acted>) -> Result<Exit, Problem> {
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

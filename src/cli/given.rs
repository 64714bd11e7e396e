//! What was given with `do`, understood: units by their names, times as people write them, steps of a plan.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::act::Hand;
use super::alarms;
use super::args::{Do, HandlingArg, ModeArg, YesNo};
use super::problem::Problem;
use super::setting::{Setting, nearest};
use super::show;
use super::time;
use crate::capture::{action, news, when};
use crate::config::Unit;
use crate::domain::dispatch::{ReceiptChannel, Whom};
use crate::domain::document::{Handling, InstructionMode, Milestone};
use crate::domain::emergency::Elements;
use crate::domain::meeting::Action;
use crate::domain::request::RequestKind;
use crate::domain::run::ExitKind;
use crate::domain::{Id, Kind, Stream, Urgency};
use crate::intake::is_marked_line;
use crate::verb::{Arg, Args, ReportArgs, RunArgs, Verb, command, named};

/// The arguments of the verb, with units and times understood. What bears a classification marking goes no further.
pub(super) fn given(hand: &Hand<'_>, verb: Verb, args: &Do) -> Result<Args, Problem> {
    let setting = hand.setting;
    let written = [
        &args.note,
        &args.reason,
        &args.outcome,
        &args.leader,
        &args.words,
        &args.person,
        &args.post,
        &args.feedback,
        &args.vehicle,
        &args.driver,
        &args.site,
    ];
    let steps = args.step.iter().chain(&args.element).chain(&args.action).chain(&args.item);
    if written.into_iter().flatten().chain(steps).any(|text| is_marked_line(text)) {
        return Err(Problem::Classified);
    }
    let mut units = match &args.to {
        Some(written) => units(setting, written)?,
        None => Vec::new(),
    }
    .into_iter();
    let unit = units.next();
    let assists = args.assist.iter().map(|unit| unit_id(setting, unit));
    let assists = units.map(Ok).chain(assists).collect::<Result<_, _>>()?;
    let snooze = match args.until.as_deref().filter(|_| verb == Verb::Snooze) {
        Some(text) => alarms::until(setting, &hand.reader, text)?,
        None => None,
    };
    let until = match &snooze {
        Some(snooze) => snooze.until,
        None => args.until.as_deref().map(|text| ahead(setting, text)).transpose()?,
    };
    Ok(Args {
        unit,
        assists,
        until,
        wake: snooze.and_then(|snooze| snooze.wake),
        note: args.note.clone(),
        reason: args.reason.clone(),
        outcome: args.outcome.clone(),
        leader: args.leader.clone(),
        words: args.words.clone(),
        handling: args.handling.map(|handling| match handling {
            HandlingArg::ForAction => Handling::ForAction,
            HandlingArg::ForInformation => Handling::ForInformation,
        }),
        dispatch: None,
        mode: match args.mode {
            _ if args.written => Some(InstructionMode::Written),
            None => None,
            Some(ModeArg::Written) => Some(InstructionMode::Written),
            Some(ModeArg::Oral) => Some(InstructionMode::Oral),
            Some(ModeArg::Phone) => Some(InstructionMode::Phone),
            Some(ModeArg::Im) => Some(InstructionMode::Im),
        },
        urgency: args.urgency.as_deref().and_then(named_urgency),
        whom: args.whom.as_deref().and_then(Whom::from_name),
        from: args.from.as_deref().map(|unit| unit_id(setting, unit)).transpose()?,
        channel: args.channel.as_deref().and_then(ReceiptChannel::from_name),
        report: report_args(setting, args)?,
        need: args.need.as_deref().and_then(RequestKind::from_name),
        special: None,
        milestones: args.step.iter().map(|step| milestone(setting, step)).collect::<Result<_, _>>()?,
        item: args.item.clone(),
        actions: actions(setting, &args.action)?,
        evidence: args.evidence.iter().map(|path| named(path)).collect(),
        visit: args.visit.as_deref().map(|id| visit(hand, id)).transpose()?,
        feedback: args.feedback.clone(),
        run: RunArgs {
            vehicle: args.vehicle.clone(),
            driver: args.driver.clone(),
            volunteers: args.volunteer.clone(),
            exit: args.exit.as_deref().and_then(ExitKind::from_name),
            people: args.people,
            expected: args.expected,
            boarded: args.boarded,
            delivered: args.delivered,
            site: args.site.as_ref().map(|said| {
                setting.config().site_called(said).map_or_else(|| said.clone(), |site| site.id.clone())
            }),
        },
    })
}

/// The inspection that somebody means by this.
fn visit(hand: &Hand<'_>, said: &str) -> Result<Id, Problem> {
    let stream = show::resolve(hand.setting, &hand.reader, said)?;
    match stream.kind {
        Kind::Inspection => Ok(stream.id),
        _ => Err(Problem::NotFound(said.to_owned())),
    }
}

fn named_urgency(name: &str) -> Option<Urgency> {
    Urgency::ALL.into_iter().find(|urgency| urgency.name() == name)
}

fn ahead(setting: &Setting, text: &str) -> Result<DateTime<Utc>, Problem> {
    when::until(text, setting.now, setting.zone())
        .or_else(|| time::read(text, setting.now, setting.zone()))
        .ok_or_else(|| Problem::BadTime(text.to_owned()))
}

/// What is told of who signed, who was asked, what is known. A time of day is the last one that was.
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
        at: args.done_at.as_ref().map(passed).transpose()?,
    })
}

/// Action items of minutes, several in one option behind semicolons.
fn actions(setting: &Setting, written: &[String]) -> Result<Vec<Action>, Problem> {
    let config = setting.config();
    let around = action::Around {
        now: setting.now,
        zone: setting.zone(),
        calendar: &config.calendar(),
        unit: &|name| config.unit_called(name).map(|unit| unit.id.clone()),
    };
    let mut items = Vec::new();
    for text in written {
        items.extend(action::items(text, &around).map_err(Problem::BadAction)?);
    }
    Ok(items)
}

/// A step of a plan: `汇总=17:00`.
fn milestone(setting: &Setting, step: &str) -> Result<Milestone, Problem> {
    let bad = || Problem::BadTime(step.to_owned());
    let (name, at) = step.split_once(['=', '＝']).ok_or_else(bad)?;
    Ok(Milestone { name: name.trim().to_owned(), due: ahead(setting, at)?, reached_at: None })
}

/// Units by commas; `group:departments` stands for a group, `all` for every unit.
fn units(setting: &Setting, written: &str) -> Result<Vec<String>, Problem> {
    let known = &setting.config().units;
    let mut ids: Vec<String> = Vec::new();
    for part in written.split([',', '，', '、']).map(str::trim).filter(|part| !part.is_empty()) {
        let found: Vec<String> = match part.strip_prefix("group:") {
            _ if part == "all" => known.iter().map(|unit| unit.id.clone()).collect(),
            Some(group) => of_group(known, group)?,
            None => vec![unit_id(setting, part)?],
        };
        ids.extend(found);
    }
    let mut seen = BTreeSet::new();
    ids.retain(|id| seen.insert(id.clone()));
    Ok(ids)
}

fn of_group(units: &[Unit], group: &str) -> Result<Vec<String>, Problem> {
    let found: Vec<String> =
        units.iter().filter(|unit| unit.group == group).map(|unit| unit.id.clone()).collect();
    if found.is_empty() {
        let suggestion = nearest(group, units.iter().map(|unit| unit.group.as_str()));
        let suggestion = suggestion.map(|group| format!("group:{group}"));
        return Err(Problem::UnknownUnit { unit: format!("group:{group}"), suggestion });
    }
    Ok(found)
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

/// An option that was given and changes nothing: what somebody has written is never dropped in silence.
pub(super) fn unused(verb: Verb, stream: Stream, state: &str, given: &Args) -> Option<&'static str> {
    type Without = fn(&mut Args);
    use InstructionMode as M;
    let options: [(&'static str, Without); 35] = [
        ("--to", |args| args.unit = None),
        ("--assist", |args| args.assists.clear()),
        ("--until", |args| args.until = None),
        ("--note", |args| args.note = None),
        ("--reason", |args| args.reason = None),
        ("--outcome", |args| args.outcome = None),
        ("--leader", |args| args.leader = None),
        ("--words", |args| args.words = None),
        ("--handling", |args| args.handling = None),
        ("--mode", |args| args.mode = args.mode.map(|mode| other(mode, M::Oral, M::Im))),
        ("--urgency", |args| {
            args.urgency = args.urgency.map(|grade| other(grade, Urgency::Flash, Urgency::Routine))
        }),
        ("--whom", |args| args.whom = args.whom.map(|whom| other(whom, Whom::Contact, Whom::Leader))),
        ("--from", |args| args.from = None),
        ("--person", |args| args.report.person = None),
        ("--post", |args| args.report.post = None),
        ("--channel", |args| {
            args.channel = args.channel.map(|way| other(way, ReceiptChannel::Fax, ReceiptChannel::Oa))
        }),
        ("--read-back", |args| args.report.read_back = None),
        ("--element", |args| args.report.elements = Elements::new()),
        ("--done-at", |args| args.report.at = None),
        ("--need", |args| args.need = None),
        ("--step", |args| args.milestones.clear()),
        ("--item", |args| args.item = None),
        ("--action", |args| args.actions.clear()),
        ("--evidence", |args| args.evidence.clear()),
        ("--visit", |args| args.visit = None),
        ("--feedback", |args| args.feedback = None),
        ("--vehicle", |args| args.run.vehicle = None),
        ("--driver", |args| args.run.driver = None),
        ("--volunteer", |args| args.run.volunteers.clear()),
        ("--exit", |args| args.run.exit = None),
        ("--people", |args| args.run.people = None),
        ("--expected", |args| args.run.expected = None),
        ("--boarded", |args| args.run.boarded = None),
        ("--delivered", |args| args.run.delivered = None),
        ("--site", |args| args.run.site = None),
    ];
    let whole = command(verb, stream, state, given);
    let idle = |without: &Without| {
        let mut less = given.clone();
        without(&mut less);
        less != *given && command(verb, stream, state, &less) == whole
    };
    options.into_iter().find(|(_, without)| idle(without)).map(|(option, _)| option)
}

/// A value that differs: what is used at all makes a difference, also where it is what goes without saying.
fn other<T: PartialEq>(value: T, one: T, another: T) -> T {
    if value == one { another } else { one }
}

pub(super) const fn option(arg: Arg) -> &'static str {
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
        Arg::Owner => "--to",
        Arg::Item => "--item",
        Arg::Actions => "--action",
        Arg::Evidence => "--evidence",
        Arg::Feedback => "--feedback",
        Arg::NeedKind => "--need",
        Arg::Vehicle => "--vehicle",
        Arg::Driver => "--driver",
        Arg::Volunteers => "--volunteer",
        Arg::Exit => "--exit",
        Arg::People => "--people",
        Arg::Expected => "--expected",
        Arg::Boarded => "--boarded",
        Arg::Delivered => "--delivered",
        Arg::Site => "--site",
    }
}

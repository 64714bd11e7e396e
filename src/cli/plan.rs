//! `dutydesk plan`: crews for the runs that lack one, proposed with reasons, and accepted in one entry.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::act::Hand;
use super::args::Plan as Args;
use super::out::{Fields, Out};
use super::problem::{Exit, Problem};
use super::setting::Setting;
use super::time;
use crate::domain::run::{Crew, Run, RunCommand, Vehicle};
use crate::domain::volunteer::Volunteer;
use crate::domain::{Aggregate, Command, Entity, Id, Kind, Refusal, Stream};
use crate::i18n::plan::NoteNames;
use crate::planner::{Effort, Pick, Proposal, plan};
use crate::store::{CommitError, ReadContext, Staffing};
use crate::text;

/// What becomes of one run.
struct Line {
    pick: Pick,
    run: Entity,
    title: String,
    speakers: Vec<String>,
    notes: Vec<(&'static str, String)>,
    /// Why the crew cannot be set.
    refused: Option<String>,
}

pub(super) fn run(setting: &Setting, args: &Args) -> Result<Exit, Problem> {
    let path = setting.existing_store()?;
    let hand = Hand::new(setting, !args.apply)?;
    let policy = setting.config().policy();
    let cx = ReadContext { now: setting.now, officer: &hand.officer.name, policy: &policy };
    let staffing = hand.reader.staffing(stretch(setting, args), &cx);
    let staffing = staffing.map_err(Problem::store(&path))?;
    let proposal = plan(&staffing.problem, Effort::USUAL);
    let mut lines = lines(&hand, &staffing, &proposal);
    let commands = commands(&hand, &staffing, &mut lines)?;
    let crews = commands.len();
    if args.apply && crews > 0 {
        let set: Vec<&Line> = lines
            .iter()
            .filter(|line| commands.iter().any(|one| one.stream() == Some(line.run.stream)))
            .collect();
        let expect = set.iter().map(|line| (line.run.stream, line.run.version)).collect();
        hand.submit_together(commands, expect)?;
    }
    print(setting, args.apply, crews, &lines, &proposal)?;
    let refused = lines.iter().any(|line| line.refused.is_some());
    Ok(if args.apply && refused { Exit::Partial } else { Exit::Ok })
}

/// The day that is meant, or the next 24 hours (UTC).
fn stretch(setting: &Setting, args: &Args) -> (DateTime<Utc>, DateTime<Utc>) {
    let calendar = setting.config().calendar();
    match args.date {
        Some(day) => {
            let midnight = calendar.instant(day.and_time(chrono::NaiveTime::MIN));
            (midnight, midnight + TimeDelta::days(1))
        }
        None => (setting.now, setting.now + TimeDelta::days(1)),
    }
}

fn lines(hand: &Hand<'_>, staffing: &Staffing, proposal: &Proposal) -> Vec<Line> {
    let voice = hand.setting.voice();
    let lang = hand.setting.strings.lang;
    let name = |id: Id| {
        let found = hand.reader.entity(Stream::new(Kind::Volunteer, id)).ok().flatten();
        let volunteer = found.as_ref().and_then(|entity| Volunteer::from_state(&entity.state));
        volunteer.map_or_else(|| id.to_string(), |volunteer| volunteer.person.name.clone())
    };
    let language = |tag: &str| voice.names.language(tag, lang).to_owned();
    let names = NoteNames { person: &name, language: &language };
    let mut lines = Vec::with_capacity(proposal.picks.len());
    for pick in &proposal.picks {
        let run = staffing.runs.iter().find(|(run, _)| run.stream.id == pick.trip);
        let Some((run, title)) = run else { continue };
        let note = |note| (crate::planner::Note::code(note), (hand.setting.strings.plan.note)(note, &names));
        lines.push(Line {
            pick: pick.clone(),
            run: run.clone(),
            title: title.clone(),
            speakers: pick.speakers.iter().map(|id| name(*id)).collect(),
            notes: pick.notes.iter().map(note).collect(),
            refused: None,
        });
    }
    lines
}

/// The commands that set the proposed crews, each as if those before had happened. The rules of the house have the
/// last word: a limit on work that a crew goes beyond is kept with it as the reason, anything else leaves it out.
fn commands(hand: &Hand<'_>, staffing: &Staffing, lines: &mut [Line]) -> Result<Vec<Command>, Problem> {
    let words = hand.setting.strings;
    let mut commands: Vec<Command> = Vec::new();
    for line in lines {
        let Some(crew) = crew(staffing, &line.pick) else { continue };
        let id = line.run.stream.id;
        let set = |despite: Option<String>| Command::Run {
            id,
            act: RunCommand::Crew { crew: crew.clone(), despite },
        };
        let mut attempt = |despite: Option<String>| {
            commands.push(set(despite));
            let decided = hand.decide(&Command::Together(commands.clone()));
            if decided.is_err() {
                commands.pop();
            }
            decided
        };
        let mut decided = attempt(None);
        if let Err(Problem::Commit(CommitError::Refused(refusal @ Refusal::WorkLimit { .. }))) = &decided {
            let why = hand.setting.voice().refusal(refusal);
            let despite = (words.plan.despite)(&why);
            line.notes.push((refusal.code(), why));
            decided = attempt(Some(despite));
        }
        match decided {
            Ok(()) => {}
            Err(Problem::Commit(CommitError::Refused(refusal))) => {
                line.refused = Some(hand.setting.voice().refusal(&refusal));
            }
            Err(problem) => return Err(problem),
        }
    }
    Ok(commands)
}

/// A crew needs a vehicle and a driver; without a speaker it goes, and says so.
fn crew(staffing: &Staffing, pick: &Pick) -> Option<Crew> {
    let plate = pick.vehicle.as_ref()?;
    let vehicle = staffing.problem.vehicles.iter().find(|vehicle| vehicle.plate == *plate)?;
    Some(Crew {
        vehicle: Vehicle { plate: plate.clone(), seats: vehicle.seats },
        driver: pick.driver.clone()?,
        volunteers: pick.speakers.clone(),
    })
}

fn print(
    setting: &Setting,
    applied: bool,
    crews: usize,
    lines: &[Line],
    proposal: &Proposal,
) -> Result<(), Problem> {
    let mut out = Out::new();
    if setting.json {
        out.object(Fields::from_iter([
            ("applied".to_owned(), json!(applied)),
            ("crews".to_owned(), json!(crews)),
            ("cost".to_owned(), json!(proposal.cost)),
            ("bound".to_owned(), json!(proposal.bound)),
            ("proven".to_owned(), json!(proposal.proven())),
            ("cut".to_owned(), json!(proposal.cut)),
            ("items".to_owned(), lines.iter().map(|line| as_json(setting, line)).collect()),
        ]))?;
        out.flush()?;
        return Ok(());
    }
    let words = &setting.strings.plan;
    if lines.is_empty() {
        out.line(words.nothing)?;
    }
    for line in lines {
        tell(setting, line, &mut out)?;
    }
    out.flush()?;
    if !lines.is_empty() {
        if applied {
            super::say(&(words.applied)(crews));
        } else {
            super::say(&(words.proposed)(crews, lines.len(), percent(proposal)));
            super::say(words.how_to_apply);
        }
    }
    Ok(())
}

/// The gap in whole percent, rounded up.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
fn percent(proposal: &Proposal) -> u64 {
    (proposal.gap() * 100.0).ceil() as u64
}

fn tell(setting: &Setting, line: &Line, out: &mut Out) -> Result<(), Problem> {
    let words = &setting.strings.plan;
    let voice = setting.voice();
    let lang = setting.strings.lang;
    let Some(run) = Run::from_state(&line.run.state) else { return Ok(()) };
    let languages: Vec<&str> = run.plan.languages.iter().map(|tag| voice.names.language(tag, lang)).collect();
    let people = run.headcount.expected;
    out.line(&format!(
        "{}  {}  {} → {}  {people}  {}",
        voice.time(run.plan.pick_up),
        text::sanitize(&line.title),
        voice.names.port(&run.plan.port, lang),
        voice.names.site(&run.plan.site, lang),
        languages.join(" "),
    ))?;
    let or_nobody = |name: Option<&String>| name.map_or(words.nobody, String::as_str).to_owned();
    let speakers = if line.speakers.is_empty() { words.nobody.to_owned() } else { line.speakers.join(" ") };
    let crew = (words.crew)(
        &or_nobody(line.pick.vehicle.as_ref()),
        &or_nobody(line.pick.driver.as_ref()),
        &speakers,
    );
    out.line(&format!("  {}", text::sanitize(&crew)))?;
    for (_, note) in &line.notes {
        out.line(&format!("  ! {}", text::sanitize(note)))?;
    }
    if let Some(why) = &line.refused {
        out.line(&format!("  ! {}", text::sanitize(&(words.left_out)(why))))?;
    }
    Ok(())
}

fn as_json(setting: &Setting, line: &Line) -> Value {
    let run = Run::from_state(&line.run.state);
    json!({
        "run": line.run.stream.id.to_string(),
        "version": line.run.version,
        "arrival": line.title,
        "port": run.map(|run| &run.plan.port),
        "site": run.map(|run| &run.plan.site),
        "pick_up": run.map(|run| time::shown(run.plan.pick_up, setting.zone())),
        "vehicle": line.pick.vehicle,
        "driver": line.pick.driver,
        "volunteers": line.speakers,
        "notes": line.notes.iter().map(|(code, words)| json!({"code": code, "message": words})).collect::<Vec<_>>(),
        "refused": line.refused,
    })
}

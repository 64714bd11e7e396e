//! `dutydesk plan`: crews for the runs that lack one, proposed with reasons, and accepted in one entry.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::act::Hand;
use super::args::Plan as Args;
use super::out::{Fields, Out};
use super::problem::{Exit, Problem};
use super::setting::Setting;
use super::time;
use crate::i18n::plan::NoteNames;
use crate::planner::{Note, Proposed, ProposedCrew};
use crate::store::ReadContext;
use crate::text;

pub(super) fn run(setting: &Setting, args: &Args) -> Result<Exit, Problem> {
    let path = setting.existing_store()?;
    let hand = Hand::new(setting, !args.apply)?;
    let policy = setting.config().policy();
    let cx = ReadContext { now: setting.now, officer: &hand.officer.name, policy: &policy };
    let proposed = hand.reader.proposal(stretch(setting, args), &cx).map_err(Problem::store(&path))?;
    let words = &setting.strings.plan;
    let despite = |who: &str, rule: &'static str| (words.despite)(&(words.over)(who, rule));
    if args.apply
        && let Some((command, seen)) = proposed.acceptance(despite, words.late)
    {
        hand.submit_together(command, seen)?;
    }
    print(setting, args.apply, &proposed)?;
    let refused = proposed.crews.iter().any(|crew| crew.refused.is_some());
    Ok(if args.apply && refused { Exit::Partial } else { Exit::Ok })
}

/// The day that is meant, or the next 24 hours (UTC), with runs whose time passed in the last twelve: people may still
/// be waiting.
fn stretch(setting: &Setting, args: &Args) -> (DateTime<Utc>, DateTime<Utc>) {
    let calendar = setting.config().calendar();
    match args.date {
        Some(day) => {
            let midnight = calendar.instant(day.and_time(NaiveTime::MIN));
            (midnight, midnight + TimeDelta::days(1))
        }
        None => (setting.now - TimeDelta::hours(12), setting.now + TimeDelta::days(1)),
    }
}

fn print(setting: &Setting, applied: bool, proposed: &Proposed) -> Result<(), Problem> {
    let mut out = Out::new();
    if setting.json {
        out.object(Fields::from_iter([
            ("applied".to_owned(), json!(applied && proposed.possible() > 0)),
            ("crews".to_owned(), json!(proposed.possible())),
            ("cost".to_owned(), json!(proposed.cost)),
            ("bound".to_owned(), json!(proposed.bound)),
            ("proven".to_owned(), json!(proposed.cost == proposed.bound)),
            ("cut".to_owned(), json!(proposed.cut)),
            ("items".to_owned(), proposed.crews.iter().map(|crew| as_json(setting, crew)).collect()),
        ]))?;
        out.flush()?;
        return Ok(());
    }
    let words = &setting.strings.plan;
    if proposed.crews.is_empty() {
        out.line(words.nothing)?;
    }
    for crew in &proposed.crews {
        tell(setting, crew, &mut out)?;
    }
    out.flush()?;
    if applied && proposed.possible() > 0 {
        super::say(&(words.applied)(proposed.possible()));
    } else if !proposed.crews.is_empty() {
        super::say(&(words.proposed)(proposed.possible(), proposed.crews.len(), proposed.gap_percent()));
        super::say(if applied { words.none_possible } else { words.how_to_apply });
    }
    Ok(())
}

/// What is to be said of a crew.
fn remarks(setting: &Setting, crew: &ProposedCrew) -> Vec<String> {
    let (voice, lang) = (setting.voice(), setting.strings.lang);
    let language = |tag: &str| voice.names.language(tag, lang).to_owned();
    let time = |at| voice.time(at);
    (setting.strings.plan.remarks)(crew, &NoteNames { language: &language, time: &time })
}

fn tell(setting: &Setting, crew: &ProposedCrew, out: &mut Out) -> Result<(), Problem> {
    let words = &setting.strings.plan;
    let (voice, lang) = (setting.voice(), setting.strings.lang);
    let languages: Vec<&str> = crew.languages.iter().map(|tag| voice.names.language(tag, lang)).collect();
    out.line(&format!(
        "{}  {}  {} → {}  {}  {}",
        voice.time(crew.pick_up),
        text::sanitize(&crew.title),
        voice.names.port(&crew.port, lang),
        voice.names.site(&crew.site, lang),
        (words.people)(crew.people),
        languages.join(" "),
    ))?;
    let speakers: Vec<&str> = crew.speakers.iter().map(|(_, name)| name.as_str()).collect();
    let speakers = if speakers.is_empty() { words.nobody.to_owned() } else { speakers.join(" ") };
    let vehicle = crew.vehicle.as_ref().map_or(words.nobody, |vehicle| &vehicle.plate);
    let driver = crew.driver.as_deref().unwrap_or(words.nobody);
    out.line(&format!("  {}", text::sanitize(&(words.crew)(vehicle, driver, &speakers))))?;
    for said in remarks(setting, crew) {
        out.line(&format!("  ! {}", text::sanitize(&said)))?;
    }
    if let Some(refusal) = &crew.refused {
        let why = (words.left_out)(&voice.refusal(refusal));
        out.line(&format!("  ! {}", text::sanitize(&why)))?;
    }
    Ok(())
}

fn as_json(setting: &Setting, crew: &ProposedCrew) -> Value {
    let shown = |at| time::shown(at, setting.zone());
    let codes: Vec<&str> = crew.notes.iter().map(Note::code).collect();
    json!({
        "run": crew.run.0.id.to_string(),
        "version": crew.run.1,
        "arrival": crew.title,
        "port": crew.port,
        "site": crew.site,
        "pick_up": shown(crew.moved.map_or(crew.pick_up, |(pick_up, _)| pick_up)),
        "planned_pick_up": shown(crew.pick_up),
        "passengers": crew.people,
        "languages": crew.languages,
        "vehicle": crew.vehicle.as_ref().map(|vehicle| &vehicle.plate),
        "driver": crew.driver,
        "volunteers": crew.speakers.iter().map(|(_, name)| name).collect::<Vec<_>>(),
        "notes": codes,
        "limit": crew.over.as_ref().map(|(_, rule)| rule),
        "reasons": remarks(setting, crew),
        "possible": crew.order.is_some(),
        "refused": crew.refused.as_ref().map(crate::domain::Refusal::code),
    })
}

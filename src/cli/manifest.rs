//! `intake --as manifest --run ID FILE` and `purge`: lists of passengers, kept as little and as short as they must be.

use std::ops::ControlFlow;
use std::time::Duration;

use serde_json::json;

use super::args::Intake;
use super::out::{Fields, Out};
use super::problem::{Exit, Problem};
use super::setting::Setting;
use super::show;
use crate::domain::run::{Run, RunCommand};
use crate::domain::{Aggregate, Command, Context, Entity, Kind, Refusal};
use crate::intake::{ReadOptions, RowOutcome, SourceRow, read_path};
use crate::store::{CommitError, Manifests, Passenger, Submission};
use crate::text::{mask_name, mask_passport, mask_phone, sanitize};

/// Headings, and names of fields, under which each part of a list comes.
const NAME: &[&str] = &["name", "姓名", "旅客姓名", "旅客", "passenger", "full name"];
const PASSPORT: &[&str] =
    &["passport", "护照", "护照号", "护照号码", "证件号", "证件号码", "passport no", "document"];
const PHONE: &[&str] = &["phone", "电话", "手机", "手机号", "联系电话", "tel", "mobile"];
const LANGUAGE: &[&str] = &["language", "languages", "语种", "语言"];
const NATIONALITY: &[&str] = &["nationality", "国籍", "国家", "country"];

/// A list is on disk so long at most before the journal speaks of it.
const JUST_WRITTEN: Duration = Duration::from_secs(3_600);

/// Takes the list of a run out of files. A row without a name is left out and told.
pub(super) fn take(setting: &Setting, args: &Intake, options: &ReadOptions) -> Result<Exit, Problem> {
    let Some(said) = &args.run else {
        return Err(CommitError::Refused(Refusal::Missing { field: "run" }).into());
    };
    let reader = setting.reader_at()?;
    let stream = show::resolve(setting, &reader, said)?;
    if stream.kind != Kind::Run {
        return Err(CommitError::Refused(Refusal::NotForThis { stream, verb: "manifest" }).into());
    }
    let (mut people, mut left_out) = (Vec::new(), 0_usize);
    for file in &args.files {
        let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
        read_path(file, &name, options, &mut |outcome| {
            match outcome {
                RowOutcome::Row(row) => match passenger(&row) {
                    Some(passenger) => people.push(passenger),
                    None => left_out += 1,
                },
                RowOutcome::Refused(_) => left_out += 1,
            }
            ControlFlow::Continue(())
        })
        .map_err(Problem::file(file))?;
    }
    let count = u32::try_from(people.len()).unwrap_or(u32::MAX);
    if !args.dry_run && count > 0 {
        let store = setting.writer(false)?;
        let officer = setting.acting()?;
        let (bytes, digest) = Manifests::sealed(&people).map_err(Problem::System)?;
        let act = RunCommand::KeepManifest { people: count, digest };
        let command = Command::Run { id: stream.id, act };
        // The list is on disk before the journal speaks of it.
        let lists = Manifests::beside(&setting.store_path()?);
        lists.keep(stream.id, &bytes).map_err(Problem::System)?;
        let submission = Submission { officer, at: setting.now, batch: None, expect: Vec::new(), command };
        if let Err(error) = store.submit(submission) {
            // A run that takes no list keeps none, unless it had one before.
            if !had_one(&reader.entity(stream).ok().flatten()) {
                lists.remove(stream.id).map_err(Problem::System)?;
            }
            return Err(error.into());
        }
    }
    let words = &setting.strings.runs;
    let mut out = Out::new();
    if setting.json {
        out.object(Fields::from_iter([
            ("ok".to_owned(), json!(left_out == 0)),
            ("run".to_owned(), json!(stream.id)),
            ("people".to_owned(), json!(count)),
            ("left_out".to_owned(), json!(left_out)),
        ]))?;
    } else {
        out.line(&(words.manifest_taken)(count, left_out))?;
    }
    out.flush()?;
    Ok(match (count, left_out) {
        (_, 0) => Exit::Ok,
        (0, _) => Exit::Failure,
        _ => Exit::Partial,
    })
}

fn had_one(entity: &Option<Entity>) -> bool {
    let run = entity.as_ref().and_then(|entity| Run::from_state(&entity.state));
    run.and_then(|run| run.manifest.as_ref()).is_some_and(|manifest| manifest.purged_at.is_none())
}

/// What is kept of a row: the name, four characters of the passport, a telephone without its middle.
fn passenger(row: &SourceRow) -> Option<Passenger> {
    let cell = |headings: &[&str]| {
        let fields = row.fields.iter().map(|(field, value)| (field.name(), value.as_str()));
        let extra = row.extra.iter().map(|(heading, value)| (heading.as_str(), value.as_str()));
        let found = fields.chain(extra).find(|(heading, _)| {
            let heading = heading.trim().to_lowercase();
            headings.contains(&heading.as_str())
        });
        found.map(|(_, value)| sanitize(value).trim().to_owned()).unwrap_or_default()
    };
    let name = cell(NAME);
    (!name.is_empty()).then(|| Passenger {
        name,
        passport: mask_passport(&cell(PASSPORT)),
        phone: mask_phone(&cell(PHONE)),
        language: cell(LANGUAGE),
        nationality: cell(NATIONALITY),
    })
}

/// The list of a run for `show`: everybody masked; none where there is none.
pub(super) fn shown(setting: &Setting, entity: &Entity) -> Result<Option<Vec<Passenger>>, Problem> {
    let Some(manifest) = Run::from_state(&entity.state).and_then(|run| run.manifest.as_ref()) else {
        return Ok(None);
    };
    if manifest.purged_at.is_some() {
        return Ok(None);
    }
    let lists = Manifests::beside(&setting.store_path()?);
    let found = lists.read(entity.stream.id).map_err(Problem::file(&lists.path(entity.stream.id)))?;
    Ok(found.map(|people| {
        let masked = |one: Passenger| Passenger { name: mask_name(&one.name), ..one };
        people.into_iter().map(masked).collect()
    }))
}

/// One line a passenger.
pub(super) fn lines(people: &[Passenger]) -> Vec<String> {
    let line = |one: &Passenger| {
        let parts = [&one.name, &one.passport, &one.phone, &one.language, &one.nationality];
        let parts: Vec<&str> =
            parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        format!("  {}", parts.join("  "))
    };
    people.iter().map(line).collect()
}

/// Removes the lists of all runs that ended long enough ago, and records it on each of them.
pub(super) fn purge(setting: &Setting) -> Result<Exit, Problem> {
    let path = setting.existing_store()?;
    let store = setting.writer(false)?;
    let officer = setting.acting()?;
    let reader = setting.reader_at()?;
    let policy = setting.config().policy();
    let runs = reader.entities(Kind::Run, usize::MAX >> 1).map_err(Problem::store(&path))?;
    let lists = Manifests::beside(&path);
    let mut purged = Vec::new();
    for entity in runs.iter().filter(|entity| !entity.void) {
        let cx = Context { now: setting.now, officer: &officer, shift_ends: None, policy: &policy };
        let from = Run::from_state(&entity.state).and_then(|run| run.purge_from(&cx));
        if from.is_none_or(|from| from > setting.now) {
            continue;
        }
        let id = entity.stream.id;
        // Gone first, told then: what is interrupted between is told the next time.
        lists.remove(id).map_err(Problem::file(&lists.path(id)))?;
        let command = Command::Run { id, act: RunCommand::PurgeManifest };
        let submission = Submission {
            officer: officer.clone(),
            at: setting.now,
            batch: None,
            expect: Vec::new(),
            command,
        };
        match store.submit(submission) {
            Ok(_) => purged.push(id),
            // Somebody else has just told it.
            Err(CommitError::Refused(Refusal::WrongState { .. })) => {}
            Err(error) => return Err(error.into()),
        }
    }
    // What an undo took out of the journal goes too, unless it has only just been written and is about to be told.
    for (id, written) in lists.all().map_err(Problem::System)? {
        let told = runs.iter().any(|entity| entity.stream.id == id && had_one(&Some(entity.clone())));
        if !told && written.elapsed().is_ok_and(|age| age > JUST_WRITTEN) {
            lists.remove(id).map_err(Problem::file(&lists.path(id)))?;
            purged.push(id);
        }
    }
    let mut out = Out::new();
    if setting.json {
        out.object(Fields::from_iter([
            ("ok".to_owned(), json!(true)),
            ("purged".to_owned(), json!(purged)),
        ]))?;
    } else {
        out.line(&(setting.strings.runs.purged)(purged.len()))?;
    }
    out.flush()?;
    Ok(Exit::Ok)
}

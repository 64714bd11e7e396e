//! `dutydesk show ID`, and how an item is found by what people call it.

use serde_json::{Value, json};

use super::args::Show;
use super::attachment;
use super::bulletin;
use super::item::{self, View};
use super::ledger;
use super::list;
use super::manifest;
use super::out::{Fields, Out};
use super::problem::{Exit, Problem};
use super::setting::Setting;
use crate::domain::doc_number::DocNumber;
use crate::domain::{Entity, Kind, State, Stream};
use crate::i18n::attached;
use crate::store::{ReadContext, Reader, StoreError};
use crate::view::{Answer, Detail, Query};

/// Most candidates that are shown for an id that is not clear.
const CANDIDATES: usize = 10;
/// Most papers looked at that have a document number somewhere in their text.
const SEARCHED: usize = 200;

pub(super) fn run(setting: &Setting, args: &Show) -> Result<Exit, Problem> {
    let reader = setting.reader_at()?;
    let stream = looked_for(setting, &reader, &args.id)?;
    let detail = detail(setting, &reader, stream)?.ok_or_else(|| Problem::NotFound(args.id.clone()))?;
    let view = View { now: setting.now, zone: setting.zone() };
    let fields = fields(setting, &reader, &detail.entity)?;
    let mut out = Out::new();
    if setting.json {
        let mut all = Fields::new();
        all.insert("kind".to_owned(), json!(stream.kind.name()));
        all.extend(fields);
        if let State::Document(document) = &detail.entity.state {
            let files = document.paper.attachments.iter().enumerate();
            all.insert(
                "attachments".to_owned(),
                files.map(|(at, file)| attachment::shape(at, file)).collect(),
            );
        }
        if let Some(people) = manifest::shown(setting, &detail.entity)? {
            all.insert("manifest".to_owned(), json!(people));
        }
        all.insert("record".to_owned(), record(&detail.entity));
        let timeline: Vec<Value> = detail.timeline.iter().map(|item| item::timeline(item, view)).collect();
        all.insert("timeline".to_owned(), json!(timeline));
        out.object(all)?;
    } else {
        let voice = setting.voice();
        for fact in voice.facts(stream.kind, &fields) {
            out.line(&fact)?;
        }
        tell_attachments(setting, &detail.entity, &mut out)?;
        if let Some(people) = manifest::shown(setting, &detail.entity)? {
            out.line((setting.strings.runs.manifest)(people.len()).as_str())?;
            manifest::lines(&people).iter().try_for_each(|line| out.line(line))?;
        }
        bulletin::tell(setting, &detail.entity, &mut out)?;
        out.line(setting.strings.cli.report.history)?;
        for item in &detail.timeline {
            out.line(&format!("  {}", voice.event(item)))?;
        }
    }
    out.flush()?;
    Ok(Exit::Ok)
}

fn tell_attachments(setting: &Setting, entity: &Entity, out: &mut Out) -> Result<(), Problem> {
    let words = &setting.strings.attached;
    let State::Document(document) = &entity.state else { return Ok(()) };
    let files = &document.paper.attachments;
    if files.is_empty() {
        return Ok(());
    }
    out.line(words.label)?;
    for (at, file) in files.iter().enumerate() {
        out.line(&format!("  {}", attached::line(words, at + 1, file)))?;
    }
    if files.iter().any(|file| file.not_kept.is_none()) {
        out.line(&format!("  {}", (words.hint)(&entity.stream.id.to_string())))?;
    }
    Ok(())
}

/// The one item that somebody means, as it is now (or was at `--at`).
pub(super) fn entity(setting: &Setting, reader: &Reader, text: &str) -> Result<Entity, Problem> {
    let stream = looked_for(setting, reader, text)?;
    let found = detail(setting, reader, stream)?.ok_or_else(|| Problem::NotFound(text.to_owned()))?;
    Ok(found.entity)
}

/// The one item to look at: a bare number is the receipt number of a paper, the number people see, if one bears it.
fn looked_for(setting: &Setting, reader: &Reader, text: &str) -> Result<Stream, Problem> {
    match resolve(setting, reader, text) {
        Err(Problem::Ambiguous { candidates, id }) => {
            let mut papers = candidates.iter().filter(|stream| stream.kind == Kind::Document);
            match (papers.next(), papers.next()) {
                (Some(paper), None) => Ok(*paper),
                _ => Err(Problem::Ambiguous { candidates, id }),
            }
        }
        other => other,
    }
}

/// The one item that somebody means by this text. Where something will be done to it, a number that several kinds bear
/// is not enough: `document/2020-0007` is.
pub(super) fn resolve(setting: &Setting, reader: &Reader, text: &str) -> Result<Stream, Problem> {
    let path = setting.store_path()?;
    let mut found = reader.lookup(text, CANDIDATES).map_err(Problem::store(&path))?;
    if found.is_empty() {
        found = numbered(reader, text).map_err(Problem::store(&path))?;
    }
    match found.len() {
        0 => Err(Problem::NotFound(text.to_owned())),
        1 => Ok(found.remove(0)),
        _ => Err(Problem::Ambiguous { id: text.to_owned(), candidates: found }),
    }
}

/// The papers that bear this document number, however it is spelt.
fn numbered(reader: &Reader, text: &str) -> Result<Vec<Stream>, StoreError> {
    let number = DocNumber::parse(text);
    let Some(key) = number.key() else { return Ok(Vec::new()) };
    let found = reader.search(number.shown(), SEARCHED)?;
    let bears = |entity: &&Entity| match &entity.state {
        State::Document(document) => document.paper.doc_number.key().as_ref() == Some(&key),
        _ => false,
    };
    Ok(found.iter().filter(bears).map(|entity| entity.stream).take(CANDIDATES).collect())
}

fn detail(setting: &Setting, reader: &Reader, stream: Stream) -> Result<Option<Detail>, Problem> {
    let policy = setting.config().policy();
    let cx = ReadContext { now: setting.now, officer: "", policy: &policy };
    let path = setting.store_path()?;
    match reader.answer(&Query::Detail { stream, ticket: 0 }, &cx).map_err(Problem::store(&path))? {
        Answer::Detail { detail, .. } => Ok(detail.map(|detail| *detail)),
        _ => Ok(None),
    }
}

/// The fields of an item that is there.
pub(super) fn fields_of(setting: &Setting, reader: &Reader, stream: Stream) -> Result<Fields, Problem> {
    let found = detail(setting, reader, stream)?.ok_or_else(|| Problem::NotFound(stream.to_string()))?;
    fields(setting, reader, &found.entity)
}

/// The fields of the contract; for what was voided, what is still known of it.
fn fields(setting: &Setting, reader: &Reader, entity: &Entity) -> Result<Fields, Problem> {
    let view = View { now: setting.now, zone: setting.zone() };
    if let Some(fields) = list::row_of(setting, reader, entity.stream)? {
        return Ok(fields);
    }
    let fields = ledger::fields(entity, view);
    Ok(if fields.is_empty() { item::hit(entity, view) } else { fields })
}

/// Everything that is kept of it, as it is stored; names inside are those of the journal.
fn record(entity: &Entity) -> Value {
    let state = serde_json::to_value(&entity.state).unwrap_or(Value::Null);
    match state {
        Value::Object(kinds) => kinds.into_iter().next().map_or(Value::Null, |(_, state)| state),
        other => other,
    }
}

//! `dutydesk record KIND FIELD=VALUE…`: what people put on record by hand; and `do amend ID FIELD=VALUE…`.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::args::Record;
use super::clear::Standing;
use super::out::{Fields, Out};
use super::problem::{Exit, Problem};
use super::setting::{Setting, nearest, seed};
use super::{show, time};
use crate::domain::arrival::Movement;
use crate::domain::id::IdSource;
use crate::domain::{Command, Context, Id, Kind, Refusal, State, Stream, World};
use crate::i18n::Lang;
use crate::intake::{is_marked_line, text_content};
use crate::record::{self, Around, Items, RecordKind, Shape, Usual, Value, Values};
use crate::store::{CommitError, Outcome, Reader, Submission};
use crate::view::KnownPlace;

/// What is wrong with what was given for a record, field by field.
#[derive(Debug)]
pub(super) struct Wrong {
    /// The kind of record.
    pub(super) kind: RecordKind,
    /// In the order of the fields.
    pub(super) problems: Vec<record::Problem>,
}

impl Wrong {
    /// The same for scripts.
    pub(super) fn fields(&self, lang: Lang) -> Json {
        let one = |problem: &record::Problem| json!({"field": problem.field, "code": problem.code(), "message": problem.words(lang)});
        self.problems.iter().map(one).collect()
    }

    /// One line a field: how people call it, its name, and what is wrong.
    pub(super) fn lines(&self, lang: Lang) -> Vec<String> {
        let words = lang.strings().record.of(self.kind.name());
        let line = |problem: &record::Problem| {
            format!("{} ({}): {}", (words.field)(problem.field), problem.field, problem.words(lang))
        };
        self.problems.iter().map(line).collect()
    }
}

/// Items as the store knows them. Without a store there are none.
struct Stored<'s> {
    setting: &'s Setting,
    reader: Option<Reader>,
}

impl Items for Stored<'_> {
    fn find(&self, kind: Kind, said: &str) -> Option<Stream> {
        let reader = self.reader.as_ref()?;
        let exact = show::resolve(self.setting, reader, said).ok().filter(|stream| stream.kind == kind);
        exact.or_else(|| {
            let of_kind = format!("{}/{said}", kind.name());
            show::resolve(self.setting, reader, &of_kind).ok().filter(|stream| stream.kind == kind)
        })
    }

    fn movement(&self, stream: Stream) -> Option<Movement> {
        match self.reader.as_ref()?.entity(stream).ok().flatten()?.state {
            State::Arrival(arrival) => Some(arrival.movement),
            _ => None,
        }
    }
}

pub(super) fn run(setting: &Setting, args: &Record) -> Result<Exit, Problem> {
    let Some(said) = &args.kind else { return tell_kinds(setting) };
    let Some(kind) = RecordKind::from_name(said) else {
        let known = RecordKind::ALL.map(RecordKind::name);
        return Err(Problem::UnknownValue {
            field: "KIND".to_owned(),
            value: said.clone(),
            suggestion: nearest(said, known.into_iter()),
            values: known.map(str::to_owned).to_vec(),
        });
    };
    if args.fields.is_empty() {
        return tell_fields(setting, kind);
    }
    let typed = typed(kind, &args.fields)?;
    let clearance = cleared(setting, &args.fields)?;
    let officer = if args.dry_run { setting.officer()? } else { setting.acting()? };
    let stored =
        Stored { setting, reader: setting.existing_store().ok().and_then(|_| setting.reader().ok()) };
    let places = match &stored.reader {
        Some(reader) => reader.known_places().map_err(Problem::store(&setting.store_path()?))?,
        None => Vec::new(),
    };
    let around = around(setting, &officer.name, &places, &stored);
    let (values, problems) = record::read(kind, &typed, &around);
    if !problems.is_empty() {
        return Err(Problem::Record(Box::new(Wrong { kind, problems })));
    }
    let id = IdSource::seeded(seed()).fresh(setting.now);
    let wrong = |problem| Problem::Record(Box::new(Wrong { kind, problems: vec![problem] }));
    let command = record::command(kind, &values, id, &around).map_err(wrong)?;
    if args.dry_run {
        return try_out(setting, kind, &values, &command, &around);
    }
    let store = setting.writer(true)?;
    let outcome = store.submit(Submission {
        officer: officer.clone(),
        at: setting.now,
        batch: None,
        expect: Vec::new(),
        command,
    })?;
    let own = Stream::new(kind.makes(), id);
    let stream = match outcome {
        Outcome::Committed(done) => done.streams.first().map_or(own, |(stream, _)| *stream),
        Outcome::Unchanged { stream } => stream.unwrap_or(own),
    };
    if let Some(id) = clearance {
        super::capture::used(setting, &store, Some(id), stream)?;
    }
    print(setting, kind, stream, &values, &around)
}

/// What can be put on record.
fn tell_kinds(setting: &Setting) -> Result<Exit, Problem> {
    let kinds = RecordKind::ALL.map(|kind| (kind.name(), setting.strings.record.of(kind.name()).title));
    let mut out = Out::new();
    if setting.json {
        let kinds: Vec<Json> =
            kinds.iter().map(|(kind, title)| json!({"kind": kind, "title": title})).collect();
        out.object(Fields::from_iter([("kinds".to_owned(), json!(kinds))]))?;
    } else {
        for (kind, title) in kinds {
            out.line(&format!("{kind:<18}{title}"))?;
        }
    }
    out.flush()?;
    Ok(Exit::Ok)
}

fn around<'a>(
    setting: &'a Setting,
    officer: &'a str,
    places: &'a [KnownPlace],
    items: &'a dyn Items,
) -> Around<'a> {
    Around { config: setting.config(), lang: setting.strings.lang, now: setting.now, officer, places, items }
}

/// `FIELD=VALUE`, each once; a field of several lines may be given several times.
fn typed(kind: RecordKind, given: &[String]) -> Result<BTreeMap<&'static str, String>, Problem> {
    let mut typed: BTreeMap<&'static str, String> = BTreeMap::new();
    for pair in given {
        let (name, value) = pair.split_once(['=', '＝']).unwrap_or((pair, ""));
        let field = kind.field(name).ok_or_else(|| {
            let names = record::fields(kind).iter().map(|field| field.name);
            let known = names.clone().map(str::to_owned).collect();
            Problem::UnknownField { field: name.to_owned(), suggestion: nearest(name, names), known }
        })?;
        match typed.get_mut(field.name) {
            Some(said) if matches!(field.shape, Shape::Lines | Shape::Text) => {
                said.push('\n');
                said.push_str(value);
            }
            _ => {
                typed.insert(field.name, value.to_owned());
            }
        }
    }
    Ok(typed)
}

/// The clearance by which words that look classified may come in.
fn cleared(setting: &Setting, given: &[String]) -> Result<Option<Id>, Problem> {
    let Some(marked) = given.iter().find(|pair| is_marked_line(pair)) else { return Ok(None) };
    let standing = Standing::in_office(setting)?;
    standing.find(&text_content(marked)).map(Some).ok_or(Problem::Classified)
}

/// Says what would be put on record, and decides it as far as that can be decided without the store.
fn try_out(
    setting: &Setting,
    kind: RecordKind,
    values: &Values,
    command: &Command,
    around: &Around<'_>,
) -> Result<Exit, Problem> {
    let officer = setting.officer()?;
    let policy = setting.config().policy();
    let shift_ends = setting.config().shift_at(setting.now).map(|(_, _, ends)| ends);
    let cx = Context { now: setting.now, officer: &officer, shift_ends, policy: &policy };
    match World::new().execute(&cx, command) {
        Ok(_) | Err(crate::domain::Stop::Refused(Refusal::NotFound { .. })) => {}
        Err(stop) => return Err(CommitError::from(stop).into()),
    }
    let due = record::due(kind, values, around);
    let mut out = Out::new();
    if setting.json {
        out.object(Fields::from_iter([
            ("dry_run".to_owned(), json!(true)),
            ("kind".to_owned(), json!(kind.name())),
            ("due_at".to_owned(), json!(due.map(|at| time::shown(at, setting.zone())))),
            ("understood".to_owned(), Json::Object(understood(setting, kind, values))),
        ]))?;
    } else {
        out.line(setting.strings.record.would)?;
        tell_values(setting, kind, values, around, &mut out)?;
        if let Some(due) = due {
            out.line(&(setting.strings.record.due)(&setting.voice().time(due)))?;
        }
    }
    out.flush()?;
    Ok(Exit::Ok)
}

/// The values by the names of their fields: ids, tags and stable names, as scripts want them.
fn understood(setting: &Setting, kind: RecordKind, values: &Values) -> Fields {
    let told = |value: &Value| match value {
        Value::Text(text) | Value::Unit(text) | Value::Language(text) => json!(text),
        Value::Time(at) => json!(time::shown(*at, setting.zone())),
        Value::Day(day) => json!(day),
        Value::Count(count) => json!(count),
        Value::Choice(name) => json!(name),
        Value::Link(stream) => json!(stream),
        Value::Lines(lines) => json!(lines),
    };
    let fields = record::fields(kind).iter();
    fields.filter_map(|field| Some((field.name.to_owned(), told(values.get(field.name)?)))).collect()
}

fn tell_values(
    setting: &Setting,
    kind: RecordKind,
    values: &Values,
    around: &Around<'_>,
    out: &mut Out,
) -> Result<(), Problem> {
    let words = setting.strings.record.of(kind.name());
    for (name, value) in values.told(kind, around) {
        out.line(&(setting.strings.cli.report.fact)((words.field)(name), &value))?;
    }
    Ok(())
}

fn print(
    setting: &Setting,
    kind: RecordKind,
    stream: Stream,
    values: &Values,
    around: &Around<'_>,
) -> Result<Exit, Problem> {
    let reader = setting.reader()?;
    let fields = show::fields_of(setting, &reader, stream)?;
    let mut out = Out::new();
    if setting.json {
        let mut all = Fields::from_iter([
            ("id".to_owned(), json!(stream.id)),
            ("kind".to_owned(), json!(kind.name())),
            ("item".to_owned(), Json::Object(fields)),
        ]);
        all.insert("understood".to_owned(), Json::Object(understood(setting, kind, values)));
        out.object(all)?;
    } else {
        out.line(&setting.voice().line(stream.kind, &fields))?;
        tell_values(setting, kind, values, around, &mut out)?;
    }
    out.flush()?;
    Ok(Exit::Ok)
}

/// The fields of a kind, with what may stand in them.
fn tell_fields(setting: &Setting, kind: RecordKind) -> Result<Exit, Problem> {
    let (words, all) = (setting.strings.record.of(kind.name()), &setting.strings.record);
    let mut out = Out::new();
    if setting.json {
        let fields = record::fields(kind).iter().map(|field| {
            let choices = match field.shape {
                Shape::Choice(names) => names,
                _ => &[],
            };
            json!({"name": field.name, "label": (words.field)(field.name), "shape": shape(field.shape),
                   "required": field.required && field.usual == Usual::Nothing, "choices": choices})
        });
        out.object(Fields::from_iter([
            ("kind".to_owned(), json!(kind.name())),
            ("fields".to_owned(), fields.collect()),
        ]))?;
    } else {
        out.line(words.title)?;
        for field in record::fields(kind) {
            let may = match field.shape {
                Shape::Choice(names) => names
                    .iter()
                    .map(|name| format!("{name} {}", (words.choice)(name)))
                    .collect::<Vec<_>>()
                    .join(all.between),
                other => (all.shape)(shape(other)).to_owned(),
            };
            let needed = field.required && field.usual == Usual::Nothing;
            out.line(&(all.field_line)(field.name, (words.field)(field.name), needed, &may))?;
        }
    }
    out.flush()?;
    Ok(Exit::Ok)
}

const fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Line => "line",
        Shape::Text => "text",
        Shape::Unit => "unit",
        Shape::Place => "place",
        Shape::Person => "person",
        Shape::Leader => "leader",
        Shape::When => "past_time",
        Shape::At => "time",
        Shape::Due => "due",
        Shape::Day => "day",
        Shape::Count => "count",
        Shape::Language => "language",
        Shape::Choice(_) => "choice",
        Shape::Link(_) => "item",
        Shape::Lines => "lines",
    }
}

/// The command that corrects an item as `FIELD=VALUE…` say; all else stays as it is.
pub(super) fn amendment(
    setting: &Setting,
    reader: &Reader,
    stream: Stream,
    given: &[String],
) -> Result<Command, Problem> {
    if given.iter().any(|pair| is_marked_line(pair)) {
        return Err(Problem::Classified);
    }
    let path = setting.store_path()?;
    let state = reader.entity(stream).map_err(Problem::store(&path))?.filter(|entity| !entity.void);
    let state: State = state.ok_or(Refusal::NotFound { stream })?.state;
    let verb = crate::verb::Verb::Amend;
    let kind = RecordKind::of(&state).ok_or(Problem::NotForThis { verb, stream })?;
    let mut values = record::told(kind, &state).unwrap_or_default();
    let officer = setting.officer()?;
    let stored = Stored { setting, reader: setting.reader().ok() };
    let around = around(setting, &officer.name, &[], &stored);
    let mut problems = Vec::new();
    for (name, said) in typed(kind, given)? {
        let Some(field) = kind.field(name) else { continue };
        match record::read_one(kind, field, &said, &around) {
            Ok(Some(value)) => values.set(name, value),
            // Nothing behind the sign takes the value away.
            Ok(None) if !field.required => values.clear(name),
            Ok(None) => problems.push(record::Problem::missing(name)),
            Err(problem) => problems.push(problem),
        }
    }
    if !problems.is_empty() {
        return Err(Problem::Record(Box::new(Wrong { kind, problems })));
    }
    let wrong = |problem| Problem::Record(Box::new(Wrong { kind, problems: vec![problem] }));
    record::amend(kind, &values, &state, stream.id, &around).map_err(wrong)
}

//! `dutydesk list WHAT`.

use clap::ValueEnum;
use serde_json::Value;

use super::alarms;
use super::args::{List, What};
use super::item::{self, View};
use super::ledger;
use super::out::{self, Fields, Form, ListOut, Out};
use super::problem::{Exit, Problem};
use super::setting::Setting;
use super::values;
use super::voice::Voice;
use crate::domain::limits::DueKind;
use crate::domain::{Deadline, Entity, Id, Kind, Policy, State};
use crate::filter::{self, Fault, Vocabulary};
use crate::store::{ReadContext, Reader, StoreError, ledger_line};
use crate::view::{
    Answer, DocumentRow, Due, ListQuery, Only, PaneKind, PaneRows, Query, Register, RegisterQuery, Sort,
};

/// Rows asked for at a time.
const CHUNK: usize = 1000;

/// A list of one kind of items being printed.
struct Printing<'o> {
    kind: Kind,
    voice: Voice,
    list: ListOut<'o>,
    filter: Kept,
    limit: usize,
    total: usize,
}

impl Printing<'_> {
    fn offer(&mut self, fields: &Fields) -> Result<(), Problem> {
        if self.filter.keeps(fields) {
            self.print(fields, |voice, kind| voice.line(kind, fields))?;
        }
        Ok(())
    }

    /// The same for what no pane lists, where free text is looked for here: as stored and as told.
    fn offer_found(&mut self, fields: &Fields, line: impl Fn(&Voice, Kind) -> String) -> Result<(), Problem> {
        if self.filter.keeps(fields) && self.filter.finds(fields, || line(&self.voice, self.kind)) {
            self.print(fields, line)?;
        }
        Ok(())
    }

    fn print(&mut self, fields: &Fields, line: impl Fn(&Voice, Kind) -> String) -> Result<(), Problem> {
        self.total += 1;
        if self.list.printed() < self.limit {
            self.list.item(fields, || line(&self.voice, self.kind))?;
        }
        Ok(())
    }

    /// Whether only the length of the rest is of interest, and it is known without looking at the rest.
    fn is_full(&self) -> bool {
        self.filter.0.own.is_empty() && self.list.printed() >= self.limit
    }
}

pub(super) fn run(setting: &Setting, args: &List) -> Result<Exit, Problem> {
    let columns = columns(args.what);
    let filter = Kept::read(args.filter.as_deref().unwrap_or_default(), args.what, setting)?;
    values::check(&filter.0.own, kind(args.what), setting.config())?;
    let reader = setting.reader_at()?;
    let mut out = Out::new();
    let list = ListOut::begin(&mut out, form(setting, args.csv), columns)?;
    let limit = args.limit.unwrap_or(usize::MAX);
    let (kind, voice) = (kind(args.what), setting.voice());
    let mut printing = Printing { kind, voice, list, filter, limit, total: 0 };
    match pane(args.what) {
        Some(pane) => rows(setting, &reader, args, pane, &mut printing)?,
        None if args.what == What::Log => log(setting, &reader, &mut printing)?,
        None if args.what == What::Alarms => {
            for (fields, line) in alarms::all(setting, &reader)? {
                printing.offer_found(&fields, |_, _| line.clone())?;
            }
        }
        None => match register(args.what) {
            Some(register) => registered(setting, &reader, register, &mut printing)?,
            None => entities(setting, &reader, args, &mut printing)?,
        },
    }
    let (shown, total) = (printing.list.printed(), printing.total);
    printing.list.end(total)?;
    if !setting.json && !args.csv {
        super::say(&(setting.strings.cli.report.listed)(shown, total));
    }
    Ok(Exit::Ok)
}

/// How a list is printed under these options.
pub(super) const fn form(setting: &Setting, csv: bool) -> Form {
    match (setting.json, csv) {
        (true, _) => Form::Json,
        (false, true) => Form::Csv,
        (false, false) => Form::Lines,
    }
}

const fn columns(what: What) -> &'static [&'static str] {
    match what {
        What::Documents => item::DOCUMENT,
        What::Findings => item::FINDING,
        What::Supervised => item::SUPERVISED,
        What::Runs => item::RUN,
        What::Volunteers => item::VOLUNTEER,
        What::Log => item::LOG,
        What::Alarms => alarms::ALARM,
        What::Dispatches
        | What::Inspections
        | What::Arrivals
        | What::Requests
        | What::Bulletins
        | What::Shifts
        | What::Clearances
        | What::Messages
        | What::Meetings
        | What::Tasks
        | What::DutyLog
        | What::InfoReports
        | What::Publications
        | What::Trainings
        | What::Recommendations
        | What::Activities
        | What::BusRoutes
        | What::SpecialReports
        | What::Emergencies => ledger::columns(kind(what)),
    }
}

const fn pane(what: What) -> Option<PaneKind> {
    match what {
        What::Documents => Some(PaneKind::Documents),
        What::Findings | What::Supervised => Some(PaneKind::Issues),
        What::Runs => Some(PaneKind::Transfers),
        What::Volunteers => Some(PaneKind::Volunteers),
        _ => None,
    }
}

const fn kind(what: What) -> Kind {
    match what {
        What::Dispatches => Kind::Dispatch,
        What::Findings => Kind::Finding,
        What::Supervised => Kind::Supervised,
        What::Runs => Kind::Run,
        What::Volunteers => Kind::Volunteer,
        What::Inspections => Kind::Inspection,
        What::Arrivals => Kind::Arrival,
        What::Requests => Kind::Request,
        What::Bulletins => Kind::Bulletin,
        What::Shifts => Kind::Shift,
        What::Clearances => Kind::Clearance,
        What::Messages => Kind::Message,
        What::Emergencies => Kind::Emergency,
        What::Meetings => Kind::Meeting,
        What::Tasks => Kind::Task,
        What::DutyLog
        | What::InfoReports
        | What::Publications
        | What::Trainings
        | What::Recommendations
        | What::Activities
        | What::BusRoutes
        | What::SpecialReports => Kind::LedgerEntry,
        What::Documents | What::Log | What::Alarms => Kind::Document,
    }
}

/// The register that a list is.
const fn register(what: What) -> Option<Register> {
    Some(match what {
        What::DutyLog => Register::Log,
        What::InfoReports => Register::InfoReports,
        What::Publications => Register::Publications,
        What::Trainings => Register::Trainings,
        What::Recommendations => Register::Recommendations,
        What::Activities => Register::Activities,
        What::BusRoutes => Register::BusRoutes,
        What::SpecialReports => Register::SpecialReports,
        _ => return None,
    })
}

/// The rows of a register, the newest first, a window at a time. Entries ask for no work: all of them are listed.
fn registered(
    setting: &Setting,
    reader: &Reader,
    register: Register,
    printing: &mut Printing<'_>,
) -> Result<(), Problem> {
    let view = View { now: setting.now, zone: setting.zone() };
    let path = setting.store_path()?;
    let mut query = RegisterQuery { register, limit: CHUNK, ..RegisterQuery::default() };
    loop {
        let page = reader.register(&query).map_err(Problem::store(&path))?;
        for entity in &page.window.rows {
            let fields = ledger::fields(entity, view);
            printing.offer_found(&fields, |voice, kind| voice.line(kind, &fields))?;
        }
        query.offset += page.window.rows.len();
        if page.window.rows.is_empty() || query.offset >= page.window.total {
            return Ok(());
        }
    }
}

/// Rows of a pane, a window at a time.
fn rows(
    setting: &Setting,
    reader: &Reader,
    args: &List,
    pane: PaneKind,
    printing: &mut Printing<'_>,
) -> Result<(), Problem> {
    let policy = setting.config().policy();
    let mut offset = 0;
    loop {
        let list = ListQuery {
            all: args.all,
            filter: printing.filter.0.clone(),
            sort: Sort::Urgency,
            reversed: false,
            only: Only::Any,
            offset,
            limit: CHUNK,
            anchor: None,
        };
        let (rows, total) = page(setting, reader, &policy, pane, list, args.what)?;
        for fields in rows.iter().flatten() {
            printing.offer(fields)?;
        }
        offset += rows.len();
        if rows.is_empty() || offset >= total {
            return Ok(());
        }
        if printing.is_full() && printing.filter.0.words.is_empty() {
            // Some panes list several kinds.
            let path = setting.store_path()?;
            printing.total = reader.count_listed(printing.kind, args.all).map_err(Problem::store(&path))?;
            return Ok(());
        }
    }
}

/// The rows of a window, those of another kind as `None`, and the length of the whole list.
fn page(
    setting: &Setting,
    reader: &Reader,
    policy: &Policy,
    pane: PaneKind,
    list: ListQuery,
    what: What,
) -> Result<(Vec<Option<Fields>>, usize), Problem> {
    let cx = ReadContext { now: setting.now, officer: "", policy };
    let view = View { now: setting.now, zone: setting.zone() };
    let path = setting.store_path()?;
    let answer = reader.answer(&Query::Pane { pane, list, ticket: 0 }, &cx).map_err(Problem::store(&path))?;
    let Answer::Pane { rows, .. } = answer else { return Ok((Vec::new(), 0)) };
    Ok(match rows {
        PaneRows::Documents(mut window) => {
            for row in &mut window.rows {
                step_due(reader, row).map_err(Problem::store(&path))?;
            }
            let paper = |row: &DocumentRow| row.head.stream.kind == Kind::Document;
            let rows = window.rows.iter().map(|row| paper(row).then(|| item::document(row, view)));
            (rows.collect(), window.total)
        }
        PaneRows::Issues(window) => {
            let mut rows = Vec::with_capacity(window.rows.len());
            for row in &window.rows {
                rows.push(match row.head.stream.kind {
                    Kind::Finding if what == What::Findings => {
                        let entity = reader.entity(row.head.stream).map_err(Problem::store(&path))?;
                        let line = entity.and_then(|one| ledger_line(&one, setting.config(), setting.now));
                        line.map(|line| item::finding((row, &line), view))
                    }
                    Kind::Supervised if what == What::Supervised => Some(item::supervised(row, view)),
                    _ => None,
                });
            }
            (rows, window.total)
        }
        PaneRows::Transfers(window) => {
            (window.rows.iter().map(|row| Some(item::run(row, view))).collect(), window.total)
        }
        PaneRows::Volunteers(window, _) => {
            (window.rows.iter().map(|row| Some(item::volunteer(row, view))).collect(), window.total)
        }
    })
}

/// The contract knows the due times of the four steps only. Where the written form of an instruction is due first,
/// as the desk shows it, the nearest step is looked up.
fn step_due(reader: &Reader, row: &mut DocumentRow) -> Result<(), StoreError> {
    let is_step = |due: &Due| DueKind::ALL.into_iter().any(|kind| Deadline::from(kind).name() == due.kind);
    if row.head.due.as_ref().is_none_or(is_step) {
        return Ok(());
    }
    row.head.due = match reader.entity(row.head.stream)?.map(|entity| entity.state) {
        Some(State::Document(document)) => {
            document.next_due().map(|(at, kind)| Due { at, kind: Deadline::from(kind).name() })
        }
        _ => None,
    };
    Ok(())
}

/// One row of a pane, whatever its kind; none if no pane lists it.
pub(super) fn row_of(
    setting: &Setting,
    reader: &Reader,
    stream: crate::domain::Stream,
) -> Result<Option<Fields>, Problem> {
    let what = match stream.kind {
        Kind::Document => What::Documents,
        Kind::Finding => What::Findings,
        Kind::Supervised => What::Supervised,
        Kind::Run => What::Runs,
        Kind::Volunteer => What::Volunteers,
        _ => return Ok(None),
    };
    let Some(pane) = pane(what) else { return Ok(None) };
    let list = ListQuery {
        all: true,
        sort: Sort::Newest,
        limit: 1,
        anchor: Some((stream.id, 0)),
        ..ListQuery::default()
    };
    let policy = setting.config().policy();
    let (rows, _) = page(setting, reader, &policy, pane, list, what)?;
    let id = Value::from(stream.id.to_string());
    Ok(rows.into_iter().flatten().find(|fields| fields.get("id") == Some(&id)))
}

/// Entities that no pane lists, the newest first.
fn entities(
    setting: &Setting,
    reader: &Reader,
    args: &List,
    printing: &mut Printing<'_>,
) -> Result<(), Problem> {
    let view = View { now: setting.now, zone: setting.zone() };
    let path = setting.store_path()?;
    let found = reader.entities(kind(args.what), usize::MAX >> 1).map_err(Problem::store(&path))?;
    for entity in found.iter().filter(|entity| args.all || is_alive(entity, setting)) {
        let fields = ledger::fields(entity, view);
        printing.offer_found(&fields, |voice, kind| voice.line(kind, &fields))?;
    }
    Ok(())
}

/// Ids of all items of a kind that a filter keeps, in the order of their list; closed ones too.
pub(super) fn matching(
    setting: &Setting,
    reader: &Reader,
    kind: Kind,
    written: &str,
) -> Result<Vec<Id>, Problem> {
    let path = setting.store_path()?;
    let listed = What::value_variants().iter().copied().find(|what| match what {
        What::Log | What::Alarms => false,
        what => self::kind(*what) == kind,
    });
    let pane = listed.and_then(pane);
    let known = listed.map_or_else(|| ledger::columns(kind), columns);
    let filter = Kept::of(written, known, pane.is_none(), setting)?;
    values::check(&filter.0.own, kind, setting.config())?;
    let policy = setting.config().policy();
    let mut ids = Vec::new();
    let Some((pane, what)) = pane.zip(listed) else {
        let view = View { now: setting.now, zone: setting.zone() };
        let voice = setting.voice();
        for entity in reader.entities(kind, usize::MAX >> 1).map_err(Problem::store(&path))? {
            let fields = ledger::fields(&entity, view);
            if filter.keeps(&fields) && filter.finds(&fields, || voice.line(kind, &fields)) {
                ids.push(entity.stream.id);
            }
        }
        return Ok(ids);
    };
    let mut offset = 0;
    loop {
        let list =
            ListQuery { all: true, filter: filter.0.clone(), offset, limit: CHUNK, ..ListQuery::default() };
        let (rows, total) = page(setting, reader, &policy, pane, list, what)?;
        let kept = rows.iter().flatten().filter(|fields| filter.keeps(fields));
        ids.extend(kept.filter_map(|fields| fields.get("id")?.as_str()?.parse::<Id>().ok()));
        offset += rows.len();
        if rows.is_empty() || offset >= total {
            return Ok(ids);
        }
    }
}

/// Whether it still asks for something. A clearance that nobody used in time does not.
fn is_alive(entity: &Entity, setting: &Setting) -> bool {
    match &entity.state {
        State::Clearance(clearance) => clearance.state.is_open() && setting.now < clearance.expires_at,
        state => state.is_open(),
    }
}

/// The journal, the newest first.
fn log(setting: &Setting, reader: &Reader, printing: &mut Printing<'_>) -> Result<(), Problem> {
    let view = View { now: setting.now, zone: setting.zone() };
    let path = setting.store_path()?;
    let all = reader.head().map_err(Problem::store(&path))?;
    let mut before = None;
    loop {
        let entries = reader.log(before, CHUNK).map_err(Problem::store(&path))?;
        let Some(last) = entries.last() else { return Ok(()) };
        before = Some(last.seq);
        for entry in &entries {
            let fields = item::log(entry, view);
            printing.offer_found(&fields, |voice, _| voice.entry(entry))?;
        }
        if printing.is_full() && printing.filter.0.words.is_empty() {
            printing.total = usize::try_from(all).unwrap_or(usize::MAX);
            return Ok(());
        }
    }
}

/// Reads a filter. The first mistake in it is wrong use.
pub(super) fn read(written: &str, known: &Vocabulary) -> Result<filter::Filter, Problem> {
    let parsed = filter::parse(written, known);
    match parsed.problems.into_iter().next() {
        Some(filter::Problem { fault: Fault::Field { name, meant }, .. }) => {
            Err(Problem::UnknownField { field: name, suggestion: meant, known: Vec::new() })
        }
        Some(filter::Problem { fault: Fault::Value { field, value, meant, known }, .. }) => {
            Err(Problem::UnknownValue { field: field.to_owned(), value, suggestion: meant, values: known })
        }
        Some(problem) => {
            let at = written[..problem.at.start].chars().count() + 1;
            Err(Problem::Filter { at, fault: problem.fault })
        }
        None => Ok(parsed.filter),
    }
}

/// What the fields of an item that only this list has must be; panes carry out the rest of the filter.
#[derive(Debug)]
struct Kept(filter::Filter);

impl Kept {
    /// Reads `urgency:flash 核酸`. The first mistake is an error: a list that is too long would be taken for the answer.
    fn read(written: &str, what: What, setting: &Setting) -> Result<Self, Problem> {
        Self::of(written, columns(what), pane(what).is_none(), setting)
    }

    /// The same for a list with these columns; `own` where no pane lists it.
    fn of(
        written: &str,
        columns: &'static [&'static str],
        own: bool,
        setting: &Setting,
    ) -> Result<Self, Problem> {
        let officer = setting.officer().map(|officer| officer.name).unwrap_or_default();
        read(written, &Vocabulary::new(setting.config(), &officer).with_own(columns, own)).map(Self)
    }

    /// Whether all words of the free text stand in the item. Panes have their own, faster way to find text.
    fn finds(&self, fields: &Fields, line: impl FnOnce() -> String) -> bool {
        if self.0.words.is_empty() {
            return true;
        }
        let stored: Vec<String> = fields.values().map(out::cell).collect();
        let line = format!("{} {}", stored.join(" "), line()).to_lowercase();
        self.0.words.to_lowercase().split_whitespace().all(|word| line.contains(word))
    }

    fn keeps(&self, fields: &Fields) -> bool {
        self.0.own.iter().all(|(key, wanted)| fields.get(*key).is_some_and(|value| is(value, wanted)))
    }
}

/// Whether a value is what is wanted: the whole of it, one of several, or `none` for nothing.
fn is(value: &Value, wanted: &str) -> bool {
    match value {
        Value::Null => wanted == "none",
        Value::String(text) => text == wanted || (text.is_empty() && wanted == "none"),
        Value::Array(values) => {
            values.iter().any(|value| is(value, wanted)) || (values.is_empty() && wanted == "none")
        }
        Value::Bool(flag) => wanted.parse() == Ok(*flag),
        Value::Number(number) => wanted.parse().is_ok_and(|wanted: serde_json::Number| wanted == *number),
        // A recipient is found by its unit.
        Value::Object(fields) => fields.get("unit").is_some_and(|unit| is(unit, wanted)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_match_whole_or_as_one_of_several() {
        assert!(is(&json!(["title", "issuer"]), "issuer") && is(&json!(true), "true") && is(&json!(3), "3"));
        assert!(is(&Value::Null, "none") && is(&json!([]), "none"));
        assert!(!is(&json!("assigned"), "assign") && !is(&Value::Null, "health"));
    }
}

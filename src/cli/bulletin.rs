//! `dutydesk bulletin`: issues drafted from the journal, and what stands behind their numbers.

use std::collections::BTreeMap;
use std::io::Read as _;

use chrono::{Days, NaiveDate};
use serde_json::json;

use super::act::{Acted, Hand, report};
use super::args::{Bulletin as Args, BulletinDraft, BulletinEdit, BulletinRows, BulletinTask};
use super::item::View;
use super::list;
use super::out::{Fields, Form, ListOut, Out};
use super::problem::{Exit, Problem};
use super::setting::Setting;
use super::show;
use crate::domain::bulletin::{
    Bulletin, BulletinCommand, BulletinSeries, Count, Gathered, Masthead, Row, Written,
};
use crate::domain::{Aggregate, Command, Entity, Kind, Refusal, State, Stream};
use crate::i18n::bulletin::written;
use crate::intake::is_marked_line;
use crate::store::Reader;
use crate::text;

/// The columns of what stands behind a number.
const ROW: [&str; 10] =
    ["id", "kind", "no", "title", "unit", "place", "quantity", "happened_at", "recorded_at", "counted_as"];

pub(super) fn run(setting: &Setting, args: &Args) -> Result<Exit, Problem> {
    match &args.task {
        BulletinTask::Draft(args) => draft(setting, args),
        BulletinTask::Edit(args) => edit(setting, args),
        BulletinTask::Rows(args) => rows(setting, args),
    }
}

/// Writes a draft that is still empty from the journal, as of the cut-off of its day.
pub(super) fn filled_in(setting: &Setting, reader: &Reader, command: Command) -> Result<Command, Problem> {
    let Command::Bulletin { id, act: BulletinCommand::Draft(empty) } = &command else { return Ok(command) };
    if !empty.counts.is_empty() {
        return Ok(command);
    }
    let path = setting.store_path()?;
    let gathered = reader.gather_issue(*id, &setting.config().calendar()).map_err(Problem::store(&path))?;
    let gathered = gathered.ok_or(Refusal::NotFound { stream: Stream::new(Kind::Bulletin, *id) })?;
    let written = Box::new(drafted(setting, &gathered));
    Ok(Command::Bulletin { id: *id, act: BulletinCommand::Draft(written) })
}

fn drafted(setting: &Setting, gathered: &Gathered) -> Written {
    written(setting.strings.lang, gathered, &setting.voice().names, setting.zone())
}

/// Opens the issue of a day and drafts it in one entry; one that is open already is drafted.
fn draft(setting: &Setting, args: &BulletinDraft) -> Result<Exit, Problem> {
    let path = setting.existing_store()?;
    let (series, day) = which(setting, args);
    let calendar = setting.config().calendar();
    let hand = Hand::new(setting, args.dry_run)?;
    let (issue, free) = hand.reader.issue_of(series, day).map_err(Problem::store(&path))?;
    let gathered = hand.reader.gather(series, day, &calendar).map_err(Problem::store(&path))?;
    let written = Box::new(drafted(setting, &gathered));
    if args.dry_run {
        let title = issue.as_ref().and_then(|entity| Bulletin::from_state(&entity.state));
        let title = title.map_or_else(
            || (setting.strings.bulletin.title)(series, day),
            |issue| issue.masthead.title.clone(),
        );
        return print(setting, title, &written);
    }
    let (stream, act) = match issue {
        Some(entity) => (entity.stream, BulletinCommand::Draft(written)),
        None => {
            let title = (setting.strings.bulletin.title)(series, day);
            let masthead = Masthead { series, title, day };
            (Stream::new(Kind::Bulletin, free), BulletinCommand::Compile { masthead, written })
        }
    };
    let command = Command::Bulletin { id: stream.id, act };
    let result = hand.submit(stream, command, None, None);
    report(setting, false, vec![Acted { id: stream.id.to_string(), result }])
}

fn which(setting: &Setting, args: &BulletinDraft) -> (BulletinSeries, NaiveDate) {
    let series = args.series.as_deref().and_then(BulletinSeries::from_name).unwrap_or(BulletinSeries::Daily);
    let today = setting.config().calendar().statistical_day(setting.now);
    (series, args.on.or(args.day).unwrap_or_else(|| today.checked_sub_days(Days::new(1)).unwrap_or(today)))
}

/// A draft that nobody has written down.
fn print(setting: &Setting, title: String, written: &Written) -> Result<Exit, Problem> {
    let mut out = Out::new();
    if setting.json {
        out.object(Fields::from_iter([
            ("title".to_owned(), json!(title)),
            ("counts".to_owned(), json!(written.counts)),
            ("passages".to_owned(), json!(written.passages)),
            ("covers".to_owned(), json!(written.covers)),
        ]))?;
    } else {
        out.line(&title)?;
        tell_all(setting, &written.counts, &written.passages, &mut out)?;
    }
    out.flush()?;
    Ok(Exit::Ok)
}

/// Counts and passages of an issue, for people.
pub(super) fn tell(setting: &Setting, entity: &Entity, out: &mut Out) -> Result<(), Problem> {
    let State::Bulletin(issue) = &entity.state else { return Ok(()) };
    tell_all(setting, &issue.counts, &issue.passages, out)?;
    for correction in &issue.corrections {
        out.line(&format!("  {}  {correction}", setting.strings.bulletin.desk.corrected))?;
    }
    Ok(())
}

fn tell_all(
    setting: &Setting,
    counts: &BTreeMap<String, u32>,
    passages: &BTreeMap<String, String>,
    out: &mut Out,
) -> Result<(), Problem> {
    let words = &setting.strings.bulletin;
    for count in Count::ALL {
        if let Some(number) = counts.get(count.name()).filter(|number| **number > 0) {
            out.line(&format!("  {:>6}  {}  ({})", number, (words.count)(count), count.name()))?;
        }
    }
    for (name, passage) in passages {
        out.line(&format!("{}  ({name})", words.passage_named(name)))?;
        for line in passage.lines() {
            out.line(&format!("  {}", text::sanitize(line)))?;
        }
    }
    Ok(())
}

/// Changes one passage of a draft.
fn edit(setting: &Setting, args: &BulletinEdit) -> Result<Exit, Problem> {
    setting.existing_store()?;
    let hand = Hand::new(setting, false)?;
    let stream = show::resolve(setting, &hand.reader, &args.id)?;
    if stream.kind != Kind::Bulletin {
        return Err(Refusal::NotForThis { stream, verb: "edit" }.into());
    }
    let mut text = args.text.clone();
    if text == "-" {
        text.clear();
        std::io::stdin().read_to_string(&mut text)?;
    }
    if text.lines().any(is_marked_line) {
        return Err(Problem::Classified);
    }
    let passages = BTreeMap::from([(args.passage.clone(), text::sanitize_lines(&text).into_owned())]);
    let command = Command::Bulletin { id: stream.id, act: BulletinCommand::Edit { passages } };
    let result = hand.submit(stream, command, None, None);
    report(setting, false, vec![Acted { id: stream.id.to_string(), result }])
}

/// What stands behind one number of an issue.
fn rows(setting: &Setting, args: &BulletinRows) -> Result<Exit, Problem> {
    let path = setting.existing_store()?;
    let reader = setting.reader()?;
    let stream = show::resolve(setting, &reader, &args.id)?;
    let gathered =
        reader.gather_issue(stream.id, &setting.config().calendar()).map_err(Problem::store(&path))?;
    let gathered = gathered.filter(|_| stream.kind == Kind::Bulletin);
    let gathered = gathered.ok_or(Refusal::NotForThis { stream, verb: "rows" })?;
    let count = Count::from_name(&args.count).ok_or_else(|| Problem::NotFound(args.count.clone()))?;
    let mut out = Out::new();
    let mut list = ListOut::begin(&mut out, list::form(setting, args.csv), &ROW)?;
    let counted_as: &[Count] = match count {
        Count::LateFacts => &gathered.late_as,
        Count::Corrections => &gathered.corrected_as,
        _ => &[],
    };
    let rows = gathered.rows_of(count);
    for (at, row) in rows.iter().enumerate() {
        let fields = shape(setting, row, *counted_as.get(at).unwrap_or(&count));
        list.item(&fields, || line(setting, row))?;
    }
    list.end(rows.len())?;
    if list::form(setting, args.csv) == Form::Lines {
        super::say(&(setting.strings.cli.report.listed)(rows.len(), rows.len()));
    }
    Ok(Exit::Ok)
}

fn shape(setting: &Setting, row: &Row, counted_as: Count) -> Fields {
    let view = View { now: setting.now, zone: setting.zone() };
    let values = [
        json!(row.stream.id),
        json!(row.stream.kind.name()),
        json!(row.number),
        json!(row.title),
        json!(row.unit),
        json!(row.place),
        json!(row.quantity),
        json!(view.at(row.happened_at)),
        json!(view.at(row.recorded_at)),
        json!(counted_as.name()),
    ];
    ROW.iter().map(|name| (*name).to_owned()).zip(values).collect()
}

fn line(setting: &Setting, row: &Row) -> String {
    let voice = setting.voice();
    let unit = row.unit.as_deref().map(|unit| voice.names.unit(unit, setting.strings.lang).to_owned());
    let quantity = (row.quantity != 1).then(|| format!("×{}", row.quantity));
    let title = Some(row.title.clone()).filter(|title| !title.is_empty());
    let parts =
        [Some(voice.time(row.recorded_at)), row.number.clone(), title, row.place.clone(), unit, quantity];
    parts.into_iter().flatten().collect::<Vec<_>>().join("  ")
}

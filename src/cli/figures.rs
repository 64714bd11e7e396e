//! `dutydesk figures`: the figures of a period, the rows behind one of them, and trends.

mod trends;

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::args::Figures;
use super::list;
use super::out::{Fields, Form, ListOut, Out};
use super::problem::{Exit, Problem};
use super::setting::Setting;
use crate::figures::{By, FigureRow, PaperFigure, Period};
use crate::store::Reader;
use crate::text::{self, Ambiguous};

pub(super) fn run(setting: &Setting, args: &Figures) -> Result<Exit, Problem> {
    let reader = setting.reader_at()?;
    let whole_days = whole_days(setting, &reader)?;
    let period = Period { from: args.from, to: args.to.unwrap_or(whole_days.to) };
    let form = list::form(setting, args.csv);
    if let Some(by) = args.by.as_deref().and_then(By::from_name) {
        return trends::run(setting, &reader, (period, by), form);
    }
    let path = setting.existing_store()?;
    let calendar = setting.config().calendar();
    if let Some(figure) = &args.rows {
        return rows(setting, &reader, (figure, period), (form, args.limit));
    }
    let figures = reader.figures(period, &calendar).map_err(Problem::store(&path))?;
    let mut out = Out::new();
    match form {
        Form::Json => {
            if let Ok(Value::Object(fields)) = serde_json::to_value(&figures) {
                out.object(fields)?;
            }
            out.flush()?;
        }
        Form::Csv => {
            let lines = figures.lines();
            let mut list = ListOut::begin(&mut out, Form::Csv, &["figure", "value"])?;
            for (name, value) in &lines {
                let row = [("figure", name), ("value", value)];
                let fields: Fields =
                    row.into_iter().map(|(key, text)| (key.to_owned(), text.as_str().into())).collect();
                list.item(&fields, String::new)?;
            }
            list.end(lines.len())?;
        }
        Form::Lines => {
            let words = &setting.strings.figures;
            out.line(&(words.heading)(period.from, period.to))?;
            let lines: Vec<(String, String)> =
                figures.lines().into_iter().map(|(name, value)| (words.name(&name), value)).collect();
            let widest = lines.iter().map(|(name, _)| text::width(name)).max().unwrap_or(0);
            for (name, value) in lines {
                out.line(&format!("{}  {value}", text::pad_right(&name, widest, Ambiguous::Narrow)))?;
            }
            out.flush()?;
        }
    }
    Ok(Exit::Ok)
}

/// Columns of the rows of a figure.
const ROW: [&str; 9] = ["id", "kind", "no", "title", "state", "at", "amount", "key", "minutes"];

/// The rows behind a figure.
fn rows(
    setting: &Setting,
    reader: &Reader,
    (figure, period): (&str, Period),
    (form, limit): (Form, usize),
) -> Result<Exit, Problem> {
    let path = setting.existing_store()?;
    let calendar = setting.config().calendar();
    let found = reader.figure_rows(figure, period, &calendar, (0, limit)).map_err(Problem::store(&path))?;
    if found.total == 0 && PaperFigure::from_name(figure).is_none() {
        // No rows may mean zero, or that nobody knows such a figure.
        let figures = reader.figures(period, &calendar).map_err(Problem::store(&path))?;
        let known: Vec<String> = figures.lines().into_iter().map(|(name, _)| name).collect();
        if !known.iter().any(|name| name == figure) {
            let suggestion = known.iter().map(|name| (strsim::damerau_levenshtein(figure, name), name)).min();
            let suggestion = suggestion.filter(|(distance, name)| *distance <= name.len().div_ceil(3));
            return Err(Problem::UnknownValue {
                field: "rows".to_owned(),
                value: figure.to_owned(),
                suggestion: suggestion.map(|(_, name)| name.clone()),
                values: known,
            });
        }
    }
    let words = &setting.strings.figures;
    let mut out = Out::new();
    if form == Form::Lines {
        out.line(&(words.heading)(period.from, period.to))?;
        out.line(&(words.trends.rows)(words.name(figure).trim(), found.total, found.sum))?;
    }
    let mut list = ListOut::begin(&mut out, form, &ROW)?;
    for row in &found.rows {
        list.item(&fields(row, setting), || line(row, setting))?;
    }
    list.end(found.total)?;
    Ok(Exit::Ok)
}

fn fields(row: &FigureRow, setting: &Setting) -> Fields {
    let at = row.at.with_timezone(&setting.zone()).to_rfc3339();
    let values = [
        json!(row.stream.id),
        json!(row.stream.kind.name()),
        json!(row.number),
        json!(row.title),
        json!(row.state),
        json!(at),
        json!(row.amount),
        json!(row.key),
        json!(row.minutes.map(|minutes| (minutes * 10.0).round() / 10.0)),
    ];
    ROW.into_iter().map(str::to_owned).zip(values).collect()
}

/// When, what it is called, its state; the rest where it says something.
fn line(row: &FigureRow, setting: &Setting) -> String {
    let at = row.at.with_timezone(&setting.zone()).format("%Y-%m-%d %H:%M").to_string();
    let words = &setting.strings.figures.trends;
    let state = (setting.strings.domain.state)(row.stream.kind, row.state);
    let amount = if row.amount == 1 { String::new() } else { format!("×{}", row.amount) };
    let minutes = row.minutes.map(words.minutes).unwrap_or_default();
    let parts = [
        at,
        row.key.clone().unwrap_or_default(),
        row.number.clone().unwrap_or_default(),
        text::sanitize(&row.title).into_owned(),
        amount,
        minutes,
        state.to_owned(),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
}

/// Everything up to the last whole day. A store in which nobody has worked for a day (a copy, the demonstration) is read
/// as of its own last entry.
pub(super) fn whole_days(setting: &Setting, reader: &Reader) -> Result<Period, Problem> {
    let last = reader.log(None, 1).map_err(Problem::store(&setting.existing_store()?))?;
    let last = last.first().map(|entry| entry.at).filter(|at| setting.now - *at > TimeDelta::days(1));
    Ok(Period::whole_days_before(last.unwrap_or(setting.now), &setting.config().calendar()))
}

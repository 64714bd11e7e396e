//! `dutydesk figures --by`: the main figures of every day, week or month, and of as many days before.

use serde_json::{Value, json};

use super::super::out::{Fields, Form, ListOut, Out};
use super::super::problem::{Exit, Problem};
use super::super::setting::Setting;
use crate::figures::{By, MAIN, Period, Stretch};
use crate::store::Reader;
use crate::text::{self, Ambiguous};

pub(super) fn run(
    setting: &Setting,
    reader: &Reader,
    (period, by): (Period, By),
    form: Form,
) -> Result<Exit, Problem> {
    let path = setting.existing_store()?;
    let trends = reader.trends(period, by, &setting.config().calendar()).map_err(Problem::store(&path))?;
    let mut rows: Vec<(&str, &Stretch)> =
        trends.stretches.iter().map(|stretch| (by.name(), stretch)).collect();
    rows.push(("whole", &trends.whole));
    rows.extend(trends.previous.as_ref().map(|previous| ("previous", previous)));
    let mut out = Out::new();
    match form {
        Form::Json => {
            let spans: Vec<Value> = trends.stretches.iter().map(stretch).collect();
            let previous = trends.previous.as_ref();
            let change = previous.map(|previous| change(&trends.whole, previous));
            let fields = [
                ("by", json!(by.name())),
                ("spans", json!(spans)),
                ("whole", stretch(&trends.whole)),
                ("previous", json!(previous.map(stretch))),
                ("change", json!(change)),
            ];
            out.object(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())?;
            out.flush()?;
        }
        Form::Csv => {
            let columns: Vec<&str> = ["span", "from", "to"].into_iter().chain(MAIN).collect();
            let mut list = ListOut::begin(&mut out, Form::Csv, &columns)?;
            for (span, stretch) in &rows {
                let days = [json!(span), json!(stretch.period.from), json!(stretch.period.to)];
                let values = stretch.values.iter().map(|value| json!(value));
                let fields: Fields = columns
                    .iter()
                    .map(|name| (*name).to_owned())
                    .zip(days.into_iter().chain(values))
                    .collect();
                list.item(&fields, String::new)?;
            }
            list.end(rows.len())?;
        }
        Form::Lines => lines(setting, &mut out, (by, period), &rows)?,
    }
    Ok(Exit::Ok)
}

fn stretch(stretch: &Stretch) -> Value {
    let figures: Fields =
        MAIN.iter().zip(&stretch.values).map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
    json!({ "from": stretch.period.from, "to": stretch.period.to, "figures": figures })
}

fn change(whole: &Stretch, previous: &Stretch) -> Fields {
    let pairs = whole.values.iter().zip(&previous.values);
    let changes = pairs.map(|(now, before)| json!(i64::from(*now) - i64::from(*before)));
    MAIN.iter().map(|name| (*name).to_owned()).zip(changes).collect()
}

/// A line for each day, week or month, however many there are; figures that are nothing throughout are left out.
fn lines(
    setting: &Setting,
    out: &mut Out,
    (by, period): (By, Period),
    rows: &[(&str, &Stretch)],
) -> Result<(), Problem> {
    let words = &setting.strings.figures;
    out.line(&(words.heading)(period.from, period.to))?;
    out.line(&(words.trends.heading)(by))?;
    let shown: Vec<usize> =
        (0..MAIN.len()).filter(|at| rows.iter().any(|(_, stretch)| stretch.values[*at] > 0)).collect();
    let names: Vec<String> = shown.iter().map(|at| words.name(MAIN[*at]).trim().to_owned()).collect();
    let day = |stretch: &Stretch| {
        let first = stretch.period.from.unwrap_or(stretch.period.to);
        let form = if by == By::Month { "%Y-%m" } else { "%m-%d" };
        first.format(form).to_string()
    };
    let heads = rows.iter().map(|(span, stretch)| match *span {
        "whole" => words.trends.whole.to_owned(),
        "previous" => words.trends.previous.to_owned(),
        _ => day(stretch),
    });
    let heads: Vec<String> = heads.collect();
    let widest = heads.iter().map(|head| text::width(head)).max().unwrap_or(0).max(5);
    let pad = |cell: &str, to: usize| text::pad_right(cell, to, Ambiguous::Narrow);
    let mut head = pad("", widest);
    for name in &names {
        head.push_str("  ");
        head.push_str(name);
    }
    out.line(&head)?;
    for (title, (_, stretch)) in heads.iter().zip(rows) {
        let mut line = pad(title, widest);
        for (at, name) in shown.iter().zip(&names) {
            line.push_str("  ");
            let value = stretch.values[*at].to_string();
            line.push_str(&" ".repeat(text::width(name).saturating_sub(value.len())));
            line.push_str(&value);
        }
        out.line(&line)?;
    }
    if let Some(("previous", previous)) = rows.last()
        && let Some((_, whole)) = rows.iter().rev().nth(1)
    {
        let mut line = pad(words.trends.change, widest);
        for (at, name) in shown.iter().zip(&names) {
            let by = i64::from(whole.values[*at]) - i64::from(previous.values[*at]);
            let value = (words.trends.changed)(by);
            line.push_str("  ");
            line.push_str(&" ".repeat(text::width(name).saturating_sub(value.len())));
            line.push_str(&value);
        }
        out.line(&line)?;
    }
    out.line(words.trends.as_it_stood)?;
    out.flush()?;
    Ok(())
}

//! `dutydesk figures`: the figures of a period.

use chrono::TimeDelta;
use serde_json::Value;

use super::args::Figures;
use super::list;
use super::out::{Fields, Form, ListOut, Out};
use super::problem::{Exit, Problem};
use super::setting::Setting;
use crate::figures::Period;
use crate::store::Reader;
use crate::text::{self, Ambiguous};

pub(super) fn run(setting: &Setting, args: &Figures) -> Result<Exit, Problem> {
    let path = setting.existing_store()?;
    let reader = setting.reader_at()?;
    let calendar = setting.config().calendar();
    let whole_days = whole_days(setting, &reader)?;
    let period = Period { from: args.from, to: args.to.unwrap_or(whole_days.to) };
    let figures = reader.figures(period, &calendar).map_err(Problem::store(&path))?;
    let mut out = Out::new();
    match list::form(setting, args.csv) {
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

/// Everything up to the last whole day. A store in which nobody has worked for a day (a copy, the demonstration) is read
/// as of its own last entry.
pub(super) fn whole_days(setting: &Setting, reader: &Reader) -> Result<Period, Problem> {
    let last = reader.log(None, 1).map_err(Problem::store(&setting.existing_store()?))?;
    let last = last.first().map(|entry| entry.at).filter(|at| setting.now - *at > TimeDelta::days(1));
    Ok(Period::whole_days_before(last.unwrap_or(setting.now), &setting.config().calendar()))
}

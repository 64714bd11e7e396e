//! `dutydesk figures`: the figures of a period of statistical days.

use serde_json::{Value, json};

use super::args::Figures;
use super::list;
use super::out::{Fields, Form, ListOut, Out};
use super::problem::{Exit, Problem};
use super::setting::Setting;
use crate::figures::Period;

pub(super) fn run(setting: &Setting, args: &Figures) -> Result<Exit, Problem> {
    let calendar = setting.config().calendar();
    let whole = Period::whole_days_before(setting.now, &calendar);
    let period = Period { from: args.from, to: args.to.unwrap_or(whole.to) };
    let reader = setting.reader()?;
    let path = setting.store_path()?;
    let figures = reader.figures(period, &calendar).map_err(Problem::store(&path))?;
    let mut out = Out::new();
    match list::form(setting, args.csv) {
        Form::Json => {
            // Figures are plain data; if they could not be written there would be none to show.
            let all = match serde_json::to_value(&figures) {
                Ok(Value::Object(all)) => all,
                _ => Fields::new(),
            };
            out.object(all)?;
            out.flush()?;
        }
        form => {
            let mut list = ListOut::begin(&mut out, form, &["figure", "value"])?;
            for (name, value) in figures.lines() {
                let line = format!("{name}: {value}");
                let fields = [("figure".to_owned(), json!(name)), ("value".to_owned(), json!(value))];
                list.item(&Fields::from_iter(fields), || line)?;
            }
            let printed = list.printed();
            list.end(printed)?;
        }
    }
    Ok(Exit::Ok)
}

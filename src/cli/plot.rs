//! `dutydesk plot NAME`: a plot as text, as a table, or as a picture in a file.

use std::path::Path;

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::args::Plot as Args;
use super::list;
use super::out::{Fields, Form, ListOut, Out};
use super::problem::{Exit, Problem};
use super::setting::Setting;
use crate::chart::{Chart, Telling, cells};
use crate::figures::{Period, Plot};
use crate::plot::{self, Font, Size};
use crate::text::Ambiguous;
use crate::ui::look;
use crate::{report, store::Reader};

/// Rows of a plot in text.
const ROWS: u16 = 18;
/// Columns where neither the terminal nor `COLUMNS` says how many there are, and the bounds of what they may say.
const COLUMNS: (u16, u16, u16) = (100, 40, 240);

pub(super) fn run(setting: &Setting, args: &Args) -> Result<Exit, Problem> {
    // Names that are no plot are refused where arguments are read.
    let plot = Plot::from_name(&args.name).ok_or_else(|| Problem::NotFound(args.name.clone()))?;
    let picture = args.out.as_deref().map(|path| Ok::<_, Problem>((path, format(path)?))).transpose()?;
    let path = setting.existing_store()?;
    let reader = setting.reader_at()?;
    let calendar = setting.config().calendar();
    let now = now(setting, &reader)?;
    let today = calendar.statistical_day(now);
    let to = args.to.unwrap_or_else(|| args.from.map_or(today, |from| from.max(today)));
    let period = Period { from: if args.all { None } else { Some(args.from.unwrap_or(to)) }, to };
    let plotted = reader.plotted(plot, period, now, &calendar).map_err(Problem::store(&path))?;
    let names = look::names(setting.config());
    let capacity = setting.config().papers_per_hour;
    let telling = Telling { strings: setting.strings, names: &names, calendar: &calendar, capacity };
    let chart = plotted.chart(telling);
    if let Some((path, format)) = picture {
        return save(setting, &chart, path, format);
    }
    print(setting, args, plot, &chart)
}

/// The time; of a store in which nobody has worked for a day (a copy, the demonstration) that of its last entry.
fn now(setting: &Setting, reader: &Reader) -> Result<chrono::DateTime<chrono::Utc>, Problem> {
    let last = reader.log(None, 1).map_err(Problem::store(&setting.existing_store()?))?;
    let last = last.first().map(|entry| entry.at).filter(|at| setting.now - *at > TimeDelta::days(1));
    Ok(last.unwrap_or(setting.now))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Svg,
    Png,
}

/// The format of the picture; its name must tell.
fn format(path: &Path) -> Result<Format, Problem> {
    let extension = path.extension().and_then(|extension| extension.to_str()).map(str::to_ascii_lowercase);
    match extension.as_deref() {
        Some("svg") => Ok(Format::Svg),
        Some("png") => Ok(Format::Png),
        _ => Err(Problem::Picture(path.to_owned())),
    }
}

fn save(setting: &Setting, chart: &Chart, path: &Path, format: Format) -> Result<Exit, Problem> {
    let size = Size::of(chart);
    let bytes = match format {
        Format::Svg => plot::svg(chart, size).into_bytes(),
        Format::Png => {
            let font = Font::load(setting.config().report.font_file.as_deref());
            font.and_then(|font| plot::png(chart, size, &font)).map_err(Problem::NoFont)?
        }
    };
    let written = report::write(path, &bytes).map_err(Problem::file(path))?;
    let mut out = Out::new();
    let shown = written.path.to_string_lossy();
    if setting.json {
        out.object(Fields::from_iter([
            ("ok".to_owned(), json!(true)),
            ("file".to_owned(), json!(shown)),
            ("format".to_owned(), json!(if format == Format::Svg { "svg" } else { "png" })),
            ("title".to_owned(), json!(chart.title)),
            ("bytes".to_owned(), json!(written.bytes)),
            ("sha256".to_owned(), json!(written.sha256)),
        ]))?;
    } else {
        out.line(&(setting.strings.report.written)(&chart.title, &shown))?;
    }
    out.flush()?;
    Ok(Exit::Ok)
}

fn print(setting: &Setting, args: &Args, plot: Plot, chart: &Chart) -> Result<Exit, Problem> {
    let mut out = Out::new();
    let value = |value: Option<f64>| value.map_or(Value::Null, |value| json!((value * 10.0).round() / 10.0));
    match list::form(setting, args.csv) {
        Form::Json => {
            let series = chart.series.iter().map(|series| {
                let values: Vec<Value> = (0..chart.labels.len()).map(|at| value(series.at(at))).collect();
                json!({ "name": series.name, "values": values })
            });
            let reference =
                chart.reference.as_ref().map(|(name, value)| json!({ "name": name, "value": value }));
            out.object(Fields::from_iter([
                ("plot".to_owned(), json!(plot.name())),
                ("title".to_owned(), json!(chart.title)),
                ("span".to_owned(), json!(chart.span)),
                ("headline".to_owned(), json!(chart.headline)),
                ("unit".to_owned(), json!(chart.unit)),
                ("labels".to_owned(), json!(chart.labels)),
                ("series".to_owned(), Value::Array(series.collect())),
                ("reference".to_owned(), reference.unwrap_or(Value::Null)),
            ]))?;
            out.flush()?;
        }
        Form::Csv => {
            let mut list = ListOut::begin(&mut out, Form::Csv, &["label", "series", "value"])?;
            let mut rows = 0;
            for series in &chart.series {
                for (at, label) in chart.labels.iter().enumerate() {
                    let row = [
                        ("label", json!(label)),
                        ("series", json!(series.name)),
                        ("value", value(series.at(at))),
                    ];
                    let fields: Fields =
                        row.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
                    list.item(&fields, String::new)?;
                    rows += 1;
                }
            }
            list.end(rows)?;
        }
        Form::Lines => {
            let (width, rows) = (columns(), rows(chart));
            for line in cells::lines(chart, width, rows, Ambiguous::Narrow) {
                out.line(&line)?;
            }
            out.flush()?;
        }
    }
    Ok(Exit::Ok)
}

/// Units all have their row, however many there are.
fn rows(chart: &Chart) -> u16 {
    let rows = u16::try_from(chart.labels.len() + 3).unwrap_or(u16::MAX);
    if chart.form == crate::chart::Form::Horizontal { rows } else { ROWS }
}

/// Columns of the terminal, else of `COLUMNS`, else a usual number.
fn columns() -> u16 {
    let (usual, least, most) = COLUMNS;
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || rustix::termios::tcgetwinsize(std::io::stdout()).ok().map(|size| size.ws_col);
    told.or_else(terminal).filter(|columns| *columns > 0).unwrap_or(usual).clamp(least, most)
}

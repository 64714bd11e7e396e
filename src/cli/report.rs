//! `dutydesk report KIND … --out FILE`: a document for people, in the format that the name of the file asks for.

use std::path::Path;

use chrono::NaiveDate;
use serde_json::json;

use super::args::{Report, ReportTask, ReportTo};
use super::out::{Fields, Out};
use super::problem::{Exit, Problem};
use super::setting::Setting;
use super::{figures, list};
use crate::domain::bulletin::BulletinSeries;
use crate::domain::{Entity, Id, Kind, State};
use crate::figures::Period;
use crate::report::{self, Delivered, Desk, Failure, Format};
use crate::store::Reader;
use crate::ui::look;
use crate::view::{Ledger, ReportOrder};

/// Candidates that are looked at where several things bear the same number.
const CANDIDATES: usize = 50;

pub(super) fn run(setting: &Setting, args: &Report) -> Result<Exit, Problem> {
    let to = match &args.task {
        ReportTask::Bulletin(of) => &of.to,
        ReportTask::Inspection(of) => &of.to,
        ReportTask::Ledger(of) => &of.to,
        ReportTask::Special(of) => &of.to,
        ReportTask::HandoverSheet(of) => &of.to,
        ReportTask::Figures(of) => &of.to,
    };
    // Before anything is read: a slip in the name is told at once.
    let format = format(to)?;
    let reader = setting.reader_at()?;
    let order = order(setting, &reader, &args.task)?;
    let names = look::names(setting.config());
    let desk = Desk {
        reader: &reader,
        strings: setting.strings,
        names: &names,
        config: setting.config(),
        now: setting.now,
    };
    let path = setting.store_path()?;
    let delivered = report::deliver(&order, desk, format, &to.out).map_err(|failure| match failure {
        Failure::NotFound(stream) => Problem::NotFound(stream.to_string()),
        Failure::Store(error) => Problem::store(&path)(error),
        Failure::File(error) => Problem::file(&to.out)(error),
    })?;
    let Delivered { title, written } = delivered;
    let mut out = Out::new();
    let shown = written.path.to_string_lossy();
    if setting.json {
        out.object(Fields::from_iter([
            ("ok".to_owned(), json!(true)),
            ("file".to_owned(), json!(shown)),
            ("format".to_owned(), json!(format.extension())),
            ("title".to_owned(), json!(title)),
            ("bytes".to_owned(), json!(written.bytes)),
            ("sha256".to_owned(), json!(written.sha256)),
        ]))?;
    } else {
        out.line(&(setting.strings.report.written)(&title, &shown))?;
    }
    out.flush()?;
    Ok(Exit::Ok)
}

/// The format of the file; its name must tell.
fn format(to: &ReportTo) -> Result<Format, Problem> {
    let known = (to.out != Path::new("-")).then(|| Format::of(&to.out)).flatten();
    known.ok_or_else(|| Problem::Format(to.out.clone()))
}

fn order(setting: &Setting, reader: &Reader, task: &ReportTask) -> Result<ReportOrder, Problem> {
    Ok(match task {
        ReportTask::Bulletin(of) => ReportOrder::Bulletin(match (&of.id, of.day) {
            (Some(id), _) => {
                one(setting, reader, id, Kind::Bulletin, |entity| is_of(entity, of.series.as_deref()))?
            }
            (None, day) => of_day(setting, reader, day.unwrap_or_default(), of.series.as_deref())?,
        }),
        ReportTask::Inspection(of) => ReportOrder::Inspections(match &of.id {
            Some(id) => vec![one(setting, reader, id, Kind::Inspection, |_| true)?],
            None => visits(setting, reader, of.from, of.to_day)?,
        }),
        ReportTask::Ledger(of) => {
            let ledger = Ledger::from_name(&of.name).ok_or_else(|| Problem::NotFound(of.name.clone()))?;
            let only = match &of.filter {
                Some(filter) => Some(list::matching(setting, reader, ledger.kind(), filter)?),
                None => None,
            };
            ReportOrder::Ledger { ledger, from: of.from, to: of.to_day, only }
        }
        ReportTask::Special(of) => {
            ReportOrder::Special(one(setting, reader, &of.id, Kind::Supervised, |_| true)?)
        }
        ReportTask::HandoverSheet(of) => {
            ReportOrder::Handover(one(setting, reader, &of.run, Kind::Run, |_| true)?)
        }
        ReportTask::Figures(of) => {
            let whole_days = figures::whole_days(setting, reader)?;
            ReportOrder::Figures(Period { from: of.from, to: of.to_day.unwrap_or(whole_days.to) })
        }
    })
}

/// The one thing of a kind that somebody means; several kinds bear numbers alike.
fn one(
    setting: &Setting,
    reader: &Reader,
    text: &str,
    kind: Kind,
    fits: impl Fn(&Entity) -> bool,
) -> Result<Id, Problem> {
    let path = setting.store_path()?;
    let found = reader.lookup(text, CANDIDATES).map_err(Problem::store(&path))?;
    let mut candidates = Vec::new();
    for stream in found.into_iter().filter(|stream| stream.kind == kind) {
        let entity = reader.entity(stream).map_err(Problem::store(&path))?;
        if entity.is_some_and(|entity| !entity.void && fits(&entity)) {
            candidates.push(stream);
        }
    }
    match candidates.as_slice() {
        [] => Err(Problem::NotFound(text.to_owned())),
        [only] => Ok(only.id),
        _ => Err(Problem::Ambiguous { id: text.to_owned(), candidates }),
    }
}

fn is_of(entity: &Entity, series: Option<&str>) -> bool {
    match (&entity.state, series) {
        (State::Bulletin(issue), Some(series)) => issue.masthead.series.name() == series,
        _ => true,
    }
}

/// The issue of a day; of the daily bulletin unless another one is named.
fn of_day(setting: &Setting, reader: &Reader, day: NaiveDate, series: Option<&str>) -> Result<Id, Problem> {
    let path = setting.store_path()?;
    let series = series.unwrap_or(BulletinSeries::Daily.name());
    let issues = reader.entities(Kind::Bulletin, usize::MAX >> 1).map_err(Problem::store(&path))?;
    let issue = issues.iter().filter(|entity| !entity.void).find(|entity| match &entity.state {
        State::Bulletin(issue) => issue.masthead.day == day && issue.masthead.series.name() == series,
        _ => false,
    });
    issue.map(|entity| entity.stream.id).ok_or_else(|| Problem::NotFound(day.to_string()))
}

/// Inspections that begin within these local days, the oldest first.
fn visits(
    setting: &Setting,
    reader: &Reader,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
) -> Result<Vec<Id>, Problem> {
    let path = setting.store_path()?;
    let all = reader.entities(Kind::Inspection, usize::MAX >> 1).map_err(Problem::store(&path))?;
    let mut found: Vec<_> = all
        .iter()
        .filter(|entity| !entity.void)
        .filter_map(|entity| match &entity.state {
            State::Inspection(inspection) => Some((inspection.plan.starts_at, entity.stream.id)),
            _ => None,
        })
        .filter(|(at, _)| {
            let day = at.with_timezone(&setting.zone()).date_naive();
            from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
        })
        .collect();
    found.sort();
    Ok(found.into_iter().map(|(_, id)| id).collect())
}

//! The figures of a period.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};

use super::{Desk, Failure};
use crate::chart::{Chart, Form, Series};
use crate::domain::{Entity, Kind, State};
use crate::figures::Period;
use crate::report::model::{Block, Cell, Closing, Column, Document, Table};

pub(super) fn document(desk: Desk<'_>, period: Period) -> Result<Document, Failure> {
    let words = desk.words();
    let figures = desk.reader.figures(period, &desk.config.calendar())?;
    let mut document = Document::plain(desk.strings.lang, words.figures, desk.now);
    document.subtitle = (words.period)(period.from, Some(period.to));
    let lines = figures.lines().into_iter();
    let rows = lines.filter(|(name, _)| !name.starts_with("step_times.")).map(|(name, value)| {
        let label = Cell::text(desk.strings.figures.name(&name));
        // Numbers of bus lines are a list, not a number, also where there is only one.
        let number = value.parse().ok().filter(|_| name != "bus_routes.lines");
        vec![label, number.map_or_else(|| Cell::text(&value), Cell::Number)]
    });
    document.blocks.push(Block::Table(Table {
        caption: String::new(),
        columns: vec![Column::new((words.column)("figure"), 5), Column::new((words.column)("value"), 2)],
        rows: rows.collect(),
        empty: words.no_rows.to_owned(),
    }));
    for chart in charts(desk, period)? {
        document.picture(chart);
    }
    document.closing = Some(Closing { office: desk.office().to_owned(), date: desk.date(desk.now) });
    Ok(document)
}

/// Longer stretches are drawn by weeks.
const MOST_DAYS: u64 = 35;

/// Trends of the period: papers, and findings against those struck off.
fn charts(desk: Desk<'_>, period: Period) -> Result<[Chart; 2], Failure> {
    let words = desk.words();
    let papers = desk.reader.entities(Kind::Document, usize::MAX >> 1)?;
    let papers = pairs(desk, &papers, |state| match state {
        State::Document(document) => Some((document.paper.received_at, document.done.completed)),
        _ => None,
    });
    let findings = desk.reader.entities(Kind::Finding, usize::MAX >> 1)?;
    let findings = pairs(desk, &findings, |state| match state {
        State::Finding(finding) => Some((finding.observed.seen_at, finding.closed_at)),
        _ => None,
    });
    Ok([trend(desk, period, &papers, words.trends[0]), trend(desk, period, &findings, words.trends[1])])
}

/// The local days on which things began and ended.
fn pairs(
    desk: Desk<'_>,
    entities: &[Entity],
    times: impl Fn(&State) -> Option<(chrono::DateTime<chrono::Utc>, Option<chrono::DateTime<chrono::Utc>>)>,
) -> [Vec<NaiveDate>; 2] {
    let (mut begun, mut ended) = (Vec::new(), Vec::new());
    for (from, until) in
        entities.iter().filter(|entity| !entity.void).filter_map(|entity| times(&entity.state))
    {
        begun.push(desk.day(from));
        ended.extend(until.map(|at| desk.day(at)));
    }
    [begun, ended]
}

/// Lines of what began and what ended, by day or by week.
fn trend(desk: Desk<'_>, period: Period, days: &[Vec<NaiveDate>; 2], named: [&str; 3]) -> Chart {
    let words = desk.words();
    let mut chart = Chart::new(Form::Lines);
    let first = period.from.or_else(|| days[0].iter().min().copied());
    let Some(first) = first.filter(|first| *first <= period.to) else { return chart };
    let span = u64::try_from((period.to - first).num_days()).unwrap_or(0);
    let step = if span < MOST_DAYS { 1 } else { 7 };
    let mut slots: BTreeMap<NaiveDate, [f64; 2]> = BTreeMap::new();
    let mut day = first;
    while day <= period.to {
        slots.insert(day, [0.0; 2]);
        day = day.checked_add_days(Days::new(step)).unwrap_or(NaiveDate::MAX);
    }
    for (which, all) in days.iter().enumerate() {
        for day in all.iter().filter(|day| first <= **day && **day <= period.to) {
            if let Some((_, slot)) = slots.range_mut(..=*day).next_back() {
                slot[which] += 1.0;
            }
        }
    }
    named[0].clone_into(&mut chart.title);
    chart.span = (words.period)(Some(first), Some(period.to));
    words.trend_unit.clone_into(&mut chart.unit);
    words.trend_axis[usize::from(step > 1)].clone_into(&mut chart.axis);
    chart.labels = slots.keys().map(|day| format!("{}/{}", day.month(), day.day())).collect();
    chart.series = (0..2)
        .map(|which| Series::new(named[which + 1], slots.values().map(|slot| Some(slot[which])).collect()))
        .collect();
    words.no_rows.clone_into(&mut chart.empty);
    chart
}

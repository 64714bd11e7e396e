//! The rows of a figure: the items that bear its mark.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::super::super::error::StoreError;
use super::super::super::projection;
use super::super::Reader;
use super::steps::{self, Seen};
use super::{each, of_figure};
use crate::domain::Stream;
use crate::domain::calendar::Calendar;
use crate::figures::{FigureRow, FigureRows, MARKED, PaperFigure, Period, Span, marks};

/// A row before its title is looked up.
struct Found {
    stream: Stream,
    at: DateTime<Utc>,
    amount: u32,
    key: Option<String>,
    minutes: Option<f64>,
}

impl Reader {
    /// Rows of the figure with this stable name, as [`crate::figures::Figures::lines`] has it: `limit` of them from
    /// `offset` on. A figure that nobody knows has none.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn figure_rows(
        &self,
        figure: &str,
        period: Period,
        calendar: &Calendar,
        (offset, limit): (usize, usize),
    ) -> Result<FigureRows, StoreError> {
        behind(&*self.moment()?, figure, &Span::of(period, calendar), (offset, limit))
    }
}

/// The same, in the moment of the connection.
pub(super) fn behind(
    conn: &Connection,
    figure: &str,
    span: &Span,
    (offset, limit): (usize, usize),
) -> Result<FigureRows, StoreError> {
    let mut found = match PaperFigure::from_name(figure) {
        Some(of) => papers(conn, of, span)?,
        None => items(conn, figure, span)?,
    };
    let slow = |one: &Found| one.minutes.unwrap_or(f64::MAX);
    if found.iter().any(|one| one.minutes.is_some()) {
        found.sort_by(|a, b| slow(b).total_cmp(&slow(a)).then(b.at.cmp(&a.at)));
    } else {
        found.sort_by_key(|one| (std::cmp::Reverse(one.at), one.stream));
    }
    let sum = found.iter().fold(0_u32, |sum, one| sum.saturating_add(one.amount));
    let total = found.len();
    let rows = found.into_iter().skip(offset).take(limit);
    let rows = rows.map(|one| told(conn, one)).collect::<Result<_, _>>()?;
    Ok(FigureRows { rows, total, sum })
}

fn items(conn: &Connection, figure: &str, span: &Span) -> Result<Vec<Found>, StoreError> {
    let this = of_figure(figure);
    let mut found = Vec::new();
    // Of things that count once, the item that was last about each.
    let mut different: BTreeMap<String, Found> = BTreeMap::new();
    for kind in MARKED {
        each(conn, kind, |_, entity| {
            for mark in marks(entity, span).into_iter().filter(&this) {
                let (at, key) = (mark.at, mark.key);
                let one =
                    Found { stream: entity.stream, at, amount: mark.amount, key: key.clone(), minutes: None };
                match key {
                    None => found.push(one),
                    Some(key) if different.get(&key).is_none_or(|known| known.at <= at) => {
                        different.insert(key, one);
                    }
                    Some(_) => {}
                }
            }
        })?;
    }
    found.extend(different.into_values());
    Ok(found)
}

fn papers(conn: &Connection, of: PaperFigure, span: &Span) -> Result<Vec<Found>, StoreError> {
    let mut found = Vec::new();
    steps::each(conn, span, |seen| {
        let (stream, at, minutes) = match &seen {
            Seen::Paper(stream, paper) => (*stream, paper.received_at, of.takes_paper(paper, span)),
            Seen::Step(timed) => (timed.stream, timed.from, of.takes_step(timed, span)),
            Seen::Sent(stream, at) => (*stream, *at, (of == PaperFigure::Dispatches).then_some(None)),
        };
        if let Some(minutes) = minutes {
            found.push(Found { stream, at, amount: 1, key: None, minutes });
        }
    })?;
    Ok(found)
}

fn told(conn: &Connection, one: Found) -> Result<FigureRow, StoreError> {
    let entity = projection::find(conn, one.stream)?.map(|found| found.entity);
    let title = entity.as_ref().map(|entity| projection::title(conn, entity)).transpose()?;
    Ok(FigureRow {
        stream: one.stream,
        number: entity.as_ref().and_then(projection::number),
        title: title.unwrap_or_default(),
        state: entity.as_ref().map_or("", |entity| entity.state.name()),
        at: one.at,
        amount: one.amount,
        key: one.key,
        minutes: one.minutes,
    })
}

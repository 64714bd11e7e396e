//! Trends: every row is read once, and counted in each stretch of time that it belongs to.

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::super::super::error::StoreError;
use super::super::Reader;
use super::steps::{self, Seen};
use super::{count, each};
use crate::domain::calendar::Calendar;
use crate::figures::{By, MARKED, Period, Span, Stretch, Tally, Trends, marks};

impl Reader {
    /// The main figures of every day, week or month of a period, of the whole of it, and of as many days before it. A
    /// period without a first day begins with the first day of which anything is known.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn trends(&self, period: Period, by: By, calendar: &Calendar) -> Result<Trends, StoreError> {
        told(&*self.moment()?, period, by, calendar)
    }
}

/// The same, in the moment of the connection.
pub(super) fn told(
    conn: &Connection,
    period: Period,
    by: By,
    calendar: &Calendar,
) -> Result<Trends, StoreError> {
    let first = match period.from {
        Some(first) => first,
        None => calendar.statistical_day(earliest(conn)?.unwrap_or(Span::of(period, calendar).until)),
    };
    let mut periods = by.parts(first, period.to);
    let parts = periods.len();
    periods.push(period);
    periods.extend(period.previous());
    let mut counts: Vec<(Span, Tally)> =
        periods.into_iter().map(|period| (Span::of(period, calendar), Tally::default())).collect();
    for kind in MARKED {
        each(conn, kind, |_, entity| {
            for (span, tally) in &mut counts {
                marks(entity, span).into_iter().for_each(|mark| tally.add(mark));
            }
        })?;
    }
    papers(conn, parts, &mut counts)?;
    let mut stretches: Vec<Stretch> =
        counts.iter().map(|(span, tally)| Stretch::of(span.period, tally)).collect();
    let mut rest = stretches.split_off(parts).into_iter();
    let whole = rest.next().unwrap_or_else(|| Stretch::of(period, &Tally::default()));
    Ok(Trends { by, stretches, whole, previous: rest.next() })
}

/// The parts follow on each other without a gap, so that the one of a paper is found by halving; what comes behind them
/// are the whole and the time before.
fn papers(conn: &Connection, parts: usize, counts: &mut [(Span, Tally)]) -> Result<(), StoreError> {
    let from = counts.iter().map(|(span, _)| span.from).min();
    let until = counts.iter().map(|(span, _)| span.until).max();
    let (Some(from), Some(until), Some((first, _))) = (from, until, counts.first()) else { return Ok(()) };
    let all = Span { period: first.period, from, until };
    steps::each(conn, &all, |seen| {
        let at = match &seen {
            Seen::Paper(_, paper) => paper.received_at,
            Seen::Sent(_, drafted) => *drafted,
            Seen::Step(timed) => timed.came,
        };
        let part = counts[..parts].partition_point(|(span, _)| span.until <= at);
        let places = [part].into_iter().filter(|part| *part < parts).chain(parts..counts.len());
        for place in places {
            let (span, tally) = &mut counts[place];
            if span.holds(at) {
                count(tally, span, &seen);
            }
        }
    })
}

/// The first instant of which anything is known (UTC).
fn earliest(conn: &Connection) -> Result<Option<DateTime<Utc>>, StoreError> {
    let first: Option<i64> = conn.query_row("SELECT min(at) FROM item WHERE at > 0", [], |row| row.get(0))?;
    let entry: Option<String> =
        conn.query_row("SELECT min(at) FROM journal WHERE seq = 1", [], |row| row.get(0))?;
    let first = first.and_then(DateTime::from_timestamp_millis);
    let entry = entry.and_then(|at| at.parse::<DateTime<Utc>>().ok());
    Ok(first.into_iter().chain(entry).min())
}

//! The figures of a period, counted from the rows. What happened after the period counts for nothing, so that the
//! figures as of a day stay what they were.

mod rows;
pub(super) mod steps;
mod trends;

use rusqlite::Connection;

use super::super::error::StoreError;
use super::super::projection;
use super::Reader;
use crate::domain::calendar::Calendar;
use crate::domain::{Entity, Kind, Urgency};
use crate::figures::{Figures, Gathering, MARKED, Mark, Period, Span, Step, Tally, TimeToSign, marks};
use crate::view::{FigureAsk, Figured};
use steps::Seen;

impl Reader {
    /// The figures of a period of statistical days.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn figures(&self, period: Period, calendar: &Calendar) -> Result<Figures, StoreError> {
        counted(&*self.moment()?, period, calendar)
    }
}

/// Answers a question about figures, in the moment of the connection.
pub(super) fn figured(
    conn: &Connection,
    ask: &FigureAsk,
    calendar: &Calendar,
) -> Result<Figured, StoreError> {
    Ok(match ask {
        FigureAsk::Figures(period) => Figured::Figures(Box::new(counted(conn, *period, calendar)?)),
        FigureAsk::Trends(period, by) => Figured::Trends(trends::told(conn, *period, *by, calendar)?),
        FigureAsk::Rows { figure, period, limit } => {
            Figured::Rows(rows::behind(conn, figure, &Span::of(*period, calendar), (0, *limit))?)
        }
    })
}

fn counted(conn: &Connection, period: Period, calendar: &Calendar) -> Result<Figures, StoreError> {
    let span = Span::of(period, calendar);
    let mut tally = Tally::default();
    for kind in MARKED {
        each(conn, kind, |_, entity| {
            marks(entity, &span).into_iter().for_each(|mark| tally.add(mark));
        })?;
    }
    let mut waits: Vec<Vec<f64>> = vec![Vec::new(); Urgency::ALL.len()];
    let mut gathering = Gathering::new(span.until);
    steps::each(conn, &span, |seen| {
        count(&mut tally, &span, &seen);
        match seen {
            Seen::Paper(_, paper) => {
                let place = Urgency::ALL.iter().position(|known| *known == paper.urgency);
                if let (Some(place), Some(minutes)) = (place, paper.minutes_to_sign(&span)) {
                    waits[place].push(minutes);
                }
            }
            Seen::Step(timed) => gathering.add(&timed),
            Seen::Sent(..) => {}
        }
    })?;
    let mut figures = tally.figures(&span);
    figures.step_times = gathering.finish().steps;
    figures.time_to_sign = times_to_sign(waits);
    Ok(figures)
}

/// Adds what a paper or a dispatch counts in.
fn count(tally: &mut Tally, span: &Span, seen: &Seen) {
    match seen {
        Seen::Paper(_, paper) => {
            tally.count("documents_handled", 1);
            tally.count("documents_completed", u32::from(paper.is_completed(span)));
        }
        Seen::Sent(..) => tally.count("dispatches", 1),
        Seen::Step(timed) if timed.step == Step::Receipt => {
            let Some(counted) = timed.counted(span.until) else { return };
            tally.count("dispatches.receipts_owed", u32::from(counted.due.is_some()));
            tally.count("dispatches.receipts_on_time", u32::from(counted.on_time));
        }
        Seen::Step(_) => {}
    }
}

/// Calls a function with every entity of a kind that is not void, with its row.
fn each(conn: &Connection, kind: Kind, mut with: impl FnMut(i64, &Entity)) -> Result<(), StoreError> {
    let mut select = conn.prepare_cached("SELECT n FROM entity WHERE kind = ?1 AND void = 0 ORDER BY n")?;
    let rows = select.query_map([kind.name()], |row| row.get(0))?;
    for n in rows {
        let n = n?;
        with(n, &projection::load(conn, n)?);
    }
    Ok(())
}

/// The marks of a figure only; a share has the rows of which it is one, and a list those of its things.
fn of_figure<'m>(name: &'m str) -> impl Fn(&Mark) -> bool + 'm {
    let name = match name {
        "feedback_on_time_percent" => "feedback.owed",
        "bus_routes.lines" => "bus_routes",
        name => name,
    };
    move |mark| mark.figure == name
}

fn times_to_sign(waits: Vec<Vec<f64>>) -> Vec<TimeToSign> {
    let mut times = Vec::new();
    for (urgency, mut waits) in Urgency::ALL.into_iter().zip(waits) {
        waits.sort_by(f64::total_cmp);
        let Some(max) = waits.last() else { continue };
        times.push(TimeToSign {
            urgency: urgency.name(),
            papers: u32::try_from(waits.len()).unwrap_or(u32::MAX),
            median_minutes: tenths(waits[waits.len() / 2]),
            max_minutes: tenths(*max),
        });
    }
    times
}

/// Rounded to one place after the point.
fn tenths(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

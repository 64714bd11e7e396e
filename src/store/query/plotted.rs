//! Values of plots, counted from rows. What happened after the period counts for nothing: rows that have changed since
//! are read as they were at its end, from their histories.
//!
//! Every question goes along an index to the rows of its period; what may have begun earlier is looked for so far back
//! and no farther.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use super::super::error::StoreError;
use super::super::facts::{Tables, instant};
use super::super::projection::{self, millis};
use super::Reader;
use super::figures::steps::{self, Seen};
use crate::domain::arrival::{Arrival, ArrivalState};
use crate::domain::calendar::Calendar;
use crate::domain::finding::{Finding, FindingState};
use crate::domain::ledger_entry::{LedgerEntry, LedgerKind};
use crate::domain::supervised::{Supervised, SupervisedState};
use crate::domain::{Aggregate, Entity, Event, Kind, Stamp, Urgency};
use crate::figures::{
    Grain, Kept, PaperHours, Period, Plot, Plotted, PortPeople, Slots, Span, Step, Timed, UnitAges, Values,
    age_place, order_units,
};
use crate::view::PaneKind;

/// Papers that came so many days before a period may still have waited in it, or been due in it.
const PAPERS_BACK: i64 = 31;
/// Arrivals whose timetable lies so many days off may still have come in it.
const ARRIVALS_OFF: i64 = 2;
/// Findings and supervised items that are so many days older may have been due, or closed, in it.
const ISSUES_BACK: i64 = 400;

impl Reader {
    /// The values of a plot of a period, as it stood at its end, or at `now` if that is earlier.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn plotted(
        &self,
        plot: Plot,
        period: Period,
        now: DateTime<Utc>,
        calendar: &Calendar,
    ) -> Result<Plotted, StoreError> {
        let moment = self.moment()?;
        plotted(Tables::new(&moment), plot, period, now, calendar)
    }
}

/// As [`Reader::plotted`].
pub(super) fn plotted(
    tables: Tables<'_>,
    plot: Plot,
    period: Period,
    now: DateTime<Utc>,
    calendar: &Calendar,
) -> Result<Plotted, StoreError> {
    let first = first_day(tables.conn, plot, calendar)?;
    let from = period.from.or(first).unwrap_or(period.to).min(period.to);
    let period = Period { from: Some(from), to: period.to };
    let slots = |grain| Slots::of(from, period.to, grain, calendar);
    let usual = || slots(Slots::grain_for(from, period.to));
    // Weeks and months of a trend, days of everything that is counted by the day.
    let by_day = || slots(if from == period.to { Grain::Day } else { Slots::grain_for(from, period.to) });
    let values = match plot {
        Plot::Papers => papers(tables.conn, slots(Grain::Hour), &span(period, PAPERS_BACK, calendar))?,
        Plot::Arrivals => arrivals(tables, usual(), now)?,
        Plot::Findings => findings(tables, slots(Grain::Day).until.min(now), calendar)?,
        Plot::OnTime => on_time(tables, usual(), &span(period, PAPERS_BACK, calendar), now)?,
        Plot::Urgency => urgency(tables.conn, usual(), &span(period, 0, calendar))?,
        Plot::Reports => reports(tables, by_day())?,
    };
    Ok(Plotted { plot, period, now, first, values })
}

/// The day of the first row that the plot counts.
fn first_day(conn: &Connection, plot: Plot, calendar: &Calendar) -> Result<Option<NaiveDate>, StoreError> {
    const NEWEST: &str = "SELECT at FROM item INDEXED BY item_newest WHERE pane = ?1 ORDER BY at LIMIT 1";
    const ARRIVAL: &str = "SELECT scheduled FROM arrival ORDER BY scheduled LIMIT 1";
    const LEDGER: &str = "SELECT n FROM entity INDEXED BY entity_by_kind WHERE kind = ?1 ORDER BY n LIMIT 1";
    let pane = |pane: PaneKind| -> Result<Option<i64>, StoreError> {
        Ok(conn.prepare_cached(NEWEST)?.query_row([pane.index()], |row| row.get(0)).optional()?)
    };
    let at = match plot {
        Plot::Papers | Plot::Urgency => pane(PaneKind::Documents)?,
        Plot::Findings => pane(PaneKind::Issues)?,
        Plot::OnTime => [pane(PaneKind::Documents)?, pane(PaneKind::Issues)?].into_iter().flatten().min(),
        Plot::Arrivals => conn.prepare_cached(ARRIVAL)?.query_row([], |row| row.get(0)).optional()?,
        Plot::Reports => {
            let mut first = conn.prepare_cached(LEDGER)?;
            let n = first.query_row([LedgerEntry::KIND.name()], |row| row.get(0)).optional()?;
            let entity = n.map(|n| projection::load(conn, n)).transpose()?;
            let on = |entity: &Entity| LedgerEntry::from_state(&entity.state).map(|entry| entry.item.on);
            entity.map(|entity| millis(on(&entity).unwrap_or(entity.created_at).min(entity.created_at)))
        }
    };
    at.map(|at| Ok(calendar.statistical_day(instant(at)?))).transpose()
}

/// The time of these days and of so many before them.
fn span(period: Period, back: i64, calendar: &Calendar) -> Span {
    let back = |day: NaiveDate| day.checked_sub_signed(TimeDelta::days(back)).unwrap_or(day);
    Span::of(Period { from: period.from.map(back), to: period.to }, calendar)
}

fn papers(conn: &Connection, slots: Slots, span: &Span) -> Result<Values, StoreError> {
    let mut hours = PaperHours::none(slots);
    // A paper comes first, then its steps.
    let mut paper: Option<(DateTime<Utc>, Option<DateTime<Utc>>)> = None;
    steps::each(conn, span, |seen| match seen {
        Seen::Paper(_, next) => {
            if let Some((received, left)) = paper.replace((next.received_at, next.completed)) {
                hours.add(received, left);
            }
        }
        Seen::Step(Timed { step: Step::Dispatch, done: Some(done), .. }) => {
            if let Some((_, left)) = &mut paper {
                *left = Some(left.map_or(done, |left| left.min(done)));
            }
        }
        Seen::Sent(..) | Seen::Step(_) => {}
    })?;
    if let Some((received, left)) = paper {
        hours.add(received, left);
    }
    Ok(Values::Papers(hours))
}

fn urgency(conn: &Connection, slots: Slots, span: &Span) -> Result<Values, StoreError> {
    let mut counts: [Vec<u32>; 5] = std::array::from_fn(|_| vec![0; slots.len()]);
    steps::each(conn, span, |seen| {
        let Seen::Paper(_, paper) = seen else { return };
        let place = Urgency::ALL.iter().position(|known| *known == paper.urgency);
        if let (Some(place), Some(slot)) = (place, slots.place(paper.received_at)) {
            counts[place][slot] += 1;
        }
    })?;
    Ok(Values::Urgency(slots, counts))
}

/// The entity as it was at an instant: what was recorded at it or later is left out.
fn as_of(tables: Tables<'_>, entity: Entity, end: DateTime<Utc>) -> Result<Option<Entity>, StoreError> {
    if entity.changed_at < end {
        return Ok(Some(entity).filter(|entity| !entity.void));
    }
    let mut then: Option<Entity> = None;
    for item in tables.history(entity.stream, 0, usize::MAX >> 1)? {
        if item.at >= end {
            break;
        }
        let event = Event { stream: item.stream, version: item.version, body: item.body };
        let next = Entity::apply(then, &Stamp { at: item.at, by: item.by }, &event);
        then = Some(next.map_err(|fault| StoreError::Inapplicable { seq: item.seq, fault })?);
    }
    Ok(then.filter(|entity| !entity.void))
}

fn arrivals(tables: Tables<'_>, slots: Slots, now: DateTime<Utc>) -> Result<Values, StoreError> {
    let off = TimeDelta::days(ARRIVALS_OFF);
    let end = slots.until.min(now);
    let mut ports: BTreeMap<String, PortPeople> = BTreeMap::new();
    let mut select = tables.conn.prepare_cached(
        "SELECT entity FROM arrival INDEXED BY arrival_scheduled WHERE scheduled >= ?1 AND scheduled < ?2",
    )?;
    let span = params![millis(slots.from() - off), millis(slots.until + off)];
    let rows = select.query_map(span, |row| row.get(0))?;
    for n in rows {
        let entity = projection::load(tables.conn, n?)?;
        // Up to now everything counts, also what was recorded in this very instant.
        let entity = if end == now { Some(entity) } else { as_of(tables, entity, end)? };
        let arrival = entity.as_ref().and_then(|entity| Arrival::from_state(&entity.state));
        let Some(movement) = arrival.map(|arrival| &arrival.movement) else { continue };
        let Some(slot) = slots.place(movement.revised_at()) else { continue };
        let landed = movement.status == ArrivalState::Landed;
        if !landed && !movement.status.is_open() {
            continue;
        }
        let people = ports.entry(movement.port.clone()).or_insert_with(|| PortPeople {
            port: movement.port.clone(),
            landed: vec![0; slots.len()],
            awaited: vec![0; slots.len()],
        });
        let counts = if landed { &mut people.landed } else { &mut people.awaited };
        counts[slot] = counts[slot].saturating_add(movement.passengers);
    }
    let ports = ports.into_values().collect();
    Ok(Values::Arrivals(slots, ports))
}

/// Entities of a kind in these states that their pane lists with a time in the stretch.
fn issues(
    tables: Tables<'_>,
    kind: Kind,
    states: &[&str],
    (from, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<Entity>, StoreError> {
    let mut select = tables.conn.prepare_cached(
        "SELECT entity FROM item INDEXED BY item_by_state
         WHERE pane = ?1 AND kind = ?2 AND state = ?3 AND at >= ?4 AND at < ?5",
    )?;
    let mut found = Vec::new();
    for state in states {
        let key = params![PaneKind::Issues.index(), kind.name(), state, millis(from), millis(until)];
        for n in select.query_map(key, |row| row.get(0))? {
            found.push(projection::load(tables.conn, n?)?);
        }
    }
    Ok(found)
}

fn findings(tables: Tables<'_>, end: DateTime<Utc>, calendar: &Calendar) -> Result<Values, StoreError> {
    let named = |open| {
        let states = FindingState::ALL.into_iter().filter(move |state| state.is_open() == open);
        states.map(FindingState::name).collect::<Vec<_>>()
    };
    let after = end + TimeDelta::milliseconds(1);
    let mut rows = issues(tables, Kind::Finding, &named(true), (DateTime::UNIX_EPOCH, after))?;
    let back = end - TimeDelta::days(ISSUES_BACK);
    let closed = issues(tables, Kind::Finding, &named(false), (back, after))?;
    rows.extend(closed.into_iter().filter(|entity| entity.changed_at > end));
    let mut units: BTreeMap<String, UnitAges> = BTreeMap::new();
    for entity in rows {
        let Some(entity) = as_of(tables, entity, after)? else { continue };
        let Some(finding) = Finding::from_state(&entity.state).filter(|finding| finding.state.is_open())
        else {
            continue;
        };
        let unit = finding.observed.unit.clone();
        let row =
            units.entry(unit.clone()).or_insert(UnitAges { unit, ages: [0; 5], overdue: 0, longest_days: 0 });
        let day = |at| calendar.statistical_day(at);
        row.ages[age_place((day(end) - day(entity.created_at)).num_days())] += 1;
        if finding.due < end && finding.state.is_unrectified() {
            row.overdue += 1;
            row.longest_days = row.longest_days.max((end - finding.due).num_days());
        }
    }
    let mut units: Vec<UnitAges> = units.into_values().collect();
    order_units(&mut units);
    Ok(Values::Findings(units))
}

fn on_time(
    tables: Tables<'_>,
    slots: Slots,
    papers: &Span,
    now: DateTime<Utc>,
) -> Result<Values, StoreError> {
    let mut kept: [Kept; 3] = std::array::from_fn(|_| Kept::none(slots.len()));
    let [feedback, steps_taken, closed] = &mut kept;
    let end = slots.until.min(now);
    let span = (slots.from() - TimeDelta::days(ISSUES_BACK), slots.until);
    let states: Vec<&str> = SupervisedState::ALL.map(SupervisedState::name).into();
    for entity in issues(tables, Kind::Supervised, &states, span)? {
        let entity = as_of(tables, entity, end)?;
        let Some(item) = entity.as_ref().and_then(|entity| Supervised::from_state(&entity.state)) else {
            continue;
        };
        if let Some(slot) = slots.place(item.dues.original) {
            feedback.add(slot, item.dues.original, item.fed_back_at, end);
        }
    }
    steps::each(tables.conn, papers, |seen| {
        let Seen::Step(Timed { step, due: Some(due), done, .. }) = seen else { return };
        if let Some(slot) = slots.place(due).filter(|_| step != Step::Receipt) {
            steps_taken.add(slot, due, done, end);
        }
    })?;
    let states: Vec<&str> = FindingState::ALL.map(FindingState::name).into();
    for entity in issues(tables, Kind::Finding, &states, span)? {
        let entity = as_of(tables, entity, end)?;
        let Some(finding) = entity.as_ref().and_then(|entity| Finding::from_state(&entity.state)) else {
            continue;
        };
        let withdrawn = finding.state == FindingState::Withdrawn;
        if let Some(slot) = slots.place(finding.due).filter(|_| !withdrawn) {
            closed.add(slot, finding.due, finding.closed_at, end);
        }
    }
    Ok(Values::OnTime(slots, kept))
}

/// Ledgers are no list of a pane: the newest entries are read back to those that were recorded before the period. They
/// count by the day that they are of, as in the figures, whenever they were recorded.
fn reports(tables: Tables<'_>, slots: Slots) -> Result<Values, StoreError> {
    let mut counts: [Vec<u32>; 3] = std::array::from_fn(|_| vec![0; slots.len()]);
    let mut select = tables
        .conn
        .prepare_cached("SELECT n FROM entity INDEXED BY entity_by_kind WHERE kind = ?1 ORDER BY n DESC")?;
    let rows = select.query_map([LedgerEntry::KIND.name()], |row| row.get(0))?;
    for n in rows {
        let entity = projection::load(tables.conn, n?)?;
        if entity.created_at < slots.from() {
            break;
        }
        let entry = LedgerEntry::from_state(&entity.state).filter(|_| !entity.void);
        let Some(item) = entry.map(|entry| &entry.item) else { continue };
        let place = match item.kind {
            LedgerKind::InfoReportPractice => 0,
            LedgerKind::InfoReportProblem => 1,
            LedgerKind::Publication => 2,
            _ => continue,
        };
        if let Some(slot) = slots.place(item.on) {
            counts[place][slot] = counts[place][slot].saturating_add(item.quantity);
        }
    }
    Ok(Values::Reports(slots, counts))
}

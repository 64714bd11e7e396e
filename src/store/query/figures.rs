//! The figures of a period, counted from the rows. What happened after the period counts for nothing, so that the
//! figures as of a day stay what they were.

pub(super) mod steps;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::super::error::StoreError;
use super::super::projection;
use super::Reader;
use crate::domain::arrival::Arrival;
use crate::domain::bulletin::{Bulletin, BulletinSeries, BulletinState};
use crate::domain::calendar::Calendar;
use crate::domain::finding::Finding;
use crate::domain::inspection::{Inspection, TargetKind};
use crate::domain::ledger_entry::{LedgerEntry, LedgerKind};
use crate::domain::request::Request;
use crate::domain::supervised::{Supervised, SupervisedSource};
use crate::domain::volunteer::{Volunteer, VolunteerKind};
use crate::domain::{Aggregate, Urgency};
use crate::figures::{Figures, Gathering, Period, TimeToSign};

/// First instant of the period, and the first after it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    from: DateTime<Utc>,
    until: DateTime<Utc>,
}

impl Span {
    fn holds(self, at: DateTime<Utc>) -> bool {
        self.from <= at && at < self.until
    }

    fn before_end(self, at: Option<DateTime<Utc>>) -> bool {
        at.is_some_and(|at| at < self.until)
    }
}

impl Reader {
    /// The figures of a period of statistical days.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn figures(&self, period: Period, calendar: &Calendar) -> Result<Figures, StoreError> {
        let moment = self.moment()?;
        let (from, until) = period.bounds(calendar);
        let span = Span { from, until };
        let mut figures = Figures::empty(period);
        documents(&moment, span, &mut figures)?;
        bulletins(&moment, period, &mut figures)?;
        ledgers(&moment, span, &mut figures)?;
        inspections(&moment, span, &mut figures)?;
        findings(&moment, span, &mut figures)?;
        supervised(&moment, span, &mut figures)?;
        people(&moment, span, &mut figures)?;
        Ok(figures)
    }
}

/// Calls a function with every entity of a kind that is not void, and when its first event was recorded.
fn each<A: Aggregate>(conn: &Connection, mut with: impl FnMut(&A, DateTime<Utc>)) -> Result<(), StoreError> {
    let mut select = conn.prepare_cached("SELECT n FROM entity WHERE kind = ?1 AND void = 0 ORDER BY n")?;
    let rows = select.query_map([A::KIND.name()], |row| row.get(0))?;
    for n in rows {
        let entity = projection::load(conn, n?)?;
        if let Some(state) = A::from_state(&entity.state) {
            with(state, entity.created_at);
        }
    }
    Ok(())
}

/// Papers received in the period, without what else their pane lists: only these are read, through the index of the
/// pane, and of each only its times.
fn documents(conn: &Connection, span: Span, figures: &mut Figures) -> Result<(), StoreError> {
    let mut waits: Vec<Vec<f64>> = vec![Vec::new(); Urgency::ALL.len()];
    let mut gathering = Gathering::new(span.until);
    steps::each(conn, span, &mut gathering, |paper| {
        figures.documents_handled += 1;
        figures.documents_completed += u32::from(span.before_end(paper.done.completed));
        let place = Urgency::ALL.iter().position(|known| *known == paper.paper.urgency);
        let signed = paper.done.signed.filter(|signed| *signed < span.until);
        if let (Some(place), Some(signed)) = (place, signed) {
            waits[place].push(((signed - paper.paper.received_at).as_seconds_f64() / 60.0).max(0.0));
        }
    })?;
    figures.step_times = gathering.finish().steps;
    for (urgency, mut waits) in Urgency::ALL.into_iter().zip(waits) {
        waits.sort_by(f64::total_cmp);
        let Some(max) = waits.last() else { continue };
        figures.time_to_sign.push(TimeToSign {
            urgency: urgency.name(),
            papers: u32::try_from(waits.len()).unwrap_or(u32::MAX),
            median_minutes: tenths(waits[waits.len() / 2]),
            max_minutes: tenths(*max),
        });
    }
    Ok(())
}

/// Rounded to one place after the point.
fn tenths(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// An issue counts for the statistical day it covers; it can only be issued after that.
fn bulletins(conn: &Connection, period: Period, figures: &mut Figures) -> Result<(), StoreError> {
    each(conn, |bulletin: &Bulletin, _| {
        let day = bulletin.masthead.day;
        let issued = matches!(bulletin.state, BulletinState::Issued | BulletinState::Corrected);
        if issued && period.from.is_none_or(|from| from <= day) && day <= period.to {
            match bulletin.masthead.series {
                BulletinSeries::Daily => figures.daily_bulletins += 1,
                BulletinSeries::Inspection => figures.inspection_bulletins += 1,
                BulletinSeries::Special => figures.special_reports += 1,
            }
        }
    })
}

fn ledgers(conn: &Connection, span: Span, figures: &mut Figures) -> Result<(), StoreError> {
    each(conn, |entry: &LedgerEntry, _| {
        let item = &entry.item;
        if !span.holds(item.on) {
            return;
        }
        let count = item.quantity;
        match item.kind {
            LedgerKind::InfoReportPractice => figures.info_reports.practice += count,
            LedgerKind::InfoReportProblem => figures.info_reports.problem += count,
            LedgerKind::Meeting => figures.meetings += count,
            LedgerKind::Activity => figures.activities += count,
            LedgerKind::Recommendation => figures.recommendations += count,
            LedgerKind::SpecialReport => figures.special_reports += count,
            LedgerKind::BusRouteCheck => {
                figures.bus_routes.fed_back += u32::from(item.channel.is_some()) * count
            }
            LedgerKind::Publication => match item.form.as_deref() {
                Some("poster") => figures.posters += count,
                Some("handbook") => figures.handbooks += count,
                _ => figures.online_items += count,
            },
            LedgerKind::Training | LedgerKind::Log => {}
        }
        let report = matches!(item.kind, LedgerKind::InfoReportPractice | LedgerKind::InfoReportProblem);
        if report {
            figures.info_reports.total += count;
            figures.info_reports.adopted += if span.before_end(entry.adopted_at) { count } else { 0 };
        }
    })
}

fn inspections(conn: &Connection, span: Span, figures: &mut Figures) -> Result<(), StoreError> {
    let mut lines = BTreeSet::new();
    each(conn, |inspection: &Inspection, _| {
        if inspection.departed_at.is_some_and(|at| span.holds(at)) {
            figures.inspections += 1;
            let routes = inspection.plan.targets.iter().filter(|target| target.kind == TargetKind::BusRoute);
            lines.extend(routes.map(|target| target.name.clone()));
        }
    })?;
    let mut lines: Vec<String> = lines.into_iter().collect();
    lines.sort_by_key(|line| (line.len(), line.clone()));
    figures.bus_routes.count = u32::try_from(lines.len()).unwrap_or(u32::MAX);
    figures.bus_routes.lines = lines;
    Ok(())
}

fn findings(conn: &Connection, span: Span, figures: &mut Figures) -> Result<(), StoreError> {
    each(conn, |finding: &Finding, recorded| {
        if span.holds(recorded) {
            figures.findings.total += 1;
            figures.findings.closed += u32::from(finding.closed_before(span.until));
        }
    })
}

fn supervised(conn: &Connection, span: Span, figures: &mut Figures) -> Result<(), StoreError> {
    each(conn, |item: &Supervised, _| {
        if !span.holds(item.item.received_at) {
            return;
        }
        let counts = &mut figures.supervised;
        counts.total += 1;
        match item.item.source {
            SupervisedSource::StateCouncil => counts.state_council += 1,
            SupervisedSource::CityParty => counts.city_party += 1,
            SupervisedSource::CityGovernment => counts.city_government += 1,
        }
        let feedback = &mut figures.feedback;
        let answered = item.fed_back_at.filter(|at| *at < span.until);
        feedback.owed += u32::from(answered.is_some() || item.dues.original < span.until);
        feedback.on_time += u32::from(answered.is_some_and(|at| at <= item.dues.original));
        feedback.extended += u32::from(item.extensions.iter().any(|extension| extension.at < span.until));
        feedback.solved += u32::from(span.before_end(item.closed_at));
    })?;
    let feedback = &figures.feedback;
    figures.feedback_on_time_percent =
        (feedback.owed > 0).then(|| tenths(f64::from(feedback.on_time) * 100.0 / f64::from(feedback.owed)));
    Ok(())
}

/// Whoever was on the list by the end of the period; ports and service cases of the period.
fn people(conn: &Connection, span: Span, figures: &mut Figures) -> Result<(), StoreError> {
    each(conn, |volunteer: &Volunteer, enrolled| {
        if enrolled >= span.until {
            return;
        }
        match volunteer.person.kind {
            VolunteerKind::Interpreter => figures.interpreters += 1,
            VolunteerKind::Volunteer => {
                figures.volunteers.total += 1;
                if let Some(first) = volunteer.person.languages.first() {
                    *figures.volunteers.languages.entry(first.clone()).or_default() += 1;
                }
            }
        }
    })?;
    let mut ports = BTreeSet::new();
    each(conn, |arrival: &Arrival, _| {
        if span.holds(arrival.movement.scheduled_at) {
            ports.insert(arrival.movement.port.clone());
        }
    })?;
    figures.ports = u32::try_from(ports.len()).unwrap_or(u32::MAX);
    each(conn, |request: &Request, _| {
        let closed = request.closed_at.is_some_and(|at| span.holds(at));
        figures.service_cases += u32::from(closed && request.thanks.is_some());
    })
}

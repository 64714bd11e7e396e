//! What an item counts in: the one place that decides whether something belongs to a figure of a period. A figure is
//! the sum of these marks, and its rows are the items that bear them, so the two cannot differ.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, Utc};

use super::Period;
use crate::domain::bulletin::{Bulletin, BulletinSeries, BulletinState};
use crate::domain::calendar::Calendar;
use crate::domain::emergency::{Emergency, EmergencyState, ReportKind};
use crate::domain::inspection::{Inspection, TargetKind};
use crate::domain::ledger_entry::{LedgerEntry, LedgerKind};
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::request::Request;
use crate::domain::supervised::Supervised;
use crate::domain::task::{Task, TaskState};
use crate::domain::volunteer::{Volunteer, VolunteerKind};
use crate::domain::{Entity, Kind, State};

/// A stretch of time: its statistical days, first instant, and the first instant after it (UTC).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Its days.
    pub period: Period,
    /// First instant (UTC).
    pub from: DateTime<Utc>,
    /// First instant after it (UTC).
    pub until: DateTime<Utc>,
}

impl Span {
    /// The time of these days.
    pub fn of(period: Period, calendar: &Calendar) -> Self {
        let (from, until) = period.bounds(calendar);
        Self { period, from, until }
    }

    /// Whether an instant lies in it.
    pub fn holds(&self, at: DateTime<Utc>) -> bool {
        self.from <= at && at < self.until
    }

    /// Whether something was done before its end.
    pub fn before_end(&self, at: Option<DateTime<Utc>>) -> bool {
        at.is_some_and(|at| at < self.until)
    }

    fn holds_day(&self, day: NaiveDate) -> bool {
        self.period.from.is_none_or(|from| from <= day) && day <= self.period.to
    }
}

/// That an item counts in a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Stable name of the figure.
    pub figure: Cow<'static, str>,
    /// For how many it stands; at least 1.
    pub amount: u32,
    /// In a figure that counts different things (ports, bus lines): which one. Items with the same key count once.
    pub key: Option<String>,
    /// When it was (UTC), for putting rows in order.
    pub at: DateTime<Utc>,
}

/// Kinds of items that bear marks, besides papers and dispatches, of which only the times are read.
pub const MARKED: [Kind; 11] = [
    Kind::Bulletin,
    Kind::LedgerEntry,
    Kind::Inspection,
    Kind::Finding,
    Kind::Supervised,
    Kind::Volunteer,
    Kind::Arrival,
    Kind::Request,
    Kind::Emergency,
    Kind::Meeting,
    Kind::Task,
];

/// The marks of an item in a stretch of time. What happened after it counts for nothing, so that the figures of a day
/// stay what they were. A voided item has none.
pub fn marks(entity: &Entity, span: &Span) -> Vec<Mark> {
    if entity.void {
        return Vec::new();
    }
    let mut marks = Marks { at: entity.created_at, list: Vec::new() };
    match &entity.state {
        State::Bulletin(bulletin) => marks.bulletin(bulletin, span),
        State::LedgerEntry(entry) => marks.ledger(entry, span),
        State::Inspection(inspection) => marks.inspection(inspection, span),
        State::Finding(finding) if span.holds(entity.created_at) => {
            marks.one("findings");
            marks.one_if("findings.closed", finding.closed_before(span.until));
        }
        State::Supervised(item) => marks.supervised(item, span),
        State::Volunteer(volunteer) if entity.created_at < span.until => marks.volunteer(volunteer),
        State::Arrival(arrival) if span.holds(arrival.movement.scheduled_at) => {
            marks.at = arrival.movement.scheduled_at;
            marks.different("ports", &arrival.movement.port);
        }
        State::Request(request) => marks.request(request, span),
        State::Emergency(emergency) => marks.emergency(emergency, span),
        State::Meeting(meeting) => marks.meeting(meeting, span),
        State::Task(task) => marks.task(task, span),
        _ => {}
    }
    marks.list
}

struct Marks {
    at: DateTime<Utc>,
    list: Vec<Mark>,
}

impl Marks {
    fn many(&mut self, figure: impl Into<Cow<'static, str>>, amount: u32) {
        self.list.push(Mark { figure: figure.into(), amount, key: None, at: self.at });
    }

    fn one(&mut self, figure: &'static str) {
        self.many(figure, 1);
    }

    fn one_if(&mut self, figure: &'static str, so: bool) {
        if so {
            self.many(figure, 1);
        }
    }

    fn different(&mut self, figure: &'static str, key: &str) {
        let mark = Mark { figure: figure.into(), amount: 1, key: Some(key.to_owned()), at: self.at };
        self.list.push(mark);
    }

    /// An issue counts for the statistical day it covers; it can only be issued after that.
    fn bulletin(&mut self, bulletin: &Bulletin, span: &Span) {
        let issued = matches!(bulletin.state, BulletinState::Issued | BulletinState::Corrected);
        if issued && span.holds_day(bulletin.masthead.day) {
            self.at = bulletin.issued_at.unwrap_or(self.at);
            self.one(match bulletin.masthead.series {
                BulletinSeries::Daily => "daily_bulletins",
                BulletinSeries::Inspection => "inspection_bulletins",
                BulletinSeries::Special => "special_reports",
            });
        }
    }

    fn ledger(&mut self, entry: &LedgerEntry, span: &Span) {
        let item = &entry.item;
        if !span.holds(item.on) {
            return;
        }
        let (count, adopted) = (item.quantity, span.before_end(entry.adopted_at));
        self.at = item.on;
        match item.kind {
            LedgerKind::InfoReportPractice => self.information("info_reports.practice", count, adopted),
            LedgerKind::InfoReportProblem => self.information("info_reports.problem", count, adopted),
            LedgerKind::Meeting => self.many("meetings", count),
            LedgerKind::Activity => self.many("activities", count),
            LedgerKind::Recommendation => {
                self.many("recommendations", count);
                if adopted {
                    self.many("recommendations_adopted", count);
                }
            }
            LedgerKind::SpecialReport => self.many("special_reports", count),
            LedgerKind::BusRouteCheck if item.channel.is_some() => self.many("bus_routes.fed_back", count),
            LedgerKind::Publication => self.publication(entry),
            LedgerKind::Training => self.many("trainings", count),
            LedgerKind::BusRouteCheck | LedgerKind::Log => {}
        }
    }

    fn information(&mut self, part: &'static str, count: u32, adopted: bool) {
        self.many("info_reports", count);
        self.many(part, count);
        if adopted {
            self.many("info_reports.adopted", count);
        }
    }

    /// Posters and handbooks are printed; everything else is online.
    fn publication(&mut self, entry: &LedgerEntry) {
        let (item, count) = (&entry.item, entry.item.quantity);
        self.many(
            match item.form.as_deref() {
                Some("poster") => "posters",
                Some("handbook") => "handbooks",
                _ => "online_items",
            },
            count,
        );
        self.many("publications", count);
        let parts = [("channel", &item.channel), ("language", &item.language), ("form", &item.form)];
        for (part, value) in parts {
            if let Some(value) = value {
                self.many(format!("publications.{part}.{value}"), count);
            }
        }
    }

    fn inspection(&mut self, inspection: &Inspection, span: &Span) {
        if let Some(at) = inspection.departed_at.filter(|at| span.holds(*at)) {
            self.at = at;
            self.one("inspections");
            for target in inspection.plan.targets.iter().filter(|target| target.kind == TargetKind::BusRoute)
            {
                self.different("bus_routes", &target.name);
            }
        }
    }

    fn supervised(&mut self, item: &Supervised, span: &Span) {
        if !span.holds(item.item.received_at) {
            return;
        }
        self.at = item.item.received_at;
        self.one("supervised");
        self.many(format!("supervised.{}", item.item.source.name()), 1);
        let standing = item.standing(span.until);
        self.one_if("feedback.owed", standing.owed);
        self.one_if("feedback.on_time", standing.on_time);
        self.one_if("feedback.extended", standing.extended);
        self.one_if("feedback.solved", standing.solved);
    }

    fn volunteer(&mut self, volunteer: &Volunteer) {
        match volunteer.person.kind {
            VolunteerKind::Interpreter => self.one("interpreters"),
            VolunteerKind::Volunteer => {
                self.one("volunteers");
                if let Some(first) = volunteer.person.languages.first() {
                    self.many(format!("volunteers.{first}"), 1);
                }
            }
        }
    }

    fn request(&mut self, request: &Request, span: &Span) {
        if let Some(closed) = request.closed_at.filter(|at| span.holds(*at) && request.thanks.is_some()) {
            self.at = closed;
            self.one("service_cases");
        }
        if !span.holds(request.need.raised_at) {
            return;
        }
        self.at = request.need.raised_at;
        self.one("requests");
        self.many(format!("requests.{}", request.need.kind.name()), 1);
        let responded = request.responded_at.filter(|at| *at < span.until);
        self.one_if("requests.owed", responded.is_some() || request.due < span.until);
        self.one_if("requests.on_time", responded.is_some_and(|at| at <= request.due));
        self.one_if("requests.resolved", span.before_end(request.resolved_at));
    }

    /// What was held counts, on the day for which it was planned in the end.
    fn meeting(&mut self, meeting: &Meeting, span: &Span) {
        let held = meeting.held_at.filter(|at| *at < span.until && meeting.state != MeetingState::Cancelled);
        if held.is_some() && span.holds(meeting.plan.starts_at) {
            self.at = meeting.plan.starts_at;
            self.one(if meeting.plan.kind.is_activity() { "activities" } else { "meetings" });
        }
    }

    fn task(&mut self, task: &Task, span: &Span) {
        if task.state != TaskState::Cancelled && span.holds(self.at) {
            self.one("tasks");
            self.one_if("tasks.done", task.state == TaskState::Done && span.before_end(task.ended_at));
        }
    }

    /// False news is no emergency.
    fn emergency(&mut self, emergency: &Emergency, span: &Span) {
        if !span.holds(emergency.received_at) || emergency.state == EmergencyState::Withdrawn {
            return;
        }
        self.at = emergency.received_at;
        self.one("emergencies");
        let phoned = emergency.phoned_at().filter(|at| *at < span.until);
        let first = emergency.reports.iter().filter(|report| report.kind == ReportKind::Initial);
        let written = first.map(|report| report.at).min().filter(|at| *at < span.until);
        let clocks = &emergency.clocks;
        self.one_if("emergencies.phone_owed", phoned.is_some() || clocks.phone < span.until);
        self.one_if("emergencies.phoned_on_time", phoned.is_some_and(|at| at <= clocks.phone));
        self.one_if("emergencies.writing_owed", written.is_some() || clocks.written < span.until);
        self.one_if("emergencies.written_on_time", written.is_some_and(|at| at <= clocks.written));
    }
}

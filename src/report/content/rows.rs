//! Columns and rows of the ledgers. A row says of an entity what its register asks for, no more: no telephone numbers,
//! guests by their family name.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::{Desk, Failure, masked};
use crate::domain::document::Document;
use crate::domain::notice::NoticeEvent;
use crate::domain::supervised::{Light, Supervised, SupervisedEvent};
use crate::domain::{Entity, EventBody, Id, Kind, State, Urgency};
use crate::report::model::{Cell, Tone};
use crate::store::ledger_line;
use crate::text;
use crate::view::Ledger;

/// Nearer than this is near.
const NEAR: TimeDelta = TimeDelta::days(1);

/// Head and weight of a column; the weight is about the width of its text.
type Columns = &'static [(&'static str, u16)];

/// Columns of a ledger, by stable names.
pub(super) const fn columns(ledger: Ledger) -> Columns {
    match ledger {
        Ledger::Findings => &[
            ("no", 10),
            ("place", 14),
            ("fact", 26),
            ("unit", 14),
            ("leader", 8),
            ("severity", 8),
            ("seen_at", 11),
            ("due_at", 11),
            ("state", 10),
            ("evidence", 18),
            ("submitted_by", 8),
            ("verified_by", 8),
            ("closed_at", 11),
            ("closed_by", 8),
            ("days_open", 6),
            ("rejections", 6),
            ("reopenings", 6),
        ],
        Ledger::Supervised => &[
            ("no", 10),
            ("subject", 26),
            ("source", 12),
            ("reference", 12),
            ("unit", 14),
            ("received_at", 11),
            ("original_due", 11),
            ("current_due", 11),
            ("internal_due", 11),
            ("light", 12),
            ("state", 10),
            ("fed_back_at", 11),
            ("on_time", 6),
            ("feedback", 18),
            ("extensions", 16),
        ],
        Ledger::Documents => &[
            ("receipt_no", 10),
            ("doc_number", 16),
            ("title", 30),
            ("issuer", 14),
            ("urgency", 6),
            ("handling", 6),
            ("received_at", 11),
            ("due_at", 11),
            ("lead_unit", 12),
            ("assist_units", 14),
            ("instruction", 16),
            ("state", 8),
            ("completed_at", 11),
            ("outcome", 14),
        ],
        Ledger::Dispatches => &[
            ("no", 10),
            ("gist", 40),
            ("urgency", 6),
            ("recipients", 8),
            ("signed", 8),
            ("sent_at", 11),
            ("state", 8),
        ],
        Ledger::Inspections => &[
            ("title", 26),
            ("kind", 8),
            ("targets", 24),
            ("team", 16),
            ("starts_at", 11),
            ("state", 8),
            ("findings", 6),
            ("reported_at", 11),
        ],
        Ledger::Runs => &[
            ("port", 12),
            ("site", 14),
            ("pick_up", 11),
            ("passengers", 6),
            ("languages", 10),
            ("vehicle", 10),
            ("driver", 8),
            ("state", 8),
            ("delivered", 6),
            ("delivered_at", 11),
        ],
        Ledger::Arrivals => &[
            ("port", 12),
            ("number", 10),
            ("origin", 12),
            ("scheduled_at", 11),
            ("actual_at", 11),
            ("passengers", 6),
            ("languages", 12),
            ("state", 8),
        ],
        Ledger::Volunteers => &[("name", 10), ("languages", 20), ("state", 8)],
        Ledger::Requests => &[
            ("kind", 8),
            ("gist", 26),
            ("site", 12),
            ("guest", 6),
            ("language", 8),
            ("raised_at", 11),
            ("due_at", 11),
            ("responded_at", 11),
            ("assignee", 10),
            ("outcome", 16),
            ("thanks", 12),
            ("state", 8),
        ],
        Ledger::Bulletins => &[
            ("series", 10),
            ("no", 10),
            ("title", 30),
            ("day", 10),
            ("state", 8),
            ("signed_by", 8),
            ("issued_at", 11),
        ],
        Ledger::Emergencies => &[
            ("no", 10),
            ("title", 26),
            ("received_at", 11),
            ("phoned_at", 11),
            ("written_at", 11),
            ("follow_ups", 6),
            ("state", 8),
        ],
        Ledger::InfoReports => {
            &[("on", 11), ("kind", 10), ("title", 34), ("channel", 10), ("state", 8), ("adopted_at", 11)]
        }
        Ledger::Publications => {
            &[("on", 11), ("form", 10), ("title", 34), ("channel", 10), ("language", 8), ("quantity", 6)]
        }
        Ledger::Recommendations => &[("on", 11), ("title", 40), ("state", 8), ("adopted_at", 11)],
        Ledger::Trainings
        | Ledger::SpecialReports
        | Ledger::Activities
        | Ledger::Meetings
        | Ledger::BusRoutes => &[("on", 11), ("title", 40), ("quantity", 6)],
    }
}

/// What rows say that does not stand in their entity.
#[derive(Debug, Default)]
pub(super) struct Extra {
    /// Findings of each inspection.
    findings: BTreeMap<Id, u32>,
}

impl Extra {
    pub(super) fn gather(desk: Desk<'_>, ledger: Ledger) -> Result<Self, Failure> {
        let mut extra = Self::default();
        if ledger == Ledger::Inspections {
            for entity in desk.reader.entities(Kind::Finding, usize::MAX >> 1)? {
                if let State::Finding(finding) = &entity.state
                    && let Some(id) = finding.observed.inspection
                {
                    *extra.findings.entry(id).or_default() += 1;
                }
            }
        }
        Ok(extra)
    }
}

/// The time by which an entity belongs to a period (UTC), and stands in its ledger.
pub(super) fn when(entity: &Entity) -> DateTime<Utc> {
    match &entity.state {
        State::Document(document) => document.paper.received_at,
        State::Dispatch(dispatch) => dispatch.sent_at.unwrap_or(dispatch.drafted_at),
        State::Inspection(inspection) => inspection.plan.starts_at,
        State::Finding(finding) => finding.observed.seen_at,
        State::Supervised(item) => item.item.received_at,
        State::Arrival(arrival) => arrival.movement.scheduled_at,
        State::Run(run) => run.plan.pick_up,
        State::Request(request) => request.need.raised_at,
        State::LedgerEntry(entry) => entry.item.on,
        State::Emergency(emergency) => emergency.received_at,
        State::Bulletin(issue) => {
            issue.masthead.day.and_hms_opt(4, 0, 0).map_or(entity.created_at, |at| at.and_utc())
        }
        _ => entity.created_at,
    }
}

/// The row of an entity under the columns of its ledger.
pub(super) fn row(desk: Desk<'_>, entity: &Entity, extra: &Extra) -> Vec<Cell> {
    let at = |at: Option<DateTime<Utc>>| desk.maybe_time(at);
    let words = desk.words();
    match &entity.state {
        State::Finding(_) => finding(desk, entity),
        State::Supervised(item) => supervised(desk, entity, item),
        State::Document(document) => paper(desk, entity, document),
        State::Dispatch(dispatch) => {
            let (signed, all) = dispatch.progress();
            vec![
                Cell::text(dispatch.number.label()),
                Cell::text(&dispatch.gist),
                urgency(desk, dispatch.urgency),
                Cell::count(all),
                Cell::count(signed),
                at(dispatch.sent_at),
                status(desk, entity),
            ]
        }
        State::Inspection(inspection) => {
            let between = desk.strings.cli.report.between;
            let plan = &inspection.plan;
            let targets: Vec<&str> = plan.targets.iter().map(|target| target.name.as_str()).collect();
            vec![
                Cell::text(&plan.title),
                Cell::text((words.visit)(plan.kind.name())),
                Cell::text(targets.join(between)),
                Cell::text(plan.team.join(between)),
                desk.time(plan.starts_at),
                status(desk, entity),
                Cell::count(extra.findings.get(&entity.stream.id).copied().unwrap_or(0)),
                at(inspection.reported_at),
            ]
        }
        State::Run(run) => {
            let crew = run.crew.as_ref();
            vec![
                Cell::text(desk.names.port(&run.plan.port, desk.strings.lang)),
                Cell::text(desk.names.site(&run.plan.site, desk.strings.lang)),
                desk.time(run.plan.pick_up),
                Cell::count(run.headcount.expected),
                Cell::text(desk.languages(&run.plan.languages)),
                Cell::maybe(crew.map(|crew| crew.vehicle.plate.clone())),
                Cell::maybe(crew.map(|crew| crew.driver.clone())),
                status(desk, entity),
                run.headcount.delivered.map_or(Cell::Empty, Cell::count),
                at(run.legs.delivered),
            ]
        }
        State::Arrival(arrival) => {
            let movement = &arrival.movement;
            vec![
                Cell::text(desk.names.port(&movement.port, desk.strings.lang)),
                Cell::text(&movement.number),
                Cell::text(&movement.origin),
                desk.time(movement.scheduled_at),
                at(movement.actual_at),
                Cell::count(movement.passengers),
                Cell::text(desk.languages(&movement.languages)),
                status(desk, entity),
            ]
        }
        State::Volunteer(volunteer) => vec![
            Cell::text(&volunteer.person.name),
            Cell::text(desk.languages(&volunteer.person.languages)),
            status(desk, entity),
        ],
        State::Request(request) => {
            let need = &request.need;
            let language = need.language.as_ref().map(|tag| desk.names.language(tag, desk.strings.lang));
            vec![
                Cell::text((words.need)(need.kind.name())),
                Cell::text(masked(&need.gist)),
                Cell::text(desk.names.site(&need.site, desk.strings.lang)),
                Cell::maybe(need.guest.as_ref().map(|guest| text::mask_name(guest))),
                Cell::maybe(language),
                desk.time(need.raised_at),
                desk.time(request.due),
                at(request.responded_at),
                Cell::maybe(request.assignee.as_ref().map(|unit| desk.unit(unit))),
                Cell::maybe(request.outcome.as_ref().map(|words| masked(words))),
                Cell::maybe(request.thanks.as_ref().map(|words| masked(words))),
                status(desk, entity),
            ]
        }
        State::Bulletin(issue) => vec![
            Cell::text((words.masthead)(issue.masthead.series)),
            Cell::maybe(issue.number.map(|number| number.label())),
            Cell::text(&issue.masthead.title),
            Cell::Date(issue.masthead.day),
            status(desk, entity),
            Cell::maybe(issue.signed_by.as_ref()),
            at(issue.issued_at),
        ],
        State::Emergency(emergency) => vec![
            Cell::text(emergency.number.label()),
            Cell::text(emergency.title()),
            desk.time(emergency.received_at),
            at(emergency.phoned_at()),
            at(emergency.written_at()),
            Cell::count(emergency.follow_ups()),
            status(desk, entity),
        ],
        State::LedgerEntry(_) => entry(desk, entity),
        _ => Vec::new(),
    }
}

/// An entry of the small ledgers, under the columns of its own.
fn entry(desk: Desk<'_>, entity: &Entity) -> Vec<Cell> {
    let State::LedgerEntry(entry) = &entity.state else { return Vec::new() };
    let words = desk.words();
    let item = &entry.item;
    let ledger = Ledger::ALL.iter().copied().find(|ledger| ledger.entries().contains(&item.kind));
    let cell = |name: &str| match name {
        "on" => desk.time(item.on),
        "kind" => Cell::text((words.entry)(item.kind.name())),
        "title" => Cell::text(&item.title),
        "channel" => Cell::maybe(item.channel.as_ref().map(|channel| (words.channel)(channel))),
        "form" => Cell::maybe(item.form.as_ref().map(|form| (words.form)(form))),
        "language" => {
            Cell::maybe(item.language.as_ref().map(|tag| desk.names.language(tag, desk.strings.lang)))
        }
        "quantity" => Cell::count(item.quantity),
        "state" => status(desk, entity),
        "adopted_at" => desk.maybe_time(entry.adopted_at),
        _ => Cell::Empty,
    };
    ledger.map_or(&[][..], columns).iter().map(|(name, _)| cell(name)).collect()
}

/// A finding as a line of the ledger; the leader who is charged with the place without his telephone.
fn finding(desk: Desk<'_>, entity: &Entity) -> Vec<Cell> {
    let Some(line) = ledger_line(entity, desk.config, desk.now) else { return Vec::new() };
    let by = |who: Option<(String, DateTime<Utc>)>| Cell::maybe(who.map(|(by, _)| by));
    let times = |count: usize| Cell::count(u32::try_from(count).unwrap_or(u32::MAX));
    vec![
        Cell::text(line.no),
        Cell::text(line.place),
        Cell::text(line.fact),
        Cell::text(desk.unit(&line.unit)),
        Cell::maybe(line.leader.map(|(name, _)| name)),
        Cell::text((desk.strings.domain.severity)(line.severity.name())),
        desk.time(line.seen_at),
        desk.time(line.due),
        status(desk, entity),
        Cell::maybe(line.evidence),
        by(line.submitted),
        by(line.verified),
        desk.maybe_time(line.closed_at),
        Cell::maybe(line.closed_by),
        Cell::count(line.days_open),
        Cell::count(line.rejections),
        times(line.reopenings),
    ]
}

fn paper(desk: Desk<'_>, entity: &Entity, document: &Document) -> Vec<Cell> {
    let paper = &document.paper;
    let instruction = document.instruction.as_ref();
    vec![
        Cell::maybe(document.receipt.as_ref().map(|receipt| receipt.label())),
        Cell::text(paper.doc_number.shown()),
        Cell::text(&paper.title),
        Cell::text(&paper.issuer),
        urgency(desk, paper.urgency),
        Cell::maybe(paper.handling.map(|handling| (desk.strings.domain.handling)(handling))),
        desk.time(paper.received_at),
        desk.maybe_time(paper.stated_due.or(document.deadlines.complete)),
        Cell::maybe(document.lead_unit.as_ref().map(|unit| desk.unit(unit))),
        Cell::text(desk.units(&document.assist_units)),
        Cell::maybe(instruction.map(|told| (desk.words().fact)(&told.leader, &told.words))),
        status(desk, entity),
        desk.maybe_time(document.done.completed),
        Cell::maybe(document.outcome.as_ref()),
    ]
}

fn supervised(desk: Desk<'_>, entity: &Entity, item: &Supervised) -> Vec<Cell> {
    let words = desk.words();
    let yes_no = |yes: bool| desk.strings.cli.report.yes_no[usize::from(yes)];
    let extensions = item.extensions.iter().map(|extension| {
        (words.extended)(&desk.moment(extension.until), &extension.approver, &extension.reason)
    });
    vec![
        Cell::text(item.number.label()),
        Cell::text(&item.item.title),
        Cell::text((desk.strings.domain.severity)(item.item.source.name())),
        Cell::maybe(item.item.reference.as_ref()),
        Cell::maybe(item.unit.as_ref().map(|unit| desk.unit(unit))),
        desk.time(item.item.received_at),
        desk.time(item.dues.original),
        desk.time(item.dues.current),
        desk.time(item.dues.internal),
        light(desk, item),
        status(desk, entity),
        desk.maybe_time(item.fed_back_at),
        Cell::maybe(item.on_time().map(yes_no)),
        Cell::maybe(item.feedback.as_ref()),
        Cell::text(extensions.collect::<Vec<_>>().join("\n")),
    ]
}

fn urgency(desk: Desk<'_>, urgency: Urgency) -> Cell {
    let at = Urgency::ALL.iter().position(|known| *known == urgency);
    Cell::maybe(at.map(|at| desk.strings.domain.urgency[at]))
}

/// State in words, coloured by how the nearest due time stands.
pub(super) fn status(desk: Desk<'_>, entity: &Entity) -> Cell {
    let due = entity.state.next_due().map(|(due, _)| due);
    let tone = match due {
        Some(due) if due < desk.now => Tone::Late,
        Some(due) if due < desk.now + NEAR => Tone::Near,
        _ if entity.state.is_open() => Tone::Calm,
        _ => Tone::Done,
    };
    Cell::Status(desk.state(entity).to_owned(), tone)
}

/// The light of a supervised item, in words.
pub(super) fn light(desk: Desk<'_>, item: &Supervised) -> Cell {
    let near = desk.config.limits().supervised.near;
    let (at, tone) = match item.light(desk.now, near) {
        None => (0, Tone::Done),
        Some(Light::Fine) => (1, Tone::Calm),
        Some(Light::Near) => (2, Tone::Near),
        Some(Light::Behind) => (3, Tone::Near),
        Some(Light::Overdue) => (4, Tone::Late),
    };
    Cell::Status(desk.words().lights[at].to_owned(), tone)
}

/// What officers note for themselves (taken notice, put off, flagged) is no step of the matter.
pub(super) const fn is_own_hand(body: &EventBody) -> bool {
    matches!(
        body,
        EventBody::Restored(_)
            | EventBody::Supervised(SupervisedEvent::Notice(
                NoticeEvent::Acknowledged { .. }
                    | NoticeEvent::Shelved { .. }
                    | NoticeEvent::Flagged { .. }
                    | NoticeEvent::Taken
                    | NoticeEvent::Awakened
                    | NoticeEvent::Woken { .. }
            ))
    )
}

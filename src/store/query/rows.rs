//! Entities as the rows of their panes.

use rusqlite::Connection;

use super::super::error::StoreError;
use super::super::projection::{arrival, head, number, title, volunteers};
use super::ReadContext;
use crate::domain::bulletin::Bulletin;
use crate::domain::dispatch::Dispatch;
use crate::domain::document::Document;
use crate::domain::emergency::{Element, Emergency};
use crate::domain::run::{Run, RunState};
use crate::domain::{Aggregate, Entity, State, Urgency};
use crate::view::{DocumentRow, IssueRow, Leg, RunRow};

/// A row of the pane of papers: a paper, what goes out, or an emergency.
pub(super) fn document(entity: &Entity) -> Option<DocumentRow> {
    match &entity.state {
        State::Document(document) => Some(paper(entity, document)),
        State::Dispatch(sent) => Some(dispatch(entity, sent)),
        State::Emergency(found) => Some(emergency(entity, found)),
        State::Bulletin(issue) => Some(bulletin(entity, issue)),
        _ => None,
    }
}

/// An emergency comes before every paper; in place of an issuer it shows where it is.
fn emergency(entity: &Entity, emergency: &Emergency) -> DocumentRow {
    let number = emergency.number.label();
    DocumentRow {
        head: head(entity),
        receipt_no: None,
        register: String::new(),
        doc_number: number.clone(),
        doc_number_raw: number,
        title: emergency.title().to_owned(),
        issuer: emergency.elements.text(Element::Place).unwrap_or_default().to_owned(),
        doc_type: None,
        urgency: Urgency::Flash,
        handling: None,
        received_at: emergency.received_at,
        written_on: None,
        stated_due: None,
        lead_unit: None,
        assist_units: Vec::new(),
        incomplete: emergency.missing().into_iter().map(Element::name).collect(),
        source: emergency.source.clone(),
        progress: None,
    }
}

/// An issue of a bulletin that is not out: the house's own paper. It has a number only once it is issued.
fn bulletin(entity: &Entity, issue: &Bulletin) -> DocumentRow {
    DocumentRow {
        head: head(entity),
        receipt_no: issue.number.map(|number| number.label()),
        register: String::new(),
        doc_number: issue.number.map(|number| number.label()).unwrap_or_default(),
        doc_number_raw: String::new(),
        title: issue.masthead.title.clone(),
        issuer: String::new(),
        doc_type: None,
        urgency: Urgency::Routine,
        handling: None,
        received_at: entity.created_at,
        written_on: Some(issue.masthead.day),
        stated_due: issue.due,
        lead_unit: None,
        assist_units: Vec::new(),
        incomplete: Vec::new(),
        source: String::new(),
        progress: None,
    }
}

fn paper(entity: &Entity, document: &Document) -> DocumentRow {
    let paper = &document.paper;
    DocumentRow {
        head: head(entity),
        receipt_no: document.receipt.as_ref().map(|receipt| receipt.label()),
        register: paper.register.clone(),
        doc_number: paper.doc_number.shown().to_owned(),
        doc_number_raw: paper.doc_number.raw().to_owned(),
        title: paper.title.clone(),
        issuer: paper.issuer.clone(),
        doc_type: paper.doc_type.clone(),
        urgency: paper.urgency,
        handling: paper.handling,
        received_at: paper.received_at,
        written_on: paper.written_on,
        stated_due: paper.stated_due,
        lead_unit: document.lead_unit.clone(),
        assist_units: document.assist_units.clone(),
        incomplete: document.incomplete(),
        source: paper.copy.source.clone(),
        progress: None,
    }
}

/// A dispatch in the columns of a paper: its number and its gist; the unit, if it goes to a single one.
fn dispatch(entity: &Entity, dispatch: &Dispatch) -> DocumentRow {
    let (number, (signed, all)) = (dispatch.number.label(), dispatch.progress());
    let single = dispatch.counting().next().filter(|_| all == 1);
    DocumentRow {
        head: head(entity),
        receipt_no: Some(number.clone()),
        register: String::new(),
        doc_number: number.clone(),
        doc_number_raw: number,
        title: dispatch.gist.clone(),
        issuer: String::new(),
        doc_type: None,
        urgency: dispatch.urgency,
        handling: None,
        received_at: dispatch.drafted_at,
        written_on: None,
        stated_due: dispatch.reply_due,
        lead_unit: single.map(|recipient| recipient.unit.clone()),
        assist_units: Vec::new(),
        incomplete: Vec::new(),
        source: String::new(),
        progress: Some((signed, all)),
    }
}

/// What stands in the pane of issues, whatever its kind.
pub(super) fn issue(entity: &Entity) -> Option<IssueRow> {
    let no = number(entity).unwrap_or_default();
    Some(match &entity.state {
        State::Finding(finding) => IssueRow {
            head: head(entity),
            no,
            title: finding.observed.title.clone(),
            place: finding.observed.place.clone(),
            unit: Some(finding.observed.unit.clone()),
            severity: finding.observed.severity.name(),
            raised_at: entity.created_at,
            submitted_by: finding.submitted.as_ref().map(|(by, _)| by.clone()),
            lamp: None,
        },
        State::Supervised(supervised) => IssueRow {
            head: head(entity),
            no,
            title: supervised.item.title.clone(),
            place: supervised.item.source.name().to_owned(),
            unit: supervised.unit.clone(),
            severity: supervised.item.source.name(),
            raised_at: supervised.item.received_at,
            submitted_by: None,
            lamp: supervised.lamp(),
        },
        State::Inspection(inspection) => {
            let plan = &inspection.plan;
            let targets: Vec<&str> = plan.targets.iter().map(|target| target.name.as_str()).collect();
            IssueRow {
                head: head(entity),
                no,
                title: plan.title.clone(),
                place: targets.join("、"),
                unit: Some(plan.team.join("、")).filter(|team| !team.is_empty()),
                severity: plan.kind.name(),
                raised_at: entity.created_at,
                submitted_by: None,
                lamp: None,
            }
        }
        State::Request(request) => IssueRow {
            head: head(entity),
            no,
            title: request.need.gist.clone(),
            place: request.need.site.clone(),
            unit: request.assignee.clone(),
            severity: request.need.kind.name(),
            raised_at: request.need.raised_at,
            submitted_by: None,
            lamp: None,
        },
        State::Meeting(meeting) => IssueRow {
            head: head(entity),
            no,
            title: meeting.plan.title.clone(),
            place: meeting.plan.place.clone(),
            unit: meeting.owner().map(str::to_owned),
            severity: meeting.plan.kind.name(),
            raised_at: entity.created_at,
            submitted_by: None,
            lamp: None,
        },
        State::Task(task) => IssueRow {
            head: head(entity),
            no,
            title: task.title.clone(),
            place: String::new(),
            unit: Some(task.owner.clone()),
            severity: "",
            raised_at: entity.created_at,
            submitted_by: None,
            lamp: None,
        },
        _ => return None,
    })
}

/// A run, with the arrival it waits for and the people on it.
pub(super) fn run(
    conn: &Connection,
    entity: &Entity,
    cx: &ReadContext<'_>,
) -> Result<Option<RunRow>, StoreError> {
    let Some(run) = Run::from_state(&entity.state) else { return Ok(None) };
    let arrival = arrival(conn, run)?;
    let problems = run.problems(arrival.as_ref(), &cx.policy.limits.transfers, cx.now);
    let movement = arrival.map(|arrival| arrival.movement);
    let scheduled_at = movement.as_ref().map_or(run.plan.pick_up, |movement| movement.scheduled_at);
    let revised_at = movement.as_ref().map(|movement| movement.revised_at());
    let crew = run.crew.as_ref();
    Ok(Some(RunRow {
        head: head(entity),
        port: run.plan.port.clone(),
        arrival: title(conn, entity)?,
        origin: movement.map(|movement| movement.origin).unwrap_or_default(),
        scheduled_at,
        revised_at: revised_at.filter(|revised| *revised != scheduled_at),
        passengers: run.plan.passengers,
        languages: run.plan.languages.clone(),
        vehicle: crew.map(|crew| crew.vehicle.plate.clone()),
        driver: crew.map(|crew| crew.driver.clone()),
        volunteers: crew.map_or(Ok(Vec::new()), |crew| volunteers(conn, &crew.volunteers))?,
        site: Some(run.plan.site.clone()),
        legs: legs(run, cx),
        problems: problems.iter().map(|problem| problem.code()).collect(),
    }))
}

/// The stretches of a run: those that have begun, as they were, and the drive to the site as planned.
fn legs(run: &Run, cx: &ReadContext<'_>) -> Vec<Leg> {
    let (done, plan) = (&run.legs, &run.plan);
    let begun = [
        (RunState::Departed, done.departed),
        (RunState::AtPort, done.at_port),
        (RunState::Boarding, done.boarding),
        (RunState::EnRoute, done.en_route),
        (RunState::Delivered, done.delivered),
        (RunState::Disinfecting, done.disinfecting),
    ];
    let begun: Vec<_> = begun.into_iter().filter_map(|(state, from)| Some((state, from?))).collect();
    let mut legs = Vec::with_capacity(begun.len() + 1);
    for (at, (state, from)) in begun.iter().enumerate() {
        let next = begun.get(at + 1).map(|(_, from)| *from).or(done.ended);
        // The stretch that goes on lasts until it should end, or until now if it should have ended already.
        let should = match state {
            RunState::Departed | RunState::AtPort => plan.pick_up,
            RunState::Boarding | RunState::EnRoute => plan.deliver,
            _ => *from,
        };
        let until = next.unwrap_or_else(|| should.max(cx.now)).max(*from);
        legs.push(Leg { state: state.name(), from: *from, until, actual: true });
    }
    if done.boarding.is_none() && done.en_route.is_none() && run.state.is_open() {
        let from = legs.last().map_or(plan.pick_up, |last| last.until.max(plan.pick_up));
        let until = plan.deliver.max(from);
        legs.push(Leg { state: RunState::EnRoute.name(), from, until, actual: false });
    }
    legs
}

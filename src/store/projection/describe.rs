//! Entities in words: what people call them, who is charged with them, and what they are found by.

use rusqlite::Connection;

use super::super::error::StoreError;
use super::entity::find;
use super::facets;
use crate::domain::emergency::Element;
use crate::domain::run::Run;
use crate::domain::{Aggregate, Entity, Id, Kind, State, Stream, arrival::Arrival, volunteer::Volunteer};

/// The arrival that a run waits for, if there is one.
pub(in super::super) fn arrival(conn: &Connection, run: &Run) -> Result<Option<Arrival>, StoreError> {
    let Some(id) = run.plan.arrival else { return Ok(None) };
    let found = find(conn, Stream::new(Kind::Arrival, id))?;
    Ok(found.and_then(|found| Arrival::from_state(&found.entity.state).cloned()))
}

/// The names of volunteers, in the given order.
pub(in super::super) fn volunteers(conn: &Connection, ids: &[Id]) -> Result<Vec<String>, StoreError> {
    let mut names = Vec::with_capacity(ids.len());
    for id in ids {
        let found = find(conn, Stream::new(Kind::Volunteer, *id))?;
        let volunteer = found.as_ref().and_then(|found| Volunteer::from_state(&found.entity.state));
        names.extend(volunteer.map(|volunteer| volunteer.person.name.clone()));
    }
    Ok(names)
}

/// What people call it. A run is called by its arrival, else by its site.
pub(in super::super) fn title(conn: &Connection, entity: &Entity) -> Result<String, StoreError> {
    Ok(match &entity.state {
        State::Document(document) => document.paper.title.clone(),
        State::Dispatch(dispatch) => dispatch.gist.clone(),
        State::Inspection(inspection) => inspection.plan.title.clone(),
        State::Finding(finding) => finding.observed.title.clone(),
        State::Supervised(supervised) => supervised.item.title.clone(),
        State::Arrival(arrival) => arrival.movement.number.clone(),
        State::Run(run) => match arrival(conn, run)? {
            Some(arrival) => arrival.movement.number,
            None => run.plan.site.clone(),
        },
        State::Volunteer(volunteer) => volunteer.person.name.clone(),
        State::Request(request) => request.need.gist.clone(),
        State::Bulletin(bulletin) => bulletin.masthead.title.clone(),
        State::LedgerEntry(entry) => entry.item.title.clone(),
        State::Shift(shift) => shift.roster.primary.clone(),
        State::Clearance(clearance) => clearance.proposed.0.clone(),
        State::Message(message) => message.note.number.clone(),
        State::Emergency(emergency) => emergency.title().to_owned(),
        State::Meeting(meeting) => meeting.plan.title.clone(),
        State::Task(task) => task.title.clone(),
    })
}

/// The unit, person, port or language under which panes group it.
pub(super) fn party(entity: &Entity) -> String {
    match &entity.state {
        State::Document(document) => document.lead_unit.clone().unwrap_or_default(),
        State::Dispatch(dispatch) => dispatch.pressing().map(|one| one.unit.clone()).unwrap_or_default(),
        State::Finding(finding) => finding.observed.unit.clone(),
        State::Supervised(supervised) => supervised.unit.clone().unwrap_or_default(),
        State::Meeting(meeting) => meeting.owner().unwrap_or_default().to_owned(),
        State::Task(task) => task.owner.clone(),
        State::Inspection(inspection) => inspection.plan.team.first().cloned().unwrap_or_default(),
        State::Request(request) => request.assignee.clone().unwrap_or_default(),
        State::Run(run) => run.plan.port.clone(),
        State::Volunteer(volunteer) => volunteer.person.languages.first().cloned().unwrap_or_default(),
        _ => String::new(),
    }
}

/// Whom to call about it: the unit charged with it (for a run its driver), and the officer who holds it.
pub(in super::super) fn charged(entity: &Entity) -> (Option<String>, Option<String>) {
    let unit = match &entity.state {
        State::Run(run) => run.crew.as_ref().map(|crew| crew.driver.clone()),
        _ => Some(party(entity)).filter(|party| !party.is_empty()),
    };
    (unit, entity.state.notice().and_then(|notice| notice.holder.clone()))
}

/// The number that people see on it, once it has one.
pub(in super::super) fn number(entity: &Entity) -> Option<String> {
    match &entity.state {
        State::Document(document) => document.receipt.as_ref().map(|receipt| receipt.label()),
        State::Dispatch(dispatch) => Some(dispatch.number.label()),
        State::Finding(finding) => Some(finding.number.label()),
        State::Supervised(supervised) => Some(supervised.number.label()),
        State::Emergency(emergency) => Some(emergency.number.label()),
        State::Bulletin(bulletin) => bulletin.number.map(|number| number.label()),
        _ => None,
    }
}

/// The words by which an entity is found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Words {
    /// All but who issued it; lines are apart from each other.
    pub(super) body: String,
    /// Who issued it.
    pub(super) issuer: String,
    /// Tokens of the values of its fields.
    pub(super) facets: Vec<String>,
}

impl Words {
    /// Whether it is found by nothing.
    pub(super) const fn is_empty(&self) -> bool {
        self.body.is_empty() && self.issuer.is_empty() && self.facets.is_empty()
    }
}

/// The words by which it is found. Those of a run are also its arrival's, so that they are written anew when that
/// changes.
pub(super) fn words(conn: &Connection, entity: &Entity) -> Result<Words, StoreError> {
    let mut issuer = String::new();
    let mut words = vec![title(conn, entity)?];
    words.extend(number(entity));
    match &entity.state {
        State::Document(document) => {
            let paper = &document.paper;
            issuer.clone_from(&paper.issuer);
            words.push(paper.doc_number.shown().to_owned());
            words.extend(paper.doc_type.clone());
            words.extend(document.lead_unit.clone());
        }
        State::Dispatch(dispatch) => {
            words.extend(dispatch.recipients.iter().map(|recipient| recipient.unit.clone()));
            words.extend(dispatch.approval.as_ref().map(|approval| approval.leader.clone()));
        }
        State::Inspection(inspection) => {
            words.extend(inspection.plan.targets.iter().map(|target| target.name.clone()));
            words.extend(inspection.plan.team.clone());
        }
        State::Finding(finding) => {
            words.extend([finding.observed.place.clone(), finding.observed.unit.clone()]);
        }
        State::Supervised(supervised) => {
            words.extend(supervised.item.reference.clone());
            words.extend(supervised.unit.clone());
        }
        State::Arrival(arrival) => {
            words.extend([arrival.movement.origin.clone(), arrival.movement.port.clone()]);
        }
        State::Run(run) => {
            words.extend([run.plan.port.clone(), run.plan.site.clone()]);
            words.extend(arrival(conn, run)?.map(|arrival| arrival.movement.origin));
            if let Some(crew) = &run.crew {
                words.extend([crew.vehicle.plate.clone(), crew.driver.clone()]);
            }
        }
        State::Volunteer(volunteer) => words.extend(volunteer.person.languages.clone()),
        State::Request(request) => {
            words.push(request.need.site.clone());
            words.extend(request.assignee.clone());
        }
        State::Emergency(emergency) => {
            let told = Element::ALL.into_iter().filter(|element| *element != Element::What);
            words.extend(told.filter_map(|element| emergency.elements.text(element)).map(str::to_owned));
        }
        State::Meeting(meeting) => {
            let plan = &meeting.plan;
            words.push(plan.place.clone());
            words.extend(plan.leader.clone());
            words.extend(plan.organiser.clone());
            words.extend(plan.attendees.iter().cloned());
            words.extend(meeting.minutes.as_ref().map(|minutes| minutes.text.clone()));
        }
        State::Task(task) => {
            words.push(task.owner.clone());
            words.extend(task.outcome.clone());
        }
        State::Shift(shift) => {
            words.push(shift.roster.leader.clone());
            words.extend(shift.roster.secondary.clone());
        }
        // Who looks for a number wants what bears it, not every message about it.
        State::Message(_) => words.clear(),
        State::LedgerEntry(entry) => {
            let item = &entry.item;
            let told =
                [&item.channel, &item.form, &item.audience, &item.author, &item.unit, &item.submitted_to];
            words.extend(told.into_iter().chain([&item.reference, &item.detail]).flatten().cloned());
        }
        State::Bulletin(_) | State::Clearance(_) => {}
    }
    words.extend(entity.state.notice().and_then(|notice| notice.holder.clone()));
    words.retain(|word| !word.is_empty());
    Ok(Words { body: words.join("\n"), issuer, facets: facets::of(entity) })
}

/// All words by which an entity is found, a line each.
pub(in super::super) fn words_of(conn: &Connection, entity: &Entity) -> Result<String, StoreError> {
    let Words { body, issuer, .. } = words(conn, entity)?;
    Ok(format!("{body}\n{issuer}"))
}

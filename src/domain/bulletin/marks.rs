//! Which facts an event makes, and which it takes back.

use chrono::{DateTime, Utc};

use super::super::arrival::ArrivalState;
use super::super::dispatch::DispatchEvent;
use super::super::document::{DocumentEvent, Handling};
use super::super::emergency::EmergencyEvent;
use super::super::event::{EventBody, Stamp, State};
use super::super::finding::FindingEvent;
use super::super::inspection::InspectionEvent;
use super::super::request::RequestEvent;
use super::super::supervised::SupervisedEvent;
use super::super::volunteer::VolunteerEvent;
use super::Count;

/// A fact that stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mark {
    pub(super) count: Count,
    /// The event that made it, as a version of its entity.
    version: u32,
    pub(super) quantity: u32,
    pub(super) happened_at: DateTime<Utc>,
    pub(super) recorded_at: DateTime<Utc>,
    /// The unit that did it, where that is not the one that has the item.
    pub(super) unit: Option<String>,
}

/// The facts of an entity while they are brought up to date with one event.
struct Marks<'e> {
    standing: Vec<Mark>,
    stamp: &'e Stamp,
    version: u32,
}

/// What stands after an event: what stood before, less what it takes back, and what it adds.
pub(super) fn marks(
    standing: Vec<Mark>,
    before: Option<&State>,
    (stamp, version, body): (&Stamp, u32, &EventBody),
    now: &State,
) -> Vec<Mark> {
    let mut marks = Marks { standing, stamp, version };
    marks.by_event(body);
    marks.by_state(before, now);
    marks.standing
}

impl Marks<'_> {
    fn add(&mut self, count: Count) {
        self.add_at(count, self.stamp.at);
    }

    fn add_at(&mut self, count: Count, happened_at: DateTime<Utc>) {
        self.put(count, 1, happened_at, None);
    }

    fn put(&mut self, count: Count, quantity: u32, happened_at: DateTime<Utc>, unit: Option<&str>) {
        self.standing.push(Mark {
            count,
            version: self.version,
            quantity,
            happened_at,
            recorded_at: self.stamp.at,
            unit: unit.map(str::to_owned),
        });
    }

    /// Of a count that an entity stands in once at most: makes it stand with this quantity, or not at all. What stands
    /// so already stays the same fact.
    fn set(&mut self, count: Count, wanted: Option<(u32, DateTime<Utc>)>) {
        let stands = self.standing.iter().position(|mark| mark.count == count);
        match (stands, wanted) {
            (Some(at), Some((quantity, _))) if self.standing[at].quantity == quantity => return,
            (Some(at), _) => drop(self.standing.remove(at)),
            (None, _) => {}
        }
        if let Some((quantity, happened_at)) = wanted {
            self.put(count, quantity, happened_at, None);
        }
    }

    fn by_event(&mut self, body: &EventBody) {
        match body {
            EventBody::Document(event) => self.of_paper(event),
            EventBody::Dispatch(event) => self.of_dispatch(event),
            EventBody::Finding(event) => self.of_finding(event),
            EventBody::Inspection(InspectionEvent::Departed) => self.add(Count::Inspections),
            EventBody::Supervised(SupervisedEvent::Received { item, .. }) => {
                self.add_at(Count::SupervisedReceived, item.received_at);
            }
            EventBody::Supervised(SupervisedEvent::FedBack { .. }) => self.add(Count::SupervisedFedBack),
            EventBody::Supervised(SupervisedEvent::Closed) => self.add(Count::SupervisedClosed),
            EventBody::Emergency(EmergencyEvent::Received { news, .. }) => {
                self.add_at(Count::Emergencies, news.received_at);
            }
            // The news was false: it was no emergency.
            EventBody::Emergency(EmergencyEvent::Withdrawn { .. }) => self.set(Count::Emergencies, None),
            EventBody::Volunteer(VolunteerEvent::CheckedIn) => self.add(Count::VolunteersCheckedIn),
            EventBody::Request(RequestEvent::Raised { need, .. }) => {
                self.add_at(Count::RequestsRaised, need.raised_at);
            }
            EventBody::Request(RequestEvent::Closed { .. }) => self.add(Count::RequestsClosed),
            _ => {}
        }
    }

    fn of_paper(&mut self, event: &DocumentEvent) {
        match event {
            DocumentEvent::Arrived { paper, .. } => self.add_at(Count::PapersReceived, paper.received_at),
            DocumentEvent::Completed { .. } | DocumentEvent::Read => self.add(Count::PapersCompleted),
            DocumentEvent::Returned { .. } => self.add(Count::PapersReturned),
            _ => {}
        }
    }

    /// A corrected dispatch goes out once more, and is signed for anew.
    fn of_dispatch(&mut self, event: &DispatchEvent) {
        match event {
            DispatchEvent::Sent { .. } | DispatchEvent::Corrected { .. } => self.add(Count::DispatchesSent),
            DispatchEvent::Signed { unit, proof } => self.put(Count::Receipts, 1, proof.at, Some(unit)),
            _ => {}
        }
    }

    fn of_finding(&mut self, event: &FindingEvent) {
        match event {
            FindingEvent::Raised { observed, .. } => self.add_at(Count::FindingsRaised, observed.seen_at),
            FindingEvent::Verified { .. } => self.add(Count::FindingsVerified),
            FindingEvent::Closed => self.add(Count::FindingsClosed),
            FindingEvent::Reopened { .. } => self.add(Count::FindingsReopened),
            FindingEvent::Withdrawn { .. } => self.add(Count::FindingsWithdrawn),
            _ => {}
        }
    }

    /// Facts that follow from what an entity is now, and change with it: how urgent a paper is, how many came.
    fn by_state(&mut self, before: Option<&State>, now: &State) {
        match now {
            State::Document(document) => {
                let paper = &document.paper;
                let urgency = Count::of_urgency(paper.urgency);
                for other in super::super::urgency::Urgency::ALL.map(Count::of_urgency) {
                    self.set(other, (other == urgency).then_some((1, paper.received_at)));
                }
                let for_action = paper.handling == Some(Handling::ForAction);
                self.set(Count::PapersForAction, for_action.then_some((1, self.stamp.at)));
            }
            State::Arrival(arrival) => {
                let landed = arrival.state == ArrivalState::Landed;
                let movement = &arrival.movement;
                let at = movement.actual_at.unwrap_or(self.stamp.at).min(self.stamp.at);
                self.set(Count::Arrivals, landed.then_some((1, at)));
                self.set(Count::PeopleArrived, landed.then_some((movement.passengers, at)));
            }
            State::Run(run) => {
                let delivered = run.legs.delivered;
                self.set(Count::RunsDelivered, delivered.map(|at| (1, at)));
                let people = delivered.zip(run.headcount.delivered);
                self.set(Count::PeopleDelivered, people.map(|(at, people)| (people, at)));
            }
            State::Meeting(meeting) => {
                let activity = meeting.plan.kind.is_activity();
                let count = if activity { Count::Activities } else { Count::Meetings };
                self.set(count, meeting.held_at.map(|at| (1, at)));
            }
            State::LedgerEntry(entry) => {
                let item = &entry.item;
                let count = Count::of_ledger(item.kind);
                let was = before.and_then(|before| match before {
                    State::LedgerEntry(entry) => Count::of_ledger(entry.item.kind),
                    _ => None,
                });
                if let Some(was) = was.filter(|was| Some(*was) != count) {
                    self.set(was, None);
                }
                if let Some(count) = count {
                    self.set(count, Some((item.quantity, item.on)));
                }
            }
            _ => {}
        }
    }
}

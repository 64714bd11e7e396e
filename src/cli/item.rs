//! The JSON shapes of the contract: which fields an item has, in which order. Names never change without a new schema.

use chrono::{DateTime, FixedOffset, Utc};
use serde_json::{Value, json};

use super::out::Fields;
use super::time;
use crate::domain::document::Handling;
use crate::domain::{Entity, EventBody, State};
use crate::store::ListedEntry;
use crate::view::{
    Difference, DocumentRow, Found, IssueRow, LedgerLine, RowHead, RunRow, TimelineItem, VolunteerRow,
};

/// What a shape depends on besides the item: the clock and the zone.
#[derive(Debug, Clone, Copy)]
pub(super) struct View {
    pub(super) now: DateTime<Utc>,
    pub(super) zone: FixedOffset,
}

impl View {
    pub(super) fn at(self, at: DateTime<Utc>) -> String {
        time::shown(at, self.zone)
    }

    fn maybe(self, at: Option<DateTime<Utc>>) -> Option<String> {
        at.map(|at| self.at(at))
    }

    fn due(self, head: &RowHead) -> Option<String> {
        self.maybe(head.due.as_ref().map(|due| due.at))
    }

    fn overdue(self, head: &RowHead) -> bool {
        head.due.as_ref().is_some_and(|due| due.at < self.now)
    }
}

/// A shape: the columns, and the fields of one item under them.
macro_rules! shape {
    ($columns:ident, $name:ident($item:ident: $of:ty, $view:ident) { $($key:literal: $value:expr,)* }) => {
        pub(super) const $columns: &[&str] = &[$($key),*];

        pub(super) fn $name($item: $of, $view: View) -> Fields {
            [$(($key.to_owned(), json!($value))),*].into_iter().collect()
        }
    };
}

shape!(DOCUMENT, document(row: &DocumentRow, view) {
    "id": row.head.stream.id,
    "receipt_no": row.receipt_no,
    "register": row.register,
    "doc_number": row.doc_number,
    "doc_number_raw": row.doc_number_raw,
    "title": row.title,
    "issuer": row.issuer,
    "urgency": row.urgency.name(),
    "handling": row.handling.map(handling),
    "state": row.head.state,
    "attention": row.head.attention.at(view.now).name(),
    "received_at": view.at(row.received_at),
    "stated_due": view.maybe(row.stated_due),
    "due_at": view.due(&row.head),
    "due_kind": row.head.due.as_ref().map(|due| due.kind),
    "overdue": view.overdue(&row.head),
    "lead_unit": row.lead_unit,
    "assist_units": row.assist_units,
    "officer": row.head.holder,
    "version": row.head.version,
    "incomplete": row.incomplete,
    "source": row.source,
});

// A row of its pane, and behind it what the ledger (台账) says.
shape!(FINDING, finding(of: (&IssueRow, &LedgerLine), view) {
    "id": of.0.head.stream.id,
    "no": of.0.no,
    "title": of.0.title,
    "place": of.0.place,
    "unit": of.0.unit,
    "severity": of.0.severity,
    "state": of.0.head.state,
    "raised_at": view.at(of.0.raised_at),
    "due_at": view.due(&of.0.head),
    "overdue": view.overdue(&of.0.head),
    "version": of.0.head.version,
    "charged_leader": of.1.leader.as_ref().map(|(name, _)| name),
    "seen_at": view.at(of.1.seen_at),
    "rectify_by": view.at(of.1.due),
    "late": of.1.late,
    "submitted_by": of.1.submitted.as_ref().map(|(by, _)| by),
    "submitted_at": of.1.submitted.as_ref().map(|(_, at)| view.at(*at)),
    "evidence": of.1.evidence,
    "files": of.1.files,
    "verified_by": of.1.verified.as_ref().map(|(by, _)| by),
    "verified_at": of.1.verified.as_ref().map(|(_, at)| view.at(*at)),
    "closed_by": of.1.closed_by,
    "closed_at": view.maybe(of.1.closed_at),
    "days_open": of.1.days_open,
    "rejections": of.1.rejections,
    "reopenings": of.1.reopenings,
    "follow_up_visits": of.1.follow_ups,
    "inspection": of.1.inspection,
});

shape!(SUPERVISED, supervised(row: &IssueRow, view) {
    "id": row.head.stream.id,
    "no": row.no,
    "title": row.title,
    "supervisor": row.place,
    "source": row.severity,
    "unit": row.unit,
    "state": row.head.state,
    "received_at": view.at(row.raised_at),
    "due_at": view.due(&row.head),
    "overdue": view.overdue(&row.head),
    "version": row.head.version,
});

shape!(RUN, run(row: &RunRow, view) {
    "id": row.head.stream.id,
    "port": row.port,
    "arrival": row.arrival,
    "scheduled_at": view.at(row.scheduled_at),
    "revised_at": view.maybe(row.revised_at),
    "passengers": row.passengers,
    "languages": row.languages,
    "vehicle": row.vehicle,
    "driver": row.driver,
    "volunteers": row.volunteers,
    "site": row.site,
    "state": row.head.state,
    "problems": row.problems,
    "version": row.head.version,
});

shape!(VOLUNTEER, volunteer(row: &VolunteerRow, view) {
    "id": row.head.stream.id,
    "name": row.name,
    "languages": row.languages,
    "state": row.head.state,
    "until": view.maybe(row.until),
    "hours_7d": (f64::from(row.hours_7d) * 10.0).round() / 10.0,
    "version": row.head.version,
});

shape!(LOG, log(entry: &ListedEntry, view) {
    "seq": entry.seq,
    "id": entry.id,
    "at": view.at(entry.at),
    "officer": entry.officer,
    "shift": entry.shift,
    "batch": entry.batch,
    "events": entry.events.iter().map(|item| format!("{} {}", item.stream, event_name(&item.body))).collect::<Vec<_>>(),
});

/// An item of any kind, where no pane lists it.
pub(super) fn hit(entity: &Entity, view: View) -> Fields {
    Fields::from_iter([
        ("id".to_owned(), json!(entity.stream.id)),
        ("kind".to_owned(), json!(entity.stream.kind.name())),
        ("no".to_owned(), json!(number(&entity.state))),
        ("title".to_owned(), json!(title(&entity.state))),
        ("state".to_owned(), json!(entity.state.name())),
        ("changed_at".to_owned(), json!(view.at(entity.changed_at))),
        ("changed_by".to_owned(), json!(entity.changed_by)),
        ("version".to_owned(), json!(entity.version)),
    ])
}

shape!(FOUND, found(hit: (&Entity, &Found), view) {
    "id": hit.0.stream.id,
    "kind": hit.0.stream.kind.name(),
    "no": number(&hit.0.state),
    "title": title(&hit.0.state),
    "state": hit.0.state.name(),
    "changed_at": view.at(hit.0.changed_at),
    "changed_by": hit.0.changed_by,
    "version": hit.0.version,
    "found_in": hit.1.snippet,
    "said_by": hit.1.said.as_ref().map(|said| said.by.clone()),
});

/// One event of an item's history.
pub(super) fn timeline(item: &TimelineItem, view: View) -> Value {
    json!({
        "seq": item.seq,
        "at": view.at(item.at),
        "by": item.by,
        "version": item.version,
        "event": event_name(&item.body),
        "detail": event_detail(&item.body),
    })
}

/// Somebody else's changes, for `--json`.
pub(super) fn difference(difference: &Difference, view: View) -> Value {
    json!({
        "id": difference.stream.id,
        "title": difference.title,
        "seen": difference.seen,
        "found": difference.found,
        "state": difference.state,
        "since": difference.since.iter().map(|item| timeline(item, view)).collect::<Vec<_>>(),
    })
}

const fn handling(handling: Handling) -> &'static str {
    match handling {
        Handling::ForAction => "for_action",
        Handling::ForInformation => "for_information",
    }
}

/// The stored form of an event: `{"document":{"assigned":{…}}}`, or `"signed_for"` for an event without content.
fn stored(body: &EventBody) -> Value {
    // Events are plain data; if one could not be written, it would not be in the journal.
    let value = serde_json::to_value(body).unwrap_or(Value::Null);
    match value {
        Value::Object(kinds) => kinds.into_iter().next().map_or(Value::Null, |(_, event)| event),
        other => other,
    }
}

/// Name of an event, as stored: `assigned`, `signed_for`, `acknowledged`, `restored`.
pub(super) fn event_name(body: &EventBody) -> String {
    if matches!(body, EventBody::Restored(_)) {
        return "restored".to_owned();
    }
    match stored(body) {
        Value::String(name) => name,
        Value::Object(names) => match names.into_iter().next() {
            // What an officer's hand did is one level deeper.
            Some((name, inner)) if name == "notice" => inner
                .as_str()
                .map(str::to_owned)
                .or_else(|| inner.as_object()?.keys().next().cloned())
                .unwrap_or(name),
            Some((name, _)) => name,
            None => String::new(),
        },
        _ => String::new(),
    }
}

fn event_detail(body: &EventBody) -> Value {
    match (body, stored(body)) {
        (EventBody::Restored(restored), _) => json!({"undoes": restored.undoes}),
        (_, Value::Object(names)) => match names.into_iter().next() {
            Some((name, Value::Object(inner))) if name == "notice" => {
                inner.into_iter().next().map_or(Value::Null, |(_, detail)| detail)
            }
            Some((name, _)) if name == "notice" => Value::Null,
            Some((_, detail)) => detail,
            None => Value::Null,
        },
        _ => Value::Null,
    }
}

/// The number that people know an item by.
fn number(state: &State) -> Option<String> {
    match state {
        State::Document(document) => document.receipt.as_ref().map(|receipt| receipt.label()),
        State::Dispatch(dispatch) => Some(dispatch.number.label()),
        State::Finding(finding) => Some(finding.number.label()),
        State::Supervised(item) => Some(item.number.label()),
        State::Emergency(emergency) => Some(emergency.number.label()),
        State::Bulletin(bulletin) => bulletin.number.map(|number| number.label()),
        _ => None,
    }
}

/// What people call an item.
pub(super) fn title(state: &State) -> String {
    match state {
        State::Document(document) if document.paper.title.is_empty() => document.paper.issuer.clone(),
        State::Document(document) => document.paper.title.clone(),
        State::Dispatch(dispatch) => dispatch.gist.clone(),
        State::Inspection(inspection) => inspection.plan.title.clone(),
        State::Finding(finding) => finding.observed.title.clone(),
        State::Supervised(item) => item.item.title.clone(),
        State::Arrival(arrival) => arrival.movement.number.clone(),
        State::Run(run) => format!("{} → {}", run.plan.port, run.plan.site),
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
    }
}

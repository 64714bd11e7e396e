//! The JSON shapes of what is read whole: dispatches, and what no pane lists: inspections, arrivals, requests, bulletins,
//! shifts, entries of the ledgers, clearances.

use serde_json::{Value, json};

use super::item::View;
use super::out::Fields;
use crate::domain::dispatch::Recipient;
use crate::domain::emergency::Element;
use crate::domain::meeting::ChecklistItem;
use crate::domain::{Deadline, Entity, Kind, State, Urgency};

/// The columns of a kind; none for kinds that a pane lists.
pub(super) const fn columns(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Inspection => {
            &["id", "title", "kind", "targets", "team", "state", "starts_at", "reported_at", "version"]
        }
        Kind::Dispatch => &[
            "id",
            "no",
            "about",
            "gist",
            "urgency",
            "issue",
            "state",
            "attention",
            "sent_at",
            "due_at",
            "due_kind",
            "overdue",
            "signed",
            "recipients",
            "version",
        ],
        Kind::Arrival => &[
            "id",
            "port",
            "mode",
            "number",
            "origin",
            "scheduled_at",
            "estimated_at",
            "actual_at",
            "passengers",
            "languages",
            "state",
            "source",
            "version",
        ],
        Kind::Request => &[
            "id",
            "kind",
            "gist",
            "site",
            "language",
            "state",
            "raised_at",
            "due_at",
            "overdue",
            "assignee",
            "responded_at",
            "outcome",
            "version",
        ],
        Kind::Bulletin => &["id", "no", "series", "title", "day", "state", "issued_at", "counts", "version"],
        Kind::LedgerEntry => &[
            "id",
            "kind",
            "title",
            "on",
            "quantity",
            "channel",
            "language",
            "state",
            "form",
            "audience",
            "author",
            "unit",
            "submitted_to",
            "reference",
            "detail",
            "adopted_at",
            "version",
        ],
        Kind::Emergency => &[
            "id",
            "no",
            "title",
            "place",
            "state",
            "received_at",
            "phone_due_at",
            "phoned_at",
            "written_due_at",
            "written_at",
            "follow_up_due_at",
            "follow_ups",
            "due_at",
            "due_kind",
            "overdue",
            "missing",
            "elements",
            "source",
            "version",
        ],
        Kind::Meeting => &[
            "id",
            "title",
            "kind",
            "place",
            "state",
            "attention",
            "starts_at",
            "ends_at",
            "leader",
            "organiser",
            "attendees",
            "due_at",
            "due_kind",
            "overdue",
            "checklist",
            "held_at",
            "minutes",
            "tasks",
            "version",
        ],
        Kind::Task => &[
            "id",
            "title",
            "owner",
            "source",
            "state",
            "attention",
            "due_at",
            "original_due_at",
            "overdue",
            "outcome",
            "ended_at",
            "version",
        ],
        Kind::Shift => &[
            "id",
            "leader",
            "primary",
            "secondary",
            "starts_at",
            "ends_at",
            "state",
            "started_at",
            "version",
        ],
        Kind::Clearance => &[
            "id",
            "reason",
            "state",
            "proposed_by",
            "proposed_at",
            "confirmed_by",
            "confirmed_at",
            "expires_at",
            "expired",
            "paper",
            "version",
        ],
        Kind::Message => &[
            "id",
            "channel",
            "purpose",
            "about",
            "about_no",
            "urgency",
            "deadline",
            "due_at",
            "state",
            "attempts",
            "queued_at",
            "retry_at",
            "sent_at",
            "maybe_twice",
            "last_error",
            "version",
        ],
        _ => &[],
    }
}

/// One recipient of a dispatch, with who signed for it.
fn recipient(recipient: &Recipient, view: View) -> Value {
    let receipt = recipient.receipt.as_ref();
    json!({
        "unit": recipient.unit,
        "state": recipient.state.name(),
        "person": receipt.map(|receipt| &receipt.person),
        "post": receipt.map(|receipt| &receipt.post),
        "channel": receipt.map(|receipt| receipt.channel.name()),
        "signed_at": receipt.map(|receipt| view.at(receipt.at)),
        "urged": recipient.urged,
    })
}

/// One item of a checklist, with how it was settled.
fn checklist_item(item: &ChecklistItem, view: View) -> Value {
    let settled = item.settled.as_ref();
    json!({
        "number": item.number,
        "name": item.name,
        "name_en": item.name_en,
        "owner": item.owner,
        "due_at": view.at(item.due),
        "hurried": item.hurried,
        "done": settled.is_some_and(|settled| settled.not_needed.is_none()),
        "not_needed": settled.and_then(|settled| settled.not_needed.as_ref()),
        "settled_at": settled.map(|settled| view.at(settled.at)),
        "settled_by": settled.map(|settled| &settled.by),
    })
}

/// The fields of an entity, in the order of [`columns`]; empty for kinds that a pane lists.
pub(super) fn fields(entity: &Entity, view: View) -> Fields {
    let at = |at| view.at(at);
    let maybe = |at: Option<_>| at.map(|at| view.at(at));
    let values = match &entity.state {
        State::Inspection(inspection) => json!([
            inspection.plan.title,
            inspection.plan.kind.name(),
            inspection.plan.targets.iter().map(|target| &target.name).collect::<Vec<_>>(),
            inspection.plan.team,
            inspection.state.name(),
            at(inspection.plan.starts_at),
            maybe(inspection.reported_at),
        ]),
        State::Dispatch(dispatch) => {
            let due = dispatch.next_due();
            json!([
                dispatch.number.label(),
                dispatch.about,
                dispatch.gist,
                dispatch.urgency.name(),
                dispatch.issue,
                dispatch.state.name(),
                dispatch.notice.attention.at(view.now).name(),
                maybe(dispatch.sent_at),
                maybe(due.map(|(due, _)| due)),
                due.map(|(_, kind)| kind.name()),
                due.is_some_and(|(due, _)| due < view.now),
                dispatch.progress().0,
                dispatch.recipients.iter().map(|one| recipient(one, view)).collect::<Vec<_>>(),
            ])
        }
        State::Arrival(arrival) => {
            let movement = &arrival.movement;
            json!([
                movement.port,
                movement.mode.name(),
                movement.number,
                movement.origin,
                at(movement.scheduled_at),
                maybe(movement.estimated_at),
                maybe(movement.actual_at),
                movement.passengers,
                movement.languages,
                arrival.state.name(),
                movement.source,
            ])
        }
        State::Request(request) => json!([
            request.need.kind.name(),
            request.need.gist,
            request.need.site,
            request.need.language,
            request.state.name(),
            at(request.need.raised_at),
            at(request.due),
            request.responded_at.is_none() && request.state.is_open() && request.due < view.now,
            request.assignee,
            maybe(request.responded_at),
            request.outcome,
        ]),
        State::Bulletin(bulletin) => json!([
            bulletin.number.map(|number| number.label()),
            bulletin.masthead.series.name(),
            bulletin.masthead.title,
            bulletin.masthead.day,
            bulletin.state.name(),
            maybe(bulletin.issued_at),
            bulletin.counts,
        ]),
        State::LedgerEntry(entry) => json!([
            entry.item.kind.name(),
            entry.item.title,
            at(entry.item.on),
            entry.item.quantity,
            entry.item.channel,
            entry.item.language,
            entry.state.name(),
            entry.item.form,
            entry.item.audience,
            entry.item.author,
            entry.item.unit,
            entry.item.submitted_to,
            entry.item.reference,
            entry.item.detail,
            maybe(entry.adopted_at),
        ]),
        State::Emergency(emergency) => {
            let due = entity.state.next_due();
            json!([
                emergency.number.label(),
                emergency.title(),
                emergency.elements.text(Element::Place),
                emergency.state.name(),
                at(emergency.received_at),
                at(emergency.clocks.phone),
                maybe(emergency.phoned_at()),
                at(emergency.clocks.written),
                maybe(emergency.written_at()),
                maybe(emergency.clocks.follow_up),
                emergency.follow_ups(),
                maybe(due.map(|(at, _)| at)),
                due.map(|(_, kind)| kind),
                due.is_some_and(|(at, _)| at < view.now),
                emergency.missing().into_iter().map(Element::name).collect::<Vec<_>>(),
                emergency.elements,
                emergency.source,
            ])
        }
        State::Meeting(meeting) => {
            let (plan, due) = (&meeting.plan, meeting.next_due());
            json!([
                plan.title,
                plan.kind.name(),
                plan.place,
                meeting.state.name(),
                meeting.notice.attention.at(view.now).name(),
                at(plan.starts_at),
                at(plan.ends_at),
                plan.leader,
                plan.organiser,
                plan.attendees,
                maybe(due.map(|(due, _)| due)),
                due.map(|(_, kind)| kind.name()),
                due.is_some_and(|(due, _)| due < view.now),
                meeting.items.iter().map(|item| checklist_item(item, view)).collect::<Vec<_>>(),
                maybe(meeting.held_at),
                meeting.minutes.as_ref().map(|minutes| &minutes.text),
                meeting.tasks,
            ])
        }
        State::Task(task) => json!([
            task.title,
            task.owner,
            task.source,
            task.state.name(),
            task.notice.attention.at(view.now).name(),
            at(task.due),
            at(task.original_due()),
            task.state.is_open() && task.due < view.now,
            task.outcome,
            maybe(task.ended_at),
        ]),
        State::Shift(shift) => json!([
            shift.roster.leader,
            shift.roster.primary,
            shift.roster.secondary,
            at(shift.roster.starts_at),
            at(shift.roster.ends_at),
            shift.state.name(),
            maybe(shift.started_at),
        ]),
        State::Clearance(clearance) => json!([
            clearance.reason.name(),
            clearance.state.name(),
            clearance.proposed.0,
            at(clearance.proposed.1),
            clearance.confirmed.as_ref().map(|(by, _)| by),
            clearance.confirmed.as_ref().map(|(_, when)| at(*when)),
            at(clearance.expires_at),
            clearance.state.is_open() && clearance.expires_at <= view.now,
            clearance.paper,
        ]),
        State::Message(message) => {
            let note = &message.note;
            json!([
                note.channel,
                note.purpose.name(),
                note.about,
                note.number,
                note.urgency.map(Urgency::name),
                note.deadline.map(Deadline::name),
                maybe(note.due),
                message.state.name(),
                message.attempts,
                at(message.since),
                maybe(message.retry_at),
                maybe(message.sent_at),
                message.maybe_twice,
                message.last_error,
            ])
        }
        _ => return Fields::new(),
    };
    let values = std::iter::once(json!(entity.stream.id))
        .chain(values.as_array().cloned().unwrap_or_default())
        .chain([json!(entity.version)]);
    columns(entity.stream.kind).iter().map(|name| (*name).to_owned()).zip(values).collect()
}

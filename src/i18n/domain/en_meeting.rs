//! Meetings, official activities and tasks.

use super::Telling;
use super::en_events::notice;
use crate::domain::Kind;
use crate::domain::meeting::{ChecklistItem, MeetingEvent};
use crate::domain::task::TaskEvent;
use crate::verb::Verb;

pub(super) fn state(kind: Kind, name: &str) -> Option<&'static str> {
    Some(match (kind, name) {
        (Kind::Meeting, "planned") => "preparing",
        (Kind::Meeting, "prepared") => "ready",
        (Kind::Meeting, "held") => "minutes due",
        (Kind::Meeting, "postponed") => "no date yet",
        _ => return None,
    })
}

/// Kinds of meetings and activities.
pub(super) fn kind(name: &str) -> &str {
    match name {
        "field_visit" => "field visit",
        other => other,
    }
}

pub(super) fn meeting(telling: &Telling<'_>, event: &MeetingEvent) -> String {
    use MeetingEvent as E;
    match event {
        E::Planned { plan, items } => {
            let hurried = hurried(items.iter().filter(|item| item.hurried).count());
            let (at, kind) = (telling.time(plan.starts_at), kind(plan.kind.name()));
            format!("Planned: {kind} at {}, {at}; {} things to prepare{hurried}", plan.place, items.len())
        }
        E::Amended { plan } => format!("Corrected: {}, {}", plan.title, plan.place),
        E::Postponed { times: None, reason, .. } => format!("Postponed without a date: {reason}"),
        E::Postponed { times: Some((start, _)), reason, items } => {
            let hurried = hurried(items.iter().filter(|item| item.hurried).count());
            let at = telling.time(*start);
            format!("Moved to {at}: {reason}; {} undone items scheduled anew{hurried}", items.len())
        }
        E::ItemAdded { item } => {
            format!("Added {}, due {}{}", said(item), telling.time(item.due), owner(telling, item))
        }
        E::ItemDone { number, note: None } => format!("Item {number} done"),
        E::ItemDone { number, note: Some(note) } => format!("Item {number} done: {note}"),
        E::ItemSkipped { number, reason } => format!("Item {number} not needed: {reason}"),
        E::ItemReopened { number, .. } => format!("Item {number} is to be done again"),
        E::ItemAssigned { number, owner } => format!("Item {number} is up to {} now", telling.unit(owner)),
        E::ItemMoved { number, due } => format!("Item {number} is due {} now", telling.time(*due)),
        E::Held { at, minutes_due } => {
            format!("Held {}; minutes due {}", telling.time(*at), telling.time(*minutes_due))
        }
        E::Minuted { text, tasks } if tasks.is_empty() => format!("Minutes: {text}"),
        E::Minuted { text, tasks } => format!("Minutes with {} action items, now tasks: {text}", tasks.len()),
        E::Closed { without_minutes: None } => "Closed".to_owned(),
        E::Closed { without_minutes: Some(reason) } => format!("Closed without minutes: {reason}"),
        E::Cancelled { reason } => format!("Cancelled: {reason}"),
        E::Notice(event) => notice(telling, event),
    }
}

fn hurried(count: usize) -> String {
    if count == 0 { String::new() } else { format!("; {count} of them late already, due at once") }
}

fn said(item: &ChecklistItem) -> String {
    format!("item {} “{}”", item.number, item.name)
}

fn owner(telling: &Telling<'_>, item: &ChecklistItem) -> String {
    item.owner.as_ref().map_or_else(String::new, |owner| format!(", up to {}", telling.unit(owner)))
}

pub(super) fn task(telling: &Telling<'_>, event: &TaskEvent) -> String {
    use TaskEvent as E;
    match event {
        E::Raised { owner, due, source, .. } => {
            let from =
                source.map_or_else(String::new, |from| format!(" (from a {})", (super::EN.kind)(from.kind)));
            format!("Given to {}, due {}{from}", telling.unit(owner), telling.time(*due))
        }
        E::Assigned { owner } => format!("Given to {} instead", telling.unit(owner)),
        E::Started => "Work begun".to_owned(),
        E::Extended { until, reason } => format!("Extended to {}: {reason}", telling.time(*until)),
        E::Done { outcome } => format!("Done: {outcome}"),
        E::Cancelled { reason } => format!("Cancelled: {reason}"),
        E::Reopened { reason, due } => format!("To be done again, due {}: {reason}", telling.time(*due)),
        E::Notice(event) => notice(telling, event),
    }
}

/// The step's own name.
pub(super) fn step(verb: Verb, kind: Kind, state: &str) -> Option<&'static str> {
    Some(match (verb, kind, state) {
        (Verb::Ack, ..) => "take notice",
        (Verb::Done, Kind::Task, _) => "finish",
        (Verb::Return, Kind::Task, "done" | "cancelled") => "do it again",
        (Verb::Close, Kind::Meeting, "held") | (Verb::Return, Kind::Meeting, "held") => {
            "close without minutes"
        }
        (Verb::Close, Kind::Meeting, _) | (Verb::Done, Kind::Meeting, "minuted") => "close",
        (Verb::Done, Kind::Meeting, "planned") => "checklist",
        (Verb::Done, Kind::Meeting, "prepared") => "it was held",
        (Verb::Done, Kind::Meeting, "held") => "minutes",
        (Verb::Done, Kind::Meeting, "postponed") => "set a date",
        (Verb::Return | Verb::Cancel, ..) => "cancel",
        (Verb::Assign, ..) => "another owner",
        _ => return None,
    })
}

//! Words of emergencies: states, elements, reports, events.

use super::Telling;
use crate::domain::emergency::{EmergencyEvent, ReportKind};

pub(super) fn state(name: &str) -> Option<&'static str> {
    Some(match name {
        "received" => "unverified",
        "verified" => "verified",
        "phoned" => "phoned",
        "initial_written" => "first report",
        "follow_up" => "following up",
        "final" => "final report",
        "withdrawn" => "withdrawn",
        _ => return None,
    })
}

pub(super) fn element(name: &str) -> &str {
    match name {
        "time" => "time",
        "place" => "place",
        "what" => "event",
        "casualties" => "casualties",
        "cause" => "first cause",
        "measures" => "measures",
        "trend" => "trend",
        "reporter" => "reporter",
        "on_scene" => "on scene",
        "next_steps" => "next steps",
        "outcome" => "outcome",
        other => other,
    }
}

/// Which report: by telephone, the first, follow-up n, the final one.
pub(super) fn report(name: &str, number: u32) -> String {
    match (name, number) {
        ("phone", _) => "report by phone".to_owned(),
        ("initial", _) => "first report".to_owned(),
        ("follow_up", 0) => "follow-up".to_owned(),
        ("follow_up", number) => format!("follow-up {number}"),
        ("final", _) => "final report".to_owned(),
        (other, _) => other.to_owned(),
    }
}

pub(super) fn event(telling: &Telling<'_>, event: &EmergencyEvent) -> String {
    match event {
        EmergencyEvent::Received { news, clocks, .. } => format!(
            "News of an emergency ({}); phone it by {}, write by {}",
            news.source,
            telling.time(clocks.phone),
            telling.time(clocks.written)
        ),
        EmergencyEvent::Verified { check } => {
            let words = check.words.as_ref().map_or_else(String::new, |words| format!(": {words}"));
            format!("Verified with {} at {}{words}", check.with, telling.time(check.at))
        }
        EmergencyEvent::Phoned { call } => {
            let read_back = if call.read_back { "read back" } else { "not read back" };
            let at = telling.time(call.at);
            format!("Phoned {}, {} at {at}, {read_back}: {}", call.person, call.post, call.words)
        }
        EmergencyEvent::Written { report: written, next_due, .. } => {
            let late = if written.is_late() { " (late)" } else { "" };
            let next = match (next_due, written.kind) {
                (Some(due), _) => format!("; next by {}", telling.time(*due)),
                (None, ReportKind::Final) => "; the matter is over".to_owned(),
                (None, _) => String::new(),
            };
            let name = report(written.kind.name(), written.number);
            let (to, at) = (telling.unit(&written.to), telling.time(written.at));
            format!("{name} to {to} at {at}{late}{next}")
        }
        EmergencyEvent::Amended { .. } => "Elements learnt or corrected".to_owned(),
        EmergencyEvent::Withdrawn { reason } => format!("Withdrawn, the news was false: {reason}"),
        EmergencyEvent::Notice(event) => super::en_events::notice(telling, event),
    }
}

//! Clearance of what merely looks like a classification marking.

use super::Telling;
use crate::domain::clearance::{ClearanceEvent, ClearanceReason};

pub(super) const fn state(name: &str) -> Option<&'static str> {
    Some(match name.as_bytes() {
        b"proposed" => "waits for the second officer",
        b"confirmed" => "cleared",
        b"used" => "used",
        _ => return None,
    })
}

pub(super) const fn reason(reason: ClearanceReason) -> &'static str {
    match reason {
        ClearanceReason::Term => "merely a term",
        ClearanceReason::Form => "a blank form",
        ClearanceReason::Declassified => "declassified",
        ClearanceReason::Public => "published",
    }
}

pub(super) fn event(telling: &Telling<'_>, event: &ClearanceEvent) -> String {
    match event {
        ClearanceEvent::Proposed { reason: why, expires_at, .. } => {
            format!("Said to bear no marking ({}); good until {}", reason(*why), telling.time(*expires_at))
        }
        ClearanceEvent::Confirmed => "Cleared by a second officer".to_owned(),
        ClearanceEvent::Used { paper } => format!("Let in {paper}"),
    }
}

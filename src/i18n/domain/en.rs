//! English

use super::Domain;
use crate::domain::Kind;
use crate::domain::document::{Handling, InstructionMode};
use crate::verb::Verb;

pub(in crate::i18n) const EN: Domain = Domain {
    none: "none",
    urgency: ["FLASH", "IMMED.", "PRIORITY", "ROUT-URG", "ROUTINE"],
    kind,
    state,
    step,
    due,
    handling: |handling| match handling {
        Handling::ForAction => "for action",
        Handling::ForInformation => "for information",
    },
    mode: |mode| match mode {
        InstructionMode::Written => "in writing",
        InstructionMode::Oral => "by word of mouth",
        InstructionMode::Phone => "by telephone",
        InstructionMode::Im => "by chat",
    },
    recipient: |state| super::en_dispatch::recipient(state.name()),
    channel: super::en_dispatch::channel,
    whom: super::en_dispatch::whom,
    severity,
    meeting: super::en_meeting::kind,
    element: super::en_emergency::element,
    unknown: "not known yet",
    report: super::en_emergency::report,
    problem,
    purpose: super::en_outgoing::purpose,
    failure: super::en_outgoing::reason,
    attention: |name| match name {
        "unacknowledged" => "unseen",
        "acknowledged" => "seen",
        "shelved" => "snoozed",
        other => other,
    },
    clearance: super::en_clearance::reason,
    event: super::en_events::event,
    refusal: super::en_refusals::refusal,
    classified: "bears a classification marking, nothing of it was kept; take it to the 机要 office",
    refused: |why| format!("{why}. Nothing was changed."),
};

const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Document => "paper",
        Kind::Dispatch => "dispatch",
        Kind::Inspection => "inspection",
        Kind::Finding => "finding",
        Kind::Supervised => "supervised",
        Kind::Arrival => "arrival",
        Kind::Run => "run",
        Kind::Volunteer => "volunteer",
        Kind::Request => "request",
        Kind::Bulletin => "bulletin",
        Kind::LedgerEntry => "ledger entry",
        Kind::Shift => "shift",
        Kind::Clearance => "clearance",
        Kind::Message => "message",
        Kind::Emergency => "emergency",
        Kind::Meeting => "meeting",
        Kind::Task => "task",
    }
}

fn state(kind: Kind, name: &str) -> &str {
    match (kind, name) {
        (_, "none") => "not there yet",
        (Kind::Emergency, name) => super::en_emergency::state(name).unwrap_or(name),
        (Kind::Meeting | Kind::Task, name) if super::en_meeting::state(kind, name).is_some() => {
            super::en_meeting::state(kind, name).unwrap_or(name)
        }
        (Kind::Document, "arrived") => "to sign",
        (Kind::Document, "signed_for") => "signed for",
        (Kind::Dispatch, "sent") => "to sign",
        (Kind::Dispatch, "all_signed") => "all signed",
        (Kind::Volunteer, "assigned") => "on a job",
        (Kind::Volunteer, "off") => "off duty",
        (Kind::Message, name) => super::en_outgoing::state(name),
        (_, "in_progress") => "in progress",
        (_, "fed_back") => "fed back",
        (_, "reported_up") => "reported up",
        (_, "in_field") => "in the field",
        (_, "at_port") => "at port",
        (_, "en_route") => "en route",
        (_, "in_service") => "in service",
        (_, "on_duty") => "on duty",
        (_, "handover_offered") => "handing over",
        (Kind::Finding, "raised") => "to assign",
        (Kind::Finding, "submitted") => "to verify",
        (Kind::Run, "planned") => "no crew",
        (Kind::Clearance, name) => super::en_clearance::state(name).unwrap_or(name),
        (_, other) => other,
    }
}

/// The step's own name.
fn step(verb: Verb, kind: Kind, state: &str) -> Option<&'static str> {
    if kind == Kind::Request {
        return Some(match verb.plain(kind, state) {
            Verb::Assign => "send somebody",
            Verb::Respond => "respond",
            Verb::Resolve => "resolve",
            Verb::Confirm => "confirmed",
            Verb::Close => "close",
            Verb::Refer => "refer",
            Verb::Escalate => "escalate",
            Verb::Ack => "take notice",
            _ => return None,
        });
    }
    Some(match (verb, kind, state) {
        (Verb::Ack, Kind::Document, "arrived" | "signed_for") => "sign for",
        (_, Kind::Meeting | Kind::Task, _) => return super::en_meeting::step(verb, kind, state),
        (Verb::Ack, Kind::Volunteer, _) => return None,
        (Verb::Done | Verb::Draft, Kind::Bulletin, "collecting") | (Verb::Draft, ..) => "draft",
        (Verb::Done, Kind::Bulletin, "drafted") | (Verb::Check, ..) => "check",
        (Verb::Done, Kind::Bulletin, "checked") | (Verb::Sign, Kind::Bulletin, _) => "sign",
        (Verb::Done, Kind::Bulletin, _) | (Verb::Issue, ..) => "issue",
        (Verb::Return, Kind::Bulletin, _) => "send back",
        (Verb::Correct, Kind::Bulletin, _) => "correct",
        (Verb::Ack, ..) => "take notice",
        (Verb::Done, Kind::Document, "circulating") => "read",
        (Verb::Done, Kind::Document, "read" | "completed") => "file",
        (Verb::Done, Kind::Document, _) => "finish",
        (Verb::Done, Kind::Dispatch, "all_signed") => "finish",
        (Verb::Done, Kind::Dispatch, _) => "send",
        (Verb::Return, Kind::Dispatch, _) => "cancel",
        (
            Verb::Dispatch | Verb::Approve | Verb::Send | Verb::Sign | Verb::NoAnswer | Verb::Unreachable,
            ..,
        )
        | (Verb::Reroute | Verb::Decline | Verb::Brief | Verb::Reply | Verb::Correct, ..)
        | (Verb::Schedule | Verb::Reach | Verb::Special, ..) => return super::en_dispatch::verb(verb),
        (_, Kind::Finding | Kind::Inspection, _) => {
            return super::en_inspection::verb(verb.plain(kind, state));
        }
        (Verb::Done, Kind::Supervised, "received") => "initiate",
        (Verb::Assign, Kind::Supervised, _) | (Verb::Done, Kind::Supervised, "initiated" | "refused") => {
            "assign"
        }
        (Verb::Return, Kind::Supervised, "assigned") => "refuse",
        (Verb::Return, Kind::Supervised, _) => "send back",
        (Verb::Done, Kind::Supervised, "assigned") => "accept",
        (Verb::Done, Kind::Supervised, "accepted") => "start work",
        (Verb::Done, Kind::Supervised, "in_progress") => "feed back",
        (Verb::Done, Kind::Supervised, "fed_back") => "review",
        (Verb::Done, Kind::Supervised, "reviewed") => "report up",
        (Verb::Done, Kind::Supervised, "reported_up") => "finish",
        _ => return None,
    })
}

fn due(name: &str) -> &str {
    match name {
        "sign" => "sign",
        "tell_leader" => "tell leader",
        "complete" => "finish",
        "backfill" => "write-up",
        "reurge" => "urge again",
        "internal" => "feed back",
        "current" => "report",
        "pick_up" => "pick up",
        "depart" => "set out",
        "inspection_report" => "report",
        "first_response" => "respond",
        "handover" => "hand over",
        "phone_report" => "phone it",
        "written_report" => "write it",
        "follow_up_report" => "follow up",
        "issue" => "issue",
        "preparation" => "prepare",
        other => other,
    }
}

fn severity(name: &str) -> &str {
    match name {
        "on_spot" => "on the spot",
        "state_council" => "State Council",
        "city_party" => "City Party Committee",
        "city_government" => "City Government",
        "open" => "announced",
        other => other,
    }
}

fn problem(name: &str) -> &str {
    match name {
        "eta_slip" => "ETA moved",
        "no_arrival" => "no arrival",
        "no_vehicle" => "no vehicle",
        "no_speaker" => "no speaker",
        "no_position" => "no call",
        "long_wait" => "long wait",
        other => other,
    }
}

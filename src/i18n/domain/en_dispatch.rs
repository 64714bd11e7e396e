//! Dispatches: states, events, why something is refused.

use super::Telling;
use crate::domain::dispatch::{Clock, DispatchEvent, ReceiptChannel, Whom};
use crate::domain::document::Milestone;
use crate::verb::Verb;

/// How one recipient stands.
pub(super) fn recipient(name: &'static str) -> &'static str {
    match name {
        "pending" => "not signed",
        "briefed" => "leader told",
        other => other,
    }
}

pub(super) const fn channel(channel: ReceiptChannel) -> &'static str {
    match channel {
        ReceiptChannel::Phone => "phone",
        ReceiptChannel::InPerson => "in person",
        ReceiptChannel::Oa => "OA",
        ReceiptChannel::Fax => "fax",
        ReceiptChannel::Im => "chat",
        ReceiptChannel::Mail => "mail",
    }
}

pub(super) const fn whom(whom: Whom) -> &'static str {
    match whom {
        Whom::Contact => "contact",
        Whom::Leader => "leader",
    }
}

/// What is done to one recipient.
pub(super) fn of_recipient(verb: &str) -> &'static str {
    match verb {
        "sign" => "signing",
        "brief" => "noting that its leader knows",
        "reply" => "a reply",
        "no_answer" => "an unanswered call",
        "unreachable" => "giving up on it",
        "reroute" => "rerouting",
        "decline" => "declining",
        "remind" => "a reminder",
        _ => "this",
    }
}

/// What is done to dispatches and plans.
pub(super) const fn verb(verb: Verb) -> Option<&'static str> {
    Some(match verb {
        Verb::Dispatch => "send a dispatch",
        Verb::Approve => "approve",
        Verb::Send => "send",
        Verb::Sign => "record a receipt",
        Verb::NoAnswer => "note an unanswered call",
        Verb::Unreachable => "note as unreachable",
        Verb::Reroute => "reroute",
        Verb::Decline => "note as declined",
        Verb::Brief => "note that the leader knows",
        Verb::Reply => "record a reply",
        Verb::Correct => "correct and send again",
        Verb::Special => "special report",
        Verb::Schedule => "plan the steps",
        Verb::Reach => "tick off a step",
        _ => return None,
    })
}

pub(super) fn event(telling: &Telling<'_>, event: &DispatchEvent) -> String {
    let by = |clock: &Clock| {
        clock.sign_due.map_or_else(String::new, |due| format!(", to be signed by {}", telling.time(due)))
    };
    match event {
        DispatchEvent::Drafted { number, plan, .. } => {
            let units: Vec<&str> = plan.recipients.iter().map(|unit| telling.unit(unit)).collect();
            format!("Dispatch {} drafted for {}: {}", number.label(), units.join(", "), plan.gist)
        }
        DispatchEvent::Amended { gist, .. } => format!("Draft changed: {gist}"),
        DispatchEvent::Approved { approval, backfill_due } => {
            let owed = backfill_due
                .map_or_else(String::new, |due| format!(" (in writing by {})", telling.time(due)));
            match approval {
                Some(said) => {
                    format!(
                        "{} approved ({}): {}{owed}",
                        said.leader,
                        (super::EN.mode)(said.mode),
                        said.words
                    )
                }
                None => format!("Sent first, to be approved afterwards{owed}"),
            }
        }
        DispatchEvent::Sent { clock } => format!("Sent{}", by(clock)),
        DispatchEvent::Signed { unit, proof } => {
            let words = proof.words.as_ref().map_or_else(String::new, |words| format!(": {words}"));
            let read_back = match proof.read_back {
                Some(true) => " (read back)",
                Some(false) => " (not read back)",
                None => "",
            };
            let (unit, at) = (telling.unit(unit), telling.time(proof.at));
            let (by, person, post) = (channel(proof.channel), &proof.person, &proof.post);
            format!("{unit} signed at {at}, {person} ({post}), {by}{words}{read_back}")
        }
        DispatchEvent::Briefed { unit } => format!("The leader of {} knows", telling.unit(unit)),
        DispatchEvent::Replied { unit, words } => format!("{} replied: {words}", telling.unit(unit)),
        DispatchEvent::Unanswered { unit, whom: called } => {
            format!("No answer from the {} of {}", whom(*called), telling.unit(unit))
        }
        DispatchEvent::Unreachable { unit, reason } => {
            format!("{} cannot be reached: {reason}", telling.unit(unit))
        }
        DispatchEvent::Rerouted { unit, to, reason, clock } => {
            format!("Rerouted from {} to {}: {reason}{}", telling.unit(unit), telling.unit(to), by(clock))
        }
        DispatchEvent::Declined { unit, reason } => format!("{} declined: {reason}", telling.unit(unit)),
        DispatchEvent::Urged { unit, whom: called } => {
            format!("Reminded the {} of {}", whom(*called), telling.unit(unit))
        }
        DispatchEvent::Corrected { gist, clock, .. } => {
            format!("Corrected and sent again, earlier receipts are void{}: {gist}", by(clock))
        }
        DispatchEvent::Closed => "Finished".to_owned(),
        DispatchEvent::Cancelled { reason } => format!("Cancelled: {reason}"),
        DispatchEvent::Notice(event) => super::en_events::notice(telling, event),
    }
}

/// The steps to a due time.
pub(super) fn plan(telling: &Telling<'_>, milestones: &[Milestone]) -> String {
    let steps = milestones.iter().map(|step| format!("{} {}", telling.time(step.due), step.name));
    format!("Planned back from the due time: {}", steps.collect::<Vec<_>>().join(", "))
}

//! Words for outgoing messages: states, purposes, reasons of failures, events.

use super::Telling;
use crate::domain::outgoing::{MessageEvent, Purpose};

pub(super) fn state(name: &str) -> &str {
    match name {
        "queued" => "to send",
        "failed" => "to retry",
        "given_up" => "not sent",
        other => other,
    }
}

pub(super) const fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::UrgentArrival => "urgent arrival",
        Purpose::DispatchSent => "notice sent out",
        Purpose::Reurge => "half time reminder",
        Purpose::UnitLeader => "unit leader",
        Purpose::DutyLeader => "duty leader",
        Purpose::DeadlineMissed => "deadline missed",
        Purpose::Emergency => "emergency",
        Purpose::Test => "test",
    }
}

/// Why it failed; what is stored is a code.
pub(super) fn reason(code: &str) -> String {
    let (name, rest) = code.split_once(' ').unwrap_or((code, ""));
    match name {
        "timeout" => "no answer in time".to_owned(),
        "connect" => "cannot connect".to_owned(),
        "dropped" => "the connection broke".to_owned(),
        "tls" => "no encrypted connection".to_owned(),
        "http" => format!("the server answered {rest}"),
        "code" => format!("refused with code {rest}"),
        "limit" => format!("too many at once, code {rest}"),
        "answer" => "an answer nobody understands".to_owned(),
        "smtp" => format!("the mail server answered {rest}"),
        "address" => "the address is wrong".to_owned(),
        "exit" => format!("the command ended with {rest}"),
        "signal" => "the command was killed".to_owned(),
        "command" => "the command does not start".to_owned(),
        "secret" => "the secret cannot be read".to_owned(),
        "channel" => "no such channel in the configuration".to_owned(),
        "gone" => "there is nothing left to tell".to_owned(),
        _ => code.to_owned(),
    }
}

pub(super) fn event(telling: &Telling<'_>, event: &MessageEvent) -> String {
    match event {
        MessageEvent::Queued { note } => {
            format!("To be sent: {}, {}, by {}", purpose(note.purpose), note.number, note.channel)
        }
        MessageEvent::Claimed { claim } => {
            format!("Being sent; tried again if there is no news by {}", telling.time(claim.until))
        }
        MessageEvent::Released => "Put back unsent".to_owned(),
        MessageEvent::Delivered { .. } => "Sent (no receipt)".to_owned(),
        MessageEvent::Failed { reason: code, retry_at, unclear } => {
            format!("Not sent: {}{}; again at {}", reason(code), perhaps(*unclear), telling.time(*retry_at))
        }
        MessageEvent::GivenUp { reason: code, unclear } => {
            format!("Given up: {}{}; please telephone", reason(code), perhaps(*unclear))
        }
        MessageEvent::Cancelled { reason: code } if code.is_empty() => "Cancelled".to_owned(),
        MessageEvent::Cancelled { reason: code } => format!("Cancelled: {}", reason(code)),
        MessageEvent::Retried => "To be sent again".to_owned(),
    }
}

const fn perhaps(unclear: bool) -> &'static str {
    if unclear { " (it may have arrived)" } else { "" }
}

//! The verbs of a guest's need: answer, sort, give it to somebody, resolve, confirm, close, escalate, refer.
//!
//! The keys of the desk take it where it has to go: 签收 answers the guest as long as the first response is owed, 办结
//! takes the next step, 退回 hands it to another body.

use super::command::{need, notice, outcome, reason};
use super::{Arg, Args, Need, Verb, VerbProblem, may, must};
use crate::domain::Stream;
use crate::domain::request::RequestCommand;

/// What a key comes to in this state.
pub(super) fn plain(verb: Verb, state: &str) -> Verb {
    match (verb, state) {
        (Verb::Ack, "raised" | "triaged" | "assigned" | "escalated") => Verb::Respond,
        (Verb::Done, "raised" | "triaged") => Verb::Assign,
        (Verb::Done, "assigned" | "escalated") => Verb::Respond,
        (Verb::Done, "in_service") => Verb::Resolve,
        (Verb::Done, "resolved") => Verb::Confirm,
        (Verb::Done, "confirmed") => Verb::Close,
        (Verb::Return, _) => Verb::Refer,
        (verb, _) => verb,
    }
}

pub(super) fn needs(verb: Verb, state: &str) -> Option<Vec<Need>> {
    let unmet = matches!(state, "raised" | "triaged" | "assigned" | "in_service" | "escalated");
    let needs = match verb {
        // With what words a guest was answered is asked: an answer that nobody gave would stop the clock.
        Verb::Respond if unmet && state != "in_service" => vec![must(Arg::Note)],
        Verb::Assign if unmet => vec![must(Arg::Person)],
        Verb::Triage if state == "raised" => vec![must(Arg::NeedKind)],
        Verb::Resolve if unmet => vec![must(Arg::Outcome)],
        Verb::Confirm if state == "resolved" => vec![],
        Verb::Close if matches!(state, "resolved" | "confirmed") => vec![may(Arg::Note)],
        Verb::Escalate if unmet => vec![must(Arg::Leader), must(Arg::Reason)],
        Verb::Refer if unmet => vec![must(Arg::Unit), must(Arg::Reason)],
        _ => return None,
    };
    Some(needs)
}

/// Name of the state that a verb leads to, if it leads to another.
pub(super) fn leads_to(verb: Verb) -> Option<&'static str> {
    Some(match verb {
        Verb::Respond => "in_service",
        Verb::Triage => "triaged",
        Verb::Assign => "assigned",
        Verb::Resolve => "resolved",
        Verb::Confirm => "confirmed",
        Verb::Close => "closed",
        Verb::Escalate => "escalated",
        Verb::Refer => "referred",
        _ => return None,
    })
}

/// The command that a verb becomes.
pub(super) fn command(
    verb: Verb,
    stream: Stream,
    state: &str,
    args: &Args,
) -> Result<RequestCommand, VerbProblem> {
    let plain = plain(verb, state);
    Ok(match plain {
        Verb::Respond => {
            let words = args.note.as_ref().or(args.words.as_ref());
            RequestCommand::Respond { words: Some(need(plain, Arg::Note, words)?) }
        }
        Verb::Assign => {
            let to = args.report.person.as_ref().or(args.unit.as_ref());
            RequestCommand::Assign { to: need(plain, Arg::Person, to)? }
        }
        Verb::Triage => RequestCommand::Triage { kind: need(plain, Arg::NeedKind, args.need.as_ref())? },
        Verb::Resolve => RequestCommand::Resolve { outcome: outcome(plain, args)? },
        Verb::Confirm => RequestCommand::Confirm,
        Verb::Close => RequestCommand::Close { thanks: args.note.clone() },
        Verb::Escalate => RequestCommand::Escalate {
            to: need(plain, Arg::Leader, args.leader.as_ref())?,
            reason: reason(plain, args)?,
        },
        Verb::Refer => RequestCommand::Refer {
            to: need(plain, Arg::Unit, args.unit.as_ref())?,
            reason: reason(plain, args)?,
        },
        _ => match notice(verb, args)? {
            Some(command) => RequestCommand::Notice(command),
            None => return Err(VerbProblem::NotForThis { verb, stream }),
        },
    })
}

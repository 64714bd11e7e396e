//! The verbs of findings: from being given to a unit to being struck off (销号).

use super::command::{need, notice, reason};
use super::{Arg, Args, Need, Verb, VerbProblem, extra, may, must};
use crate::domain::Stream;
use crate::domain::finding::{Evidence, FindingCommand};

/// The step of a finding that the keys for 办结 and 退回 take in this state.
pub(super) fn step(verb: Verb, state: &str) -> Option<Verb> {
    Some(match (verb, state) {
        (Verb::Done, "raised" | "disputed") => Verb::Assign,
        (Verb::Done, "assigned" | "rectifying" | "reopened") => Verb::Submit,
        (Verb::Done, "submitted") => Verb::Verify,
        (Verb::Done, "verified") => Verb::Close,
        (Verb::Done, "closed") => Verb::FollowUp,
        (Verb::Return, "submitted") => Verb::Reject,
        (Verb::Return, "assigned") => Verb::Dispute,
        (Verb::Return, "closed") => Verb::Reopen,
        (Verb::Return, "raised" | "disputed") => Verb::Withdraw,
        _ => return None,
    })
}

pub(super) fn needs(verb: Verb, state: &str) -> Option<Vec<Need>> {
    let verb = step(verb, state).unwrap_or(verb);
    let needs = match (verb, state) {
        (Verb::Assign, "raised" | "assigned" | "rectifying" | "disputed" | "reopened") => {
            vec![must(Arg::Unit)]
        }
        (Verb::Start, "assigned" | "reopened") | (Verb::Close, "verified") => vec![],
        (Verb::Submit, "raised" | "assigned" | "rectifying" | "reopened") => {
            vec![must(Arg::Outcome), extra(Arg::Evidence), extra(Arg::Person)]
        }
        (Verb::Verify, "submitted") | (Verb::FollowUp, "closed") => vec![may(Arg::Note)],
        (Verb::Reject, "submitted")
        | (Verb::Dispute, "assigned")
        | (Verb::Withdraw, "raised" | "assigned" | "disputed")
        | (Verb::Reopen, "closed") => vec![must(Arg::Reason)],
        (Verb::Reach, "raised" | "assigned" | "rectifying" | "reopened") => vec![],
        _ => return None,
    };
    Some(needs)
}

/// `done` and `return` take a finding to its next natural step; every step has a name of its own too.
pub(super) fn command(
    verb: Verb,
    stream: Stream,
    state: &str,
    args: &Args,
) -> Result<FindingCommand, VerbProblem> {
    if let Some(command) = notice(verb, args)? {
        return Ok(FindingCommand::Notice(command));
    }
    // Where a key has no step of its own, the domain says what can be done instead.
    let step = step(verb, state).unwrap_or(match verb {
        Verb::Done => Verb::Submit,
        Verb::Return => Verb::Withdraw,
        other => other,
    });
    Ok(match step {
        Verb::Assign => FindingCommand::Assign { unit: need(verb, Arg::Unit, args.unit.as_ref())? },
        Verb::Start => FindingCommand::Start,
        Verb::Submit => FindingCommand::Submit { evidence: evidence(verb, args)? },
        Verb::Verify => FindingCommand::Verify { note: args.note.clone() },
        Verb::Close => FindingCommand::Close,
        Verb::Reject => FindingCommand::Reject { reason: reason(verb, args)? },
        Verb::Dispute => FindingCommand::Dispute { reason: reason(verb, args)? },
        Verb::Withdraw => FindingCommand::Withdraw { reason: reason(verb, args)? },
        Verb::Reopen => FindingCommand::Reopen { reason: reason(verb, args)?, visit: args.visit },
        Verb::FollowUp => FindingCommand::FollowUp { visit: args.visit, note: args.note.clone() },
        Verb::Schedule => FindingCommand::Schedule { milestones: args.milestones.clone() },
        Verb::Reach => FindingCommand::ReachMilestone { name: args.note.clone() },
        _ => return Err(VerbProblem::NotForThis { verb, stream }),
    })
}

/// Words, or files, or both.
fn evidence(verb: Verb, args: &Args) -> Result<Evidence, VerbProblem> {
    let words = args.outcome.as_ref().or(args.note.as_ref());
    let words = match words {
        None if args.evidence.is_empty() => return Err(VerbProblem::Missing { verb, arg: Arg::Outcome }),
        words => words.cloned().unwrap_or_default(),
    };
    Ok(Evidence { words, files: args.evidence.clone(), person: args.report.person.clone() })
}

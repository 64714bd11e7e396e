//! Verbs of dispatches: one that goes out about an item, and what is recorded of its recipients.

use super::command::{need, notice, reason};
use super::{Arg, Args, Need, Verb, VerbProblem, may, must};
use crate::domain::dispatch::{Correction, DispatchCommand, Plan, Proof, ReceiptChannel, Whom};
use crate::domain::document::{Instruction, InstructionMode};
use crate::domain::{Command, Stream, Urgency};

/// A dispatch that goes out at once: about an item, or about nothing that is on record. Its id comes with the arguments.
///
/// # Errors
/// [`VerbProblem::Missing`] without recipients or a gist.
pub fn new_dispatch(about: Option<Stream>, args: &Args) -> Result<Command, VerbProblem> {
    let verb = Verb::Dispatch;
    let id = need(verb, Arg::Unit, args.dispatch.as_ref())?;
    let unit = need(verb, Arg::Unit, args.unit.as_ref())?;
    let gist = need(verb, Arg::Note, args.note.as_ref().or(args.words.as_ref()))?;
    let approval = match (&args.leader, &args.words) {
        (None, None) => None,
        (Some(leader), words) => {
            let words = need(verb, Arg::Words, words.as_ref())?;
            Some(Instruction {
                leader: leader.clone(),
                mode: args.mode.unwrap_or(InstructionMode::Phone),
                words,
            })
        }
        (None, Some(_)) => return Err(VerbProblem::Missing { verb, arg: Arg::Leader }),
    };
    let plan = Plan {
        about,
        gist,
        urgency: args.urgency.unwrap_or(Urgency::Routine),
        reply_due: args.until,
        recipients: std::iter::once(unit).chain(args.assists.iter().cloned()).collect(),
    };
    Ok(Command::Dispatch { id, act: DispatchCommand::Draft { plan: Box::new(plan), approval, send: true } })
}

/// What a verb becomes on a dispatch. What a receipt lacks, the domain says.
pub(super) fn dispatch(
    verb: Verb,
    stream: Stream,
    state: &str,
    args: &Args,
) -> Result<DispatchCommand, VerbProblem> {
    use DispatchCommand as C;
    let whom = args.whom.unwrap_or(Whom::Contact);
    if verb == Verb::Remind {
        return Ok(C::Urge { unit: args.unit.clone(), whom });
    }
    if let Some(command) = notice(verb, args)? {
        return Ok(C::Notice(command));
    }
    let unit = || need(verb, Arg::Unit, args.unit.as_ref());
    Ok(match (verb, state) {
        (Verb::Done, "draft" | "approved") | (Verb::Send, _) => C::Send,
        (Verb::Done, "all_signed") | (Verb::Close, _) => C::Close,
        (Verb::Return | Verb::Cancel, _) => C::Cancel { reason: reason(verb, args)? },
        (Verb::Approve, _) => C::Approve {
            approval: Instruction {
                leader: need(verb, Arg::Leader, args.leader.as_ref())?,
                // An approval that comes after it was sent is the written one that was owed.
                mode: args.mode.unwrap_or(match state {
                    "draft" => InstructionMode::Phone,
                    _ => InstructionMode::Written,
                }),
                words: need(verb, Arg::Words, args.words.as_ref().or(args.note.as_ref()))?,
            },
        },
        (Verb::Sign, _) => C::Sign { unit: unit()?, proof: proof(args) },
        (Verb::NoAnswer, _) => C::NoAnswer { unit: unit()?, whom },
        (Verb::Unreachable, _) => C::Unreachable { unit: unit()?, reason: reason(verb, args)? },
        (Verb::Decline, _) => C::Decline { unit: unit()?, reason: reason(verb, args)? },
        (Verb::Brief, _) => C::Brief { unit: unit()? },
        (Verb::Reply, _) => C::Reply { unit: unit()?, words: need(verb, Arg::Note, args.note.as_ref())? },
        (Verb::Reroute, _) => C::Reroute {
            unit: args.from.clone().ok_or(VerbProblem::Missing { verb, arg: Arg::Unit })?,
            to: unit()?,
            reason: reason(verb, args)?,
        },
        (Verb::Correct, _) => C::Correct(Correction {
            gist: need(verb, Arg::Note, args.note.as_ref())?,
            urgency: args.urgency,
            reply_due: args.until,
        }),
        _ => return Err(VerbProblem::NotForThis { verb, stream }),
    })
}

fn proof(args: &Args) -> Proof {
    Proof {
        channel: args.channel.unwrap_or(ReceiptChannel::Phone),
        person: args.report.person.clone().unwrap_or_default(),
        post: args.report.post.clone().unwrap_or_default(),
        at: args.report.at,
        words: args.note.clone(),
        read_back: args.report.read_back,
    }
}

/// What a verb asks for on a dispatch in this state. Receipts are taken on the call sheet, which asks for what no form
/// of these arguments has.
pub(super) fn dispatch_needs(verb: Verb, state: &str) -> Option<Vec<Need>> {
    let out = matches!(state, "sent" | "all_signed");
    let needs = match (verb, state) {
        (Verb::Done, "draft" | "approved" | "all_signed") => vec![],
        (Verb::Return, "draft" | "approved" | "sent" | "all_signed") => {
            vec![must(Arg::Reason)]
        }
        (Verb::Approve, "draft" | "sent" | "all_signed" | "closed") => {
            vec![must(Arg::Leader), must(Arg::Words)]
        }
        (Verb::Correct, "draft" | "approved" | "sent" | "all_signed" | "closed") => {
            vec![must(Arg::Note), may(Arg::Until)]
        }
        (Verb::Unreachable | Verb::Decline, "sent") => vec![must(Arg::Unit), must(Arg::Reason)],
        (Verb::NoAnswer | Verb::Brief, _) if out => vec![must(Arg::Unit)],
        (Verb::Reply, _) if out => vec![must(Arg::Unit), must(Arg::Note)],
        _ => return None,
    };
    Some(needs)
}

//! The verbs of bulletins.

use super::command::{need, notice, reason};
use super::{Arg, Args, Need, Verb, VerbProblem, must};
use crate::domain::Stream;
use crate::domain::bulletin::BulletinCommand;

/// The step that follows on this state.
pub(super) fn next(state: &str) -> Option<Verb> {
    Some(match state {
        "collecting" => Verb::Draft,
        "drafted" => Verb::Check,
        "checked" => Verb::Sign,
        "signed" => Verb::Issue,
        _ => return None,
    })
}

pub(super) fn needs(verb: Verb, state: &str) -> Option<Vec<Need>> {
    Some(match (verb, state) {
        (Verb::Draft, "collecting" | "drafted" | "checked") => vec![],
        (Verb::Check, "drafted") | (Verb::Issue, "signed") => vec![],
        (Verb::Sign, "checked") => vec![must(Arg::Leader)],
        (Verb::Return, "checked" | "signed") => vec![must(Arg::Reason)],
        (Verb::Correct, "issued" | "corrected") => vec![must(Arg::Note)],
        _ => return None,
    })
}

/// A draft is empty: whoever sends it fills it in from the journal first, or is refused.
pub(super) fn command(
    verb: Verb,
    stream: Stream,
    state: &str,
    args: &Args,
) -> Result<BulletinCommand, VerbProblem> {
    if let Some(command) = notice(verb, args)? {
        return Ok(BulletinCommand::Notice(command));
    }
    Ok(match verb.plain(stream.kind, state) {
        Verb::Draft => BulletinCommand::Draft(Box::default()),
        Verb::Check => BulletinCommand::Check,
        Verb::Sign => BulletinCommand::Sign { leader: need(verb, Arg::Leader, args.leader.as_ref())? },
        Verb::Issue => BulletinCommand::Issue,
        Verb::Return => BulletinCommand::SendBack { reason: reason(verb, args)? },
        Verb::Correct => BulletinCommand::Correct { text: need(verb, Arg::Note, args.note.as_ref())? },
        _ => return Err(VerbProblem::NotForThis { verb, stream }),
    })
}

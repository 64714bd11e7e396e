//! The verbs of an inspection: a team sets out, comes back with what it saw, and reports.

use super::command::{need, notice};
use super::{Arg, Args, Need, Verb, VerbProblem, may, must};
use crate::domain::Stream;
use crate::domain::inspection::InspectionCommand;

/// The step of an inspection that the key for 办结 takes in this state.
pub(super) fn step(verb: Verb, state: &str) -> Option<Verb> {
    Some(match (verb, state) {
        (Verb::Done, "planned") => Verb::Depart,
        (Verb::Done, "in_field") => Verb::Debrief,
        (Verb::Done, "debriefed") => Verb::Report,
        _ => return None,
    })
}

pub(super) fn needs(verb: Verb, state: &str) -> Option<Vec<Need>> {
    let verb = step(verb, state).unwrap_or(verb);
    Some(match (verb, state) {
        (Verb::Depart, "planned") => vec![],
        (Verb::Debrief, "in_field") => vec![must(Arg::Note)],
        (Verb::Report, "debriefed") => vec![must(Arg::Note), may(Arg::Feedback)],
        _ => return None,
    })
}

/// The command that a verb becomes.
pub(super) fn command(
    verb: Verb,
    stream: Stream,
    state: &str,
    args: &Args,
) -> Result<InspectionCommand, VerbProblem> {
    if let Some(command) = notice(verb, args)? {
        return Ok(InspectionCommand::Notice(command));
    }
    let words = || need(verb, Arg::Note, args.note.as_ref().or(args.outcome.as_ref()));
    Ok(match step(verb, state).unwrap_or(verb) {
        Verb::Depart => InspectionCommand::Depart,
        Verb::Debrief => InspectionCommand::Debrief { summary: words()? },
        Verb::Report => InspectionCommand::Report { report: words()?, feedback: args.feedback.clone() },
        _ => return Err(VerbProblem::NotForThis { verb, stream }),
    })
}

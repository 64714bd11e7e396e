//! The verbs of an arrival: a new estimate, it does not come, it is here.

use super::command::{need, reason};
use super::{Arg, Args, Need, Verb, VerbProblem, must};
use crate::domain::Stream;
use crate::domain::arrival::ArrivalCommand;

pub(super) fn needs(verb: Verb, state: &str) -> Option<Vec<Need>> {
    match (verb, state) {
        (Verb::Reschedule, "expected" | "delayed") => Some(vec![must(Arg::Until)]),
        (Verb::Cancel, "expected" | "delayed" | "diverted") => Some(vec![must(Arg::Reason)]),
        (Verb::Done, "expected" | "delayed" | "diverted") => Some(vec![]),
        _ => None,
    }
}

/// The command that a verb becomes. Without a time it is here now.
pub(super) fn command(verb: Verb, stream: Stream, args: &Args) -> Result<ArrivalCommand, VerbProblem> {
    Ok(match verb {
        Verb::Reschedule => ArrivalCommand::Delay { until: need(verb, Arg::Until, args.until.as_ref())? },
        Verb::Cancel => ArrivalCommand::Cancel { reason: reason(verb, args)? },
        Verb::Done => ArrivalCommand::Land { at: args.report.at },
        _ => return Err(VerbProblem::NotForThis { verb, stream }),
    })
}

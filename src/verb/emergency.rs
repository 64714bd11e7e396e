//! The verbs of an emergency: verify, phone, write, amend, withdraw.

use chrono::{DateTime, Utc};

use super::command::{need, notice, reason};
use super::{Arg, Args, Need, Verb, VerbProblem, may, must};
use crate::domain::Stream;
use crate::domain::emergency::{Element, Elements, EmergencyCommand, ReportKind};

/// What is given with the verbs of an emergency alone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReportArgs {
    /// Who was asked, who answered, or to whom a report goes.
    pub person: Option<String>,
    /// That person's unit and post.
    pub post: Option<String>,
    /// Whether the words were read back (复诵).
    pub read_back: Option<bool>,
    /// What has become known.
    pub elements: Elements,
    /// When it was done (UTC), if not now.
    pub at: Option<DateTime<Utc>>,
}

/// The step that the key for 办结 takes in this state. It is the state of the furthest step: where a report was
/// written before anybody was phoned, the desk asks the emergency itself.
pub(super) fn next(state: &str) -> Option<Verb> {
    Some(match state {
        "received" => Verb::Verify,
        "verified" => Verb::Phone,
        "phoned" | "initial_written" | "follow_up" => Verb::Write,
        _ => return None,
    })
}

pub(super) fn needs(verb: Verb, state: &str) -> Option<Vec<Need>> {
    let open = !matches!(state, "final" | "withdrawn");
    let needs = match verb {
        Verb::Verify if open => vec![must(Arg::Person), may(Arg::Words), may(Arg::Elements)],
        Verb::Phone if open => {
            vec![
                must(Arg::Person),
                must(Arg::Post),
                must(Arg::ReadBack),
                must(Arg::Words),
                may(Arg::Elements),
            ]
        }
        Verb::Write if open => vec![must(Arg::Person), may(Arg::Elements), may(Arg::Outcome)],
        Verb::Withdraw if open => vec![must(Arg::Reason)],
        Verb::Amend if state != "withdrawn" => vec![must(Arg::Elements)],
        _ => return None,
    };
    Some(needs)
}

/// The command that a verb becomes. A report that tells the result of it all (处置结果) is the final one.
pub(super) fn command(
    verb: Verb,
    stream: Stream,
    state: &str,
    args: &Args,
) -> Result<EmergencyCommand, VerbProblem> {
    if let Some(command) = notice(verb, args)? {
        return Ok(EmergencyCommand::Notice(command));
    }
    let verb = verb.plain(stream.kind, state);
    let report = &args.report;
    let person = || need(verb, Arg::Person, report.person.as_ref());
    let words = args.words.as_ref().or(args.note.as_ref());
    let at = report.at;
    let elements = report.elements.clone();
    Ok(match verb {
        Verb::Verify => EmergencyCommand::Verify { with: person()?, words: words.cloned(), elements, at },
        Verb::Phone => EmergencyCommand::Phone {
            person: person()?,
            post: need(verb, Arg::Post, report.post.as_ref())?,
            words: need(verb, Arg::Words, words)?,
            read_back: need(verb, Arg::ReadBack, report.read_back.as_ref())?,
            elements,
            at,
        },
        Verb::Write => {
            let first = matches!(state, "received" | "verified" | "phoned");
            let (kind, elements) = match &args.outcome {
                Some(outcome) if !first => (ReportKind::Final, elements.with(Element::Outcome, outcome)),
                _ if first => (ReportKind::Initial, elements),
                _ => (ReportKind::FollowUp, elements),
            };
            EmergencyCommand::Write { kind, elements, to: person()?, at }
        }
        Verb::Amend if elements.is_empty() => {
            return Err(VerbProblem::Missing { verb, arg: Arg::Elements });
        }
        Verb::Amend => EmergencyCommand::Amend { elements },
        Verb::Withdraw => EmergencyCommand::Withdraw { reason: reason(verb, args)? },
        _ => return Err(VerbProblem::NotForThis { verb, stream }),
    })
}

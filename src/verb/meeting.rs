//! The verbs of meetings and official activities, and of tasks.

use super::command::{need, notice, reason};
use super::{Arg, Args, Need, Verb, VerbProblem, extra, may, must};
use crate::domain::Stream;
use crate::domain::meeting::{MeetingCommand, NewItem};
use crate::domain::task::TaskCommand;

/// What the keys for 办结 and 退回 come to on a meeting in this state.
pub(super) fn plain(verb: Verb, state: &str) -> Verb {
    match (verb, state) {
        (Verb::Done, "planned") => Verb::Tick,
        (Verb::Done, "prepared") => Verb::Held,
        (Verb::Done, "held") => Verb::Minutes,
        (Verb::Done, "minuted") => Verb::Close,
        (Verb::Done, "postponed") => Verb::Postpone,
        (Verb::Return, "held") => Verb::Close,
        (Verb::Return, _) => Verb::Cancel,
        _ => verb,
    }
}

/// The same on a task.
pub(super) fn plain_of_task(verb: Verb, state: &str) -> Verb {
    match (verb, state) {
        (Verb::Return, "open" | "in_progress") => Verb::Cancel,
        _ => verb,
    }
}

pub(super) fn needs(verb: Verb, state: &str) -> Option<Vec<Need>> {
    let ahead = matches!(state, "planned" | "prepared" | "postponed");
    let unready = matches!(state, "planned" | "postponed");
    let needs = match verb {
        Verb::Tick if unready => vec![may(Arg::Item), extra(Arg::Note)],
        Verb::Untick if ahead => vec![must(Arg::Item)],
        Verb::Skip if unready => vec![may(Arg::Item), must(Arg::Reason)],
        Verb::Assign if unready => vec![may(Arg::Item), must(Arg::Owner)],
        Verb::Move if state == "planned" => vec![may(Arg::Item), must(Arg::Until)],
        Verb::AddItem if ahead => vec![must(Arg::Item), may(Arg::Owner), may(Arg::Until)],
        Verb::Held if matches!(state, "planned" | "prepared") => vec![],
        Verb::Minutes if matches!(state, "held" | "minuted") => vec![must(Arg::Outcome), may(Arg::Actions)],
        Verb::Close if state == "held" => vec![must(Arg::Reason)],
        Verb::Close if state == "minuted" => vec![],
        Verb::Postpone if ahead => vec![may(Arg::Until), must(Arg::Reason)],
        Verb::Cancel if ahead => vec![must(Arg::Reason)],
        _ => return None,
    };
    Some(needs)
}

pub(super) fn task_needs(verb: Verb, state: &str) -> Option<Vec<Need>> {
    let open = matches!(state, "open" | "in_progress");
    let needs = match verb {
        Verb::Done if open => vec![must(Arg::Outcome)],
        Verb::Start if state == "open" => vec![],
        Verb::Assign if open => vec![must(Arg::Owner)],
        Verb::Extend if open => vec![must(Arg::Until), must(Arg::Reason)],
        Verb::Cancel if open => vec![must(Arg::Reason)],
        Verb::Return if !open => vec![must(Arg::Reason)],
        _ => return None,
    };
    Some(needs)
}

/// Who sees to it: a unit, or a person by name.
fn owner(args: &Args) -> Option<&String> {
    args.unit.as_ref().or(args.report.person.as_ref())
}

pub(super) fn command(
    verb: Verb,
    stream: Stream,
    state: &str,
    args: &Args,
) -> Result<MeetingCommand, VerbProblem> {
    use MeetingCommand as C;
    if let Some(command) = notice(verb, args)? {
        return Ok(C::Notice(command));
    }
    let verb = verb.plain(stream.kind, state);
    let item = args.item.clone().unwrap_or_default();
    let named = || need(verb, Arg::Item, args.item.as_ref());
    Ok(match verb {
        Verb::Tick => C::Tick { item, note: args.note.clone() },
        Verb::Untick => C::Untick { item: named()? },
        Verb::Skip => C::Skip { item, reason: reason(verb, args)? },
        Verb::Assign => C::AssignItem { item, owner: need(verb, Arg::Owner, owner(args))? },
        Verb::Move => C::MoveItem { item, due: need(verb, Arg::Until, args.until.as_ref())? },
        Verb::AddItem => C::AddItem(NewItem { name: named()?, owner: owner(args).cloned(), due: args.until }),
        Verb::Held => C::Hold { at: args.report.at },
        Verb::Minutes => C::Minute {
            text: need(verb, Arg::Outcome, args.outcome.as_ref().or(args.note.as_ref()))?,
            actions: args.actions.clone(),
        },
        Verb::Close if state == "held" => C::Close { without_minutes: Some(reason(verb, args)?) },
        Verb::Close => C::Close { without_minutes: None },
        Verb::Postpone => C::Postpone { starts_at: args.until, ends_at: None, reason: reason(verb, args)? },
        Verb::Cancel => C::Cancel { reason: reason(verb, args)? },
        _ => return Err(VerbProblem::NotForThis { verb, stream }),
    })
}

pub(super) fn task(verb: Verb, stream: Stream, state: &str, args: &Args) -> Result<TaskCommand, VerbProblem> {
    use TaskCommand as C;
    if let Some(command) = notice(verb, args)? {
        return Ok(C::Notice(command));
    }
    let verb = verb.plain(stream.kind, state);
    Ok(match verb {
        Verb::Done => {
            C::Finish { outcome: need(verb, Arg::Outcome, args.outcome.as_ref().or(args.note.as_ref()))? }
        }
        Verb::Start => C::Start,
        Verb::Assign => C::Assign { owner: need(verb, Arg::Owner, owner(args))? },
        Verb::Extend => {
            C::Extend { until: need(verb, Arg::Until, args.until.as_ref())?, reason: reason(verb, args)? }
        }
        Verb::Cancel => C::Cancel { reason: reason(verb, args)? },
        Verb::Return => C::Reopen { reason: reason(verb, args)? },
        _ => return Err(VerbProblem::NotForThis { verb, stream }),
    })
}

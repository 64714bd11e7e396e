//! What people ask of a task, what of it may be done, and when.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::super::event::Event;
use super::super::facts::{Changes, Context, Facts, Stop};
use super::super::id::Id;
use super::super::limits;
use super::super::notice::NoticeCommand;
use super::super::refusal::{Refusal, given};
use super::{Charge, Task, TaskEvent};

/// What people ask of a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskCommand {
    /// Charge somebody with it.
    Raise(Box<Charge>),
    /// Charge somebody else.
    Assign {
        /// Whom: id of the unit, or name of the person.
        owner: String,
    },
    /// 在办
    Start,
    /// 延期
    Extend {
        /// By when now (UTC); later than before.
        until: DateTime<Utc>,
        /// Why; mandatory.
        reason: String,
    },
    /// 办结
    Finish {
        /// What came of it; mandatory.
        outcome: String,
    },
    /// 取消
    Cancel {
        /// Why; mandatory.
        reason: String,
    },
    /// It is to be done after all, with the limit of the house where its own time has passed.
    Reopen {
        /// Why; mandatory.
        reason: String,
    },
    /// An officer's hand on it.
    Notice(NoticeCommand),
}

/// Decides a command on one task.
///
/// # Errors
/// [`Stop::Refused`] when the state or what was given does not allow it.
pub fn decide(
    facts: &dyn Facts,
    cx: &Context<'_>,
    id: Id,
    command: &TaskCommand,
) -> Result<Vec<Event>, Stop> {
    use TaskCommand as C;
    use TaskEvent as E;
    if let C::Raise(charge) = command {
        return raise(facts, cx, id, charge);
    }
    let mut task = Changes::<Task>::on(facts, cx, id)?;
    fits(&task, command)?;
    let now = task.state()?;
    let event = match command {
        C::Raise(_) => return Ok(task.into_events()),
        C::Assign { owner } => E::Assigned { owner: given("owner", owner)? },
        C::Start => E::Started,
        C::Extend { until, .. } if *until <= cx.now.max(now.due) => {
            return Err(Refusal::NotAhead { until: *until }.into());
        }
        C::Extend { until, reason } => E::Extended { until: *until, reason: given("reason", reason)? },
        C::Finish { outcome } => E::Done { outcome: given("outcome", outcome)? },
        C::Cancel { reason } => E::Cancelled { reason: given("reason", reason)? },
        C::Reopen { reason } => {
            let due = if now.due > cx.now { now.due } else { due(cx) };
            E::Reopened { reason: given("reason", reason)?, due }
        }
        C::Notice(command) => {
            E::Notice(now.notice.decide(cx, cx.policy.limits.routine_urgent.ack_silences, command)?)
        }
    };
    task.emit(event)?;
    Ok(task.into_events())
}

/// Refuses a verb that does not fit the state.
fn fits(task: &Changes<Task>, command: &TaskCommand) -> Result<(), Stop> {
    use super::TaskState as S;
    use TaskCommand as C;
    let state = task.state()?.state;
    let (verb, fits) = match command {
        C::Raise(_) => ("raise", false),
        C::Assign { .. } => ("assign", state.is_open()),
        C::Start => ("start", state == S::Open),
        C::Extend { .. } => ("extend", state.is_open()),
        C::Finish { .. } => ("done", state.is_open()),
        C::Cancel { .. } => ("cancel", state.is_open()),
        C::Reopen { .. } => ("reopen", !state.is_open()),
        C::Notice(command) => ("ack", state.is_open() || !command.silences()),
    };
    task.demand(fits, verb, state.verbs())
}

/// Charges somebody with something new.
///
/// # Errors
/// [`Stop::Refused`] when the id is taken, or title or owner are missing.
pub(in super::super) fn raise(
    facts: &dyn Facts,
    cx: &Context<'_>,
    id: Id,
    charge: &Charge,
) -> Result<Vec<Event>, Stop> {
    let mut task = Changes::<Task>::new(facts, cx, id)?;
    task.emit(TaskEvent::Raised {
        title: given("title", &charge.title)?,
        owner: given("owner", &charge.owner)?,
        due: charge.due.unwrap_or_else(|| due(cx)),
        source: charge.source,
    })?;
    Ok(task.into_events())
}

/// The limit of the house, from now.
fn due(cx: &Context<'_>) -> DateTime<Utc> {
    limits::due(cx.policy.limits.meetings.task, cx.now, cx.shift_ends, &cx.policy.calendar)
}

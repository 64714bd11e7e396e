//! Alarms by the rules of ISA-18.2: what is wrong or urgent now, and whether somebody has taken notice.
//!
//! Nothing here is stored: an alarm follows from the item, the rules and the time. A condition may hold or not, and
//! notice may have been taken or not; the two are apart from each other. An alarm whose condition ended before anybody
//! took notice is not forgotten: it has *returned to normal* and is shown as such for a while.

use chrono::{DateTime, TimeDelta, Utc};

use super::attention::Attention;
use super::event::{Entity, State};
use super::id::Stream;
use super::ladder::{AttentionRules, Grade, Rung, ladder, steps};
use super::named::named;
use super::request::NeedUrgency;
use super::run::Problem;
use super::shift::Roster;
use super::urgency::Urgency;
use super::wake::{asks_since, begins};

named! {
    /// What is wrong or urgent; the worst first.
    Condition {
        /// It has risen to the secondary officer or the leader.
        Escalated = "escalated",
        /// Its nearest deadline has passed.
        Missed = "deadline_missed",
        /// A run is in trouble.
        RunProblem = "run_problem",
        /// Its nearest deadline is near.
        Near = "deadline_near",
        /// An emergency, a paper of 特提 or 特急, or a medical need without a first response, that is open.
        Urgent = "urgent",
    }
}

named! {
    /// How much an alarm matters; the most important first.
    Priority {
        /// 一级
        Critical = "critical",
        /// 二级
        High = "high",
        /// 三级
        Medium = "medium",
        /// 四级
        Low = "low",
    }
}

named! {
    /// Whether somebody has taken notice.
    AlarmState {
        /// Nobody has.
        Unacknowledged = "unacknowledged",
        /// Its condition ended before anybody did.
        Returned = "returned",
        /// Somebody has.
        Acknowledged = "acknowledged",
        /// Put off.
        Shelved = "shelved",
    }
}

impl Priority {
    /// One more important.
    #[must_use]
    pub const fn raised(self) -> Self {
        match self {
            Self::Critical | Self::High => Self::Critical,
            Self::Medium => Self::High,
            Self::Low => Self::Medium,
        }
    }

    /// Of an item by itself, without regard to time.
    fn of(state: &State) -> Self {
        match Grade::of(state) {
            Some(Grade::Flash | Grade::Emergencies) => Self::Critical,
            Some(Grade::Immediate) => Self::High,
            Some(Grade::Requests) if is_urgent(state) => Self::High,
            Some(Grade::Priority | Grade::Runs | Grade::Dispatches | Grade::Requests) => Self::Medium,
            _ => Self::Low,
        }
    }
}

/// An alarm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    /// Of which item.
    pub stream: Stream,
    /// What is wrong or urgent.
    pub condition: Condition,
    /// How much it matters.
    pub priority: Priority,
    /// Since when the condition holds (UTC).
    pub since: DateTime<Utc>,
    /// Whether somebody has taken notice.
    pub state: AlarmState,
    /// Stable name of the deadline or of the run's problem it is about; of the rung for what has risen.
    pub about: Option<&'static str>,
}

/// The alarms of an item at `now`, the worst condition first; none for what is closed or void. `problems` are those of
/// a run, `roster` is that of the shift on duty.
pub fn alarms(
    entity: &Entity,
    problems: &[Problem],
    roster: Option<&Roster>,
    rules: &AttentionRules,
    now: DateTime<Utc>,
) -> Vec<Alarm> {
    let Some(state) = state_of(entity, now) else { return Vec::new() };
    let base = Priority::of(&entity.state);
    let mut found = Vec::new();
    let mut add = |condition, priority, since, about| {
        found.push(Alarm { stream: entity.stream, condition, priority, since, state, about });
    };
    if let Some(rise) = ladder(entity, roster, rules, now).reached.filter(|rise| rise.to > Rung::Primary) {
        add(Condition::Escalated, base.raised(), rise.at, Some(rise.to.name()));
    }
    if let Some((due, deadline)) = entity.state.next_deadline() {
        let near = near_from(entity, due, rules);
        if due <= now {
            add(Condition::Missed, base.raised(), due, Some(deadline.name()));
        } else if near <= now {
            add(Condition::Near, base, near, Some(deadline.name()));
        }
    }
    if let Some(problem) = problems.first() {
        add(Condition::RunProblem, base.raised(), began(problem, entity), Some(problem.code()));
    }
    if is_urgent(&entity.state) {
        add(Condition::Urgent, base, asks_since(entity, now).unwrap_or_else(|| begins(entity)), None);
    }
    found
}

/// Whether an open item of this kind and urgency is an alarm by itself, and rings until somebody takes notice.
pub fn is_urgent(state: &State) -> bool {
    match state {
        State::Document(document) => document.paper.urgency >= Urgency::Immediate,
        State::Emergency(_) => true,
        State::Request(request) => request.urgency() == NeedUrgency::Danger,
        _ => false,
    }
}

/// When an item's alarms, its attention or its place on the ladder change by themselves next (UTC).
pub fn next_change(entity: &Entity, rules: &AttentionRules, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    state_of(entity, now)?;
    let due = entity.state.next_deadline().map(|(due, _)| due);
    let moments = due.into_iter().flat_map(|due| [due, near_from(entity, due, rules)]);
    let silence = entity.state.attention().and_then(|attention| attention.until());
    let steps = steps(entity, rules, now).into_iter().map(|(at, _)| at);
    moments.chain(silence).chain(steps).filter(|at| *at > now).min()
}

/// From when on a deadline is near (UTC): when less than its share of the time is left.
pub fn near_from(entity: &Entity, due: DateTime<Utc>, rules: &AttentionRules) -> DateTime<Utc> {
    let span = (due - begins(entity)).max(TimeDelta::zero());
    let share = span.num_milliseconds().saturating_mul(i64::from(rules.near_percent.min(100))) / 100;
    due - TimeDelta::milliseconds(share).min(rules.near_at_most)
}

/// The alarms that nobody took notice of and whose condition has ended between two looks at the same items, as
/// returned to normal. What got worse, what somebody has taken notice of since, and what had risen and rises no more
/// are not among them.
pub fn returned(before: &[Alarm], now: &[Alarm]) -> Vec<Alarm> {
    let gone = before.iter().filter(|alarm| {
        let of_item = || now.iter().filter(|other| other.stream == alarm.stream);
        alarm.state == AlarmState::Unacknowledged
            && alarm.condition != Condition::Escalated
            && !of_item().any(|other| {
                other.condition == alarm.condition
                    || other.state != AlarmState::Unacknowledged
                    || (alarm.condition == Condition::Near && other.condition == Condition::Missed)
            })
    });
    gone.map(|alarm| Alarm { state: AlarmState::Returned, ..alarm.clone() }).collect()
}

/// How many unacknowledged alarms there are of each priority, in the order of [`Priority::ALL`], if so many are new
/// that they are a flood.
pub fn flood(alarms: &[Alarm], rules: &AttentionRules, now: DateTime<Utc>) -> Option<[u32; 4]> {
    let waiting = || alarms.iter().filter(|alarm| alarm.state == AlarmState::Unacknowledged);
    let new = waiting().filter(|alarm| alarm.since > now - rules.flood_window && alarm.since <= now).count();
    (u32::try_from(new).unwrap_or(u32::MAX) > rules.flood).then(|| by_priority(waiting()))
}

/// How many there are of each priority, in the order of [`Priority::ALL`].
pub fn by_priority<'a>(alarms: impl Iterator<Item = &'a Alarm>) -> [u32; 4] {
    let mut counts = [0; 4];
    for alarm in alarms {
        counts[alarm.priority as usize] += 1;
    }
    counts
}

/// Whether somebody has taken notice of an item; none for what is closed, void or asks for nothing by its kind.
fn state_of(entity: &Entity, now: DateTime<Utc>) -> Option<AlarmState> {
    if entity.void || !entity.state.is_open() {
        return None;
    }
    Some(match entity.state.attention()?.at(now) {
        Attention::Unacknowledged => AlarmState::Unacknowledged,
        Attention::Acknowledged { .. } => AlarmState::Acknowledged,
        Attention::Shelved { .. } => AlarmState::Shelved,
    })
}

/// Since when a run is in this trouble (UTC), as far as the trouble itself tells.
fn began(problem: &Problem, entity: &Entity) -> DateTime<Utc> {
    match problem {
        Problem::NoPosition { since } | Problem::LongWait { since } | Problem::Late { since } => *since,
        Problem::NoVehicle => match &entity.state {
            State::Run(run) => run.plan.pick_up,
            _ => entity.changed_at,
        },
        Problem::EtaSlip { .. } | Problem::NoArrival { .. } | Problem::NoSpeaker { .. } => entity.changed_at,
    }
}

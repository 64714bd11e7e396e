//! The ladder of escalation: to whom an open item rises when nobody takes notice of it, and when.
//!
//! The ladder is told before it happens, so that nobody is surprised, and it is worked out anew from the item whenever
//! somebody asks: nothing of it is stored, and reaching a rung is no act of anybody. Telling the leader stays an
//! officer's own act (上报), which is on record.
//!
//! - An item climbs only while it asks for attention. An acknowledgement and a shelving stop it; when they end, it
//!   begins at the foot again.
//! - A rise in urgency, an event that it waited for, and an officer who takes it back begin it anew too.
//! - Once the leader has been told since then, the leader's rung is done.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::event::{Entity, State};
use super::named::named;
use super::request::RequestState;
use super::shift::Roster;
use super::urgency::Urgency;
use super::wake;

named! {
    /// Who is called; the later, the higher.
    Rung {
        /// 主班
        Primary = "primary",
        /// 副班
        Secondary = "secondary",
        /// 带班领导
        Leader = "leader",
    }
}

named! {
    /// What has a ladder of its own: papers by their urgency, the rest by what they are.
    Grade {
        /// 特提
        Flash = "flash",
        /// 特急
        Immediate = "immediate",
        /// 加急
        Priority = "priority",
        /// 平急
        RoutineUrgent = "routine_urgent",
        /// 平件
        Routine = "routine",
        /// Findings, supervised items, inspections, meetings and tasks (督查).
        Issues = "issues",
        /// 紧急信息
        Emergencies = "emergencies",
        /// A guest's needs (诉求).
        Requests = "requests",
        /// 传达
        Dispatches = "dispatches",
        /// 转运
        Runs = "runs",
    }
}

impl From<Urgency> for Grade {
    fn from(urgency: Urgency) -> Self {
        match urgency {
            Urgency::Flash => Self::Flash,
            Urgency::Immediate => Self::Immediate,
            Urgency::Priority => Self::Priority,
            Urgency::RoutineUrgent => Self::RoutineUrgent,
            Urgency::Routine => Self::Routine,
        }
    }
}

impl Grade {
    /// Which ladder an item goes by; none for kinds that have none.
    pub fn of(state: &State) -> Option<Self> {
        match state {
            State::Document(document) => Some(document.paper.urgency.into()),
            State::Dispatch(_) => Some(Self::Dispatches),
            State::Finding(_)
            | State::Supervised(_)
            | State::Inspection(_)
            | State::Meeting(_)
            | State::Task(_) => Some(Self::Issues),
            State::Request(_) => Some(Self::Requests),
            State::Emergency(_) => Some(Self::Emergencies),
            State::Run(_) => Some(Self::Runs),
            _ => None,
        }
    }
}

/// When a step is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// So long after the item began to ask, if nobody has taken notice.
    Unacknowledged(TimeDelta),
    /// So long before its nearest deadline, if it asks then.
    BeforeDue(TimeDelta),
}

/// One step of a ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// When.
    pub when: Count,
    /// To whom.
    pub to: Rung,
}

/// When items press, and to whom they rise: the section `[attention]` of the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttentionRules {
    /// The ladders; a grade without one never rises.
    pub ladders: BTreeMap<Grade, Vec<Step>>,
    /// A deadline is near when less than this share of its time is left, in percent.
    pub near_percent: u8,
    /// But no earlier than so long before it.
    pub near_at_most: TimeDelta,
    /// The bell sounds again after so long, for what is urgent and unacknowledged.
    pub repeat: TimeDelta,
    /// More new alarms than this within [`flood_window`](Self::flood_window) are a flood.
    pub flood: u32,
    /// See [`flood`](Self::flood).
    pub flood_window: TimeDelta,
    /// How long an alarm whose condition has ended is still shown, if nobody took notice of it.
    pub returned_for: TimeDelta,
}

/// A step with its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rise {
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// To whom.
    pub to: Rung,
    /// Name of that person on the shift on duty; none without a shift, or where nobody has that post.
    pub whom: Option<String>,
}

/// Where an item stands on its ladder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Escalation {
    /// The highest rung it has reached, and when; none while it asks for nothing.
    pub reached: Option<Rise>,
    /// The next higher rung and when, unless somebody takes notice before. While the item is silent: the first rung
    /// it will reach if nobody takes notice when its silence ends.
    pub next: Option<Rise>,
}

impl Escalation {
    /// Whether it has reached the leader on duty.
    pub fn with_leader(&self) -> bool {
        self.reached.as_ref().is_some_and(|rise| rise.to == Rung::Leader)
    }
}

/// All steps of an item in the order of their times, each rung once, at its earliest time (UTC). They count from when
/// the item began to ask; for an item that is silent at `now`, from the end of its silence. Empty for what is closed
/// or void, for kinds and grades without a ladder.
///
/// A step before a deadline is never before the item asks. Whoever sends messages for steps sends for those with
/// `now - since_last_look < at <= now`, and only while the item asks ([`wake::asks_since`]).
pub fn steps(entity: &Entity, rules: &AttentionRules, now: DateTime<Utc>) -> Vec<(DateTime<Utc>, Rung)> {
    let steps = Grade::of(&entity.state).and_then(|grade| rules.ladders.get(&grade));
    let (Some(steps), Some(from)) = (steps, asks_from(entity, now)) else { return Vec::new() };
    let due = entity.state.next_deadline().map(|(due, _)| due);
    let mut times: BTreeMap<Rung, DateTime<Utc>> = BTreeMap::new();
    for step in steps.iter().filter(|step| step.to != Rung::Leader || !leader_told(entity, from)) {
        let at = match step.when {
            Count::Unacknowledged(span) => Some(from + span),
            Count::BeforeDue(span) => due.map(|due| (due - span).max(from)),
        };
        if let Some(at) = at {
            times.entry(step.to).and_modify(|known| *known = at.min(*known)).or_insert(at);
        }
    }
    let mut steps: Vec<_> = times.into_iter().map(|(to, at)| (at, to)).collect();
    steps.sort_unstable();
    steps
}

/// Where an open item stands on its ladder at `now`, and what comes next. `roster` is that of the shift on duty, and
/// gives the names.
pub fn ladder(
    entity: &Entity,
    roster: Option<&Roster>,
    rules: &AttentionRules,
    now: DateTime<Utc>,
) -> Escalation {
    let silent = wake::asks_since(entity, now).is_none();
    let rise = |(at, to): (DateTime<Utc>, Rung)| Rise { at, to, whom: roster.and_then(|r| whom(r, to)) };
    let steps = steps(entity, rules, now);
    let reached = steps.iter().filter(|(at, _)| *at <= now && !silent).max_by_key(|(_, to)| *to).copied();
    let higher = |to: Rung| reached.is_none_or(|(_, reached)| to > reached);
    let next = steps.iter().find(|(at, to)| *at > now && higher(*to)).copied();
    Escalation { reached: reached.map(rise), next: next.map(rise) }
}

/// Who stands on a rung on this roster.
pub fn whom(roster: &Roster, rung: Rung) -> Option<String> {
    match rung {
        Rung::Primary => Some(roster.primary.clone()),
        Rung::Secondary => roster.secondary.clone(),
        Rung::Leader => Some(roster.leader.clone()),
    }
}

/// From when the clocks of the ladder count: when the item began to ask, or will.
fn asks_from(entity: &Entity, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    if entity.void || !entity.state.is_open() {
        return None;
    }
    wake::asks_since(entity, now).or_else(|| entity.state.attention()?.until())
}

/// Whether the leader has not been told of an item at all, though it has risen so far: it stands on top until somebody
/// takes notice or tells the leader.
pub fn leader_must_hear(entity: &Entity, escalation: &Escalation) -> bool {
    escalation.with_leader() && !leader_told(entity, DateTime::<Utc>::MIN_UTC)
}

fn leader_told(entity: &Entity, since: DateTime<Utc>) -> bool {
    match &entity.state {
        State::Document(document) => document.done.told_leader.is_some_and(|told| told >= since),
        // Nobody reports an emergency by telephone behind the leader's back.
        State::Emergency(emergency) => emergency.last_phoned_at().is_some_and(|told| told >= since),
        // It is in a higher hand already.
        State::Request(request) => request.state == RequestState::Escalated,
        _ => false,
    }
}

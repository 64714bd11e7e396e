//! 倒排: the steps to a due time, counted back from it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::super::facts::Stop;
use super::super::limits::MilestoneLimit;
use super::super::refusal::{Refusal, given};
use super::{Document, DocumentEvent, Paper};
use crate::domain::facts::Context;

/// One step on the way to the due time of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    /// What is to be done: 汇总, 送审, 上报 …
    pub name: String,
    /// By when (UTC).
    pub due: DateTime<Utc>,
    /// When it was done (UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reached_at: Option<DateTime<Utc>>,
}

/// The plan that leads to `due`: each step so long before it as the house has it, those already past left out.
pub fn back_schedule(limits: &[MilestoneLimit], due: DateTime<Utc>, now: DateTime<Utc>) -> Vec<Milestone> {
    let mut plan: Vec<Milestone> = limits
        .iter()
        .map(|limit| Milestone { name: limit.name.clone(), due: due - limit.before, reached_at: None })
        .filter(|milestone| milestone.due > now)
        .collect();
    plan.sort_by_key(|milestone| milestone.due);
    plan
}

impl Document {
    /// When the paper must be finished (UTC): what a plan leads to.
    pub fn finish_due(&self) -> Option<DateTime<Utc>> {
        self.deadlines.complete.or(self.paper.stated_due)
    }

    /// The milestone that comes next.
    pub fn next_milestone(&self) -> Option<&Milestone> {
        let mut undone = self.milestones.iter().filter(|milestone| milestone.reached_at.is_none());
        undone.next().filter(|_| self.state.is_open())
    }
}

/// Plans the steps that are still to be done; what was reached stays.
pub(super) fn schedule(cx: &Context<'_>, paper: &mut Paper, plan: &[Milestone]) -> Result<(), Stop> {
    let document = paper.state()?;
    let milestones = planned(cx, &document.milestones, document.finish_due(), plan)?;
    paper.emit(DocumentEvent::Scheduled { milestones })
}

/// The steps of a plan that is made on top of what was reached of an earlier one: in order of time, ahead, each with a
/// name of its own, none after `finish` (UTC).
pub(in crate::domain) fn planned(
    cx: &Context<'_>,
    before: &[Milestone],
    finish: Option<DateTime<Utc>>,
    plan: &[Milestone],
) -> Result<Vec<Milestone>, Refusal> {
    let reached = before.iter().filter(|milestone| milestone.reached_at.is_some());
    let mut names: Vec<String> = reached.map(|milestone| milestone.name.clone()).collect();
    let mut last = cx.now;
    let mut milestones = Vec::with_capacity(plan.len());
    for Milestone { name, due, .. } in plan {
        let (name, due) = (given("milestone", name)?, *due);
        if due <= cx.now {
            return Err(Refusal::NotAhead { until: due });
        }
        if let Some(until) = finish.filter(|finish| due > *finish) {
            return Err(Refusal::TooLate { verb: "schedule", until });
        }
        if due < last || names.contains(&name) {
            return Err(Refusal::BadValue { field: "milestone", value: name });
        }
        last = due;
        names.push(name.clone());
        milestones.push(Milestone { name, due, reached_at: None });
    }
    if milestones.is_empty() { Err(Refusal::Missing { field: "milestone" }) } else { Ok(milestones) }
}

/// Marks a step as done: the next one, or the one that is named, which must be the next one.
pub(super) fn reach(paper: &mut Paper, name: Option<&str>) -> Result<(), Stop> {
    let next = next_reached(paper.state()?.next_milestone(), name)?;
    paper.emit(DocumentEvent::MilestoneReached { name: next })
}

/// The name of the step that comes next, if nobody names another one.
pub(in crate::domain) fn next_reached(
    next: Option<&Milestone>,
    named: Option<&str>,
) -> Result<String, Refusal> {
    let next = next.map(|milestone| milestone.name.clone()).ok_or(Refusal::Missing { field: "milestone" })?;
    match named {
        Some(name) if name.trim() != next => Err(Refusal::OutOfOrder { next }),
        _ => Ok(next),
    }
}

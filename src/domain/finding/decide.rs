//! What may be done with a finding, and when.

use chrono::{DateTime, TimeDelta, Utc};

use super::super::document::{Attachment, Milestone, back_schedule, next_reached, planned};
use super::super::event::{Aggregate, Event};
use super::super::facts::{Changes, Context, Facts, Stop};
use super::super::id::{Id, Kind, Stream};
use super::super::inspection::Inspection;
use super::super::limits;
use super::super::refusal::{Refusal, given};
use super::super::serial::Serial;
use super::verify::somebody_else;
use super::{Evidence, Finding, FindingCommand, FindingEvent, FindingState, Observed, Severity};

type Changing = Changes<Finding>;

/// Decides a command on one finding.
///
/// # Errors
/// [`Stop::Refused`] when the state, the person or what was given does not allow it.
pub fn decide(
    facts: &dyn Facts,
    cx: &Context<'_>,
    id: Id,
    command: &FindingCommand,
) -> Result<Vec<Event>, Stop> {
    use FindingCommand as C;
    match command {
        C::Raise(observed) => return Ok(raise(facts, cx, id, observed)?.into_events()),
        C::FixOnSpot { observed, evidence } => return fix_on_spot(facts, cx, id, observed, evidence),
        _ => {}
    }
    let mut finding = Changing::on(facts, cx, id)?;
    fits(&finding, command)?;
    let now = finding.state()?;
    let event = match command {
        C::Raise(observed) | C::FixOnSpot { observed, .. } | C::Amend(observed) => {
            amended(cx, now, observed)?
        }
        C::Assign { unit } => assigned(cx, unit)?,
        C::Start => FindingEvent::Started,
        C::Submit { evidence } => return submit(finding, evidence),
        C::Reject { reason } => FindingEvent::Rejected { reason: given("reason", reason)? },
        C::Verify { note } => {
            somebody_else(facts, cx, finding.stream(), now)?;
            FindingEvent::Verified { note: note.clone() }
        }
        C::Close => FindingEvent::Closed,
        C::Dispute { reason } => FindingEvent::Disputed { reason: given("reason", reason)? },
        C::Withdraw { reason } => FindingEvent::Withdrawn { reason: given("reason", reason)? },
        C::Reopen { reason, visit } => reopened(facts, cx, now, reason, *visit)?,
        C::FollowUp { visit, note } => {
            let note = note.as_deref().map(str::trim).filter(|note| !note.is_empty()).map(str::to_owned);
            FindingEvent::FollowedUp { visit: visited(facts, now, *visit)?, note }
        }
        C::Schedule { milestones } => {
            FindingEvent::Scheduled { milestones: planned(cx, &now.milestones, Some(now.due), milestones)? }
        }
        C::ReachMilestone { name } => {
            FindingEvent::MilestoneReached { name: next_reached(now.next_milestone(), name.as_deref())? }
        }
        C::Notice(command) => {
            let silence = silence(cx, now.observed.severity);
            FindingEvent::Notice(now.notice.decide(cx, silence, command)?)
        }
    };
    finding.emit(event)?;
    Ok(finding.into_events())
}

/// Refuses a verb that does not fit the state.
fn fits(finding: &Changing, command: &FindingCommand) -> Result<(), Stop> {
    use FindingCommand as C;
    use FindingState as S;
    let now = finding.state()?;
    let state = now.state;
    let on_spot = now.observed.severity == Severity::OnSpot;
    let (verb, fits) = match command {
        C::Raise(_) | C::FixOnSpot { .. } | C::Amend(_) => ("amend", state.is_unrectified()),
        C::Assign { .. } => ("assign", state.is_unrectified()),
        C::Start => ("start", matches!(state, S::Assigned | S::Reopened)),
        C::Submit { .. } => {
            let begun = matches!(state, S::Assigned | S::Rectifying | S::Reopened);
            ("submit", begun || (state == S::Raised && on_spot))
        }
        C::Reject { .. } => ("reject", state == S::Submitted),
        C::Verify { .. } => ("verify", state == S::Submitted),
        C::Close => ("close", state == S::Verified),
        C::Dispute { .. } => ("dispute", state == S::Assigned),
        C::Withdraw { .. } => ("withdraw", matches!(state, S::Raised | S::Assigned | S::Disputed)),
        C::Reopen { .. } => ("reopen", state == S::Closed),
        C::FollowUp { .. } => ("follow_up", state == S::Closed),
        C::Schedule { .. } => ("schedule", state.is_unrectified()),
        C::ReachMilestone { .. } => ("reach", state.is_unrectified()),
        C::Notice(command) => ("ack", state.is_open() || !command.silences()),
    };
    finding.demand(fits, verb, state.verbs())
}

fn amended(cx: &Context<'_>, now: &Finding, observed: &Observed) -> Result<FindingEvent, Refusal> {
    let observed = checked(cx, observed)?;
    let due = amended_due(cx, now, &observed);
    let milestones = match now.observed.severity {
        Severity::Structural if due == now.due => now.milestones.clone(),
        _ => steps(cx, observed.severity, due),
    };
    Ok(FindingEvent::Amended { observed: Box::new(observed), due, milestones })
}

fn assigned(cx: &Context<'_>, unit: &str) -> Result<FindingEvent, Refusal> {
    let unit = given("unit", unit)?;
    cx.policy.known_unit(&unit)?;
    Ok(FindingEvent::Assigned { unit })
}

/// What was put right had been given to the unit and begun, whether that was recorded or not.
fn submit(mut finding: Changing, evidence: &Evidence) -> Result<Vec<Event>, Stop> {
    let submitted = submitted(evidence)?;
    let (state, unit) = {
        let now = finding.state()?;
        (now.state, now.observed.unit.clone())
    };
    if state == FindingState::Raised {
        finding.emit(FindingEvent::Assigned { unit })?;
    }
    if state != FindingState::Rectifying {
        finding.emit(FindingEvent::Started)?;
    }
    finding.emit(submitted)?;
    Ok(finding.into_events())
}

/// Words or files; a file whose bytes were not kept shows nothing.
fn submitted(evidence: &Evidence) -> Result<FindingEvent, Refusal> {
    let kept = |file: &Attachment| file.not_kept.is_none() && !file.digest.is_empty();
    if let Some(file) = evidence.files.iter().find(|file| !kept(file)) {
        return Err(Refusal::BadValue { field: "evidence", value: file.name.clone() });
    }
    let words = match evidence.words.trim() {
        "" if evidence.files.is_empty() => return Err(Refusal::Missing { field: "evidence" }),
        words => words.to_owned(),
    };
    let person = evidence.person.as_deref().map(str::trim).filter(|person| !person.is_empty());
    let (files, person) = (evidence.files.clone(), person.map(str::to_owned));
    Ok(FindingEvent::Submitted { evidence: words, files, person })
}

fn raise(facts: &dyn Facts, cx: &Context<'_>, id: Id, observed: &Observed) -> Result<Changing, Stop> {
    let mut finding = Changing::new(facts, cx, id)?;
    let observed = checked(cx, observed)?;
    let due = due(cx, observed.severity, observed.seen_at);
    let milestones = steps(cx, observed.severity, due);
    let number = Serial::next(facts, cx, "finding".to_owned())?;
    finding.emit(FindingEvent::Raised { observed: Box::new(observed), number, due, milestones })?;
    Ok(finding)
}

/// 立行立改: what was put right before the team's eyes comes on record with what shows it, and waits for somebody else
/// to verify it.
fn fix_on_spot(
    facts: &dyn Facts,
    cx: &Context<'_>,
    id: Id,
    observed: &Observed,
    evidence: &Evidence,
) -> Result<Vec<Event>, Stop> {
    if observed.severity != Severity::OnSpot {
        let value = observed.severity.name().to_owned();
        return Err(Refusal::BadValue { field: "severity", value }.into());
    }
    submit(raise(facts, cx, id, observed)?, evidence)
}

fn reopened(
    facts: &dyn Facts,
    cx: &Context<'_>,
    now: &Finding,
    reason: &str,
    visit: Option<Id>,
) -> Result<FindingEvent, Stop> {
    let (reason, visit) = (given("reason", reason)?, visited(facts, now, visit)?);
    let due = due(cx, now.observed.severity, cx.now);
    let milestones = steps(cx, now.observed.severity, due);
    Ok(FindingEvent::Reopened { reason, due, milestones, visit })
}

/// The visit that saw it: one that is named must have set out; else the one that is out to look at it.
fn visited(facts: &dyn Facts, now: &Finding, visit: Option<Id>) -> Result<Option<Id>, Stop> {
    let Some(id) = visit else { return Ok(now.following) };
    let stream = Stream::new(Kind::Inspection, id);
    let entity = facts.entity(stream)?.filter(|entity| !entity.void).ok_or(Refusal::NotFound { stream })?;
    let out = Inspection::from_state(&entity.state).is_some_and(|visit| visit.departed_at.is_some());
    if out { Ok(Some(id)) } else { Err(Refusal::BadValue { field: "visit", value: id.to_string() }.into()) }
}

/// The steps of the house on the way to the due time of a structural finding; none for the others.
fn steps(cx: &Context<'_>, severity: Severity, due: DateTime<Utc>) -> Vec<Milestone> {
    match severity {
        Severity::Structural => back_schedule(&cx.policy.limits.findings.milestones, due, cx.now),
        _ => Vec::new(),
    }
}

fn checked(cx: &Context<'_>, observed: &Observed) -> Result<Observed, Refusal> {
    let unit = given("unit", &observed.unit)?;
    cx.policy.known_unit(&unit)?;
    Ok(Observed {
        title: given("title", &observed.title)?,
        place: given("place", &observed.place)?,
        unit,
        ..observed.clone()
    })
}

fn due(cx: &Context<'_>, severity: Severity, start: DateTime<Utc>) -> DateTime<Utc> {
    let findings = &cx.policy.limits.findings;
    let limit = match severity {
        Severity::OnSpot => findings.on_spot,
        Severity::Normal => findings.normal,
        Severity::Complex => findings.complex,
        Severity::Structural => findings.structural,
    };
    limits::due(limit, start, cx.shift_ends, &cx.policy.calendar)
}

/// The clock of a shorter limit starts when it became known, not in the past.
fn amended_due(cx: &Context<'_>, now: &Finding, observed: &Observed) -> DateTime<Utc> {
    match observed.severity.cmp(&now.observed.severity) {
        std::cmp::Ordering::Equal => now.due,
        std::cmp::Ordering::Less => due(cx, observed.severity, cx.now),
        std::cmp::Ordering::Greater => due(cx, observed.severity, observed.seen_at),
    }
}

/// A finding to be put right on the spot asks again as soon as a 加急 paper; the others like a 平件.
fn silence(cx: &Context<'_>, severity: Severity) -> TimeDelta {
    match severity {
        Severity::OnSpot => cx.policy.limits.priority.ack_silences,
        _ => cx.policy.limits.routine.ack_silences,
    }
}

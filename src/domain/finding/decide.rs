//! What may be done with a finding, and when.

use chrono::{DateTime, TimeDelta, Utc};

use super::super::event::Event;
use super::super::facts::{Changes, Context, Facts, Stop};
use super::super::id::Id;
use super::super::limits;
use super::super::refusal::{Refusal, given};
use super::super::serial::Serial;
use super::{Finding, FindingCommand, FindingEvent, FindingState, Observed, Severity};

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
    if let C::Raise(observed) = command {
        return raise(facts, cx, id, observed);
    }
    let mut finding = Changing::on(facts, cx, id)?;
    fits(&finding, command)?;
    let now = finding.state()?;
    let event = match command {
        C::Raise(observed) | C::Amend(observed) => amended(cx, now, observed)?,
        C::Assign { unit } => assigned(cx, unit)?,
        C::Start => FindingEvent::Started,
        C::Submit { evidence } => return submit(finding, evidence),
        C::Reject { reason } => FindingEvent::Rejected { reason: given("reason", reason)? },
        C::Verify { note } => {
            somebody_else(cx, now)?;
            FindingEvent::Verified { note: note.clone() }
        }
        C::Close => FindingEvent::Closed,
        C::Dispute { reason } => FindingEvent::Disputed { reason: given("reason", reason)? },
        C::Withdraw { reason } => FindingEvent::Withdrawn { reason: given("reason", reason)? },
        C::Reopen { reason } => FindingEvent::Reopened {
            reason: given("reason", reason)?,
            due: due(cx, now.observed.severity, cx.now),
        },
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
    let state = finding.state()?.state;
    let (verb, fits) = match command {
        C::Raise(_) | C::Amend(_) => ("amend", state.is_unrectified()),
        C::Assign { .. } => ("assign", state.is_unrectified()),
        C::Start => ("start", matches!(state, S::Assigned | S::Reopened)),
        C::Submit { .. } => ("submit", matches!(state, S::Assigned | S::Rectifying | S::Reopened)),
        C::Reject { .. } => ("reject", state == S::Submitted),
        C::Verify { .. } => ("verify", state == S::Submitted),
        C::Close => ("close", state == S::Verified),
        C::Dispute { .. } => ("dispute", state == S::Assigned),
        C::Withdraw { .. } => ("withdraw", matches!(state, S::Raised | S::Assigned | S::Disputed)),
        C::Reopen { .. } => ("reopen", state == S::Closed),
        C::Notice(command) => ("ack", state.is_open() || !command.silences()),
    };
    finding.demand(fits, verb, state.verbs())
}

fn amended(cx: &Context<'_>, now: &Finding, observed: &Observed) -> Result<FindingEvent, Refusal> {
    let observed = checked(cx, observed)?;
    let due = amended_due(cx, now, &observed);
    Ok(FindingEvent::Amended { observed: Box::new(observed), due })
}

fn assigned(cx: &Context<'_>, unit: &str) -> Result<FindingEvent, Refusal> {
    let unit = given("unit", unit)?;
    cx.policy.known_unit(&unit)?;
    Ok(FindingEvent::Assigned { unit })
}

/// What was put right had been begun, whether that was recorded or not.
fn submit(mut finding: Changing, evidence: &str) -> Result<Vec<Event>, Stop> {
    let evidence = given("evidence", evidence)?;
    if finding.state()?.state != FindingState::Rectifying {
        finding.emit(FindingEvent::Started)?;
    }
    finding.emit(FindingEvent::Submitted { evidence })?;
    Ok(finding.into_events())
}

fn raise(facts: &dyn Facts, cx: &Context<'_>, id: Id, observed: &Observed) -> Result<Vec<Event>, Stop> {
    let mut finding = Changes::<Finding>::new(facts, cx, id)?;
    let observed = checked(cx, observed)?;
    let due = due(cx, observed.severity, observed.seen_at);
    let number = Serial::next(facts, cx, "finding".to_owned())?;
    finding.emit(FindingEvent::Raised { observed: Box::new(observed), number, due })?;
    Ok(finding.into_events())
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

fn somebody_else(cx: &Context<'_>, finding: &Finding) -> Result<(), Refusal> {
    match &finding.submitted {
        Some((name, _)) if *name == cx.officer.name => Err(Refusal::SamePerson { name: name.clone() }),
        _ => Ok(()),
    }
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

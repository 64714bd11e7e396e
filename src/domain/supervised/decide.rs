//! What may be done with a supervised item, and when.

use chrono::{DateTime, Days, Utc};

use super::super::document::{next_reached, planned};
use super::super::event::Event;
use super::super::facts::{Changes, Context, Facts, Stop};
use super::super::id::Id;
use super::super::limits;
use super::super::refusal::{Refusal, given};
use super::super::serial::Serial;
use super::{Dues, Item, Supervised, SupervisedCommand, SupervisedEvent, SupervisedState};

type Changing = Changes<Supervised>;

/// Decides a command on one supervised item.
///
/// # Errors
/// [`Stop::Refused`] when the state, the time or what was given does not allow it.
pub fn decide(
    facts: &dyn Facts,
    cx: &Context<'_>,
    id: Id,
    command: &SupervisedCommand,
) -> Result<Vec<Event>, Stop> {
    use SupervisedCommand as C;
    use SupervisedState as S;
    if let C::Receive(item) = command {
        return receive(facts, cx, id, item);
    }
    let mut item = Changing::on(facts, cx, id)?;
    let state = item.state()?.state;
    let verbs = state.verbs();
    match command {
        C::Receive(_) => {}
        C::Amend(known) => amend(cx, &mut item, known)?,
        C::Initiate => {
            item.demand(state == S::Received, "initiate", verbs)?;
            item.emit(SupervisedEvent::Initiated)?;
        }
        C::Assign { unit } => assign(cx, &mut item, unit)?,
        C::Accept => {
            item.demand(state == S::Assigned, "accept", verbs)?;
            item.emit(SupervisedEvent::Accepted)?;
        }
        C::Refuse { reason } => refuse(cx, &mut item, reason)?,
        C::Start => {
            item.demand(state == S::Accepted, "start", verbs)?;
            item.emit(SupervisedEvent::Started)?;
        }
        C::FeedBack { words } => feed_back(&mut item, words)?,
        C::Review { note } => {
            item.demand(state == S::FedBack, "review", verbs)?;
            item.emit(SupervisedEvent::Reviewed { note: note.clone() })?;
        }
        C::Redo { reason } => {
            item.demand(matches!(state, S::FedBack | S::Reviewed), "redo", verbs)?;
            item.emit(SupervisedEvent::Redone { reason: given("reason", reason)? })?;
        }
        C::ReportUp => {
            item.demand(state == S::Reviewed, "report_up", verbs)?;
            item.emit(SupervisedEvent::ReportedUp)?;
        }
        C::Close => {
            item.demand(state == S::ReportedUp, "close", verbs)?;
            item.emit(SupervisedEvent::Closed)?;
        }
        C::Extend { until, approver, reason } => extend(cx, &mut item, *until, approver, reason)?,
        C::Schedule { milestones } => {
            item.demand(state.awaits_feedback(), "schedule", verbs)?;
            let now = item.state()?;
            let milestones = planned(cx, &now.milestones, Some(now.dues.current), milestones)?;
            item.emit(SupervisedEvent::Scheduled { milestones })?;
        }
        C::ReachMilestone { name } => {
            item.demand(state.is_open(), "reach", verbs)?;
            let name = next_reached(item.state()?.next_milestone(), name.as_deref())?;
            item.emit(SupervisedEvent::MilestoneReached { name })?;
        }
        C::Notice(command) => {
            item.demand(state.is_open() || !command.silences(), "ack", verbs)?;
            // Work from above asks again as soon as a 加急 paper.
            let silence = cx.policy.limits.priority.ack_silences;
            let event = item.state()?.notice.decide(cx, silence, command)?;
            item.emit(SupervisedEvent::Notice(event))?;
        }
    }
    Ok(item.into_events())
}

fn receive(facts: &dyn Facts, cx: &Context<'_>, id: Id, item: &Item) -> Result<Vec<Event>, Stop> {
    let mut changes = Changing::new(facts, cx, id)?;
    let item = checked(item)?;
    let internal = internal_due(cx, item.received_at, item.due);
    let dues = Dues { original: item.due, current: item.due, internal };
    let number = Serial::next(facts, cx, "supervised".to_owned())?;
    changes.emit(SupervisedEvent::Received { item: Box::new(item), number, dues })?;
    Ok(changes.into_events())
}

fn checked(item: &Item) -> Result<Item, Refusal> {
    if item.due <= item.received_at {
        return Err(Refusal::BadValue { field: "due", value: item.due.to_rfc3339() });
    }
    Ok(Item { title: given("title", &item.title)?, ..item.clone() })
}

/// No correction makes a late answer timely, and what was true of a day stays true of it: another due time lies ahead,
/// and a later one comes too late once the recorded one has passed, or something was answered. What was extended stays
/// extended.
fn amend(cx: &Context<'_>, item: &mut Changing, known: &Item) -> Result<(), Stop> {
    let now = item.state()?;
    item.demand(now.state.is_open(), "amend", now.state.verbs())?;
    let (known, dues) = (checked(known)?, now.dues);
    let settled = now.first_answered_at().map_or(dues.original, |at| at.min(dues.original));
    if known.due > dues.original && cx.now >= settled {
        return Err(Refusal::TooLate { verb: "amend", until: settled }.into());
    }
    if known.due != dues.original && known.due <= cx.now {
        return Err(Refusal::NotAhead { until: known.due }.into());
    }
    let current = if now.extensions.is_empty() { known.due } else { dues.current.max(known.due) };
    let untouched = current == dues.current && known.received_at == now.item.received_at;
    let internal = if untouched { dues.internal } else { internal_due(cx, known.received_at, current) };
    let dues = Dues { original: known.due, current, internal };
    item.emit(SupervisedEvent::Amended { item: Box::new(known), dues })
}

fn assign(cx: &Context<'_>, item: &mut Changing, unit: &str) -> Result<(), Stop> {
    let state = item.state()?.state;
    item.demand(state.awaits_feedback(), "assign", state.verbs())?;
    let unit = given("unit", unit)?;
    cx.policy.known_unit(&unit)?;
    if state == SupervisedState::Received {
        item.emit(SupervisedEvent::Initiated)?;
    }
    let refuse_by =
        limits::due(cx.policy.limits.supervised.refuse, cx.now, cx.shift_ends, &cx.policy.calendar);
    item.emit(SupervisedEvent::Assigned { unit, refuse_by })
}

fn refuse(cx: &Context<'_>, item: &mut Changing, reason: &str) -> Result<(), Stop> {
    let now = item.state()?;
    item.demand(now.state == SupervisedState::Assigned, "refuse", now.state.verbs())?;
    match now.refuse_by {
        Some(until) if cx.now > until => Err(Refusal::TooLate { verb: "refuse", until }.into()),
        _ => item.emit(SupervisedEvent::Refused { reason: given("reason", reason)? }),
    }
}

fn feed_back(item: &mut Changing, words: &str) -> Result<(), Stop> {
    use SupervisedState as S;
    let state = item.state()?.state;
    item.demand(matches!(state, S::Assigned | S::Accepted | S::InProgress), "feed_back", state.verbs())?;
    let words = given("words", words)?;
    if state == S::Assigned {
        item.emit(SupervisedEvent::Accepted)?;
    }
    if state != S::InProgress {
        item.emit(SupervisedEvent::Started)?;
    }
    item.emit(SupervisedEvent::FedBack { words })
}

fn extend(
    cx: &Context<'_>,
    item: &mut Changing,
    until: DateTime<Utc>,
    approver: &str,
    reason: &str,
) -> Result<(), Stop> {
    let now = item.state()?;
    item.demand(now.state.awaits_feedback(), "extend", now.state.verbs())?;
    let current = now.dues.current;
    if cx.now > current {
        return Err(Refusal::TooLate { verb: "extend", until: current }.into());
    }
    if until <= current {
        return Err(Refusal::TooEarly { verb: "extend", from: current }.into());
    }
    let internal = internal_due(cx, now.item.received_at, until);
    item.emit(SupervisedEvent::Extended {
        until,
        internal,
        approver: given("approver", approver)?,
        reason: given("reason", reason)?,
    })
}

/// The due time of the house: the same local time some working days before the due time given from above. An item
/// that leaves no such time gets half of the time there is.
fn internal_due(cx: &Context<'_>, received: DateTime<Utc>, due: DateTime<Utc>) -> DateTime<Utc> {
    let calendar = &cx.policy.calendar;
    let local = calendar.local(due);
    let mut date = local.date();
    for _ in 0..cx.policy.limits.supervised.internal_lead_days {
        // A year holds working days; the bound only keeps a calendar without any from looking for ever.
        let earlier = (1..=366)
            .filter_map(|back| date.checked_sub_days(Days::new(back)))
            .find(|day| calendar.is_working_day(*day));
        date = earlier.unwrap_or(date);
    }
    let internal = calendar.instant(date.and_time(local.time()));
    if internal > received { internal } else { received + (due - received) / 2 }
}

//! What an item that was put off waits for, and how the event that it waits for brings it back.
//!
//! Shelving always has an end; beside that end an item may wait for an event. When the event happens, the same journal
//! entry makes every item that waits for it ask again; so nothing depends on a program that looks on.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::arrival::{ArrivalEvent, ArrivalState, Movement};
use super::attention::Attention;
use super::dispatch::DispatchEvent;
use super::document::DocumentEvent;
use super::event::{Entity, Event, EventBody, Restored, State};
use super::facts::{Context, Facts, Stop, Unreadable};
use super::finding::FindingEvent;
use super::id::{Kind, Stream};
use super::notice::NoticeEvent;
use super::refusal::Refusal;
use super::supervised::SupervisedEvent;

/// The event that brings an item back before its end of shelving.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "on")]
pub enum Wake {
    /// An arrival has come; or it is certain that it does not.
    Landed {
        /// The key under which its source knows it, e.g. `CA1234@2020-04-07`.
        arrival: String,
    },
    /// A unit has replied: answered, accepted, refused, or signed for something.
    Replied {
        /// Id of the unit.
        unit: String,
    },
    /// So long before the nearest deadline. The time follows the deadline when that is moved.
    BeforeDue {
        /// Minutes.
        minutes: u32,
    },
}

impl Wake {
    /// The text under which the tables find what waits for this event; none for a time that follows from the item
    /// itself.
    pub fn key(&self) -> Option<String> {
        match self {
            Self::Landed { arrival } => Some(format!("landed/{arrival}")),
            Self::Replied { unit } => Some(format!("replied/{unit}")),
            Self::BeforeDue { .. } => None,
        }
    }

    /// Name in JSON: `landed`, `replied` or `before_due`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Landed { .. } => "landed",
            Self::Replied { .. } => "replied",
            Self::BeforeDue { .. } => "before_due",
        }
    }
}

/// An event that items may wait for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Signal {
    wake: Wake,
    /// It is certain that it does not happen.
    vain: bool,
}

impl State {
    /// Attention as it counts: the end of a shelving that waits for a deadline lies before that deadline, wherever it
    /// has been moved to. None for kinds that have no notice.
    pub fn attention(&self) -> Option<Attention> {
        let attention = self.notice()?.attention.clone();
        Some(match attention {
            Attention::Shelved { by, until, wake: Some(Wake::BeforeDue { minutes }), reason } => {
                let due = self.next_deadline().map(|(due, _)| due - minutes_long(minutes));
                let until = due.map_or(until, |due| due.min(until));
                Attention::Shelved { by, until, wake: Some(Wake::BeforeDue { minutes }), reason }
            }
            other => other,
        })
    }

    /// What the item waits for in the tables, if it is put off until an event and still open.
    pub fn waits_for(&self) -> Option<String> {
        match &self.notice()?.attention {
            Attention::Shelved { wake: Some(wake), .. } if self.is_open() => wake.key(),
            _ => None,
        }
    }
}

fn minutes_long(minutes: u32) -> TimeDelta {
    TimeDelta::minutes(i64::from(minutes))
}

/// Checks what the events of an entry wait for, and adds to them the items that they bring back.
///
/// # Errors
/// [`Stop::Refused`] when an item would wait for something that cannot happen any more.
pub(super) fn follow(
    facts: &dyn Facts,
    cx: &Context<'_>,
    mut events: Vec<Event>,
) -> Result<Vec<Event>, Stop> {
    for event in &events {
        if let Some(NoticeEvent::Shelved { wake: Some(wake), .. }) = event.body.notice() {
            possible(facts, cx, &events, event.stream, wake)?;
        }
    }
    let mut signals: Vec<Signal> = Vec::new();
    for event in &events {
        if let Some(signal) = signal(facts, cx, &events, event)?
            && !signals.contains(&signal)
        {
            signals.push(signal);
        }
    }
    for stream in brought_back(&events) {
        if let Some(signal) = happened_since(facts, cx, &events, stream)? {
            wake_up(facts, cx, &mut events, stream, signal)?;
        }
    }
    for signal in signals {
        let Some(key) = signal.wake.key() else { continue };
        for stream in facts.waiting_for(&key)? {
            wake_up(facts, cx, &mut events, stream, signal.clone())?;
        }
    }
    Ok(events)
}

/// Adds that an item asks again, if it still waits for this.
fn wake_up(
    facts: &dyn Facts,
    cx: &Context<'_>,
    events: &mut Vec<Event>,
    stream: Stream,
    Signal { wake, vain }: Signal,
) -> Result<(), Stop> {
    let Some(entity) = as_decided(facts, cx, events, stream)? else { return Ok(()) };
    let waits = matches!(entity.state.notice().map(|notice| notice.attention.at(cx.now)),
        Some(Attention::Shelved { wake: Some(awaited), .. }) if *awaited == wake);
    if let Some(body) = EventBody::of_notice(stream.kind, NoticeEvent::Woken { wake, vain })
        && waits
        && entity.state.is_open()
        && !entity.void
    {
        events.push(Event { stream, version: entity.version + 1, body });
    }
    Ok(())
}

/// The items that an undo brings back.
fn brought_back(events: &[Event]) -> Vec<Stream> {
    let back = events.iter().filter(|event| matches!(event.body, EventBody::Restored(_)));
    back.map(|event| event.stream).collect()
}

/// What an item that an undo put back to sleep waits for, if that has happened in the meantime.
fn happened_since(
    facts: &dyn Facts,
    cx: &Context<'_>,
    events: &[Event],
    stream: Stream,
) -> Result<Option<Signal>, Stop> {
    let Some(entity) = as_decided(facts, cx, events, stream)? else { return Ok(None) };
    let Some(Attention::Shelved { wake: Some(Wake::Landed { arrival }), .. }) =
        entity.state.notice().map(|notice| notice.attention.at(cx.now))
    else {
        return Ok(None);
    };
    let Some(id) = facts.arrival_by_key(arrival)? else { return Ok(None) };
    let found = as_decided(facts, cx, events, Stream::new(Kind::Arrival, id))?;
    Ok(found.filter(|found| !found.void).and_then(|found| match found.state {
        State::Arrival(arrival) => arrived(&arrival.movement),
        _ => None,
    }))
}

/// The entity with what this entry has decided on it so far.
fn as_decided(
    facts: &dyn Facts,
    cx: &Context<'_>,
    events: &[Event],
    stream: Stream,
) -> Result<Option<Entity>, Stop> {
    let mut entity = facts.entity(stream)?;
    for event in events.iter().filter(|event| event.stream == stream) {
        let next = Entity::apply(entity, &cx.stamp(), event);
        entity = Some(next.map_err(|inapplicable| Unreadable(Box::new(inapplicable)))?);
    }
    Ok(entity)
}

/// Refuses to wait for what has been, for what nobody has heard of, and for a deadline that is not there.
fn possible(
    facts: &dyn Facts,
    cx: &Context<'_>,
    events: &[Event],
    stream: Stream,
    wake: &Wake,
) -> Result<(), Stop> {
    match wake {
        Wake::Landed { arrival: key } => {
            let unknown = || Refusal::BadValue { field: "arrival", value: key.clone() };
            let id = facts.arrival_by_key(key)?.ok_or_else(unknown)?;
            let found = facts.entity(Stream::new(Kind::Arrival, id))?.ok_or_else(unknown)?;
            match &found.state {
                State::Arrival(arrival) if !arrival.state.is_open() => Err(Refusal::NotAwaited {
                    what: arrival.movement.number.clone(),
                    state: arrival.state.name(),
                }
                .into()),
                _ => Ok(()),
            }
        }
        Wake::Replied { unit } => Ok(cx.policy.known_unit(unit)?),
        Wake::BeforeDue { minutes } => {
            let entity = as_decided(facts, cx, events, stream)?;
            let due = entity.and_then(|entity| entity.state.next_deadline());
            let (due, _) = due.ok_or(Refusal::Missing { field: "due" })?;
            let until = due - minutes_long(*minutes);
            if until <= cx.now { Err(Refusal::NotAhead { until }.into()) } else { Ok(()) }
        }
    }
}

/// What others may have waited for in this event.
fn signal(
    facts: &dyn Facts,
    cx: &Context<'_>,
    events: &[Event],
    event: &Event,
) -> Result<Option<Signal>, Stop> {
    let speaks = match &event.body {
        EventBody::Arrival(ArrivalEvent::Announced { movement } | ArrivalEvent::Updated { movement }) => {
            return Ok(arrived(movement));
        }
        // An undone undo: what had been taken back has come after all.
        EventBody::Restored(Restored { state: Some(state), .. }) => {
            return Ok(match &**state {
                State::Arrival(arrival) => arrived(&arrival.movement),
                _ => None,
            });
        }
        EventBody::Dispatch(
            DispatchEvent::Signed { unit, .. }
            | DispatchEvent::Replied { unit, .. }
            | DispatchEvent::Declined { unit, .. },
        ) => return Ok(Some(Signal { wake: Wake::Replied { unit: unit.clone() }, vain: false })),
        EventBody::Document(DocumentEvent::Answered { .. })
        | EventBody::Supervised(
            SupervisedEvent::Accepted | SupervisedEvent::Refused { .. } | SupervisedEvent::FedBack { .. },
        )
        | EventBody::Finding(FindingEvent::Submitted { .. } | FindingEvent::Disputed { .. }) => true,
        _ => false,
    };
    if !speaks {
        return Ok(None);
    }
    let entity = as_decided(facts, cx, events, event.stream)?;
    let unit = entity.and_then(|entity| match entity.state {
        State::Document(document) => document.lead_unit,
        State::Supervised(item) => item.unit,
        State::Finding(finding) => Some(finding.observed.unit),
        _ => None,
    });
    Ok(unit.map(|unit| Signal { wake: Wake::Replied { unit }, vain: false }))
}

fn arrived(movement: &Movement) -> Option<Signal> {
    let vain = match movement.status {
        ArrivalState::Landed => false,
        ArrivalState::Diverted | ArrivalState::Cancelled => true,
        ArrivalState::Expected | ArrivalState::Delayed => return None,
    };
    Some(Signal { wake: Wake::Landed { arrival: movement.key.clone() }, vain })
}

/// Whether an entry did no more to an item than bring it back from waiting for an event, or put it back there. What
/// officers have done with the item since stands when the entry is undone.
pub(super) fn only_woken(before: &State, after: &State) -> bool {
    let waits = |state: &State| {
        let notice = state.notice();
        notice.is_some_and(|notice| matches!(notice.attention, Attention::Shelved { wake: Some(_), .. }))
    };
    let mut alike = before.clone();
    match (alike.notice_mut(), after.notice()) {
        (Some(alike), Some(after)) => {
            alike.attention = after.attention.clone();
            alike.asks_since = after.asks_since;
        }
        _ => return false,
    }
    waits(before) != waits(after) && alike == *after
}

/// Since when an item asks for attention (UTC), if it does at `now`.
pub fn asks_since(entity: &Entity, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    if entity.void || !entity.state.is_open() {
        return None;
    }
    let notice = entity.state.notice()?;
    match entity.state.attention()? {
        Attention::Unacknowledged => Some(notice.asks_since.unwrap_or_else(|| begins(entity))),
        Attention::Acknowledged { until, .. } | Attention::Shelved { until, .. } => {
            (until <= now).then_some(until)
        }
    }
}

/// When an item began to ask (UTC): when it was received or when its urgency became known.
pub(super) fn begins(entity: &Entity) -> DateTime<Utc> {
    match &entity.state {
        State::Document(document) => document.clocks_from,
        _ => entity.created_at,
    }
}

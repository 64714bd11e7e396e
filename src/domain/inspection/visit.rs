//! What a visit means for others: closed findings that are looked at again, and the transport bureau that is told of
//! its bus lines.

use sha2::{Digest as _, Sha256};

use super::super::event::{Aggregate, Event};
use super::super::facts::{Changes, Context, Facts, Stop};
use super::super::finding::{Finding, FindingEvent, FindingState};
use super::super::id::{Id, Kind, Stream};
use super::super::ledger_entry::{Item, LedgerEntry, LedgerEvent, LedgerKind};
use super::super::refusal::Refusal;
use super::Inspection;

/// Refuses to look again at what is no closed finding; each is named once.
pub(super) fn to_follow_up(facts: &dyn Facts, findings: &mut Vec<Id>) -> Result<(), Stop> {
    let mut known: Vec<Id> = Vec::new();
    findings.retain(|id| {
        let new = !known.contains(id);
        known.push(*id);
        new
    });
    for id in findings {
        let stream = Stream::new(Kind::Finding, *id);
        let entity =
            facts.entity(stream)?.filter(|entity| !entity.void).ok_or(Refusal::NotFound { stream })?;
        let ever_closed = Finding::from_state(&entity.state)
            .is_some_and(|finding| finding.state == FindingState::Closed || !finding.turns.is_empty());
        if !ever_closed {
            return Err(Refusal::BadValue { field: "follow_up", value: id.to_string() }.into());
        }
    }
    Ok(())
}

/// 回头看 begins: each finding that is still closed knows who is out to look at it.
pub(super) fn begun(
    facts: &dyn Facts,
    cx: &Context<'_>,
    visit: Id,
    findings: &[Id],
) -> Result<Vec<Event>, Stop> {
    let mut events = Vec::new();
    for id in findings {
        let mut finding = Changes::<Finding>::on(facts, cx, *id)?;
        if finding.state()?.state == FindingState::Closed {
            finding.emit(FindingEvent::FollowUpBegun { visit })?;
        }
        events.extend(finding.into_events());
    }
    Ok(events)
}

/// What the transport bureau was told. Whoever looked at bus lines has to say it; nobody else has anything to say.
pub(super) fn owed_feedback(inspection: &Inspection, words: Option<&str>) -> Result<Option<String>, Refusal> {
    let words = words.map(str::trim).filter(|words| !words.is_empty());
    let owed = inspection.plan.bus_routes().next().is_some();
    match words {
        Some(words) if owed => Ok(Some(words.to_owned())),
        Some(words) => Err(Refusal::BadValue { field: "feedback", value: words.to_owned() }),
        None if owed => Err(Refusal::Missing { field: "feedback" }),
        None => Ok(None),
    }
}

/// One counted entry for each bus line, with the bureau that was told of it.
pub(super) fn checks(
    facts: &dyn Facts,
    cx: &Context<'_>,
    visit: Stream,
    inspection: &Inspection,
    words: &str,
) -> Result<Vec<Event>, Stop> {
    let mut events = Vec::new();
    for (at, target) in inspection.plan.bus_routes().enumerate() {
        let mut entry = Changes::<LedgerEntry>::new(facts, cx, entry_id(cx, visit, at))?;
        let on = inspection.departed_at.unwrap_or(cx.now);
        let item = Item {
            channel: Some(cx.policy.bus_unit.clone()),
            form: Some(target.name.clone()),
            link: Some(visit),
            ..Item::new(LedgerKind::BusRouteCheck, words.to_owned(), on)
        };
        entry.emit(LedgerEvent::Recorded { item: Box::new(item) })?;
        events.extend(entry.into_events());
    }
    Ok(events)
}

/// The id of an entry follows from the visit, the line and the time: the same decision makes the same entries.
fn entry_id(cx: &Context<'_>, visit: Stream, line: usize) -> Id {
    let mut hash = Sha256::new();
    hash.update(visit.id.to_bytes());
    hash.update(line.to_be_bytes());
    hash.update(cx.now.timestamp_micros().to_be_bytes());
    let chance = hash.finalize().iter().take(10).fold(0_u128, |sum, byte| sum << 8 | u128::from(*byte));
    Id::from_parts(u64::try_from(cx.now.timestamp_millis()).unwrap_or(0), chance)
}

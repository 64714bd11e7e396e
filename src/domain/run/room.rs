//! Rooms of a site: reserved by runs on their way there, taken by the people they brought.

use chrono::{DateTime, TimeDelta, Utc};

use super::super::event::Aggregate;
use super::super::facts::{Context, Facts, Stop, Unreadable};
use super::super::id::{Id, Kind, Stream};
use super::super::refusal::Refusal;
use super::{Run, RunState, Stretch};

/// Under which name and when (UTC) a run is looked for among those of a site: a short stretch from when it delivers,
/// or is to deliver, its people. None for runs that bring nobody.
pub(super) fn arrives(run: &Run) -> Option<Stretch> {
    if matches!(run.state, RunState::Cancelled | RunState::Aborted) {
        return None;
    }
    let at = run.legs.delivered.unwrap_or(run.plan.deliver);
    Some((key(&run.plan.site), at, at + TimeDelta::seconds(1)))
}

fn key(site: &str) -> String {
    format!("site:{site}")
}

impl Run {
    /// How many rooms it takes at its site, or will: one for each person delivered, or still on the way there.
    pub fn rooms(&self) -> u32 {
        if matches!(self.state, RunState::Cancelled | RunState::Aborted) {
            return 0;
        }
        let people = &self.headcount;
        let on_the_way = match people.boarded {
            Some(boarded) => boarded.saturating_sub(people.exits(true)),
            None => people.expected.saturating_sub(people.exits(false)),
        };
        people.delivered.unwrap_or(on_the_way)
    }
}

/// Rooms of a site at a time: how many there are, and how many other runs have reserved or taken then. None for a site
/// whose rooms nobody knows.
///
/// # Errors
/// [`Unreadable`]
pub fn rooms_taken(
    facts: &dyn Facts,
    cx: &Context<'_>,
    site: &str,
    at: DateTime<Utc>,
    except: Id,
) -> Result<Option<(u32, u32)>, Unreadable> {
    let fleet = &cx.policy.fleet;
    let Some(rooms) = fleet.rooms.get(site).copied() else { return Ok(None) };
    let own = Stream::new(Kind::Run, except);
    let mut taken = 0_u32;
    // Whoever comes within a stay after this run meets its people there.
    for other in facts.engagements(&key(site), at - fleet.stay, at + fleet.stay)? {
        let state = facts.entity(other.stream)?.filter(|_| other.stream != own).map(|entity| entity.state);
        taken = taken.saturating_add(state.as_ref().and_then(Run::from_state).map_or(0, Run::rooms));
    }
    Ok(Some((rooms, taken)))
}

/// Refuses a run whose people find no rooms.
///
/// # Errors
/// [`Refusal::Rooms`], or [`Stop::Unreadable`]
pub(super) fn has_rooms(
    facts: &dyn Facts,
    cx: &Context<'_>,
    id: Id,
    (site, at, asked): (&str, DateTime<Utc>, u32),
) -> Result<(), Stop> {
    match rooms_taken(facts, cx, site, at, id)? {
        Some((rooms, taken)) if asked > rooms.saturating_sub(taken) => {
            Err(Refusal::Rooms { site: site.to_owned(), rooms, taken, asked }.into())
        }
        _ => Ok(()),
    }
}

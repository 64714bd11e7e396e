//! Several commands that happen together or not at all: one journal entry, taken back as one.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::command::{Command, decide};
use super::event::{Entity, Event, State};
use super::facts::{Context, Engagement, Facts, Made, PaperIdentity, Series, Stop, Unreadable};
use super::id::{Id, Stream};
use super::run::engagements_of;

/// Decides one command after the other, each as if those before had happened.
///
/// # Errors
/// The [`Stop`] of the first that is refused.
pub(super) fn decide_all(
    facts: &dyn Facts,
    cx: &Context<'_>,
    commands: &[Command],
) -> Result<Vec<Event>, Stop> {
    let mut after = After { facts, changed: BTreeMap::new() };
    let mut all = Vec::new();
    for command in commands {
        let events = decide(&after, cx, command)?;
        after.happen(cx, &events)?;
        all.extend(events);
    }
    Ok(all)
}

/// The facts as they are after some events that are not recorded yet. Numbers, papers and arrivals are asked of what
/// is recorded: no command that depends on them comes together with another one.
struct After<'f> {
    facts: &'f dyn Facts,
    changed: BTreeMap<Stream, Entity>,
}

impl After<'_> {
    fn happen(&mut self, cx: &Context<'_>, events: &[Event]) -> Result<(), Stop> {
        for event in events {
            let before = self.entity(event.stream)?;
            let entity = Entity::apply(before, &cx.stamp(), event);
            let entity = entity.map_err(|inapplicable| Unreadable(Box::new(inapplicable)))?;
            self.changed.insert(event.stream, entity);
        }
        Ok(())
    }
}

impl Facts for After<'_> {
    fn entity(&self, stream: Stream) -> Result<Option<Entity>, Unreadable> {
        match self.changed.get(&stream) {
            Some(entity) => Ok(Some(entity.clone())),
            None => self.facts.entity(stream),
        }
    }

    fn entity_at(&self, stream: Stream, version: u32) -> Result<Option<Entity>, Unreadable> {
        self.facts.entity_at(stream, version)
    }

    fn last_number(&self, series: &Series) -> Result<u32, Unreadable> {
        self.facts.last_number(series)
    }

    fn same_papers(&self, identity: &PaperIdentity) -> Result<Vec<Id>, Unreadable> {
        self.facts.same_papers(identity)
    }

    fn arrival_by_key(&self, key: &str) -> Result<Option<Id>, Unreadable> {
        self.facts.arrival_by_key(key)
    }

    fn engagements(
        &self,
        who: &str,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<Vec<Engagement>, Unreadable> {
        let mut found = self.facts.engagements(who, from, until)?;
        found.retain(|engagement| !self.changed.contains_key(&engagement.stream));
        for (stream, entity) in &self.changed {
            let State::Run(run) = &entity.state else { continue };
            let touching = engagements_of(run)
                .into_iter()
                .filter(|(name, begins, ends)| name == who && *begins < until && *ends > from);
            found.extend(touching.map(|(_, from, until)| Engagement { stream: *stream, from, until }));
        }
        found.sort_by_key(|engagement| (engagement.from, engagement.until, engagement.stream));
        Ok(found)
    }

    fn waiting_for(&self, key: &str) -> Result<Vec<Stream>, Unreadable> {
        self.facts.waiting_for(key)
    }

    fn made_by_entry(&self, seq: u64) -> Result<Vec<Made>, Unreadable> {
        self.facts.made_by_entry(seq)
    }
}

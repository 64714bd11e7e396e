//! The entities in memory: a [`Facts`] for rules, tests, drills and proposals, without a store.
//!
//! The store must answer in the same way. What each answer follows from:
//!
//! | question | answer |
//! |---|---|
//! | `entity` | the last version of the stream, void or not |
//! | `entity_at` | the entity right after the event with that version |
//! | `last_number` | the greatest number of the series in [`number_given`] of all events ever recorded; 0 without one |
//! | `same_papers` | the documents that are not void and whose `identity().key()` is equal, the greatest id first |
//! | `arrival_by_key` | the arrival that is not void and whose `movement.key` is equal; the one with the least id |
//! | `engagements` | of all runs that are not void, [`engagements_of`] with that name and `from < asked until` and `until > asked from`, in order of their time and stream |
//! | `waiting_for` | of all entities that are not void and whose `waits_for()` is the key, the streams in order of kind and id |
//! | `made_by_entry` | streams and versions of the events of that journal entry, in order |

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::bulletin::History;
use super::command::{Command, decide};
use super::event::{Entity, Event, Inapplicable, Stamp, State};
use super::facts::{Context, Engagement, Facts, Made, PaperIdentity, Series, Stop, Unreadable};
use super::id::{Id, Kind, Stream};
use super::run::engagements_of;
use super::serial::number_given;

/// All entities with all their versions, and the journal entries that made them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct World {
    history: BTreeMap<Stream, Vec<Entity>>,
    numbers: BTreeMap<Series, u32>,
    entries: Vec<(Stamp, Vec<Event>)>,
}

impl World {
    /// A world without anything in it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Decides a command and, unless it is refused, records what happens as one more journal entry. A command that
    /// changes nothing makes no entry.
    ///
    /// # Errors
    /// [`Stop`]; nothing has changed then.
    pub fn execute(&mut self, cx: &Context<'_>, command: &Command) -> Result<Vec<Event>, Stop> {
        let events = decide(self, cx, command)?;
        if !events.is_empty() {
            self.record(&cx.stamp(), &events).map_err(|inapplicable| Unreadable(Box::new(inapplicable)))?;
        }
        Ok(events)
    }

    /// Records the events of one journal entry that was decided elsewhere.
    ///
    /// # Errors
    /// [`Inapplicable`] when an event does not follow on what is there; nothing has changed then.
    pub fn record(&mut self, stamp: &Stamp, events: &[Event]) -> Result<(), Inapplicable> {
        let mut made: Vec<Entity> = Vec::with_capacity(events.len());
        for event in events {
            let earlier = made.iter().rev().find(|entity| entity.stream == event.stream);
            let before = earlier.or_else(|| self.get(event.stream)).cloned();
            made.push(Entity::apply(before, stamp, event)?);
        }
        for (entity, event) in made.into_iter().zip(events) {
            if let Some((series, number)) = number_given(&event.body) {
                let last = self.numbers.entry(series).or_default();
                *last = number.max(*last);
            }
            self.history.entry(entity.stream).or_default().push(entity);
        }
        self.entries.push((stamp.clone(), events.to_vec()));
        Ok(())
    }

    /// The entity, void or not.
    pub fn get(&self, stream: Stream) -> Option<&Entity> {
        self.history.get(&stream).and_then(|versions| versions.last())
    }

    /// All entities of a kind that are not void, in order of their ids.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Entity> {
        let (least, greatest) = (Id::from_bytes([0; 16]), Id::from_bytes([u8::MAX; 16]));
        let entities = self.history.range(Stream::new(kind, least)..=Stream::new(kind, greatest));
        entities.filter_map(|(_, versions)| versions.last()).filter(|entity| !entity.void)
    }

    /// All entities, void ones too, in order of kind and id.
    pub fn entities(&self) -> impl Iterator<Item = &Entity> {
        self.history.values().filter_map(|versions| versions.last())
    }

    /// Journal entries, oldest first; the first has sequence number 1.
    pub fn entries(&self) -> &[(Stamp, Vec<Event>)] {
        &self.entries
    }

    /// What became of every entity, in order of kind and id: all that issues of bulletins count.
    pub fn histories(&self) -> BTreeMap<Stream, History> {
        let mut histories: BTreeMap<Stream, History> = BTreeMap::new();
        for (seq, (stamp, events)) in (1..).zip(&self.entries) {
            for event in events {
                let history = histories.entry(event.stream).or_insert_with(|| History { events: Vec::new() });
                history.events.push((seq, stamp.clone(), event.clone()));
            }
        }
        histories
    }

    /// Sequence number of the last journal entry; 0 without one.
    pub fn last_entry(&self) -> u64 {
        self.entries.len() as u64
    }
}

impl Facts for World {
    fn entity(&self, stream: Stream) -> Result<Option<Entity>, Unreadable> {
        Ok(self.get(stream).cloned())
    }

    fn entity_at(&self, stream: Stream, version: u32) -> Result<Option<Entity>, Unreadable> {
        let versions = self.history.get(&stream);
        Ok(versions.and_then(|all| all.iter().find(|entity| entity.version == version)).cloned())
    }

    fn last_number(&self, series: &Series) -> Result<u32, Unreadable> {
        Ok(self.numbers.get(series).copied().unwrap_or(0))
    }

    fn same_papers(&self, identity: &PaperIdentity) -> Result<Vec<Id>, Unreadable> {
        let same = self.of_kind(Kind::Document).filter_map(|entity| match &entity.state {
            State::Document(document) if document.identity() == *identity => Some(entity.stream.id),
            _ => None,
        });
        let mut ids: Vec<Id> = same.collect();
        ids.reverse();
        Ok(ids)
    }

    fn arrival_by_key(&self, key: &str) -> Result<Option<Id>, Unreadable> {
        Ok(self.of_kind(Kind::Arrival).find_map(|entity| match &entity.state {
            State::Arrival(arrival) if arrival.movement.key == key => Some(entity.stream.id),
            _ => None,
        }))
    }

    fn engagements(
        &self,
        who: &str,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<Vec<Engagement>, Unreadable> {
        let mut found = Vec::new();
        for entity in self.of_kind(Kind::Run) {
            let State::Run(run) = &entity.state else { continue };
            let touching = engagements_of(run)
                .into_iter()
                .filter(|(name, begins, ends)| name == who && *begins < until && *ends > from);
            found.extend(touching.map(|(_, from, until)| Engagement { stream: entity.stream, from, until }));
        }
        found.sort_by_key(|engagement| (engagement.from, engagement.until, engagement.stream));
        Ok(found)
    }

    fn waiting_for(&self, key: &str) -> Result<Vec<Stream>, Unreadable> {
        let waiting = self.entities().filter(|entity| {
            !entity.void && entity.state.waits_for().is_some_and(|waits_for| waits_for == key)
        });
        Ok(waiting.map(|entity| entity.stream).collect())
    }

    fn made_by_entry(&self, seq: u64) -> Result<Vec<Made>, Unreadable> {
        let index = usize::try_from(seq).ok().and_then(|seq| seq.checked_sub(1));
        let entry = index.and_then(|index| self.entries.get(index));
        Ok(entry.map_or_else(Vec::new, |(_, events)| {
            events.iter().map(|event| (event.stream, event.version)).collect()
        }))
    }
}

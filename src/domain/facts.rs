//! What a decision may look at besides its command: the entities there are, read at one moment.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::calendar::Calendar;
use super::event::{Aggregate, Entity, Event, Stamp};
use super::fleet::Fleet;
use super::id::{Id, Stream};
use super::ladder::AttentionRules;
use super::limits::Limits;
use super::meeting::ChecklistTemplate;
use super::officer::Officer;
use super::refusal::Refusal;

/// The facts could not be read; the decision was not made.
#[derive(Debug, thiserror::Error)]
#[error("the facts for a decision could not be read: {0}")]
pub struct Unreadable(#[from] pub Box<dyn std::error::Error + Send + Sync>);

/// Why a decision has no events.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// The domain says no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The facts could not be read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
}

/// What makes two papers the same paper (a number alone does not: two bodies' papers may bear the same one).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PaperIdentity {
    /// Number in canonical form, or as written; empty for papers without one.
    pub number: String,
    /// Title without blanks and punctuation.
    pub title: String,
    /// Issuer without blanks.
    pub issuer: String,
    /// Date written.
    pub written_on: Option<NaiveDate>,
}

impl PaperIdentity {
    /// One text that is equal for equal identities; what the tables index.
    pub fn key(&self) -> String {
        let date = self.written_on.map(|date| date.to_string()).unwrap_or_default();
        format!("{}\u{1f}{}\u{1f}{}\u{1f}{}", self.number, self.title, self.issuer, date)
    }
}

/// A gapless sequence of numbers, such as receipt numbers of one register in one year.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Series {
    /// Register, bulletin series or kind, e.g. `receipt/incoming`, `bulletin/daily`, `finding`.
    pub name: String,
    /// Calendar year in the office's zone.
    pub year: i32,
}

/// A stretch of time in which a person, a vehicle or a room is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Engagement {
    /// The run or shift that takes it.
    pub stream: Stream,
    /// From (UTC).
    pub from: DateTime<Utc>,
    /// Until (UTC).
    pub until: DateTime<Utc>,
}

/// One event of an earlier journal entry: stream and version it made.
pub type Made = (Stream, u32);

/// Read access for decisions. All answers are of the same moment (one transaction in the store).
pub trait Facts {
    /// The entity, if there is one (void ones too).
    ///
    /// # Errors
    /// [`Unreadable`] when the tables cannot be read; so for all methods here.
    fn entity(&self, stream: Stream) -> Result<Option<Entity>, Unreadable>;
    /// The entity as it was at an earlier version.
    ///
    /// # Errors
    /// [`Unreadable`]
    fn entity_at(&self, stream: Stream, version: u32) -> Result<Option<Entity>, Unreadable>;
    /// The last number given in a series; 0 if none was.
    ///
    /// # Errors
    /// [`Unreadable`]
    fn last_number(&self, series: &Series) -> Result<u32, Unreadable>;
    /// The papers with this identity that are not void, the newest (by id) first.
    ///
    /// # Errors
    /// [`Unreadable`]
    fn same_papers(&self, identity: &PaperIdentity) -> Result<Vec<Id>, Unreadable>;
    /// An arrival by the key under which its source knows it (e.g. `CA1234@2020-04-07`).
    ///
    /// # Errors
    /// [`Unreadable`]
    fn arrival_by_key(&self, key: &str) -> Result<Option<Id>, Unreadable>;
    /// Stretches in which this person or vehicle (`volunteer/ID`, `vehicle:B-01`, `driver:name`) is taken and that
    /// touch the time between.
    ///
    /// # Errors
    /// [`Unreadable`]
    fn engagements(
        &self,
        who: &str,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<Vec<Engagement>, Unreadable>;
    /// The open items that are put off until the event with this [key](super::wake::Wake::key), in order of kind and
    /// id; also those whose end of shelving has passed.
    ///
    /// # Errors
    /// [`Unreadable`]
    fn waiting_for(&self, key: &str) -> Result<Vec<Stream>, Unreadable>;
    /// What an earlier journal entry made, in its order; empty if there is no such entry.
    ///
    /// # Errors
    /// [`Unreadable`]
    fn made_by_entry(&self, seq: u64) -> Result<Vec<Made>, Unreadable>;
}

/// What decisions go by besides the facts: the clock, the person, the rules of the house.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The time (UTC).
    pub now: DateTime<Utc>,
    /// Who acts.
    pub officer: &'a Officer,
    /// End of the shift on duty (UTC), for limits that say "same shift".
    pub shift_ends: Option<DateTime<Utc>>,
    /// Limits, calendar and units from the configuration.
    pub policy: &'a Policy,
}

/// The rules of the house, from the configuration.
#[derive(Debug, Clone)]
pub struct Policy {
    /// Time limits.
    pub limits: Limits,
    /// Working days and hours, and the zone.
    pub calendar: Calendar,
    /// Ids of the units that work can be given to; empty: any.
    pub units: Vec<String>,
    /// Register used when none is named.
    pub default_register: String,
    /// When items press, and to whom they rise.
    pub attention: AttentionRules,
    /// What must be ready before a meeting or an activity.
    pub checklists: Vec<ChecklistTemplate>,
    /// The bureau that is told of bus lines: id of a unit.
    pub bus_unit: String,
    /// Vehicles, roads and sites.
    pub fleet: Fleet,
}

impl Policy {
    /// Refuses units that the configuration does not know.
    ///
    /// # Errors
    /// [`Refusal::UnknownUnit`]
    pub fn known_unit(&self, unit: &str) -> Result<(), Refusal> {
        if self.units.is_empty() || self.units.iter().any(|known| known == unit) {
            Ok(())
        } else {
            Err(Refusal::UnknownUnit { unit: unit.to_owned() })
        }
    }
}

impl Context<'_> {
    /// The stamp that events decided in this context bear.
    pub fn stamp(&self) -> Stamp {
        Stamp { at: self.now, by: self.officer.name.clone() }
    }

    /// When something was done that an officer records with a time (UTC), on something that began at `from`. People
    /// tell whole minutes: what began at 10:05:30 and was answered at once was answered at "10:05".
    ///
    /// # Errors
    /// [`Refusal::BadValue`] of `at` for a time before `from`, or in the future.
    pub fn recorded(&self, told: DateTime<Utc>, from: DateTime<Utc>) -> Result<DateTime<Utc>, Refusal> {
        let whole_minute = told.timestamp().rem_euclid(60) == 0 && told.timestamp_subsec_nanos() == 0;
        let same_minute = whole_minute && told < from && from - told < TimeDelta::minutes(1);
        let at = if same_minute { from } else { told };
        if at < from || at > self.now {
            return Err(Refusal::BadValue { field: "at", value: told.to_rfc3339() });
        }
        Ok(at)
    }
}

/// Events being decided on one entity; every event is applied at once, so that the next decision sees it.
#[derive(Debug)]
pub struct Changes<A: Aggregate> {
    stream: Stream,
    version: u32,
    state: Option<A>,
    stamp: Stamp,
    events: Vec<Event>,
}

impl<A: Aggregate> Changes<A> {
    /// Starts on an entity that must be there.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when it is not, or is void.
    pub fn on(facts: &dyn Facts, cx: &Context<'_>, id: Id) -> Result<Self, Stop> {
        let stream = Stream::new(A::KIND, id);
        let entity = facts.entity(stream)?.filter(|entity| !entity.void);
        let entity = entity.ok_or(Refusal::NotFound { stream })?;
        let state = A::from_state(&entity.state).cloned();
        Ok(Self { stream, version: entity.version, state, stamp: cx.stamp(), events: Vec::new() })
    }

    /// Starts on an entity that must not be there yet.
    ///
    /// # Errors
    /// [`Refusal::Exists`] when the id is taken.
    pub fn new(facts: &dyn Facts, cx: &Context<'_>, id: Id) -> Result<Self, Stop> {
        let stream = Stream::new(A::KIND, id);
        if facts.entity(stream)?.is_some() {
            return Err(Refusal::Exists { stream }.into());
        }
        Ok(Self { stream, version: 0, state: None, stamp: cx.stamp(), events: Vec::new() })
    }

    /// The entity.
    pub const fn stream(&self) -> Stream {
        self.stream
    }

    /// Number of events so far, those decided here among them.
    pub const fn version(&self) -> u32 {
        self.version
    }

    /// The state so far; [`Refusal::NotFound`] before the first event of a new entity.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]
    pub fn state(&self) -> Result<&A, Refusal> {
        self.state.as_ref().ok_or(Refusal::NotFound { stream: self.stream })
    }

    /// Adds an event and applies it.
    ///
    /// # Errors
    /// [`Stop::Unreadable`] when a decision makes an event that cannot follow: a fault in the program, not a refusal.
    pub fn emit(&mut self, event: A::Event) -> Result<(), Stop> {
        let state = A::apply(self.state.take(), &self.stamp, &event)
            .map_err(|inapplicable| Unreadable(Box::new(inapplicable)))?;
        self.version += 1;
        self.events.push(Event { stream: self.stream, version: self.version, body: event.into() });
        self.state = Some(state);
        Ok(())
    }

    /// Refuses a verb that does not fit the state.
    ///
    /// # Errors
    /// [`Refusal::WrongState`], always.
    pub fn wrong_state<T>(&self, verb: &'static str, allowed: &[&'static str]) -> Result<T, Stop> {
        let state = self.state.as_ref().map_or("none", A::state_name);
        Err(Refusal::WrongState { stream: self.stream, state, verb, allowed: allowed.to_vec() }.into())
    }

    /// Refuses a verb unless the state fits it.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] unless `fits`.
    pub fn demand(&self, fits: bool, verb: &'static str, allowed: &[&'static str]) -> Result<(), Stop> {
        if fits { Ok(()) } else { self.wrong_state(verb, allowed) }
    }

    /// The events decided.
    pub fn into_events(self) -> Vec<Event> {
        self.events
    }
}

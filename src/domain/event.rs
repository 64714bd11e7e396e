//! Events and the entities they make: what the journal keeps, and what it means.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::id::{Kind, Stream};
use super::{
    arrival, bulletin, clearance, dispatch, document, emergency, finding, inspection, ledger_entry, meeting,
    outgoing, request, run, shift, supervised, task, volunteer,
};

/// One fact about one entity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// The entity.
    pub stream: Stream,
    /// Version of the entity once this has happened; the first event makes version 1.
    pub version: u32,
    /// What happened.
    pub body: EventBody,
}

/// Who did it and when; the same for all events of a journal entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// Name of the officer.
    pub by: String,
}

/// The event does not fit the state it is applied to: the journal is damaged, or was written by a newer program.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an event does not fit its entity: {0}")]
pub struct Inapplicable(pub String);

/// A kind of entity: how its events make its state. Pure, and total for every journal this program has written.
pub trait Aggregate: Sized + Clone + PartialEq {
    /// Which kind.
    const KIND: Kind;
    /// Its events.
    type Event: Clone + Into<EventBody>;
    /// The state after `event`; `before` is `None` for the first.
    ///
    /// # Errors
    /// [`Inapplicable`] when the event cannot follow on the state.
    fn apply(before: Option<Self>, stamp: &Stamp, event: &Self::Event) -> Result<Self, Inapplicable>;
    /// Name of the state, as in JSON.
    fn state_name(&self) -> &'static str;
    /// This kind out of any state.
    fn from_state(state: &State) -> Option<&Self>;
    /// Any state out of this kind.
    fn into_state(self) -> State;
}

/// An undo: the entity is again as it was before a journal entry. A fact of its own; nothing is erased.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Restored {
    /// Sequence number of the journal entry that is undone.
    pub undoes: u64,
    /// The state from before; `None` voids the entity (its creation is undone, its number stays taken).
    pub state: Option<Box<State>>,
}

macro_rules! entities {
    ($($kind:ident, $state:ty, $event:ty;)*) => {
        /// What happened, by kind of entity. Stored as JSON; names never change.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum EventBody {
            $(#[doc = concat!("Of a ", stringify!($kind))] $kind($event),)*
            /// Any entity: back to what it was.
            Restored(Restored),
        }

        /// State of an entity of any kind.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum State {
            $(#[doc = concat!("A ", stringify!($kind))] $kind(Box<$state>),)*
        }

        impl State {
            /// Name of the state within its kind, as in JSON.
            pub fn name(&self) -> &'static str {
                match self { $(Self::$kind(state) => state.state_name(),)* }
            }

            fn apply(before: Option<Self>, stamp: &Stamp, body: &EventBody) -> Result<Self, Inapplicable> {
                match body {
                    $(EventBody::$kind(event) => {
                        let before = match before {
                            None => None,
                            Some(Self::$kind(state)) => Some(*state),
                            Some(other) => return Err(Inapplicable(format!(
                                "{} event on a {}", Kind::$kind.name(), other.kind().name()))),
                        };
                        <$state>::apply(before, stamp, event).map(Aggregate::into_state)
                    })*
                    EventBody::Restored(_) => Err(Inapplicable("restoring is the entity's own".to_owned())),
                }
            }

            /// Which kind of entity this is.
            pub const fn kind(&self) -> Kind {
                match self { $(Self::$kind(_) => Kind::$kind,)* }
            }
        }

        $(
            impl From<$event> for EventBody {
                fn from(event: $event) -> Self { Self::$kind(event) }
            }
        )*
    };
}

entities! {
    Document, document::Document, document::DocumentEvent;
    Dispatch, dispatch::Dispatch, dispatch::DispatchEvent;
    Inspection, inspection::Inspection, inspection::InspectionEvent;
    Finding, finding::Finding, finding::FindingEvent;
    Supervised, supervised::Supervised, supervised::SupervisedEvent;
    Arrival, arrival::Arrival, arrival::ArrivalEvent;
    Run, run::Run, run::RunEvent;
    Volunteer, volunteer::Volunteer, volunteer::VolunteerEvent;
    Request, request::Request, request::RequestEvent;
    Bulletin, bulletin::Bulletin, bulletin::BulletinEvent;
    LedgerEntry, ledger_entry::LedgerEntry, ledger_entry::LedgerEvent;
    Shift, shift::Shift, shift::ShiftEvent;
    Clearance, clearance::Clearance, clearance::ClearanceEvent;
    Message, outgoing::Message, outgoing::MessageEvent;
    Emergency, emergency::Emergency, emergency::EmergencyEvent;
    Meeting, meeting::Meeting, meeting::MeetingEvent;
    Task, task::Task, task::TaskEvent;
}

/// The parts of [`Aggregate`] that are the same for every kind whose state is in a field `state`.
macro_rules! aggregate_of {
    ($kind:ident, $event:ty) => {
        const KIND: crate::domain::id::Kind = crate::domain::id::Kind::$kind;
        type Event = $event;

        fn state_name(&self) -> &'static str {
            self.state.name()
        }

        fn from_state(state: &crate::domain::event::State) -> Option<&Self> {
            match state {
                crate::domain::event::State::$kind(state) => Some(state),
                _ => None,
            }
        }

        fn into_state(self) -> crate::domain::event::State {
            crate::domain::event::State::$kind(Box::new(self))
        }
    };
}

pub(crate) use aggregate_of;

/// An entity as the tables hold it: its state, and what is known of every entity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Kind and id.
    pub stream: Stream,
    /// Number of events so far.
    pub version: u32,
    /// When the first event was recorded (UTC).
    pub created_at: DateTime<Utc>,
    /// Who recorded it.
    pub created_by: String,
    /// When the last event was recorded (UTC).
    pub changed_at: DateTime<Utc>,
    /// Who recorded it.
    pub changed_by: String,
    /// Its creation was undone; kept, so that its number is not given twice.
    pub void: bool,
    /// The state.
    pub state: State,
}

impl Entity {
    /// The entity after one more event.
    ///
    /// # Errors
    /// [`Inapplicable`] when version or kind do not follow on what is there.
    pub fn apply(before: Option<Self>, stamp: &Stamp, event: &Event) -> Result<Self, Inapplicable> {
        let expected = before.as_ref().map_or(1, |entity| entity.version + 1);
        if event.version != expected {
            return Err(Inapplicable(format!(
                "{}: version {} where {expected} is next",
                event.stream, event.version
            )));
        }
        let (state, void) = match (&event.body, before.as_ref()) {
            (EventBody::Restored(restored), Some(entity)) => match &restored.state {
                Some(state) => ((**state).clone(), false),
                None => (entity.state.clone(), true),
            },
            (body, Some(entity)) => (State::apply(Some(entity.state.clone()), stamp, body)?, entity.void),
            (body, None) => (State::apply(None, stamp, body)?, false),
        };
        let (created_at, created_by) = match before {
            Some(entity) => (entity.created_at, entity.created_by),
            None => (stamp.at, stamp.by.clone()),
        };
        Ok(Self {
            stream: event.stream,
            version: event.version,
            created_at,
            created_by,
            changed_at: stamp.at,
            changed_by: stamp.by.clone(),
            void,
            state,
        })
    }
}

//! The domain: pure rules. No clock, no I/O, no text for people.
//!
//! `decide(facts, context, command)` gives events or a refusal; `Entity::apply` makes state out of events. Everything
//! here is stored or shown elsewhere; nothing here knows how.

pub mod attention;
pub mod calendar;
pub mod command;
pub mod doc_number;
pub mod document;
pub mod event;
pub mod facts;
pub mod id;
pub mod limits;
pub mod notice;
pub mod officer;
pub mod refusal;
pub mod urgency;

pub use attention::Attention;
pub use command::{Command, decide};
pub use event::{Aggregate, Entity, Event, EventBody, Stamp, State};
pub use facts::{Context, Facts, Policy, Stop};
pub use id::{Id, Kind, Stream};
pub use officer::{Officer, Role};
pub use refusal::Refusal;
pub use urgency::Urgency;

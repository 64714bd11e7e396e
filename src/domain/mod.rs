//! The domain: pure rules. No clock, no I/O, no text for people.
//!
//! `decide(facts, context, command)` gives events or a refusal; `Entity::apply` makes state out of events. Everything
//! here is stored or shown elsewhere; nothing here knows how.

pub mod alarm;
pub mod arrival;
pub mod attention;
pub mod bulletin;
pub mod calendar;
pub mod clearance;
pub mod command;
pub mod deadline;
pub mod dispatch;
pub mod doc_number;
pub mod document;
pub mod emergency;
pub mod event;
pub mod facts;
pub mod finding;
pub mod fleet;
pub mod id;
pub mod inspection;
pub mod ladder;
pub mod ledger_entry;
pub mod ledgers;
pub mod limits;
pub mod meeting;
mod named;
pub mod notice;
pub mod officer;
pub mod outgoing;
pub mod refusal;
pub mod request;
pub mod run;
pub mod serial;
pub mod shift;
pub mod supervised;
pub mod task;
mod together;
pub mod urgency;
pub mod volunteer;
pub mod wake;
pub mod world;

pub use attention::Attention;
pub use command::{Command, decide};
pub use deadline::Deadline;
pub use event::{Aggregate, Entity, Event, EventBody, Stamp, State};
pub use facts::{Context, Facts, Policy, Stop};
pub use id::{Id, Kind, Stream};
pub use officer::{Officer, Role};
pub use refusal::Refusal;
pub use serial::Serial;
pub use urgency::Urgency;
pub use wake::Wake;
pub use world::World;

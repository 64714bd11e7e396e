//! The store: an append-only journal, and the tables projected from it, in one SQLite file.
//!
//! [`Store`] owns the one writing connection on a thread of its own; [`Reader`] answers from a read-only connection;
//! [`Watcher`] says when another process has committed. Nothing above knows which engine sequences the journal.

mod actor;
mod attachments;
mod copy;
mod embedded;
mod entry;
mod error;
mod facts;
pub mod journal;
mod manifests;
mod projection;
mod query;
mod rebuild;
mod runner;
mod schema;
mod upgrade;
mod verify;
mod watch;

pub use actor::{OpenOptions, Pending, Store};
pub use attachments::{Attachments, Carried, Harm, carry_attachments, missing_attachments};
pub use copy::{backup, restore};
pub use embedded::Embedded;
pub use entry::{Digest, Entry, EntryFault, Header, HeaderEvent};
pub use error::StoreError;
pub use manifests::{Manifests, Passenger};
pub use query::{ListedEntry, ReadContext, Reader, Standing, ledger_line};
pub use rebuild::rebuild;
pub use runner::{CommitError, Committed, Outcome, Submission};
pub use schema::SCHEMA_VERSION;
pub use upgrade::{Upgrading, upgrade};
pub use verify::{Problem, Verification, verify};
pub use watch::{Watcher, bell_path};

//! What can go wrong below the domain.

use super::entry::EntryFault;
use super::journal::{AppendFailure, Ended};
use crate::domain::event::Inapplicable;
use crate::domain::facts::Unreadable;

/// The store could not do what was asked. Nothing of it was kept.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite says no.
    #[error("the store file: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// A file beside the store, or the store file itself, cannot be used.
    #[error("{path}: {source}")]
    File {
        /// Which file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The file is an SQLite database, but none of ours.
    #[error("not a dutydesk store")]
    NotAStore,
    /// The store was written by a newer program.
    #[error("written by a newer dutydesk: schema {found}, this program knows {known}")]
    NewerSchema {
        /// Version in the file.
        found: i64,
        /// Version of this program.
        known: i64,
    },
    /// The tables are laid out as an older program did it, and cannot be made again by whoever only reads.
    #[error("tables of schema {found}, this program reads {known}")]
    OlderSchema {
        /// Version in the file.
        found: i64,
        /// Version of this program.
        known: i64,
    },
    /// A journal entry cannot be read.
    #[error("journal entry {seq}: {fault}")]
    Entry {
        /// Its number.
        seq: u64,
        /// What is wrong with it.
        fault: EntryFault,
    },
    /// An event does not follow on the state it is applied to.
    #[error("journal entry {seq}: {fault}")]
    Inapplicable {
        /// Number of the entry.
        seq: u64,
        /// What does not fit.
        fault: Inapplicable,
    },
    /// A table row cannot be understood.
    #[error("table {table}: {what}")]
    Table {
        /// Which table.
        table: &'static str,
        /// What is wrong.
        what: String,
    },
    /// The journal did not take an entry.
    #[error("the journal did not take the entry: {0}")]
    Append(#[from] AppendFailure),
    /// The facts for a decision could not be read.
    #[error(transparent)]
    Facts(#[from] Unreadable),
    /// Somebody else held the store for too long.
    #[error("the store is busy")]
    Busy,
    /// The thread that owns the connection has ended.
    #[error("the store is closed")]
    Closed,
}

impl StoreError {
    /// Ties an input or output failure to its file.
    pub(super) fn file(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        |source| Self::File { path: path.display().to_string(), source }
    }

    /// Whether somebody else held the store for longer than one waits.
    pub fn is_busy(&self) -> bool {
        let code = match self {
            Self::Sqlite(error) => error.sqlite_error_code(),
            Self::Busy => return true,
            _ => None,
        };
        matches!(code, Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked))
    }

    /// Whether the file is something else than a store of ours.
    pub fn is_no_store(&self) -> bool {
        match self {
            Self::NotAStore => true,
            Self::Sqlite(error) => error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase),
            _ => false,
        }
    }

    /// Whether the file may not be written.
    pub fn is_read_only(&self) -> bool {
        matches!(self, Self::Sqlite(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ReadOnly))
    }
}

impl From<Ended> for StoreError {
    fn from(Ended(what): Ended) -> Self {
        Self::Table { table: "journal", what }
    }
}

impl From<StoreError> for Unreadable {
    fn from(error: StoreError) -> Self {
        Self(Box::new(error))
    }
}

//! The one seam between the store and whatever sequences its journal.
//!
//! One command is one entry is one message. An engine puts entries in order and keeps their exact bytes; what they
//! mean is not its business. Only the projection applies entries, and it takes them from here in order.

use crate::domain::Id;

/// Why an entry was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AppendFailure {
    /// The head is not the one expected, or this commit is in the journal already. Certainly not stored.
    #[error("the journal has moved on")]
    Conflict,
    /// The engine cannot take entries now. Certainly not stored.
    #[error("the journal is not available: {0}")]
    Unavailable(String),
    /// Stored or not: only the journal's next entry will tell.
    #[error("it is not known whether the journal took the entry: {0}")]
    Unknown(String),
}

/// An entry as the journal keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its place: 1, 2, 3 … without gaps.
    pub seq: u64,
    /// Its exact bytes.
    pub bytes: Vec<u8>,
}

/// The journal cannot be read further; ask again from the same place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the journal cannot be read: {0}")]
pub struct Ended(pub String);

/// A journal: an order of entries, with compare-and-set on the head of the whole.
pub trait Journal {
    /// Puts an entry behind the expected head and gives its number, which is one more.
    ///
    /// `commit_id` is the id of the entry; the same id is never taken twice.
    ///
    /// # Errors
    /// [`AppendFailure`]; after `Conflict` and `Unavailable` the entry is certainly not in the journal.
    fn append(&self, bytes: &[u8], commit_id: Id, expected_head: u64) -> Result<u64, AppendFailure>;

    /// Up to `most` entries from number `from` on, in order and without gaps; none when there are no more yet.
    ///
    /// # Errors
    /// [`Ended`] when the engine cannot go on; what was given before stays true.
    fn follow(&self, from: u64, most: usize) -> Result<Vec<Stored>, Ended>;

    /// Number of the last entry; 0 before the first.
    ///
    /// # Errors
    /// [`Ended`]
    fn head(&self) -> Result<u64, Ended>;
}

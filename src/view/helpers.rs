//! Who can be sent to a guest: speakers of the guest's language, and what is left where nobody can come.

use chrono::{DateTime, Utc};

/// Somebody who could help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Helper {
    /// Name.
    pub name: String,
    /// Hired interpreter rather than volunteer.
    pub interpreter: bool,
    /// Telephone; empty if unknown.
    pub phone: String,
    /// `free`, `assigned`, `resting` or `off`; `serving` for who is with another guest.
    pub state: &'static str,
    /// Until when that holds (UTC), as far as known.
    pub until: Option<DateTime<Utc>>,
}

/// Who could help a guest, those who can come now first: volunteers, then hired interpreters. After them come the
/// telephone and the device, which are always there; behind these who cannot come now, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Helpers {
    /// The guest's language (BCP 47), if it is known.
    pub language: Option<String>,
    /// They, in the order in which one asks them.
    pub people: Vec<Helper>,
}

impl Helper {
    /// Whether this one can come now.
    pub fn is_free(&self) -> bool {
        self.state == "free"
    }
}

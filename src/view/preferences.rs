//! What an officer has set up for a pane: its order and the views saved under a name.

use super::{Only, PaneKind, Sort};

/// A part of a list under a name of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SavedView {
    /// What the officer calls it.
    pub name: String,
    /// The line of its filter, read when it is opened, so that `due:<2h` means the same tomorrow.
    pub filter: String,
    /// Order.
    pub sort: Sort,
    /// Closed ones too.
    pub all: bool,
    /// Which part; a holder is the officer who looks.
    pub only: Part,
}

/// A part of a list, as it is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// All rows.
    #[default]
    Any,
    /// Rows that ask for attention.
    Unacknowledged,
    /// Rows whose deadline has passed.
    Overdue,
    /// Rows that the officer has taken on.
    Mine,
}

/// What an officer has set up for a pane.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PanePreferences {
    /// Its order.
    pub sort: Sort,
    /// Saved views, in their order.
    pub views: Vec<SavedView>,
}

impl PaneKind {
    /// Name in files; never changes.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Issues => "issues",
            Self::Transfers => "transfers",
            Self::Volunteers => "volunteers",
        }
    }
}

impl Sort {
    /// All orders.
    pub const ALL: [Self; 4] = [Self::Urgency, Self::Due, Self::Newest, Self::Group];

    /// Name in files; never changes.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Urgency => "urgency",
            Self::Due => "due",
            Self::Newest => "newest",
            Self::Group => "group",
        }
    }

    /// The order of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.name() == name)
    }
}

impl Part {
    /// All parts.
    pub const ALL: [Self; 4] = [Self::Any, Self::Unacknowledged, Self::Overdue, Self::Mine];

    /// Name in files; never changes.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Unacknowledged => "unacknowledged",
            Self::Overdue => "overdue",
            Self::Mine => "mine",
        }
    }

    /// The part of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }

    /// The part that a list is narrowed to.
    pub const fn of(only: &Only) -> Self {
        match only {
            Only::Any => Self::Any,
            Only::Unacknowledged => Self::Unacknowledged,
            Only::Overdue => Self::Overdue,
            Only::HeldBy(_) => Self::Mine,
        }
    }

    /// What a list is narrowed to, for this officer.
    pub fn only(self, me: &str) -> Only {
        match self {
            Self::Any => Only::Any,
            Self::Unacknowledged => Only::Unacknowledged,
            Self::Overdue => Only::Overdue,
            Self::Mine => Only::HeldBy(me.to_owned()),
        }
    }
}

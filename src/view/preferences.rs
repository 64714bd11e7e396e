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
    /// That order the other way round.
    pub reversed: bool,
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
    /// That order the other way round.
    pub reversed: bool,
    /// Its columns in their order; empty for the usual ones. Those that are not named are shown behind these.
    pub columns: Vec<ColumnChoice>,
    /// Saved views, in their order.
    pub views: Vec<SavedView>,
}

/// Whether a column is shown; its place in the list is its place on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnChoice {
    /// Name in files; a name that this program does not know is kept and means nothing.
    pub name: String,
    /// Shown.
    pub shown: bool,
}

impl PanePreferences {
    /// All columns of the pane that there are, in the officer's order.
    pub fn all_columns(&self, pane: PaneKind) -> Vec<ColumnChoice> {
        let known = pane.columns();
        let mut all: Vec<ColumnChoice> = Vec::new();
        for choice in &self.columns {
            if known.contains(&choice.name.as_str()) && all.iter().all(|one| one.name != choice.name) {
                let shown = choice.shown || choice.name == pane.fixed_column();
                all.push(ColumnChoice { name: choice.name.clone(), shown });
            }
        }
        for name in known {
            if all.iter().all(|one| one.name != *name) {
                all.push(ColumnChoice { name: (*name).to_owned(), shown: true });
            }
        }
        all
    }

    /// Takes these columns over; names that are not known here stay for the program that knows them.
    pub fn set_columns(&mut self, pane: PaneKind, columns: Vec<ColumnChoice>) {
        self.columns.retain(|choice| !pane.columns().contains(&choice.name.as_str()));
        self.columns.splice(0..0, columns);
    }
}

impl PaneKind {
    /// Names of its columns in files, in their usual order; they never change.
    pub const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Documents => &["urgency", "due", "what", "title", "issuer", "number", "state", "with"],
            Self::Issues => &["kind", "severity", "due", "title", "place", "unit", "state", "number"],
            Self::Transfers => &[
                "arrives",
                "port",
                "arrival",
                "people",
                "state",
                "trouble",
                "languages",
                "vehicle",
                "volunteers",
                "timeline",
            ],
            Self::Volunteers => &["name", "languages", "state", "until", "hours", "on", "phone"],
        }
    }

    /// The column that is never hidden: without it nobody knows what a row is.
    pub const fn fixed_column(self) -> &'static str {
        match self {
            Self::Documents | Self::Issues => "title",
            Self::Transfers => "arrival",
            Self::Volunteers => "name",
        }
    }

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

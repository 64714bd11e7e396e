//! State of a list pane: rows in sight, cursor, marks, ghosts. The cursor is an entity, never a row number.

use std::collections::BTreeMap;

use crate::domain::Stream;
use crate::view::{Changed, ListQuery, Row, Target, Window};

/// A row that left the list while the cursor was on it: shown struck through, with who and when, until the cursor
/// leaves it.
#[derive(Debug, Clone, PartialEq)]
pub struct Ghost<R> {
    /// As it was last seen.
    pub row: R,
    /// Who took it out of the list, and when.
    pub changed: Changed,
    /// State it is in now.
    pub state: &'static str,
    /// Position in the list at which it is shown; the row that has this position now, and all below it, are shown
    /// one line lower. The cursor is on it as long as it is there.
    pub at: usize,
}

/// A list pane.
#[derive(Debug, Clone)]
pub struct ListPane<R> {
    /// Filter, order, open or all.
    pub query: ListQuery,
    /// Rows at hand; more than can be seen, so that the cursor need not wait.
    pub window: Window<R>,
    /// The entity under the cursor.
    pub cursor: Option<Stream>,
    /// Its position in the whole list.
    pub cursor_at: usize,
    /// Position in the whole list of the first row in sight.
    pub top: usize,
    /// Marked entities as they were seen.
    pub marks: BTreeMap<Stream, Target>,
    /// Position at which a range began.
    pub range_from: Option<usize>,
    /// The ghost, if the row under the cursor has left the list.
    pub ghost: Option<Ghost<R>>,
    /// Ticket of the newest question; answers to older ones are dropped.
    pub ticket: u64,
    /// An answer has come; before that the pane says that it is reading, not that it is empty.
    pub loaded: bool,
    /// The rows at hand answer the query as it stands; after a change of filter or order, not before the answer.
    pub settled: bool,
}

impl<R: Row> Default for ListPane<R> {
    fn default() -> Self {
        Self {
            query: ListQuery::default(),
            window: Window::default(),
            cursor: None,
            cursor_at: 0,
            top: 0,
            marks: BTreeMap::new(),
            range_from: None,
            ghost: None,
            ticket: 0,
            loaded: false,
            settled: false,
        }
    }
}

impl<R: Row> ListPane<R> {
    /// The row at this position of the whole list, if it is at hand.
    pub fn row_at(&self, position: usize) -> Option<&R> {
        position.checked_sub(self.window.offset).and_then(|index| self.window.rows.get(index))
    }

    /// The row under the cursor, if it is at hand and no ghost.
    pub fn current(&self) -> Option<&R> {
        self.row_at(self.cursor_at).filter(|row| Some(row.head().stream) == self.cursor)
    }
}

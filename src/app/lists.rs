//! Movement in a pane. The cursor is an entity: new rows come and go around it, and when its own row leaves the list,
//! a ghost stays until the cursor is moved.

use crate::domain::Stream;
use crate::message::Move;
use crate::ui::list::{Ghost, ListPane};
use crate::view::{ListQuery, Row, Target, Window};

/// Rows asked for: this many screens.
const SCREENS: usize = 5;
/// Least number of rows asked for.
const LEAST: usize = 40;

/// What the app does with a pane, whatever its rows are.
pub(super) trait Pane {
    fn query(&self) -> &ListQuery;
    /// Changes what is wanted; until the answer comes, no row counts as seen.
    fn want(&mut self, change: &mut dyn FnMut(&mut ListQuery));
    fn go(&mut self, movement: Move, in_sight: usize);
    fn select(&mut self, stream: Stream);
    /// The row under the cursor, as seen; none on a ghost or while rows are awaited.
    fn target(&self) -> Option<Target>;
    fn cursor(&self) -> Option<Stream>;
    fn position(&self) -> usize;
    fn total(&self) -> usize;
    fn marks(&self) -> Vec<Target>;
    /// Number of marked rows.
    fn marked(&self) -> usize;
    fn mark(&mut self);
    /// Begins a range, or marks it; tells whether one has begun.
    fn mark_range(&mut self) -> bool;
    fn mark_these(&mut self, targets: Vec<Target>);
    /// Whether a range has begun.
    fn in_range(&self) -> bool;
    /// Whether there was anything to clear.
    fn unmark(&mut self) -> bool;
    /// Whether the cursor comes near the end of the rows at hand.
    fn wants_more(&self, in_sight: usize) -> bool;
    /// The question for the rows around the cursor.
    fn question(&mut self, ticket: u64, in_sight: usize) -> ListQuery;
    /// Brings the cursor into sight.
    fn scroll(&mut self, in_sight: usize);
    /// The entity in this line of those in sight.
    fn in_line(&self, line: usize) -> Option<Stream>;
    fn ghosted(&self) -> bool;
    /// The rows in sight answer the newest filter.
    fn settled(&self) -> bool;
}

fn target<R: Row>(row: &R) -> Target {
    let head = row.head();
    Target {
        stream: head.stream,
        version: head.version,
        state: head.state,
        title: row.title().to_owned(),
        shelved_until: head.attention.shelved_until(),
        due_at: head.due.map(|due| due.at),
    }
}

impl<R: Row> ListPane<R> {
    /// Takes new rows over. The cursor stays on its entity; `me` is the officer, whose own acts leave no ghost. Tells
    /// whether such an act has taken the row under the cursor out of the list.
    pub(super) fn take(&mut self, window: Window<R>, me: &str) -> bool {
        let before = self.current().cloned();
        self.window = window;
        let settled = std::mem::replace(&mut self.settled, true);
        self.loaded = true;
        let Some(stream) = self.cursor else {
            self.settle_at(self.cursor_at);
            return false;
        };
        // The answer may be anchored to the row that the cursor was on when it was asked: hands are faster.
        let at = self.window.rows.iter().position(|row| row.head().stream == stream);
        if let Some(at) = at.map(|index| self.window.offset + index) {
            self.top = (self.top + at).saturating_sub(self.cursor_at);
            self.cursor_at = at;
            self.ghost = None;
        } else if let Some(ghost) = self.ghost.as_mut().filter(|ghost| ghost.row.head().stream == stream) {
            ghost.at = ghost.at.min(self.window.total);
            self.cursor_at = ghost.at;
        } else {
            let gone = self.window.anchor_gone.clone().filter(|gone| gone.stream == stream);
            match (gone, before) {
                (Some(gone), Some(row)) if settled && gone.changed.by != me => {
                    let at = self.cursor_at.min(self.window.total);
                    self.cursor_at = at;
                    self.ghost = Some(Ghost { row, changed: gone.changed, state: gone.state, at });
                }
                (gone, _) => {
                    self.settle_at(if settled { self.cursor_at } else { 0 });
                    return settled && gone.is_some_and(|gone| gone.state != "none");
                }
            }
        }
        false
    }

    /// Puts the cursor on whatever row stands at this position, or on the last.
    fn settle_at(&mut self, position: usize) {
        self.ghost = None;
        self.cursor_at = position.min(self.window.total.saturating_sub(1));
        self.cursor = self.row_at(self.cursor_at).map(|row| row.head().stream);
    }

    /// Lines of the whole list, the ghost's included.
    fn length(&self) -> usize {
        self.window.total + usize::from(self.ghost.is_some())
    }
}

impl<R: Row> Pane for ListPane<R> {
    fn query(&self) -> &ListQuery {
        &self.query
    }

    fn want(&mut self, change: &mut dyn FnMut(&mut ListQuery)) {
        change(&mut self.query);
        self.settled = false;
        self.ghost = None;
        self.range_from = None;
    }

    fn go(&mut self, movement: Move, in_sight: usize) {
        let page = in_sight.max(2) - 1;
        let (by, down) = match movement {
            Move::Down => (1, true),
            Move::Up => (1, false),
            Move::PageDown => (page, true),
            Move::PageUp => (page, false),
            Move::HalfDown => ((in_sight / 2).max(1), true),
            Move::HalfUp => ((in_sight / 2).max(1), false),
            Move::Bottom => (usize::MAX, true),
            Move::Top => (usize::MAX, false),
        };
        if self.window.total == 0 {
            return;
        }
        // The row after a ghost has the ghost's own position.
        let ghost = usize::from(self.ghost.is_some());
        let to = if down {
            self.cursor_at.saturating_add(by).saturating_sub(ghost)
        } else {
            self.cursor_at.saturating_sub(by)
        };
        self.settle_at(to);
        self.scroll(in_sight);
    }

    fn select(&mut self, stream: Stream) {
        self.ghost = None;
        self.cursor = Some(stream);
        if let Some(index) = self.window.rows.iter().position(|row| row.head().stream == stream) {
            self.cursor_at = self.window.offset + index;
        }
    }

    fn target(&self) -> Option<Target> {
        if self.ghost.is_some() || !self.settled { None } else { self.current().map(target) }
    }

    fn cursor(&self) -> Option<Stream> {
        self.cursor
    }

    fn position(&self) -> usize {
        self.cursor_at
    }

    fn total(&self) -> usize {
        self.window.total
    }

    fn marks(&self) -> Vec<Target> {
        // In the order of the list as far as it is at hand, so that a batch is shown and done from the top.
        let rows = self.window.rows.iter();
        let mut marks: Vec<Target> =
            rows.filter_map(|row| self.marks.get(&row.head().stream).cloned()).collect();
        let at_hand: Vec<Stream> = marks.iter().map(|mark| mark.stream).collect();
        marks.extend(self.marks.values().filter(|mark| !at_hand.contains(&mark.stream)).cloned());
        marks
    }

    fn marked(&self) -> usize {
        self.marks.len()
    }

    fn mark(&mut self) {
        if let Some(target) = self.target()
            && self.marks.remove(&target.stream).is_none()
        {
            self.marks.insert(target.stream, target);
        }
    }

    fn mark_range(&mut self) -> bool {
        let Some(from) = self.range_from.take() else {
            self.range_from = self.target().map(|_| self.cursor_at);
            return self.range_from.is_some();
        };
        let (first, last) = (from.min(self.cursor_at), from.max(self.cursor_at));
        let targets: Vec<Target> = (first..=last).filter_map(|at| self.row_at(at)).map(target).collect();
        self.mark_these(targets);
        false
    }

    fn mark_these(&mut self, targets: Vec<Target>) {
        self.marks.extend(targets.into_iter().map(|target| (target.stream, target)));
    }

    fn in_range(&self) -> bool {
        self.range_from.is_some()
    }

    fn unmark(&mut self) -> bool {
        let any = !self.marks.is_empty() || self.range_from.is_some();
        self.marks.clear();
        self.range_from = None;
        any
    }

    fn wants_more(&self, in_sight: usize) -> bool {
        let (first, last) = (self.window.offset, self.window.offset + self.window.rows.len());
        let before = first > 0 && self.cursor_at < first + in_sight;
        let after = last < self.window.total && self.cursor_at + in_sight >= last;
        self.loaded && (before || after)
    }

    fn question(&mut self, ticket: u64, in_sight: usize) -> ListQuery {
        self.ticket = ticket;
        let limit = (in_sight * SCREENS).max(LEAST);
        let above = limit / 2;
        ListQuery {
            offset: if self.settled { self.cursor_at.saturating_sub(above) } else { 0 },
            limit,
            anchor: self.cursor.map(|stream| (stream.id, above)),
            ..self.query.clone()
        }
    }

    fn scroll(&mut self, in_sight: usize) {
        if in_sight > 0 {
            // By half a page, not by a row: over a slow line a list that moves is the dearest thing there is.
            if self.cursor_at < self.top || self.cursor_at >= self.top + in_sight {
                self.top = self.cursor_at.saturating_sub(in_sight / 2);
            }
            self.top = self.top.min(self.length().saturating_sub(in_sight));
        }
    }

    fn in_line(&self, line: usize) -> Option<Stream> {
        let at = self.top + line;
        let row = match &self.ghost {
            Some(ghost) if ghost.at == at => return Some(ghost.row.head().stream),
            Some(ghost) if ghost.at < at => self.row_at(at - 1),
            _ => self.row_at(at),
        };
        row.map(|row| row.head().stream)
    }

    fn ghosted(&self) -> bool {
        self.ghost.is_some()
    }

    fn settled(&self) -> bool {
        self.settled
    }
}

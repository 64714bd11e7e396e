//! What the rows of all panes share: the margin with cursor, mark and attention, ghosts, and why a list is empty.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::super::canvas::Canvas;
use super::super::list::{Ghost, ListPane};
use super::super::look::Look;
use super::super::screen::Screen;
use super::super::theme::Ink;
use super::super::when;
use crate::domain::{Attention, Kind};
use crate::view::{Row, RowHead};

/// Columns left of a row: cursor, mark or flag, attention, blank.
pub(super) const MARGIN: u16 = 4;

/// Draws the rows in sight; `draw` gets the area right of the margin.
pub(super) fn rows<R: Row>(
    canvas: &mut Canvas<'_>,
    screen: &Screen<'_>,
    area: Rect,
    pane: &ListPane<R>,
    focused: bool,
    mut draw: impl FnMut(&mut Canvas<'_>, Rect, &R),
) {
    if area.is_empty() {
        return;
    }
    if pane.window.total == 0 && pane.ghost.is_none() {
        return empty(canvas, screen, area, pane);
    }
    for line in 0..area.height {
        let row_area = Rect { y: area.y + line, height: 1, ..area };
        let margin_width = MARGIN.min(area.width);
        let inner = Rect { x: area.x + margin_width, width: area.width - margin_width, ..row_area };
        match in_sight(pane, line) {
            Some(Sight::Ghost(ghost)) => {
                draw(canvas, inner, &ghost.row);
                strike(canvas, screen, inner, ghost);
                cursor(canvas, row_area, focused);
            }
            Some(Sight::Row(position, row)) => {
                if pane.ghost.is_none() && pane.cursor.is_some() && position == pane.cursor_at {
                    cursor(canvas, row_area, focused);
                }
                margin(canvas, screen, row_area, pane, position, row.head());
                draw(canvas, inner, row);
            }
            None => {}
        }
    }
}

/// What stands on a line.
pub(super) enum Sight<'a, R> {
    /// A row with its position in the list.
    Row(usize, &'a R),
    /// A row that has left.
    Ghost(&'a Ghost<R>),
}

/// What stands on this line of the pane: below a ghost everything is one line lower.
pub(super) fn in_sight<R: Row>(pane: &ListPane<R>, line: u16) -> Option<Sight<'_, R>> {
    let shown = pane.top + usize::from(line);
    let position = match &pane.ghost {
        Some(ghost) if shown == ghost.at => return Some(Sight::Ghost(ghost)),
        Some(ghost) if shown > ghost.at => shown - 1,
        _ => shown,
    };
    pane.row_at(position).map(|row| Sight::Row(position, row))
}

fn cursor(canvas: &mut Canvas<'_>, area: Rect, focused: bool) {
    let glyph = canvas.look.glyphs.cursor;
    canvas.glyph(area.x, area.y, glyph, if focused { Ink::Cursor } else { Ink::Faint });
}

fn margin<R: Row>(
    canvas: &mut Canvas<'_>,
    screen: &Screen<'_>,
    area: Rect,
    pane: &ListPane<R>,
    position: usize,
    head: &RowHead,
) {
    let glyphs = canvas.look.glyphs;
    let in_range = pane
        .range_from
        .is_some_and(|from| (from.min(pane.cursor_at)..=from.max(pane.cursor_at)).contains(&position));
    if area.width < MARGIN {
        return;
    }
    if in_range || pane.marks.contains_key(&head.stream) {
        canvas.glyph(area.x + 1, area.y, glyphs.marked, Ink::Focus);
    } else if head.flagged {
        canvas.glyph(area.x + 1, area.y, '*', Ink::Warn);
    }
    if head.stream.kind == Kind::Volunteer {
        return;
    }
    let (glyph, ink) = match head.attention.at(screen.now) {
        Attention::Unacknowledged => (glyphs.unacknowledged, Ink::Warn),
        Attention::Acknowledged { .. } => (glyphs.acknowledged, Ink::Faint),
        Attention::Shelved { .. } => (glyphs.shelved, Ink::Faint),
    };
    canvas.glyph(area.x + 2, area.y, glyph, ink);
}

/// Strikes a row out that has left, and says who did it and when.
fn strike<R: Row>(canvas: &mut Canvas<'_>, screen: &Screen<'_>, area: Rect, ghost: &Ghost<R>) {
    let strings = canvas.look.strings;
    let faint = canvas.look.theme.style(Ink::Faint).remove_modifier(Modifier::BOLD | Modifier::REVERSED);
    canvas.tint(area, faint.add_modifier(Modifier::CROSSED_OUT));
    let state = (strings.domain.state)(ghost.row.head().stream.kind, ghost.state);
    let at = when::clock(ghost.changed.at, screen.zone);
    let note = format!("  {}", (strings.screen.ghost)(&ghost.changed.by, &at, state));
    let columns = u16::try_from(canvas.width(&note)).unwrap_or(u16::MAX).min(area.width);
    let note_area = Rect { x: area.right() - columns, width: columns, ..area };
    canvas.clear(note_area);
    canvas.text(note_area.x, area.y, columns, &note, Ink::Text);
    if area.x >= 2 {
        canvas.glyph(area.x - 2, area.y, 'x', Ink::Dim);
    }
}

/// An empty list says why it is empty.
fn empty<R: Row>(canvas: &mut Canvas<'_>, screen: &Screen<'_>, area: Rect, pane: &ListPane<R>) {
    let words = &canvas.look.strings.screen;
    let text = if !pane.loaded {
        words.reading.to_owned()
    } else if !pane.query.filter.is_empty() {
        (words.no_match)(&pane.query.filter.line)
    } else if pane.query.all || screen.overview.is_some_and(|overview| overview.seq == 0) {
        words.no_data.to_owned()
    } else {
        words.nothing_open.to_owned()
    };
    let x = area.x + MARGIN.min(area.width);
    canvas.text(x, area.y + u16::from(area.height > 2), area.right() - x, &text, Ink::Dim);
}

/// Ink of a row's title: what nobody has seen yet stands out, what is put off recedes.
pub(super) fn title_ink(screen: &Screen<'_>, head: &RowHead) -> Ink {
    match head.attention.at(screen.now) {
        Attention::Unacknowledged => Ink::Strong,
        Attention::Acknowledged { .. } => Ink::Text,
        Attention::Shelved { .. } => Ink::Dim,
    }
}

/// Time left until the row's nearest deadline, right-aligned in its column.
pub(super) fn due(canvas: &mut Canvas<'_>, screen: &Screen<'_>, area: Rect, head: &RowHead) {
    if let Some(due) = head.due {
        let (text, ink) = when::due_short(canvas.look.strings, screen.now, due.at);
        canvas.text_right(area.right(), area.y, area.width, &text, ink);
    }
}

/// Names of languages, one blank apart.
pub(super) fn languages(look: &Look, tags: &[String]) -> String {
    let names: Vec<&str> = tags.iter().map(|tag| look.names.language(tag, look.lang())).collect();
    names.join(" ")
}

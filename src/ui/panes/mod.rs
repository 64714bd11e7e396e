//! The four panes: title, headings, rows.

mod documents;
mod issues;
mod rows;
mod timeline;
mod transfers;
mod volunteers;

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::columns::Placed;
use super::layout::{Areas, PaneAreas, pane_areas};
use super::list::ListPane;
use super::screen::Screen;
use super::theme::Ink;
use crate::view::{Only, PaneKind, Row, Sort};

/// Draws one pane.
pub(super) fn pane(canvas: &mut Canvas<'_>, screen: &Screen<'_>, areas: &Areas, kind: PaneKind) {
    let area = areas.panes[kind.index()];
    if area.is_empty() {
        return;
    }
    let panes = screen.panes;
    let languages = if kind == PaneKind::Volunteers { panes.cover.len() } else { 0 };
    let parts = pane_areas(areas.mode, area, languages);
    let focused = screen.focus == kind && screen.dialogs.is_empty();
    match kind {
        PaneKind::Documents => {
            title(canvas, screen, parts.title, kind, &panes.documents);
            documents::draw(canvas, screen, &parts, &panes.documents, focused);
        }
        PaneKind::Issues => {
            title(canvas, screen, parts.title, kind, &panes.issues);
            issues::draw(canvas, screen, &parts, &panes.issues, focused);
        }
        PaneKind::Transfers => {
            title(canvas, screen, parts.title, kind, &panes.transfers);
            transfers::draw(canvas, screen, &parts, &panes.transfers, focused);
        }
        PaneKind::Volunteers => {
            title(canvas, screen, parts.title, kind, &panes.volunteers);
            volunteers::draw(canvas, screen, &parts, &panes.volunteers, focused);
        }
    }
}

/// `─ 1 文电 ─ 筛选「…」 · 按时限 ───── 12/340 ─`
fn title<R: Row>(
    canvas: &mut Canvas<'_>,
    screen: &Screen<'_>,
    area: Rect,
    kind: PaneKind,
    pane: &ListPane<R>,
) {
    if area.is_empty() {
        return;
    }
    let words = &canvas.look.strings.screen;
    let focused = screen.focus == kind;
    canvas.horizontal(area.x, area.y, area.width, if focused { Ink::Focus } else { Ink::Faint });
    let name = format!(" {} {} ", kind.index() + 1, words.panes[kind.index()]);
    let ink = if focused { Ink::Focus } else { Ink::Text };
    let mut x = area.x + 1;
    x += canvas.text(x, area.y, area.width.saturating_sub(2), &name, ink);

    let place = position(pane);
    let taken = u16::try_from(canvas.width(&place)).unwrap_or(0);
    if area.right().saturating_sub(x) > taken + 2 {
        canvas.text_right(area.right() - 1, area.y, taken, &place, Ink::Dim);
    }
    let extras = extras(canvas, pane);
    let room = area.right().saturating_sub(x + taken + 4);
    if !extras.is_empty() && room > 6 {
        canvas.text(x + 1, area.y, room, &format!(" {extras} "), Ink::Warn);
    }
}

/// Position of the cursor and length of the list.
fn position<R: Row>(pane: &ListPane<R>) -> String {
    if pane.loaded && pane.window.total > 0 {
        format!(" {}/{} ", (pane.cursor_at + 1).min(pane.window.total), pane.window.total)
    } else {
        String::new()
    }
}

/// Everything that makes the list other than usual, so that nobody takes a part for the whole.
fn extras<R: Row>(canvas: &Canvas<'_>, pane: &ListPane<R>) -> String {
    let (words, views) = (&canvas.look.strings.screen, canvas.look.strings.desk.views);
    let query = &pane.query;
    let mut parts = Vec::new();
    if !pane.marks.is_empty() {
        parts.push((words.marked)(pane.marks.len()));
    }
    if !query.filter.is_empty() {
        parts.push((words.filtered)(&query.filter.line));
    }
    match &query.only {
        Only::Any if query.all => parts.push(views[1].to_owned()),
        Only::Any => {}
        Only::Unacknowledged => parts.push(views[2].to_owned()),
        Only::Overdue => parts.push(views[3].to_owned()),
        Only::HeldBy(_) => parts.push(views[4].to_owned()),
    }
    let order = words.sorts[query.sort as usize];
    if query.reversed {
        parts.push((canvas.look.strings.views.reversed)(order));
    } else if query.sort != Sort::Urgency {
        parts.push(order.to_owned());
    }
    parts.join(&format!(" {} ", canvas.look.glyphs.dot))
}

/// Headings over columns.
fn heads<C: Copy>(
    canvas: &mut Canvas<'_>,
    parts: &PaneAreas,
    columns: &[Placed<C>],
    name: impl Fn(C) -> &'static str,
) {
    if parts.heads.is_empty() {
        return;
    }
    for column in columns {
        let x = parts.heads.x + rows::MARGIN + column.x;
        canvas.text(x, parts.heads.y, column.width, name(column.id), Ink::Faint);
    }
}

/// The line that stands for a pane that is not shown: name, what is open, late and new.
pub(super) fn summary(canvas: &mut Canvas<'_>, screen: &Screen<'_>, area: Rect, kind: PaneKind) {
    if area.is_empty() {
        return;
    }
    let words = &canvas.look.strings.screen;
    let at = kind.index();
    let name = format!("{} {}", at + 1, words.panes[at]);
    canvas.text(area.x + 1, area.y, area.width.saturating_sub(1), &name, Ink::Text);
    let x = area.x + 15;
    let room = area.right().saturating_sub(x);
    match screen.overview {
        Some(overview) => {
            let parts = counts(canvas.look, overview, kind);
            let mut left = x;
            for (text, ink) in parts {
                left += canvas.text(left, area.y, area.right().saturating_sub(left), &text, ink) + 2;
            }
        }
        None => {
            canvas.text(x, area.y, room, words.reading, Ink::Faint);
        }
    }
}

/// Counts of a pane, each with its word: open ones always, late and new ones if there are any.
pub(super) fn counts(
    look: &super::look::Look,
    overview: &crate::view::Overview,
    kind: PaneKind,
) -> Vec<(String, Ink)> {
    let words = &look.strings.screen;
    let at = kind.index();
    let open = if kind == PaneKind::Volunteers { words.free } else { words.open };
    let counts = [
        (open, overview.open_by_pane[at], Ink::Text),
        (words.overdue, overview.overdue_by_pane[at], Ink::Alarm),
        (words.unacknowledged, overview.unacknowledged_by_pane[at], Ink::Warn),
    ];
    let told = counts.into_iter().filter(|(_, count, ink)| *count > 0 || *ink == Ink::Text);
    told.map(|(label, count, ink)| (format!("{label} {count}"), ink)).collect()
}

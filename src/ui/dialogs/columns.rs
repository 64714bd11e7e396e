//! The columns of a pane: which are shown, and in what order.

use super::super::canvas::Canvas;
use super::super::columns::called;
use super::super::dialog::Columns;
use super::super::layout::Areas;
use super::super::screen::Screen;
use super::super::theme::Ink;
use super::{centred, with_keys};

pub(super) fn columns(canvas: &mut Canvas<'_>, screen: &Screen<'_>, areas: &Areas, list: &Columns) {
    let words = &canvas.look.strings.views;
    let pane = canvas.look.strings.screen.panes[screen.focus.index()];
    let height = u16::try_from(list.columns.len()).unwrap_or(u16::MAX).saturating_add(4);
    let width = u16::try_from(canvas.width(words.column_keys)).unwrap_or(u16::MAX).saturating_add(4);
    let mut area = centred(canvas, areas, width, height);
    // At the right edge, so that the change can be seen behind it.
    area.x = canvas.area().right() - area.width - 1;
    let inner = canvas.popup(area, &(words.columns_title)(pane));
    let body = with_keys(canvas, inner, words.column_keys);
    let top = (list.at + 1).saturating_sub(usize::from(body.height));
    for (y, (at, column)) in (body.y..body.bottom()).zip(list.columns.iter().enumerate().skip(top)) {
        let chosen = at == list.at;
        if chosen {
            canvas.glyph(body.x, y, canvas.look.glyphs.cursor, Ink::Cursor);
        }
        let ink = match (chosen, column.shown) {
            (true, _) => Ink::Strong,
            (false, true) => Ink::Text,
            (false, false) => Ink::Dim,
        };
        let mark = if column.shown { "[x] " } else { "[ ] " };
        let name = called(words, screen.focus, &column.name);
        canvas.text(body.x + 2, y, body.width.saturating_sub(2), &format!("{mark}{name}"), ink);
    }
}

//! The list of saved views of a pane.

use ratatui::layout::Rect;

use super::super::canvas::Canvas;
use super::super::dialog::{NameView, Views};
use super::super::layout::Areas;
use super::super::screen::Screen;
use super::super::theme::Ink;
use super::{centred, input, with_keys};

/// How many views are built in; a rule stands below them.
const BUILT_IN: usize = 5;

pub(super) fn views(canvas: &mut Canvas<'_>, screen: &Screen<'_>, areas: &Areas, views: &Views) {
    let words = &canvas.look.strings.views;
    let pane = canvas.look.strings.screen.panes[screen.focus.index()];
    let height = u16::try_from(views.names.len()).unwrap_or(u16::MAX).saturating_add(4);
    let area = centred(canvas, areas, 72, height);
    let inner = canvas.popup(area, &(words.title)(pane));
    let list = with_keys(canvas, inner, words.keys);
    let top = (views.at + 1).saturating_sub(usize::from(list.height));
    for (y, (at, name)) in (list.y..list.bottom()).zip(views.names.iter().enumerate().skip(top)) {
        let chosen = at == views.at;
        if chosen {
            canvas.glyph(list.x, y, canvas.look.glyphs.cursor, Ink::Cursor);
        }
        let ink = match (chosen, at < BUILT_IN) {
            (true, _) => Ink::Strong,
            (false, true) => Ink::Dim,
            (false, false) => Ink::Text,
        };
        canvas.text(list.x + 2, y, list.width.saturating_sub(2), name, ink);
    }
}

/// The name under which a view is saved, and what it shows.
pub(super) fn name(canvas: &mut Canvas<'_>, areas: &Areas, line: &NameView) {
    let words = &canvas.look.strings.views;
    let area = centred(canvas, areas, 60, 5);
    let inner = canvas.popup(area, words.name_title);
    let body = with_keys(canvas, inner, words.name_keys);
    input(canvas, Rect { height: body.height.min(1), ..body }, &line.input, true);
}

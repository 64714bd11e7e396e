//! Commands by name (palette) and keys that work here (help): what is typed, and what matches.

use ratatui::layout::Rect;

use super::super::canvas::Canvas;
use super::super::dialog::Finder;
use super::super::layout::Areas;
use super::super::theme::Ink;
use super::{centred, input, with_keys};

pub(super) fn finder(canvas: &mut Canvas<'_>, areas: &Areas, finder: &Finder, title: &str) {
    let words = &canvas.look.strings.screen.dialogs;
    let area = centred(canvas, areas, 72, canvas.area().height.saturating_sub(4).clamp(6, 30));
    let inner = canvas.popup(area, title);
    let body = with_keys(canvas, inner, words.finder_keys);
    canvas.text(body.x, body.y, 2, ":", Ink::Focus);
    let line =
        Rect { x: body.x + 2, width: body.width.saturating_sub(2), height: 1.min(body.height), ..body };
    input(canvas, line, &finder.input, true);
    let list = Rect { y: body.y + 2, height: body.height.saturating_sub(2), ..body };
    if finder.entries.is_empty() && !list.is_empty() {
        canvas.text(list.x, list.y, list.width, words.nothing_found, Ink::Dim);
    }
    let overflows = finder.entries.len() > usize::from(list.height) && list.height > 1;
    let list = Rect { height: list.height - u16::from(overflows), ..list };
    let rows = usize::from(list.height);
    let top = (finder.at + 1).saturating_sub(rows);
    let below = finder.entries.len().saturating_sub(top + rows);
    if overflows && below > 0 {
        let more = (canvas.look.strings.screen.more)(below);
        canvas.text(list.x + 2, list.bottom(), list.width.saturating_sub(2), &more, Ink::Faint);
    }
    let mut group = "";
    for (y, (at, entry)) in (list.y..list.bottom()).zip(finder.entries.iter().enumerate().skip(top)) {
        let chosen = at == finder.at;
        if chosen {
            canvas.glyph(list.x, y, canvas.look.glyphs.cursor, Ink::Cursor);
        }
        let (keys, groups) = (18.min(list.width / 3), 12.min(list.width / 4));
        let name = list.width.saturating_sub(2 + keys + groups + 2);
        canvas.text(list.x + 2, y, name, &entry.name, if chosen { Ink::Strong } else { Ink::Text });
        canvas.text(list.x + 3 + name, y, keys, &entry.keys, Ink::Focus);
        // A group is named where it begins.
        if entry.group != group {
            canvas.text_right(list.right(), y, groups, &entry.group, Ink::Faint);
            group = &entry.group;
        }
    }
}

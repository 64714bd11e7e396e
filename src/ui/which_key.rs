//! The continuations of an unfinished key sequence.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::screen::Hint;
use super::theme::Ink;

/// A small frame above the foot, at the right, so that the list in work stays in sight.
pub(super) fn draw(canvas: &mut Canvas<'_>, keys: &str, hints: &[Hint]) {
    if hints.is_empty() {
        return;
    }
    let whole = canvas.area();
    let wide = |canvas: &Canvas<'_>, text: &str| u16::try_from(canvas.width(text)).unwrap_or(u16::MAX);
    let keys_width = hints.iter().map(|hint| wide(canvas, &hint.keys)).max().unwrap_or(0).min(20);
    let labels = hints.iter().map(|hint| wide(canvas, &hint.label)).max().unwrap_or(0);
    let column = keys_width.saturating_add(labels).saturating_add(2);
    let rows = u16::try_from(hints.len()).unwrap_or(u16::MAX);
    let room = whole.height.saturating_sub(3).max(1);
    // On a low screen the list goes on in a second column, where there is one: a key not shown is a key not known.
    let columns = rows.div_ceil(room).min(whole.width.saturating_sub(4) / column.max(1)).max(1);
    let lines = rows.div_ceil(columns);
    let width = column.saturating_mul(columns).saturating_add(3).max(16).min(whole.width);
    let height = lines.saturating_add(2).min(whole.height.saturating_sub(1)).max(1);
    let area = Rect {
        x: whole.right().saturating_sub(width + 1),
        y: whole.bottom().saturating_sub(height + 1),
        width,
        height,
    };
    let inner = canvas.popup(area, keys);
    for (part, left) in hints.chunks(usize::from(lines).max(1)).zip((inner.x..).step_by(usize::from(column)))
    {
        for (y, hint) in (inner.y..inner.bottom()).zip(part) {
            canvas.text(left, y, keys_width, &hint.keys, Ink::Focus);
            let x = left + keys_width + 1;
            canvas.text(x, y, labels.min(inner.right().saturating_sub(x)), &hint.label, Ink::Text);
        }
    }
}

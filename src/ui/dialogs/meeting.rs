//! The checklist of a meeting: done or not, what, who, until when.

use ratatui::layout::Rect;

use super::super::canvas::Canvas;
use super::super::detail::{checklist_item, telling};
use super::super::layout::Areas;
use super::super::meeting::Checklist;
use super::super::screen::Screen;
use super::super::theme::Ink;
use super::{centred, with_keys};
use crate::domain::Kind;

/// Title and times stand above the items, the item under the cursor bears the mark.
pub(super) fn checklist(canvas: &mut Canvas<'_>, screen: &Screen<'_>, areas: &Areas, list: &Checklist) {
    let look = canvas.look;
    let words = &look.strings.meeting;
    let items = list.meeting().map_or(1, |meeting| meeting.items.len());
    let height = u16::try_from(items).unwrap_or(u16::MAX).saturating_add(8);
    let area = centred(canvas, areas, 100, height.clamp(9, 30));
    let inner = canvas.popup(area, words.checklist);
    let body = with_keys(canvas, inner, words.checklist_keys);
    let Some(meeting) = list.meeting() else {
        canvas.text(body.x, body.y, body.width, look.strings.screen.reading, Ink::Dim);
        return;
    };
    let telling = telling(screen, look);
    canvas.text(body.x, body.y, body.width, &meeting.plan.title, Ink::Strong);
    let (done, all) = meeting.progress();
    let state = (look.strings.domain.state)(Kind::Meeting, meeting.state.name());
    let when = telling.time(meeting.plan.starts_at);
    let line = format!("{when}  {}  {state}  {}", meeting.plan.place, (words.progress)(done, all));
    canvas.text(body.x, body.y + 1, body.width, &line, Ink::Dim);
    let rows = Rect { y: body.y + 2, height: body.height.saturating_sub(2), ..body };
    if meeting.items.is_empty() {
        canvas.text(rows.x, rows.y, rows.width, words.no_items, Ink::Dim);
    }
    let place = list.place();
    let top = (place + 1).saturating_sub(usize::from(rows.height).max(1));
    for (y, (at, item)) in (rows.y..rows.bottom()).zip(meeting.items.iter().enumerate().skip(top)) {
        if at == place {
            canvas.glyph(rows.x, y, look.glyphs.cursor, Ink::Cursor);
        }
        let (said, ink) = checklist_item(screen, look, item, meeting.state.is_ahead());
        let ink = if at == place && ink == Ink::Text { Ink::Strong } else { ink };
        canvas.text(rows.x + 2, y, rows.width.saturating_sub(2), &said, ink);
    }
}

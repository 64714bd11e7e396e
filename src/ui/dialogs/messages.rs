//! Outgoing messages: state, attempts, why the last one failed, when the next one is.

use ratatui::layout::Rect;

use super::super::canvas::Canvas;
use super::super::detail::telling;
use super::super::dialog::Messages;
use super::super::layout::Areas;
use super::super::screen::Screen;
use super::super::theme::Ink;
use super::{centred, with_keys};
use crate::domain::Kind;
use crate::domain::outgoing::MessageState;
use crate::text;
use crate::view::MessageRow;

pub(super) fn messages(canvas: &mut Canvas<'_>, screen: &Screen<'_>, areas: &Areas, messages: &Messages) {
    let look = canvas.look;
    let words = &look.strings.outgoing;
    let area = centred(canvas, areas, 108, canvas.area().height.saturating_sub(4).clamp(6, 30));
    let inner = canvas.popup(area, words.title);
    let mut body = with_keys(canvas, inner, words.keys);
    if !messages.enabled && body.height > 1 {
        canvas.text(body.x, body.y, body.width, words.off_short, Ink::Warn);
        body = Rect { y: body.y + 1, height: body.height - 1, ..body };
    }
    let Some(rows) = messages.rows.as_ref().filter(|rows| !rows.is_empty()) else {
        let empty = if messages.rows.is_some() { words.none } else { look.strings.screen.reading };
        canvas.text(body.x, body.y, body.width, empty, Ink::Dim);
        return;
    };
    // The message under the cursor is told in full on the last lines.
    let told = 2.min(body.height.saturating_sub(1));
    let list = Rect { height: body.height - told, ..body };
    let count = usize::from(list.height).max(1);
    let top = (messages.at + 1).saturating_sub(count);
    for (y, (at, row)) in (list.y..list.bottom()).zip(rows.iter().enumerate().skip(top)) {
        if at == messages.at {
            canvas.glyph(list.x, y, look.glyphs.cursor, Ink::Cursor);
        }
        line(canvas, screen, Rect { x: list.x + 2, y, width: list.width.saturating_sub(2), height: 1 }, row);
    }
    if let Some(row) = rows.get(messages.at) {
        let told = Rect { y: list.bottom(), height: told, ..body };
        whole(canvas, screen, told, row);
    }
}

/// One message: state, number, channel, purpose, attempts, time.
fn line(canvas: &mut Canvas<'_>, screen: &Screen<'_>, area: Rect, row: &MessageRow) {
    let look = canvas.look;
    let (words, terms) = (&look.strings.outgoing, &look.strings.domain);
    let message = &row.message;
    let ink = match message.state {
        MessageState::GivenUp => Ink::Alarm,
        MessageState::Failed => Ink::Warn,
        MessageState::Queued | MessageState::Sending => Ink::Text,
        MessageState::Sent | MessageState::Cancelled => Ink::Dim,
    };
    let cell = |text: &str, cols: usize| text::pad_right(text, cols, look.ambiguous);
    let state = (terms.state)(Kind::Message, message.state.name());
    let time = message.sent_at.or(message.retry_at).unwrap_or(message.since);
    let parts = [
        (cell(state, 9), ink),
        (cell(&telling(screen, look).time(time), 12), Ink::Dim),
        (cell(&message.note.number, 12), Ink::Text),
        (cell((terms.purpose)(message.note.purpose), 12), Ink::Text),
        (cell(&message.note.channel, 12), Ink::Dim),
        ((words.attempts)(message.attempts), Ink::Dim),
        (if message.maybe_twice { words.maybe_twice.to_owned() } else { String::new() }, Ink::Warn),
        (message.last_error.as_deref().map(terms.failure).unwrap_or_default(), ink),
    ];
    let parts: Vec<(String, Ink)> = parts.into_iter().map(|(text, ink)| (format!("{text} "), ink)).collect();
    let spans: Vec<(&str, Ink)> = parts.iter().map(|(text, ink)| (text.as_str(), *ink)).collect();
    canvas.spans(area.x, area.y, area.width, &spans);
}

/// The words that go out, and what became of them: they are no receipt.
fn whole(canvas: &mut Canvas<'_>, screen: &Screen<'_>, area: Rect, row: &MessageRow) {
    let look = canvas.look;
    let words =
        (look.strings.outgoing.compose)(&telling(screen, look), &row.message.note, row.message.maybe_twice);
    let lines = text::wrap(&text::sanitize(&words), usize::from(area.width).max(1), look.ambiguous);
    for (y, line) in (area.y..area.bottom()).zip(&lines) {
        canvas.text(area.x, y, area.width, line, Ink::Strong);
    }
}

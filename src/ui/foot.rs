//! The last line: a notice, a line being typed, or keys worth knowing.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::canvas::Canvas;
use super::screen::{Hint, Screen, Toast, Tone};
use super::theme::Ink;
use crate::text;

/// Most lines of a notice.
const LINES: u16 = 3;

/// The notice if there is one, else the hints.
pub(super) fn foot(canvas: &mut Canvas<'_>, screen: &Screen<'_>, area: Rect) {
    if area.is_empty() {
        return;
    }
    match screen.toast {
        Some(toast) => notice(canvas, area, toast),
        None => hints(canvas, area, screen.hints),
    }
}

/// The tone is a word first, then reverse video, then colour.
pub(super) fn notice(canvas: &mut Canvas<'_>, area: Rect, toast: &Toast) {
    let words = &canvas.look.strings.screen.dialogs;
    let (word, ink) = match toast.tone {
        Tone::Good => (words.good, Ink::Good),
        Tone::Plain => ("", Ink::Text),
        Tone::Bad => (words.bad, Ink::Alarm),
        Tone::Alarm => (words.alarm, Ink::Alarm),
    };
    // What does not fit in one line grows upwards: the end of a refusal says what to do instead.
    let tag = if word.is_empty() { 0 } else { canvas.width(word) + 2 };
    let room = usize::from(area.width).saturating_sub(tag + 1).max(1);
    let lines = text::wrap(&text::sanitize(&toast.text), room, canvas.look.ambiguous);
    let rows = u16::try_from(lines.len()).unwrap_or(LINES).min(canvas.area().height / 6).clamp(1, LINES);
    let area = Rect { y: area.bottom() - rows, height: rows, ..area };
    canvas.clear(area);
    let mut x = area.x;
    if !word.is_empty() {
        let style = canvas.look.theme.style(ink).add_modifier(Modifier::REVERSED);
        x += canvas.styled(x, area.y, area.width, &format!(" {word} "), style);
    }
    for (y, line) in (area.y..area.bottom()).zip(&lines) {
        canvas.text(x + 1, y, area.right().saturating_sub(x + 1), line, Ink::Strong);
    }
}

/// Keys and what they do, as many as fit whole; the last one, the way to all others, always keeps its place.
fn hints(canvas: &mut Canvas<'_>, area: Rect, hints: &[Hint]) {
    let cols = |canvas: &Canvas<'_>, hint: &Hint| canvas.width(&hint.keys) + canvas.width(&hint.label) + 1;
    let Some((last, others)) = hints.split_last() else { return };
    let kept = cols(canvas, last) + 2;
    let mut x = area.x + 1;
    for hint in others {
        if usize::from(area.right().saturating_sub(x)) < cols(canvas, hint) + kept {
            break;
        }
        x += one(canvas, area, x, hint) + 2;
    }
    one(canvas, area, x, last);
}

/// Draws one hint; returns its columns.
fn one(canvas: &mut Canvas<'_>, area: Rect, x: u16, hint: &Hint) -> u16 {
    let room = |x: u16| area.right().saturating_sub(x);
    let keys = canvas.text(x, area.y, room(x), &hint.keys, Ink::Text) + 1;
    keys + canvas.text(x + keys, area.y, room(x + keys), &hint.label, Ink::Faint)
}

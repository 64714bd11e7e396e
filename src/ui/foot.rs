//! The last line: a notice, a line being typed, or keys worth knowing.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::canvas::Canvas;
use super::screen::{Hint, Screen, Toast, Tone};
use super::theme::Ink;

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
    };
    canvas.clear(area);
    let mut x = area.x;
    if !word.is_empty() {
        let style = canvas.look.theme.style(ink).add_modifier(Modifier::REVERSED);
        x += canvas.styled(x, area.y, area.width, &format!(" {word} "), style);
    }
    canvas.text(x + 1, area.y, area.right().saturating_sub(x + 1), &toast.text, Ink::Strong);
}

/// Keys and what they do, as many as fit whole.
fn hints(canvas: &mut Canvas<'_>, area: Rect, hints: &[Hint]) {
    let mut x = area.x + 1;
    for hint in hints {
        let needed = canvas.width(&hint.keys) + canvas.width(&hint.label) + 1;
        if usize::from(area.right().saturating_sub(x)) < needed {
            break;
        }
        x += canvas.text(x, area.y, area.width, &hint.keys, Ink::Text);
        x += 1 + canvas.text(x + 1, area.y, area.width, &hint.label, Ink::Faint);
        x += 2;
    }
}

//! The filter line takes the place of the foot; above it stands what was understood of it, or what is wrong.

use ratatui::layout::Rect;

use super::super::canvas::Canvas;
use super::super::dialog::FilterLine;
use super::super::layout::Areas;
use super::super::theme::Ink;
use super::{foot, input};

/// Draws the line, and the line above it where there is something to say.
pub(super) fn filter(canvas: &mut Canvas<'_>, areas: &Areas, line: &FilterLine) {
    let words = &canvas.look.strings.screen.dialogs;
    let area = foot(canvas, areas, 1);
    canvas.clear(area);
    let mut x = area.x + 1;
    x += canvas.text(x, area.y, area.width, words.filter, Ink::Focus) + 1;
    let help = u16::try_from(canvas.width(words.filter_help)).unwrap_or(0) + 3;
    let room = area.right().saturating_sub(x + 1);
    let cols = if room > help + 20 { room - help } else { room };
    input(canvas, Rect { x, width: cols, ..area }, &line.input, true);
    if cols < room {
        canvas.text_right(area.right() - 1, area.y, help, words.filter_help, Ink::Faint);
    }
    if area.y > 0 {
        above(canvas, Rect { y: area.y - 1, ..area }, line);
    }
}

fn above(canvas: &mut Canvas<'_>, area: Rect, line: &FilterLine) {
    let offers = if line.input.text.is_empty() { &[][..] } else { &line.offers };
    if line.problem.is_none() && line.understood.is_empty() && offers.is_empty() {
        return;
    }
    canvas.clear(area);
    let mut x = area.x + 1;
    let room = |x: u16| area.right().saturating_sub(x);
    if let Some(problem) = &line.problem {
        x += canvas.text(x, area.y, room(x), problem, Ink::Warn) + 2;
    } else if !line.understood.is_empty() {
        x += canvas.text(x, area.y, room(x), &line.understood, Ink::Good) + 2;
    }
    if offers.is_empty() {
        return;
    }
    let tab = canvas.look.strings.filter.tab;
    if usize::from(room(x)) < canvas.width(tab) + 8 {
        return;
    }
    x += canvas.text(x, area.y, room(x), tab, Ink::Faint) + 1;
    for (at, offer) in offers.iter().enumerate().skip(line.taken.unwrap_or(0).saturating_sub(2)) {
        if usize::from(room(x)) < canvas.width(&offer.shown) {
            break;
        }
        let ink = if line.taken == Some(at) { Ink::Strong } else { Ink::Dim };
        x += canvas.text(x, area.y, room(x), &offer.shown, ink) + 1;
    }
}

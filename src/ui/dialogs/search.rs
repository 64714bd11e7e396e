//! Search over everything: what is typed, and what has it, of every kind.

use std::ops::Range;

use ratatui::layout::Rect;

use super::super::canvas::Canvas;
use super::super::dialog::Search;
use super::super::layout::Areas;
use super::super::screen::Screen;
use super::super::theme::Ink;
use super::super::when;
use super::{centred, input, with_keys};
use crate::text;
use crate::view::Found;

/// Draws the line and the hits, two rows each where there is room: what it is, and where the words stand.
pub(super) fn search(canvas: &mut Canvas<'_>, screen: &Screen<'_>, areas: &Areas, search: &Search) {
    let words = &canvas.look.strings.search;
    let whole = canvas.area();
    let area = centred(canvas, areas, 120, whole.height.saturating_sub(4).max(6));
    let inner = canvas.popup(area, words.title);
    let body = with_keys(canvas, inner, words.keys);
    canvas.text(body.x, body.y, 2, "/", Ink::Focus);
    let line =
        Rect { x: body.x + 2, width: body.width.saturating_sub(2), height: 1.min(body.height), ..body };
    input(canvas, line, &search.input, true);
    if body.height < 3 {
        return;
    }
    let (told, ink) = match &search.problem {
        Some(problem) => (problem.clone(), Ink::Warn),
        None if search.input.text.trim().is_empty() => (words.help.to_owned(), Ink::Faint),
        None if search.hits.is_empty() && search.answered => (words.nothing.to_owned(), Ink::Dim),
        None => ((words.count)(search.hits.len(), search.more), Ink::Faint),
    };
    canvas.text(body.x + 2, body.y + 1, body.width.saturating_sub(2), &told, ink);
    let list = Rect { y: body.y + 2, height: body.height - 2, ..body };
    let tall = |hit: &Found| u16::from(!hit.snippet.is_empty()) + 1;
    // The cursor is in sight: as many rows above it as there is room for.
    let mut top = search.at.min(search.hits.len().saturating_sub(1));
    let mut used = search.hits.get(top).map_or(0, tall);
    while top > 0 && used + tall(&search.hits[top - 1]) <= list.height {
        top -= 1;
        used += tall(&search.hits[top]);
    }
    let mut y = list.y;
    for (at, hit) in search.hits.iter().enumerate().skip(top) {
        if y >= list.bottom() {
            break;
        }
        row(canvas, screen, Rect { y, height: 1, ..list }, hit, at == search.at);
        y += 1;
        if !hit.snippet.is_empty() && y < list.bottom() {
            let area = Rect { x: list.x + 4, y, width: list.width.saturating_sub(4), height: 1 };
            below(canvas, screen, area, hit);
            y += 1;
        }
    }
}

fn row(canvas: &mut Canvas<'_>, screen: &Screen<'_>, area: Rect, hit: &Found, chosen: bool) {
    let terms = &canvas.look.strings.domain;
    if chosen {
        canvas.glyph(area.x, area.y, canvas.look.glyphs.cursor, Ink::Cursor);
    }
    let (kind, state) = ((terms.kind)(hit.stream.kind), (terms.state)(hit.stream.kind, hit.state));
    let wide = area.width >= 64;
    let mut x = area.x + 2;
    canvas.text(x, area.y, 8, kind, Ink::Dim);
    x += 9;
    if wide {
        canvas.text(x, area.y, 10, hit.no.as_deref().unwrap_or_default(), Ink::Dim);
        x += 11;
    }
    let time = if wide { when::moment(hit.changed_at, screen.now, screen.zone) } else { String::new() };
    let right = u16::try_from(canvas.width(&time)).unwrap_or(0);
    let states = 9.min(area.width / 5);
    let end = area.right().saturating_sub(right + 1 + states + 1);
    let ink = if hit.open { Ink::Strong } else { Ink::Dim };
    let title = Rect { x, width: end.saturating_sub(x), ..area };
    marked(canvas, title, &hit.title, hit.in_title.as_ref(), ink);
    canvas.text(end + 1, area.y, states, state, if hit.open { Ink::Text } else { Ink::Faint });
    canvas.text_right(area.right(), area.y, right, &time, Ink::Faint);
}

/// Where the words stand, and who said them if somebody did.
fn below(canvas: &mut Canvas<'_>, screen: &Screen<'_>, area: Rect, hit: &Found) {
    let mut x = area.x;
    if let Some(said) = &hit.said {
        let who = format!("{} {}：", said.by, when::moment(said.at, screen.now, screen.zone));
        x += canvas.text(x, area.y, area.width, &who, Ink::Faint);
    }
    let rest = Rect { x, width: area.right().saturating_sub(x), ..area };
    marked(canvas, rest, &hit.snippet, hit.matched.as_ref(), Ink::Dim);
}

/// A text with its match standing out, moved so that the match is in sight.
fn marked(canvas: &mut Canvas<'_>, area: Rect, whole: &str, matched: Option<&Range<usize>>, ink: Ink) {
    let parts = matched.and_then(|range| {
        Some((whole.get(..range.start)?, whole.get(range.clone())?, whole.get(range.end..)?))
    });
    let Some((before, found, after)) = parts else {
        canvas.text(area.x, area.y, area.width, whole, ink);
        return;
    };
    let room = usize::from(area.width);
    let (lead, middle) = (canvas.width(before), canvas.width(found));
    let before = if lead + middle > room {
        let keep = room.saturating_sub(middle + 1).min(lead);
        let cut = text::slice_columns(before, lead - keep, keep, canvas.look.ambiguous);
        format!("…{cut}")
    } else {
        before.to_owned()
    };
    let mut x = area.x;
    for (part, ink) in [(before.as_str(), ink), (found, Ink::Warn), (after, ink)] {
        x += canvas.text(x, area.y, area.right().saturating_sub(x), part, ink);
    }
}

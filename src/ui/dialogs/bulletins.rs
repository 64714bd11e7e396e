//! Bulletins: the list of issues, an open issue with its counts beside its text, the rows behind a count, a passage
//! being written.

use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;

use super::super::bulletins::{BulletinList, CountRows, OpenIssue, PassageText};
use super::super::canvas::Canvas;
use super::super::detail::telling;
use super::super::layout::Areas;
use super::super::screen::Screen;
use super::super::theme::Ink;
use super::super::when;
use super::{centred, with_keys};
use crate::domain::Kind;
use crate::domain::bulletin::{Bulletin, BulletinState, Row};
use crate::text;
use crate::view::{BulletinRow, TO_DRAFT};

/// Columns from which counts and text stand beside each other.
const BESIDE: u16 = 70;

/// The first line in sight, so that the one under the cursor is in sight too.
fn first_line(at: usize, room: u16) -> usize {
    (at + 1).saturating_sub(usize::from(room).max(1))
}

pub(super) fn list(canvas: &mut Canvas<'_>, screen: &Screen<'_>, areas: &Areas, list: &BulletinList) {
    let look = canvas.look;
    let words = &look.strings.bulletin.desk;
    let area = centred(canvas, areas, 100, canvas.area().height.saturating_sub(4).clamp(6, 34));
    let inner = canvas.popup(area, words.list);
    let body = with_keys(canvas, inner, words.list_keys);
    let Some(rows) = list.rows.as_ref().filter(|rows| !rows.is_empty()) else {
        let empty = if list.rows.is_some() { words.none } else { look.strings.screen.reading };
        canvas.text(body.x, body.y, body.width, empty, Ink::Dim);
        return;
    };
    let top = first_line(list.at, body.height);
    for (y, (at, row)) in (body.y..body.bottom()).zip(rows.iter().enumerate().skip(top)) {
        if at == list.at {
            canvas.glyph(body.x, y, look.glyphs.cursor, Ink::Cursor);
        }
        let line = Rect { x: body.x + 2, y, width: body.width.saturating_sub(2), height: 1 };
        listed(canvas, screen, line, row, at == list.at);
    }
}

/// One issue: day, which bulletin, number, state, by when or by whom.
fn listed(canvas: &mut Canvas<'_>, screen: &Screen<'_>, line: Rect, row: &BulletinRow, chosen: bool) {
    let look = canvas.look;
    let words = &look.strings.bulletin;
    let open = row.state != BulletinState::Issued.name() && row.state != BulletinState::Corrected.name();
    let ink = match (chosen, open) {
        (true, _) => Ink::Strong,
        (false, true) => Ink::Text,
        (false, false) => Ink::Dim,
    };
    let cell = |text: &str, cols: usize| text::pad_right(text, cols, look.ambiguous);
    let state = match row.state {
        TO_DRAFT => words.desk.to_draft,
        state => (look.strings.domain.state)(Kind::Bulletin, state),
    };
    let number = row.number.map(words.number).unwrap_or_default();
    let narrow = line.width < 50;
    let due = row.due.map(|due| {
        let late = when::minutes_until(screen.now, due) < when::SOON;
        (when::due_words(look.strings, screen.now, due), if late { Ink::Warn } else { Ink::Dim })
    });
    let (last, last_ink) = due.unwrap_or_else(|| (row.by.clone().unwrap_or_default(), Ink::Dim));
    let parts = [
        (cell(&(words.day)(row.day), if narrow { 6 } else { 8 }), ink),
        (cell((words.series)(row.series), if narrow { 8 } else { 20 }), ink),
        (cell(&number, if narrow { 6 } else { 8 }), Ink::Dim),
        (cell(state, if narrow { 6 } else { 10 }), if open { Ink::Warn } else { Ink::Dim }),
        (last, last_ink),
        (if narrow { String::new() } else { row.title.clone() }, Ink::Dim),
    ];
    let parts: Vec<(String, Ink)> = parts.into_iter().map(|(text, ink)| (format!("{text} "), ink)).collect();
    let spans: Vec<(&str, Ink)> = parts.iter().map(|(text, ink)| (text.as_str(), *ink)).collect();
    canvas.spans(line.x, line.y, line.width, &spans);
}

pub(super) fn issue(canvas: &mut Canvas<'_>, screen: &Screen<'_>, areas: &Areas, open: &OpenIssue) {
    let look = canvas.look;
    let words = &look.strings.bulletin;
    let whole = canvas.area();
    let area = centred(canvas, areas, whole.width, whole.height);
    let title = match open.issue.as_ref().map(|issue| (issue, issue.bulletin())) {
        Some((_, Some(bulletin))) => {
            let state = (look.strings.domain.state)(Kind::Bulletin, bulletin.state.name());
            let number = bulletin.number.map(|number| (words.number)(number.number)).unwrap_or_default();
            format!("{} {number} {state}", bulletin.masthead.title)
        }
        Some((issue, None)) => {
            let gathered = &issue.gathered;
            format!("{} {}", (words.title)(gathered.series, gathered.day), words.desk.to_draft)
        }
        None => words.desk.list.to_owned(),
    };
    let inner = canvas.popup(area, &title);
    let body = with_keys(canvas, inner, words.desk.issue_keys);
    let Some(found) = &open.issue else {
        canvas.text(body.x, body.y, body.width, look.strings.screen.reading, Ink::Dim);
        return;
    };
    let body = head(canvas, screen, body, found.bulletin());
    if body.width >= BESIDE {
        let left = Rect { width: (body.width / 3).clamp(28, 40), ..body };
        let x = left.right() + 2;
        counts(canvas, left, open);
        text(canvas, Rect { x, width: body.right().saturating_sub(x), ..body }, open);
    } else if open.in_text {
        text(canvas, body, open);
    } else {
        counts(canvas, body, open);
    }
}

/// Whether the counts are frozen, and who had a hand on it.
fn head(canvas: &mut Canvas<'_>, screen: &Screen<'_>, body: Rect, issue: Option<&Bulletin>) -> Rect {
    let look = canvas.look;
    let words = &look.strings.bulletin.desk;
    if body.height < 6 {
        return body;
    }
    let frozen = match issue.and_then(|issue| issue.covers) {
        Some(covers) => (words.frozen)(covers.through),
        None if issue.is_some_and(|issue| !issue.counts.is_empty()) => String::new(),
        None => words.not_frozen.to_owned(),
    };
    let hands = issue.map(|issue| [&issue.drafted_by, &issue.checked_by, &issue.signed_by]);
    let hands = hands.into_iter().flatten().zip(words.by);
    let hands = hands.filter_map(|(who, what)| Some(format!("{what} {}", who.as_ref()?)));
    let due = issue.filter(|issue| issue.state.is_open()).and_then(|issue| issue.due);
    let due = due.map(|due| {
        let left = when::due_words(look.strings, screen.now, due);
        format!("{} {} {left}", (look.strings.domain.due)("issue"), telling(screen, look).time(due))
    });
    let said = std::iter::once(frozen).chain(hands).chain(due).filter(|part| !part.is_empty());
    let said = said.collect::<Vec<_>>().join("  ");
    canvas.text(body.x, body.y, body.width, &said, Ink::Dim);
    let mut y = body.y + 1;
    for correction in issue.map(|issue| issue.corrections.as_slice()).unwrap_or_default().iter().take(3) {
        let clean = text::sanitize(correction);
        let spans = [(words.corrected, Ink::Warn), (" ", Ink::Warn), (&*clean, Ink::Text)];
        canvas.spans(body.x, y, body.width, &spans);
        y += 1;
    }
    Rect { y: y + 1, height: body.bottom().saturating_sub(y + 1), ..body }
}

fn counts(canvas: &mut Canvas<'_>, area: Rect, open: &OpenIssue) {
    let look = canvas.look;
    let words = &look.strings.bulletin;
    let counts = open.counts();
    let top = first_line(open.count, area.height);
    for (y, (at, (count, number))) in (area.y..area.bottom()).zip(counts.iter().enumerate().skip(top)) {
        let chosen = at == open.count && !open.in_text;
        if chosen {
            canvas.glyph(area.x, y, look.glyphs.cursor, Ink::Cursor);
        }
        let ink = match (chosen, number) {
            (true, _) => Ink::Strong,
            (false, 0) => Ink::Faint,
            (false, _) => Ink::Text,
        };
        let room = area.width.saturating_sub(9);
        canvas.text(area.x + 2, y, room, (words.count)(*count), ink);
        canvas.text_right(area.right(), y, 6, &number.to_string(), ink);
    }
}

/// The passages with their names; where they do not all fit, from the one under the cursor on.
fn text(canvas: &mut Canvas<'_>, area: Rect, open: &OpenIssue) {
    let look = canvas.look;
    let words = &look.strings.bulletin;
    let cols = usize::from(area.width.saturating_sub(2)).max(4);
    let all: Vec<(usize, &str, Vec<String>)> = open
        .passages()
        .into_iter()
        .enumerate()
        .map(|(at, (name, text))| {
            let clean = text::sanitize_lines(text);
            let lines = if text.is_empty() { Vec::new() } else { text::wrap(&clean, cols, look.ambiguous) };
            (at, name, lines.into_iter().map(|line| line.to_string()).collect())
        })
        .collect();
    let heights = all.iter().map(|(_, _, lines)| lines.len() + 1);
    let fits = heights.sum::<usize>() <= usize::from(area.height);
    let first = if fits { 0 } else { open.passage };
    let mut y = area.y;
    for (at, name, lines) in &all[first.min(all.len())..] {
        if y >= area.bottom() {
            break;
        }
        let chosen = *at == open.passage && open.in_text;
        if chosen {
            canvas.glyph(area.x, y, look.glyphs.cursor, Ink::Cursor);
        }
        let ink = match (chosen, lines.is_empty()) {
            (true, _) => Ink::Strong,
            (false, true) => Ink::Faint,
            (false, false) => Ink::Focus,
        };
        canvas.text(area.x + 2, y, area.width.saturating_sub(2), words.passage_named(name), ink);
        y += 1;
        for line in lines {
            if y >= area.bottom() {
                break;
            }
            canvas.text(area.x + 2, y, area.width.saturating_sub(2), line, Ink::Text);
            y += 1;
        }
    }
}

pub(super) fn rows(canvas: &mut Canvas<'_>, screen: &Screen<'_>, areas: &Areas, found: &CountRows) {
    let look = canvas.look;
    let words = &look.strings.bulletin;
    let wanted = u16::try_from(found.rows.len()).unwrap_or(u16::MAX).saturating_add(4);
    let area = centred(canvas, areas, 120, wanted.clamp(6, canvas.area().height.saturating_sub(4).max(6)));
    let title = format!("{} {}", (words.count)(found.count).trim(), found.rows.len());
    let inner = canvas.popup(area, &title);
    let body = with_keys(canvas, inner, words.desk.rows_keys);
    let top = first_line(found.at, body.height);
    for (y, (at, (row, _))) in (body.y..body.bottom()).zip(found.rows.iter().enumerate().skip(top)) {
        if at == found.at {
            canvas.glyph(body.x, y, look.glyphs.cursor, Ink::Cursor);
        }
        let line = Rect { x: body.x + 2, y, width: body.width.saturating_sub(2), height: 1 };
        let as_what = found.rows.get(at).filter(|(_, what)| *what != found.count);
        let as_what = as_what.map_or("", |(_, what)| (words.count)(*what).trim());
        counted(canvas, screen, line, row, (as_what, at == found.at));
    }
}

/// A row behind a count: when, number, what it is, where, with whom.
fn counted(
    canvas: &mut Canvas<'_>,
    screen: &Screen<'_>,
    line: Rect,
    row: &Row,
    (as_what, chosen): (&str, bool),
) {
    let look = canvas.look;
    let lang = look.lang();
    let time = telling(screen, look).time(row.happened_at);
    let unit = row.unit.as_deref().map_or("", |unit| look.names.unit(unit, lang));
    let place = row.place.as_deref().map_or("", |place| {
        if look.names.ports.contains_key(place) {
            look.names.port(place, lang)
        } else {
            look.names.site(place, lang)
        }
    });
    let quantity = if row.quantity == 1 { String::new() } else { format!("×{}", row.quantity) };
    let ink = if chosen { Ink::Strong } else { Ink::Text };
    let title = if row.title.is_empty() { (look.strings.domain.kind)(row.stream.kind) } else { &row.title };
    let spans = [
        (time.as_str(), Ink::Dim),
        ("  ", Ink::Dim),
        (as_what, Ink::Warn),
        (if as_what.is_empty() { "" } else { "  " }, Ink::Dim),
        (title, ink),
        (quantity.as_str(), ink),
        ("  ", Ink::Dim),
        (place, Ink::Dim),
        (" ", Ink::Dim),
        (unit, Ink::Dim),
        ("  ", Ink::Dim),
        (row.number.as_deref().unwrap_or_default(), Ink::Faint),
    ];
    canvas.spans(line.x, line.y, line.width, &spans);
}

/// A passage being written, wrapped, with the caret in sight.
pub(super) fn passage(canvas: &mut Canvas<'_>, areas: &Areas, passage: &PassageText) {
    let look = canvas.look;
    let words = &look.strings.bulletin;
    let area = centred(canvas, areas, 90, canvas.area().height.saturating_sub(4).clamp(6, 20));
    let title = (words.desk.editing)(words.passage_named(passage.passage));
    let inner = canvas.popup(area, &title);
    let body = with_keys(canvas, inner, words.desk.edit_keys);
    let (lines, caret) = laid_out(canvas, &passage.input.text, passage.input.caret, body.width.max(4));
    let top = first_line(caret.0, body.height);
    for (y, line) in (body.y..body.bottom()).zip(lines.iter().skip(top)) {
        canvas.text(body.x, y, body.width, line, Ink::Strong);
    }
    let (row, column) = caret;
    let y = body.y + u16::try_from(row - top.min(row)).unwrap_or(0);
    let x = body.x + u16::try_from(column).unwrap_or(0).min(body.width.saturating_sub(1));
    canvas.caret = Some(Position { x, y: y.min(body.bottom().saturating_sub(1)) });
}

/// The text in lines of at most so many columns, and line and column of the caret.
fn laid_out(canvas: &Canvas<'_>, text: &str, caret: usize, cols: u16) -> (Vec<String>, (usize, usize)) {
    let cols = usize::from(cols).saturating_sub(1).max(2);
    let (mut lines, mut width, mut at) = (vec![String::new()], 0, (0, 0));
    for (start, grapheme) in text.grapheme_indices(true) {
        let wide = if grapheme == "\n" { 0 } else { canvas.width(grapheme) };
        if width + wide > cols && grapheme != "\n" {
            lines.push(String::new());
            width = 0;
        }
        if start == caret {
            at = (lines.len() - 1, width);
        }
        if grapheme == "\n" {
            lines.push(String::new());
            width = 0;
        } else if let Some(line) = lines.last_mut() {
            line.push_str(grapheme);
            width += wide;
        }
    }
    if caret >= text.len() {
        at = (lines.len() - 1, width);
    }
    (lines, at)
}

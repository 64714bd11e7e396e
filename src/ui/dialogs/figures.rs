//! Figures over the desk: all figures of a period, or how the main ones went; and the rows behind one.

use ratatui::layout::Rect;

use super::super::canvas::Canvas;
use super::super::figures::{FigureList, FigureRowList};
use super::super::layout::Areas;
use super::super::screen::Screen;
use super::super::theme::Ink;
use super::super::when;
use super::plots::choice;
use super::{centred, with_keys};
use crate::figures::{By, FigureRow, Trends};
use crate::view::Figured;

/// Columns of a value of a trend, the blank before it included.
const CELL: u16 = 8;

/// Columns kept for how many lines are below; on the narrowest screens there is no room for it.
const MORE: u16 = 16;

/// The tabs as a title; the one that is shown stands in brackets.
pub(super) fn tabs(canvas: &Canvas<'_>, shown: usize) -> String {
    let tabs = canvas.look.strings.figures.trends.tabs.iter().enumerate();
    let tabs = tabs.map(|(at, name)| if at == shown { format!("[{name}]") } else { (*name).to_owned() });
    tabs.collect::<Vec<_>>().join("  ")
}

pub(super) fn list(canvas: &mut Canvas<'_>, areas: &Areas, open: &FigureList) {
    let strings = canvas.look.strings;
    let words = &strings.figures.trends;
    let width = if open.trends { 140 } else { 92 };
    let area = centred(canvas, areas, width, canvas.area().height.saturating_sub(3).max(8));
    let title = tabs(canvas, usize::from(open.trends));
    let inner = canvas.popup(area, &title);
    let mut body = if inner.height < 7 { inner } else { with_keys(canvas, inner, words.keys) };
    if body.height < 2 {
        return;
    }
    let told = if body.width < 50 { 0 } else { MORE };
    let periods = Rect { height: 1, width: body.width - told, ..body };
    choice(canvas, periods, &strings.plots.periods, open.period);
    body = Rect { y: body.y + 1, height: body.height - 1, ..body };
    let Some(found) = &open.found else {
        canvas.text(body.x, body.y, body.width, strings.screen.reading, Ink::Dim);
        return;
    };
    let lines = open.lines();
    if lines.is_empty() {
        canvas.text(body.x, body.y, body.width, words.nothing, Ink::Dim);
        return;
    }
    let (first, shown) = match found.as_ref() {
        Figured::Trends(trends) => draw_trends(canvas, body, (open, trends), &lines),
        _ => draw_figures(canvas, body, open, &lines),
    };
    more(canvas, Rect { height: shown, ..body }, (first, lines.len()));
}

type Lines = [(String, Vec<String>)];

fn draw_figures(canvas: &mut Canvas<'_>, body: Rect, open: &FigureList, lines: &Lines) -> (usize, u16) {
    let first = first_in_sight(open.at, lines.len(), body.height);
    let name = names_width(canvas, body, lines, 1);
    for (y, (at, (stable, values))) in (body.y..body.bottom()).zip(lines.iter().enumerate().skip(first)) {
        let row = Rect { y, height: 1, ..body };
        name_of(canvas, row, name, (stable, at == open.at));
        let value = values.first().map_or("", String::as_str);
        let x = body.x + name + 3;
        let room = body.right().saturating_sub(x);
        let ink = if matches!(value, "0" | "") { Ink::Dim } else { Ink::Strong };
        if canvas.width(value) <= usize::from(CELL) {
            canvas.text_right(x + CELL.min(room), y, CELL.min(room), value, ink);
        } else {
            canvas.text(x, y, room, value, ink);
        }
    }
    (first, body.height)
}

fn draw_trends(
    canvas: &mut Canvas<'_>,
    body: Rect,
    (open, trends): (&FigureList, &Trends),
    lines: &Lines,
) -> (usize, u16) {
    let words = &canvas.look.strings.figures.trends;
    let mut body = body;
    if body.height > 8 {
        canvas.text(body.x, body.bottom() - 1, body.width, words.as_it_stood, Ink::Faint);
        body.height -= 1;
    }
    let name = names_width(canvas, body, lines, if body.width < 50 { 2 } else { 6 });
    let columns = columns(canvas, trends, body.width.saturating_sub(name + 3) / CELL);
    for (x, (head, _)) in (body.x + name + 3 + CELL..).step_by(CELL.into()).zip(&columns) {
        canvas.text_right(x, body.y, CELL - 1, head, Ink::Faint);
    }
    body = Rect { y: body.y + 1, height: body.height - 1, ..body };
    let first = first_in_sight(open.at, lines.len(), body.height);
    for (y, (at, (stable, values))) in (body.y..body.bottom()).zip(lines.iter().enumerate().skip(first)) {
        let row = Rect { y, height: 1, ..body };
        name_of(canvas, row, name, (stable, at == open.at));
        for (x, (_, column)) in (body.x + name + 3 + CELL..).step_by(CELL.into()).zip(&columns) {
            let parts = trends.stretches.len();
            let (value, ink) = match column {
                Column::Change => {
                    let of = |at: usize| values.get(at).and_then(|value| value.parse::<i64>().ok());
                    let by = of(parts).unwrap_or(0) - of(parts + 1).unwrap_or(0);
                    ((words.changed)(by), if by == 0 { Ink::Dim } else { Ink::Text })
                }
                Column::Value(at) => {
                    let value = values.get(*at).cloned().unwrap_or_default();
                    let ink = match (value.as_str(), *at == parts) {
                        ("0", _) => Ink::Dim,
                        (_, true) => Ink::Strong,
                        _ => Ink::Text,
                    };
                    (value, ink)
                }
            };
            canvas.text_right(x, y, CELL - 1, &value, ink);
        }
    }
    (first, body.height)
}

/// What stands in a column of a trend.
enum Column {
    /// The value of a stretch, by its place: the parts, the whole, the time before.
    Value(usize),
    /// How much more or less than before.
    Change,
}

/// As many columns as there is room for: the whole, the time before where there is room, the change, and the latest
/// parts.
fn columns(canvas: &Canvas<'_>, trends: &Trends, room: u16) -> Vec<(String, Column)> {
    let words = &canvas.look.strings.figures.trends;
    let parts = trends.stretches.len();
    let mut columns = vec![(words.whole.to_owned(), Column::Value(parts))];
    if trends.previous.is_some() {
        if room > 4 {
            columns.push((words.previous.to_owned(), Column::Value(parts + 1)));
        }
        columns.push((words.change.to_owned(), Column::Change));
    }
    let left = usize::from(room).saturating_sub(columns.len());
    let form = if trends.by == By::Month { "%Y-%m" } else { "%m-%d" };
    for (at, part) in trends.stretches.iter().enumerate().skip(parts.saturating_sub(left)) {
        let first = part.period.from.unwrap_or(part.period.to);
        columns.push((first.format(form).to_string(), Column::Value(at)));
    }
    columns.truncate(usize::from(room));
    columns
}

/// Columns of the names: as the longest needs, and so that so many values stay in sight.
fn names_width(canvas: &Canvas<'_>, body: Rect, lines: &Lines, cells: u16) -> u16 {
    let words = &canvas.look.strings.figures;
    let longest = lines.iter().map(|(name, _)| canvas.width(&words.name(name))).max().unwrap_or(0);
    let most = body.width.saturating_sub(3 + cells * CELL).min(46);
    u16::try_from(longest).unwrap_or(u16::MAX).min(most)
}

fn name_of(canvas: &mut Canvas<'_>, row: Rect, cols: u16, (stable, chosen): (&str, bool)) {
    if chosen {
        canvas.glyph(row.x, row.y, canvas.look.glyphs.cursor, Ink::Cursor);
    }
    let name = canvas.look.strings.figures.name(stable);
    canvas.text(row.x + 2, row.y, cols, &name, if chosen { Ink::Strong } else { Ink::Text });
}

pub(super) fn rows(canvas: &mut Canvas<'_>, screen: &Screen<'_>, areas: &Areas, open: &FigureRowList) {
    let strings = canvas.look.strings;
    let words = &strings.figures.trends;
    let area = centred(canvas, areas, 120, canvas.area().height.saturating_sub(4).max(7));
    let name = strings.figures.name(&open.figure);
    let title = match &open.found {
        Some(found) => (words.rows)(name.trim(), found.total, found.sum),
        None => name.trim().to_owned(),
    };
    let inner = canvas.popup(area, &title);
    let body = if inner.height < 6 { inner } else { with_keys(canvas, inner, words.rows_keys) };
    let Some(found) = open.found.as_ref().filter(|found| !found.rows.is_empty()) else {
        let empty = if open.found.is_some() { words.no_rows } else { strings.screen.reading };
        canvas.text(body.x, body.y, body.width, empty, Ink::Dim);
        return;
    };
    let first = first_in_sight(open.at, found.rows.len(), body.height);
    for (y, (at, row)) in (body.y..body.bottom()).zip(found.rows.iter().enumerate().skip(first)) {
        draw_row(canvas, screen, Rect { y, height: 1, ..body }, (row, at == open.at));
    }
}

/// When, what it is called; at the end for how many it stands, how long it took, its state.
fn draw_row(canvas: &mut Canvas<'_>, screen: &Screen<'_>, area: Rect, (row, chosen): (&FigureRow, bool)) {
    let strings = canvas.look.strings;
    let wide = area.width >= 60;
    if chosen {
        canvas.glyph(area.x, area.y, canvas.look.glyphs.cursor, Ink::Cursor);
    }
    let at = when::moment(row.at, screen.now, screen.zone);
    let cols = if wide { 13 } else { 12 };
    canvas.text(area.x + 2, area.y, cols - 1, &at, Ink::Dim);
    let amount = if row.amount == 1 { String::new() } else { format!("×{}", row.amount) };
    let minutes = row.minutes.map(strings.figures.trends.minutes).unwrap_or_default();
    let state = (strings.domain.state)(row.stream.kind, row.state);
    let number = row.number.as_deref().filter(|_| wide).unwrap_or_default();
    let parts = [amount.as_str(), minutes.as_str(), number, state];
    let right = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ");
    let used = u16::try_from(canvas.width(&right)).unwrap_or(u16::MAX).min(area.width / 2);
    canvas.text_right(area.right(), area.y, used, &right, Ink::Dim);
    let x = area.x + 2 + cols;
    let room = area.right().saturating_sub(x + used + 1);
    let title = if row.title.is_empty() { (strings.domain.kind)(row.stream.kind) } else { &row.title };
    canvas.text(x, area.y, room, title, if chosen { Ink::Strong } else { Ink::Text });
}

/// The first line in sight, so that the cursor has lines around it.
fn first_in_sight(at: usize, length: usize, height: u16) -> usize {
    let height = usize::from(height);
    at.saturating_sub(height / 2).min(length.saturating_sub(height))
}

/// How many lines are below, in the row above the first.
fn more(canvas: &mut Canvas<'_>, body: Rect, (first, length): (usize, usize)) {
    let below = length.saturating_sub(first + usize::from(body.height));
    if below > 0 && body.width >= 50 {
        let told = format!(" {} ", (canvas.look.strings.screen.more)(below));
        canvas.text_right(body.right(), body.y.saturating_sub(1), body.width, &told, Ink::Faint);
    }
}

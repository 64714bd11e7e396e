//! Everything that opens over the panes.

mod alarms;
mod asking;
mod bulletins;
mod calls;
mod capture;
mod columns;
mod crews;
mod emergency;
mod figures;
mod filter;
mod finder;
mod meeting;
mod messages;
mod plots;
mod reading;
mod record;
mod registers;
mod report_file;
mod search;
mod times;
mod views;

pub(super) use alarms::escalation;

use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;

use super::canvas::Canvas;
use super::dialog::{Dialog, Input};
use super::layout::Areas;
use super::look::Look;
use super::screen::Screen;
use super::theme::Ink;
use crate::keymap::action;
use crate::message::Action;
use crate::text;
use crate::verb::Verb;

/// Draws the open dialogs, the innermost last; the caret is that of the innermost.
pub(super) fn draw(canvas: &mut Canvas<'_>, screen: &Screen<'_>, areas: &Areas) {
    for dialog in screen.dialogs {
        canvas.caret = None;
        match dialog {
            Dialog::Filter(line) => filter::filter(canvas, areas, line),
            Dialog::Capture(capture) => capture::capture(canvas, screen, areas, capture),
            Dialog::Figures(open) => figures::list(canvas, areas, open),
            Dialog::FigureRows(open) => figures::rows(canvas, screen, areas, open),
            Dialog::Times(open) => times::times(canvas, areas, open),
            Dialog::Crews(open) => crews::crews(canvas, screen, areas, open),
            Dialog::Plots(open) => plots::plots(canvas, areas, open),
            Dialog::News(line) => emergency::news(canvas, areas, line),
            Dialog::Report(form) => emergency::form(canvas, screen, areas, form),
            Dialog::Sheet(sheet) => emergency::sheet(canvas, screen, areas, sheet),
            Dialog::Form(form) => asking::form(canvas, areas, form),
            Dialog::Batch(batch) => asking::batch(canvas, areas, batch),
            Dialog::Conflict(conflict) => reading::conflict(canvas, screen, areas, conflict),
            Dialog::Views(list) => views::views(canvas, screen, areas, list),
            Dialog::NameView(line) => views::name(canvas, areas, line),
            Dialog::ReportFile(line) => report_file::line(canvas, areas, line),
            Dialog::Columns(list) => columns::columns(canvas, screen, areas, list),
            Dialog::Search(found) => search::search(canvas, screen, areas, found),
            Dialog::Palette(found) => {
                finder::finder(canvas, areas, found, canvas.look.strings.screen.dialogs.palette)
            }
            Dialog::Help(found) => {
                finder::finder(canvas, areas, found, canvas.look.strings.screen.dialogs.help)
            }
            Dialog::Timeline(history) => reading::timeline(canvas, screen, areas, history),
            Dialog::Calls(sheet) => calls::calls(canvas, screen, areas, sheet),
            Dialog::Alarms(list) => alarms::alarms(canvas, screen, areas, list),
            Dialog::Record(form) => record::record(canvas, screen, areas, form),
            Dialog::Registers(open) => registers::registers(canvas, screen, areas, open),
            Dialog::Bulletins(list) => bulletins::list(canvas, screen, areas, list),
            Dialog::Issue(issue) => bulletins::issue(canvas, screen, areas, issue),
            Dialog::CountRows(rows) => bulletins::rows(canvas, screen, areas, rows),
            Dialog::Passage(passage) => bulletins::passage(canvas, areas, passage),
            Dialog::Checklist(list) => meeting::checklist(canvas, screen, areas, list),
            Dialog::Messages(found) => messages::messages(canvas, screen, areas, found),
            Dialog::Confirm(confirm) => asking::confirm(canvas, areas, confirm),
        }
    }
}

/// A verb as hints and help call it.
fn verb_name(look: &Look, verb: Verb) -> &'static str {
    action::of(&Action::Verb(verb)).map_or(verb.name(), |named| named.label(&look.strings.desk))
}

/// The last `rows` rows of the screen, over the foot; on the smallest screens the last row.
fn foot(canvas: &Canvas<'_>, areas: &Areas, rows: u16) -> Rect {
    let whole = canvas.area();
    let bottom = if areas.foot.is_empty() { whole.bottom() } else { areas.foot.bottom() };
    let rows = rows.min(whole.height);
    Rect { x: whole.x, y: bottom - rows, width: whole.width, height: rows }
}

/// A line being typed, scrolled so that the caret is in sight; the caret is kept if it has the keys.
fn input(canvas: &mut Canvas<'_>, area: Rect, line: &Input, active: bool) {
    if area.is_empty() {
        return;
    }
    // Line ends of a message that was pasted are shown, in one column each.
    let ends = if canvas.look.glyphs.arrow.is_ascii() { "|" } else { "↵" };
    let caret = line.caret.min(line.text.len());
    let before = line.text.get(..caret).unwrap_or(&line.text).replace('\n', ends);
    let text = line.text.replace('\n', ends);
    let at = canvas.width(&before);
    let cols = usize::from(area.width).saturating_sub(1);
    let start = if at > cols { first_column(canvas, &text, at - cols) } else { 0 };
    let shown = text::slice_columns(&text, start, usize::from(area.width), canvas.look.ambiguous);
    let ink = if active { Ink::Strong } else { Ink::Text };
    canvas.text(area.x, area.y, area.width, shown.trim_end(), ink);
    if active {
        let x = area.x + u16::try_from(at - start).unwrap_or(0).min(area.width - 1);
        canvas.caret = Some(Position { x, y: area.y });
    }
}

/// The first column at or after `least` at which a character begins.
fn first_column(canvas: &Canvas<'_>, text: &str, least: usize) -> usize {
    let mut column = 0;
    for grapheme in text.graphemes(true) {
        if column >= least {
            break;
        }
        column += canvas.width(grapheme);
    }
    column
}

/// A frame in the middle, as large as wished and as there is room. What is lost next stays in sight above it.
fn centred(canvas: &Canvas<'_>, areas: &Areas, width: u16, height: u16) -> Rect {
    let whole = canvas.area();
    let top = if whole.height > 6 { areas.next.bottom() } else { 0 };
    let bottom = if areas.foot.is_empty() { whole.bottom() } else { areas.foot.y };
    let room = bottom.saturating_sub(top).max(1);
    let width = width.min(whole.width.saturating_sub(2)).max(1);
    let height = height.min(room);
    Rect { x: (whole.width - width) / 2, y: top + (room - height) / 2, width, height }
}

/// The line of keys at the foot of a frame; returns the area above it.
fn with_keys(canvas: &mut Canvas<'_>, inner: Rect, keys: &str) -> Rect {
    if inner.height < 3 {
        return inner;
    }
    let shown = legend(canvas, inner.width, keys);
    canvas.text(inner.x, inner.bottom() - 1, inner.width, &shown, Ink::Faint);
    Rect { height: inner.height - 2, ..inner }
}

/// As many keys of a legend as fit whole, the first ones first; the last, the way out, always keeps its place.
fn legend(canvas: &Canvas<'_>, cols: u16, keys: &str) -> String {
    let parts: Vec<&str> = parts_of(keys).collect();
    let Some((last, others)) = parts.split_last() else { return String::new() };
    let room = usize::from(cols).saturating_sub(canvas.width(last) + GAP.len());
    let mut shown = fitting(canvas, room, others.iter().copied());
    if !shown.is_empty() {
        shown.push_str(GAP);
    }
    shown + last
}

/// As many parts of a legend as fit whole, the first ones first; the first is cut if it must be.
fn first_parts(canvas: &Canvas<'_>, cols: u16, keys: &str) -> String {
    let shown = fitting(canvas, usize::from(cols), parts_of(keys));
    if shown.is_empty() { parts_of(keys).next().unwrap_or_default().to_owned() } else { shown }
}

/// Between two keys of a legend; within one there is never more than one blank.
const GAP: &str = "  ";

fn parts_of(keys: &str) -> impl Iterator<Item = &str> {
    keys.split(GAP).map(str::trim).filter(|part| !part.is_empty())
}

fn fitting<'a>(canvas: &Canvas<'_>, cols: usize, parts: impl Iterator<Item = &'a str>) -> String {
    let mut shown = String::new();
    for part in parts {
        let gap = if shown.is_empty() { "" } else { GAP };
        if canvas.width(&shown) + gap.len() + canvas.width(part) > cols {
            break;
        }
        shown.push_str(gap);
        shown.push_str(part);
    }
    shown
}

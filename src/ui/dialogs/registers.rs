//! The registers: tabs with their counts, the rows of one, and the item under the cursor in a few lines.

use ratatui::layout::Rect;

use super::super::canvas::Canvas;
use super::super::detail;
use super::super::layout::Areas;
use super::super::record::Registers;
use super::super::screen::Screen;
use super::super::theme::Ink;
use super::super::when;
use super::{centred, input, with_keys};
use crate::domain::ledger_entry::{Item, LedgerKind, LedgerState};
use crate::domain::{Entity, State};
use crate::view::Register;

pub(super) fn registers(canvas: &mut Canvas<'_>, screen: &Screen<'_>, areas: &Areas, open: &Registers) {
    let look = canvas.look;
    let words = &look.strings.record.registers;
    let area = centred(canvas, areas, 132, canvas.area().height.saturating_sub(3).max(6));
    let place = if open.total() > 0 { (words.place)(open.at + 1, open.total()) } else { String::new() };
    let title = format!("{} {} {place}", words.title, (words.name)(open.register.name()));
    let inner = canvas.popup(area, title.trim_end());
    let mut body = with_keys(canvas, inner, words.keys);
    tabs(canvas, body, open);
    body = below(body, 1);
    if open.typing || !open.words.text.is_empty() {
        canvas.text(body.x, body.y, 2, "/", Ink::Focus);
        let line =
            Rect { x: body.x + 2, width: body.width.saturating_sub(2), height: 1.min(body.height), ..body };
        input(canvas, line, &open.words, open.typing);
        body = below(body, 1);
    }
    let Some(page) = &open.page else {
        canvas.text(body.x, body.y, body.width, look.strings.screen.reading, Ink::Dim);
        return;
    };
    if page.window.total == 0 {
        let empty = if page.query.words.is_empty() { words.empty } else { words.nothing };
        canvas.text(body.x, body.y, body.width, empty, Ink::Dim);
        return;
    }
    let told = told(canvas, screen, open, body);
    let list = Rect { height: body.height - told, ..body };
    let count = usize::from(list.height).max(1);
    let top = (open.at + 1).saturating_sub(count);
    for (y, at) in (list.y..list.bottom()).zip(top..) {
        let Some(row) = at.checked_sub(page.window.offset).and_then(|at| page.window.rows.get(at)) else {
            continue;
        };
        if at == open.at {
            canvas.glyph(list.x, y, look.glyphs.cursor, Ink::Cursor);
        }
        let area = Rect { x: list.x + 2, y, width: list.width.saturating_sub(2), height: 1 };
        line(canvas, screen, area, row);
    }
}

fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

/// The tabs with their counts; where they do not all fit, those around the open one.
fn tabs(canvas: &mut Canvas<'_>, area: Rect, open: &Registers) {
    let words = &canvas.look.strings.record.registers;
    let counts = open.page.as_ref().map(|page| page.counts);
    let label = |register: Register| {
        let name = (words.name)(register.name());
        counts.map_or(name.to_owned(), |counts| format!("{name} {}", counts[register.index()]))
    };
    let labels: Vec<String> = Register::ALL.into_iter().map(label).collect();
    let widths: Vec<usize> = labels.iter().map(|label| canvas.width(label) + 2).collect();
    let (here, room) = (open.register.index(), usize::from(area.width));
    let mut first = 0;
    while first < here && widths[first..=here].iter().sum::<usize>() > room {
        first += 1;
    }
    let mut x = area.x;
    for (at, label) in labels.iter().enumerate().skip(first) {
        let left = area.right().saturating_sub(x);
        if usize::from(left) + 2 < widths[at] {
            break;
        }
        let ink = if at == here { Ink::Focus } else { Ink::Dim };
        x += canvas.text(x, area.y, left, label, ink) + 2;
    }
}

/// One row: when, what, and what its register asks about.
fn line(canvas: &mut Canvas<'_>, screen: &Screen<'_>, area: Rect, row: &Entity) {
    let at = Register::of(&row.state).map(|(_, at)| at);
    let moment = at.map(|at| when::moment(at, screen.now, screen.zone)).unwrap_or_default();
    let wide = area.width >= 60;
    let cols = if wide { 13 } else { 12.min(area.width / 3) };
    canvas.text(area.x, area.y, cols.saturating_sub(1), &moment, Ink::Dim);
    let (mark, ink) = mark(canvas, row);
    let right = u16::try_from(canvas.width(&mark)).unwrap_or(0).min(area.width / 3);
    let x = area.x + cols;
    let title = detail::title(&row.state);
    let room = area.right().saturating_sub(x + right + u16::from(right > 0));
    canvas.text(x, area.y, room, &title, Ink::Text);
    canvas.text_right(area.right(), area.y, right, &mark, ink);
}

/// What stands at the end of a row: sort, count, or state.
fn mark(canvas: &Canvas<'_>, row: &Entity) -> (String, Ink) {
    let strings = canvas.look.strings;
    let (words, terms) = (&strings.record.registers, &strings.domain);
    let kind = row.stream.kind;
    match &row.state {
        State::LedgerEntry(entry) => {
            let item = &entry.item;
            let form = |name: &str, choice: &str| (strings.record.of(name).choice)(choice).to_owned();
            let sort = match item.kind {
                LedgerKind::InfoReportPractice => form("info_report", "practice"),
                LedgerKind::InfoReportProblem => form("info_report", "problem"),
                LedgerKind::Training => (words.people)(item.quantity),
                LedgerKind::Publication => {
                    let told = [item.channel.as_deref().or(item.form.as_deref()), item.language.as_deref()];
                    let names = [
                        told[0].map(|name| form("publication", name)),
                        told[1].map(|tag| canvas.look.names.language(tag, canvas.look.lang()).to_owned()),
                    ];
                    let names = names.into_iter().flatten().collect::<Vec<_>>().join(" ");
                    format!("{names} {}", (words.copies)(item.quantity))
                }
                LedgerKind::Log if is_late(row, item) => words.late.to_owned(),
                _ => String::new(),
            };
            let adopted = entry.state == LedgerState::Adopted;
            let state = if adopted { (terms.state)(kind, entry.state.name()) } else { "" };
            let gap = if sort.is_empty() || state.is_empty() { "" } else { "  " };
            (format!("{state}{gap}{sort}"), if adopted { Ink::Good } else { Ink::Dim })
        }
        state => {
            let ink = if state.is_open() { Ink::Text } else { Ink::Dim };
            ((terms.state)(kind, state.name()).to_owned(), ink)
        }
    }
}

/// Whether it was recorded noticeably later than it was (补记).
fn is_late(row: &Entity, item: &Item) -> bool {
    (row.created_at - item.on).num_minutes() >= 10
}

/// The item under the cursor in a few lines at the foot; gives how many.
fn told(canvas: &mut Canvas<'_>, screen: &Screen<'_>, open: &Registers, body: Rect) -> u16 {
    let Some(row) = open.current().filter(|_| body.height >= 8) else { return 0 };
    let mut lines = Vec::new();
    let facts = detail::record_facts(canvas.look, screen, row);
    detail::wrap(canvas.look, facts, usize::from(body.width), &mut lines);
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(body.height / 3).min(6);
    if rows == 0 {
        return 0;
    }
    let area = Rect { y: body.bottom() - rows, height: rows, ..body };
    canvas.horizontal(body.x, area.y - 1, body.width, Ink::Faint);
    detail::scroll(canvas, area, &lines, 0);
    rows + 1
}

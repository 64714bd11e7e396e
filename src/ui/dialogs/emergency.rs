//! Emergencies: the line of the news, the form with its checklist, the sheet.

use ratatui::layout::Rect;

use super::super::canvas::Canvas;
use super::super::detail;
use super::super::emergency::{Entry, NewsLine, ReportForm, Sheet, Slot};
use super::super::layout::Areas;
use super::super::screen::Screen;
use super::super::theme::Ink;
use super::super::when;
use super::{centred, first_parts, foot, input, verb_name, with_keys};
use crate::domain::State;
use crate::domain::emergency::{Element, Known};
use crate::text;
use crate::verb::Verb;

/// Columns of labels.
const LABELS: u16 = 14;

/// The line of the news, what was understood of it, an example.
pub(super) fn news(canvas: &mut Canvas<'_>, areas: &Areas, line: &NewsLine) {
    let strings = canvas.look.strings;
    let words = &strings.emergency;
    let label = u16::try_from(canvas.width(words.capture)).unwrap_or(4) + 2;
    let width = usize::from(canvas.area().width.saturating_sub(label)).max(2);
    let problem = text::wrap(line.problem.as_deref().unwrap_or_default(), width, canvas.look.ambiguous);
    let told = u16::try_from(problem.len()).unwrap_or(u16::MAX).max(1);
    let area = foot(canvas, areas, told.saturating_add(3).min((canvas.area().height * 2 / 3).max(4)));
    canvas.clear(area);
    canvas.horizontal(area.x, area.y, area.width, Ink::Alarm);
    let row = |row: u16| area.y + row.min(area.height - 1);
    let mut x = area.x + 1;
    x += canvas.text(x, row(1), area.width, words.capture, Ink::Alarm) + 1;
    let room = area.right().saturating_sub(x);
    if area.height > 2 {
        if line.problem.is_some() {
            for (y, words) in (row(2)..area.bottom().saturating_sub(1)).zip(&problem) {
                canvas.text(x, y, room, words, Ink::Alarm);
            }
        } else {
            let mut at = x;
            for element in Element::ALL {
                let Some(known) = line.understood.get(element) else { continue };
                let said = match known {
                    Known::Given(said) => said,
                    Known::Unknown => strings.domain.unknown,
                };
                let left = area.right().saturating_sub(at);
                let parts = [
                    ((strings.domain.element)(element.name()), Ink::Faint),
                    (" ", Ink::Faint),
                    (said, Ink::Text),
                ];
                at += canvas.spans(at, row(2), left, &parts) + 2;
            }
        }
        let help = first_parts(canvas, room, words.capture_help);
        canvas.text(x, area.bottom() - 1, room, &help, Ink::Faint);
    }
    input(canvas, Rect { x, y: row(1), width: room.saturating_sub(1), height: 1 }, &line.input, true);
}

/// The form: a line for each thing, those that lack marked; under it, for a call, the words to read out.
pub(super) fn form(canvas: &mut Canvas<'_>, screen: &Screen<'_>, areas: &Areas, form: &ReportForm) {
    let strings = canvas.look.strings;
    let words = &strings.emergency;
    let width = 90.min(canvas.area().width.saturating_sub(2)).max(1);
    let cols = usize::from(width.saturating_sub(4)).max(2);
    let speaks = form.verb == Verb::Phone && form.emergency.is_some();
    let clean = text::sanitize_lines(&form.spoken);
    let spoken = if speaks { text::wrap(&clean, cols, canvas.look.ambiguous) } else { Vec::new() };
    let below = if speaks { spoken.len() + 2 } else { 0 };
    let height = u16::try_from(form.entries.len() + below).unwrap_or(u16::MAX).saturating_add(6);
    let area = centred(canvas, areas, width, height);
    let title = match form.verb {
        Verb::Write => (strings.domain.report)(form.report().name(), next_number(form)),
        verb => verb_name(canvas.look, verb).to_owned(),
    };
    let inner = canvas.popup(area, &title);
    let body = with_keys(canvas, inner, words.form_keys);
    if form.emergency.is_none() {
        canvas.text(body.x, body.y, body.width, strings.screen.reading, Ink::Dim);
        return;
    }
    head(canvas, screen, body, form);
    let rows = Rect { y: body.y + 1.min(body.height), height: body.height.saturating_sub(1), ..body };
    // What is read out stays in sight; the entries scroll, as long as some of them have room.
    let wanted = u16::try_from(form.entries.len()).unwrap_or(u16::MAX);
    let room = rows.height.saturating_sub(u16::try_from(below).unwrap_or(u16::MAX)).max(5);
    let listed = rows.height.min(wanted).min(room);
    let top = (form.at + 1).saturating_sub(usize::from(listed));
    for (y, (at, entry)) in (rows.y..rows.y + listed).zip(form.entries.iter().enumerate().skip(top)) {
        draw_entry(canvas, Rect { y, height: 1, ..rows }, form, entry, at == form.at);
    }
    let under = Rect { y: rows.y + listed, height: rows.height - listed, ..rows };
    if under.height > 2 && speaks {
        canvas.text(under.x, under.y + 1, under.width, words.to_read, Ink::Faint);
        for (y, line) in (under.y + 2..under.bottom()).zip(&spoken) {
            canvas.text(under.x, y, under.width, line, Ink::Strong);
        }
    }
}

/// What it is about and what is still missing, or what was wrong.
fn head(canvas: &mut Canvas<'_>, screen: &Screen<'_>, body: Rect, form: &ReportForm) {
    let strings = canvas.look.strings;
    let words = &strings.emergency;
    if let Some(problem) = &form.problem {
        canvas.text(body.x, body.y, body.width, problem, Ink::Alarm);
        return;
    }
    let due = form.emergency.as_ref().and_then(|emergency| emergency.next_due());
    let due = due.map(|(at, deadline)| {
        let left = when::due_words(strings, screen.now, at);
        format!("{} {left}", (strings.domain.due)(deadline.name()))
    });
    let lacking = form.lacking();
    let (state, ink) = if lacking == 0 {
        (words.complete.to_owned(), Ink::Good)
    } else {
        ((words.lacking)(lacking), Ink::Warn)
    };
    let right = [due.unwrap_or_default(), state].into_iter().filter(|part| !part.is_empty());
    let right = right.collect::<Vec<_>>().join("  ");
    let used = u16::try_from(canvas.width(&right)).unwrap_or(0);
    canvas.text_right(body.right(), body.y, body.width, &right, ink);
    let room = body.width.saturating_sub(used + 2);
    canvas.text(body.x, body.y, room, &form.target.title, Ink::Dim);
}

/// The number of the follow-up that the form makes.
fn next_number(form: &ReportForm) -> u32 {
    form.emergency.as_ref().map_or(0, |emergency| emergency.follow_ups() + 1)
}

fn label(canvas: &Canvas<'_>, form: &ReportForm, slot: Slot) -> &'static str {
    let strings = canvas.look.strings;
    let slots = &strings.emergency.slots;
    match (slot, form.verb) {
        (Slot::Person, Verb::Verify) => slots[0],
        (Slot::Person, Verb::Write) => slots[2],
        (Slot::Person, _) => slots[1],
        (Slot::Post, _) => slots[3],
        (Slot::Words, _) => slots[4],
        (Slot::ReadBack, _) => slots[5],
        (Slot::At, _) => slots[6],
        (Slot::Report, _) => slots[7],
        (Slot::Reason, _) => strings.screen.dialogs.args[crate::verb::Arg::Reason as usize],
        (Slot::Element(element), _) => (strings.domain.element)(element.name()),
    }
}

fn draw_entry(canvas: &mut Canvas<'_>, row: Rect, form: &ReportForm, entry: &Entry, active: bool) {
    let strings = canvas.look.strings;
    let words = &strings.emergency;
    let lacks = form.lacks(entry);
    let labels = LABELS.min(row.width / 2);
    let ink = match (active, lacks) {
        (true, _) => Ink::Focus,
        (false, true) => Ink::Warn,
        (false, false) => Ink::Dim,
    };
    if active {
        canvas.glyph(row.x, row.y, canvas.look.glyphs.cursor, Ink::Cursor);
    }
    canvas.text(row.x + 2, row.y, labels.saturating_sub(3), label(canvas, form, entry.slot), ink);
    let line = Rect { x: row.x + labels, width: row.width.saturating_sub(labels), ..row };
    if entry.is_choice() {
        choice(canvas, line, form, entry, active);
        return;
    }
    if entry.input.text.is_empty() {
        let (hint, ink) = match (entry.slot, lacks) {
            (Slot::Element(_), _) if entry.unknown => (strings.domain.unknown, Ink::Text),
            (_, true) => (words.to_fill, Ink::Warn),
            (Slot::Words, _) if form.verb == Verb::Phone => (words.as_below, Ink::Faint),
            (Slot::At, _) => (words.is_now, Ink::Faint),
            _ => (strings.screen.dialogs.optional, Ink::Faint),
        };
        canvas.text(line.x + u16::from(active), line.y, line.width.saturating_sub(1), hint, ink);
    }
    if active {
        input(canvas, line, &entry.input, true);
    } else {
        canvas.text(line.x, line.y, line.width, &entry.input.text, Ink::Text);
    }
}

/// A choice of two by words, not by colour alone: the one that is made stands in brackets.
fn choice(canvas: &mut Canvas<'_>, line: Rect, form: &ReportForm, entry: &Entry, active: bool) {
    let strings = canvas.look.strings;
    let report = |name| (strings.domain.report)(name, 0);
    let pair = match entry.slot {
        Slot::Report => [report("follow_up"), report("final")],
        _ => strings.emergency.read_back.map(str::to_owned),
    };
    let mut x = line.x;
    for (at, words) in pair.iter().enumerate() {
        let made = entry.chosen && entry.unknown == (at == 1);
        let (words, ink) =
            if made { (format!("[{words}]"), Ink::Strong) } else { (format!(" {words} "), Ink::Dim) };
        x += canvas.text(x, line.y, line.right().saturating_sub(x), &words, ink) + 1;
    }
    if active && entry.slot == Slot::ReadBack {
        canvas.text(x, line.y, line.right().saturating_sub(x), strings.emergency.choose, Ink::Faint);
    }
    if form.lacks(entry) && !active {
        canvas.text(x, line.y, line.right().saturating_sub(x), strings.emergency.to_fill, Ink::Warn);
    }
}

/// One emergency on one sheet: elements, clocks, reports so far, the words for the telephone, its history.
pub(super) fn sheet(canvas: &mut Canvas<'_>, screen: &Screen<'_>, areas: &Areas, sheet: &Sheet) {
    let look = canvas.look;
    let strings = look.strings;
    let whole = canvas.area();
    let area = centred(canvas, areas, 96, whole.height.saturating_sub(6).max(6));
    let kind = (strings.domain.kind)(sheet.target.stream.kind);
    let number = sheet.detail.as_ref().and_then(|detail| match &detail.entity.state {
        State::Emergency(emergency) => Some(emergency.number.label()),
        _ => None,
    });
    let title = format!("{kind} {} {}", number.unwrap_or_default(), sheet.target.title);
    let inner = canvas.popup(area, title.trim_end());
    let body = with_keys(canvas, inner, strings.emergency.sheet_keys);
    let found = sheet.detail.as_ref().map(|detail| (detail, &detail.entity.state));
    let Some((found, State::Emergency(emergency))) = found else {
        canvas.text(body.x, body.y, body.width, strings.screen.reading, Ink::Dim);
        return;
    };
    let mut facts = detail::emergency(look, screen, emergency);
    facts.push(detail::blank());
    facts.push(detail::Fact {
        label: strings.emergency.to_read.to_owned(),
        words: sheet.spoken.clone(),
        ink: Ink::Strong,
    });
    facts.push(detail::blank());
    let mut lines = Vec::new();
    let cols = usize::from(body.width);
    detail::wrap(look, facts, cols, &mut lines);
    lines.extend(detail::history(look, screen, found, cols));
    detail::scroll(canvas, body, &lines, sheet.top);
}

//! The form of a record: one line a field, what holds unless told in faint words, what was understood beside it.

use ratatui::layout::Rect;

use super::super::canvas::Canvas;
use super::super::layout::Areas;
use super::super::record::{RecordField, RecordForm};
use super::super::screen::Screen;
use super::super::theme::Ink;
use super::super::when;
use super::{centred, input, with_keys};
use crate::text;

/// Most choices in sight.
const CHOICES: usize = 8;

pub(super) fn record(canvas: &mut Canvas<'_>, screen: &Screen<'_>, areas: &Areas, form: &RecordForm) {
    let words = &canvas.look.strings.record;
    let own = words.of(form.kind.name());
    let choices = form.fields.get(form.at).map_or(0, |field| field.choices.len().min(CHOICES));
    let wish = u16::try_from(form.fields.len() * 2 + choices + 6).unwrap_or(u16::MAX);
    let area = centred(canvas, areas, 78, wish);
    let title = if form.amends.is_some() { (words.amend)(own.title) } else { own.title.to_owned() };
    let inner = canvas.popup(area, &title);
    let keys = match (form.is_last(), form.at + 1 < form.fields.len()) {
        (false, _) => words.form_keys[0],
        (true, true) => words.form_keys[1],
        (true, false) => words.form_keys[2],
    };
    let mut body = with_keys(canvas, inner, keys);
    body = problem(canvas, body, form);
    body = due(canvas, screen, body, form);
    fields(canvas, body, form);
}

/// What is wrong with the whole of it, over the keys.
fn problem(canvas: &mut Canvas<'_>, body: Rect, form: &RecordForm) -> Rect {
    let Some(problem) = &form.problem else { return body };
    let lines = text::wrap(problem, usize::from(body.width).max(2), canvas.look.ambiguous);
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(body.height.saturating_sub(2));
    let y = body.bottom() - rows;
    for (y, line) in (y..body.bottom()).zip(&lines) {
        canvas.text(body.x, y, body.width, line, Ink::Alarm);
    }
    Rect { height: body.height - rows, ..body }
}

/// When it will be due, seen before Enter.
fn due(canvas: &mut Canvas<'_>, screen: &Screen<'_>, body: Rect, form: &RecordForm) -> Rect {
    let Some(due) = form.due.filter(|_| body.height > 2) else { return body };
    let look = canvas.look;
    let label = look.strings.record.will_be_due;
    let moment = when::moment(due, screen.now, screen.zone);
    let left = when::due_words(look.strings, screen.now, due);
    let y = body.bottom() - 1;
    let spans =
        [(label, Ink::Dim), ("  ", Ink::Dim), (&*moment, Ink::Strong), ("  ", Ink::Dim), (&*left, Ink::Dim)];
    canvas.spans(body.x, y, body.width, &spans);
    Rect { height: body.height - 1, ..body }
}

fn fields(canvas: &mut Canvas<'_>, body: Rect, form: &RecordForm) {
    let count = form.fields.len();
    let open = form.fields.get(form.at).map_or(0, |field| field.choices.len().min(CHOICES));
    let height = usize::from(body.height);
    let problems = form.fields.iter().filter(|field| field.problem.is_some()).count();
    // A row between the fields where there is room for all of them.
    let gap = usize::from(height >= count * 2 + open + problems);
    let choices =
        open.min(height.saturating_sub((count * (1 + gap) + problems).min(height.saturating_sub(4))));
    let rows_of = |at: usize| {
        let field = &form.fields[at];
        1 + gap + usize::from(field.problem.is_some()) + if at == form.at { choices } else { 0 }
    };
    // The field at hand is in sight with its choices.
    let mut first = 0;
    while first < form.at && (first..=form.at).map(rows_of).sum::<usize>() > height + gap {
        first += 1;
    }
    let mut y = body.y;
    for at in first..count {
        if y >= body.bottom() {
            break;
        }
        let rows = u16::try_from(rows_of(at)).unwrap_or(u16::MAX).min(body.bottom() - y);
        field(canvas, form, Rect { y, height: rows, ..body }, at, choices);
        y += rows;
    }
}

fn field(canvas: &mut Canvas<'_>, form: &RecordForm, area: Rect, at: usize, choices: usize) {
    let (look, active) = (canvas.look, at == form.at);
    let words = &look.strings.record;
    let field = &form.fields[at];
    let label_cols = 14.min(area.width / 3);
    let label = (words.of(form.kind.name()).field)(field.of.name);
    let ink = match (active, field.of.extra) {
        (true, _) => Ink::Focus,
        (false, true) => Ink::Faint,
        (false, false) => Ink::Dim,
    };
    canvas.text(area.x, area.y, label_cols.saturating_sub(1), label, ink);
    let x = area.x + label_cols;
    let line = Rect { x, width: area.right().saturating_sub(x), height: 1, ..area };
    beside(canvas, line, field, active);
    let mut y = area.y + 1;
    if let Some(problem) = field.problem.as_ref().filter(|_| y < area.bottom()) {
        canvas.text(x, y, line.width, problem, Ink::Alarm);
        y += 1;
    }
    if active {
        let shown = choices.min(usize::from(area.bottom().saturating_sub(y)));
        list(canvas, Rect { y, height: u16::try_from(shown).unwrap_or(0), ..line }, field);
    }
}

/// The line being typed, with what holds unless told, or what was understood, on it.
fn beside(canvas: &mut Canvas<'_>, line: Rect, field: &RecordField, active: bool) {
    let words = &canvas.look.strings.record;
    let dialogs = &canvas.look.strings.screen.dialogs;
    if field.input.text.is_empty() {
        let (hint, ink) = match (field.proposed.is_empty(), field.of.required) {
            (false, _) => (format!("{}{}", field.proposed, words.proposed), Ink::Dim),
            (true, true) => (dialogs.required.to_owned(), Ink::Faint),
            (true, false) => (dialogs.optional.to_owned(), Ink::Faint),
        };
        // The caret keeps its place in front of it.
        let from = u16::from(active);
        canvas.text(line.x + from, line.y, line.width.saturating_sub(from), &hint, ink);
        input(canvas, Rect { width: 1.min(line.width), ..line }, &field.input, active);
        return;
    }
    let told = if field.understood.is_empty() { String::new() } else { format!("= {}", field.understood) };
    let cols = u16::try_from(canvas.width(&told)).unwrap_or(u16::MAX);
    let cols = cols.min(line.width / 2);
    let room = line.width.saturating_sub(if cols == 0 { 0 } else { cols + 1 });
    input(canvas, Rect { width: room, ..line }, &field.input, active);
    canvas.text_right(line.right(), line.y, cols, &told, Ink::Good);
}

fn list(canvas: &mut Canvas<'_>, area: Rect, field: &RecordField) {
    let shown = usize::from(area.height);
    let at = field.choice.unwrap_or(0);
    let top = (at + 1).saturating_sub(shown).min(field.choices.len().saturating_sub(shown));
    for (y, (index, offer)) in (area.y..area.bottom()).zip(field.choices.iter().enumerate().skip(top)) {
        let chosen = field.choice == Some(index);
        if chosen {
            canvas.glyph(area.x.saturating_sub(2), y, canvas.look.glyphs.cursor, Ink::Cursor);
        }
        canvas.text(area.x, y, area.width, &offer.shown, if chosen { Ink::Strong } else { Ink::Text });
    }
}

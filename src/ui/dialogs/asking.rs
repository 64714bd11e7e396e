//! Dialogs that want something: form, batch, question.

use ratatui::layout::Rect;

use super::super::canvas::Canvas;
use super::super::dialog::{Asked, Batch, Confirm, Field, Form};
use super::super::layout::Areas;
use super::super::look::Look;
use super::super::theme::Ink;
use super::{centred, input, verb_name, with_keys};
use crate::keymap::action;
use crate::message::Action;
use crate::text;
use crate::verb::{Arg, Verb, leads_to, needs};
use crate::view::Target;

/// A form: one line for each field, the choices of the active one under it.
pub(super) fn form(canvas: &mut Canvas<'_>, areas: &Areas, form: &Form) {
    let strings = canvas.look.strings;
    let words = &strings.screen.dialogs;
    let active = form.fields.get(form.at);
    let choices = active.map_or(0, |field| field.choices.len().clamp(1, CHOICES) + 1);
    let height = u16::try_from(form.fields.len() * 2 + choices).unwrap_or(u16::MAX).saturating_add(7);
    let title = match (&form.asked, form.targets.first()) {
        (Some(asked), _) => asked_name(canvas.look, asked),
        (None, Some(target)) => step_name(canvas.look, form.verb, target),
        (None, None) => verb_name(canvas.look, form.verb),
    };
    let area = centred(canvas, areas, 72, height);
    let inner = canvas.popup(area, title);
    let mut body = with_keys(
        canvas,
        inner,
        match (form.is_last(), form.at + 1 < form.fields.len()) {
            (false, _) => words.form_keys,
            (true, true) => words.more_fields_keys,
            (true, false) => words.last_field_keys,
        },
    );
    let first = form.targets.first().map_or("", |target| target.title.as_str());
    let targets = (words.targets)(first, form.targets.len());
    canvas.text(body.x, body.y, body.width, &targets, Ink::Dim);
    body = below(body, 2);
    for (at, field) in form.fields.iter().enumerate() {
        if body.is_empty() {
            break;
        }
        let used = draw_field(canvas, body, (form.verb, field), at == form.at);
        body = below(body, used + 1);
    }
    if let Some(problem) = &form.problem {
        let lines = text::wrap(problem, usize::from(inner.width).max(2), canvas.look.ambiguous);
        let height =
            u16::try_from(lines.len()).unwrap_or(u16::MAX).min(inner.height.saturating_sub(1)).max(1);
        let y = inner.bottom().saturating_sub(1 + height).max(inner.y);
        canvas.clear(Rect { y, height, ..inner });
        for (y, words) in (y..y + height).zip(&lines) {
            canvas.text(inner.x, y, inner.width, words, Ink::Alarm);
        }
    }
}

const CHOICES: usize = 8;

fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

/// Draws a field; returns the rows it took.
fn draw_field(canvas: &mut Canvas<'_>, area: Rect, (verb, field): (Verb, &Field), active: bool) -> u16 {
    let words = &canvas.look.strings.screen.dialogs;
    let label = field.label.unwrap_or_else(|| words.arg(verb, field.arg));
    let label_cols = 16.min(area.width / 2);
    canvas.text(
        area.x,
        area.y,
        label_cols.saturating_sub(1),
        label,
        if active { Ink::Focus } else { Ink::Dim },
    );
    let x = area.x + label_cols;
    let line = Rect { x, width: area.right().saturating_sub(x), height: 1, ..area };
    if field.input.text.is_empty() {
        let hint = if field.required { words.required } else { words.optional };
        canvas.text(x + 1, area.y, line.width.saturating_sub(1), hint, Ink::Faint);
    }
    input(canvas, line, &field.input, active);
    if !active {
        return 1;
    }
    choices(canvas, Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..line }, field)
}

fn choices(canvas: &mut Canvas<'_>, area: Rect, field: &Field) -> u16 {
    let shown = CHOICES.min(usize::from(area.height));
    let at = field.choice.unwrap_or(0);
    let top = (at + 1).saturating_sub(shown).min(field.choices.len().saturating_sub(shown));
    let mut y = area.y;
    let must_match = matches!(field.arg, Arg::Unit | Arg::Handling | Arg::Mode | Arg::ReadBack)
        || !field.options.is_empty();
    if field.choices.is_empty() && must_match && area.height > 0 {
        canvas.text(area.x, y, area.width, canvas.look.strings.screen.dialogs.no_choice, Ink::Warn);
        return 2;
    }
    for (index, (text, _)) in field.choices.iter().enumerate().skip(top).take(shown) {
        let chosen = field.choice == Some(index);
        if chosen {
            canvas.glyph(area.x.saturating_sub(2), y, canvas.look.glyphs.cursor, Ink::Cursor);
        }
        canvas.text(area.x, y, area.width, text, if chosen { Ink::Strong } else { Ink::Text });
        y += 1;
    }
    1 + (y - area.y)
}

/// What a form is about that belongs to no verb.
fn asked_name(look: &Look, asked: &Asked) -> &'static str {
    let action = match asked {
        Asked::Call(act, _) => Action::Call(*act),
        Asked::NewDispatch(_) => Action::NewDispatch,
        Asked::Plan(_) => Action::BackSchedule,
        Asked::Clearance => Action::Clear,
    };
    action::of(&action).map_or("", |named| named.label(&look.strings.desk))
}

/// What a batch will do, row by row, before it is done.
pub(super) fn batch(canvas: &mut Canvas<'_>, areas: &Areas, batch: &Batch) {
    let strings = canvas.look.strings;
    let words = &strings.screen.dialogs;
    let targets = &batch.form.targets;
    let filled = batch.form.fields.iter().filter(|field| !field.input.text.is_empty()).count();
    let height =
        u16::try_from(targets.len() + batch.left_alone.len() + filled).unwrap_or(u16::MAX).saturating_add(7);
    let title = (words.batch)(verb_name(canvas.look, batch.form.verb), targets.len());
    let area = centred(canvas, areas, 84, height);
    let inner = canvas.popup(area, &title);
    let mut body = with_keys(canvas, inner, words.batch_keys);
    for field in batch.form.fields.iter().filter(|field| !field.input.text.is_empty()) {
        let label = words.arg(batch.form.verb, field.arg);
        canvas.spans(
            body.x,
            body.y,
            body.width,
            &[(label, Ink::Dim), ("  ", Ink::Dim), (&field.input.text, Ink::Strong)],
        );
        body = below(body, 1);
    }
    if !batch.left_alone.is_empty() && body.height > 0 {
        canvas.text(body.x, body.y, body.width, &(words.left_alone)(batch.left_alone.len()), Ink::Warn);
        body = below(body, 1);
    }
    body = below(body, 1);
    let verb = batch.form.verb;
    let done = targets.iter().map(|target| (target, batch_row(canvas.look, verb, target), Ink::Text));
    let alone = batch.left_alone.iter().map(|target| {
        let applies = needs(verb, target.stream.kind, target.state).is_some();
        (target, words.left_alone_why[usize::from(applies)].to_owned(), Ink::Faint)
    });
    let all: Vec<(&Target, String, Ink)> = done.chain(alone).collect();
    let top = batch.top.min(all.len().saturating_sub(usize::from(body.height)));
    for (y, (target, what, ink)) in (body.y..body.bottom()).zip(&all[top..]) {
        let cols = u16::try_from(canvas.width(what)).unwrap_or(u16::MAX).min(body.width * 3 / 5);
        canvas.text(body.x, y, body.width.saturating_sub(cols + 2), &target.title, *ink);
        canvas.text_right(body.right(), y, cols, what, if *ink == Ink::Text { Ink::Dim } else { *ink });
    }
}

/// What the verb does to this item, by its own name.
fn step_name(look: &Look, verb: Verb, target: &Target) -> &'static str {
    let (kind, state) = (target.stream.kind, target.state);
    (look.strings.domain.step)(verb, kind, state).unwrap_or_else(|| verb_name(look, verb.plain(kind, state)))
}

/// What happens to one row: the step by its own name, the state left and the state reached.
fn batch_row(look: &Look, verb: Verb, target: &Target) -> String {
    let (terms, kind) = (&look.strings.domain, target.stream.kind);
    let step = step_name(look, verb, target);
    let state = (terms.state)(kind, target.state);
    match leads_to(verb, kind, target.state) {
        Some(to) => format!("{step}  {state}{}{}", look.glyphs.arrow, (terms.state)(kind, to)),
        None => format!("{step}  {state}"),
    }
}

/// A question; the answer is one key.
pub(super) fn confirm(canvas: &mut Canvas<'_>, areas: &Areas, confirm: &Confirm) {
    let words = &canvas.look.strings.screen.dialogs;
    let lines = text::wrap(&text::sanitize_lines(&confirm.question), 52, canvas.look.ambiguous);
    let area = centred(canvas, areas, 58, u16::try_from(lines.len()).unwrap_or(8).saturating_add(5));
    let inner = canvas.popup(area, words.confirm);
    let body = with_keys(canvas, inner, words.confirm_keys);
    for (y, line) in (body.y..body.bottom()).zip(&lines) {
        canvas.text(body.x, y, body.width, line, Ink::Strong);
    }
}

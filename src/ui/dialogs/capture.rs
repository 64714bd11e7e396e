//! One-line capture, or a message that was pasted: the text, and every field as it was understood, before Enter makes a
//! paper of it.

use ratatui::layout::Rect;

use super::super::canvas::Canvas;
use super::super::detail;
use super::super::dialog::Capture;
use super::super::layout::Areas;
use super::super::screen::Screen;
use super::super::theme::Ink;
use super::super::when;
use super::{first_parts, foot, input};
use crate::domain::Urgency;
use crate::text;

/// A field with its label, and whether it begins a row of its own.
struct Part {
    label: &'static str,
    words: String,
    ink: Ink,
    alone: bool,
}

/// Draws the text, the fields, and the keys.
pub(super) fn capture(canvas: &mut Canvas<'_>, screen: &Screen<'_>, areas: &Areas, capture: &Capture) {
    let words = &canvas.look.strings.screen.dialogs;
    let whole = canvas.area();
    let label = u16::try_from(canvas.width(words.capture)).unwrap_or(4) + 2;
    let width = whole.width.saturating_sub(label + 1);
    let rows = match &capture.problem {
        Some(_) => Vec::new(),
        None => rows(canvas, parts(canvas, screen, capture), width),
    };
    let problem = capture.problem.as_deref().unwrap_or_default();
    let problem = text::wrap(problem, usize::from(width).max(2), canvas.look.ambiguous);
    let told = u16::try_from(rows.len().max(problem.len())).unwrap_or(u16::MAX).max(1);
    let height = told.saturating_add(3).min((whole.height * 2 / 3).max(4));
    let area = foot(canvas, areas, height);
    canvas.clear(area);
    canvas.horizontal(area.x, area.y, area.width, Ink::Focus);
    let line = |row: u16| area.y + row.min(area.height - 1);
    let x = area.x + 1 + canvas.text(area.x + 1, line(1), area.width, words.capture, Ink::Focus) + 1;
    let room = area.right().saturating_sub(x);
    if area.height > 2 {
        for (y, words) in (line(2)..area.bottom().saturating_sub(1)).zip(&problem) {
            canvas.text(x, y, room, words, Ink::Alarm);
        }
        for (y, row) in (line(2)..area.bottom().saturating_sub(1)).zip(&rows) {
            let mut at = x;
            for part in row {
                let spans = [(part.label, Ink::Faint), (" ", Ink::Faint), (part.words.as_str(), part.ink)];
                at += canvas.spans(at, y, area.right().saturating_sub(at), &spans) + 2;
            }
        }
        let help = first_parts(canvas, room, words.capture_help);
        canvas.text(x, area.bottom() - 1, room, &help, Ink::Faint);
    }
    let field = Rect { x, y: line(1), width: room.saturating_sub(1), height: 1 };
    input(canvas, field, &capture.input, true);
}

/// What was understood, field by field: what is wanting says so.
fn parts(canvas: &Canvas<'_>, screen: &Screen<'_>, capture: &Capture) -> Vec<Part> {
    let look = canvas.look;
    let (strings, labels) = (look.strings, &look.strings.screen.labels);
    let (said, words) = (&capture.understood, &look.strings.screen.dialogs);
    if capture.input.text.trim().is_empty() {
        return Vec::new();
    }
    let telling = detail::telling(screen, look);
    let part = |label, words: String, ink, alone| Part { label, words, ink, alone };
    let or_missing = |label, text: &str, alone| match text {
        "" => part(label, strings.screen.incomplete.to_owned(), Ink::Warn, alone),
        text => part(label, text.to_owned(), Ink::Strong, alone),
    };
    let or_unsaid = |label, text: Option<String>| match text {
        None => part(label, words.unsaid.to_owned(), Ink::Faint, false),
        Some(text) => part(label, text, Ink::Text, false),
    };
    let urgency = said.urgency.and_then(|said| Urgency::ALL.iter().position(|known| *known == said));
    let urgency = match urgency {
        Some(at) => part(labels.urgency, strings.domain.urgency[at].to_owned(), Ink::Strong, false),
        None => {
            let usual = format!("{}{}", strings.domain.urgency[4], words.assumed);
            part(labels.urgency, usual, Ink::Dim, false)
        }
    };
    let due = match (&said.unread_due, &said.unsure_due, said.due) {
        (Some(unread), ..) => part(labels.due, (strings.desk.unread_due)(unread), Ink::Alarm, false),
        (None, Some(unsure), None) => part(labels.due, (strings.desk.unread_due)(unsure), Ink::Warn, false),
        (None, _, Some(due)) => {
            let left = when::due_words(strings, screen.now, due);
            part(labels.due, format!("{}  {left}", telling.time(due)), Ink::Strong, false)
        }
        (None, None, None) => or_unsaid(labels.due, None),
    };
    let number = Some(said.doc_number.clone()).filter(|number| !number.is_empty());
    let mut parts = vec![
        urgency,
        or_missing(labels.issuer, &said.issuer, false),
        or_unsaid(labels.doc_type, said.doc_type.map(str::to_owned)),
        or_unsaid(labels.number, number),
        or_missing(strings.screen.document_heads[2], &said.gist, true),
        due,
    ];
    if let Some(at) = said.sent_at {
        parts.push(part(labels.received, telling.time(at), Ink::Text, false));
    }
    if !said.sender.is_empty() {
        parts.push(part(words.sender, said.sender.clone(), Ink::Text, false));
    }
    if let Some(note) = &said.note {
        let kept = (words.kept_whole)(note.lines().count(), note.chars().count());
        parts.push(part(labels.note, kept, Ink::Dim, false));
    }
    parts
}

/// Parts in rows that are no wider than this.
fn rows(canvas: &Canvas<'_>, parts: Vec<Part>, width: u16) -> Vec<Vec<Part>> {
    let mut rows: Vec<Vec<Part>> = Vec::new();
    let (mut used, mut closed) = (0, true);
    for part in parts {
        let cols = canvas.width(part.label) + 1 + canvas.width(&part.words);
        if closed || part.alone || used + cols > usize::from(width) {
            rows.push(Vec::new());
            used = 0;
        }
        closed = part.alone;
        used += cols + 2;
        if let Some(row) = rows.last_mut() {
            row.push(part);
        }
    }
    rows
}

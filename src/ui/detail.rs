//! One item in full: its facts with labels, its history; in the preview and in the history dialog.

mod emergency;
mod facts;
mod finding;
mod issues;
mod ledger;
mod meeting;
mod outgoing;
mod run;

pub(super) use emergency::emergency;
pub(super) use facts::title;
pub(super) use ledger::record_facts;
pub(super) use meeting::checklist_item;

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::look::Look;
use super::screen::Screen;
use super::theme::Ink;
use crate::i18n::domain::Telling;
use crate::text;
use crate::view::{Detail, TimelineItem};

/// A label and its words; long words wrap under themselves.
pub(super) struct Fact {
    pub(super) label: String,
    pub(super) words: String,
    pub(super) ink: Ink,
}

/// A line as it is drawn.
pub(super) struct Line {
    label: String,
    text: String,
    ink: Ink,
}

/// What telling needs, on this screen.
pub(super) const fn telling<'a>(screen: &Screen<'_>, look: &'a Look) -> Telling<'a> {
    Telling { lang: look.lang(), zone: screen.zone, now: screen.now, names: &look.names }
}

/// The preview with its title; keeps its place when it is scrolled too far.
pub(super) fn preview(canvas: &mut Canvas<'_>, screen: &Screen<'_>, area: Rect) {
    if area.is_empty() {
        return;
    }
    let words = &canvas.look.strings.screen;
    canvas.horizontal(area.x, area.y, area.width, Ink::Faint);
    canvas.text(area.x + 1, area.y, area.width.saturating_sub(2), &format!(" {} ", words.preview), Ink::Text);
    let inner = Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(1),
    };
    match (&screen.preview.detail, screen.preview.stream) {
        (Some(detail), _) => {
            let mut lines = Vec::new();
            let facts = facts::facts(canvas.look, screen, detail);
            wrap(canvas.look, facts, usize::from(inner.width), &mut lines);
            lines.push(Line { label: String::new(), text: String::new(), ink: Ink::Faint });
            lines.push(Line { label: words.history.to_owned(), text: String::new(), ink: Ink::Faint });
            let newest_first = detail.timeline.iter().rev();
            let told = newest_first.map(|item| told(canvas.look, screen, item)).collect();
            wrap(canvas.look, told, usize::from(inner.width), &mut lines);
            scroll(canvas, inner, &lines, screen.preview.top);
        }
        (None, Some(_)) => {
            canvas.text(inner.x, inner.y, inner.width, words.reading, Ink::Dim);
        }
        (None, None) => {
            canvas.text(inner.x, inner.y, inner.width, words.preview_empty, Ink::Dim);
        }
    }
}

/// The history alone, oldest first.
pub(super) fn history(look: &Look, screen: &Screen<'_>, detail: &Detail, cols: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    wrap(look, detail.timeline.iter().map(|item| told(look, screen, item)).collect(), cols, &mut lines);
    lines
}

/// The facts of an item that no pane previews, then its history.
pub(super) fn whole(look: &Look, screen: &Screen<'_>, detail: &Detail, cols: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    wrap(look, facts::facts(look, screen, detail), cols, &mut lines);
    lines.push(Line { label: String::new(), text: String::new(), ink: Ink::Faint });
    lines.extend(history(look, screen, detail, cols));
    lines
}

/// An event: when as the label, then who and what.
pub(super) fn told(look: &Look, screen: &Screen<'_>, item: &TimelineItem) -> Fact {
    let telling = telling(screen, look);
    let what = (look.strings.domain.event)(&telling, &item.body);
    Fact { label: telling.time(item.at), words: format!("{}  {what}", item.by), ink: Ink::Text }
}

/// Facts as lines of at most `cols` columns.
pub(super) fn wrap(look: &Look, facts: Vec<Fact>, cols: usize, lines: &mut Vec<Line>) {
    let label_cols = label_columns(look);
    for fact in facts {
        let indent = if fact.label.is_empty() { 0 } else { label_cols };
        let clean = text::sanitize_lines(&fact.words);
        let wrapped = text::wrap(&clean, cols.saturating_sub(indent).max(2), look.ambiguous);
        let mut label = Some(fact.label);
        for text in wrapped {
            let indented = indent > 0;
            let label = label.take().unwrap_or_else(|| if indented { " ".to_owned() } else { String::new() });
            lines.push(Line { label, text, ink: fact.ink });
        }
    }
}

/// Columns of labels, blanks after them included: as much as a day with its hour, or the longest label.
const fn label_columns(look: &Look) -> usize {
    match look.lang() {
        crate::i18n::Lang::ZhCn => 13,
        crate::i18n::Lang::En => 15,
    }
}

/// Draws the lines from `top` on; the last line says how many are below.
pub(super) fn scroll(canvas: &mut Canvas<'_>, area: Rect, lines: &[Line], top: usize) {
    let rows = usize::from(area.height);
    let top = top.min(lines.len().saturating_sub(rows));
    let label_cols = u16::try_from(label_columns(canvas.look)).unwrap_or(0);
    for (y, line) in (area.y..area.bottom()).zip(&lines[top..]) {
        let indent = if line.label.is_empty() { 0 } else { label_cols.min(area.width) };
        canvas.text(area.x, y, indent.saturating_sub(1), &line.label, Ink::Faint);
        canvas.text(area.x + indent, y, area.width - indent, &line.text, line.ink);
    }
    let below = lines.len().saturating_sub(top + rows);
    if below > 0 && area.height > 0 {
        let y = area.bottom() - 1;
        canvas.clear(Rect { y, height: 1, ..area });
        let more = (canvas.look.strings.screen.more)(below + 1);
        canvas.text_right(area.right(), y, area.width, &more, Ink::Faint);
    }
}

/// An empty line.
pub(super) fn blank() -> Fact {
    Fact { label: String::new(), words: String::new(), ink: Ink::Text }
}

//! Dialogs that only tell: a conflict, a history.

use super::super::canvas::Canvas;
use super::super::detail::{self, Fact};
use super::super::dialog::{Conflict, History};
use super::super::layout::Areas;
use super::super::screen::Screen;
use super::super::theme::Ink;
use super::{centred, verb_name, with_keys};
use crate::view::pane_of;

/// Somebody was first: what they did, when, and that nothing of the officer's was applied.
pub(super) fn conflict(canvas: &mut Canvas<'_>, screen: &Screen<'_>, areas: &Areas, conflict: &Conflict) {
    let look = canvas.look;
    let strings = look.strings;
    let words = &strings.screen.dialogs;
    let width = 84.min(canvas.area().width.saturating_sub(2));
    let plain = |words: String, ink| Fact { label: String::new(), words, ink };
    let mut facts = vec![plain(words.conflict_note.to_owned(), Ink::Strong)];
    for difference in &conflict.differences {
        let state = (strings.domain.state)(difference.stream.kind, difference.state);
        facts.push(detail::blank());
        facts.push(plain(difference.title.clone(), Ink::Text));
        facts.push(plain((words.conflict_state)(difference.seen, difference.found, state), Ink::Warn));
        facts.extend(difference.since.iter().map(|item| detail::told(look, screen, item)));
    }
    let mut lines = Vec::new();
    detail::wrap(look, facts, usize::from(width.saturating_sub(4)), &mut lines);
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(4);
    let title = match conflict.verb {
        Some(verb) => (words.conflict_of)(verb_name(canvas.look, verb)),
        None => words.conflict.to_owned(),
    };
    let area = centred(canvas, areas, width, height);
    let inner = canvas.popup(area, &title);
    let body = with_keys(canvas, inner, words.conflict_keys);
    detail::scroll(canvas, body, &lines, conflict.top);
}

/// The history of an item in full, oldest first.
pub(super) fn timeline(canvas: &mut Canvas<'_>, screen: &Screen<'_>, areas: &Areas, history: &History) {
    let look = canvas.look;
    let words = &look.strings.screen;
    let whole = canvas.area();
    let area = centred(canvas, areas, 96, whole.height.saturating_sub(6).max(6));
    let title = history.detail.as_ref().map(|detail| detail::title(&detail.entity.state)).unwrap_or_default();
    let inner = canvas.popup(area, format!("{} {title}", words.history).trim_end());
    let body = with_keys(canvas, inner, words.dialogs.timeline_keys);
    match &history.detail {
        Some(found) => {
            let listed = pane_of(history.stream.kind).is_some();
            let told = if listed { detail::history } else { detail::whole };
            let lines = told(look, screen, found, usize::from(body.width));
            detail::scroll(canvas, body, &lines, history.top);
        }
        None => {
            canvas.text(body.x, body.y, body.width, words.reading, Ink::Dim);
        }
    }
}

//! Alarms and what is put off: one line an item, and under them what the item under the cursor waits for.

use ratatui::layout::Rect;

use super::super::canvas::Canvas;
use super::super::detail;
use super::super::dialog::AlarmList;
use super::super::layout::Areas;
use super::super::look::Look;
use super::super::screen::Screen;
use super::super::theme::Ink;
use super::super::when;
use super::{centred, with_keys};
use crate::domain::alarm::{Alarm, AlarmState, Condition, Priority};
use crate::domain::ladder::Escalation;
use crate::i18n::Lang;
use crate::i18n::attention::Attention;
use crate::i18n::domain::Telling;
use crate::view::AttentionRow;

/// From so many columns on a line has all its fields; English words are longer.
const fn is_wide(look: &Look, columns: u16) -> bool {
    columns >= if matches!(look.lang(), Lang::En) { 100 } else { 70 }
}

pub(super) fn alarms(canvas: &mut Canvas<'_>, screen: &Screen<'_>, areas: &Areas, list: &AlarmList) {
    let look = canvas.look;
    let words = &look.strings.attention;
    let area = centred(canvas, areas, 130, canvas.area().height.saturating_sub(4).max(6));
    let inner = canvas.popup(area, words.title);
    let body = with_keys(canvas, inner, words.keys);
    if body.is_empty() {
        return;
    }
    let Some(found) = &list.found else {
        canvas.text(body.x, body.y, body.width, look.strings.screen.reading, Ink::Dim);
        return;
    };
    let all = found.all();
    let new = all.iter().filter(|alarm| alarm.state == AlarmState::Unacknowledged).count();
    let ink = |chosen: bool| if chosen { Ink::Focus } else { Ink::Faint };
    let parts = [(words.alarms)(all.len(), new), (words.shelved)(found.shelved.len())];
    let spans = [
        (parts[0].as_str(), ink(!list.shelved)),
        ("   ", Ink::Faint),
        (parts[1].as_str(), ink(list.shelved)),
    ];
    canvas.spans(body.x, body.y, body.width, &spans);
    let mut rest = below(body, 1);
    if !list.shelved
        && let Some(counts) = found.flood
    {
        canvas.text(rest.x, rest.y, rest.width, &(words.flood)(counts), Ink::Alarm);
        rest = below(rest, 1);
    }
    if found.more && rest.height > 4 {
        canvas.text(rest.x, rest.bottom() - 1, rest.width, words.more, Ink::Faint);
        rest.height -= 1;
    }
    let rows = list.rows(list.shelved);
    if rows.is_empty() {
        let nothing = if list.shelved { words.none_shelved } else { words.no_alarms };
        canvas.text(rest.x, rest.y, rest.width, nothing, Ink::Dim);
        return;
    }
    let current = list.current();
    let note = match current {
        Some(row) => note(canvas, screen, row),
        None => words.has_left.to_owned(),
    };
    let note_rows = u16::from(rest.height > 3 && !note.is_empty());
    if note_rows > 0 {
        canvas.text(rest.x, rest.bottom() - 1, rest.width, &note, Ink::Text);
    }
    let lines = Rect { height: rest.height.saturating_sub(note_rows), ..rest };
    let at = list.at[usize::from(list.shelved)];
    let top = (at + 1).saturating_sub(usize::from(lines.height));
    for (y, (place, row)) in (lines.y..lines.bottom()).zip(rows.iter().enumerate().skip(top)) {
        let line = Rect { x: lines.x + 2, y, width: lines.width.saturating_sub(2), height: 1 };
        let chosen = place == at && current.is_some();
        if chosen {
            canvas.glyph(lines.x, y, look.glyphs.cursor, Ink::Cursor);
        }
        if list.shelved {
            put_off(canvas, screen, line, row, chosen);
        } else if let Some(alarm) = &row.alarm {
            alarming(canvas, screen, line, row, alarm, chosen);
        }
    }
}

fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

/// Fields side by side, each with its columns and a blank behind; the last has what is left.
fn fields(canvas: &mut Canvas<'_>, line: Rect, fields: &[(&str, u16, Ink)]) {
    let mut x = line.x;
    for (at, (text, cols, ink)) in fields.iter().enumerate() {
        let room = line.right().saturating_sub(x);
        let cols = if at + 1 == fields.len() { room } else { (*cols).min(room) };
        canvas.text(x, line.y, cols, text, *ink);
        x += (cols + 1).min(room);
    }
}

/// `未确认 一级 已超时 2020-0012 超6分 《…》`
fn alarming(
    canvas: &mut Canvas<'_>,
    screen: &Screen<'_>,
    line: Rect,
    row: &AttentionRow,
    alarm: &Alarm,
    chosen: bool,
) {
    let strings = canvas.look.strings;
    let words = &strings.attention;
    let english = canvas.look.lang() == Lang::En;
    let waits = alarm.state == AlarmState::Unacknowledged;
    let state = words.states[alarm.state as usize];
    let priority = words.priorities[alarm.priority as usize];
    let condition = (words.condition)(alarm.condition);
    let ink = match (waits, alarm.priority) {
        (false, _) => Ink::Dim,
        (true, Priority::Critical | Priority::High) => Ink::Alarm,
        (true, Priority::Medium) => Ink::Warn,
        (true, Priority::Low) => Ink::Text,
    };
    let (due, due_ink) =
        row.due.map_or((String::new(), Ink::Dim), |due| when::due_short(strings, screen.now, due.at));
    let no = row.no.as_deref().unwrap_or_default();
    let title = if row.target.title.is_empty() { strings.screen.incomplete } else { &row.target.title };
    let title_ink = if chosen { Ink::Strong } else { Ink::Text };
    if is_wide(canvas.look, line.width) {
        let about = about(canvas, alarm, condition);
        let since = when::clock(alarm.since, screen.zone);
        let state_cols = if english { 8 } else { 6 };
        fields(
            canvas,
            line,
            &[
                (state, state_cols, ink),
                (priority, state_cols, ink),
                (&about, if english { 26 } else { 18 }, ink),
                (&since, 5, Ink::Dim),
                (&due, 8, due_ink),
                (no, 11, Ink::Dim),
                (title, 0, title_ink),
            ],
        );
    } else {
        let state_cols = if english { 8 } else { 6 };
        let condition_cols = if english { 11 } else { 8 };
        let due_cols = if line.width >= 45 { 8 } else { 0 };
        let due = if due_cols > 0 { due.as_str() } else { "" };
        fields(
            canvas,
            line,
            &[
                (state, state_cols, ink),
                (condition, condition_cols, ink),
                (due, due_cols, due_ink),
                (title, 0, title_ink),
            ],
        );
    }
}

/// The condition with what it is about: `已超时 签收`, `转运异常 …`.
fn about(canvas: &Canvas<'_>, alarm: &Alarm, condition: &str) -> String {
    let strings = canvas.look.strings;
    let about = match (alarm.condition, alarm.about) {
        (Condition::Missed | Condition::Near, Some(deadline)) => (strings.domain.due)(deadline),
        (Condition::RunProblem, Some(problem)) => (strings.domain.problem)(problem),
        (Condition::Escalated, Some(rung)) => crate::domain::ladder::Rung::from_name(rung)
            .map_or("", |rung| strings.attention.rungs[rung as usize]),
        _ => "",
    };
    format!("{condition} {about}").trim_end().to_owned()
}

/// `陈若水 05:00 CA1234落地 2020-0012 《…》`
fn put_off(canvas: &mut Canvas<'_>, screen: &Screen<'_>, line: Rect, row: &AttentionRow, chosen: bool) {
    let strings = canvas.look.strings;
    let telling = detail::telling(screen, canvas.look);
    let until = row.until.map(|until| telling.time(until)).unwrap_or_default();
    let wake = row.wake.as_ref().map(|wake| (strings.attention.awaited)(&telling, wake)).unwrap_or_default();
    let by = row.by.as_deref().unwrap_or_default();
    let no = row.no.as_deref().unwrap_or_default();
    let ink = if chosen { Ink::Strong } else { Ink::Text };
    let title = &row.target.title;
    if is_wide(canvas.look, line.width) {
        let spans: &[(&str, u16, Ink)] = &[
            (&until, 11, Ink::Warn),
            (&wake, 22, Ink::Text),
            (by, 8, Ink::Dim),
            (no, 11, Ink::Dim),
            (title, 0, ink),
        ];
        fields(canvas, line, spans);
    } else {
        let what = if wake.is_empty() { &until } else { &wake };
        fields(canvas, line, &[(what, 14, Ink::Warn), (title, 0, ink)]);
    }
}

/// Under the list: why the item was put off, or to whom it rises.
fn note(canvas: &Canvas<'_>, screen: &Screen<'_>, row: &AttentionRow) -> String {
    let telling = detail::telling(screen, canvas.look);
    let words = &canvas.look.strings.attention;
    let told = escalation(words, &telling, &row.escalation);
    let parts = [row.reason.clone(), told];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let also: Vec<&str> = row.also.iter().map(|condition| (words.condition)(*condition)).collect();
    [parts.join("  "), also.join(" ")].join("  ").trim().to_owned()
}

/// To whom an item has risen, and to whom it rises next, in words.
pub(in crate::ui) fn escalation(
    words: &Attention,
    telling: &Telling<'_>,
    escalation: &Escalation,
) -> Option<String> {
    let whom = |name: &Option<String>| {
        let name = name.as_deref()?;
        let phone = telling.names.people.get(name).map_or("", |person| person.phone.as_str());
        Some(format!("{name} {phone}").trim_end().to_owned())
    };
    let risen = escalation.reached.as_ref().filter(|rise| rise.to > crate::domain::ladder::Rung::Primary);
    let risen =
        risen.map(|rise| (words.risen)(words.rungs[rise.to as usize], &whom(&rise.whom).unwrap_or_default()));
    let next = escalation.next.as_ref().map(|rise| {
        let (time, rung) = (telling.time(rise.at), words.rungs[rise.to as usize]);
        (words.rises)(&time, rung, &whom(&rise.whom).unwrap_or_default())
    });
    match (risen, next) {
        (None, None) => None,
        (risen, next) => Some([risen, next].into_iter().flatten().collect::<Vec<_>>().join("  ")),
    }
}

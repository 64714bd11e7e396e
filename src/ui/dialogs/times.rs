//! The figures on the desk: a line for each urgency and step with a small bar of the median against the limit, and the
//! latest papers by name.

use ratatui::layout::Rect;

use super::super::canvas::Canvas;
use super::super::dialog::Times;
use super::super::layout::Areas;
use super::super::theme::Ink;
use super::{centred, with_keys};
use crate::domain::Urgency;
use crate::figures::{Step, StepTime, Worst};

/// Columns of the bar.
const BAR: u16 = 10;

pub(super) fn times(canvas: &mut Canvas<'_>, areas: &Areas, times: &Times) {
    let strings = canvas.look.strings;
    let words = &strings.times;
    let whole = canvas.area();
    let area = centred(canvas, areas, 92, whole.height.saturating_sub(4).max(8));
    let title = super::figures::tabs(canvas, 2);
    let inner = canvas.popup(area, &title);
    let body = with_keys(canvas, inner, words.keys);
    spans(canvas, body, times.span);
    let Some(found) = &times.times else {
        canvas.text(body.x, body.y + 2.min(body.height), body.width, strings.screen.reading, Ink::Dim);
        return;
    };
    let mut y = body.y + 1;
    // On the smallest screens the table comes before all but the latest paper.
    let room = if body.height < 9 { 1 } else { usize::from(body.bottom().saturating_sub(y)) };
    for (at, worst) in found.worst.iter().enumerate().take(room) {
        latest(canvas, Rect { y, height: 1, ..body }, worst, at == times.at);
        y += 1;
    }
    let note = match (found.steps.is_empty(), found.worst.is_empty()) {
        (true, _) => words.nothing,
        (false, true) => words.none_late,
        _ => "",
    };
    if !note.is_empty() && y < body.bottom() {
        canvas.text(body.x, y, body.width, note, Ink::Dim);
        y += 1;
    }
    if found.steps.is_empty() || y >= body.bottom() {
        return;
    }
    let heads = words.heads.map(str::to_owned);
    row(canvas, Rect { y, height: 1, ..body }, &heads, Ink::Faint);
    y += 1;
    let room = usize::from(body.bottom() - y);
    let top = times.top.min(found.steps.len().saturating_sub(room));
    for step in found.steps.iter().skip(top).take(room) {
        draw_step(canvas, Rect { y, height: 1, ..body }, step);
        y += 1;
    }
    let below = found.steps.len().saturating_sub(top + room);
    if below > 0 {
        let y = body.bottom() - 1;
        canvas.clear(Rect { y, height: 1, ..body });
        canvas.text_right(body.right(), y, body.width, &(strings.screen.more)(below + 1), Ink::Faint);
    }
}

/// The stretches of time; the one that is shown stands in brackets.
fn spans(canvas: &mut Canvas<'_>, body: Rect, shown: usize) {
    let mut x = body.x;
    for (at, name) in canvas.look.strings.times.spans.iter().enumerate() {
        let (name, ink) =
            if at == shown { (format!("[{name}]"), Ink::Focus) } else { (format!(" {name} "), Ink::Dim) };
        x += canvas.text(x, body.y, body.right().saturating_sub(x), &name, ink) + 1;
    }
}

fn latest(canvas: &mut Canvas<'_>, row: Rect, worst: &Worst, chosen: bool) {
    let strings = canvas.look.strings;
    let words = &strings.times;
    if chosen {
        canvas.glyph(row.x, row.y, canvas.look.glyphs.cursor, Ink::Cursor);
    }
    let at = Urgency::ALL.iter().position(|known| *known == worst.urgency).unwrap_or(0);
    let step = Step::ALL.iter().position(|known| *known == worst.step).unwrap_or(0);
    let late = (words.late)(&(words.span)(worst.late_minutes));
    let state = if worst.taken { "" } else { words.not_yet };
    let right = format!("{} {late} {state}", words.steps[step]);
    let used = u16::try_from(canvas.width(right.trim_end())).unwrap_or(0);
    canvas.text_right(row.right(), row.y, row.width, right.trim_end(), Ink::Warn);
    let left = [words.worst, strings.domain.urgency[at], &worst.title].join("  ");
    let room = row.width.saturating_sub(used + 4);
    canvas.text(row.x + 2, row.y, room, &left, if chosen { Ink::Strong } else { Ink::Text });
}

/// Columns: urgency, step, then six of numbers; the bar takes what is left.
fn row(canvas: &mut Canvas<'_>, area: Rect, cells: &[String; 8], ink: Ink) -> u16 {
    let [first, second] = if area.width < 60 { [8, 8] } else { [12, 10] };
    let mut x = area.x;
    for (at, cell) in cells.iter().enumerate() {
        let width = match at {
            0 => first,
            1 => second,
            2 => 5,
            7 => 9,
            _ => 8,
        };
        if x + width > area.right() {
            return x;
        }
        if at < 2 {
            canvas.text(x, area.y, width - 1, cell, ink);
        } else {
            canvas.text_right(x + width - 1, area.y, width - 1, cell, ink);
        }
        x += width;
    }
    x
}

fn draw_step(canvas: &mut Canvas<'_>, area: Rect, time: &StepTime) {
    let strings = canvas.look.strings;
    let words = &strings.times;
    let span = |minutes: Option<f64>| minutes.map_or_else(|| "-".to_owned(), |minutes| (words.span)(minutes));
    let urgency = Urgency::ALL.iter().position(|known| known.name() == time.urgency).unwrap_or(0);
    let step = Step::ALL.iter().position(|known| known.name() == time.step).unwrap_or(0);
    let percent = time.on_time_percent.map_or_else(|| "-".to_owned(), |percent| format!("{percent:.0}%"));
    let cells = [
        strings.domain.urgency[urgency].to_owned(),
        words.steps[step].to_owned(),
        time.count.to_string(),
        span(time.median_minutes),
        span(time.p90_minutes),
        span(time.max_minutes),
        span(time.limit_minutes),
        percent,
    ];
    let late = time.on_time < time.owed;
    let x = row(canvas, area, &cells, if late { Ink::Warn } else { Ink::Text });
    let (Some(median), Some(limit)) = (time.median_minutes, time.limit_minutes) else { return };
    if x + BAR + 1 > area.right() || limit <= 0.0 {
        return;
    }
    // The whole width is the limit; a median beyond it fills the bar and is marked.
    let part = (median / limit).clamp(0.0, 1.0) * f64::from(BAR);
    let filled = (1..=BAR).take_while(|column| f64::from(*column) - 0.5 <= part).count();
    let filled = u16::try_from(filled).unwrap_or(BAR);
    canvas.bar(x + 1, area.y, BAR, Ink::Planned);
    canvas.bar(x + 1, area.y, filled, if median > limit { Ink::Trouble } else { Ink::Actual });
}

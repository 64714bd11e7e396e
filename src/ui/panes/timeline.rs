//! The scale of hours, the bars of runs and the line of now.

use chrono::{DateTime, TimeDelta, Timelike, Utc};
use ratatui::layout::Rect;

use super::super::canvas::Canvas;
use super::super::screen::Screen;
use super::super::theme::Ink;
use super::super::when;
use crate::view::{Leg, RunRow};

/// Time to columns.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    start: DateTime<Utc>,
    now: DateTime<Utc>,
    minutes_per_column: i64,
    columns: u16,
}

/// The least that a scale shows, in minutes.
const SPAN: i64 = 9 * 60;

impl Scale {
    /// From two hours ago, on a full hour, as finely as the least span allows. It moves once an hour, not with the
    /// clock, so that bars stand still.
    pub(super) fn new(now: DateTime<Utc>, columns: u16) -> Self {
        let hour = now - TimeDelta::seconds(i64::from(now.minute() * 60 + now.second()));
        let fits = |step: &i64| step * i64::from(columns) >= SPAN;
        let minutes_per_column = [5, 6, 10, 12, 15, 20].into_iter().find(fits).unwrap_or(30);
        Self { start: hour - TimeDelta::hours(2), now, minutes_per_column, columns }
    }

    /// Column of a time, counted from the left edge; may lie outside.
    fn column(&self, at: DateTime<Utc>) -> i64 {
        (at - self.start).num_seconds().div_euclid(60 * self.minutes_per_column)
    }

    /// First column and number of columns of what can be seen of a stretch; at least one column of what begins in
    /// sight.
    fn stretch(&self, leg: &Leg) -> Option<(u16, u16)> {
        let last = i64::from(self.columns);
        let (from, until) = (self.column(leg.from), self.column(leg.until).max(self.column(leg.from) + 1));
        let (from, until) = (from.clamp(0, last), until.clamp(0, last));
        (until > from).then(|| (u16::try_from(from).unwrap_or(0), u16::try_from(until - from).unwrap_or(0)))
    }
}

/// The hours over the bars, and the time now at its place.
pub(super) fn hours(canvas: &mut Canvas<'_>, screen: &Screen<'_>, area: Rect, scale: &Scale) {
    if area.is_empty() {
        return;
    }
    let every = if 60 / scale.minutes_per_column >= 4 { 1 } else { 2 };
    let now = scale.column(scale.now) - 2;
    let mut at = scale.start;
    while let Ok(column) = u16::try_from(scale.column(at))
        && column + 2 <= scale.columns
    {
        // The time now stands in place of the hours beside it.
        if !(now - 2..=now + 5).contains(&i64::from(column)) {
            let hour = at.with_timezone(&screen.zone).hour();
            canvas.text(area.x + column, area.y, 2, &format!("{hour:02}"), Ink::Faint);
        }
        at += TimeDelta::hours(every);
    }
    if let Ok(now) = u16::try_from(now)
        && now < scale.columns
    {
        let label = when::clock(scale.now, screen.zone);
        canvas.text(area.x + now, area.y, scale.columns - now, &label, Ink::Focus);
    }
}

/// One bar for each leg, with the name of its state where there is room.
pub(super) fn bars(canvas: &mut Canvas<'_>, area: Rect, scale: &Scale, row: &RunRow) {
    let look = canvas.look;
    for leg in &row.legs {
        let Some((x, width)) = scale.stretch(leg) else { continue };
        let going_on = leg.actual && leg.from <= scale.now && scale.now < leg.until;
        let ink = match leg.actual {
            true if going_on && !row.problems.is_empty() => Ink::Trouble,
            true => Ink::Actual,
            false => Ink::Planned,
        };
        canvas.bar(area.x + x, area.y, width, ink);
        let name = (look.strings.domain.state)(row.head.stream.kind, leg.state);
        if canvas.width(name) + 2 <= usize::from(width) {
            let style = look.theme.style(if leg.actual { Ink::Text } else { Ink::Dim });
            let style = style.patch(look.theme.style(ink));
            canvas.styled(area.x + x + 1, area.y, width - 1, name, style);
        }
    }
}

/// The line of now, over rows and bars, where nothing is written.
pub(super) fn now_line(canvas: &mut Canvas<'_>, area: Rect, scale: &Scale) {
    if let Ok(x) = u16::try_from(scale.column(scale.now))
        && x < area.width
    {
        canvas.line_behind(area.x + x, area.y, area.height, Ink::Focus);
    }
}

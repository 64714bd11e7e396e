//! 志愿者: first the cover of languages with its gaps, then the people.

use chrono::{DateTime, FixedOffset, Timelike, Utc};
use ratatui::layout::Rect;

use super::super::canvas::Canvas;
use super::super::columns::{Placed, Wish, arranged, place, wish};
use super::super::layout::PaneAreas;
use super::super::list::ListPane;
use super::super::screen::Screen;
use super::super::theme::Ink;
use super::super::when;
use super::{heads, rows};
use crate::i18n::Lang;
use crate::text::mask_phone;
use crate::view::{ColumnChoice, LanguageCover, PaneKind, VolunteerRow};

#[derive(Debug, Clone, Copy)]
enum Column {
    Name,
    Languages,
    State,
    Until,
    Hours,
    On,
    Phone,
}

impl Column {
    /// Name in files.
    const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Languages => "languages",
            Self::State => "state",
            Self::Until => "until",
            Self::Hours => "hours",
            Self::On => "on",
            Self::Phone => "phone",
        }
    }
}

fn columns(lang: Lang, total: u16, chosen: &[ColumnChoice]) -> Vec<Placed<Column>> {
    let (name, state) = match lang {
        Lang::ZhCn => (12, 6),
        Lang::En => (14, 8),
    };
    let wishes: [Wish<Column>; 7] = [
        wish(Column::Name, name, 1),
        wish(Column::Languages, 10, 3),
        wish(Column::State, state, 2),
        wish(Column::Until, 5, 4),
        wish(Column::Hours, 4, 5),
        wish(Column::On, 6, 0),
        wish(Column::Phone, 11, 6),
    ];
    place(&arranged(&wishes, chosen, PaneKind::Volunteers.fixed_column(), Column::name), total)
}

pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    screen: &Screen<'_>,
    parts: &PaneAreas,
    pane: &ListPane<VolunteerRow>,
    focused: bool,
) {
    cover(canvas, screen, parts.cover, &screen.panes.cover);
    let room = parts.rows.width.saturating_sub(rows::MARGIN);
    let columns = columns(canvas.look.lang(), room, screen.columns[PaneKind::Volunteers.index()]);
    let [name, languages, state, until, hours, on, phone] = canvas.look.strings.screen.volunteer_heads;
    heads(canvas, parts, &columns, |column| match column {
        Column::Name => name,
        Column::Languages => languages,
        Column::State => state,
        Column::Until => until,
        Column::Hours => hours,
        Column::On => on,
        Column::Phone => phone,
    });
    rows::rows(canvas, screen, parts.rows, pane, focused, |canvas, area, row| {
        for column in &columns {
            let cell = Rect { x: area.x + column.x, width: column.width, ..area };
            draw_cell(canvas, screen, cell, column.id, row);
        }
    });
}

fn draw_cell(canvas: &mut Canvas<'_>, screen: &Screen<'_>, cell: Rect, column: Column, row: &VolunteerRow) {
    let look = canvas.look;
    let free = row.head.state == "free";
    let mut put = |text: &str, ink| {
        canvas.text(cell.x, cell.y, cell.width, text, ink);
    };
    match column {
        Column::Name if row.interpreter => {
            let name = format!("{} {}", row.name, look.strings.screen.interpreter);
            put(&name, if free { Ink::Strong } else { Ink::Dim });
        }
        Column::Name => put(&row.name, if free { Ink::Strong } else { Ink::Dim }),
        Column::Languages => put(&rows::languages(look, &row.languages), Ink::Text),
        Column::State => {
            let name = (look.strings.domain.state)(row.head.stream.kind, row.head.state);
            put(name, if free { Ink::Good } else { Ink::Dim });
        }
        Column::Until => {
            if let Some(until) = row.until {
                put(&when::clock(until, screen.zone), Ink::Dim);
            }
        }
        Column::Hours => {
            canvas.text_right(cell.right(), cell.y, cell.width, &format!("{:.0}h", row.hours_7d), Ink::Dim);
        }
        Column::On => put(row.engaged_on.as_deref().unwrap_or_default(), Ink::Text),
        Column::Phone => put(&mask_phone(&row.phone), Ink::Dim),
    }
}

/// Columns before the hours: name, free and total.
const BEFORE_HOURS: u16 = 20;
/// Columns after the hours in which the gaps are named.
const AFTER_HOURS: u16 = 16;

/// One line for each language: how many are free, the next 24 hours, and the hours that nobody covers.
fn cover(canvas: &mut Canvas<'_>, screen: &Screen<'_>, area: Rect, cover: &[LanguageCover]) {
    if area.is_empty() {
        return;
    }
    let words = &canvas.look.strings.screen;
    let each = if area.width >= BEFORE_HOURS + 48 + AFTER_HOURS { 2 } else { 1 };
    let strip = area.x + BEFORE_HOURS;
    let x = area.x + rows::MARGIN;
    canvas.text(x, area.y, area.right().saturating_sub(x), words.cover, Ink::Faint);
    for hour in [0, 6, 12, 18] {
        let name = format!("{:02}", hour_at(screen.now, screen.zone, hour));
        let left = strip + u16::try_from(hour).unwrap_or(0) * each;
        canvas.text(left, area.y, area.right().saturating_sub(left), &name, Ink::Faint);
    }
    for (y, language) in (area.y + 1..area.bottom()).zip(cover) {
        cover_line(canvas, screen, Rect { y, height: 1, ..area }, each, language);
    }
}

fn cover_line(canvas: &mut Canvas<'_>, screen: &Screen<'_>, area: Rect, each: u16, language: &LanguageCover) {
    let look = canvas.look;
    let words = &look.strings.screen;
    let uncovered = language.uncovered_hours();
    let (strip, y) = (area.x + BEFORE_HOURS, area.y);
    let room = |x: u16| area.right().saturating_sub(x);
    let name = look.names.language(&language.language, look.lang());
    let x = area.x + rows::MARGIN;
    canvas.text(x, y, room(x).min(10), name, if uncovered > 0 { Ink::Strong } else { Ink::Text });
    let count = format!("{}/{}", language.free, language.total);
    let ink = if language.free == 0 { Ink::Alarm } else { Ink::Dim };
    canvas.text_right((strip - 1).min(area.right()), y, 5.min(area.width), &count, ink);
    let mut left = strip;
    for covered in language.hours {
        let cols = room(left).min(each);
        if covered {
            canvas.horizontal(left, y, cols, Ink::Faint);
        } else {
            canvas.text(left, y, cols, &"xx"[..usize::from(cols)], Ink::Alarm);
        }
        left += each;
    }
    let gaps = match uncovered {
        0 => return,
        24 => words.uncovered_all.to_owned(),
        _ => (words.uncovered)(&gap_names(language, screen.now, screen.zone, look.glyphs.dash)),
    };
    canvas.text(left + 1, y, room(left + 1), &gaps, Ink::Alarm);
}

fn hour_at(now: DateTime<Utc>, zone: FixedOffset, ahead: usize) -> u32 {
    (now.with_timezone(&zone).hour() + u32::try_from(ahead).unwrap_or(0)) % 24
}

/// The hours without a speaker, neighbours joined: `03–06 23–00`, from the first to the one at which it ends.
fn gap_names(cover: &LanguageCover, now: DateTime<Utc>, zone: FixedOffset, dash: &str) -> String {
    let mut names: Vec<String> = Vec::new();
    let mut hour = 0;
    while hour < 24 {
        let start = hour;
        while hour < 24 && !cover.hours[hour] {
            hour += 1;
        }
        if hour > start {
            names.push(format!("{:02}{dash}{:02}", hour_at(now, zone, start), hour_at(now, zone, hour)));
        } else {
            hour += 1;
        }
    }
    names.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_named_by_the_hours_of_the_clock() {
        let zone = FixedOffset::east_opt(8 * 3600).expect("a zone");
        let now = DateTime::from_timestamp(1_586_199_600, 0).expect("a time"); // 03:00 in that zone
        let mut hours = [true; 24];
        for gap in [0, 1, 2, 20, 23] {
            hours[gap] = false;
        }
        let cover = LanguageCover { language: "fr".to_owned(), free: 0, total: 1, hours };
        assert_eq!(gap_names(&cover, now, zone, "-"), "03-06 23-00 02-03");
    }
}

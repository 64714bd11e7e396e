//! 督查: findings, supervised items, inspections, guests' needs, meetings and tasks.

use ratatui::layout::Rect;

use super::super::canvas::Canvas;
use super::super::columns::{Placed, Wish, arranged, place, wish};
use super::super::layout::PaneAreas;
use super::super::list::ListPane;
use super::super::screen::Screen;
use super::super::theme::Ink;
use super::super::when;
use super::{heads, rows};
use crate::domain::Kind;
use crate::domain::supervised::Light;
use crate::i18n::Lang;
use crate::view::{ColumnChoice, IssueRow, PaneKind};

#[derive(Debug, Clone, Copy)]
enum Column {
    Kind,
    Due,
    Title,
    Place,
    Unit,
    State,
    Number,
    Severity,
}

impl Column {
    /// Name in files.
    const fn name(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Due => "due",
            Self::Title => "title",
            Self::Place => "place",
            Self::Unit => "unit",
            Self::State => "state",
            Self::Number => "number",
            Self::Severity => "severity",
        }
    }
}

fn columns(lang: Lang, total: u16, chosen: &[ColumnChoice]) -> Vec<Placed<Column>> {
    // The longest delay is 超10时05 in one language, "now late" in the other.
    let (kind, severity, state, due) = match lang {
        Lang::ZhCn => (4, 8, 8, 8),
        Lang::En => (10, 12, 11, 8),
    };
    let wishes: [Wish<Column>; 8] = [
        wish(Column::Kind, kind, 2),
        wish(Column::Severity, severity, 5),
        wish(Column::Due, due, 1),
        wish(Column::Title, 22, 0),
        wish(Column::Place, 14, 6),
        wish(Column::Unit, 14, 4),
        wish(Column::State, state, 3),
        wish(Column::Number, 9, 7),
    ];
    place(&arranged(&wishes, chosen, PaneKind::Issues.fixed_column(), Column::name), total)
}

pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    screen: &Screen<'_>,
    parts: &PaneAreas,
    pane: &ListPane<IssueRow>,
    focused: bool,
) {
    let room = parts.rows.width.saturating_sub(rows::MARGIN);
    let columns = columns(canvas.look.lang(), room, screen.columns[PaneKind::Issues.index()]);
    let [kind, due, title, place, unit, state, number, severity] = canvas.look.strings.screen.issue_heads;
    heads(canvas, parts, &columns, |column| match column {
        Column::Kind => kind,
        Column::Due => due,
        Column::Title => title,
        Column::Place => place,
        Column::Unit => unit,
        Column::State => state,
        Column::Number => number,
        Column::Severity => severity,
    });
    let shows_light = columns.iter().any(|column| matches!(column.id, Column::Severity));
    rows::rows(canvas, screen, parts.rows, pane, focused, |canvas, area, row| {
        for column in &columns {
            let mut cell = Rect { x: area.x + column.x, width: column.width, ..area };
            if matches!(column.id, Column::Title) && !shows_light {
                cell = mark_of_light(canvas, screen, cell, row);
            }
            draw_cell(canvas, screen, cell, column.id, row);
        }
    });
}

fn draw_cell(canvas: &mut Canvas<'_>, screen: &Screen<'_>, cell: Rect, column: Column, row: &IssueRow) {
    let look = canvas.look;
    let (lang, terms) = (look.lang(), &look.strings.domain);
    let kind = row.head.stream.kind;
    let mut put = |text: &str, ink| {
        canvas.text(cell.x, cell.y, cell.width, text, ink);
    };
    match column {
        Column::Kind => put((look.strings.issues.kind)(kind), Ink::Text),
        // Of a supervised item the place tells from whom it comes; its light stands here.
        Column::Severity if kind == Kind::Supervised => {
            if let Some(light) = light(screen, row) {
                put((look.strings.light.told)(light), when::light_ink(light));
            }
        }
        Column::Severity if kind == Kind::Meeting => put((terms.meeting)(row.severity), Ink::Dim),
        Column::Severity => put((terms.severity)(row.severity), Ink::Dim),
        Column::Due => rows::due(canvas, screen, cell, &row.head),
        Column::Title => put(&row.title, rows::title_ink(screen, &row.head)),
        Column::Place if kind == Kind::Supervised => put((terms.severity)(row.severity), Ink::Dim),
        Column::Place if kind == Kind::Request => put(look.names.site(&row.place, lang), Ink::Dim),
        Column::Place => put(&row.place, Ink::Dim),
        Column::Unit => put(row.unit.as_ref().map_or("", |unit| look.names.unit(unit, lang)), Ink::Text),
        Column::State => put((terms.state)(kind, row.head.state), Ink::Text),
        Column::Number => put(&row.no, Ink::Dim),
    }
}

/// The light of a supervised item that is still owed.
fn light(screen: &Screen<'_>, row: &IssueRow) -> Option<Light> {
    row.lamp.map(|lamp| lamp.at(screen.now, screen.near))
}

/// Columns of a subject that leave room for a light's word beside its shape.
const ROOM_FOR_WORD: u16 = 40;

/// Where there is no room for the column of lights, one that is not fine stands before the subject, on narrow screens
/// as its shape only. Returns what is left for the subject.
fn mark_of_light(canvas: &mut Canvas<'_>, screen: &Screen<'_>, cell: Rect, row: &IssueRow) -> Rect {
    let Some(light) = light(screen, row).filter(|light| *light != Light::Fine) else { return cell };
    let told = (canvas.look.strings.light.told)(light);
    let shape = told.split_whitespace().last().unwrap_or(told);
    let mark = if cell.width < ROOM_FOR_WORD { shape } else { told };
    let used = canvas.text(cell.x, cell.y, cell.width, mark, when::light_ink(light)) + 1;
    let used = used.min(cell.width);
    Rect { x: cell.x + used, width: cell.width - used, ..cell }
}

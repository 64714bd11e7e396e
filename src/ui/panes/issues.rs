//! 督查: findings and supervised items.

use ratatui::layout::Rect;

use super::super::canvas::Canvas;
use super::super::columns::{Placed, Wish, arranged, place, wish};
use super::super::layout::PaneAreas;
use super::super::list::ListPane;
use super::super::screen::Screen;
use super::super::theme::Ink;
use super::{heads, rows};
use crate::domain::Kind;
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
        }
    }
}

fn columns(lang: Lang, total: u16, chosen: &[ColumnChoice]) -> Vec<Placed<Column>> {
    let (kind, state) = match lang {
        Lang::ZhCn => (8, 6),
        Lang::En => (10, 11),
    };
    let wishes: [Wish<Column>; 7] = [
        wish(Column::Kind, kind, 4),
        wish(Column::Due, 7, 1),
        wish(Column::Title, 22, 0),
        wish(Column::Place, 14, 6),
        wish(Column::Unit, 14, 3),
        wish(Column::State, state, 2),
        wish(Column::Number, 9, 5),
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
    let [kind, due, title, place, unit, state, number] = canvas.look.strings.screen.issue_heads;
    heads(canvas, parts, &columns, |column| match column {
        Column::Kind => kind,
        Column::Due => due,
        Column::Title => title,
        Column::Place => place,
        Column::Unit => unit,
        Column::State => state,
        Column::Number => number,
    });
    rows::rows(canvas, screen, parts.rows, pane, focused, |canvas, area, row| {
        for column in &columns {
            let cell = Rect { x: area.x + column.x, width: column.width, ..area };
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
        // Of a finding the severity is told; of a supervised item that it comes from above, and from whom.
        Column::Kind if kind == Kind::Finding => put((terms.severity)(row.severity), Ink::Dim),
        Column::Kind => put((terms.kind)(kind), Ink::Text),
        Column::Due => rows::due(canvas, screen, cell, &row.head),
        Column::Title => put(&row.title, rows::title_ink(screen, &row.head)),
        Column::Place if kind == Kind::Supervised => put((terms.severity)(row.severity), Ink::Dim),
        Column::Place => put(&row.place, Ink::Dim),
        Column::Unit => put(row.unit.as_ref().map_or("", |unit| look.names.unit(unit, lang)), Ink::Text),
        Column::State => put((terms.state)(kind, row.head.state), Ink::Text),
        Column::Number => put(&row.no, Ink::Dim),
    }
}

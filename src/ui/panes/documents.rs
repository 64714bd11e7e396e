//! 文电: papers and what goes out, the most urgent first.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::super::canvas::Canvas;
use super::super::columns::{Placed, Wish, arranged, place, wish};
use super::super::layout::PaneAreas;
use super::super::list::ListPane;
use super::super::screen::Screen;
use super::super::theme::Ink;
use super::{heads, rows};
use crate::domain::dispatch::DispatchState;
use crate::domain::{Kind, Urgency};
use crate::i18n::Lang;
use crate::view::{ColumnChoice, DocumentRow, PaneKind};

#[derive(Debug, Clone, Copy)]
enum Column {
    Urgency,
    Due,
    What,
    Title,
    Issuer,
    Number,
    State,
    With,
}

impl Column {
    /// Name in files.
    const fn name(self) -> &'static str {
        match self {
            Self::Urgency => "urgency",
            Self::Due => "due",
            Self::What => "what",
            Self::Title => "title",
            Self::Issuer => "issuer",
            Self::Number => "number",
            Self::State => "state",
            Self::With => "with",
        }
    }
}

fn columns(lang: Lang, total: u16, chosen: &[ColumnChoice]) -> Vec<Placed<Column>> {
    let (urgency, what, state) = match lang {
        Lang::ZhCn => (6, 6, 8),
        Lang::En => (9, 11, 11),
    };
    let wishes: [Wish<Column>; 8] = [
        wish(Column::Urgency, urgency, 2),
        wish(Column::Due, 7, 1),
        wish(Column::What, what, 4),
        wish(Column::Title, 20, 0),
        wish(Column::Issuer, 14, 6),
        wish(Column::Number, 18, 7),
        wish(Column::State, state, 3),
        wish(Column::With, 12, 5),
    ];
    place(&arranged(&wishes, chosen, PaneKind::Documents.fixed_column(), Column::name), total)
}

pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    screen: &Screen<'_>,
    parts: &PaneAreas,
    pane: &ListPane<DocumentRow>,
    focused: bool,
) {
    let room = parts.rows.width.saturating_sub(rows::MARGIN);
    let columns = columns(canvas.look.lang(), room, screen.columns[PaneKind::Documents.index()]);
    let [urgency, due, title, issuer, number, state, with] = canvas.look.strings.screen.document_heads;
    heads(canvas, parts, &columns, |column| match column {
        Column::Urgency => urgency,
        Column::Due => due,
        Column::What => "",
        Column::Title => title,
        Column::Issuer => issuer,
        Column::Number => number,
        Column::State => state,
        Column::With => with,
    });
    rows::rows(canvas, screen, parts.rows, pane, focused, |canvas, area, row| {
        for column in &columns {
            let cell = Rect { x: area.x + column.x, width: column.width, ..area };
            draw_cell(canvas, screen, cell, column.id, row);
        }
    });
}

fn draw_cell(canvas: &mut Canvas<'_>, screen: &Screen<'_>, cell: Rect, column: Column, row: &DocumentRow) {
    let look = canvas.look;
    let (lang, terms) = (look.lang(), &look.strings.domain);
    let mut put = |text: &str, ink| {
        canvas.text(cell.x, cell.y, cell.width, text, ink);
    };
    match column {
        Column::Urgency => urgency(canvas, cell, row),
        Column::Due => rows::due(canvas, screen, cell, &row.head),
        Column::What => put(row.head.due.map_or("", |due| (terms.due)(due.kind)), Ink::Dim),
        Column::Title if row.title.is_empty() => put(look.strings.screen.incomplete, Ink::Warn),
        Column::Title => put(&row.title, rows::title_ink(screen, &row.head)),
        // What goes out has no issuer; what it is stands there instead.
        Column::Issuer if row.progress.is_some() => put((terms.kind)(row.head.stream.kind), Ink::Dim),
        Column::Issuer => put(&row.issuer, Ink::Dim),
        Column::Number => put(&row.doc_number, Ink::Dim),
        Column::State => match row.progress.filter(|_| row.head.state == DispatchState::Sent.name()) {
            Some((signed, all)) => put(&(look.strings.screen.signed_of)(signed, all), Ink::Text),
            None => put((terms.state)(row.head.stream.kind, row.head.state), Ink::Text),
        },
        Column::With => match (&row.lead_unit, &row.head.holder) {
            (Some(unit), _) => put(look.names.unit(unit, lang), Ink::Text),
            (None, Some(holder)) => put(holder, Ink::Text),
            (None, None) => {}
        },
    }
}

/// The word first, then the shape, then the colour.
fn urgency(canvas: &mut Canvas<'_>, cell: Rect, row: &DocumentRow) {
    let (look, urgency) = (canvas.look, row.urgency);
    let at = Urgency::ALL.iter().position(|known| *known == urgency).unwrap_or(Urgency::ALL.len() - 1);
    let (shape, ink) = match urgency {
        Urgency::Flash => ("!!", Ink::Alarm),
        Urgency::Immediate => ("!", Ink::Alarm),
        Urgency::Priority => ("", Ink::Warn),
        Urgency::RoutineUrgent | Urgency::Routine => ("", Ink::Dim),
    };
    // An emergency is no telegram: it has a word of its own.
    let emergency = row.head.stream.kind == Kind::Emergency;
    let word = if emergency { look.strings.emergency.mark } else { look.strings.domain.urgency[at] };
    let mut style = look.theme.style(ink);
    if urgency == Urgency::Flash {
        style = style.add_modifier(Modifier::REVERSED);
    }
    let used = canvas.styled(cell.x, cell.y, cell.width, word, style);
    canvas.text(cell.x + used, cell.y, cell.width - used, shape, ink);
}

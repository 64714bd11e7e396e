//! 转运: a timeline by port where there is room, else a list.

use ratatui::layout::Rect;

use super::super::canvas::Canvas;
use super::super::columns::{Placed, Wish, arranged, place, wish};
use super::super::layout::PaneAreas;
use super::super::list::ListPane;
use super::super::screen::Screen;
use super::super::theme::Ink;
use super::super::when;
use super::timeline::{self, Scale};
use super::{heads, rows};
use crate::i18n::Lang;
use crate::view::{ColumnChoice, PaneKind, RunRow};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Port,
    Arrival,
    People,
    Arrives,
    Languages,
    Vehicle,
    Volunteers,
    State,
    Trouble,
    Bars,
}

impl Column {
    /// Name in files.
    const fn name(self) -> &'static str {
        match self {
            Self::Port => "port",
            Self::Arrival => "arrival",
            Self::People => "people",
            Self::Arrives => "arrives",
            Self::Languages => "languages",
            Self::Vehicle => "vehicle",
            Self::Volunteers => "volunteers",
            Self::State => "state",
            Self::Trouble => "trouble",
            Self::Bars => "timeline",
        }
    }
}

/// From this width on the bars say more than the columns they displace.
const TIMELINE: u16 = 84;

fn columns(lang: Lang, total: u16, chosen: &[ColumnChoice]) -> Vec<Placed<Column>> {
    let state = match lang {
        Lang::ZhCn => 6,
        Lang::En => 11,
    };
    // Without the bars there is room for the columns of the list.
    let bars = chosen.iter().all(|choice| choice.name != Column::Bars.name() || choice.shown);
    if total >= TIMELINE && bars {
        let wishes: [Wish<Column>; 6] = [
            wish(Column::Port, 12, 3),
            wish(Column::Arrival, 8, 1),
            wish(Column::People, 4, 4),
            wish(Column::State, state, 2),
            wish(Column::Trouble, 12, 1),
            wish(Column::Bars, 36, 0),
        ];
        return place(&arranged(&wishes, chosen, PaneKind::Transfers.fixed_column(), Column::name), total);
    }
    let wishes: [Wish<Column>; 9] = [
        wish(Column::Arrives, 11, 2),
        wish(Column::Port, 10, 0),
        wish(Column::Arrival, 8, 1),
        wish(Column::People, 4, 6),
        wish(Column::State, state, 3),
        wish(Column::Trouble, 12, 4),
        wish(Column::Languages, 8, 5),
        wish(Column::Vehicle, 16, 7),
        wish(Column::Volunteers, 12, 8),
    ];
    place(&arranged(&wishes, chosen, PaneKind::Transfers.fixed_column(), Column::name), total)
}

pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    screen: &Screen<'_>,
    parts: &PaneAreas,
    pane: &ListPane<RunRow>,
    focused: bool,
) {
    let room = parts.rows.width.saturating_sub(rows::MARGIN);
    let columns = columns(canvas.look.lang(), room, screen.columns[PaneKind::Transfers.index()]);
    let names = canvas.look.strings.screen.run_heads;
    heads(canvas, parts, &columns, |column| match column {
        Column::Port => names[0],
        Column::Arrival => names[1],
        Column::People => names[2],
        Column::Arrives => names[3],
        Column::Languages => names[4],
        Column::Vehicle => names[5],
        Column::Volunteers => names[6],
        Column::State => names[7],
        Column::Trouble => names[8],
        Column::Bars => "",
    });
    let bars = columns.iter().find(|column| column.id == Column::Bars).map(|column| {
        let x = parts.rows.x + rows::MARGIN + column.x;
        (Rect { x, width: column.width, ..parts.rows }, Scale::new(screen.now, column.width))
    });
    if let Some((area, scale)) = &bars {
        let heads = Rect { y: parts.heads.y, height: parts.heads.height, ..*area };
        timeline::hours(canvas, screen, heads, scale);
    }
    rows::rows(canvas, screen, parts.rows, pane, focused, |canvas, area, row| {
        // On the timeline a port stands out where its runs begin.
        let line = area.y - parts.rows.y;
        let named_above = bars.is_some() && line > 0 && port_on(pane, line - 1) == Some(&row.port);
        for column in &columns {
            let cell = Rect { x: area.x + column.x, width: column.width, ..area };
            match (column.id, &bars) {
                (Column::Bars, Some((_, scale))) => timeline::bars(canvas, cell, scale, row),
                (Column::Port, _) if named_above => {
                    let name = canvas.look.names.port(&row.port, canvas.look.lang());
                    canvas.text(cell.x, cell.y, cell.width, name, Ink::Faint);
                }
                (id, _) => draw_cell(canvas, screen, cell, id, row),
            }
        }
    });
    if let Some((area, scale)) = &bars
        && pane.window.total > 0
    {
        timeline::now_line(canvas, *area, scale);
    }
}

/// The port of the run on this line.
fn port_on(pane: &ListPane<RunRow>, line: u16) -> Option<&String> {
    Some(match rows::in_sight(pane, line)? {
        rows::Sight::Row(_, row) => &row.port,
        rows::Sight::Ghost(ghost) => &ghost.row.port,
    })
}

fn draw_cell(canvas: &mut Canvas<'_>, screen: &Screen<'_>, cell: Rect, column: Column, row: &RunRow) {
    let look = canvas.look;
    let (lang, terms) = (look.lang(), &look.strings.domain);
    let mut put = |text: &str, ink| {
        canvas.text(cell.x, cell.y, cell.width, text, ink);
    };
    match column {
        Column::Port => put(look.names.port(&row.port, lang), Ink::Text),
        Column::Arrival => put(&row.arrival, rows::title_ink(screen, &row.head)),
        Column::People => {
            canvas.text_right(cell.right(), cell.y, cell.width, &row.passengers.to_string(), Ink::Dim);
        }
        Column::Arrives => {
            let planned = when::clock(row.scheduled_at, screen.zone);
            match row.revised_at.map(|at| when::clock(at, screen.zone)) {
                Some(revised) => {
                    let spans = [(&*planned, Ink::Dim), (look.glyphs.arrow, Ink::Dim), (&revised, Ink::Warn)];
                    canvas.spans(cell.x, cell.y, cell.width, &spans);
                }
                None => put(&planned, Ink::Text),
            }
        }
        Column::Languages => put(&rows::languages(look, &row.languages), Ink::Dim),
        Column::Vehicle => {
            let parts: Vec<&str> =
                [&row.vehicle, &row.driver].into_iter().flatten().map(String::as_str).collect();
            put(&parts.join(" "), Ink::Text);
        }
        Column::Volunteers => put(&row.volunteers.join(" "), Ink::Text),
        Column::State => put((terms.state)(row.head.stream.kind, row.head.state), Ink::Text),
        Column::Trouble => {
            let words: Vec<&str> = row.problems.iter().map(|problem| (terms.problem)(problem)).collect();
            put(&words.join(" "), Ink::Alarm);
        }
        Column::Bars => {}
    }
}

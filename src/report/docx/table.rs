//! Tables.

use docx_rs::{
    AlignmentType, BorderType, Paragraph, Run, Shading, ShdType, Table as DocxTable, TableAlignmentType,
    TableBorder, TableBorderPosition, TableBorders, TableCell, TableCellMargins, TableLayoutType,
    TablePositionProperty, TableRow, VAlignType, WidthType,
};

use super::layout::style;
use crate::report::lines;
use crate::report::model::{Cell, Table, Tone};

/// A table as wide as the text, its columns by their weights.
pub(super) fn table(table: &Table, width: usize) -> DocxTable {
    let widths = widths(table, width);
    let head = table.columns.iter().zip(&widths).map(|(column, width)| {
        let words = Paragraph::new().style(style::TABLE_HEAD).add_run(super::run(&column.head));
        let fill = Shading::new().shd_type(ShdType::Clear).color("auto").fill("F2EFE8");
        framed(*width).vertical_align(VAlignType::Center).shading(fill).add_paragraph(words)
    });
    // Only heads of tables must not break: `parts` tells them by that and has them repeated on every page.
    let head = TableRow::new(head.collect()).cant_split();
    let rows = table.rows.iter().map(|row| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| filled(framed(*width), cell));
        TableRow::new(cells.collect())
    });
    DocxTable::new(std::iter::once(head).chain(rows).collect())
        .set_grid(widths.clone())
        .layout(TableLayoutType::Fixed)
        .width(width, WidthType::Dxa)
        .align(TableAlignmentType::Center)
        .margins(TableCellMargins::new().margin(40, 80, 40, 80))
        .set_borders(borders())
}

fn framed(width: usize) -> TableCell {
    TableCell::new().width(width, WidthType::Dxa)
}

/// Widths that sum up to the whole.
fn widths(table: &Table, width: usize) -> Vec<usize> {
    let sum: usize = table.columns.iter().map(|column| usize::from(column.weight)).sum();
    let mut widths: Vec<usize> =
        table.columns.iter().map(|column| width * usize::from(column.weight) / sum.max(1)).collect();
    let used: usize = widths.iter().sum();
    if let Some(last) = widths.last_mut() {
        *last += width.saturating_sub(used);
    }
    widths
}

fn borders() -> TableBorders {
    use TableBorderPosition::{Bottom, InsideH, InsideV, Left, Right, Top};
    [Top, Bottom, Left, Right, InsideH, InsideV].into_iter().fold(
        TableBorders::with_empty(),
        |all, position| {
            all.set(TableBorder::new(position).border_type(BorderType::Single).size(4).color("808080"))
        },
    )
}

/// 版记: lines between thin rules (0.25 mm), thick ones (0.35 mm) above and below, at the foot of the text block whatever
/// stands above it.
pub(super) fn imprint(lines: Vec<Paragraph>, width: usize) -> DocxTable {
    use TableBorderPosition::{Bottom, InsideH, Top};
    let rows = lines.into_iter().map(|line| TableRow::new(vec![framed(width).add_paragraph(line)]));
    let rules = [(Top, 8), (InsideH, 6), (Bottom, 8)].into_iter();
    let rules = rules.fold(TableBorders::with_empty(), |all, (position, eighths)| {
        let rule = TableBorder::new(position).border_type(BorderType::Single).size(eighths);
        all.set(rule.color("000000"))
    });
    let foot = TablePositionProperty::new()
        .vertical_anchor("margin")
        .horizontal_anchor("margin")
        .position_x_alignment("left")
        .position_y_alignment("bottom");
    DocxTable::without_borders(rows.collect())
        .set_grid(vec![width])
        .layout(TableLayoutType::Fixed)
        .width(width, WidthType::Dxa)
        .margins(TableCellMargins::new().margin(0, 0, 0, 0))
        .position(foot)
        .set_borders(rules)
}

/// The contents of a cell, a paragraph a line.
fn filled(mut cell: TableCell, value: &Cell) -> TableCell {
    cell = cell.vertical_align(VAlignType::Center);
    let (side, color) = match value {
        Cell::Number(_) => (AlignmentType::Right, None),
        Cell::Date(_) | Cell::Time(_) => (AlignmentType::Center, None),
        Cell::Status(_, tone) => (AlignmentType::Center, Some(color(*tone))),
        Cell::Empty | Cell::Text(_) => (AlignmentType::Left, None),
    };
    let mut told = lines(&value.shown());
    if told.is_empty() {
        told.push(String::new());
    }
    told.iter().fold(cell, |cell, line| {
        let run = Run::new().add_text(line);
        let run = match color {
            Some(color) => run.color(color).bold(),
            None => run,
        };
        cell.add_paragraph(Paragraph::new().style(style::TABLE_TEXT).align(side).add_run(run))
    })
}

/// Dark enough for a printer without colours.
const fn color(tone: Tone) -> &'static str {
    match tone {
        Tone::Done => "1F5130",
        Tone::Calm => "24405C",
        Tone::Near => "6D4700",
        Tone::Late => "9A0D14",
    }
}

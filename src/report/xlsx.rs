//! Workbooks: a sheet a table, with a filter, a head that stays, real dates and numbers, and nothing that runs.
//!
//! Rows go to a temporary file as they come, so that a ledger of a year costs no memory twice.

use std::collections::BTreeSet;
use std::io;

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::lines;
use super::model::{Block, Cell, Column, Document, Table, Tone};
use crate::text;

/// The longest text of a cell, in UTF-16 units.
const LONGEST: usize = 32_767;
/// What stands at the end of a text that was cut.
const CUT: &str = "…【32767】";
/// Most rows of a sheet; the title and the head take two of them.
const MOST_ROWS: usize = 1_048_576 - 2;
/// Rows whose texts decide how wide a column is.
const MEASURED: usize = 2_000;
/// Widest column, in columns of text; longer text wraps.
const WIDEST: usize = 30;
/// The row of the heads: the title stands above it, outside the filter.
const HEAD: u32 = 1;

pub(super) fn write(document: &Document) -> io::Result<Vec<u8>> {
    let mut book = Workbook::new();
    let at: DateTime<_> = document.made_at;
    let made = ExcelDateTime::from_timestamp(at.timestamp()).map_err(io::Error::other)?;
    let title: String = text::sanitize(&document.title).chars().take(200).collect();
    book.set_properties(
        &DocProperties::new().set_title(title).set_author("dutydesk").set_creation_datetime(&made),
    );
    let words = words(document);
    let formats = Formats::new();
    let mut taken = BTreeSet::new();
    let charts = document.blocks.iter().filter_map(|block| match block {
        Block::Picture(chart) => Some(Table::of(chart)),
        _ => None,
    });
    let charts: Vec<Table> = charts.collect();
    for table in words.iter().chain(document.tables()).chain(&charts) {
        let parts = table.rows.chunks(MOST_ROWS).collect::<Vec<_>>();
        let parts = if parts.is_empty() { vec![&[][..]] } else { parts };
        for rows in parts {
            let name = sheet_name(
                if table.caption.is_empty() { &document.title } else { &table.caption },
                &mut taken,
            );
            let sheet = book.add_worksheet_with_constant_memory().map_err(io::Error::other)?;
            fill(sheet, &name, document, table, rows, &formats).map_err(io::Error::other)?;
        }
    }
    book.save_to_buffer().map_err(io::Error::other)
}

/// What stands between the tables, as a table of its own; none where there is nothing but tables.
fn words(document: &Document) -> Option<Table> {
    let mut counter = super::number::Counter::new(document.lang);
    let rows = document.blocks.iter().filter_map(|block| match block {
        Block::Heading { level, text } => Some(vec![Cell::text(format!("{}{text}", counter.next(*level)))]),
        Block::Paragraph(text) | Block::Point(text) | Block::Note(text) => Some(vec![Cell::text(text)]),
        Block::Table(_) | Block::Picture(_) => None,
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let only_notes = document
        .blocks
        .iter()
        .all(|block| matches!(block, Block::Table(_) | Block::Picture(_) | Block::Note(_)));
    let none = only_notes && document.tables().next().is_some();
    let columns = vec![Column::new(document.title.clone(), 100)];
    (!none).then(|| Table { caption: document.title.clone(), columns, rows, empty: String::new() })
}

/// How cells look.
struct Formats {
    title: Format,
    head: Format,
    text: Format,
    number: Format,
    date: Format,
    time: Format,
    tones: [Format; 4],
}

impl Formats {
    fn new() -> Self {
        let cell = || {
            Format::new()
                .set_border(FormatBorder::Thin)
                .set_border_color(Color::RGB(0xB9_B4_AA))
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap()
        };
        let tone = |ink, fill| {
            let format = cell().set_align(FormatAlign::Center).set_bold();
            format.set_font_color(Color::RGB(ink)).set_background_color(Color::RGB(fill))
        };
        Self {
            title: Format::new().set_bold().set_font_size(14).set_align(FormatAlign::VerticalCenter),
            head: cell()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_background_color(Color::RGB(0xF2_EF_E8)),
            text: cell(),
            number: cell().set_align(FormatAlign::Right),
            date: cell().set_align(FormatAlign::Center).set_num_format("yyyy-mm-dd"),
            time: cell().set_align(FormatAlign::Center).set_num_format("yyyy-mm-dd hh:mm"),
            tones: [
                tone(0x1F_51_30, 0xE3_F1_E6),
                tone(0x24_40_5C, 0xE6_EE_F6),
                tone(0x6D_47_00, 0xFB_EF_D3),
                tone(0x9A_0D_14, 0xFB_E1_E1),
            ],
        }
    }

    const fn tone(&self, tone: Tone) -> &Format {
        &self.tones[match tone {
            Tone::Done => 0,
            Tone::Calm => 1,
            Tone::Near => 2,
            Tone::Late => 3,
        }]
    }
}

fn fill(
    sheet: &mut Worksheet,
    name: &str,
    document: &Document,
    table: &Table,
    rows: &[Vec<Cell>],
    formats: &Formats,
) -> Result<(), XlsxError> {
    let last_column = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let last_row = HEAD + u32::try_from(rows.len()).unwrap_or(u32::MAX - HEAD);
    sheet.set_name(name)?.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(HEAD, HEAD)?.set_freeze_panes(HEAD + 1, 0)?;
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3).set_footer("&C&P / &N");
    let widths = widths(table, rows);
    for (width, at) in widths.iter().copied().zip(0..) {
        sheet.set_column_width(at, width)?;
    }
    let above = [&document.title, &document.subtitle].into_iter().filter(|text| !text.is_empty());
    let above = above.map(String::as_str).collect::<Vec<_>>().join("　");
    sheet.set_row_height(0, 26)?.write_string_with_format(0, 0, cell_text(&above), &formats.title)?;
    for (column, at) in table.columns.iter().zip(0..) {
        sheet.write_string_with_format(HEAD, at, cell_text(&column.head), &formats.head)?;
    }
    for (row, number) in rows.iter().zip(HEAD + 1..) {
        sheet.set_row_height(number, height(row, &widths))?;
        for (cell, at) in row.iter().zip(0..) {
            write_cell(sheet, number, at, cell, formats)?;
        }
    }
    if !rows.is_empty() {
        sheet.autofilter(HEAD, 0, last_row, last_column)?;
    }
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    row: u32,
    at: u16,
    cell: &Cell,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => sheet.write_blank(row, at, &formats.text)?,
        // Written as a string, whatever it begins with: only `write_formula` makes formulas.
        Cell::Text(text) => sheet.write_string_with_format(row, at, cell_text(text), &formats.text)?,
        Cell::Status(text, tone) => {
            sheet.write_string_with_format(row, at, cell_text(text), formats.tone(*tone))?
        }
        Cell::Number(number) if number.is_finite() => {
            sheet.write_number_with_format(row, at, *number, &formats.number)?
        }
        Cell::Number(number) => sheet.write_string_with_format(row, at, number.to_string(), &formats.text)?,
        Cell::Date(date) => sheet.write_number_with_format(
            row,
            at,
            serial(date.and_time(chrono::NaiveTime::MIN)),
            &formats.date,
        )?,
        Cell::Time(time) => sheet.write_number_with_format(row, at, serial(*time), &formats.time)?,
    };
    Ok(())
}

/// Days since the last day of 1899, as workbooks count.
fn serial(at: NaiveDateTime) -> f64 {
    const EPOCH: NaiveDate = NaiveDate::from_ymd_opt(1899, 12, 30).expect("a day");
    let since = at - EPOCH.and_time(chrono::NaiveTime::MIN);
    // Whole minutes are what is shown; seconds would make equal times differ in a filter.
    #[allow(clippy::cast_precision_loss)]
    let minutes = since.num_minutes() as f64;
    minutes / 1_440.0
}

/// Text that a cell can hold: without what XML forbids, and with a mark where it had to be cut.
fn cell_text(text: &str) -> String {
    let mut clean = lines(text).join("\n");
    let units = |text: &str| text.encode_utf16().count();
    if units(&clean) > LONGEST {
        let room = LONGEST - units(CUT);
        let mut used = 0;
        let end = clean.char_indices().find(|(_, c)| {
            used += c.len_utf16();
            used > room
        });
        if let Some((end, _)) = end {
            clean.truncate(end);
            clean.push_str(CUT);
        }
    }
    clean
}

/// Height of a row in points, so that wrapped text is seen whole: not every program finds that out by itself.
fn height(row: &[Cell], widths: &[f64]) -> f64 {
    let wrapped = |text: &str, width: f64| {
        let width = (width - 1.0).max(1.0);
        let lines = text
            .lines()
            .map(|line| (f64::from(u32::try_from(text::width(line)).unwrap_or(u32::MAX)) / width).ceil());
        lines.map(|lines| lines.max(1.0)).sum::<f64>()
    };
    let lines = row.iter().zip(widths).map(|(cell, width)| match cell {
        Cell::Text(text) | Cell::Status(text, _) => wrapped(text, *width),
        _ => 1.0,
    });
    // 409 points is the highest row there is.
    (lines.fold(1.0, f64::max) * 15.0 + 3.0).min(409.0)
}

/// Widths of columns from the texts in them.
fn widths(table: &Table, rows: &[Vec<Cell>]) -> Vec<f64> {
    let widest = |text: &str| text.lines().map(text::width).max().unwrap_or(0);
    table
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let cells = rows.iter().take(MEASURED).filter_map(|row| row.get(at));
            let inside = cells.map(|cell| widest(&cell.shown())).max().unwrap_or(0);
            // The button of the filter takes three.
            let wanted = inside.max(widest(&column.head) + 3) + 2;
            let least = 8;
            f64::from(
                u32::try_from(wanted.clamp(least, WIDEST.max(usize::from(column.weight)))).unwrap_or(44),
            )
        })
        .collect()
}

/// A name that sheets may have, once in a book: at most 31 characters, none of `[]:*?/\`, no quotes at the ends.
fn sheet_name(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let clean = text::sanitize(wanted);
    let allowed = clean.chars().filter(|c| !"[]:*?/\\'".contains(*c)).collect::<String>();
    let base = if allowed.trim().is_empty() { "Sheet" } else { allowed.trim() };
    (1..)
        .map(|n: usize| {
            let suffix = if n == 1 { String::new() } else { format!(" {n}") };
            let mut name = String::new();
            for c in base.chars() {
                if name.encode_utf16().count() + c.len_utf16() + suffix.len() > 31 {
                    break;
                }
                name.push(c);
            }
            name.trim_end().to_owned() + &suffix
        })
        .find(|name| taken.insert(name.to_lowercase()))
        .unwrap_or_default()
}

//! Workbooks: every visible sheet with a header is read, row by row.

use std::io::{BufReader, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{
    DataRef, Dimensions, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError,
};

use super::marking::is_marked;
use super::table::{Beyond, HEAD_ROWS, Header, trim};
use super::zip_check;
use super::{Desk, Detail, ReasonCode};

/// Cells to the right of this column are no part of a register.
const MAX_COLUMNS: usize = 512;

/// Merged regions looked at in one sheet.
const MAX_MERGED: usize = 100_000;

/// What the first look at a sheet found.
struct Plan {
    sheet: String,
    merged: Vec<Dimensions>,
    /// The header and the row it stands in, counted from 0.
    header: Option<(u32, Header)>,
    /// Whether anything stands in the sheet at all.
    filled: bool,
}

/// Reads a workbook; whatever is wrong with it becomes a refusal.
pub(super) fn read<R: Read + Seek>(mut file: R, desk: &mut Desk<'_, '_>) {
    if let Err((reason, detail)) = zip_check::check(&mut file) {
        return desk.refuse_file(reason, detail);
    }
    if file.rewind().is_err() {
        return desk.refuse_file(ReasonCode::BrokenFile, Detail::None);
    }
    // The parser checks hostile positions by arithmetic that may overflow; that must cost the file, not the desk.
    let outcome = catch_unwind(AssertUnwindSafe(|| read_book(BufReader::new(file), desk)));
    let detail = match outcome {
        Ok(Ok(())) => return,
        Ok(Err(XlsxError::FileNotFound(part) | XlsxError::WorksheetNotFound(part))) => Detail::Name(part),
        Ok(Err(_)) | Err(_) => Detail::None,
    };
    desk.refuse_file(ReasonCode::BrokenFile, detail);
}

fn read_book<R: Read + Seek>(file: R, desk: &mut Desk<'_, '_>) -> Result<(), XlsxError> {
    let mut book = Xlsx::new(file)?;
    let (mut plans, mut broken) = (Vec::new(), Vec::new());
    for sheet in book.sheets_metadata().to_vec() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        // Hidden sheets hold lists for drop-downs and old copies.
        if sheet.visible != SheetVisible::Visible {
            desk.summary.sheets_left.push(sheet.name);
            continue;
        }
        match plan(&mut book, &sheet.name, desk) {
            Ok(Some(plan)) => plans.push(plan),
            // A marking on a cover sheet or above a header holds for the whole workbook.
            Ok(None) => {
                desk.refuse_file(ReasonCode::Classified, Detail::None);
                return Ok(());
            }
            Err(_) => broken.push(sheet.name),
        }
    }
    for sheet in &broken {
        desk.refuse(format!("{}:{sheet}", desk.name), ReasonCode::BrokenFile, Detail::None);
    }
    if broken.is_empty() && !plans.iter().any(|plan| plan.header.is_some()) {
        desk.refuse_file(ReasonCode::NoHeader, Detail::None);
        return Ok(());
    }
    for plan in plans {
        if desk.stopped {
            break;
        }
        match plan.header {
            Some((row, header)) => {
                let source = format!("{}:{}", desk.name, plan.sheet);
                if read_sheet(&mut book, &plan.sheet, &plan.merged, row, &header, desk).is_err() {
                    desk.refuse(source, ReasonCode::BrokenFile, Detail::None);
                }
            }
            None if plan.filled => desk.summary.sheets_left.push(plan.sheet),
            None => {}
        }
    }
    Ok(())
}

/// Looks at the first rows of a sheet; `None` when they bear a marking outside the rows of data.
fn plan<R: Read + Seek>(
    book: &mut Xlsx<R>,
    sheet: &str,
    desk: &Desk<'_, '_>,
) -> Result<Option<Plan>, XlsxError> {
    let mut merged = book.merge_cells_by_sheet_name(sheet)?;
    merged.retain(|area| area.end.0 > area.start.0);
    merged.truncate(MAX_MERGED);
    merged.sort_unstable_by_key(|area| area.start);
    let mut rows = Rows::new(book.worksheet_cells_reader(sheet)?, &merged);
    let mut head: Vec<(u32, Vec<String>)> = Vec::new();
    while head.len() < HEAD_ROWS
        && let Some(row) = rows.next()?
    {
        head.push((row.index, row.cells));
    }
    let found = Header::find(head.iter().map(|(_, cells)| cells.as_slice()), desk.columns);
    let above = found.as_ref().map_or(head.len(), |(index, ..)| index + 1);
    let marked = |cells: &Vec<String>| cells.iter().any(|cell| is_marked(cell));
    let outside = is_marked(sheet) || head[..above].iter().any(|(_, cells)| marked(cells));
    // Of a cleared workbook two officers have seen every sheet.
    if outside && !desk.is_cleared() {
        return Ok(None);
    }
    let header = found.map(|(index, _, header)| (head[index].0, header));
    Ok(Some(Plan { sheet: sheet.to_owned(), merged, header, filled: !head.is_empty() }))
}

fn read_sheet<R: Read + Seek>(
    book: &mut Xlsx<R>,
    sheet: &str,
    merged: &[Dimensions],
    header_row: u32,
    header: &Header,
    desk: &mut Desk<'_, '_>,
) -> Result<(), XlsxError> {
    let mut rows = Rows::new(book.worksheet_cells_reader(sheet)?, merged);
    while let Some(row) = rows.next()? {
        if row.index <= header_row {
            desk.summary.skipped += 1;
            continue;
        }
        let source = format!("{}:{sheet}!{}", desk.name, u64::from(row.index) + 1);
        let marked = row.cells.iter().any(|cell| is_marked(cell));
        match row.fault {
            Some((reason, column)) if !marked => desk.refuse(source, reason, Detail::Column(column)),
            _ => desk.take_row(header, source, &row.cells, Beyond::Keep),
        }
        if desk.stopped {
            break;
        }
    }
    Ok(())
}

/// A row with at least one filled cell of its own.
struct Row {
    /// Counted from 0.
    index: u32,
    cells: Vec<String>,
    fault: Option<(ReasonCode, u64)>,
}

impl Row {
    fn put(&mut self, column: usize, text: String) {
        if column >= MAX_COLUMNS {
            self.fault.get_or_insert((ReasonCode::TooManyCells, column as u64 + 1));
            return;
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        self.cells[column] = text;
    }
}

/// Gathers the stream of cells into rows and repeats the value of a cell that is merged downwards.
struct Rows<'b, 'm, R: Read + Seek> {
    cells: XlsxCellReader<'b, R>,
    merged: &'m [Dimensions],
    next_merged: usize,
    /// Regions begun: last row, column, value.
    running: Vec<(u32, usize, String)>,
    pending: Option<(u32, usize, Value)>,
    /// The stream has said that it ended; asked again it would run into the end of the file.
    ended: bool,
}

/// The text of a cell, or an error value of the spreadsheet.
enum Value {
    Text(String),
    Fault,
}

impl<'b, 'm, R: Read + Seek> Rows<'b, 'm, R> {
    fn new(cells: XlsxCellReader<'b, R>, merged: &'m [Dimensions]) -> Self {
        Self { cells, merged, next_merged: 0, running: Vec::new(), pending: None, ended: false }
    }

    fn cell(&mut self) -> Result<Option<(u32, usize, Value)>, XlsxError> {
        if let Some(cell) = self.pending.take() {
            return Ok(Some(cell));
        }
        while !self.ended {
            let Some(cell) = self.cells.next_cell()? else {
                self.ended = true;
                break;
            };
            let (row, column) = cell.get_position();
            match text(cell.get_value()) {
                Value::Text(text) if trim(&text).is_empty() => {}
                value => return Ok(Some((row, column as usize, value))),
            }
        }
        Ok(None)
    }

    fn next(&mut self) -> Result<Option<Row>, XlsxError> {
        let Some((index, column, value)) = self.cell()? else { return Ok(None) };
        let mut row = Row { index, cells: Vec::new(), fault: None };
        let mut next = Some((column, value));
        while let Some((column, value)) = next.take() {
            match value {
                Value::Text(text) => row.put(column, text),
                Value::Fault => {
                    row.fault.get_or_insert((ReasonCode::CellError, column as u64 + 1));
                }
            }
            match self.cell()? {
                Some((same, column, value)) if same == index => next = Some((column, value)),
                other => self.pending = other,
            }
        }
        self.spread(&mut row);
        Ok(Some(row))
    }

    fn spread(&mut self, row: &mut Row) {
        self.running.retain(|(last, ..)| *last >= row.index);
        for (_, column, value) in &self.running {
            if row.cells.get(*column).is_none_or(String::is_empty) {
                row.put(*column, value.clone());
            }
        }
        while let Some(area) = self.merged.get(self.next_merged).filter(|area| area.start.0 <= row.index) {
            self.next_merged += 1;
            let column = area.start.1 as usize;
            if area.start.0 == row.index
                && let Some(value) = row.cells.get(column).filter(|value| !value.is_empty())
            {
                self.running.push((area.end.0, column, value.clone()));
            }
        }
    }
}

fn text(value: &DataRef<'_>) -> Value {
    Value::Text(match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(moment) => date_text(moment),
        DataRef::Error(_) => return Value::Fault,
    })
}

/// An Excel date as ISO 8601: the day alone at midnight, the time of day alone below one day.
fn date_text(moment: &ExcelDateTime) -> String {
    let serial = moment.as_f64();
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    // Seconds are rounded: 14:30 is stored as 14:29:59.9999.
    let seconds =
        u32::from(hour) * 3600 + u32::from(minute) * 60 + u32::from(second) + u32::from(milli >= 500);
    let clock = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    match (serial < 1.0 || moment.is_duration(), seconds) {
        (true, _) => clock,
        (false, 0) => date,
        (false, _) => format!("{date} {clock}"),
    }
}

//! Why a row was refused: a code for scripts and a detail without any content of the row.

use serde::Serialize;

/// Why a row, a sheet or a file was refused. The codes are part of the command line's contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonCode {
    /// Bears a classification marking; belongs to the 机要 office and nothing of it is kept.
    Classified,
    /// Bytes that the file's encoding does not know.
    Undecodable,
    /// A quotation mark that opens and does not close.
    OpenQuote,
    /// More filled cells than the header has columns: an unquoted separator has moved the columns.
    TooManyCells,
    /// Filled cells, but none under a recognised heading.
    NothingKnown,
    /// A line longer than any paper's facts.
    RowTooLong,
    /// A line that is not a JSON object.
    BadJson,
    /// A cell with an error value of the spreadsheet, such as `#N/A`.
    CellError,
    /// No header among the first rows.
    NoHeader,
    /// A file of a kind that no reader takes.
    UnknownKind,
    /// A damaged or locked workbook.
    BrokenFile,
    /// A file, or a part packed in it, beyond the limit.
    TooLarge,
    /// XML that cannot be read, or lacks what an alert must have.
    BadXml,
    /// XML with a document type: it could name entities and other files, and none is ever followed.
    Doctype,
    /// A calendar that cannot be read.
    BadCalendar,
    /// An event that recurs: its sender must say which day is meant.
    Recurs,
    /// A time in a zone whose offset nobody says.
    UnknownZone,
}

impl ReasonCode {
    /// The code as written in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Classified => "classified",
            Self::Undecodable => "undecodable",
            Self::OpenQuote => "open_quote",
            Self::TooManyCells => "too_many_cells",
            Self::NothingKnown => "nothing_known",
            Self::RowTooLong => "row_too_long",
            Self::BadJson => "bad_json",
            Self::CellError => "cell_error",
            Self::NoHeader => "no_header",
            Self::UnknownKind => "unknown_kind",
            Self::BrokenFile => "broken_file",
            Self::TooLarge => "too_large",
            Self::BadXml => "bad_xml",
            Self::Doctype => "doctype",
            Self::BadCalendar => "bad_calendar",
            Self::Recurs => "recurs",
            Self::UnknownZone => "unknown_zone",
        }
    }
}

/// The place or the measure behind a refusal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// Nothing beyond the source.
    #[default]
    None,
    /// A column, counted from 1: characters in a line of JSON, cells in a table.
    Column(u64),
    /// The offset of the bad byte in its line, counted from 0.
    Byte(u64),
    /// A size in bytes.
    Bytes(u64),
    /// The name of a kind or of a part inside a workbook; never text of a row.
    Name(String),
}

/// A refused row; carries no content of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RefusedRow {
    /// Where it stands: `file`, `file:row` (a line of an alert), `file:sheet` or `file:sheet!row`.
    pub source: String,
    /// Why.
    pub reason: ReasonCode,
    /// Where exactly, or how much.
    pub detail: Detail,
}

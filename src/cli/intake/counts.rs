//! What became of the rows, for programs and for people.

use std::io;

use serde_json::json;

use super::super::out::Fields;
use crate::i18n::cli::Cli;
use crate::intake::{Detail, RefusedRow};

/// A row, or a file, that was not taken. Never any content of it.
#[derive(Debug)]
pub(super) struct Refused {
    /// `file`, `file:row` or `file:sheet!row`.
    pub(super) source: String,
    /// The code of the contract.
    pub(super) code: &'static str,
    /// The field or place; may be empty.
    pub(super) detail: String,
}

impl From<RefusedRow> for Refused {
    fn from(row: RefusedRow) -> Self {
        Self { source: row.source, code: row.reason.code(), detail: place(&row.detail) }
    }
}

/// What became of the rows.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) accepted: u64,
    pub(super) attached: u64,
    /// Rows about arrivals, among those attached, that are older than what is known and change nothing: their source.
    pub(super) older: Vec<String>,
    /// Rows that were taken in and lack something: source, and the fields.
    pub(super) incomplete: Vec<(String, Vec<&'static str>)>,
    pub(super) refused: Vec<Refused>,
    /// Files that could not be read.
    pub(super) unread: Vec<(String, io::Error)>,
    pub(super) skipped: u64,
    /// Lines that head tables, among those skipped.
    pub(super) headings: u64,
    /// Rows that were looked at, whatever became of them.
    pub(super) rows: u64,
    /// Rows that were not looked at, because somebody has asked to stop.
    pub(super) left: u64,
    /// Reading ended before the end of a file, because somebody has asked to stop.
    pub(super) cut: bool,
}

impl Counts {
    /// A file whose name alone bears a marking.
    pub(super) fn marked(source: String) -> Self {
        let refused = vec![Refused { source, code: "classified", detail: String::new() }];
        Self { refused, ..Self::default() }
    }

    /// Rows that are in the store.
    pub(super) fn kept(&self) -> u64 {
        self.accepted + self.attached + self.incomplete.len() as u64
    }

    /// Whether anything in it bears a classification marking.
    pub(super) fn classified(&self) -> bool {
        self.refused.iter().any(|row| row.code == "classified")
    }

    /// Puts the refused in the order of their places.
    pub(super) fn sort(&mut self) {
        self.refused.sort_by(|a, b| numbered(&a.source).cmp(&numbered(&b.source)));
    }

    /// What programs read. A file that cannot be read stands among the refused.
    pub(super) fn fields(&self, words: &Cli) -> Fields {
        let refused = self.refused.iter().map(|row| {
            let message = (words.failure.row)(row.code, &row.detail);
            json!({"source": row.source, "reason": row.code, "message": message})
        });
        let unread = self.unread.iter().map(|(file, error)| {
            json!({"source": file, "reason": "unreadable", "message": unread(words, file, error)})
        });
        let incomplete =
            self.incomplete.iter().map(|(source, lacks)| json!({"source": source, "missing": lacks}));
        Fields::from_iter([
            ("accepted".to_owned(), json!(self.accepted)),
            ("attached".to_owned(), json!(self.attached)),
            ("incomplete".to_owned(), json!(self.incomplete.len())),
            ("refused".to_owned(), refused.chain(unread).collect()),
            ("skipped".to_owned(), json!(self.skipped)),
            ("incomplete_rows".to_owned(), incomplete.collect()),
            ("older_rows".to_owned(), json!(self.older)),
        ])
    }

    /// Which rows and files want something, a line each.
    pub(super) fn wanting(&self, words: &Cli) -> Vec<String> {
        let mut lines = Vec::new();
        for (source, lacks) in &self.incomplete {
            let lacks: Vec<String> = lacks.iter().map(|field| (words.field)(field)).collect();
            lines.push((words.report.lacks)(source, &lacks.join(words.report.between)));
        }
        for row in &self.refused {
            lines.push(format!("{}: {}", row.source, (words.failure.row)(row.code, &row.detail)));
        }
        lines.extend(self.older.iter().map(|source| (words.report.older)(source)));
        if self.classified() {
            lines.push(words.intake.clearance.to_owned());
        }
        for (file, error) in &self.unread {
            lines.push(format!("{} {}", words.error, unread(words, file, error)));
        }
        lines
    }

    /// What became of the rows, in one sentence.
    pub(super) fn sentence(&self, words: &Cli) -> String {
        let (incomplete, refused) = (self.incomplete.len() as u64, self.refused.len());
        (words.report.intake)(self.accepted, self.attached, incomplete, refused)
    }
}

/// Why a file could not be read.
pub(super) fn unread(words: &Cli, file: &str, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => (words.failure.no_file)(file),
        _ => (words.failure.unread_file)(file, &error.to_string()),
    }
}

/// A source with its row number apart, so that row 10 follows row 9.
fn numbered(source: &str) -> (&str, u64) {
    let split = source.rsplit_once([':', '!']);
    split.and_then(|(file, row)| Some((file, row.parse().ok()?))).unwrap_or((source, 0))
}

fn place(detail: &Detail) -> String {
    match detail {
        Detail::None => String::new(),
        Detail::Column(column) => format!("column {column}"),
        Detail::Byte(byte) => format!("byte {byte}"),
        Detail::Bytes(bytes) => format!("{bytes} B"),
        Detail::Name(name) => name.clone(),
    }
}

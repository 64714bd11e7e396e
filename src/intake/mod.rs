//! Readers of foreign files: CSV, XLSX, JSON Lines, mails, alerts and calendars become neutral rows, one outcome for every source row.
//!
//! **The contract.** Every source row ends in exactly one [`RowOutcome`]: a [`SourceRow`] to be registered (which ends
//! accepted, attached or incomplete) or a [`RefusedRow`] with the place and the reason. What a table carries besides
//! rows of data is no source row and only counted in [`ReadSummary::skipped`]: titles above the header, the header and
//! its repetitions on later pages, empty and merely numbered rows, total rows (合计, 共 n 件) and signature lines
//! (制表人：…) below.
//!
//! **Classified papers.** A row, a title line or a sheet that bears a classification marking is refused with
//! [`ReasonCode::Classified`], and the refusal carries the place alone. No refusal of any kind carries content of a
//! row, so that a message or a log never stores what must not be stored.
//!
//! Readers stream: CSV and JSON Lines hold one row and the first 64 KiB at a time, XLSX one row and the workbook's
//! shared strings. A mail or an alert is held whole, within its limit ([`IntakeLimits`]), and is one row with what is
//! attached to it. They know nothing of the store.

mod attached;
mod bytes;
mod cap;
mod cleared;
mod delimited;
mod evidence;
pub mod fields;
mod headings;
mod headings_others;
mod ics;
mod jsonl;
mod kind;
mod mail;
pub mod maildir;
mod marking;
mod meter;
pub mod others;
mod packed;
mod refusal;
pub mod register;
mod service_day;
mod subject;
mod table;
mod when;
mod xlsx;
mod zip_check;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Cursor, Read};
use std::ops::ControlFlow;
use std::path::Path;

use chrono::{DateTime, FixedOffset, Utc};

pub use attached::{Content, Enclosed};
pub use bytes::Encoding;
pub use cleared::{Cleared, file_content, text_content};
pub use evidence::{Evidence, gather};
pub use fields::Field;
pub use kind::Kind;
pub use marking::{is_marked, is_marked_line};
pub use meter::Meter;
pub use refusal::{Detail, ReasonCode, RefusedRow};
pub use subject::Subject;
pub use table::{ColumnMap, UnknownField};

use crate::config::IntakeLimits;
use crate::domain::Id;
use crate::domain::document::Unsure;

/// The largest workbook that is read, and the largest that is held when it comes over a pipe, in bytes.
const MAX_WORKBOOK: u64 = 128 * 1024 * 1024;

/// A row of a foreign file with its recognised columns; values are trimmed, blank ones are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceRow {
    /// Where it stands: `file:row` or `file:sheet!row`, the row counted from 1 as an editor or Excel shows it.
    pub source: String,
    /// The recognised columns.
    pub fields: BTreeMap<Field, String>,
    /// The other columns under the headings they came with, in their order.
    pub extra: Vec<(String, String)>,
    /// What the sender's system calls it: a Message-ID, the identifier of an alert.
    pub origin: Option<String>,
    /// Files that came with it.
    pub enclosed: Vec<Enclosed>,
    /// What the reader was not sure of.
    pub unsure: Vec<Unsure>,
    /// The clearance that lets it in, if it looks as if it bore a classification marking.
    pub clearance: Option<Id>,
}

/// What became of one source row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowOutcome {
    /// A row to register.
    Row(SourceRow),
    /// A row, a sheet or a whole file that cannot be read.
    Refused(RefusedRow),
}

/// How to read.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// The kind of the file; [`Kind::Auto`] looks at its content.
    pub kind: Kind,
    /// Headings of this office that mean a field (or nothing), before the built-in synonyms.
    pub columns: ColumnMap,
    /// How much of a mail or an alert is read and kept.
    pub limits: IntakeLimits,
    /// The clock and the zone of the office; without them no limit that a mail speaks of is read.
    pub moment: Option<Moment>,
    /// The language of the office, in which an alert is preferred after Chinese (`en-US`).
    pub language: String,
    /// Counts the bytes read.
    pub meter: Meter,
    /// Who knows which markings were cleared as none.
    pub cleared: Cleared,
    /// The clearance of the whole file, if there is one.
    pub whole: Option<Id>,
}

/// The clock and the zone of the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The time (UTC).
    pub now: DateTime<Utc>,
    /// Zone in which times without one are meant.
    pub zone: FixedOffset,
}

/// What was seen in one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadSummary {
    /// The kind that the file turned out to be; `Auto` when it could not be told.
    pub kind: Kind,
    /// The encoding of a text file, once a character beyond ASCII decided it.
    pub encoding: Option<Encoding>,
    /// Rows handed over to be registered.
    pub rows: u64,
    /// Refusals handed over.
    pub refused: u64,
    /// Lines that are no source rows (see the contract above).
    pub skipped: u64,
    /// Sheets that were left alone: hidden, or without a header while another sheet has one.
    pub sheets_left: Vec<String>,
}

/// Takes one outcome; `Break` stops the reading.
pub type Sink<'a> = dyn FnMut(RowOutcome) -> ControlFlow<()> + 'a;

/// Reads the file at `path`; `name` stands in the `source` of every row.
///
/// # Errors
/// Only when the file cannot be opened or read; whatever is wrong with its content is a refusal in the sink.
pub fn read_path(
    path: &Path,
    name: &str,
    options: &ReadOptions,
    sink: &mut Sink<'_>,
) -> io::Result<ReadSummary> {
    let mut file = File::open(path)?;
    let size = file.metadata()?.len();
    let mut window = Vec::new();
    file.by_ref().take(bytes::WINDOW).read_to_end(&mut window)?;
    options.meter.add(window.len());
    let mut desk = Desk::new(name, options, sink);
    match desk.decide(options.kind, &window) {
        Some(Kind::Xlsx) if size > MAX_WORKBOOK => {
            desk.refuse_file(ReasonCode::TooLarge, Detail::Bytes(size))
        }
        Some(Kind::Xlsx) => xlsx::read(file, &mut desk),
        Some(kind @ (Kind::Eml | Kind::Cap | Kind::Ics)) => {
            desk.read_whole(kind, window, options.meter.reading(file))?
        }
        Some(kind) => desk.read_text(kind, window, options.meter.reading(file))?,
        None => {}
    }
    Ok(desk.summary)
}

/// Reads from a pipe or from memory, as [`read_path`] does from a file.
///
/// # Errors
/// Only when reading fails.
pub fn read_stream(
    mut input: impl Read,
    name: &str,
    options: &ReadOptions,
    sink: &mut Sink<'_>,
) -> io::Result<ReadSummary> {
    let mut window = Vec::new();
    input.by_ref().take(bytes::WINDOW).read_to_end(&mut window)?;
    let mut desk = Desk::new(name, options, sink);
    match desk.decide(options.kind, &window) {
        Some(Kind::Xlsx) => {
            let mut whole = window;
            input.take(MAX_WORKBOOK + 1).read_to_end(&mut whole)?;
            let size = whole.len() as u64;
            if size > MAX_WORKBOOK {
                desk.refuse_file(ReasonCode::TooLarge, Detail::Bytes(size));
            } else {
                xlsx::read(Cursor::new(whole), &mut desk);
            }
        }
        Some(kind @ (Kind::Eml | Kind::Cap | Kind::Ics)) => desk.read_whole(kind, window, input)?,
        Some(kind) => desk.read_text(kind, window, input)?,
        None => {}
    }
    Ok(desk.summary)
}

/// Where the readers lay down what they find: the sink, the counts and the file's name.
struct Desk<'a, 's> {
    name: String,
    options: &'a ReadOptions,
    columns: &'a ColumnMap,
    limits: IntakeLimits,
    moment: Option<Moment>,
    language: &'a str,
    sink: &'a mut Sink<'s>,
    summary: ReadSummary,
    stopped: bool,
}

impl<'a, 's> Desk<'a, 's> {
    fn new(name: &str, options: &'a ReadOptions, sink: &'a mut Sink<'s>) -> Self {
        // A name can carry a marking too, and it is repeated in every row.
        let name = if is_marked(name) { "***".to_owned() } else { name.to_owned() };
        Self {
            name,
            columns: &options.columns,
            limits: options.limits,
            moment: options.moment,
            language: &options.language,
            options,
            sink,
            summary: ReadSummary::default(),
            stopped: false,
        }
    }

    /// The kind to read as; `None` after refusing what no reader takes.
    fn decide(&mut self, wanted: Kind, window: &[u8]) -> Option<Kind> {
        let kind = match wanted {
            Kind::Auto => match kind::sniff(window) {
                // A mail so broken that only its name tells it is still a mail.
                Ok(Kind::Csv) if is_eml(&self.name) => Kind::Eml,
                Err("binary") if is_eml(&self.name) => Kind::Eml,
                Ok(kind) => kind,
                Err(what) => {
                    self.refuse_file(ReasonCode::UnknownKind, Detail::Name(what.to_owned()));
                    return None;
                }
            },
            told => told,
        };
        self.summary.kind = kind;
        Some(kind)
    }

    fn read_text(&mut self, kind: Kind, window: Vec<u8>, rest: impl Read) -> io::Result<()> {
        match kind {
            Kind::Jsonl => jsonl::read(window, rest, self),
            _ => delimited::read(window, rest, self),
        }
    }

    /// Reads what must be seen as a whole, if it is not beyond its limit.
    fn read_whole(&mut self, kind: Kind, window: Vec<u8>, rest: impl Read) -> io::Result<()> {
        let most = if kind == Kind::Eml { self.limits.mail_max } else { self.limits.alert_max };
        let mut whole = window;
        let room = (most + 1).saturating_sub(whole.len() as u64);
        rest.take(room).read_to_end(&mut whole)?;
        if whole.len() as u64 > most {
            self.refuse_file(ReasonCode::TooLarge, Detail::Bytes(whole.len() as u64));
        } else if kind == Kind::Ics {
            ics::read(&whole, self);
        } else if kind == Kind::Eml {
            mail::read(&whole, self);
        } else {
            cap::read(&whole, self);
        }
        Ok(())
    }

    /// The clearance under which a marked row may come in; `content` is asked for only where somebody could know one.
    fn clearance(&self, source: &str, content: impl FnOnce() -> Vec<u8>) -> Option<Id> {
        self.options.whole.or_else(|| self.options.cleared.ask(source, content))
    }

    /// Whether the whole file is cleared, so that a marking above its rows does not refuse it.
    fn is_cleared(&self) -> bool {
        self.options.whole.is_some()
    }

    fn at(&self, row: u64) -> String {
        format!("{}:{row}", self.name)
    }

    fn lay(&mut self, mut outcome: RowOutcome) {
        if let RowOutcome::Row(row) = &mut outcome
            && !attached::keep_within(&mut row.enclosed, &self.limits)
            && !row.unsure.contains(&Unsure::Attachments)
        {
            row.unsure.push(Unsure::Attachments);
        }
        match outcome {
            RowOutcome::Row(_) => self.summary.rows += 1,
            RowOutcome::Refused(_) => self.summary.refused += 1,
        }
        self.stopped |= (self.sink)(outcome).is_break();
    }

    fn refuse(&mut self, source: String, reason: ReasonCode, detail: Detail) {
        self.lay(RowOutcome::Refused(RefusedRow { source, reason, detail }));
    }

    fn refuse_file(&mut self, reason: ReasonCode, detail: Detail) {
        self.refuse(self.name.clone(), reason, detail);
    }
}

/// Whether a file is called a mail.
fn is_eml(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(".eml")
}

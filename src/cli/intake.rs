//! `dutydesk intake FILE…`: papers out of files into the store, every source row with exactly one outcome.

use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::Path;

use serde_json::json;

use super::args::{FileKind, Intake};
use super::interrupt::Interrupt;
use super::out::{Fields, Out};
use super::problem::{Exit, INTERRUPT, Problem};
use super::setting::Setting;
use super::taking::{Taker, Verdict};
use crate::domain::document::Received;
use crate::i18n::cli::Cli;
use crate::intake::register::{self, Defaults};
use crate::intake::{self, ColumnMap, Detail, Kind, Moment, ReadOptions, RowOutcome, maildir};

/// Rows that become durable together.
const BATCH: usize = 500;
/// Rows from one sign of progress to the next.
const PROGRESS: u64 = 1000;

/// A row, or a file, that was not taken.
struct Refused {
    source: String,
    code: &'static str,
    detail: String,
}

/// What became of the rows.
#[derive(Default)]
struct Counts {
    accepted: u64,
    attached: u64,
    /// Rows that were taken in and lack something: source, and the fields.
    incomplete: Vec<(String, Vec<&'static str>)>,
    refused: Vec<Refused>,
    /// Files that could not be read.
    unread: Vec<(String, io::Error)>,
    skipped: u64,
    /// Lines that head tables, among those skipped.
    headings: u64,
    /// Rows that were looked at, whatever became of them.
    rows: u64,
}

/// An intake under way.
struct Desk<'s> {
    setting: &'s Setting,
    taker: Taker,
    waiting: Vec<Received>,
    counts: Counts,
    registers: Vec<(String, Vec<String>)>,
    register: String,
    interrupt: Interrupt,
    shows_progress: bool,
    failure: Option<Problem>,
}

pub(super) fn run(setting: &Setting, args: &Intake) -> Result<Exit, Problem> {
    let options = ReadOptions {
        kind: kind(args.kind),
        columns: columns(args.map.as_deref())?,
        limits: setting.config().intake,
        moment: Some(Moment { now: setting.now, zone: setting.zone() }),
        language: setting.strings.lang.tag().to_owned(),
    };
    let mut desk = Desk::open(setting, args.dry_run)?;
    for file in &args.files {
        if maildir::is_maildir(file) {
            desk.read_maildir(file, &options);
        } else {
            desk.read(file, &options);
        }
        if desk.failure.is_some() || desk.interrupt.came() {
            break;
        }
    }
    desk.flush();
    desk.report(args.dry_run)
}

const fn kind(kind: FileKind) -> Kind {
    match kind {
        FileKind::Auto => Kind::Auto,
        FileKind::Csv => Kind::Csv,
        FileKind::Xlsx => Kind::Xlsx,
        FileKind::Jsonl => Kind::Jsonl,
        FileKind::Eml => Kind::Eml,
        FileKind::Cap => Kind::Cap,
    }
}

/// Reads `事项=title,送文处=issuer`.
fn columns(map: Option<&str>) -> Result<ColumnMap, Problem> {
    let pairs = map.unwrap_or_default().split([',', '，']).filter(|pair| !pair.trim().is_empty());
    let pairs = pairs.map(|pair| {
        let (heading, field) = pair.split_once('=').unwrap_or((pair, "?"));
        (heading.trim(), field.trim())
    });
    ColumnMap::from_names(pairs).map_err(|unknown| {
        let names = register::field_names();
        Problem::UnknownField { suggestion: super::setting::nearest(&unknown.0, names), field: unknown.0 }
    })
}

impl<'s> Desk<'s> {
    fn open(setting: &'s Setting, trial: bool) -> Result<Self, Problem> {
        let config = setting.config();
        let registers = config.registers.iter();
        Ok(Self {
            setting,
            taker: Taker::open(setting, trial)?,
            waiting: Vec::with_capacity(BATCH),
            counts: Counts::default(),
            registers: registers
                .map(|register| {
                    (register.id.clone(), vec![register.name_zh.clone(), register.name_en.clone()])
                })
                .collect(),
            register: config.policy().default_register,
            interrupt: Interrupt::watch().map_err(Problem::System)?,
            shows_progress: io::stderr().is_terminal(),
            failure: None,
        })
    }

    fn read(&mut self, file: &Path, options: &ReadOptions) {
        let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
        self.read_as(file, name, options);
    }

    /// Every message of a Maildir, which stays as it is.
    fn read_maildir(&mut self, dir: &Path, options: &ReadOptions) {
        let messages = match maildir::messages(dir) {
            Ok(messages) => messages,
            Err(error) => return self.counts.unread.push((dir.to_string_lossy().into_owned(), error)),
        };
        let options = ReadOptions { kind: Kind::Eml, ..options.clone() };
        for message in messages {
            // A reader of mail may have moved it since the list was made.
            let path = if message.path.exists() { None } else { maildir::moved(&message) };
            self.read_as(path.as_deref().unwrap_or(&message.path), message.name, &options);
            if self.failure.is_some() || self.interrupt.came() {
                break;
            }
        }
    }

    fn read_as(&mut self, file: &Path, name: String, options: &ReadOptions) {
        let mut sink = |outcome| self.take(outcome);
        let read = if file == Path::new("-") {
            intake::read_stream(io::stdin().lock(), &name, options, &mut sink)
        } else {
            intake::read_path(file, &name, options, &mut sink)
        };
        match read {
            Ok(summary) => {
                self.counts.skipped += summary.skipped;
                let is_table = matches!(summary.kind, Kind::Csv | Kind::Xlsx);
                self.counts.headings += u64::from(is_table && summary.skipped > 0);
            }
            Err(error) => self.counts.unread.push((name, error)),
        }
    }

    fn take(&mut self, outcome: RowOutcome) -> ControlFlow<()> {
        match outcome {
            RowOutcome::Refused(row) => {
                // A refusal of a whole file has no row in its source.
                self.counts.rows += u64::from(row.source.contains(':'));
                let (code, detail) = (row.reason.code(), place(&row.detail));
                self.counts.refused.push(Refused { source: row.source, code, detail });
            }
            RowOutcome::Row(row) => {
                self.counts.rows += 1;
                let defaults = Defaults {
                    now: self.setting.now,
                    zone: self.setting.zone(),
                    register: &self.register,
                    registers: &self.registers,
                };
                let taken = register::paper(&row, &defaults)
                    .map_err(|problem| (problem.code(), problem.field().to_owned()))
                    .and_then(|paper| match self.taker.keep(&row.enclosed, &paper.attachments) {
                        Ok(()) => Ok(paper),
                        // Without its attachments on disk a paper that names them is not taken.
                        Err(error) => Err(("attachment_not_written", error.to_string())),
                    });
                match taken {
                    Ok(paper) => self.waiting.push(paper),
                    Err((code, detail)) => {
                        self.counts.refused.push(Refused { source: row.source, code, detail });
                    }
                }
            }
        }
        if self.waiting.len() >= BATCH {
            self.flush();
        }
        self.progress();
        if self.failure.is_some() || self.interrupt.came() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    /// Takes in what waits; nothing of it is lost or counted twice.
    fn flush(&mut self) {
        let papers = std::mem::take(&mut self.waiting);
        if papers.is_empty() || self.failure.is_some() {
            return;
        }
        let marks: Vec<(String, Vec<&'static str>)> =
            papers.iter().map(|paper| (paper.copy.source.clone(), paper.incomplete())).collect();
        match self.taker.take(papers) {
            Err(problem) => self.failure = Some(problem),
            Ok(verdicts) => {
                for ((source, lacks), verdict) in marks.into_iter().zip(verdicts) {
                    match verdict {
                        Verdict::New if lacks.is_empty() => self.counts.accepted += 1,
                        Verdict::New => self.counts.incomplete.push((source, lacks)),
                        Verdict::Known => self.counts.attached += 1,
                        Verdict::Refused { code, detail } => {
                            self.counts.refused.push(Refused { source, code, detail });
                        }
                    }
                }
            }
        }
    }

    fn progress(&self) {
        if self.shows_progress && self.counts.rows > 0 && self.counts.rows.is_multiple_of(PROGRESS) {
            // A progress line that cannot be written is no reason to stop.
            let _ =
                write!(io::stderr(), "\r{}", (self.setting.strings.cli.report.progress)(self.counts.rows));
        }
    }

    fn report(mut self, trial: bool) -> Result<Exit, Problem> {
        let words = &self.setting.strings.cli;
        if self.shows_progress && self.counts.rows >= PROGRESS {
            super::say("");
        }
        self.counts.refused.sort_by(|a, b| numbered(&a.source).cmp(&numbered(&b.source)));
        let counts = &self.counts;
        let mut out = Out::new();
        if self.setting.json {
            out.object(counts.fields(words))?;
        } else if counts.rows > 0 || counts.unread.is_empty() {
            let (incomplete, refused) = (counts.incomplete.len() as u64, counts.refused.len());
            let said = (words.report.intake)(counts.accepted, counts.attached, incomplete, refused);
            let trial = if trial { words.report.intake_dry } else { "" };
            out.line(&format!("{trial}{said}"))?;
            if counts.skipped > counts.headings {
                out.line(&(words.report.no_papers)(counts.skipped - counts.headings))?;
            }
        }
        out.flush()?;
        counts.explain(words);
        self.end()
    }

    fn end(self) -> Result<Exit, Problem> {
        if let Some(problem) = self.failure {
            return Err(problem);
        }
        let counts = &self.counts;
        if self.interrupt.came() {
            let kept = counts.accepted + counts.attached + counts.incomplete.len() as u64;
            super::say(&(self.setting.strings.cli.failure.stopped)(kept));
            return Ok(Exit::Signal(INTERRUPT));
        }
        Ok(match (counts.rows, counts.refused.len() + counts.unread.len()) {
            (_, 0) => Exit::Ok,
            (0, _) => Exit::Failure,
            _ => Exit::Partial,
        })
    }
}

impl Counts {
    /// What programs read. A file that cannot be read stands among the refused.
    fn fields(&self, words: &Cli) -> Fields {
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
        ])
    }

    /// Says on standard error which rows and files want something.
    fn explain(&self, words: &Cli) {
        for (source, lacks) in &self.incomplete {
            let lacks: Vec<String> = lacks.iter().map(|field| (words.field)(field)).collect();
            super::say(&(words.report.lacks)(source, &lacks.join(words.report.between)));
        }
        for row in &self.refused {
            super::say(&format!("{}: {}", row.source, (words.failure.row)(row.code, &row.detail)));
        }
        for (file, error) in &self.unread {
            super::say(&format!("{} {}", words.error, unread(words, file, error)));
        }
    }
}

fn unread(words: &Cli, file: &str, error: &io::Error) -> String {
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

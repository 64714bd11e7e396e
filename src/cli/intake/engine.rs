//! The driver that all ways of taking in share: rows out of one file or stream, in batches, into the store, each with
//! exactly one outcome; it can be stopped between batches and goes on where it was.

use std::io;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};

use super::super::clear::Standing;
use super::super::interrupt::Interrupt;
use super::super::problem::Problem;
use super::super::setting::Setting;
use super::counts::{Counts, Refused};
use super::entry::{Entry, Names};
use super::progress::Progress;
use super::taking::{Taker, Verdict};
use crate::intake::{self, Kind, ReadOptions, RowOutcome, SourceRow, Subject, maildir};

/// Rows that become durable together.
const BATCH: usize = 500;

/// How long the rows that are left are counted after somebody has asked to stop.
const COUNTING: Duration = Duration::from_secs(2);

/// The code of a row whose attachments could not be written.
pub(super) const NOT_WRITTEN: &str = "attachment_not_written";

/// A row that is ready to be taken.
struct Ready {
    source: String,
    lacks: Vec<&'static str>,
    entry: Entry,
}

/// An intake under way.
pub(super) struct Engine<'s> {
    names: Names<'s>,
    taker: Taker,
    waiting: Vec<Ready>,
    counts: Counts,
    interrupt: Interrupt,
    progress: Option<Progress>,
    now: DateTime<Utc>,
    /// When the stop was seen; what is left is counted from then on.
    stopped: Option<Instant>,
    failure: Option<Problem>,
    standing: Standing,
}

impl<'s> Engine<'s> {
    /// Starts with the taker of the office's store; `now` (UTC) is when the papers come in.
    pub(super) fn new(
        setting: &'s Setting,
        taker: Taker,
        subject: Subject,
        interrupt: Interrupt,
        now: DateTime<Utc>,
    ) -> Result<Self, Problem> {
        let mut taker = taker;
        taker.prepare(subject)?;
        let standing = Standing::of(taker.reader(), now)?;
        Ok(Self {
            names: Names::new(setting, subject, now),
            taker,
            waiting: Vec::with_capacity(BATCH),
            counts: Counts::default(),
            interrupt,
            progress: None,
            now,
            stopped: None,
            failure: None,
            standing,
        })
    }

    /// Shows from now on how it gets on.
    pub(super) fn show(&mut self, progress: Option<Progress>) {
        self.progress = progress;
    }

    /// Whether to go on with another file.
    pub(super) fn goes_on(&self) -> bool {
        self.failure.is_none() && self.interrupt.came().is_none()
    }

    /// Takes in one file, `-` from standard input, under the name that its rows bear.
    pub(super) fn read(&mut self, file: &Path, name: &str, options: &ReadOptions) {
        let options = &self.standing.reading(file, options);
        if let Some(progress) = &mut self.progress {
            progress.begin(file, name, options);
        }
        let mut sink = |outcome| self.take(outcome);
        let read = if file == Path::new("-") {
            intake::read_stream(io::stdin().lock(), name, options, &mut sink)
        } else {
            intake::read_path(file, name, options, &mut sink)
        };
        match read {
            Ok(summary) => {
                self.counts.skipped += summary.skipped;
                let is_table = matches!(summary.kind, Kind::Csv | Kind::Xlsx);
                self.counts.headings += u64::from(is_table && summary.skipped > 0);
            }
            Err(error) => self.counts.unread.push((name.to_owned(), error)),
        }
    }

    /// Takes in every message of a Maildir, which stays as it is.
    pub(super) fn read_maildir(&mut self, dir: &Path, options: &ReadOptions) {
        let messages = match maildir::messages(dir) {
            Ok(messages) => messages,
            Err(error) => return self.counts.unread.push((dir.to_string_lossy().into_owned(), error)),
        };
        let options = ReadOptions { kind: Kind::Eml, ..options.clone() };
        for message in messages {
            // A reader of mail may have moved it since the list was made.
            let path = if message.path.exists() { None } else { maildir::moved(&message) };
            self.read(path.as_deref().unwrap_or(&message.path), &message.name, &options);
            if !self.goes_on() {
                break;
            }
        }
    }

    fn take(&mut self, outcome: RowOutcome) -> ControlFlow<()> {
        if let Some(since) = self.stopped {
            self.counts.left += 1;
            return if since.elapsed() < COUNTING {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            };
        }
        match outcome {
            RowOutcome::Refused(row) => {
                // A refusal of a whole file has no row in its source.
                self.counts.rows += u64::from(row.source.contains(':'));
                self.counts.refused.push(row.into());
            }
            RowOutcome::Row(row) => {
                self.counts.rows += 1;
                let source = row.source.clone();
                match self.names.entry(&row).and_then(|entry| self.keep(&row, entry)) {
                    Ok(entry) => {
                        let lacks = entry.lacks();
                        self.waiting.push(Ready { source, lacks, entry });
                    }
                    Err((code, detail)) => self.counts.refused.push(Refused { source, code, detail }),
                }
            }
        }
        if self.waiting.len() >= BATCH {
            self.flush();
        }
        if let Some(progress) = &mut self.progress {
            progress.tell(self.counts.rows, self.counts.refused.len());
        }
        if self.failure.is_some() {
            return ControlFlow::Break(());
        }
        if self.interrupt.came().is_some() {
            self.flush();
            self.stopped = Some(Instant::now());
            self.counts.cut = true;
        }
        ControlFlow::Continue(())
    }

    /// Without its attachments on disk a paper that names them is not taken.
    fn keep(&self, row: &SourceRow, entry: Entry) -> Result<Entry, (&'static str, String)> {
        match self.taker.keep(&row.enclosed, entry.attachments()) {
            Ok(()) => Ok(entry),
            Err(error) => Err((NOT_WRITTEN, error.to_string())),
        }
    }

    /// Takes in what waits; nothing of it is lost or counted twice.
    fn flush(&mut self) {
        let rows = std::mem::take(&mut self.waiting);
        if rows.is_empty() || self.failure.is_some() {
            return;
        }
        let (marks, entries): (Vec<_>, Vec<_>) =
            rows.into_iter().map(|row| ((row.source, row.lacks), row.entry)).unzip();
        match self.taker.take(entries, self.now) {
            Err(problem) => self.failure = Some(problem),
            Ok(verdicts) => {
                for ((source, lacks), verdict) in marks.into_iter().zip(verdicts) {
                    match verdict {
                        Verdict::New if lacks.is_empty() => self.counts.accepted += 1,
                        Verdict::New => self.counts.incomplete.push((source, lacks)),
                        Verdict::Known => self.counts.attached += 1,
                        Verdict::Older => {
                            self.counts.attached += 1;
                            self.counts.older.push(source);
                        }
                        Verdict::Refused { code, detail } => {
                            self.counts.refused.push(Refused { source, code, detail });
                        }
                    }
                }
            }
        }
    }

    /// Takes in what still waits and says what became of everything: the counts, and the failure that ended it early.
    /// What the counts say is kept is durable.
    pub(super) fn end(mut self) -> (Counts, Option<Problem>) {
        self.flush();
        if let Some(progress) = &mut self.progress {
            progress.end();
        }
        self.counts.sort();
        (self.counts, self.failure)
    }
}

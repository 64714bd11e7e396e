//! The desk line by line, for screen readers and terminals that only print (`DUTYDESK_A11Y=1`, `TERM=dumb`): no
//! alternate screen, no control characters, nothing that changes behind the reader's back.
//!
//! Lists number their rows; a verb names a number and carries the version that was listed, so that nobody is
//! overwritten here either.

mod acting;

use std::io::{self, BufRead, Write};

use chrono::{DateTime, Utc};

use crate::config::Config;
use crate::domain::id::IdSource;
use crate::domain::{Officer, Urgency};
use crate::filter::{Vocabulary, parse};
use crate::i18n::domain::Telling;
use crate::i18n::names::Names;
use crate::i18n::{Lang, Strings};
use crate::store::{ReadContext, Reader, Store, StoreError};
use crate::text;
use crate::ui::look;
use crate::verb::Verb;
use crate::view::{
    Answer, Detail, DocumentRow, ListQuery, PaneKind, PaneRows, Query, Row, Target, TimelineItem, Window,
};

/// Most rows printed at once: more cannot be kept in mind while they are read out.
const PAGE: usize = 30;

/// What the desk of lines needs.
pub struct Linear<'a> {
    /// The tables.
    pub reader: Reader,
    /// The store, open for writing; none for a desk that only reads.
    pub store: Option<Store>,
    /// The configuration.
    pub config: &'a Config,
    /// Who sits here.
    pub officer: Officer,
    /// Language.
    pub lang: Lang,
    /// Tells the time (UTC).
    pub now: &'a dyn Fn() -> DateTime<Utc>,
    /// Where the ids of new papers begin.
    pub seed: u64,
}

/// Runs the desk until `q` or the end of the input.
///
/// # Errors
/// When lines cannot be read or written. What was acknowledged before holds.
pub fn run(desk: Linear<'_>, input: impl BufRead, out: impl Write) -> io::Result<()> {
    let ids = IdSource::seeded(desk.seed);
    let names = look::names(desk.config);
    let mut sitting = Sitting { desk, names, input, out, rows: Vec::new(), own: Vec::new(), ids };
    sitting.welcome()?;
    sitting.list("")?;
    while let Some(line) = sitting.ask("> ")? {
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((&line, ""));
        if !word.is_empty() && !sitting.obey(word, rest.trim())? {
            break;
        }
    }
    Ok(())
}

struct Sitting<'a, R, W> {
    desk: Linear<'a>,
    names: Names,
    input: R,
    out: W,
    /// The last list, as it was printed.
    rows: Vec<Target>,
    /// Entries made here that still stand.
    own: Vec<u64>,
    ids: IdSource,
}

impl<R: BufRead, W: Write> Sitting<'_, R, W> {
    const fn strings(&self) -> &'static Strings {
        self.desk.lang.strings()
    }

    fn say(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.out, "{}", text::sanitize(line))
    }

    /// A line of input without its end; none when there is no more.
    fn ask(&mut self, prompt: &str) -> io::Result<Option<String>> {
        write!(self.out, "{prompt}")?;
        self.out.flush()?;
        let mut line = Vec::new();
        if self.input.read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        Ok(Some(text::sanitize(String::from_utf8_lossy(&line).trim()).trim().to_owned()))
    }

    fn welcome(&mut self) -> io::Result<()> {
        let office = &self.desk.config.office;
        let office = if self.desk.lang == Lang::En { &office.name_en } else { &office.name_zh };
        let line = (self.strings().linear.welcome)(office, &self.desk.officer.name);
        self.say(&line)
    }

    /// Does what a line says; `false` to leave.
    fn obey(&mut self, word: &str, rest: &str) -> io::Result<bool> {
        // A key means what the configuration says.
        let mut bindings = self.desk.config.keys.iter().filter(|bound| bound.context == "desk");
        let bound = bindings.find(|bound| bound.keys == word).map_or(word, |bound| bound.action.as_str());
        match bound {
            "l" | "list" => self.list(rest)?,
            "quit" => return Ok(false),
            "help" => {
                for line in self.strings().linear.help.lines() {
                    self.say(line)?;
                }
            }
            "timeline" | "open" | "show" => self.show(rest)?,
            "capture" => self.capture(rest)?,
            "undo" => self.undo()?,
            other => match Verb::from_name(other) {
                Some(verb) => self.act(verb, rest)?,
                None => {
                    let line = (self.strings().linear.unknown)(word);
                    self.say(&line)?;
                }
            },
        }
        if self.desk.reader.changed().unwrap_or(false) {
            self.say(self.strings().linear.changed)?;
        }
        Ok(true)
    }

    fn answer(&self, query: &Query) -> Result<Answer, StoreError> {
        let policy = self.desk.config.policy();
        let cx = ReadContext { now: (self.desk.now)(), officer: &self.desk.officer.name, policy: &policy };
        self.desk.reader.answer(query, &cx)
    }

    /// An answer, or none after saying why there is none.
    fn answered(&mut self, query: &Query) -> io::Result<Option<Answer>> {
        match self.answer(query) {
            Ok(answer) => Ok(Some(answer)),
            Err(error) => {
                let line = (self.strings().linear.storage)(&error.to_string());
                self.say(&line).map(|()| None)
            }
        }
    }

    fn list(&mut self, filter: &str) -> io::Result<()> {
        // What is read now is no news at the next prompt.
        let _ = self.desk.reader.changed();
        if let Some(Answer::Overview(overview)) = self.answered(&Query::Overview)? {
            let screen = &self.strings().screen;
            let line = match &overview.next_to_lose {
                None => screen.nothing_to_lose.to_owned(),
                Some(next) => {
                    let due = self.due(next.due.kind, next.due.at);
                    let holder = next
                        .holder
                        .as_deref()
                        .map_or_else(|| screen.held_by_nobody.to_owned(), |holder| (screen.held_by)(holder));
                    format!("{}: {} · {due} · {holder}", screen.next_to_lose, next.title)
                }
            };
            self.say(&line)?;
        }
        let words = Vocabulary::new(self.desk.config, &self.desk.officer.name);
        let parsed = parse(filter, &words);
        let strings = self.strings();
        for problem in &parsed.problems {
            let told = problem.fault.told(&strings.filter, strings.lang == Lang::ZhCn);
            self.say(&(strings.filter.left_out)(&told))?;
        }
        let list = ListQuery { filter: parsed.filter, limit: PAGE, ..ListQuery::default() };
        let query = Query::Pane { pane: PaneKind::Documents, list, ticket: 0 };
        if let Some(Answer::Pane { rows: PaneRows::Documents(window), .. }) = self.answered(&query)? {
            self.print(&window, filter)?;
        }
        Ok(())
    }

    fn print(&mut self, window: &Window<DocumentRow>, filter: &str) -> io::Result<()> {
        let words = &self.strings().linear;
        self.rows = window.rows.iter().map(target).collect();
        for (at, row) in window.rows.iter().enumerate() {
            let line = format!("{}. {}", at + 1, self.row(row));
            self.say(&line)?;
        }
        self.say(&match (window.total, filter) {
            (0, "") => words.nothing_open.to_owned(),
            (0, filter) => (words.no_match)(filter),
            (total, _) => (words.listed)(window.rows.len(), total),
        })
    }

    fn row(&self, row: &DocumentRow) -> String {
        let terms = &self.strings().domain;
        let urgency = terms.urgency[Urgency::ALL.iter().position(|u| *u == row.urgency).unwrap_or(4)];
        let due = row.head.due.map(|due| self.due(due.kind, due.at)).unwrap_or_default();
        let receipt = row.receipt_no.as_deref().unwrap_or_default();
        let state = (terms.state)(row.head.stream.kind, row.head.state);
        let parts = [urgency, state, &row.title, &row.issuer, &row.doc_number, receipt, &due];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    fn due(&self, kind: &'static str, at: DateTime<Utc>) -> String {
        let strings = self.strings();
        let minutes = (at - (self.desk.now)()).num_minutes();
        let span = if minutes < 0 { (strings.screen.late)(-minutes) } else { (strings.screen.left)(minutes) };
        format!("{} {} {span}", (strings.domain.due)(kind), self.clock(at))
    }

    fn clock(&self, at: DateTime<Utc>) -> String {
        at.with_timezone(&self.desk.config.office.zone).format("%m-%d %H:%M").to_string()
    }

    fn show(&mut self, rest: &str) -> io::Result<()> {
        let Some((at, _)) = self.numbered(rest)? else { return Ok(()) };
        let stream = self.rows[at].stream;
        let query = Query::Detail { stream, ticket: 0 };
        let Some(Answer::Detail { detail: Some(detail), .. }) = self.answered(&query)? else { return Ok(()) };
        let Detail { entity, due, timeline, .. } = *detail;
        let state = (self.strings().domain.state)(stream.kind, entity.state.name());
        let due = due.map(|due| self.due(due.kind, due.at)).unwrap_or_default();
        let line = format!("{} · {state} · {due}", self.rows[at].title);
        self.say(&line)?;
        timeline.iter().try_for_each(|item| self.event(item))
    }

    fn telling(&self) -> Telling<'_> {
        let (lang, zone, now) = (self.desk.lang, self.desk.config.office.zone, (self.desk.now)());
        Telling { lang, zone, now, names: &self.names }
    }

    fn event(&mut self, item: &TimelineItem) -> io::Result<()> {
        let told = (self.strings().domain.event)(&self.telling(), &item.body);
        let line = format!("  {} {} {told}", self.clock(item.at), item.by);
        self.say(&line)
    }
}

fn target(row: &DocumentRow) -> Target {
    let head = row.head();
    Target {
        stream: head.stream,
        version: head.version,
        state: head.state,
        title: row.title.clone(),
        shelved_until: head.attention.shelved_until(),
        due_at: head.due.map(|due| due.at),
    }
}

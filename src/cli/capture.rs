//! `dutydesk capture TEXT`: one line as an officer types it, and the paper it becomes.

use std::io::{self, Read};

use encoding_rs::GB18030;
use serde_json::json;

use super::args::Capture;
use super::clear::Standing;
use super::out::{Fields, Out};
use super::problem::{Exit, Problem};
use super::setting::{Setting, seed};
use super::show;
use crate::capture;
use crate::domain::clearance::{ClearanceCommand, noted};
use crate::domain::document::DocumentCommand;
use crate::domain::emergency::EmergencyCommand;
use crate::domain::id::IdSource;
use crate::domain::{Command, Id, Kind, Refusal, Stream};
use crate::intake::{is_marked_line, text_content};
use crate::store::{Outcome, Store, Submission};

/// Longest message, in bytes.
const LONGEST: u64 = 65_536;

pub(super) fn run(setting: &Setting, args: &Capture) -> Result<Exit, Problem> {
    let line = match args.text.as_slice() {
        [only] if only == "-" => read_all()?,
        words => words.join(" "),
    };
    let clearance = if is_marked_line(&line) {
        let standing = Standing::in_office(setting)?;
        Some(standing.find(&text_content(&line)).ok_or(Problem::Classified)?)
    } else {
        None
    };
    if args.emergency {
        return emergency(setting, &line, clearance);
    }
    let said =
        capture::parse(&line, setting.now, setting.zone()).counted(&setting.config().calendar(), setting.now);
    if let Some(due) = &said.unread_due {
        return Err(Problem::BadTime(due.clone()));
    }
    if !said.is_enough() {
        return Err(Refusal::Missing { field: "title" }.into());
    }
    let store = setting.writer(true)?;
    let id = IdSource::seeded(seed()).fresh(setting.now);
    let register = &setting.config().policy().default_register;
    let mut paper = said.received(register, &line, setting.now, setting.zone());
    if let Some(id) = clearance {
        paper.note = noted(paper.note.take(), id);
    }
    let outcome = store.submit(Submission {
        officer: setting.acting()?,
        at: setting.now,
        batch: None,
        expect: Vec::new(),
        command: Command::Document { id, act: DocumentCommand::Receive(Box::new(paper)) },
    })?;
    let own = Stream::new(Kind::Document, id);
    let (stream, attached) = match outcome {
        Outcome::Committed(done) => {
            let stream = done.streams.first().map_or(own, |(stream, _)| *stream);
            (stream, stream != own)
        }
        Outcome::Unchanged { stream } => (stream.unwrap_or(own), true),
    };
    used(setting, &store, clearance, stream)?;
    print(setting, stream, attached)
}

/// Records what a text became that came in by a clearance.
pub(super) fn used(
    setting: &Setting,
    store: &Store,
    clearance: Option<Id>,
    paper: Stream,
) -> Result<(), Problem> {
    let Some(id) = clearance else { return Ok(()) };
    let command = Command::Clearance { id, act: ClearanceCommand::Use { paper } };
    let (officer, expect) = (setting.acting()?, Vec::new());
    store.submit(Submission { officer, at: setting.now, batch: None, expect, command })?;
    Ok(())
}

/// The whole of standard input, which may be a message of several lines, in UTF-8 or as Windows writes Chinese.
fn read_all() -> Result<String, Problem> {
    let unreadable = |error: io::Error| Problem::File { path: "-".into(), error };
    let mut bytes = Vec::new();
    io::stdin().lock().take(LONGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > LONGEST {
        return Err(unreadable(io::ErrorKind::FileTooLarge.into()));
    }
    String::from_utf8(bytes).or_else(|kept| {
        GB18030
            .decode_without_bom_handling_and_without_replacement(kept.as_bytes())
            .map(|text| text.into_owned())
            .ok_or_else(|| unreadable(io::ErrorKind::InvalidData.into()))
    })
}

/// News of an emergency: what can be recognised of it, all else to be filled in. The clearance that lets it in names it.
fn emergency(setting: &Setting, line: &str, clearance: Option<Id>) -> Result<Exit, Problem> {
    let store = setting.writer(true)?;
    let id = IdSource::seeded(seed()).fresh(setting.now);
    let act = EmergencyCommand::Receive(Box::new(capture::news::news(line, setting.now)));
    store.submit(Submission {
        officer: setting.acting()?,
        at: setting.now,
        batch: None,
        expect: Vec::new(),
        command: Command::Emergency { id, act },
    })?;
    let stream = Stream::new(Kind::Emergency, id);
    used(setting, &store, clearance, stream)?;
    print(setting, stream, false)
}

fn print(setting: &Setting, stream: Stream, attached: bool) -> Result<Exit, Problem> {
    let reader = setting.reader()?;
    let stream = show::resolve(setting, &reader, &stream.to_string())?;
    let fields = show::fields_of(setting, &reader, stream)?;
    let mut out = Out::new();
    if setting.json {
        let mut all = Fields::from_iter([("attached".to_owned(), json!(attached))]);
        all.extend(fields);
        out.object(all)?;
    } else {
        out.line(&setting.voice().line(stream.kind, &fields))?;
    }
    out.flush()?;
    Ok(Exit::Ok)
}

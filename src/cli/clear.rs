//! `dutydesk clear`: two officers say, one after the other and each with the content in hand, that what was refused for
//! a classification marking bears none. The content is digested and dropped; nothing of it is kept or said.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::rc::Rc;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::args::{Clear, ReasonArg};
use super::out::{Fields, Out};
use super::problem::{Exit, Problem};
use super::setting::{Setting, seed};
use crate::domain::clearance::{Clearance, ClearanceCommand, ClearanceReason, about, salted};
use crate::domain::id::IdSource;
use crate::domain::{Command, Id};
use crate::intake::{
    self, Cleared, ColumnMap, ReadOptions, Subject, file_content, is_marked_line, text_content,
};
use crate::store::{CommitError, Reader, Submission};

/// The longest text that is read from standard input, in bytes.
const MAX_TEXT: u64 = 1 << 20;

/// Something that two officers are to clear: where it stands, and its content.
struct Presented {
    place: String,
    content: Vec<u8>,
}

pub(super) fn run(setting: &Setting, args: &Clear) -> Result<Exit, Problem> {
    let presented = match &args.text {
        Some(text) => vec![line(text)?],
        None => args.places.iter().map(|place| find(place)).collect::<Result<_, _>>()?,
    };
    let store = setting.writer(true)?;
    let officer = setting.acting()?;
    let reason = reason(args.reason);
    let (mut items, mut lines) = (Vec::new(), Vec::new());
    for Presented { place, content } in presented {
        let known = about(&known(setting)?, &content, setting.now).cloned();
        let submission = |command| Submission {
            officer: officer.clone(),
            at: setting.now,
            batch: None,
            expect: Vec::new(),
            command,
        };
        let (id, state) = match known {
            Some((id, clearance)) if clearance.stands(setting.now) => (id, clearance.state.name()),
            Some((id, clearance)) => {
                let digest = salted(&clearance.salt, &content);
                let act = ClearanceCommand::Confirm { digest };
                store.submit(submission(Command::Clearance { id, act }))?;
                (id, "confirmed")
            }
            None => {
                let id = IdSource::seeded(seed()).fresh(setting.now);
                let salt = salt().map_err(Problem::System)?;
                let act = ClearanceCommand::Propose { digest: salted(&salt, &content), salt, reason };
                store.submit(submission(Command::Clearance { id, act }))?;
                (id, "proposed")
            }
        };
        lines.push(told(setting, &place, id, state)?);
        items.push(json!({"place": place, "id": id, "state": state}));
    }
    let mut out = Out::new();
    if setting.json {
        out.object(Fields::from_iter([("clearances".to_owned(), json!(items))]))?;
    } else {
        lines.iter().try_for_each(|line| out.line(line))?;
    }
    out.flush()?;
    Ok(Exit::Ok)
}

const fn reason(reason: ReasonArg) -> ClearanceReason {
    match reason {
        ReasonArg::Term => ClearanceReason::Term,
        ReasonArg::Form => ClearanceReason::Form,
        ReasonArg::Declassified => ClearanceReason::Declassified,
        ReasonArg::Public => ClearanceReason::Public,
    }
}

fn told(setting: &Setting, place: &str, id: Id, state: &str) -> Result<String, Problem> {
    let words = &setting.strings.cli.intake.clear;
    let until = known(setting)?.into_iter().find(|(known, _)| *known == id);
    let until = until.map_or_else(String::new, |(_, one)| setting.voice().time(one.expires_at));
    Ok(match state {
        "proposed" => (words.proposed)(place, &until),
        "confirmed" => (words.confirmed)(place, &until),
        _ => (words.stands)(place),
    })
}

/// 128 bits of chance, in hexadecimal.
fn salt() -> io::Result<String> {
    let mut bytes = [0; 16];
    File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// A line of text, from the command line or standard input.
fn line(text: &str) -> Result<Presented, Problem> {
    let mut read = String::new();
    let text = if text == "-" {
        io::stdin().lock().take(MAX_TEXT).read_to_string(&mut read).map_err(Problem::System)?;
        read.trim()
    } else {
        text.trim()
    };
    let place = "--text".to_owned();
    if is_marked_line(text) {
        Ok(Presented { place, content: text_content(text) })
    } else {
        Err(Problem::NotMarked(place))
    }
}

/// A file, or a row of it that was refused.
fn find(place: &str) -> Result<Presented, Problem> {
    let path = Path::new(place);
    if path.exists() {
        let file = File::open(path).map_err(Problem::file(path))?;
        let content = file_content(file).map_err(Problem::file(path))?;
        return Ok(Presented { place: name(path), content });
    }
    let (path, row) = place.rsplit_once(':').ok_or_else(|| Problem::NotFound(place.to_owned()))?;
    let path = Path::new(path);
    let name = name(path);
    let source = format!("{name}:{row}");
    // Which table it is decides where its header is found, not what its rows hold.
    for subject in Subject::ALL {
        let found: Rc<RefCell<Option<Vec<u8>>>> = Rc::default();
        let (wanted, keep) = (source.clone(), Rc::clone(&found));
        let cleared = Cleared::by(move |source, content| {
            if source == wanted {
                *keep.borrow_mut() = Some(content.to_vec());
            }
            None
        });
        let columns = ColumnMap::of(subject, std::iter::empty()).unwrap_or_default();
        let options = ReadOptions { columns, cleared, ..ReadOptions::default() };
        let mut sink = |_| match *found.borrow() {
            Some(_) => std::ops::ControlFlow::Break(()),
            None => std::ops::ControlFlow::Continue(()),
        };
        intake::read_path(path, &name, &options, &mut sink).map_err(Problem::file(path))?;
        if let Some(content) = found.take() {
            return Ok(Presented { place: source, content });
        }
    }
    Err(Problem::NotMarked(place.to_owned()))
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// All clearances there are, the newest first.
fn known(setting: &Setting) -> Result<Vec<(Id, Clearance)>, Problem> {
    if !setting.store_path()?.exists() {
        return Ok(Vec::new());
    }
    all(&setting.reader()?)
}

fn all(reader: &Reader) -> Result<Vec<(Id, Clearance)>, Problem> {
    Ok(reader.clearances().map_err(CommitError::from)?)
}

/// The clearances under which something may come in.
#[derive(Debug, Clone, Default)]
pub(super) struct Standing(Vec<(Id, Clearance)>);

impl Standing {
    /// Those that stand at `now` (UTC) in a store.
    pub(super) fn of(reader: Option<&Reader>, now: DateTime<Utc>) -> Result<Self, Problem> {
        let known = reader.map_or(Ok(Vec::new()), all)?;
        Ok(Self(known.into_iter().filter(|(_, one)| one.stands(now)).collect()))
    }

    /// The same, of the store of the office.
    pub(super) fn in_office(setting: &Setting) -> Result<Self, Problem> {
        let known = known(setting)?.into_iter().filter(|(_, one)| one.stands(setting.now));
        Ok(Self(known.collect()))
    }

    /// The clearance of this content.
    pub(super) fn find(&self, content: &[u8]) -> Option<Id> {
        self.0.iter().find(|(_, one)| one.is_about(content)).map(|(id, _)| *id)
    }

    /// The options under which a file is read with what was cleared of it.
    pub(super) fn reading(&self, file: &Path, options: &ReadOptions) -> ReadOptions {
        if self.0.is_empty() {
            return options.clone();
        }
        // A file that cannot be read is told of when it is taken in.
        let content = File::open(file).and_then(file_content).ok();
        let whole = content.and_then(|content| self.find(&content));
        let known = self.clone();
        let cleared = Cleared::by(move |_, content| known.find(content));
        ReadOptions { whole, cleared, ..options.clone() }
    }
}

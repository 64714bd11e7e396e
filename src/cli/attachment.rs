//! `dutydesk attachment ID N --out FILE`: gives one attachment of a paper or a finding out, whole or not at all.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::args::Attachment as Args;
use super::out::{Fields, Out};
use super::problem::{Exit, Problem};
use super::setting::Setting;
use super::show;
use crate::domain::State;
use crate::domain::document::Attachment;
use crate::store::Attachments;

pub(super) fn run(setting: &Setting, args: &Args) -> Result<Exit, Problem> {
    let reader = setting.reader_at()?;
    let entity = show::entity(setting, &reader, &args.id)?;
    let words = &setting.strings.attached;
    let files: Vec<&Attachment> = match &entity.state {
        State::Document(document) => document.paper.attachments.iter().collect(),
        State::Finding(finding) => finding.evidence_files().collect(),
        _ => Vec::new(),
    };
    let at = usize::try_from(args.number).unwrap_or(usize::MAX) - 1;
    let file = files.get(at).ok_or_else(|| {
        Problem::NotFound(format!("{} {} ({})", args.id, args.number, (words.only)(files.len())))
    })?;
    let bytes = bytes(setting, file)?;
    let mut out = Out::new();
    if args.out == Path::new("-") {
        out.raw(&bytes)?;
        out.flush()?;
        return Ok(Exit::Ok);
    }
    write(&args.out, &bytes)?;
    let shown = args.out.to_string_lossy();
    if setting.json {
        let mut fields =
            Fields::from_iter([("ok".to_owned(), json!(true)), ("file".to_owned(), json!(shown))]);
        fields.insert("attachment".to_owned(), shape(at, file));
        out.object(fields)?;
    } else {
        out.line(&(words.written)(&shown))?;
    }
    out.flush()?;
    Ok(Exit::Ok)
}

fn bytes(setting: &Setting, file: &Attachment) -> Result<Vec<u8>, Problem> {
    let words = &setting.strings.attached;
    let problem = |said: &str| {
        Err(Problem::File { path: PathBuf::from(&file.name), error: io::Error::other(said.to_owned()) })
    };
    if let Some(why) = file.not_kept {
        return problem((words.not_kept)(why));
    }
    match Attachments::beside(&setting.store_path()?).read(&file.digest) {
        Ok(bytes) => Ok(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => problem(words.gone),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => problem(words.changed),
        Err(error) => problem(&error.to_string()),
    }
}

/// Writes a new file; one that is there is never overwritten.
fn write(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    let mut file = made.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Problem::Exists(path.to_owned()),
        _ => Problem::file(path)(error),
    })?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|error| {
        // Half a file could be taken for a whole one.
        drop(std::fs::remove_file(path));
        Problem::file(path)(error)
    })
}

/// An attachment in JSON; `at` is counted from 0.
pub(super) fn shape(at: usize, file: &Attachment) -> Value {
    json!({
        "n": at + 1,
        "name": file.name,
        "size": file.size,
        "media_type": file.media_type,
        "sha256": Some(&file.digest).filter(|digest| !digest.is_empty()),
        "not_kept": file.not_kept.map(|why| why.name()),
    })
}

//! `verify`, `rebuild`, `backup`, `restore`: for whoever answers for the store.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::{Backup, Restore};
use super::out::{Fields, Out};
use super::problem::{Exit, Problem};
use super::setting::Setting;
use crate::store::{self, Carried};

/// Checks the chain, and that the tables equal what the journal gives.
pub(super) fn verify(setting: &Setting) -> Result<Exit, Problem> {
    let path = setting.existing_store()?;
    let found = store::verify(&path).map_err(Problem::store(&path))?;
    let words = &setting.strings.cli.report;
    let mut out = Out::new();
    if setting.json {
        let mut fields = Fields::from_iter([
            ("ok".to_owned(), json!(found.ok())),
            ("events".to_owned(), json!(found.events)),
            ("entries".to_owned(), json!(found.entries)),
            ("problems".to_owned(), json!(found.problems)),
        ]);
        if let Some(older) = found.older_schema {
            fields.insert("older_schema".to_owned(), json!(older));
        }
        out.object(fields)?;
    } else {
        out.line(&if let (true, Some(older)) = (found.ok(), found.older_schema) {
            (words.sound_but_older)(found.entries, found.events, older)
        } else if found.ok() {
            (words.sound)(found.entries, found.events)
        } else {
            (words.unsound)(found.problems.len())
        })?;
        for problem in &found.problems {
            let seq = problem.seq.map(|seq| format!(" {seq}")).unwrap_or_default();
            let place = problem.place.as_ref().map(|place| format!(" {place}")).unwrap_or_default();
            out.line(&format!("  {}{seq}{place}: {}", problem.code, problem.message))?;
        }
    }
    out.flush()?;
    Ok(if found.ok() { Exit::Ok } else { Exit::Unhealthy })
}

pub(super) fn rebuild(setting: &Setting) -> Result<Exit, Problem> {
    if setting.read_only {
        return Err(Problem::ReadOnly);
    }
    let path = setting.existing_store()?;
    let events = store::rebuild(&path).map_err(Problem::store(&path))?;
    report(setting, &[("events", json!(events))], &(setting.strings.cli.report.rebuilt)(events))
}

pub(super) fn backup(setting: &Setting, args: &Backup) -> Result<Exit, Problem> {
    let path = setting.existing_store()?;
    if args.file.exists() {
        return Err(Problem::Exists(args.file.clone()));
    }
    store::backup(&path, &args.file).map_err(Problem::store(&args.file))?;
    let files = carry(&args.file, &path, &args.file)?;
    let shown = args.file.to_string_lossy();
    let said = with_files(setting, (setting.strings.cli.report.copied)(&shown), files);
    let fields = [("file", json!(shown)), ("attachments", json!(files.whole)), ("lost", json!(files.lost))];
    let exit = report(setting, &fields, &said)?;
    Ok(if files.lost == 0 { exit } else { Exit::Partial })
}

/// Brings along the attachments that a copy names.
fn carry(copy: &Path, from: &Path, to: &Path) -> Result<Carried, Problem> {
    store::carry_attachments(copy, from, to).map_err(Problem::store(to))
}

fn with_files(setting: &Setting, said: String, files: Carried) -> String {
    match files.whole + files.lost {
        0 => said,
        _ => format!("{said} {}", (setting.strings.attached.carried)(files.whole, files.lost)),
    }
}

/// Puts a copy in place. A damaged copy is refused, and the former store is copied aside first.
pub(super) fn restore(setting: &Setting, args: &Restore) -> Result<Exit, Problem> {
    if setting.read_only {
        return Err(Problem::ReadOnly);
    }
    let path = setting.store_path()?;
    if !args.file.exists() {
        return Err(Problem::NoStore(args.file.clone()));
    }
    if path.exists() && !args.force {
        return Err(Problem::InPlace(path));
    }
    let checked = store::verify(&args.file).map_err(Problem::store(&args.file))?;
    // A copy whose attachments were left behind is still the journal, and the house may have them.
    if !checked.store_is_sound() {
        return Err(Problem::Damaged(args.file.clone()));
    }
    let kept = if path.exists() { Some(put_aside(&path, setting)?) } else { None };
    setting.make_place()?;
    let files = carry(&args.file, &args.file, &path)?;
    store::restore(&args.file, &path).map_err(Problem::store(&path))?;
    let shown = path.to_string_lossy();
    let mut said = (setting.strings.cli.report.restored)(&shown);
    if let Some(kept) = &kept {
        said.push_str(&(setting.strings.cli.report.kept)(kept));
    }
    let said = with_files(setting, said, files);
    let fields = [
        ("file", json!(shown)),
        ("kept", json!(kept)),
        ("attachments", json!(files.whole)),
        ("lost", json!(files.lost)),
    ];
    let exit = report(setting, &fields, &said)?;
    Ok(if files.lost == 0 { exit } else { Exit::Partial })
}

/// Copies the store to a name of its own beside it; gives that name.
fn put_aside(path: &Path, setting: &Setting) -> Result<String, Problem> {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{}", setting.now.format("%Y%m%dT%H%M%SZ")));
    let kept = PathBuf::from(name);
    if kept.exists() {
        return Err(Problem::Exists(kept));
    }
    store::backup(path, &kept).map_err(Problem::store(path))?;
    carry(&kept, path, &kept)?;
    Ok(kept.to_string_lossy().into_owned())
}

fn report(setting: &Setting, fields: &[(&str, serde_json::Value)], line: &str) -> Result<Exit, Problem> {
    let mut out = Out::new();
    if setting.json {
        let all = fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        out.object(std::iter::once(("ok".to_owned(), json!(true))).chain(all).collect())?;
    } else {
        out.line(line)?;
    }
    out.flush()?;
    Ok(Exit::Ok)
}

//! `dutydesk demo`: the desk on a fresh demonstration store, or that store in a file.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde_json::json;

use super::args::Demo;
use super::desk::{self, Place};
use super::out::{Fields, Out};
use super::problem::{Exit, Problem};
use super::setting::{Setting, private_dir, seed};
use crate::config::Config;
use crate::demo;
use crate::runtime::Clock;
use crate::store::{OpenOptions, Store};

/// The office of the demonstration is the built-in one, whatever the own one is called and has; keys, colours, terminal
/// and language stay one's own.
pub(super) fn office(mut setting: Setting) -> Result<Setting, Problem> {
    let mut office = Config::builtin().map_err(Problem::Config)?;
    let own = setting.config();
    office.keys.clone_from(&own.keys);
    office.theme.clone_from(&own.theme);
    office.display.clone_from(&own.display);
    setting.loaded.config = office;
    Ok(setting)
}

/// Writes the demonstration store to a file, which must not exist.
pub(super) fn write(setting: &Setting, file: &Path, args: &Demo) -> Result<Exit, Problem> {
    if file.exists() {
        return Err(Problem::Exists(file.to_owned()));
    }
    let (store, built) = build(setting, file, args).inspect_err(|_| remove_store(file))?;
    drop(store);
    let mut out = Out::new();
    let shown = file.to_string_lossy();
    if setting.json {
        out.object(Fields::from_iter([
            ("ok".to_owned(), json!(true)),
            ("file".to_owned(), json!(shown)),
            ("steps".to_owned(), json!(built.steps)),
            ("entries".to_owned(), json!(built.last_entry)),
        ]))?;
    } else {
        out.line(&(setting.strings.cli.report.copied)(&shown))?;
    }
    out.flush()?;
    Ok(Exit::Ok)
}

/// Opens the desk on a store that goes when the desk is left. The clock runs on from the night that it shows.
pub(super) fn open(setting: &Setting, at: Option<DateTime<Utc>>, args: &Demo) -> Result<Exit, Problem> {
    let folder = Folder::make()?;
    let path = folder.0.join("demo.db");
    let (store, _) = build(setting, &path, args)?;
    let clock = at.map_or_else(|| Clock::from(demo::opens_at()), Clock::Fixed);
    let store = (!setting.read_only).then_some(store);
    let state = folder.0.join("state");
    desk::open(setting, clock, Place { store, notice: None, path, state, as_of: None })
}

fn build(setting: &Setting, path: &Path, args: &Demo) -> Result<(Store, demo::Built), Problem> {
    let config = setting.config();
    let options = OpenOptions { policy: config.policy(), seed: demo::SEED };
    let store = Store::open(path, options).map_err(Problem::store(path))?;
    let built = match args.scale {
        None => demo::build(&store, config, demo::SEED),
        Some(papers) => demo::scale(&store, config, papers, demo::SEED),
    };
    built.map(|built| (store, built)).map_err(|error| Problem::Demo(Box::new(error)))
}

/// Takes an unfinished store away with what lies beside it; what cannot be taken away stays.
fn remove_store(path: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        let _ = std::fs::remove_file(name);
    }
    let _ = std::fs::remove_file(crate::store::bell_path(path));
}

/// A folder for this user alone that goes with the value.
struct Folder(PathBuf);

impl Folder {
    fn make() -> Result<Self, Problem> {
        let path = std::env::temp_dir().join(format!("dutydesk-demo-{:016x}", seed()));
        private_dir(&path).map_err(Problem::file(&path))?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // It lies among temporary files: if it stays, the system clears it away.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

//! `dutydesk` and `dutydesk desk`: the desk on this terminal; line by line where the terminal only prints or the person
//! at it only listens.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::problem::{Exit, Problem};
use super::setting::{Setting, seed};
use crate::app::Setup;
use crate::config::Dirs;
use crate::keymap::Keymap;
use crate::runtime::linear::{self, Linear};
use crate::runtime::{self, Clock, DeskError, DeskOptions, Ending};
use crate::store::{Reader, Store};

/// Whether there is a terminal to draw on and to read keys from.
pub(super) fn has_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Whether lines are wanted instead of a screen: `DUTYDESK_A11Y=1`, or a terminal that is `dumb`.
fn by_lines() -> bool {
    let set = |name: &str| std::env::var_os(name).unwrap_or_default();
    let asked = set("DUTYDESK_A11Y");
    (!asked.is_empty() && asked != "0") || set("TERM") == "dumb"
}

/// The store of a desk, and where the officer's own state lies.
pub(super) struct Place {
    /// None for a desk that only reads.
    pub(super) store: Option<Store>,
    /// To be said when the desk opens.
    pub(super) notice: Option<String>,
    pub(super) path: PathBuf,
    pub(super) state: PathBuf,
    /// The moment the desk looks back to; what is past is only looked at.
    pub(super) as_of: Option<DateTime<Utc>>,
}

/// Opens the desk on the office's store, and makes that where there is none.
pub(super) fn run(setting: &Setting, clock: Clock) -> Result<Exit, Problem> {
    let state = Dirs::from_env(|name| std::env::var_os(name)).state.ok_or(Problem::NoPlace)?;
    let as_of = setting.looks_back()?;
    let store = if setting.read_only || as_of.is_some() { None } else { Some(setting.writer(true)?) };
    let notice = if store.is_some() { setting.stand_in(&setting.officer()?) } else { None };
    open(setting, clock, Place { store, notice, path: setting.existing_store()?, state, as_of })
}

/// Opens the desk on any store.
pub(super) fn open(setting: &Setting, clock: Clock, place: Place) -> Result<Exit, Problem> {
    let Place { store, notice, path, state, as_of } = place;
    if by_lines() {
        notice.iter().for_each(|words| super::say(words));
        let reader = as_of.map_or_else(|| Reader::open(&path), |at| Reader::open_as_of(&path, at));
        return lines(setting, clock, store, reader.map_err(Problem::store(&path))?);
    }
    let dirs = Dirs::from_env(|name| std::env::var_os(name));
    let setup = Setup {
        config: Arc::new(setting.config().clone()),
        keymap: Keymap::new(&setting.config().keys).map_err(Problem::Keys)?,
        officer: setting.officer()?,
        lang: setting.strings.lang,
        seed: seed(),
        now: clock.now(),
        size: crossterm::terminal::size().map_err(Problem::Terminal)?,
        // Without a home to write to, documents are offered beside the store.
        reports: dirs.data.unwrap_or_else(|| path.with_file_name("")).join("reports"),
        read_only: store.is_none(),
        notice,
    };
    match runtime::desk(DeskOptions { store, path: path.clone(), setup, clock, state, as_of }) {
        Ok(Ending::Left) => Ok(Exit::Ok),
        Ok(Ending::Signal(signal)) => Ok(Exit::Signal(signal)),
        Ok(Ending::HungUp) => Ok(Exit::Signal(HANG_UP)),
        Err(DeskError::Terminal(error)) => Err(Problem::Terminal(error)),
        Err(DeskError::Store(error)) => Err(Problem::store(&path)(error)),
    }
}

/// The desk line by line.
fn lines(setting: &Setting, clock: Clock, store: Option<Store>, reader: Reader) -> Result<Exit, Problem> {
    let desk = Linear {
        reader,
        store,
        config: setting.config(),
        officer: setting.officer()?,
        lang: setting.strings.lang,
        now: &|| clock.now(),
        seed: seed(),
    };
    linear::run(desk, io::stdin().lock(), io::stdout().lock()).map_err(Problem::Terminal)?;
    Ok(Exit::Ok)
}

/// SIGHUP
const HANG_UP: i32 = 1;

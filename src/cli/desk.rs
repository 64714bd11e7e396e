//! `dutydesk` and `dutydesk desk`: the desk on this terminal.

use std::io::{self, IsTerminal};
use std::sync::Arc;

use super::problem::{Exit, Problem};
use super::setting::{Setting, seed};
use crate::app::Setup;
use crate::config::Dirs;
use crate::keymap::Keymap;
use crate::runtime::{self, Clock, DeskError, DeskOptions, Ending};

/// Whether there is a terminal to draw on and to read keys from.
pub(super) fn has_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Opens the desk, and makes the store where there is none.
pub(super) fn run(setting: &Setting, clock: Clock) -> Result<Exit, Problem> {
    let keymap = Keymap::new(&setting.config().keys).map_err(Problem::Keys)?;
    let officer = setting.officer()?;
    let store = if setting.read_only { None } else { Some(setting.writer(true)?) };
    let path = setting.existing_store()?;
    let setup = Setup {
        config: Arc::new(setting.config().clone()),
        keymap,
        officer,
        lang: setting.strings.lang,
        seed: seed(),
        now: clock.now(),
        size: crossterm::terminal::size().map_err(Problem::Terminal)?,
        read_only: setting.read_only,
    };
    let state = Dirs::from_env(|name| std::env::var_os(name)).state.ok_or(Problem::NoPlace)?;
    match runtime::desk(DeskOptions { store, path: path.clone(), setup, clock, state }) {
        Ok(Ending::Left) => Ok(Exit::Ok),
        Ok(Ending::Signal(signal)) => Ok(Exit::Signal(signal)),
        Ok(Ending::HungUp) => Ok(Exit::Signal(HANG_UP)),
        Err(DeskError::Terminal(error)) => Err(Problem::Terminal(error)),
        Err(DeskError::Store(error)) => Err(Problem::store(&path)(error)),
    }
}

/// SIGHUP
const HANG_UP: i32 = 1;

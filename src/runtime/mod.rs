//! The desk in motion: terminal, keys, clock, store, drafts. Everything comes in through one queue; drawing happens
//! when the queue is empty.

mod clock;
mod drafts;
mod effects;
mod input;
pub mod linear;
mod preferences;
mod reader;
mod reports;
mod session;
pub mod terminal;
pub mod tight;

use std::path::PathBuf;

use chrono::{DateTime, Utc};

use ratatui::layout::Size;

pub use clock::Clock;
pub use drafts::Drafts;
pub use preferences::{Kept, Preferences};
pub use session::Ending;

use crate::app::Setup;
use crate::domain::Id;
use crate::message::{Msg, Sent};
use crate::store::{Store, StoreError};
use crate::verb::FileProblem;

/// What reaches a session: messages for the app, and what the session itself has to know.
#[derive(Debug)]
pub enum Wake {
    /// For the app.
    Msg(Msg),
    /// The files that an act names were read and kept, or could not be.
    Gathered(Gathered),
    /// The system asks the program to end, with this signal.
    Signal(i32),
    /// The program runs again after a stop.
    Continued,
    /// The terminal is gone.
    HungUp,
}

/// An act whose files were read.
#[derive(Debug)]
pub struct Gathered {
    ticket: u64,
    batch: Option<Id>,
    sent: Result<Vec<Sent>, FileProblem>,
    /// How many commands it had.
    count: usize,
}

/// What a desk needs from outside.
#[derive(Debug)]
pub struct DeskOptions {
    /// The store, open for writing; none for a desk that only reads.
    pub store: Option<Store>,
    /// The file of the store.
    pub path: PathBuf,
    /// The moment (UTC) whose tables are shown; none for those of now.
    pub as_of: Option<DateTime<Utc>>,
    /// What the app starts with.
    pub setup: Setup,
    /// Where the time comes from.
    pub clock: Clock,
    /// Folder of the officer's own state (`$XDG_STATE_HOME/dutydesk`).
    pub state: PathBuf,
}

/// Why a desk could not be opened, or broke off. What was acknowledged before holds.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The terminal cannot be read or written.
    #[error("the terminal: {0}")]
    Terminal(#[from] std::io::Error),
    /// The store cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Opens the desk on the terminal of this process and returns when the officer leaves it.
///
/// # Errors
/// [`DeskError`] when terminal or store fail at the start, or the terminal later.
pub fn desk(options: DeskOptions) -> Result<Ending, DeskError> {
    let (columns, rows) = crossterm::terminal::size()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let depth = terminal::depth(|name| std::env::var_os(name));
    let guard = terminal::Guard::enter()?;
    let ending = runtime.block_on(session::on_terminal(options, Size::new(columns, rows), depth));
    // A thread may be waiting for keys for ever; it ends with the process.
    runtime.shutdown_background();
    drop(guard);
    ending
}

//! Copies of a store, made while others work.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::error::StoreError;
use super::schema;
use super::upgrade::bring_up_to_date;
use super::watch::Bell;

/// How often, and how far apart, one tries while others hold the store.
const ATTEMPTS: usize = 500;
const PAUSE: Duration = Duration::from_millis(10);

/// Writes a consistent copy of the store to a new file.
///
/// # Errors
/// [`StoreError::File`] if there is a file already, which is never overwritten; [`StoreError`] else. No part of a copy
/// is left then, which somebody could take for a whole one.
pub fn backup(store: &Path, to: &Path) -> Result<(), StoreError> {
    let from = schema::open_journal(store)?;
    schema::create_file(to)?;
    let copied = Connection::open(to).map_err(StoreError::from).and_then(|mut to| copy(&from, &mut to));
    if copied.is_err() {
        // Why the copy failed matters more than that its remains cannot be removed.
        drop(std::fs::remove_file(to));
    }
    copied
}

/// Puts a copy in place of what the store holds now, in one transaction, or makes the store from it. Whoever has the
/// store open sees the copy from then on; tables of an older layout are made again. Check the copy with
/// [`verify`](super::verify()) first.
///
/// # Errors
/// [`StoreError::NotAStore`] if the copy is none, [`StoreError`] if the store cannot be written.
pub fn restore(copy_of: &Path, store: &Path) -> Result<(), StoreError> {
    let from = schema::open_journal(copy_of)?;
    let mut to = schema::open_as_it_is(store)?;
    copy(&from, &mut to)?;
    bring_up_to_date(&to, &mut |_| {})?;
    Bell::open(store)?.ring();
    Ok(())
}

/// Copies all pages in one step, so that the copy is of one moment; waits for a while for whoever writes.
fn copy(from: &Connection, to: &mut Connection) -> Result<(), StoreError> {
    let backup = Backup::new(from, to)?;
    for _ in 0..ATTEMPTS {
        match backup.step(-1)? {
            StepResult::Done => return Ok(()),
            _ => std::thread::sleep(PAUSE),
        }
    }
    Err(StoreError::Busy)
}

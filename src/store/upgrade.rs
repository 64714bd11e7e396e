//! Stores of an older layout: their tables are made again from the journal, which is the same in every layout.

use std::path::Path;

use rusqlite::Connection;

use super::embedded::Embedded;
use super::error::StoreError;
use super::rebuild::project_all;
use super::schema::{self, Layout, SCHEMA_VERSION};
use super::watch::Bell;

/// How far an upgrade has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Upgrading {
    /// Layout of the tables until now.
    pub from: i64,
    /// Layout that they get.
    pub to: i64,
    /// Entries of the journal.
    pub entries: u64,
    /// Of a hundred parts of the work, so many are done.
    pub percent: u8,
}

/// Makes the tables of a store again if they are of an older layout, in one transaction: whoever is stopped in the
/// middle leaves the store as it was. The journal is only read. Tells whether there was anything to do; `progress`
/// hears of it from the first percent to the last.
///
/// # Errors
/// As [`Store::open`](super::Store::open); the tables are as they were then.
pub fn upgrade(path: &Path, progress: &mut dyn FnMut(Upgrading)) -> Result<bool, StoreError> {
    let done = bring_up_to_date(&schema::open_as_it_is(path)?, progress)?;
    if done {
        Bell::open(path)?.ring();
    }
    Ok(done)
}

/// The same on a connection that may write.
pub(super) fn bring_up_to_date(
    conn: &Connection,
    progress: &mut dyn FnMut(Upgrading),
) -> Result<bool, StoreError> {
    if !matches!(schema::layout(conn)?, Layout::Older(_)) {
        return Ok(false);
    }
    conn.execute_batch("BEGIN IMMEDIATE")?;
    let made = made_again(conn, progress);
    let commits = matches!(made, Ok(true));
    let ended = conn.execute_batch(if commits { "COMMIT" } else { "ROLLBACK" });
    // A commit that failed may leave the transaction open; nothing of it may stay.
    if ended.is_err() && !conn.is_autocommit() {
        conn.execute_batch("ROLLBACK")?;
    }
    // Why it could not be made says more than that it could not be rolled back.
    let made = made?;
    ended?;
    Ok(made)
}

/// Inside the transaction: another process may have been faster.
fn made_again(conn: &Connection, progress: &mut dyn FnMut(Upgrading)) -> Result<bool, StoreError> {
    let Layout::Older(from) = schema::layout(conn)? else { return Ok(false) };
    let journal = Embedded::new(conn);
    let entries = journal.tip()?.seq;
    let mut tell = |percent| progress(Upgrading { from, to: SCHEMA_VERSION, entries, percent });
    tell(0);
    schema::empty_tables(conn)?;
    project_all(&journal, conn, &mut tell)?;
    schema::set_current(conn)?;
    Ok(true)
}

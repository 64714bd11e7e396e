//! The tables again, from the journal.

use std::path::Path;

use rusqlite::Connection;

use super::embedded::Embedded;
use super::entry::Entry;
use super::error::StoreError;
use super::journal::Journal;
use super::projection::Bulk;
use super::schema;
use super::watch::Bell;

/// Entries read at a time.
const CHUNK: usize = 1000;

/// Makes all tables of the store again from its journal, in one transaction, whatever layout they had; gives the number
/// of events.
///
/// # Errors
/// [`StoreError`]; the tables are as they were then.
pub fn rebuild(path: &Path) -> Result<u64, StoreError> {
    let conn = schema::open_as_it_is(path)?;
    conn.execute_batch("BEGIN IMMEDIATE")?;
    let made = schema::empty_tables(&conn)
        .and_then(|()| project_all(&Embedded::new(&conn), &conn, &mut |_| {}))
        .and_then(|events| schema::set_current(&conn).map(|()| events));
    conn.execute_batch(if made.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    Bell::open(path)?.ring();
    made
}

/// Projects a whole journal into empty tables without their listings, and makes these; gives the number of events.
/// `percent` hears how much of the work is done.
pub(super) fn project_all(
    journal: &impl Journal,
    tables: &Connection,
    percent: &mut dyn FnMut(u8),
) -> Result<u64, StoreError> {
    let (mut next, mut events) = (1, 0);
    let head = journal.head()?;
    let mut bulk = Bulk::new(tables);
    loop {
        let chunk = journal.follow(next, CHUNK)?;
        let Some(last) = chunk.last() else { break };
        next = last.seq + 1;
        for stored in &chunk {
            let fault = |fault| StoreError::Entry { seq: stored.seq, fault };
            let entry = Entry::read(&stored.bytes).map_err(fault)?;
            bulk.add(stored.seq, &entry.header.stamp(), &entry.events)?;
            events += entry.events.len() as u64;
        }
        percent(part(last.seq, head, 0));
    }
    bulk.finish(&mut |row, rows| percent(part(row, rows, 50)))?;
    schema::create_listings(tables)?;
    percent(100);
    Ok(events)
}

/// Percent of the work when so much of one half of it is done.
fn part(done: u64, of: u64, before: u8) -> u8 {
    u8::try_from(done.saturating_mul(49) / of.max(1)).unwrap_or(49).min(49) + before
}

//! Outgoing messages: which still ask for something, and which were handed to a channel lately.

use rusqlite::{Connection, params};

use super::super::error::StoreError;
use super::item::millis;
use crate::domain::Entity;
use crate::domain::outgoing::Message;

/// Brings the row of a message up to date.
pub(super) fn write(conn: &Connection, n: i64, entity: &Entity, message: &Message) -> Result<(), StoreError> {
    let open = !entity.void && message.state.is_open();
    let tried = message.tried.last().copied().map_or(0, millis);
    conn.prepare_cached(
        "INSERT INTO message VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (entity) DO UPDATE SET state = ?2, open = ?3, tried = ?4",
    )?
    .execute(params![n, message.state.name(), open, tried])?;
    Ok(())
}

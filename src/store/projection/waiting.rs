//! What is put off until an event, by that event, so that the event finds it.

use rusqlite::{Connection, params};

use super::super::error::StoreError;
use crate::domain::Entity;

/// Brings the row of an entity up to date; only what waits has one.
pub(super) fn write(
    conn: &Connection,
    n: i64,
    before: Option<&Entity>,
    now: &Entity,
) -> Result<(), StoreError> {
    let (before, key) = (before.and_then(waits_for), waits_for(now));
    if before == key {
        return Ok(());
    }
    match key {
        Some(key) => conn
            .prepare_cached(
                "INSERT INTO waiting VALUES (?1, ?2) ON CONFLICT (entity) DO UPDATE SET event = ?2",
            )?
            .execute(params![n, key])?,
        None => conn.prepare_cached("DELETE FROM waiting WHERE entity = ?1")?.execute([n])?,
    };
    Ok(())
}

fn waits_for(entity: &Entity) -> Option<String> {
    if entity.void { None } else { entity.state.waits_for() }
}

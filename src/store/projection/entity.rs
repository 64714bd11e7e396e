//! Every entity, whatever its kind: its snapshot, by id.

use rusqlite::{Connection, OptionalExtension, params};

use super::super::error::StoreError;
use crate::domain::{Entity, Stream};

/// An entity and the number of its row.
#[derive(Debug, Clone)]
pub(in super::super) struct Found {
    /// Row number, the same in all tables of this store.
    pub(in super::super) n: i64,
    /// The entity.
    pub(in super::super) entity: Entity,
}

/// The entity of this stream.
pub(in super::super) fn find(conn: &Connection, stream: Stream) -> Result<Option<Found>, StoreError> {
    let mut select = conn.prepare_cached("SELECT n, snapshot FROM entity WHERE id = ?1 AND kind = ?2")?;
    let row = select
        .query_row(params![stream.id.to_bytes(), stream.kind.name()], |row| {
            Ok((row.get(0)?, row.get::<_, String>(1)?))
        })
        .optional()?;
    row.map(|(n, snapshot)| Ok(Found { n, entity: read(&snapshot)? })).transpose()
}

/// The entity of this row.
pub(in super::super) fn load(conn: &Connection, n: i64) -> Result<Entity, StoreError> {
    let mut select = conn.prepare_cached("SELECT snapshot FROM entity WHERE n = ?1")?;
    let snapshot: String = select.query_row([n], |row| row.get(0))?;
    read(&snapshot)
}

fn read(snapshot: &str) -> Result<Entity, StoreError> {
    let fault = |error: serde_json::Error| StoreError::Table { table: "entity", what: error.to_string() };
    serde_json::from_str(snapshot).map_err(fault)
}

/// Writes the row, a new one if there is none yet, and gives its number.
pub(super) fn write(conn: &Connection, n: Option<i64>, entity: &Entity) -> Result<i64, StoreError> {
    let n = match n {
        Some(n) => n,
        None => conn
            .prepare_cached("SELECT coalesce(max(n), 0) + 1 FROM entity")?
            .query_row([], |row| row.get(0))?,
    };
    put(conn, n, entity)?;
    Ok(n)
}

/// Writes the row with this number.
pub(super) fn put(conn: &Connection, n: i64, entity: &Entity) -> Result<(), StoreError> {
    let fault = |error: serde_json::Error| StoreError::Table { table: "entity", what: error.to_string() };
    let snapshot = serde_json::to_string(entity).map_err(fault)?;
    conn.prepare_cached(
        "INSERT INTO entity (n, kind, id, version, void, snapshot) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (n) DO UPDATE SET version = ?4, void = ?5, snapshot = ?6",
    )?
    .execute(params![
        n,
        entity.stream.kind.name(),
        entity.stream.id.to_bytes(),
        entity.version,
        entity.void,
        snapshot
    ])?;
    Ok(())
}

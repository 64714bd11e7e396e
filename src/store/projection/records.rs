//! Numbers: the last that was given in each series, and what bears which.

use rusqlite::{Connection, params};

use super::super::error::StoreError;
use super::describe;
use crate::domain::facts::Series;
use crate::domain::serial::number_given;
use crate::domain::{Entity, EventBody};

/// Remembers the numbers that are given, so that none is given twice, whatever becomes of what bears it.
pub(super) fn give(conn: &Connection, body: &EventBody) -> Result<(), StoreError> {
    let Some((Series { name, year }, number)) = number_given(body) else { return Ok(()) };
    conn.prepare_cached(
        "INSERT INTO series VALUES (?1, ?2, ?3) ON CONFLICT (name, year) DO UPDATE SET last = max(last, ?3)",
    )?
    .execute(params![name, year, number])?;
    Ok(())
}

/// Brings the row of what bears a number up to date.
pub(super) fn write(
    conn: &Connection,
    n: i64,
    before: Option<&Entity>,
    now: &Entity,
) -> Result<(), StoreError> {
    let number = describe::number(now);
    if before.and_then(describe::number) == number {
        return Ok(());
    }
    conn.prepare_cached("DELETE FROM numbered WHERE entity = ?1")?.execute([n])?;
    if let Some(number) = number {
        conn.prepare_cached("INSERT INTO numbered VALUES (?1, ?2)")?.execute(params![n, number])?;
    }
    Ok(())
}

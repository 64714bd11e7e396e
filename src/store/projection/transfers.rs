//! Arrivals by the key of their source, and the times that runs take of people and vehicles.

use rusqlite::{Connection, params};

use super::super::error::StoreError;
use super::item::millis;
use crate::domain::arrival::Arrival;
use crate::domain::run::{Run, engagements_of};
use crate::domain::{Entity, Id};

/// Brings the row of an arrival up to date.
pub(super) fn write_arrival(
    conn: &Connection,
    n: i64,
    entity: &Entity,
    arrival: &Arrival,
) -> Result<(), StoreError> {
    if entity.void {
        conn.prepare_cached("DELETE FROM arrival WHERE entity = ?1")?.execute([n])?;
    } else {
        conn.prepare_cached(
            "INSERT INTO arrival VALUES (?1, ?2, ?3)
             ON CONFLICT (entity) DO UPDATE SET key = ?2, scheduled = ?3",
        )?
        .execute(params![n, arrival.movement.key, millis(arrival.movement.scheduled_at)])?;
    }
    Ok(())
}

/// Brings up to date which arrival a run waits for, and the times it takes of people and vehicles.
pub(super) fn write_run(conn: &Connection, n: i64, entity: &Entity, run: &Run) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM engagement WHERE entity = ?1")?.execute([n])?;
    conn.prepare_cached("INSERT INTO run VALUES (?1, ?2) ON CONFLICT (entity) DO UPDATE SET arrival = ?2")?
        .execute(params![n, run.plan.arrival.map(Id::to_bytes)])?;
    if entity.void {
        return Ok(());
    }
    // Whoever is named twice on one run is taken once.
    let mut insert = conn.prepare_cached("INSERT OR IGNORE INTO engagement VALUES (?1, ?2, ?3, ?4)")?;
    for (who, from, until) in engagements_of(run) {
        insert.execute(params![n, who, millis(from), millis(until)])?;
    }
    Ok(())
}

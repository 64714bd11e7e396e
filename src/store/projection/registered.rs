//! Registers: what is listed in which, by its own time, and how long each is.

use rusqlite::{Connection, params};

use super::super::error::StoreError;
use super::counters;
use super::item::millis;
use crate::domain::Entity;
use crate::view::Register;

/// Counter of the rows of a register.
pub(in super::super) fn counter_name(register: Register) -> String {
    format!("register/{}", register.name())
}

/// Brings the row of an entity up to date; what is void has none.
pub(super) fn write(
    conn: &Connection,
    n: i64,
    before: Option<&Entity>,
    now: &Entity,
) -> Result<(), StoreError> {
    let listed = |entity: &Entity| if entity.void { None } else { Register::of(&entity.state) };
    let (before, now) = (before.and_then(listed), listed(now));
    if before == now {
        return Ok(());
    }
    if let Some((register, _)) = before {
        conn.prepare_cached("DELETE FROM registered WHERE entity = ?1")?.execute([n])?;
        counters::add(conn, &counter_name(register), -1)?;
    }
    if let Some((register, at)) = now {
        conn.prepare_cached("INSERT INTO registered VALUES (?1, ?2, ?3)")?.execute(params![
            n,
            register.name(),
            millis(at)
        ])?;
        counters::add(conn, &counter_name(register), 1)?;
    }
    Ok(())
}

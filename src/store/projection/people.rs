//! Shifts: which one is on duty.

use rusqlite::{Connection, params};

use super::super::error::StoreError;
use super::item::millis;
use crate::domain::Entity;
use crate::domain::shift::{Shift, ShiftState};

/// Brings the row of a shift up to date.
pub(super) fn write(conn: &Connection, n: i64, entity: &Entity, shift: &Shift) -> Result<(), StoreError> {
    let on_duty = !entity.void && matches!(shift.state, ShiftState::OnDuty | ShiftState::HandoverOffered);
    conn.prepare_cached(
        "INSERT INTO shift VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (entity) DO UPDATE SET starts = ?2, ends = ?3, on_duty = ?4",
    )?
    .execute(params![n, millis(shift.roster.starts_at), millis(shift.roster.ends_at), on_duty])?;
    Ok(())
}

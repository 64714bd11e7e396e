//! Papers: by what makes two of them the same, and by their receipt numbers.

use rusqlite::{Connection, params};

use super::super::entry::Digest;
use super::super::error::StoreError;
use crate::domain::document::{Document, DocumentEvent};
use crate::domain::facts::{PaperIdentity, Series};
use crate::domain::{Aggregate, Entity, EventBody};

/// What the table has in place of an identity: short, of one length, and equal for equal ones.
pub(in super::super) fn identity_digest(identity: &PaperIdentity) -> [u8; 16] {
    let Digest(bytes) = Digest::of(identity.key().as_bytes());
    std::array::from_fn(|at| bytes[at])
}

/// The number that an event gives, and in which series.
pub(super) fn number_given(body: &EventBody) -> Option<(Series, u32)> {
    match body {
        EventBody::Document(DocumentEvent::Registered { receipt }) => {
            let series = Series { name: format!("receipt/{}", receipt.register), year: receipt.year };
            Some((series, receipt.number))
        }
        _ => None,
    }
}

/// Brings the row of a paper up to date; a void one is no longer the same paper as another.
pub(super) fn write(conn: &Connection, n: i64, entity: &Entity) -> Result<(), StoreError> {
    let Some(document) = Document::from_state(&entity.state) else { return Ok(()) };
    if entity.void {
        conn.prepare_cached("DELETE FROM document WHERE entity = ?1")?.execute([n])?;
        return Ok(());
    }
    let receipt = document.receipt.as_ref();
    conn.prepare_cached(
        "INSERT INTO document VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (entity) DO UPDATE SET identity = ?2, register = ?3, receipt = ?4",
    )?
    .execute(params![
        n,
        identity_digest(&document.identity()),
        receipt.map(|receipt| &receipt.register),
        receipt.map(|receipt| receipt.label()),
    ])?;
    Ok(())
}

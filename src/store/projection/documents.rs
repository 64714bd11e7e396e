//! Papers, by what makes two of them the same.

use rusqlite::{Connection, params};

use super::super::entry::Digest;
use super::super::error::StoreError;
use crate::domain::Entity;
use crate::domain::document::Document;
use crate::domain::facts::PaperIdentity;

/// What the table has in place of an identity: short, of one length, and equal for equal ones.
pub(in super::super) fn identity_digest(identity: &PaperIdentity) -> [u8; 16] {
    let Digest(bytes) = Digest::of(identity.key().as_bytes());
    std::array::from_fn(|at| bytes[at])
}

/// Brings the row of a paper up to date; a void one is no longer the same paper as another.
pub(super) fn write(
    conn: &Connection,
    n: i64,
    entity: &Entity,
    document: &Document,
) -> Result<(), StoreError> {
    if entity.void {
        conn.prepare_cached("DELETE FROM document WHERE entity = ?1")?.execute([n])?;
    } else {
        conn.prepare_cached(
            "INSERT INTO document VALUES (?1, ?2) ON CONFLICT (entity) DO UPDATE SET identity = ?2",
        )?
        .execute(params![n, identity_digest(&document.identity())])?;
    }
    Ok(())
}

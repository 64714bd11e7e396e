//! The engine of a single host: the journal is a table of the store file itself.
//!
//! It works on a connection of its caller. Inside a transaction, appending becomes durable together with the tables
//! projected from it; outside of one, every append is a transaction of its own.

use rusqlite::{Connection, OptionalExtension, params};

use super::entry::{Digest, Header};
use super::journal::{AppendFailure, Ended, Journal, Stored};
use crate::domain::Id;

/// The journal table of a store.
#[derive(Debug)]
pub struct Embedded<'c> {
    conn: &'c Connection,
}

/// The head of the journal: number and chain hash of the last entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    /// Number of the last entry; 0 before the first.
    pub(super) seq: u64,
    /// Its hash; zeros before the first.
    pub(super) hash: Digest,
}

impl<'c> Embedded<'c> {
    /// The journal in this store.
    pub const fn new(conn: &'c Connection) -> Self {
        Self { conn }
    }

    /// Where the chain ends now.
    pub(super) fn tip(&self) -> rusqlite::Result<Head> {
        let mut last = self.conn.prepare_cached("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")?;
        let head =
            last.query_row([], |row| Ok(Head { seq: row.get(0)?, hash: Digest(row.get(1)?) })).optional()?;
        Ok(head.unwrap_or(Head { seq: 0, hash: Digest::ZERO }))
    }

    fn insert(&self, header: &Header, hash: Digest, bytes: &[u8], head: u64) -> rusqlite::Result<usize> {
        let mut insert = self.conn.prepare_cached(
            "INSERT INTO journal (seq, id, officer, shift, at, basis, prev_hash, hash, body)
             SELECT ?1 + 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9
             WHERE ?1 = (SELECT coalesce(max(seq), 0) FROM journal)
               AND NOT EXISTS (SELECT 1 FROM journal WHERE id = ?2)",
        )?;
        insert.execute(params![
            head,
            header.id.to_string(),
            header.officer,
            header.shift.map(|id| id.to_string()),
            header.at_text(),
            header.basis,
            header.prev.0,
            hash.0,
            bytes,
        ])
    }
}

impl Journal for Embedded<'_> {
    fn append(&self, bytes: &[u8], commit_id: Id, expected_head: u64) -> Result<u64, AppendFailure> {
        let unavailable = |text: String| AppendFailure::Unavailable(text);
        let (header, hash) = Header::read(bytes).map_err(|fault| unavailable(fault.to_string()))?;
        if header.id != commit_id {
            return Err(unavailable("the commit id is not the entry's".to_owned()));
        }
        match self.insert(&header, hash, bytes, expected_head) {
            Ok(0) => Err(AppendFailure::Conflict),
            Ok(_) => Ok(expected_head + 1),
            Err(error) => Err(unavailable(error.to_string())),
        }
    }

    fn follow(&self, from: u64, most: usize) -> Result<Vec<Stored>, Ended> {
        let ended = |error: rusqlite::Error| Ended(error.to_string());
        let mut rows = self
            .conn
            .prepare_cached("SELECT seq, body FROM journal WHERE seq >= ?1 ORDER BY seq LIMIT ?2")
            .map_err(ended)?;
        let stored = rows
            .query_map(params![from, most], |row| Ok(Stored { seq: row.get(0)?, bytes: row.get(1)? }))
            .map_err(ended)?;
        let stored = stored.collect::<Result<Vec<_>, _>>().map_err(ended)?;
        let gapless = (from.max(1)..).zip(&stored).all(|(seq, entry)| seq == entry.seq);
        if gapless { Ok(stored) } else { Err(Ended(format!("entries are missing after {from}"))) }
    }

    fn head(&self) -> Result<u64, Ended> {
        self.tip().map(|head| head.seq).map_err(|error| Ended(error.to_string()))
    }
}

//! A whole journal projected at once, into empty tables.
//!
//! It gives the same tables as entry after entry does, but works out only once for each entity what depends on its
//! state alone: its place in the panes, the counts, the full text.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, params};

use super::super::error::StoreError;
use super::{counters, entity, group, item, records, registered, remarks, search, waiting};
use crate::domain::{Entity, Event, Stamp, Stream};

/// Entities kept in memory before they are written.
const KEPT: usize = 4096;

/// Tables that are being filled.
#[derive(Debug)]
pub(in super::super) struct Bulk<'c> {
    conn: &'c Connection,
    /// Entities that have changed since they were last written, by row.
    changed: BTreeMap<i64, Entity>,
    /// Rows of these.
    rows: HashMap<Stream, i64>,
    last_row: i64,
    last_seq: u64,
}

impl<'c> Bulk<'c> {
    /// Starts on empty tables.
    pub(in super::super) fn new(conn: &'c Connection) -> Self {
        Self { conn, changed: BTreeMap::new(), rows: HashMap::new(), last_row: 0, last_seq: 0 }
    }

    /// Takes the events of the next entry.
    pub(in super::super) fn add(
        &mut self,
        seq: u64,
        stamp: &Stamp,
        events: &[Event],
    ) -> Result<(), StoreError> {
        for (place, event) in events.iter().enumerate() {
            let (n, before) = self.take(event.stream)?;
            let now = Entity::apply(before, stamp, event);
            self.changed.insert(n, now.map_err(|fault| StoreError::Inapplicable { seq, fault })?);
            self.conn.prepare_cached("INSERT INTO event_index VALUES (?1, ?2, ?3, ?4)")?.execute(params![
                n,
                event.version,
                seq,
                place
            ])?;
            records::give(self.conn, &event.body)?;
            remarks::write(self.conn, n, event)?;
        }
        self.last_seq = seq;
        if self.changed.len() >= KEPT { self.write() } else { Ok(()) }
    }

    /// The entity as it is so far, out of memory or the table, and its row.
    fn take(&mut self, stream: Stream) -> Result<(i64, Option<Entity>), StoreError> {
        if let Some(n) = self.rows.get(&stream) {
            return Ok((*n, self.changed.remove(n)));
        }
        let (n, before) = match entity::find(self.conn, stream)? {
            Some(found) => (found.n, Some(found.entity)),
            None => {
                self.last_row += 1;
                (self.last_row, None)
            }
        };
        self.rows.insert(stream, n);
        Ok((n, before))
    }

    fn write(&mut self) -> Result<(), StoreError> {
        for (n, entity) in std::mem::take(&mut self.changed) {
            entity::put(self.conn, n, &entity)?;
        }
        self.rows.clear();
        Ok(())
    }

    /// Fills what depends on the state of the entities alone; `done` hears of every thousandth row, and how many there
    /// are.
    pub(in super::super) fn finish(mut self, done: &mut dyn FnMut(u64, u64)) -> Result<(), StoreError> {
        self.write()?;
        let mut counts: BTreeMap<String, i64> = BTreeMap::new();
        for n in 1..=self.last_row {
            let entity = entity::load(self.conn, n)?;
            let item = item::of(&entity);
            item::write(self.conn, n, None, item.as_ref())?;
            for name in counters::names(item.as_ref()) {
                *counts.entry(name).or_default() += 1;
            }
            group(self.conn, n, &entity)?;
            records::write(self.conn, n, None, &entity)?;
            waiting::write(self.conn, n, None, &entity)?;
            registered::write(self.conn, n, None, &entity)?;
            search::write(self.conn, n, &entity)?;
            if n % 1000 == 0 {
                done(n.unsigned_abs(), self.last_row.unsigned_abs());
            }
        }
        for (name, count) in counts {
            counters::add(self.conn, &name, count)?;
        }
        self.conn.execute("UPDATE checkpoint SET seq = ?1", [self.last_seq])?;
        Ok(())
    }
}

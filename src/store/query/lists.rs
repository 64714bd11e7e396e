//! Lists and look-ups of the command line: the journal, entities by kind, by number, by the start of an id.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use super::super::error::StoreError;
use super::super::facts::{Tables, stream};
use super::super::projection;
use super::overview::entry_events;
use super::{Reader, pane};
use crate::domain::clearance::Clearance;
use crate::domain::facts::Facts;
use crate::domain::{Aggregate, Entity, Id, Kind, Role, Stream};
use crate::view::TimelineItem;

/// A journal entry, as a list shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedEntry {
    /// Its number.
    pub seq: u64,
    /// Its id.
    pub id: Id,
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// Who.
    pub officer: String,
    /// In what role.
    pub role: Role,
    /// On which shift.
    pub shift: Option<Id>,
    /// What was done together bears one batch id.
    pub batch: Option<Id>,
    /// What happened.
    pub events: Vec<TimelineItem>,
}

impl Reader {
    /// Number of the last journal entry; 0 before the first.
    ///
    /// # Errors
    /// [`StoreError`], as for all reads.
    pub fn head(&self) -> Result<u64, StoreError> {
        Ok(Tables::new(&self.conn).journal().tip()?.seq)
    }

    /// The last entries of the journal before number `before` (all if none is given), newest first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn log(&self, before: Option<u64>, limit: usize) -> Result<Vec<ListedEntry>, StoreError> {
        let moment = self.moment()?;
        let tables = Tables::new(&moment);
        let last =
            tables.journal().tip()?.seq.min(before.map_or(u64::MAX, |before| before.saturating_sub(1)));
        (1..=last).rev().take(limit).map(|seq| listed(tables, seq)).collect()
    }

    /// One entity; void ones too.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn entity(&self, stream: Stream) -> Result<Option<Entity>, StoreError> {
        Ok(projection::find(&self.conn, stream)?.map(|found| found.entity))
    }

    /// Entities of a kind, the newest first; void ones are left out.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn entities(&self, kind: Kind, limit: usize) -> Result<Vec<Entity>, StoreError> {
        entities_in(&*self.moment()?, kind, limit)
    }

    /// How many entities of a kind that a pane lists are open, or are there at all; void ones are left out.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn count_listed(&self, kind: Kind, all: bool) -> Result<usize, StoreError> {
        let count = |how| pane::counter_named(&self.conn, &projection::kind_name(how, kind.name()));
        Ok(count("open")? + if all { count("closed")? } else { 0 })
    }

    /// Entities of any kind that match a text, by characters, pinyin or initials, or in which somebody said it; open
    /// ones first, then the newest.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn search(&self, text: &str, limit: usize) -> Result<Vec<Entity>, StoreError> {
        let found = self.everything(&text.into(), limit)?;
        found.iter().map(|hit| self.entity(hit.stream)).filter_map(Result::transpose).collect()
    }

    /// The entities that somebody may mean by this: a whole id, `kind/id`, the start of an id (4 characters or more),
    /// a number such as `2020-0007` of whatever bears one, or `kind/number`. More than one if it is not clear; at most
    /// `limit`.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn lookup(&self, text: &str, limit: usize) -> Result<Vec<Stream>, StoreError> {
        let text = text.trim();
        if let Ok(stream) = text.parse::<Stream>() {
            return Ok(self.entity(stream)?.map(|entity| entity.stream).into_iter().collect());
        }
        let (kind, number) = match text.split_once('/') {
            Some((kind, number)) => (Kind::from_name(kind), number),
            None => (None, text),
        };
        let mut streams = self.streams(
            "SELECT e.kind, e.id FROM numbered m JOIN entity e ON e.n = m.entity
             WHERE m.number = ?1 ORDER BY e.n DESC LIMIT ?2",
            params![number, limit],
        )?;
        if let Some(kind) = kind {
            streams.retain(|stream| stream.kind == kind);
        }
        if let (true, Some((from, upto))) = (streams.is_empty(), id_range(text)) {
            streams = self.streams(
                "SELECT kind, id FROM entity WHERE id BETWEEN ?1 AND ?2 AND void = 0 ORDER BY id LIMIT ?3",
                params![from.to_bytes(), upto.to_bytes(), limit],
            )?;
        }
        Ok(streams)
    }

    /// The journal entry that last touched an entity, and who made it; what an undo of it would undo.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn last_entry_of(&self, stream: Stream) -> Result<Option<(u64, String)>, StoreError> {
        let mut select = self.conn.prepare_cached(
            "SELECT j.seq, j.officer FROM entity e JOIN event_index i ON i.entity = e.n JOIN journal j ON j.seq = i.seq
             WHERE e.id = ?1 AND e.kind = ?2 ORDER BY i.version DESC LIMIT 1",
        )?;
        let key = params![stream.id.to_bytes(), stream.kind.name()];
        Ok(select.query_row(key, |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }

    /// What entries and decisions can ask, read from this connection. Each question is of its own moment.
    pub fn facts(&self) -> impl Facts + '_ {
        Tables::new(&self.conn)
    }

    /// All clearances there are, the newest first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn clearances(&self) -> Result<Vec<(Id, Clearance)>, StoreError> {
        clearances(&*self.moment()?)
    }

    fn streams(&self, sql: &str, values: impl rusqlite::Params) -> Result<Vec<Stream>, StoreError> {
        let mut select = self.conn.prepare_cached(sql)?;
        let rows = select.query_map(values, |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?;
        rows.map(|row| {
            let (kind, id) = row?;
            stream(&kind, id)
        })
        .collect()
    }
}

/// The least and the greatest id that start with these characters.
fn id_range(start: &str) -> Option<(Id, Id)> {
    if !(4..=26).contains(&start.len()) || !start.is_ascii() {
        return None;
    }
    let fill = |with: char| {
        let mut text = start.to_ascii_uppercase();
        text.extend(std::iter::repeat_n(with, 26 - start.len()));
        text.parse().ok()
    };
    Some((fill('0')?, fill('Z')?))
}

fn listed(tables: Tables<'_>, seq: u64) -> Result<ListedEntry, StoreError> {
    let missing = || StoreError::Table { table: "journal", what: format!("entry {seq} is missing") };
    let header = tables.header(seq)?.ok_or_else(missing)?;
    Ok(ListedEntry {
        seq,
        id: header.id,
        at: header.at,
        officer: header.officer,
        role: header.role,
        shift: header.shift,
        batch: header.batch,
        events: entry_events(tables, seq)?,
    })
}

/// Entities of a kind, the newest first; void ones are left out.
pub(super) fn entities_in(conn: &Connection, kind: Kind, limit: usize) -> Result<Vec<Entity>, StoreError> {
    let mut select =
        conn.prepare_cached("SELECT n FROM entity WHERE kind = ?1 AND void = 0 ORDER BY n DESC LIMIT ?2")?;
    let rows = select.query_map(params![kind.name(), limit], |row| row.get(0))?;
    rows.map(|n| projection::load(conn, n?)).collect()
}

/// All clearances there are, the newest first.
pub(super) fn clearances(conn: &Connection) -> Result<Vec<(Id, Clearance)>, StoreError> {
    let found = entities_in(conn, Kind::Clearance, usize::MAX >> 1)?;
    let of = |entity: Entity| Some((entity.stream.id, Clearance::from_state(&entity.state)?.clone()));
    Ok(found.into_iter().filter_map(of).collect())
}

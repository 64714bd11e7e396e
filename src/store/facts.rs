//! What decisions look at, read from the tables of one moment.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use super::embedded::Embedded;
use super::entry::{Header, payload_at};
use super::error::StoreError;
use super::projection::{self, identity_digest, millis};
use crate::domain::facts::{Engagement, Facts, Made, PaperIdentity, Series, Unreadable};
use crate::domain::{Entity, Event, Id, Kind, Stamp, Stream};
use crate::view::TimelineItem;

/// The tables through a connection; of one moment as long as its transaction is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tables<'c> {
    /// The connection.
    pub(super) conn: &'c Connection,
}

/// Where an event is: entry, place in the entry, version it makes.
struct Place {
    seq: u64,
    place: usize,
    version: u32,
}

impl<'c> Tables<'c> {
    pub(super) const fn new(conn: &'c Connection) -> Self {
        Self { conn }
    }

    /// The journal of the same connection.
    pub(super) const fn journal(&self) -> Embedded<'c> {
        Embedded::new(self.conn)
    }

    /// Version of an entity; 0 if there is none.
    pub(super) fn version(&self, stream: Stream) -> Result<u32, StoreError> {
        let mut select =
            self.conn.prepare_cached("SELECT version FROM entity WHERE id = ?1 AND kind = ?2")?;
        let key = params![stream.id.to_bytes(), stream.kind.name()];
        Ok(select.query_row(key, |row| row.get(0)).optional()?.unwrap_or(0))
    }

    fn places(&self, stream: Stream, after: u32, upto: u32, most: usize) -> Result<Vec<Place>, StoreError> {
        let mut select = self.conn.prepare_cached(
            "SELECT i.seq, i.place, i.version FROM entity e JOIN event_index i ON i.entity = e.n
             WHERE e.id = ?1 AND e.kind = ?2 AND i.version > ?3 AND i.version <= ?4
             ORDER BY i.version DESC LIMIT ?5",
        )?;
        let key = params![stream.id.to_bytes(), stream.kind.name(), after, upto, most];
        let rows = select
            .query_map(key, |row| Ok(Place { seq: row.get(0)?, place: row.get(1)?, version: row.get(2)? }))?;
        let mut places = rows.collect::<Result<Vec<_>, _>>()?;
        places.reverse();
        Ok(places)
    }

    fn event_at(&self, stream: Stream, place: &Place) -> Result<TimelineItem, StoreError> {
        let mut select = self.conn.prepare_cached("SELECT officer, at, body FROM journal WHERE seq = ?1")?;
        let (by, at, body): (String, String, Vec<u8>) =
            select.query_row([place.seq], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let fault = |fault| StoreError::Entry { seq: place.seq, fault };
        Ok(TimelineItem {
            seq: place.seq,
            at: read_time(&at)?,
            by,
            stream,
            version: place.version,
            body: payload_at(&body, place.place).map_err(fault)?,
        })
    }

    /// What happened to an entity after a version, oldest first; of more than `most` the last.
    pub(super) fn history(
        &self,
        stream: Stream,
        after: u32,
        most: usize,
    ) -> Result<Vec<TimelineItem>, StoreError> {
        let places = self.places(stream, after, u32::MAX, most)?;
        places.iter().map(|place| self.event_at(stream, place)).collect()
    }

    /// The entity as it was when it had this version, if it ever had.
    pub(super) fn at_version(&self, stream: Stream, version: u32) -> Result<Option<Entity>, StoreError> {
        let mut entity = None;
        for place in self.places(stream, 0, version, usize::MAX >> 1)? {
            let TimelineItem { at, by, body, .. } = self.event_at(stream, &place)?;
            let event = Event { stream, version: place.version, body };
            let next = Entity::apply(entity, &Stamp { at, by }, &event);
            entity = Some(next.map_err(|fault| StoreError::Inapplicable { seq: place.seq, fault })?);
        }
        Ok(entity.filter(|entity: &Entity| entity.version == version))
    }

    /// What people call an entity.
    pub(super) fn title(&self, stream: Stream) -> Result<Option<String>, StoreError> {
        let found = projection::find(self.conn, stream)?;
        found.map(|found| projection::title(self.conn, &found.entity)).transpose()
    }

    /// The header of a journal entry.
    pub(super) fn header(&self, seq: u64) -> Result<Option<Header>, StoreError> {
        let mut select = self.conn.prepare_cached("SELECT body FROM journal WHERE seq = ?1")?;
        let body: Option<Vec<u8>> = select.query_row([seq], |row| row.get(0)).optional()?;
        let fault = |fault| StoreError::Entry { seq, fault };
        body.map(|body| Header::read(&body).map(|(header, _)| header).map_err(fault)).transpose()
    }

    /// The papers with this identity, the newest first.
    fn papers(&self, identity: &PaperIdentity) -> Result<Vec<Id>, StoreError> {
        let mut select = self.conn.prepare_cached(
            "SELECT e.id FROM document d JOIN entity e ON e.n = d.entity WHERE d.identity = ?1 ORDER BY e.id DESC",
        )?;
        let ids = select.query_map([identity_digest(identity)], |row| row.get(0))?;
        Ok(ids.map(|id| id.map(Id::from_bytes)).collect::<Result<_, _>>()?)
    }

    fn arrival(&self, key: &str) -> Result<Option<Id>, StoreError> {
        let mut select = self.conn.prepare_cached(
            "SELECT e.id FROM arrival a JOIN entity e ON e.n = a.entity WHERE a.key = ?1 ORDER BY e.id LIMIT 1",
        )?;
        Ok(select.query_row([key], |row| row.get(0)).optional()?.map(Id::from_bytes))
    }

    pub(super) fn taken(
        &self,
        who: &str,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<Vec<Engagement>, StoreError> {
        let mut select = self.conn.prepare_cached(
            "SELECT e.kind, e.id, g.starts, g.ends FROM engagement g JOIN entity e ON e.n = g.entity
             WHERE g.who = ?1 AND g.ends > ?2 AND g.starts < ?3 ORDER BY g.starts, g.ends, e.kind, e.id",
        )?;
        let rows = select.query_map(params![who, millis(from), millis(until)], |row| {
            Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?;
        rows.map(|row| {
            let (kind, id, from, until) = row?;
            Ok(Engagement { stream: stream(&kind, id)?, from: instant(from)?, until: instant(until)? })
        })
        .collect()
    }

    /// The open items that are put off until an event.
    fn waiting(&self, key: &str) -> Result<Vec<Stream>, StoreError> {
        let mut select = self.conn.prepare_cached(
            "SELECT e.kind, e.id FROM waiting w JOIN entity e ON e.n = w.entity WHERE w.event = ?1",
        )?;
        let rows = select.query_map([key], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?;
        let found = rows.map(|row| {
            let (kind, id) = row?;
            stream(&kind, id)
        });
        let mut streams = found.collect::<Result<Vec<_>, StoreError>>()?;
        streams.sort_unstable();
        Ok(streams)
    }

    /// The shift on duty at a time, and when it ends.
    pub(super) fn shift_on_duty(&self) -> Result<Option<(Id, DateTime<Utc>)>, StoreError> {
        let mut select = self.conn.prepare_cached(
            "SELECT e.id, s.ends FROM shift s JOIN entity e ON e.n = s.entity
             WHERE s.on_duty = 1 ORDER BY s.starts DESC LIMIT 1",
        )?;
        let row = select.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        row.map(|(id, ends)| Ok((Id::from_bytes(id), instant(ends)?))).transpose()
    }

    fn number(&self, series: &Series) -> Result<u32, StoreError> {
        let mut select = self.conn.prepare_cached("SELECT last FROM series WHERE name = ?1 AND year = ?2")?;
        Ok(select.query_row(params![series.name, series.year], |row| row.get(0)).optional()?.unwrap_or(0))
    }
}

/// The stream that two columns name.
pub(super) fn stream(kind: &str, id: [u8; 16]) -> Result<Stream, StoreError> {
    let unknown = || StoreError::Table { table: "entity", what: format!("kind {kind}") };
    Ok(Stream::new(Kind::from_name(kind).ok_or_else(unknown)?, Id::from_bytes(id)))
}

/// A time as the tables have it: milliseconds since 1970 (UTC).
pub(super) fn instant(millis: i64) -> Result<DateTime<Utc>, StoreError> {
    let out_of_range = || StoreError::Table { table: "item", what: format!("time {millis}") };
    DateTime::from_timestamp_millis(millis).ok_or_else(out_of_range)
}

/// A time as the journal's column has it.
pub(super) fn read_time(text: &str) -> Result<DateTime<Utc>, StoreError> {
    let time = DateTime::parse_from_rfc3339(text);
    let time = time.map_err(|error| StoreError::Table { table: "journal", what: error.to_string() })?;
    Ok(time.with_timezone(&Utc))
}

impl Facts for Tables<'_> {
    fn entity(&self, stream: Stream) -> Result<Option<Entity>, Unreadable> {
        Ok(projection::find(self.conn, stream)?.map(|found| found.entity))
    }

    fn entity_at(&self, stream: Stream, version: u32) -> Result<Option<Entity>, Unreadable> {
        Ok(self.at_version(stream, version)?)
    }

    fn last_number(&self, series: &Series) -> Result<u32, Unreadable> {
        Ok(self.number(series)?)
    }

    fn same_papers(&self, identity: &PaperIdentity) -> Result<Vec<Id>, Unreadable> {
        Ok(self.papers(identity)?)
    }

    fn arrival_by_key(&self, key: &str) -> Result<Option<Id>, Unreadable> {
        Ok(self.arrival(key)?)
    }

    fn engagements(
        &self,
        who: &str,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<Vec<Engagement>, Unreadable> {
        Ok(self.taken(who, from, until)?)
    }

    fn waiting_for(&self, key: &str) -> Result<Vec<Stream>, Unreadable> {
        Ok(self.waiting(key)?)
    }

    fn made_by_entry(&self, seq: u64) -> Result<Vec<Made>, Unreadable> {
        let header = self.header(seq)?;
        let events = header.map(|header| header.events).unwrap_or_default();
        Ok(events.into_iter().map(|event| (event.stream, event.version)).collect())
    }
}

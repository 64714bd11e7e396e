//! The facts of issues of bulletins, gathered from the journal. The cost is that of the issue's time and of what is open,
//! not of all history: entries are found by their numbers, and what has rested since is taken as the tables have it.

use std::collections::BTreeSet;

use chrono::{DateTime, Days, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use super::super::entry::{Header, payload_at};
use super::super::error::StoreError;
use super::super::facts::{Tables, read_time, stream};
use super::super::projection;
use super::{ReadContext, Reader};
use crate::domain::bulletin::{
    Bulletin, BulletinSeries, BulletinState, Count, Covers, Gathered, History, Row, cut_off,
};
use crate::domain::calendar::Calendar;
use crate::domain::{Aggregate, Entity, Event, Id, Kind, Stamp, Stream};
use crate::view::{BulletinRow, Issue, IssueKey, TO_DRAFT, pane_of};

/// Entries later than an issue that are looked through one by one; of more, the kinds that matter are asked instead.
const FEW: u64 = 500;
/// Kinds of which an issue counts what is open, or names what is due.
const STANDING: [Kind; 5] = [Kind::Document, Kind::Finding, Kind::Supervised, Kind::Run, Kind::Request];
/// Kinds that an issue about inspections counts.
const INSPECTED: [Kind; 3] = [Kind::Inspection, Kind::Finding, Kind::LedgerEntry];

/// An issue that there is, as far as it bounds others.
struct Known {
    id: Id,
    day: NaiveDate,
    covers: Option<Covers>,
}

impl Reader {
    /// The facts of the issue of a day, there or not. The time of an issue that has been drafted is the one that was
    /// frozen then; else it ends with the last entry before the cut-off.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn gather(
        &self,
        series: BulletinSeries,
        day: NaiveDate,
        calendar: &Calendar,
    ) -> Result<Gathered, StoreError> {
        let moment = self.moment()?;
        gather(Tables::new(&moment), series, day, calendar)
    }

    /// The facts of an issue that there is; none if there is none of this id.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn gather_issue(&self, id: Id, calendar: &Calendar) -> Result<Option<Gathered>, StoreError> {
        let moment = self.moment()?;
        let tables = Tables::new(&moment);
        let found = projection::find(tables.conn, Stream::new(Kind::Bulletin, id))?;
        let Some(issue) = found.as_ref().and_then(|found| Bulletin::from_state(&found.entity.state)) else {
            return Ok(None);
        };
        gathered(tables, issue, calendar).map(Some)
    }

    /// The rows of one count of an issue: as many as it says, or with so many in sum.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn bulletin_rows(&self, id: Id, count: Count, calendar: &Calendar) -> Result<Vec<Row>, StoreError> {
        let gathered = self.gather_issue(id, calendar)?;
        Ok(gathered.map(|gathered| gathered.rows_of(count).to_vec()).unwrap_or_default())
    }

    /// The issue of a day that is not void, if there is one, and the id under which another could be begun.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn issue_of(
        &self,
        series: BulletinSeries,
        day: NaiveDate,
    ) -> Result<(Option<Entity>, Id), StoreError> {
        let moment = self.moment()?;
        issue_of(&moment, series, day)
    }
}

/// Most issues that the desk lists.
const LISTED: usize = 400;

/// Issues of bulletins, those of the latest day first; before them what could be drafted of the day that is over.
pub(super) fn listed(tables: Tables<'_>, cx: &ReadContext<'_>) -> Result<Vec<BulletinRow>, StoreError> {
    let issues = super::lists::entities_in(tables.conn, Kind::Bulletin, LISTED)?;
    let mut rows: Vec<BulletinRow> = issues.iter().filter_map(row).collect();
    let over = last_over(cx);
    for series in [BulletinSeries::Daily, BulletinSeries::Inspection] {
        if !rows.iter().any(|row| row.series == series && row.day == over) {
            rows.push(BulletinRow {
                stream: None,
                version: 0,
                series,
                day: over,
                number: None,
                state: TO_DRAFT,
                title: String::new(),
                by: None,
                due: None,
            });
        }
    }
    rows.sort_by_key(|row| (std::cmp::Reverse(row.day), row.series));
    Ok(rows)
}

/// The last statistical day that is over.
fn last_over(cx: &ReadContext<'_>) -> NaiveDate {
    let today = cx.policy.calendar.statistical_day(cx.now);
    today.checked_sub_days(Days::new(1)).unwrap_or(today)
}

/// The day whose daily issue can be drafted and is not, in a house that has such issues.
pub(super) fn to_draft(conn: &Connection, cx: &ReadContext<'_>) -> Result<Option<NaiveDate>, StoreError> {
    let over = last_over(cx);
    let mut last = conn.prepare_cached(
        "SELECT n FROM entity INDEXED BY entity_by_kind WHERE kind = 'bulletin' ORDER BY n DESC LIMIT 30",
    )?;
    let rows = last.query_map([], |row| row.get(0))?;
    let mut daily = None;
    for n in rows {
        let entity = projection::load(conn, n?)?;
        let Some(issue) = Bulletin::from_state(&entity.state).filter(|_| !entity.void) else { continue };
        if issue.masthead.series == BulletinSeries::Daily {
            let done = issue.masthead.day == over && issue.state != BulletinState::Collecting;
            if done {
                return Ok(None);
            }
            daily = Some(over);
        }
    }
    Ok(daily)
}

fn row(entity: &Entity) -> Option<BulletinRow> {
    let issue = Bulletin::from_state(&entity.state)?;
    let hands = [&issue.signed_by, &issue.checked_by, &issue.drafted_by];
    Some(BulletinRow {
        stream: Some(entity.stream),
        version: entity.version,
        series: issue.masthead.series,
        day: issue.masthead.day,
        number: issue.number.map(|number| number.number),
        state: issue.state.name(),
        title: issue.masthead.title.clone(),
        by: hands.into_iter().flatten().next().cloned(),
        due: issue.due.filter(|_| issue.state.is_open()),
    })
}

/// One issue with its facts: that of a day, begun or not, or this one.
pub(super) fn issue(
    tables: Tables<'_>,
    key: IssueKey,
    cx: &ReadContext<'_>,
) -> Result<Option<Issue>, StoreError> {
    let calendar = &cx.policy.calendar;
    let (entity, free) = match key {
        IssueKey::Day(series, day) => issue_of(tables.conn, series, day)?,
        IssueKey::Is(id) => {
            let found = projection::find(tables.conn, Stream::new(Kind::Bulletin, id))?;
            (found.map(|found| found.entity), id)
        }
    };
    let issue = entity.as_ref().and_then(|entity| Bulletin::from_state(&entity.state));
    let gathered = match (issue, key) {
        (Some(issue), _) => gathered(tables, issue, calendar)?,
        (None, IssueKey::Day(series, day)) => gather(tables, series, day, calendar)?,
        (None, IssueKey::Is(_)) => return Ok(None),
    };
    Ok(Some(Issue { entity, free, gathered }))
}

/// The issue of a day, and the first id for it that was never used.
pub(super) fn issue_of(
    conn: &Connection,
    series: BulletinSeries,
    day: NaiveDate,
) -> Result<(Option<Entity>, Id), StoreError> {
    let issue = known(conn, series)?.into_iter().find(|known| known.day == day);
    let found =
        issue.map(|known| projection::find(conn, Stream::new(Kind::Bulletin, known.id))).transpose()?;
    let mut attempt = 0;
    let mut free = series.issue_id(day, attempt);
    while projection::find(conn, Stream::new(Kind::Bulletin, free))?.is_some() {
        attempt += 1;
        free = series.issue_id(day, attempt);
    }
    Ok((found.flatten().map(|found| found.entity), free))
}

/// The facts of an issue that there is.
pub(in super::super) fn gathered(
    tables: Tables<'_>,
    issue: &Bulletin,
    calendar: &Calendar,
) -> Result<Gathered, StoreError> {
    let masthead = &issue.masthead;
    let covers = match issue.covers {
        Some(covers) => covers,
        None => covers(tables, masthead.series, masthead.day, calendar)?,
    };
    facts_of(tables, (masthead.series, masthead.day, covers), calendar)
}

/// The facts of the issue of a day, there or not.
pub(super) fn gather(
    tables: Tables<'_>,
    series: BulletinSeries,
    day: NaiveDate,
    calendar: &Calendar,
) -> Result<Gathered, StoreError> {
    let covers = covers(tables, series, day, calendar)?;
    facts_of(tables, (series, day, covers), calendar)
}

/// All issues of a series that are not void.
fn known(conn: &Connection, series: BulletinSeries) -> Result<Vec<Known>, StoreError> {
    let mut select = conn.prepare_cached(
        "SELECT id, json_extract(snapshot, '$.state.bulletin.masthead.day'),
                json_extract(snapshot, '$.state.bulletin.covers')
         FROM entity INDEXED BY entity_by_kind
         WHERE kind = 'bulletin' AND void = 0
           AND json_extract(snapshot, '$.state.bulletin.masthead.series') = ?1",
    )?;
    let rows = select.query_map([series.name()], |row| {
        Ok((row.get(0)?, row.get::<_, String>(1)?, row.get::<_, Option<String>>(2)?))
    })?;
    let damaged = |what: String| StoreError::Table { table: "entity", what };
    let read = |row: rusqlite::Result<(_, String, Option<String>)>| {
        let (id, day, covers) = row?;
        let day = day.parse().map_err(|_| damaged(format!("day {day}")))?;
        let covers = covers.map(|covers| serde_json::from_str(&covers)).transpose();
        Ok(Known { id: Id::from_bytes(id), day, covers: covers.map_err(|error| damaged(error.to_string()))? })
    };
    rows.map(read).collect()
}

/// The time of an issue: that of a daily one is its day, that of any other goes back to the issue before. Where a
/// neighbour has been drafted, its frozen end is kept to, so that no entry is in two issues or in none.
fn covers(
    tables: Tables<'_>,
    series: BulletinSeries,
    day: NaiveDate,
    calendar: &Calendar,
) -> Result<Covers, StoreError> {
    let known = known(tables.conn, series)?;
    if let Some(own) = known.iter().find(|known| known.day == day).and_then(|known| known.covers) {
        return Ok(own);
    }
    let daily = series == BulletinSeries::Daily;
    let next_day = |day: NaiveDate| day.checked_add_days(Days::new(1)).unwrap_or(day);
    let day_before = |day: NaiveDate| day.checked_sub_days(Days::new(1)).unwrap_or(day);
    let near = |other: &&Known, apart: NaiveDate| !daily || other.day == apart;
    let earlier = known.iter().filter(|other| other.day < day && near(other, day_before(day)));
    let later = known.iter().filter(|other| other.day > day && near(other, next_day(day)));
    let before = earlier.max_by_key(|other| other.day);
    let (since, after) = match before.map(|other| (other.day, other.covers)) {
        Some((on, Some(covers))) => (next_day(on), covers.through),
        Some((on, None)) => (next_day(on), last_before(tables, cut_off(on, calendar))?),
        None if daily => (day, last_before(tables, cut_off(day_before(day), calendar))?),
        None => (tables.header(1)?.map_or(day, |first| calendar.statistical_day(first.at)).min(day), 0),
    };
    let through = match later.min_by_key(|other| other.day).and_then(|other| other.covers) {
        Some(covers) => covers.after,
        None => last_before(tables, cut_off(day, calendar))?,
    };
    Ok(Covers { since, after, through: through.max(after) })
}

/// Number of the last entry before a time. Entries follow the clock; where a clock was wrong, what this gives is frozen
/// with the first draft all the same.
fn last_before(tables: Tables<'_>, end: DateTime<Utc>) -> Result<u64, StoreError> {
    let mut select = tables.conn.prepare_cached("SELECT at FROM journal WHERE seq = ?1")?;
    let (mut before, mut after) = (0, tables.journal().tip()?.seq + 1);
    while before + 1 < after {
        let middle = before + (after - before) / 2;
        let at: Option<String> = select.query_row([middle], |row| row.get(0)).optional()?;
        let earlier = at.map(|at| read_time(&at)).transpose()?.is_some_and(|at| at < end);
        if earlier { before = middle } else { after = middle }
    }
    Ok(before)
}

fn facts_of(
    tables: Tables<'_>,
    issue: (BulletinSeries, NaiveDate, Covers),
    calendar: &Calendar,
) -> Result<Gathered, StoreError> {
    let (series, _, covers) = issue;
    let inspected = series == BulletinSeries::Inspection;
    let head = tables.journal().tip()?.seq;
    let kinds: &[Kind] = if inspected { &INSPECTED } else { &STANDING };
    let mut touched = BTreeSet::new();
    if inspected {
        of_kinds(tables, kinds, (covers.after, head), &mut touched)?;
    } else {
        in_entries(tables, (covers.after, covers.through), &mut touched)?;
        if head - covers.through <= FEW {
            in_entries(tables, (covers.through, head), &mut touched)?;
        } else {
            of_kinds(tables, kinds, (covers.through, head), &mut touched)?;
        }
    }
    let mut histories = Vec::with_capacity(touched.len());
    for stream in &touched {
        histories.push(history(tables, *stream, covers.through)?);
    }
    let standing = at_rest(tables, kinds, &touched)?;
    let mut gathered = Gathered::gather(issue, histories.iter(), standing, calendar)
        .map_err(|fault| StoreError::Inapplicable { seq: covers.through, fault })?;
    for row in gathered.rows.values_mut().flatten().chain(&mut gathered.ahead) {
        // A run is called by its arrival.
        if row.stream.kind == Kind::Run {
            row.title = tables.title(row.stream)?.unwrap_or_default();
        }
    }
    Ok(gathered)
}

/// The entities that entries after the first and up to the second number touch.
fn in_entries(
    tables: Tables<'_>,
    (after, through): (u64, u64),
    touched: &mut BTreeSet<Stream>,
) -> Result<(), StoreError> {
    let mut select =
        tables.conn.prepare_cached("SELECT seq, body FROM journal WHERE seq > ?1 AND seq <= ?2")?;
    let mut rows = select.query(params![after, through])?;
    while let Some(row) = rows.next()? {
        let (seq, body): (u64, Vec<u8>) = (row.get(0)?, row.get(1)?);
        let (header, _) = Header::read(&body).map_err(|fault| StoreError::Entry { seq, fault })?;
        touched.extend(header.events.iter().map(|event| event.stream));
    }
    Ok(())
}

/// The entities of some kinds that such entries touch, where there are many entries and few entities.
fn of_kinds(
    tables: Tables<'_>,
    kinds: &[Kind],
    (after, through): (u64, u64),
    touched: &mut BTreeSet<Stream>,
) -> Result<(), StoreError> {
    let mut select = tables.conn.prepare_cached(
        "SELECT e.id FROM entity e INDEXED BY entity_by_kind WHERE e.kind = ?1 AND EXISTS
         (SELECT 1 FROM event_index i WHERE i.entity = e.n AND i.seq > ?2 AND i.seq <= ?3)",
    )?;
    for kind in kinds {
        let ids = select.query_map(params![kind.name(), after, through], |row| row.get(0))?;
        for id in ids {
            touched.insert(Stream::new(*kind, Id::from_bytes(id?)));
        }
    }
    Ok(())
}

/// All that happened to an entity up to an entry.
fn history(tables: Tables<'_>, of: Stream, through: u64) -> Result<History, StoreError> {
    let mut select = tables.conn.prepare_cached(
        "SELECT i.seq, i.place, i.version, j.officer, j.at, j.body
         FROM entity e JOIN event_index i ON i.entity = e.n JOIN journal j ON j.seq = i.seq
         WHERE e.id = ?1 AND e.kind = ?2 AND i.seq <= ?3 ORDER BY i.version",
    )?;
    let mut rows = select.query(params![of.id.to_bytes(), of.kind.name(), through])?;
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        let (seq, place): (u64, usize) = (row.get(0)?, row.get(1)?);
        let (at, body): (String, Vec<u8>) = (row.get(4)?, row.get(5)?);
        let stamp = Stamp { at: read_time(&at)?, by: row.get(3)? };
        let body = payload_at(&body, place).map_err(|fault| StoreError::Entry { seq, fault })?;
        events.push((seq, stamp, Event { stream: of, version: row.get(2)?, body }));
    }
    Ok(History { events })
}

/// What is open of these kinds and was not touched.
fn at_rest(
    tables: Tables<'_>,
    kinds: &[Kind],
    touched: &BTreeSet<Stream>,
) -> Result<Vec<Entity>, StoreError> {
    let mut open = tables.conn.prepare_cached(
        "SELECT e.kind, e.id, e.n FROM item i INDEXED BY item_by_due JOIN entity e ON e.n = i.entity
         WHERE i.pane = ?1 AND i.open = 1 AND i.kind = ?2",
    )?;
    let mut found = Vec::new();
    for kind in kinds {
        let Some(pane) = pane_of(*kind) else { continue };
        let rows = open.query_map(params![pane.index(), kind.name()], |row| {
            Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?))
        })?;
        for row in rows {
            let (kind, id, n) = row?;
            if !touched.contains(&stream(&kind, id)?) {
                found.push(projection::load(tables.conn, n)?);
            }
        }
    }
    Ok(found)
}

//! Which rows a pane shows, and in what order.
//!
//! Without a filter only the rows of the window are read, through indexes of what is open in the order of the pane,
//! so that the cost does not grow with history. With a filter the full-text table of what is open gives the rows that
//! match, and one walk along the same index puts them in order.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, ToSql, params};

use super::super::error::StoreError;
use super::super::facts::stream;
use super::super::projection::{self, match_expression, millis};
use crate::domain::{Entity, Id};
use crate::view::{Changed, Gone, ListQuery, Only, PaneKind, Sort, Window};

/// Of a search through everything, only so many are put in order: the newest.
const SEARCHED: usize = 10_000;

/// A part of a list that has one order. A list of everything is what is open, then what is closed, newest first.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    /// The index that has them in their order.
    index: &'static str,
    /// Condition on the rows, in SQL.
    only: &'static str,
    /// Columns that order them, in SQL; together they are different for every row.
    columns: &'static str,
    /// All of them fall instead of rise.
    falling: bool,
    /// Counters that add up to its length.
    counters: &'static [&'static str],
}

const NEWEST: Part = Part {
    index: "item_newest",
    only: "",
    columns: "at, entity",
    falling: true,
    counters: &["open", "closed"],
};
const CLOSED: Part = Part {
    index: "item_closed_newest",
    only: " AND open = 0",
    columns: "at, entity",
    falling: true,
    counters: &["closed"],
};

const fn open(index: &'static str, columns: &'static str, falling: bool) -> Part {
    Part { index, only: " AND open = 1", columns, falling, counters: &["open"] }
}

fn parts(list: &ListQuery) -> Vec<Part> {
    let first = match list.sort {
        Sort::Newest if list.all => return vec![NEWEST],
        Sort::Newest => open("item_open_newest", "at, entity", true),
        Sort::Urgency => open("item_by_rank", "rank, due, entity", false),
        Sort::Due => open("item_by_due", "due, entity", false),
        Sort::Group => open("item_by_party", "party, due, entity", false),
    };
    if list.all { vec![first, CLOSED] } else { vec![first] }
}

impl Part {
    fn order(&self) -> String {
        if self.falling { self.columns.replace(", ", " DESC, ") + " DESC" } else { self.columns.to_owned() }
    }

    fn count(&self, conn: &Connection, pane: PaneKind) -> Result<usize, StoreError> {
        self.counters.iter().map(|name| counter(conn, name, pane.index())).sum()
    }

    fn rows(
        &self,
        conn: &Connection,
        pane: PaneKind,
        offset: usize,
        limit: usize,
    ) -> Result<Vec<i64>, StoreError> {
        let sql = format!(
            "SELECT entity FROM item INDEXED BY {} WHERE pane = ?1{} ORDER BY {} LIMIT ?2 OFFSET ?3",
            self.index,
            self.only,
            self.order()
        );
        let mut select = conn.prepare_cached(&sql)?;
        let rows = select.query_map(params![pane.index(), limit, offset], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many rows of the part come before this one; none if it is not in the part.
    fn place(&self, conn: &Connection, pane: PaneKind, n: i64) -> Result<Option<usize>, StoreError> {
        let sql = format!("SELECT 1 FROM item WHERE pane = ?1 AND entity = ?2{}", self.only);
        if conn.prepare_cached(&sql)?.query_row(params![pane.index(), n], |_| Ok(())).optional()?.is_none() {
            return Ok(None);
        }
        let Self { index, columns, only, .. } = self;
        let before = if self.falling { ">" } else { "<" };
        let sql = format!(
            "SELECT count(*) FROM item INDEXED BY {index} WHERE pane = ?1{only}
             AND ({columns}) {before} (SELECT {columns} FROM item WHERE entity = ?2)"
        );
        Ok(Some(conn.prepare_cached(&sql)?.query_row(params![pane.index(), n], |row| row.get(0))?))
    }
}

/// A counter kept by the projection; 0 if nothing was ever counted in it.
pub(super) fn counter(conn: &Connection, name: &str, at: usize) -> Result<usize, StoreError> {
    let mut select = conn.prepare_cached("SELECT n FROM counter WHERE name = ?1")?;
    Ok(select.query_row([format!("{name}/{at}")], |row| row.get(0)).optional()?.unwrap_or(0))
}

/// The rows of a list, in order, as far as one asks for them.
pub(super) enum Selection<'c> {
    /// Everything, read from the indexes.
    Whole { conn: &'c Connection, pane: PaneKind, parts: Vec<(Part, usize)> },
    /// What matches a filter.
    Matched(Vec<i64>),
}

/// What a list selects at a time.
pub(super) fn select<'c>(
    conn: &'c Connection,
    pane: PaneKind,
    list: &ListQuery,
    now: DateTime<Utc>,
) -> Result<Selection<'c>, StoreError> {
    match some(conn, pane, list, now)? {
        None => selected(conn, pane, list),
        Some(some) => {
            let selection = selected(conn, pane, list)?;
            let mut rows = selection.take(usize::MAX >> 1)?;
            rows.retain(|n| some.contains(n));
            Ok(Selection::Matched(rows))
        }
    }
}

/// The rows that the list is narrowed to; none if it is not.
fn some(
    conn: &Connection,
    pane: PaneKind,
    list: &ListQuery,
    now: DateTime<Utc>,
) -> Result<Option<HashSet<i64>>, StoreError> {
    let (index, condition, value): (&str, &str, Box<dyn ToSql>) = match &list.only {
        Only::Any => return Ok(None),
        Only::Unacknowledged => ("item_by_rank", "silent_until <= ?2", Box::new(millis(now))),
        Only::Overdue => ("item_by_due", "due <= ?2", Box::new(millis(now))),
        Only::HeldBy(name) => ("item_by_holder", "holder = ?2", Box::new(name.clone())),
    };
    let sql =
        format!("SELECT entity FROM item INDEXED BY {index} WHERE pane = ?1 AND open = 1 AND {condition}");
    let mut select = conn.prepare_cached(&sql)?;
    let rows = select.query_map(params![pane.index(), value], |row| row.get(0))?;
    Ok(Some(rows.collect::<Result<_, _>>()?))
}

fn selected<'c>(conn: &'c Connection, pane: PaneKind, list: &ListQuery) -> Result<Selection<'c>, StoreError> {
    let parts = parts(list);
    if list.filter.trim().is_empty() {
        let counted = parts.into_iter().map(|part| Ok((part, part.count(conn, pane)?)));
        return Ok(Selection::Whole { conn, pane, parts: counted.collect::<Result<_, StoreError>>()? });
    }
    let Some(expression) = match_expression(&list.filter) else { return Ok(Selection::Matched(Vec::new())) };
    if list.all {
        searched(conn, pane, &parts, &expression)
    } else {
        filtered(conn, pane, &parts, &expression)
    }
}

/// Rows among the open ones: those that match as a set of bits, then one walk along the index.
fn filtered<'c>(
    conn: &'c Connection,
    pane: PaneKind,
    parts: &[Part],
    expression: &str,
) -> Result<Selection<'c>, StoreError> {
    let mut matches = conn.prepare_cached("SELECT rowid FROM search_open WHERE search_open MATCH ?1")?;
    let mut bits: Vec<u64> = Vec::new();
    let mut found = matches.query([expression])?;
    let mut any = false;
    while let Some(row) = found.next()? {
        let n: usize = row.get(0)?;
        if bits.len() <= n / 64 {
            bits.resize(n / 64 + 1, 0);
        }
        bits[n / 64] |= 1 << (n % 64);
        any = true;
    }
    let mut kept = Vec::new();
    for part in parts.iter().filter(|_| any) {
        let sql = format!(
            "SELECT entity FROM item INDEXED BY {} WHERE pane = ?1{} ORDER BY {}",
            part.index,
            part.only,
            part.order()
        );
        let mut walk = conn.prepare_cached(&sql)?;
        let mut rows = walk.query([pane.index()])?;
        while let Some(row) = rows.next()? {
            let n: i64 = row.get(0)?;
            let at = usize::try_from(n).unwrap_or(usize::MAX);
            if bits.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1) {
                kept.push(n);
            }
        }
    }
    Ok(Selection::Matched(kept))
}

/// Rows among everything, of very many the newest.
fn searched<'c>(
    conn: &'c Connection,
    pane: PaneKind,
    parts: &[Part],
    expression: &str,
) -> Result<Selection<'c>, StoreError> {
    let mut kept = Vec::new();
    for part in parts {
        let sql = format!(
            "SELECT entity FROM (SELECT rowid AS n FROM search_all WHERE search_all MATCH ?1
                                 ORDER BY rowid DESC LIMIT {SEARCHED})
             CROSS JOIN item ON entity = n WHERE pane = ?2{} ORDER BY {}",
            part.only,
            part.order()
        );
        let mut select = conn.prepare_cached(&sql)?;
        let rows = select.query_map(params![expression, pane.index()], |row| row.get::<_, i64>(0))?;
        for n in rows {
            kept.push(n?);
        }
    }
    Ok(Selection::Matched(kept))
}

impl Selection<'_> {
    fn total(&self) -> usize {
        match self {
            Self::Whole { parts, .. } => parts.iter().map(|(_, count)| count).sum(),
            Self::Matched(rows) => rows.len(),
        }
    }

    fn slice(&self, mut offset: usize, limit: usize) -> Result<Vec<i64>, StoreError> {
        let (conn, pane, parts) = match self {
            Self::Matched(rows) => return Ok(rows.iter().skip(offset).take(limit).copied().collect()),
            Self::Whole { conn, pane, parts } => (*conn, *pane, parts),
        };
        let mut rows = Vec::new();
        for (part, count) in parts {
            if offset < *count && rows.len() < limit {
                rows.extend(part.rows(conn, pane, offset, limit - rows.len())?);
            }
            offset = offset.saturating_sub(*count);
        }
        Ok(rows)
    }

    /// The first so many rows.
    pub(super) fn take(&self, most: usize) -> Result<Vec<i64>, StoreError> {
        self.slice(0, most)
    }

    fn place(&self, n: i64) -> Result<Option<usize>, StoreError> {
        let (conn, pane, parts) = match self {
            Self::Matched(rows) => return Ok(rows.iter().position(|row| *row == n)),
            Self::Whole { conn, pane, parts } => (*conn, *pane, parts),
        };
        let mut before = 0;
        for (part, count) in parts {
            if let Some(place) = part.place(conn, pane, n)? {
                return Ok(Some(before + place));
            }
            before += count;
        }
        Ok(None)
    }
}

/// A window whose rows are still row numbers.
pub(super) struct Numbers(Window<i64>);

/// The part of a list that can be seen.
pub(super) fn window(
    conn: &Connection,
    pane: PaneKind,
    list: &ListQuery,
    now: DateTime<Utc>,
) -> Result<Numbers, StoreError> {
    window_of(conn, pane, list, &select(conn, pane, list, now)?)
}

/// The same of rows that are selected already.
pub(super) fn window_of(
    conn: &Connection,
    pane: PaneKind,
    list: &ListQuery,
    selection: &Selection<'_>,
) -> Result<Numbers, StoreError> {
    let total = selection.total();
    let (mut anchor_at, mut anchor_gone, mut offset) = (None, None, list.offset);
    if let Some((id, above)) = list.anchor
        && let Some((n, entity)) = by_id(conn, id, pane)?
    {
        anchor_at = selection.place(n)?;
        match anchor_at {
            Some(place) => offset = place.saturating_sub(above),
            None => anchor_gone = gone(conn, n, &entity, list.all)?,
        }
    }
    let offset = offset.min(total.saturating_sub(list.limit));
    let rows = selection.slice(offset, list.limit)?;
    Ok(Numbers(Window { rows, offset, total, anchor_at, anchor_gone }))
}

/// The entity with this id that the pane would list.
fn by_id(conn: &Connection, id: Id, pane: PaneKind) -> Result<Option<(i64, Entity)>, StoreError> {
    let mut select = conn.prepare_cached("SELECT kind FROM entity WHERE id = ?1")?;
    let kinds = select.query_map([id.to_bytes()], |row| row.get::<_, String>(0))?;
    for kind in kinds {
        let stream = stream(&kind?, id.to_bytes())?;
        if crate::view::pane_of(stream.kind) == Some(pane) {
            return Ok(projection::find(conn, stream)?.map(|found| (found.n, found.entity)));
        }
    }
    Ok(None)
}

/// By whose hand a row has left its list; none if only the filter hides it.
fn gone(conn: &Connection, n: i64, entity: &Entity, all: bool) -> Result<Option<Gone>, StoreError> {
    let mut select = conn.prepare_cached("SELECT open FROM item WHERE entity = ?1")?;
    let open: Option<bool> = select.query_row([n], |row| row.get(0)).optional()?;
    let listed = open.is_some_and(|open| open || all);
    Ok((!listed).then(|| Gone {
        stream: entity.stream,
        changed: Changed { by: entity.changed_by.clone(), at: entity.changed_at },
        state: entity.state.name(),
    }))
}

impl Numbers {
    /// The window with its rows read.
    pub(super) fn rows<T>(
        self,
        mut row: impl FnMut(i64) -> Result<Option<T>, StoreError>,
    ) -> Result<Window<T>, StoreError> {
        let Window { rows, offset, total, anchor_at, anchor_gone } = self.0;
        let mut read = Vec::with_capacity(rows.len());
        for n in rows {
            read.extend(row(n)?);
        }
        Ok(Window { rows: read, offset, total, anchor_at, anchor_gone })
    }
}

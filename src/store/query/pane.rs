//! Which rows a pane shows, and in what order.
//!
//! Without a filter only the rows of the window are read, through indexes of what is open in the order of the pane,
//! so that the cost does not grow with history. With a filter the full-text table of what is open gives the rows that
//! match, and one walk along the same index puts them in order, unless they are few.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, ToSql, params, params_from_iter};

use super::super::error::StoreError;
use super::super::facts::stream;
use super::super::projection::{self, match_expression, millis};
use super::set::RowSet;
use super::terms::Terms;
use crate::domain::{Entity, Id};
use crate::view::{Changed, Gone, ListQuery, Only, PaneKind, Sort, Window};

/// So many rows are put in order by themselves; of more, all are walked through in order.
const FEW: usize = 64;
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

/// Condition on what is open.
const OPEN: &str = " AND open = 1";

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
    Part { index, only: OPEN, columns, falling, counters: &["open"] }
}

fn parts(sort: Sort, all: bool, reversed: bool) -> Vec<Part> {
    let turned = |part: Part| Part { falling: part.falling != reversed, ..part };
    let first = match sort {
        Sort::Newest if all => return vec![turned(NEWEST)],
        Sort::Newest => open("item_open_newest", "at, entity", true),
        Sort::Urgency => open("item_by_rank", "rank, due, entity", false),
        Sort::Due => open("item_by_due", "due, entity", false),
        Sort::Group => open("item_by_party", "party, due, entity", false),
    };
    if all { vec![turned(first), turned(CLOSED)] } else { vec![turned(first)] }
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
    counter_named(conn, &format!("{name}/{at}"))
}

/// The same by its whole name.
pub(super) fn counter_named(conn: &Connection, name: &str) -> Result<usize, StoreError> {
    let mut select = conn.prepare_cached("SELECT n FROM counter WHERE name = ?1")?;
    Ok(select.query_row([name], |row| row.get(0)).optional()?.unwrap_or(0))
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
    let words = list.filter.words.trim();
    let terms = Terms::of(&list.filter, pane, now);
    let (filtered, narrowed) = (!words.is_empty(), list.only != Only::Any);
    // Only what is open can be overdue, held or unacknowledged.
    let all = list.all && !narrowed;
    let parts = parts(list.sort, all, list.reversed);
    if !filtered && !narrowed && terms.is_empty() {
        let counted = parts.into_iter().map(|part| Ok((part, part.count(conn, pane)?)));
        return Ok(Selection::Whole { conn, pane, parts: counted.collect::<Result<_, StoreError>>()? });
    }
    let mut conditions: Vec<Condition> = narrowing(conn, pane, &list.only, now)?.into_iter().collect();
    let mut searched = None;
    if filtered {
        let Some(expression) = match_expression(words) else {
            return Ok(Selection::Matched(Vec::new()));
        };
        let mut matches = conn.prepare_cached("SELECT rowid FROM search_open WHERE search_open MATCH ?1")?;
        conditions.push(Condition { rows: RowSet::of(&mut matches, [&expression])?, wanted: true });
        searched = Some(expression);
    }
    let mut kept = Vec::new();
    for part in &parts {
        kept.extend(match &searched {
            Some(expression) if part.only != OPEN => part.searched(conn, pane, expression, &terms)?,
            _ => part.fulfilling(conn, pane, &conditions, &terms)?,
        });
    }
    Ok(Selection::Matched(kept))
}

/// Rows that a list must have, or must not.
struct Condition {
    rows: RowSet,
    wanted: bool,
}

/// What the list is narrowed to; none if it is not.
fn narrowing(
    conn: &Connection,
    pane: PaneKind,
    only: &Only,
    now: DateTime<Utc>,
) -> Result<Option<Condition>, StoreError> {
    let (index, condition, value): (&str, &str, Box<dyn ToSql>) = match only {
        Only::Any => return Ok(None),
        Only::Unacknowledged => {
            ("item_silent", "silent_until > 0 AND silent_until > ?2", Box::new(millis(now)))
        }
        Only::Overdue => ("item_by_due", "due <= ?2", Box::new(millis(now))),
        Only::HeldBy(name) => ("item_by_holder", "holder = ?2", Box::new(name.clone())),
    };
    let sql =
        format!("SELECT entity FROM item INDEXED BY {index} WHERE pane = ?1 AND open = 1 AND {condition}");
    let rows = RowSet::of(&mut *conn.prepare_cached(&sql)?, params![pane.index(), value])?;
    // Few are silent, so these are read, and all others are wanted.
    Ok(Some(Condition { rows, wanted: *only != Only::Unacknowledged }))
}

impl Part {
    /// Its rows that fulfil all conditions and terms, in order.
    fn fulfilling(
        &self,
        conn: &Connection,
        pane: PaneKind,
        conditions: &[Condition],
        terms: &Terms,
    ) -> Result<Vec<i64>, StoreError> {
        let fulfils = |n: &i64| conditions.iter().all(|one| one.rows.has(*n) == one.wanted);
        let fewest = conditions.iter().filter(|one| one.wanted).min_by_key(|one| one.rows.len());
        let (only, order) = (self.only, self.order());
        let asked = terms.sql(self.only == OPEN);
        let values = terms.values(pane, None);
        if let Some(few) = fewest.filter(|one| one.rows.len() <= FEW) {
            let numbers: Vec<String> = few.rows.rows().filter(fulfils).map(|n| n.to_string()).collect();
            let sql = format!(
                "SELECT entity FROM item NOT INDEXED WHERE entity IN ({}) AND pane = ?1{only}{asked} ORDER BY {order}",
                numbers.join(",")
            );
            let mut select = conn.prepare(&sql)?;
            let rows = select.query_map(params_from_iter(values), |row| row.get(0))?;
            return Ok(rows.collect::<Result<_, _>>()?);
        }
        let index = self.index;
        let sql = format!(
            "SELECT entity FROM item INDEXED BY {index} WHERE pane = ?1{only}{asked} ORDER BY {order}"
        );
        let mut walk = conn.prepare_cached(&sql)?;
        let mut rows = walk.query(params_from_iter(values))?;
        let mut kept = Vec::new();
        while let Some(row) = rows.next()? {
            kept.extend(Some(row.get(0)?).filter(fulfils));
        }
        Ok(kept)
    }

    /// Its rows among everything that matches, of very many the newest.
    fn searched(
        &self,
        conn: &Connection,
        pane: PaneKind,
        expression: &str,
        terms: &Terms,
    ) -> Result<Vec<i64>, StoreError> {
        let sql = format!(
            "SELECT entity FROM (SELECT rowid AS n FROM search_all WHERE search_all MATCH ?2
                                 ORDER BY rowid DESC LIMIT {SEARCHED})
             CROSS JOIN item ON entity = n WHERE pane = ?1{}{} ORDER BY {}",
            self.only,
            terms.sql(self.only == OPEN),
            self.order()
        );
        let mut select = conn.prepare(&sql)?;
        let values = terms.values(pane, Some(expression));
        let rows = select.query_map(params_from_iter(values), |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
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

//! Full text and pronunciation: one table of what panes list as open, one of everything.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use rusqlite::{Connection, params};

use super::super::error::StoreError;
use super::super::schema::{SEARCH_ALL, SEARCH_OPEN};
use super::describe::{Words, words};
use super::entity::load;
use super::item;
use crate::domain::arrival::Arrival;
use crate::domain::{Aggregate, Entity, State};
use crate::grams::{bigrams, query_bigrams};
use crate::pinyin::{index_terms, query_initials, query_syllables_expr};

/// What the tables have of an entity: its words, and whether it is open.
type Listed = (Words, bool);
/// The tables of entities.
const TABLES: [&str; 2] = [SEARCH_OPEN, SEARCH_ALL];

fn listed(conn: &Connection, entity: Option<&Entity>) -> Result<Listed, StoreError> {
    match entity.filter(|entity| !entity.void) {
        None => Ok(Listed::default()),
        Some(entity) => Ok((words(conn, entity)?, item::of(entity).is_some_and(|item| item.open))),
    }
}

/// Rows that change in a transaction, and what the tables have of them; none if that is not known any more.
///
/// They are written at its end, each once and in their order: when a row comes after a greater one, a full-text table
/// first writes out all it has gathered, which costs more than all the rest of a commit.
#[derive(Debug, Default)]
pub(in super::super) struct Later(BTreeMap<i64, Option<Listed>>);

impl Later {
    /// Notes a row that changes; `before` is the entity before the change.
    pub(super) fn note(
        &mut self,
        conn: &Connection,
        n: i64,
        before: Option<&Entity>,
    ) -> Result<(), StoreError> {
        if let Entry::Vacant(free) = self.0.entry(n) {
            free.insert(Some(listed(conn, before)?));
        }
        Ok(())
    }

    /// Notes the runs whose arrival is now called otherwise: their words have its name.
    pub(super) fn note_runs(
        &mut self,
        conn: &Connection,
        before: Option<&Entity>,
        now: &Entity,
    ) -> Result<(), StoreError> {
        let State::Arrival(arrival) = &now.state else { return Ok(()) };
        let names = |arrival: &Arrival| (arrival.movement.number.clone(), arrival.movement.origin.clone());
        let old = before.and_then(|before| Arrival::from_state(&before.state)).map(names);
        if old == Some(names(arrival)) {
            return Ok(());
        }
        let mut select = conn.prepare_cached("SELECT entity FROM run WHERE arrival = ?1")?;
        let runs = select.query_map([now.stream.id.to_bytes()], |row| row.get::<_, i64>(0))?;
        for n in runs {
            self.0.entry(n?).or_insert(None);
        }
        Ok(())
    }

    /// Brings both tables up to date with what has become of the rows.
    pub(in super::super) fn write(self, conn: &Connection) -> Result<(), StoreError> {
        for (n, old) in self.0 {
            let now = listed(conn, Some(&load(conn, n)?))?;
            match old {
                Some(old) => put(conn, n, &old, &now)?,
                None => {
                    for table in TABLES {
                        delete(conn, table, n)?;
                    }
                    put(conn, n, &Listed::default(), &now)?;
                }
            }
        }
        Ok(())
    }
}

/// Writes what the tables have nothing of yet.
pub(super) fn write(conn: &Connection, n: i64, now: &Entity) -> Result<(), StoreError> {
    put(conn, n, &Listed::default(), &listed(conn, Some(now))?)
}

/// Brings both tables up to date, as far as something changed.
fn put(conn: &Connection, n: i64, old: &Listed, new: &Listed) -> Result<(), StoreError> {
    if old == new {
        return Ok(());
    }
    let ((old, was_open), (new, is_open)) = (old, new);
    let changed = old != new;
    let [open, all] = TABLES;
    if *was_open {
        delete(conn, open, n)?;
    }
    if changed && !old.is_empty() {
        delete(conn, all, n)?;
    }
    if new.is_empty() || !(changed || *is_open) {
        return Ok(());
    }
    let body = bigrams(&new.body);
    let (issuer, facets) = (bigrams(&new.issuer), new.facets.join(" "));
    let terms = index_terms(&format!("{}\n{}", new.body, new.issuer));
    for (table, wanted) in [(open, *is_open), (all, changed)] {
        if wanted {
            let sql = format!(
                "INSERT INTO {table} (rowid, body, issuer, facets, initials, syllables)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
            );
            let values = params![n, body, issuer, facets, terms.initials, terms.syllables];
            conn.prepare_cached(&sql)?.execute(values)?;
        }
    }
    Ok(())
}

fn delete(conn: &Connection, table: &str, n: i64) -> Result<(), StoreError> {
    conn.prepare_cached(&format!("DELETE FROM {table} WHERE rowid = ?1"))?.execute([n])?;
    Ok(())
}

/// The full-text expression for what somebody typed: as written, by initials, or by syllables. None if there is
/// nothing in it to look for.
pub(in super::super) fn match_expression(typed: &str) -> Option<String> {
    let body = Some(query_bigrams(typed)).filter(|expression| !expression.is_empty());
    let columns = [
        ("{body issuer}", body),
        ("initials", query_initials(typed)),
        ("syllables", query_syllables_expr(typed)),
    ];
    let parts: Vec<String> = columns
        .into_iter()
        .filter_map(|(column, expression)| Some(format!("{column} : ({})", expression?)))
        .collect();
    if parts.is_empty() { None } else { Some(parts.join(" OR ")) }
}

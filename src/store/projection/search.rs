//! Full text and pronunciation: one table of what panes list as open, one of everything.

use rusqlite::{Connection, params};

use super::super::error::StoreError;
use super::describe::words;
use super::entity::load;
use super::item;
use crate::domain::arrival::Arrival;
use crate::domain::{Aggregate, Entity, State};
use crate::grams::{bigrams, query_bigrams};
use crate::pinyin::{index_terms, query_initials, query_syllables_expr};

/// What the tables have of an entity: its words, and whether it is open.
fn listed(conn: &Connection, entity: Option<&Entity>) -> Result<(String, bool), StoreError> {
    match entity.filter(|entity| !entity.void) {
        None => Ok((String::new(), false)),
        Some(entity) => Ok((words(conn, entity)?, item::of(entity).is_some_and(|item| item.open))),
    }
}

/// Brings both tables up to date, as far as something changed.
pub(super) fn write(
    conn: &Connection,
    n: i64,
    before: Option<&Entity>,
    now: &Entity,
) -> Result<(), StoreError> {
    let (old, new) = (listed(conn, before)?, listed(conn, Some(now))?);
    if old == new {
        return Ok(());
    }
    let ((old, was_open), (new, is_open)) = (old, new);
    let changed = old != new;
    if was_open {
        conn.prepare_cached("DELETE FROM search_open WHERE rowid = ?1")?.execute([n])?;
    }
    if changed && !old.is_empty() {
        conn.prepare_cached("DELETE FROM search_all WHERE rowid = ?1")?.execute([n])?;
    }
    if new.is_empty() {
        return Ok(());
    }
    let (body, terms) = (bigrams(&new), index_terms(&new));
    let values = params![n, body, terms.initials, terms.syllables];
    if is_open {
        let sql =
            "INSERT OR REPLACE INTO search_open (rowid, body, initials, syllables) VALUES (?1, ?2, ?3, ?4)";
        conn.prepare_cached(sql)?.execute(values)?;
    }
    if changed {
        let sql =
            "INSERT OR REPLACE INTO search_all (rowid, body, initials, syllables) VALUES (?1, ?2, ?3, ?4)";
        conn.prepare_cached(sql)?.execute(values)?;
    }
    Ok(())
}

/// Writes the words of runs anew whose arrival is now called otherwise.
pub(super) fn renew_runs(conn: &Connection, before: Option<&Entity>, now: &Entity) -> Result<(), StoreError> {
    let State::Arrival(arrival) = &now.state else { return Ok(()) };
    let names = |arrival: &Arrival| (arrival.movement.number.clone(), arrival.movement.origin.clone());
    let old = before.and_then(|before| Arrival::from_state(&before.state)).map(names);
    if old == Some(names(arrival)) {
        return Ok(());
    }
    let mut select = conn.prepare_cached("SELECT entity FROM run WHERE arrival = ?1")?;
    let runs = select.query_map([now.stream.id.to_bytes()], |row| row.get::<_, i64>(0))?;
    for n in runs.collect::<Result<Vec<_>, _>>()? {
        for table in ["search_open", "search_all"] {
            conn.prepare_cached(&format!("DELETE FROM {table} WHERE rowid = ?1"))?.execute([n])?;
        }
        write(conn, n, None, &load(conn, n)?)?;
    }
    Ok(())
}

/// The full-text expression for what somebody typed: as written, by initials, or by syllables. None if there is
/// nothing in it to look for.
pub(in super::super) fn match_expression(typed: &str) -> Option<String> {
    let body = Some(query_bigrams(typed)).filter(|expression| !expression.is_empty());
    let columns =
        [("body", body), ("initials", query_initials(typed)), ("syllables", query_syllables_expr(typed))];
    let parts: Vec<String> = columns
        .into_iter()
        .filter_map(|(column, expression)| Some(format!("{column} : ({})", expression?)))
        .collect();
    if parts.is_empty() { None } else { Some(parts.join(" OR ")) }
}

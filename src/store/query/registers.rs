//! Registers, a window at a time; and what a form may offer out of the tables.

use rusqlite::{Connection, params};

use super::super::error::StoreError;
use super::super::projection::{self, match_expression, register_counter};
use super::{Reader, pane};
use crate::domain::{Entity, Kind, State};
use crate::view::{KnownPlace, Offers, Register, RegisterPage, RegisterQuery, Window};

/// Most rows that a search in a register finds: the newest.
const FOUND: usize = 5_000;
/// So many of the latest findings are looked at for places.
const LATELY: usize = 60;
/// So many of the latest items of a kind are offered as links.
const LINKS: usize = 200;

/// A part of a register. Without words only its own rows are read, whatever the history.
pub(super) fn page(conn: &Connection, query: &RegisterQuery) -> Result<RegisterPage, StoreError> {
    let mut counts = [0; Register::ALL.len()];
    for register in Register::ALL {
        counts[register.index()] = pane::counter_named(conn, &register_counter(register))?;
    }
    let words = query.words.trim();
    let (total, rows) = if words.is_empty() {
        (counts[query.register.index()], rows(conn, query)?)
    } else {
        let found = found(conn, query.register, words)?;
        let total = found.len();
        (total, found.into_iter().skip(query.offset).take(query.limit).collect())
    };
    let rows = rows.into_iter().map(|n| projection::load(conn, n)).collect::<Result<_, _>>()?;
    let window = Window { rows, offset: query.offset, total, ..Window::default() };
    Ok(RegisterPage { query: query.clone(), window, counts })
}

fn rows(conn: &Connection, query: &RegisterQuery) -> Result<Vec<i64>, StoreError> {
    let mut select = conn.prepare_cached(
        "SELECT entity FROM registered INDEXED BY registered_newest WHERE register = ?1
         ORDER BY at DESC, entity DESC LIMIT ?2 OFFSET ?3",
    )?;
    let rows =
        select.query_map(params![query.register.name(), query.limit, query.offset], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn found(conn: &Connection, register: Register, words: &str) -> Result<Vec<i64>, StoreError> {
    let Some(expression) = match_expression(words) else { return Ok(Vec::new()) };
    let mut select = conn.prepare_cached(
        "SELECT entity FROM (SELECT rowid AS n FROM search_all WHERE search_all MATCH ?1)
         CROSS JOIN registered ON entity = n WHERE register = ?2 ORDER BY at DESC, entity DESC LIMIT ?3",
    )?;
    let rows = select.query_map(params![expression, register.name(), FOUND], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Places and items that a form may offer.
pub(super) fn offers(conn: &Connection, links: &[Kind]) -> Result<Offers, StoreError> {
    let mut offers = Offers { places: places(conn)?, links: Vec::new(), movements: Vec::new() };
    for kind in links {
        for entity in latest(conn, *kind, LINKS)? {
            let title = projection::title(conn, &entity)?;
            let number = projection::number(&entity);
            let shown = number.map_or(title.clone(), |number| format!("{number} {title}"));
            let shown = match &entity.state {
                // Nobody is fetched from a flight whose people have gone their ways.
                State::Arrival(arrival) if !arrival.state.is_open() => continue,
                State::Arrival(arrival) => {
                    let movement = arrival.movement.clone();
                    let shown = format!("{} {}", movement.number, movement.origin);
                    offers.movements.push((entity.stream, movement));
                    shown
                }
                _ => shown,
            };
            offers.links.push((entity.stream, shown));
        }
    }
    Ok(offers)
}

/// Places of the latest findings with their owners, the latest first, each once.
fn places(conn: &Connection) -> Result<Vec<KnownPlace>, StoreError> {
    let mut known: Vec<KnownPlace> = Vec::new();
    for entity in latest(conn, Kind::Finding, LATELY)? {
        let State::Finding(finding) = entity.state else { continue };
        let seen = finding.observed;
        if known.iter().all(|other| other.place != seen.place) {
            known.push(KnownPlace { place: seen.place, unit: Some(seen.unit) });
        }
    }
    Ok(known)
}

fn latest(conn: &Connection, kind: Kind, limit: usize) -> Result<Vec<Entity>, StoreError> {
    let mut select = conn.prepare_cached(
        "SELECT n FROM entity INDEXED BY entity_by_kind WHERE kind = ?1 AND void = 0 ORDER BY n DESC LIMIT ?2",
    )?;
    let rows = select.query_map(params![kind.name(), limit], |row| row.get(0))?;
    rows.map(|n| projection::load(conn, n?)).collect()
}

impl Reader {
    /// Places where findings were lately taken, with their owners.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn known_places(&self) -> Result<Vec<KnownPlace>, StoreError> {
        places(&*self.moment()?)
    }

    /// A part of a register, newest first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn register(&self, query: &RegisterQuery) -> Result<RegisterPage, StoreError> {
        page(&*self.moment()?, query)
    }
}

//! From journal entries to tables. The same code runs in the commit, in a rebuild and in a check.

mod bulk;
mod counters;
mod describe;
mod documents;
mod entity;
mod facets;
mod item;
mod messages;
mod people;
mod records;
mod registered;
mod remarks;
mod search;
mod transfers;
mod waiting;

use rusqlite::{Connection, params};

use super::error::StoreError;
use crate::domain::{Entity, Event, Stamp, State, Stream};

pub(super) use bulk::Bulk;
pub(super) use counters::{DAY, day, due_name, kind_name};
pub(super) use describe::{arrival, charged, number, title, volunteers, words_of};
pub(super) use documents::identity_digest;
pub(super) use entity::{Found, find, load};
pub(super) use facets::Facet;
pub(super) use item::{NEVER, due, head, millis};
pub(super) use registered::counter_name as register_counter;
pub(super) use remarks::words as remark_words;
pub(super) use search::{Later, match_expression};

/// One entity that an entry touches: as it was, and as it becomes.
struct Touched {
    before: Option<Found>,
    now: Option<Entity>,
    stream: Stream,
    /// Version and place in the entry of each of its events.
    made: Vec<(u32, usize)>,
}

/// Projects the events of the entry `seq` and moves the checkpoint to it. The full text follows when `later` is written,
/// before the transaction ends.
pub(super) fn apply(
    conn: &Connection,
    seq: u64,
    stamp: &Stamp,
    events: &[Event],
    later: &mut Later,
) -> Result<(), StoreError> {
    let mut touched: Vec<Touched> = Vec::new();
    for (place, event) in events.iter().enumerate() {
        let at = match touched.iter().position(|one| one.stream == event.stream) {
            Some(at) => at,
            None => {
                let before = find(conn, event.stream)?;
                let now = before.as_ref().map(|found| found.entity.clone());
                touched.push(Touched { before, now, stream: event.stream, made: Vec::new() });
                touched.len() - 1
            }
        };
        let one = &mut touched[at];
        let next = Entity::apply(one.now.take(), stamp, event);
        one.now = Some(next.map_err(|fault| StoreError::Inapplicable { seq, fault })?);
        one.made.push((event.version, place));
        records::give(conn, &event.body)?;
    }
    for one in &touched {
        write(conn, seq, events, one, later)?;
    }
    conn.prepare_cached("UPDATE checkpoint SET seq = ?1")?.execute([seq])?;
    Ok(())
}

fn write(
    conn: &Connection,
    seq: u64,
    events: &[Event],
    touched: &Touched,
    later: &mut Later,
) -> Result<(), StoreError> {
    let Some(now) = &touched.now else { return Ok(()) };
    let before = touched.before.as_ref();
    let n = entity::write(conn, before.map(|found| found.n), now)?;
    let mut index = conn.prepare_cached("INSERT INTO event_index VALUES (?1, ?2, ?3, ?4)")?;
    for (version, place) in &touched.made {
        index.execute(params![n, version, seq, place])?;
        remarks::write(conn, n, &events[*place])?;
    }
    let before = before.map(|found| &found.entity);
    let (item_before, item_now) = (before.and_then(item::of), item::of(now));
    item::write(conn, n, item_before.as_ref(), item_now.as_ref())?;
    counters::count(conn, item_before.as_ref(), item_now.as_ref())?;
    later.note(conn, n, before)?;
    later.note_runs(conn, before, now)?;
    records::write(conn, n, before, now)?;
    waiting::write(conn, n, before, now)?;
    registered::write(conn, n, before, now)?;
    group(conn, n, now)
}

/// Brings the tables up to date that only some kinds have.
fn group(conn: &Connection, n: i64, now: &Entity) -> Result<(), StoreError> {
    match &now.state {
        State::Document(document) => documents::write(conn, n, now, document),
        State::Arrival(arrival) => transfers::write_arrival(conn, n, now, arrival),
        State::Run(run) => transfers::write_run(conn, n, now, run),
        State::Shift(shift) => people::write(conn, n, now, shift),
        State::Message(message) => messages::write(conn, n, now, message),
        State::Inspection(_)
        | State::Dispatch(_)
        | State::Finding(_)
        | State::Supervised(_)
        | State::Volunteer(_)
        | State::Request(_)
        | State::Emergency(_)
        | State::Meeting(_)
        | State::Task(_)
        | State::Bulletin(_)
        | State::LedgerEntry(_)
        | State::Clearance(_) => Ok(()),
    }
}

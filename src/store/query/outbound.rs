//! What leaves the room: the messages that still ask for something, and what there may be to say.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, ToSql, params};

use super::super::error::StoreError;
use super::super::facts::instant;
use super::super::projection::{self, millis};
use super::Reader;
use crate::domain::outgoing::MessageState;
use crate::domain::{Entity, Kind, State};
use crate::view::{MessageRow, Outgoing, PaneKind};

/// Open items of a pane that may ask for something now: those that came lately, those whose silence has ended lately, and
/// those that were due lately or are due soon. Pane, since when, now, how far ahead.
const ASKING: [&str; 3] = [
    "SELECT entity FROM item INDEXED BY item_open_newest
     WHERE pane = ?1 AND open = 1 AND at > ?2 AND ?3 <= ?4",
    "SELECT entity FROM item INDEXED BY item_silent
     WHERE pane = ?1 AND open = 1 AND silent_until > 0 AND silent_until > ?2 AND silent_until <= ?3 AND ?3 <= ?4",
    "SELECT entity FROM item INDEXED BY item_by_due
     WHERE pane = ?1 AND open = 1 AND due > ?2 AND due <= ?4 AND ?3 <= ?4",
];

/// What there may be to say outside, and what is being said, all of one moment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Standing {
    /// Messages that are neither sent nor cancelled, and those handed to a channel lately.
    pub messages: Vec<Entity>,
    /// Open items that somebody may have to be told of, with the number people see on them: whatever came, fell due or
    /// woke up lately or is due soon, and all notices and emergencies.
    pub items: Vec<(Entity, Option<String>)>,
    /// The next time at which something falls due or asks for attention again (UTC).
    pub turn: Option<DateTime<Utc>>,
}

impl Reader {
    /// What there may be to say at `now`. Of what was due or came before `since` nothing is read, however much there is
    /// of it; what is due within `ahead` is there already. Messages handed to a channel after `tried` are there even if
    /// they are done.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn standing(
        &self,
        now: DateTime<Utc>,
        since: DateTime<Utc>,
        ahead: TimeDelta,
        tried: DateTime<Utc>,
    ) -> Result<Standing, StoreError> {
        let moment = self.moment()?;
        let messages = entities(
            &moment,
            "SELECT entity FROM message WHERE open = 1 UNION SELECT entity FROM message WHERE tried > ?1 ORDER BY 1",
            params![millis(tried)],
        )?;
        let mut rows = Vec::new();
        for pane in [PaneKind::Documents, PaneKind::Issues, PaneKind::Transfers] {
            for sql in ASKING {
                let times = [since, now, now + ahead].map(millis);
                rows.extend(numbers(&moment, sql, params![pane.index(), times[0], times[1], times[2]])?);
            }
        }
        for kind in [Kind::Emergency, Kind::Dispatch] {
            rows.extend(numbers(
                &moment,
                "SELECT entity FROM item INDEXED BY item_by_state WHERE pane = ?1 AND kind = ?2 AND open = 1",
                params![PaneKind::Documents.index(), kind.name()],
            )?);
        }
        rows.sort_unstable();
        rows.dedup();
        let items = rows.into_iter().map(|n| {
            let entity = projection::load(&moment, n)?;
            let number = projection::number(&entity);
            Ok((entity, number))
        });
        let items = items.collect::<Result<_, StoreError>>()?;
        Ok(Standing { messages, items, turn: turn(&moment, now, ahead)? })
    }
}

/// So many messages that ask for nothing any more are listed.
const DONE: usize = 100;

/// Messages that ask for something, the worst first, then the last of the rest.
pub(super) fn listed(conn: &Connection) -> Result<Vec<MessageRow>, StoreError> {
    let mut found = entities(conn, "SELECT entity FROM message WHERE open = 1", &[])?;
    found.extend(entities(
        conn,
        "SELECT entity FROM message WHERE open = 0 ORDER BY tried DESC, entity DESC LIMIT ?1",
        params![DONE],
    )?);
    let mut rows: Vec<MessageRow> = found
        .into_iter()
        .filter_map(|Entity { stream, version, state, .. }| match state {
            State::Message(message) => Some(MessageRow { stream, version, message: *message }),
            _ => None,
        })
        .collect();
    let grave = |state| match state {
        MessageState::GivenUp => 0,
        MessageState::Failed => 1,
        MessageState::Sending => 2,
        MessageState::Queued => 3,
        MessageState::Sent | MessageState::Cancelled => 4,
    };
    rows.sort_by_key(|row| grave(row.message.state));
    Ok(rows)
}

/// How many messages wait, are to be tried again, were given up.
pub(super) fn outgoing(conn: &Connection) -> Result<Outgoing, StoreError> {
    let mut count = conn.prepare_cached(
        "SELECT coalesce(sum(state IN ('queued', 'sending')), 0), coalesce(sum(state = 'failed'), 0),
         coalesce(sum(state = 'given_up'), 0) FROM message WHERE open = 1",
    )?;
    let read = |row: &rusqlite::Row<'_>| {
        Ok(Outgoing { waiting: row.get(0)?, failed: row.get(1)?, given_up: row.get(2)? })
    };
    Ok(count.query_row([], read)?)
}

/// The next time that something falls due, comes near that, or asks again.
fn turn(
    conn: &Connection,
    now: DateTime<Utc>,
    ahead: TimeDelta,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    const DUE: &str =
        "SELECT min(due) FROM item INDEXED BY item_by_due WHERE pane = ?1 AND open = 1 AND due > ?2";
    const SILENT: &str = "SELECT min(silent_until) FROM item INDEXED BY item_silent
         WHERE pane = ?1 AND open = 1 AND silent_until > 0 AND silent_until > ?2";
    let mut first: Option<DateTime<Utc>> = None;
    for (sql, before) in [(DUE, TimeDelta::zero()), (DUE, ahead), (SILENT, TimeDelta::zero())] {
        for pane in [PaneKind::Documents, PaneKind::Issues, PaneKind::Transfers] {
            let mut select = conn.prepare_cached(sql)?;
            let after = millis(now + before);
            let found: Option<i64> = select.query_row(params![pane.index(), after], |row| row.get(0))?;
            let found = found.filter(|found| *found != projection::NEVER).map(instant).transpose()?;
            first = first.into_iter().chain(found.map(|at| at - before)).min();
        }
    }
    Ok(first)
}

fn numbers(conn: &Connection, sql: &str, values: &[&dyn ToSql]) -> Result<Vec<i64>, StoreError> {
    let mut select = conn.prepare_cached(sql)?;
    let rows = select.query_map(values, |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn entities(conn: &Connection, sql: &str, values: &[&dyn ToSql]) -> Result<Vec<Entity>, StoreError> {
    numbers(conn, sql, values)?.into_iter().map(|n| projection::load(conn, n)).collect()
}

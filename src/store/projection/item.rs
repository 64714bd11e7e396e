//! What the four panes list, in the columns that they sort and count by.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use super::super::error::StoreError;
use crate::domain::document::Document;
use crate::domain::notice::Notice;
use crate::domain::{Aggregate, Attention, Entity, Urgency};
use crate::view::{Changed, Due, PaneKind, RowHead, pane_of};

/// A due time that never comes; sorts behind all others.
pub(in super::super) const NEVER: i64 = i64::MAX;

/// A row of a pane, as it is sorted and counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Item {
    /// The pane that lists it.
    pub(in super::super) pane: PaneKind,
    /// Still asks for work.
    pub(in super::super) open: bool,
    /// Its urgency; the smaller, the more urgent.
    pub(in super::super) rank: i64,
    /// Nearest unmet deadline, or [`NEVER`] (milliseconds since 1970, UTC).
    pub(in super::super) due: i64,
    /// Received or raised (milliseconds since 1970, UTC).
    pub(in super::super) at: i64,
    /// Unit, port or language, for sorting by it.
    pub(in super::super) party: String,
    /// Silent until then; 0 if it asks for attention (milliseconds since 1970, UTC).
    pub(in super::super) silent_until: i64,
    /// Silent because it was put off, not because somebody took notice.
    pub(in super::super) shelved: bool,
    /// The officer who has taken it on.
    pub(in super::super) holder: Option<String>,
    /// Place in [`Urgency::ALL`], for papers.
    pub(in super::super) urgency: Option<usize>,
}

/// Milliseconds since 1970, as the tables have times.
pub(in super::super) const fn millis(at: DateTime<Utc>) -> i64 {
    at.timestamp_millis()
}

/// The row of an entity; none for what no pane lists, and for what is void.
pub(super) fn of(entity: &Entity) -> Option<Item> {
    let pane = pane_of(entity.stream.kind)?;
    if entity.void {
        return None;
    }
    let document = Document::from_state(&entity.state)?;
    let urgency = Urgency::ALL.iter().position(|urgency| *urgency == document.paper.urgency);
    let attention = &document.notice.attention;
    Some(Item {
        pane,
        open: document.state.is_open(),
        rank: urgency.map_or(NEVER, |place| i64::try_from(place).unwrap_or(NEVER)),
        due: due(entity).map_or(NEVER, |due| millis(due.at)),
        at: millis(document.paper.received_at),
        party: document.lead_unit.clone().unwrap_or_default(),
        silent_until: attention.until().map_or(0, millis),
        shelved: matches!(attention, Attention::Shelved { .. }),
        holder: document.notice.holder.clone(),
        urgency,
    })
}

/// The nearest unmet deadline of an entity, the written form of an instruction included.
pub(in super::super) fn due(entity: &Entity) -> Option<Due> {
    let document = Document::from_state(&entity.state)?;
    let step = document.next_due().map(|(at, kind)| Due {
        at,
        kind: match kind {
            crate::domain::limits::DueKind::Sign => "sign",
            crate::domain::limits::DueKind::TellLeader => "tell_leader",
            crate::domain::limits::DueKind::Dispatch => "dispatch",
            crate::domain::limits::DueKind::Complete => "complete",
        },
    });
    let backfill = document.backfill_due.map(|at| Due { at, kind: "backfill" });
    step.into_iter().chain(backfill).min_by_key(|due| due.at)
}

/// What people call it.
pub(in super::super) fn title(entity: &Entity) -> String {
    Document::from_state(&entity.state).map(|document| document.paper.title.clone()).unwrap_or_default()
}

/// Whom to call about it: the unit charged with it, and the officer who holds it.
pub(in super::super) fn charged(entity: &Entity) -> (Option<String>, Option<String>) {
    let document = Document::from_state(&entity.state);
    document.map_or((None, None), |document| (document.lead_unit.clone(), document.notice.holder.clone()))
}

/// The part that every row of a pane has.
pub(in super::super) fn head(entity: &Entity, notice: &Notice) -> RowHead {
    RowHead {
        stream: entity.stream,
        version: entity.version,
        state: entity.state.name(),
        attention: notice.attention.clone(),
        holder: notice.holder.clone(),
        flagged: notice.flagged,
        comments: notice.comments,
        due: due(entity),
        changed: Changed { by: entity.changed_by.clone(), at: entity.changed_at },
    }
}

/// Brings the row of an entity up to date.
pub(super) fn write(
    conn: &Connection,
    n: i64,
    before: Option<&Item>,
    now: Option<&Item>,
) -> Result<(), StoreError> {
    match now {
        _ if before == now => {}
        None => {
            conn.prepare_cached("DELETE FROM item WHERE entity = ?1")?.execute([n])?;
        }
        Some(item) => {
            conn.prepare_cached(
                "INSERT INTO item VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
                 ON CONFLICT (entity) DO UPDATE SET pane = ?2, open = ?3, rank = ?4, due = ?5, at = ?6, party = ?7,
                 silent_until = ?8, shelved = ?9, holder = ?10",
            )?
            .execute(params![
                n,
                item.pane.index(),
                item.open,
                item.rank,
                item.due,
                item.at,
                item.party,
                item.silent_until,
                item.shelved,
                item.holder
            ])?;
        }
    }
    Ok(())
}

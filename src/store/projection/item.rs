//! What the four panes list, in the columns that they sort and count by.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use super::super::error::StoreError;
use super::describe::party;
use crate::domain::request::NeedUrgency;
use crate::domain::run::RunState;
use crate::domain::{Attention, Entity, State, Urgency};
use crate::view::{Changed, Due, PaneKind, RowHead, pane_of};

/// A due time that never comes; sorts behind all others.
pub(in super::super) const NEVER: i64 = i64::MAX;

/// Rank of all but the needs of ill people in the pane of issues. A finding, a supervised item, a visit and a guest's
/// wish are not more urgent by their kind: which is lost first is told by their clocks alone, so that they all have one
/// rank and stand by their due times. An ill person comes before every paper, whatever its clock says
/// ([`NeedUrgency`]).
const BY_THE_CLOCK: i64 = NeedUrgency::ByTheClock as i64;

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
    /// Place in [`Urgency::ALL`], for papers and what goes out.
    pub(in super::super) urgency: Option<usize>,
    /// Name of its kind.
    pub(in super::super) kind: &'static str,
    /// Name of its state.
    pub(in super::super) state: &'static str,
    /// Marked for closer watching.
    pub(in super::super) flagged: bool,
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
    let (rank, at, urgency) = match &entity.state {
        State::Document(document) => {
            let urgency = place(document.paper.urgency);
            (rank(urgency), document.paper.received_at, urgency)
        }
        State::Dispatch(dispatch) => {
            let urgency = place(dispatch.urgency);
            (rank(urgency), dispatch.drafted_at, urgency)
        }
        State::Supervised(supervised) => (BY_THE_CLOCK, supervised.item.received_at, None),
        State::Finding(_) => (BY_THE_CLOCK, entity.created_at, None),
        State::Inspection(_) | State::Meeting(_) | State::Task(_) => (BY_THE_CLOCK, entity.created_at, None),
        State::Request(request) => (request.urgency() as i64, request.need.raised_at, None),
        // It is nobody's paper: counts by urgency are of papers.
        State::Bulletin(_) => (rank(place(Urgency::Routine)), entity.created_at, None),
        // Nothing is more urgent; whoever counts by urgency counts papers.
        State::Emergency(emergency) => (0, emergency.received_at, None),
        State::Run(run) => (i64::from(run.state != RunState::Held), run.plan.pick_up, None),
        _ => (0, entity.created_at, None),
    };
    let notice = entity.state.notice();
    Some(Item {
        pane,
        // People are listed whether or not they ask for anything.
        open: entity.state.is_open() || pane == PaneKind::Volunteers,
        rank,
        due: due(entity).map_or(NEVER, |due| millis(due.at)),
        at: millis(at),
        party: party(entity),
        silent_until: entity.state.attention().and_then(|attention| attention.until()).map_or(0, millis),
        shelved: notice.is_some_and(|notice| matches!(notice.attention, Attention::Shelved { .. })),
        holder: notice.and_then(|notice| notice.holder.clone()),
        urgency,
        kind: entity.stream.kind.name(),
        state: entity.state.name(),
        flagged: notice.is_some_and(|notice| notice.flagged),
    })
}

/// Place in [`Urgency::ALL`].
fn place(urgency: Urgency) -> Option<usize> {
    Urgency::ALL.iter().position(|known| *known == urgency)
}

fn rank(place: Option<usize>) -> i64 {
    place.and_then(|place| i64::try_from(place).ok()).unwrap_or(NEVER)
}

/// The nearest unmet deadline of an entity.
pub(in super::super) fn due(entity: &Entity) -> Option<Due> {
    entity.state.next_due().map(|(at, kind)| Due { at, kind })
}

/// The part that every row of a pane has; volunteers have no notice.
pub(in super::super) fn head(entity: &Entity) -> RowHead {
    let notice = entity.state.notice().cloned().unwrap_or_default();
    RowHead {
        stream: entity.stream,
        version: entity.version,
        state: entity.state.name(),
        attention: entity.state.attention().unwrap_or_default(),
        holder: notice.holder,
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
                "INSERT INTO item VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
                 ON CONFLICT (entity) DO UPDATE SET pane = ?2, open = ?3, rank = ?4, due = ?5, at = ?6, party = ?7,
                 silent_until = ?8, shelved = ?9, holder = ?10, state = ?12, flagged = ?13",
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
                item.holder,
                item.kind,
                item.state,
                item.flagged
            ])?;
        }
    }
    Ok(())
}

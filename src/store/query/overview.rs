//! The band: counts, the next thing to lose, the shift, what others have just done.

use rusqlite::{OptionalExtension, params};

use super::super::entry::Entry;
use super::super::error::StoreError;
use super::super::facts::Tables;
use super::super::journal::Journal;
use super::super::projection::{self, DAY, NEVER, day, due_name, millis};
use super::pane::counter;
use super::{ReadContext, attention, people};
use crate::domain::ladder::ladder;
use crate::domain::shift::{Roster, Shift};
use crate::domain::{Aggregate, Kind, Stream};
use crate::view::{NextToLose, Overview, PaneKind, ShiftOnDuty, TimelineItem, pane_of};

/// How many deeds of others are shown, and among how many of the last entries they are looked for.
const NEWS: (usize, usize) = (5, 200);

/// What the band shows at `cx.now`.
pub(super) fn overview(tables: Tables<'_>, cx: &ReadContext<'_>) -> Result<Overview, StoreError> {
    let tip = tables.journal().tip()?;
    let as_of = tables.header(tip.seq)?.map(|header| header.at);
    let mut overview = Overview { seq: tip.seq, as_of, ..Overview::default() };
    for (at, count) in overview.open_by_urgency.iter_mut().enumerate() {
        *count = small(counter(tables.conn, "urgency", at)?);
    }
    for pane in [PaneKind::Documents, PaneKind::Issues, PaneKind::Transfers] {
        let at = pane.index();
        let open = small(counter(tables.conn, "open", at)?);
        let (silent, shelved) = silent(tables, pane, cx)?;
        overview.open_by_pane[at] = open;
        overview.overdue_by_pane[at] = overdue(tables, pane, cx)?;
        overview.unacknowledged_by_pane[at] = open.saturating_sub(silent);
        overview.shelved += shelved;
    }
    overview.open_by_pane[PaneKind::Volunteers.index()] = small(people::free(tables, cx)?);
    let roster = attention::roster(tables)?;
    let calls = attention::calls(tables, roster.as_ref(), cx)?;
    overview.next_to_lose = next_to_lose(tables, calls.with_leader, roster.as_ref(), cx)?;
    (overview.ringing, overview.pressing, overview.changes_at) =
        (calls.ringing, calls.pressing, calls.changes_at);
    overview.bulletin_to_draft = super::bulletins::to_draft(tables.conn, cx)?;
    overview.shift = shift(tables)?;
    overview.outgoing = super::outbound::outgoing(tables.conn)?;
    overview.recent = recent(tables, tip.seq, cx.officer)?;
    Ok(overview)
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// How many were due until now: whole days by their counters, the last day along the index.
fn overdue(tables: Tables<'_>, pane: PaneKind, cx: &ReadContext<'_>) -> Result<u32, StoreError> {
    let now = millis(cx.now);
    let today = day(now);
    let mut days = tables
        .conn
        .prepare_cached("SELECT coalesce(sum(n), 0) FROM counter WHERE name >= ?1 AND name < ?2")?;
    let before: u32 = days.query_row([due_name(pane, 0), due_name(pane, today)], |row| row.get(0))?;
    let mut rest = tables.conn.prepare_cached(
        "SELECT count(*) FROM item INDEXED BY item_by_due
         WHERE pane = ?1 AND open = 1 AND due >= ?2 AND due <= ?3",
    )?;
    let from = if today == 0 { i64::MIN } else { today * DAY };
    let since: u32 = rest.query_row(params![pane.index(), from, now], |row| row.get(0))?;
    Ok(before + since)
}

/// How many ask for nothing now because somebody took notice or put them off, and how many of these were put off.
fn silent(tables: Tables<'_>, pane: PaneKind, cx: &ReadContext<'_>) -> Result<(u32, u32), StoreError> {
    let mut count = tables.conn.prepare_cached(
        "SELECT count(*), coalesce(sum(shelved), 0) FROM item INDEXED BY item_silent
         WHERE pane = ?1 AND open = 1 AND silent_until > 0 AND silent_until > ?2",
    )?;
    Ok(count.query_row(params![pane.index(), millis(cx.now)], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// What is lost already must not hide what can still be saved within this time.
const SOON: i64 = 60 * 60 * 1000;

/// What has risen to the leader stands on top. Else: the nearest deadline of all panes that can still be met, if it is
/// soon; else the one that was missed last and is still owed; else the nearest, however far.
fn next_to_lose(
    tables: Tables<'_>,
    with_leader: Option<i64>,
    roster: Option<&Roster>,
    cx: &ReadContext<'_>,
) -> Result<Option<NextToLose>, StoreError> {
    const AHEAD: &str = "SELECT due, entity FROM item INDEXED BY item_by_due
                         WHERE pane = ?1 AND open = 1 AND due > ?2 AND due < ?3 ORDER BY due, entity LIMIT 1";
    const MISSED: &str = "SELECT due, entity FROM item INDEXED BY item_by_due
                          WHERE pane = ?1 AND open = 1 AND due <= ?2 AND due < ?3
                          ORDER BY due DESC, entity LIMIT 1";
    let now = millis(cx.now);
    let mut nearest: Option<(i64, i64, PaneKind)> = None;
    for (sql, before) in [(AHEAD, now.saturating_add(SOON)), (MISSED, NEVER), (AHEAD, NEVER)] {
        for pane in PaneKind::ALL {
            let mut select = tables.conn.prepare_cached(sql)?;
            let first: Option<(i64, i64)> = select
                .query_row(params![pane.index(), now, before], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            if let Some((due, n)) = first
                && nearest.is_none_or(|(known, ..)| (due - now).abs() < (known - now).abs())
            {
                nearest = Some((due, n, pane));
            }
        }
        if nearest.is_some() {
            break;
        }
    }
    let risen = with_leader.map(|n| (n, PaneKind::Documents));
    // What has risen without a deadline hides no deadline.
    for (n, pane) in risen.into_iter().chain(nearest.map(|(_, n, pane)| (n, pane))) {
        let entity = projection::load(tables.conn, n)?;
        let Some(due) = projection::due(&entity) else { continue };
        let pane = pane_of(entity.stream.kind).unwrap_or(pane);
        let title = projection::title(tables.conn, &entity)?;
        let (unit, holder) = projection::charged(&entity);
        let escalation = ladder(&entity, roster, &cx.policy.attention, cx.now);
        return Ok(Some(NextToLose { stream: entity.stream, pane, title, due, unit, holder, escalation }));
    }
    Ok(None)
}

/// The shift on duty.
fn shift(tables: Tables<'_>) -> Result<Option<ShiftOnDuty>, StoreError> {
    let Some((id, _)) = tables.shift_on_duty()? else { return Ok(None) };
    let found = projection::find(tables.conn, Stream::new(Kind::Shift, id))?;
    let shift = found.as_ref().and_then(|found| Shift::from_state(&found.entity.state));
    Ok(shift.map(|Shift { roster, .. }| ShiftOnDuty {
        id,
        leader: roster.leader.clone(),
        primary: roster.primary.clone(),
        secondary: roster.secondary.clone(),
        starts_at: roster.starts_at,
        ends_at: roster.ends_at,
    }))
}

/// The first event of each of the last entries that others have made, newest first.
fn recent(tables: Tables<'_>, tip: u64, officer: &str) -> Result<Vec<TimelineItem>, StoreError> {
    let (most, among) = NEWS;
    let mut select = tables.conn.prepare_cached(
        "SELECT seq FROM journal WHERE seq > ?1 AND officer <> ?2 ORDER BY seq DESC LIMIT ?3",
    )?;
    let after = tip.saturating_sub(among as u64);
    let seqs = select.query_map(params![after, officer, most], |row| row.get(0))?;
    let mut news = Vec::new();
    for seq in seqs {
        news.extend(entry_events(tables, seq?)?.into_iter().next());
    }
    Ok(news)
}

/// What an entry made happen.
pub(super) fn entry_events(tables: Tables<'_>, seq: u64) -> Result<Vec<TimelineItem>, StoreError> {
    let stored = tables.journal().follow(seq, 1)?;
    let Some(stored) = stored.first() else { return Ok(Vec::new()) };
    let Entry { header, events, .. } =
        Entry::read(&stored.bytes).map_err(|fault| StoreError::Entry { seq, fault })?;
    let items = events.into_iter().map(|event| TimelineItem {
        seq,
        at: header.at,
        by: header.officer.clone(),
        stream: event.stream,
        version: event.version,
        body: event.body,
    });
    Ok(items.collect())
}

//! Alarms, what is put off, what the bell sounds for, and when any of it changes by itself.
//!
//! Everything is read along the indexes of what is open; so the cost follows from what asks for attention now, not
//! from history. What is read at once is bounded, and says so when there is more.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{OptionalExtension, Params, params};

use super::super::error::StoreError;
use super::super::facts::{Tables, instant};
use super::super::projection::{self, millis};
use super::{ReadContext, target};
use crate::domain::alarm::{self, Alarm};
use crate::domain::ladder::{AttentionRules, Count, Escalation, Grade, ladder, leader_must_hear};
use crate::domain::request::NeedUrgency;
use crate::domain::shift::{Roster, Shift};
use crate::domain::wake::asks_since;
use crate::domain::{Aggregate, Attention, Entity, Kind, State, Stream, Urgency};
use crate::view::{Alarms, AttentionRow, Awaited, PaneKind, Pressing, Ringing, pane_of};

/// Most items read along one index.
const MOST: usize = 300;
/// Most items that are looked at for the band.
const FEW: usize = 20;
/// Most that the bell counts.
const COUNTED: usize = 1_000;
/// Papers up to this rank ring: emergencies and 特提 (0), 特急 (1).
const RINGS: i64 = 1;
/// Panes whose items can be alarms.
const PANES: [PaneKind; 3] = [PaneKind::Documents, PaneKind::Issues, PaneKind::Transfers];

/// Entries of the journal in which alarms that ended are looked for.
const RECENT: usize = 100;

/// Roster of the shift on duty.
pub(super) fn roster(tables: Tables<'_>) -> Result<Option<Roster>, StoreError> {
    let Some((id, _)) = tables.shift_on_duty()? else { return Ok(None) };
    let found = projection::find(tables.conn, Stream::new(Kind::Shift, id))?;
    Ok(found.and_then(|found| Shift::from_state(&found.entity.state).map(|shift| shift.roster.clone())))
}

/// Where an item stands on its ladder.
pub(super) fn escalation(
    tables: Tables<'_>,
    entity: &Entity,
    cx: &ReadContext<'_>,
) -> Result<Escalation, StoreError> {
    if Grade::of(&entity.state).is_none() {
        return Ok(Escalation::default());
    }
    Ok(ladder(entity, roster(tables)?.as_ref(), &cx.policy.attention, cx.now))
}

/// All alarms and everything that is put off.
pub(super) fn alarms(tables: Tables<'_>, cx: &ReadContext<'_>) -> Result<Alarms, StoreError> {
    let roster = roster(tables)?;
    let mut found = Alarms::default();
    let mut candidates = BTreeSet::new();
    let mut add = |rows: Vec<i64>| {
        found.more |= rows.len() >= MOST;
        candidates.extend(rows);
    };
    add(rows(
        tables,
        "SELECT entity FROM item INDEXED BY item_by_rank
         WHERE pane = ?1 AND open = 1 AND rank <= ?2 ORDER BY rank, due LIMIT ?3",
        params![PaneKind::Documents.index(), lowest_rank(&cx.policy.attention), MOST],
    )?);
    for pane in PANES {
        // Of runs any can be in trouble; of the rest only what is late or soon due.
        let until = if pane == PaneKind::Transfers {
            i64::MAX
        } else {
            millis(cx.now + widest(&cx.policy.attention))
        };
        add(rows(
            tables,
            "SELECT entity FROM item INDEXED BY item_by_due
             WHERE pane = ?1 AND open = 1 AND due <= ?2 ORDER BY due DESC LIMIT ?3",
            params![pane.index(), until, MOST],
        )?);
        add(rows(
            tables,
            "SELECT entity FROM item INDEXED BY item_silent
             WHERE pane = ?1 AND open = 1 AND silent_until > 0 AND silent_until > ?2 AND shelved = 1
             ORDER BY silent_until LIMIT ?3",
            params![pane.index(), millis(cx.now), MOST],
        )?);
    }
    for n in candidates {
        let entity = projection::load(tables.conn, n)?;
        let row = row(tables, n, &entity, roster.as_ref(), cx)?;
        if entity.state.attention().is_some_and(|is| matches!(is.at(cx.now), Attention::Shelved { .. })) {
            found.shelved.push(row);
        } else if row.alarm.is_some() {
            found.alarms.push(row);
        }
    }
    found.shelved.sort_by_key(|row| (row.until, row.target.stream));
    found.alarms.extend(returned(tables, roster.as_ref(), cx)?);
    found.flood = alarm::flood(&found.all(), &cx.policy.attention, cx.now);
    found.alarms.sort_by_key(|row| {
        let alarm = row.alarm.as_ref();
        let state = alarm.map(|alarm| (alarm.state, alarm.priority, alarm.condition));
        (state, alarm.map(|alarm| std::cmp::Reverse(alarm.since)), row.target.stream)
    });
    Ok(found)
}

fn row(
    tables: Tables<'_>,
    n: i64,
    entity: &Entity,
    roster: Option<&Roster>,
    cx: &ReadContext<'_>,
) -> Result<AttentionRow, StoreError> {
    let rules = &cx.policy.attention;
    let mut alarms = alarms_of(tables, entity, roster, cx, cx.now)?.into_iter();
    let (alarm, also) = (alarms.next(), alarms.map(|alarm| alarm.condition).collect());
    let attention = entity.state.attention();
    let silent = attention.as_ref().map(|attention| attention.at(cx.now));
    let (by, reason) = match silent {
        Some(Attention::Acknowledged { by, .. }) => (Some(by.clone()), None),
        Some(Attention::Shelved { by, reason, .. }) => (Some(by.clone()), reason.clone()),
        _ => (None, None),
    };
    Ok(AttentionRow {
        target: target(tables.conn, n)?,
        alarm,
        also,
        no: projection::number(entity),
        urgency: urgency(&entity.state),
        due: projection::due(entity),
        by,
        until: silent.and_then(Attention::until),
        wake: silent.and_then(Attention::wake).cloned(),
        reason,
        escalation: ladder(entity, roster, rules, cx.now),
    })
}

/// The alarms of an item as it is or was, at a time.
fn alarms_of(
    tables: Tables<'_>,
    entity: &Entity,
    roster: Option<&Roster>,
    cx: &ReadContext<'_>,
    at: DateTime<Utc>,
) -> Result<Vec<Alarm>, StoreError> {
    let problems = match &entity.state {
        State::Run(run) => {
            let arrival = projection::arrival(tables.conn, run)?;
            run.problems(arrival.as_ref(), &cx.policy.limits.transfers, at)
        }
        _ => Vec::new(),
    };
    Ok(alarm::alarms(entity, &problems, roster, &cx.policy.attention, at))
}

/// Alarms whose condition ended a short while ago, before anybody took notice: what the last entries have changed,
/// before and after.
fn returned(
    tables: Tables<'_>,
    roster: Option<&Roster>,
    cx: &ReadContext<'_>,
) -> Result<Vec<AttentionRow>, StoreError> {
    let tip = tables.journal().tip()?.seq;
    let mut touched: BTreeMap<Stream, (u32, DateTime<Utc>)> = BTreeMap::new();
    for seq in (1..=tip).rev().take(RECENT) {
        let Some(header) = tables.header(seq)? else { break };
        if header.at + cx.policy.attention.returned_for <= cx.now {
            break;
        }
        for event in header.events.iter().filter(|event| event.version > 1 && has_alarms(event.stream.kind)) {
            // The newest entry comes first; the oldest version is the one from before all of them.
            touched.insert(event.stream, (event.version - 1, header.at));
        }
    }
    let mut found = Vec::new();
    for (stream, (version, at)) in touched {
        let Some(now) = projection::find(tables.conn, stream)? else { continue };
        if now.entity.void || now.entity.state.attention() != Some(Attention::Unacknowledged) {
            continue;
        }
        let Some(before) = tables.at_version(stream, version)? else { continue };
        let before = alarms_of(tables, &before, roster, cx, at)?;
        let after = alarms_of(tables, &now.entity, roster, cx, cx.now)?;
        if let Some(ended) = alarm::returned(&before, &after).into_iter().next() {
            let by = Some(now.entity.changed_by.clone());
            let row = row(tables, now.n, &now.entity, roster, cx)?;
            found.push(AttentionRow { alarm: Some(ended), also: Vec::new(), by, ..row });
        }
    }
    Ok(found)
}

const fn has_alarms(kind: Kind) -> bool {
    matches!(pane_of(kind), Some(PaneKind::Documents | PaneKind::Issues | PaneKind::Transfers))
}

const fn urgency(state: &State) -> Option<Urgency> {
    match state {
        State::Document(document) => Some(document.paper.urgency),
        State::Emergency(_) => Some(Urgency::Flash),
        _ => None,
    }
}

fn rows(tables: Tables<'_>, sql: &str, values: impl Params) -> Result<Vec<i64>, StoreError> {
    let mut select = tables.conn.prepare_cached(sql)?;
    let rows = select.query_map(values, |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The rank of the least urgent papers that can be alarms by themselves or by their ladder.
fn lowest_rank(rules: &AttentionRules) -> i64 {
    let ranks = (0..).zip(Urgency::ALL);
    let laddered = ranks.filter(|(_, urgency)| rules.ladders.contains_key(&Grade::from(*urgency)));
    laddered.map(|(rank, _)| rank).max().map_or(RINGS, |rank: i64| rank.max(RINGS))
}

/// How long before a deadline anything can happen because of it.
fn widest(rules: &AttentionRules) -> TimeDelta {
    let steps = rules.ladders.values().flatten().filter_map(|step| match step.when {
        Count::BeforeDue(span) => Some(span),
        Count::Unacknowledged(_) => None,
    });
    steps.fold(rules.near_at_most, TimeDelta::max)
}

/// What the band and the bell follow from.
pub(super) struct Calls {
    pub(super) ringing: Option<Ringing>,
    pub(super) pressing: Vec<Pressing>,
    pub(super) changes_at: Option<DateTime<Utc>>,
    /// Row of the most urgent item that has risen to the leader, who has not been told of it.
    pub(super) with_leader: Option<i64>,
}

/// What asks for attention at `cx.now`, as far as the band and the bell go by it.
pub(super) fn calls(
    tables: Tables<'_>,
    roster: Option<&Roster>,
    cx: &ReadContext<'_>,
) -> Result<Calls, StoreError> {
    let (now, rules) = (millis(cx.now), &cx.policy.attention);
    let mut calls = Calls { ringing: None, pressing: Vec::new(), changes_at: None, with_leader: None };
    let mut moments: Vec<DateTime<Utc>> = Vec::new();
    let mut urgent = Vec::new();
    // An ill person comes behind what is 特提, which rings in the quiet hours too, and before what is 特急.
    let ringing = [
        (PaneKind::Documents, 0, 0),
        (PaneKind::Issues, 0, NeedUrgency::Danger as i64),
        (PaneKind::Documents, 1, RINGS),
    ];
    for (pane, from, rank) in ringing {
        urgent.extend(rows(
            tables,
            "SELECT entity FROM item INDEXED BY item_by_rank
             WHERE pane = ?1 AND open = 1 AND rank BETWEEN ?5 AND ?2 AND silent_until <= ?3
             ORDER BY rank, due, entity LIMIT ?4",
            params![pane.index(), rank, now, COUNTED, from],
        )?);
    }
    for n in urgent.iter().take(FEW) {
        let entity = projection::load(tables.conn, *n)?;
        moments.extend(alarm::next_change(&entity, rules, cx.now));
        let stands = ladder(&entity, roster, rules, cx.now);
        if calls.with_leader.is_none() && leader_must_hear(&entity, &stands) {
            calls.with_leader = Some(*n);
        }
        if calls.ringing.is_none() {
            calls.ringing = Some(Ringing {
                count: u32::try_from(urgent.len()).unwrap_or(u32::MAX),
                stream: entity.stream,
                urgency: urgency(&entity.state).unwrap_or(Urgency::Immediate),
                no: projection::number(&entity),
            });
        }
    }
    let soon = millis(cx.now + rules.near_at_most);
    for pane in PANES {
        for n in rows(
            tables,
            "SELECT entity FROM item INDEXED BY item_by_due
             WHERE pane = ?1 AND open = 1 AND due > ?2 AND due <= ?3 AND silent_until <= ?2 ORDER BY due LIMIT ?4",
            params![pane.index(), now, soon, FEW],
        )? {
            let entity = projection::load(tables.conn, n)?;
            moments.extend(alarm::next_change(&entity, rules, cx.now));
            calls.pressing.extend(pressing(&entity, rules, cx.now));
        }
        moments.extend(next_in_pane(tables, pane, now, soon, rules)?);
    }
    calls.pressing.sort_by_key(|pressing| (pressing.due.at, pressing.stream));
    calls.pressing.truncate(FEW);
    calls.changes_at = moments.into_iter().filter(|at| *at > cx.now).min();
    Ok(calls)
}

fn pressing(entity: &Entity, rules: &AttentionRules, now: DateTime<Utc>) -> Option<Pressing> {
    let due = projection::due(entity)?;
    let near = alarm::near_from(entity, due.at, rules) <= now && asks_since(entity, now).is_some();
    near.then(|| Pressing { stream: entity.stream, due, no: projection::number(entity) })
}

/// When the next silence of a pane ends, and when the first deadline that is far comes into sight.
fn next_in_pane(
    tables: Tables<'_>,
    pane: PaneKind,
    now: i64,
    soon: i64,
    rules: &AttentionRules,
) -> Result<Vec<DateTime<Utc>>, StoreError> {
    const SILENT: &str = "SELECT silent_until FROM item INDEXED BY item_silent
         WHERE pane = ?1 AND open = 1 AND silent_until > 0 AND silent_until > ?2 ORDER BY silent_until LIMIT 1";
    const DUE: &str = "SELECT due FROM item INDEXED BY item_by_due
         WHERE pane = ?1 AND open = 1 AND due > ?2 AND due < 9223372036854775807 ORDER BY due LIMIT 1";
    let first = |sql: &str, after: i64| -> Result<Option<i64>, StoreError> {
        let mut select = tables.conn.prepare_cached(sql)?;
        Ok(select.query_row(params![pane.index(), after], |row| row.get(0)).optional()?)
    };
    let silent = first(SILENT, now)?.map(instant).transpose()?;
    let due = first(DUE, soon)?.map(instant).transpose()?;
    Ok(silent.into_iter().chain(due.map(|due| due - rules.near_at_most)).collect())
}

/// Most arrivals that are read, the newest announced first.
const ARRIVALS: usize = 300;

/// Arrivals that are awaited, the next first.
pub(super) fn awaited(tables: Tables<'_>, cx: &ReadContext<'_>) -> Result<Vec<Awaited>, StoreError> {
    let newest = rows(
        tables,
        "SELECT n FROM entity INDEXED BY entity_by_kind WHERE kind = ?1 ORDER BY n DESC LIMIT ?2",
        params![Kind::Arrival.name(), ARRIVALS],
    )?;
    let mut awaited = Vec::new();
    for n in newest {
        let entity = projection::load(tables.conn, n)?;
        let State::Arrival(arrival) = entity.state else { continue };
        if entity.void || !arrival.state.is_open() {
            continue;
        }
        let at = arrival.movement.revised_at();
        let movement = arrival.movement;
        awaited.push(Awaited { key: movement.key, number: movement.number, origin: movement.origin, at });
    }
    // What should have come long ago is rarely meant.
    awaited.sort_by_key(|awaited| (awaited.at < cx.now - TimeDelta::hours(12), awaited.at));
    Ok(awaited)
}

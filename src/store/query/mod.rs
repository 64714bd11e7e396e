//! Questions to the tables, answered from a read-only connection that stays open.

mod attention;
mod bulletins;
mod crewing;
mod everything;
mod figures;
mod helpers;
mod ledger;
mod lists;
mod outbound;
mod overview;
mod pane;
mod people;
mod plotted;
mod proposal;
mod registers;
mod rows;
mod set;
mod staffing;
mod terms;

use std::cell::Cell;
use std::path::Path;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Transaction};

use super::embedded::Embedded;
use super::entry::Header;
use super::error::StoreError;
use super::facts::Tables;
use super::journal::Journal;
use super::rebuild::project_all;
use super::{projection, schema};
use crate::domain::dispatch::Dispatch;
use crate::domain::task::Task;
use crate::domain::{Entity, Id, Kind, Policy, State, Stream};
use crate::view::{Answer, Detail, ListQuery, PaneKind, PaneRows, Query, Target, TaskLine};

pub use ledger::ledger_line;
pub use lists::ListedEntry;
pub use outbound::Standing;

/// Events of an entity's history that are shown: the last so many.
const HISTORY: usize = 200;
/// Most rows that can be marked at once.
const MARKABLE: usize = 10_000;

/// What answers depend on besides the tables.
#[derive(Debug, Clone, Copy)]
pub struct ReadContext<'a> {
    /// The time (UTC); what is overdue, and what has woken up again, follow from it.
    pub now: DateTime<Utc>,
    /// Name of the officer who looks; one's own deeds are no news.
    pub officer: &'a str,
    /// The rules of the house.
    pub policy: &'a Policy,
}

/// The reading side of a store. Each answer is of one moment.
#[derive(Debug)]
pub struct Reader {
    conn: Connection,
    seen: Cell<i64>,
}

impl Reader {
    /// Opens a store that exists, for reading only.
    ///
    /// # Errors
    /// As [`Store::open`](super::Store::open).
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let reader = Self { conn: schema::open_read_only(path)?, seen: Cell::new(0) };
        reader.changed()?;
        Ok(reader)
    }

    /// The store as it was at a time: entries later than that are left out. The tables are made again for it, in a
    /// temporary file; the cost grows with the journal.
    ///
    /// # Errors
    /// As [`Reader::open`].
    pub fn open_as_of(path: &Path, at: DateTime<Utc>) -> Result<Self, StoreError> {
        let store = schema::open_journal(path)?;
        let moment = store.unchecked_transaction()?;
        let conn = schema::temporary()?;
        copy_until(&Embedded::new(&moment), &conn, at)?;
        Ok(Self { conn, seen: Cell::new(0) })
    }

    /// Whether somebody has committed since this was asked last, or since the reader was opened.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn changed(&self) -> Result<bool, StoreError> {
        let version: i64 =
            self.conn.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?;
        Ok(self.seen.replace(version) != version)
    }

    /// Answers a question of a pane, the band or the preview.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn answer(&self, query: &Query, cx: &ReadContext<'_>) -> Result<Answer, StoreError> {
        let moment = self.moment()?;
        let tables = Tables::new(&moment);
        Ok(match query {
            Query::Pane { pane, list, ticket } => {
                Answer::Pane { ticket: *ticket, rows: pane_rows(tables, *pane, list, cx)? }
            }
            Query::Proposal { from, until, ticket } => {
                let proposed = Box::new(proposal::proposal(tables, (*from, *until), cx)?);
                Answer::Proposal { ticket: *ticket, proposed }
            }
            Query::Clearances => Answer::Clearances(lists::clearances(tables.conn)?),
            Query::Alarms => Answer::Alarms(Box::new(attention::alarms(tables, cx)?)),
            Query::Awaited => Answer::Awaited(attention::awaited(tables, cx)?),
            Query::Crewing { stream } => {
                let candidates = Box::new(crewing::crewing(tables, *stream, cx)?);
                Answer::Crewing { stream: *stream, candidates }
            }
            Query::Helpers { stream } => {
                let helpers = Box::new(helpers::helpers(tables, *stream, cx)?);
                Answer::Helpers { stream: *stream, helpers }
            }
            Query::Search { filter, limit, ticket } => {
                Answer::Search { ticket: *ticket, found: everything::everything(tables, filter, *limit)? }
            }
            Query::Overview => Answer::Overview(Box::new(overview::overview(tables, cx)?)),
            Query::Detail { stream, ticket } => {
                Answer::Detail { ticket: *ticket, detail: detail(tables, *stream, cx)?.map(Box::new) }
            }
            Query::Times { from, until, ticket } => {
                let times = figures::steps::times(tables.conn, *from, *until)?;
                Answer::Times { ticket: *ticket, times: Box::new(times) }
            }
            Query::Register { query, ticket } => {
                Answer::Register { ticket: *ticket, page: Box::new(registers::page(tables.conn, query)?) }
            }
            Query::Offers { links, ticket } => {
                Answer::Offers { ticket: *ticket, offers: Box::new(registers::offers(tables.conn, links)?) }
            }
            Query::Plotted { plot, period, ticket } => {
                let plotted = plotted::plotted(tables, *plot, *period, cx.now, &cx.policy.calendar)?;
                Answer::Plotted { ticket: *ticket, plotted: Box::new(plotted) }
            }
            Query::Figured { ask, ticket } => {
                let told = figures::figured(tables.conn, ask, &cx.policy.calendar)?;
                Answer::Figured { ticket: *ticket, told: Box::new(told) }
            }
            Query::Messages => Answer::Messages(outbound::listed(tables.conn)?),
            Query::Bulletins => Answer::Bulletins(bulletins::listed(tables, cx)?),
            Query::Issue(key) => Answer::Issue(bulletins::issue(tables, *key, cx)?.map(Box::new)),
            Query::Matching { pane, list } => {
                let selection = pane::select(tables.conn, *pane, list, cx.now)?;
                let rows = selection.take(MARKABLE)?.into_iter().map(|n| target(tables.conn, n));
                Answer::Matching { pane: *pane, rows: rows.collect::<Result<_, _>>()? }
            }
        })
    }

    /// A transaction in which all reads see the same; it ends when dropped.
    fn moment(&self) -> Result<Transaction<'_>, StoreError> {
        Ok(self.conn.unchecked_transaction()?)
    }
}

/// Copies entries until the first that is later, and projects them.
fn copy_until(journal: &impl Journal, to: &Connection, at: DateTime<Utc>) -> Result<(), StoreError> {
    to.execute_batch("BEGIN IMMEDIATE")?;
    let copy = Embedded::new(to);
    let mut next = 1;
    while let Some(stored) = journal.follow(next, 1)?.first() {
        let header =
            Header::read(&stored.bytes).map_err(|fault| StoreError::Entry { seq: stored.seq, fault })?.0;
        if header.at > at {
            break;
        }
        copy.append(&stored.bytes, header.id, stored.seq - 1)?;
        next = stored.seq + 1;
    }
    project_all(&copy, to, &mut |_| {})?;
    to.execute_batch("COMMIT")?;
    Ok(())
}

fn pane_rows(
    tables: Tables<'_>,
    pane: PaneKind,
    list: &ListQuery,
    cx: &ReadContext<'_>,
) -> Result<PaneRows, StoreError> {
    let window = || pane::window(tables.conn, pane, list, cx.now);
    let load = |n| projection::load(tables.conn, n);
    Ok(match pane {
        PaneKind::Documents => PaneRows::Documents(window()?.rows(|n| Ok(rows::document(&load(n)?)))?),
        PaneKind::Issues => PaneRows::Issues(window()?.rows(|n| Ok(rows::issue(&load(n)?)))?),
        PaneKind::Transfers => {
            PaneRows::Transfers(window()?.rows(|n| rows::run(tables.conn, &load(n)?, cx))?)
        }
        PaneKind::Volunteers => {
            let (window, cover) = people::window(tables, list, cx)?;
            PaneRows::Volunteers(window, cover)
        }
    })
}

fn target(conn: &Connection, n: i64) -> Result<Target, StoreError> {
    let entity = projection::load(conn, n)?;
    Ok(Target {
        stream: entity.stream,
        version: entity.version,
        state: entity.state.name(),
        title: projection::title(conn, &entity)?,
        shelved_until: entity.state.attention().and_then(|attention| attention.shelved_until()),
        due_at: projection::due(&entity).map(|due| due.at),
    })
}

fn detail(tables: Tables<'_>, stream: Stream, cx: &ReadContext<'_>) -> Result<Option<Detail>, StoreError> {
    let Some(found) = projection::find(tables.conn, stream)? else { return Ok(None) };
    let timeline = tables.history(stream, 0, HISTORY)?;
    let escalation = attention::escalation(tables, &found.entity, cx)?;
    let dispatches = dispatches(tables, &found.entity)?;
    let due = projection::due(&found.entity);
    let (tasks, source) = (tasks(tables.conn, &found.entity)?, source(tables.conn, &found.entity)?);
    Ok(Some(Detail { due, entity: found.entity, escalation, dispatches, tasks, source, timeline }))
}

/// The tasks of a meeting that are not void, in the order of its action items.
fn tasks(conn: &Connection, entity: &Entity) -> Result<Vec<TaskLine>, StoreError> {
    let State::Meeting(meeting) = &entity.state else { return Ok(Vec::new()) };
    let mut all = Vec::with_capacity(meeting.tasks.len());
    for id in &meeting.tasks {
        let found = projection::find(conn, Stream::new(Kind::Task, *id))?;
        if let Some(State::Task(task)) =
            found.filter(|found| !found.entity.void).map(|found| found.entity.state)
        {
            let Task { title, owner, due, state, .. } = *task;
            all.push(TaskLine { id: *id, title, owner, due, state });
        }
    }
    Ok(all)
}

/// What a task came of, with what people call it.
fn source(conn: &Connection, entity: &Entity) -> Result<Option<(Stream, String)>, StoreError> {
    let State::Task(task) = &entity.state else { return Ok(None) };
    let Some(stream) = task.source else { return Ok(None) };
    let found = projection::find(conn, stream)?;
    found.map(|found| Ok((stream, projection::title(conn, &found.entity)?))).transpose()
}

/// All that went out about the paper, or about the paper that this dispatch is about.
fn dispatches(tables: Tables<'_>, entity: &Entity) -> Result<Vec<(Id, Dispatch)>, StoreError> {
    let about = match &entity.state {
        State::Dispatch(dispatch) => match dispatch.about {
            Some(stream) => projection::find(tables.conn, stream)?.map(|found| found.entity.state),
            None => None,
        },
        _ => None,
    };
    let State::Document(paper) = about.as_ref().unwrap_or(&entity.state) else { return Ok(Vec::new()) };
    let mut all = Vec::with_capacity(paper.dispatches.len());
    for id in &paper.dispatches {
        let found = projection::find(tables.conn, Stream::new(Kind::Dispatch, *id))?;
        if let Some(State::Dispatch(dispatch)) =
            found.filter(|found| !found.entity.void).map(|found| found.entity.state)
        {
            all.push((*id, *dispatch));
        }
    }
    Ok(all)
}

//! Times of the steps of papers and of the receipts of dispatches: one pass over what came in the period, and of each
//! only its times.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};
use serde::Deserialize;

use super::super::super::error::StoreError;
use super::super::super::facts::stream;
use super::super::super::projection::{self, millis};
use super::Span;
use crate::domain::dispatch::{Recipient, RecipientState};
use crate::domain::document::{Deadlines, Done};
use crate::domain::{Kind, Urgency};
use crate::figures::{Gathering, Step, StepTimes, Timed};
use crate::view::PaneKind;

#[derive(Deserialize)]
struct Snapshot {
    state: Part,
}

/// The two kinds whose steps are timed.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Part {
    Document(Paper),
    Dispatch(Sent),
}

/// Of a paper only its times.
#[derive(Deserialize)]
pub(super) struct Paper {
    pub(super) paper: Received,
    deadlines: Deadlines,
    #[serde(default)]
    original_complete: Option<DateTime<Utc>>,
    pub(super) done: Done,
}

#[derive(Deserialize)]
pub(super) struct Received {
    pub(super) urgency: Urgency,
    pub(super) received_at: DateTime<Utc>,
}

/// Of a dispatch only its receipts.
#[derive(Deserialize)]
struct Sent {
    urgency: Urgency,
    sent_at: Option<DateTime<Utc>>,
    recipients: Vec<Recipient>,
}

/// Times of what came from `from` on and before `until`, with the titles of the latest.
pub(in super::super) fn times(
    conn: &Connection,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<StepTimes, StoreError> {
    let mut gathering = Gathering::new(until);
    each(conn, Span { from, until }, &mut gathering, |_| {})?;
    let mut times = gathering.finish();
    for worst in &mut times.worst {
        if let Some(found) = projection::find(conn, worst.stream)? {
            worst.title = projection::title(conn, &found.entity)?;
        }
    }
    Ok(times)
}

/// Gathers the steps of everything that came in the period; papers are shown to `with` too.
pub(super) fn each(
    conn: &Connection,
    span: Span,
    gathering: &mut Gathering,
    mut with: impl FnMut(&Paper),
) -> Result<(), StoreError> {
    let mut select = conn.prepare_cached(
        "SELECT e.kind, e.id, e.snapshot FROM item i INDEXED BY item_newest JOIN entity e ON e.n = i.entity
         WHERE i.pane = ?1 AND i.at >= ?2 AND i.at < ?3 AND e.kind IN ('document', 'dispatch')",
    )?;
    let pane = PaneKind::Documents.index();
    let mut rows = select.query(params![pane, millis(span.from), millis(span.until)])?;
    while let Some(row) = rows.next()? {
        let snapshot: &str = row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?;
        let fault = |error: serde_json::Error| StoreError::Table { table: "entity", what: error.to_string() };
        let Snapshot { state } = serde_json::from_str(snapshot).map_err(fault)?;
        let stream = stream(&row.get::<_, String>(0)?, row.get(1)?)?;
        match state {
            Part::Document(paper) if stream.kind == Kind::Document => {
                let (urgency, from) = (paper.paper.urgency, paper.paper.received_at);
                let (due, done) = (&paper.deadlines, &paper.done);
                let complete = paper.original_complete.or(due.complete);
                for (step, due, done) in [
                    (Step::Sign, due.sign, done.signed),
                    (Step::TellLeader, due.tell_leader, done.told_leader),
                    (Step::Dispatch, due.dispatch, done.dispatched),
                    (Step::Complete, complete, done.completed),
                ] {
                    gathering.add(&Timed { stream, urgency, step, from, due, done });
                }
                with(&paper);
            }
            Part::Dispatch(Sent { urgency, sent_at: Some(from), recipients }) => {
                let owed = |recipient: &&Recipient| {
                    !matches!(recipient.state, RecipientState::Rerouted | RecipientState::Declined)
                };
                for recipient in recipients.iter().filter(owed) {
                    let done = recipient.receipt.as_ref().map(|receipt| receipt.at);
                    let due = recipient.clock.sign_due;
                    gathering.add(&Timed { stream, urgency, step: Step::Receipt, from, due, done });
                }
            }
            _ => {}
        }
    }
    Ok(())
}

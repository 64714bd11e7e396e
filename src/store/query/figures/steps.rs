//! Times of the steps of papers and of the receipts of dispatches: one pass over what came in the period, and of each
//! only its times.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};
use serde::Deserialize;

use super::super::super::error::StoreError;
use super::super::super::facts::stream;
use super::super::super::projection::{self, millis};
use crate::domain::dispatch::{Recipient, RecipientState};
use crate::domain::document::{Deadlines, Done};
use crate::domain::{Kind, Stream, Urgency};
use crate::figures::{self, Gathering, Period, Span, Step, StepTimes, Timed};
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

/// Something that was found: a paper, a dispatch that went out and when it was drafted, a step of one of them.
pub(in super::super) enum Seen {
    Paper(Stream, figures::Paper),
    Sent(Stream, DateTime<Utc>),
    Step(Timed),
}

/// Of a paper only its times.
#[derive(Deserialize)]
struct Paper {
    paper: Received,
    deadlines: Deadlines,
    #[serde(default)]
    original_complete: Option<DateTime<Utc>>,
    done: Done,
}

#[derive(Deserialize)]
struct Received {
    urgency: Urgency,
    received_at: DateTime<Utc>,
}

/// Of a dispatch only its receipts.
#[derive(Deserialize)]
struct Sent {
    urgency: Urgency,
    drafted_at: DateTime<Utc>,
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
    // Only instants count here; the days are of no account.
    let span = Span { period: Period { from: None, to: until.date_naive() }, from, until };
    each(conn, &span, |seen| {
        if let Seen::Step(timed) = seen {
            gathering.add(&timed);
        }
    })?;
    let mut times = gathering.finish();
    for worst in &mut times.worst {
        if let Some(found) = projection::find(conn, worst.stream)? {
            worst.title = projection::title(conn, &found.entity)?;
        }
    }
    Ok(times)
}

/// Shows every paper and dispatch that came in the period, and then its steps, to `with`.
pub(in super::super) fn each(
    conn: &Connection,
    span: &Span,
    mut with: impl FnMut(Seen),
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
                let (signed, completed) = (done.signed, done.completed);
                with(Seen::Paper(stream, figures::Paper { urgency, received_at: from, signed, completed }));
                for (step, due, done) in [
                    (Step::Sign, due.sign, done.signed),
                    (Step::TellLeader, due.tell_leader, done.told_leader),
                    (Step::Dispatch, due.dispatch, done.dispatched),
                    (Step::Complete, complete, done.completed),
                ] {
                    with(Seen::Step(Timed { stream, urgency, step, came: from, from, due, done }));
                }
            }
            Part::Dispatch(Sent { urgency, drafted_at: came, sent_at: Some(from), recipients }) => {
                if from < span.until {
                    with(Seen::Sent(stream, came));
                }
                let owed = |recipient: &&Recipient| {
                    !matches!(recipient.state, RecipientState::Rerouted | RecipientState::Declined)
                };
                for recipient in recipients.iter().filter(owed) {
                    let done = recipient.receipt.as_ref().map(|receipt| receipt.at);
                    let due = recipient.clock.sign_due;
                    with(Seen::Step(Timed { stream, urgency, step: Step::Receipt, came, from, due, done }));
                }
            }
            _ => {}
        }
    }
    Ok(())
}

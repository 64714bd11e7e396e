//! What people said: the words in events, so that a comment, an answer or a reason can be found long afterwards.
//!
//! The words themselves stay in the journal alone; here are their tokens, and which event has them. An undo takes
//! back what was done, not what was said, so that remarks are only ever added.

use rusqlite::{Connection, params};
use serde_json::Value;

use super::super::error::StoreError;
use super::super::schema::SEARCH_REMARKS;
use crate::domain::{Event, EventBody};
use crate::grams::bigrams;

/// Names under which events keep what somebody said or wrote in whole words.
const SPOKEN: [&str; 19] = [
    "text",
    "words",
    "note",
    "reason",
    "outcome",
    "answer",
    "proposal",
    "summary",
    "despite",
    "debrief",
    "remark",
    "remarks",
    "message",
    "body",
    "content",
    "details",
    "gist",
    "feedback",
    "read_back",
];

/// The words in an event, a line each; empty if nobody said anything in it.
pub(in super::super) fn words(body: &EventBody) -> String {
    if matches!(body, EventBody::Restored(_)) {
        return String::new();
    }
    let mut words = Vec::new();
    // Events are plain data; what could not be written would not be in the journal.
    collect(&serde_json::to_value(body).unwrap_or(Value::Null), &mut words);
    words.join("\n")
}

fn collect(value: &Value, words: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(text) if SPOKEN.contains(&name.as_str()) && !text.trim().is_empty() => {
                        words.push(text.trim().to_owned());
                    }
                    Value::Object(_) | Value::Array(_) => collect(value, words),
                    _ => {}
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, words)),
        _ => {}
    }
}

/// Makes the words of an event of the entity in row `n` findable.
pub(super) fn write(conn: &Connection, n: i64, event: &Event) -> Result<(), StoreError> {
    let words = words(&event.body);
    if words.is_empty() {
        return Ok(());
    }
    let row: i64 = conn
        .prepare_cached("INSERT INTO remark (entity, version) VALUES (?1, ?2) RETURNING n")?
        .query_row(params![n, event.version], |row| row.get(0))?;
    conn.prepare_cached(&format!("INSERT INTO {SEARCH_REMARKS} (rowid, body) VALUES (?1, ?2)"))?
        .execute(params![row, bigrams(&words)])?;
    Ok(())
}

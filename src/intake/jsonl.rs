//! JSON Lines: one object a line, under the names of the command line's contract or any known heading.

use std::io::{self, Read};

use serde_json::{Map, Value};

use super::cleared::row_content;
use super::fields::Field;
use super::marking::{is_level, is_marked};
use super::table::ColumnMap;
use super::{Desk, Detail, ReasonCode, bytes};

pub(super) fn read(window: Vec<u8>, rest: impl Read, desk: &mut Desk<'_, '_>) -> io::Result<()> {
    let mut text = bytes::open(window, rest);
    while !desk.stopped
        && let Some(line) = text.lines.next()?
    {
        let source = desk.at(line.number);
        if line.too_long {
            desk.refuse(source, ReasonCode::RowTooLong, Detail::None);
            continue;
        }
        match text.decoder.decode(&line.bytes) {
            Err(at) => desk.refuse(source, ReasonCode::Undecodable, Detail::Byte(at as u64)),
            Ok(json) if json.trim().is_empty() => desk.summary.skipped += 1,
            Ok(json) => match serde_json::from_str::<Map<String, Value>>(&json) {
                Ok(object) => take_object(source, &object, desk),
                Err(error) => {
                    desk.refuse(source, ReasonCode::BadJson, Detail::Column(column(&json, error.column())));
                }
            },
        }
    }
    desk.summary.encoding = text.decoder.encoding();
    Ok(())
}

/// A byte column of the parser as characters, both counted from 1.
fn column(json: &str, byte: usize) -> u64 {
    json.char_indices().take_while(|(at, _)| *at < byte).count().max(1) as u64
}

fn take_object(source: String, object: &Map<String, Value>, desk: &mut Desk<'_, '_>) {
    let columns: &ColumnMap = desk.columns;
    let raw = object.get("doc_number_raw").and_then(Value::as_str).is_some_and(|raw| !raw.trim().is_empty());
    let cells: Vec<(String, Option<Field>, String)> = object
        .iter()
        .filter(|(name, _)| !(raw && name.as_str() == "doc_number"))
        .map(|(name, value)| {
            let field = if name == "doc_number_raw" { Some(Field::DocNumber) } else { columns.field(name) };
            (name.clone(), field, shown(value))
        })
        .collect();
    let marked = object.iter().any(|(name, value)| is_marked(name) || holds_marking(value));
    let mut clearance = None;
    if marked || cells.iter().any(|(_, field, value)| *field == Some(Field::Secrecy) && is_level(value)) {
        let values = || cells.iter().map(|(_, _, value)| value.clone()).collect::<Vec<_>>();
        clearance = desk.clearance(&source, || row_content(&values()));
        if clearance.is_none() {
            return desk.refuse(source, ReasonCode::Classified, Detail::None);
        }
    }
    let columns = cells.iter().map(|(name, field, value)| (name.into(), *field, value.as_str()));
    desk.lay_fields(source, columns, clearance);
}

/// A value as the text of a cell: a list as its members with blanks between, an object as JSON.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(members) => members.iter().map(shown).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}

fn holds_marking(value: &Value) -> bool {
    match value {
        Value::String(text) => is_marked(text),
        Value::Array(members) => members.iter().any(holds_marking),
        Value::Object(object) => object.iter().any(|(name, value)| is_marked(name) || holds_marking(value)),
        _ => false,
    }
}

//! Values as people read them; what is written here can be typed again.

use chrono::{Datelike, Timelike};

use super::values::Value;
use super::{Around, RecordKind};
use crate::lang::Lang;

/// A value in the person's language. Times bear their day, so that it is seen which one was understood.
pub fn shown(kind: RecordKind, value: &Value, around: &Around<'_>) -> String {
    let config = around.config;
    let english = around.lang == Lang::En;
    match value {
        Value::Text(text) => text.clone(),
        Value::Unit(id) => config.unit(id).map_or_else(
            || id.clone(),
            |unit| if english { unit.name_en.clone() } else { unit.name_zh.clone() },
        ),
        Value::Time(at) => {
            let (local, now) =
                (at.with_timezone(&config.office.zone), around.now.with_timezone(&config.office.zone));
            let clock = format!("{:02}:{:02}", local.hour(), local.minute());
            if local.year() == now.year() {
                format!("{}-{} {clock}", local.month(), local.day())
            } else {
                format!("{}-{:02}-{:02} {clock}", local.year(), local.month(), local.day())
            }
        }
        Value::Day(day) => day.to_string(),
        Value::Count(count) => count.to_string(),
        Value::Language(tag) => {
            let known = config.languages.iter().find(|one| one.tag == *tag);
            known.map_or_else(
                || tag.clone(),
                |one| if english { one.name_en.clone() } else { one.name_zh.clone() },
            )
        }
        Value::Choice(name) => (around.lang.strings().record.of(kind.name()).choice)(name).to_owned(),
        Value::Link(stream) => around.items.shown(*stream).unwrap_or_else(|| stream.to_string()),
        Value::Lines(lines) => lines.join("；"),
    }
}

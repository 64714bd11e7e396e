//! What goes without saying: usual values, what follows from other fields, and the limit that results.

use chrono::{DateTime, Utc};

use super::fields::{Field, Shape, Usual};
use super::values::{Problem, Value, Values};
use super::{Around, RecordKind, fields};
use crate::domain::{Context, Id, Officer, Refusal, Role, Stop, World};

/// The values of the fields about which nothing was said, as far as they have any.
pub fn unsaid(kind: RecordKind, said: &Values, around: &Around<'_>) -> Vec<(&'static str, Value)> {
    let mut found = kind.sort().proposes(said, around);
    found.retain(|(name, _)| said.get(name).is_none());
    for field in fields(kind) {
        let known = said.get(field.name).is_some() || found.iter().any(|(name, _)| *name == field.name);
        if let Some(value) = usual(field, around).filter(|_| !known) {
            found.push((field.name, value));
        }
    }
    found
}

fn usual(field: &Field, around: &Around<'_>) -> Option<Value> {
    Some(match (field.usual, field.shape) {
        (Usual::Nothing, _) => return None,
        (Usual::Now, Shape::Day) => {
            Value::Day(around.now.with_timezone(&around.config.office.zone).date_naive())
        }
        (Usual::Now, _) => Value::Time(around.now),
        (Usual::Count(count), _) => Value::Count(count),
        (Usual::Officer, _) => Value::Text(around.officer.to_owned()),
        (Usual::Word(name), Shape::Choice(_)) => Value::Choice(name),
        (Usual::Word(tag), Shape::Language) => Value::Language(tag.to_owned()),
        (Usual::Word(word), _) => Value::Text(word.to_owned()),
    })
}

/// When what these values put on record would be due (UTC), by the rules of the house. None if it has no deadline, or
/// if too little is said yet.
pub fn due(kind: RecordKind, values: &Values, around: &Around<'_>) -> Option<DateTime<Utc>> {
    tried(kind, values, around).ok().flatten()
}

/// The same, with what the rules say against it: the command is decided in an empty world. What only the store can tell
/// (whether a linked item is there) is not looked at.
///
/// # Errors
/// [`Refusal`]
pub fn tried(
    kind: RecordKind,
    values: &Values,
    around: &Around<'_>,
) -> Result<Option<DateTime<Utc>>, Refusal> {
    let id = Id::from_parts(0, 1);
    let missing = |problem: Problem| Refusal::Missing { field: problem.field };
    let command = kind.sort().command(values, id, around).map_err(missing)?;
    let Some(stream) = command.stream() else { return Ok(None) };
    let officer = Officer { name: around.officer.to_owned(), role: Role::Officer };
    let policy = around.config.policy();
    let shift_ends = around.config.shift_at(around.now).map(|(_, _, ends)| ends);
    let cx = Context { now: around.now, officer: &officer, shift_ends, policy: &policy };
    let mut world = World::new();
    match world.execute(&cx, &command) {
        Ok(_) => Ok(world.get(stream).and_then(|made| made.state.next_due()).map(|(at, _)| at)),
        Err(Stop::Refused(refusal)) if !matches!(refusal, Refusal::NotFound { .. }) => Err(refusal),
        Err(_) => Ok(None),
    }
}

/// The field that a refusal of the domain is about, so that it can be put right there.
pub fn refused_field(kind: RecordKind, refusal: &Refusal) -> Option<&'static str> {
    let named = |name: &str| fields(kind).iter().find(|field| field.name == name).map(|field| field.name);
    match refusal {
        Refusal::Missing { field } | Refusal::BadValue { field, .. } => named(field),
        Refusal::UnknownUnit { .. } => {
            fields(kind).iter().find(|field| field.shape == Shape::Unit).map(|field| field.name)
        }
        Refusal::Rooms { .. } => named("site"),
        Refusal::NotAhead { .. } => {
            fields(kind).iter().find(|field| field.shape == Shape::Due).map(|field| field.name)
        }
        _ => None,
    }
}

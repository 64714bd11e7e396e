//! What all entries of the small ledgers have in common: the same fields mean the same in each.

use super::fields::Field;
use super::values::{Problem, Value, Values};
use crate::domain::State;
use crate::domain::ledger_entry::{Item, LedgerKind};

/// The entry that these values make. What the kind has no field for stays as it was.
pub(super) fn item(
    kind: LedgerKind,
    values: &Values,
    fields: &[Field],
    was: Option<&Item>,
) -> Result<Item, Problem> {
    let has = |name: &str| fields.iter().any(|field| field.name == name);
    let mut item =
        was.cloned().unwrap_or_else(|| Item::new(kind, String::new(), chrono::DateTime::UNIX_EPOCH));
    item.kind = kind;
    item.title = values.needed_text("title")?;
    item.on = values.needed_time("on")?;
    if has("quantity") {
        item.quantity = values.count("quantity").ok_or(Problem::missing("quantity"))?;
    }
    let text = |name| has(name).then(|| values.text(name).or_else(|| values.choice(name)).map(str::to_owned));
    let put = |name, into: &mut Option<String>| {
        if let Some(told) = text(name) {
            *into = told;
        }
    };
    put("channel", &mut item.channel);
    put("form", &mut item.form);
    put("audience", &mut item.audience);
    put("author", &mut item.author);
    put("submitted_to", &mut item.submitted_to);
    put("reference", &mut item.reference);
    put("detail", &mut item.detail);
    if has("language") {
        item.language = values.language("language").map(str::to_owned);
    }
    if has("unit") {
        item.unit = values.unit("unit").map(str::to_owned);
    }
    if has("link") {
        item.link = values.link("link");
    }
    Ok(item)
}

/// The entry of a state.
pub(super) fn item_of(state: &State) -> Option<&Item> {
    match state {
        State::LedgerEntry(entry) => Some(&entry.item),
        _ => None,
    }
}

/// What an entry says, in words; choices are its kind's own.
pub(super) fn told(item: &Item) -> Values {
    let mut values = Values::default()
        .with_text("title", Some(&item.title))
        .with_text("audience", item.audience.as_deref())
        .with_text("author", item.author.as_deref())
        .with_text("submitted_to", item.submitted_to.as_deref())
        .with_text("reference", item.reference.as_deref())
        .with_text("detail", item.detail.as_deref())
        .with("on", Value::Time(item.on))
        .with("quantity", Value::Count(item.quantity));
    if let Some(language) = &item.language {
        values.set("language", Value::Language(language.clone()));
    }
    if let Some(unit) = &item.unit {
        values.set("unit", Value::Unit(unit.clone()));
    }
    if let Some(link) = item.link {
        values.set("link", Value::Link(link));
    }
    values
}

/// A stored name as the choice of a field, if it is one of them.
pub(super) fn chosen(
    values: Values,
    field: &'static str,
    all: &[&'static str],
    name: Option<&str>,
) -> Values {
    match all.iter().find(|known| Some(**known) == name) {
        Some(known) => values.with(field, Value::Choice(known)),
        None => values,
    }
}

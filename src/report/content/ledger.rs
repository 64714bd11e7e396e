//! Ledgers (台账): all entities of a kind, or those that were asked for, a row each.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Desk, Failure, rows};
use crate::domain::{Entity, Id, Kind, State};
use crate::report::model::{Block, Column, Document, Table};
use crate::view::Ledger;

pub(super) fn document(
    desk: Desk<'_>,
    ledger: Ledger,
    (from, to): (Option<NaiveDate>, Option<NaiveDate>),
    only: Option<&[Id]>,
) -> Result<Document, Failure> {
    let words = desk.words();
    let mut chosen: Vec<Entity> = desk.reader.entities(ledger.kind(), usize::MAX >> 1)?;
    chosen.retain(|entity| !entity.void && belongs(ledger, entity) && within(desk, entity, from, to));
    chosen.sort_by_key(|entity| (rows::when(entity), entity.stream.id));
    if let Some(only) = only {
        let places: BTreeMap<Id, usize> = only.iter().zip(0..).map(|(id, at)| (*id, at)).collect();
        chosen.retain(|entity| places.contains_key(&entity.stream.id));
        chosen.sort_by_key(|entity| places.get(&entity.stream.id).copied());
    }
    let extra = rows::Extra::gather(desk, ledger)?;
    let columns = rows::columns(ledger);
    let name = (words.ledger)(ledger);
    let mut document = Document::plain(desk.strings.lang, name, desk.now);
    let told = (words.rows)(chosen.len(), &desk.moment(desk.now));
    let period = (words.period)(from, to);
    document.subtitle =
        [period, told].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("　");
    document.blocks.push(Block::Table(Table {
        caption: String::new(),
        columns: columns.iter().map(|(name, weight)| Column::new((words.column)(name), *weight)).collect(),
        rows: chosen.iter().map(|entity| rows::row(desk, entity, &extra)).collect(),
        empty: words.no_rows.to_owned(),
    }));
    Ok(document)
}

/// Entries of the small ledgers stand together in one table of the store.
fn belongs(ledger: Ledger, entity: &Entity) -> bool {
    match &entity.state {
        State::LedgerEntry(entry) => ledger.entries().contains(&entry.item.kind),
        _ => ledger.kind() != Kind::LedgerEntry,
    }
}

fn within(desk: Desk<'_>, entity: &Entity, from: Option<NaiveDate>, to: Option<NaiveDate>) -> bool {
    let day = desk.day(rows::when(entity));
    from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
}

//! 培训: what was taught to whom; the count is of the people who took part.

use super::fields::{Field, Shape, Usual};
use super::values::{Problem, Values};
use super::{Around, Sort, ledger};
use crate::domain::ledger_entry::{LedgerCommand, LedgerKind};
use crate::domain::{Command, Id, Kind, State};

pub(super) struct Sorted;

const FIELDS: &[Field] = &[
    Field::needed("title", Shape::Line),
    Field::needed("audience", Shape::Line),
    Field::needed("quantity", Shape::Count),
    Field::extra("unit", Shape::Unit),
    Field::extra("author", Shape::Person),
    Field { extra: true, ..Field::needed("on", Shape::When).usually(Usual::Now) },
    Field::extra("detail", Shape::Text),
];

impl Sort for Sorted {
    fn makes(&self) -> Kind {
        Kind::LedgerEntry
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn command(&self, values: &Values, id: Id, _: &Around<'_>) -> Result<Command, Problem> {
        let item = ledger::item(LedgerKind::Training, values, FIELDS, None)?;
        Ok(Command::LedgerEntry { id, act: LedgerCommand::Record(Box::new(item)) })
    }

    fn told(&self, state: &State) -> Option<Values> {
        let item = ledger::item_of(state).filter(|item| item.kind == LedgerKind::Training)?;
        Some(ledger::told(item))
    }

    fn amend(&self, values: &Values, was: &State, id: Id, _: &Around<'_>) -> Result<Command, Problem> {
        let item = ledger::item(LedgerKind::Training, values, FIELDS, ledger::item_of(was))?;
        Ok(Command::LedgerEntry { id, act: LedgerCommand::Amend(Box::new(item)) })
    }
}

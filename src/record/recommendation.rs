//! 建议: what is advised after an inspection; no finding, and nobody has to answer for it.

use super::fields::{Field, Shape, Usual};
use super::values::{Problem, Values};
use super::{Around, Sort, ledger};
use crate::domain::ledger_entry::{LedgerCommand, LedgerKind};
use crate::domain::{Command, Id, Kind, State};

pub(super) struct Sorted;

const FIELDS: &[Field] = &[
    Field::needed("title", Shape::Line),
    Field::asked("unit", Shape::Unit),
    Field::extra("link", Shape::Link(Kind::Inspection)),
    Field::extra("submitted_to", Shape::Line),
    Field::extra("author", Shape::Person).usually(Usual::Officer),
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
        let item = ledger::item(LedgerKind::Recommendation, values, FIELDS, None)?;
        Ok(Command::LedgerEntry { id, act: LedgerCommand::Record(Box::new(item)) })
    }

    fn told(&self, state: &State) -> Option<Values> {
        let item = ledger::item_of(state).filter(|item| item.kind == LedgerKind::Recommendation)?;
        Some(ledger::told(item))
    }

    fn amend(&self, values: &Values, was: &State, id: Id, _: &Around<'_>) -> Result<Command, Problem> {
        let item = ledger::item(LedgerKind::Recommendation, values, FIELDS, ledger::item_of(was))?;
        Ok(Command::LedgerEntry { id, act: LedgerCommand::Amend(Box::new(item)) })
    }
}

//! 信息: a practice that worked (经验类), or a problem with a suggestion (问题建议类).

use super::fields::{Field, Shape, Usual};
use super::values::{Problem, Value, Values};
use super::{Around, Sort};
use crate::domain::ledger_entry::{Item, LedgerCommand, LedgerKind};
use crate::domain::{Command, Id, Kind, State};

pub(super) struct Sorted;

const SORTS: &[&str] = &["practice", "problem"];

const FIELDS: &[Field] = &[
    Field::needed("sort", Shape::Choice(SORTS)),
    Field::needed("title", Shape::Line),
    Field::asked("submitted_to", Shape::Line),
    Field::extra("unit", Shape::Unit),
    Field::extra("author", Shape::Person).usually(Usual::Officer),
    Field::extra("reference", Shape::Line),
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
        Ok(Command::LedgerEntry { id, act: LedgerCommand::Record(Box::new(item(values, None)?)) })
    }

    fn told(&self, state: &State) -> Option<Values> {
        let State::LedgerEntry(entry) = state else { return None };
        let sort = match entry.item.kind {
            LedgerKind::InfoReportPractice => "practice",
            LedgerKind::InfoReportProblem => "problem",
            _ => return None,
        };
        Some(super::ledger::told(&entry.item).with("sort", Value::Choice(sort)))
    }

    fn amend(&self, values: &Values, was: &State, id: Id, _: &Around<'_>) -> Result<Command, Problem> {
        let item = item(values, super::ledger::item_of(was))?;
        Ok(Command::LedgerEntry { id, act: LedgerCommand::Amend(Box::new(item)) })
    }
}

fn item(values: &Values, was: Option<&Item>) -> Result<Item, Problem> {
    let kind = values.needed_choice("sort", |name| match name {
        "practice" => Some(LedgerKind::InfoReportPractice),
        "problem" => Some(LedgerKind::InfoReportProblem),
        _ => None,
    })?;
    super::ledger::item(kind, values, FIELDS, was)
}

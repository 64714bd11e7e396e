//! 任务: what, who, by when; and what it came of, where it came of something.

use super::fields::{Field, Shape};
use super::values::{Problem, Values};
use super::{Around, Sort};
use crate::domain::task::{Charge, TaskCommand};
use crate::domain::{Command, Id, Kind};

pub(super) struct Sorted;

const FIELDS: &[Field] = &[
    Field::needed("title", Shape::Line),
    Field::needed("owner", Shape::Person),
    Field::asked("due", Shape::Due),
    Field::extra("meeting", Shape::Link(Kind::Meeting)),
    Field::extra("document", Shape::Link(Kind::Document)),
    Field::extra("inspection", Shape::Link(Kind::Inspection)),
    Field::extra("bulletin", Shape::Link(Kind::Bulletin)),
];

impl Sort for Sorted {
    fn makes(&self) -> Kind {
        Kind::Task
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    /// The owner is a unit where one is called so, else a person.
    fn command(&self, values: &Values, id: Id, around: &Around<'_>) -> Result<Command, Problem> {
        let owner = values.needed_text("owner")?;
        let unit = around.config.unit_called(&owner).map(|unit| unit.id.clone());
        let source = ["meeting", "document", "inspection", "bulletin"];
        let charge = Charge {
            title: values.needed_text("title")?,
            owner: unit.unwrap_or(owner),
            due: values.time("due"),
            source: source.into_iter().find_map(|field| values.link(field)),
        };
        Ok(Command::Task { id, act: TaskCommand::Raise(Box::new(charge)) })
    }
}

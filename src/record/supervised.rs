//! 督办件: what was given from above with a due time.

use super::fields::{Field, Shape, Usual};
use super::values::{Problem, Value, Values};
use super::{Around, Sort};
use crate::domain::supervised::{Item, SupervisedCommand, SupervisedSource};
use crate::domain::{Command, Id, Kind};

pub(super) struct Sorted;

const SOURCES: &[&str] = &["state_council", "city_party", "city_government"];
const CHANNELS: &[&str] = &["paper", "wechat", "telegram", "phone", "fax", "email", "system"];

const FIELDS: &[Field] = &[
    Field::needed("title", Shape::Line),
    Field::needed("source", Shape::Choice(SOURCES)),
    Field::needed("due", Shape::Due),
    Field { extra: true, ..Field::needed("channel", Shape::Choice(CHANNELS)) },
    Field::extra("reference", Shape::Line),
    Field { extra: true, ..Field::needed("received_at", Shape::When).usually(Usual::Now) },
];

impl Sort for Sorted {
    fn makes(&self) -> Kind {
        Kind::Supervised
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    /// 市委督查室 gives by WeChat, the others on paper.
    fn proposes(&self, values: &Values, _: &Around<'_>) -> Vec<(&'static str, Value)> {
        let by_wechat = values.choice("source") == Some(SupervisedSource::CityParty.name());
        vec![("channel", Value::Choice(if by_wechat { "wechat" } else { "paper" }))]
    }

    fn command(&self, values: &Values, id: Id, _: &Around<'_>) -> Result<Command, Problem> {
        let item = Item {
            title: values.needed_text("title")?,
            source: values.needed_choice("source", SupervisedSource::from_name)?,
            channel: values.needed_choice("channel", |name| Some(name.to_owned()))?,
            reference: values.owned("reference"),
            received_at: values.needed_time("received_at")?,
            due: values.needed_time("due")?,
        };
        Ok(Command::Supervised { id, act: SupervisedCommand::Receive(Box::new(item)) })
    }
}

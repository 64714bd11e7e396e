//! 督办件: what was given from above with a due time.

use super::fields::{Field, Shape, Usual};
use super::values::{Problem, Value, Values};
use super::{Around, Sort};
use crate::domain::supervised::{Item, SupervisedCommand, SupervisedSource};
use crate::domain::{Command, Id, Kind, State};

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
        Ok(Command::Supervised { id, act: SupervisedCommand::Receive(Box::new(item(values)?)) })
    }

    fn told(&self, state: &State) -> Option<Values> {
        let State::Supervised(supervised) = state else { return None };
        let item = &supervised.item;
        let channel = CHANNELS.iter().find(|name| **name == item.channel);
        let mut values = Values::default()
            .with_text("title", Some(&item.title))
            .with("source", Value::Choice(item.source.name()))
            .with("due", Value::Time(item.due))
            .with_text("reference", item.reference.as_deref())
            .with("received_at", Value::Time(item.received_at));
        if let Some(channel) = channel {
            values.set("channel", Value::Choice(channel));
        }
        Some(values)
    }

    fn amend(&self, values: &Values, _: &State, id: Id, _: &Around<'_>) -> Result<Command, Problem> {
        Ok(Command::Supervised { id, act: SupervisedCommand::Amend(Box::new(item(values)?)) })
    }
}

fn item(values: &Values) -> Result<Item, Problem> {
    Ok(Item {
        title: values.needed_text("title")?,
        source: values.needed_choice("source", SupervisedSource::from_name)?,
        channel: values.needed_choice("channel", |name| Some(name.to_owned()))?,
        reference: values.owned("reference"),
        received_at: values.needed_time("received_at")?,
        due: values.needed_time("due")?,
    })
}

//! 宣传: what was published, by channel, language, form and count.

use super::fields::{Field, Shape, Usual};
use super::values::{Problem, Values};
use super::{Around, Sort, ledger};
use crate::domain::ledger_entry::{LedgerCommand, LedgerKind};
use crate::domain::{Command, Id, Kind, State};

pub(super) struct Sorted;

const FORMS: &[&str] = &["online", "poster", "handbook", "video", "press"];
const CHANNELS: &[&str] = &["website", "wechat", "weibo", "newspaper", "broadcast", "on_site"];

const FIELDS: &[Field] = &[
    Field::needed("title", Shape::Line),
    Field::needed("form", Shape::Choice(FORMS)).usually(Usual::Word("online")),
    Field::asked("channel", Shape::Choice(CHANNELS)),
    Field::needed("language", Shape::Language).usually(Usual::Word("zh")),
    Field::needed("quantity", Shape::Count).usually(Usual::Count(1)),
    Field::extra("audience", Shape::Line),
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
        let item = ledger::item(LedgerKind::Publication, values, FIELDS, None)?;
        Ok(Command::LedgerEntry { id, act: LedgerCommand::Record(Box::new(item)) })
    }

    fn told(&self, state: &State) -> Option<Values> {
        let item = ledger::item_of(state).filter(|item| item.kind == LedgerKind::Publication)?;
        let values = ledger::chosen(ledger::told(item), "form", FORMS, item.form.as_deref());
        Some(ledger::chosen(values, "channel", CHANNELS, item.channel.as_deref()))
    }

    fn amend(&self, values: &Values, was: &State, id: Id, _: &Around<'_>) -> Result<Command, Problem> {
        let item = ledger::item(LedgerKind::Publication, values, FIELDS, ledger::item_of(was))?;
        Ok(Command::LedgerEntry { id, act: LedgerCommand::Amend(Box::new(item)) })
    }
}

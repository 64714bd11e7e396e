//! 专报: a special report about one supervised item, drafted from what is known of it.

use std::collections::BTreeMap;

use super::{Arg, Verb, VerbProblem};
use crate::domain::bulletin::BulletinCommand;
use crate::domain::{Command, Id, Kind, Stream};

/// A report that was drafted, and is still to be put on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpecialDraft {
    /// Id of the issue that it becomes.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// Statistical day on which it was drafted.
    pub day: chrono::NaiveDate,
    /// Its text, by the names of passages.
    pub passages: BTreeMap<String, String>,
}

/// The command that puts a drafted report on an item on record.
pub(super) fn command(stream: Stream, draft: Option<&SpecialDraft>) -> Result<Command, VerbProblem> {
    let verb = Verb::Special;
    if stream.kind != Kind::Supervised {
        return Err(VerbProblem::NotForThis { verb, stream });
    }
    let draft = draft.cloned().ok_or(VerbProblem::Missing { verb, arg: Arg::Note })?;
    let SpecialDraft { id, title, day, passages } = draft;
    Ok(Command::Bulletin { id, act: BulletinCommand::Report { about: stream, title, day, passages } })
}

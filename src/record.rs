//! What people put on record by hand: a finding, an information report, a training, a minute of the duty log …
//!
//! One table of fields a kind serves the form of the desk and `dutydesk record`. What is typed is read here into
//! [`Values`]: times as officers write them, units by any of their names or by pinyin, choices by either language's
//! word or by their stable name, links by the number people see. A kind makes a [`Command`] of its values.
//!
//! A new kind is a file beside the others, a line in `kinds!`, and its words in `i18n::record`.

mod activity;
mod fields;
mod finding;
mod info_report;
mod inspection;
mod ledger;
mod log;
mod meeting;
mod offer;
mod propose;
mod publication;
mod read;
mod recommendation;
mod request;
mod run;
mod supervised;
mod task;
mod training;
mod values;
mod write;

use chrono::{DateTime, Utc};

pub use fields::{Field, Shape, Usual};
pub use offer::{Offer, offers};
pub use propose::{due, refused_field, tried, unsaid};
pub use read::{read, read_one};
pub use values::{Problem, Value, Values, Why};
pub use write::shown;

use crate::config::Config;
use crate::domain::arrival::Movement;
use crate::domain::{Command, Id, Kind, State, Stream};
use crate::lang::Lang;
use crate::view::{KnownPlace, Offers};

/// What reading goes by besides the words: the house, the language of the person, the clock.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// Units, officers, languages, limits, the zone.
    pub config: &'a Config,
    /// The person's language; words of the other one are understood too.
    pub lang: Lang,
    /// The time (UTC).
    pub now: DateTime<Utc>,
    /// Name of the officer.
    pub officer: &'a str,
    /// Places that findings were lately taken at, the latest first.
    pub places: &'a [KnownPlace],
    /// How links are found.
    pub items: &'a dyn Items,
}

/// Finds the items that people name.
pub trait Items {
    /// The item of this kind with this number, id, or stream (`finding/01…`); none if there is none or several.
    fn find(&self, kind: Kind, said: &str) -> Option<Stream>;

    /// What people know an item by, if it is known.
    fn shown(&self, _stream: Stream) -> Option<String> {
        None
    }

    /// What the sources say of an arrival.
    fn movement(&self, _stream: Stream) -> Option<Movement> {
        None
    }

    /// Those of this kind that are offered, with what people know them by.
    fn all(&self, _kind: Kind) -> Vec<(Stream, String)> {
        Vec::new()
    }
}

/// Nothing is known: no link is found.
impl Items for () {
    fn find(&self, _: Kind, _: &str) -> Option<Stream> {
        None
    }
}

/// Items with the number and the words by which people know them.
impl Items for Vec<(Stream, String)> {
    fn find(&self, kind: Kind, said: &str) -> Option<Stream> {
        let said = said.trim();
        let named = |stream: &Stream, shown: &str| {
            shown == said
                || shown.split_whitespace().next() == Some(said)
                || stream.to_string() == said
                || stream.id.to_string().eq_ignore_ascii_case(said)
        };
        let mut found = self.iter().filter(|(stream, shown)| stream.kind == kind && named(stream, shown));
        let first = found.next()?;
        found.all(|other| other.0 == first.0).then_some(first.0)
    }

    fn shown(&self, stream: Stream) -> Option<String> {
        self.iter().find(|(known, _)| *known == stream).map(|(_, shown)| shown.clone())
    }

    fn all(&self, kind: Kind) -> Vec<(Stream, String)> {
        self.iter().filter(|(stream, _)| stream.kind == kind).cloned().collect()
    }
}

/// What the tables offer a form.
impl Items for Offers {
    fn find(&self, kind: Kind, said: &str) -> Option<Stream> {
        self.links.find(kind, said)
    }

    fn shown(&self, stream: Stream) -> Option<String> {
        self.links.shown(stream)
    }

    fn movement(&self, stream: Stream) -> Option<Movement> {
        self.movements.iter().find(|(known, _)| *known == stream).map(|(_, movement)| movement.clone())
    }

    fn all(&self, kind: Kind) -> Vec<(Stream, String)> {
        self.links.all(kind)
    }
}

/// One kind of record: its fields, and the command that they make.
pub(crate) trait Sort: Sync {
    /// The kind of item it makes.
    fn makes(&self) -> Kind;

    /// Its fields, in the order in which they are asked for.
    fn fields(&self) -> &'static [Field];

    /// What follows from what was said, for fields about which nothing was said.
    fn proposes(&self, _values: &Values, _around: &Around<'_>) -> Vec<(&'static str, Value)> {
        Vec::new()
    }

    /// The command that puts it on record.
    fn command(&self, values: &Values, id: Id, around: &Around<'_>) -> Result<Command, Problem>;

    /// What an item says, field by field, so that it can be corrected; none for items of another kind, and for kinds
    /// that are not corrected in this way.
    fn told(&self, _state: &State) -> Option<Values> {
        None
    }

    /// The command that corrects an item that was [`told`](Sort::told).
    fn amend(&self, values: &Values, was: &State, id: Id, around: &Around<'_>) -> Result<Command, Problem> {
        let _ = was;
        self.command(values, id, around)
    }
}

macro_rules! kinds {
    ($($(#[$note:meta])* $kind:ident = $name:literal, $key:literal, $module:ident;)*) => {
        /// What can be put on record.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RecordKind {
            $($(#[$note])* $kind,)*
        }

        impl RecordKind {
            /// All kinds, in the order in which they are offered.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$kind),*];

            /// Name on the command line, in drafts and in `i18n`; never changes.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$kind => $name,)* }
            }

            /// The key behind `w` that opens its form.
            pub const fn key(self) -> char {
                match self { $(Self::$kind => $key,)* }
            }

            fn sort(self) -> &'static dyn Sort {
                match self { $(Self::$kind => &$module::Sorted,)* }
            }
        }
    };
}

kinds! {
    /// 问题: a fact with a place and an owner.
    Finding = "finding", 'f', finding;
    /// 督查: a visit with its targets and its team.
    Inspection = "inspection", 'i', inspection;
    /// 信息: 经验类 or 问题建议类.
    InfoReport = "info_report", 'r', info_report;
    /// 宣传
    Publication = "publication", 'p', publication;
    /// 培训
    Training = "training", 'x', training;
    /// 建议
    Recommendation = "recommendation", 'c', recommendation;
    /// 会议
    Meeting = "meeting", 'm', meeting;
    /// 公务活动
    Activity = "activity", 'a', activity;
    /// 任务
    Task = "task", 't', task;
    /// 督办件
    Supervised = "supervised", 's', supervised;
    /// 诉求
    Request = "request", 'g', request;
    /// 转运任务
    Run = "run", 'v', run;
    /// 值班日志
    Log = "log", 'l', log;
}

impl RecordKind {
    /// The kind of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The kind of item that it makes.
    pub fn makes(self) -> Kind {
        self.sort().makes()
    }

    /// The kind whose form can correct this item, if there is one.
    pub fn of(state: &State) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.sort().told(state).is_some())
    }

    /// The field that is called so: by its stable name, or as either language calls it.
    pub fn field(self, called: &str) -> Option<&'static Field> {
        let called = called.trim();
        let labelled = |field: &&Field| {
            [Lang::ZhCn, Lang::En].into_iter().any(|lang| {
                let label = (lang.strings().record.of(self.name()).field)(field.name);
                label.eq_ignore_ascii_case(called)
            })
        };
        let by_name = fields(self).iter().find(|field| field.name == called);
        by_name.or_else(|| fields(self).iter().find(labelled))
    }
}

/// The fields of a kind, in the order in which they are asked for.
pub fn fields(kind: RecordKind) -> &'static [Field] {
    kind.sort().fields()
}

/// The number that people see on an item, if it bears one.
pub fn number(state: &State) -> Option<String> {
    match state {
        State::Document(document) => document.receipt.as_ref().map(|receipt| receipt.label()),
        State::Dispatch(dispatch) => Some(dispatch.number.label()),
        State::Finding(finding) => Some(finding.number.label()),
        State::Supervised(item) => Some(item.number.label()),
        State::Emergency(emergency) => Some(emergency.number.label()),
        State::Bulletin(bulletin) => bulletin.number.map(|number| number.label()),
        _ => None,
    }
}

/// The command that puts the values on record under this id.
///
/// # Errors
/// [`Problem`], which names its field.
pub fn command(kind: RecordKind, values: &Values, id: Id, around: &Around<'_>) -> Result<Command, Problem> {
    kind.sort().command(values, id, around)
}

/// What an item says, so that it can be corrected; none if this kind does not correct it.
pub fn told(kind: RecordKind, state: &State) -> Option<Values> {
    kind.sort().told(state)
}

/// The command that corrects an item.
///
/// # Errors
/// [`Problem`], which names its field.
pub fn amend(
    kind: RecordKind,
    values: &Values,
    was: &State,
    id: Id,
    around: &Around<'_>,
) -> Result<Command, Problem> {
    kind.sort().amend(values, was, id, around)
}

#[cfg(test)]
mod tests;

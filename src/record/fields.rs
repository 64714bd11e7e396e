//! What a field of a record is.

use crate::domain::Kind;

/// What may stand in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Words in one line.
    Line,
    /// Words, perhaps in several lines.
    Text,
    /// A unit of the configuration.
    Unit,
    /// A place, in words; places that are known are offered.
    Place,
    /// A person, by name; people of the duty room are offered.
    Person,
    /// A leader, by name; those of the configuration are offered.
    Leader,
    /// A time that has been: `14:20` is the last one, `20分钟前`, `昨晚10点`.
    When,
    /// A time that may be or have been: `14:20` is the next one.
    At,
    /// A limit that lies ahead: `明天18:00`, `2h`, `3个工作日`.
    Due,
    /// A calendar day.
    Day,
    /// How many; at least 1.
    Count,
    /// A language of the configuration.
    Language,
    /// One of these stable names.
    Choice(&'static [&'static str]),
    /// Another item of this kind, by its number or id.
    Link(Kind),
    /// Words, each line for itself.
    Lines,
}

/// The value a field has when nothing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Usual {
    /// None.
    Nothing,
    /// The time now; for a day today.
    Now,
    /// These words, a stable name of a choice, or the tag of a language.
    Word(&'static str),
    /// This count.
    Count(u32),
    /// The officer who records it.
    Officer,
}

/// One field of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Stable name, as on the command line.
    pub name: &'static str,
    /// What may stand in it.
    pub shape: Shape,
    /// Must not be left without a value.
    pub required: bool,
    /// Its value when nothing is said.
    pub usual: Usual,
    /// It is seldom said: Enter before it sends the form, Tab leads to it.
    pub extra: bool,
}

impl Field {
    /// A field that must have a value.
    pub const fn needed(name: &'static str, shape: Shape) -> Self {
        Self { name, shape, required: true, usual: Usual::Nothing, extra: false }
    }

    /// A field that may stay empty and is seldom said.
    pub const fn extra(name: &'static str, shape: Shape) -> Self {
        Self { name, shape, required: false, usual: Usual::Nothing, extra: true }
    }

    /// A field that is asked for and may stay empty.
    pub const fn asked(name: &'static str, shape: Shape) -> Self {
        Self { name, shape, required: false, usual: Usual::Nothing, extra: false }
    }

    /// The same with a usual value.
    #[must_use]
    pub const fn usually(self, usual: Usual) -> Self {
        Self { usual, ..self }
    }
}

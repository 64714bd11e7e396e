//! Values of a record, and what can be wrong with what was typed.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::Around;
use super::write::shown;
use crate::domain::Stream;

/// The value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Words: of a line, a text, a place, a person, a leader.
    Text(String),
    /// Id of a unit.
    Unit(String),
    /// A time (UTC).
    Time(DateTime<Utc>),
    /// A day of the calendar of the office.
    Day(NaiveDate),
    /// How many.
    Count(u32),
    /// Tag of a language (BCP 47).
    Language(String),
    /// Stable name of a choice.
    Choice(&'static str),
    /// Another item.
    Link(Stream),
    /// Lines; none of them is empty.
    Lines(Vec<String>),
}

/// The values of a record, by the names of its fields.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Values(BTreeMap<&'static str, Value>);

impl Values {
    /// Sets a field.
    pub fn set(&mut self, field: &'static str, value: Value) {
        self.0.insert(field, value);
    }

    /// The same, in passing: for values that are told of an item.
    #[must_use]
    pub fn with(mut self, field: &'static str, value: Value) -> Self {
        self.set(field, value);
        self
    }

    /// Takes a field back, because it cannot stand.
    pub(super) fn forget(&mut self, field: &str) {
        self.0.remove(field);
    }

    /// The same as [`Self::with`] for words, where there are any.
    #[must_use]
    pub fn with_text(self, field: &'static str, text: Option<&str>) -> Self {
        match text.filter(|text| !text.is_empty()) {
            Some(text) => self.with(field, Value::Text(text.to_owned())),
            None => self,
        }
    }

    /// Takes the value of a field away.
    pub fn clear(&mut self, field: &str) {
        self.0.remove(field);
    }

    /// The value of a field.
    pub fn get(&self, field: &str) -> Option<&Value> {
        self.0.get(field)
    }

    /// All that is known, field by field.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Value)> {
        self.0.iter().map(|(name, value)| (*name, value))
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Words.
    pub fn text(&self, field: &str) -> Option<&str> {
        match self.get(field)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Words, as an item keeps them.
    pub fn owned(&self, field: &str) -> Option<String> {
        self.text(field).map(str::to_owned)
    }

    /// Id of a unit.
    pub fn unit(&self, field: &str) -> Option<&str> {
        match self.get(field)? {
            Value::Unit(id) => Some(id),
            _ => None,
        }
    }

    /// A time (UTC).
    pub fn time(&self, field: &str) -> Option<DateTime<Utc>> {
        match self.get(field)? {
            Value::Time(at) => Some(*at),
            _ => None,
        }
    }

    /// A day.
    pub fn day(&self, field: &str) -> Option<NaiveDate> {
        match self.get(field)? {
            Value::Day(day) => Some(*day),
            _ => None,
        }
    }

    /// How many.
    pub fn count(&self, field: &str) -> Option<u32> {
        match self.get(field)? {
            Value::Count(count) => Some(*count),
            _ => None,
        }
    }

    /// Tag of a language.
    pub fn language(&self, field: &str) -> Option<&str> {
        match self.get(field)? {
            Value::Language(tag) => Some(tag),
            _ => None,
        }
    }

    /// Stable name of a choice.
    pub fn choice(&self, field: &str) -> Option<&'static str> {
        match self.get(field)? {
            Value::Choice(name) => Some(name),
            _ => None,
        }
    }

    /// Another item.
    pub fn link(&self, field: &str) -> Option<Stream> {
        match self.get(field)? {
            Value::Link(stream) => Some(*stream),
            _ => None,
        }
    }

    /// Lines; none where nothing was said.
    pub fn lines(&self, field: &str) -> &[String] {
        match self.get(field) {
            Some(Value::Lines(lines)) => lines,
            _ => &[],
        }
    }

    /// The same words, demanded.
    ///
    /// # Errors
    /// [`Why::Missing`]
    pub fn needed_text(&self, field: &'static str) -> Result<String, Problem> {
        self.owned(field).ok_or(Problem::missing(field))
    }

    /// The same unit, demanded.
    ///
    /// # Errors
    /// [`Why::Missing`]
    pub fn needed_unit(&self, field: &'static str) -> Result<String, Problem> {
        self.unit(field).map(str::to_owned).ok_or(Problem::missing(field))
    }

    /// The same time (UTC), demanded.
    ///
    /// # Errors
    /// [`Why::Missing`]
    pub fn needed_time(&self, field: &'static str) -> Result<DateTime<Utc>, Problem> {
        self.time(field).ok_or(Problem::missing(field))
    }

    /// The member of a named enum that a choice names, demanded.
    ///
    /// # Errors
    /// [`Why::Missing`]
    pub fn needed_choice<T>(
        &self,
        field: &'static str,
        from_name: impl Fn(&str) -> Option<T>,
    ) -> Result<T, Problem> {
        self.choice(field).and_then(from_name).ok_or(Problem::missing(field))
    }

    /// The values as people read them, by name, in the order of the fields of this kind.
    pub fn told(&self, kind: super::RecordKind, around: &Around<'_>) -> Vec<(&'static str, String)> {
        let fields = super::fields(kind).iter();
        let said = fields.filter_map(|field| Some((field.name, shown(kind, self.get(field.name)?, around))));
        said.collect()
    }
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The field.
    pub field: &'static str,
    /// What is wrong.
    pub why: Why,
}

/// What can be wrong with what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Nothing was said, and something must be.
    Missing,
    /// No time.
    NoTime(String),
    /// No time that has been.
    NotPast(String),
    /// No time that lies ahead.
    NotAhead(String),
    /// No day.
    NoDay(String),
    /// No count from 1.
    NoCount(String),
    /// No unit, or several might be meant; the nearest name.
    UnknownUnit(String, Option<String>),
    /// No language of the configuration.
    UnknownLanguage(String),
    /// None of the choices; what they are called.
    UnknownChoice(String, Vec<String>),
    /// No item of this kind.
    UnknownItem(String, crate::domain::Kind),
}

impl Problem {
    /// Nothing was said.
    pub const fn missing(field: &'static str) -> Self {
        Self { field, why: Why::Missing }
    }

    /// In the person's language; neither the field nor a full stop is part of it.
    pub fn words(&self, lang: crate::lang::Lang) -> String {
        let words = &lang.strings().record;
        match &self.why {
            Why::Missing => words.missing.to_owned(),
            Why::NoTime(said) => (words.no_time)(said),
            Why::NotPast(said) => (words.not_past)(said),
            Why::NotAhead(said) => (words.not_ahead)(said),
            Why::NoDay(said) => (words.no_day)(said),
            Why::NoCount(said) => (words.no_count)(said),
            Why::UnknownUnit(said, meant) => (words.unknown_unit)(said, meant.as_deref()),
            Why::UnknownLanguage(said) => (words.unknown_language)(said),
            Why::UnknownChoice(said, known) => (words.unknown_choice)(said, &known.join(words.between)),
            Why::UnknownItem(said, kind) => (words.unknown_item)(said, (lang.strings().domain.kind)(*kind)),
        }
    }

    /// Stable name of what is wrong, as in JSON.
    pub const fn code(&self) -> &'static str {
        match self.why {
            Why::Missing => "missing",
            Why::NoTime(_) | Why::NotPast(_) | Why::NotAhead(_) => "bad_time",
            Why::NoDay(_) => "bad_date",
            Why::NoCount(_) => "bad_number",
            Why::UnknownUnit(..) => "unknown_unit",
            Why::UnknownLanguage(_) => "unknown_language",
            Why::UnknownChoice(..) => "unknown_word",
            Why::UnknownItem(..) => "not_found",
        }
    }
}

//! A filter and its mistakes in words.

use chrono::{DateTime, Utc};

use super::{Bounds, Fault, Field, Filter, Vocabulary, Wanted};
use crate::i18n::filter::FilterWords;

/// Most values that are named where none fits.
const NAMED: usize = 8;

/// Name of a field for people.
fn label(field: Field, chinese: bool) -> &'static str {
    let names = field.names();
    if chinese { names.get(1).copied().unwrap_or(names[0]) } else { names[0] }
}

fn label_of(name: &'static str, chinese: bool) -> &'static str {
    Field::by_name(name).map_or(name, |field| label(field, chinese))
}

impl Vocabulary {
    /// What people call a value.
    pub fn called<'a>(&'a self, field: Field, value: &'a str, chinese: bool) -> &'a str {
        let choice = self.choices(field).iter().find(|choice| choice.value == value);
        let name = choice.and_then(|choice| choice.names.get(usize::from(!chinese)).or(choice.names.first()));
        name.map_or(value, String::as_str)
    }
}

impl Filter {
    /// The terms as they were understood, times resolved as of `now`; empty if there are none.
    pub fn told(&self, names: &Vocabulary, words: &FilterWords, chinese: bool, now: DateTime<Utc>) -> String {
        let terms = self.terms.iter().map(|term| {
            let mut any: Vec<String> = Vec::new();
            for wanted in &term.any {
                let value = match wanted {
                    Wanted::Is(value) => names.called(term.field, value, chinese).to_owned(),
                    Wanted::Nothing => words.nothing.to_owned(),
                    Wanted::Something => words.something.to_owned(),
                    Wanted::Time(span) => {
                        let Bounds { from, until } = span.at(now, self.zone(), term.field == Field::Due);
                        let shown = |at: DateTime<Utc>| {
                            at.with_timezone(&self.zone()).format("%m-%d %H:%M").to_string()
                        };
                        match (from.map(shown), until.map(shown)) {
                            (Some(from), Some(until)) => format!("{from} – {until}"),
                            (Some(from), None) => format!("≥ {from}"),
                            (None, Some(until)) => format!("≤ {until}"),
                            (None, None) => words.nothing.to_owned(),
                        }
                    }
                    Wanted::Numbers(from, u32::MAX) => format!("≥ {from}"),
                    Wanted::Numbers(from, last) if from == last => from.to_string(),
                    Wanted::Numbers(from, last) => format!("{from} – {last}"),
                };
                if !any.contains(&value) {
                    any.push(value);
                }
            }
            let sign = if term.not { words.is_not } else { words.is };
            format!("{}{sign}{}", label(term.field, chinese), any.join(words.or))
        });
        terms.collect::<Vec<_>>().join(words.and)
    }
}

impl Fault {
    /// What is wrong, in a sentence.
    pub fn told(&self, words: &FilterWords, chinese: bool) -> String {
        let meant = |text: String, meant: &Option<String>| match meant {
            Some(word) => text + &(words.meant)(word),
            None => text,
        };
        let some = |known: &[String]| {
            let more = if known.len() > NAMED { " …" } else { "" };
            known.iter().take(NAMED).cloned().collect::<Vec<_>>().join(" ") + more
        };
        match self {
            Self::Field { name, meant: word } => meant((words.unknown_field)(name), word),
            Self::Value { field, value, meant: word, known } => {
                let text = (words.unknown_value)(label_of(field, chinese), value);
                if word.is_none() && !known.is_empty() {
                    text + &(words.choices)(&some(known))
                } else {
                    meant(text, word)
                }
            }
            Self::Ambiguous { field, value, known } => {
                (words.ambiguous)(label_of(field, chinese), value) + &(words.choices)(&some(known))
            }
            Self::Time { field, value } => (words.no_time)(label_of(field, chinese), value),
            Self::Number { value } => (words.no_number)(value),
            Self::Missing { field } => (words.missing)(label_of(field, chinese)),
            Self::Quote => words.quote.to_owned(),
        }
    }
}

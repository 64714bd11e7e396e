//! From a typed line to a filter. What cannot be understood is said with its place, and the rest holds all the same:
//! a line that is still being typed is wrong most of the time.

use std::ops::Range;

use super::span::{Span, Toward, WORDS};
use super::vocabulary::{Found, nearest};
use super::{Field, Filter, Quoted, Term, Vocabulary, Wanted};
use crate::text::fold;

/// What a line says, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parsed {
    /// What was understood.
    pub filter: Filter,
    /// What was not, in the order of the line.
    pub problems: Vec<Problem>,
}

/// Something in a line that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where in the line, in bytes.
    pub at: Range<usize>,
    /// What is wrong.
    pub fault: Fault,
}

/// Kinds of mistakes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// There is no such field.
    Field {
        /// As written.
        name: String,
        /// What may have been meant.
        meant: Option<String>,
    },
    /// The field has no such value.
    Value {
        /// Name of the field.
        field: &'static str,
        /// As written.
        value: String,
        /// What may have been meant.
        meant: Option<String>,
        /// All values there are.
        known: Vec<String>,
    },
    /// Several values are called like that.
    Ambiguous {
        /// Name of the field.
        field: &'static str,
        /// As written.
        value: String,
        /// What it could be.
        known: Vec<String>,
    },
    /// This is no time.
    Time {
        /// Name of the field.
        field: &'static str,
        /// As written.
        value: String,
    },
    /// This is no number and no range of numbers.
    Number {
        /// As written.
        value: String,
    },
    /// A field without a value.
    Missing {
        /// Name of the field.
        field: &'static str,
    },
    /// A quotation that does not end.
    Quote,
}

/// A piece of the line between blanks; blanks in quotes do not part it.
struct Piece<'a> {
    text: &'a str,
    at: usize,
    closed: bool,
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”')
}

fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut from, mut quoted) = (None, false);
    for (at, c) in line.char_indices() {
        if is_quote(c) {
            quoted = !quoted;
        }
        match from {
            None if !c.is_whitespace() => from = Some(at),
            Some(start) if c.is_whitespace() && !quoted => {
                pieces.push(Piece { text: &line[start..at], at: start, closed: true });
                from = None;
            }
            _ => {}
        }
    }
    if let Some(start) = from {
        pieces.push(Piece { text: &line[start..], at: start, closed: !quoted });
    }
    pieces
}

/// The name before the colon, the place of what follows it, and what follows.
fn split(text: &str) -> Option<(&str, usize, &str)> {
    let (at, colon) = text.char_indices().find(|(_, c)| matches!(c, ':' | '：'))?;
    let after = at + colon.len_utf8();
    Some((&text[..at], after, &text[after..]))
}

/// Whether a word can be meant as the name of a field: a latin word.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}

/// Reads a line. Never fails: what is wrong is said beside what is right.
pub fn parse(line: &str, words: &Vocabulary) -> Parsed {
    let mut parsed = Parsed::default();
    parsed.filter.zone = words.zone.local_minus_utc() / 60;
    let mut plain: Vec<&str> = Vec::new();
    for piece in pieces(line) {
        let whole = piece.at..piece.at + piece.text.len();
        let mut wrong = |at, fault| parsed.problems.push(Problem { at, fault });
        if !piece.closed {
            wrong(whole.clone(), Fault::Quote);
        }
        let Some((name, after, value)) = split(piece.text) else {
            plain.push(piece.text);
            continue;
        };
        let field = if words.own_only { None } else { Field::by_name(name) };
        let own = words.own.iter().copied().find(|own| *own == name);
        let of_unit = || words.own.iter().copied().find(|own| matches!(*own, "lead_unit" | "recipients"));
        let alias = if words.own_only && name == "unit" { of_unit() } else { None };
        let value_at = piece.at + after..whole.end;
        match (field, own.or(alias)) {
            (Some(field), _) if value.is_empty() => wrong(whole, Fault::Missing { field: field.name() }),
            (Some(field), _) => match term(field, value, words) {
                Ok(term) => parsed.filter.terms.push(term),
                Err(fault) => wrong(value_at, fault),
            },
            (None, Some(own)) if !value.is_empty() => parsed.filter.own.push((own, bare(value))),
            (None, None) if is_name(name) && !value.is_empty() && !value.starts_with("//") => {
                let known = Field::ALL.into_iter().filter(|_| !words.own_only).flat_map(Field::names);
                let meant = nearest(name, known.chain(words.own).copied());
                wrong(piece.at..piece.at + name.len(), Fault::Field { name: name.to_owned(), meant });
            }
            _ => plain.push(piece.text),
        }
    }
    parsed.filter.words = plain.join(" ");
    line.trim().clone_into(&mut parsed.filter.line);
    parsed
}

/// A value without its quotes.
fn bare(value: &str) -> String {
    value.chars().filter(|c| !is_quote(*c)).collect()
}

/// The alternatives of a value, parted by commas outside of quotes, and whether each was quoted.
fn alternatives(value: &str) -> Vec<(String, bool)> {
    let (mut parts, mut quoted) = (vec![(String::new(), false)], false);
    for c in value.chars() {
        let last = parts.last_mut();
        match (c, last) {
            (c, Some(last)) if is_quote(c) => (quoted, last.1) = (!quoted, true),
            (',' | '，', _) if !quoted => parts.push((String::new(), false)),
            (c, Some(last)) => last.0.push(c),
            (_, None) => {}
        }
    }
    parts.retain(|(text, quoted)| *quoted || !text.trim().is_empty());
    parts
}

fn term(field: Field, value: &str, words: &Vocabulary) -> Result<Term, Fault> {
    let (not, value) = match value.strip_prefix(['!', '！']) {
        Some(rest) => (true, rest),
        None => (false, value),
    };
    let mut any: Vec<Wanted> = Vec::new();
    for (written, quoted) in alternatives(value) {
        for wanted in wanted(field, written.trim(), quoted, words)? {
            if !any.contains(&wanted) {
                any.push(wanted);
            }
        }
    }
    if any.is_empty() {
        return Err(Fault::Missing { field: field.name() });
    }
    Ok(Term { field, not, any })
}

fn wanted(field: Field, written: &str, quoted: bool, words: &Vocabulary) -> Result<Vec<Wanted>, Fault> {
    let plain: String = written.chars().map(fold).collect();
    if !quoted || field.is_time() {
        match plain.as_str() {
            "none" | "无" | "没有" => return Ok(vec![Wanted::Nothing]),
            "any" | "有" | "*" if !field.is_time() => return Ok(vec![Wanted::Something]),
            _ => {}
        }
    }
    match field {
        Field::Due | Field::Received => {
            let toward = if field == Field::Due { Toward::Future } else { Toward::Past };
            let span = Span::read(written, toward);
            let unknown = || Fault::Time { field: field.name(), value: written.to_owned() };
            Ok(vec![Wanted::Time(span.ok_or_else(unknown)?)])
        }
        Field::No => Ok(vec![number(written)?]),
        Field::Holder if matches!(plain.as_str(), "me" | "我" | "本人") && !words.me.is_empty() => {
            Ok(vec![Wanted::Is(words.me.clone())])
        }
        _ => named(field, written, words),
    }
}

/// `7`, `2020-0007`, `<10`, `>10`, `10..20`.
fn number(written: &str) -> Result<Wanted, Fault> {
    let wrong = || Fault::Number { value: written.to_owned() };
    let read = |text: &str| text.trim().parse::<u32>().map_err(|_| wrong());
    if let Some((from, last)) = written.split_once("..") {
        let from = if from.trim().is_empty() { 0 } else { read(from)? };
        let last = if last.trim().is_empty() { u32::MAX } else { read(last)? };
        return Ok(Wanted::Numbers(from.min(last), last.max(from)));
    }
    if let Some(rest) = written.strip_prefix(['<', '＜']) {
        return Ok(Wanted::Numbers(0, read(rest)?.saturating_sub(1)));
    }
    if let Some(rest) = written.strip_prefix(['>', '＞']) {
        return Ok(Wanted::Numbers(read(rest)?.saturating_add(1), u32::MAX));
    }
    if let Ok(number) = written.parse::<u32>() {
        return Ok(Wanted::Numbers(number, number));
    }
    let label = written.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if label && written.bytes().any(|b| b.is_ascii_digit()) {
        Ok(Wanted::Is(written.to_owned()))
    } else {
        Err(wrong())
    }
}

fn named(field: Field, written: &str, words: &Vocabulary) -> Result<Vec<Wanted>, Fault> {
    let (name, value) = (field.name(), written.to_owned());
    match words.find(field, written) {
        Found::Values(values) => Ok(values.into_iter().map(Wanted::Is).collect()),
        _ if Vocabulary::is_open(field) && !written.is_empty() => Ok(vec![Wanted::Is(value)]),
        Found::Ambiguous(known) => Err(Fault::Ambiguous { field: name, value, known }),
        Found::Unknown(meant) => {
            let known = words.choices(field).iter().map(|choice| choice.value.clone()).collect();
            Err(Fault::Value { field: name, value, meant, known })
        }
    }
}

/// What Tab can make of the word at the caret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The part of the line that it replaces, in bytes.
    pub at: Range<usize>,
    /// What to put there.
    pub text: String,
    /// What it is called, for showing.
    pub shown: String,
}

/// Most that is offered at once.
const OFFERED: usize = 12;

/// Names of fields and values that go on from what stands before the caret; `chinese` decides what is shown and, for
/// fields, what is written.
pub fn complete(line: &str, caret: usize, words: &Vocabulary, chinese: bool) -> Vec<Completion> {
    let before = line.get(..caret).unwrap_or(line);
    let start = pieces(before)
        .last()
        .filter(|piece| piece.at + piece.text.len() == before.len())
        .map(|piece| piece.at);
    let Some(start) = start else { return Vec::new() };
    let word = &before[start..];
    match split(word) {
        None => {
            let typed: String = word.chars().map(fold).collect();
            let fields = Field::ALL.into_iter().filter(|field| {
                field.names().iter().any(|name| name.starts_with(&typed))
                    || field.names().get(1).is_some_and(|name| crate::pinyin::matches(&typed, name))
            });
            let named = fields.map(|field| {
                let name = if chinese {
                    field.names().get(1).copied().unwrap_or(field.name())
                } else {
                    field.name()
                };
                Completion { at: start..before.len(), text: format!("{name}:"), shown: format!("{name}:") }
            });
            named.take(OFFERED).collect()
        }
        Some((name, after, value)) => {
            let Some(field) = Field::by_name(name) else { return Vec::new() };
            let last = value
                .rfind([',', '，', '!', '！', '<', '>'])
                .map_or(0, |at| at + value[at..].chars().next().map_or(1, char::len_utf8));
            let typed: String = value[last..].chars().filter(|c| !is_quote(*c)).map(fold).collect();
            let at = start + after + last..before.len();
            let offer = |value: &str, shown: &str| Completion {
                at: at.clone(),
                text: Quoted(value).to_string(),
                shown: shown.to_owned(),
            };
            if field.is_time() {
                let spans = WORDS
                    .iter()
                    .filter(|(en, zh)| en.starts_with(&typed) || crate::pinyin::matches(&typed, zh));
                let spans = spans.filter(|(en, _)| field == Field::Due || *en != "overdue");
                return spans.map(|(en, zh)| if chinese { offer(zh, zh) } else { offer(en, en) }).collect();
            }
            let fits = |choice: &&super::Choice| {
                typed.is_empty()
                    || choice.value.starts_with(&typed)
                    || choice.names.iter().any(|name| crate::pinyin::matches(&typed, name))
            };
            let mut offered: Vec<Completion> = Vec::new();
            for choice in words.choices(field).iter().filter(fits) {
                // The Chinese name comes first; where there is only one, it serves both.
                let name =
                    choice.names.get(usize::from(!chinese)).or(choice.names.first()).unwrap_or(&choice.value);
                if !offered.iter().any(|known| known.shown == *name) {
                    offered.push(offer(if chinese { name } else { &choice.value }, name));
                }
            }
            offered.truncate(OFFERED);
            offered
        }
    }
}

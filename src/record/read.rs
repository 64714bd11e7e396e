//! What was typed, read into values.

use std::collections::BTreeMap;

use super::fields::{Field, Shape};
use super::propose;
use super::values::{Problem, Value, Values, Why};
use super::{Around, RecordKind, command, fields};
use crate::capture::{self, past, when};
use crate::config::Unit;
use crate::domain::Id;
use crate::lang::Lang;
use crate::pinyin::matches;
use crate::text::{fold, sanitize, sanitize_lines};

/// Reads a whole record: what was typed by the names of its fields, then what follows from that, then what is usual.
/// Every problem is named; the values are what could be read all the same.
pub fn read(
    kind: RecordKind,
    typed: &BTreeMap<&'static str, String>,
    around: &Around<'_>,
) -> (Values, Vec<Problem>) {
    let (mut values, mut problems) = (Values::default(), Vec::new());
    for field in fields(kind) {
        let said = typed.get(field.name).map_or("", |said| said.trim());
        match read_one(kind, field, said, around) {
            Ok(Some(value)) => values.set(field.name, value),
            Ok(None) => {}
            Err(problem) => problems.push(problem),
        }
    }
    for (name, value) in propose::unsaid(kind, &values, around) {
        if typed.get(name).is_none_or(|said| said.trim().is_empty()) {
            values.set(name, value);
        }
    }
    let wrong: Vec<&str> = problems.iter().map(|problem: &Problem| problem.field).collect();
    let missing = fields(kind)
        .iter()
        .filter(|field| field.required && values.get(field.name).is_none() && !wrong.contains(&field.name));
    problems.extend(missing.map(|field| Problem::missing(field.name)));
    // What no field can tell alone: a visit needs somewhere to go or something to look at again.
    if problems.is_empty()
        && let Err(problem) = command(kind, &values, Id::from_bytes([0; 16]), around)
    {
        values.forget(problem.field);
        problems.push(problem);
    }
    let place = |problem: &Problem| fields(kind).iter().position(|field| field.name == problem.field);
    problems.sort_by_key(place);
    (values, problems)
}

/// Reads one field; nothing where nothing was said.
///
/// # Errors
/// [`Problem`]
pub fn read_one(
    kind: RecordKind,
    field: &Field,
    said: &str,
    around: &Around<'_>,
) -> Result<Option<Value>, Problem> {
    let said = said.trim();
    if said.is_empty() {
        return Ok(None);
    }
    let wrong = |why| Problem { field: field.name, why };
    let own = || said.to_owned();
    let (now, zone) = (around.now, around.config.office.zone);
    let value = match field.shape {
        Shape::Line | Shape::Place | Shape::Person | Shape::Leader => {
            Value::Text(sanitize(&said.replace('\n', " ")).into_owned())
        }
        Shape::Text => Value::Text(sanitize_lines(said).into_owned()),
        Shape::Unit => Value::Unit(unit(said, around).map_err(wrong)?),
        Shape::When => {
            let at = past::past(said, now, zone);
            let ahead = || when::parse(said, now, zone).is_some();
            Value::Time(
                at.ok_or_else(|| wrong(if ahead() { Why::NotPast(own()) } else { Why::NoTime(own()) }))?,
            )
        }
        Shape::At => {
            let at = past::dated(said).or_else(|| when::parse(said, now, zone));
            Value::Time(at.or_else(|| past::past(said, now, zone)).ok_or_else(|| wrong(Why::NoTime(own())))?)
        }
        Shape::Due => {
            let due = capture::due(said, &around.config.calendar(), now, zone);
            let due = due.ok_or_else(|| wrong(Why::NoTime(own())))?;
            if due <= now {
                return Err(wrong(Why::NotAhead(own())));
            }
            Value::Time(due)
        }
        Shape::Day => Value::Day(past::day(said, now, zone).ok_or_else(|| wrong(Why::NoDay(own())))?),
        Shape::Count => Value::Count(count(said).ok_or_else(|| wrong(Why::NoCount(own())))?),
        Shape::Language => {
            Value::Language(language(said, around).ok_or_else(|| wrong(Why::UnknownLanguage(own())))?)
        }
        Shape::Choice(names) => Value::Choice(choice(kind, names, said).ok_or_else(|| {
            let words = around.lang.strings().record.of(kind.name());
            wrong(Why::UnknownChoice(
                own(),
                names.iter().map(|name| (words.choice)(name).to_owned()).collect(),
            ))
        })?),
        Shape::Link(of) => {
            Value::Link(around.items.find(of, said).ok_or_else(|| wrong(Why::UnknownItem(own(), of)))?)
        }
        Shape::Lines => {
            let parts = said.split(['\n', ';', '；']).map(|line| sanitize(line.trim()).into_owned());
            let parts: Vec<String> = parts.filter(|line| !line.is_empty()).collect();
            if parts.is_empty() {
                return Ok(None);
            }
            Value::Lines(parts)
        }
    };
    Ok(Some(value))
}

/// The names by which people call a unit.
pub(super) fn names(unit: &Unit) -> impl Iterator<Item = &String> {
    [&unit.name_zh, &unit.name_en, &unit.id].into_iter().chain(&unit.aliases)
}

/// The unit that is called so, or the only one whose name the text is a part or the pinyin of.
fn unit(said: &str, around: &Around<'_>) -> Result<String, Why> {
    if let Some(unit) = around.config.unit_called(said) {
        return Ok(unit.id.clone());
    }
    let near = |unit: &&Unit| names(unit).any(|name| matches(said, name));
    let mut found = around.config.units.iter().filter(near);
    match (found.next(), found.next()) {
        (Some(unit), None) => Ok(unit.id.clone()),
        (first, _) => {
            let shown = |unit: &Unit| match around.lang {
                Lang::En => unit.name_en.clone(),
                Lang::ZhCn => unit.name_zh.clone(),
            };
            Err(Why::UnknownUnit(said.to_owned(), first.map(shown)))
        }
    }
}

fn language(said: &str, around: &Around<'_>) -> Option<String> {
    let known = &around.config.languages;
    let exact = known.iter().find(|one| {
        [&one.tag, &one.name_zh, &one.name_en].into_iter().any(|name| name.eq_ignore_ascii_case(said))
    });
    if let Some(language) = exact {
        return Some(language.tag.clone());
    }
    let near = |one: &&crate::config::Language| matches(said, &one.name_zh) || matches(said, &one.name_en);
    let mut found = known.iter().filter(near);
    match (found.next(), found.next()) {
        (Some(language), None) => Some(language.tag.clone()),
        _ => None,
    }
}

/// A count, full-width or with 份, 人 … behind it.
fn count(said: &str) -> Option<u32> {
    let folded: String = said.chars().map(fold).collect();
    let digits = folded.trim_end_matches(|c: char| !c.is_ascii_digit());
    let behind = folded[digits.len()..].trim();
    let measured =
        behind.is_empty() || behind.chars().count() <= 2 && behind.chars().all(char::is_alphabetic);
    digits.trim().parse().ok().filter(|count| measured && *count >= 1)
}

/// The choice that is called so: by stable name, by the word of either language, by its place (1, 2, …), or the only
/// one that begins so or sounds so.
fn choice(kind: RecordKind, names: &[&'static str], said: &str) -> Option<&'static str> {
    let labels = |name: &'static str| {
        [Lang::ZhCn, Lang::En].map(|lang| (lang.strings().record.of(kind.name()).choice)(name))
    };
    let exact = |name: &&&'static str| {
        name.eq_ignore_ascii_case(said) || labels(name).iter().any(|label| label.eq_ignore_ascii_case(said))
    };
    if let Some(name) = names.iter().find(exact) {
        return Some(name);
    }
    let folded: String = said.chars().map(fold).collect();
    if let Ok(place) = folded.parse::<usize>() {
        return place.checked_sub(1).and_then(|at| names.get(at)).copied();
    }
    let mut near = names.iter().filter(|name| sounds(kind, name, said));
    match (near.next(), near.next()) {
        (Some(name), None) => Some(name),
        _ => None,
    }
}

/// Whether a choice is called so, as far as it is typed: its Chinese word by sound, its English one by its beginning.
pub(super) fn sounds(kind: RecordKind, name: &str, typed: &str) -> bool {
    let word = |lang: Lang| (lang.strings().record.of(kind.name()).choice)(name);
    let typed = typed.to_lowercase();
    let begins = [word(Lang::En), name].iter().any(|word| word.to_lowercase().starts_with(&typed));
    begins || matches(&typed, word(Lang::ZhCn))
}

//! Several units in one field: names, aliases, pinyin initials and groups, separated by commas or blanks.

use crate::config::{Config, Unit};
use crate::i18n::Lang;
use crate::pinyin::matches;

/// Stands before the name of a group among the choices.
const GROUP: &str = "group:";
/// The value of all units.
const ALL: &str = "group:*";

/// Whether a character ends one name and begins the next.
pub(super) fn separates(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | '，' | '、' | ';' | '；')
}

/// What is typed of the last name; empty after a separator.
pub(super) fn last(text: &str) -> &str {
    text.rsplit(separates).next().unwrap_or_default()
}

/// The text with its last name replaced.
pub(super) fn complete(text: &str, name: &str) -> String {
    format!("{}{name}", &text[..text.len() - last(text).len()])
}

/// Groups and units (shown text, value) that match what is typed of the last name.
pub(super) fn offered(config: &Config, lang: Lang, text: &str) -> Vec<(String, String)> {
    let typed = last(text);
    if typed.is_empty() && !text.is_empty() {
        return Vec::new();
    }
    let words = &lang.strings().desk;
    let mut groups: Vec<&str> = Vec::new();
    for unit in config.units.iter().filter(|unit| !unit.group.is_empty()) {
        if !groups.contains(&unit.group.as_str()) {
            groups.push(&unit.group);
        }
    }
    let named =
        groups.into_iter().map(|group| ((words.unit_group)(group).to_owned(), format!("{GROUP}{group}")));
    let all = (words.all_units.to_owned(), ALL.to_owned());
    let groups = named.chain([all]).filter(|(name, value)| matches(typed, name) || matches(typed, value));
    let units = config.units.iter().filter(|unit| names(unit).any(|name| matches(typed, name)));
    let units = units.map(|unit| (name(unit, lang).to_owned(), unit.id.clone()));
    // Units first: a group is meant by its whole name, or chosen.
    units.chain(groups).collect()
}

fn names(unit: &Unit) -> impl Iterator<Item = &String> {
    [&unit.name_zh, &unit.name_en, &unit.id].into_iter().chain(&unit.aliases)
}

fn name(unit: &Unit, lang: Lang) -> &str {
    if lang == Lang::En { &unit.name_en } else { &unit.name_zh }
}

/// The ids of all units that a text names, each once, in the order of the text; or the first name that is none or
/// might be several.
pub(super) fn resolve(config: &Config, text: &str) -> Result<Vec<String>, String> {
    let mut ids: Vec<String> = Vec::new();
    let mut rest = text.trim_matches(separates);
    while !rest.is_empty() {
        let (found, length) =
            first(config, rest).ok_or_else(|| rest.split(separates).next().unwrap_or(rest).to_owned())?;
        for id in found {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        rest = rest[length..].trim_start_matches(separates);
    }
    Ok(ids)
}

/// The units that the first name means, and its bytes. A name may hold blanks (in English), so that the longest whole
/// name at the beginning counts before the word.
fn first(config: &Config, text: &str) -> Option<(Vec<String>, usize)> {
    let whole = |name: &str| {
        let head = text.get(..name.len()).filter(|head| head.eq_ignore_ascii_case(name))?;
        text[head.len()..].chars().next().is_none_or(separates).then_some(head.len())
    };
    let of_unit = |unit: &Unit| names(unit).filter_map(|name| whole(name)).max();
    let exact = config.units.iter().filter_map(|unit| Some((vec![unit.id.clone()], of_unit(unit)?)));
    let groups = [Lang::ZhCn, Lang::En].into_iter().flat_map(|lang| {
        let words = &lang.strings().desk;
        let of_group = |unit: &Unit| whole((words.unit_group)(&unit.group)).or_else(|| whole(&unit.group));
        let named = config.units.iter().filter_map(of_group).max().map(|length| {
            let members = config.units.iter().filter(|unit| of_group(unit) == Some(length));
            (members.map(|unit| unit.id.clone()).collect(), length)
        });
        let all = whole(words.all_units)
            .map(|length| (config.units.iter().map(|unit| unit.id.clone()).collect::<Vec<_>>(), length));
        named.into_iter().chain(all)
    });
    if let Some(found) = exact.chain(groups).max_by_key(|(_, length)| *length) {
        return Some(found);
    }
    let word = text.split(separates).next()?;
    let near: Vec<&Unit> =
        config.units.iter().filter(|unit| names(unit).any(|name| matches(word, name))).collect();
    match near[..] {
        [unit] => Some((vec![unit.id.clone()], word.len())),
        _ => None,
    }
}

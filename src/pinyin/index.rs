//! Pronunciation as terms of a full-text index.
//!
//! # What is stored
//! The text is a row of *units*. For the initials a unit is one Han character or one letter or digit; for the
//! syllables it is one Han character or one whole word of letters and digits. Signs and blanks are passed over; a line
//! end separates.
//!
//! `initials` holds the overlapping pairs of neighbouring initials, and the last one alone: 关于盐田 is
//! `gy yy yt t`. So *n* ≥ 2 initials in a row are the phrase of their *n* − 1 pairs, and one initial is a prefix.
//! `syllables` holds the syllables themselves: `guan yu yan tian`.
//!
//! Where a character has a second living reading, the same units are written again behind a [`GAP`], with that
//! reading, from 8 units before to 8 units after; for two such characters at most 4 apart also with both changed. A
//! query across a second reading is thus found as long as it does not reach further than 8 units to either side.
//! The repeats stop when they are three times as long as the text plus 64 units.
//!
//! # How it is asked
//! The answers of [`query_initials`] and [`query_syllables_expr`] are expressions of SQLite FTS5, to be put behind a
//! column filter in parentheses: `initials : ("yt tg gk")`. The table's tokenizer must keep ASCII letters and digits
//! together and split at blanks: `unicode61` and `ascii` both do.

use super::readings::{is_syllable, readings, starts_syllable};
use crate::text::{fold, is_han};

/// The token that separates lines and repeats; no pair of initials and no syllable, so no phrase crosses it.
pub const GAP: &str = "zz0";

/// How far a repeat reaches to either side of a second reading.
const REACH: usize = 8;
/// How near two second readings must be to be repeated together.
const NEAR: usize = 4;
/// How many ways of cutting one query into syllables are tried.
const MOST_WAYS: usize = 4;
/// A longer query is no pinyin.
const LONGEST_QUERY: usize = 64;

/// What a text is found by, ready for two columns of a full-text table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IndexTerms {
    /// Pairs of initials, separated by blanks.
    pub initials: String,
    /// Syllables and words, separated by blanks.
    pub syllables: String,
}

/// The usual way to write a unit and the others.
struct Unit {
    usual: String,
    others: Vec<&'static str>,
}

/// The terms of `text`; the module says exactly which.
#[must_use]
pub fn index_terms(text: &str) -> IndexTerms {
    let mut terms = IndexTerms::default();
    for line in text.lines() {
        add_line(&mut terms.initials, &initial_units(line), push_pairs);
        add_line(&mut terms.syllables, &syllable_units(line), push_units);
    }
    terms
}

fn initial_units(line: &str) -> Vec<Unit> {
    let mut units = Vec::new();
    for c in line.chars().map(fold) {
        if is_han(c) {
            let mut initials: Vec<&'static str> = Vec::new();
            for initial in readings(c).map(|reading| &reading[..1]) {
                if !initials.contains(&initial) {
                    initials.push(initial);
                }
            }
            units.extend(unit(initials));
        } else if c.is_ascii_alphanumeric() {
            units.push(Unit { usual: c.to_string(), others: Vec::new() });
        }
    }
    units
}

fn syllable_units(line: &str) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut in_word = false;
    for c in line.chars().map(fold) {
        let letter = c.is_ascii_alphanumeric();
        if is_han(c) {
            units.extend(unit(readings(c).collect()));
        } else if letter {
            match units.last_mut() {
                Some(word) if in_word => word.usual.push(c),
                _ => units.push(Unit { usual: c.to_string(), others: Vec::new() }),
            }
        }
        in_word = letter;
    }
    units
}

fn unit(mut readings: Vec<&'static str>) -> Option<Unit> {
    if readings.is_empty() {
        return None;
    }
    let usual = readings.remove(0).to_owned();
    Some(Unit { usual, others: readings })
}

type Push = fn(&mut String, &[&str], bool);

/// Pairs of neighbours; the last unit alone as well if the row `ends` here.
fn push_pairs(out: &mut String, row: &[&str], ends: bool) {
    for pair in row.windows(2) {
        push_token(out, &[pair[0], pair[1]]);
    }
    if let (true, Some(last)) = (ends, row.last()) {
        push_token(out, &[last]);
    }
}

fn push_units(out: &mut String, row: &[&str], _ends: bool) {
    for unit in row {
        push_token(out, &[unit]);
    }
}

fn push_token(out: &mut String, parts: &[&str]) {
    if !out.is_empty() {
        out.push(' ');
    }
    out.extend(parts.iter().copied());
}

fn add_line(out: &mut String, units: &[Unit], push: Push) {
    if units.is_empty() {
        return;
    }
    if !out.is_empty() {
        push_token(out, &[GAP]);
    }
    let row: Vec<&str> = units.iter().map(|unit| unit.usual.as_str()).collect();
    push(out, &row, true);
    let mut budget = 3 * units.len() + 64;
    for (at, unit) in units.iter().enumerate() {
        for other in &unit.others {
            repeat(out, &row, &[(at, other)], push, &mut budget);
            let near = units.iter().enumerate().skip(at + 1).take(NEAR);
            for (at2, other2) in near.flat_map(|(at2, unit2)| unit2.others.iter().map(move |o| (at2, o))) {
                repeat(out, &row, &[(at, other), (at2, other2)], push, &mut budget);
            }
        }
    }
}

/// Writes the units around the `changed` ones again, unless the budget is spent.
fn repeat(out: &mut String, row: &[&str], changed: &[(usize, &str)], push: Push, budget: &mut usize) {
    let (Some(first), Some(last)) = (changed.first(), changed.last()) else { return };
    let start = first.0.saturating_sub(REACH);
    let end = (last.0 + REACH + 1).min(row.len());
    if end - start > *budget {
        *budget = 0;
        return;
    }
    *budget -= end - start;
    let mut again = row[start..end].to_vec();
    for (at, other) in changed {
        again[at - start] = other;
    }
    push_token(out, &[GAP]);
    push(out, &again, end == row.len());
}

/// The FTS5 expression for the `initials` column: what is typed is taken as initials, letters and digits.
///
/// Words separated by blanks must all be found. `None` if there is anything but ASCII letters and digits, or nothing.
#[must_use]
pub fn query_initials(query: &str) -> Option<String> {
    let folded: String = query.chars().map(fold).collect();
    let mut parts = Vec::new();
    for word in folded.split_whitespace() {
        if word.len() > LONGEST_QUERY || !word.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return None;
        }
        let letters: Vec<&str> = word.split("").filter(|letter| !letter.is_empty()).collect();
        if let [letter] = letters[..] {
            parts.push(format!("\"{letter}\" *"));
        } else {
            let mut phrase = String::new();
            push_pairs(&mut phrase, &letters, false);
            parts.push(format!("\"{phrase}\""));
        }
    }
    (!parts.is_empty()).then(|| parts.join(" AND "))
}

/// The likeliest way to cut typed pinyin into syllables; the last may be unfinished. See [`segmentations`].
#[must_use]
pub fn query_syllables(query: &str) -> Option<Vec<String>> {
    segmentations(query).into_iter().next()
}

/// Up to four ways to cut typed pinyin into syllables, the likeliest first: whole syllables before an unfinished
/// end, few before many (`xian` is *xian*, then *xi an*).
///
/// Blanks and apostrophes are cuts. Empty if it is no pinyin.
#[must_use]
pub fn segmentations(query: &str) -> Vec<Vec<String>> {
    let letters: String = query.chars().map(fold).map(|c| if c == 'ü' { 'v' } else { c }).collect();
    if letters.len() > LONGEST_QUERY {
        return Vec::new();
    }
    let parts: Vec<&str> = letters
        .split(|c: char| c.is_whitespace() || matches!(c, '\'' | '’'))
        .filter(|p| !p.is_empty())
        .collect();
    let mut ways: Vec<Vec<String>> = vec![Vec::new()];
    for (i, part) in parts.iter().enumerate() {
        let tails = ways_to_cut(part, i + 1 == parts.len());
        ways = ways
            .iter()
            .flat_map(|way| tails.iter().map(|tail| way.iter().chain(tail).cloned().collect()))
            .take(MOST_WAYS)
            .collect();
    }
    ways.retain(|way| !way.is_empty());
    ways
}

/// Ways to cut one part, best first.
fn ways_to_cut(part: &str, last: bool) -> Vec<Vec<String>> {
    if !part.bytes().all(|b| b.is_ascii_lowercase()) {
        return Vec::new();
    }
    // From the back: the best ways to cut what starts at each letter.
    let mut from: Vec<Vec<Vec<String>>> = vec![Vec::new(); part.len() + 1];
    from[part.len()].push(Vec::new());
    for at in (0..part.len()).rev() {
        let mut ways = Vec::new();
        for end in (at + 1)..=part.len().min(at + 6) {
            if is_syllable(&part[at..end]) {
                for tail in &from[end] {
                    ways.push(
                        std::iter::once(part[at..end].to_owned()).chain(tail.iter().cloned()).collect(),
                    );
                }
            }
        }
        if last && !is_syllable(&part[at..]) && starts_syllable(&part[at..]) {
            ways.push(vec![part[at..].to_owned()]);
        }
        ways.sort_by_key(|way: &Vec<String>| (way.last().is_some_and(|end| !is_syllable(end)), way.len()));
        ways.truncate(MOST_WAYS);
        from[at] = ways;
    }
    from.swap_remove(0)
}

/// The FTS5 expression for the `syllables` column: any of the [`segmentations`], the last syllable as a prefix.
#[must_use]
pub fn query_syllables_expr(query: &str) -> Option<String> {
    let ways: Vec<String> =
        segmentations(query).iter().map(|way| format!("\"{}\" *", way.join(" "))).collect();
    (!ways.is_empty()).then(|| ways.join(" OR "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_exactly_these() {
        let terms = index_terms("盐田港\nA3");
        assert_eq!(terms.initials, "yt tg g zz0 yd dg g zz0 a3 3");
        assert_eq!(terms.syllables, "yan tian gang zz0 yan dian gang zz0 a3");
        let terms = index_terms("到重庆");
        assert_eq!(terms.initials, "dz zq q zz0 dc cq q");
        assert_eq!(terms.syllables, "dao zhong qing zz0 dao chong qing");
        assert_eq!(index_terms("——"), IndexTerms::default());
    }

    #[test]
    fn second_readings_do_not_blow_up_the_index() {
        let terms = index_terms(&"重长行".repeat(300));
        assert!(terms.initials.split(' ').count() <= 4 * 900 + 64 + 300, "{}", terms.initials.len());
    }

    #[test]
    fn queries_are_cut_like_a_reader_would() {
        assert_eq!(query_initials("YTgk").as_deref(), Some("\"yt tg gk\""));
        assert_eq!(query_initials("y").as_deref(), Some("\"y\" *"));
        assert_eq!(query_initials("yt gk").as_deref(), Some("\"yt\" AND \"gk\""));
        assert_eq!(query_initials("盐t"), None);
        assert_eq!(query_initials(" "), None);
        assert_eq!(query_syllables("guanyuyant").unwrap(), ["guan", "yu", "yan", "t"]);
        assert_eq!(
            segmentations("xian")[..2],
            [vec!["xian".to_owned()], vec!["xi".to_owned(), "an".to_owned()]]
        );
        assert_eq!(query_syllables("xi'an").unwrap(), ["xi", "an"]);
        assert_eq!(query_syllables("ydgk"), None);
        assert_eq!(query_syllables(""), None);
        assert_eq!(query_syllables_expr("xiant").unwrap(), "\"xian t\" * OR \"xi an t\" *");
    }
}

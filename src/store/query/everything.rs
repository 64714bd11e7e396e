//! Search over everything: entities of every kind, open or closed, by their words or by what people said about them.

use std::collections::HashMap;
use std::ops::Range;

use rusqlite::params;

use super::super::error::StoreError;
use super::super::facts::Tables;
use super::super::projection::{self, match_expression, remark_words, words_of};
use super::Reader;
use super::overview::entry_events;
use crate::domain::{Entity, Kind};
use crate::filter::{Field, Filter, Term, Wanted};
use crate::grams::query_bigrams;
use crate::pinyin::matches;
use crate::text::fold;
use crate::view::{Found, Said};

/// Characters shown on either side of a match in a long text.
const AROUND: usize = 24;
/// Where terms leave out what the words find, so many times more is looked at.
const MORE: usize = 8;

impl Reader {
    /// What matches, open ones first, then the newest; at most `limit`. Of the terms, kind and state count; words find
    /// by characters of any number, pinyin or initials, and in what people said by characters.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn everything(&self, filter: &Filter, limit: usize) -> Result<Vec<Found>, StoreError> {
        let moment = self.moment()?;
        everything(Tables::new(&moment), filter, limit)
    }
}

pub(super) fn everything(
    tables: Tables<'_>,
    filter: &Filter,
    limit: usize,
) -> Result<Vec<Found>, StoreError> {
    if filter.is_empty() {
        return Ok(Vec::new());
    }
    let wide = if filter.terms.is_empty() { limit } else { limit.saturating_mul(MORE) };
    let mut rows: Vec<(i64, Option<u32>)> = Vec::new();
    let words = filter.words.trim();
    if words.is_empty() {
        rows.extend(newest(tables, filter, wide)?.into_iter().map(|n| (n, None)));
    } else if let Some(expression) = match_expression(words) {
        for table in ["search_open", "search_all"] {
            let sql =
                format!("SELECT rowid FROM {table} WHERE {table} MATCH ?1 ORDER BY rowid DESC LIMIT ?2");
            let mut select = tables.conn.prepare_cached(&sql)?;
            let found = select.query_map(params![expression, wide], |row| row.get(0))?;
            for n in found {
                rows.push((n?, None));
            }
        }
        rows.extend(said(tables, words, wide)?);
    }
    // An entity is found once, by its own words rather than by what was said about it.
    let mut seen: HashMap<i64, ()> = HashMap::new();
    rows.retain(|(n, _)| seen.insert(*n, ()).is_none());
    let mut found = Vec::new();
    for (n, version) in rows {
        let entity = projection::load(tables.conn, n)?;
        if entity.void || !filter.terms.iter().all(|term| holds(term, &entity)) {
            continue;
        }
        found.push((entity.state.is_open(), n, version, entity));
    }
    found.sort_by_key(|(open, n, ..)| std::cmp::Reverse((*open, *n)));
    found.truncate(limit);
    found.into_iter().map(|(open, _, version, entity)| told(tables, words, open, version, entity)).collect()
}

/// Entities of the kinds that are asked for, the newest first.
fn newest(tables: Tables<'_>, filter: &Filter, limit: usize) -> Result<Vec<i64>, StoreError> {
    let kinds = Kind::ALL.into_iter().filter(|kind| {
        let of_kind = |term: &&Term| term.field == Field::Kind;
        filter.terms.iter().filter(of_kind).all(|term| is_one_of(term, kind.name()))
    });
    let mut rows: Vec<i64> = Vec::new();
    for kind in kinds {
        let mut select = tables
            .conn
            .prepare_cached("SELECT n FROM entity WHERE kind = ?1 AND void = 0 ORDER BY n DESC LIMIT ?2")?;
        let found = select.query_map(params![kind.name(), limit], |row| row.get(0))?;
        for n in found {
            rows.push(n?);
        }
    }
    rows.sort_unstable_by(|a, b| b.cmp(a));
    rows.truncate(limit);
    Ok(rows)
}

/// What has these words in what was said about it: its row, and the version at which that was said; the newest first.
fn said(tables: Tables<'_>, words: &str, limit: usize) -> Result<Vec<(i64, Option<u32>)>, StoreError> {
    let expression = query_bigrams(words);
    if expression.is_empty() {
        return Ok(Vec::new());
    }
    let mut select = tables.conn.prepare_cached(
        "SELECT r.entity, r.version FROM (SELECT rowid AS n FROM search_remarks WHERE search_remarks MATCH ?1
                                          ORDER BY rowid DESC LIMIT ?2) s
         CROSS JOIN remark r ON r.n = s.n",
    )?;
    let rows = select.query_map(params![expression, limit], |row| Ok((row.get(0)?, Some(row.get(1)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn is_one_of(term: &Term, name: &str) -> bool {
    let is = |wanted: &Wanted| match wanted {
        Wanted::Is(value) => value == name,
        wanted => *wanted == Wanted::Something,
    };
    term.any.iter().any(is) != term.not
}

/// Terms that every kind of entity can be asked for; others are passed over, and the desk says so.
fn holds(term: &Term, entity: &Entity) -> bool {
    match term.field {
        Field::Kind => is_one_of(term, entity.stream.kind.name()),
        Field::State => is_one_of(term, entity.state.name()),
        _ => true,
    }
}

fn told(
    tables: Tables<'_>,
    words: &str,
    open: bool,
    version: Option<u32>,
    entity: Entity,
) -> Result<Found, StoreError> {
    let title = projection::title(tables.conn, &entity)?;
    let mut said = None;
    let mut text = String::new();
    if let Some(version) = version
        && let Some((words_said, by, at)) = words_at(tables, &entity, version)?
    {
        text = words_said;
        said = Some(Said { by, at });
    } else if find(words, &title).is_none() {
        let lines = words_of(tables.conn, &entity)?;
        text = lines.lines().find(|line| find(words, line).is_some()).unwrap_or_default().to_owned();
    }
    let in_title = find(words, &title);
    let (snippet, matched) = cut(&text, find(words, &text));
    Ok(Found {
        stream: entity.stream,
        version: entity.version,
        no: projection::number(&entity),
        title,
        in_title,
        state: entity.state.name(),
        open,
        changed_at: entity.changed_at,
        changed_by: entity.changed_by,
        snippet,
        matched,
        said,
    })
}

/// What was said at a version of an entity, by whom and when.
fn words_at(
    tables: Tables<'_>,
    entity: &Entity,
    version: u32,
) -> Result<Option<(String, String, chrono::DateTime<chrono::Utc>)>, StoreError> {
    let mut select = tables.conn.prepare_cached(
        "SELECT i.seq FROM entity e JOIN event_index i ON i.entity = e.n
         WHERE e.id = ?1 AND e.kind = ?2 AND i.version = ?3",
    )?;
    let key = params![entity.stream.id.to_bytes(), entity.stream.kind.name(), version];
    let seq: u64 = select.query_row(key, |row| row.get(0))?;
    let events = entry_events(tables, seq)?;
    let event = events.into_iter().find(|event| event.stream == entity.stream && event.version == version);
    Ok(event.map(|event| (remark_words(&event.body).replace('\n', " · "), event.by, event.at)))
}

/// Where one of the words stands in a text: as written, else by its sound, as near as can be.
fn find(words: &str, text: &str) -> Option<Range<usize>> {
    words.split_whitespace().find_map(|word| written(word, text).or_else(|| sounded(word, text)))
}

fn written(word: &str, text: &str) -> Option<Range<usize>> {
    let word: Vec<char> = word.chars().map(fold).collect();
    let chars: Vec<(usize, char)> = text.char_indices().map(|(at, c)| (at, fold(c))).collect();
    let start = chars.windows(word.len().max(1)).position(|part| part.iter().map(|(_, c)| c).eq(&word))?;
    let end = chars.get(start + word.len()).map_or(text.len(), |(at, _)| *at);
    Some(chars[start].0..end)
}

fn sounded(word: &str, text: &str) -> Option<Range<usize>> {
    if !word.is_ascii() || !matches(word, text) {
        return None;
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
    let end = ends.into_iter().find(|end| matches(word, &text[..*end]))?;
    let start =
        text[..end].char_indices().map(|(at, _)| at).rev().find(|at| matches(word, &text[*at..end]))?;
    Some(start..end)
}

/// The part of a text around a match, and where the match is in it.
fn cut(text: &str, found: Option<Range<usize>>) -> (String, Option<Range<usize>>) {
    let Some(found) = found else {
        return (text.chars().take(2 * AROUND).collect(), None);
    };
    let start = text[..found.start].char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let end = text[found.end..].char_indices().nth(AROUND).map_or(text.len(), |(at, _)| found.end + at);
    let lead = if start > 0 { "…" } else { "" };
    let tail = if end < text.len() { "…" } else { "" };
    let moved = |at: usize| at - start + lead.len();
    let matched = moved(found.start)..moved(found.end);
    (format!("{lead}{}{tail}", &text[start..end]), Some(matched))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_match_is_found_as_written_and_by_its_sound() {
        let shown = |word: &str, text: &str| find(word, text).map(|range| text[range].to_owned());
        assert_eq!(shown("核酸", "关于核酸检测").as_deref(), Some("核酸"));
        assert_eq!(shown("酸", "关于核酸检测").as_deref(), Some("酸"));
        assert_eq!(shown("hsjc", "关于核酸检测的通知").as_deref(), Some("核酸检测"));
        assert_eq!(shown("ＡＦ102", "航班 af102").as_deref(), Some("af102"));
        assert_eq!(shown("没有", "关于核酸检测"), None);
        let text = "一".repeat(60) + "核酸" + &"二".repeat(60);
        let (snippet, matched) = cut(&text, find("核酸", &text));
        assert_eq!(&snippet[matched.expect("a match")], "核酸");
        assert_eq!(snippet.chars().count(), 2 * AROUND + 4);
    }
}

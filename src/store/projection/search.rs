//! Full text and pronunciation: one table of what is open, one of everything.

use rusqlite::{Connection, params};

use super::super::error::StoreError;
use super::item;
use crate::domain::document::Document;
use crate::domain::{Aggregate, Entity};
use crate::grams::{bigrams, query_bigrams};
use crate::pinyin::{index_terms, query_initials, query_syllables_expr};

/// The words by which an entity is found; lines are apart from each other.
fn words(entity: &Entity) -> String {
    let Some(document) = Document::from_state(&entity.state) else { return String::new() };
    let paper = &document.paper;
    let receipt = document.receipt.as_ref().map(|receipt| receipt.label()).unwrap_or_default();
    let mut words = vec![paper.title.as_str(), &paper.issuer, paper.doc_number.shown(), &receipt];
    words.extend(paper.doc_type.as_deref());
    words.extend(document.lead_unit.as_deref());
    words.extend(document.notice.holder.as_deref());
    words.join("\n")
}

/// Whether the entity is listed among what is open.
fn open(entity: &Entity) -> bool {
    item::of(entity).is_some_and(|item| item.open)
}

/// Brings both tables up to date, as far as something changed.
pub(super) fn write(
    conn: &Connection,
    n: i64,
    before: Option<&Entity>,
    now: &Entity,
) -> Result<(), StoreError> {
    let known = |entity: &&Entity| !entity.void;
    let old = before.filter(known).map(words).filter(|words| !words.is_empty());
    let new = Some(now).filter(known).map(words).filter(|words| !words.is_empty());
    let (was_open, is_open) = (before.is_some_and(open), open(now));
    if old == new && was_open == is_open {
        return Ok(());
    }
    let changed = old != new;
    if old.is_some() && was_open {
        conn.prepare_cached("DELETE FROM search_open WHERE rowid = ?1")?.execute([n])?;
    }
    if old.is_some() && changed {
        conn.prepare_cached("DELETE FROM search_all WHERE rowid = ?1")?.execute([n])?;
    }
    let Some(words) = new else { return Ok(()) };
    let (body, terms) = (bigrams(&words), index_terms(&words));
    if is_open {
        conn.prepare_cached(
            "INSERT INTO search_open (rowid, body, initials, syllables) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![n, body, terms.initials, terms.syllables])?;
    }
    if changed {
        conn.prepare_cached(
            "INSERT INTO search_all (rowid, body, initials, syllables) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![n, body, terms.initials, terms.syllables])?;
    }
    Ok(())
}

/// The full-text expression for what somebody typed: as written, by initials, or by syllables. None if there is
/// nothing in it to look for.
pub(in super::super) fn match_expression(typed: &str) -> Option<String> {
    let body = Some(query_bigrams(typed)).filter(|expression| !expression.is_empty());
    let columns =
        [("body", body), ("initials", query_initials(typed)), ("syllables", query_syllables_expr(typed))];
    let parts: Vec<String> = columns
        .into_iter()
        .filter_map(|(column, expression)| Some(format!("{column} : ({})", expression?)))
        .collect();
    if parts.is_empty() { None } else { Some(parts.join(" OR ")) }
}

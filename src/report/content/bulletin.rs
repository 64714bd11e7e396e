//! An issue of a bulletin.

use std::collections::BTreeMap;

use super::{Desk, Failure};
use crate::domain::bulletin::{Bulletin, BulletinState, Count, Passage};
use crate::domain::{Id, Kind, State};
use crate::report::model::{Block, Cell, Column, Document, Head, Imprint, RedHead, Table};

pub(super) fn document(desk: Desk<'_>, id: Id) -> Result<Document, Failure> {
    let entity = desk.entity(Kind::Bulletin, id)?;
    let State::Bulletin(issue) = &entity.state else { return Err(Failure::NotFound(entity.stream)) };
    let words = desk.words();
    let day = (words.date)(issue.masthead.day);
    let mut document = Document::plain(desk.strings.lang, issue.masthead.title.clone(), desk.now);
    let issued = !issue.state.is_open();
    document.head = Head::Red(RedHead {
        mark: (!issued).then(|| (words.draft)(desk.state(&entity))),
        masthead: (words.masthead)(issue.masthead.series).to_owned(),
        issue: (words.issue)(issue.number),
        publisher: desk.office().to_owned(),
        day: issue.issued_at.map_or_else(|| day.clone(), |at| desk.date(at)),
    });
    contents(&mut document, desk, issue);
    document.imprint = Some(imprint(desk, issue, day));
    Ok(document)
}

/// Passages in their order, then the counts of the day, then what was corrected.
fn contents(document: &mut Document, desk: Desk<'_>, issue: &Bulletin) {
    let words = desk.words();
    let known: Vec<&str> = Passage::of(issue.masthead.series).iter().map(|passage| passage.name()).collect();
    for (name, passage) in in_order(&issue.passages, &known) {
        document.heading(1, (words.passage)(name));
        document.paragraph(passage.clone());
    }
    if issue.state == BulletinState::Collecting {
        return;
    }
    document.heading(1, words.counts);
    let known: Vec<&str> = Count::of(issue.masthead.series).iter().map(|count| count.name()).collect();
    let rows = in_order(&issue.counts, &known);
    let rows =
        rows.into_iter().map(|(name, count)| vec![Cell::text((words.count)(name)), Cell::count(*count)]);
    document.blocks.push(Block::Table(Table {
        caption: String::new(),
        columns: vec![Column::new((words.column)("figure"), 3), Column::new((words.column)("value"), 1)],
        rows: rows.collect(),
        empty: words.no_rows.to_owned(),
    }));
    if !issue.corrections.is_empty() {
        document.heading(1, words.corrections);
        for correction in &issue.corrections {
            document.paragraph(correction.clone());
        }
    }
}

/// Named things in the order of their names; what an older issue calls otherwise follows.
fn in_order<'i, T>(all: &'i BTreeMap<String, T>, known: &[&str]) -> Vec<(&'i str, &'i T)> {
    let mut ordered: Vec<(&str, &T)> = all.iter().map(|(name, what)| (name.as_str(), what)).collect();
    ordered.sort_by_key(|(name, _)| known.iter().position(|other| other == name).unwrap_or(usize::MAX));
    ordered
}

fn imprint(desk: Desk<'_>, issue: &Bulletin, day: String) -> Imprint {
    let (words, report) = (desk.words(), &desk.config.report);
    let copies =
        if desk.strings.lang == crate::lang::Lang::En { &report.copies_en } else { &report.copies_zh };
    let signed = issue.signed_by.iter().map(|leader| (words.signed_by)(leader));
    Imprint {
        lines: signed.chain(copies.iter().cloned()).collect(),
        printer: desk.office().to_owned(),
        printed: issue.issued_at.map_or(day, |at| (words.printed)(&desk.date(at))),
    }
}

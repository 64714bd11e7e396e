//! 督查专报 of one supervised item: where it came from, what was done, with what result, and whether in time.

use super::{Desk, Failure, rows};
use crate::domain::supervised::Supervised;
use crate::domain::{Id, Kind, State, Stream};
use crate::i18n::domain::Telling;
use crate::report::model::{Block, Cell, Closing, Column, Document, Table};
use crate::store::ReadContext;
use crate::view::{Answer, Query, TimelineItem};

pub(super) fn document(desk: Desk<'_>, id: Id) -> Result<Document, Failure> {
    let stream = Stream { kind: Kind::Supervised, id };
    let entity = desk.entity(Kind::Supervised, id)?;
    let State::Supervised(item) = &entity.state else { return Err(Failure::NotFound(stream)) };
    let words = desk.words();
    let mut document = Document::plain(desk.strings.lang, (words.special)(&item.item.title), desk.now);
    document.subtitle = item.number.label();
    document.heading(1, words.special_parts[0]);
    let source = (desk.strings.domain.severity)(item.item.source.name());
    let reference = item.item.reference.as_deref().unwrap_or_default();
    document.paragraph((words.came)(
        source,
        (words.channel)(&item.item.channel),
        reference,
        &desk.moment(item.item.received_at),
    ));
    if let Some(unit) = &item.unit {
        document.paragraph((words.fact)((words.column)("unit"), &desk.unit(unit)));
    }
    document.heading(1, words.special_parts[1]);
    document.blocks.push(Block::Table(history(desk, stream)?));
    document.heading(1, words.special_parts[2]);
    document.paragraph((words.fact)((words.column)("state"), desk.state(&entity)));
    match &item.feedback {
        Some(feedback) => document.paragraph(feedback.clone()),
        None => document.paragraph(words.unanswered),
    }
    document.heading(1, words.special_parts[3]);
    dues(&mut document, desk, item);
    document.closing = Some(Closing { office: desk.office().to_owned(), date: desk.date(desk.now) });
    Ok(document)
}

fn dues(document: &mut Document, desk: Desk<'_>, item: &Supervised) {
    let words = desk.words();
    let dues = &item.dues;
    let told = [dues.original, dues.current, dues.internal].map(|at| desk.moment(at));
    document.paragraph((words.dues)(&told[0], &told[1], &told[2]));
    for extension in &item.extensions {
        let until = desk.moment(extension.until);
        document.paragraph((words.extended)(&until, &extension.approver, &extension.reason));
    }
    let answered = item.fed_back_at.zip(item.on_time());
    if let Some((at, on_time)) = answered {
        document.paragraph((words.answered)(&desk.moment(at), on_time));
    }
    let light = rows::light(desk, item).shown();
    document.paragraph((words.fact)((words.column)("light"), &light));
}

/// What happened to it, without the hands that officers laid on it for themselves.
fn history(desk: Desk<'_>, stream: Stream) -> Result<Table, Failure> {
    let words = desk.words();
    let policy = desk.config.policy();
    let cx = ReadContext { now: desk.now, officer: "", policy: &policy };
    let answer = desk.reader.answer(&Query::Detail { stream, ticket: 0 }, &cx)?;
    let Answer::Detail { detail: Some(detail), .. } = answer else { return Err(Failure::NotFound(stream)) };
    // The year is always told: the document is read later than it is written.
    let telling = Telling { lang: desk.strings.lang, zone: desk.zone(), now: desk.now, names: desk.names };
    let row = |item: &TimelineItem| {
        let told = (desk.strings.domain.event)(&telling, &item.body);
        vec![desk.time(item.at), Cell::text(item.by.clone()), Cell::text(told)]
    };
    Ok(Table {
        caption: String::new(),
        columns: [("at", 4), ("by", 2), ("event", 10)]
            .map(|(name, weight)| Column::new((words.column)(name), weight))
            .into(),
        rows: detail.timeline.iter().filter(|item| !rows::is_own_hand(&item.body)).map(row).collect(),
        empty: words.no_rows.to_owned(),
    })
}

//! 转运交接单 of one run: what went where in what, how many people, who left on the way, and lines to sign on.

use super::{Desk, Failure};
use crate::domain::run::{Run, RunState};
use crate::domain::{Aggregate, Id, Kind, Stream};
use crate::report::model::{Block, Cell, Closing, Column, Document, Table};

pub(super) fn document(desk: Desk<'_>, id: Id) -> Result<Document, Failure> {
    let stream = Stream { kind: Kind::Run, id };
    let entity = desk.entity(Kind::Run, id)?;
    let run = Run::from_state(&entity.state).ok_or(Failure::NotFound(stream))?;
    let words = &desk.strings.report.handover;
    let mut document = Document::plain(desk.strings.lang, words.title, desk.now);
    document.subtitle = subtitle(desk, run)?;
    let state = desk.state(&entity);
    for (part, table) in [facts(desk, run, state)?, heads(desk, run), exits(desk, run), signatures(desk)]
        .into_iter()
        .enumerate()
    {
        document.heading(1, words.parts[part]);
        document.blocks.push(Block::Table(table));
    }
    if run.state.is_open() && !matches!(run.state, RunState::Delivered | RunState::Disinfecting) {
        document.blocks.push(Block::Note(words.not_delivered.to_owned()));
    } else if run.headcount.adds_up().is_err() && run.headcount.boarded.is_some() {
        document.blocks.push(Block::Note(words.does_not_add_up.to_owned()));
    }
    document.closing = Some(Closing { office: desk.office().to_owned(), date: desk.date(desk.now) });
    Ok(document)
}

/// What it waits for and where it goes.
fn subtitle(desk: Desk<'_>, run: &Run) -> Result<String, Failure> {
    let lang = desk.strings.lang;
    let (port, site) = (desk.names.port(&run.plan.port, lang), desk.names.site(&run.plan.site, lang));
    let arrival = arrival(desk, run)?;
    Ok(format!("{arrival} {port} → {site}").trim().to_owned())
}

/// Number of the flight, ship or line; empty without one.
fn arrival(desk: Desk<'_>, run: &Run) -> Result<String, Failure> {
    let Some(id) = run.plan.arrival else { return Ok(String::new()) };
    let found = desk.reader.entity(Stream { kind: Kind::Arrival, id })?;
    let state = found.map(|entity| entity.state);
    let arrival = state.as_ref().and_then(crate::domain::arrival::Arrival::from_state);
    Ok(arrival.map(|arrival| arrival.movement.number.clone()).unwrap_or_default())
}

/// A table of labels and what stands behind them.
fn two_columns(desk: Desk<'_>, rows: Vec<Vec<Cell>>) -> Table {
    let heads = desk.strings.report.handover.heads;
    Table {
        caption: String::new(),
        columns: vec![Column::new(heads[0], 3), Column::new(heads[1], 9)],
        rows,
        empty: String::new(),
    }
}

fn facts(desk: Desk<'_>, run: &Run, state: &str) -> Result<Table, Failure> {
    let labels = desk.strings.report.handover.facts;
    let lang = desk.strings.lang;
    let crew = run.crew.as_ref();
    let mut volunteers = Vec::new();
    for id in crew.map(|crew| crew.volunteers.as_slice()).unwrap_or_default() {
        let found = desk.reader.entity(Stream { kind: Kind::Volunteer, id: *id })?;
        let state = found.map(|entity| entity.state);
        let volunteer = state.as_ref().and_then(crate::domain::volunteer::Volunteer::from_state);
        volunteers.extend(volunteer.map(|volunteer| volunteer.person.name.clone()));
    }
    let values = [
        Cell::text(arrival(desk, run)?),
        Cell::text(desk.names.port(&run.plan.port, lang)),
        Cell::text(desk.names.site(&run.plan.site, lang)),
        Cell::maybe(crew.map(|crew| crew.vehicle.plate.clone())),
        Cell::maybe(crew.map(|crew| crew.driver.clone())),
        Cell::text(volunteers.join(desk.strings.cli.report.between)),
        Cell::text(desk.languages(&run.plan.languages)),
        desk.time(run.plan.pick_up),
        desk.maybe_time(run.legs.en_route),
        desk.maybe_time(run.legs.delivered),
        Cell::text(state),
    ];
    let row = |(label, value): (&str, Cell)| vec![Cell::text(label), value];
    Ok(two_columns(desk, labels.into_iter().zip(values).map(row).collect()))
}

fn heads(desk: Desk<'_>, run: &Run) -> Table {
    let labels = desk.strings.report.handover.counts;
    let people = &run.headcount;
    let maybe = |count: Option<u32>| count.map_or(Cell::Empty, Cell::count);
    let values = [
        Cell::count(people.expected),
        Cell::count(people.exits(false)),
        maybe(people.boarded),
        Cell::count(people.exits(true)),
        maybe(people.delivered),
    ];
    two_columns(
        desk,
        labels.into_iter().zip(values).map(|(label, value)| vec![Cell::text(label), value]).collect(),
    )
}

fn exits(desk: Desk<'_>, run: &Run) -> Table {
    let words = &desk.strings.report.handover;
    let exit = desk.strings.runs.exit;
    let row = |one: &crate::domain::run::Exit| {
        let note = one.note.as_deref().map(super::masked).unwrap_or_default();
        vec![
            Cell::text(exit(one.kind)),
            Cell::count(one.count),
            Cell::text(words.when[usize::from(one.on_road)]),
            Cell::text(note),
        ]
    };
    Table {
        caption: String::new(),
        columns: words
            .exit_heads
            .iter()
            .zip([3, 2, 3, 6])
            .map(|(head, weight)| Column::new(*head, weight))
            .collect(),
        rows: run.headcount.exits.iter().map(row).collect(),
        empty: words.no_exits.to_owned(),
    }
}

/// Who hands over, who takes over, who drives: a line each, to be signed by hand.
fn signatures(desk: Desk<'_>) -> Table {
    let words = &desk.strings.report.handover;
    Table {
        caption: String::new(),
        columns: words
            .sign_heads
            .iter()
            .zip([4, 2, 4, 4])
            .map(|(head, weight)| Column::new(*head, weight))
            .collect(),
        rows: words
            .signs
            .iter()
            .map(|who| vec![Cell::text(*who), Cell::Empty, Cell::Empty, Cell::Empty])
            .collect(),
        empty: String::new(),
    }
}

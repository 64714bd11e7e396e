//! The figures of a period.

use super::{Desk, Failure};
use crate::figures::Period;
use crate::report::model::{Block, Cell, Closing, Column, Document, Table};

pub(super) fn document(desk: Desk<'_>, period: Period) -> Result<Document, Failure> {
    let words = desk.words();
    let figures = desk.reader.figures(period, &desk.config.calendar())?;
    let mut document = Document::plain(desk.strings.lang, words.figures, desk.now);
    document.subtitle = (words.period)(period.from, Some(period.to));
    let lines = figures.lines().into_iter();
    let rows = lines.filter(|(name, _)| !name.starts_with("step_times.")).map(|(name, value)| {
        let label = Cell::text(desk.strings.figures.name(&name));
        // Numbers of bus lines are a list, not a number, also where there is only one.
        let number = value.parse().ok().filter(|_| name != "bus_routes.lines");
        vec![label, number.map_or_else(|| Cell::text(&value), Cell::Number)]
    });
    document.blocks.push(Block::Table(Table {
        caption: String::new(),
        columns: vec![Column::new((words.column)("figure"), 5), Column::new((words.column)("value"), 2)],
        rows: rows.collect(),
        empty: words.no_rows.to_owned(),
    }));
    document.closing = Some(Closing { office: desk.office().to_owned(), date: desk.date(desk.now) });
    Ok(document)
}

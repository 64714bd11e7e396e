//! Every figure is counted from rows: it has as many as it says, it falls when a row goes, and the parts of a trend
//! are the figures of their days.

use dutydesk::domain::Stream;
use dutydesk::figures::{By, FigureRows, MAIN, Period};

use super::*;

fn all() -> Period {
    Period { from: None, to: april(6) }
}

fn rows(reader: &Reader, name: &str, period: Period) -> FigureRows {
    let calendar = shared().config.calendar();
    reader.figure_rows(name, period, &calendar, (0, 5)).expect("rows")
}

#[test]
fn every_figure_is_the_sum_of_its_rows() {
    let demo = shared();
    let reader = demo.reader();
    for period in [all(), Period { from: Some(april(4)), to: april(6) }] {
        let figures = reader.figures(period, &demo.config.calendar()).expect("figures");
        for (name, value) in figures.lines() {
            let found = rows(&reader, &name, period);
            if name.ends_with("_minutes") || name.ends_with("_percent") {
                assert!(found.total > 0, "{name} has no rows");
                continue;
            }
            if name == "bus_routes.lines" {
                assert_eq!(found.sum, figures.bus_routes.count);
                continue;
            }
            assert_eq!(value, found.sum.to_string(), "{name} of {period:?}");
            assert!(found.rows.len() == found.total.min(5), "{name}: a window of the rows");
            for row in &found.rows {
                assert!(!row.title.is_empty(), "{name}: {row:?}");
            }
        }
    }
}

#[test]
fn a_figure_falls_with_its_row_and_nothing_else_does() {
    // A store of its own: something is taken out of it.
    let demo = make();
    let before = demo.figures(None, april(6));
    let reader = demo.reader();
    let supervised = reader.figure_rows("supervised", all(), &demo.config.calendar(), (0, 1)).expect("rows");
    assert_eq!((supervised.total, before.supervised.total), (38, 38));
    void(&demo, supervised.rows[0].stream);
    let after = demo.figures(None, april(6));
    assert_eq!(after.supervised.total, 37);
    assert_eq!((after.feedback.owed, after.feedback.on_time, after.feedback.solved), (37, 37, 37));
    let finding = reader.figure_rows("findings", all(), &demo.config.calendar(), (0, 1)).expect("rows");
    void(&demo, finding.rows[0].stream);
    let after = demo.figures(None, april(6));
    assert_eq!(after.findings.total + 1, before.findings.total);
    assert_eq!(after.findings.closed + 1, before.findings.closed);
    assert_eq!(after.info_reports, before.info_reports, "nothing else changes");
}

/// Takes a row out of the tables, as an undone entry does.
fn void(demo: &Demo, stream: Stream) {
    let conn = rusqlite::Connection::open(demo.path()).expect("the file");
    let changed = conn
        .execute(
            "UPDATE entity SET void = 1 WHERE id = ?1 AND kind = ?2",
            rusqlite::params![stream.id.to_bytes(), stream.kind.name()],
        )
        .expect("a row");
    assert_eq!(changed, 1);
}

#[test]
fn the_parts_of_a_trend_are_the_figures_of_their_days() {
    let demo = shared();
    let reader = demo.reader();
    let calendar = demo.config.calendar();
    let period = Period { from: Some(april(1)), to: april(6) };
    let trends = reader.trends(period, By::Day, &calendar).expect("trends");
    assert_eq!(trends.stretches.len(), 6);
    let previous = trends.previous.as_ref().expect("days before");
    assert_eq!(previous.period.from.map(|day| day.to_string()).as_deref(), Some("2020-03-26"));
    for stretch in trends.stretches.iter().chain([&trends.whole, previous]) {
        let lines: BTreeMap<String, String> =
            reader.figures(stretch.period, &calendar).expect("figures").lines().into_iter().collect();
        for (name, value) in MAIN.iter().zip(&stretch.values) {
            assert_eq!(lines.get(*name), Some(&value.to_string()), "{name} of {:?}", stretch.period);
        }
    }
    let whole = reader.trends(all(), By::Month, &calendar).expect("trends");
    assert_eq!((whole.stretches.len(), whole.previous), (4, None), "from the first day on, January to April");
    let handled: u32 = whole.stretches.iter().map(|stretch| stretch.values[0]).sum();
    assert_eq!((handled, whole.whole.values[0]), (1017, 1017));
}

//! The figures over the desk: figures, trends and rows, on every size and in both languages.

use chrono::NaiveDate;
use dutydesk::domain::Kind;
use dutydesk::figures::{By, FigureRow, FigureRows, Figures, MAIN, Period, Stretch, Trends};
use dutydesk::ui::dialog::Dialog;
use dutydesk::ui::figures::{FigureList, FigureRowList};
use dutydesk::view::Figured;

use super::desk::{self, Desk, now, stream};
use super::{LANGS, painted};
use crate::screen_dump::dump;

fn days(from: u32, to: u32) -> Period {
    let day = |day| NaiveDate::from_ymd_opt(2020, 4, day).expect("a day");
    Period { from: Some(day(from)), to: day(to) }
}

fn all() -> Vec<(&'static str, Dialog)> {
    let stretch = |period, times: u32| Stretch { period, values: vec![times; MAIN.len()] };
    let whole = days(8, 14);
    let trends = Trends {
        by: By::Day,
        stretches: (8..15).map(|day| stretch(days(day, day), day * 3)).collect(),
        whole: stretch(whole, 231),
        previous: Some(stretch(days(1, 7), 228)),
    };
    let figures = Figures { documents_handled: 231, documents_completed: 119, ..Figures::empty(whole) };
    let list = |trends, found| {
        let found = Some(Box::new(found));
        Dialog::Figures(FigureList { trends, period: 2, days: whole, found, ticket: 1, at: 1 })
    };
    let row = |number, title: &str, minutes| FigureRow {
        stream: stream(Kind::Document, number),
        number: Some(format!("LG-2020-{number}")),
        title: title.to_owned(),
        state: "completed",
        at: now(),
        amount: 1,
        key: None,
        minutes,
    };
    let rows = vec![
        row(92, "转发省指挥部关于境外输入疫情防控的紧急通知", None),
        row(93, "关于紧急调拨集中隔离房源120间的通知", Some(44.0)),
    ];
    let found = Some(Box::new(FigureRows { rows, total: 119, sum: 119 }));
    let figure = "documents_completed".to_owned();
    let rows = Dialog::FigureRows(FigureRowList { figure, days: whole, found, ticket: 1, at: 1 });
    vec![
        ("figures", list(false, Figured::Figures(Box::new(figures)))),
        ("trends", list(true, Figured::Trends(trends))),
        ("rows", rows),
    ]
}

#[test]
fn figures_in_both_languages_on_every_size() {
    for lang in LANGS {
        for (width, height) in [(160, 48), (80, 24), (40, 12)] {
            for (name, dialog) in all() {
                let desk = Desk { dialogs: vec![dialog], ..desk::desk() };
                let name = format!("figures_{name}_{}_{width}x{height}", lang.tag());
                insta::assert_snapshot!(name, dump(&painted(&desk, &desk::look(lang), width, height)));
            }
        }
    }
}

#[test]
fn any_size_is_drawn() {
    for (width, height) in (1..44).step_by(3).flat_map(|width| (1..16).map(move |height| (width, height))) {
        for (_, dialog) in all() {
            let desk = Desk { dialogs: vec![dialog], ..desk::desk() };
            painted(&desk, &desk::look(LANGS[0]), width, height);
        }
    }
}

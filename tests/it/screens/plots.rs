//! Plots over the desk: every plot, on every size, in both languages and without colour.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use dutydesk::chart::Telling;
use dutydesk::config::{Borders, Config};
use dutydesk::figures::{
    Grain, Kept, PaperHours, Period, Plot, Plotted, PortPeople, Slots, UnitAges, Values,
};
use dutydesk::i18n::Lang;
use dutydesk::text::Ambiguous;
use dutydesk::ui::dialog::{Dialog, Plots};
use dutydesk::ui::look::Look;
use dutydesk::ui::theme::Depth;
use ratatui::style::Color;

use super::desk::{self, Desk, now};
use super::{LANGS, painted};
use crate::screen_dump::dump;

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2020, 4, 7).expect("a day")
}

fn calendar() -> dutydesk::domain::calendar::Calendar {
    Config::builtin().expect("a configuration").calendar()
}

fn hours() -> Slots {
    Slots::of(day(), day(), Grain::Hour, &calendar())
}

/// Two hours over the capacity of ten, in a night that is at 03:12.
fn papers() -> Values {
    let midnight: DateTime<Utc> = calendar().instant(day().and_time(NaiveTime::MIN));
    let mut hours = PaperHours::none(hours());
    for (hour, count) in [4, 12, 14, 3].into_iter().enumerate() {
        for paper in 0..count {
            let came = midnight + TimeDelta::minutes(hour as i64 * 60 + paper * 3);
            hours.add(came, (paper % 3 > 0).then(|| came + TimeDelta::minutes(50)));
        }
    }
    Values::Papers(hours)
}

fn arrivals() -> Values {
    let ports = ["guangzhou_baiyun", "shenzhen_airport", "shenzhen_bay", "yantian"];
    let people = (0..).zip(ports).map(|(at, port): (u32, _)| {
        let count = |hour: u32, ahead: bool| {
            let here = (hour * 7 + at * 5) % 9 < 4;
            if here && (hour > 3) == ahead { (hour * 37 + at * 53) % 90 } else { 0 }
        };
        let line = |ahead| (0..24).map(|hour| count(hour, ahead)).collect();
        PortPeople { port: port.to_owned(), landed: line(false), awaited: line(true) }
    });
    Values::Arrivals(hours(), people.collect())
}

fn findings() -> Values {
    let unit = |unit: &str, ages, overdue, longest_days| UnitAges {
        unit: unit.to_owned(),
        ages,
        overdue,
        longest_days,
    };
    Values::Findings(vec![
        unit("urban_management", [0, 1, 2, 1, 2], 3, 12),
        unit("transport", [1, 3, 1, 0, 1], 1, 2),
        unit("meisha", [2, 0, 2, 1, 0], 0, 0),
        unit("health", [1, 0, 0, 0, 0], 0, 0),
    ])
}

fn on_time() -> Values {
    let from = day() - chrono::Days::new(6);
    let kept = |owed: [u32; 7], on_time: [u32; 7]| Kept { owed: owed.into(), on_time: on_time.into() };
    let kept = [
        kept([2, 0, 1, 0, 0, 3, 1], [2, 0, 1, 0, 0, 2, 1]),
        kept([20, 18, 25, 9, 30, 22, 12], [20, 17, 23, 9, 24, 22, 6]),
        kept([3, 4, 0, 0, 2, 5, 0], [3, 1, 0, 0, 0, 4, 0]),
    ];
    Values::OnTime(Slots::of(from, day(), Grain::Day, &calendar()), kept)
}

fn with(lang: Lang, plot: Plot, values: Values, first: Option<NaiveDate>) -> Desk {
    let from = if plot == Plot::OnTime { day() - chrono::Days::new(6) } else { day() };
    let period = Period { from: Some(from), to: day() };
    let plotted = Plotted { plot, period, now: now(), first, values };
    let (names, calendar) = (desk::names(), calendar());
    let telling = Telling { strings: lang.strings(), names: &names, calendar: &calendar, capacity: 10 };
    let chart = Some(Box::new(plotted.chart(telling)));
    let period = if plot == Plot::OnTime { 2 } else { 0 };
    let open = Plots { plot, period, plotted: Some(Box::new(plotted)), chart, ticket: 1, at: 0 };
    Desk { dialogs: vec![Dialog::Plots(open)], ..desk::desk() }
}

fn all(lang: Lang) -> Vec<(&'static str, Desk)> {
    let first = NaiveDate::from_ymd_opt(2020, 3, 1);
    let one = |plot: Plot, values| (plot.name(), with(lang, plot, values, first));
    vec![
        one(Plot::Papers, papers()),
        one(Plot::Arrivals, arrivals()),
        one(Plot::Findings, findings()),
        one(Plot::OnTime, on_time()),
    ]
}

#[test]
fn plots_in_both_languages_on_every_size() {
    for lang in LANGS {
        for (width, height) in [(160, 48), (80, 24), (40, 12)] {
            for (name, desk) in all(lang) {
                let name = format!("plot_{name}_{}_{width}x{height}", lang.tag());
                insta::assert_snapshot!(name, dump(&painted(&desk, &desk::look(lang), width, height)));
            }
        }
    }
}

/// Without colour, and where blocks are two columns wide, patterns and numbers say the same.
#[test]
fn without_colour_patterns_and_numbers_tell_series_apart() {
    for (name, depth, ambiguous) in
        [("plain", Depth::None, Ambiguous::Narrow), ("ascii", Depth::Sixteen, Ambiguous::Wide)]
    {
        let look = Look::new(Lang::ZhCn, desk::names(), depth, ambiguous, Borders::Unicode);
        for (plot, desk) in all(Lang::ZhCn) {
            let buffer = painted(&desk, &look, 80, 24);
            insta::assert_snapshot!(format!("plot_{plot}_{name}_80x24"), dump(&buffer));
            if depth == Depth::None {
                let colourless =
                    |cell: &ratatui::buffer::Cell| cell.fg == Color::Reset && cell.bg == Color::Reset;
                assert!(buffer.content().iter().all(colourless), "{plot}");
            }
            let blocks =
                buffer.content().iter().any(|cell| ('▁'..='█').any(|block| cell.symbol().contains(block)));
            assert!(!blocks, "{plot} {name}: blocks are of doubtful width");
        }
    }
}

#[test]
fn none_is_not_no_data() {
    let empty = || Values::Papers(PaperHours::none(hours()));
    let text = |desk: &Desk| dump(&painted(desk, &desk::look(Lang::ZhCn), 80, 24));
    let none = text(&with(Lang::ZhCn, Plot::Papers, empty(), NaiveDate::from_ymd_opt(2020, 4, 1)));
    assert!(none.contains("无:这段时间没有来文") && !none.contains("无数据"), "{none}");
    let unknown = text(&with(Lang::ZhCn, Plot::Papers, empty(), None));
    assert!(unknown.contains("无数据"), "{unknown}");
}

#[test]
fn any_size_is_drawn() {
    for (width, height) in (1..44).step_by(3).flat_map(|width| (1..16).map(move |height| (width, height))) {
        for (_, desk) in all(Lang::En) {
            painted(&desk, &desk::look(Lang::En), width, height);
        }
    }
}

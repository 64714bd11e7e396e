//! Words of the trends and of the rows of a figure.

use crate::figures::By;

/// Words of the trends.
#[derive(Debug)]
pub struct Trends {
    /// Heads the trends: by what.
    pub heading: fn(By) -> String,
    /// Heading of the column of a figure's name.
    pub figure: &'static str,
    /// The whole period, and as many days before it.
    pub whole: &'static str,
    /// As many days before it.
    pub previous: &'static str,
    /// How much more or less than before.
    pub change: &'static str,
    /// By how much a figure differs from that of the time before.
    pub changed: fn(i64) -> String,
    /// Rows of a figure: its name, how many rows, and what they come to.
    pub rows: fn(&str, usize, u32) -> String,
    /// How long a step took.
    pub minutes: fn(f64) -> String,
}

fn changed(by: i64) -> String {
    if by == 0 { "=".to_owned() } else { format!("{by:+}") }
}

pub(super) const ZH_CN: Trends = Trends {
    heading: |by| {
        let part = match by {
            By::Day => "日",
            By::Week => "周",
            By::Month => "月",
        };
        format!("逐{part}趋势")
    },
    figure: "指标",
    whole: "本期",
    previous: "上期",
    change: "增减",
    changed,
    rows: |name, rows, sum| format!("{name}:{sum},共 {rows} 行"),
    minutes: |minutes| format!("{minutes:.0} 分钟"),
};

pub(super) const EN: Trends = Trends {
    heading: |by| format!("Trends by {}", by.name()),
    figure: "figure",
    whole: "period",
    previous: "before",
    change: "change",
    changed,
    rows: |name, rows, sum| format!("{name}: {sum}, in {rows} {}", if rows == 1 { "row" } else { "rows" }),
    minutes: |minutes| format!("{minutes:.0} min"),
};

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
    /// Tabs on the desk: figures, trends, times of steps.
    pub tabs: [&'static str; 3],
    /// Keys of the figures on the desk.
    pub keys: &'static str,
    /// The next tab, another period, the rows behind: what keys do there, in a word.
    pub hints: [&'static str; 3],
    /// Keys of the rows behind a figure.
    pub rows_keys: &'static str,
    /// Nothing stands behind the figure.
    pub no_rows: &'static str,
    /// The pane was turned to all items, done ones too, and how to turn it back.
    pub all_shown: &'static str,
    /// No figure of the trends is more than nothing.
    pub nothing: &'static str,
    /// Why the parts of a trend may come to less than the whole.
    pub as_it_stood: &'static str,
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
    tabs: ["数据", "趋势", "用时"],
    keys: "[ ] 换页   Tab ← → 换时段   Enter 看明细   Esc 关闭",
    hints: ["换页", "换时段", "看明细"],
    rows_keys: "Enter 去看   Esc 返回",
    no_rows: "无明细",
    all_shown: "本栏已改看全部(含已办结),不再筛选;Esc 返回在办",
    nothing: "这段时间没有数据",
    as_it_stood: "各段按段末统计,后来才办结的不计入,各段之和可小于本期",
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
    tabs: ["figures", "trends", "step times"],
    keys: "[ ] tabs   Tab ← → period   Enter shows the rows   Esc closes",
    hints: ["next tab", "period", "rows"],
    rows_keys: "Enter goes there   Esc back",
    no_rows: "no rows behind it",
    all_shown: "this pane now shows all items, done ones too, unfiltered; Esc goes back to the open ones",
    nothing: "no figures for this time",
    as_it_stood: "Parts stand as of their own end; what was done later is in the whole only.",
    minutes: |minutes| format!("{minutes:.0} min"),
};

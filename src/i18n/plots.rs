//! Plots: titles, names of series, and the most pressing fact of each in one sentence.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

use crate::figures::Grain;

/// Words of plots.
#[derive(Debug)]
pub struct Plots {
    /// Title of the overlay.
    pub title: &'static str,
    /// Keys below it.
    pub keys: &'static str,
    /// The next plot, another period, the items behind: what keys do there, in a word.
    pub hints: [&'static str; 3],
    /// Titles, in the order of [`crate::figures::Plot::ALL`].
    pub titles: [&'static str; 6],
    /// The same in few columns.
    pub short: [&'static str; 6],
    /// Units of the values.
    pub units: [&'static str; 6],
    /// Periods: today, yesterday, seven days, the month, everything.
    pub periods: [&'static str; 5],
    /// What the labels of slots are.
    pub axis: fn(Grain) -> &'static str,
    /// The label of a slot that begins then (local).
    pub slot: fn(Grain, NaiveDateTime) -> String,
    /// A slot in a sentence.
    pub slot_told: fn(Grain, NaiveDateTime) -> String,
    /// The days of a period, with the time up to which anything is known.
    pub span: fn(NaiveDate, NaiveDate, Option<NaiveDateTime>) -> String,
    /// Papers that came, on average of several days or not.
    pub received: [&'static str; 2],
    /// Papers on the desk.
    pub waiting: [&'static str; 2],
    /// What the desk can handle.
    pub capacity: &'static str,
    /// What should be reached.
    pub target: &'static str,
    /// Everything else.
    pub others: &'static str,
    /// Ages of findings.
    pub ages: [&'static str; 5],
    /// Feedback, steps of papers, findings closed.
    pub kept: [&'static str; 3],
    /// Reports on practice, on problems, publications.
    pub reports: [&'static str; 3],
    /// Behind a unit: overdue, longest in days.
    pub overdue: fn(u32, i64) -> String,
    /// The hour over capacity: when, how many, by how many, in how many hours in all, how many are on the desk now.
    pub over: fn(&str, u32, u32, usize) -> String,
    /// No hour was over capacity; the busiest and how many.
    pub within: fn(&str, u32) -> String,
    /// So many are still on the desk.
    pub on_desk: fn(u32) -> String,
    /// People: when most come, how many, how many in all, how many have landed.
    pub arrivals: fn(&str, u32, u32, u32) -> String,
    /// The unit that presses most: name, overdue, longest in days, overdue at others.
    pub pressing: fn(&str, u32, i64, u32) -> String,
    /// Nothing is overdue; so many are open.
    pub none_overdue: fn(u32) -> String,
    /// The lowest share: name, per cent, in time, owed.
    pub lowest: fn(&str, f64, u32, u32) -> String,
    /// Everything was in time: owed.
    pub all_kept: fn(u32) -> String,
    /// Papers: in all, urgent ones (特提、特急), the busiest time, how many then.
    pub urgent: fn(u32, u32, &str, u32) -> String,
    /// Reports, of these on problems, publications.
    pub published: fn(u32, u32, u32) -> String,
    /// Nothing of the sort is on record for this time.
    pub no_data: &'static str,
    /// There is data, and nothing to show: by plot.
    pub nothing: [&'static str; 6],
    /// The name of a picture does not tell its format.
    pub bad_picture: fn(&str) -> String,
    /// No font on this machine: table instead.
    pub no_font: fn(&str) -> String,
}

fn zh_day(day: NaiveDate) -> String {
    format!("{}月{}日", day.month(), day.day())
}

fn label(grain: Grain, at: NaiveDateTime) -> String {
    match grain {
        Grain::Hour => format!("{:02}", at.hour()),
        Grain::Day | Grain::Week => format!("{}/{}", at.month(), at.day()),
        Grain::Month => format!("{}-{:02}", at.year(), at.month()),
    }
}

fn hours(at: NaiveDateTime) -> String {
    format!("{:02}:00–{:02}:00", at.hour(), at.hour() + 1)
}

pub(super) const ZH_CN: Plots = Plots {
    title: "图表",
    keys: "1-6 [ ] 换图   Tab ← → 换时段   Enter 看相关条目   Esc 关闭",
    hints: ["换图", "换时段", "看相关条目"],
    titles: [
        "每小时来文与处理能力",
        "各口岸抵达人数",
        "未销号问题账龄(按单位)",
        "按时率(按原定时限)",
        "来文紧急程度",
        "信息与宣传",
    ],
    short: ["来文", "抵达", "问题", "按时", "紧急", "信息"],
    units: ["件", "人", "项", "%", "件", "条"],
    periods: ["今天", "昨天", "近7天", "本月", "全部"],
    axis: |grain| match grain {
        Grain::Hour => "时",
        Grain::Day => "日",
        Grain::Week => "周",
        Grain::Month => "月",
    },
    slot: label,
    slot_told: |grain, at| match grain {
        Grain::Hour => hours(at),
        Grain::Day => zh_day(at.date()),
        Grain::Week => format!("{}起的一周", zh_day(at.date())),
        Grain::Month => format!("{}年{}月", at.year(), at.month()),
    },
    span: |from, to, until| {
        let year = |day: NaiveDate| format!("{}年{}", day.year(), zh_day(day));
        let days = match (from == to, from.year() == to.year()) {
            (true, _) => year(to),
            (_, true) => format!("{}至{}", year(from), zh_day(to)),
            _ => format!("{}至{}", year(from), year(to)),
        };
        let known = until.map(|at| {
            let day = if at.date() == to { String::new() } else { format!("{} ", zh_day(at.date())) };
            format!(",截至 {day}{:02}:{:02}", at.hour(), at.minute())
        });
        days + &known.unwrap_or_default()
    },
    received: ["来文", "来文(日均)"],
    waiting: ["在手未转出", "在手未转出(日均)"],
    capacity: "处理能力",
    target: "目标",
    others: "其他",
    ages: ["0–1天", "2–3天", "4–7天", "8–15天", "15天以上"],
    kept: ["督办反馈", "来文环节", "问题销号"],
    reports: ["经验信息", "问题建议", "宣传"],
    overdue: |count, days| match days {
        0 => format!("超期 {count}"),
        days => format!("超期 {count},最长 {days} 天"),
    },
    over: |when, count, over, hours| {
        let more = if hours > 1 { format!(";共 {hours} 个小时超出") } else { String::new() };
        format!("{when} 来文 {count} 件,超出处理能力 {over} 件{more}")
    },
    within: |when, count| format!("来文最多在 {when},{count} 件,未超出处理能力"),
    on_desk: |count| format!(";目前在手 {count} 件"),
    arrivals: |when, most, all, landed| format!("{when} 最多,{most} 人;共 {all} 人,已到 {landed} 人"),
    pressing: |unit, overdue, days, others| {
        let longest = if days > 0 { format!(",最长 {days} 天") } else { String::new() };
        let others = if others > 0 { format!(";其他单位超期 {others} 项") } else { String::new() };
        format!("{unit} {overdue} 项超期{longest}{others}")
    },
    none_overdue: |open| format!("未销号 {open} 项,均未超期"),
    lowest: |name, percent, kept, owed| format!("{name}按时率最低,{percent:.0}%({owed} 项中按时 {kept} 项)"),
    all_kept: |owed| format!("到期 {owed} 项,全部按时"),
    urgent: |all, urgent, when, most| format!("共 {all} 件,其中特提、特急 {urgent} 件;{when} 最多,{most} 件"),
    published: |reports, problems, publications| {
        format!("信息 {reports} 条,其中问题建议 {problems} 条;宣传 {publications} 条")
    },
    no_data: "无数据",
    nothing: [
        "无:这段时间没有来文",
        "无:这段时间无人抵达",
        "无:没有未销号的问题",
        "无:这段时间没有到期事项",
        "无:这段时间没有来文",
        "无:这段时间没有信息和宣传",
    ],
    bad_picture: |path| format!("{path} 不是 .svg 或 .png,未写出图片。请用 --out 文件.svg 或 文件.png。"),
    no_font: |why| {
        format!(
            "本机没有可用的中文字体,不能生成 PNG;可改存 .svg,或在 [report] font_file 指定字体文件。({why})"
        )
    },
};

fn en_day(day: NaiveDate) -> String {
    day.format("%-d %b").to_string()
}

pub(super) const EN: Plots = Plots {
    title: "Plots",
    keys: "1-6 [ ] plot   Tab ← → period   Enter shows the rows   Esc closes",
    hints: ["next plot", "period", "rows"],
    titles: [
        "Papers an hour, against capacity",
        "People arriving, by port",
        "Open findings by age and unit",
        "On time, by original due times",
        "Papers by urgency",
        "Reports and publications",
    ],
    short: ["papers", "arrivals", "findings", "on time", "urgency", "reports"],
    units: ["papers", "people", "findings", "%", "papers", "items"],
    periods: ["today", "yesterday", "7 days", "month", "all"],
    axis: |grain| match grain {
        Grain::Hour => "h",
        Grain::Day => "day",
        Grain::Week => "week",
        Grain::Month => "month",
    },
    slot: label,
    slot_told: |grain, at| match grain {
        Grain::Hour => hours(at),
        Grain::Day => en_day(at.date()),
        Grain::Week => format!("week of {}", en_day(at.date())),
        Grain::Month => at.format("%B %Y").to_string(),
    },
    span: |from, to, until| {
        let days = match (from == to, from.year() == to.year()) {
            (true, _) => to.format("%-d %b %Y").to_string(),
            (_, true) => format!("{} to {}", en_day(from), to.format("%-d %b %Y")),
            _ => format!("{} to {}", from.format("%-d %b %Y"), to.format("%-d %b %Y")),
        };
        let known = until.map(|at| {
            let day = if at.date() == to { String::new() } else { format!("{} ", en_day(at.date())) };
            format!(", as of {day}{:02}:{:02}", at.hour(), at.minute())
        });
        days + &known.unwrap_or_default()
    },
    received: ["came", "came (mean of days)"],
    waiting: ["on the desk, not sent on", "on the desk (mean of days)"],
    capacity: "capacity",
    target: "target",
    others: "others",
    ages: ["0–1 days", "2–3 days", "4–7 days", "8–15 days", "over 15 days"],
    kept: ["feedback", "papers", "findings"],
    reports: ["practice", "problems", "publications"],
    overdue: |count, days| match days {
        0 => format!("{count} overdue"),
        days => format!("{count} overdue, longest {days} d"),
    },
    over: |when, count, over, hours| {
        let more = if hours > 1 { format!("; {hours} hours over capacity in all") } else { String::new() };
        format!("{when}: {count} papers came, {over} over capacity{more}")
    },
    within: |when, count| format!("Busiest {when}: {count} papers, within capacity"),
    on_desk: |count| format!("; {count} still on the desk"),
    arrivals: |when, most, all, landed| {
        format!("Most at {when}: {most} people; {all} in all, {landed} landed")
    },
    pressing: |unit, overdue, days, others| {
        let longest = if days > 0 { format!(", longest by {days} days") } else { String::new() };
        let others = if others > 0 { format!("; {others} overdue elsewhere") } else { String::new() };
        format!("{unit}: {overdue} overdue{longest}{others}")
    },
    none_overdue: |open| format!("{open} open, none overdue"),
    lowest: |name, percent, kept, owed| format!("Lowest: {name}, {percent:.0}% ({kept} of {owed} in time)"),
    all_kept: |owed| format!("{owed} were due, all in time"),
    urgent: |all, urgent, when, most| {
        format!("{all} papers, {urgent} of them flash or immediate; most {when}: {most}")
    },
    published: |reports, problems, publications| {
        format!("{reports} reports, {problems} of them on problems; {publications} publications")
    },
    no_data: "no data",
    nothing: [
        "none: no papers came in this time",
        "none: nobody arrived in this time",
        "none: no finding is open",
        "none: nothing was due in this time",
        "none: no papers came in this time",
        "none: no reports or publications in this time",
    ],
    bad_picture: |path| {
        format!("{path} is neither .svg nor .png; no picture was written. Use --out FILE.svg or FILE.png.")
    },
    no_font: |why| {
        format!(
            "no font with Chinese characters for a PNG on this machine; write an .svg, or name a font file as [report] font_file ({why})"
        )
    },
};

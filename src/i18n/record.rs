//! Words for what people put on record by hand: the kinds with their fields and choices, and what can be wrong with
//! what was typed. Each kind has a file with both languages.

mod finding;
mod info_report;
mod log;
mod meeting;
mod publication;
mod recommendation;
mod task;
mod training;

/// Words for records.
#[derive(Debug)]
pub struct Records {
    /// The words of each kind, by its stable name.
    kinds: &'static [(&'static str, KindWords)],
    /// Nothing was said.
    pub missing: &'static str,
    /// No time.
    pub no_time: fn(&str) -> String,
    /// A time that lies ahead where it must have been.
    pub not_past: fn(&str) -> String,
    /// A time that has been where it must lie ahead.
    pub not_ahead: fn(&str) -> String,
    /// No day.
    pub no_day: fn(&str) -> String,
    /// No count.
    pub no_count: fn(&str) -> String,
    /// No unit, or several; the nearest name.
    pub unknown_unit: fn(&str, Option<&str>) -> String,
    /// No language of the configuration.
    pub unknown_language: fn(&str) -> String,
    /// None of these.
    pub unknown_choice: fn(&str, &str) -> String,
    /// No such item; its kind.
    pub unknown_item: fn(&str, &str) -> String,
    /// Between the members of a list.
    pub between: &'static str,
}

/// Words of one kind of record.
#[derive(Debug)]
pub struct KindWords {
    /// What the form is called.
    pub title: &'static str,
    /// A field, by its stable name.
    pub field: fn(&str) -> &str,
    /// A choice, by its stable name.
    pub choice: fn(&str) -> &str,
}

/// Stands for a kind that nobody has named; a test finds it.
static UNNAMED: KindWords = KindWords { title: "?", field: |name| name, choice: |name| name };

impl Records {
    /// The words of a kind.
    pub fn of(&self, kind: &str) -> &'static KindWords {
        self.kinds.iter().find(|(name, _)| *name == kind).map_or(&UNNAMED, |(_, words)| words)
    }
}

pub(super) const ZH_CN: Records = Records {
    kinds: &[
        ("finding", finding::ZH_CN),
        ("info_report", info_report::ZH_CN),
        ("publication", publication::ZH_CN),
        ("training", training::ZH_CN),
        ("recommendation", recommendation::ZH_CN),
        ("meeting", meeting::ZH_CN),
        ("activity", meeting::ACTIVITY_ZH_CN),
        ("task", task::ZH_CN),
        ("log", log::ZH_CN),
    ],
    missing: "必填",
    no_time: |said| format!("「{said}」不是时间"),
    not_past: |said| format!("「{said}」尚未到来,须填已发生的时间"),
    not_ahead: |said| format!("「{said}」已过,须填今后的时间"),
    no_day: |said| format!("「{said}」不是日期"),
    no_count: |said| format!("「{said}」不是数量,须填 1 以上的整数"),
    unknown_unit: |said, meant| match meant {
        Some(meant) => format!("没有单位「{said}」,是否「{meant}」"),
        None => format!("配置中没有单位「{said}」"),
    },
    unknown_language: |said| format!("配置中没有语种「{said}」"),
    unknown_choice: |said, known| format!("「{said}」不在可选之列:{known}"),
    unknown_item: |said, kind| format!("没有{kind}「{said}」"),
    between: "、",
};

pub(super) const EN: Records = Records {
    kinds: &[
        ("finding", finding::EN),
        ("info_report", info_report::EN),
        ("publication", publication::EN),
        ("training", training::EN),
        ("recommendation", recommendation::EN),
        ("meeting", meeting::EN),
        ("activity", meeting::ACTIVITY_EN),
        ("task", task::EN),
        ("log", log::EN),
    ],
    missing: "needed",
    no_time: |said| format!("'{said}' is no time"),
    not_past: |said| format!("'{said}' has not come yet; give a time that has been"),
    not_ahead: |said| format!("'{said}' has passed; give a time to come"),
    no_day: |said| format!("'{said}' is no date"),
    no_count: |said| format!("'{said}' is no count; give a whole number from 1"),
    unknown_unit: |said, meant| match meant {
        Some(meant) => format!("there is no unit '{said}'; did you mean '{meant}'?"),
        None => format!("there is no unit '{said}' in the configuration"),
    },
    unknown_language: |said| format!("there is no language '{said}' in the configuration"),
    unknown_choice: |said, known| format!("'{said}' is none of: {known}"),
    unknown_item: |said, kind| format!("there is no {kind} '{said}'"),
    between: ", ",
};

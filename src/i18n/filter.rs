//! The filter line: what was understood, and what is wrong.

/// Words of the filter line.
#[derive(Debug)]
pub struct FilterWords {
    /// Between a field and its value.
    pub is: &'static str,
    /// The same, turned round.
    pub is_not: &'static str,
    /// Between alternatives.
    pub or: &'static str,
    /// Between terms.
    pub and: &'static str,
    /// No value.
    pub nothing: &'static str,
    /// Any value.
    pub something: &'static str,
    /// There is no such field.
    pub unknown_field: fn(&str) -> String,
    /// The field has no such value.
    pub unknown_value: fn(field: &str, value: &str) -> String,
    /// Several values are called so.
    pub ambiguous: fn(field: &str, value: &str) -> String,
    /// This is no time.
    pub no_time: fn(field: &str, value: &str) -> String,
    /// This is no number.
    pub no_number: fn(&str) -> String,
    /// A field without a value.
    pub missing: fn(&str) -> String,
    /// A quotation that does not end.
    pub quote: &'static str,
    /// What may have been meant.
    pub meant: fn(&str) -> String,
    /// What there is.
    pub choices: fn(&str) -> String,
    /// The filter holds without what was not understood.
    pub left_out: fn(&str) -> String,
    /// How Tab completes.
    pub tab: &'static str,
}

pub(super) const ZH_CN: FilterWords = FilterWords {
    is: "：",
    is_not: "不是：",
    or: "或",
    and: " · ",
    nothing: "无",
    something: "有",
    unknown_field: |name| format!("没有字段 {name}"),
    unknown_value: |field, value| format!("{field}没有“{value}”"),
    ambiguous: |field, value| format!("{field}“{value}”不止一个"),
    no_time: |field, value| format!("{field}的时间看不懂：{value}（如 <2h、今天、18:00..20:00、逾期、无）"),
    no_number: |value| format!("编号看不懂：{value}（如 7、2020-0007、10..20）"),
    missing: |field| format!("{field}后面缺值"),
    quote: "引号没有配对",
    meant: |word| format!("；是否指 {word}？"),
    choices: |words| format!("：{words}"),
    left_out: |problem| format!("未计入筛选：{problem}"),
    tab: "Tab 补全",
};

pub(super) const EN: FilterWords = FilterWords {
    is: ": ",
    is_not: " is not ",
    or: " or ",
    and: " · ",
    nothing: "none",
    something: "any",
    unknown_field: |name| format!("there is no field {name}"),
    unknown_value: |field, value| format!("{field} has no \"{value}\""),
    ambiguous: |field, value| format!("{field} \"{value}\" could be several"),
    no_time: |field, value| format!("{field}: {value} is no time (<2h, today, 18:00..20:00, overdue, none)"),
    no_number: |value| format!("{value} is no number (7, 2020-0007, 10..20)"),
    missing: |field| format!("{field} lacks a value"),
    quote: "a quotation does not end",
    meant: |word| format!("; did you mean {word}?"),
    choices: |words| format!(": {words}"),
    left_out: |problem| format!("left out of the filter: {problem}"),
    tab: "Tab completes",
};

//! How a problem of the configuration is said to people.
//!
//! These words live here and not in `i18n`, because a configuration that cannot be read is reported before any
//! language has been settled; the caller says which of the two to use.

use super::problem::{ConfigProblem, Expected, ProblemKind};
use crate::lang::Lang;
use crate::text;

impl ConfigProblem {
    /// The problem in one line: place, key, what is wrong, and what was probably meant.
    pub fn describe(&self, lang: Lang) -> String {
        let zh = lang == Lang::ZhCn;
        let mut line = format!("{}: ", self.place);
        if !self.key.is_empty() {
            line.push_str(&self.key);
            line.push_str(if zh { ":" } else { ": " });
        }
        line.push_str(&if zh { chinese(&self.kind) } else { english(&self.kind) });
        if let Some(word) = &self.suggestion {
            let ask =
                if zh { format!(";是否想写“{word}”?") } else { format!("; did you mean `{word}`?") };
            line.push_str(&ask);
        }
        if let Some(other) = &self.other {
            line.push_str(&if zh {
                format!("(另一处:{other})")
            } else {
                format!(" (the other: {other})")
            });
        }
        // Keys and values come from a file that anybody may have written.
        text::sanitize(&line).into_owned()
    }
}

fn english(kind: &ProblemKind) -> String {
    match kind {
        ProblemKind::Unreadable(why) => format!("cannot be read: {why}"),
        ProblemKind::TooLarge(limit) => format!("larger than {limit} bytes; not a configuration file"),
        ProblemKind::NotUtf8 => "not UTF-8 from here on; save it as UTF-8".to_owned(),
        ProblemKind::Syntax(why) => format!("not valid TOML: {why}"),
        ProblemKind::Filter(why) => format!("the filter is not understood: {why}"),
        ProblemKind::DuplicateKey => "given twice in this section".to_owned(),
        ProblemKind::UnknownKey => "unknown key".to_owned(),
        ProblemKind::Missing => "missing".to_owned(),
        ProblemKind::Wrong { expected, found } => format!("expected {}, found {found}", wanted(*expected).0),
        ProblemKind::NotAChoice { found, allowed } => {
            format!("{found} is not one of {}", allowed.join(", "))
        }
        ProblemKind::OutOfRange { min, max } => format!("must be between {min} and {max}"),
        ProblemKind::Taken(name) => format!("`{name}` is taken by another entry"),
        ProblemKind::UnknownReference { list, id } => format!("there is no `{id}` in [[{list}]]"),
        ProblemKind::HoursOrder => {
            "at least one period is needed; each must end after it starts and before the next".to_owned()
        }
        ProblemKind::ShiftCover => {
            "each shift must start when the one before it ends, and together they must last 24 hours"
                .to_owned()
        }
        ProblemKind::OneOf(keys) => format!("give only one of {keys}"),
        ProblemKind::Unencrypted => {
            "not encrypted; use https or tls, or set allow_plain = true if the network is yours alone"
                .to_owned()
        }
        ProblemKind::HolidayAndMakeUp(day) => format!("{day} is also a holiday"),
        ProblemKind::OtherYear(day) => format!("{day} is not in this year"),
        ProblemKind::KeyConflict { keys, other_action } => {
            format!("the keys `{keys}` already mean `{other_action}`")
        }
        ProblemKind::KeyPrefix { longer, other_action } => {
            format!("conflicts with `{other_action}`: `{longer}` could never be finished")
        }
    }
}

fn chinese(kind: &ProblemKind) -> String {
    match kind {
        ProblemKind::Unreadable(why) => format!("无法读取:{why}"),
        ProblemKind::TooLarge(limit) => format!("超过 {limit} 字节,不像配置文件"),
        ProblemKind::NotUtf8 => "从此处起不是 UTF-8 编码,请另存为 UTF-8".to_owned(),
        ProblemKind::Syntax(why) => format!("不是有效的 TOML:{why}"),
        ProblemKind::Filter(why) => format!("筛选条件看不懂：{why}"),
        ProblemKind::DuplicateKey => "本节内重复".to_owned(),
        ProblemKind::UnknownKey => "没有这个配置项".to_owned(),
        ProblemKind::Missing => "缺少此项".to_owned(),
        ProblemKind::Wrong { expected, found } => format!("应为{},实为 {found}", wanted(*expected).1),
        ProblemKind::NotAChoice { found, allowed } => {
            format!("{found} 不在可选值之内:{}", allowed.join("、"))
        }
        ProblemKind::OutOfRange { min, max } => format!("应在 {min} 与 {max} 之间"),
        ProblemKind::Taken(name) => format!("“{name}”已用于另一项"),
        ProblemKind::UnknownReference { list, id } => format!("[[{list}]] 中没有“{id}”"),
        ProblemKind::HoursOrder => "至少要有一个时段;每个时段须先起后止,且在下一时段之前结束".to_owned(),
        ProblemKind::ShiftCover => "各班次须首尾相接,合计 24 小时".to_owned(),
        ProblemKind::OneOf(keys) => format!("{keys} 只能写一个"),
        ProblemKind::Unencrypted => "未加密;请用 https 或 tls,确属专网可设 allow_plain = true".to_owned(),
        ProblemKind::HolidayAndMakeUp(day) => format!("{day} 同时列为假日"),
        ProblemKind::OtherYear(day) => format!("{day} 不在本年度"),
        ProblemKind::KeyConflict { keys, other_action } => format!("按键“{keys}”已用于“{other_action}”"),
        ProblemKind::KeyPrefix { longer, other_action } => {
            format!("与“{other_action}”冲突:“{longer}”永远按不完")
        }
    }
}

/// What was expected, in English and Chinese.
fn wanted(expected: Expected) -> (&'static str, &'static str) {
    match expected {
        Expected::Text => ("text in quotes", "引号内的文字"),
        Expected::Number => ("a whole number", "整数"),
        Expected::Flag => ("true or false", " true 或 false"),
        Expected::List => ("a list in [ ]", "方括号列表"),
        Expected::Section => ("a section", "小节"),
        Expected::Sections => ("sections headed [[…]]", "以 [[…]] 开头的小节"),
        Expected::Duration => {
            ("a duration such as \"30 min\", \"2 h\" or \"3 d\"", "时长,如 \"30 min\"、\"2 h\"、\"3 d\"")
        }
        Expected::Limit => (
            "a limit such as \"30 min\", \"2 working h\", \"5 working d\", \"this shift\" or \"none\"",
            "时限,如 \"30 min\"、\"2 working h\"、\"5 working d\"、\"this shift\"、\"none\"",
        ),
        Expected::Time => ("a time such as \"08:30\"", "时刻,如 \"08:30\""),
        Expected::Period => ("a period such as \"08:30-12:00\"", "时段,如 \"08:30-12:00\""),
        Expected::Dates => (
            "a date such as \"2020-01-01\", or a range \"2020-01-24..2020-02-02\"",
            "日期 \"2020-01-01\" 或起止 \"2020-01-24..2020-02-02\"",
        ),
        Expected::Zone => ("an offset such as \"+08:00\"", "时区偏移,如 \"+08:00\""),
        Expected::LanguageTag => {
            ("a language tag such as \"en\" or \"zh-CN\"", "语言标签,如 \"en\"、\"zh-CN\"")
        }
        Expected::Id => ("small letters, digits and _, a letter first", "小写字母、数字和下划线,以字母开头"),
        Expected::Colour => {
            ("a colour such as \"#d0a040\" or \"bright_red\"", "颜色,如 \"#d0a040\"、\"bright_red\"")
        }
        Expected::Keys => {
            ("one to five keys such as \"g g\" or \"Ctrl-u\"", "一至五个按键,如 \"g g\"、\"Ctrl-u\"")
        }
        Expected::Year => ("a year such as 2020", "年份,如 2020"),
        Expected::Path => {
            ("a whole path such as \"/etc/dutydesk/robot.key\"", "完整路径,如 \"/etc/dutydesk/robot.key\"")
        }
        Expected::Url => ("an address that begins with https://", "以 https:// 开头的地址"),
        Expected::Address => ("an e-mail address", "电子邮箱地址"),
        Expected::Size => ("a size such as \"25 MB\", at most 1 GB", "大小,如 \"25 MB\",不超过 1 GB"),
    }
}

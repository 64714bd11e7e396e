//! The figures on the desk: how long steps take, against their limits.

/// Words of the figures on the desk.
#[derive(Debug)]
pub struct Times {
    /// This shift, the last 24 hours, seven days.
    pub spans: [&'static str; 3],
    /// Names of the steps, in the order of [`crate::figures::Step::ALL`].
    pub steps: [&'static str; 5],
    /// Headings: urgency, step, how many, median, nine of ten, longest, limit, on time.
    pub heads: [&'static str; 8],
    /// Heading of the latest papers.
    pub worst: &'static str,
    /// None was late.
    pub none_late: &'static str,
    /// Nothing came.
    pub nothing: &'static str,
    /// A step that was not taken yet.
    pub not_yet: &'static str,
    /// Late by so much.
    pub late: fn(&str) -> String,
    /// Minutes in few columns: minutes, hours and minutes, days.
    pub span: fn(f64) -> String,
    /// Keys.
    pub keys: &'static str,
    /// Parts of a step's times, by their stable names.
    part: fn(&str) -> &str,
}

impl Times {
    /// What people call a part of `step_times`, such as `sign.median_minutes`.
    pub fn part(&self, stable: &str) -> Option<String> {
        let (step, part) = stable.split_once('.')?;
        let at = crate::figures::Step::ALL.iter().position(|known| known.name() == step)?;
        Some(format!("{} {}", self.steps[at], (self.part)(part)))
    }
}

pub(super) const ZH_CN: Times = Times {
    spans: ["本班", "24 小时", "7 天"],
    steps: ["签收", "报领导", "转办", "办结", "回执"],
    heads: ["紧急", "环节", "件数", "中位", "九成", "最长", "时限", "按时"],
    worst: "最迟",
    none_late: "没有超时的",
    nothing: "这段时间没有来文",
    not_yet: "尚未办",
    late: |span| format!("迟 {span}"),
    span: |minutes| match minutes {
        minutes if minutes < 100.0 => format!("{minutes:.0}分"),
        minutes if minutes < 2880.0 => format!("{:.1}时", minutes / 60.0),
        minutes => format!("{:.1}天", minutes / 1440.0),
    },
    keys: "[ ] 换页   Tab 换时段   j k 选最迟的   Enter 去看   Esc 关闭",
    part: |part| match part {
        "count" => "件数",
        "median_minutes" => "用时中位数(分钟)",
        "p90_minutes" => "九成不超过(分钟)",
        "max_minutes" => "用时最长(分钟)",
        "limit_minutes" => "时限(分钟)",
        "owed" => "应办",
        "on_time" => "按时",
        "on_time_percent" => "按时率(%,按原定时限)",
        other => other,
    },
};

pub(super) const EN: Times = Times {
    spans: ["this shift", "24 hours", "7 days"],
    steps: ["sign", "leader", "dispatch", "complete", "receipt"],
    heads: ["urgency", "step", "n", "median", "90 %", "longest", "limit", "on time"],
    worst: "Latest",
    none_late: "none was late",
    nothing: "no papers came in this time",
    not_yet: "not yet",
    late: |span| format!("late by {span}"),
    span: |minutes| match minutes {
        minutes if minutes < 100.0 => format!("{minutes:.0}m"),
        minutes if minutes < 2880.0 => format!("{:.1}h", minutes / 60.0),
        minutes => format!("{:.1}d", minutes / 1440.0),
    },
    keys: "[ ] tabs   Tab period   j k choose the latest   Enter goes there   Esc closes",
    part: |part| match part {
        "count" => "number",
        "median_minutes" => "minutes, median",
        "p90_minutes" => "minutes, 90 % within",
        "max_minutes" => "minutes, longest",
        "limit_minutes" => "minutes, limit",
        "owed" => "owed",
        "on_time" => "on time",
        "on_time_percent" => "on time, % (by the original due time)",
        other => other,
    },
};

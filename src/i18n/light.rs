//! Lights of supervised items (亮灯), and how they stand against their due times.

use crate::domain::supervised::Light;

/// Words of lights and due times.
#[derive(Debug)]
pub struct Lights {
    /// Label of the light.
    pub label: &'static str,
    /// A light, with its shape: the word comes first.
    pub told: fn(Light) -> &'static str,
    /// The due time as given, as extended, of the house.
    pub dues: [&'static str; 3],
    /// Label of an extension.
    pub extension: &'static str,
    /// Until when, by whom, why.
    pub extended: fn(&str, &str, &str) -> String,
    /// An answer was sent back: when, why.
    pub sent_back: fn(&str, &str) -> String,
    /// Label of whether the answer came in time.
    pub feedback: &'static str,
    /// By the original due time, or after it.
    pub on_time: [&'static str; 2],
}

pub(super) const ZH_CN: Lights = Lights {
    label: "亮灯",
    told: |light| match light {
        Light::Fine => "正常 ○",
        Light::Near => "临期 △",
        Light::Behind => "滞后 ◆",
        Light::Overdue => "超期 ■",
    },
    dues: ["原定时限", "现时限", "内部时限"],
    extension: "延期",
    extended: |until, approver, reason| format!("至 {until}  {approver}批准:{reason}"),
    sent_back: |at, why| format!("{at}  退回重办:{why}"),
    feedback: "反馈",
    on_time: ["按原定时限反馈", "晚于原定时限"],
};

pub(super) const EN: Lights = Lights {
    label: "Light",
    told: |light| match light {
        Light::Fine => "fine ○",
        Light::Near => "near △",
        Light::Behind => "behind ◆",
        Light::Overdue => "overdue ■",
    },
    dues: ["Due, original", "Due, extended", "Due, house"],
    extension: "Extended",
    extended: |until, approver, reason| format!("until {until}  by {approver}: {reason}"),
    sent_back: |at, why| format!("{at}  sent back: {why}"),
    feedback: "Feedback",
    on_time: ["by the original due time", "after the original due time"],
};

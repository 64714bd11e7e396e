//! Meetings, official activities and tasks on the desk: their sheet, the checklist that is ticked off.

use crate::domain::Kind;

/// Words of meetings and tasks.
#[derive(Debug)]
pub struct Meetings {
    /// Kind of meeting.
    pub kind: &'static str,
    /// From when to when.
    pub time: &'static str,
    /// Where.
    pub place: &'static str,
    /// Who presides or goes.
    pub leader: &'static str,
    /// The unit that organises it.
    pub organiser: &'static str,
    /// Who takes part.
    pub attendees: &'static str,
    /// 筹备清单
    pub checklist: &'static str,
    /// How much of it is done: done, all.
    pub progress: fn(usize, usize) -> String,
    /// Nothing is on the list.
    pub no_items: &'static str,
    /// It was due at once when it was counted back.
    pub hurried: &'static str,
    /// It is not needed, and why.
    pub not_needed: fn(&str) -> String,
    /// Between names.
    pub between: &'static str,
    /// Postponed from a time, for a reason.
    pub postponed: fn(&str, &str) -> String,
    /// Label of earlier times.
    pub earlier: &'static str,
    /// 召开
    pub held: &'static str,
    /// 纪要
    pub minutes: &'static str,
    /// There are none, and why.
    pub without_minutes: fn(&str) -> String,
    /// 任务
    pub tasks: &'static str,
    /// How many of the tasks are done: done, all.
    pub tasks_done: fn(usize, usize) -> String,
    /// Who is charged with a task.
    pub owner: &'static str,
    /// Where a task comes from.
    pub source: &'static str,
    /// The same in words, by kind and title.
    pub from: fn(Kind, &str) -> String,
    /// What came of it.
    pub outcome: &'static str,
    /// How often it was put off; the reason of the last time.
    pub extended: fn(usize, &str) -> String,
    /// Label of that.
    pub extension: &'static str,
    /// Why it was cancelled.
    pub cancelled: &'static str,
    /// A line that is no action item.
    pub bad_action: fn(&str) -> String,
    /// How action items are written, under the field.
    pub action_form: &'static str,
    /// Keys of the checklist.
    pub checklist_keys: &'static str,
    /// The item is settled; it would have to be put on the list again first.
    pub settled_already: &'static str,
    /// The checklist of a meeting that has none to tick any more.
    pub not_ahead: &'static str,
}

pub(super) const ZH_CN: Meetings = Meetings {
    kind: "类别",
    time: "时间",
    place: "地点",
    leader: "领导",
    organiser: "承办单位",
    attendees: "参加",
    checklist: "筹备清单",
    progress: |done, all| format!("{done}/{all}"),
    no_items: "没有事项",
    hurried: "即办",
    not_needed: |reason| format!("不需要：{reason}"),
    between: "、",
    postponed: |from, reason| format!("原定 {from}，{reason}"),
    earlier: "延期",
    held: "召开",
    minutes: "纪要",
    without_minutes: |reason| format!("无：{reason}"),
    tasks: "议定任务",
    tasks_done: |done, all| format!("已办结 {done}/{all}"),
    owner: "责任人",
    source: "来自",
    from: |kind, title| format!("{}：{title}", (super::ZH_CN.domain.kind)(kind)),
    outcome: "办理结果",
    extended: |count, reason| format!("{count} 次，最近：{reason}"),
    extension: "延期",
    cancelled: "取消",
    bad_action: |line| format!("「{line}」不像议定事项：责任单位或人、冒号、做什么，时限可写在逗号后"),
    action_form: "交通局：加开摆渡车，4月8日18时；下一项…",
    checklist_keys: "空格 办好/重列 · x 不需要 · t 改责任人 · m 改时限 · n 增列 · Esc 返回",
    settled_already: "此项已办好或不需要，先按空格重列",
    not_ahead: "会议活动已过，清单不再改动",
};

pub(super) const EN: Meetings = Meetings {
    kind: "kind",
    time: "time",
    place: "place",
    leader: "leader",
    organiser: "organised by",
    attendees: "with",
    checklist: "to prepare",
    progress: |done, all| format!("{done} of {all}"),
    no_items: "nothing on the list",
    hurried: "at once",
    not_needed: |reason| format!("not needed: {reason}"),
    between: ", ",
    postponed: |from, reason| format!("was to be {from}; {reason}"),
    earlier: "postponed",
    held: "held",
    minutes: "minutes",
    without_minutes: |reason| format!("none: {reason}"),
    tasks: "tasks",
    tasks_done: |done, all| format!("{done} of {all} done"),
    owner: "owner",
    source: "from",
    from: |kind, title| format!("{}: {title}", (super::EN.domain.kind)(kind)),
    outcome: "outcome",
    extended: |count, reason| format!("{count} times, last: {reason}"),
    extension: "extended",
    cancelled: "cancelled",
    bad_action: |line| {
        format!("“{line}” is no action item: owner, colon, what to do; by when may follow a comma")
    },
    action_form: "Transport: more shuttles, 4-8 18:00; next item…",
    checklist_keys: "Space done/undone · x not needed · t owner · m time · n new · Esc back",
    settled_already: "it is settled; Space puts it on the list again",
    not_ahead: "it is over; its checklist stays as it is",
};

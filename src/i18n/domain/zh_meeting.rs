//! 会议、公务活动与任务。

use super::Telling;
use super::zh_events::notice;
use crate::domain::Kind;
use crate::domain::meeting::{ChecklistItem, MeetingEvent};
use crate::domain::task::TaskEvent;
use crate::verb::Verb;

pub(super) fn state(kind: Kind, name: &str) -> Option<&'static str> {
    Some(match (kind, name) {
        (Kind::Meeting, "planned") => "筹备中",
        (Kind::Meeting, "prepared") => "已备妥",
        (Kind::Meeting, "held") => "待纪要",
        (Kind::Meeting, "minuted") => "已出纪要",
        (Kind::Meeting, "closed") => "已办结",
        (Kind::Meeting, "postponed") => "待定期",
        (Kind::Task, "open") => "待办",
        (Kind::Task, "in_progress") => "在办",
        (Kind::Task, "done") => "已办结",
        (_, "cancelled") => "已取消",
        _ => return None,
    })
}

/// 会议与活动的种类。
pub(super) fn kind(name: &str) -> &str {
    match name {
        "meeting" => "会议",
        "field_visit" => "调研检查",
        "reception" => "接待",
        "activity" => "公务活动",
        other => other,
    }
}

pub(super) fn meeting(telling: &Telling<'_>, event: &MeetingEvent) -> String {
    use MeetingEvent as E;
    match event {
        E::Planned { plan, items } => {
            let hurried = hurried(items.iter().filter(|item| item.hurried).count());
            let (at, kind) = (telling.time(plan.starts_at), kind(plan.kind.name()));
            format!("安排{kind}：{at} 在{}，筹备 {} 项{hurried}", plan.place, items.len())
        }
        E::Amended { plan } => format!("更正安排：{}，{}", plan.title, plan.place),
        E::Postponed { times: None, reason, .. } => format!("延期，时间待定：{reason}"),
        E::Postponed { times: Some((start, _)), reason, items } => {
            let hurried = hurried(items.iter().filter(|item| item.hurried).count());
            format!("改到 {}：{reason}；未办 {} 项重新倒排{hurried}", telling.time(*start), items.len())
        }
        E::ItemAdded { item } => {
            format!("增列{}，{} 前{}", said(item), telling.time(item.due), owner(telling, item))
        }
        E::ItemDone { number, note: None } => format!("第 {number} 项办好"),
        E::ItemDone { number, note: Some(note) } => format!("第 {number} 项办好：{note}"),
        E::ItemSkipped { number, reason } => format!("第 {number} 项不需要：{reason}"),
        E::ItemReopened { number, .. } => format!("第 {number} 项重新列为未办"),
        E::ItemAssigned { number, owner } => format!("第 {number} 项改由{}负责", telling.unit(owner)),
        E::ItemMoved { number, due } => format!("第 {number} 项改为 {} 前", telling.time(*due)),
        E::Held { at, minutes_due } => {
            format!("{} 召开，{} 前出纪要", telling.time(*at), telling.time(*minutes_due))
        }
        E::Minuted { text, tasks } if tasks.is_empty() => format!("纪要：{text}"),
        E::Minuted { text, tasks } => format!("纪要（议定 {} 项，已列任务）：{text}", tasks.len()),
        E::Closed { without_minutes: None } => "办结".to_owned(),
        E::Closed { without_minutes: Some(reason) } => format!("办结，无纪要：{reason}"),
        E::Cancelled { reason } => format!("取消：{reason}"),
        E::Notice(event) => notice(telling, event),
    }
}

fn hurried(count: usize) -> String {
    if count == 0 { String::new() } else { format!("，其中 {count} 项已过倒排时间，即办") }
}

fn said(item: &ChecklistItem) -> String {
    format!("第 {} 项「{}」", item.number, item.name)
}

fn owner(telling: &Telling<'_>, item: &ChecklistItem) -> String {
    item.owner.as_ref().map_or_else(String::new, |owner| format!("，{}负责", telling.unit(owner)))
}

pub(super) fn task(telling: &Telling<'_>, event: &TaskEvent) -> String {
    use TaskEvent as E;
    match event {
        E::Raised { owner, due, source, .. } => {
            let from =
                source.map_or_else(String::new, |from| format!("（来自{}）", (super::ZH_CN.kind)(from.kind)));
            format!("交{}办，{} 前{from}", telling.unit(owner), telling.time(*due))
        }
        E::Assigned { owner } => format!("改由{}办", telling.unit(owner)),
        E::Started => "开始办理".to_owned(),
        E::Extended { until, reason } => format!("延期到 {}：{reason}", telling.time(*until)),
        E::Done { outcome } => format!("办结：{outcome}"),
        E::Cancelled { reason } => format!("取消：{reason}"),
        E::Reopened { reason, due } => format!("重新办理，{} 前：{reason}", telling.time(*due)),
        E::Notice(event) => notice(telling, event),
    }
}

/// 这一步自己的名字。
pub(super) fn step(verb: Verb, kind: Kind, state: &str) -> Option<&'static str> {
    Some(match (verb, kind, state) {
        (Verb::Ack, ..) => "知悉",
        (Verb::Done, Kind::Task, _) => "办结",
        (Verb::Return, Kind::Task, "done" | "cancelled") => "重新办理",
        (Verb::Close, Kind::Meeting, "held") | (Verb::Return, Kind::Meeting, "held") => "不出纪要办结",
        (Verb::Close, Kind::Meeting, _) | (Verb::Done, Kind::Meeting, "minuted") => "办结",
        (Verb::Done, Kind::Meeting, "planned") => "筹备清单",
        (Verb::Done, Kind::Meeting, "prepared") => "召开",
        (Verb::Done, Kind::Meeting, "held") => "出纪要",
        (Verb::Done, Kind::Meeting, "postponed") => "定新时间",
        (Verb::Return | Verb::Cancel, ..) => "取消",
        (Verb::Assign, ..) => "改责任人",
        _ => return None,
    })
}

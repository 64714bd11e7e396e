//! 紧急信息的用语：状态、要素、首报续报终报、事件。

use super::Telling;
use crate::domain::emergency::{EmergencyEvent, ReportKind};

pub(super) fn state(name: &str) -> Option<&'static str> {
    Some(match name {
        "received" => "待核实",
        "verified" => "已核实",
        "phoned" => "已电话报",
        "initial_written" => "已首报",
        "follow_up" => "续报中",
        "final" => "已终报",
        "withdrawn" => "已撤销",
        _ => return None,
    })
}

pub(super) fn element(name: &str) -> &str {
    match name {
        "time" => "时间",
        "place" => "地点",
        "what" => "事件",
        "casualties" => "伤亡",
        "cause" => "初步原因",
        "measures" => "已采取措施",
        "trend" => "发展态势",
        "reporter" => "报告人",
        "on_scene" => "现场联系人",
        "next_steps" => "下一步",
        "outcome" => "处置结果",
        other => other,
    }
}

/// 哪一份：电话报告、首报、续报几、终报。
pub(super) fn report(name: &str, number: u32) -> String {
    match (name, number) {
        ("phone", _) => "电话首报".to_owned(),
        ("initial", _) => "首报".to_owned(),
        ("follow_up", 0) => "续报".to_owned(),
        ("follow_up", number) => format!("续报{number}"),
        ("final", _) => "终报".to_owned(),
        (other, _) => other.to_owned(),
    }
}

pub(super) fn event(telling: &Telling<'_>, event: &EmergencyEvent) -> String {
    match event {
        EmergencyEvent::Received { news, clocks, .. } => format!(
            "接到紧急信息（{}），{} 前电话报告，{} 前书面报告",
            news.source,
            telling.time(clocks.phone),
            telling.time(clocks.written)
        ),
        EmergencyEvent::Verified { check } => {
            let words = check.words.as_ref().map_or_else(String::new, |words| format!("：{words}"));
            format!("{}向{}核实{words}", clock(telling, check.at), check.with)
        }
        EmergencyEvent::Phoned { call } => {
            let read_back = if call.read_back { "已复诵" } else { "未复诵" };
            let clock = clock(telling, call.at);
            format!("{clock}电话报告 {} {}，{read_back}：{}", call.post, call.person, call.words)
        }
        EmergencyEvent::Written { report: written, next_due, .. } => {
            let late = if written.is_late() { "（迟报）" } else { "" };
            let next = match (next_due, written.kind) {
                (Some(due), _) => format!("，{} 前续报", telling.time(*due)),
                (None, ReportKind::Final) => "，此事结束".to_owned(),
                (None, _) => String::new(),
            };
            let name = report(written.kind.name(), written.number);
            format!("{}{name}报 {}{late}{next}", clock(telling, written.at), telling.unit(&written.to))
        }
        EmergencyEvent::Amended { .. } => "补充或更正要素".to_owned(),
        EmergencyEvent::Withdrawn { reason } => format!("撤销，消息不实：{reason}"),
        EmergencyEvent::Notice(event) => super::zh_events::notice(telling, event),
    }
}

/// 办的时刻；事后补记的，与记录时刻不同。
fn clock(telling: &Telling<'_>, at: chrono::DateTime<chrono::Utc>) -> String {
    format!("{} ", telling.time(at))
}

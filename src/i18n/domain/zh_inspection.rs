//! 督查与问题的文字:发生了什么。

use super::Telling;
use super::zh_events::{notice, then};
use crate::domain::finding::FindingEvent;
use crate::domain::inspection::InspectionEvent;
use crate::verb::Verb;

pub(super) fn inspection(telling: &Telling<'_>, event: &InspectionEvent) -> String {
    match event {
        InspectionEvent::Planned { plan } => format!("安排督查：{}", plan.title),
        InspectionEvent::Amended { .. } => "修改安排".to_owned(),
        InspectionEvent::Departed => "督查组出发".to_owned(),
        InspectionEvent::ReportDue { due } => format!("督查报告 {} 前报送", telling.time(*due)),
        InspectionEvent::Notice(event) => notice(telling, event),
        InspectionEvent::Debriefed { summary } => format!("现场汇总：{summary}"),
        InspectionEvent::FedBack { unit, words } => {
            format!("公交线路检查反馈 {}：{words}", telling.unit(unit))
        }
        InspectionEvent::Reported { report } => format!("报告：{report}"),
    }
}

pub(super) fn finding(telling: &Telling<'_>, event: &FindingEvent) -> String {
    match event {
        FindingEvent::Raised { number, due, .. } => {
            format!("发现问题，编号 {}，{} 前整改", number.label(), telling.time(*due))
        }
        FindingEvent::Amended { due, .. } => format!("更正，{} 前整改", telling.time(*due)),
        FindingEvent::Assigned { unit } => format!("交办 {}", telling.unit(unit)),
        FindingEvent::Started => "开始整改".to_owned(),
        FindingEvent::Submitted { evidence, files, person } => {
            let files = Some(files.len()).filter(|count| *count > 0).map(|count| format!("附件{count}个"));
            let shown: Vec<String> =
                Some(evidence.clone()).filter(|words| !words.is_empty()).into_iter().chain(files).collect();
            format!("提交整改{}：{}", then("，报送人", person.as_ref()), shown.join("，"))
        }
        FindingEvent::Rejected { reason } => format!("驳回整改：{reason}"),
        FindingEvent::Verified { note } => format!("核查通过{}", then("：", note.as_ref())),
        FindingEvent::Closed => "销号".to_owned(),
        FindingEvent::Disputed { reason } => format!("责任单位有异议：{reason}"),
        FindingEvent::Withdrawn { reason } => format!("撤销：{reason}"),
        FindingEvent::Reopened { reason, due, .. } => {
            format!("回头看发现反弹：{reason}，{} 前重新整改", telling.time(*due))
        }
        FindingEvent::FollowUpBegun { .. } => "督查组出发回头看".to_owned(),
        FindingEvent::FollowedUp { note, .. } => format!("回头看未反弹{}", then("：", note.as_ref())),
        FindingEvent::Scheduled { milestones } => super::zh_dispatch::plan(telling, milestones),
        FindingEvent::MilestoneReached { name } => format!("完成{name}"),
        FindingEvent::Notice(event) => notice(telling, event),
    }
}

/// What the verbs of findings and inspections are called, where they go by another name than elsewhere.
pub(super) const fn verb(verb: Verb) -> Option<&'static str> {
    Some(match verb {
        Verb::Assign => "交办",
        Verb::Start => "开始整改",
        Verb::Submit => "报整改",
        Verb::Verify => "核查通过",
        Verb::Close => "销号",
        Verb::Reject => "退回整改",
        Verb::Dispute => "提出异议",
        Verb::Withdraw => "撤销问题",
        Verb::Reopen => "重新整改",
        Verb::FollowUp => "回头看未反弹",
        Verb::Depart => "督查组出发",
        Verb::Debrief => "现场汇总",
        Verb::Report => "报告",
        _ => return None,
    })
}

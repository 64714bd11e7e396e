//! 简体中文

use super::Domain;
use crate::domain::Kind;
use crate::domain::document::{Handling, InstructionMode};
use crate::verb::Verb;

pub(in crate::i18n) const ZH_CN: Domain = Domain {
    none: "无",
    urgency: ["特提", "特急", "加急", "平急", "平件"],
    kind,
    state,
    step,
    due,
    handling: |handling| match handling {
        Handling::ForAction => "办件",
        Handling::ForInformation => "阅件",
    },
    mode: |mode| match mode {
        InstructionMode::Written => "书面",
        InstructionMode::Oral => "口头",
        InstructionMode::Phone => "电话",
        InstructionMode::Im => "微信",
    },
    recipient: |state| super::zh_dispatch::recipient(state.name()),
    channel: super::zh_dispatch::channel,
    whom: super::zh_dispatch::whom,
    severity,
    meeting: super::zh_meeting::kind,
    element: super::zh_emergency::element,
    unknown: "暂不明",
    report: super::zh_emergency::report,
    problem,
    purpose: super::zh_outgoing::purpose,
    failure: super::zh_outgoing::reason,
    attention: |name| match name {
        "unacknowledged" => "未知悉",
        "acknowledged" => "已知悉",
        "shelved" => "已暂缓",
        other => other,
    },
    clearance: super::zh_clearance::reason,
    event: super::zh_events::event,
    refusal: super::zh_refusals::refusal,
    classified: "带有密级标志，未保存任何内容；请交机要部门",
    refused: |why| format!("{why}。未作任何改动。"),
};

const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Document => "来文",
        Kind::Dispatch => "通知",
        Kind::Inspection => "督查",
        Kind::Finding => "问题",
        Kind::Supervised => "督办件",
        Kind::Arrival => "抵达班次",
        Kind::Run => "转运任务",
        Kind::Volunteer => "志愿者",
        Kind::Request => "诉求",
        Kind::Bulletin => "简报",
        Kind::LedgerEntry => "台账",
        Kind::Shift => "班次",
        Kind::Clearance => "误判核放",
        Kind::Message => "外发消息",
        Kind::Emergency => "紧急信息",
        Kind::Meeting => "会议活动",
        Kind::Task => "任务",
    }
}

fn state(kind: Kind, name: &str) -> &str {
    match (kind, name) {
        (_, "none") => "尚未建立",
        (Kind::Dispatch, name) => super::zh_dispatch::state(name),
        (Kind::Document, "arrived") => "待签收",
        (Kind::Document, "signed_for") => "已签收",
        (Kind::Document, "registered") => "已登记",
        (Kind::Document, "vetted") => "已初审",
        (Kind::Document, "returned") => "已退文",
        (Kind::Document, "circulating") => "传阅中",
        (Kind::Document, "read") => "已阅",
        (Kind::Document, "proposed") => "已拟办",
        (Kind::Document, "instructed") => "已批示",
        (Kind::Document, "assigned") => "已转办",
        (Kind::Document, "in_progress") => "承办中",
        (Kind::Document, "answered") => "已答复",
        (Kind::Document, "completed") => "已办结",
        (Kind::Document, "filed") => "已归档",
        (Kind::Inspection, "planned") => "已安排",
        (Kind::Inspection, "in_field") => "现场中",
        (Kind::Inspection, "debriefed") => "已汇总",
        (Kind::Inspection, "reported") => "已报告",
        (Kind::Finding, "raised") => "待交办",
        (Kind::Finding, "assigned") => "已交办",
        (Kind::Finding, "rectifying") => "整改中",
        (Kind::Finding, "submitted") => "待核查",
        (Kind::Finding, "verified") => "已核查",
        (Kind::Finding, "closed") => "已销号",
        (Kind::Finding, "disputed") => "有异议",
        (Kind::Finding, "withdrawn") => "已撤销",
        (Kind::Finding, "reopened") => "重新整改",
        (Kind::Supervised, "received") => "待立项",
        (Kind::Supervised, "initiated") => "已立项",
        (Kind::Supervised, "assigned") => "已交办",
        (Kind::Supervised, "accepted") => "已认领",
        (Kind::Supervised, "in_progress") => "办理中",
        (Kind::Supervised, "fed_back") => "已反馈",
        (Kind::Supervised, "reviewed") => "已审核",
        (Kind::Supervised, "reported_up") => "已上报",
        (Kind::Supervised, "closed") => "已办结",
        (Kind::Supervised, "refused") => "已退回",
        (Kind::Arrival, "expected") => "未到",
        (Kind::Arrival, "delayed") => "延误",
        (Kind::Arrival, "landed") => "已到",
        (Kind::Arrival, "diverted") => "改降",
        (Kind::Run, "planned") => "待派车",
        (Kind::Run, "crewed") => "已派车",
        (Kind::Run, "departed") => "已发车",
        (Kind::Run, "at_port") => "到口岸",
        (Kind::Run, "boarding") => "上车中",
        (Kind::Run, "en_route") => "途中",
        (Kind::Run, "delivered") => "已送达",
        (Kind::Run, "disinfecting") => "消杀中",
        (Kind::Run, "closed") => "已结束",
        (Kind::Run, "held") => "暂停",
        (Kind::Run, "diverted") => "改送",
        (Kind::Run, "aborted") => "中止",
        (Kind::Volunteer, "available") => "在岗",
        (Kind::Volunteer, "free") => "空闲",
        (Kind::Volunteer, "assigned") => "任务中",
        (Kind::Volunteer, "resting") => "休息",
        (Kind::Volunteer, "off") => "不在岗",
        (Kind::Request, "raised") => "待分办",
        (Kind::Request, "triaged") => "已分类",
        (Kind::Request, "assigned") => "已派人",
        (Kind::Request, "in_service") => "服务中",
        (Kind::Request, "resolved") => "已解决",
        (Kind::Request, "confirmed") => "已确认",
        (Kind::Request, "closed") => "已结束",
        (Kind::Request, "escalated") => "已上报",
        (Kind::Request, "referred") => "已转介",
        (Kind::Bulletin, "collecting") => "收稿中",
        (Kind::Bulletin, "drafted") => "已成稿",
        (Kind::Bulletin, "checked") => "已校核",
        (Kind::Bulletin, "signed") => "已签发",
        (Kind::Bulletin, "issued") => "已印发",
        (Kind::Bulletin, "corrected") => "已更正",
        (Kind::LedgerEntry, "recorded") => "已记录",
        (Kind::LedgerEntry, "adopted") => "已采用",
        (Kind::Message, name) => super::zh_outgoing::state(name),
        (Kind::Shift, "scheduled") => "已排班",
        (Kind::Shift, "on_duty") => "在班",
        (Kind::Shift, "handover_offered") => "待接班",
        (Kind::Shift, "accepted") => "已接班",
        (Kind::Shift, "closed") => "已下班",
        (Kind::Clearance, name) => super::zh_clearance::state(name).unwrap_or(name),
        (Kind::Emergency, name) => super::zh_emergency::state(name).unwrap_or(name),
        (Kind::Meeting | Kind::Task, name) => super::zh_meeting::state(kind, name).unwrap_or(name),
        (_, "cancelled") => "已取消",
        (_, other) => other,
    }
}

/// 这一步自己的名字。
fn step(verb: Verb, kind: Kind, state: &str) -> Option<&'static str> {
    if kind == Kind::Request {
        return Some(match verb.plain(kind, state) {
            Verb::Assign => "派人",
            Verb::Respond => "首次回应",
            Verb::Resolve => "办妥",
            Verb::Confirm => "旅客确认",
            Verb::Close => "结束",
            Verb::Refer => "转介",
            Verb::Escalate => "上报",
            Verb::Ack => "知悉",
            _ => return None,
        });
    }
    Some(match (verb, kind, state) {
        (Verb::Ack, Kind::Document, "arrived" | "signed_for") => "签收",
        (_, Kind::Meeting | Kind::Task, _) => return super::zh_meeting::step(verb, kind, state),
        (Verb::Ack, Kind::Volunteer, _) => return None,
        (Verb::Done | Verb::Draft, Kind::Bulletin, "collecting") | (Verb::Draft, ..) => "拟稿",
        (Verb::Done, Kind::Bulletin, "drafted") | (Verb::Check, ..) => "核稿",
        (Verb::Done, Kind::Bulletin, "checked") | (Verb::Sign, Kind::Bulletin, _) => "签发",
        (Verb::Done, Kind::Bulletin, _) | (Verb::Issue, ..) => "印发",
        (Verb::Return, Kind::Bulletin, _) => "退回修改",
        (Verb::Correct, Kind::Bulletin, _) => "更正",
        (Verb::Ack, ..) => "知悉",
        (Verb::Done, Kind::Document, "circulating") => "阅毕",
        (Verb::Done, Kind::Document, "read" | "completed") => "归档",
        (Verb::Done, Kind::Document, _) => "办结",
        (Verb::Done, Kind::Dispatch, "all_signed") => "办结",
        (Verb::Done, Kind::Dispatch, _) => "发出",
        (Verb::Return, Kind::Dispatch, _) => "取消",
        (
            Verb::Dispatch | Verb::Approve | Verb::Send | Verb::Sign | Verb::NoAnswer | Verb::Unreachable,
            ..,
        )
        | (Verb::Reroute | Verb::Decline | Verb::Brief | Verb::Reply | Verb::Correct, ..)
        | (Verb::Schedule | Verb::Reach | Verb::Special, ..) => return super::zh_dispatch::verb(verb),
        (_, Kind::Finding | Kind::Inspection, _) => {
            return super::zh_inspection::verb(verb.plain(kind, state));
        }
        (Verb::Done, Kind::Supervised, "received") => "立项",
        (Verb::Assign, Kind::Supervised, _) | (Verb::Done, Kind::Supervised, "initiated" | "refused") => {
            "交办"
        }
        (Verb::Return, Kind::Supervised, "assigned") => "退办",
        (Verb::Return, Kind::Supervised, _) => "退回重办",
        (Verb::Done, Kind::Supervised, "assigned") => "认领",
        (Verb::Done, Kind::Supervised, "accepted") => "开始办理",
        (Verb::Done, Kind::Supervised, "in_progress") => "反馈",
        (Verb::Done, Kind::Supervised, "fed_back") => "审核通过",
        (Verb::Done, Kind::Supervised, "reviewed") => "报送上级",
        (Verb::Done, Kind::Supervised, "reported_up") => "办结",
        _ => return None,
    })
}

fn due(name: &str) -> &str {
    match name {
        "sign" => "签收",
        "tell_leader" => "报领导",
        "dispatch" => "转办",
        "complete" => "办结",
        "backfill" => "补批示",
        "milestone" => "倒排",
        "send" => "发出",
        "reurge" => "再催",
        "receipt" => "回执",
        "reply" => "反馈",
        "rectify" => "整改",
        "internal" => "反馈",
        "current" => "上报",
        "pick_up" => "接客",
        "deliver" => "送达",
        "depart" => "出发",
        "inspection_report" => "督查报告",
        "first_response" => "首次回应",
        "handover" => "交接班",
        "phone_report" => "电话报",
        "written_report" => "书面报",
        "preparation" => "筹备",
        "hold" => "召开",
        "minutes" => "纪要",
        "task" => "办结",
        "follow_up_report" => "续报",
        "issue" => "印发",
        other => other,
    }
}

fn severity(name: &str) -> &str {
    match name {
        "on_spot" => "立行立改",
        "normal" => "一般",
        "complex" => "复杂",
        "structural" => "体制性",
        "state_council" => "国务院大督查",
        "city_party" => "市委督查室",
        "city_government" => "市政府督查室",
        "open" => "明查",
        "covert" => "暗访",
        "unannounced" => "四不两直",
        "medical" => "医疗",
        "interpreting" => "翻译",
        "living" => "生活",
        other => other,
    }
}

fn problem(name: &str) -> &str {
    match name {
        "eta_slip" => "抵达变动",
        "no_arrival" => "班次不到",
        "no_vehicle" => "缺车",
        "no_speaker" => "缺翻译",
        "no_position" => "失联",
        "long_wait" => "久候",
        "late" => "误点",
        other => other,
    }
}

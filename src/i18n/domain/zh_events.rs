//! 事件，用整句话说。

use super::Telling;
use crate::domain::EventBody;
use crate::domain::arrival::ArrivalEvent;
use crate::domain::bulletin::BulletinEvent;
use crate::domain::document::DocumentEvent;
use crate::domain::ledger_entry::LedgerEvent;
use crate::domain::notice::NoticeEvent;
use crate::domain::request::RequestEvent;
use crate::domain::run::{ExitKind, RunEvent};
use crate::domain::shift::ShiftEvent;
use crate::domain::supervised::SupervisedEvent;
use crate::domain::volunteer::VolunteerEvent;
use crate::i18n::attention;

pub(super) fn event(telling: &Telling<'_>, body: &EventBody) -> String {
    match body {
        EventBody::Document(event) => document(telling, event),
        EventBody::Dispatch(event) => super::zh_dispatch::event(telling, event),
        EventBody::Inspection(event) => super::zh_inspection::inspection(telling, event),
        EventBody::Finding(event) => super::zh_inspection::finding(telling, event),
        EventBody::Supervised(event) => supervised(telling, event),
        EventBody::Arrival(event) => arrival(telling, event),
        EventBody::Run(event) => run(telling, event),
        EventBody::Volunteer(event) => volunteer(telling, event),
        EventBody::Request(event) => request(telling, event),
        EventBody::Bulletin(event) => bulletin(telling, event),
        EventBody::LedgerEntry(event) => ledger(event),
        EventBody::Shift(event) => shift(event),
        EventBody::Clearance(event) => super::zh_clearance::event(telling, event),
        EventBody::Message(event) => super::zh_outgoing::event(telling, event),
        EventBody::Emergency(event) => super::zh_emergency::event(telling, event),
        EventBody::Meeting(event) => super::zh_meeting::meeting(telling, event),
        EventBody::Task(event) => super::zh_meeting::task(telling, event),
        EventBody::Restored(restored) if restored.state.is_none() => {
            format!("撤销第 {} 号记录：此件作废，编号保留", restored.undoes)
        }
        EventBody::Restored(restored) => format!("撤销第 {} 号记录，恢复到此前的状态", restored.undoes),
    }
}

/// 「，」后面再说一段；没有就不说。
pub(super) fn then(lead: &str, words: Option<&String>) -> String {
    words.map_or_else(String::new, |words| format!("{lead}{words}"))
}

pub(super) fn notice(telling: &Telling<'_>, event: &NoticeEvent) -> String {
    match event {
        NoticeEvent::Acknowledged { until } => format!("已知悉，{} 前不再提醒", telling.time(*until)),
        NoticeEvent::Shelved { until, reason, wake: None } => {
            format!("暂缓到 {}{}", telling.time(*until), then("：", reason.as_ref()))
        }
        NoticeEvent::Shelved { until, reason, wake: Some(wake) } => {
            let (until, event) = (telling.time(*until), (attention::ZH_CN.awaited)(telling, wake));
            format!("暂缓到{event}，最迟 {until}{}", then("：", reason.as_ref()))
        }
        NoticeEvent::Taken => "接手".to_owned(),
        NoticeEvent::Flagged { on: true } => "列为关注".to_owned(),
        NoticeEvent::Flagged { on: false } => "取消关注".to_owned(),
        NoticeEvent::Commented { text } => format!("批注：{text}"),
        NoticeEvent::Urged { whom, words } => {
            let whom = whom.as_ref().map(|unit| telling.unit(unit).to_owned());
            format!("催办{}{}", then(" ", whom.as_ref()), then("：", words.as_ref()))
        }
        NoticeEvent::Awakened => "唤回，重新提醒".to_owned(),
        NoticeEvent::Woken { wake, vain } => (attention::ZH_CN.woken)(telling, wake, *vain),
    }
}

fn document(telling: &Telling<'_>, event: &DocumentEvent) -> String {
    let backfill = |due: &Option<_>| {
        due.map_or_else(String::new, |due| format!("（{} 前补书面批示）", telling.time(due)))
    };
    match event {
        DocumentEvent::Arrived { paper, .. } => {
            let due =
                paper.stated_due.map_or_else(String::new, |due| format!("，文中限 {}", telling.time(due)));
            format!("收到来文（{}）{due}", paper.copy.source)
        }
        DocumentEvent::CopyAttached { copy, .. } => format!("又收到一份相同来文（{}）", copy.source),
        DocumentEvent::Amended { .. } => "补录".to_owned(),
        DocumentEvent::SignedFor => "签收".to_owned(),
        DocumentEvent::Registered { receipt } => format!("登记，收文号 {}", receipt.label()),
        DocumentEvent::Vetted { handling, .. } => format!("初审为{}", (super::ZH_CN.handling)(*handling)),
        DocumentEvent::Returned { reason } => format!("退文：{reason}"),
        DocumentEvent::LeaderTold { leader, words } => {
            format!("报告{}{}", leader.as_deref().unwrap_or("带班领导"), then("：", words.as_ref()))
        }
        DocumentEvent::Proposed { proposal } => format!("拟办：{proposal}"),
        DocumentEvent::Instructed { instruction, backfill_due } => format!(
            "{}{}批示：{}{}",
            instruction.leader,
            (super::ZH_CN.mode)(instruction.mode),
            instruction.words,
            backfill(backfill_due)
        ),
        DocumentEvent::Assigned { lead, assists, backfill_due, .. } => {
            let assists: Vec<&str> = assists.iter().map(|unit| telling.unit(unit)).collect();
            let assists =
                if assists.is_empty() { String::new() } else { format!("，协办 {}", assists.join("、")) };
            format!("转办，主办 {}{assists}{}", telling.unit(lead), backfill(backfill_due))
        }
        DocumentEvent::Dispatched { .. } => "已发通知".to_owned(),
        DocumentEvent::Scheduled { milestones } => super::zh_dispatch::plan(telling, milestones),
        DocumentEvent::MilestoneReached { name } => format!("已完成：{name}"),
        DocumentEvent::Started => "开始承办".to_owned(),
        DocumentEvent::Answered { words } => format!("答复：{words}"),
        DocumentEvent::Completed { outcome } => format!("办结：{outcome}"),
        DocumentEvent::Circulated { readers } if readers.is_empty() => "传阅".to_owned(),
        DocumentEvent::Circulated { readers } => format!("传阅：{}", readers.join("、")),
        DocumentEvent::Read => "已阅".to_owned(),
        DocumentEvent::Filed => "归档".to_owned(),
        DocumentEvent::Notice(event) => notice(telling, event),
    }
}

fn supervised(telling: &Telling<'_>, event: &SupervisedEvent) -> String {
    match event {
        SupervisedEvent::Received { item, number, dues } => {
            let source = (super::ZH_CN.severity)(item.source.name());
            format!("收到{source}督办件，编号 {}，{} 前上报", number.label(), telling.time(dues.current))
        }
        SupervisedEvent::Amended { dues, .. } => format!("更正，时限 {}", telling.time(dues.current)),
        SupervisedEvent::Initiated => "立项".to_owned(),
        SupervisedEvent::Assigned { unit, refuse_by } => {
            format!("交办 {}，如需退回须在 {} 前", telling.unit(unit), telling.time(*refuse_by))
        }
        SupervisedEvent::Accepted => "认领".to_owned(),
        SupervisedEvent::Refused { reason } => format!("退回交办：{reason}"),
        SupervisedEvent::Started => "开始办理".to_owned(),
        SupervisedEvent::FedBack { words } => format!("反馈：{words}"),
        SupervisedEvent::Reviewed { note } => format!("审核通过{}", then("：", note.as_ref())),
        SupervisedEvent::Redone { reason } => format!("退回重办：{reason}"),
        SupervisedEvent::ReportedUp => "上报".to_owned(),
        SupervisedEvent::Closed => "办结".to_owned(),
        SupervisedEvent::Extended { until, approver, reason, .. } => {
            format!("{approver}批准延期到 {}：{reason}", telling.time(*until))
        }
        SupervisedEvent::Scheduled { milestones } => super::zh_dispatch::plan(telling, milestones),
        SupervisedEvent::MilestoneReached { name } => format!("已完成：{name}"),
        SupervisedEvent::Notice(event) => notice(telling, event),
    }
}

fn arrival(telling: &Telling<'_>, event: &ArrivalEvent) -> String {
    let (lead, movement) = match event {
        ArrivalEvent::Announced { movement } => ("预报", movement),
        ArrivalEvent::Updated { movement } => ("更新", movement),
    };
    let at = movement.actual_at.or(movement.estimated_at).unwrap_or(movement.scheduled_at);
    format!(
        "{lead}：{} 抵达 {}，{} 人",
        telling.time(at),
        telling.names.port(&movement.port, telling.lang),
        movement.passengers
    )
}

fn run(telling: &Telling<'_>, event: &RunEvent) -> String {
    let site = |id: &str| telling.names.site(id, telling.lang).to_owned();
    match event {
        RunEvent::Planned { plan, .. } => format!(
            "安排转运：{} 接 {} 人，送 {}",
            telling.time(plan.pick_up),
            plan.passengers,
            site(&plan.site)
        ),
        RunEvent::Rescheduled { pick_up, deliver, reason, .. } => format!(
            "改时间：{} 接，{} 送达{}",
            telling.time(*pick_up),
            telling.time(*deliver),
            then("：", reason.as_ref())
        ),
        RunEvent::Crewed { crew, despite, .. } => format!(
            "派车 {}，司机 {}，志愿者 {} 人{}",
            crew.vehicle.plate,
            crew.driver,
            crew.volunteers.len(),
            then("，超限理由：", despite.as_ref())
        ),
        RunEvent::Departed => "发车".to_owned(),
        RunEvent::ReachedPort => "到达口岸".to_owned(),
        RunEvent::BoardingBegun => "开始上车".to_owned(),
        RunEvent::Left { boarded } => format!("上车 {boarded} 人，驶离口岸"),
        RunEvent::Exited { exit } => {
            let why = match exit.kind {
                ExitKind::NoShow => "未出现",
                ExitKind::Hospital => "送医",
                ExitKind::OtherDistrict => "转外区",
                ExitKind::Transit => "转机离开",
            };
            let road = if exit.on_road { "途中" } else { "上车前" };
            format!("{road}{why} {} 人{}", exit.count, then("：", exit.note.as_ref()))
        }
        RunEvent::Delivered { delivered } => format!("送达 {delivered} 人"),
        RunEvent::Disinfecting => "车辆消杀".to_owned(),
        RunEvent::Recounted { expected, boarded, delivered, reason } => {
            let count =
                |count: &Option<u32>| count.map_or_else(|| "未清点".to_owned(), |count| count.to_string());
            format!("更正人数：应到 {expected}，上车 {}，送达 {}：{reason}", count(boarded), count(delivered))
        }
        RunEvent::Closed => "任务结束".to_owned(),
        RunEvent::Held { reason } => format!("暂停：{reason}"),
        RunEvent::Resumed => "恢复".to_owned(),
        RunEvent::Diverted { site: to, reason } => format!("改送 {}：{reason}", site(to)),
        RunEvent::Aborted { reason } => format!("中止：{reason}"),
        RunEvent::Cancelled { reason } => format!("取消：{reason}"),
        RunEvent::ManifestKept { people, .. } => format!("转运名单 {people} 人已存"),
        RunEvent::ManifestPurged => "转运名单已清除".to_owned(),
        RunEvent::CalledIn { place } => format!("报位置：{place}"),
        RunEvent::Notice(event) => notice(telling, event),
    }
}

fn volunteer(telling: &Telling<'_>, event: &VolunteerEvent) -> String {
    match event {
        VolunteerEvent::Enrolled { person } => format!("登记：{}", person.name),
        VolunteerEvent::Amended { .. } => "更正资料".to_owned(),
        VolunteerEvent::Offered { window } => {
            format!("可服务时间：{} 到 {}", telling.time(window.from), telling.time(window.until))
        }
        VolunteerEvent::Left { reason } => format!("离岗：{reason}"),
        VolunteerEvent::Returned => "回岗".to_owned(),
        VolunteerEvent::CheckedIn => "签到".to_owned(),
        VolunteerEvent::CheckedOut => "签退".to_owned(),
    }
}

fn request(telling: &Telling<'_>, event: &RequestEvent) -> String {
    match event {
        RequestEvent::Raised { need, due } => {
            format!("提出诉求：{}，{} 前首次回应", need.gist, telling.time(*due))
        }
        RequestEvent::Triaged { due, .. } => format!("分类，{} 前首次回应", telling.time(*due)),
        RequestEvent::Assigned { to } => format!("派给 {}", telling.unit(to)),
        RequestEvent::Responded { words } => format!("首次回应{}", then("：", words.as_ref())),
        RequestEvent::Resolved { outcome } => format!("解决：{outcome}"),
        RequestEvent::Confirmed => "本人确认".to_owned(),
        RequestEvent::Closed { thanks } => format!("结束{}", then("，致谢：", thanks.as_ref())),
        RequestEvent::Escalated { to, reason } => format!("上报 {}：{reason}", telling.unit(to)),
        RequestEvent::Referred { to, reason } => format!("转介 {}：{reason}", telling.unit(to)),
        RequestEvent::Notice(event) => notice(telling, event),
    }
}

fn bulletin(telling: &Telling<'_>, event: &BulletinEvent) -> String {
    match event {
        BulletinEvent::Opened { masthead, .. } => format!("开始收稿：{}", masthead.title),
        BulletinEvent::Drafted { .. } => "成稿，数字截止".to_owned(),
        BulletinEvent::About { item } => format!("专报，关于 {item}"),
        BulletinEvent::Checked => "校核".to_owned(),
        BulletinEvent::SentBack { reason } => format!("退回修改：{reason}"),
        BulletinEvent::Notice(event) => notice(telling, event),
        BulletinEvent::Signed { leader } => format!("{leader}签发"),
        BulletinEvent::Issued { number, .. } => format!("印发，期号 {}", number.label()),
        BulletinEvent::Corrected { text } => format!("更正：{text}"),
    }
}

fn ledger(event: &LedgerEvent) -> String {
    match event {
        LedgerEvent::Recorded { item } => format!("记录：{}", item.title),
        LedgerEvent::Amended { .. } => "更正".to_owned(),
        LedgerEvent::Adopted => "被采用".to_owned(),
    }
}

fn shift(event: &ShiftEvent) -> String {
    match event {
        ShiftEvent::Scheduled { roster } => format!("排班：带班 {}，主班 {}", roster.leader, roster.primary),
        ShiftEvent::Amended { roster } => format!("改班：带班 {}，主班 {}", roster.leader, roster.primary),
        ShiftEvent::Started => "上班".to_owned(),
        ShiftEvent::Offered { to, .. } => format!("向 {to} 交班"),
        ShiftEvent::Accepted { unsigned } if unsigned.is_empty() => "接班，逐项签字".to_owned(),
        ShiftEvent::Accepted { unsigned } => format!("接班，{} 项未签，仍由交班人负责", unsigned.len()),
        ShiftEvent::Closed => "下班".to_owned(),
    }
}

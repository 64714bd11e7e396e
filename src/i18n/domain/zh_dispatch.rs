//! 通知：状态、事件、被拒的理由。

use super::Telling;
use crate::domain::dispatch::{Clock, DispatchEvent, ReceiptChannel, Whom};
use crate::domain::document::Milestone;
use crate::verb::Verb;

pub(super) fn state(name: &str) -> &str {
    match name {
        "draft" => "拟稿",
        "approved" => "已批",
        "sent" => "待签收",
        "all_signed" => "已签齐",
        "closed" => "已办结",
        "cancelled" => "已取消",
        other => other,
    }
}

/// 一个收件单位的状态。
pub(super) fn recipient(name: &'static str) -> &'static str {
    match name {
        "pending" => "未签收",
        "signed" => "已签收",
        "briefed" => "已报领导",
        "replied" => "已反馈",
        "unreachable" => "联系不上",
        "rerouted" => "已改送",
        "declined" => "已拒收",
        other => other,
    }
}

pub(super) const fn channel(channel: ReceiptChannel) -> &'static str {
    match channel {
        ReceiptChannel::Phone => "电话",
        ReceiptChannel::InPerson => "当面",
        ReceiptChannel::Oa => "OA",
        ReceiptChannel::Fax => "传真",
        ReceiptChannel::Im => "微信",
        ReceiptChannel::Mail => "邮件",
    }
}

pub(super) const fn whom(whom: Whom) -> &'static str {
    match whom {
        Whom::Contact => "联系人",
        Whom::Leader => "单位领导",
    }
}

/// 对一个收件单位所做的事。
pub(super) fn of_recipient(verb: &str) -> &'static str {
    match verb {
        "sign" => "签收",
        "brief" => "记为已报领导",
        "reply" => "反馈",
        "no_answer" => "记无人接听",
        "unreachable" => "记为联系不上",
        "reroute" => "改送",
        "decline" => "拒收",
        "remind" => "催办",
        _ => "这样办理",
    }
}

/// 通知和倒排的各种办理。
pub(super) const fn verb(verb: Verb) -> Option<&'static str> {
    Some(match verb {
        Verb::Dispatch => "发通知",
        Verb::Approve => "批准",
        Verb::Send => "发出",
        Verb::Sign => "记签收",
        Verb::NoAnswer => "记无人接听",
        Verb::Unreachable => "记联系不上",
        Verb::Reroute => "改送",
        Verb::Decline => "记拒收",
        Verb::Brief => "记已报其领导",
        Verb::Reply => "记反馈",
        Verb::Correct => "更正重发",
        Verb::Schedule => "倒排",
        Verb::Special => "专报",
        Verb::Reach => "完成一步",
        _ => return None,
    })
}

pub(super) fn event(telling: &Telling<'_>, event: &DispatchEvent) -> String {
    let by = |clock: &Clock| {
        clock.sign_due.map_or_else(String::new, |due| format!("，{} 前签收", telling.time(due)))
    };
    match event {
        DispatchEvent::Drafted { number, plan, .. } => {
            let units: Vec<&str> = plan.recipients.iter().map(|unit| telling.unit(unit)).collect();
            format!("拟通知 {}，发 {}：{}", number.label(), units.join("、"), plan.gist)
        }
        DispatchEvent::Amended { gist, .. } => format!("改稿：{gist}"),
        DispatchEvent::Approved { approval, backfill_due } => {
            let owed = backfill_due
                .map_or_else(String::new, |due| format!("（{} 前补书面批示）", telling.time(due)));
            match approval {
                Some(said) => {
                    format!("{}{}批准：{}{owed}", said.leader, (super::ZH_CN.mode)(said.mode), said.words)
                }
                None => format!("即来即办，先发后批{owed}"),
            }
        }
        DispatchEvent::Sent { clock } => format!("发出{}", by(clock)),
        DispatchEvent::Signed { unit, proof } => {
            let words = proof.words.as_ref().map_or_else(String::new, |words| format!("：{words}"));
            let read_back = match proof.read_back {
                Some(true) => "（已复诵）",
                Some(false) => "（未复诵）",
                None => "",
            };
            let (unit, at) = (telling.unit(unit), telling.time(proof.at));
            let (by, person, post) = (channel(proof.channel), &proof.person, &proof.post);
            format!("{unit} {person}（{post}）{at} {by}签收{words}{read_back}")
        }
        DispatchEvent::Briefed { unit } => format!("{} 已报其领导", telling.unit(unit)),
        DispatchEvent::Replied { unit, words } => format!("{} 反馈：{words}", telling.unit(unit)),
        DispatchEvent::Unanswered { unit, whom: called } => {
            format!("{} {}无人接听", telling.unit(unit), whom(*called))
        }
        DispatchEvent::Unreachable { unit, reason } => {
            format!("{} 联系不上：{reason}", telling.unit(unit))
        }
        DispatchEvent::Rerouted { unit, to, reason, clock } => {
            format!("{} 改送 {}：{reason}{}", telling.unit(unit), telling.unit(to), by(clock))
        }
        DispatchEvent::Declined { unit, reason } => format!("{} 拒收：{reason}", telling.unit(unit)),
        DispatchEvent::Urged { unit, whom: called } => {
            format!("催 {} {}", telling.unit(unit), whom(*called))
        }
        DispatchEvent::Corrected { gist, clock, .. } => {
            format!("更正重发，原签收作废{}：{gist}", by(clock))
        }
        DispatchEvent::Closed => "办结".to_owned(),
        DispatchEvent::Cancelled { reason } => format!("取消：{reason}"),
        DispatchEvent::Notice(event) => super::zh_events::notice(telling, event),
    }
}

/// 倒排的各步。
pub(super) fn plan(telling: &Telling<'_>, milestones: &[Milestone]) -> String {
    let steps = milestones.iter().map(|step| format!("{} {}", telling.time(step.due), step.name));
    format!("倒排：{}", steps.collect::<Vec<_>>().join("，"))
}

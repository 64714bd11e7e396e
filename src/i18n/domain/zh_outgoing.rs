//! 外发消息的说法：状态、缘由、失败原因、事件。

use super::Telling;
use crate::domain::outgoing::{MessageEvent, Purpose};

pub(super) fn state(name: &str) -> &str {
    match name {
        "queued" => "待发",
        "sending" => "发送中",
        "sent" => "已发出",
        "failed" => "待重发",
        "given_up" => "未发出",
        "cancelled" => "已取消",
        other => other,
    }
}

pub(super) const fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::UrgentArrival => "急件到达",
        Purpose::DispatchSent => "通知下发",
        Purpose::Reurge => "过半再催",
        Purpose::UnitLeader => "报单位领导",
        Purpose::DutyLeader => "报带班领导",
        Purpose::DeadlineMissed => "时限已过",
        Purpose::Emergency => "紧急信息",
        Purpose::Test => "测试",
    }
}

/// 失败的原因；存的是代号。
pub(super) fn reason(code: &str) -> String {
    let (name, rest) = code.split_once(' ').unwrap_or((code, ""));
    match name {
        "timeout" => "超时无应答".to_owned(),
        "connect" => "连接不上".to_owned(),
        "dropped" => "连接中断".to_owned(),
        "tls" => "加密连接失败".to_owned(),
        "http" => format!("对方服务器应答 {rest}"),
        "code" => format!("对方拒收，代码 {rest}"),
        "limit" => format!("超过频次限制，代码 {rest}"),
        "answer" => "应答看不懂".to_owned(),
        "smtp" => format!("邮件服务器应答 {rest}"),
        "address" => "地址不对".to_owned(),
        "exit" => format!("外部程序退出码 {rest}"),
        "signal" => "外部程序被终止".to_owned(),
        "command" => "外部程序无法启动".to_owned(),
        "secret" => "密钥读不出来".to_owned(),
        "channel" => "配置里没有这个通道".to_owned(),
        "gone" => "已无需告知".to_owned(),
        _ => code.to_owned(),
    }
}

pub(super) fn event(telling: &Telling<'_>, event: &MessageEvent) -> String {
    match event {
        MessageEvent::Queued { note } => {
            format!("列入外发：{}，{}，经 {}", purpose(note.purpose), note.number, note.channel)
        }
        MessageEvent::Claimed { claim } => format!("开始发送，{} 前无结果即重发", telling.time(claim.until)),
        MessageEvent::Released => "未发，放回".to_owned(),
        MessageEvent::Delivered { .. } => "已发出（不作签收凭证）".to_owned(),
        MessageEvent::Failed { reason: code, retry_at, unclear } => {
            format!("未发成：{}{}；{} 再发", reason(code), perhaps(*unclear), telling.time(*retry_at))
        }
        MessageEvent::GivenUp { reason: code, unclear } => {
            format!("不再发送：{}{}；请改用电话", reason(code), perhaps(*unclear))
        }
        MessageEvent::Cancelled { reason: code } if code.is_empty() => "取消发送".to_owned(),
        MessageEvent::Cancelled { reason: code } => format!("取消发送：{}", reason(code)),
        MessageEvent::Retried => "重新发送".to_owned(),
    }
}

const fn perhaps(unclear: bool) -> &'static str {
    if unclear { "（对方可能已收到）" } else { "" }
}

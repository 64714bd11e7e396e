//! Words of outgoing messages: what they say outside, and how the desk shows them.

use crate::domain::outgoing::{Note, Purpose};
use crate::i18n::domain::Telling;

/// Words of outgoing messages.
#[derive(Debug)]
pub struct Outgoing {
    /// The whole text of a message; true where it may arrive twice. It has a number, an urgency and a time in it and
    /// nothing else of what it is about.
    pub compose: fn(&Telling<'_>, &Note, bool) -> String,
    /// In the band, after a blank: what waits, what is to be tried again, what was given up.
    pub band: fn([u32; 3]) -> String,
    /// Title of the list.
    pub title: &'static str,
    /// Keys of the list.
    pub keys: &'static str,
    /// There are no messages.
    pub none: &'static str,
    /// Nothing leaves the room, in a few words.
    pub off_short: &'static str,
    /// How often it was tried.
    pub attempts: fn(u32) -> String,
    /// It may have arrived twice.
    pub maybe_twice: &'static str,
    /// Nothing leaves the room, and how to change that.
    pub off: &'static str,
    /// A channel that is not in the configuration.
    pub unknown_channel: fn(&str) -> String,
    /// The keys of a channel cannot be read.
    pub no_keys: fn(&str) -> String,
    /// What a worker has done: queued, sent, failed attempts, cancelled.
    pub tally: fn([usize; 4]) -> String,
}

pub(super) const ZH_CN: Outgoing = Outgoing {
    compose: compose_zh,
    band: |[waiting, failed, given_up]| {
        let told = [(waiting, "待发"), (failed, "待重发"), (given_up, "未发出")];
        let told = told.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
        format!(" 外发 {}", told.collect::<Vec<_>>().join(" · "))
    },
    title: "外发消息(发出不等于签收)",
    keys: "r 重发  x 取消发送  j k 上下  Esc 关闭",
    none: "没有外发消息。",
    off_short: "外发未启用",
    attempts: |count| format!("{count} 次"),
    maybe_twice: "可能重复",
    off: "外发未启用,什么也没有发出。要启用,请在配置 [outbound] 中设 enabled = true。",
    unknown_channel: |id| format!("配置中没有外发通道“{id}”,什么也没有发出。"),
    no_keys: |id| format!("通道“{id}”的密钥读不出来:文件须存在且仅本人可读(chmod 600)。"),
    tally: |[queued, sent, failed, cancelled]| {
        format!("新列入 {queued},发出 {sent},未发成 {failed} 次,取消 {cancelled}。")
    },
};

pub(super) const EN: Outgoing = Outgoing {
    compose: compose_en,
    band: |[waiting, failed, given_up]| {
        let told = [(waiting, "to send"), (failed, "to retry"), (given_up, "not sent")];
        let told = told.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
        format!(" out: {}", told.collect::<Vec<_>>().join(", "))
    },
    title: "Outgoing messages (sent is not signed for)",
    keys: "r send again  x do not send  j k up and down  Esc close",
    none: "There are no outgoing messages.",
    off_short: "nothing leaves the room",
    attempts: |count| format!("{count}x"),
    maybe_twice: "perhaps twice",
    off: "Nothing leaves the room and nothing was sent. Set enabled = true in [outbound] to change that.",
    unknown_channel: |id| format!("There is no channel `{id}` in the configuration; nothing was sent."),
    no_keys: |id| {
        format!(
            "The keys of channel `{id}` cannot be read: the file must be there, and its owner's alone (chmod 600)."
        )
    },
    tally: |[queued, sent, failed, cancelled]| {
        format!("Queued {queued}, sent {sent}, failed attempts {failed}, cancelled {cancelled}.")
    },
};

fn compose_zh(telling: &Telling<'_>, note: &Note, twice: bool) -> String {
    let terms = &telling.lang.strings().domain;
    let again = if twice { "（可能重复）" } else { "" };
    if note.purpose == Purpose::Test {
        return format!("【值班】通道测试 {}，收到无需处理。{again}", note.number);
    }
    let urgency =
        note.urgency.map_or_else(String::new, |urgency| format!("{} ", urgency_of(terms.urgency, urgency)));
    let kind = note.about.map_or("", |about| (terms.kind)(about.kind));
    let lead = match note.purpose {
        Purpose::UrgentArrival => "待签收",
        Purpose::DispatchSent => "请签收",
        Purpose::Reurge => "再催：尚未签收",
        Purpose::UnitLeader => "请单位领导督促签收",
        Purpose::DutyLeader => "请带班领导处置",
        Purpose::DeadlineMissed => "已过时限",
        Purpose::Emergency => "紧急信息待报告",
        Purpose::Test => "",
    };
    let what = note.deadline.map_or("", |deadline| (terms.due)(deadline.name()));
    let due = match note.due {
        Some(due) if due <= telling.now => format!("，应于 {} 前{what}", telling.time(due)),
        Some(due) => format!("，请于 {} 前{what}", telling.time(due)),
        None => String::new(),
    };
    format!("【值班】{urgency}{kind}{}：{lead}{due}。此消息不作签收凭证。{again}", note.number)
}

fn compose_en(telling: &Telling<'_>, note: &Note, twice: bool) -> String {
    let terms = &telling.lang.strings().domain;
    let again = if twice { " (This may be a repetition.)" } else { "" };
    if note.purpose == Purpose::Test {
        return format!("[Duty] Test of this channel, {}. Nothing to do.{again}", note.number);
    }
    let urgency =
        note.urgency.map_or_else(String::new, |urgency| format!("{}, ", urgency_of(terms.urgency, urgency)));
    let kind = note.about.map_or("", |about| (terms.kind)(about.kind));
    let lead = match note.purpose {
        Purpose::UrgentArrival => "to be signed for",
        Purpose::DispatchSent => "please sign for it",
        Purpose::Reurge => "reminder, not signed for yet",
        Purpose::UnitLeader => "not signed for, for the unit's leader",
        Purpose::DutyLeader => "for the leader on duty",
        Purpose::DeadlineMissed => "overdue",
        Purpose::Emergency => "emergency to be reported",
        Purpose::Test => "",
    };
    let what = note.deadline.map_or("", |deadline| (terms.due)(deadline.name()));
    let due = match note.due {
        Some(due) if due <= telling.now => format!("; {what} was due at {}", telling.time(due)),
        Some(due) => format!("; {what} by {}", telling.time(due)),
        None => String::new(),
    };
    format!("[Duty] {urgency}{kind} {}: {lead}{due}. This message is no receipt.{again}", note.number)
}

fn urgency_of(names: [&'static str; 5], urgency: crate::domain::Urgency) -> &'static str {
    let at = crate::domain::Urgency::ALL.iter().position(|known| *known == urgency);
    at.and_then(|at| names.get(at).copied()).unwrap_or_default()
}

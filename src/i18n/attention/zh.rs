//! 告警、升级与等待的事。

use super::{Attention, number_of};
use crate::domain::Wake;
use crate::domain::alarm::Condition;

pub(in super::super) const ZH_CN: Attention = Attention {
    awaited: |telling, wake| match wake {
        Wake::Landed { arrival } => format!("{}落地", number_of(arrival)),
        Wake::Replied { unit } => format!("{}回复", telling.unit(unit)),
        Wake::BeforeDue { minutes } => format!("到期前{}", span(*minutes)),
    },
    woken: |telling, wake, vain| match (wake, vain) {
        (Wake::Landed { arrival }, false) => format!("{}已落地，重新提醒", number_of(arrival)),
        (Wake::Landed { arrival }, true) => format!("{}不来了，重新提醒", number_of(arrival)),
        (Wake::Replied { unit }, _) => format!("{}已回复，重新提醒", telling.unit(unit)),
        (Wake::BeforeDue { minutes }, _) => format!("距到期{}，重新提醒", span(*minutes)),
    },
    or_at_the_latest: |event, time| format!("{event}，最迟 {time}"),
    rungs: ["主班", "副班", "带班领导"],
    rises: |time, rung, whom| join(&format!("{time} 前无人处理将升级至{rung}"), whom),
    rises_short: |time, rung| format!("{time} 起报{rung}"),
    risen: |rung, whom| join(&format!("已升级至{rung}"), whom),
    ladder: "升级",
    condition: |condition| match condition {
        Condition::Escalated => "已升级",
        Condition::Missed => "已超时",
        Condition::RunProblem => "转运异常",
        Condition::Near => "临近时限",
        Condition::Urgent => "急件",
    },
    priorities: ["一级", "二级", "三级", "四级"],
    states: ["未确认", "已恢复", "已确认", "已暂缓"],
    rings: |urgency, count, number| {
        let number = number.map_or_else(String::new, |number| format!("（{number}）"));
        if count > 1 {
            format!("急件 {count} 件无人处理，最急为{urgency}{number}")
        } else {
            format!("{urgency} 1 件无人处理{number}")
        }
    },
    presses: |what, time, count, number| {
        let number = number.map_or_else(String::new, |number| format!("（{number}）"));
        let more = if count > 1 { format!("，共 {count} 件临近时限") } else { String::new() };
        format!("{time} 前{what}{number}{more}")
    },
    called: "有急件",
    title: "告警与暂缓",
    alarms: |count, new| format!("告警 {count}（未确认 {new}）"),
    shelved: |count| format!("已暂缓 {count}"),
    flood: |counts| {
        let [one, two, three, four] = counts;
        format!("告警集中出现，未确认：一级 {one}  二级 {two}  三级 {three}  四级 {four}")
    },
    no_alarms: "没有告警",
    none_shelved: "没有暂缓的事项",
    more: "仅列出最要紧的部分",
    nothing_here: "此处没有事项",
    has_left: "光标处的事项已离开列表，请按 ↑↓ 重选",
    keys: "Enter 转到  a 签收  s 暂缓  u 唤回  Tab 切换  Esc 关闭",
};

/// 「，」后面接上人名电话；没有就不接。
fn join(said: &str, whom: &str) -> String {
    if whom.is_empty() { said.to_owned() } else { format!("{said} {whom}") }
}

fn span(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!(" {minutes} 分钟"),
        (hours, 0) => format!(" {hours} 小时"),
        (hours, minutes) => format!(" {hours} 小时 {minutes} 分"),
    }
}

//! 告警、升级与等待的事。

use super::{Attention, number_of};
use crate::domain::Wake;

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
    rungs: ["主班", "副班", "带班领导"],
};

fn span(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!(" {minutes} 分钟"),
        (hours, 0) => format!(" {hours} 小时"),
        (hours, minutes) => format!(" {hours} 小时 {minutes} 分"),
    }
}

//! Alarms, escalation, and what is waited for.

use super::{Attention, number_of};
use crate::domain::Wake;

pub(in super::super) const EN: Attention = Attention {
    awaited: |telling, wake| match wake {
        Wake::Landed { arrival } => format!("{} lands", number_of(arrival)),
        Wake::Replied { unit } => format!("{} replies", telling.unit(unit)),
        Wake::BeforeDue { minutes } => format!("{} before it is due", span(*minutes)),
    },
    woken: |telling, wake, vain| match (wake, vain) {
        (Wake::Landed { arrival }, false) => format!("{} has landed: asks again", number_of(arrival)),
        (Wake::Landed { arrival }, true) => format!("{} does not come: asks again", number_of(arrival)),
        (Wake::Replied { unit }, _) => format!("{} has replied: asks again", telling.unit(unit)),
        (Wake::BeforeDue { minutes }, _) => format!("{} before it is due: asks again", span(*minutes)),
    },
    rungs: ["primary", "secondary", "leader"],
};

fn span(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

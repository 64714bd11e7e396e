//! Alarms, escalation, and what is waited for.

use super::{Attention, number_of};
use crate::domain::Wake;
use crate::domain::alarm::Condition;

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
    or_at_the_latest: |event, time| format!("{event}, {time} at the latest"),
    rungs: ["primary", "secondary", "leader"],
    rises: |time, rung, whom| join(&format!("unless seen by {time}, goes to the {rung}"), whom),
    rises_short: |time, rung| format!("{time}: {rung}"),
    risen: |rung, whom| join(&format!("risen to the {rung}"), whom),
    ladder: "Escalation",
    condition: |condition| match condition {
        Condition::Escalated => "escalated",
        Condition::Missed => "overdue",
        Condition::RunProblem => "run trouble",
        Condition::Near => "due soon",
        Condition::Urgent => "urgent",
    },
    priorities: ["critical", "high", "medium", "low"],
    states: ["new", "returned", "seen", "put off"],
    rings: |urgency, count, number| {
        let number = number.map_or_else(String::new, |number| format!(" ({number})"));
        if count > 1 {
            format!("{count} urgent items unattended, the worst {urgency}{number}")
        } else {
            format!("1 {urgency} item unattended{number}")
        }
    },
    presses: |what, time, count, number| {
        let number = number.map_or_else(String::new, |number| format!(" ({number})"));
        let more = if count > 1 { format!("; {count} are due soon") } else { String::new() };
        format!("{what} by {time}{number}{more}")
    },
    called: "Something urgent came",
    title: "Alarms and what is put off",
    alarms: |count, new| format!("Alarms {count} ({new} new)"),
    shelved: |count| format!("Put off {count}"),
    flood: |counts| {
        let [one, two, three, four] = counts;
        format!("Flood, unacknowledged: {one} critical  {two} high  {three} medium  {four} low")
    },
    no_alarms: "No alarms",
    none_shelved: "Nothing is put off",
    more: "Only the most important are listed",
    nothing_here: "There is no item here",
    has_left: "The item under the cursor has left the list; choose again with ↑↓",
    keys: "Enter go there  a acknowledge  s snooze  u take back  Tab other part  Esc close",
};

/// Name and telephone after what is said, if there are any.
fn join(said: &str, whom: &str) -> String {
    if whom.is_empty() { said.to_owned() } else { format!("{said} {whom}") }
}

fn span(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

//! Alarms, escalation, the bell, and what an item that was put off waits for, in words.

mod en;
mod zh;

use super::domain::Telling;
use crate::domain::Wake;
use crate::domain::alarm::Condition;

pub(super) use en::EN;
pub(super) use zh::ZH_CN;

/// Words of alarms, of the ladder and of the bell.
#[derive(Debug)]
pub struct Attention {
    /// What an item waits for, as after "put off until".
    pub awaited: fn(&Telling<'_>, &Wake) -> String,
    /// What it waited for has happened; or, if true, it is certain that it does not.
    pub woken: fn(&Telling<'_>, &Wake, bool) -> String,
    /// An event and the time at the latest, as understood of what was typed.
    pub or_at_the_latest: fn(&str, &str) -> String,
    /// Rungs, in the order of [`crate::domain::ladder::Rung::ALL`].
    pub rungs: [&'static str; 3],
    /// To whom it rises when, if nobody takes notice: time, rung, name and telephone (may be empty).
    pub rises: fn(&str, &str, &str) -> String,
    /// The same in few words.
    pub rises_short: fn(&str, &str) -> String,
    /// To whom it has risen: rung, name and telephone (may be empty).
    pub risen: fn(&str, &str) -> String,
    /// Label of these.
    pub ladder: &'static str,
    /// Conditions of alarms.
    pub condition: fn(Condition) -> &'static str,
    /// Priorities, in the order of [`crate::domain::alarm::Priority::ALL`].
    pub priorities: [&'static str; 4],
    /// States of alarms, in the order of [`crate::domain::alarm::AlarmState::ALL`].
    pub states: [&'static str; 4],
    /// What the bell sounds for: urgency, how many, number of the most urgent.
    pub rings: fn(&str, u32, Option<&str>) -> String,
    /// What has become near: what is due, when, how many, number of the nearest.
    pub presses: fn(&str, &str, usize, Option<&str>) -> String,
    /// Something urgent was there and has been taken on.
    pub called: &'static str,
    /// Title of the list.
    pub title: &'static str,
    /// The first part, with how many and how many of them nobody has taken notice of.
    pub alarms: fn(usize, usize) -> String,
    /// The second part, with how many.
    pub shelved: fn(usize) -> String,
    /// So many are new that they are told by priority.
    pub flood: fn([u32; 4]) -> String,
    /// There is no alarm.
    pub no_alarms: &'static str,
    /// Nothing is put off.
    pub none_shelved: &'static str,
    /// There are more than are shown.
    pub more: &'static str,
    /// There is no row under the cursor.
    pub nothing_here: &'static str,
    /// The item under the cursor is no longer in the list.
    pub has_left: &'static str,
    /// Keys of the list.
    pub keys: &'static str,
}

/// An arrival's number out of the key under which its source knows it.
pub fn number_of(key: &str) -> &str {
    key.split('@').next().unwrap_or(key)
}

//! Alarms, escalation, and what an item that was put off waits for, in words.

mod en;
mod zh;

use super::domain::Telling;
use crate::domain::Wake;

pub(super) use en::EN;
pub(super) use zh::ZH_CN;

/// Words of alarms, of the ladder and of the bell.
#[derive(Debug)]
pub struct Attention {
    /// What an item waits for, as after "put off until".
    pub awaited: fn(&Telling<'_>, &Wake) -> String,
    /// What it waited for has happened; or, if true, it is certain that it does not.
    pub woken: fn(&Telling<'_>, &Wake, bool) -> String,
    /// Rungs, in the order of [`crate::domain::ladder::Rung::ALL`].
    pub rungs: [&'static str; 3],
}

/// An arrival's number out of the key under which its source knows it.
fn number_of(key: &str) -> &str {
    key.split('@').next().unwrap_or(key)
}

//! Urgency of papers and telegrams.

use serde::{Deserialize, Serialize};

/// Urgency; the greater, the more urgent. Telegrams use 特提 特急 加急 平急, papers 特急 加急 平件.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// 平件
    Routine,
    /// 平急
    RoutineUrgent,
    /// 加急
    Priority,
    /// 特急
    Immediate,
    /// 特提
    Flash,
}

impl Urgency {
    /// All, the most urgent first.
    pub const ALL: [Self; 5] =
        [Self::Flash, Self::Immediate, Self::Priority, Self::RoutineUrgent, Self::Routine];

    /// Name in JSON, in the configuration and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Flash => "flash",
            Self::Immediate => "immediate",
            Self::Priority => "priority",
            Self::RoutineUrgent => "routine_urgent",
            Self::Routine => "routine",
        }
    }
}

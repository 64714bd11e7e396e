//! Where the time comes from. Nothing below the runtime and the command line reads a clock.

use std::time::Instant;

use chrono::{DateTime, DurationRound, TimeDelta, Utc};

/// A source of the time.
#[derive(Debug, Clone, Copy)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// Always the same moment (`--at`).
    Fixed(DateTime<Utc>),
    /// Begins at a moment and runs on from there (the demonstration).
    From {
        /// The moment it began at (UTC).
        start: DateTime<Utc>,
        /// When it was set going.
        since: Instant,
    },
}

impl Clock {
    /// A clock that begins at `start` now and runs on.
    pub fn from(start: DateTime<Utc>) -> Self {
        Self::From { start, since: Instant::now() }
    }

    /// The time (UTC).
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            Self::System => Utc::now(),
            Self::Fixed(at) => *at,
            Self::From { start, since } => {
                let run = TimeDelta::from_std(since.elapsed()).unwrap_or(TimeDelta::MAX);
                start.checked_add_signed(run).unwrap_or(DateTime::<Utc>::MAX_UTC)
            }
        }
    }

    /// Time until the minute shown changes; none for a clock that stands.
    pub fn until_next_minute(&self) -> Option<std::time::Duration> {
        if matches!(self, Self::Fixed(_)) {
            return None;
        }
        let now = self.now();
        let minute = now.duration_trunc(TimeDelta::minutes(1)).ok()? + TimeDelta::minutes(1);
        // A little late rather than a little early: an early tick would show the old minute for another minute.
        Some((minute - now).to_std().ok()? + std::time::Duration::from_millis(5))
    }
}

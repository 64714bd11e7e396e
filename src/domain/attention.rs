//! Attention: whether somebody has taken notice, apart from the state of the work (ISA-18.2).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::wake::Wake;

/// What an entity asks of the officer's attention. An acknowledgement expires and shelving always ends, so that
/// nothing can be silenced for good.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Attention {
    /// Nobody has taken notice.
    #[default]
    Unacknowledged,
    /// Somebody knows; asks again after `until`.
    Acknowledged {
        /// Who took notice.
        by: String,
        /// When the acknowledgement expires (UTC).
        until: DateTime<Utc>,
    },
    /// Put off; comes back at `until`.
    Shelved {
        /// Who put it off.
        by: String,
        /// When it comes back at the latest (UTC).
        until: DateTime<Utc>,
        /// What brings it back before that.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        wake: Option<Wake>,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
}

impl Attention {
    /// The attention that counts at `now`: expired acknowledgements and shelves ask again.
    pub fn at(&self, now: DateTime<Utc>) -> &Self {
        const ASKS: &Attention = &Attention::Unacknowledged;
        match self {
            Self::Acknowledged { until, .. } | Self::Shelved { until, .. } if *until <= now => ASKS,
            other => other,
        }
    }

    /// Name in JSON: `unacknowledged`, `acknowledged` or `shelved`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Unacknowledged => "unacknowledged",
            Self::Acknowledged { .. } => "acknowledged",
            Self::Shelved { .. } => "shelved",
        }
    }

    /// Until when it is put off (UTC), also where that has passed.
    pub const fn shelved_until(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Shelved { until, .. } => Some(*until),
            _ => None,
        }
    }

    /// What brings it back before its end, if it was put off until an event.
    pub const fn wake(&self) -> Option<&Wake> {
        match self {
            Self::Shelved { wake, .. } => wake.as_ref(),
            _ => None,
        }
    }

    /// When it asks again, if it is silent now (UTC).
    pub const fn until(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Unacknowledged => None,
            Self::Acknowledged { until, .. } | Self::Shelved { until, .. } => Some(*until),
        }
    }
}

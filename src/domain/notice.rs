//! What any open item can be given by an officer, whatever its kind: attention, a holder, a flag, comments, reminders.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use super::attention::Attention;
use super::facts::Context;
use super::refusal::Refusal;

/// The part of an item's state that the officers' hands leave on it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Notice {
    /// Whether somebody has taken notice.
    pub attention: Attention,
    /// The officer who has taken it on (接手).
    pub holder: Option<String>,
    /// Marked for closer watching (关注).
    pub flagged: bool,
    /// Number of comments.
    pub comments: u32,
    /// Number of reminders sent (催办).
    pub urged: u32,
    /// The last reminder (UTC).
    pub last_urged: Option<DateTime<Utc>>,
}

/// An officer's hand on an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeEvent {
    /// Somebody has taken notice, until it expires.
    Acknowledged {
        /// When it asks again (UTC).
        until: DateTime<Utc>,
    },
    /// Put off.
    Shelved {
        /// When it comes back (UTC).
        until: DateTime<Utc>,
        /// Why.
        reason: Option<String>,
    },
    /// Taken on by the officer who acts.
    Taken,
    /// Flag set or cleared.
    Flagged {
        /// Set?
        on: bool,
    },
    /// A remark.
    Commented {
        /// Its words.
        text: String,
    },
    /// A reminder was sent to whoever has it (催办).
    Urged {
        /// Whom.
        whom: Option<String>,
        /// With what words.
        words: Option<String>,
    },
    /// It asks for attention again at once.
    Awakened,
}

/// What an officer may ask of any open item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeCommand {
    /// Take notice.
    Acknowledge,
    /// Put off until then.
    Shelve {
        /// When it comes back (UTC).
        until: DateTime<Utc>,
        /// Why.
        reason: Option<String>,
    },
    /// Take it on.
    Take,
    /// Set the flag, or clear it if it is set.
    ToggleFlag,
    /// Remark.
    Comment {
        /// The words.
        text: String,
    },
    /// Remind whoever has it.
    Urge {
        /// Whom.
        whom: Option<String>,
        /// With what words.
        words: Option<String>,
    },
}

impl NoticeCommand {
    /// Whether it would silence the item; closed items ask for nothing, so that there is nothing to silence.
    pub const fn silences(&self) -> bool {
        matches!(self, Self::Acknowledge | Self::Shelve { .. })
    }
}

impl Notice {
    /// The notice after one more event.
    #[must_use]
    pub fn apply(mut self, at: DateTime<Utc>, by: &str, event: &NoticeEvent) -> Self {
        match event {
            NoticeEvent::Acknowledged { until } => {
                self.attention = Attention::Acknowledged { by: by.to_owned(), until: *until };
            }
            NoticeEvent::Shelved { until, .. } => {
                self.attention = Attention::Shelved { by: by.to_owned(), until: *until };
            }
            NoticeEvent::Taken => self.holder = Some(by.to_owned()),
            NoticeEvent::Flagged { on } => self.flagged = *on,
            NoticeEvent::Commented { .. } => self.comments += 1,
            NoticeEvent::Urged { .. } => {
                self.urged += 1;
                self.last_urged = Some(at);
            }
            NoticeEvent::Awakened => self.attention = Attention::Unacknowledged,
        }
        self
    }

    /// Decides what an officer asks; `silence` is how long an acknowledgement holds.
    ///
    /// # Errors
    /// [`Refusal::NotAhead`] for shelving into the past, [`Refusal::Missing`] for an empty comment.
    pub fn decide(
        &self,
        cx: &Context<'_>,
        silence: Duration,
        command: &NoticeCommand,
    ) -> Result<NoticeEvent, Refusal> {
        Ok(match command {
            NoticeCommand::Acknowledge => NoticeEvent::Acknowledged { until: cx.now + silence },
            NoticeCommand::Shelve { until, .. } if *until <= cx.now => {
                return Err(Refusal::NotAhead { until: *until });
            }
            NoticeCommand::Shelve { until, reason } => {
                NoticeEvent::Shelved { until: *until, reason: reason.clone() }
            }
            NoticeCommand::Take => NoticeEvent::Taken,
            NoticeCommand::ToggleFlag => NoticeEvent::Flagged { on: !self.flagged },
            NoticeCommand::Comment { text } if text.trim().is_empty() => {
                return Err(Refusal::Missing { field: "text" });
            }
            NoticeCommand::Comment { text } => NoticeEvent::Commented { text: text.trim().to_owned() },
            NoticeCommand::Urge { whom, words } => {
                NoticeEvent::Urged { whom: whom.clone(), words: words.clone() }
            }
        })
    }
}

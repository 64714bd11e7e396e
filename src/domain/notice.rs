//! What any open item can be given by an officer, whatever its kind: attention, a holder, a flag, comments, reminders.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use super::attention::Attention;
use super::facts::Context;
use super::refusal::Refusal;
use super::wake::Wake;

/// The part of an item's state that the officers' hands leave on it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Notice {
    /// Whether somebody has taken notice.
    pub attention: Attention,
    /// Since when it asks again (UTC), where it was made to: by an officer's hand, an event, or a rise in urgency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asks_since: Option<DateTime<Utc>>,
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
        /// When it comes back at the latest (UTC).
        until: DateTime<Utc>,
        /// Why.
        reason: Option<String>,
        /// What brings it back before that.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        wake: Option<Wake>,
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
    /// An officer has taken it back: it asks for attention again at once.
    Awakened,
    /// What it waited for has happened: it asks for attention again.
    Woken {
        /// What it waited for.
        wake: Wake,
        /// It is certain that it does not happen.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        vain: bool,
    },
}

/// What an officer may ask of any open item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeCommand {
    /// Take notice.
    Acknowledge,
    /// Put off until then, or until an event if that is earlier.
    Shelve {
        /// When it comes back at the latest (UTC).
        until: DateTime<Utc>,
        /// Why.
        reason: Option<String>,
        /// What brings it back before that.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        wake: Option<Wake>,
    },
    /// Take an acknowledgement or a shelving back: it asks again at once.
    Awaken,
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
    /// Whether it would silence the item or wake it; closed items ask for nothing, so that there is nothing to silence.
    pub const fn silences(&self) -> bool {
        matches!(self, Self::Acknowledge | Self::Shelve { .. } | Self::Awaken)
    }
}

impl Notice {
    /// Whether nobody has had a hand on the item.
    pub fn is_untouched(&self) -> bool {
        *self == Self::default()
    }

    /// The notice after one more event.
    #[must_use]
    pub fn apply(mut self, at: DateTime<Utc>, by: &str, event: &NoticeEvent) -> Self {
        match event {
            NoticeEvent::Acknowledged { until } => {
                self.attention = Attention::Acknowledged { by: by.to_owned(), until: *until };
            }
            NoticeEvent::Shelved { until, wake, reason } => {
                let (by, wake, reason) = (by.to_owned(), wake.clone(), reason.clone());
                self.attention = Attention::Shelved { by, until: *until, wake, reason };
            }
            NoticeEvent::Taken => self.holder = Some(by.to_owned()),
            NoticeEvent::Flagged { on } => self.flagged = *on,
            NoticeEvent::Commented { .. } => self.comments += 1,
            NoticeEvent::Urged { .. } => {
                self.urged += 1;
                self.last_urged = Some(at);
            }
            NoticeEvent::Awakened | NoticeEvent::Woken { .. } => self.ask_again(at),
        }
        self
    }

    /// Whatever silenced it counts no more: it asks from `at` on, and every clock of attention starts anew.
    pub(super) fn ask_again(&mut self, at: DateTime<Utc>) {
        self.attention = Attention::Unacknowledged;
        self.asks_since = Some(at);
    }

    /// Decides what an officer asks; `silence` is how long an acknowledgement holds.
    ///
    /// # Errors
    /// [`Refusal::NotAhead`] for shelving into the past, [`Refusal::Missing`] for an empty comment,
    /// [`Refusal::NotSilent`] for waking what asks anyway.
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
            NoticeCommand::Shelve { until, reason, wake } => {
                NoticeEvent::Shelved { until: *until, reason: reason.clone(), wake: wake.clone() }
            }
            NoticeCommand::Awaken if *self.attention.at(cx.now) == Attention::Unacknowledged => {
                return Err(Refusal::NotSilent);
            }
            NoticeCommand::Awaken => NoticeEvent::Awakened,
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

//! How much of what comes from outside is read and kept.

use super::forms;
use super::problem::Expected;
use super::section::Section;

/// Limits of what is taken in, in bytes where nothing else is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IntakeLimits {
    /// The largest mail that is read.
    pub mail_max: u64,
    /// The largest alert (CAP) that is read.
    pub alert_max: u64,
    /// The largest attachment whose bytes are kept.
    pub attachment_max: u64,
    /// The most that is kept of all attachments of one paper.
    pub attachments_max: u64,
    /// The most attachments of one paper that are kept.
    pub attachment_count: u32,
    /// Characters of a mail's text that become the paper's remarks.
    pub note_chars: u32,
}

impl Default for IntakeLimits {
    /// What the built-in configuration says.
    fn default() -> Self {
        Self {
            mail_max: 50 << 20,
            alert_max: 4 << 20,
            attachment_max: 25 << 20,
            attachments_max: 50 << 20,
            attachment_count: 200,
            note_chars: 2_000,
        }
    }
}

pub(super) fn limits(s: &mut Section<'_>) -> IntakeLimits {
    let usual = IntakeLimits::default();
    let mut size = |key: &str, usual| s.form(key, Expected::Size, forms::size).unwrap_or(usual);
    let (mail_max, alert_max) = (size("mail_max", usual.mail_max), size("alert_max", usual.alert_max));
    let attachment_max = size("attachment_max", usual.attachment_max);
    let attachments_max = size("attachments_max", usual.attachments_max);
    IntakeLimits {
        mail_max,
        alert_max,
        attachment_max,
        attachments_max,
        attachment_count: s.number("attachment_count", 1, 10_000),
        note_chars: s.number("note_chars", 80, 20_000),
    }
}

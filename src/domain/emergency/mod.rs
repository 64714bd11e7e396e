//! 紧急信息: an emergency, from the first news to the final report (首报, 续报, 终报).
//!
//! The news starts two clocks, one for the report by telephone and one for the report in writing. They are set once and
//! nothing moves them: a late report is recorded as late. Every written report but the last starts the clock of the next.

mod decide;
mod elements;
mod event;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::deadline::Deadline;
use super::named::named;
use super::notice::Notice;
use super::serial::Serial;

pub use decide::{EmergencyCommand, decide};
pub use elements::{Element, Elements, Known};
pub use event::EmergencyEvent;

named! {
    /// State of an emergency: the furthest step that was taken.
    EmergencyState {
        /// The news is here; nobody has asked back.
        Received = "received",
        /// 已核实
        Verified = "verified",
        /// 已电话报告
        Phoned = "phoned",
        /// 已首报
        InitialWritten = "initial_written",
        /// 续报中: at least one follow-up has gone.
        FollowUp = "follow_up",
        /// 已终报
        Final = "final",
        /// 撤销: the news was false.
        Withdrawn = "withdrawn",
    }
}

impl EmergencyState {
    /// Whether it still asks for work.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Final | Self::Withdrawn)
    }

    /// Verbs that the state allows, the most natural first.
    pub const fn verbs(self) -> &'static [&'static str] {
        match self {
            Self::Received => &["verify", "phone", "write", "amend", "withdraw"],
            Self::Verified => &["phone", "write", "amend", "withdraw"],
            Self::Phoned | Self::InitialWritten | Self::FollowUp => {
                &["write", "phone", "verify", "amend", "withdraw"]
            }
            // What the final report said wrong can be put right; what happens after it is an emergency of its own.
            Self::Final => &["amend", "comment"],
            Self::Withdrawn => &["comment", "flag"],
        }
    }
}

named! {
    /// Which of the written reports.
    ReportKind {
        /// 首报
        Initial = "initial",
        /// 续报
        FollowUp = "follow_up",
        /// 终报
        Final = "final",
    }
}

/// The news of an emergency, as it came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    /// When it reached the duty room (UTC); the clocks run from here.
    pub received_at: DateTime<Utc>,
    /// How it came: the channel, or file and row.
    pub source: String,
    /// The words in which it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raw: Option<String>,
    /// What it tells; at least what has happened.
    pub elements: Elements,
}

/// Times by which an emergency must be reported (UTC).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clocks {
    /// By telephone.
    pub phone: DateTime<Utc>,
    /// In writing.
    pub written: DateTime<Utc>,
    /// The next follow-up, while one is awaited; `None` before the first written report, after the last, and where
    /// the house sets no interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<DateTime<Utc>>,
}

/// 核实
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Who was asked.
    pub with: String,
    /// What was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// The officer who asked.
    pub by: String,
}

/// 电话记录: the caller records who was told what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// Who answered.
    pub person: String,
    /// That person's unit and post.
    pub post: String,
    /// The words that were read out.
    pub words: String,
    /// Whether the other side read them back (复诵).
    pub read_back: bool,
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// The officer who called.
    pub by: String,
}

/// A written report that went out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Which.
    pub kind: ReportKind,
    /// 1, 2, 3 … of a follow-up; 0 for the first and the final one.
    pub number: u32,
    /// To whom.
    pub to: String,
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// When it was due (UTC), if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<DateTime<Utc>>,
    /// The officer who sent it.
    pub by: String,
}

impl Report {
    /// Whether it went out after it was due.
    pub fn is_late(&self) -> bool {
        self.due.is_some_and(|due| self.at > due)
    }
}

/// An emergency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Emergency {
    /// When the news reached the duty room (UTC).
    pub received_at: DateTime<Utc>,
    /// How it came.
    pub source: String,
    /// The words in which it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raw: Option<String>,
    /// What is known of it.
    pub elements: Elements,
    /// Its number, gapless within the year.
    pub number: Serial,
    /// State.
    pub state: EmergencyState,
    /// When it must be reported.
    pub clocks: Clocks,
    /// Attention, holder, flag, comments, reminders.
    pub notice: Notice,
    /// Who was asked about it, in order.
    pub checks: Vec<Check>,
    /// Who was told by telephone, in order.
    pub calls: Vec<Call>,
    /// Written reports, in order: the first, the follow-ups, the final one.
    pub reports: Vec<Report>,
    /// Why it was withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<String>,
}

impl Emergency {
    /// What people call it: what has happened.
    pub fn title(&self) -> &str {
        self.elements.text(Element::What).unwrap_or_default()
    }

    /// When it was first reported by telephone (UTC).
    pub fn phoned_at(&self) -> Option<DateTime<Utc>> {
        self.calls.iter().map(|call| call.at).min()
    }

    /// When it was last reported by telephone (UTC).
    pub fn last_phoned_at(&self) -> Option<DateTime<Utc>> {
        self.calls.iter().map(|call| call.at).max()
    }

    /// When it was first reported in writing (UTC).
    pub fn written_at(&self) -> Option<DateTime<Utc>> {
        self.reports.first().map(|report| report.at)
    }

    /// Number of follow-ups so far.
    pub fn follow_ups(&self) -> u32 {
        let count = self.reports.iter().filter(|report| report.kind == ReportKind::FollowUp).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// The written report that comes next unless the matter is over.
    pub fn next_report(&self) -> ReportKind {
        if self.reports.is_empty() { ReportKind::Initial } else { ReportKind::FollowUp }
    }

    /// What the next written report lacks; nothing once all reports are made.
    pub fn missing(&self) -> Vec<Element> {
        if self.state.is_open() { self.elements.missing_in(self.next_report()) } else { Vec::new() }
    }

    /// The nearest report that is owed (UTC). One made in writing does not spare the call: both were asked for.
    pub fn next_due(&self) -> Option<(DateTime<Utc>, Deadline)> {
        if !self.state.is_open() {
            return None;
        }
        let phone = self.calls.is_empty().then_some((self.clocks.phone, Deadline::PhoneReport));
        let written = self.reports.is_empty().then_some((self.clocks.written, Deadline::WrittenReport));
        let follow_up = self.clocks.follow_up.map(|due| (due, Deadline::FollowUpReport));
        phone.into_iter().chain(written).chain(follow_up).min()
    }

    /// The most natural verb now: it was not asked back about, not phoned through, not written.
    pub fn next_step(&self) -> Option<&'static str> {
        match self.state {
            EmergencyState::Final | EmergencyState::Withdrawn => None,
            EmergencyState::Received => Some("verify"),
            _ if self.calls.is_empty() => Some("phone"),
            _ => Some("write"),
        }
    }
}

//! What happens to a finding, and what it makes of it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::super::document::{Attachment, Milestone};
use super::super::event::Stamp;
use super::super::id::Id;
use super::super::notice::{Notice, NoticeEvent};
use super::super::serial::Serial;
use super::{Finding, FindingState, FollowedUp, Observed, Rejection, Submission, Turn};

/// What happens to a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingEvent {
    /// It is on record.
    Raised {
        /// What was seen.
        observed: Box<Observed>,
        /// Its number.
        number: Serial,
        /// When it must be put right (UTC).
        due: DateTime<Utc>,
        /// Steps on the way there, of a structural one.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        milestones: Vec<Milestone>,
    },
    /// Corrected.
    Amended {
        /// As it is now known.
        observed: Box<Observed>,
        /// When it must be put right (UTC).
        due: DateTime<Utc>,
        /// All steps on the way there from now on.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        milestones: Vec<Milestone>,
    },
    /// Given to a unit.
    Assigned {
        /// The owner from now on.
        unit: String,
    },
    /// The unit has begun.
    Started,
    /// The unit says that it is put right.
    Submitted {
        /// What shows it, in words; empty when only files do.
        evidence: String,
        /// Files that show it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<Attachment>,
        /// Who answers for it at the unit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<String>,
    },
    /// It is not put right.
    Rejected {
        /// Why.
        reason: String,
    },
    /// Somebody other than the submitter has seen that it is.
    Verified {
        /// What was seen.
        note: Option<String>,
    },
    /// 销号
    Closed,
    /// The unit objects.
    Disputed {
        /// Why.
        reason: String,
    },
    /// Taken back.
    Withdrawn {
        /// Why.
        reason: String,
    },
    /// It was found again.
    Reopened {
        /// What was found.
        reason: String,
        /// When it must be put right now (UTC).
        due: DateTime<Utc>,
        /// Steps on the way there, of a structural one.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        milestones: Vec<Milestone>,
        /// The inspection that found it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        visit: Option<Id>,
    },
    /// 回头看: a team has set out to look at it again.
    FollowUpBegun {
        /// The inspection.
        visit: Id,
    },
    /// 回头看: it is still right.
    FollowedUp {
        /// The inspection that saw it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        visit: Option<Id>,
        /// What was seen.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// 倒排: the steps to the due time.
    Scheduled {
        /// All that are still to be done.
        milestones: Vec<Milestone>,
    },
    /// A step of the plan is done.
    MilestoneReached {
        /// Its name.
        name: String,
    },
    /// An officer's hand on it.
    Notice(NoticeEvent),
}

impl Finding {
    /// As it is when it comes on record.
    pub(super) fn raised(
        observed: &Observed,
        number: Serial,
        due: DateTime<Utc>,
        milestones: &[Milestone],
    ) -> Self {
        Self {
            observed: observed.clone(),
            number,
            state: FindingState::Raised,
            due,
            notice: Notice::default(),
            evidence: None,
            submitted: None,
            verified: None,
            closed_at: None,
            reason: None,
            rejections: 0,
            submissions: Vec::new(),
            turns: Vec::new(),
            milestones: milestones.to_vec(),
            followed_up: Vec::new(),
            following: None,
        }
    }

    /// As it is after one more event.
    pub(super) fn after(mut self, stamp: &Stamp, event: &FindingEvent) -> Self {
        use FindingEvent as E;
        match event {
            E::Raised { .. } => {}
            E::Amended { observed, due, milestones } => {
                if observed.severity < self.observed.severity {
                    self.notice.ask_again(stamp.at);
                }
                self.observed = (**observed).clone();
                self.due = *due;
                self.milestones.clone_from(milestones);
            }
            E::Assigned { unit } => {
                self.observed.unit.clone_from(unit);
                self.state = FindingState::Assigned;
            }
            E::Started => self.state = FindingState::Rectifying,
            E::Submitted { evidence, files, person } => self.submitted(stamp, evidence, files, person),
            E::Rejected { reason } => self.rejected(stamp, reason),
            E::Verified { .. } => {
                self.state = FindingState::Verified;
                self.verified = Some((stamp.by.clone(), stamp.at));
            }
            E::Closed => {
                self.state = FindingState::Closed;
                self.closed_at = Some(stamp.at);
                self.turns.push(Turn::Closed { at: stamp.at, by: stamp.by.clone() });
            }
            E::Disputed { reason } => {
                self.state = FindingState::Disputed;
                self.reason = Some(reason.clone());
            }
            E::Withdrawn { reason } => {
                self.state = FindingState::Withdrawn;
                self.reason = Some(reason.clone());
            }
            E::Reopened { reason, due, milestones, visit } => {
                self.due = *due;
                self.milestones.clone_from(milestones);
                self.reopened(stamp, reason, *visit);
            }
            E::FollowUpBegun { visit } => self.following = Some(*visit),
            E::FollowedUp { visit, note } => {
                let (by, note) = (stamp.by.clone(), note.clone());
                self.followed_up.push(FollowedUp { at: stamp.at, by, visit: *visit, note });
                self.following = None;
            }
            E::Scheduled { milestones } => {
                self.milestones.retain(|milestone| milestone.reached_at.is_some());
                self.milestones.extend(milestones.iter().cloned());
            }
            E::MilestoneReached { name } => {
                let mut undone = self.milestones.iter_mut().filter(|step| step.reached_at.is_none());
                if let Some(step) = undone.find(|step| step.name == *name) {
                    step.reached_at = Some(stamp.at);
                }
            }
            E::Notice(event) => self.notice = self.notice.apply(stamp.at, &stamp.by, event),
        }
        self
    }

    fn submitted(&mut self, stamp: &Stamp, words: &str, files: &[Attachment], person: &Option<String>) {
        self.state = FindingState::Submitted;
        self.evidence = Some(words.to_owned()).filter(|words| !words.is_empty());
        self.submitted = Some((stamp.by.clone(), stamp.at));
        self.submissions.push(Submission {
            at: stamp.at,
            by: stamp.by.clone(),
            person: person.clone(),
            words: words.to_owned(),
            files: files.to_vec(),
            rejected: None,
        });
    }

    fn rejected(&mut self, stamp: &Stamp, reason: &str) {
        self.state = FindingState::Rectifying;
        self.reason = Some(reason.to_owned());
        self.rejections += 1;
        if let Some(last) = self.submissions.last_mut() {
            let (at, by) = (stamp.at, stamp.by.clone());
            last.rejected = Some(Rejection { at, by, reason: reason.to_owned() });
        }
    }

    fn reopened(&mut self, stamp: &Stamp, reason: &str, visit: Option<Id>) {
        // A state from before closings were kept knows only when it was closed last.
        if let (None, Some(at)) = (self.turns.last(), self.closed_at) {
            let by = self.verified.as_ref().map(|(by, _)| by.clone()).unwrap_or_default();
            self.turns.push(Turn::Closed { at, by });
        }
        let (at, by) = (stamp.at, stamp.by.clone());
        self.turns.push(Turn::Reopened { at, by, reason: reason.to_owned(), visit });
        self.state = FindingState::Reopened;
        self.reason = Some(reason.to_owned());
        self.verified = None;
        self.closed_at = None;
        self.following = None;
        self.notice.ask_again(stamp.at);
    }
}

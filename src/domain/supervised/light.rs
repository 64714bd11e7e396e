//! How a supervised item stands against its three due times: its light now, and what was true of it at the end of a
//! stretch of time.

use chrono::{DateTime, TimeDelta, Utc};

use super::super::document::Milestone;
use super::super::named::named;
use super::{Answer, Supervised, SupervisedState};

named! {
    /// 亮灯: how an item that is still owed stands; the later, the worse.
    Light {
        /// 正常
        Fine = "fine",
        /// 临期: its due time is near.
        Near = "near",
        /// 滞后: past the due time of the house without an answer, or a step of its plan was missed.
        Behind = "behind",
        /// 超期: past its due time, as extended.
        Overdue = "overdue",
    }
}

/// The times after which the light of an item that is still owed gets worse, so that whoever shows it needs no more of
/// the item, and a light that is left on a screen changes with the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lamp {
    /// Behind after this (UTC): the due time of the house, or an earlier step of its plan. None once it is answered.
    pub behind: Option<DateTime<Utc>>,
    /// Overdue after this (UTC): the due time as extended.
    pub overdue: DateTime<Utc>,
}

impl Lamp {
    /// The light at `now` (UTC). `near` is how long before the due time an item counts as near to it.
    pub fn at(self, now: DateTime<Utc>, near: TimeDelta) -> Light {
        if self.overdue < now {
            Light::Overdue
        } else if self.behind.is_some_and(|behind| behind < now) {
            Light::Behind
        } else if self.overdue - now <= near {
            Light::Near
        } else {
            Light::Fine
        }
    }
}

/// What was true of an item at an instant. On time, extended and solved are three facts, none of which hides another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// When the answer was given that stood then (UTC); none was, or it had been sent back.
    pub answered: Option<DateTime<Utc>>,
    /// An answer was owed: there was one, or the *original* due time had passed.
    pub owed: bool,
    /// There was an answer, given by the *original* due time. An extension changes nothing of that.
    pub on_time: bool,
    /// The due time had been extended.
    pub extended: bool,
    /// It was solved: closed.
    pub solved: bool,
}

impl Supervised {
    /// Whether the answer that stands came before the *original* due time; `None` while there is none.
    pub fn on_time(&self) -> Option<bool> {
        self.fed_back_at.map(|at| at <= self.dues.original)
    }

    /// All answers, oldest first. Of an item that an undo brought back from an older program's journal only the one
    /// that stood then is known.
    pub fn answers(&self) -> Vec<Answer> {
        let known = |at| self.answers.iter().any(|answer| answer.at == at && answer.sent_back.is_none());
        let mut answers = self.answers.clone();
        if let Some(at) = self.fed_back_at.filter(|at| !known(*at)) {
            let words = self.feedback.clone().unwrap_or_default();
            answers.push(Answer { at, unit: self.unit.clone(), words, sent_back: None });
        }
        answers
    }

    /// When it was first answered (UTC), whatever was thought of the answer.
    pub fn first_answered_at(&self) -> Option<DateTime<Utc>> {
        self.answers.first().map(|answer| answer.at).or(self.fed_back_at)
    }

    /// What was true of the item just before `until` (UTC). It does not change by what happens later.
    pub fn standing(&self, until: DateTime<Utc>) -> Standing {
        let stood = |answer: &&Answer| {
            answer.at < until && answer.sent_back.as_ref().is_none_or(|(back, _)| *back >= until)
        };
        let kept = self.answers.iter().rfind(stood).map(|answer| answer.at);
        let answered = kept.or(self.fed_back_at.filter(|at| *at < until));
        Standing {
            answered,
            owed: answered.is_some() || self.dues.original < until,
            on_time: answered.is_some_and(|at| at <= self.dues.original),
            extended: self.extensions.iter().any(|extension| extension.at < until),
            solved: self.closed_at.is_some_and(|at| at < until),
        }
    }

    /// The step of the plan that comes next.
    pub fn next_milestone(&self) -> Option<&Milestone> {
        let mut undone = self.milestones.iter().filter(|milestone| milestone.reached_at.is_none());
        undone.next().filter(|_| self.state.is_open())
    }

    /// When its light gets worse; none once it has been reported upward: what is met has no light. With an answer on
    /// record only the due time itself counts: what the house and the plan asked for has been given.
    pub fn lamp(&self) -> Option<Lamp> {
        if matches!(self.state, SupervisedState::ReportedUp | SupervisedState::Closed) {
            return None;
        }
        let step = self.next_milestone().map_or(self.dues.internal, |milestone| milestone.due);
        let behind = self.state.awaits_feedback().then_some(step.min(self.dues.internal));
        Some(Lamp { behind, overdue: self.dues.current })
    }

    /// The light at `now` (UTC); none once it has been reported upward. `near` is how long before the due time an item
    /// counts as near to it.
    pub fn light(&self, now: DateTime<Utc>, near: TimeDelta) -> Option<Light> {
        self.lamp().map(|lamp| lamp.at(now, near))
    }
}

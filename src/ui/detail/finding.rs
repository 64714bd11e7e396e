//! The facts of a finding: who owns it and who answers for the place, what shows that it is put right, and what became
//! of it before.

use super::super::theme::Ink;
use super::facts::Facts;
use crate::config::charged_with;
use crate::domain::document::Attachment;
use crate::domain::finding::{Finding, Turn};
use crate::i18n::attached;

/// Characters of a digest that tell files apart for the eye.
const DIGEST: usize = 12;

impl Facts<'_> {
    pub(super) fn finding(&mut self, finding: &Finding) {
        let (labels, words) = (self.labels, &self.look.strings.issues.finding);
        let observed = &finding.observed;
        self.push(labels.severity, (self.look.strings.domain.severity)(observed.severity.name()), Ink::Text);
        self.push(labels.place, &observed.place, Ink::Text);
        self.unit(labels.unit, Some(&observed.unit));
        let charges = &self.look.names.charges;
        if let Some(charge) = charged_with(charges, &observed.place).first() {
            let said = format!("{}  {}  {}", charge.leader, charge.post, charge.phone);
            self.push(words.charged, &said, Ink::Text);
        }
        self.milestones(&finding.milestones, finding.next_milestone());
        self.maybe(labels.detail, observed.detail.as_ref());
        self.submissions(finding);
        if let Some((by, at)) = &finding.verified {
            let said = format!("{by}  {}", self.telling.time(*at));
            self.push(words.verified, &said, Ink::Text);
        }
        self.turns(finding);
        self.maybe(labels.note, finding.reason.as_ref());
        self.push(labels.number, &finding.number.label(), Ink::Dim);
        self.time(labels.received, Some(observed.seen_at));
        self.maybe(labels.source, observed.source.as_ref());
    }

    /// Each submission with its files, and why it was not enough. Files are numbered through, as `attachment` counts
    /// them.
    fn submissions(&mut self, finding: &Finding) {
        let words = &self.look.strings.issues.finding;
        let mut number = 0;
        for submission in &finding.submissions {
            let person = submission.person.as_deref().map(|name| format!("  ({name})")).unwrap_or_default();
            let who = format!("{}{person}  {}", submission.by, self.telling.time(submission.at));
            self.push(words.submitted, &who, Ink::Text);
            self.push(" ", &submission.words, Ink::Text);
            for file in &submission.files {
                number += 1;
                self.file(number, file);
            }
            if let Some(rejected) = &submission.rejected {
                let said =
                    format!("{}  {}  {}", rejected.reason, rejected.by, self.telling.time(rejected.at));
                self.push(words.rejected, &said, Ink::Warn);
            }
        }
        if finding.submissions.is_empty() {
            self.maybe(self.labels.evidence, finding.evidence.as_ref());
        }
    }

    fn file(&mut self, number: usize, file: &Attachment) {
        let line = attached::line(&self.look.strings.attached, number, file);
        let digest: String = file.digest.chars().take(DIGEST).collect();
        self.push(" ", format!("{line}  {digest}").trim_end(), Ink::Dim);
    }

    /// Closings, reopenings and the times it was looked at again.
    fn turns(&mut self, finding: &Finding) {
        let words = &self.look.strings.issues.finding;
        for turn in &finding.turns {
            let at = self.telling.time(turn.at());
            match turn {
                Turn::Closed { by, .. } => self.push(words.closed, format!("{by}  {at}").trim(), Ink::Text),
                Turn::Reopened { by, reason, .. } => {
                    self.push(words.reopened, &format!("{reason}  {by}  {at}"), Ink::Warn);
                }
            }
        }
        for visit in &finding.followed_up {
            let (at, note) = (self.telling.time(visit.at), visit.note.as_deref().unwrap_or_default());
            self.push(words.followed_up, format!("{}  {at}  {note}", visit.by).trim_end(), Ink::Text);
        }
        if finding.following.is_some() {
            self.push(words.followed_up, words.following, Ink::Warn);
        }
    }
}

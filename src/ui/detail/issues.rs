//! The facts of inspections and of guests' needs.

use super::super::theme::Ink;
use super::facts::Facts;
use crate::domain::inspection::Inspection;
use crate::domain::request::Request;

impl Facts<'_> {
    pub(super) fn inspection(&mut self, inspection: &Inspection) {
        let (labels, plan) = (&self.look.strings.issues.inspection, &inspection.plan);
        self.push(labels.kind, (self.look.strings.domain.severity)(plan.kind.name()), Ink::Text);
        let targets = plan.targets.iter().map(|target| match target.peak {
            Some(peak) => format!("{} ({})", target.name, (labels.peak)(peak)),
            None => target.name.clone(),
        });
        self.push(labels.targets, &targets.collect::<Vec<_>>().join("  "), Ink::Text);
        if !plan.follow_up.is_empty() {
            self.push(labels.follow_up, &(labels.findings)(plan.follow_up.len()), Ink::Text);
        }
        self.push(labels.team, &plan.team.join("  "), Ink::Text);
        self.time(labels.starts, Some(plan.starts_at));
        self.time(labels.departed, inspection.departed_at);
        self.maybe(labels.debrief, inspection.debrief.as_ref());
        self.maybe(labels.report, inspection.report.as_ref());
        self.time(labels.reported, inspection.reported_at);
        if let Some(feedback) = &inspection.feedback {
            let unit = self.look.names.unit(&feedback.unit, self.look.lang());
            let who = format!("{unit}  {}  {}", feedback.by, self.telling.time(feedback.at));
            self.push(labels.feedback, &who, Ink::Text);
            self.push(" ", &feedback.words, Ink::Text);
        }
    }

    /// The guest is named here and nowhere else on the desk: whoever answers has to know with whom one speaks.
    pub(super) fn request(&mut self, request: &Request) {
        let (labels, need) = (&self.look.strings.issues.request, &request.need);
        let (names, lang) = (&self.look.names, self.look.lang());
        self.push(labels.kind, (self.look.strings.domain.severity)(need.kind.name()), Ink::Text);
        self.push(labels.site, names.site(&need.site, lang), Ink::Text);
        self.maybe(labels.guest, need.guest.as_ref());
        let language = need.language.as_ref().map(|tag| names.language(tag, lang).to_owned());
        self.maybe(labels.language, language.as_ref());
        self.unit(labels.assignee, request.assignee.as_ref());
        self.time(labels.raised, Some(need.raised_at));
        match request.responded_at {
            Some(at) if at > request.due => {
                let words = format!("{}  {}", self.telling.time(at), labels.late);
                self.push(labels.responded, &words, Ink::Warn);
            }
            Some(at) => self.time(labels.responded, Some(at)),
            None if !request.state.is_unmet() => self.time(labels.respond_by, Some(request.due)),
            None => {}
        }
        self.maybe(labels.outcome, request.outcome.as_ref());
        self.maybe(labels.thanks, request.thanks.as_ref());
        self.time(labels.closed, request.closed_at);
    }
}

//! What goes out about a paper, and the steps that were planned back from its due time.

use super::super::theme::Ink;
use super::super::when;
use super::facts::Facts;
use crate::domain::Id;
use crate::domain::dispatch::{Dispatch, Recipient};
use crate::domain::document::Milestone;

impl Facts<'_> {
    /// The steps back from the due time: done, the next one with how long there is, and those after it.
    pub(super) fn milestones(&mut self, steps: &[Milestone], next: Option<&Milestone>) {
        let mut label = self.look.strings.desk.calls.plan;
        let next = next.map(|step| &step.name);
        for step in steps {
            let due = self.telling.time(step.due);
            let (said, ink) = match step.reached_at {
                Some(at) => ((self.labels.done_at)(&self.telling.time(at)), Ink::Dim),
                None if next == Some(&step.name) => {
                    let ink = match when::minutes_until(self.screen.now, step.due) {
                        left if left < when::NOW_OR_NEVER => Ink::Alarm,
                        left if left < when::SOON => Ink::Warn,
                        _ => Ink::Strong,
                    };
                    (when::due_words(self.look.strings, self.screen.now, step.due), ink)
                }
                None => (String::new(), Ink::Text),
            };
            self.push(label, format!("{}  {due}  {said}", step.name).trim_end(), ink);
            label = " ";
        }
    }

    /// What went out about a paper: number, version, state and how many have signed.
    pub(super) fn dispatches(&mut self, dispatches: &[(Id, Dispatch)]) {
        let words = &self.look.strings.desk.calls;
        let mut label = words.dispatches;
        for (_, dispatch) in dispatches {
            let (signed, all) = dispatch.progress();
            let state = self.state_of(dispatch);
            let said = format!(
                "{}  {}  {state}  {}",
                dispatch.number.label(),
                (words.issue)(dispatch.issue),
                (words.signed)(signed, all)
            );
            let ink = if dispatch.state.is_out() && !dispatch.all_signed() { Ink::Text } else { Ink::Dim };
            self.push(label, &said, ink);
            label = " ";
        }
    }

    /// A dispatch: its number and version, its times, who approved it, and how every recipient stands.
    pub(super) fn dispatch(&mut self, dispatch: &Dispatch) {
        let (words, terms) = (&self.look.strings.desk.calls, &self.look.strings.domain);
        let (signed, all) = dispatch.progress();
        let number = format!("{}  {}", dispatch.number.label(), (words.issue)(dispatch.issue));
        self.push(self.labels.number, &number, Ink::Text);
        let approved = match &dispatch.approval {
            Some(said) => format!("{}  {}\n{}", said.leader, (terms.mode)(said.mode), said.words),
            None => words.unapproved.to_owned(),
        };
        let ink = if dispatch.approval.is_some() { Ink::Text } else { Ink::Warn };
        self.push(words.approved, &approved, ink);
        self.time(words.sign_by, dispatch.sign_due);
        self.time(words.reply_by, dispatch.reply_due);
        self.push(words.recipients, &(words.signed)(signed, all), Ink::Text);
        for recipient in &dispatch.recipients {
            let said = self.recipient(recipient);
            let ink = match (recipient.state.counts(), recipient.state.has_signed()) {
                (true, false) => Ink::Strong,
                _ => Ink::Dim,
            };
            self.push(" ", &said, ink);
        }
    }

    /// Unit and state; who signed and when, or which telephone is called.
    fn recipient(&self, recipient: &Recipient) -> String {
        let state = (self.look.strings.domain.recipient)(recipient.state);
        let unit = self.telling.unit(&recipient.unit);
        let more = match (&recipient.receipt, &recipient.rerouted_to) {
            (Some(proof), _) => format!("{} {}", self.telling.time(proof.at), proof.person),
            (None, Some(to)) => (self.look.strings.desk.calls.rerouted_to)(self.telling.unit(to)),
            (None, None) if recipient.state.counts() => {
                self.look.names.units.get(&recipient.unit).map_or_else(String::new, |unit| unit.phone.clone())
            }
            (None, None) => recipient.reason.clone().unwrap_or_default(),
        };
        format!("{unit}  {state}  {more}").trim_end().to_owned()
    }

    fn state_of(&self, dispatch: &Dispatch) -> &'static str {
        (self.look.strings.domain.state)(crate::domain::Kind::Dispatch, dispatch.state.name())
    }
}

//! Own acts, back and again. An undo is an act like any other: it is in the journal, and it can be undone.

use super::App;
use super::commits::{Job, Purpose};
use crate::domain::dispatch::{Dispatch, DispatchEvent};
use crate::domain::document::DocumentEvent;
use crate::domain::event::Restored;
use crate::domain::finding::FindingEvent;
use crate::domain::notice::NoticeEvent;
use crate::domain::supervised::SupervisedEvent;
use crate::domain::{Command, EventBody, Kind, Refusal, State, Stream};
use crate::i18n::Lang;
use crate::keymap::{Where, action};
use crate::message::{Action, CallAct, Sent};
use crate::ui::dialog::Dialog;
use crate::ui::look::names;
use crate::ui::screen::Tone;
use crate::verb::Verb;

/// Acts remembered.
const REMEMBERED: usize = 200;

/// Something this officer did: one or more journal entries.
#[derive(Debug, Clone)]
pub(super) struct Act {
    /// What it was.
    action: Action,
    /// Sequence numbers of its entries.
    entries: Vec<u64>,
    titles: Vec<String>,
    /// Units and leaders who heard of it by the act itself.
    told: Vec<String>,
}

/// What can be taken back, and what can be done again; the last is the newest.
#[derive(Debug, Default)]
pub(super) struct Acts {
    done: Vec<Act>,
    undone: Vec<Act>,
}

impl App {
    pub(super) fn undo(&mut self) {
        self.turn(Purpose::Undo);
    }

    pub(super) fn redo(&mut self) {
        self.turn(Purpose::Redo);
    }

    /// Takes its turn after what is still on its way: what is undone is what was done last, also by quick hands.
    fn turn(&mut self, purpose: Purpose) {
        if !self.refuse_writing() {
            self.enqueue(Job {
                purpose,
                sent: Vec::new(),
                titles: Vec::new(),
                states: Vec::new(),
                draft: None,
                of: None,
                cleared: Vec::new(),
            });
        }
    }

    /// Looks up what is to be undone now that nothing is on its way; tells whether there is anything.
    pub(super) fn fill_undo(&mut self, job: &mut Job) -> bool {
        let words = self.words();
        let (stack, nothing) = match job.purpose {
            Purpose::Undo => (&mut self.acts.done, words.nothing_to_undo),
            _ => (&mut self.acts.undone, words.nothing_to_redo),
        };
        let Some(act) = stack.pop() else {
            self.say(Tone::Plain, nothing);
            return false;
        };
        // The newest entry first, as they lie on one another.
        let back = |seq: &u64| Sent { command: Command::Undo { entry: *seq }, seen: None };
        job.sent = act.entries.iter().rev().map(back).collect();
        job.titles = act.titles.iter().rev().cloned().collect();
        job.of = Some(act);
        true
    }

    /// Remembers what was done. An undo that was refused is forgotten, as it will not be possible later either; one
    /// that only could not be written (`again`) stays possible.
    pub(super) fn record(
        &mut self,
        job: Job,
        entries: Vec<u64>,
        titles: Vec<String>,
        again: bool,
        told: Vec<String>,
    ) {
        if entries.is_empty() {
            let Some(act) = job.of.filter(|_| again) else { return };
            return match job.purpose {
                Purpose::Undo => self.acts.done.push(act),
                _ => self.acts.undone.push(act),
            };
        }
        let action = match (&job.purpose, job.of) {
            (Purpose::Verb(verb), _) => Action::Verb(*verb),
            (Purpose::GoOnDuty, _) => Action::GoOnDuty,
            (Purpose::Act(action), _) => action.clone(),
            (Purpose::Record(kind), _) => Action::Record(*kind),
            (Purpose::Amendment(_), _) => Action::AmendRecord,
            (_, Some(act)) => act.action,
            (_, None) => Action::Capture,
        };
        let act = Act { action, entries, titles, told };
        match job.purpose {
            Purpose::Undo => self.acts.undone.push(act),
            Purpose::Redo => self.acts.done.push(act),
            Purpose::Verb(_)
            | Purpose::New
            | Purpose::Record(_)
            | Purpose::Amendment(_)
            | Purpose::GoOnDuty
            | Purpose::Act(_) => {
                self.acts.undone.clear();
                self.acts.done.push(act);
            }
        }
        if self.acts.done.len() > REMEMBERED {
            self.acts.done.remove(0);
        }
    }

    /// The state that an undo leads back to, and who had been told of what it takes back.
    pub(super) fn what_undo_leaves(&self, job: &Job, events: &[EventBody]) -> String {
        let (words, terms) = (self.words(), &self.lang.strings().domain);
        let mut said = String::new();
        // What the act has made, such as the dispatch of an assignment, is void now and led back nowhere.
        let mut states = events.iter().filter_map(|event| match event {
            EventBody::Restored(Restored { state: Some(state), .. }) => Some(state),
            _ => None,
        });
        if let (Some(state), None) = (states.next(), states.next()) {
            said += &(words.back_to)((terms.state)(state.kind(), state.name()));
        }
        let told = job.of.as_ref().map_or(&[][..], |act| &act.told);
        if !told.is_empty() {
            said += &(words.told_already)(told);
        }
        said
    }

    /// Why what was sent is not simply taken back: who has signed for it, and what to do instead. Nothing of other
    /// refusals.
    pub(super) fn instead_of_undo(&self, refusal: &Refusal) -> String {
        let Refusal::ChangedSince { stream, .. } = refusal else { return String::new() };
        if stream.kind != Kind::Dispatch {
            return String::new();
        }
        let (names, zone) = (names(&self.config), self.config.office.zone);
        let receipts = self.seen_dispatch(*stream).map_or_else(Vec::new, |dispatch| {
            let signed = dispatch.recipients.iter().filter_map(|one| Some((one, one.receipt.as_ref()?)));
            signed
                .map(|(one, proof)| {
                    let at = proof.at.with_timezone(&zone).format("%H:%M");
                    format!("{} {} {at}", names.unit(&one.unit, self.lang), proof.person)
                })
                .collect()
        });
        let way = |act| {
            let action = Action::Call(act);
            let key = self.keymap.keys_of(Where::Calls, &action).into_iter().next().unwrap_or_default();
            format!("{} ({key})", self.action_label(&action))
        };
        let signed = receipts.join(if self.lang == Lang::En { ", " } else { "，" });
        (self.calls_words().undo_instead)(&signed, &way(CallAct::Correct), &way(CallAct::Cancel))
    }

    /// A dispatch as the desk knows it: of an open sheet, or of the preview.
    fn seen_dispatch(&self, stream: Stream) -> Option<&Dispatch> {
        let sheets = self.dialogs.iter().rev().filter_map(|dialog| match dialog {
            Dialog::Calls(sheet) => sheet.detail.as_deref(),
            _ => None,
        });
        sheets.chain(self.preview.detail.as_deref()).find_map(|detail| match &detail.entity.state {
            State::Dispatch(dispatch) if detail.entity.stream == stream => Some(&**dispatch),
            _ => detail.dispatches.iter().find(|(id, _)| *id == stream.id).map(|(_, dispatch)| dispatch),
        })
    }

    /// Who hears of these events by the very act: units that are charged, whoever is reminded, the leader.
    pub(super) fn whom_told(&self, events: &[EventBody]) -> Vec<String> {
        let mut told: Vec<String> = Vec::new();
        let names = names(&self.config);
        let unit = |id: &String| names.unit(id, self.lang).to_owned();
        for event in events {
            let heard = match event {
                EventBody::Document(DocumentEvent::Assigned { lead, assists, .. }) => {
                    std::iter::once(lead).chain(assists).map(unit).collect()
                }
                EventBody::Dispatch(DispatchEvent::Drafted { plan, .. }) if events.iter().any(is_sent) => {
                    plan.recipients.iter().map(unit).collect()
                }
                EventBody::Dispatch(
                    DispatchEvent::Rerouted { to: id, .. } | DispatchEvent::Urged { unit: id, .. },
                ) => vec![unit(id)],
                EventBody::Document(DocumentEvent::LeaderTold { leader: Some(leader), .. }) => {
                    vec![leader.clone()]
                }
                EventBody::Document(DocumentEvent::Notice(notice))
                | EventBody::Finding(FindingEvent::Notice(notice))
                | EventBody::Supervised(SupervisedEvent::Notice(notice)) => match notice {
                    NoticeEvent::Urged { whom: Some(whom), .. } => vec![unit(whom)],
                    _ => Vec::new(),
                },
                EventBody::Finding(FindingEvent::Assigned { unit: id, .. }) => vec![unit(id)],
                EventBody::Supervised(SupervisedEvent::Assigned { unit: id, .. }) => vec![unit(id)],
                _ => Vec::new(),
            };
            for whom in heard {
                if !told.contains(&whom) {
                    told.push(whom);
                }
            }
        }
        told
    }

    /// What the verb does to such an item, by its own name where it has one.
    pub(super) fn step_label(&self, verb: Verb, kind: Kind, state: &str) -> &'static str {
        (self.lang.strings().domain.step)(verb, kind, state)
            .unwrap_or_else(|| self.verb_label(verb.plain(kind, state)))
    }

    pub(super) fn verb_label(&self, verb: Verb) -> &'static str {
        match action::of(&Action::Verb(verb)) {
            Some(named) => named.label(self.words()),
            None => (self.lang.strings().domain.step)(verb, Kind::Dispatch, "").unwrap_or(verb.name()),
        }
    }

    /// An action as hints and help call it.
    pub(super) fn action_label(&self, of: &Action) -> &'static str {
        action::of(of).map_or("", |named| named.label(self.words()))
    }

    /// What is undone or done again.
    pub(super) fn act_label(&self, job: &Job) -> String {
        let named = job.of.as_ref().and_then(|act| action::of(&act.action));
        named.map_or(self.words().actions.capture, |named| named.label(self.words())).to_owned()
    }
}

const fn is_sent(event: &EventBody) -> bool {
    matches!(event, EventBody::Dispatch(DispatchEvent::Sent { .. }))
}

//! What is on its way to the store, one act after the other, and what came of it. While one act is on its way the
//! next ones wait, so that a second key on the same row carries the version that the first one made.

use std::collections::{BTreeMap, VecDeque};

use super::App;
use super::undo::Act;
use crate::domain::document::DocumentEvent;
use crate::domain::finding::FindingEvent;
use crate::domain::notice::NoticeEvent;
use crate::domain::run::RunEvent;
use crate::domain::supervised::SupervisedEvent;
use crate::domain::{Command, Entity, EventBody, Id, Refusal, Stream};
use crate::i18n::domain::{Telling, Way, Ways};
use crate::keymap::Where;
use crate::message::{Action, Done, Effect, Failure, Sent};
use crate::record::RecordKind;
use crate::text::{Ambiguous, truncate};
use crate::ui::dialog::{Conflict, Dialog};
use crate::ui::look::names;
use crate::ui::screen::Tone;
use crate::verb::{Args, Verb, leads_to};
use crate::view::{Difference, Only, Target, pane_of};

/// What an act is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Purpose {
    Verb(Verb),
    New,
    /// Something was put on record by hand.
    Record(RecordKind),
    /// It was corrected.
    Amendment(RecordKind),
    GoOnDuty,
    /// Something about a dispatch or a plan, by its own name.
    Act(Action),
    Undo,
    Redo,
}

/// An act that waits or is on its way.
#[derive(Debug, Clone)]
pub(super) struct Job {
    pub(super) purpose: Purpose,
    pub(super) sent: Vec<Sent>,
    pub(super) titles: Vec<String>,
    /// Names of the states in which the items of a verb were seen.
    pub(super) states: Vec<&'static str>,
    /// Draft that is forgotten once the act is done.
    pub(super) draft: Option<String>,
    /// The act that is taken back or done again.
    pub(super) of: Option<Act>,
    /// Clearances by which what was typed came in.
    pub(super) cleared: Vec<Id>,
}

/// Acts that wait or are on their way.
#[derive(Debug, Default)]
pub(super) struct Commits {
    waiting: VecDeque<Job>,
    on_its_way: Option<(u64, Job)>,
    /// Versions that own acts made of versions seen.
    own: BTreeMap<Stream, (u32, u32)>,
    /// Arguments of the batch that is being previewed.
    pub(super) batch_args: Args,
    /// Marked rows that the verb of the open form leaves alone.
    pub(super) left_alone: Vec<Target>,
}

impl Commits {
    pub(super) fn busy(&self) -> bool {
        self.on_its_way.is_some() || !self.waiting.is_empty()
    }
}

/// How an act ended.
#[derive(Default)]
struct Outcome {
    entries: Vec<u64>,
    done: Vec<String>,
    /// The first deed in words.
    deed: Option<String>,
    differences: Vec<Difference>,
    events: Vec<EventBody>,
    /// What was put on record.
    made: Option<Entity>,
    failures: Vec<(String, Failure)>,
}

impl App {
    pub(super) fn send_commands(
        &mut self,
        verb: Verb,
        commands: Vec<(Command, Target)>,
        draft: Option<String>,
    ) {
        let titles = commands.iter().map(|(_, target)| target.title.clone()).collect();
        let states = commands.iter().map(|(_, target)| target.state).collect();
        let sent = commands
            .into_iter()
            .map(|(command, target)| Sent { command, seen: Some((target.stream, target.version)) })
            .collect();
        let cleared = Vec::new();
        self.enqueue(Job { purpose: Purpose::Verb(verb), sent, titles, states, draft, of: None, cleared });
    }

    pub(super) fn send_new(&mut self, command: Command, title: String, draft: String) {
        let sent = vec![Sent { command, seen: None }];
        let (titles, states, draft) = (vec![title], Vec::new(), Some(draft));
        let cleared = Vec::new();
        self.enqueue(Job { purpose: Purpose::New, sent, titles, states, draft, of: None, cleared });
    }

    pub(super) fn enqueue(&mut self, mut job: Job) {
        job.cleared.append(&mut self.clearing.used);
        self.commits.waiting.push_back(job);
        self.send_next();
    }

    fn send_next(&mut self) {
        if self.commits.on_its_way.is_some() {
            return;
        }
        let Some(mut job) = self.commits.waiting.pop_front() else { return };
        if matches!(job.purpose, Purpose::Undo | Purpose::Redo)
            && job.sent.is_empty()
            && !self.fill_undo(&mut job)
        {
            return self.send_next();
        }
        for (stream, version) in job.sent.iter_mut().filter_map(|sent| sent.seen.as_mut()) {
            if let Some((from, to)) = self.commits.own.get(stream)
                && (*from..*to).contains(version)
            {
                *version = *to;
            }
        }
        let ticket = self.ticket();
        let batch: Option<Id> = (job.sent.len() > 1).then(|| self.ids.fresh(self.now));
        self.effect(Effect::Commit { ticket, batch, sent: job.sent.clone() });
        self.commits.on_its_way = Some((ticket, job));
    }

    pub(super) fn committed(&mut self, ticket: u64, results: Vec<Result<Done, Failure>>) {
        if self.cleared(ticket, &results) {
            return;
        }
        let Some((_, job)) = self.commits.on_its_way.take_if(|(on_its_way, _)| *on_its_way == ticket) else {
            return;
        };
        let mut outcome = Outcome::default();
        let (mut arrived, mut again) = (None, Vec::new());
        for (at, ((sent, title), result)) in job.sent.iter().zip(&job.titles).zip(results).enumerate() {
            match result {
                Ok(done) => {
                    self.remember_own(sent, &done);
                    arrived = done.streams.first().map(|(stream, _)| *stream);
                    self.use_clearances(&job.cleared, arrived.or(sent.seen.map(|(stream, _)| stream)));
                    if let (Purpose::Verb(verb), None) = (&job.purpose, &outcome.deed) {
                        outcome.deed = Some(self.deed(*verb, &job, at, &done));
                    }
                    if matches!(job.purpose, Purpose::Record(_)) {
                        outcome.made = self.made(&done);
                    }
                    outcome.entries.extend(done.seq);
                    outcome.events.extend(done.events.iter().cloned());
                    outcome.done.push(title.clone());
                }
                Err(Failure::Changed(differences)) => {
                    match self.once_more(&job.purpose, sent, &differences) {
                        Some(sent) => again.push((sent, title.clone())),
                        None => outcome.differences.extend(differences),
                    }
                }
                Err(failure) => outcome.failures.push((title.clone(), failure)),
            }
        }
        if let Some((sent, title)) = again.pop() {
            let job = Job { sent: vec![sent], titles: vec![title], ..job };
            self.commits.waiting.push_front(job);
            self.ask_all();
            return self.send_next();
        }
        let new =
            matches!(job.purpose, Purpose::New | Purpose::Record(_) | Purpose::Act(Action::NewDispatch));
        self.conclude(job, outcome);
        if let Some(stream) = arrived.filter(|_| new) {
            self.go_to_new(stream);
        }
        self.ask_all();
        self.send_next();
    }

    /// The cursor goes to a paper that has just been kept, unless a filter or a view may hide it.
    fn go_to_new(&mut self, stream: Stream) {
        let Some(pane) = pane_of(stream.kind) else { return };
        // Whoever goes on records something else.
        if self.dialogs.is_empty() {
            self.focus = pane;
        }
        let pane = self.pane_mut(pane);
        if pane.query().filter.is_empty() && pane.query().only == Only::Any {
            pane.select(stream);
        }
    }

    fn remember_own(&mut self, sent: &Sent, done: &Done) {
        for (stream, version) in &done.streams {
            // An undo carries no version; it is one event on top of the entry that it takes back.
            let seen = match sent.seen {
                Some((seen, version)) if seen == *stream => version,
                _ => version.saturating_sub(1),
            };
            let from =
                self.commits.own.get(stream).filter(|(_, to)| *to == seen).map_or(seen, |(from, _)| *from);
            self.commits.own.insert(*stream, (from, *version));
        }
    }

    /// A refusal in words, with the keys in force.
    pub(super) fn told(&self, refusal: &Refusal) -> String {
        let names = names(&self.config);
        let telling =
            Telling { lang: self.lang, zone: self.config.office.zone, now: self.now, names: &names };
        let place = Where::Pane(self.focus);
        let key = |action| self.keymap.keys_of(place, &action).into_iter().next().unwrap_or_default();
        let verb = |verb| Way { label: self.verb_label(verb), by: key(Action::Verb(verb)) };
        let history = format!("{} ({})", self.words().actions.timeline, key(Action::Timeline));
        (self.lang.strings().domain.refusal)(&telling, Ways { verb: &verb, history: &history }, refusal)
    }

    /// What was done, by its own name, with what came of it: the number given, the state left and the state reached.
    fn deed(&self, verb: Verb, job: &Job, at: usize, done: &Done) -> String {
        let (words, terms) = (self.words(), &self.lang.strings().domain);
        let seen = job.sent[at].seen.map(|(stream, _)| stream.kind).zip(job.states.get(at).copied());
        let Some((kind, state)) = seen else { return self.verb_label(verb).to_owned() };
        if done.events.iter().any(is_unflagged) {
            return words.unflagged.to_owned();
        }
        let label = self.step_label(verb, kind, state);
        let receipt = done.events.iter().find_map(|event| match event {
            EventBody::Document(DocumentEvent::Registered { receipt }) => Some(receipt.label()),
            _ => None,
        });
        match (receipt.filter(|_| job.sent.len() == 1), leads_to(verb, kind, state)) {
            (Some(number), _) => (words.with_number)(label, &number),
            (None, Some(to)) => (words.from_to)(label, (terms.state)(kind, state), (terms.state)(kind, to)),
            (None, None) => label.to_owned(),
        }
    }

    fn conclude(&mut self, job: Job, outcome: Outcome) {
        let words = self.words();
        let first = outcome.done.first().cloned();
        if let Some(title) = &first {
            // A long title must not push what follows off the line.
            let title = &*truncate(title, usize::from(self.size.width / 3).max(12), Ambiguous::Narrow);
            let deed = outcome.deed.as_deref().unwrap_or_default();
            let text = match &job.purpose {
                Purpose::Verb(_) => (words.did)(deed, title, outcome.done.len()),
                Purpose::New => (words.captured)(title),
                Purpose::Record(kind) => self.recorded(*kind, title, outcome.made.as_ref()),
                Purpose::Amendment(_) => (self.lang.strings().record.amended)(title),
                Purpose::Act(action) => (words.did)(self.action_label(action), title, outcome.done.len()),
                Purpose::GoOnDuty => (words.on_duty)(title),
                Purpose::Undo => {
                    let undid = (words.undid)(&self.act_label(&job), title, outcome.done.len());
                    undid + &self.what_undo_leaves(&job, &outcome.events)
                }
                Purpose::Redo => (words.redid)(&self.act_label(&job), title, outcome.done.len()),
            };
            self.say(Tone::Good, text);
        }
        let clean = outcome.differences.is_empty() && outcome.failures.is_empty();
        if let Some(draft) = job.draft.clone().filter(|_| clean) {
            self.drop_draft(&draft);
        }
        if let Some((title, failure)) = outcome.failures.first() {
            let why = match failure {
                Failure::Refused(refusal) => self.told(refusal) + &self.instead_of_undo(refusal),
                Failure::Busy => words.busy.to_owned(),
                Failure::ReadOnly => words.read_only.to_owned(),
                Failure::Storage(why) => (words.storage)(why),
                Failure::File(problem) => (self.lang.strings().attached.fault)(problem),
                Failure::Changed(_) => String::new(),
            };
            // A long title must not push the reason off the line.
            let room = usize::from(self.size.width / 4).max(12);
            let title = truncate(title, room, Ambiguous::Narrow);
            self.say(Tone::Bad, (words.not_done)(&title, &why, outcome.failures.len()));
        }
        if !outcome.differences.is_empty() {
            let verb = match job.purpose {
                Purpose::Verb(verb) => Some(verb),
                _ => None,
            };
            self.dialogs.push(Dialog::Conflict(Conflict { verb, differences: outcome.differences, top: 0 }));
        }
        let final_word = |failure: &Failure| matches!(failure, Failure::Refused(_) | Failure::File(_));
        let again = outcome.failures.iter().any(|(_, failure)| !final_word(failure));
        let told = self.whom_told(&outcome.events);
        self.record(job, outcome.entries, outcome.done, again, told);
    }
}

/// Whether this took a flag away.
const fn is_unflagged(event: &EventBody) -> bool {
    matches!(
        event,
        EventBody::Document(DocumentEvent::Notice(NoticeEvent::Flagged { on: false }))
            | EventBody::Finding(FindingEvent::Notice(NoticeEvent::Flagged { on: false }))
            | EventBody::Supervised(SupervisedEvent::Notice(NoticeEvent::Flagged { on: false }))
            | EventBody::Run(RunEvent::Notice(NoticeEvent::Flagged { on: false }))
    )
}

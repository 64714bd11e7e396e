//! 倒排: the steps of a paper counted back from its due time, shown as clock times while they are typed.

use chrono::{DateTime, TimeDelta, Utc};

use super::App;
use super::calls::labelled;
use super::commits::{Job, Purpose};
use crate::capture::when;
use crate::domain::document::{DocumentCommand, Milestone};
use crate::domain::{Command, Kind, State};
use crate::i18n::domain::Telling;
use crate::message::{Action, Sent};
use crate::ui::dialog::{Asked, Dialog, Form};
use crate::ui::look::names;
use crate::ui::screen::Tone;
use crate::verb::Arg;
use crate::view::{Detail, Target};

impl App {
    /// Asks for the paper under the cursor; its plan opens when the answer comes.
    pub(super) fn ask_plan(&mut self) {
        if self.refuse_writing() {
            return;
        }
        match self.here().target() {
            None => self.say(Tone::Plain, self.why_no_row()),
            Some(target) if target.stream.kind != Kind::Document => {
                self.say(Tone::Bad, self.calls_words().only_papers);
            }
            Some(target) => {
                self.planning = Some(target.stream);
                self.ask_history(target.stream);
            }
        }
    }

    /// Opens the plan of a paper with the steps of the house, or with those that are planned already.
    pub(super) fn open_plan(&mut self, detail: Option<Box<Detail>>) {
        let Some(stream) = self.planning.take() else { return };
        let Some(detail) = detail.filter(|detail| detail.entity.stream == stream && self.dialogs.is_empty())
        else {
            return;
        };
        let State::Document(paper) = &detail.entity.state else { return };
        let words = self.calls_words();
        let Some(due) = paper.finish_due() else { return self.say(Tone::Bad, words.no_due) };
        let undone: Vec<&Milestone> =
            paper.milestones.iter().filter(|step| step.reached_at.is_none()).collect();
        let steps: Vec<String> = if undone.is_empty() {
            let house = self.config.policy().limits.milestones.clone();
            let ahead = house.iter().filter(|step| due - step.before > self.now);
            ahead.map(|step| format!("{} {}", short(step.before), step.name)).collect()
        } else {
            undone.iter().map(|step| format!("{} {}", short(due - step.due), step.name)).collect()
        };
        let text = steps.join(if self.lang == crate::lang::Lang::En { ", " } else { "，" });
        let mut field = labelled(Arg::Note, true, false, words.plan, &text);
        // It is there to be changed, not to be replaced.
        field.whole = false;
        let names = names(&self.config);
        let telling =
            Telling { lang: self.lang, zone: self.config.office.zone, now: self.now, names: &names };
        let title = format!("{}  {}", (words.plan_to)(&telling.time(due)), paper.paper.title);
        let target = Target {
            stream,
            version: detail.entity.version,
            state: detail.entity.state.name(),
            title,
            shelved_until: None,
            due_at: None,
        };
        self.open_asked(Asked::Plan(due), target, vec![field]);
    }

    /// The open plan, step by step, as it is understood: the clock time and how long there is.
    pub(super) fn plan_as_understood(&self) -> Vec<(String, String)> {
        let Some(Dialog::Form(Form { asked: Some(Asked::Plan(due)), fields, .. })) = self.dialogs.last()
        else {
            return Vec::new();
        };
        let text = fields.first().map_or("", |field| field.input.text.as_str());
        let names = names(&self.config);
        let telling =
            Telling { lang: self.lang, zone: self.config.office.zone, now: self.now, names: &names };
        let shown = self.steps(text, *due).into_iter().map(|step| match step {
            Ok(step) => format!("{}  {}", telling.time(step.due), step.name),
            Err(said) => (self.calls_words().bad_step)(&said),
        });
        shown.map(|line| (line, String::new())).collect()
    }

    /// The steps that a text names: a span before the due time or a time, and a name.
    fn steps(&self, text: &str, due: DateTime<Utc>) -> Vec<Result<Milestone, String>> {
        let zone = self.config.office.zone;
        let parts =
            text.split([',', '，', '、', ';', '；', '\n']).map(str::trim).filter(|part| !part.is_empty());
        parts
            .map(|part| {
                let (first, name) = part.split_once(char::is_whitespace).ok_or_else(|| part.to_owned())?;
                let at = match when::span(first) {
                    Some(span) => due.checked_sub_signed(span),
                    None => when::parse(first, self.now, zone),
                };
                let at = at.ok_or_else(|| part.to_owned())?;
                Ok(Milestone { name: name.trim().to_owned(), due: at, reached_at: None })
            })
            .collect()
    }

    pub(super) fn send_plan(&mut self, due: DateTime<Utc>, target: &Target) {
        let Some(Dialog::Form(form)) = self.dialogs.last() else { return };
        let text = form.fields.first().map_or("", |field| field.input.text.as_str());
        let draft = super::drafts::form_key(form);
        let milestones: Result<Vec<Milestone>, String> = self.steps(text, due).into_iter().collect();
        match milestones {
            Err(said) => {
                let problem = (self.calls_words().bad_step)(&said);
                if let Some(Dialog::Form(form)) = self.dialogs.last_mut() {
                    form.problem = Some(problem);
                }
            }
            Ok(mut milestones) => {
                milestones.sort_by_key(|step| step.due);
                self.keep_draft();
                self.dialogs.pop();
                let act = DocumentCommand::Schedule { milestones };
                self.send_of_paper(Action::BackSchedule, target.clone(), act, Some(draft));
            }
        }
    }

    /// The next planned step of the paper under the cursor is done.
    pub(super) fn reach_milestone(&mut self) {
        if self.refuse_writing() {
            return;
        }
        match self.here().target() {
            None => self.say(Tone::Plain, self.why_no_row()),
            Some(target) if target.stream.kind != Kind::Document => {
                self.say(Tone::Bad, self.calls_words().only_papers);
            }
            Some(target) => {
                let act = DocumentCommand::ReachMilestone { name: None };
                self.send_of_paper(Action::ReachMilestone, target, act, None);
            }
        }
    }

    fn send_of_paper(&mut self, action: Action, target: Target, act: DocumentCommand, draft: Option<String>) {
        let (id, seen) = (target.stream.id, Some((target.stream, target.version)));
        self.enqueue(Job {
            purpose: Purpose::Act(action),
            sent: vec![Sent { command: Command::Document { id, act }, seen }],
            titles: vec![target.title],
            states: Vec::new(),
            draft,
            of: None,
            cleared: Vec::new(),
        });
    }
}

/// A span as it is typed: `4h`, `30m`, `1h30m`, `2d`.
fn short(span: TimeDelta) -> String {
    let minutes = span.num_minutes();
    match (minutes / 1_440, minutes % 1_440 / 60, minutes % 60) {
        (0, 0, m) => format!("{m}m"),
        (0, h, 0) => format!("{h}h"),
        (0, h, m) => format!("{h}h{m}m"),
        (d, 0, 0) => format!("{d}d"),
        (d, h, 0) => format!("{d}d{h}h"),
        (d, h, m) => format!("{d}d{h}h{m}m"),
    }
}

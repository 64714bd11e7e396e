//! A new dispatch: one form, a preview of what leaves the building, and then drafted, approved and sent in one act.

use chrono::{DateTime, Utc};

use super::App;
use super::calls::labelled;
use super::commits::{Job, Purpose};
use super::drafts::form_key;
use crate::domain::dispatch::{DispatchCommand, Plan};
use crate::domain::document::{Instruction, InstructionMode};
use crate::domain::{Command, Kind, State, Stream, Urgency};
use crate::message::{Action, Sent};
use crate::ui::dialog::{Asked, Confirm, Dialog, Form};
use crate::ui::look::names;
use crate::verb::Arg;
use crate::view::{Row, Target};

/// A dispatch that waits for its confirmation.
#[derive(Debug, Clone)]
pub(super) struct Outward {
    plan: Plan,
    approval: Option<Instruction>,
    draft: String,
}

impl App {
    /// The form of a dispatch about the marked row or the one under the cursor, or about nothing.
    pub(super) fn open_dispatch(&mut self) {
        if self.refuse_writing() {
            return;
        }
        let target = self.here().marks().into_iter().next().or_else(|| self.here().target());
        let about = target.as_ref().map(|target| target.stream).filter(|stream| {
            matches!(stream.kind, Kind::Document | Kind::Supervised | Kind::Finding | Kind::Emergency)
        });
        let words = self.calls_words();
        let (gist, urgency) = match (&target, about) {
            (Some(target), Some(stream)) => (self.words_of(stream, &target.title), self.urgency_of(stream)),
            _ => (String::new(), Urgency::Priority),
        };
        let terms = &self.lang.strings().domain;
        let shown = |urgency: Urgency| {
            let at = Urgency::ALL.iter().position(|known| *known == urgency).unwrap_or(4);
            terms.urgency[at].to_owned()
        };
        let mut grade = labelled(Arg::Note, true, true, words.new[3], &shown(urgency));
        grade.options =
            Urgency::ALL.iter().map(|urgency| (shown(*urgency), urgency.name().to_owned())).collect();
        let leader = self.leader_on_duty().unwrap_or_default().to_owned();
        let fields = vec![
            labelled(Arg::Assists, true, false, words.new[0], ""),
            labelled(Arg::Note, true, false, words.new[1], &gist),
            labelled(Arg::Until, false, false, words.new[2], ""),
            grade,
            labelled(Arg::Leader, false, true, words.new[4], &leader),
            labelled(Arg::Mode, true, true, words.new[5], (terms.mode)(InstructionMode::Phone)),
            labelled(Arg::Note, false, true, words.new[6], ""),
        ];
        let nothing = Target {
            stream: Stream::new(Kind::Dispatch, self.ids.fresh(self.now)),
            version: 0,
            state: "draft",
            title: words.free.to_owned(),
            shelved_until: None,
            due_at: None,
        };
        let target = target.filter(|_| about.is_some()).unwrap_or(nothing);
        self.open_asked(Asked::NewDispatch(about), target, fields);
    }

    /// What a dispatch about an item says: the leader's words where they are at hand, else the title.
    fn words_of(&self, stream: Stream, title: &str) -> String {
        let shown = self.preview.detail.as_ref().filter(|detail| detail.entity.stream == stream);
        let said = shown.and_then(|detail| match &detail.entity.state {
            State::Document(paper) => paper.instruction.as_ref().map(|said| said.words.clone()),
            _ => None,
        });
        said.unwrap_or_else(|| title.to_owned())
    }

    fn urgency_of(&self, stream: Stream) -> Urgency {
        let mut rows = self.panes.documents.window.rows.iter();
        rows.find(|row| row.head().stream == stream).map_or(Urgency::Priority, |row| row.urgency)
    }

    /// What leaves the building is shown before it does.
    pub(super) fn preview_dispatch(&mut self, about: Option<Stream>, answers: &[Option<String>]) {
        let given = |at: usize| answers.get(at).cloned().flatten();
        let units: Vec<String> =
            given(0).unwrap_or_default().split(',').map(str::to_owned).filter(|id| !id.is_empty()).collect();
        let mode =
            given(5).and_then(|name| InstructionMode::ALL.into_iter().find(|mode| mode.name() == name));
        let mode = mode.unwrap_or(InstructionMode::Phone);
        let approval = match (given(4), given(6)) {
            (Some(leader), Some(words)) => Some(Instruction { leader, mode, words }),
            (None, Some(_)) => return self.still_needed(4),
            _ => None,
        };
        let urgency = given(3).and_then(|name| Urgency::ALL.into_iter().find(|known| known.name() == name));
        let reply_due: Option<DateTime<Utc>> = given(2).and_then(|at| at.parse().ok());
        let gist = given(1).unwrap_or_default();
        let plan =
            Plan { about, gist, urgency: urgency.unwrap_or(Urgency::Priority), reply_due, recipients: units };
        let (words, terms) = (self.calls_words(), &self.lang.strings().domain);
        let names = names(&self.config);
        let shown: Vec<&str> = plan.recipients.iter().map(|id| names.unit(id, self.lang)).collect();
        let mut question = (words.preview)(&shown.join(" "), shown.len(), &plan.gist);
        if let Some(due) = plan.reply_due {
            let local = due.with_timezone(&self.config.office.zone).format("%m-%d %H:%M").to_string();
            question += &format!("\n{}", (words.preview_reply)(&local));
        }
        let said = approval
            .as_ref()
            .map(|said| (said.leader.as_str(), (terms.mode)(said.mode), said.words.as_str()));
        question += &format!("\n{}", (words.preview_approval)(said));
        let Some(Dialog::Form(form)) = self.dialogs.last() else { return };
        let draft = form_key(form);
        self.outward = Some(Outward { plan, approval, draft });
        self.keep_draft();
        self.dialogs.push(Dialog::Confirm(Confirm { question, action: Action::NewDispatch }));
    }

    /// Yes: it goes out.
    pub(super) fn send_dispatch(&mut self) {
        let Some(Outward { plan, approval, draft }) = self.outward.take() else { return };
        if matches!(self.dialogs.last(), Some(Dialog::Form(Form { asked: Some(Asked::NewDispatch(_)), .. })))
        {
            self.dialogs.pop();
        }
        self.here_mut().unmark();
        let id = self.ids.fresh(self.now);
        let title = plan.gist.clone();
        let act = DispatchCommand::Draft { plan: Box::new(plan), approval, send: true };
        self.enqueue(Job {
            purpose: Purpose::Act(Action::NewDispatch),
            sent: vec![Sent { command: Command::Dispatch { id, act }, seen: None }],
            titles: vec![title],
            states: Vec::new(),
            draft: Some(draft),
            of: None,
            cleared: Vec::new(),
        });
    }
}

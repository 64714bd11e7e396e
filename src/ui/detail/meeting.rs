//! A meeting with its checklist and its tasks; a task with what it came of.

use super::super::look::Look;
use super::super::screen::Screen;
use super::super::theme::Ink;
use super::super::when;
use super::facts::Facts;
use super::telling;
use crate::domain::Stream;
use crate::domain::meeting::{ChecklistItem, Meeting};
use crate::domain::task::{Task, TaskState};
use crate::i18n::Lang;
use crate::view::TaskLine;

impl Facts<'_> {
    pub(super) fn meeting(&mut self, meeting: &Meeting, tasks: &[TaskLine]) {
        let (words, plan) = (&self.look.strings.meeting, &meeting.plan);
        self.push(words.kind, (self.look.strings.domain.meeting)(plan.kind.name()), Ink::Text);
        let times = format!("{} – {}", self.telling.time(plan.starts_at), self.telling.time(plan.ends_at));
        self.push(words.time, &times, Ink::Strong);
        self.push(words.place, &plan.place, Ink::Text);
        self.maybe(words.leader, plan.leader.as_ref());
        self.unit(words.organiser, plan.organiser.as_ref());
        self.push(words.attendees, &plan.attendees.join(words.between), Ink::Text);
        for earlier in &meeting.postponements {
            let said = (words.postponed)(&self.telling.time(earlier.from), &earlier.reason);
            self.push(words.earlier, &said, Ink::Warn);
        }
        self.maybe(words.cancelled, meeting.cancelled.as_ref());
        self.checklist(meeting);
        self.time(words.held, meeting.held_at);
        self.maybe(words.minutes, meeting.minutes.as_ref().map(|minutes| &minutes.text));
        if let Some(reason) = &meeting.without_minutes {
            self.push(words.minutes, &(words.without_minutes)(reason), Ink::Text);
        }
        self.tasks(tasks);
    }

    fn checklist(&mut self, meeting: &Meeting) {
        let words = &self.look.strings.meeting;
        let (done, all) = meeting.progress();
        if all == 0 {
            return;
        }
        self.push(words.checklist, &(words.progress)(done, all), Ink::Text);
        for item in &meeting.items {
            let (said, ink) = checklist_item(self.screen, self.look, item, meeting.state.is_ahead());
            self.push(" ", &said, ink);
        }
    }

    fn tasks(&mut self, tasks: &[TaskLine]) {
        if tasks.is_empty() {
            return;
        }
        let (words, terms) = (&self.look.strings.meeting, &self.look.strings.domain);
        let done = tasks.iter().filter(|task| !task.state.is_open()).count();
        self.push(words.tasks, &(words.tasks_done)(done, tasks.len()), Ink::Text);
        for task in tasks {
            let state = (terms.state)(crate::domain::Kind::Task, task.state.name());
            let (owner, due) = (self.telling.unit(&task.owner), self.telling.time(task.due));
            let said = format!("{}  {owner}  {due}  {state}", task.title);
            let late = task.state.is_open() && task.due <= self.screen.now;
            let ink = match task.state {
                _ if late => Ink::Alarm,
                TaskState::Open | TaskState::InProgress => Ink::Text,
                TaskState::Done | TaskState::Cancelled => Ink::Dim,
            };
            self.push(" ", &said, ink);
        }
    }

    pub(super) fn task(&mut self, task: &Task, source: Option<&(Stream, String)>) {
        let words = &self.look.strings.meeting;
        match self.look.names.units.contains_key(&task.owner) {
            true => self.unit(words.owner, Some(&task.owner)),
            false => self.push(words.owner, &task.owner, Ink::Text),
        }
        if let Some((stream, title)) = source {
            self.push(words.source, &(words.from)(stream.kind, title), Ink::Text);
        }
        if let Some(last) = task.extensions.last() {
            self.push(words.extension, &(words.extended)(task.extensions.len(), &last.reason), Ink::Warn);
        }
        self.maybe(words.outcome, task.outcome.as_ref());
        self.maybe(words.cancelled, task.cancelled.as_ref());
    }
}

/// An item in a line: done or not, what, who, until when, and how long there is.
pub(in crate::ui) fn checklist_item(
    screen: &Screen<'_>,
    look: &Look,
    item: &ChecklistItem,
    ahead: bool,
) -> (String, Ink) {
    let telling = telling(screen, look);
    let head = format!("{} {}. {}", mark(item), item.number, name(item, look.lang()));
    let owner = item.owner.as_ref().map_or("", |owner| telling.unit(owner));
    match &item.settled {
        Some(settled) => {
            let why = settled.not_needed.as_deref();
            let why = why.map_or_else(String::new, |why| (look.strings.meeting.not_needed)(why));
            let note = settled.note.clone().unwrap_or_default();
            let said = format!("{head}  {} {}  {why}{note}", telling.time(settled.at), settled.by);
            (said.trim_end().to_owned(), Ink::Dim)
        }
        None if !ahead => (format!("{head}  {owner}").trim_end().to_owned(), Ink::Dim),
        None => {
            let hurried = if item.hurried { look.strings.meeting.hurried } else { "" };
            let due = when::due_words(look.strings, screen.now, item.due);
            let said = format!("{head}  {}  {due} {hurried}  {owner}", telling.time(item.due));
            let late = item.due <= screen.now;
            (said.trim_end().to_owned(), if late { Ink::Alarm } else { Ink::Text })
        }
    }
}

/// Done, not needed, or still to be done; in letters that every terminal has.
fn mark(item: &ChecklistItem) -> &'static str {
    match &item.settled {
        None => "[ ]",
        Some(settled) if settled.not_needed.is_some() => "[-]",
        Some(_) => "[x]",
    }
}

/// What is to be done, in the person's language where the house has it.
fn name(item: &ChecklistItem, lang: Lang) -> &str {
    match &item.name_en {
        Some(name) if lang == Lang::En => name,
        _ => &item.name,
    }
}

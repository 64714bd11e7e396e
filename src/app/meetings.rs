//! The checklist of a meeting on the desk: one key for an item that is done, a small form where something is said.

use super::App;
use crate::domain::Kind;
use crate::domain::meeting::ChecklistItem;
use crate::message::Move;
use crate::ui::dialog::{Dialog, Form, Input};
use crate::ui::meeting::Checklist;
use crate::ui::screen::Tone;
use crate::verb::{Arg, Args, Verb, needs};
use crate::view::{Detail, Target};

impl App {
    /// Whether the verb ticks off the checklist of a single meeting; then the list opens.
    pub(super) fn began_checklist(&mut self, verb: Verb, targets: &[Target]) -> bool {
        match targets {
            [target] if target.stream.kind == Kind::Meeting => {
                let ticks = verb.plain(Kind::Meeting, target.state) == Verb::Tick;
                if ticks {
                    self.open_checklist(target);
                }
                ticks
            }
            _ => false,
        }
    }

    /// Opens the checklist of a meeting.
    pub(super) fn open_checklist(&mut self, target: &Target) {
        let stream = target.stream;
        self.dialogs.push(Dialog::Checklist(Checklist { stream, detail: None, at: None }));
        self.ask_history(stream);
    }

    fn checklist_mut(&mut self) -> Option<&mut Checklist> {
        self.dialogs.iter_mut().rev().find_map(|dialog| match dialog {
            Dialog::Checklist(list) => Some(list),
            _ => None,
        })
    }

    /// The meeting behind the open checklist was read: the cursor stays on its item.
    pub(super) fn take_checklist(&mut self, detail: Option<Box<Detail>>) {
        let Some(list) = self.checklist_mut() else { return };
        if detail.as_ref().is_some_and(|detail| detail.entity.stream == list.stream) {
            list.detail = detail;
            list.at = list.current().map(|item| item.number);
        }
    }

    pub(super) fn move_in_checklist(&mut self, movement: Move) {
        let page = usize::from(self.size.height / 2).max(1);
        let Some(list) = self.checklist_mut() else { return };
        let Some(meeting) = list.meeting() else { return };
        let to = super::dialogs::stepped(list.place(), movement, page, meeting.items.len());
        list.at = meeting.items.get(to).map(|item| item.number);
    }

    /// Does a verb to the item under the cursor; the next step of the meeting itself closes the list.
    pub(super) fn verb_on_item(&mut self, verb: Verb) {
        if self.refuse_writing() {
            return;
        }
        let Some((target, item)) = self.item_seen() else { return };
        let verb = match (verb, &item) {
            (Verb::Tick, Some(item)) if item.settled.is_some() => Verb::Untick,
            _ => verb,
        };
        if verb == Verb::Done && target.state != "planned" {
            self.dialogs.pop();
            return self.begin_on(Verb::Done, None, vec![target]);
        }
        let verb = if verb == Verb::Done { Verb::Tick } else { verb };
        let needed = needs(verb, Kind::Meeting, target.state);
        let over = !matches!(target.state, "planned" | "prepared" | "postponed");
        let Some(needed) = needed.filter(|_| verb == Verb::AddItem || item.is_some()) else {
            let words = &self.lang.strings().meeting;
            return self.say(Tone::Bad, if over { words.not_ahead } else { words.settled_already });
        };
        let number = item.map(|item| item.number.to_string());
        if matches!(verb, Verb::Tick | Verb::Untick) {
            let args = Args { item: number, ..Args::default() };
            let form =
                Form { verb, targets: vec![target], fields: Vec::new(), at: 0, problem: None, asked: None };
            return self.preview_or_send(form, Vec::new(), args);
        }
        let mut form = self.form(verb, vec![target], &needed);
        if let (Some(number), true) = (number, verb != Verb::AddItem) {
            for field in form.fields.iter_mut().filter(|field| field.arg == Arg::Item) {
                (field.input, field.whole) = (Input::of(&number), true);
            }
            form.at = form.fields.iter().position(|field| field.arg != Arg::Item).unwrap_or(0);
        }
        self.dialogs.push(Dialog::Form(form));
        self.choices_for_field();
    }

    /// The meeting as the officer sees it, and the item under the cursor.
    fn item_seen(&mut self) -> Option<(Target, Option<ChecklistItem>)> {
        let list = self.checklist_mut()?;
        let (item, title) = (list.current().cloned(), list.meeting()?.plan.title.clone());
        let entity = &list.detail.as_ref()?.entity;
        let target = Target {
            stream: entity.stream,
            version: entity.version,
            state: entity.state.name(),
            title,
            shelved_until: None,
            due_at: None,
        };
        Some((target, item))
    }
}

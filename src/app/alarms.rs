//! The list of alarms and of what is put off.

use super::App;
use crate::message::{Action, Effect, Move};
use crate::ui::dialog::{AlarmList, Dialog};
use crate::ui::screen::Tone;
use crate::verb::Verb;
use crate::view::{Alarms, Query};

impl App {
    pub(super) fn open_alarms(&mut self) {
        self.dialogs.push(Dialog::Alarms(AlarmList::default()));
        self.ask_alarms();
    }

    /// Asks for the list if it is open; of two questions about it only the newer is answered.
    pub(super) fn ask_alarms(&mut self) {
        if self.dialogs.iter().any(|dialog| matches!(dialog, Dialog::Alarms(_))) {
            self.effect(Effect::Ask(Query::Alarms));
        }
    }

    pub(super) fn take_alarms(&mut self, found: Box<Alarms>) {
        if let Some(list) = self.alarm_list() {
            list.take(found);
        }
    }

    fn alarm_list(&mut self) -> Option<&mut AlarmList> {
        self.dialogs.iter_mut().rev().find_map(|dialog| match dialog {
            Dialog::Alarms(list) => Some(list),
            _ => None,
        })
    }

    /// From alarms to what is put off, and back.
    pub(super) fn other_part(&mut self) {
        if let Some(list) = self.alarm_list() {
            list.shelved = !list.shelved;
        }
    }

    /// Closes the list and goes to the item.
    pub(super) fn jump_to_alarm(&mut self) {
        let Some(Dialog::Alarms(list)) = self.dialogs.last() else { return };
        let Some(stream) = list.current().map(|row| row.target.stream) else { return };
        self.dialogs.pop();
        self.show(stream);
    }

    /// Does something to the item under the cursor; the list stays open.
    pub(super) fn verb_on_alarm(&mut self, verb: Verb) {
        let Some(Dialog::Alarms(list)) = self.dialogs.last() else { return };
        let Some(target) = list.current().map(|row| row.target.clone()) else {
            let words = &self.lang.strings().attention;
            let why = if list.has_left() { words.has_left } else { words.nothing_here };
            return self.say(Tone::Plain, why);
        };
        if !self.refuse_writing() {
            self.begin_on(verb, None, vec![target]);
        }
    }

    pub(super) fn worth_in_alarms(&self) -> Vec<Action> {
        let Some(Dialog::Alarms(list)) = self.dialogs.last() else { return Vec::new() };
        let verbs: &[Verb] =
            if list.shelved { &[Verb::Awaken, Verb::Snooze] } else { &[Verb::Ack, Verb::Snooze] };
        let verbs = verbs.iter().map(|verb| Action::Verb(*verb));
        verbs.chain([Action::Open, Action::NextPane, Action::Move(Move::Down), Action::Back]).collect()
    }
}

//! The registers on the desk: one list a time, read a window at a time, newest first.

use super::App;
use super::dialogs::stepped;
use crate::domain::{Entity, State};
use crate::message::{Action, Effect, Move};
use crate::record::RecordKind;
use crate::ui::dialog::{Dialog, History, Input};
use crate::ui::record::Registers;
use crate::ui::screen::Tone;
use crate::verb::{Args, Verb, command, needs};
use crate::view::{Query, Register, RegisterPage, RegisterQuery, Target};

/// Rows that are read at a time.
const WINDOW: usize = 120;

/// What is recorded in a register by hand, if anything is.
const fn recorded_in(register: Register) -> Option<RecordKind> {
    match register {
        Register::Log => Some(RecordKind::Log),
        Register::InfoReports => Some(RecordKind::InfoReport),
        Register::Publications => Some(RecordKind::Publication),
        Register::Trainings => Some(RecordKind::Training),
        Register::Recommendations => Some(RecordKind::Recommendation),
        Register::Inspections => Some(RecordKind::Inspection),
        Register::Meetings => Some(RecordKind::Meeting),
        Register::Activities => Some(RecordKind::Activity),
        _ => None,
    }
}

impl App {
    pub(super) fn open_registers(&mut self) {
        self.dialogs.push(Dialog::Registers(Registers { choosing: true, ..Registers::default() }));
        self.ask_register();
    }

    fn registers(&mut self) -> Option<&mut Registers> {
        self.dialogs.iter_mut().rev().find_map(|dialog| match dialog {
            Dialog::Registers(open) => Some(open),
            _ => None,
        })
    }

    /// Asks for the rows around the cursor.
    fn ask_register(&mut self) {
        let ticket = self.ticket();
        let Some(open) = self.registers() else { return };
        open.ticket = ticket;
        let query = RegisterQuery {
            register: open.register,
            words: open.words.text.trim().to_owned(),
            offset: open.at.saturating_sub(WINDOW / 2),
            limit: WINDOW,
        };
        self.effect(Effect::Ask(Query::Register { query, ticket }));
    }

    /// Asks again if they are being looked at.
    pub(super) fn ask_register_again(&mut self) {
        if self.registers().is_some() {
            self.ask_register();
        }
    }

    /// Takes over what was read; the cursor stays on its item where that is still in the window.
    pub(super) fn take_register(&mut self, ticket: u64, page: Box<RegisterPage>) {
        let Some(open) = self.registers().filter(|open| open.ticket == ticket) else { return };
        // The first register that has anything is the one to open with; once somebody chose one, that one stays.
        if std::mem::take(&mut open.choosing)
            && page.counts[open.register.index()] == 0
            && let Some(filled) = Register::ALL.into_iter().find(|at| page.counts[at.index()] > 0)
        {
            open.register = filled;
            return self.ask_register();
        }
        let (offset, total) = (page.window.offset, page.window.total);
        let stays = open.on.and_then(|on| page.window.rows.iter().position(|row| row.stream == on));
        open.at = stays.map_or(open.at, |place| offset + place).min(total.saturating_sub(1));
        open.page = Some(page);
        open.on = open.current().map(|row| row.stream);
        if open.on.is_none() && total > 0 {
            self.ask_register();
        }
    }

    pub(super) fn move_in_registers(&mut self, movement: Move) {
        let page = usize::from(self.size.height / 2).max(1);
        let Some(open) = self.registers() else { return };
        open.at = stepped(open.at, movement, page, open.total());
        open.on = open.current().map(|row| row.stream);
        if open.on.is_none() && open.total() > 0 {
            self.ask_register();
        }
    }

    pub(super) fn act_in_registers(&mut self, action: &Action) {
        match action {
            Action::NextView => self.change_register(true),
            Action::PreviousView => self.change_register(false),
            Action::Filter => {
                if let Some(open) = self.registers() {
                    open.typing = true;
                }
            }
            Action::ClearFilter => {
                if let Some(open) = self.registers() {
                    open.words = Input::default();
                }
                self.register_words_changed();
            }
            Action::RecordHere => self.record_here(),
            Action::Record(kind) => self.open_record(*kind),
            Action::AmendRecord => match self.registers().and_then(|open| open.current().cloned()) {
                Some(entity) => self.open_amendment(&entity),
                None => self.say(Tone::Plain, self.why_no_row()),
            },
            Action::Verb(verb) => self.verb_in_register(*verb),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::Registers => self.close_dialog(),
            Action::Help => self.open_help(),
            _ => {}
        }
    }

    fn change_register(&mut self, forward: bool) {
        let count = Register::ALL.len();
        let Some(open) = self.registers() else { return };
        let next = (open.register.index() + if forward { 1 } else { count - 1 }) % count;
        (open.register, open.at, open.on, open.choosing) = (Register::ALL[next], 0, None, false);
        self.ask_register();
    }

    fn record_here(&mut self) {
        let Some(register) = self.registers().map(|open| open.register) else { return };
        match recorded_in(register) {
            Some(kind) => self.open_record(kind),
            None => self.say(Tone::Plain, self.lang.strings().record.not_by_hand),
        }
    }

    fn verb_in_register(&mut self, verb: Verb) {
        if self.refuse_writing() {
            return;
        }
        let Some(entity) = self.registers().and_then(|open| open.current().cloned()) else { return };
        let (stream, state) = (entity.stream, entity.state.name());
        let made = command(verb, stream, state, &Args::default());
        let fits = needs(verb, stream.kind, state).is_some() && may_be(verb, &entity);
        match made.ok().filter(|_| fits) {
            Some(command) => {
                let target = Target {
                    stream,
                    version: entity.version,
                    state,
                    title: title(&entity),
                    shelved_until: None,
                    due_at: None,
                };
                self.send_commands(verb, vec![(command, target)], None);
            }
            None => self.say(Tone::Plain, (self.lang.strings().record.not_here)(self.verb_label(verb))),
        }
    }

    /// Enter: the words stay and the list has the keys; or the item with its history.
    pub(super) fn open_registered(&mut self) {
        let Some(open) = self.registers() else { return };
        if open.typing {
            open.typing = false;
            return;
        }
        let Some(stream) = open.on else { return };
        self.dialogs.push(Dialog::Timeline(History { stream, detail: None, top: 0 }));
        self.ask_history(stream);
    }

    /// Words are typed or cleared: the list begins anew.
    pub(super) fn register_words_changed(&mut self) {
        if let Some(open) = self.registers() {
            (open.at, open.on) = (0, None);
        }
        self.ask_register();
    }

    /// Esc in the words leaves them, and takes them away. Tells whether they were being typed.
    pub(super) fn leave_register_words(&mut self) -> bool {
        let Some(Dialog::Registers(open)) = self.dialogs.last_mut() else { return false };
        if !std::mem::take(&mut open.typing) {
            return false;
        }
        open.words = Input::default();
        self.register_words_changed();
        true
    }
}

/// Whether the verb means something for this very item: not every entry can be adopted.
const fn may_be(verb: Verb, entity: &Entity) -> bool {
    match (&entity.state, verb) {
        (State::LedgerEntry(entry), Verb::Adopt) => entry.item.kind.can_be_adopted(),
        _ => true,
    }
}

fn title(entity: &Entity) -> String {
    match &entity.state {
        State::LedgerEntry(entry) => entry.item.title.clone(),
        State::Inspection(inspection) => inspection.plan.title.clone(),
        State::Meeting(meeting) => meeting.plan.title.clone(),
        State::Bulletin(bulletin) => bulletin.masthead.title.clone(),
        _ => String::new(),
    }
}

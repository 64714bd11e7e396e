//! From strokes to actions, and text into the line that is being typed.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::App;
use crate::domain::Kind;
use crate::keymap::{Meaning, Stroke, Where, action, spell};
use crate::message::{Action, Effect, Move, Timer};
use crate::text::is_han;
use crate::ui::dialog::Dialog;
use crate::ui::layout::pane_areas;
use crate::ui::screen::{Hint, Tone};
use crate::verb::{Verb, needs};
use crate::view::PaneKind;

/// How long a sequence waits before its continuations are shown, in milliseconds.
const WHICH_KEY: u64 = 300;
/// Rows that one notch of the wheel moves.
const NOTCH: usize = 3;

/// Strokes of an unfinished sequence.
#[derive(Debug, Default)]
pub(super) struct Typed {
    strokes: Vec<Stroke>,
    spelt: String,
    shown: Vec<Hint>,
}

impl Typed {
    pub(super) fn pending(&self) -> Option<(&str, &[Hint])> {
        (!self.strokes.is_empty()).then_some((self.spelt.as_str(), self.shown.as_slice()))
    }

    /// Forgets the sequence; tells whether there was one.
    pub(super) fn forget(&mut self) -> bool {
        let any = !self.strokes.is_empty();
        *self = Self::default();
        any
    }
}

impl App {
    /// Where keys go.
    pub(super) fn place(&self) -> Where {
        self.place_of(self.dialogs.last())
    }

    /// Where keys go while this has them; without a dialog, to the pane.
    pub(super) fn place_of(&self, dialog: Option<&Dialog>) -> Where {
        match dialog {
            None => Where::Pane(self.focus),
            Some(Dialog::Calls(_)) => Where::Calls,
            Some(
                Dialog::Batch(_)
                | Dialog::Conflict(_)
                | Dialog::Timeline(_)
                | Dialog::FigureRows(_)
                | Dialog::Confirm(_)
                | Dialog::Views(_)
                | Dialog::Columns(_)
                | Dialog::Crews(_),
            ) => Where::List,
            Some(Dialog::Sheet(_)) => Where::Sheet,
            Some(Dialog::Alarms(_)) => Where::Alarms,
            Some(Dialog::Times(_) | Dialog::Figures(_)) => Where::Times,
            Some(Dialog::Plots(_)) => Where::Plots,
            Some(Dialog::Checklist(_)) => Where::Checklist,
            Some(Dialog::Messages(_)) => Where::Messages,
            Some(Dialog::Registers(open)) if !open.typing => Where::Registers,
            Some(Dialog::Bulletins(_) | Dialog::Issue(_) | Dialog::CountRows(_)) => Where::Bulletins,
            Some(_) => Where::Input,
        }
    }

    pub(super) fn key(&mut self, event: &KeyEvent) {
        if event.kind == KeyEventKind::Release {
            return;
        }
        let place = self.place();
        let typed = Stroke::typed(event);
        if place == Where::Input {
            if let Some(c) = typed {
                return self.type_text(c.encode_utf8(&mut [0; 4]));
            }
        } else if typed.is_some_and(is_han) {
            self.typed.forget();
            return self.say(Tone::Bad, self.words().input_method_on);
        }
        self.stroke(place, event);
    }

    fn stroke(&mut self, place: Where, event: &KeyEvent) {
        // Esc out of a sequence is no more than that.
        if event.code == KeyCode::Esc && self.typed.forget() {
            return;
        }
        self.typed.strokes.push(Stroke::meant(event));
        match self.keymap.meaning(place, &self.typed.strokes) {
            Meaning::Action(action) => {
                let action = action.clone();
                self.typed.forget();
                self.act(&action);
            }
            Meaning::Unfinished => {
                self.typed.spelt = spell(&self.typed.strokes);
                self.typed.shown.clear();
                self.effect(Effect::Wait(Timer::WhichKey, WHICH_KEY));
            }
            Meaning::Nothing => {
                let keys = spell(&self.typed.strokes);
                self.typed.forget();
                if self.dialogs.is_empty() {
                    let help =
                        self.keymap.keys_of(place, &Action::Help).into_iter().next().unwrap_or_default();
                    self.say(Tone::Plain, (self.words().no_such_key)(&keys, &help));
                }
            }
        }
    }

    pub(super) fn show_continuations(&mut self) {
        if self.typed.strokes.is_empty() {
            return;
        }
        let words = self.words();
        let follow = self.keymap.continuations(self.place(), &self.typed.strokes);
        self.typed.shown = follow
            .into_iter()
            .map(|(keys, named)| Hint { keys: (words.keys)(&keys), label: named.label(words).to_owned() })
            .collect();
    }

    /// Pasted text goes into the line that is being typed, and nowhere else.
    pub(super) fn paste(&mut self, text: &str) {
        self.typed.forget();
        if self.place() == Where::Input {
            self.type_text(text.trim_end_matches(['\r', '\n']));
        } else {
            self.say(Tone::Plain, self.words().paste_needs_line);
        }
    }

    pub(super) fn mouse_event(&mut self, event: MouseEvent) {
        if !self.dialogs.is_empty() {
            return;
        }
        let movement = match event.kind {
            MouseEventKind::ScrollDown => Move::Down,
            MouseEventKind::ScrollUp => Move::Up,
            MouseEventKind::Down(MouseButton::Left) => return self.click(event.column, event.row),
            _ => return,
        };
        for _ in 0..NOTCH {
            self.act(&Action::Move(movement));
        }
    }

    fn click(&mut self, x: u16, y: u16) {
        let (areas, at) = (self.areas(), Position { x, y });
        for pane in PaneKind::ALL {
            if areas.summaries[pane.index()].contains(at) {
                return self.act(&Action::FocusPane(pane.index()));
            }
            if !areas.panes[pane.index()].contains(at) {
                continue;
            }
            let languages = if pane == PaneKind::Volunteers { self.panes.cover.len() } else { 0 };
            let rows = pane_areas(areas.mode, areas.panes[pane.index()], languages).rows;
            let hit = rows.contains(at).then(|| self.pane(pane).in_line(usize::from(y - rows.y))).flatten();
            self.act(&Action::FocusPane(pane.index()));
            if let Some(stream) = hit {
                self.pane_mut(pane).select(stream);
            }
        }
    }

    /// Keys worth knowing here, with the keys in force: first the verbs that fit the row under the cursor, with the
    /// number of marked rows that they would act on.
    pub(super) fn hints_here(&self) -> Vec<Hint> {
        if matches!(self.dialogs.last(), Some(Dialog::Confirm(_))) {
            let words = &self.lang.strings().screen.dialogs;
            let hint = |keys: &str, label: &str| Hint { keys: keys.to_owned(), label: label.to_owned() };
            return vec![hint("y", words.yes), hint("n", words.no)];
        }
        let worth = match self.dialogs.last() {
            None => self.worth_on_desk(),
            Some(Dialog::Times(_) | Dialog::Figures(_)) => {
                vec![Action::NextView, Action::NextField, Action::Open, Action::Back]
            }
            Some(Dialog::Crews(_)) => vec![Action::Move(Move::Down), Action::Back],
            Some(Dialog::Plots(_)) => vec![Action::NextView, Action::NextField, Action::Open, Action::Back],
            Some(Dialog::Sheet(_)) => vec![Action::Verb(Verb::Done), Action::Copy, Action::Back],
            Some(Dialog::Checklist(_)) => {
                let verbs = [Verb::Tick, Verb::Skip, Verb::Assign, Verb::Move, Verb::AddItem];
                let back = [Action::Undo, Action::Back];
                verbs.into_iter().map(Action::Verb).chain(back).collect()
            }
            Some(Dialog::Messages(_)) => vec![Action::RetryMessage, Action::CancelMessage, Action::Back],
            Some(Dialog::Bulletins(_) | Dialog::Issue(_)) => super::bulletins::WORTH.to_vec(),
            Some(Dialog::Report(_)) => vec![Action::Open, Action::NextField, Action::Back],
            Some(Dialog::Calls(sheet)) => super::calls::worth(sheet),
            Some(Dialog::Registers(_)) => {
                vec![Action::Open, Action::RecordHere, Action::NextView, Action::Filter, Action::Back]
            }
            Some(Dialog::Form(_) | Dialog::Record(_)) => {
                vec![Action::Open, Action::NextField, Action::Move(Move::Down), Action::Back]
            }
            Some(Dialog::Alarms(_)) => self.worth_in_alarms(),
            Some(_) => vec![Action::Move(Move::Down), Action::Move(Move::Up), Action::Back],
        };
        let (place, words, marked) = (self.place(), self.words(), self.here().marked());
        let issue = self.issue_at_hand();
        let marked = if issue.is_some() { 0 } else { marked };
        let target = issue.or_else(|| self.here().target().map(|target| (target.stream.kind, target.state)));
        let strings = self.lang.strings();
        let own = match place {
            Where::Plots => Some(strings.plots.hints),
            Where::Times => Some(strings.figures.trends.hints),
            _ => None,
        };
        let hint = |action: Action| {
            let keys = self.keymap.keys_of(place, &action).into_iter().next()?;
            let told = own.and_then(|[next, period, rows]| match action {
                Action::NextView => Some(next),
                Action::NextField => Some(period),
                Action::Open => Some(rows),
                _ => None,
            });
            let label = match (&action, target) {
                _ if told.is_some() => told.unwrap_or_default(),
                (Action::Verb(verb), Some((kind, state))) if marked == 0 => {
                    self.step_label(*verb, kind, state)
                }
                _ => action::of(&action)?.label(words),
            };
            let label = match (&action, marked) {
                (Action::Verb(_), 1..) => format!("{label}({marked})"),
                _ => label.to_owned(),
            };
            Some(Hint { keys: (words.keys)(&keys), label })
        };
        worth.into_iter().filter_map(hint).collect()
    }

    fn worth_on_desk(&self) -> Vec<Action> {
        const VERBS: &[Verb] =
            &[Verb::Ack, Verb::Assign, Verb::Done, Verb::Return, Verb::Snooze, Verb::Escalate, Verb::Comment];
        // What is owed above goes on step by step; being given to a unit, refused or extended is part of its way.
        const SUPERVISED: &[Verb] = &[
            Verb::Done,
            Verb::Assign,
            Verb::Return,
            Verb::Extend,
            Verb::Ack,
            Verb::Special,
            Verb::Snooze,
            Verb::Comment,
        ];
        let target = self.here().target();
        let supervised = target.as_ref().is_some_and(|target| target.stream.kind == Kind::Supervised);
        let fits =
            |verb: &Verb| target.as_ref().is_some_and(|t| needs(*verb, t.stream.kind, t.state).is_some());
        let same = |verb: &&Verb| {
            **verb != Verb::Assign
                || target.as_ref().is_none_or(|t| !matches!(t.state, "initiated" | "refused"))
        };
        let worth = if supervised { SUPERVISED } else { VERBS };
        let verbs =
            worth.iter().filter(|verb| !supervised || same(verb)).copied().filter(fits).map(Action::Verb);
        let filter = if self.here().query().filter.is_empty() { Action::Filter } else { Action::ClearFilter };
        let rest = [filter, Action::Undo, Action::Capture, Action::JumpToNext, Action::Palette, Action::Help];
        verbs.chain(rest).collect()
    }
}

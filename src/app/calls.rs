//! 电话通知单: one key for what came of a call, a small form where somebody said something.

use super::App;
use super::commits::{Job, Purpose};
use super::drafts::form_key;
use crate::domain::dispatch::{
    Correction, Dispatch, DispatchCommand, DispatchEvent, DispatchState, Proof, ReceiptChannel, Recipient,
    Whom, next_step,
};
use crate::domain::{Command, EventBody, Id, Kind, State, Stream};
use crate::i18n::desk::Calls;
use crate::keymap::Where;
use crate::message::{Action, CallAct, Sent};
use crate::text::sanitize;
use crate::ui::dialog::{Asked, CallSheet, Dialog, Field, Form, Input};
use crate::ui::look::names;
use crate::ui::screen::Tone;
use crate::verb::{Arg, Verb};
use crate::view::{Detail, Difference, Target};

/// Keys worth knowing on the sheet, the way to all others last.
const WORTH: [Action; 10] = [
    Action::Call(CallAct::Sign),
    Action::Call(CallAct::NoAnswer),
    Action::Call(CallAct::Urge),
    Action::Call(CallAct::Reply),
    Action::Call(CallAct::Reroute),
    Action::Call(CallAct::Correct),
    Action::Undo,
    Action::Call(CallAct::Finish),
    Action::Back,
    Action::Help,
];

/// Keys worth knowing on this sheet: where there are several dispatches about the paper, also the way to the next.
pub(super) fn worth(sheet: &CallSheet) -> Vec<Action> {
    let mut worth = WORTH.to_vec();
    if sheet.place().is_some() {
        worth.insert(3, Action::OtherDispatch(true));
    }
    worth
}

/// Of the dispatches about a paper the one to be worked on: the newest that is not all signed, else the newest.
fn to_be_called(dispatches: &[(Id, Dispatch)]) -> Option<Id> {
    use DispatchState as S;
    let open = |dispatch: &Dispatch| matches!(dispatch.state, S::Draft | S::Approved | S::Sent);
    let found = dispatches.iter().rev().find(|(_, dispatch)| open(dispatch));
    found.or(dispatches.last()).map(|(id, _)| *id)
}

impl App {
    pub(super) const fn calls_words(&self) -> &'static Calls {
        &self.words().calls
    }

    /// Opens the sheet of the row under the cursor: of a dispatch, or of the one about the paper that is to be worked on.
    pub(super) fn open_calls(&mut self) {
        let Some(stream) = self.here().cursor() else {
            return self.say(Tone::Plain, self.why_no_row());
        };
        self.dialogs.push(Dialog::Calls(CallSheet { stream, detail: None, at: None }));
        self.ask_history(stream);
    }

    /// The answer about an open sheet: the dispatch itself, or the item that leads to it.
    pub(super) fn take_calls(&mut self, detail: Option<Box<Detail>>) {
        let state = detail.as_ref().map(|detail| &detail.entity.state);
        let about = match state {
            Some(State::Document(_)) => detail.as_ref().and_then(|detail| to_be_called(&detail.dispatches)),
            Some(State::Dispatch(_)) => {
                if let Some(Dialog::Calls(sheet)) = self.sheet() {
                    sheet.detail = detail;
                }
                return;
            }
            _ => None,
        };
        if let Some(id) = about {
            let stream = Stream::new(Kind::Dispatch, id);
            if let Some(Dialog::Calls(sheet)) = self.sheet() {
                sheet.stream = stream;
            }
            return self.ask_history(stream);
        }
        // The sheet stays, empty: closed by itself, it would leave the next key to the row under it.
        match self.sheet() {
            Some(Dialog::Calls(sheet)) if detail.is_some() => sheet.detail = detail,
            _ => self.dialogs.retain(|dialog| !matches!(dialog, Dialog::Calls(_))),
        }
        let keys = self.keymap.keys_of(Where::Pane(self.focus), &Action::NewDispatch);
        let key = keys.first().map_or("", String::as_str);
        self.say(Tone::Plain, (self.calls_words().none_yet)(key));
    }

    /// Goes to another dispatch about the same paper.
    pub(super) fn other_dispatch(&mut self, forward: bool) {
        let Some(Dialog::Calls(sheet)) = self.sheet() else { return };
        let Some(stream) = sheet.other(forward) else { return };
        *sheet = CallSheet { stream, detail: None, at: None };
        self.ask_history(stream);
    }

    fn sheet(&mut self) -> Option<&mut Dialog> {
        self.dialogs.iter_mut().rev().find(|dialog| matches!(dialog, Dialog::Calls(_)))
    }

    /// The open sheet with the dispatch as the officer sees it, and the recipient under the cursor.
    fn seen(&self) -> Option<(&CallSheet, Target, Recipient)> {
        let sheet = self.dialogs.iter().rev().find_map(|dialog| match dialog {
            Dialog::Calls(sheet) => Some(sheet),
            _ => None,
        })?;
        let recipient = sheet.current(self.now)?.clone();
        let entity = &sheet.detail.as_ref()?.entity;
        let title = names(&self.config).unit(&recipient.unit, self.lang).to_owned();
        let target = Target {
            stream: entity.stream,
            version: entity.version,
            state: entity.state.name(),
            title,
            shelved_until: None,
            due_at: None,
        };
        Some((sheet, target, recipient))
    }

    /// Does what a key of the sheet means to the recipient under the cursor.
    pub(super) fn call(&mut self, act: CallAct) {
        if self.refuse_writing() {
            return;
        }
        let Some((sheet, target, recipient)) = self.seen() else { return };
        let Some(dispatch) = sheet.dispatch().cloned() else { return };
        let whom = next_step(&dispatch, &recipient, self.now).map_or(Whom::Contact, |step| step.whom);
        let unit = recipient.unit.clone();
        match act {
            CallAct::NoAnswer => {
                self.send_call(act, target, DispatchCommand::NoAnswer { unit, whom });
                self.on_to_next();
            }
            CallAct::Urge => {
                self.send_call(act, target, DispatchCommand::Urge { unit: Some(unit), whom });
            }
            CallAct::Brief => self.send_call(act, target, DispatchCommand::Brief { unit }),
            CallAct::Finish => {
                let title = sanitize(&dispatch.gist).into_owned();
                self.send_call(act, Target { title, ..target }, DispatchCommand::Close);
            }
            CallAct::Sign => self.ask_receipt(target, &unit, whom, &dispatch.gist),
            CallAct::Reroute => self.ask_aside(target, &unit),
            CallAct::Reply => {
                let field = labelled(Arg::Note, true, false, self.calls_words().reply, "");
                self.ask_call(act, target, unit, vec![field]);
            }
            CallAct::Cancel => {
                let field = labelled(Arg::Note, true, false, self.calls_words().reason, "");
                self.ask_call(act, target, unit, vec![field]);
            }
            CallAct::Correct => {
                let words = self.calls_words();
                let title = (words.voids)(dispatch.issue + 1, dispatch.progress().0);
                let fields = vec![
                    labelled(Arg::Note, true, false, words.new[1], &dispatch.gist),
                    labelled(Arg::Until, false, false, words.new[2], ""),
                ];
                self.ask_call(act, Target { title, ..target }, unit, fields);
            }
        }
    }

    /// Who answered and in what post; what was said, and that it was read back, stand there already.
    fn ask_receipt(&mut self, target: Target, unit: &str, whom: Whom, gist: &str) {
        let names = names(&self.config);
        let named = names.units.get(unit).cloned().unwrap_or_default();
        let (person, post, phone) = match whom {
            Whom::Contact => (named.contact, self.calls_words().posts[0], named.phone),
            Whom::Leader => (named.leader, self.calls_words().posts[1], named.leader_phone),
        };
        let (words, terms) = (self.calls_words(), &self.lang.strings().domain);
        let mut read_back = labelled(Arg::Note, true, true, words.proof[3], words.yes_no[0]);
        read_back.options =
            [("yes", 0), ("no", 1)].map(|(value, at)| (words.yes_no[at].to_owned(), value.to_owned())).into();
        let mut channel =
            labelled(Arg::Note, true, true, words.proof[4], (terms.channel)(ReceiptChannel::Phone));
        channel.options = ReceiptChannel::ALL
            .iter()
            .map(|channel| ((terms.channel)(*channel).to_owned(), channel.name().to_owned()))
            .collect();
        let fields = vec![
            labelled(Arg::Note, true, false, words.proof[0], &person),
            labelled(Arg::Note, true, false, words.proof[1], post),
            labelled(Arg::Note, false, true, words.proof[2], gist),
            read_back,
            channel,
        ];
        let title = format!("{}  {person} {phone}", target.title).trim_end().to_owned();
        self.ask_call(CallAct::Sign, Target { title, ..target }, unit.to_owned(), fields);
    }

    fn ask_aside(&mut self, target: Target, unit: &str) {
        let words = self.calls_words();
        let mut what = labelled(Arg::Note, true, false, words.aside[0], words.asides[0]);
        what.options = ["reroute", "decline", "unreachable"]
            .iter()
            .zip(words.asides)
            .map(|(value, shown)| (shown.to_owned(), (*value).to_owned()))
            .collect();
        let fields = vec![
            what,
            labelled(Arg::Unit, false, false, words.aside[1], ""),
            labelled(Arg::Note, true, false, words.aside[2], ""),
        ];
        self.ask_call(CallAct::Reroute, target, unit.to_owned(), fields);
    }

    fn ask_call(&mut self, act: CallAct, target: Target, unit: String, fields: Vec<Field>) {
        self.open_asked(Asked::Call(act, unit), target, fields);
    }

    /// Opens a form that belongs to no verb, with what was typed into it before.
    pub(super) fn open_asked(&mut self, asked: Asked, target: Target, fields: Vec<Field>) {
        let mut form = Form {
            verb: Verb::Remind,
            targets: vec![target],
            fields,
            at: 0,
            problem: None,
            asked: Some(asked),
        };
        let draft = self.drafts.get(&form_key(&form)).to_owned();
        for (field, line) in form.fields.iter_mut().zip(draft.lines()) {
            if line != field.prefilled {
                (field.input, field.whole) = (Input::of(line), false);
            }
        }
        self.dialogs.push(Dialog::Form(form));
        self.choices_for_field();
    }

    /// Enter in the last field of a form that belongs to no verb.
    pub(super) fn answered(&mut self, answers: Vec<Option<String>>) {
        let Some(Dialog::Form(form)) = self.dialogs.last() else { return };
        let (Some(asked), Some(target)) = (form.asked.clone(), form.targets.first().cloned()) else { return };
        match asked {
            Asked::Call(act, unit) => self.answered_call(act, unit, target, &answers),
            Asked::NewDispatch(about) => self.preview_dispatch(about, &answers),
            Asked::Plan(due) => self.send_plan(due, &target),
            Asked::Clearance => self.propose_clearance(&answers),
        }
    }

    fn answered_call(&mut self, act: CallAct, unit: String, target: Target, answers: &[Option<String>]) {
        let given = |at: usize| answers.get(at).cloned().flatten();
        let text = |at: usize| given(at).unwrap_or_default();
        let command = match act {
            CallAct::Sign => {
                let channel = ReceiptChannel::from_name(&text(4)).unwrap_or(ReceiptChannel::Phone);
                let read_back = Some(text(3) == "yes").filter(|_| channel == ReceiptChannel::Phone);
                let proof =
                    Proof { channel, person: text(0), post: text(1), at: None, words: given(2), read_back };
                DispatchCommand::Sign { unit, proof }
            }
            CallAct::Reply => DispatchCommand::Reply { unit, words: text(0) },
            CallAct::Cancel => DispatchCommand::Cancel { reason: text(0) },
            CallAct::Correct => DispatchCommand::Correct(Correction {
                gist: text(0),
                urgency: None,
                reply_due: given(1).and_then(|at| at.parse().ok()),
            }),
            CallAct::Reroute => match text(0).as_str() {
                "decline" => DispatchCommand::Decline { unit, reason: text(2) },
                "unreachable" => DispatchCommand::Unreachable { unit, reason: text(2) },
                _ => match given(1) {
                    Some(to) => DispatchCommand::Reroute { unit, to, reason: text(2) },
                    None => return self.still_needed(1),
                },
            },
            CallAct::NoAnswer | CallAct::Urge | CallAct::Brief | CallAct::Finish => return,
        };
        self.keep_draft();
        self.dialogs.pop();
        self.send_call(act, target, command);
        if act == CallAct::Sign {
            self.on_to_next();
        }
    }

    /// The form waits for this field after all.
    pub(super) fn still_needed(&mut self, at: usize) {
        let needed = self.words().needed;
        if let Some(Dialog::Form(form)) = self.dialogs.last_mut() {
            form.at = at;
        }
        self.choices_for_field();
        if let Some(Dialog::Form(form)) = self.dialogs.last_mut() {
            form.problem = Some(needed.to_owned());
        }
    }

    fn send_call(&mut self, act: CallAct, target: Target, command: DispatchCommand) {
        let unit = match &command {
            DispatchCommand::Sign { unit, .. }
            | DispatchCommand::Reply { unit, .. }
            | DispatchCommand::Reroute { unit, .. } => Some(unit.clone()),
            _ => None,
        };
        let asked = Asked::Call(act, unit.unwrap_or_default());
        let form = Form {
            verb: Verb::Remind,
            targets: vec![target.clone()],
            fields: Vec::new(),
            at: 0,
            problem: None,
            asked: Some(asked),
        };
        let draft = form_key(&form);
        let (id, seen) = (target.stream.id, Some((target.stream, target.version)));
        self.enqueue(Job {
            purpose: Purpose::Act(Action::Call(act)),
            sent: vec![Sent { command: Command::Dispatch { id, act: command }, seen }],
            titles: vec![target.title],
            states: Vec::new(),
            draft: Some(draft),
            of: None,
            cleared: Vec::new(),
        });
    }

    /// The cursor goes on to the next recipient that has not signed.
    fn on_to_next(&mut self) {
        let now = self.now;
        let Some(Dialog::Calls(sheet)) = self.sheet() else { return };
        let here = sheet.current(now).map(|one| one.unit.clone());
        let order = sheet.order(now);
        let at = order.iter().position(|one| Some(&one.unit) == here.as_ref()).unwrap_or(0);
        let (before, behind) = order.split_at((at + 1).min(order.len()));
        let others = behind.iter().chain(before).filter(|one| Some(&one.unit) != here.as_ref());
        let next = others.into_iter().find(|one| one.awaits_signature()).map(|one| one.unit.clone());
        sheet.at = next.or(here);
    }

    /// A call that another officer's entry about other recipients outran is sent again: what was read out is the same.
    /// Not so if the dispatch was corrected or is over, or if the entry was about the same recipient.
    pub(super) fn once_more(&self, purpose: &Purpose, sent: &Sent, since: &[Difference]) -> Option<Sent> {
        let Purpose::Act(Action::Call(_)) = purpose else { return None };
        let Command::Dispatch { act, .. } = &sent.command else { return None };
        let own = recipient_of(act)?;
        let [difference] = since else { return None };
        let elsewhere = difference.since.iter().all(|item| match &item.body {
            EventBody::Dispatch(event) => about(event).is_some_and(|unit| unit != own),
            _ => false,
        });
        let whole = difference.since.len() == (difference.found - difference.seen) as usize;
        let seen = Some((difference.stream, difference.found));
        (elsewhere && whole).then(|| Sent { seen, ..sent.clone() })
    }
}

/// The recipient that a command is about.
fn recipient_of(command: &DispatchCommand) -> Option<&str> {
    use DispatchCommand as C;
    match command {
        C::Sign { unit, .. }
        | C::Brief { unit }
        | C::Reply { unit, .. }
        | C::NoAnswer { unit, .. }
        | C::Unreachable { unit, .. }
        | C::Reroute { unit, .. }
        | C::Decline { unit, .. }
        | C::Urge { unit: Some(unit), .. } => Some(unit),
        _ => None,
    }
}

/// The recipient that an event is about, if it is about one alone; hands on the dispatch itself are about none.
fn about(event: &DispatchEvent) -> Option<&str> {
    use DispatchEvent as E;
    match event {
        E::Signed { unit, .. }
        | E::Briefed { unit }
        | E::Replied { unit, .. }
        | E::Unanswered { unit, .. }
        | E::Unreachable { unit, .. }
        | E::Rerouted { unit, .. }
        | E::Declined { unit, .. }
        | E::Urged { unit, .. } => Some(unit),
        E::Notice(_) => Some(""),
        _ => None,
    }
}

/// A field with a name of its own and what the desk fills in; typing replaces that.
pub(super) fn labelled(arg: Arg, required: bool, extra: bool, label: &'static str, prefilled: &str) -> Field {
    let input = Input::of(prefilled);
    let (prefilled, whole) = (input.text.clone(), !input.text.is_empty());
    Field { input, whole, label: Some(label), prefilled, ..Field::new(arg, required, extra) }
}

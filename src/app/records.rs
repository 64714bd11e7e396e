//! The form by which people put something on record: what is typed is read at every key, so that what follows from it
//! (the owner, the due time) is seen before Enter.

use std::collections::BTreeMap;
use std::mem;

use super::App;
use super::commits::{Job, Purpose};
use super::dialogs::stepped;
use crate::domain::{Entity, Event, Stamp, State, Stream};
use crate::i18n::domain::Telling;
use crate::message::{Done, Effect, Move, Sent};
use crate::record::{self, Around, RecordKind, Shape, Value, Values};
use crate::ui::dialog::{Dialog, Input};
use crate::ui::look::names;
use crate::ui::record::{RecordField, RecordForm};
use crate::ui::screen::Tone;
use crate::view::{Detail, Offers, Query};

/// Key of the draft of a form. What is typed about one item never turns up on another.
pub(super) fn draft_key(form: &RecordForm) -> String {
    match &form.amends {
        Some((stream, ..)) => format!("amend-{}", stream.to_string().replace('/', "-")),
        None => format!("record-{}", form.kind.name()),
    }
}

/// What is typed, a line for each field that says something.
pub(super) fn draft_text(form: &RecordForm) -> String {
    let said = form.fields.iter().filter(|field| !field.input.text.trim().is_empty());
    let lines: Vec<String> = said.map(|field| format!("{}={}", field.of.name, field.input.text)).collect();
    lines.join("\n")
}

impl App {
    /// Opens the form of a kind, with what was typed into it before.
    pub(super) fn open_record(&mut self, kind: RecordKind) {
        if !self.refuse_writing() {
            self.open_record_form(kind, None);
        }
    }

    /// Opens the form that corrects an item, if it was put on record by hand.
    pub(super) fn open_amendment(&mut self, entity: &Entity) {
        if self.refuse_writing() {
            return;
        }
        match RecordKind::of(&entity.state) {
            Some(kind) => {
                let state = Box::new(entity.state.clone());
                self.open_record_form(kind, Some((entity.stream, entity.version, state)));
            }
            None => self.say(Tone::Plain, self.lang.strings().record.not_amended),
        }
    }

    /// Asks for the row under the cursor, whose form opens with the answer.
    pub(super) fn amend_row(&mut self) {
        if self.refuse_writing() {
            return;
        }
        match self.here().target() {
            Some(target) => {
                self.amending = Some(target.stream);
                self.ask_history(target.stream);
            }
            None => self.say(Tone::Bad, self.why_no_row()),
        }
    }

    /// Opens the form on the row that was asked for; tells whether one was wanted. A dialog that was opened meanwhile
    /// keeps the keys.
    pub(super) fn take_amending(&mut self, detail: Option<&Detail>) -> bool {
        let Some(stream) = self.amending.take() else { return false };
        let found = detail.filter(|detail| detail.entity.stream == stream && self.dialogs.is_empty());
        if let Some(detail) = found {
            self.open_amendment(&detail.entity);
        }
        true
    }

    fn open_record_form(&mut self, kind: RecordKind, amends: Option<(Stream, u32, Box<State>)>) {
        let ticket = self.ticket();
        let all = record::fields(kind);
        let links = all.iter().filter_map(|field| match field.shape {
            Shape::Link(of) => Some(of),
            _ => None,
        });
        self.effect(Effect::Ask(Query::Offers { links: links.collect(), ticket }));
        let fields = all.iter().map(RecordField::new).collect();
        let offers = Offers::default();
        let form = RecordForm { kind, amends, fields, at: 0, due: None, problem: None, offers, ticket };
        let draft = self.drafts.get(&draft_key(&form)).to_owned();
        self.dialogs.push(Dialog::Record(form));
        self.with_record(|form, around| {
            let told = form.amends.as_ref().and_then(|(_, _, state)| record::told(form.kind, state));
            if let Some(told) = told {
                fill(form, &told, around);
            }
            for (name, text) in draft.lines().filter_map(|line| line.split_once('=')) {
                if let Some(field) = form.fields.iter_mut().find(|field| field.of.name == name) {
                    (field.input, field.whole) = (Input::of(text), false);
                }
            }
            renew(form, around);
        });
    }

    /// Does something to the open form, with all that reading goes by.
    fn with_record<T>(&mut self, act: impl FnOnce(&mut RecordForm, &Around<'_>) -> T) -> Option<T> {
        let (config, officer, lang, now) =
            (self.config.clone(), self.officer.name.clone(), self.lang, self.now);
        let open = self.dialogs.iter_mut().rev().find_map(|dialog| match dialog {
            Dialog::Record(form) => Some(form),
            _ => None,
        })?;
        let offers = mem::take(&mut open.offers);
        let (places, items) = (&offers.places, &offers);
        let around = Around { config: &config, lang, now, officer: &officer, places, items };
        let done = act(open, &around);
        open.offers = offers;
        Some(done)
    }

    /// Something was typed.
    pub(super) fn record_changed(&mut self) {
        self.with_record(|form, around| {
            form.problem = None;
            if let Some(field) = form.fields.get_mut(form.at) {
                field.problem = None;
            }
            renew(form, around);
        });
    }

    /// Places and items to offer have been read.
    pub(super) fn take_offers(&mut self, ticket: u64, offers: Offers) {
        let open = self.dialogs.iter_mut().find_map(|dialog| match dialog {
            Dialog::Record(form) if form.ticket == ticket => Some(form),
            _ => None,
        });
        let Some(form) = open else { return };
        form.offers = offers;
        self.with_record(|form, around| {
            // An item that is linked is shown by its number once that is known.
            let told = form.amends.as_ref().and_then(|(_, _, state)| record::told(form.kind, state));
            for field in form.fields.iter_mut().filter(|field| matches!(field.of.shape, Shape::Link(_))) {
                let link = told.as_ref().and_then(|told| told.get(field.of.name));
                if let Some(link @ Value::Link(stream)) = link
                    && field.input.text == stream.to_string()
                {
                    field.input = Input::of(&record::shown(form.kind, link, around));
                }
            }
            renew(form, around);
        });
    }

    pub(super) fn move_in_record(&mut self, movement: Move) {
        let Some(Dialog::Record(form)) = self.dialogs.last_mut() else { return };
        let Some(field) = form.fields.get_mut(form.at) else { return };
        field.choice = match field.choices.len() {
            0 => None,
            last => Some(field.choice.map_or(0, |at| stepped(at, movement, 8, last))),
        };
    }

    pub(super) fn step_record(&mut self, forward: bool) {
        self.with_record(|form, around| {
            take_choice(form);
            let count = form.fields.len().max(1);
            form.at = (form.at + if forward { 1 } else { count - 1 }) % count;
            renew(form, around);
        });
    }

    /// Enter: on to the next field, from the last one to the deed.
    pub(super) fn accept_record(&mut self) {
        if self.refuse_classified() {
            return;
        }
        let lang = self.lang;
        let send = self.with_record(|form, around| {
            take_choice(form);
            let (values, problems) = renew(form, around);
            let at = form.at;
            let here = form.fields[at].of.name;
            if let Some(problem) = problems.iter().find(|problem| problem.field == here) {
                form.fields[at].problem = Some(problem.words(lang));
                return None;
            }
            if !form.is_last() {
                form.at += 1;
                renew(form, around);
                return None;
            }
            for problem in &problems {
                if let Some(field) = form.fields.iter_mut().find(|field| field.of.name == problem.field) {
                    field.problem = Some(problem.words(lang));
                }
            }
            if let Some(first) = problems.first() {
                form.at = form.fields.iter().position(|field| field.of.name == first.field).unwrap_or(at);
                renew(form, around);
                return None;
            }
            Some(values)
        });
        if let Some(Some(values)) = send {
            self.send_record(&values);
        }
    }

    fn send_record(&mut self, values: &Values) {
        let id = self.ids.fresh(self.now);
        let made = self.with_record(|form, around| {
            let tried = match &form.amends {
                Some(_) => Ok(()),
                None => record::tried(form.kind, values, around).map(|_| ()),
            };
            let refused = tried
                .err()
                .and_then(|refusal| record::refused_field(form.kind, &refusal).map(|field| (field, refusal)));
            if let Some((name, refusal)) = refused {
                return Err((name, refusal));
            }
            let command = match &form.amends {
                Some((stream, _, was)) => record::amend(form.kind, values, was, stream.id, around),
                None => record::command(form.kind, values, id, around),
            };
            let command = command.map_err(|problem| {
                let refusal = crate::domain::Refusal::Missing { field: problem.field };
                (problem.field, refusal)
            })?;
            let seen = form.amends.as_ref().map(|(stream, version, _)| (*stream, *version));
            let first = form.fields.first().and_then(|field| values.text(field.of.name));
            let title = values.text("title").or(first).map(str::to_owned);
            let title = title.or_else(|| {
                let value = form.fields.iter().find_map(|field| values.get(field.of.name))?;
                Some(record::shown(form.kind, value, around))
            });
            let title = title.unwrap_or_default();
            Ok((Sent { command, seen }, title, form.kind, draft_key(form)))
        });
        match made {
            None => {}
            Some(Err((name, refusal))) => {
                let why = self.told(&refusal);
                self.with_record(|form, around| {
                    form.at = form.fields.iter().position(|field| field.of.name == name).unwrap_or(form.at);
                    renew(form, around);
                    if let Some(field) = form.fields.get_mut(form.at) {
                        field.problem = Some(why);
                    }
                });
            }
            Some(Ok((sent, title, kind, draft))) => {
                self.keep_draft();
                self.dialogs.pop();
                let purpose = match sent.seen {
                    Some(_) => Purpose::Amendment(kind),
                    None => Purpose::Record(kind),
                };
                self.enqueue(Job {
                    purpose,
                    sent: vec![sent],
                    titles: vec![title],
                    states: Vec::new(),
                    draft: Some(draft),
                    of: None,
                    cleared: Vec::new(),
                });
            }
        }
    }

    /// What was put on record, as it stands now; none where it was there before.
    pub(super) fn made(&self, done: &Done) -> Option<Entity> {
        let (stream, _) = done.streams.first()?;
        let stamp = Stamp { at: self.now, by: self.officer.name.clone() };
        let mut made = None;
        for (version, body) in (1..).zip(done.events.iter().cloned()) {
            let event = Event { stream: *stream, version, body };
            made = Some(Entity::apply(made, &stamp, &event).ok()?);
        }
        made
    }

    /// What is said of something that has just been put on record: its number, and when it is due.
    pub(super) fn recorded(&self, kind: RecordKind, title: &str, made: Option<&Entity>) -> String {
        let words = &self.lang.strings().record;
        let number = made.and_then(|entity| record::number(&entity.state)).unwrap_or_default();
        let due = made.and_then(|entity| entity.state.next_due()).map(|(at, _)| {
            let names = names(&self.config);
            let zone = self.config.office.zone;
            Telling { lang: self.lang, zone, now: self.now, names: &names }.time(at)
        });
        (words.recorded)(words.of(kind.name()).title, &number, title, due.as_deref())
    }
}

/// Puts values into the fields, as if they were chosen.
fn fill(form: &mut RecordForm, values: &Values, around: &Around<'_>) {
    for field in &mut form.fields {
        if let Some(value) = values.get(field.of.name) {
            field.input = Input::of(&record::shown(form.kind, value, around));
            field.whole = !matches!(field.of.shape, Shape::Line | Shape::Text | Shape::Lines);
        }
    }
}

/// What is highlighted is written out, so that what counts stands in the form. What is proposed stays a proposal.
fn take_choice(form: &mut RecordForm) {
    let Some(field) = form.fields.get_mut(form.at) else { return };
    let Some(offer) = field.choice.and_then(|at| field.choices.get(at)) else { return };
    if field.input.text.trim().is_empty() && offer.shown == field.proposed {
        return;
    }
    (field.input, field.whole) = (Input::of(&offer.shown), true);
}

/// Reads the form again: what is understood, what is proposed, when it is due, what the field at hand offers.
fn renew(form: &mut RecordForm, around: &Around<'_>) -> (Values, Vec<record::Problem>) {
    let kind = form.kind;
    let typed: BTreeMap<&'static str, String> =
        form.fields.iter().map(|field| (field.of.name, field.input.text.clone())).collect();
    let (mut values, mut problems) = record::read(kind, &typed, around);
    if let Some((.., was)) = &form.amends {
        // What was not touched stays what it is to the second, also a due time that has passed.
        let told = record::told(kind, was).unwrap_or_default();
        for (name, value) in told.iter() {
            if typed.get(name).is_some_and(|text| *text == record::shown(kind, value, around)) {
                values.set(name, value.clone());
                problems.retain(|problem| problem.field != name);
            }
        }
        // A field that was emptied stays empty; nothing is proposed for what is known already.
        let emptied = form.fields.iter().filter(|field| field.input.text.trim().is_empty());
        emptied.filter(|field| !field.of.required).for_each(|field| values.clear(field.of.name));
    }
    for field in &mut form.fields {
        let value = values.get(field.of.name).map(|value| record::shown(kind, value, around));
        let empty = field.input.text.trim().is_empty();
        let told = value.unwrap_or_default();
        field.proposed = if empty { told.clone() } else { String::new() };
        let says_more = !empty && told != field.input.text && !matches!(field.of.shape, Shape::Text);
        field.understood = if says_more { told } else { String::new() };
        let still = problems.iter().any(|problem| problem.field == field.of.name);
        field.problem = field.problem.take().filter(|_| still);
    }
    form.due = if form.amends.is_none() { record::due(kind, &values, around) } else { None };
    offer(form, around);
    (values, problems)
}

/// The choices of the field at hand.
fn offer(form: &mut RecordForm, around: &Around<'_>) {
    let (kind, at) = (form.kind, form.at);
    let Some(field) = form.fields.get_mut(at) else { return };
    let typed = field.input.text.trim().to_owned();
    if field.whole || typed.is_empty() {
        // All of them, so that the arrows lead from the one that holds to the others.
        field.choices = record::offers(kind, field.of, "", around);
        let holds = if typed.is_empty() { &field.proposed } else { &typed };
        field.choice = field.choices.iter().position(|offer| offer.shown == *holds);
        return;
    }
    field.choices = record::offers(kind, field.of, &typed, around);
    let free = matches!(field.of.shape, Shape::Place | Shape::Person | Shape::Leader);
    // Words stand for themselves; initials mean the first that sounds so.
    let initials = typed.starts_with(|c: char| c.is_ascii_lowercase())
        && typed.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    field.choice = ((!free || initials) && !field.choices.is_empty()).then_some(0);
}

//! Forms: what a verb asks for, with choices where there are some. Times are shown as understood before they count.

use chrono::{DateTime, Utc};

use super::drafts::form_key;
use super::until::{self, Waits};
use super::{App, crewing, requests, units};
use crate::capture::{action, news};
use crate::config::Config;
use crate::domain::Role;
use crate::domain::document::{Handling, InstructionMode};
use crate::domain::meeting::Action;
use crate::domain::request::RequestKind;
use crate::i18n::Lang;
use crate::i18n::desk::Desk;
use crate::i18n::meeting::Meetings;
use crate::pinyin::matches;
use crate::ui::dialog::{Asked, Dialog, Field, Form, Input};
use crate::ui::screen::Tone;
use crate::verb::{Arg, Args, Need, Verb, in_line, usual_mode};
use crate::view::Target;

impl App {
    /// An empty form, or what was typed into it before.
    pub(super) fn form(&self, verb: Verb, targets: Vec<Target>, needed: &[Need]) -> Form {
        let field = |need: &Need| Field::new(need.arg, need.required, need.extra);
        let fields = needed.iter().map(field).collect();
        let mut form = Form { verb, targets, fields, at: 0, problem: None, asked: None };
        let asks_whom = matches!(verb, Verb::Assign | Verb::Instruct | Verb::Escalate);
        if let Some(leader) = self.leader_on_duty().filter(|_| asks_whom) {
            for field in form.fields.iter_mut().filter(|field| field.arg == Arg::Leader) {
                (field.input, field.whole) = (Input::of(leader), true);
            }
        }
        let state = form.targets.first().map_or("", |target| target.state);
        let usual = (self.lang.strings().domain.mode)(usual_mode(verb, state));
        for field in form.fields.iter_mut().filter(|field| field.arg == Arg::Mode) {
            (field.input, field.whole) = (Input::of(usual), true);
        }
        for field in &mut form.fields {
            field.options = crewing::options(&self.config, self.lang, field.arg);
        }
        let draft = self.drafts.get(&form_key(&form));
        for (field, line) in form.fields.iter_mut().zip(draft.lines()) {
            field.input = Input::of(line);
            let offered = offered(&self.config, self.lang, self.now, &Waits::default(), field.arg, line);
            field.whole = !matches!(field.arg, Arg::Until | Arg::Assists | Arg::Volunteers)
                && offered.iter().any(|(shown, _)| shown == line);
        }
        form
    }

    fn open_form(&self) -> Option<&Form> {
        match self.dialogs.last() {
            Some(Dialog::Form(form)) => Some(form),
            _ => None,
        }
    }

    /// 带班领导 of the shift on duty, if there is one.
    pub(super) fn leader_on_duty(&self) -> Option<&str> {
        let shift = self.overview.as_ref()?.shift.as_ref()?;
        Some(shift.leader.as_str()).filter(|leader| !leader.is_empty())
    }

    /// The choices that match what is typed in the field at hand.
    pub(super) fn choices_for_field(&mut self) {
        let (config, lang, now) = (self.config.clone(), self.lang, self.now);
        let plan = self.plan_as_understood();
        let waits = self.waits(self.open_form());
        let Some(Dialog::Form(form)) = self.dialogs.last_mut() else { return };
        form.problem = None;
        if let (Some(Asked::Plan(_)), Some(field)) = (&form.asked, form.fields.get_mut(form.at)) {
            (field.choices, field.choice) = (plan, None);
            return;
        }
        let Some(field) = form.fields.get_mut(form.at) else { return };
        let typed = field.input.text.trim();
        if field.whole {
            // All of them, so that the arrows lead from the one that was taken to the others.
            field.choices = choices(field, &config, lang, now, &waits, "");
            // What the desk proposes stands first.
            if let Some(at) = field.choices.iter().position(|(shown, _)| *shown == field.prefilled) {
                field.choices[..=at].rotate_right(1);
            }
            field.choice = field.choices.iter().position(|(shown, _)| shown == typed);
            return;
        }
        let found = choices(field, &config, lang, now, &waits, typed);
        field.choices = found;
        // Nothing is chosen before something is typed or the arrow is pressed, so that Enter alone sends nothing to
        // whoever stands first. A leader's name in Chinese stands for itself.
        let chosen = !typed.is_empty() && (field.arg != Arg::Leader || typed.is_ascii());
        field.choice = (chosen && !field.choices.is_empty()).then_some(0);
    }

    pub(super) fn step_field(&mut self, forward: bool) {
        if let Some(Dialog::Form(form)) = self.dialogs.last_mut() {
            let count = form.fields.len().max(1);
            if let Some(field) = form.fields.get_mut(form.at) {
                write_out(field);
            }
            form.at = (form.at + if forward { 1 } else { count - 1 }) % count;
            self.choices_for_field();
        }
    }

    /// Enter: on to the next field, from the last one to the deed.
    pub(super) fn accept_field(&mut self) {
        if self.refuse_classified() {
            return;
        }
        let (words, config, now) = (self.words(), self.config.clone(), self.now);
        let strings = self.lang.strings();
        let Some(Dialog::Form(form)) = self.dialogs.last_mut() else { return };
        let last = form.is_last();
        let Some(field) = form.fields.get_mut(form.at) else { return };
        write_out(field);
        match value(field, &config, now) {
            Value::Missing if field.required => form.problem = Some(words.needed.to_owned()),
            Value::Unknown(said) => form.problem = Some(unknown(words, &strings.meeting, field.arg, &said)),
            _ if !last => {
                form.at += 1;
                self.choices_for_field();
            }
            _ => self.submit(),
        }
    }

    fn submit(&mut self) {
        let words = self.words();
        let (config, lang, now) = (self.config.clone(), self.lang, self.now);
        let (on_duty, waits) = (self.leader_on_duty().map(str::to_owned), self.waits(self.open_form()));
        let Some(Dialog::Form(form)) = self.dialogs.last_mut() else { return };
        let mut args = Args::default();
        let mut answers: Vec<Option<String>> = Vec::new();
        for at in 0..form.fields.len() {
            answers.push(None);
            let field = &mut form.fields[at];
            refill(field, &config, lang, now, &waits);
            match value(field, &config, now) {
                Value::Missing if field.required => {
                    (form.at, form.problem) = (at, Some(words.needed.to_owned()));
                    return;
                }
                Value::Missing => {}
                Value::Unknown(said) => {
                    (form.at, form.problem) =
                        (at, Some(unknown(words, &lang.strings().meeting, form.fields[at].arg, &said)));
                    return;
                }
                Value::Given(given) => {
                    answers[at] = Some(given.clone());
                    put(&mut args, field.arg, given, &config, now);
                }
            }
        }
        if form.asked.is_some() {
            return self.answered(answers);
        }
        // A leader whom the desk itself has filled in counts for nothing without words.
        if form.verb == Verb::Assign && args.words.is_none() && args.leader == on_duty {
            args.leader = None;
        }
        // What a leader said counts with the leader's name, and the name with what was said.
        let half = match (form.verb, args.leader.is_some(), args.words.is_some()) {
            (Verb::Assign, true, false) => Some(Arg::Words),
            (Verb::Assign, false, true) => Some(Arg::Leader),
            _ => None,
        };
        let place = |of| Some((of, form.fields.iter().position(|field| field.arg == of)?));
        if let Some((of, at)) = half.and_then(place) {
            form.at = at;
            self.choices_for_field();
            if let Some(Dialog::Form(form)) = self.dialogs.last_mut() {
                form.problem =
                    Some(if of == Arg::Leader { words.whose_words } else { words.needed }.to_owned());
            }
            return;
        }
        let of_unit = form.fields.iter().any(|field| field.arg == Arg::Unit);
        let (unit, count) = (of_unit && args.unit.is_none(), form.targets.len());
        self.keep_draft();
        if let Some(Dialog::Form(form)) = self.dialogs.pop() {
            if unit && form.verb == Verb::Assign && count > 0 {
                return self.say(Tone::Bad, words.needed);
            }
            let left_alone = std::mem::take(&mut self.commits.left_alone);
            self.preview_or_send(form, left_alone, args);
        }
    }
}

/// What is chosen is written out, so that what will be sent stands in the form.
pub(super) fn write_out(field: &mut Field) {
    if matches!(field.arg, Arg::Assists | Arg::Volunteers) {
        if let Some((shown, _)) = field.choice.take().and_then(|at| field.choices.get(at)) {
            // What is told of a volunteer behind the name is no part of it.
            let name = if field.arg == Arg::Volunteers { shown.split_whitespace().next() } else { None };
            field.input = Input::of(&units::complete(&field.input.text, name.unwrap_or(shown)));
        }
        return;
    }
    if let Some((shown, _)) = field.choice.and_then(|at| field.choices.get(at))
        && field.arg != Arg::Until
    {
        (field.input, field.whole) = (Input::of(shown), true);
    }
}

/// What is said of a field that could not be understood.
fn unknown(words: &Desk, meeting: &Meetings, arg: Arg, text: &str) -> String {
    match arg {
        Arg::Until => (words.no_time)(text),
        Arg::Actions => (meeting.bad_action)(text),
        _ => (words.not_understood)(text),
    }
}

enum Value {
    Missing,
    /// What cannot be understood.
    Unknown(String),
    Given(String),
}

/// What a field says: the value of the choice, or the words themselves.
fn value(field: &Field, config: &Config, now: DateTime<Utc>) -> Value {
    let typed = field.input.text.trim();
    if field.arg == Arg::Assists && !typed.is_empty() {
        return match units::resolve(config, typed) {
            Ok(ids) => Value::Given(ids.join(",")),
            Err(said) => Value::Unknown(said),
        };
    }
    if field.arg == Arg::Volunteers && !typed.is_empty() {
        return match crewing::resolve(&field.options, typed) {
            Ok(ids) => Value::Given(ids.join(",")),
            Err(said) => Value::Unknown(said),
        };
    }
    if crewing::is_count(field.arg) && !typed.is_empty() && typed.parse::<u32>().is_err() {
        return Value::Unknown(typed.to_owned());
    }
    let exact = field.choices.iter().find(|(shown, value)| shown == typed || value == typed);
    let chosen = field.choice.and_then(|at| field.choices.get(at)).or(exact);
    match (field.arg, chosen) {
        (_, Some((_, value))) => Value::Given(value.clone()),
        _ if typed.is_empty() => Value::Missing,
        // A vehicle may be lent, and a driver be another's.
        (Arg::Vehicle | Arg::Driver, None) => Value::Given(typed.to_owned()),
        _ if !field.options.is_empty() => Value::Unknown(typed.to_owned()),
        (Arg::Unit | Arg::Until | Arg::Handling | Arg::Mode | Arg::ReadBack | Arg::NeedKind, None) => {
            Value::Unknown(typed.to_owned())
        }
        (Arg::Elements, None) if news::named(typed).is_none() => Value::Unknown(typed.to_owned()),
        (Arg::Actions, None) => match actions(typed, config, now) {
            Ok(_) => Value::Given(typed.to_owned()),
            Err(line) => Value::Unknown(line),
        },
        _ => Value::Given(typed.to_owned()),
    }
}

/// Action items as they are typed, or the first line that is none.
fn actions(typed: &str, config: &Config, now: DateTime<Utc>) -> Result<Vec<Action>, String> {
    let around = action::Around {
        now,
        zone: config.office.zone,
        calendar: &config.calendar(),
        unit: &|name| config.unit_called(name).map(|unit| unit.id.clone()),
    };
    action::items(typed, &around)
}

/// The choices of a field that lost them when the next one was filled in.
fn refill(field: &mut Field, config: &Config, lang: Lang, now: DateTime<Utc>, waits: &Waits) {
    let typed = field.input.text.trim().to_owned();
    if typed.is_empty() || field.choice.is_some() {
        return;
    }
    field.choices = choices(field, config, lang, now, waits, &typed);
    if field.arg == Arg::Until {
        field.choice = (!field.choices.is_empty()).then_some(0);
    }
}

/// The choices of a field that match what is typed.
fn choices(
    field: &Field,
    config: &Config,
    lang: Lang,
    now: DateTime<Utc>,
    waits: &Waits,
    typed: &str,
) -> Vec<(String, String)> {
    if field.options.is_empty() {
        return offered(config, lang, now, waits, field.arg, typed);
    }
    let typed = if field.arg == Arg::Volunteers { units::last(typed) } else { typed };
    let found = field.options.iter().filter(|(shown, value)| matches(typed, shown) || matches(typed, value));
    found.cloned().collect()
}

/// The choices (shown text, value) that match what is typed; none for free words.
fn offered(
    config: &Config,
    lang: Lang,
    now: DateTime<Utc>,
    waits: &Waits,
    arg: Arg,
    typed: &str,
) -> Vec<(String, String)> {
    match arg {
        Arg::Unit | Arg::Owner => one_unit(config, lang, typed),
        Arg::Leader => leaders(config, typed),
        Arg::Until => until::offered(config, lang, now, waits, typed),
        Arg::Handling => handlings(lang, typed),
        Arg::Mode => modes(lang, typed),
        Arg::Assists => units::offered(config, lang, typed),
        Arg::ReadBack => read_back(lang, typed),
        Arg::NeedKind => requests::kinds(lang, typed),
        Arg::Person => requests::people(config, lang, waits.helpers(), typed),
        _ => Vec::new(),
    }
}

fn put(args: &mut Args, arg: Arg, given: String, config: &Config, now: DateTime<Utc>) {
    match arg {
        Arg::Unit => args.unit = Some(given),
        Arg::Until => until::put(args, &given),
        Arg::Note => args.note = Some(given),
        Arg::Reason => args.reason = Some(given),
        Arg::Outcome => args.outcome = Some(given),
        Arg::Leader => args.leader = Some(given),
        Arg::Words => args.words = Some(given),
        Arg::Mode => args.mode = InstructionMode::ALL.into_iter().find(|mode| mode.name() == given),
        Arg::Assists => args.assists = given.split(',').map(str::to_owned).collect(),
        Arg::Person => args.report.person = Some(given),
        Arg::Post => args.report.post = Some(given),
        Arg::ReadBack => args.report.read_back = Some(given == "yes"),
        Arg::NeedKind => args.need = RequestKind::from_name(&given),
        Arg::Elements => args.report.elements = news::named(&given).unwrap_or_default(),
        Arg::Item => args.item = Some(given),
        // A unit is told by its id; what is none is a person's name.
        Arg::Owner => args.report.person = Some(given),
        Arg::Actions => args.actions = actions(&given, config, now).unwrap_or_default(),
        Arg::Evidence => args.evidence = in_line(&given),
        Arg::Feedback => args.feedback = Some(given),
        Arg::Vehicle | Arg::Driver | Arg::Volunteers | Arg::Exit | Arg::Site => {
            crewing::put(args, arg, given)
        }
        Arg::People | Arg::Expected | Arg::Boarded | Arg::Delivered => crewing::put(args, arg, given),
        Arg::Handling => {
            let action = given == "for_action";
            args.handling = Some(if action { Handling::ForAction } else { Handling::ForInformation });
        }
    }
}

/// Units found by either name, an alias, or pinyin.
pub(super) fn one_unit(config: &Config, lang: Lang, typed: &str) -> Vec<(String, String)> {
    let found = config.units.iter().filter(|unit| {
        let mut names = [&unit.name_zh, &unit.name_en, &unit.id].into_iter().chain(&unit.aliases);
        names.any(|name| matches(typed, name))
    });
    let named = found.map(|unit| {
        let name = if lang == Lang::En { &unit.name_en } else { &unit.name_zh };
        (name.clone(), unit.id.clone())
    });
    named.collect()
}

fn leaders(config: &Config, typed: &str) -> Vec<(String, String)> {
    let leaders = config.officers.iter().filter(|officer| officer.role == Role::Leader);
    let found = leaders.filter(|officer| matches(typed, &officer.name));
    found.map(|officer| (officer.name.clone(), officer.name.clone())).collect()
}

fn modes(lang: Lang, typed: &str) -> Vec<(String, String)> {
    let shown = InstructionMode::ALL.map(|mode| ((lang.strings().domain.mode)(mode), mode.name()));
    let found = shown.into_iter().filter(|(shown, name)| matches(typed, shown) || matches(typed, name));
    found.map(|(shown, name)| (shown.to_owned(), name.to_owned())).collect()
}

fn read_back(lang: Lang, typed: &str) -> Vec<(String, String)> {
    let words = lang.strings().emergency.read_back;
    let all = [(words[0], "yes"), (words[1], "no")];
    let found = all.into_iter().filter(|(shown, _)| matches(typed, shown));
    found.map(|(shown, value)| (shown.to_owned(), value.to_owned())).collect()
}

fn handlings(lang: Lang, typed: &str) -> Vec<(String, String)> {
    let words = lang.strings().desk.handlings;
    let all = [(words[0], "for_action"), (words[1], "for_information")];
    let found = all.into_iter().filter(|(shown, _)| matches(typed, shown));
    found.map(|(shown, value)| (shown.to_owned(), value.to_owned())).collect()
}

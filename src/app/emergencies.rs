//! Emergencies on the desk: the line that takes the news, the form of the next step, the sheet.

use super::App;
use crate::capture::news;
use crate::domain::emergency::{Element, Emergency, EmergencyCommand, ReportKind};
use crate::domain::{Command, Entity, Kind, State, Stream};
use crate::i18n::Lang;
use crate::i18n::domain::Telling;
use crate::i18n::emergency::Emergencies;
use crate::message::{Edit, Effect, Move};
use crate::ui::dialog::{Dialog, Input};
use crate::ui::emergency::{NewsLine, ReportForm, Sheet, Slot};
use crate::ui::look::names;
use crate::ui::screen::Tone;
use crate::verb::{Args, ReportArgs, Verb, command};
use crate::view::{Detail, Target};

/// Key of the draft of news.
const NEWS: &str = "emergency";
/// More lines than any sheet has besides its history.
const SHEET: usize = 60;

/// Key of a form's draft; it may serve as a file name.
pub(super) fn form_key(form: &ReportForm) -> String {
    format!("{}-{}", form.verb.name(), form.target.stream.to_string().replace('/', "-"))
}

/// What is being typed about emergencies, with the key of its draft.
pub(super) fn typed_as(dialog: &Dialog) -> Option<(String, Vec<String>)> {
    match dialog {
        Dialog::News(line) => Some((NEWS.to_owned(), vec![line.input.text.trim().to_owned()])),
        Dialog::Report(form) => {
            form.emergency.as_ref()?;
            Some((form_key(form), form.entries.iter().map(|entry| entry.input.text.clone()).collect()))
        }
        _ => None,
    }
}

/// A form as a draft; nothing where it stands as it was opened.
pub(super) fn draft(form: &ReportForm) -> String {
    let Some(emergency) = form.emergency.as_deref() else { return String::new() };
    let mut untouched = ReportForm::waiting(form.target.clone(), form.verb);
    untouched.fill(emergency);
    let lines = form.lines();
    if lines == untouched.lines() { String::new() } else { lines }
}

impl App {
    const fn emergency_words(&self) -> &'static Emergencies {
        &self.lang.strings().emergency
    }

    pub(super) fn open_news(&mut self) {
        if self.refuse_writing() {
            return;
        }
        let input = Input::of(self.drafts.get(NEWS));
        let understood = news::parse(&input.text);
        self.dialogs.push(Dialog::News(NewsLine { input, understood, problem: None }));
    }

    /// Enter in the line of the news: an emergency, with all that was not said to be filled in later.
    pub(super) fn keep_news(&mut self) {
        if self.refuse_classified() {
            return;
        }
        let (now, words) = (self.now, self.emergency_words());
        let Some(Dialog::News(line)) = self.dialogs.last_mut() else { return };
        let Some(title) = line.understood.text(Element::What).map(str::to_owned) else {
            line.problem = Some(words.what_missing.to_owned());
            return;
        };
        let act = EmergencyCommand::Receive(Box::new(news::news(&line.input.text, now)));
        self.keep_draft();
        self.dialogs.pop();
        let id = self.ids.fresh(now);
        self.send_new(Command::Emergency { id, act }, title, NEWS.to_owned());
    }

    /// Whether the verb is a step of an emergency; then its form opens, or it is said that it takes one at a time.
    pub(super) fn began_report(&mut self, verb: Verb, targets: &[Target]) -> bool {
        let step = |target: &Target| {
            let plain = if verb == Verb::Done { verb } else { verb.plain(target.stream.kind, target.state) };
            let of_these = matches!(
                plain,
                Verb::Done | Verb::Verify | Verb::Phone | Verb::Write | Verb::Amend | Verb::Withdraw
            );
            (target.stream.kind == Kind::Emergency && of_these).then_some(plain)
        };
        let Some((target, verb)) = targets.iter().find_map(|target| Some((target, step(target)?))) else {
            return false;
        };
        if targets.len() > 1 {
            self.say(Tone::Bad, self.emergency_words().one_at_a_time);
        } else {
            self.dialogs.push(Dialog::Report(ReportForm::waiting(target.clone(), verb)));
            self.ask_history(target.stream);
        }
        true
    }

    /// Enter on an emergency.
    pub(super) fn open_sheet(&mut self, target: Target) {
        let stream = target.stream;
        self.dialogs.push(Dialog::Sheet(Sheet { target, detail: None, spoken: String::new(), top: 0 }));
        self.ask_history(stream);
    }

    /// The next step out of the sheet.
    pub(super) fn step_from_sheet(&mut self) {
        let Some(Dialog::Sheet(sheet)) = self.dialogs.last() else { return };
        let Some(detail) = &sheet.detail else { return };
        let target = seen(&sheet.target, &detail.entity);
        if self.refuse_writing() {
            return;
        }
        if crate::verb::needs(Verb::Done, Kind::Emergency, target.state).is_none() {
            return self.say(Tone::Bad, self.words().means_nothing_here);
        }
        self.dialogs.pop();
        self.began_report(Verb::Done, &[target]);
    }

    pub(super) fn copy_from_sheet(&mut self) {
        let Some(Dialog::Sheet(sheet)) = self.dialogs.last() else { return };
        let spoken = sheet.spoken.clone();
        if !spoken.is_empty() {
            self.say(Tone::Good, (self.words().copied)(self.emergency_words().to_read));
            self.effect(Effect::Copy(spoken));
        }
    }

    /// The emergency behind an open sheet or form was read.
    pub(super) fn take_emergency(&mut self, detail: Option<Box<Detail>>) {
        let Some(detail) = detail else { return };
        let State::Emergency(emergency) = &detail.entity.state else { return };
        let spoken = self.spoken(emergency);
        let mut key = None;
        match self.dialogs.last_mut() {
            Some(Dialog::Sheet(sheet)) => {
                sheet.target = seen(&sheet.target, &detail.entity);
                (sheet.spoken, sheet.detail) = (spoken, Some(detail));
            }
            Some(Dialog::Report(form)) if form.emergency.is_none() => {
                form.target = seen(&form.target, &detail.entity);
                form.fill(emergency);
                form.spoken = spoken;
                key = Some(form_key(form));
            }
            _ => {}
        }
        let Some(draft) = key.map(|key| self.drafts.get(&key).to_owned()) else { return };
        if let Some(Dialog::Report(form)) = self.dialogs.last_mut() {
            form.restore(&draft);
        }
        self.speak();
    }

    /// The words for the telephone.
    fn spoken(&self, emergency: &Emergency) -> String {
        let names = names(&self.config);
        let office = &self.config.office;
        let telling = Telling { lang: self.lang, zone: office.zone, now: self.now, names: &names };
        let office = if self.lang == Lang::En { &office.name_en } else { &office.name_zh };
        (self.emergency_words().spoken)(&telling, emergency, office, &self.officer.name)
    }

    /// The words follow what is typed.
    fn speak(&mut self) {
        let Some(Dialog::Report(form)) = self.dialogs.last() else { return };
        let Some(spoken) = form.as_typed().map(|emergency| self.spoken(&emergency)) else { return };
        if let Some(Dialog::Report(form)) = self.dialogs.last_mut() {
            form.spoken = spoken;
        }
    }

    /// Text into the form. A question mark alone is 暂不明; a choice takes a key.
    pub(super) fn type_in_report(&mut self, text: &str) {
        let Some(Dialog::Report(form)) = self.dialogs.last_mut() else { return };
        let Some(entry) = form.entries.get_mut(form.at) else { return };
        let mut whole = true;
        if entry.is_choice() {
            (entry.chosen, entry.unknown) = match text {
                "y" | "Y" | "1" => (true, false),
                "n" | "N" | "2" => (true, true),
                " " => (true, entry.chosen && !entry.unknown),
                _ => return,
            };
        } else if matches!(entry.slot, Slot::Element(_))
            && matches!(text, "?" | "？")
            && entry.input.text.is_empty()
        {
            entry.unknown = !entry.unknown;
        } else {
            entry.unknown = false;
            whole = entry.input.insert(text);
        }
        self.report_changed();
        if !whole {
            self.say(Tone::Bad, self.words().line_is_full);
        }
    }

    pub(super) fn edit_report(&mut self, edit: Edit) {
        let Some(Dialog::Report(form)) = self.dialogs.last_mut() else { return };
        let Some(entry) = form.entries.get_mut(form.at) else { return };
        if entry.is_choice() {
            match edit {
                Edit::Left => (entry.chosen, entry.unknown) = (true, false),
                Edit::Right => (entry.chosen, entry.unknown) = (true, true),
                _ => return,
            }
        } else if entry.unknown {
            entry.unknown = false;
        } else if !entry.input.edit(edit) {
            return;
        }
        self.report_changed();
    }

    fn report_changed(&mut self) {
        if let Some(Dialog::Report(form)) = self.dialogs.last_mut() {
            form.problem = None;
        }
        self.speak();
        self.keep_soon();
    }

    /// The line of the news has changed.
    pub(super) fn news_changed(&mut self) {
        if let Some(Dialog::News(line)) = self.dialogs.last_mut() {
            line.understood = news::parse(&line.input.text);
            line.problem = None;
        }
        self.keep_soon();
    }

    pub(super) fn move_in_report(&mut self, movement: Move) {
        let Some(Dialog::Report(form)) = self.dialogs.last_mut() else { return };
        form.at = super::dialogs::stepped(form.at, movement, 5, form.entries.len());
    }

    pub(super) fn step_report(&mut self, forward: bool) {
        let Some(Dialog::Report(form)) = self.dialogs.last_mut() else { return };
        let count = form.entries.len().max(1);
        form.at = (form.at + if forward { 1 } else { count - 1 }) % count;
    }

    pub(super) fn move_in_sheet(&mut self, movement: Move) {
        let page = usize::from(self.size.height / 2).max(1);
        let Some(Dialog::Sheet(sheet)) = self.dialogs.last_mut() else { return };
        let lines = SHEET + sheet.detail.as_ref().map_or(0, |detail| detail.timeline.len());
        sheet.top = super::dialogs::stepped(sheet.top, movement, page, lines);
    }

    /// Enter in the form: on to the next that lacks; when nothing does, the step is taken.
    pub(super) fn accept_report(&mut self) {
        if self.refuse_classified() {
            return;
        }
        let (words, strings) = (self.emergency_words(), self.lang.strings());
        let (now, zone) = (self.now, self.config.office.zone);
        let Some(Dialog::Report(form)) = self.dialogs.last_mut() else { return };
        if form.emergency.is_none() {
            return;
        }
        if let Some(entry) = form.entries.get(form.at).filter(|entry| form.lacks(entry)) {
            form.problem = Some(if entry.unknown { words.must_tell } else { strings.desk.needed }.to_owned());
            return;
        }
        if let Some(next) = form.next_missing(form.at) {
            form.at = next;
            return;
        }
        let mut at = None;
        if let Some(text) = form.text(Slot::At) {
            at = news::passed(&text, now, zone);
            if at.is_none() {
                form.at = form.entries.iter().position(|entry| entry.slot == Slot::At).unwrap_or(form.at);
                form.problem = Some((words.no_time)(&text));
                return;
            }
        }
        if form.verb == Verb::Amend && form.as_typed().as_ref() == form.emergency.as_deref() {
            return self.close_dialog();
        }
        let args = args(form, at);
        let (verb, target, key) = (form.verb, form.target.clone(), form_key(form));
        let Ok(command) = command(verb, target.stream, target.state, &args) else {
            form.problem = Some(strings.desk.means_nothing_here.to_owned());
            return;
        };
        self.keep_draft();
        self.dialogs.pop();
        self.here_mut().unmark();
        self.send_commands(verb, vec![(command, target)], Some(key));
    }
}

/// What the form says, as the verb takes it.
fn args(form: &ReportForm, at: Option<chrono::DateTime<chrono::Utc>>) -> Args {
    let elements = form.elements();
    let last = form.verb == Verb::Write && form.report() == ReportKind::Final;
    let outcome = elements.text(Element::Outcome).filter(|_| last).map(str::to_owned);
    let read_back = form.entries.iter().find(|entry| entry.slot == Slot::ReadBack && entry.chosen);
    // Of a call without words of its own, what was read out is what was said.
    let read_out = (form.verb == Verb::Phone).then(|| form.spoken.clone());
    Args {
        words: form.text(Slot::Words).or(read_out),
        reason: form.text(Slot::Reason),
        outcome,
        report: ReportArgs {
            person: form.text(Slot::Person),
            post: form.text(Slot::Post),
            read_back: read_back.map(|entry| !entry.unknown),
            elements,
            at,
        },
        ..Args::default()
    }
}

/// The item as it was read.
fn seen(target: &Target, entity: &Entity) -> Target {
    Target { version: entity.version, state: entity.state.name(), ..target.clone() }
}

/// Whether the stream is an emergency.
pub(super) fn is_emergency(stream: Stream) -> bool {
    stream.kind == Kind::Emergency
}

//! From a verb key to what is sent: at once where nothing is asked, through a form where something is, and always
//! through a preview where it touches more than one item.

use std::collections::BTreeMap;

use super::App;
use crate::domain::{Kind, State};
use crate::i18n::Lang;
use crate::i18n::domain::Telling;
use crate::message::Effect;
use crate::ui::dialog::{Batch, Dialog, Form, Input};
use crate::ui::look::names;
use crate::ui::screen::Tone;
use crate::verb::{Arg, Args, Need, Verb, command, needs};
use crate::view::{Detail, Query, Target};

/// What all of these targets together need: required where one of them requires it.
fn common_needs(verb: Verb, targets: &[Target]) -> Vec<Need> {
    let mut all: BTreeMap<Arg, (bool, bool)> = BTreeMap::new();
    let mut order: Vec<Arg> = Vec::new();
    for need in targets.iter().filter_map(|target| needs(verb, target.stream.kind, target.state)).flatten() {
        if !order.contains(&need.arg) {
            order.push(need.arg);
        }
        let (required, extra) = all.entry(need.arg).or_insert((false, true));
        *required |= need.required;
        *extra &= need.extra;
    }
    let need = |arg| {
        let (required, extra) = all[&arg];
        Need { arg, required, extra }
    };
    order.into_iter().map(need).collect()
}

impl App {
    /// The marked rows, or else the row under the cursor: as the officer saw them.
    fn targets(&self) -> Vec<Target> {
        let marks = self.here().marks();
        if marks.is_empty() { self.here().target().into_iter().collect() } else { marks }
    }

    pub(super) fn verb(&mut self, verb: Verb) {
        self.begin(verb, None);
    }

    pub(super) fn repeat(&mut self) {
        match self.last.clone() {
            Some((verb, args)) => self.begin(verb, Some(args)),
            None => self.say(Tone::Plain, self.words().nothing_to_repeat),
        }
    }

    /// Begins a verb; `again` are the arguments of the last time.
    fn begin(&mut self, verb: Verb, again: Option<Args>) {
        if self.refuse_writing() {
            return;
        }
        if self.here().in_range() {
            self.here_mut().mark_range();
        }
        let all = self.targets();
        if all.is_empty() {
            return self.say(Tone::Bad, self.why_no_row());
        }
        self.begin_on(verb, again, all);
    }

    /// The same for these rows, of which there is at least one.
    pub(super) fn begin_on(&mut self, verb: Verb, again: Option<Args>, all: Vec<Target>) {
        let verb = super::requests::meant(verb, &all);
        if verb == Verb::Assign
            && let [Target { stream, .. }] = all.as_slice()
            && stream.kind == Kind::Request
        {
            self.effect(Effect::Ask(Query::Helpers { stream: *stream }));
        }
        if let [Target { stream, state, .. }] = all.as_slice()
            && verb.plain(stream.kind, state) == Verb::Crew
        {
            self.effect(Effect::Ask(Query::Crewing { stream: *stream }));
        }
        if verb == Verb::Snooze {
            self.effect(Effect::Ask(Query::Awaited));
        }
        let (possible, several) = (all[0].clone(), all.len() > 1);
        // What somebody put off stays so when many rows are acknowledged at once; alone under the cursor it is meant.
        let stays = |target: &Target| {
            several && verb == Verb::Ack && target.shelved_until.is_some_and(|until| until > self.now)
        };
        let applies = |target: &Target| needs(verb, target.stream.kind, target.state).is_some();
        let (targets, left_alone): (Vec<Target>, Vec<Target>) =
            all.into_iter().partition(|target| applies(target) && !stays(target));
        if targets.is_empty() {
            let why = if left_alone.iter().any(applies) {
                self.words().all_put_off.to_owned()
            } else {
                self.possible(&possible)
            };
            return self.say(Tone::Bad, why);
        }
        if again.is_none() && left_alone.is_empty() && self.began_checklist(verb, &targets) {
            return;
        }
        if self.began_report(verb, &targets) || self.began_draft(verb, &targets) {
            return;
        }
        if verb == Verb::Special {
            return self.report_on(targets);
        }
        let needed = common_needs(verb, &targets);
        if let Some(args) = again.filter(|args| targets.iter().all(|t| fits(verb, t, args))) {
            return self.preview_or_send(Form { verb, targets, ..empty_form(verb) }, left_alone, args);
        }
        let mut form = self.form(verb, targets, &needed);
        self.propose_charged(&mut form);
        if form.fields.is_empty() {
            self.preview_or_send(form, left_alone, Args::default());
        } else {
            self.commits.left_alone = left_alone;
            self.dialogs.push(Dialog::Form(form));
            self.choices_for_field();
        }
    }

    /// A finding is offered to the unit of the leader who is charged with its place (包干), where nothing else was
    /// typed before; several findings only if it is the same unit for all.
    fn propose_charged(&self, form: &mut Form) {
        let findings = form.targets.iter().all(|target| target.stream.kind == Kind::Finding);
        let gives = |target: &Target| form.verb.plain(target.stream.kind, target.state) == Verb::Assign;
        if !findings || !form.targets.iter().all(gives) {
            return;
        }
        let charged = |target: &Target| {
            let rows = &self.panes.issues.window.rows;
            let row = rows.iter().find(|row| row.head.stream == target.stream)?;
            self.config.unit(&self.config.charged_leader(&row.place)?.unit)
        };
        let mut all = form.targets.iter().map(charged);
        let Some(unit) = all.next().flatten() else { return };
        if all.any(|other| other.is_none_or(|other| other.id != unit.id)) {
            return;
        }
        let name = if self.lang == Lang::En { &unit.name_en } else { &unit.name_zh };
        for field in
            form.fields.iter_mut().filter(|field| field.arg == Arg::Unit && field.input.text.is_empty())
        {
            (field.input, field.whole, field.prefilled) = (Input::of(name), true, name.clone());
        }
    }

    /// 专报: asks for the one item; the report is drafted from the answer.
    fn report_on(&mut self, targets: Vec<Target>) {
        let [target] = targets.as_slice() else {
            return self.say(Tone::Bad, self.lang.strings().special.one_at_a_time);
        };
        self.reporting = Some(target.clone());
        self.ask_history(target.stream);
    }

    /// Drafts the report on the item that was asked for, and puts it on record; tells whether one was wanted.
    pub(super) fn take_reported(&mut self, detail: Option<&Detail>) -> bool {
        let Some(target) = self.reporting.take() else { return false };
        let found = detail.filter(|detail| detail.entity.stream == target.stream);
        let Some(State::Supervised(item)) = found.map(|detail| &detail.entity.state) else { return false };
        let names = names(&self.config);
        let telling =
            Telling { lang: self.lang, zone: self.config.office.zone, now: self.now, names: &names };
        let day = self.config.calendar().statistical_day(self.now);
        let draft = self.lang.strings().special.draft(&telling, item, self.ids.fresh(self.now), day);
        let args = Args { special: Some(Box::new(draft)), ..Args::default() };
        let form = Form { verb: Verb::Special, targets: vec![target], ..empty_form(Verb::Special) };
        self.preview_or_send(form, Vec::new(), args);
        true
    }

    /// Why there is nothing under the cursor to act on.
    pub(super) fn why_no_row(&self) -> &'static str {
        let words = self.words();
        match self.here() {
            pane if pane.ghosted() => words.row_is_gone,
            pane if !pane.settled() || pane.total() > 0 => words.still_reading,
            _ => words.no_row,
        }
    }

    /// Whether the verb can be done to any of the rows at hand.
    pub(super) fn applies(&self, verb: Verb) -> bool {
        self.targets().iter().any(|target| needs(verb, target.stream.kind, target.state).is_some())
    }

    /// What can be done to this item instead.
    fn possible(&self, target: &Target) -> String {
        const EVERYWHERE: [Verb; 6] =
            [Verb::Take, Verb::Snooze, Verb::Awaken, Verb::Remind, Verb::Comment, Verb::Flag];
        let verbs = Verb::ALL.iter().filter(|verb| !EVERYWHERE.contains(verb));
        let fitting = verbs.filter(|verb| needs(**verb, target.stream.kind, target.state).is_some());
        let mut names: Vec<&str> = Vec::new();
        for name in fitting.map(|verb| self.step_label(*verb, target.stream.kind, target.state)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        (self.words().possible_here)(&names)
    }

    /// A batch shows what it will do; a single item is done at once, since it can be undone.
    pub(super) fn preview_or_send(&mut self, form: Form, left_alone: Vec<Target>, args: Args) {
        if form.targets.len() > 1 || !left_alone.is_empty() {
            self.commits.batch_args = args;
            self.dialogs.push(Dialog::Batch(Batch { form, left_alone, top: 0 }));
        } else {
            self.send_verb(&form, args);
        }
    }

    pub(super) fn accept_batch(&mut self) {
        self.keep_draft();
        if let Some(Dialog::Batch(batch)) = self.dialogs.pop() {
            let args = std::mem::take(&mut self.commits.batch_args);
            self.send_verb(&batch.form, args);
        }
    }

    fn send_verb(&mut self, form: &Form, args: Args) {
        let verb = form.verb;
        let mut commands = Vec::new();
        for target in &form.targets {
            // Each paper that is given to units goes out with a dispatch of its own, which they sign for.
            let goes_out = verb == Verb::Assign && target.stream.kind == Kind::Document;
            let dispatch = goes_out.then(|| self.ids.fresh(self.now));
            let args = Args { dispatch, ..args.clone() };
            match command(verb, target.stream, target.state, &args) {
                Ok(command) => commands.push((command, target.clone())),
                Err(_) => return self.say(Tone::Bad, self.words().means_nothing_here),
            }
        }
        self.here_mut().unmark();
        self.last = Some((verb, args));
        let draft = (!form.fields.is_empty()).then(|| super::drafts::form_key(form));
        self.send_commands(verb, commands, draft);
    }
}

/// Whether these arguments are all that the verb needs on this target.
fn fits(verb: Verb, target: &Target, args: &Args) -> bool {
    command(verb, target.stream, target.state, args).is_ok()
}

const fn empty_form(verb: Verb) -> Form {
    Form { verb, targets: Vec::new(), fields: Vec::new(), at: 0, problem: None, asked: None }
}

//! Guests' needs on the desk: what a key means for them, and who can be sent.

use super::App;

use super::forms::one_unit;
use crate::config::Config;
use crate::domain::request::RequestKind;
use crate::domain::{Kind, Stream};
use crate::i18n::Lang;
use crate::i18n::domain::Telling;
use crate::pinyin::matches;
use crate::ui::dialog::Form;
use crate::ui::look::names;
use crate::verb::Verb;
use crate::view::{Helper, Helpers, Target};

/// Who can be sent to the guest, with all that is told of them.
#[derive(Debug, Clone)]
pub(super) struct Helping {
    /// What is shown, and the name that is put on record.
    lines: Vec<(String, String)>,
}

/// The step that a key comes to where all rows are guests' needs for which it is the same step; so the form is called
/// by what it does.
pub(super) fn meant(verb: Verb, targets: &[Target]) -> Verb {
    let mut steps = targets.iter().map(|target| {
        (target.stream.kind == Kind::Request).then(|| verb.plain(target.stream.kind, target.state))
    });
    match steps.next().flatten() {
        Some(step) if steps.all(|other| other == Some(step)) => step,
        _ => verb,
    }
}

/// The kinds of needs that match what is typed.
pub(super) fn kinds(lang: Lang, typed: &str) -> Vec<(String, String)> {
    let word = lang.strings().domain.severity;
    let all = RequestKind::ALL.map(|kind| (word(kind.name()).to_owned(), kind.name().to_owned()));
    all.into_iter().filter(|(shown, name)| matches(typed, shown) || matches(typed, name)).collect()
}

/// Who can be sent, and the units, as far as they match what is typed. Without a guest nobody is offered.
pub(super) fn people(
    config: &Config,
    lang: Lang,
    helping: Option<&Helping>,
    typed: &str,
) -> Vec<(String, String)> {
    let Some(helping) = helping else { return Vec::new() };
    let fitting = helping.lines.iter().filter(|(shown, name)| matches(typed, name) || matches(typed, shown));
    let mut all: Vec<(String, String)> = fitting.cloned().collect();
    if !typed.is_empty() {
        all.extend(one_unit(config, lang, typed));
    }
    all
}

impl App {
    /// Who can be sent to the guest that this form is about.
    pub(super) fn helping(&self, form: Option<&Form>) -> Option<Helping> {
        let form = form.filter(|form| form.verb == Verb::Assign)?;
        let [Target { stream, .. }] = form.targets.as_slice() else { return None };
        let (of, helpers) = self.helpers.as_ref()?;
        (of == stream).then(|| Helping { lines: self.helper_lines(helpers) })
    }

    pub(super) fn take_helpers(&mut self, stream: Stream, helpers: Helpers) {
        let heard = Some((stream, helpers));
        if self.helpers != heard {
            self.helpers = heard;
            self.choices_for_field();
        }
    }

    /// A line each: those who can come, the telephone, the device, and who cannot come with the reason.
    fn helper_lines(&self, helpers: &Helpers) -> Vec<(String, String)> {
        let words = &self.lang.strings().issues;
        let told = |helper: &&Helper| (self.helper_line(helper), helper.name.clone());
        let (free, busy): (Vec<_>, Vec<_>) = helpers.people.iter().partition(|helper| helper.is_free());
        let names = names(&self.config);
        let language = helpers.language.as_deref().map(|tag| names.language(tag, self.lang));
        let why =
            if free.is_empty() { (words.nobody_free)(language.unwrap_or_default()) } else { String::new() };
        let fallback =
            words.fallback.map(|way| (format!("{way}  {why}").trim_end().to_owned(), way.to_owned()));
        free.iter().map(told).chain(fallback).chain(busy.iter().map(told)).collect()
    }

    fn helper_line(&self, helper: &Helper) -> String {
        let words = &self.lang.strings().issues;
        let state = match helper.state {
            "serving" => words.serving,
            state => (self.lang.strings().domain.state)(Kind::Volunteer, state),
        };
        let names = names(&self.config);
        let telling =
            Telling { lang: self.lang, zone: self.config.office.zone, now: self.now, names: &names };
        let until = helper.until.map_or(String::new(), |until| (words.until)(&telling.time(until)));
        let kind = words.helper[usize::from(helper.interpreter)];
        let line = format!("{}  {kind}  {}  {state}{until}", helper.name, helper.phone);
        line.trim_end().to_owned()
    }
}

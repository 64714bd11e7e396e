//! The forms of a run: who and what fits, with what speaks against the others, ways to leave it, sites, and heads.

use super::{App, units};
use crate::config::Config;
use crate::domain::run::{Candidate, Candidates, ExitKind};
use crate::domain::{Id, Kind, Stream};
use crate::i18n::Lang;
use crate::ui::dialog::{Dialog, Form};
use crate::ui::look::names;
use crate::verb::{Arg, Args, Verb};

/// All that can be said in a field that needs no store for it.
pub(super) fn options(config: &Config, lang: Lang, arg: Arg) -> Vec<(String, String)> {
    match arg {
        Arg::Exit => {
            let word = lang.strings().runs.exit;
            ExitKind::ALL.iter().map(|&kind| (word(kind).to_owned(), kind.name().to_owned())).collect()
        }
        Arg::Site => {
            let names = names(config);
            config.sites.iter().map(|one| (names.site(&one.id, lang).to_owned(), one.id.clone())).collect()
        }
        _ => Vec::new(),
    }
}

pub(super) const fn is_count(arg: Arg) -> bool {
    matches!(arg, Arg::People | Arg::Expected | Arg::Boarded | Arg::Delivered)
}

/// The ids of the volunteers that a text names, or the first name that is none of them.
pub(super) fn resolve(options: &[(String, String)], text: &str) -> Result<Vec<String>, String> {
    let mut ids: Vec<String> = Vec::new();
    for said in text.split(units::separates).filter(|said| !said.is_empty()) {
        let named = |shown: &str| shown.split(units::separates).next() == Some(said);
        let found = options.iter().find(|(shown, value)| value == said || named(shown));
        let id = found.map(|(_, value)| value.clone()).ok_or_else(|| said.to_owned())?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(ids)
}

/// Takes what a field of a run says; numbers have been read before.
pub(super) fn put(args: &mut Args, arg: Arg, given: String) {
    let run = &mut args.run;
    match arg {
        Arg::Vehicle => run.vehicle = Some(given),
        Arg::Driver => run.driver = Some(given),
        Arg::Volunteers => run.volunteers = given.split(',').filter_map(|id| id.parse::<Id>().ok()).collect(),
        Arg::Exit => run.exit = ExitKind::from_name(&given),
        Arg::Site => run.site = Some(given),
        Arg::People => run.people = given.parse().ok(),
        Arg::Expected => run.expected = given.parse().ok(),
        Arg::Boarded => run.boarded = given.parse().ok(),
        Arg::Delivered => run.delivered = given.parse().ok(),
        _ => {}
    }
}

/// Whether this form sets the crew of this run.
fn crews(form: &Form, stream: Stream) -> bool {
    let [target] = form.targets.as_slice() else { return false };
    target.stream == stream && form.verb.plain(Kind::Run, target.state) == Verb::Crew
}

impl App {
    /// Who fits has been found out: offered in the form that asked for it, if it is still open.
    pub(super) fn take_crewing(&mut self, stream: Stream, candidates: Candidates) {
        let lines = |app: &Self, all: &[Candidate]| -> Vec<(String, String)> {
            all.iter().map(|one| (app.candidate_line(one), one.value.clone())).collect()
        };
        let vehicles = lines(self, &candidates.vehicles);
        let drivers = lines(self, &candidates.drivers);
        let volunteers = candidates.volunteers.iter();
        let volunteers: Vec<_> =
            volunteers.map(|one| (self.volunteer_line(one), one.value.clone())).collect();
        let form = self.dialogs.iter_mut().find_map(|dialog| match dialog {
            Dialog::Form(form) if crews(form, stream) => Some(form),
            _ => None,
        });
        let Some(form) = form else { return };
        for field in &mut form.fields {
            match field.arg {
                Arg::Vehicle => field.options.clone_from(&vehicles),
                Arg::Driver => field.options.clone_from(&drivers),
                Arg::Volunteers => field.options.clone_from(&volunteers),
                _ => {}
            }
        }
        self.choices_for_field();
    }

    /// A vehicle or driver with what speaks against it.
    fn candidate_line(&self, one: &Candidate) -> String {
        let words = &self.lang.strings().runs;
        let seats = one.seats.map(|seats| (words.seats)(seats)).unwrap_or_default();
        let why = one.refusal.as_ref().map(|refusal| self.told(refusal)).unwrap_or_default();
        let why = why.strip_prefix(&one.name).unwrap_or(&why).trim().to_owned();
        let parts = [one.name.clone(), seats, why];
        let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        parts.join("  ")
    }

    fn volunteer_line(&self, one: &Candidate) -> String {
        let names = names(&self.config);
        let spoken: Vec<&str> = one.languages.iter().map(|tag| names.language(tag, self.lang)).collect();
        let why = one.refusal.as_ref().map(|refusal| self.told(refusal)).unwrap_or_default();
        format!("{}  {}  {why}", one.name, spoken.join("/")).trim_end().to_owned()
    }
}

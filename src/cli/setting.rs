//! What every command starts from: configuration, language, clock, officer and store.

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, Utc};

use super::args::Globals;
use super::problem::Problem;
use super::voice::Voice;
use crate::config::{Config, ConfigProblem, Dirs, Flags, LangChoice, Loaded, ProblemKind, Sources};
use crate::domain::{Officer, Role};
use crate::filter::{self, Vocabulary};
use crate::i18n::{Lang, Strings};
use crate::store::{self, OpenOptions, Reader, Store, StoreError};
use crate::ui::look;

/// From so many entries on, it is told how far an upgrade has come.
const MANY: u64 = 2_000;

/// The circumstances of one command.
#[derive(Debug)]
pub(super) struct Setting {
    pub(super) loaded: Loaded,
    pub(super) strings: &'static Strings,
    /// The clock: `--at`, else that of the machine (UTC).
    pub(super) now: DateTime<Utc>,
    /// `--at`
    at: Option<DateTime<Utc>>,
    pub(super) json: bool,
    pub(super) read_only: bool,
    officer: Option<String>,
    /// The configuration file of the user, whether or not it is there.
    pub(super) user_config: Option<PathBuf>,
}

fn env(name: &str) -> Option<OsString> {
    std::env::var_os(name)
}

/// The sources of the configuration under these options.
pub(super) fn sources(globals: &Globals) -> Sources {
    let flags =
        Flags { config: globals.config.clone(), store: globals.store.clone(), lang: globals.lang.clone() };
    Sources::discover(&flags, env)
}

/// The language for messages when there is no configuration to ask: option, environment, locale.
pub(super) fn lang_without_config(globals: &Globals) -> Lang {
    let told = globals.lang.clone().or_else(|| env("DUTYDESK_LANG")?.into_string().ok());
    told.and_then(|tag| Lang::from_tag(&tag)).unwrap_or_else(|| Lang::of_locale(env))
}

/// The store file when there is no configuration to ask: option, environment, the usual place.
pub(super) fn store_without_config(globals: &Globals) -> Result<PathBuf, Problem> {
    let told = globals.store.clone().or_else(|| env("DUTYDESK_STORE").map(PathBuf::from));
    told.or_else(usual_store).ok_or(Problem::NoPlace)
}

fn usual_store() -> Option<PathBuf> {
    Some(Dirs::from_env(env).data?.join("desk.db"))
}

impl Setting {
    /// Loads the configuration and looks at the clock.
    pub(super) fn load(globals: &Globals) -> Result<Self, Problem> {
        let sources = sources(globals);
        let loaded = Config::load(&sources).map_err(Problem::Config)?;
        let lang = match loaded.config.office.lang {
            LangChoice::Fixed(lang) => lang,
            LangChoice::Auto => Lang::of_locale(env),
        };
        check_views(&loaded.config, lang.strings()).map_err(Problem::Config)?;
        let setting = Self {
            loaded,
            strings: lang.strings(),
            now: globals.at.unwrap_or_else(Utc::now),
            at: globals.at,
            json: globals.json,
            read_only: globals.read_only,
            officer: globals.officer.clone(),
            // The site's file comes first, and is always among them.
            user_config: sources.files.into_iter().nth(1).map(|file| file.path),
        };
        // A name that was given must be right even where nobody acts: else the slip shows only at night.
        if setting.officer.is_some() {
            setting.officer()?;
        }
        Ok(setting)
    }

    pub(super) const fn config(&self) -> &Config {
        &self.loaded.config
    }

    /// The clock as it stands now: `--at`, else that of the machine (UTC). For what runs for days.
    pub(super) fn clock(&self) -> DateTime<Utc> {
        self.at.unwrap_or_else(Utc::now)
    }

    /// The zone of the office.
    pub(super) const fn zone(&self) -> FixedOffset {
        self.loaded.config.office.zone
    }

    /// Who acts; says on standard error who that is where nobody has said so, lest a name stand in the journal unawares.
    pub(super) fn acting(&self) -> Result<Officer, Problem> {
        let officer = self.officer()?;
        self.stand_in(&officer).iter().for_each(|words| super::say(words));
        Ok(officer)
    }

    /// What to say of an officer who is only the first of the configuration: neither `--officer` nor the login name is his.
    pub(super) fn stand_in(&self, officer: &Officer) -> Option<String> {
        let chosen = self.officer.is_some() || self.by_login().is_some();
        (!chosen).then(|| (self.strings.cli.report.stand_in)(&officer.name))
    }

    /// The officer whose id or name is the login name.
    fn by_login(&self) -> Option<&crate::config::Officer> {
        let login = ["USER", "LOGNAME"].into_iter().filter_map(|name| env(name)?.into_string().ok());
        login.filter(|name| !name.is_empty()).find_map(|name| self.config().officer(&name))
    }

    /// `--officer`, as given.
    pub(super) fn named_officer(&self) -> Option<&str> {
        self.officer.as_deref()
    }

    /// Who acts: `--officer`, else the login name if the configuration knows it, else the first of the role officer,
    /// else the first of those who may act.
    pub(super) fn officer(&self) -> Result<Officer, Problem> {
        let config = self.config();
        let found = match &self.officer {
            Some(name) => Some(config.officer(name).ok_or_else(|| self.unknown_officer(name))?),
            None => {
                let first = |role| config.officers.iter().find(move |officer| officer.role == role);
                self.by_login().or_else(|| first(Role::Officer)).or_else(|| first(Role::Leader))
            }
        };
        let found = found.or_else(|| config.officers.first()).ok_or(Problem::NoOfficer)?;
        Ok(Officer { name: found.name.clone(), role: found.role })
    }

    fn unknown_officer(&self, name: &str) -> Problem {
        let names = self.config().officers.iter().flat_map(|officer| [&officer.id, &officer.name]);
        Problem::UnknownOfficer {
            name: name.to_owned(),
            suggestion: nearest(name, names.map(String::as_str)),
        }
    }

    /// How to speak to people.
    pub(super) fn voice(&self) -> Voice {
        Voice {
            strings: self.strings,
            zone: self.zone(),
            now: self.now,
            names: look::names(self.config()),
            store: self.store_path().unwrap_or_default(),
        }
    }

    /// The store file.
    pub(super) fn store_path(&self) -> Result<PathBuf, Problem> {
        let told = self.config().store.path.clone();
        told.or_else(usual_store).ok_or(Problem::NoPlace)
    }

    /// The store file, which must exist.
    pub(super) fn existing_store(&self) -> Result<PathBuf, Problem> {
        let path = self.store_path()?;
        if path.exists() { Ok(path) } else { Err(Problem::NoStore(path)) }
    }

    /// Opens the store for reading. Tables of an older layout are made again first, unless this may only read.
    pub(super) fn reader(&self) -> Result<Reader, Problem> {
        let path = self.existing_store()?;
        match Reader::open(&path) {
            Err(StoreError::OlderSchema { .. }) if !self.read_only => {
                self.upgrade(&path)?;
                Reader::open(&path)
            }
            opened => opened,
        }
        .map_err(Problem::store(&path))
    }

    /// Brings a store of an older layout up to date, and tells how it goes on; that takes a while with a long journal.
    fn upgrade(&self, path: &std::path::Path) -> Result<(), Problem> {
        let words = &self.strings.cli.report;
        let mut told = 0;
        let done = store::upgrade(path, &mut |now| {
            if now.percent == 0 {
                super::say(&(words.upgrading)(now.from, now.to, now.entries));
            } else if now.entries > MANY && now.percent >= told + 10 {
                told = now.percent / 10 * 10;
                super::say(&(words.upgraded_part)(told));
            }
        })
        .map_err(Problem::store(path))?;
        if done {
            super::say(words.upgraded);
        }
        Ok(())
    }

    /// Opens the store for looking at it: as it was at `--at`, if anything was written later.
    pub(super) fn reader_at(&self) -> Result<Reader, Problem> {
        match self.looks_back()? {
            Some(at) => {
                let path = self.store_path()?;
                Reader::open_as_of(&path, at).map_err(Problem::store(&path))
            }
            None => self.reader(),
        }
    }

    /// The moment of `--at`, if something was written after it.
    pub(super) fn looks_back(&self) -> Result<Option<DateTime<Utc>>, Problem> {
        let Some(at) = self.at else { return Ok(None) };
        let path = self.store_path()?;
        if !path.exists() {
            return Ok(None);
        }
        let last = self.reader()?.log(None, 1).map_err(Problem::store(&path))?;
        Ok(last.first().filter(|entry| entry.at > at).map(|_| at))
    }

    /// Makes the directory of the store, for this user alone.
    pub(super) fn make_place(&self) -> Result<(), Problem> {
        let path = self.store_path()?;
        let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty());
        dir.map_or(Ok(()), |dir| private_dir(dir).map_err(Problem::file(dir)))
    }

    /// Opens the store for writing; makes it, and its directory, where `create` allows.
    pub(super) fn writer(&self, create: bool) -> Result<Store, Problem> {
        if self.read_only {
            return Err(Problem::ReadOnly);
        }
        let path = if create { self.store_path()? } else { self.existing_store()? };
        if create {
            self.make_place()?;
        }
        if path.exists() {
            self.upgrade(&path)?;
        }
        let options = OpenOptions { policy: self.config().policy(), seed: seed() };
        Store::open(&path, options).map_err(Problem::store(&path))
    }
}

/// Makes a directory, and those above it, for this user alone.
pub(super) fn private_dir(dir: &std::path::Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(dir)
}

/// A number that no other process has: the keys of a fresh hash map come from the system's chance.
pub(super) fn seed() -> u64 {
    use std::hash::{BuildHasher, Hasher};
    std::hash::RandomState::new().build_hasher().finish()
}

/// The word nearest to what was written, if one is near.
pub(super) fn nearest<'w>(written: &str, words: impl Iterator<Item = &'w str>) -> Option<String> {
    let worth = |word: &str| strsim::jaro_winkler(written, word);
    words
        .map(|word| (worth(word), word))
        .filter(|(worth, _)| *worth > 0.7)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, word)| word.to_owned())
}

/// Whether the filters of the views that everybody has are understood, with all that is not.
pub(super) fn check_views(config: &Config, strings: &Strings) -> Result<(), Vec<ConfigProblem>> {
    let names = Vocabulary::new(config, "");
    let problems: Vec<ConfigProblem> = config
        .views
        .iter()
        .enumerate()
        .flat_map(|(at, view)| {
            let faults = filter::parse(&view.filter, &names).problems.into_iter();
            faults.map(move |problem| {
                let told = problem.fault.told(&strings.filter, strings.lang == Lang::ZhCn);
                let key = format!("views[{}].filter", at + 1);
                ConfigProblem::new(view.place.clone(), key, ProblemKind::Filter(told))
            })
        })
        .collect();
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

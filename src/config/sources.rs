//! Which files and settings make up the configuration, and in which order.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::problem::{ConfigProblem, Place, ProblemKind, Source};
use super::tree;

/// The configuration of the site.
const SITE_FILE: &str = "/etc/dutydesk/config.toml";

/// The directories of this user, after the XDG rules. `None` where neither the variable nor `HOME` is set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dirs {
    /// `$XDG_CONFIG_HOME/dutydesk`.
    pub config: Option<PathBuf>,
    /// `$XDG_DATA_HOME/dutydesk`: the store.
    pub data: Option<PathBuf>,
    /// `$XDG_STATE_HOME/dutydesk`: drafts and logs.
    pub state: Option<PathBuf>,
}

impl Dirs {
    /// Finds the directories; `env` gives the value of an environment variable.
    pub fn from_env(env: impl Fn(&str) -> Option<OsString>) -> Self {
        // The XDG rules ignore a path that is not absolute.
        let absolute = |name: &str| env(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let home = absolute("HOME");
        let dir = |name: &str, usual: &str| {
            let base = absolute(name).or_else(|| home.as_ref().map(|home| home.join(usual)))?;
            Some(base.join("dutydesk"))
        };
        Self {
            config: dir("XDG_CONFIG_HOME", ".config"),
            data: dir("XDG_DATA_HOME", ".local/share"),
            state: dir("XDG_STATE_HOME", ".local/state"),
        }
    }
}

/// The flags of the command line that belong to the configuration.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Flags {
    /// `--config`: read this file in place of the user's.
    pub config: Option<PathBuf>,
    /// `--store`.
    pub store: Option<PathBuf>,
    /// `--lang`.
    pub lang: Option<String>,
}

/// One file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayerFile {
    /// Its path.
    pub path: PathBuf,
    /// Whether it is a problem when there is no such file: true for one that somebody named.
    pub must_exist: bool,
}

/// One value given outside files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Section and key.
    pub key: (&'static str, &'static str),
    /// The value.
    pub value: OsString,
    /// Where it was given.
    pub source: Source,
}

/// All that the configuration is made of, the lowest first, on top of the built-in one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    /// Files: the site's, then the user's.
    pub files: Vec<LayerFile>,
    /// Settings from the environment, then from flags.
    pub settings: Vec<Setting>,
}

impl Sources {
    /// The usual sources: flag > environment > user file > site file > built-in. `env` gives the value of an
    /// environment variable. An empty variable counts as not set.
    pub fn discover(flags: &Flags, env: impl Fn(&str) -> Option<OsString>) -> Self {
        let env = |name: &str| env(name).filter(|value| !value.is_empty());
        let named = flags.config.clone().or_else(|| env("DUTYDESK_CONFIG").map(PathBuf::from));
        let user = match named {
            Some(path) => Some(LayerFile { path, must_exist: true }),
            None => Dirs::from_env(env)
                .config
                .map(|dir| LayerFile { path: dir.join("config.toml"), must_exist: false }),
        };
        let site = LayerFile { path: PathBuf::from(SITE_FILE), must_exist: false };
        let files = std::iter::once(site).chain(user).collect();
        Self { files, settings: settings(flags, env) }
    }

    /// How far up a source lies; the built-in one is at 0.
    pub(super) fn rank(&self, source: &Source) -> usize {
        let file = |path| self.files.iter().position(|file| &file.path == path);
        let setting = || self.settings.iter().position(|setting| &setting.source == source);
        match source {
            Source::BuiltIn => 0,
            Source::File(path) => 1 + file(&**path).unwrap_or_default(),
            Source::Env(_) | Source::Flag(_) => 1 + self.files.len() + setting().unwrap_or_default(),
        }
    }
}

fn settings(flags: &Flags, env: impl Fn(&str) -> Option<OsString>) -> Vec<Setting> {
    let from_env =
        |name: &'static str, key| env(name).map(|value| Setting { key, value, source: Source::Env(name) });
    let from_flag = |name, key, value: Option<&OsStr>| {
        value.map(|value| Setting { key, value: value.to_owned(), source: Source::Flag(name) })
    };
    let (store, lang) = (("store", "path"), ("office", "lang"));
    [
        from_env("DUTYDESK_STORE", store),
        from_env("DUTYDESK_LANG", lang),
        from_flag("--store", store, flags.store.as_deref().map(Path::as_os_str)),
        from_flag("--lang", lang, flags.lang.as_deref().map(OsStr::new)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

impl LayerFile {
    /// The bytes of the file; `None` when it need not exist and does not.
    pub(super) fn read(&self, source: &Source) -> Result<Option<Vec<u8>>, Vec<ConfigProblem>> {
        // One byte more than is allowed shows that there is more, also where there is no end (a device).
        let most = tree::MAX_BYTES as u64 + 1;
        let mut bytes = Vec::new();
        match File::open(&self.path).and_then(|file| file.take(most).read_to_end(&mut bytes)) {
            Ok(_) => Ok(Some(bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && !self.must_exist => Ok(None),
            Err(error) => {
                let kind = ProblemKind::Unreadable(error.to_string());
                Err(vec![ConfigProblem::new(Place::whole(source.clone()), "", kind)])
            }
        }
    }
}

//! What can go wrong on the command line, its words and its exit code.

use std::io;
use std::path::{Path, PathBuf};

use super::voice::Voice;
use crate::config::{ConfigProblem, ProblemKind};
use crate::demo::DemoError;
use crate::domain::{Refusal, Stream};
use crate::filter::Fault;
use crate::i18n::{Lang, Strings};
use crate::keymap::{KeymapFault, KeymapProblem, action};
use crate::store::{CommitError, StoreError};
use crate::verb::{FileProblem, Verb};
use crate::view::Difference;

/// Exit codes. They are part of the contract of the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    Ok,
    Failure,
    Usage,
    Configuration,
    NotFound,
    Changed,
    Busy,
    Refused,
    Partial,
    Unhealthy,
    /// Ended by this signal.
    Signal(i32),
}

/// SIGINT
pub(super) const INTERRUPT: i32 = 2;
/// SIGPIPE
const PIPE: i32 = 13;

impl Exit {
    /// The code that the process ends with.
    pub(super) fn code(self) -> u8 {
        match self {
            Self::Ok => 0,
            Self::Failure => 1,
            Self::Usage => 2,
            Self::Configuration => 3,
            Self::NotFound => 4,
            Self::Changed => 5,
            Self::Busy => 6,
            Self::Refused => 7,
            Self::Partial => 8,
            Self::Unhealthy => 9,
            Self::Signal(signal) => u8::try_from(128 + signal).unwrap_or(u8::MAX),
        }
    }
}

/// Why a command ended without doing what was asked.
#[derive(Debug)]
pub(super) enum Problem {
    Config(Vec<ConfigProblem>),
    Keys(Vec<KeymapProblem>),
    UnknownOfficer {
        name: String,
        suggestion: Option<String>,
    },
    NoOfficer,
    NoPlace,
    NoStore(PathBuf),
    Store {
        path: PathBuf,
        error: StoreError,
    },
    Damaged(PathBuf),
    Demo(Box<DemoError>),
    ReadOnly,
    Commit(CommitError),
    NotFound(String),
    Ambiguous {
        id: String,
        candidates: Vec<Stream>,
    },
    BadTime(String),
    /// No element of an emergency is named.
    BadElement(String),
    /// No action item of minutes.
    BadAction(String),
    UnknownUnit {
        unit: String,
        suggestion: Option<String>,
    },
    UnknownChannel {
        id: String,
        suggestion: Option<String>,
    },
    OutboundOff,
    UnknownField {
        field: String,
        suggestion: Option<String>,
        /// The fields there are, where they are told.
        known: Vec<String>,
    },
    UnknownValue {
        field: String,
        value: String,
        suggestion: Option<String>,
        values: Vec<String>,
    },
    /// A filter that cannot be read, and the character at which it goes wrong.
    Filter {
        at: usize,
        fault: Fault,
    },
    Classified,
    /// Fields of a record.
    Record(Box<super::record::Wrong>),
    NotMarked(String),
    UnknownMap {
        name: String,
        suggestion: Option<String>,
    },
    MapExists(String),
    /// Place of what a further map cannot stand beside.
    MapNoRoom(String),
    MapName(String),
    MapToSave,
    FolderGone(PathBuf),
    NoIds,
    ExpectOne,
    VerbNeeds {
        verb: Verb,
        option: &'static str,
    },
    NotUsed {
        verb: Verb,
        option: &'static str,
    },
    NotForThis {
        verb: Verb,
        stream: Stream,
    },
    File {
        path: PathBuf,
        error: io::Error,
    },
    /// The name of a document tells none of the formats there are.
    Format(PathBuf),
    /// The name of a picture does not tell its format.
    Picture(PathBuf),
    /// There is no font to draw a picture with.
    NoFont(crate::plot::NoFont),
    Exists(PathBuf),
    /// A file that should be evidence cannot be kept.
    Evidence(FileProblem),
    InPlace(PathBuf),
    System(io::Error),
    Terminal(io::Error),
    Output(io::Error),
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<CommitError> for Problem {
    fn from(error: CommitError) -> Self {
        Self::Commit(error)
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self::Commit(CommitError::Refused(refusal))
    }
}

impl Problem {
    /// A failure of the store at this path.
    pub(super) fn store(path: &Path) -> impl FnOnce(StoreError) -> Self + '_ {
        |error| Self::Store { path: path.to_owned(), error }
    }

    /// A failure of the file at this path.
    pub(super) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        |error| Self::File { path: path.to_owned(), error }
    }

    /// Whether the reader of standard output has gone: nobody is left to tell.
    pub(super) fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    pub(super) fn exit(&self) -> Exit {
        match self {
            Self::Config(_) | Self::Keys(_) | Self::MapNoRoom(_) | Self::NoOfficer => Exit::Configuration,
            Self::UnknownOfficer { .. }
            | Self::NoPlace
            | Self::Ambiguous { .. }
            | Self::BadTime(_)
            | Self::BadElement(_)
            | Self::BadAction(_)
            | Self::Record(_)
            | Self::UnknownUnit { .. }
            | Self::UnknownChannel { .. }
            | Self::UnknownField { .. }
            | Self::UnknownValue { .. }
            | Self::UnknownMap { .. }
            | Self::MapName(_)
            | Self::MapToSave
            | Self::Filter { .. }
            | Self::Format(_)
            | Self::Picture(_)
            | Self::NoIds
            | Self::ExpectOne
            | Self::VerbNeeds { .. }
            | Self::NotUsed { .. } => Exit::Usage,
            Self::NoStore(_) | Self::NotFound(_) | Self::NotMarked(_) => Exit::NotFound,
            Self::ReadOnly
            | Self::OutboundOff
            | Self::Classified
            | Self::MapExists(_)
            | Self::NotForThis { .. }
            | Self::Exists(_)
            | Self::InPlace(_) => Exit::Refused,
            Self::Damaged(_) => Exit::Unhealthy,
            Self::Demo(error) => demo_exit(error),
            Self::Store { error, .. } => store_exit(error),
            Self::Commit(error) => commit_exit(error),
            Self::Output(_) if self.is_closed_pipe() => Exit::Signal(PIPE),
            Self::File { .. }
            | Self::Evidence(_)
            | Self::FolderGone(_)
            | Self::NoFont(_)
            | Self::System(_)
            | Self::Terminal(_)
            | Self::Output(_) => Exit::Failure,
        }
    }

    /// Stable name, as in JSON.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Config(_) | Self::Keys(_) | Self::MapNoRoom(_) => "configuration",
            Self::UnknownOfficer { .. } => "unknown_officer",
            Self::NoOfficer => "no_officer",
            Self::NoPlace => "no_place",
            Self::NoStore(_) => "no_store",
            Self::Store { error, .. } => store_code(error),
            Self::Damaged(_) => "damaged",
            Self::Demo(_) => "demonstration",
            Self::ReadOnly => "read_only",
            Self::Commit(error) => commit_code(error),
            Self::NotFound(_) => "not_found",
            Self::Ambiguous { .. } => "ambiguous",
            Self::BadTime(_) => "bad_time",
            Self::BadElement(_) => "bad_element",
            Self::BadAction(_) => "bad_action",
            Self::UnknownUnit { .. } => "unknown_unit",
            Self::UnknownChannel { .. } => "unknown_channel",
            Self::OutboundOff => "outbound_off",
            Self::UnknownField { .. } => "unknown_field",
            Self::UnknownValue { .. } => "unknown_value",
            Self::Filter { .. } => "filter",
            Self::Format(_) | Self::Picture(_) => "format",
            Self::NoFont(_) => "no_font",
            Self::Classified => "classified",
            Self::Record(_) => "bad_record",
            Self::NotMarked(_) => "not_marked",
            Self::UnknownMap { .. } => "unknown_map",
            Self::MapExists(_) => "exists",
            Self::MapName(_) => "map_name",
            Self::MapToSave => "missing",
            Self::FolderGone(_) => "folder_gone",
            Self::NoIds => "no_ids",
            Self::ExpectOne => "expect_one",
            Self::VerbNeeds { .. } => "missing",
            Self::NotUsed { .. } => "not_used",
            Self::NotForThis { .. } => "not_for_this",
            Self::File { .. } => "file",
            Self::Evidence(_) => "evidence",
            Self::Exists(_) | Self::InPlace(_) => "exists",
            Self::System(_) => "system",
            Self::Terminal(_) => "terminal",
            Self::Output(_) => "output",
        }
    }

    /// What is said of it: the message, and further lines. Cleaned by whoever prints it.
    pub(super) fn words(&self, voice: &Voice) -> Vec<String> {
        let strings = voice.strings;
        let said = &strings.cli.failure;
        match self {
            Self::Config(problems) => std::iter::once((said.config)(problems.len()))
                .chain(problems.iter().map(|problem| config_words(strings, problem)))
                .collect(),
            Self::Keys(problems) => std::iter::once((said.config)(problems.len()))
                .chain(problems.iter().map(|problem| problem.describe(strings.lang)))
                .collect(),
            Self::UnknownOfficer { name, suggestion } => {
                meant(strings, (said.unknown_officer)(name), suggestion)
            }
            Self::UnknownUnit { unit, suggestion } => meant(strings, (said.unknown_unit)(unit), suggestion),
            Self::UnknownChannel { id, suggestion } => {
                meant(strings, (strings.outgoing.unknown_channel)(id), suggestion)
            }
            Self::UnknownField { field, suggestion, known } => {
                let mut lines = meant(strings, (said.unknown_field)(field), suggestion);
                if !known.is_empty() {
                    lines.push((strings.cli.usage.choices)(&known.join(strings.cli.report.between)));
                }
                lines
            }
            Self::UnknownMap { name, suggestion } => {
                meant(strings, (strings.cli.intake.unknown_map)(name), suggestion)
            }
            Self::Classified => {
                vec![(said.row)("classified", ""), strings.cli.intake.clearance_text.to_owned()]
            }
            Self::UnknownValue { field, value, suggestion, values } => {
                let usage = &strings.cli.usage;
                let mut lines = meant(strings, (usage.bad_value)(value, field), suggestion);
                lines.push((usage.choices)(&values.join(strings.cli.report.between)));
                lines
            }
            Self::Record(wrong) => std::iter::once(strings.record.wrong.to_owned())
                .chain(wrong.lines(strings.lang).into_iter().map(|line| format!("  {line}")))
                .collect(),
            Self::Ambiguous { id, candidates } => std::iter::once((said.ambiguous)(id, candidates.len()))
                .chain(candidates.iter().map(|stream| format!("  {stream}")))
                .collect(),
            Self::Store { path, error } => vec![store_words(strings, path, error)],
            Self::Commit(error) => commit_words(voice, error),
            other => vec![other.one_line(strings)],
        }
    }

    fn one_line(&self, strings: &'static Strings) -> String {
        let said = &strings.cli.failure;
        match self {
            Self::NoOfficer => said.no_officer.to_owned(),
            Self::NoPlace => said.no_place.to_owned(),
            Self::NoStore(path) => (said.no_store)(&path.to_string_lossy()),
            Self::Demo(error) => (said.demo)(&error.to_string()),
            Self::Damaged(path) => (said.damaged)(&path.to_string_lossy()),
            Self::ReadOnly => said.read_only.to_owned(),
            Self::OutboundOff => strings.outgoing.off.to_owned(),
            Self::NotFound(id) => (said.not_found)(id),
            Self::BadTime(text) => (said.bad_time)(text),
            Self::BadElement(text) => (strings.emergency.bad_element)(text),
            Self::BadAction(text) => (strings.meeting.bad_action)(text),
            Self::NotMarked(place) => (strings.cli.intake.clear.not_marked)(place),
            Self::MapExists(name) => (strings.cli.intake.map_exists)(name),
            Self::MapNoRoom(place) => (strings.cli.intake.map_no_room)(place),
            Self::MapName(name) => (strings.cli.intake.map_name)(name),
            Self::MapToSave => strings.cli.intake.map_to_save.to_owned(),
            Self::FolderGone(dir) => (strings.cli.intake.watch.gone)(&dir.to_string_lossy()),
            Self::Filter { at, fault } => {
                (said.filter)(*at, &fault.told(&strings.filter, strings.lang == Lang::ZhCn))
            }
            Self::Picture(path) => (strings.plots.bad_picture)(&path.to_string_lossy()),
            Self::NoFont(why) => (strings.plots.no_font)(&why.to_string()),
            Self::Format(path) => (strings.report.bad_format)(&path.to_string_lossy()),
            Self::NoIds => said.no_ids.to_owned(),
            Self::ExpectOne => said.expect_one.to_owned(),
            Self::VerbNeeds { verb, option } => (said.verb_needs)(verb.name(), option),
            Self::NotUsed { verb, option } => (said.not_used)(verb.name(), option),
            Self::NotForThis { verb, stream } => {
                (said.not_for_this)(verb.name(), (strings.domain.kind)(stream.kind))
            }
            Self::File { path, error } => (said.file)(&path.to_string_lossy(), &error.to_string()),
            Self::Evidence(problem) => (strings.attached.fault)(problem),
            Self::Exists(path) => (said.exists)(&path.to_string_lossy()),
            Self::InPlace(path) => (said.in_place)(&path.to_string_lossy()),
            Self::Terminal(error) => (said.terminal)(&error.to_string()),
            Self::System(error) => (said.system)(&error.to_string()),
            Self::Output(error) => (said.output)(&error.to_string()),
            _ => self.code().to_owned(),
        }
    }
}

/// A problem of the configuration in one line. A slip in the name of an action is told before what its keys do
/// elsewhere: the configuration itself does not know the actions.
pub(super) fn config_words(strings: &Strings, problem: &ConfigProblem) -> String {
    let fights = matches!(problem.kind, ProblemKind::KeyConflict { .. } | ProblemKind::KeyPrefix { .. });
    let name = problem.key.rsplit('.').next().unwrap_or_default();
    if !fights || problem.key.starts_with("keys.wall.") || action::by_name(name).is_some() {
        return problem.describe(strings.lang);
    }
    let place = problem.place.clone();
    KeymapProblem { place, fault: KeymapFault::unknown_action(name) }.describe(strings.lang)
}

fn meant(strings: &Strings, message: String, suggestion: &Option<String>) -> Vec<String> {
    let ask = suggestion.iter().map(|word| (strings.cli.usage.suggestion)(word));
    std::iter::once(message).chain(ask).collect()
}

/// A configuration that lacks what the demonstration needs, or a store that fails.
fn demo_exit(error: &DemoError) -> Exit {
    match error {
        DemoError::Officer(_) | DemoError::Place(_) => Exit::Configuration,
        DemoError::Store(error) => commit_exit(error),
        DemoError::Directives(_) | DemoError::Refused { .. } => Exit::Failure,
    }
}

fn store_exit(error: &StoreError) -> Exit {
    match error {
        _ if error.is_busy() => Exit::Busy,
        _ if error.is_read_only() => Exit::Refused,
        StoreError::OlderSchema { .. } => Exit::Refused,
        StoreError::Entry { .. } | StoreError::Inapplicable { .. } | StoreError::Table { .. } => {
            Exit::Unhealthy
        }
        _ => Exit::Failure,
    }
}

fn store_code(error: &StoreError) -> &'static str {
    match error {
        _ if error.is_busy() => "busy",
        _ if error.is_read_only() => "read_only",
        StoreError::NewerSchema { .. } => "newer_schema",
        StoreError::OlderSchema { .. } => "older_schema",
        _ if error.is_no_store() => "not_a_store",
        StoreError::Entry { .. } | StoreError::Inapplicable { .. } | StoreError::Table { .. } => "damaged",
        _ => "storage",
    }
}

fn store_words(strings: &Strings, path: &Path, error: &StoreError) -> String {
    let said = &strings.cli.failure;
    let path = path.to_string_lossy();
    match error {
        _ if error.is_busy() => said.busy.to_owned(),
        StoreError::NewerSchema { found, known } => (said.newer)(&path, *found, *known),
        StoreError::OlderSchema { found, known } => (said.older)(&path, *found, *known),
        _ if error.is_no_store() => (said.not_a_store)(&path),
        other => (said.store)(&path, &other.to_string()),
    }
}

fn commit_exit(error: &CommitError) -> Exit {
    match error {
        CommitError::Refused(Refusal::NotFound { .. }) => Exit::NotFound,
        CommitError::Refused(Refusal::ChangedSince { .. }) | CommitError::Changed(_) => Exit::Changed,
        CommitError::Refused(_) | CommitError::ReadOnly => Exit::Refused,
        CommitError::Busy => Exit::Busy,
        CommitError::Storage(error) => store_exit(error),
    }
}

fn commit_code(error: &CommitError) -> &'static str {
    match error {
        CommitError::Refused(refusal) => refusal.code(),
        CommitError::Changed(_) => "changed",
        CommitError::Busy => "busy",
        CommitError::ReadOnly => "read_only",
        CommitError::Storage(error) => store_code(error),
    }
}

fn commit_words(voice: &Voice, error: &CommitError) -> Vec<String> {
    let said = &voice.strings.cli.failure;
    match error {
        CommitError::Refused(refusal) => vec![voice.refusal(refusal)],
        CommitError::Changed(differences) => {
            differences.iter().flat_map(|difference| difference_words(voice, difference)).collect()
        }
        CommitError::Busy => vec![said.busy.to_owned()],
        CommitError::ReadOnly => vec![said.read_only.to_owned()],
        CommitError::Storage(error) => vec![store_words(voice.strings, &voice.store, error)],
    }
}

fn difference_words(voice: &Voice, difference: &Difference) -> Vec<String> {
    let head = (voice.strings.cli.failure.changed)(&difference.title, difference.seen, difference.found);
    let since = difference.since.iter().map(|item| format!("  {}", voice.event(item)));
    std::iter::once(head).chain(since).collect()
}

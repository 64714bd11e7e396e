//! What can be wrong with a configuration, and where.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

/// Where a value of the configuration comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The `config.toml` that is part of the program.
    BuiltIn,
    /// A file of the site or of the user.
    File(Arc<PathBuf>),
    /// An environment variable, by name.
    Env(&'static str),
    /// A flag of the command line, by name.
    Flag(&'static str),
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BuiltIn => f.write_str("config.toml (built-in)"),
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Env(name) => write!(f, "${name}"),
            Self::Flag(name) => f.write_str(name),
        }
    }
}

/// A place in a configuration file. Lines and columns count from 1, columns in characters; both are 0 where
/// there is no text, as with a flag or a file that cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, variable or flag.
    pub source: Source,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl Place {
    /// The whole of a source, without a position in it.
    pub fn whole(source: Source) -> Self {
        Self { source, line: 0, column: 0 }
    }
}

impl fmt::Display for Place {
    /// `file:line:column`, the form that editors and terminals make clickable.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line == 0 {
            write!(f, "{}", self.source)
        } else {
            write!(f, "{}:{}:{}", self.source, self.line, self.column)
        }
    }
}

/// What a value should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A piece of text in quotes.
    Text,
    /// A whole number.
    Number,
    /// `true` or `false`.
    Flag,
    /// A list in brackets.
    List,
    /// A section.
    Section,
    /// A list of sections, each headed `[[name]]`.
    Sections,
    /// A duration such as `30 min`.
    Duration,
    /// A limit such as `2 working h`.
    Limit,
    /// A local time such as `08:30`.
    Time,
    /// A period of the day such as `08:30-12:00`.
    Period,
    /// A date or a range of dates.
    Dates,
    /// An offset from UTC such as `+08:00`.
    Zone,
    /// A language tag such as `en` or `zh-CN`.
    LanguageTag,
    /// An identifier: small letters, digits and `_`.
    Id,
    /// A colour such as `#d0a040` or `bright_red`.
    Colour,
    /// A key sequence such as `g g` or `Ctrl-u`.
    Keys,
    /// A year such as `2020`.
    Year,
    /// A path from the root.
    Path,
    /// An address of the web.
    Url,
    /// An address for e-mail.
    Address,
    /// A size such as `25 MB`.
    Size,
}

/// One kind of thing that can be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// The file cannot be read; holds the answer of the system.
    Unreadable(String),
    /// The file is larger than any configuration: the limit in bytes.
    TooLarge(usize),
    /// The file is not UTF-8 from this place on.
    NotUtf8,
    /// The text is not TOML; holds what the parser says.
    Syntax(String),
    /// A filter that is not understood; holds what its reader says, in the person's language.
    Filter(String),
    /// The same key twice in one section.
    DuplicateKey,
    /// A key that means nothing.
    UnknownKey,
    /// A key that must be there is not.
    Missing,
    /// A value of the wrong type or form; holds what was found.
    Wrong {
        /// What it should have been.
        expected: Expected,
        /// What is there, shortened.
        found: String,
    },
    /// Not one of the words that are allowed here.
    NotAChoice {
        /// What is there.
        found: String,
        /// All that would be right.
        allowed: Vec<String>,
    },
    /// A number or duration outside its bounds, both given as people would write them.
    OutOfRange {
        /// The smallest that is allowed.
        min: String,
        /// The greatest that is allowed.
        max: String,
    },
    /// An id or name that another entry has; that one is at `other`.
    Taken(String),
    /// An id that nothing is called by.
    UnknownReference {
        /// What kind of thing is meant: the name of the list, as in the file.
        list: &'static str,
        /// The id.
        id: String,
    },
    /// The office hours do not follow each other.
    HoursOrder,
    /// The shifts leave part of the day uncovered, or cover part of it twice.
    ShiftCover,
    /// More than one of several ways to say the same; holds their names.
    OneOf(String),
    /// It would go over the network for everybody to read.
    Unencrypted,
    /// A day that is a holiday and a make-up day at once.
    HolidayAndMakeUp(String),
    /// A date outside the year in whose section it stands.
    OtherYear(String),
    /// Two bindings of the same keys; the other is at `other`.
    KeyConflict {
        /// The keys.
        keys: String,
        /// The other action.
        other_action: String,
    },
    /// One binding is the beginning of another, which could never be reached; the other is at `other`.
    KeyPrefix {
        /// The longer sequence.
        longer: String,
        /// Its action.
        other_action: String,
    },
}

/// One thing that is wrong with the configuration, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigProblem {
    /// Where it is.
    pub place: Place,
    /// The key path, such as `units[2].phone`; empty where there is none.
    pub key: String,
    /// What is wrong.
    pub kind: ProblemKind,
    /// "Did you mean": a word close to what was written.
    pub suggestion: Option<String>,
    /// The other place that belongs to it, as with a duplicate or a conflict.
    pub other: Option<Place>,
}

impl ConfigProblem {
    /// A problem without a suggestion or a second place.
    pub fn new(place: Place, key: impl Into<String>, kind: ProblemKind) -> Self {
        Self { place, key: key.into(), kind, suggestion: None, other: None }
    }

    /// Adds "did you mean".
    #[must_use]
    pub fn suggest(mut self, word: Option<String>) -> Self {
        self.suggestion = word;
        self
    }

    /// Adds the other place.
    #[must_use]
    pub fn with_other(mut self, place: Place) -> Self {
        self.other = Some(place);
        self
    }
}

/// The word nearest to `word`, when one is near enough to be a slip of the hand.
pub(crate) fn nearest<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> Option<String> {
    // Words this long are no slips of the hand, and comparing costs the product of the lengths.
    if word.len() > 64 {
        return None;
    }
    let folded = word.to_lowercase();
    words
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&folded, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= candidate.chars().count().max(3) / 3)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate.to_owned())
}

//! One language for asking for a part of a list: `unit:卫健局 urgency:特急 due:<2h state:!completed 核酸`.
//!
//! Words are looked for as text, pinyin or initials; terms ask for values of fields. `,` parts alternatives, `!` turns
//! a term round, `<`, `>` and `..` compare times and numbers. The desk, saved views and the command line all read it
//! through [`parse`]; the store carries it out, and resolves times only then, so that `due:<2h` keeps its meaning.

mod parse;
mod span;
mod told;
mod vocabulary;

use std::fmt;

use chrono::FixedOffset;

pub use parse::{Completion, Fault, Parsed, Problem, complete, parse};
pub use span::{Bounds, Span};
pub use vocabulary::{Choice, Vocabulary};

/// A field that every list can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// Kind of item.
    Kind,
    /// State.
    State,
    /// Urgency of a paper.
    Urgency,
    /// Nearest unmet deadline.
    Due,
    /// When it was received or raised.
    Received,
    /// Unit charged with it.
    Unit,
    /// Officer who has taken it on.
    Holder,
    /// Who issued the paper.
    Issuer,
    /// Type of the paper (文种).
    Type,
    /// Number, or running number of the year.
    No,
    /// Whether somebody has taken notice.
    Attention,
    /// Marked for closer watching.
    Flag,
    /// 阅件 or 办件.
    Handling,
    /// Port of a run.
    Port,
    /// Language needed or spoken.
    Language,
    /// Severity of a finding, source of a supervised item, kind of an inspection or a need.
    Severity,
    /// Fields still to be filled in (待补).
    Incomplete,
}

impl Field {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 17] = [
        Self::Unit,
        Self::Urgency,
        Self::State,
        Self::Due,
        Self::Received,
        Self::Holder,
        Self::Attention,
        Self::Flag,
        Self::Kind,
        Self::Issuer,
        Self::Type,
        Self::No,
        Self::Handling,
        Self::Incomplete,
        Self::Severity,
        Self::Port,
        Self::Language,
    ];

    /// Its names: first the one in which filters are written down, then the Chinese one, then others.
    pub const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Kind => &["kind", "种类", "类别"],
            Self::State => &["state", "状态"],
            Self::Urgency => &["urgency", "紧急", "等级", "缓急"],
            Self::Due => &["due", "时限", "期限", "限时"],
            Self::Received => &["received", "收到", "收文"],
            Self::Unit => &["unit", "单位", "主办", "lead_unit"],
            Self::Holder => &["holder", "经办", "接手", "officer"],
            Self::Issuer => &["issuer", "来文", "来文单位"],
            Self::Type => &["type", "文种"],
            Self::No => &["no", "编号", "收文号", "receipt_no"],
            Self::Attention => &["attention", "知悉"],
            Self::Flag => &["flag", "关注"],
            Self::Handling => &["handling", "阅办", "办理"],
            Self::Port => &["port", "口岸"],
            Self::Language => &["language", "语种", "languages", "lang"],
            Self::Severity => &["severity", "程度", "性质"],
            Self::Incomplete => &["incomplete", "待补"],
        }
    }

    /// The name in which it is written down.
    pub const fn name(self) -> &'static str {
        self.names()[0]
    }

    /// The field of this name.
    pub fn by_name(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        Self::ALL.into_iter().find(|field| field.names().contains(&name.as_str()))
    }

    /// Whether it is a time.
    pub const fn is_time(self) -> bool {
        matches!(self, Self::Due | Self::Received)
    }
}

/// What a term wants of its field.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Wanted {
    /// This value, by its stable name.
    Is(String),
    /// No value at all.
    Nothing,
    /// Any value at all.
    Something,
    /// A time in this span.
    Time(Span),
    /// A running number from the first to the last.
    Numbers(u32, u32),
}

/// Values of one field.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Term {
    /// Which field.
    pub field: Field,
    /// None of the values, instead of one of them.
    pub not: bool,
    /// The values.
    pub any: Vec<Wanted>,
}

/// What is asked of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct Filter {
    /// Text, Chinese of any length, pinyin or its initials; one blank apart.
    pub words: String,
    /// All of these must hold.
    pub terms: Vec<Term>,
    /// Fields of a list of the command line that only it knows, with the value wanted of each.
    pub own: Vec<(&'static str, String)>,
    /// Zone in which days begin and hours are meant, in minutes east of UTC.
    pub zone: i32,
    /// As it was typed, for showing it and for typing on.
    pub line: String,
}

impl Filter {
    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.words.trim().is_empty() && self.terms.is_empty() && self.own.is_empty()
    }

    /// Asks for nothing any more.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// The zone in which it was written.
    pub fn zone(&self) -> FixedOffset {
        // Minutes of a zone that was one are one again.
        FixedOffset::east_opt(self.zone * 60).unwrap_or_else(|| chrono::Offset::fix(&chrono::Utc))
    }
}

/// Plain words.
impl From<&str> for Filter {
    fn from(words: &str) -> Self {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        Self { line: words.clone(), words, ..Self::default() }
    }
}

/// As it can be read again, with stable names.
impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut blank = "";
        for term in &self.terms {
            write!(f, "{blank}{term}")?;
            blank = " ";
        }
        for (name, value) in &self.own {
            write!(f, "{blank}{name}:{}", Quoted(value))?;
            blank = " ";
        }
        if self.words.is_empty() { Ok(()) } else { write!(f, "{blank}{}", self.words) }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.field.name(), if self.not { "!" } else { "" })?;
        for (at, wanted) in self.any.iter().enumerate() {
            if at > 0 {
                write!(f, ",")?;
            }
            match wanted {
                Wanted::Is(value) => write!(f, "{}", Quoted(value))?,
                Wanted::Nothing => write!(f, "none")?,
                Wanted::Something => write!(f, "any")?,
                Wanted::Time(span) => write!(f, "{span}")?,
                Wanted::Numbers(from, u32::MAX) => write!(f, ">{}", from.saturating_sub(1))?,
                Wanted::Numbers(from, last) if from == last => write!(f, "{from}")?,
                Wanted::Numbers(from, last) => write!(f, "{from}..{last}")?,
            }
        }
        Ok(())
    }
}

/// A value in quotes where it needs them.
pub(crate) struct Quoted<'a>(pub(crate) &'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = |c: char| {
            !c.is_whitespace() && !matches!(c, ',' | '，' | '"' | '“' | '”' | '!' | '！' | '<' | '>')
        };
        let reserved = matches!(self.0, "none" | "any" | "无" | "有" | "");
        if !reserved && self.0.chars().all(plain) && !self.0.contains("..") {
            write!(f, "{}", self.0)
        } else {
            write!(f, "\"{}\"", self.0.replace('"', ""))
        }
    }
}

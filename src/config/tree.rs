//! One configuration file as a tree in which every value knows its place, and the merging of several.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use toml::de::{DeTable, DeValue};

use super::problem::{ConfigProblem, Place, ProblemKind, Source};

/// Larger than any real configuration; a wrong file (a log, an image) is refused instead of parsed.
pub(crate) const MAX_BYTES: usize = 1 << 20;

/// A section: keys in alphabetical order, each with the place of the key itself.
pub(crate) type Table = BTreeMap<String, Node>;

/// A value with the place of its key and its own.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    /// Where the key stands (for list elements: the value).
    pub(crate) key_at: Place,
    /// Where the value stands.
    pub(crate) at: Place,
    pub(crate) item: Item,
}

#[derive(Debug, Clone)]
pub(crate) enum Item {
    Text(String),
    /// A date or time that was written without quotes.
    Moment(String),
    Number(String),
    Flag(bool),
    List(Vec<Node>),
    Table(Table),
}

impl Item {
    /// What is there, short enough for a message.
    pub(crate) fn shown(&self) -> String {
        const LONGEST: usize = 40;
        match self {
            Self::Text(text) if text.chars().nth(LONGEST).is_some() => {
                let cut: String = text.chars().take(LONGEST).collect();
                format!("{:?}…", cut)
            }
            Self::Text(text) => format!("{text:?}"),
            Self::Moment(text) | Self::Number(text) => text.chars().take(LONGEST).collect(),
            Self::Flag(flag) => flag.to_string(),
            Self::List(_) => "[…]".to_owned(),
            Self::Table(_) => "{…}".to_owned(),
        }
    }
}

/// Finds line and column of byte offsets.
struct Lines<'a> {
    text: &'a str,
    /// Byte offset at which each line starts.
    starts: Vec<usize>,
    source: &'a Source,
    /// The last answer as (offset, start of its line, characters before it in the line): values come in the order
    /// of the text, so that even a file of one long line is counted only once.
    last: Cell<(usize, usize, usize)>,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str, source: &'a Source) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts, source, last: Cell::new((0, 0, 0)) }
    }

    fn place(&self, offset: usize) -> Place {
        let offset = (0..=offset.min(self.text.len())).rev().find(|at| self.text.is_char_boundary(*at));
        let offset = offset.unwrap_or(0);
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let (known, known_start, known_column) = self.last.get();
        let column = if known_start == start && known <= offset {
            known_column + self.text[known..offset].chars().count()
        } else {
            self.text[start..offset].chars().count()
        };
        self.last.set((offset, start, column));
        Place { source: self.source.clone(), line: line.max(1), column: column + 1 }
    }
}

/// Parses one file.
///
/// # Errors
/// All that is wrong with it as TOML, in order, each with its place.
pub(crate) fn parse(bytes: &[u8], source: &Source) -> Result<Table, Vec<ConfigProblem>> {
    if bytes.len() > MAX_BYTES {
        let kind = ProblemKind::TooLarge(MAX_BYTES);
        return Err(vec![ConfigProblem::new(Place::whole(source.clone()), "", kind)]);
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let valid = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            let place = Lines::new(&valid, source).place(valid.len());
            return Err(vec![ConfigProblem::new(place, "", ProblemKind::NotUtf8)]);
        }
    };
    let lines = Lines::new(text, source);
    let (document, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return Ok(table(document.get_ref(), &lines));
    }
    Err(errors.iter().map(|error| syntax_problem(error, text, &lines)).collect())
}

/// A parser error in our own terms.
fn syntax_problem(error: &toml::de::Error, text: &str, lines: &Lines<'_>) -> ConfigProblem {
    let span = error.span().unwrap_or(0..0);
    let place = lines.place(span.start);
    // The parser has no typed error for this one; a test holds the wording.
    if error.message().starts_with("duplicate key") {
        let key = text.get(span).unwrap_or_default();
        return ConfigProblem::new(place, key, ProblemKind::DuplicateKey);
    }
    ConfigProblem::new(place, "", ProblemKind::Syntax(error.message().to_owned()))
}

fn table(source: &DeTable<'_>, lines: &Lines<'_>) -> Table {
    source
        .iter()
        .map(|(key, value)| {
            let key_at = lines.place(key.span().start);
            let node =
                Node { key_at, at: lines.place(value.span().start), item: item(value.get_ref(), lines) };
            (key.get_ref().to_string(), node)
        })
        .collect()
}

fn item(value: &DeValue<'_>, lines: &Lines<'_>) -> Item {
    match value {
        DeValue::String(text) => Item::Text(text.to_string()),
        DeValue::Integer(number) => Item::Number(number.to_string()),
        DeValue::Float(number) => Item::Number(number.to_string()),
        DeValue::Boolean(flag) => Item::Flag(*flag),
        DeValue::Datetime(moment) => Item::Moment(moment.to_string()),
        DeValue::Array(values) => Item::List(
            values
                .iter()
                .map(|value| {
                    let at = lines.place(value.span().start);
                    Node { key_at: at.clone(), at, item: item(value.get_ref(), lines) }
                })
                .collect(),
        ),
        DeValue::Table(values) => Item::Table(table(values, lines)),
    }
}

/// Lays `over` on top of `base`: sections merge key by key, everything else (also a list) is replaced whole.
pub(crate) fn merge(base: &mut Table, over: Table) {
    for (key, node) in over {
        match base.entry(key) {
            Entry::Vacant(place) => {
                place.insert(node);
            }
            Entry::Occupied(mut below) => {
                let below = below.get_mut();
                match (&mut below.item, node.item) {
                    (Item::Table(below), Item::Table(above)) => merge(below, above),
                    (_, item) => *below = Node { item, ..node },
                }
            }
        }
    }
}

//! What the desk and the wall look like, and the keys as raw data.

use std::collections::BTreeMap;

use chrono::{NaiveTime, TimeDelta};

use super::forms;
use super::problem::{Expected, Place};
use super::section::Section;
use super::tree::Item;

/// The built-in themes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThemeName {
    /// Dim greys on black; the default.
    Night,
    /// Dark on light.
    Day,
    /// As much contrast as the terminal gives.
    HighContrast,
    /// No colour at all: words, bold and reverse video.
    Mono,
}

/// The theme and what is changed in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Which theme.
    pub name: ThemeName,
    /// Semantic colour to `#rrggbb` or palette name, as given; the theme itself checks the names it knows.
    pub overrides: BTreeMap<String, String>,
}

/// How wide characters of ambiguous width are on this terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AmbiguousWidth {
    /// Not known. The terminal is not asked, for its answer would come among the keys: they are drawn narrow, and the
    /// cursor is placed anew after each, so that a wrong guess shifts nothing.
    Auto,
    /// One cell.
    Narrow,
    /// Two cells.
    Wide,
}

/// What borders are drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Borders {
    /// Box-drawing characters.
    Unicode,
    /// `+`, `-` and `|`.
    Ascii,
}

/// How the terminal is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Display {
    /// Width of ambiguous characters.
    pub ambiguous_width: AmbiguousWidth,
    /// Characters of borders.
    pub borders: Borders,
    /// Whether the mouse is taken from the terminal at the start.
    pub mouse: bool,
    /// Whether the bell rings for what is urgent and unacknowledged.
    pub bell: bool,
    /// Local times between which the bell keeps silent; may cross midnight.
    pub quiet_hours: Option<(NaiveTime, NaiveTime)>,
}

/// The status wall.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wall {
    /// The only fields that the wall may show, out of [`WALL_FIELDS`].
    pub fields: Vec<&'static str>,
    /// How long a page stays.
    pub rotate: TimeDelta,
    /// How often the picture moves by a cell against burn-in.
    pub burn_in: TimeDelta,
    /// How often the data is read again.
    pub refresh: TimeDelta,
    /// After how many missed intervals the time of the data turns amber.
    pub amber_intervals: u32,
    /// After how many the page is dimmed and says so.
    pub dim_intervals: u32,
}

/// All fields that the wall can show. Telephones, passports and the details of manifests are not among them and
/// can never be; names are always masked.
pub const WALL_FIELDS: [&str; 22] = [
    "receipt_no",
    "doc_number",
    "title",
    "issuer",
    "urgency",
    "state",
    "received_at",
    "due_at",
    "lead_unit",
    "place",
    "severity",
    "port",
    "flight",
    "party",
    "languages",
    "driver",
    "vehicle",
    "site",
    "passengers",
    "scheduled_at",
    "revised_at",
    "officer",
];

/// Keys bound to one action, as written; the keymap gives them their meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyBinding {
    /// Where the binding holds; `global` holds everywhere.
    pub context: String,
    /// One sequence, its strokes apart by single spaces, such as `g g` or `Ctrl-u`.
    pub keys: String,
    /// The action.
    pub action: String,
    /// Where it is written.
    pub place: Place,
}

pub(super) fn theme(s: &mut Section<'_>) -> Theme {
    let names = [
        ("night", ThemeName::Night),
        ("day", ThemeName::Day),
        ("high_contrast", ThemeName::HighContrast),
        ("mono", ThemeName::Mono),
    ];
    Theme {
        name: s.choice("name", &names).unwrap_or(ThemeName::Night),
        overrides: s.section("overrides", overrides).unwrap_or_default(),
    }
}

fn overrides(s: &mut Section<'_>) -> BTreeMap<String, String> {
    let colour = |text: &str| forms::is_colour(text).then(|| text.to_owned());
    let keys = s.keys();
    keys.into_iter().filter_map(|key| Some((key.clone(), s.form(&key, Expected::Colour, colour)?))).collect()
}

pub(super) fn display(s: &mut Section<'_>) -> Display {
    let widths =
        [("auto", AmbiguousWidth::Auto), ("narrow", AmbiguousWidth::Narrow), ("wide", AmbiguousWidth::Wide)];
    let borders = [("unicode", Borders::Unicode), ("ascii", Borders::Ascii)];
    let quiet = |text: &str| if text == "none" { Some(None) } else { forms::period(text).map(Some) };
    Display {
        ambiguous_width: s.choice("ambiguous_width", &widths).unwrap_or(AmbiguousWidth::Auto),
        borders: s.choice("borders", &borders).unwrap_or(Borders::Unicode),
        mouse: s.flag("mouse"),
        bell: s.flag("bell"),
        quiet_hours: s.form("quiet_hours", Expected::Period, quiet).flatten(),
    }
}

/// Data that missed more readings than this is long dead.
const MOST_INTERVALS: u32 = 1_000;

pub(super) fn wall(s: &mut Section<'_>) -> Wall {
    let mut span =
        |key: &str| s.form(key, Expected::Duration, forms::duration).unwrap_or_else(TimeDelta::zero);
    let (rotate, burn_in, refresh) = (span("rotate"), span("burn_in"), span("refresh"));
    let amber_intervals = s.number("amber_intervals", 1, MOST_INTERVALS);
    Wall {
        fields: s.choices("fields", &WALL_FIELDS.map(|field| (field, field))),
        rotate,
        burn_in,
        refresh,
        amber_intervals,
        dim_intervals: s.number("dim_intervals", amber_intervals, MOST_INTERVALS),
    }
}

/// Nobody remembers longer ones.
const LONGEST_SEQUENCE: usize = 5;

/// Reads all contexts: `action = ["keys", …]`, where an empty list leaves the action without a key.
pub(super) fn keys(s: &mut Section<'_>) -> Vec<KeyBinding> {
    let contexts = s.keys();
    contexts.iter().filter_map(|context| s.section(context, |s| bindings(s, context))).flatten().collect()
}

fn bindings(s: &mut Section<'_>, context: &str) -> Vec<KeyBinding> {
    let mut bindings = Vec::new();
    for action in s.keys() {
        for (key, node) in s.list(&action) {
            let strokes = match &node.item {
                Item::Text(text) => text.split_whitespace().collect::<Vec<_>>(),
                _ => Vec::new(),
            };
            if !(1..=LONGEST_SEQUENCE).contains(&strokes.len()) {
                s.wrong(node, &key, Expected::Keys);
                continue;
            }
            let keys = strokes.join(" ");
            let place = node.at.clone();
            bindings.push(KeyBinding { context: context.to_owned(), keys, action: action.clone(), place });
        }
    }
    bindings
}

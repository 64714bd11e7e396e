//! How this terminal is drawn on: language, names, colours, widths, characters of rules and marks.

use std::collections::BTreeMap;

use crate::config::{Borders, Config, ThemeName};
use crate::i18n::Strings;
use crate::i18n::names::Names;
use crate::lang::Lang;
use crate::text::Ambiguous;

use super::theme::{Depth, Theme};

/// Characters of rules and marks. Where a terminal draws the Unicode ones two columns wide, the ASCII ones are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyphs {
    /// ─
    pub horizontal: char,
    /// │
    pub vertical: char,
    /// Corners: top left, top right, bottom left, bottom right.
    pub corners: [char; 4],
    /// The row under the cursor.
    pub cursor: char,
    /// A row that is marked for a batch.
    pub marked: char,
    /// Nobody has taken notice.
    pub unacknowledged: char,
    /// Somebody has.
    pub acknowledged: char,
    /// Put off.
    pub shelved: char,
    /// Between short words on one line.
    pub dot: &'static str,
    /// From one to the next.
    pub arrow: &'static str,
    /// From … to …
    pub dash: &'static str,
}

const UNICODE: Glyphs = Glyphs {
    horizontal: '─',
    vertical: '│',
    corners: ['┌', '┐', '└', '┘'],
    cursor: '▶',
    marked: '✓',
    unacknowledged: '●',
    acknowledged: '○',
    shelved: 'z',
    dot: "·",
    arrow: "→",
    dash: "–",
};

const ASCII: Glyphs = Glyphs {
    horizontal: '-',
    vertical: '|',
    corners: ['+', '+', '+', '+'],
    cursor: '>',
    marked: '+',
    unacknowledged: '!',
    acknowledged: '.',
    shelved: 'z',
    dot: "|",
    arrow: ">",
    dash: "-",
};

/// How this terminal is drawn on.
#[derive(Debug, Clone)]
pub struct Look {
    /// Words.
    pub strings: &'static Strings,
    /// Names of units, ports, sites, languages, registers.
    pub names: Names,
    /// Colours.
    pub theme: Theme,
    /// Width of characters of ambiguous width.
    pub ambiguous: Ambiguous,
    /// Characters of rules and marks.
    pub glyphs: Glyphs,
}

impl Look {
    /// A look in the night theme.
    pub fn new(lang: Lang, names: Names, depth: Depth, ambiguous: Ambiguous, borders: Borders) -> Self {
        let (theme, _) = Theme::new(ThemeName::Night, depth, &BTreeMap::new());
        let ascii = borders == Borders::Ascii || ambiguous == Ambiguous::Wide;
        Self { strings: lang.strings(), names, theme, ambiguous, glyphs: if ascii { ASCII } else { UNICODE } }
    }

    /// The same in another theme.
    #[must_use]
    pub fn themed(mut self, theme: Theme) -> Self {
        self.theme = theme;
        self
    }

    /// The language.
    pub const fn lang(&self) -> Lang {
        self.strings.lang
    }
}

/// Names of everything that rows name by an id.
pub fn names(config: &Config) -> Names {
    Names::of(config)
}

//! Colours by meaning. Panes ask for an [`Ink`]; only this file knows colours.
//!
//! Night is the default: greys, and saturated colour only for what is abnormal. Without colour every state survives as
//! a word, a shape, bold or reverse video.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};

use crate::chart::cells::Fill;
use crate::config::ThemeName;

/// How many colours the terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Depth {
    /// None (`NO_COLOR`): bold, reverse and underline only.
    None,
    /// The sixteen of the palette.
    #[default]
    Sixteen,
    /// The 256 of the indexed palette.
    Indexed,
    /// 24 bits.
    True,
}

/// What a colour means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ink {
    /// Ordinary words.
    Text,
    /// What asks to be read first.
    Strong,
    /// What matters less.
    Dim,
    /// Rules, headings, hints.
    Faint,
    /// The pane or field that has the keys.
    Focus,
    /// The row under the cursor.
    Cursor,
    /// Overdue, lost, 特提.
    Alarm,
    /// Soon due, 加急, something to watch.
    Warn,
    /// Done, live.
    Good,
    /// A stretch of a bar that is planned.
    Planned,
    /// A stretch of a bar that has begun, or an hour that is covered.
    Actual,
    /// A stretch of a bar where something is wrong.
    Trouble,
}

/// Names in `[theme.overrides]`, with their inks.
pub const INKS: [(&str, Ink); 12] = [
    ("text", Ink::Text),
    ("strong", Ink::Strong),
    ("dim", Ink::Dim),
    ("faint", Ink::Faint),
    ("focus", Ink::Focus),
    ("cursor", Ink::Cursor),
    ("alarm", Ink::Alarm),
    ("warn", Ink::Warn),
    ("good", Ink::Good),
    ("planned", Ink::Planned),
    ("actual", Ink::Actual),
    ("trouble", Ink::Trouble),
];

/// A colour in each of the depths.
#[derive(Clone, Copy)]
struct Shade {
    rgb: u32,
    indexed: u8,
    base: Color,
}

const fn shade(rgb: u32, indexed: u8, base: Color) -> Shade {
    Shade { rgb, indexed, base }
}

impl Shade {
    const fn at(self, depth: Depth) -> Option<Color> {
        match depth {
            Depth::None => None,
            Depth::Sixteen => Some(self.base),
            Depth::Indexed => Some(Color::Indexed(self.indexed)),
            Depth::True => Some(Color::from_u32(self.rgb)),
        }
    }
}

/// Shades of the twelve inks in the order of [`INKS`].
type Shades = [Shade; 12];

const NIGHT: Shades = [
    shade(0xb8_bc_c2, 250, Color::Gray),
    shade(0xf0_f2_f4, 255, Color::White),
    shade(0x84_8a_93, 245, Color::DarkGray),
    shade(0x58_5e_67, 240, Color::DarkGray),
    shade(0x8f_b4_d9, 110, Color::Cyan),
    shade(0x8f_b4_d9, 110, Color::Cyan),
    shade(0xff_5f_56, 203, Color::LightRed),
    shade(0xe8_b3_4b, 179, Color::Yellow),
    shade(0x7f_b9_85, 108, Color::Green),
    shade(0x3a_40_48, 237, Color::DarkGray),
    shade(0x4c_6a_8c, 60, Color::Blue),
    shade(0x8c_5a_1e, 94, Color::Yellow),
];

const DAY: Shades = [
    shade(0x2a_2e_33, 236, Color::Black),
    shade(0x00_00_00, 16, Color::Black),
    shade(0x5c_63_6b, 241, Color::DarkGray),
    shade(0x93_99_a1, 246, Color::DarkGray),
    shade(0x1f_5f_a8, 25, Color::Blue),
    shade(0x1f_5f_a8, 25, Color::Blue),
    shade(0xc4_1f_17, 160, Color::Red),
    shade(0x96_5f_00, 94, Color::Magenta),
    shade(0x1d_73_35, 22, Color::Green),
    shade(0xcf_d4_da, 252, Color::Gray),
    shade(0x9d_be_e3, 110, Color::Cyan),
    shade(0xf0_bd_62, 215, Color::Yellow),
];

const HIGH_CONTRAST: Shades = [
    shade(0xff_ff_ff, 231, Color::White),
    shade(0xff_ff_ff, 231, Color::White),
    shade(0xdd_dd_dd, 253, Color::White),
    shade(0xbb_bb_bb, 250, Color::Gray),
    shade(0x00_ff_ff, 51, Color::LightCyan),
    shade(0xff_ff_00, 226, Color::LightYellow),
    shade(0xff_55_55, 203, Color::LightRed),
    shade(0xff_ff_00, 226, Color::LightYellow),
    shade(0x55_ff_55, 83, Color::LightGreen),
    shade(0x66_66_66, 242, Color::DarkGray),
    shade(0x00_55_ff, 27, Color::Blue),
    shade(0xaa_55_00, 130, Color::Yellow),
];

/// A theme for one terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    styles: [Style; 12],
    base: Style,
    depth: Depth,
}

/// Fills of plots by series: colours that the colour-blind tell apart (Okabe and Ito), and black or white on them.
const NAMES: [(Shade, bool); 7] = [
    (shade(0x2f_6f_b8, 25, Color::Blue), true),
    (shade(0xe6_9f_00, 178, Color::Yellow), false),
    (shade(0x00_9e_73, 36, Color::Green), false),
    (shade(0x8f_c9_ef, 117, Color::Cyan), false),
    (shade(0xcc_79_a7, 175, Color::Magenta), false),
    (shade(0x8a_90_97, 245, Color::Gray), false),
    (shade(0xf0_e4_42, 227, Color::LightYellow), false),
];

/// Fills from faint to strong.
const STEPS: [(Shade, bool); 5] = [
    (shade(0x5c_63_6b, 240, Color::DarkGray), true),
    (shade(0x7d_a7_cf, 110, Color::Cyan), false),
    (shade(0x2f_6f_b8, 25, Color::Blue), true),
    (shade(0xe6_9f_00, 178, Color::Yellow), false),
    (shade(0xd6_3a_30, 160, Color::Red), true),
];

impl Theme {
    /// The named theme at this depth. `overrides` maps names of [`INKS`] to `#rrggbb` or palette names; returns the
    /// names that are no ink, so that they can be reported.
    pub fn new(name: ThemeName, depth: Depth, overrides: &BTreeMap<String, String>) -> (Self, Vec<String>) {
        let depth = if name == ThemeName::Mono { Depth::None } else { depth };
        let (shades, base) = match name {
            ThemeName::Night | ThemeName::Mono => (&NIGHT, Style::new()),
            ThemeName::Day => (&DAY, ground(0xf7_f7_f4, 255, Color::White, depth)),
            ThemeName::HighContrast => (&HIGH_CONTRAST, ground(0x00_00_00, 16, Color::Black, depth)),
        };
        let mut styles = [Style::new(); 12];
        for (style, (shade, (_, ink))) in styles.iter_mut().zip(shades.iter().zip(INKS)) {
            *style = dress(ink, shade.at(depth), depth);
        }
        let mut unknown = Vec::new();
        for (key, colour) in overrides {
            match INKS.iter().position(|(name, _)| name == key) {
                Some(at) if depth != Depth::None => {
                    if let Some(colour) = parse(colour, depth) {
                        styles[at] = dress(INKS[at].1, Some(colour), depth);
                    }
                }
                Some(_) => {}
                None => unknown.push(key.clone()),
            }
        }
        (Self { styles, base, depth }, unknown)
    }

    /// How this ink is drawn.
    pub const fn style(&self, ink: Ink) -> Style {
        self.styles[ink as usize]
    }

    /// The fill of a series of a plot: its ground, and what is written on it. None without colour, where patterns tell
    /// series apart.
    pub fn plot_fill(&self, fill: Fill) -> Option<Style> {
        let (shade, dark) = match fill {
            Fill::Series { at, ordered: true } => STEPS[at.min(STEPS.len() - 1)],
            Fill::Series { at, ordered: false } => NAMES[at % NAMES.len()],
            Fill::Trouble => STEPS[STEPS.len() - 1],
        };
        let words = if dark {
            shade_of_words(self.depth, Color::White)
        } else {
            shade_of_words(self.depth, Color::Black)
        };
        shade.at(self.depth).map(|colour| Style::new().bg(colour).fg(words))
    }

    /// The ground of the whole screen; nothing where the terminal's own is used.
    pub const fn base(&self) -> Style {
        self.base
    }
}

/// Black or white that no palette of the terminal bends, where there is one.
const fn shade_of_words(depth: Depth, colour: Color) -> Color {
    match (depth, colour) {
        (Depth::Indexed | Depth::True, Color::White) => Color::Indexed(231),
        (Depth::Indexed | Depth::True, _) => Color::Indexed(16),
        (_, colour) => colour,
    }
}

fn ground(rgb: u32, indexed: u8, base: Color, depth: Depth) -> Style {
    shade(rgb, indexed, base).at(depth).map_or_else(Style::new, |colour| Style::new().bg(colour))
}

/// Colour and attributes of an ink. Bars are background; without colour they are reverse (begun), underline (planned).
fn dress(ink: Ink, colour: Option<Color>, depth: Depth) -> Style {
    let plain = depth == Depth::None;
    let style = Style::new();
    let modifier = match ink {
        Ink::Strong => Modifier::BOLD,
        Ink::Focus | Ink::Alarm => Modifier::BOLD,
        Ink::Cursor => Modifier::REVERSED,
        Ink::Actual | Ink::Trouble if plain => Modifier::REVERSED,
        Ink::Planned if plain => Modifier::UNDERLINED,
        _ => Modifier::empty(),
    };
    let style = match (ink, colour) {
        (Ink::Planned | Ink::Actual | Ink::Trouble, Some(colour)) => style.bg(colour),
        (_, Some(colour)) => style.fg(colour),
        (_, None) => style,
    };
    style.add_modifier(modifier)
}

/// `#rrggbb`, or one of the sixteen names of the configuration, as near as the terminal can show it.
fn parse(colour: &str, depth: Depth) -> Option<Color> {
    if let Some(hex) = colour.strip_prefix('#') {
        let rgb = u32::from_str_radix(hex, 16).ok()?;
        return Some(match depth {
            Depth::True => Color::from_u32(rgb),
            _ => Color::Indexed(nearest(rgb, depth)),
        });
    }
    const NAMES: [&str; 8] = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];
    let (name, bright) = match colour.strip_prefix("bright_") {
        Some(name) => (name, 8),
        None => (colour, 0),
    };
    let at = NAMES.iter().position(|known| *known == name)?;
    Some(Color::Indexed(u8::try_from(at).ok()? + bright))
}

/// The nearest entry of the 6×6×6 cube, or of the sixteen colours by brightness of each channel.
fn nearest(rgb: u32, depth: Depth) -> u8 {
    let [_, r, g, b] = rgb.to_be_bytes();
    if depth == Depth::Indexed {
        let step = |channel: u8| (u16::from(channel) * 5 + 127) / 255;
        let index = 16 + 36 * step(r) + 6 * step(g) + step(b);
        return u8::try_from(index).unwrap_or(u8::MAX);
    }
    let bright = if r.max(g).max(b) > 0xc0 { 8 } else { 0 };
    bright + u8::from(r > 0x7f) + 2 * u8::from(g > 0x7f) + 4 * u8::from(b > 0x7f)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colour_nothing_is_coloured_but_bars_still_show() {
        let (theme, _) = Theme::new(ThemeName::Day, Depth::None, &BTreeMap::new());
        for (_, ink) in INKS {
            let style = theme.style(ink);
            assert_eq!((style.fg, style.bg), (None, None), "{ink:?}");
        }
        assert!(theme.style(Ink::Actual).add_modifier.contains(Modifier::REVERSED));
        assert!(theme.style(Ink::Cursor).add_modifier.contains(Modifier::REVERSED));
        assert_eq!(theme.base(), Style::new());
    }

    #[test]
    fn overrides_change_their_ink_only_and_strangers_are_named() {
        let overrides = [("alarm", "#00ff00"), ("warn", "bright_blue"), ("alram", "red")];
        let overrides = overrides.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
        let (theme, unknown) = Theme::new(ThemeName::Night, Depth::True, &overrides);
        assert_eq!(theme.style(Ink::Alarm).fg, Some(Color::Rgb(0, 255, 0)));
        assert_eq!(theme.style(Ink::Warn).fg, Some(Color::Indexed(12)));
        assert_eq!(unknown, ["alram"]);
        let (indexed, _) = Theme::new(ThemeName::Night, Depth::Indexed, &overrides);
        assert_eq!(indexed.style(Ink::Alarm).fg, Some(Color::Indexed(46)));
    }
}

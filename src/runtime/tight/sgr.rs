//! Styles in the fewest bytes, and colours as far as the terminal has them.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::travel::csi;
use crate::ui::theme::Depth;

/// A colour as it is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Hue {
    #[default]
    Default,
    Indexed(u8),
    Rgb(u8, u8, u8),
}

/// What a cell looks like apart from its text.
///
/// The colour of an underline is not sent: terminals that do not know of it take its numbers for other attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Style {
    fg: Hue,
    bg: Hue,
    modifier: Modifier,
}

/// Attributes that show on a cell without text.
const ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

/// Every attribute with the code that sets it and the one that takes it away.
const CODES: [(Modifier, u16, u16); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

impl Style {
    pub(super) fn of(cell: &Cell, depth: Depth) -> Self {
        Self { fg: hue(cell.fg, depth), bg: hue(cell.bg, depth), modifier: cell.modifier }
    }

    /// The part of the style that shows where there is no text.
    pub(super) fn on_blank(self) -> Self {
        let modifier = self.modifier & ON_BLANK;
        // Bold and dim text and its colour show in the lines and the reversal only.
        if modifier.is_empty() { Self { fg: Hue::Default, modifier, ..self } } else { self }
    }

    /// Whether erased cells look like this.
    pub(super) fn is_default(self) -> bool {
        self == Self::default()
    }
}

/// The style that the terminal writes with; `None` until it is known.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Pen(Option<Style>);

impl Pen {
    /// Back to the terminal's own style.
    pub(super) fn reset(&mut self, out: &mut Vec<u8>) {
        self.set(Style::default(), out);
    }

    /// Makes the terminal write like `style`, whichever of changing and starting anew is shorter.
    pub(super) fn set(&mut self, style: Style, out: &mut Vec<u8>) {
        if self.0 == Some(style) {
            return;
        }
        let mut anew = Vec::new();
        change(Style::default(), style, &mut anew);
        // The reset is an empty first number.
        let start: &[u8] = if anew.is_empty() { b"\x1b[" } else { b"\x1b[;" };
        let mut numbers = Vec::new();
        if let Some(now) = self.0 {
            change(now, style, &mut numbers);
            if length(&numbers) < length(&anew) + start.len() - 2 {
                csi(out, &numbers, b'm');
                self.0 = Some(style);
                return;
            }
        }
        out.extend_from_slice(start);
        let mut tail = Vec::new();
        csi(&mut tail, &anew, b'm');
        out.extend_from_slice(&tail[2..]);
        self.0 = Some(style);
    }

    /// Makes blanks look like `style` (a style that came from [`Style::on_blank`]); what shows only in text is left.
    pub(super) fn set_for_blank(&mut self, style: Style, out: &mut Vec<u8>) {
        if self.0.is_none_or(|now| now.on_blank() != style) {
            self.set(style, out);
        }
    }
}

/// Bytes of these numbers in a sequence.
fn length(numbers: &[u16]) -> usize {
    let digits: usize = numbers
        .iter()
        .map(|n| {
            if *n < 10 {
                1
            } else if *n < 100 {
                2
            } else {
                3
            }
        })
        .sum();
    digits + numbers.len().saturating_sub(1)
}

/// The numbers that lead from one style to another.
fn change(from: Style, to: Style, out: &mut Vec<u16>) {
    let mut have = from.modifier;
    for (modifier, _, off) in CODES {
        if have.contains(modifier) && !to.modifier.contains(modifier) {
            out.push(off);
            // One code takes two attributes away; the one that stays is set again below.
            for (other, _, other_off) in CODES {
                if other_off == off {
                    have.remove(other);
                }
            }
        }
    }
    for (modifier, on, _) in CODES {
        if to.modifier.contains(modifier) && !have.contains(modifier) {
            out.push(on);
        }
    }
    if from.fg != to.fg {
        color(to.fg, 30, out);
    }
    if from.bg != to.bg {
        color(to.bg, 40, out);
    }
}

/// The numbers of a colour; `base` is 30 for text and 40 for the background.
fn color(hue: Hue, base: u16, out: &mut Vec<u16>) {
    match hue {
        Hue::Default => out.push(base + 9),
        Hue::Indexed(n @ 0..8) => out.push(base + u16::from(n)),
        Hue::Indexed(n @ 8..16) => out.push(base + 52 + u16::from(n)),
        Hue::Indexed(n) => out.extend([base + 8, 5, u16::from(n)]),
        Hue::Rgb(r, g, b) => out.extend([base + 8, 2, u16::from(r), u16::from(g), u16::from(b)]),
    }
}

/// A colour as far as the terminal has it.
fn hue(color: Color, depth: Depth) -> Hue {
    let wanted = match color {
        Color::Reset => Hue::Default,
        Color::Black => Hue::Indexed(0),
        Color::Red => Hue::Indexed(1),
        Color::Green => Hue::Indexed(2),
        Color::Yellow => Hue::Indexed(3),
        Color::Blue => Hue::Indexed(4),
        Color::Magenta => Hue::Indexed(5),
        Color::Cyan => Hue::Indexed(6),
        Color::Gray => Hue::Indexed(7),
        Color::DarkGray => Hue::Indexed(8),
        Color::LightRed => Hue::Indexed(9),
        Color::LightGreen => Hue::Indexed(10),
        Color::LightYellow => Hue::Indexed(11),
        Color::LightBlue => Hue::Indexed(12),
        Color::LightMagenta => Hue::Indexed(13),
        Color::LightCyan => Hue::Indexed(14),
        Color::White => Hue::Indexed(15),
        Color::Indexed(n) => Hue::Indexed(n),
        Color::Rgb(r, g, b) => Hue::Rgb(r, g, b),
    };
    match (depth, wanted) {
        (Depth::None, _) => Hue::Default,
        (Depth::Sixteen, Hue::Indexed(n @ 16..)) => Hue::Indexed(nearest(palette(n), 0..16)),
        (Depth::Sixteen, Hue::Rgb(r, g, b)) => Hue::Indexed(nearest([r, g, b], 0..16)),
        // The first sixteen are the user's own and may be anything.
        (Depth::Indexed, Hue::Rgb(r, g, b)) => Hue::Indexed(nearest([r, g, b], 16..256)),
        _ => wanted,
    }
}

/// The usual look of a palette colour (xterm's).
fn palette(n: u8) -> [u8; 3] {
    let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
    match n {
        7 => [229, 229, 229],
        8 => [127, 127, 127],
        0..16 => {
            let strong = if n < 8 { 205 } else { 255 };
            [1, 2, 4].map(|bit| if n & bit == 0 { 0 } else { strong })
        }
        16..232 => [level((n - 16) / 36), level((n - 16) / 6 % 6), level((n - 16) % 6)],
        232.. => [8 + 10 * (n - 232); 3],
    }
}

/// The palette colour of `range` that looks most like it.
fn nearest(rgb: [u8; 3], range: std::ops::Range<u16>) -> u8 {
    let distance = |n: u8| -> u32 {
        let squares = palette(n).into_iter().zip(rgb).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2));
        // The eye is keenest for green, weakest for blue.
        squares.zip([3, 6, 1]).map(|(square, weight)| square * weight).sum()
    };
    range.filter_map(|n| u8::try_from(n).ok()).min_by_key(|&n| distance(n)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(from: Style, to: Style) -> String {
        let mut out = Vec::new();
        Pen(Some(from)).set(to, &mut out);
        String::from_utf8_lossy(&out).replace('\u{1b}', "^")
    }

    #[test]
    fn only_what_changes_is_sent() {
        let plain = Style::default();
        let red = Style { fg: Hue::Indexed(1), ..plain };
        let loud = Style { modifier: Modifier::BOLD | Modifier::REVERSED, ..red };
        assert_eq!(sent(plain, red), "^[31m");
        assert_eq!(sent(red, loud), "^[1;7m");
        assert_eq!(sent(loud, plain), "^[m");
        assert_eq!(sent(loud, red), "^[;31m");
        let dim = Style { modifier: Modifier::DIM, ..plain };
        let both = Style { modifier: Modifier::DIM | Modifier::BOLD, ..red };
        assert_eq!(sent(both, dim), "^[;2m");
        assert_eq!(sent(red, red), "");
    }

    #[test]
    fn colours_are_brought_down_to_what_there_is() {
        let dark = Color::Rgb(200, 10, 10);
        assert_eq!(hue(dark, Depth::None), Hue::Default);
        assert_eq!(hue(dark, Depth::Sixteen), Hue::Indexed(1));
        assert_eq!(hue(dark, Depth::Indexed), Hue::Indexed(160));
        assert_eq!(hue(dark, Depth::True), Hue::Rgb(200, 10, 10));
        assert_eq!(hue(Color::Indexed(196), Depth::Sixteen), Hue::Indexed(9));
        assert_eq!(hue(Color::LightRed, Depth::Sixteen), Hue::Indexed(9));
    }
}

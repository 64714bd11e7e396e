//! Colours and hatches for white paper. The colours are those of Okabe and Ito, which the colour-blind tell apart; grey
//! print keeps the hatches.

use plotters::style::RGBColor;

/// Words.
pub(super) const INK: RGBColor = RGBColor(0x22, 0x26, 0x2b);
/// Words that matter less.
pub(super) const DIM: RGBColor = RGBColor(0x5c, 0x63, 0x6b);
/// The grid.
pub(super) const GRID: RGBColor = RGBColor(0xe2, 0xe5, 0xe8);
/// Axes.
pub(super) const AXIS: RGBColor = RGBColor(0x8a, 0x90, 0x97);
/// Behind the present.
pub(super) const NOW: RGBColor = RGBColor(0xee, 0xf1, 0xf4);
/// What is too much, and what to measure by.
pub(super) const ALARM: RGBColor = RGBColor(0xc4, 0x1f, 0x17);
/// The paper.
pub(super) const PAPER: RGBColor = RGBColor(0xff, 0xff, 0xff);

/// Lines over a filled area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hatch {
    None,
    Rising,
    Falling,
    Level,
    Upright,
    Crossed,
}

/// How a series is filled.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shade {
    pub(super) fill: RGBColor,
    pub(super) hatch: Hatch,
    /// Values printed on it: white on dark ones.
    pub(super) dark: bool,
}

const fn shade(r: u8, g: u8, b: u8, hatch: Hatch, dark: bool) -> Shade {
    Shade { fill: RGBColor(r, g, b), hatch, dark }
}

const NAMES: [Shade; 7] = [
    shade(0x1f, 0x5f, 0xa8, Hatch::None, true),
    shade(0xe6, 0x9f, 0x00, Hatch::Rising, false),
    shade(0x00, 0x9e, 0x73, Hatch::Falling, true),
    shade(0x8f, 0xc9, 0xef, Hatch::Level, false),
    shade(0xcc, 0x79, 0xa7, Hatch::Upright, false),
    shade(0x6b, 0x6f, 0x75, Hatch::None, true),
    shade(0xf0, 0xe4, 0x42, Hatch::Crossed, false),
];

/// From faint to strong; the last is trouble.
const STEPS: [Shade; 5] = [
    shade(0xdc, 0xe6, 0xf1, Hatch::None, false),
    shade(0xa9, 0xc6, 0xe3, Hatch::None, false),
    shade(0x5f, 0x95, 0xc9, Hatch::None, true),
    shade(0x1f, 0x5f, 0xa8, Hatch::None, true),
    shade(0xc4, 0x1f, 0x17, Hatch::Rising, true),
];

/// The shade of the series at this place; after the last one they begin anew.
pub(super) fn of(at: usize, ordered: bool) -> Shade {
    if ordered { STEPS[at.min(STEPS.len() - 1)] } else { NAMES[at % NAMES.len()] }
}

/// Colours of lines: darker than fills, as they are thin.
pub(super) fn line(at: usize) -> RGBColor {
    const LINES: [RGBColor; 5] = [
        RGBColor(0x1f, 0x5f, 0xa8),
        RGBColor(0xb5, 0x62, 0x00),
        RGBColor(0x00, 0x7a, 0x59),
        RGBColor(0x9b, 0x3f, 0x75),
        RGBColor(0x3c, 0x40, 0x46),
    ];
    LINES[at % LINES.len()]
}

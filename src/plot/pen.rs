//! What is drawn with: lengths in CSS pixels, text by its baseline, on either backend.

use plotters::prelude::{Color, DrawingBackend, FontFamily, FontStyle, IntoFont, RGBColor, TextStyle};
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::font::Font;
use super::shade::{Hatch, Shade};
use crate::text::{self, Ambiguous};

/// Families for readers of an SVG, the best first: Chinese sans-serif faces of the usual systems.
const FAMILIES: &str = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','WenQuanYi Micro Hei',\
                        'SimHei',sans-serif";
/// Size of an em in the units of the vector backend.
const VECTOR_EM: f64 = 1.24;
/// How far its baseline lies below the top of a text, in ems.
const VECTOR_BASELINE: f64 = 0.76;

/// Where a text stands to its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Middle,
    Right,
}

/// Size and look of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type {
    /// Size of an em.
    pub(super) size: f64,
    pub(super) colour: RGBColor,
    pub(super) bold: bool,
}

/// An upright rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Area {
    pub(super) fn right(&self) -> f64 {
        self.x + self.width
    }

    pub(super) fn bottom(&self) -> f64 {
        self.y + self.height
    }
}

/// A backend with its resolution and its font.
pub(super) struct Pen<'a, B: DrawingBackend> {
    backend: &'a mut B,
    resolution: f64,
    family: &'a str,
    em: f64,
    /// From the top of a text to its baseline, in units of its size.
    baseline: f64,
    bitmap: bool,
    failed: bool,
}

impl<'a, B: DrawingBackend> Pen<'a, B> {
    pub(super) const fn vector(backend: &'a mut B) -> Self {
        let (resolution, em, baseline) = (1.0, VECTOR_EM, VECTOR_BASELINE / VECTOR_EM);
        Self { backend, resolution, family: FAMILIES, em, baseline, bitmap: false, failed: false }
    }

    pub(super) fn bitmap(backend: &'a mut B, resolution: u32, font: &'a Font) -> Self {
        let (resolution, em) = (f64::from(resolution), font.em());
        // The bitmap backend puts the baseline at half the size of the font.
        Self { backend, resolution, family: font.name(), em, baseline: 0.5, bitmap: true, failed: false }
    }

    /// Whether anything could not be drawn.
    pub(super) const fn failed(&self) -> bool {
        self.failed
    }

    fn point(&self, x: f64, y: f64) -> (i32, i32) {
        // Saturates far outside of any picture.
        ((x * self.resolution).round() as i32, (y * self.resolution).round() as i32)
    }

    pub(super) fn fill(&mut self, area: Area, colour: RGBColor) {
        let (from, to) = (self.point(area.x, area.y), self.point(area.right(), area.bottom()));
        // The bitmap backend fills the pixels of both corners.
        let less = i32::from(self.bitmap);
        if to.0 > from.0 && to.1 > from.1 {
            let to = (to.0 - less, to.1 - less);
            self.failed |= self.backend.draw_rect(from, to, &colour.filled(), true).is_err();
        }
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), colour: RGBColor, width: f64) {
        self.path(&[from, to], colour, width);
    }

    pub(super) fn path(&mut self, points: &[(f64, f64)], colour: RGBColor, width: f64) {
        let width = (width * self.resolution).round().max(1.0) as u32;
        let points: Vec<(i32, i32)> = points.iter().map(|(x, y)| self.point(*x, *y)).collect();
        self.failed |= self.backend.draw_path(points, &colour.stroke_width(width)).is_err();
    }

    /// A line in dashes.
    pub(super) fn dashes(&mut self, from: (f64, f64), to: (f64, f64), colour: RGBColor, width: f64) {
        const DASH: f64 = 7.0;
        const BLANK: f64 = 4.0;
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = dx.hypot(dy);
        let mut at = 0.0;
        while at < length {
            let (start, end) = (at / length, (at + DASH).min(length) / length);
            let on = |part: f64| (from.0 + dx * part, from.1 + dy * part);
            self.line(on(start), on(end), colour, width);
            at += DASH + BLANK;
        }
    }

    /// An area in the shade of a series.
    pub(super) fn shade(&mut self, area: Area, shade: Shade) {
        self.fill(area, shade.fill);
        let gap = 6.0;
        let over = if shade.dark { RGBColor(0xff, 0xff, 0xff) } else { RGBColor(0x55, 0x45, 0x20) };
        let colour = mixed(shade.fill, over, 0.45);
        if shade.hatch == Hatch::None || area.width < 3.0 || area.height < 3.0 {
            return;
        }
        let level = matches!(shade.hatch, Hatch::Level | Hatch::Crossed);
        let upright = matches!(shade.hatch, Hatch::Upright | Hatch::Crossed);
        let mut at = gap / 2.0;
        while level && at < area.height {
            self.line((area.x, area.bottom() - at), (area.right(), area.bottom() - at), colour, 0.5);
            at += gap;
        }
        at = gap / 2.0;
        while upright && at < area.width {
            self.line((area.x + at, area.y), (area.x + at, area.bottom()), colour, 0.5);
            at += gap;
        }
        if matches!(shade.hatch, Hatch::Rising | Hatch::Falling) {
            self.slanting(area, shade.hatch == Hatch::Rising, gap, colour);
        }
    }

    /// Slanting lines, each cut by the area.
    fn slanting(&mut self, area: Area, rising: bool, gap: f64, colour: RGBColor) {
        let mut at = gap / 2.0;
        while at < area.width + area.height {
            // The line on which x + y = at, seen from the lower or the upper left corner.
            let (x0, x1) = ((at - area.height).max(0.0), at.min(area.width));
            let place = |x: f64| {
                let depth = at - x;
                let y = if rising { area.y + depth } else { area.bottom() - depth };
                (area.x + x, y)
            };
            self.line(place(x0), place(x1), colour, 0.5);
            at += gap * std::f64::consts::SQRT_2;
        }
    }

    /// A mark on a line, another for each series.
    pub(super) fn mark(&mut self, at: usize, (x, y): (f64, f64), colour: RGBColor) {
        const R: f64 = 3.5;
        let corners: &[(f64, f64)] = match at % 4 {
            0 => {
                let radius = (R * self.resolution).round() as u32;
                let centre = self.point(x, y);
                self.failed |= self.backend.draw_circle(centre, radius, &colour.filled(), true).is_err();
                return;
            }
            1 => &[(-R, -R), (R, -R), (R, R), (-R, R)],
            2 => &[(0.0, -R - 1.0), (R + 1.0, R), (-R - 1.0, R)],
            _ => &[(0.0, -R - 1.0), (R + 1.0, 0.0), (0.0, R + 1.0), (-R - 1.0, 0.0)],
        };
        let points: Vec<(i32, i32)> = corners.iter().map(|(dx, dy)| self.point(x + dx, y + dy)).collect();
        self.failed |= self.backend.fill_polygon(points, &colour.filled()).is_err();
    }

    /// Writes a text, sanitised, on its baseline.
    pub(super) fn text(&mut self, side: Side, (x, baseline): (f64, f64), style: Type, text: &str) {
        let text = text::sanitize(text);
        if text.is_empty() {
            return;
        }
        let size = style.size * self.em * self.resolution;
        let weight = if style.bold { FontStyle::Bold } else { FontStyle::Normal };
        let font = (FontFamily::Name(self.family), size, weight).into_font();
        let h_pos = match side {
            Side::Left => HPos::Left,
            Side::Middle => HPos::Center,
            Side::Right => HPos::Right,
        };
        let look = TextStyle::from(font).color(&style.colour).pos(Pos::new(h_pos, VPos::Top));
        let top = baseline - style.size * self.em * self.baseline;
        let point = self.point(x, top);
        self.failed |= self.backend.draw_text(&text, &look, point).is_err();
        // The one font of a bitmap has no bold face: the strokes are drawn twice.
        if style.bold && self.bitmap {
            self.failed |= self.backend.draw_text(&text, &look, (point.0 + 1, point.1)).is_err();
        }
    }
}

/// Width of a text as it will be about: a Han character is an em, others take up to six tenths.
pub(super) fn width(text: &str, size: f64) -> f64 {
    let columns = |c: char| text::width(c.encode_utf8(&mut [0; 4]));
    text.chars().map(|c| if columns(c) > 1 { 1.0 } else { 0.58 }).sum::<f64>() * size
}

/// `text` cut with a mark so that it takes at most `room`.
pub(super) fn fitted(text: &str, size: f64, room: f64) -> String {
    let clean = text::sanitize(text);
    let mut cols = text::width(&clean);
    loop {
        let cut = text::truncate(&clean, cols, Ambiguous::Narrow);
        if cols == 0 || width(&cut, size) <= room {
            return cut.into_owned();
        }
        cols -= 1;
    }
}

/// As the text of an element or an attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

fn mixed(one: RGBColor, other: RGBColor, part: f64) -> RGBColor {
    let mix = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * part).round() as u8;
    RGBColor(mix(one.0, other.0), mix(one.1, other.1), mix(one.2, other.2))
}

//! Writing on the screen buffer: text in columns, rules, bars, popups. Nothing here ever leaves its area.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use super::look::Look;
use super::theme::Ink;
use crate::text::{self, Ambiguous};

/// The buffer with the look to draw in, and where the caret belongs.
pub(crate) struct Canvas<'a> {
    buffer: &'a mut Buffer,
    /// Language, colours, widths.
    pub(crate) look: &'a Look,
    /// Place of the caret of the innermost input.
    pub(crate) caret: Option<Position>,
}

impl<'a> Canvas<'a> {
    pub(crate) fn new(buffer: &'a mut Buffer, look: &'a Look) -> Self {
        let area = buffer.area;
        let base = look.theme.base();
        if base != Style::new() {
            buffer.set_style(area, base);
        }
        Self { buffer, look, caret: None }
    }

    pub(crate) const fn area(&self) -> Rect {
        self.buffer.area
    }

    /// Columns of `text` on this terminal.
    pub(crate) fn width(&self, text: &str) -> usize {
        text::width_in(text, self.look.ambiguous)
    }

    /// Writes `text` in at most `cols` columns, cut with a mark if need be; returns the columns used.
    pub(crate) fn text(&mut self, x: u16, y: u16, cols: u16, text: &str, ink: Ink) -> u16 {
        self.styled(x, y, cols, text, self.look.theme.style(ink))
    }

    /// As [`Self::text`], in any style.
    pub(crate) fn styled(&mut self, x: u16, y: u16, cols: u16, text: &str, style: Style) -> u16 {
        let cols = cols.min(self.buffer.area.right().saturating_sub(x));
        if cols == 0 || !self.buffer.area.contains(Position { x, y }) {
            return 0;
        }
        let clean = text::sanitize(text);
        let shown = text::truncate(&clean, usize::from(cols), self.look.ambiguous);
        let mut at = x;
        if shown.is_ascii() {
            for c in shown.chars() {
                self.buffer[(at, y)].set_char(c).set_style(style);
                at += 1;
            }
            return at - x;
        }
        for grapheme in shown.graphemes(true) {
            at += self.grapheme(at, y, grapheme, style);
        }
        at - x
    }

    /// Writes one grapheme; the terminal and the buffer agree on its columns even where ratatui counts otherwise.
    fn grapheme(&mut self, x: u16, y: u16, grapheme: &str, style: Style) -> u16 {
        let columns = u16::try_from(self.width(grapheme)).unwrap_or(u16::MAX);
        if columns == 0 || columns > self.buffer.area.right().saturating_sub(x) {
            return 0;
        }
        for next in x + 1..x + columns {
            self.buffer[(next, y)].reset();
        }
        let cell = &mut self.buffer[(x, y)];
        cell.set_symbol(grapheme).set_style(style);
        let usual = self.look.ambiguous == Ambiguous::Narrow && grapheme.len() <= 3;
        if !usual
            && grapheme.cell_width() != columns
            && let Some(columns) = NonZeroU16::new(columns)
        {
            cell.set_diff_option(CellDiffOption::ForcedWidth(columns));
        }
        columns
    }

    /// Writes `text` so that it ends before column `right`; returns the columns used.
    pub(crate) fn text_right(&mut self, right: u16, y: u16, cols: u16, text: &str, ink: Ink) -> u16 {
        let clean = text::sanitize(text);
        let shown = text::truncate(&clean, usize::from(cols), self.look.ambiguous);
        let columns = u16::try_from(self.width(&shown)).unwrap_or(0);
        self.text(right.saturating_sub(columns), y, columns, &shown, ink)
    }

    /// Writes spans one after the other, at most `cols` columns; returns the columns used.
    pub(crate) fn spans(&mut self, x: u16, y: u16, cols: u16, spans: &[(&str, Ink)]) -> u16 {
        let mut used = 0;
        for (text, ink) in spans {
            if used >= cols {
                break;
            }
            used += self.text(x + used, y, cols - used, text, *ink);
        }
        used
    }

    /// One character, if it fits.
    pub(crate) fn glyph(&mut self, x: u16, y: u16, glyph: char, ink: Ink) {
        self.text(x, y, 1, glyph.encode_utf8(&mut [0; 4]), ink);
    }

    /// A rule.
    pub(crate) fn horizontal(&mut self, x: u16, y: u16, cols: u16, ink: Ink) {
        let area = Rect { x, y, width: cols, height: 1 }.intersection(self.buffer.area);
        if area.is_empty() {
            return;
        }
        let style = self.look.theme.style(ink);
        for x in area.left()..area.right() {
            self.buffer[(x, y)].set_char(self.look.glyphs.horizontal).set_style(style);
        }
    }

    /// A rule from top to bottom.
    pub(crate) fn vertical(&mut self, x: u16, y: u16, rows: u16, ink: Ink) {
        let area = Rect { x, y, width: 1, height: rows }.intersection(self.buffer.area);
        if area.is_empty() {
            return;
        }
        let style = self.look.theme.style(ink);
        for y in area.top()..area.bottom() {
            self.buffer[(x, y)].set_char(self.look.glyphs.vertical).set_style(style);
        }
    }

    /// A line from top to bottom that passes behind whatever is written.
    pub(crate) fn line_behind(&mut self, x: u16, y: u16, rows: u16, ink: Ink) {
        let area = Rect { x, y, width: 1, height: rows }.intersection(self.buffer.area);
        if area.is_empty() {
            return;
        }
        let style = self.look.theme.style(ink);
        for y in area.top()..area.bottom() {
            let covered = x > self.buffer.area.x && self.buffer[(x - 1, y)].cell_width() > 1;
            if !covered && self.buffer[(x, y)].symbol() == " " {
                self.buffer[(x, y)].set_char(self.look.glyphs.vertical).set_style(style);
            }
        }
    }

    /// Adds a style to what stands there.
    pub(crate) fn tint(&mut self, area: Rect, style: Style) {
        self.buffer.set_style(area, style);
    }

    /// Blanks a bar of background colour (reverse blanks without colour).
    pub(crate) fn bar(&mut self, x: u16, y: u16, cols: u16, ink: Ink) {
        let area = Rect { x, y, width: cols, height: 1 };
        self.tint(area, self.look.theme.style(ink));
    }

    /// Blanks an area; wide characters cut by its left edge are blanked whole.
    pub(crate) fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        if area.is_empty() {
            return;
        }
        for y in area.top()..area.bottom() {
            if area.x > self.buffer.area.x && self.buffer[(area.x - 1, y)].cell_width() > 1 {
                self.buffer[(area.x - 1, y)].reset();
                self.buffer[(area.x - 1, y)].set_style(self.look.theme.base());
            }
            for x in area.left()..area.right() {
                self.buffer[(x, y)].reset();
            }
        }
        self.buffer.set_style(area, self.look.theme.base());
    }

    /// A framed area over the panes, with a blank margin at both sides; returns the area inside. A screen too small
    /// for a frame gives all of itself.
    pub(crate) fn popup(&mut self, area: Rect, title: &str) -> Rect {
        let whole = self.buffer.area;
        let area = area.intersection(whole);
        let margin = Rect { x: area.x.saturating_sub(1), width: area.width + 2, ..area };
        self.clear(margin);
        if area.width < 8 || area.height < 3 {
            return area;
        }
        let corners = self.look.glyphs.corners;
        let (right, bottom) = (area.right() - 1, area.bottom() - 1);
        for y in [area.y, bottom] {
            self.horizontal(area.x, y, area.width, Ink::Faint);
        }
        for x in [area.x, right] {
            self.vertical(x, area.y, area.height, Ink::Faint);
        }
        let places = [(area.x, area.y), (right, area.y), (area.x, bottom), (right, bottom)];
        for ((x, y), corner) in places.into_iter().zip(corners) {
            self.glyph(x, y, corner, Ink::Faint);
        }
        let title = text::truncate(title, usize::from(area.width - 6), self.look.ambiguous);
        self.text(area.x + 2, area.y, area.width - 4, &format!(" {title} "), Ink::Focus);
        Rect { x: area.x + 2, y: area.y + 1, width: area.width - 4, height: area.height - 2 }
    }
}

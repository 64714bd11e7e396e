//! A chart on a grid of cells: the screen of a desk, or lines of plain text. Where the pieces go is decided here; what a
//! piece looks like is up to the [`Surface`].

mod lying;
mod plain;
mod upright;

use super::{Chart, Form, number};
pub use plain::{lines, pattern};

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tint {
    /// Ordinary words.
    Plain,
    /// What is read first.
    Strong,
    /// Ticks, labels, gaps.
    Dim,
    /// Axes.
    Faint,
    /// What is too much, or overdue.
    Alarm,
    /// The label that now lies in.
    Now,
}

/// What an area is filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// The colour or pattern of the series at this place; `ordered` ones go from faint to strong.
    Series {
        /// Place among the series.
        at: usize,
        /// See [`Chart::ordered`].
        ordered: bool,
    },
    /// Beyond what can be handled.
    Trouble,
}

/// What is drawn on. Nothing leaves the area that the caller gives.
pub trait Surface {
    /// Columns of a text here.
    fn columns(&self, text: &str) -> usize;
    /// Writes a text, cut to so many columns.
    fn text(&mut self, x: u16, y: u16, cols: u16, text: &str, tint: Tint);
    /// Fills cells of one row.
    fn fill(&mut self, x: u16, y: u16, cols: u16, fill: Fill);
    /// Writes a text on filled cells.
    fn on_fill(&mut self, x: u16, y: u16, text: &str, fill: Fill);
    /// A rule from left to right, as an axis or a line to measure by.
    fn rule(&mut self, x: u16, y: u16, cols: u16, tint: Tint);
}

/// Where to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// First column.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// First column behind it.
    pub const fn right(&self) -> u16 {
        self.x.saturating_add(self.width)
    }

    /// First row below it.
    pub const fn bottom(&self) -> u16 {
        self.y.saturating_add(self.height)
    }

    /// Without its first rows.
    fn below(&self, rows: u16) -> Self {
        let rows = rows.min(self.height);
        Self { y: self.y + rows, height: self.height - rows, ..*self }
    }
}

/// How many rows there are to look at, of those that do not stand all at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rows {
    /// How many are seen.
    pub shown: usize,
    /// How many there are.
    pub total: usize,
}

/// Draws the plot with its legend, without title and sentence. Where an upright plot has no room, every label gets a
/// row with a lying bar instead; `top` is the first of these rows.
pub fn draw(chart: &Chart, area: Area, top: usize, surface: &mut impl Surface) -> Rows {
    if area.width < 8 || area.height < 1 {
        return Rows::default();
    }
    if chart.is_empty() {
        let (x, y) = (area.x + area.width / 2, area.y + area.height / 2);
        let columns = u16::try_from(surface.columns(&chart.empty)).unwrap_or(area.width).min(area.width);
        let x = x.saturating_sub(columns / 2).max(area.x);
        surface.text(x, y, area.right() - x, &chart.empty, Tint::Dim);
        return Rows::default();
    }
    let small = area.width < 44 || area.height < 9;
    let used = if area.height < 7 || (small && chart.form == Form::Lines) {
        0
    } else {
        legend(chart, area, surface)
    };
    let body = area.below(used);
    if chart.form != Form::Horizontal && !small && upright::draw(chart, body, surface) {
        return Rows::default();
    }
    if chart.form == Form::Lines {
        return lying::table(chart, body, top, surface);
    }
    lying::draw(chart, body, top, surface)
}

/// Names of what is drawn, in at most three rows; gives the rows used. One series alone is named by the title.
fn legend(chart: &Chart, area: Area, surface: &mut impl Surface) -> u16 {
    let upright = matches!(chart.form, Form::Lines);
    if upright || (chart.bars().count() < 2 && chart.reference.is_none()) {
        return 0;
    }
    let (mut x, mut y) = (area.x, 0);
    let mut place = |surface: &mut dyn FnMut(u16, u16, u16), needed: u16| {
        if x > area.x && x + needed > area.right() {
            (x, y) = (area.x, y + 1);
        }
        if y < 3.min(area.height) {
            surface(x, area.y + y, area.right().saturating_sub(x));
        }
        x += needed + 2;
    };
    let columns =
        |surface: &dyn Fn(&str) -> usize, text: &str| u16::try_from(surface(text)).unwrap_or(u16::MAX / 4);
    for (at, series) in chart.bars() {
        let width = columns(&|text| surface.columns(text), &series.name);
        let fill = Fill::Series { at, ordered: chart.ordered };
        let mut drawn = |x: u16, y: u16, room: u16| {
            surface.fill(x, y, 2.min(room), fill);
            surface.text(x + 3, y, room.saturating_sub(3), &series.name, Tint::Plain);
        };
        place(&mut drawn, width + 3);
    }
    if let Some((name, value)) = &chart.reference {
        let told = format!("--- {name} {}", number(*value));
        let width = columns(&|text| surface.columns(text), &told);
        let mut drawn = |x: u16, y: u16, room: u16| surface.text(x, y, room, &told, Tint::Alarm);
        place(&mut drawn, width);
    }
    y.min(2) + 1
}

//! A chart as lines of plain text: patterns in place of colours.

use unicode_segmentation::UnicodeSegmentation;

use super::{Area, Fill, Surface, Tint, draw};
use crate::chart::Chart;
use crate::text::{self, Ambiguous};

/// Patterns of series; none of these characters is of doubtful width.
const PATTERNS: [char; 7] = ['#', '=', '+', ':', 'o', '.', '%'];
/// From faint to strong.
const STEPS: [char; 5] = ['.', ':', '+', '=', '#'];

/// The character that a fill is made of.
pub fn pattern(fill: Fill) -> char {
    match fill {
        Fill::Series { at, ordered: true } => STEPS[at.min(STEPS.len() - 1)],
        Fill::Series { at, ordered: false } => PATTERNS[at % PATTERNS.len()],
        Fill::Trouble => '!',
    }
}

/// Cells of one grapheme each; the second column of a wide one is empty.
struct Page {
    ambiguous: Ambiguous,
    cells: Vec<Vec<String>>,
}

impl Page {
    fn put(&mut self, x: u16, y: u16, grapheme: &str) -> u16 {
        let columns = text::width_in(grapheme, self.ambiguous);
        let Some(row) = self.cells.get_mut(usize::from(y)) else { return 0 };
        let at = usize::from(x);
        if columns == 0 || at + columns > row.len() {
            return 0;
        }
        grapheme.clone_into(&mut row[at]);
        row[at + 1..at + columns].iter_mut().for_each(String::clear);
        u16::try_from(columns).unwrap_or(0)
    }

    fn write(&mut self, x: u16, y: u16, cols: u16, text: &str) {
        let clean = text::sanitize(text);
        let mut at = x;
        for grapheme in text::truncate(&clean, usize::from(cols), self.ambiguous).graphemes(true) {
            at += self.put(at, y, grapheme);
        }
    }

    fn run(&mut self, x: u16, y: u16, cols: u16, c: char) {
        for x in x..x.saturating_add(cols) {
            self.put(x, y, c.encode_utf8(&mut [0; 4]));
        }
    }
}

impl Surface for Page {
    fn columns(&self, text: &str) -> usize {
        text::width_in(text, self.ambiguous)
    }

    fn text(&mut self, x: u16, y: u16, cols: u16, text: &str, tint: Tint) {
        // The present is seen without colour too, where there is room beside it.
        let _ = tint;
        self.write(x, y, cols, text);
    }

    fn fill(&mut self, x: u16, y: u16, cols: u16, fill: Fill) {
        self.run(x, y, cols, pattern(fill));
    }

    fn on_fill(&mut self, x: u16, y: u16, text: &str, _: Fill) {
        self.write(x, y, u16::MAX, text);
    }

    fn rule(&mut self, x: u16, y: u16, cols: u16, _: Tint) {
        self.run(x, y, cols, '-');
    }
}

/// The whole chart in lines of at most so many columns: title, time, the fact, then the plot in so many rows.
pub fn lines(chart: &Chart, width: u16, rows: u16, ambiguous: Ambiguous) -> Vec<String> {
    let width = width.max(8);
    let mut out = vec![format!("{}  {}", chart.title, chart.span)];
    out.extend((!chart.headline.is_empty()).then(|| chart.headline.clone()));
    let mut out: Vec<String> = out
        .iter()
        .flat_map(|line| text::wrap(&text::sanitize(line), usize::from(width), ambiguous))
        .collect();
    let rows = if chart.is_empty() { 1 } else { rows };
    let blank = vec![" ".to_owned(); usize::from(width)];
    let mut page = Page { ambiguous, cells: vec![blank; usize::from(rows)] };
    draw(chart, Area { x: 0, y: 0, width, height: rows }, 0, &mut page);
    let drawn = page.cells.into_iter().map(|row| row.concat().trim_end().to_owned());
    out.extend(drawn);
    while out.last().is_some_and(String::is_empty) {
        out.pop();
    }
    out
}

//! Plots: which there are, of which days, the most pressing fact, and the plot itself, drawn with grounds of colour;
//! without colour, patterns tell the series apart.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::super::canvas::Canvas;
use super::super::dialog::Plots;
use super::super::layout::Areas;
use super::super::theme::Ink;
use super::{centred, with_keys};
use crate::chart::cells::{self, Area, Fill, Surface, Tint};
use crate::figures::Plot;
use crate::text;

pub(super) fn plots(canvas: &mut Canvas<'_>, areas: &Areas, open: &Plots) {
    let strings = canvas.look.strings;
    let words = &strings.plots;
    let whole = canvas.area();
    let area = centred(canvas, areas, 150, whole.height);
    let inner = canvas.popup(area, words.title);
    let body = if inner.height < 12 { inner } else { with_keys(canvas, inner, words.keys) };
    let short = body.width < 70;
    let names = if short {
        words.short
    } else {
        words.titles.map(|title| title.split(['(', ',', ':']).next().unwrap_or(title))
    };
    let numbered: Vec<String> = (1..).zip(names).map(|(at, name)| format!("{at} {name}")).collect();
    let mut y = body.y;
    choice(canvas, Rect { y, height: 1, ..body }, &numbered, open.plot.index());
    y += 1;
    if body.height > 5 {
        choice(canvas, Rect { y, height: 1, ..body }, &words.periods, open.period);
        y += 1;
    }
    let Some(chart) = &open.chart else {
        canvas.text(body.x, (y + 1).min(body.bottom() - 1), body.width, strings.screen.reading, Ink::Dim);
        return;
    };
    if body.height > 7 {
        title(canvas, Rect { y, height: 1, ..body }, &chart.title, &chart.span);
        y += 1;
    }
    if !chart.headline.is_empty() && y < body.bottom() {
        let most = if body.height < 12 { 1 } else { 2 };
        let lines = text::wrap(&chart.headline, usize::from(body.width), canvas.look.ambiguous);
        for line in lines.iter().take(most) {
            canvas.text(body.x, y, body.width, line, Ink::Strong);
            y += 1;
        }
    }
    if body.height > 14 {
        y += 1;
    }
    let room = Area { x: body.x, y, width: body.width, height: body.bottom().saturating_sub(y) };
    let rows = cells::draw(chart, room, open.at, &mut On(canvas));
    let below = rows.total.saturating_sub(rows.shown);
    if below > 0 && open.plot != Plot::Findings {
        let told = (strings.screen.more)(below);
        canvas.text_right(body.right(), area.bottom() - 1, body.width, &format!(" {told} "), Ink::Faint);
    }
}

/// One of several; the one that is shown stands in brackets. Where there is no room for all, the shown one is in sight.
pub(super) fn choice<T: AsRef<str>>(canvas: &mut Canvas<'_>, row: Rect, names: &[T], shown: usize) {
    let widths: Vec<usize> = names.iter().map(|name| canvas.width(name.as_ref()) + 3).collect();
    let needed: usize = widths[..=shown.min(widths.len() - 1)].iter().sum();
    let mut skip = 0;
    while widths[skip..=shown].iter().sum::<usize>() > usize::from(row.width)
        && skip < shown
        && needed > usize::from(row.width)
    {
        skip += 1;
    }
    let mut x = row.x;
    for (at, name) in names.iter().enumerate().skip(skip) {
        let name = name.as_ref();
        let (name, ink) =
            if at == shown { (format!("[{name}]"), Ink::Focus) } else { (format!(" {name} "), Ink::Dim) };
        if x + u16::try_from(canvas.width(&name)).unwrap_or(u16::MAX) > row.right() && at > shown {
            break;
        }
        x += canvas.text(x, row.y, row.right().saturating_sub(x), &name, ink) + 1;
    }
}

fn title(canvas: &mut Canvas<'_>, row: Rect, title: &str, span: &str) {
    let wide = canvas.width(title) + canvas.width(span) + 2 <= usize::from(row.width);
    if wide {
        canvas.text(row.x, row.y, row.width, title, Ink::Text);
        canvas.text_right(row.right(), row.y, row.width, span, Ink::Dim);
    } else {
        canvas.text(row.x, row.y, row.width, span, Ink::Dim);
    }
}

/// The canvas of the screen as what a chart is drawn on.
struct On<'a, 'b>(&'a mut Canvas<'b>);

impl On<'_, '_> {
    /// Ground of a fill, and what its cells show: blanks on colour, else its pattern.
    fn fill_of(&self, fill: Fill) -> (Style, char) {
        match self.0.look.theme.plot_fill(fill) {
            Some(style) => (style, ' '),
            None => {
                let style = Style::new();
                match fill {
                    Fill::Series { at: 0, ordered: false } => (style.add_modifier(Modifier::REVERSED), ' '),
                    Fill::Trouble => (style.add_modifier(Modifier::REVERSED | Modifier::BOLD), '!'),
                    fill => (style, cells::pattern(fill)),
                }
            }
        }
    }
}

impl Surface for On<'_, '_> {
    fn columns(&self, text: &str) -> usize {
        self.0.width(text)
    }

    fn text(&mut self, x: u16, y: u16, cols: u16, text: &str, tint: Tint) {
        let ink = match tint {
            Tint::Plain => Ink::Text,
            Tint::Strong => Ink::Strong,
            Tint::Dim => Ink::Dim,
            Tint::Faint => Ink::Faint,
            Tint::Alarm => Ink::Alarm,
            Tint::Now => Ink::Cursor,
        };
        self.0.text(x, y, cols, text, ink);
    }

    fn fill(&mut self, x: u16, y: u16, cols: u16, fill: Fill) {
        let (style, pattern) = self.fill_of(fill);
        let run: String = std::iter::repeat_n(pattern, usize::from(cols)).collect();
        self.0.clear(Rect { x, y, width: cols, height: 1 });
        self.0.styled(x, y, cols, &run, style);
    }

    fn on_fill(&mut self, x: u16, y: u16, text: &str, fill: Fill) {
        let (style, _) = self.fill_of(fill);
        self.0.styled(x, y, u16::MAX, text, style);
    }

    fn rule(&mut self, x: u16, y: u16, cols: u16, tint: Tint) {
        if tint == Tint::Alarm {
            let run = "-".repeat(usize::from(cols));
            self.0.text(x, y, cols, &run, Ink::Alarm);
        } else {
            self.0.horizontal(x, y, cols, Ink::Faint);
        }
    }
}

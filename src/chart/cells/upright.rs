//! Upright bars in cells. Lines become panels of their own, one below the other, so that they never cover each other.

use super::{Area, Fill, Surface, Tint};
use crate::chart::{Chart, Form, Scale, Series, number, thin};
use crate::text::Ambiguous;

/// Rows of a panel at least.
const LEAST: u16 = 4;

/// One panel: what stands in it.
struct Panel<'a> {
    /// Its name, where it has one of its own.
    name: &'a str,
    /// The series in it, from the bottom up.
    parts: Vec<(usize, &'a Series)>,
    reference: Option<f64>,
    rows: u16,
}

/// Columns of the values, and of each slot and bar.
#[derive(Clone, Copy)]
struct Columns {
    left: u16,
    slot: u16,
    bar: u16,
}

/// Draws, if there is room for every label and panel; says whether it has.
pub(super) fn draw(chart: &Chart, area: Area, surface: &mut impl Surface) -> bool {
    // One row for the labels.
    let rows = area.height.saturating_sub(1);
    let panels = panels(chart, rows);
    let count = u16::try_from(chart.labels.len()).unwrap_or(u16::MAX);
    let widest = panels.iter().map(|panel| {
        let ticks = scale(chart, panel).ticks().map(|tick| surface.columns(&number(tick)));
        ticks.max().unwrap_or(1)
    });
    let ticks = widest.max().unwrap_or(1).max(surface.columns(&chart.unit));
    let left = u16::try_from(ticks + 1).unwrap_or(u16::MAX);
    let axis = u16::try_from(surface.columns(&chart.axis) + 1).unwrap_or(u16::MAX);
    let room = area.width.saturating_sub(left).saturating_sub(axis);
    let slot = room.checked_div(count).unwrap_or(0).min(14);
    if slot == 0 || panels.iter().any(|panel| panel.rows < LEAST) {
        return false;
    }
    let bar = match slot {
        1 => 1,
        2..=6 => slot - 1,
        _ => (slot - 2).min(9),
    };
    let columns = Columns { left: area.x + left, slot, bar };
    let mut y = area.y;
    for panel in &panels {
        let whole = Area { y, height: panel.rows, ..area };
        draw_panel(chart, panel, whole, columns, surface);
        y += panel.rows;
    }
    labels(chart, y, columns, surface);
    let end = columns.left + slot * count;
    surface.text(end + 1, y, axis, &chart.axis, Tint::Dim);
    true
}

/// Bars in one panel, each line in one below it.
fn panels(chart: &Chart, rows: u16) -> Vec<Panel<'_>> {
    // Where bars and a line below them have no room, the bars alone are drawn.
    let alone = chart.form != Form::Lines && rows / 3 < LEAST;
    let lines: Vec<(usize, &Series)> = chart.lines().filter(|_| !alone).collect();
    let reference = chart.reference.as_ref().map(|(_, value)| *value);
    let count = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let mut panels = Vec::new();
    let mut rest = rows;
    if chart.form != Form::Lines {
        // A line below the bars gets a third.
        let own = if count == 0 { rows } else { rows - (rows / 3).min(rest) };
        rest -= own;
        panels.push(Panel { name: "", parts: chart.bars().collect(), reference, rows: own });
    }
    for (at, (place, series)) in (1..).zip(lines) {
        let share = rest / count.max(1) + u16::from(at <= rest % count.max(1));
        let reference = reference.filter(|_| chart.form == Form::Lines);
        panels.push(Panel { name: &series.name, parts: vec![(place, series)], reference, rows: share });
    }
    panels
}

fn total(panel: &Panel<'_>, at: usize) -> Option<f64> {
    let known: Vec<f64> = panel.parts.iter().filter_map(|(_, series)| series.at(at)).collect();
    (!known.is_empty()).then(|| known.iter().sum())
}

fn scale(chart: &Chart, panel: &Panel<'_>) -> Scale {
    let greatest = (0..chart.labels.len()).filter_map(|at| total(panel, at)).fold(0.0, f64::max);
    let rows = panel.rows.saturating_sub(2).max(1);
    Scale::nice(greatest.max(panel.reference.unwrap_or(0.0)), usize::from(rows / 2).clamp(1, 6))
}

/// A row for values above the bars, the bars, and the axis below them.
fn draw_panel(chart: &Chart, panel: &Panel<'_>, area: Area, columns: Columns, surface: &mut impl Surface) {
    let scale = scale(chart, panel);
    let rows = area.height - 2;
    let base = area.bottom() - 1;
    let count = u16::try_from(chart.labels.len()).unwrap_or(u16::MAX);
    let eighths = |value: f64| (scale.part(value) * f64::from(rows) * 8.0).round() as u32;
    // The row of a value's top, counted upward from the axis.
    let row = |value: f64| {
        let whole = u16::try_from((eighths(value) + 3) / 8).unwrap_or(0);
        base - 1 - whole.saturating_sub(1).min(rows - 1)
    };
    for tick in scale.ticks() {
        let told = number(tick);
        let width = u16::try_from(surface.columns(&told)).unwrap_or(0);
        let y = if tick == 0.0 { base } else { row(tick) };
        surface.text(columns.left.saturating_sub(width + 1), y, width, &told, Tint::Dim);
    }
    surface.rule(columns.left, base, columns.slot * count, Tint::Faint);
    if let Some(value) = panel.reference {
        surface.rule(columns.left, row(value), columns.slot * count, Tint::Alarm);
    }
    let head = if panel.name.is_empty() { &chart.unit } else { panel.name };
    if panel.name.is_empty() {
        surface.text(area.x, area.y, columns.left - area.x, head, Tint::Dim);
    } else {
        surface.text(columns.left, area.y, columns.slot * count, head, Tint::Strong);
    }
    for at in 0..chart.labels.len() {
        let x =
            columns.left + columns.slot * u16::try_from(at).unwrap_or(0) + (columns.slot - columns.bar) / 2;
        bar(chart, panel, at, (x, base), &eighths, columns, surface);
        let Some(total) = total(panel, at) else { continue };
        value(chart, panel, total, (x, row(total)), area.y, columns, surface);
    }
}

/// The bar of one label, from the axis up.
fn bar(
    chart: &Chart,
    panel: &Panel<'_>,
    at: usize,
    (x, base): (u16, u16),
    eighths: &impl Fn(f64) -> u32,
    columns: Columns,
    surface: &mut impl Surface,
) {
    // Ends of the parts in eighths above the axis, with what fills up to them.
    let mut parts: Vec<(u32, Fill)> = Vec::new();
    let mut sum = 0.0;
    for (place, series) in &panel.parts {
        let Some(value) = series.at(at).filter(|value| *value > 0.0) else { continue };
        sum += value;
        parts.push((eighths(sum), Fill::Series { at: *place, ordered: chart.ordered }));
    }
    if let Some(limit) = panel.reference.filter(|limit| chart.limit && sum > *limit) {
        let limit = eighths(limit);
        parts.retain(|(end, _)| *end < limit);
        let fill =
            Fill::Series { at: panel.parts.first().map_or(0, |(place, _)| *place), ordered: chart.ordered };
        parts.push((limit, fill));
        parts.push((eighths(sum), Fill::Trouble));
    }
    let Some((end, _)) = parts.last().copied() else { return };
    // What is there at all is seen.
    let end = end.max(1);
    let fill_at =
        |eighth: u32| parts.iter().find(|(end, _)| eighth < *end).or(parts.last()).map(|(_, fill)| *fill);
    for cell in 0..end.div_ceil(8) {
        let Some(lower) = fill_at(cell * 8) else { continue };
        let y = base - 1 - u16::try_from(cell).unwrap_or(0);
        // Whole cells of ground alone: blocks in parts of a cell are of doubtful width, and few fonts fill a cell with
        // them. What fills the middle of the cell has it; of what is less than half a cell only a bar's foot is seen.
        let middle = cell * 8 + 4;
        let fill = if middle < end { fill_at(middle) } else { None };
        if let Some(fill) = fill.or(Some(lower).filter(|_| cell == 0)) {
            surface.fill(x, y, columns.bar, fill);
        }
    }
}

/// The value above its bar, where its slot has room for it.
fn value(
    chart: &Chart,
    panel: &Panel<'_>,
    total: f64,
    (x, top): (u16, u16),
    least: u16,
    columns: Columns,
    surface: &mut impl Surface,
) {
    let told = number(total);
    let width = u16::try_from(surface.columns(&told)).unwrap_or(u16::MAX);
    let zero = total == 0.0;
    // The greatest is told where no other has room: it then stands alone.
    let greatest = (0..chart.labels.len()).filter_map(|at| self::total(panel, at)).fold(0.0, f64::max);
    let alone = total >= greatest && width <= columns.slot.saturating_mul(3);
    let fits = width < columns.slot || (width == 1 && columns.slot == 1);
    if !fits && !alone {
        return;
    }
    // Nought stands on the axis only where it says something: a share of nought per cent.
    if zero && chart.form != Form::Lines {
        return;
    }
    let y = if zero { top } else { top.saturating_sub(1).max(least) };
    let start = (x + columns.bar / 2).saturating_sub(width / 2).max(columns.left);
    let over = chart.limit && panel.reference.is_some_and(|limit| total > limit);
    let missed = chart.form == Form::Lines && panel.reference.is_some_and(|target| total < target);
    let tint = if over {
        Tint::Alarm
    } else if missed {
        Tint::Strong
    } else {
        Tint::Plain
    };
    // The name of the panel stands in its first row; what is reached needs no number.
    let named = u16::try_from(surface.columns(panel.name)).unwrap_or(u16::MAX);
    if y == least
        && !panel.name.is_empty()
        && (start <= columns.left.saturating_add(named) || (chart.form == Form::Lines && !missed))
    {
        return;
    }
    surface.text(start, y, width, &told, tint);
}

fn labels(chart: &Chart, y: u16, columns: Columns, surface: &mut impl Surface) {
    // Widths here are those of the surface; labels of slots are digits, which nobody disputes.
    for label in thin(&chart.labels, usize::from(columns.slot), chart.current, Ambiguous::Narrow) {
        let x = columns.left + u16::try_from(label.columns.start).unwrap_or(0);
        let width = u16::try_from(label.columns.len()).unwrap_or(0);
        let tint = if chart.current == Some(label.at) { Tint::Now } else { Tint::Dim };
        surface.text(x, y, width, &chart.labels[label.at], tint);
    }
}

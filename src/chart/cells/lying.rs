//! A row a label: lying bars, or a small table of lines.

use super::{Area, Fill, Rows, Surface, Tint};
use crate::chart::{Chart, Form, number};

/// Rows worth showing: units all, slots only where anything is known.
fn shown(chart: &Chart) -> Vec<usize> {
    let all = 0..chart.labels.len();
    match chart.form {
        Form::Horizontal => all.collect(),
        Form::Lines => all.filter(|at| chart.series.iter().any(|series| series.at(*at).is_some())).collect(),
        _ => all.filter(|at| chart.total(*at).is_some_and(|total| total > 0.0)).collect(),
    }
}

fn columns(surface: &impl Surface, text: &str) -> u16 {
    u16::try_from(surface.columns(text)).unwrap_or(u16::MAX / 4)
}

/// Where rows begin so that the last page is full.
fn window(total: usize, top: usize, area: Area) -> (usize, usize) {
    let room = usize::from(area.height);
    (top.min(total.saturating_sub(room)), room)
}

pub(super) fn draw(chart: &Chart, area: Area, top: usize, surface: &mut impl Surface) -> Rows {
    let rows = shown(chart);
    // Of names one is chosen, and kept in sight; of slots the first in sight is.
    let chosen = (chart.form == Form::Horizontal).then_some(top);
    let first = chosen.map_or(top, |at| (at + 1).saturating_sub(usize::from(area.height)));
    let (top, room) = window(rows.len(), first, area);
    let remark = |at: usize| chart.remarks.get(at).map_or("", String::as_str);
    let totals = |at: usize| number(chart.total(at).unwrap_or(0.0));
    let label = |at: usize| match chart.form {
        Form::Horizontal => chart.labels[at].clone(),
        _ => format!(
            "{}{}",
            chart.labels[at],
            chart.axis.chars().next().filter(|_| chart.labels[at].len() < 3).unwrap_or(' ')
        ),
    };
    let names = rows.iter().map(|at| columns(surface, &label(*at))).max().unwrap_or(0).min(area.width / 3);
    let numbers = rows.iter().map(|at| columns(surface, &totals(*at))).max().unwrap_or(1);
    let widest = rows.iter().map(|at| columns(surface, remark(*at))).max().unwrap_or(0);
    let left = area.x + names + 1;
    let whole = area.right().saturating_sub(left).saturating_sub(numbers + 1);
    // Remarks give way to bars, and bars to nothing.
    let remarks = if widest > 0 && whole > widest + 14 { widest + 1 } else { 0 };
    let bars = whole - remarks;
    let greatest = rows.iter().filter_map(|at| chart.total(*at)).fold(0.0, f64::max).max(f64::MIN_POSITIVE);
    let cols = |value: f64| (value / greatest * f64::from(bars)).round() as u16;
    for (line, at) in (area.y..).zip(rows.iter().copied().skip(top).take(room)) {
        let name = label(at);
        let width = columns(surface, &name).min(names);
        let now = chart.current == Some(at) || chosen == Some(at);
        surface.text(left - 1 - width, line, width, &name, if now { Tint::Now } else { Tint::Plain });
        let limit = chart.reference.as_ref().map(|(_, limit)| *limit).filter(|_| chart.limit);
        let total = chart.total(at).unwrap_or(0.0);
        let (mut sum, mut start) = (0.0, 0);
        for (place, series) in chart.bars() {
            let Some(value) = series.at(at).filter(|value| *value > 0.0) else { continue };
            sum += value;
            // Each part that is there is seen.
            let end = cols(sum).max(start + 1).min(bars);
            let fill = Fill::Series { at: place, ordered: chart.ordered };
            let x = left + start;
            surface.fill(x, line, end - start, fill);
            let told = number(value);
            let needed = columns(surface, &told);
            if chart.bars().count() > 1 && needed < end - start {
                surface.on_fill(x + (end - start - needed) / 2, line, &told, fill);
            }
            start = end;
        }
        if let Some(limit) = limit.filter(|limit| total > *limit) {
            let from = cols(limit);
            surface.fill(left + from, line, start.saturating_sub(from), Fill::Trouble);
        }
        let over = limit.is_some_and(|limit| total > limit);
        let x = left + start + 1;
        let told = totals(at);
        surface.text(x, line, numbers, &told, if over { Tint::Alarm } else { Tint::Strong });
        if remarks > 0 {
            let x = x + columns(surface, &told) + 1;
            surface.text(x, line, area.right().saturating_sub(x), remark(at), Tint::Alarm);
        }
    }
    Rows { shown: room.min(rows.len() - top), total: rows.len() }
}

/// Lines as a table: a column a series.
pub(super) fn table(chart: &Chart, area: Area, top: usize, surface: &mut impl Surface) -> Rows {
    let rows = shown(chart);
    let names = rows.iter().map(|at| columns(surface, &chart.labels[*at])).max().unwrap_or(0) + 1;
    let count = u16::try_from(chart.series.len().max(1)).unwrap_or(u16::MAX);
    let each = (area.width.saturating_sub(names) / count).clamp(4, 16);
    let right = |surface: &mut dyn FnMut(u16, &str), place: u16, text: &str, width: u16| {
        let end = area.x + names + each * (place + 1);
        surface(end.saturating_sub(width + 1), text);
    };
    let head = Area { height: 1.min(area.height), ..area };
    for (place, series) in (0..).zip(&chart.series) {
        let width = columns(surface, &series.name).min(each - 1);
        let mut write = |x: u16, text: &str| surface.text(x, head.y, width, text, Tint::Dim);
        right(&mut write, place, &series.name, width);
    }
    let body = area.below(1);
    let (top, room) = window(rows.len(), top, body);
    let target = chart.reference.as_ref().map(|(_, value)| *value);
    for (line, at) in (body.y..).zip(rows.iter().copied().skip(top).take(room)) {
        let tint = if chart.current == Some(at) { Tint::Now } else { Tint::Dim };
        surface.text(area.x, line, names, &chart.labels[at], tint);
        for (place, series) in (0..).zip(&chart.series) {
            let told = series.at(at).map_or_else(|| "-".to_owned(), number);
            let missed = series.at(at).zip(target).is_some_and(|(value, target)| value < target);
            let width = columns(surface, &told).min(each - 1);
            let tint = if missed { Tint::Alarm } else { Tint::Plain };
            let mut write = |x: u16, text: &str| surface.text(x, line, width, text, tint);
            right(&mut write, place, &told, width);
        }
    }
    Rows { shown: room.min(rows.len() - top), total: rows.len() }
}

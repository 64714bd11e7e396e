//! Bars that lie: a row a name, what is longest first as the chart has it.

use plotters::prelude::DrawingBackend;

use super::drawing::{SMALL, VALUE};
use super::pen::{Area, Pen, Side, Type, fitted, width};
use super::shade;
use crate::chart::{Chart, number};

/// Of a row, with the room around its bar.
const ROW: f64 = 26.0;

pub(super) fn draw<B: DrawingBackend>(chart: &Chart, body: Area, pen: &mut Pen<'_, B>) {
    let names = chart.labels.iter().map(|name| width(name, VALUE.size)).fold(0.0, f64::max);
    let names = names.min(body.width * 0.25);
    let behind = |at: usize| {
        let total = chart.total(at).map(number).unwrap_or_default();
        let remark = chart.remarks.get(at).map_or("", String::as_str);
        (total, remark)
    };
    let widest = (0..chart.labels.len())
        .map(|at| {
            let (total, remark) = behind(at);
            width(&total, VALUE.size) + width(remark, SMALL.size) + 16.0
        })
        .fold(0.0, f64::max)
        .min(body.width * 0.35);
    let left = body.x + names + 8.0;
    let room = (body.right() - left - widest - 6.0).max(20.0);
    let bottom = 22.0;
    let rows = ((body.height - bottom) / chart.labels.len().max(1) as f64).min(ROW);
    let area = Area { x: left, y: body.y, width: room, height: rows * chart.labels.len() as f64 };
    let scale = chart.scale(((room / 70.0) as usize).clamp(1, 10));
    let x = |value: f64| left + scale.part(value) * room;
    for tick in scale.ticks() {
        let colour = if tick == 0.0 { shade::AXIS } else { shade::GRID };
        pen.line((x(tick), area.y), (x(tick), area.bottom()), colour, 1.0);
        pen.text(Side::Middle, (x(tick), area.bottom() + 16.0), SMALL, &number(tick));
    }
    let unit = (x(scale.top) + 14.0, area.bottom() + 16.0);
    pen.text(Side::Left, unit, SMALL, &chart.unit);
    for (at, name) in chart.labels.iter().enumerate() {
        let row = Area { y: area.y + rows * at as f64, height: rows, ..area };
        let base = row.y + row.height / 2.0 + 4.5;
        pen.text(Side::Right, (left - 8.0, base), VALUE, &fitted(name, VALUE.size, names));
        let mut end = 0.0;
        for (place, series) in chart.bars() {
            let Some(value) = series.at(at).filter(|value| *value > 0.0) else { continue };
            part(chart, (x(end), x(end + value)), row, (place, value), pen);
            end += value;
        }
        let (total, remark) = behind(at);
        pen.text(Side::Left, (x(end) + 6.0, base), Type { bold: true, ..VALUE }, &total);
        let remark_at = x(end) + 14.0 + width(&total, VALUE.size);
        let remark = fitted(remark, SMALL.size, body.right() - remark_at);
        pen.text(Side::Left, (remark_at, base), Type { colour: shade::ALARM, ..SMALL }, &remark);
    }
}

/// One part of a bar, with its value where there is room.
fn part<B: DrawingBackend>(
    chart: &Chart,
    (from, to): (f64, f64),
    row: Area,
    (place, value): (usize, f64),
    pen: &mut Pen<'_, B>,
) {
    let shade = shade::of(place, chart.ordered);
    let thick = (row.height * 0.68).max(2.0);
    let area = Area { x: from, y: row.y + (row.height - thick) / 2.0, width: to - from, height: thick };
    pen.shade(area, shade);
    if from > row.x {
        pen.line((from, area.y), (from, area.bottom()), shade::PAPER, 1.0);
    }
    let told = number(value);
    let needed = width(&told, 11.0) + 4.0;
    if needed > area.width || thick < 13.0 {
        return;
    }
    let middle = area.x + area.width / 2.0;
    let plate = Area { x: middle - needed / 2.0, width: needed, ..area };
    pen.fill(plate, shade.fill);
    let colour = if shade.dark { shade::PAPER } else { shade::INK };
    let look = Type { size: 11.0, colour, bold: false };
    pen.text(Side::Middle, (middle, row.y + row.height / 2.0 + 4.0), look, &told);
}

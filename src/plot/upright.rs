//! Bars that stand, and lines: values upward, labels along the bottom.

use plotters::prelude::{DrawingBackend, RGBColor};

use super::drawing::{SMALL, VALUE};
use super::pen::{Area, Pen, Side, Type, fitted, width};
use super::shade;
use crate::chart::{Chart, Form, Scale, number, thin};
use crate::text::Ambiguous;

/// Part of a slot that its bar takes.
const BAR: f64 = 0.72;
/// Between two ticks at least.
const TICK: f64 = 32.0;

/// The area of the values, and how values and labels stand in it.
struct Frame {
    area: Area,
    scale: Scale,
    slot: f64,
}

impl Frame {
    fn y(&self, value: f64) -> f64 {
        self.area.bottom() - self.scale.part(value) * self.area.height
    }

    fn middle(&self, at: usize) -> f64 {
        self.area.x + self.slot * (at as f64 + 0.5)
    }

    fn bar(&self, at: usize, from: f64, to: f64) -> Area {
        let width = (self.slot * BAR).clamp(1.0, 64.0);
        let top = self.y(to);
        Area { x: self.middle(at) - width / 2.0, y: top, width, height: self.y(from) - top }
    }
}

pub(super) fn draw<B: DrawingBackend>(chart: &Chart, body: Area, pen: &mut Pen<'_, B>) {
    let frame = frame(chart, body);
    if let Some(at) = chart.current.filter(|at| *at < chart.labels.len()) {
        let x = frame.middle(at) - frame.slot / 2.0;
        pen.fill(Area { x, width: frame.slot, ..frame.area }, shade::NOW);
    }
    grid(chart, &frame, body, pen);
    for at in 0..chart.labels.len() {
        bar(chart, &frame, at, pen);
    }
    for (at, series) in chart.lines() {
        let points = (0..chart.labels.len()).map(|label| series.at(label));
        line(&frame, at, &points.collect::<Vec<_>>(), chart.form == Form::Lines, pen);
    }
    reference(chart, &frame, pen);
    for at in 0..chart.labels.len() {
        told(chart, &frame, at, pen);
    }
    labels(chart, &frame, pen);
}

fn frame(chart: &Chart, body: Area) -> Frame {
    let (top, bottom) = (18.0, 22.0);
    let height = (body.height - top - bottom).max(20.0);
    let steps = ((height / TICK) as usize).clamp(1, 8);
    let scale = chart.scale(steps);
    let widest = scale.ticks().map(|tick| width(&number(tick), SMALL.size)).fold(0.0, f64::max);
    let left = widest.max(width(&chart.unit, SMALL.size)) + 8.0;
    let right = width(&chart.axis, SMALL.size) + 8.0;
    let room = (body.width - left - right).max(20.0);
    let area = Area { x: body.x + left, y: body.y + top, width: room, height };
    let slot = area.width / chart.labels.len().max(1) as f64;
    Frame { area, scale, slot }
}

fn grid<B: DrawingBackend>(chart: &Chart, frame: &Frame, body: Area, pen: &mut Pen<'_, B>) {
    let area = frame.area;
    for tick in frame.scale.ticks() {
        let y = frame.y(tick);
        let colour = if tick == 0.0 { shade::AXIS } else { shade::GRID };
        pen.line((area.x, y), (area.right(), y), colour, 1.0);
        pen.text(Side::Right, (area.x - 6.0, y + 4.5), SMALL, &number(tick));
    }
    pen.text(Side::Right, (area.x - 6.0, body.y + 6.0), SMALL, &chart.unit);
    pen.text(Side::Left, (area.right() + 6.0, area.bottom() + 16.0), SMALL, &chart.axis);
}

fn bar<B: DrawingBackend>(chart: &Chart, frame: &Frame, at: usize, pen: &mut Pen<'_, B>) {
    let Some(total) = chart.total(at) else { return };
    let limit = chart.reference.as_ref().filter(|_| chart.limit).map(|(_, limit)| *limit);
    let mut below = 0.0;
    for (place, series) in chart.bars() {
        let Some(value) = series.at(at).filter(|value| *value > 0.0) else { continue };
        let area = frame.bar(at, below, below + value);
        pen.shade(area, shade::of(place, chart.ordered));
        if below > 0.0 {
            pen.line((area.x, area.bottom()), (area.right(), area.bottom()), shade::PAPER, 1.0);
        }
        inside(frame, area, (place, value), chart, pen);
        below += value;
    }
    if let Some(limit) = limit.filter(|limit| total > *limit) {
        pen.shade(frame.bar(at, limit, total), shade::of(4, true));
    }
}

/// The value of a whole bar, above it, in front of lines.
fn told<B: DrawingBackend>(chart: &Chart, frame: &Frame, at: usize, pen: &mut Pen<'_, B>) {
    let Some(total) = chart.total(at).filter(|total| *total > 0.0) else { return };
    let told = number(total);
    let wide = width(&told, VALUE.size);
    if wide > frame.slot.max(8.0) - 1.0 {
        return;
    }
    let over = chart.limit && chart.reference.as_ref().is_some_and(|(_, limit)| total > *limit);
    let look = if over { Type { colour: shade::ALARM, bold: true, ..VALUE } } else { VALUE };
    let (x, y) = (frame.middle(at), frame.y(total) - 5.0);
    let ground = if chart.current == Some(at) { shade::NOW } else { shade::PAPER };
    pen.fill(Area { x: x - wide / 2.0, y: y - 11.0, width: wide, height: 13.0 }, ground);
    pen.text(Side::Middle, (x, y), look, &told);
}

/// The value of one part of a stack, where the part has room for it and is not the whole.
fn inside<B: DrawingBackend>(
    frame: &Frame,
    area: Area,
    (place, value): (usize, f64),
    chart: &Chart,
    pen: &mut Pen<'_, B>,
) {
    let told = number(value);
    let stacked = chart.form == Form::Stacked && chart.bars().count() > 1;
    if !stacked || area.height < 16.0 || width(&told, 11.0) > area.width - 2.0 || frame.slot < 20.0 {
        return;
    }
    let shade = shade::of(place, chart.ordered);
    // The words stand on plain colour: a hatch behind them would make them hard to read.
    let (w, middle) = (width(&told, 11.0) + 4.0, area.y + area.height / 2.0);
    let plate = Area { x: area.x + (area.width - w) / 2.0, y: middle - 7.0, width: w, height: 14.0 };
    pen.fill(plate, shade.fill);
    let colour = if shade.dark { shade::PAPER } else { shade::INK };
    let look = Type { size: 11.0, colour, bold: false };
    pen.text(Side::Middle, (area.x + area.width / 2.0, middle + 4.0), look, &told);
}

/// A line through what is known; gaps part it.
fn line<B: DrawingBackend>(
    frame: &Frame,
    at: usize,
    values: &[Option<f64>],
    marks: bool,
    pen: &mut Pen<'_, B>,
) {
    let colour: RGBColor = shade::line(at);
    let known =
        |(place, value): (usize, &Option<f64>)| value.map(|value| (frame.middle(place), frame.y(value)));
    let points: Vec<Option<(f64, f64)>> = values.iter().enumerate().map(known).collect();
    for stretch in points.split(Option::is_none) {
        let stretch: Vec<(f64, f64)> = stretch.iter().copied().flatten().collect();
        if stretch.len() > 1 {
            pen.path(&stretch, colour, 2.0);
        }
        // A single point between gaps is no line: only its mark shows it.
        if marks || stretch.len() == 1 {
            stretch.iter().for_each(|point| pen.mark(at, *point, colour));
        }
    }
}

fn reference<B: DrawingBackend>(chart: &Chart, frame: &Frame, pen: &mut Pen<'_, B>) {
    let Some((name, value)) = &chart.reference else { return };
    let y = frame.y(*value);
    pen.dashes((frame.area.x, y), (frame.area.right(), y), shade::ALARM, 1.5);
    let told = fitted(&format!("{name} {}", number(*value)), SMALL.size, frame.area.width / 2.0);
    let look = Type { colour: shade::ALARM, ..SMALL };
    // Beside the values of the last bars, where there is room above them.
    let busy = |at: usize| chart.total(at).unwrap_or(0.0) >= *value * 0.8;
    let covered = (width(&told, SMALL.size) / frame.slot).ceil() as usize + 1;
    let from = chart.labels.len().saturating_sub(covered);
    if chart.form != Form::Lines && !(from..chart.labels.len()).any(busy) {
        pen.text(Side::Right, (frame.area.right(), y - 5.0), look, &told);
    }
}

fn labels<B: DrawingBackend>(chart: &Chart, frame: &Frame, pen: &mut Pen<'_, B>) {
    // A column of text is about six tenths of its size wide.
    let column = SMALL.size * 0.58;
    let slot = (frame.slot / column).floor() as usize;
    let y = frame.area.bottom();
    for label in thin(&chart.labels, slot, chart.current, Ambiguous::Narrow) {
        let x = frame.middle(label.at);
        pen.line((x, y), (x, y + 4.0), shade::AXIS, 1.0);
        let now = chart.current == Some(label.at);
        let look = if now { Type { colour: shade::INK, bold: true, ..SMALL } } else { SMALL };
        pen.text(Side::Middle, (x, y + 16.0), look, &chart.labels[label.at]);
    }
}

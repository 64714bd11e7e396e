//! Which shade means what.

use plotters::prelude::DrawingBackend;

use super::drawing::SMALL;
use super::pen::{Area, Pen, Side, fitted, width};
use super::shade;
use crate::chart::{Chart, Form, number};

/// Of a line of the legend.
const HEIGHT: f64 = 20.0;
/// Of a sample.
const SAMPLE: f64 = 18.0;

/// Draws the legend in as many lines as it needs; gives the height below. A single bar series needs none.
pub(super) fn draw<B: DrawingBackend>(chart: &Chart, area: Area, pen: &mut Pen<'_, B>) -> f64 {
    let alone = chart.series.len() == 1 && chart.reference.is_none() && chart.form != Form::Lines;
    if alone {
        return area.y;
    }
    let (mut x, mut y) = (area.x, area.y);
    let lines: Vec<usize> = chart.lines().map(|(at, _)| at).collect();
    let names = chart.series.iter().map(|series| series.name.clone());
    let reference = chart.reference.iter().map(|(name, value)| format!("{name} {}", number(*value)));
    for (at, name) in names.chain(reference).enumerate() {
        let name = fitted(&name, SMALL.size, area.width - SAMPLE - 6.0);
        let needed = SAMPLE + 6.0 + width(&name, SMALL.size);
        if x > area.x && x + needed > area.right() {
            (x, y) = (area.x, y + HEIGHT);
        }
        let middle = y + 8.0;
        if at >= chart.series.len() {
            pen.dashes((x, middle), (x + SAMPLE, middle), shade::ALARM, 1.5);
        } else if lines.contains(&at) {
            pen.line((x, middle), (x + SAMPLE, middle), shade::line(at), 2.0);
            pen.mark(at, (x + SAMPLE / 2.0, middle), shade::line(at));
        } else {
            let sample = Area { x, y: middle - 6.0, width: SAMPLE, height: 12.0 };
            pen.shade(sample, shade::of(at, chart.ordered));
        }
        pen.text(Side::Left, (x + SAMPLE + 6.0, middle + 4.5), SMALL, &name);
        x += needed + 18.0;
    }
    y + HEIGHT + 6.0
}

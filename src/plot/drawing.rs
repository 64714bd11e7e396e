//! The whole picture: title, time, the fact, legend, and the plot by its form.

use plotters::prelude::DrawingBackend;

use super::Size;
use super::pen::{Area, Pen, Side, Type, fitted, width};
use super::shade::{DIM, INK, PAPER};
use super::{legend, lying, upright};
use crate::chart::{Chart, Form};

/// Around everything.
const MARGIN: f64 = 16.0;

/// Small words: ticks, labels, legend.
pub(super) const SMALL: Type = Type { size: 12.0, colour: DIM, bold: false };
/// Values on bars.
pub(super) const VALUE: Type = Type { size: 12.0, colour: INK, bold: false };

pub(super) fn draw<B: DrawingBackend>(chart: &Chart, size: Size, pen: &mut Pen<'_, B>) {
    let whole = Area { x: 0.0, y: 0.0, width: f64::from(size.width), height: f64::from(size.height) };
    pen.fill(whole, PAPER);
    let inside =
        Area { x: MARGIN, y: MARGIN, width: whole.width - 2.0 * MARGIN, height: whole.height - 2.0 * MARGIN };
    let top = heads(chart, inside, pen);
    let rest = Area { y: top, height: inside.bottom() - top, ..inside };
    if chart.is_empty() {
        let middle = (rest.x + rest.width / 2.0, rest.y + rest.height / 2.0);
        pen.text(Side::Middle, middle, Type { size: 16.0, ..SMALL }, &chart.empty);
        return;
    }
    let top = legend::draw(chart, rest, pen);
    let body = Area { y: top, height: inside.bottom() - top, ..inside };
    if chart.form == Form::Horizontal {
        lying::draw(chart, body, pen);
    } else {
        upright::draw(chart, body, pen);
    }
}

/// Title, time and fact; gives the height below them.
fn heads<B: DrawingBackend>(chart: &Chart, area: Area, pen: &mut Pen<'_, B>) -> f64 {
    let title = Type { size: 18.0, colour: INK, bold: true };
    let told = Type { size: 14.0, colour: INK, bold: false };
    let span = fitted(&chart.span, SMALL.size, area.width * 0.4);
    pen.text(Side::Right, (area.right(), area.y + 16.0), SMALL, &span);
    let room = area.width - width(&span, SMALL.size) - 16.0;
    pen.text(Side::Left, (area.x, area.y + 16.0), title, &fitted(&chart.title, title.size, room));
    if chart.headline.is_empty() {
        return area.y + 30.0;
    }
    let fact = fitted(&chart.headline, told.size, area.width);
    pen.text(Side::Left, (area.x, area.y + 40.0), told, &fact);
    area.y + 54.0
}

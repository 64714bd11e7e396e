//! Where a document for people is to be written.

use ratatui::layout::Rect;

use super::super::canvas::Canvas;
use super::super::dialog::ReportFile;
use super::super::layout::Areas;
use super::super::theme::Ink;
use super::{centred, input, with_keys};

pub(super) fn line(canvas: &mut Canvas<'_>, areas: &Areas, line: &ReportFile) {
    let words = &canvas.look.strings.report_file;
    let area = centred(canvas, areas, 100, 7);
    let inner = canvas.popup(area, &(words.title)(&line.title));
    let body = with_keys(canvas, inner, words.keys);
    canvas.text(body.x, body.y, body.width, words.label, Ink::Faint);
    let rest = Rect { y: body.y + 1, height: body.height.saturating_sub(1), ..body };
    input(canvas, Rect { height: rest.height.min(1), ..rest }, &line.input, true);
    if let Some(problem) = line.problem.as_ref().filter(|_| rest.height > 1) {
        canvas.text(rest.x, rest.y + 1, rest.width, problem, Ink::Alarm);
    }
}

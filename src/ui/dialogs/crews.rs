//! Proposed crews: run by run, with what is to be said of each; the one under the cursor in full.

use ratatui::layout::Rect;

use super::super::canvas::Canvas;
use super::super::detail::telling;
use super::super::dialog::Crews;
use super::super::layout::Areas;
use super::super::screen::Screen;
use super::super::theme::Ink;
use super::{centred, with_keys};
use crate::i18n::plan::NoteNames;
use crate::planner::{Proposed, ProposedCrew};
use crate::text;

pub(super) fn crews(canvas: &mut Canvas<'_>, screen: &Screen<'_>, areas: &Areas, open: &Crews) {
    let look = canvas.look;
    let words = &look.strings.plan;
    let area = centred(canvas, areas, 116, canvas.area().height.saturating_sub(4).clamp(6, 34));
    let inner = canvas.popup(area, words.title);
    let body = with_keys(canvas, inner, words.keys);
    let Some(proposed) = &open.proposed else {
        canvas.text(body.x, body.y, body.width, look.strings.screen.reading, Ink::Dim);
        return;
    };
    if proposed.crews.is_empty() {
        canvas.text(body.x, body.y, body.width, words.nothing, Ink::Dim);
        return;
    }
    // On the smallest screens the run under the cursor needs all the lines there are.
    let body = if body.height > 6 { head(canvas, body, proposed) } else { body };
    let refused = |at: usize| open.refused.get(at).and_then(Option::as_deref);
    let blocks: Vec<Vec<(String, Ink)>> = proposed
        .crews
        .iter()
        .enumerate()
        .map(|(at, crew)| block(canvas, screen, (crew, refused(at)), body.width))
        .collect();
    // So far down that the crew under the cursor is in sight as a whole.
    let mut top = open.at.min(blocks.len() - 1);
    let mut rows = blocks[top].len();
    while top > 0 && rows + blocks[top - 1].len() <= usize::from(body.height) {
        top -= 1;
        rows += blocks[top].len();
    }
    let mut y = body.y;
    for (at, block) in blocks.iter().enumerate().skip(top) {
        for (line, (told, ink)) in block.iter().enumerate() {
            if y >= body.bottom() {
                return;
            }
            if at == open.at && line == 0 {
                canvas.glyph(body.x, y, look.glyphs.cursor, Ink::Cursor);
            }
            let indent = if line == 0 { 2 } else { 4 };
            canvas.text(body.x + indent, y, body.width.saturating_sub(indent), told, *ink);
            y += 1;
        }
    }
}

/// How many crews, and how good the plan is at the least.
fn head(canvas: &mut Canvas<'_>, body: Rect, proposed: &Proposed) -> Rect {
    let words = &canvas.look.strings.plan;
    let told = (words.proposed)(proposed.possible(), proposed.crews.len(), proposed.gap_percent());
    let lines = text::wrap(&told, usize::from(body.width).max(1), canvas.look.ambiguous);
    let mut y = body.y;
    for line in lines.iter().take(2) {
        canvas.text(body.x, y, body.width, line, Ink::Strong);
        y += 1;
    }
    Rect { y, height: body.bottom().saturating_sub(y), ..body }
}

/// The run, its crew, and what is to be said of it, in as many lines as that takes.
fn block(
    canvas: &Canvas<'_>,
    screen: &Screen<'_>,
    (crew, refused): (&ProposedCrew, Option<&str>),
    width: u16,
) -> Vec<(String, Ink)> {
    let look = canvas.look;
    let (words, lang) = (&look.strings.plan, look.lang());
    let telling = telling(screen, look);
    let languages: Vec<&str> = crew.languages.iter().map(|tag| look.names.language(tag, lang)).collect();
    let run = format!(
        "{}  {}  {} {} {}  {}  {}",
        telling.time(crew.pick_up),
        text::sanitize(&crew.title),
        look.names.port(&crew.port, lang),
        look.glyphs.arrow,
        look.names.site(&crew.site, lang),
        (words.people)(crew.people),
        languages.join(" "),
    );
    let ink = if crew.order.is_some() { Ink::Strong } else { Ink::Alarm };
    let mut lines = vec![(run, ink)];
    let mut wrap = |told: &str, ink: Ink| {
        let cols = usize::from(width.saturating_sub(4)).max(1);
        let wrapped = text::wrap(&text::sanitize(told), cols, look.ambiguous);
        lines.extend(wrapped.into_iter().map(|line| (line, ink)));
    };
    let speakers: Vec<&str> = crew.speakers.iter().map(|(_, name)| name.as_str()).collect();
    let or_nobody = |name: Option<&str>| name.unwrap_or(words.nobody).to_owned();
    let vehicle = crew.vehicle.as_ref().map(|vehicle| vehicle.plate.as_str());
    let speakers = if speakers.is_empty() { words.nobody.to_owned() } else { speakers.join(" ") };
    wrap(&(words.crew)(&or_nobody(vehicle), &or_nobody(crew.driver.as_deref()), &speakers), Ink::Text);
    let time = |at| telling.time(at);
    let language = |tag: &str| look.names.language(tag, lang).to_owned();
    for said in (words.remarks)(crew, &NoteNames { language: &language, time: &time }) {
        wrap(&said, Ink::Warn);
    }
    if let Some(why) = refused {
        wrap(&(words.left_out)(why), Ink::Alarm);
    }
    lines
}

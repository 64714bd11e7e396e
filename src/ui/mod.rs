//! The screen: what is on it (`Screen` and the states it borrows) and how it is drawn. Drawing changes nothing, reads
//! no clock and no store.

mod band;
pub mod bulletins;
mod canvas;
pub(crate) mod columns;
mod detail;
pub mod dialog;
mod dialogs;
pub mod emergency;
pub mod figures;
mod foot;
pub mod layout;
pub mod list;
pub mod look;
pub mod meeting;
mod panes;
pub mod record;
pub mod screen;
pub mod theme;
mod when;
mod which_key;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};

use canvas::Canvas;
use layout::{Areas, Mode, Wants, layout};
use look::Look;
use screen::Screen;
use theme::Ink;

use crate::view::PaneKind;

/// Draws one frame and puts the cursor of the terminal where text is typed.
pub fn draw(frame: &mut Frame<'_>, screen: &Screen<'_>, look: &Look) {
    if let Some(caret) = paint(frame.buffer_mut(), screen, look) {
        frame.set_cursor_position(caret);
    }
}

/// Paints one frame on a blank buffer; returns where the caret belongs, if text is being typed.
pub fn paint(buffer: &mut Buffer, screen: &Screen<'_>, look: &Look) -> Option<Position> {
    let mut canvas = Canvas::new(buffer, look);
    let area = canvas.area();
    if area.is_empty() {
        return None;
    }
    let areas = areas(Size { width: area.width, height: area.height }, screen);
    band::band(&mut canvas, screen, areas.band);
    band::next(&mut canvas, screen, areas.next);
    for kind in PaneKind::ALL {
        panes::pane(&mut canvas, screen, &areas, kind);
        panes::summary(&mut canvas, screen, areas.summaries[kind.index()], kind);
    }
    rules(&mut canvas, &areas);
    detail::preview(&mut canvas, screen, areas.preview);
    foot::foot(&mut canvas, screen, areas.foot);
    dialogs::draw(&mut canvas, screen, &areas);
    if let Some((keys, hints)) = screen.pending {
        which_key::draw(&mut canvas, keys, hints);
    }
    canvas.caret
}

/// The areas of this screen at this size.
pub fn areas(size: Size, screen: &Screen<'_>) -> Areas {
    layout(size, Wants { focus: screen.focus, zoomed: screen.zoomed, preview: screen.preview.on })
}

/// The one column between what stands side by side.
fn rules(canvas: &mut Canvas<'_>, areas: &Areas) {
    let left = match areas.mode {
        Mode::Grid => areas.panes[0].union(areas.panes[2]),
        _ if areas.preview.x > 0 => Rect { x: 0, width: areas.preview.x - 1, ..areas.preview },
        _ => return,
    };
    canvas.vertical(left.right(), left.y, left.height, Ink::Faint);
}

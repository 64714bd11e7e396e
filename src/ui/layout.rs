//! Where everything stands. Pure: the same size and the same wishes give the same areas, for drawing and for the
//! app, which must know how many rows can be seen.

use ratatui::layout::{Rect, Size};

use crate::view::PaneKind;

/// How the screen is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Four panes, two by two, the focused one larger.
    Grid,
    /// The focused pane, the other three as one line each, and the preview beside them if it is on.
    Single,
    /// A list with one line above and one below it; nothing else fits.
    Plain,
}

/// What the division depends on besides the size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wants {
    /// The pane that has the keys.
    pub focus: PaneKind,
    /// It has the whole screen.
    pub zoomed: bool,
    /// The preview is on.
    pub preview: bool,
}

/// The areas; those of parts that are not shown are empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Areas {
    /// How the screen is divided.
    pub mode: Mode,
    /// Office, shift, officer, clock, counts.
    pub band: Rect,
    /// The next thing to lose.
    pub next: Rect,
    /// The panes with their titles.
    pub panes: [Rect; 4],
    /// One line for each pane that is not shown.
    pub summaries: [Rect; 4],
    /// The preview with its title.
    pub preview: Rect,
    /// Hints, notices, the line being typed.
    pub foot: Rect,
}

/// From this size on four panes stand side by side.
const GRID: (u16, u16) = (120, 30);
/// Up to this size there is only a list.
const PLAIN: (u16, u16) = (40, 10);
/// From this many lines on a mere list has a line for notices.
const SAYING: u16 = 6;
/// From this width on the preview stands beside the list, else under it.
const BESIDE: u16 = 110;
/// Rows of a pane from which on its columns have headings.
const HEADED: u16 = 8;

/// Divides a screen.
pub fn layout(size: Size, wants: Wants) -> Areas {
    let all = Rect { x: 0, y: 0, width: size.width, height: size.height };
    let mut areas = Areas {
        mode: Mode::Plain,
        band: Rect::ZERO,
        next: Rect::ZERO,
        panes: [Rect::ZERO; 4],
        summaries: [Rect::ZERO; 4],
        preview: Rect::ZERO,
        foot: Rect::ZERO,
    };
    let focus = wants.focus.index();
    if size.width <= PLAIN.0 || size.height <= PLAIN.1 {
        let (next, rest) = split_top(all, u16::from(size.height > 1));
        // What was done, or why not, must be said on the smallest screen too.
        let (list, foot) = split_top(rest, rest.height - u16::from(size.height >= SAYING));
        areas.next = next;
        areas.panes[focus] = list;
        areas.foot = foot;
        return areas;
    }
    let (band, rest) = split_top(all, 2);
    let (next, rest) = split_top(rest, 1);
    let (body, foot) = split_top(rest, rest.height.saturating_sub(1));
    areas.band = band;
    areas.next = next;
    areas.foot = foot;
    areas.mode = Mode::Single;
    if size.width >= GRID.0 && size.height >= GRID.1 && !wants.zoomed && !wants.preview {
        areas.mode = Mode::Grid;
        areas.panes = grid(body, focus);
    } else {
        single(&mut areas, body, wants);
    }
    areas
}

/// Two by two with one free column between; the focused one has three fifths of the width and of the height.
fn grid(body: Rect, focus: usize) -> [Rect; 4] {
    let share = |whole: u16, first: bool| if first { whole * 3 / 5 } else { whole - whole * 3 / 5 };
    let left = share(body.width - 1, focus.is_multiple_of(2));
    let top = share(body.height, focus < 2);
    std::array::from_fn(|at| {
        let (x, width) = if at.is_multiple_of(2) { (0, left) } else { (left + 1, body.width - left - 1) };
        let (y, height) = if at < 2 { (0, top) } else { (top, body.height - top) };
        Rect { x: body.x + x, y: body.y + y, width, height }
    })
}

fn single(areas: &mut Areas, body: Rect, wants: Wants) {
    let lines = if wants.zoomed { 0 } else { 3.min(body.height.saturating_sub(4)) };
    let (mut main, rest) = split_top(body, body.height - lines);
    let others = PaneKind::ALL.into_iter().filter(|pane| *pane != wants.focus);
    for (pane, y) in others.zip(rest.top()..rest.bottom()) {
        areas.summaries[pane.index()] = Rect { y, height: 1, ..rest };
    }
    if wants.preview && main.width >= BESIDE {
        let width = (main.width - 1) * 11 / 20;
        areas.preview = Rect { x: main.x + width + 1, width: main.width - width - 1, ..main };
        main.width = width;
    } else if wants.preview && main.height >= 8 {
        let (above, below) = split_top(main, main.height / 2);
        areas.preview = below;
        main = above;
    }
    areas.panes[wants.focus.index()] = main;
}

/// The first `rows` rows, and what is under them.
fn split_top(area: Rect, rows: u16) -> (Rect, Rect) {
    let rows = rows.min(area.height);
    (Rect { height: rows, ..area }, Rect { y: area.y + rows, height: area.height - rows, ..area })
}

/// The parts of a pane: title, cover of languages (volunteers only), headings of columns, rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaneAreas {
    /// One line, or none in the plain list.
    pub title: Rect,
    /// Cover of languages; empty in other panes.
    pub cover: Rect,
    /// Headings of the columns; empty where there is no room.
    pub heads: Rect,
    /// The rows.
    pub rows: Rect,
}

/// Divides a pane. `languages` is the number of lines of language cover, 0 in panes other than the volunteers'.
pub fn pane_areas(mode: Mode, area: Rect, languages: usize) -> PaneAreas {
    let titled = mode != Mode::Plain && area.height > 1;
    let (title, rest) = split_top(area, u16::from(titled));
    // Under the languages there is always room for some people.
    let wanted = if languages == 0 { 0 } else { u16::try_from(languages + 1).unwrap_or(u16::MAX) };
    let (cover, rest) = split_top(rest, if titled { wanted.min(rest.height / 2) } else { 0 });
    let (heads, rows) = split_top(rest, u16::from(titled && rest.height >= HEADED));
    PaneAreas { title, cover, heads, rows }
}

/// Number of rows of a pane that can be seen; 0 if the pane is not shown.
pub fn visible_rows(areas: &Areas, pane: PaneKind, languages: usize) -> usize {
    let languages = if pane == PaneKind::Volunteers { languages } else { 0 };
    usize::from(pane_areas(areas.mode, areas.panes[pane.index()], languages).rows.height)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WANTS: Wants = Wants { focus: PaneKind::Documents, zoomed: false, preview: false };

    fn at(width: u16, height: u16, wants: Wants) -> Areas {
        layout(Size { width, height }, wants)
    }

    #[test]
    fn a_large_screen_shows_four_panes_and_the_focused_one_is_the_largest() {
        for focus in PaneKind::ALL {
            let areas = at(160, 48, Wants { focus, ..WANTS });
            assert_eq!(areas.mode, Mode::Grid);
            let largest = areas.panes.iter().enumerate().max_by_key(|(_, area)| area.area());
            assert_eq!(largest.map(|(at, _)| at), Some(focus.index()));
        }
        assert_eq!(at(160, 48, Wants { preview: true, ..WANTS }).mode, Mode::Single);
    }

    #[test]
    fn a_small_screen_shows_one_pane_and_three_lines() {
        let areas = at(80, 24, WANTS);
        assert_eq!(areas.mode, Mode::Single);
        assert_eq!(areas.summaries.iter().filter(|line| line.height == 1).count(), 3);
        assert!(visible_rows(&areas, PaneKind::Documents, 0) >= 14);
        assert_eq!(visible_rows(&areas, PaneKind::Issues, 0), 0);
        assert_eq!(at(40, 10, WANTS).mode, Mode::Plain);
    }

    #[test]
    fn no_two_areas_overlap_and_none_leaves_the_screen() {
        for (width, height) in (0..=170).step_by(7).flat_map(|w| (0..=60).map(move |h| (w, h))) {
            for bits in 0..16 {
                let focus = PaneKind::ALL[bits / 4];
                let wants = Wants { focus, zoomed: bits & 1 != 0, preview: bits & 2 != 0 };
                let areas = at(width, height, wants);
                let mut all = vec![areas.band, areas.next, areas.preview, areas.foot];
                all.extend(areas.panes);
                all.extend(areas.summaries);
                all.retain(|area| !area.is_empty());
                let screen = Rect { x: 0, y: 0, width, height };
                for (i, a) in all.iter().enumerate() {
                    assert_eq!(a.intersection(screen), *a, "{width}x{height}");
                    assert!(all[i + 1..].iter().all(|b| !a.intersects(*b)), "{width}x{height} {areas:?}");
                }
            }
        }
    }
}

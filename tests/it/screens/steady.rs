//! Nothing that comes from outside moves a column, breaks a frame or reaches the terminal raw.

use dutydesk::config::{Borders, ThemeName};
use dutydesk::i18n::Lang;
use dutydesk::text::{Ambiguous, is_clean};
use dutydesk::ui::look::Look;
use dutydesk::ui::theme::{Depth, Theme};
use proptest::prelude::*;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::style::{Color, Modifier};

use super::desk::{self, Desk};
use super::{open, painted};

/// Columns from the left of every row at which a glyph of this kind is painted; wide glyphs hide what is behind them.
fn columns_of(buffer: &Buffer, glyph: char) -> Vec<(u16, u16)> {
    let mut found = Vec::new();
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let cell = &buffer[(x, y)];
            if cell.symbol().starts_with(glyph) {
                found.push((x, y));
            }
            x += cell.cell_width().max(1);
        }
    }
    found
}

/// Text from outside: wide, narrow, ambiguous, combining, hostile.
fn foreign() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z ]{0,12}",
        "[一-龥，。（）]{0,20}",
        Just("①—…“”★×·".to_owned()),
        Just("e\u{301}o\u{308}\u{323}".to_owned()),
        Just("\u{1b}[31m\u{1b}]0;x\u{7}".to_owned()),
        Just("\u{202e}abc\u{2066}\u{200b}\u{feff}".to_owned()),
        Just("👩‍👩‍👧🇨🇳❤️".to_owned()),
        Just("ｶﾞﾊﾟ한국กำ".to_owned()),
        Just("\r\n\t\u{0}\u{85}".to_owned()),
    ];
    proptest::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

fn with_text(text: &str, open: Option<&str>) -> Desk {
    let mut desk = open.map_or_else(desk::desk, open::with);
    for row in &mut desk.panes.documents.window.rows {
        row.title = format!("{text}{}", row.title);
        row.issuer = text.to_owned();
        row.doc_number = text.to_owned();
        row.lead_unit = Some(text.to_owned());
    }
    for row in &mut desk.panes.issues.window.rows {
        row.title = text.to_owned();
        row.place = text.to_owned();
    }
    for row in &mut desk.panes.transfers.window.rows {
        row.arrival = text.to_owned();
        row.port = text.to_owned();
    }
    for row in &mut desk.panes.volunteers.window.rows {
        row.name = text.to_owned();
        row.engaged_on = Some(text.to_owned());
    }
    if let Some(next) = desk.overview.as_mut().and_then(|overview| overview.next_to_lose.as_mut()) {
        next.title = text.to_owned();
    }
    desk
}

fn looks() -> [Look; 3] {
    let look = |ambiguous, borders| Look::new(Lang::ZhCn, desk::names(), Depth::Sixteen, ambiguous, borders);
    [
        look(Ambiguous::Narrow, Borders::Unicode),
        look(Ambiguous::Narrow, Borders::Ascii),
        look(Ambiguous::Wide, Borders::Unicode),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_title_moves_a_column(text in foreign(), which in 0usize..3, boxed in any::<bool>()) {
        let look = &looks()[which];
        let open = boxed.then_some("form");
        let plain = painted(&with_text("", open), look, 160, 48);
        let foreign = painted(&with_text(&text, open), look, 160, 48);
        // The rule between the panes and the sides of the frame stand where they stand without the text.
        let edge = look.glyphs.vertical;
        let rule = 95;
        let wanted = |x: u16, y: u16| (x == rule && y > 3) || (boxed && (18..28).contains(&y) && (x == 44 || x == 115));
        let standing = |buffer: &Buffer| -> Vec<(u16, u16)> {
            columns_of(buffer, edge).into_iter().filter(|(x, y)| wanted(*x, *y)).collect()
        };
        prop_assert_eq!(standing(&plain), standing(&foreign));
        prop_assert!(!standing(&plain).is_empty());
        // The column of states, right of titles and issuers, says what it said.
        let (column, _) = columns_of(&plain, '状')[0];
        for y in 5..13 {
            prop_assert_eq!(plain[(column, y)].symbol(), foreign[(column, y)].symbol());
            prop_assert!(plain[(column, y)].symbol() != " ");
        }
        for cell in foreign.content() {
            prop_assert!(is_clean(cell.symbol()), "{:?}", cell.symbol());
        }
    }

    #[test]
    fn no_title_panics_at_any_size(text in foreign(), width in 1u16..130, height in 1u16..40, which in 0usize..3) {
        for open in [None, Some("preview"), Some("form"), Some("filter"), Some("ghost"), Some("timeline")] {
            painted(&with_text(&text, open), &looks()[which], width, height);
        }
    }
}

/// Without colour the screen must say everything by words, shapes, bold, underline and reverse.
#[test]
fn without_colour_nothing_is_coloured_and_nothing_is_lost() {
    let plain = Look::new(Lang::ZhCn, desk::names(), Depth::None, Ambiguous::Narrow, Borders::Unicode);
    let buffer = painted(&desk::desk(), &plain, 160, 48);
    assert!(buffer.content().iter().all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset));
    let reversed = |y: u16| buffer[(1, y)].modifier.contains(Modifier::REVERSED);
    assert!(reversed(2), "what is lost next is reversed");
    assert!(!reversed(1));
    let bars = (60..90).filter(|x| buffer[(*x, 31)].modifier.contains(Modifier::REVERSED)).count();
    assert!(bars > 0, "the stretch under way is a reversed bar");
}

#[test]
fn every_theme_draws_the_same_words() {
    let words = |look: &Look| -> String {
        painted(&desk::desk(), look, 160, 48).content().iter().map(|cell| cell.symbol().to_owned()).collect()
    };
    let look = desk::look(Lang::ZhCn);
    let night = words(&look);
    for name in [ThemeName::Day, ThemeName::HighContrast, ThemeName::Mono] {
        for depth in [Depth::Sixteen, Depth::Indexed, Depth::True] {
            let (theme, _) = Theme::new(name, depth, &std::collections::BTreeMap::new());
            assert_eq!(words(&look.clone().themed(theme)), night, "{name:?} {depth:?}");
        }
    }
}

/// A cursor move must cost a handful of cells, whatever the rows say.
#[test]
fn a_cursor_move_changes_the_mark_and_the_position_only() {
    let look = desk::look(Lang::ZhCn);
    let before = painted(&desk::desk(), &look, 160, 48);
    let mut moved = desk::desk();
    moved.panes.documents.cursor_at += 1;
    let cursor = moved.panes.documents.row_at(moved.panes.documents.cursor_at).map(|row| row.head.stream);
    moved.panes.documents.cursor = cursor;
    let after = painted(&moved, &look, 160, 48);
    let changed = before.diff(&after);
    assert!(changed.len() <= 4, "{changed:?}");
}

#[test]
fn the_caret_stands_behind_what_is_typed() {
    let look = desk::look(Lang::ZhCn);
    for (name, text) in [("filter", "盐田gk"), ("capture", "限18:00"), ("palette", "qs")] {
        let desk = open::with(name);
        let mut buffer = Buffer::empty(ratatui::layout::Rect::new(0, 0, 100, 30));
        let caret = dutydesk::ui::paint(&mut buffer, &desk.screen(), &look).expect("a caret");
        let row: String = (0..caret.x).map(|x| buffer[(x, caret.y)].symbol()).collect();
        let row: String = row.split(' ').collect();
        assert!(row.ends_with(text), "{name}: {row:?}");
    }
    let mut buffer = Buffer::empty(ratatui::layout::Rect::new(0, 0, 100, 30));
    assert_eq!(dutydesk::ui::paint(&mut buffer, &desk::desk().screen(), &look), None);
}

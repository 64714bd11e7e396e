//! A screen as text for snapshots, with its styles.
//!
//! ratatui's own text view writes a blank behind every wide character; this one writes what a person sees.

use dutydesk::text::width;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// The letters for styles in the order of their first appearance; `.` is the terminal's own.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

type Look = (Color, Color, Modifier);

/// The rows as text, a rule, the same rows with one letter for the style of every column, and what the letters mean.
///
/// Wide characters are written once in the text and take two letters below. Blanks and unstyled columns at the end
/// of a row are left out.
pub(crate) fn dump(buffer: &Buffer) -> String {
    let mut text = String::new();
    let mut styles = String::new();
    let mut legend: Vec<Look> = Vec::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let (mut row, mut letters) = (String::new(), String::new());
        let mut x = buffer.area.left();
        while x < buffer.area.right() {
            let cell = &buffer[(x, y)];
            let columns = width(cell.symbol()).max(1);
            row.push_str(if cell.symbol().is_empty() { " " } else { cell.symbol() });
            letters.extend(std::iter::repeat_n(letter(cell, &mut legend), columns));
            x += u16::try_from(columns).expect("a cell is narrower than a screen");
        }
        text.push_str(row.trim_end_matches(' '));
        text.push('\n');
        styles.push_str(letters.trim_end_matches('.'));
        styles.push('\n');
    }
    let mut out = format!("{text}---\n{styles}");
    if !legend.is_empty() {
        out.push_str("---\n");
    }
    for (letter, look) in LETTERS.chars().zip(&legend) {
        out.push_str(&format!("{letter}: {}\n", describe(*look)));
    }
    out
}

fn letter(cell: &Cell, legend: &mut Vec<Look>) -> char {
    let look = (cell.fg, cell.bg, cell.modifier);
    if look == (Color::Reset, Color::Reset, Modifier::empty()) {
        return '.';
    }
    let at = legend.iter().position(|known| *known == look).unwrap_or_else(|| {
        legend.push(look);
        legend.len() - 1
    });
    LETTERS.chars().nth(at).expect("a screen with more than 62 styles is a mistake")
}

fn describe((fg, bg, modifier): Look) -> String {
    let mut parts = Vec::new();
    if fg != Color::Reset {
        parts.push(fg.to_string());
    }
    if bg != Color::Reset {
        parts.push(format!("on {bg}"));
    }
    parts.extend(modifier.iter_names().map(|(name, _)| name.to_lowercase()));
    parts.join(" ")
}

#[test]
fn wide_characters_appear_once_and_styles_line_up() {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 2));
    buffer.set_string(0, 0, "急件 a", Style::new().red().bold());
    buffer.set_string(2, 1, "港口", Style::new().on_blue());
    assert_eq!(dump(&buffer), "急件 a\n  港口\n---\naaaaaa\n..bbbb\n---\na: Red bold\nb: on Blue\n");
    assert_eq!(dump(&Buffer::empty(Rect::new(0, 0, 3, 1))), "\n---\n\n");
}

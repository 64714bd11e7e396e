//! Widths, cutting and padding.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How many columns the terminal gives a character of ambiguous width (Unicode annex 11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Ambiguous {
    /// One column: most terminals unless told otherwise, and what ratatui counts with.
    #[default]
    Narrow,
    /// Two columns: terminals set up in the East Asian tradition.
    Wide,
}

/// Columns of `text` with ambiguous characters narrow.
#[must_use]
pub fn width(text: &str) -> usize {
    width_in(text, Ambiguous::Narrow)
}

/// Columns of `text`. Counts by grapheme, as the screen buffer does.
#[must_use]
pub fn width_in(text: &str, ambiguous: Ambiguous) -> usize {
    let mut sum = 0;
    for c in text.chars() {
        match simple_width(c) {
            Some(columns) => sum += columns,
            None => return text.graphemes(true).map(|g| grapheme_width(g, ambiguous)).sum(),
        }
    }
    sum
}

/// Width of characters that never join others and whose width nobody disputes: nearly all text of a duty desk.
fn simple_width(c: char) -> Option<usize> {
    match c {
        ' '..='~' => Some(1),
        '\u{4E00}'..='\u{9FFF}'
        | '\u{3000}'..='\u{3029}'
        | '\u{FF01}'..='\u{FF60}'
        | '\u{3400}'..='\u{4DBF}' => Some(2),
        _ => None,
    }
}

/// Width of one grapheme. The half-width sound marks count one each, as terminals and ratatui have it.
fn grapheme_width(grapheme: &str, ambiguous: Ambiguous) -> usize {
    let marks = grapheme.chars().filter(|c| matches!(c, '\u{FF9E}' | '\u{FF9F}')).count();
    marks
        + match ambiguous {
            Ambiguous::Narrow => grapheme.width(),
            Ambiguous::Wide => grapheme.width_cjk(),
        }
}

/// Whether terminals may disagree about the width of this grapheme: it is of ambiguous width, or made of
/// several characters.
#[must_use]
pub fn is_uncertain(grapheme: &str) -> bool {
    let mut chars = grapheme.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => simple_width(c).is_none() && c.width() != c.width_cjk(),
        (None, _) => false,
        _ => true,
    }
}

/// The mark for text that was cut: `…`, or `..` where `…` would take two columns.
#[must_use]
pub const fn ellipsis(ambiguous: Ambiguous) -> &'static str {
    match ambiguous {
        Ambiguous::Narrow => "…",
        Ambiguous::Wide => "..",
    }
}

/// The longest start of `text`, whole graphemes, that fits `cols`, as (bytes, columns).
fn head(text: &str, cols: usize, ambiguous: Ambiguous) -> (usize, usize) {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        let columns = grapheme_width(grapheme, ambiguous);
        if used + columns > cols {
            return (at, used);
        }
        used += columns;
    }
    (text.len(), used)
}

/// `text` in at most `cols` columns; when something was cut, [`ellipsis`] ends it.
#[must_use]
pub fn truncate(text: &str, cols: usize, ambiguous: Ambiguous) -> Cow<'_, str> {
    if width_in(text, ambiguous) <= cols {
        return Cow::Borrowed(text);
    }
    let mark = ellipsis(ambiguous);
    let room = width_in(mark, ambiguous);
    if cols < room {
        return Cow::Borrowed(if cols == 1 { "." } else { "" });
    }
    let (end, _) = head(text, cols - room, ambiguous);
    Cow::Owned(format!("{}{mark}", &text[..end]))
}

/// `text` with blanks after it up to `cols` columns; longer text is returned as it is.
#[must_use]
pub fn pad_right(text: &str, cols: usize, ambiguous: Ambiguous) -> String {
    let blanks = cols.saturating_sub(width_in(text, ambiguous));
    format!("{text}{:blanks$}", "")
}

/// `text` with blanks before it up to `cols` columns; longer text is returned as it is.
#[must_use]
pub fn pad_left(text: &str, cols: usize, ambiguous: Ambiguous) -> String {
    let blanks = cols.saturating_sub(width_in(text, ambiguous));
    format!("{:blanks$}{text}", "")
}

/// `text` in exactly `cols` columns: cut with a mark, or filled with blanks on the right.
#[must_use]
pub fn fit(text: &str, cols: usize, ambiguous: Ambiguous) -> String {
    pad_right(&truncate(text, cols, ambiguous), cols, ambiguous)
}

/// The columns `start..start + cols` of `text`, for scrolling sideways.
///
/// A wide character that sticks out on either side is replaced by blanks, so that what follows stays in its column.
/// Shorter than `cols` when the text ends before.
#[must_use]
pub fn slice_columns(text: &str, start: usize, cols: usize, ambiguous: Ambiguous) -> String {
    let end = start.saturating_add(cols);
    let mut out = String::new();
    let mut at = 0;
    for grapheme in text.graphemes(true) {
        let next = at + grapheme_width(grapheme, ambiguous);
        if at >= start && next <= end && (next > at || at < end) {
            out.push_str(grapheme);
        } else {
            let inside = next.min(end).saturating_sub(at.max(start));
            out.extend(std::iter::repeat_n(' ', inside));
        }
        at = next;
        if at >= end {
            break;
        }
    }
    out
}

/// `text` as it must stand in a screen buffer, which counts ambiguous characters narrow: where the terminal draws them
/// wide, each gets a blank behind it, so that what follows does not cut it in half.
///
/// Apply it last, after [`fit`] and the like: the result has as many narrow columns as `text` had in `ambiguous`.
#[must_use]
pub fn for_screen(text: &str, ambiguous: Ambiguous) -> Cow<'_, str> {
    if ambiguous == Ambiguous::Narrow || width_in(text, Ambiguous::Narrow) == width_in(text, ambiguous) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for grapheme in text.graphemes(true) {
        out.push_str(grapheme);
        let missing =
            grapheme_width(grapheme, ambiguous).saturating_sub(grapheme_width(grapheme, Ambiguous::Narrow));
        out.extend(std::iter::repeat_n(' ', missing));
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use Ambiguous::{Narrow, Wide};

    #[test]
    fn widths_are_those_of_a_terminal() {
        assert_eq!(width("粤外办〔2020〕15号"), 18);
        assert_eq!(width("e\u{301}"), 1);
        assert_eq!(width("①—…"), 3);
        assert_eq!(width_in("①—…", Wide), 6);
        assert!(is_uncertain("①") && is_uncertain("e\u{301}"));
        assert!(!is_uncertain("号") && !is_uncertain("a") && !is_uncertain(""));
    }

    #[test]
    fn cutting_never_halves_a_character() {
        assert_eq!(truncate("盐田港口", 8, Narrow), "盐田港口");
        assert_eq!(truncate("盐田港口", 7, Narrow), "盐田港…");
        assert_eq!(truncate("盐田港口", 6, Narrow), "盐田…");
        assert_eq!(truncate("盐田港口", 6, Wide), "盐田..");
        assert_eq!(truncate("盐田港口", 1, Wide), ".");
        assert_eq!(truncate("盐田港口", 0, Narrow), "");
        assert_eq!(fit("盐田港口", 6, Narrow), "盐田… ");
        assert_eq!(pad_left("7", 3, Narrow), "  7");
    }

    #[test]
    fn a_slice_keeps_columns_in_place() {
        assert_eq!(slice_columns("盐田港口", 1, 5, Narrow), " 田港");
        assert_eq!(slice_columns("盐田港口", 0, 3, Narrow), "盐 ");
        assert_eq!(slice_columns("ae\u{301}b", 1, 1, Narrow), "e\u{301}");
        assert_eq!(slice_columns("ab", 5, 3, Narrow), "");
    }

    proptest! {
        #[test]
        fn widths_add_up(text in "[ -~中文号①…é\u{301}🙂]{0,30}", cols in 0usize..40, start in 0usize..40) {
            for ambiguous in [Narrow, Wide] {
                prop_assert!(width_in(&truncate(&text, cols, ambiguous), ambiguous) <= cols);
                prop_assert_eq!(width_in(&fit(&text, cols, ambiguous), ambiguous), cols);
                let all = width_in(&text, ambiguous);
                let want = all.saturating_sub(start).min(cols);
                prop_assert_eq!(width_in(&slice_columns(&text, start, cols, ambiguous), ambiguous), want);
                prop_assert_eq!(width(&for_screen(&text, ambiguous)), all);
            }
        }
    }
}

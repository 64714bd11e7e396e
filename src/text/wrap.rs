//! Breaking text into lines.

use unicode_segmentation::UnicodeSegmentation;

use super::{Ambiguous, width_in};

/// How a grapheme behaves at the end of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Blank,
    /// Part of a word that stays together.
    Word,
    /// A line may break before and after it: Han, kana, hangul, emoji.
    Wide,
    /// Must not end a line.
    Opening,
    /// Must not start a line.
    Closing,
}

fn class(grapheme: &str) -> Class {
    let Some(first) = grapheme.chars().next() else { return Class::Blank };
    match first {
        ' ' | '\t' | '\u{3000}' | '\u{2000}'..='\u{200A}' => Class::Blank,
        '（' | '〔' | '【' | '《' | '〈' | '「' | '『' | '“' | '‘' | '［' | '｛' | '〖' | '(' | '[' | '{' => {
            Class::Opening
        }
        '）' | '〕' | '】' | '》' | '〉' | '」' | '』' | '”' | '’' | '］' | '｝' | '〗' | ')' | ']' | '}' => {
            Class::Closing
        }
        '，' | '。' | '、' | '；' | '：' | '？' | '！' | '…' | '—' | '·' | '％' | '～' | '々' | 'ー' => {
            Class::Closing
        }
        ',' | '.' | ';' | ':' | '?' | '!' | '%' => Class::Closing,
        _ if width_in(grapheme, Ambiguous::Narrow) > 1 => Class::Wide,
        _ => Class::Word,
    }
}

/// Pieces that are not broken unless they alone are wider than a line, in order; blanks are pieces of their own.
fn pieces(line: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, grapheme) in line.grapheme_indices(true) {
        let now = class(grapheme);
        let together = match (before, now) {
            (None, _) => true,
            (Some(Class::Blank), _) => now == Class::Blank,
            (_, Class::Blank) => false,
            (Some(Class::Opening), _) | (_, Class::Closing) => true,
            (Some(Class::Word | Class::Closing), Class::Word) => !ends_sentence(&line[start..at]),
            _ => false,
        };
        if !together {
            out.push(&line[start..at]);
            start = at;
        }
        before = Some(now);
    }
    if start < line.len() {
        out.push(&line[start..]);
    }
    out
}

/// Whether a word may start a new piece after this: Chinese punctuation ends a piece, `3.14` and `a,b` do not.
fn ends_sentence(piece: &str) -> bool {
    piece
        .chars()
        .next_back()
        .is_some_and(|c| !c.is_ascii() && class(c.encode_utf8(&mut [0; 4])) == Class::Closing)
}

/// `text` as lines of at most `cols` columns.
///
/// Breaks anywhere between Han characters and at blanks between words; closing punctuation does not start a line and
/// opening punctuation does not end one. A word wider than a line is cut. `\n` starts a new line; blanks at a break
/// vanish. There is always at least one line. With fewer than two columns wide characters still get a line each.
#[must_use]
pub fn wrap(text: &str, cols: usize, ambiguous: Ambiguous) -> Vec<String> {
    let mut out = Vec::new();
    for line in text.split('\n') {
        let mut current = String::new();
        let mut used = 0;
        for piece in pieces(line) {
            let columns = width_in(piece, ambiguous);
            if used + columns <= cols {
                current.push_str(piece);
                used += columns;
            } else if piece.chars().all(char::is_whitespace) {
                // The break falls here; whatever comes next starts the new line.
                used = cols.max(used);
            } else {
                if !current.is_empty() {
                    out.push(current.trim_end().to_owned());
                    current.clear();
                    used = 0;
                }
                for grapheme in piece.graphemes(true) {
                    let columns = width_in(grapheme, ambiguous);
                    if used + columns > cols && !current.is_empty() {
                        out.push(std::mem::take(&mut current));
                        used = 0;
                    }
                    current.push_str(grapheme);
                    used += columns;
                }
            }
        }
        out.push(current.trim_end().to_owned());
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use Ambiguous::Narrow;

    #[test]
    fn lines_break_where_a_reader_expects() {
        assert_eq!(wrap("关于盐田港口，请示", 12, Narrow), ["关于盐田港", "口，请示"]);
        assert_eq!(wrap("the guests arrive", 10, Narrow), ["the guests", "arrive"]);
        assert_eq!(wrap("乘CZ3001（广州）到", 10, Narrow), ["乘CZ3001", "（广州）到"]);
        assert_eq!(wrap("abcdefgh", 3, Narrow), ["abc", "def", "gh"]);
        assert_eq!(wrap("", 3, Narrow), [""]);
        assert_eq!(wrap("a\n\nb", 3, Narrow), ["a", "", "b"]);
        assert_eq!(wrap("盐田", 1, Narrow), ["盐", "田"]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_lines_fit(text in "[a-z 中文号，。（）\n]{0,60}", cols in 2usize..20) {
            let lines = wrap(&text, cols, Narrow);
            for line in &lines {
                prop_assert!(width_in(line, Narrow) <= cols, "{line:?}");
            }
            let squeeze = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(squeeze(&lines.concat()), squeeze(&text));
        }
    }
}

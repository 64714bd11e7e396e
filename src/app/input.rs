//! A line being typed. The caret moves by graphemes; what comes in is cleaned before it is kept.

use unicode_segmentation::UnicodeSegmentation;

use crate::message::Edit;
use crate::text::{sanitize, sanitize_lines};
use crate::ui::dialog::Input;

/// Longest text of a line, in bytes.
const LONGEST: usize = 4096;
/// Longest message that is pasted, in bytes.
const LONGEST_MESSAGE: usize = 65_536;

impl Input {
    /// A line with this text and the caret behind it.
    pub(super) fn of(text: &str) -> Self {
        let text = sanitize(text).into_owned();
        Self { caret: text.len(), text }
    }

    /// As [`Self::of`], of a text that may have several lines.
    pub(super) fn of_lines(text: &str) -> Self {
        let text = sanitize_lines(text).into_owned();
        Self { caret: text.len(), text }
    }

    /// Puts text in at the caret, as much as the line takes; line ends become blanks. Tells whether it was all.
    pub(super) fn insert(&mut self, text: &str) -> bool {
        self.put_in(text, LONGEST, |whole| sanitize(whole).into_owned())
    }

    /// As [`Self::insert`], with its line ends, and as much as a message may have.
    pub(super) fn insert_lines(&mut self, text: &str) -> bool {
        self.put_in(text, LONGEST_MESSAGE, |whole| sanitize_lines(whole).into_owned())
    }

    fn put_in(&mut self, text: &str, longest: usize, cleaned: impl Fn(&str) -> String) -> bool {
        let (given, room) = (text.len(), longest.saturating_sub(self.text.len()));
        let end = (0..=room.min(given)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let text = &text[..end];
        let behind = self.text.len() - self.caret;
        let mut whole = self.text.clone();
        whole.insert_str(self.caret, text);
        // Cleaning the whole lets marks and joiners meet the letters before them.
        let clean = cleaned(&whole);
        let caret = clean.len().saturating_sub(behind);
        self.caret = (caret..=clean.len()).find(|at| clean.is_char_boundary(*at)).unwrap_or(clean.len());
        self.text = clean;
        end == given
    }

    /// Changes the line; tells whether its text changed.
    pub(super) fn edit(&mut self, edit: Edit) -> bool {
        match edit {
            Edit::Left => self.caret = self.before(),
            Edit::Right => self.caret = self.behind(),
            Edit::WordLeft => self.caret = self.word_before(),
            Edit::WordRight => self.caret = self.word_behind(),
            Edit::Home => self.caret = 0,
            Edit::End => self.caret = self.text.len(),
            Edit::Backspace => return self.cut(self.before(), self.caret),
            Edit::Delete => return self.cut(self.caret, self.behind()),
            Edit::DeleteWord => return self.cut(self.word_before(), self.caret),
            Edit::DeleteToStart => return self.cut(0, self.caret),
            Edit::DeleteToEnd => return self.cut(self.caret, self.text.len()),
        }
        false
    }

    fn cut(&mut self, from: usize, to: usize) -> bool {
        self.text.replace_range(from..to, "");
        self.caret = from;
        from < to
    }

    fn before(&self) -> usize {
        self.text[..self.caret].grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn behind(&self) -> usize {
        self.caret + self.text[self.caret..].graphemes(true).next().map_or(0, str::len)
    }

    fn word_before(&self) -> usize {
        let mut words = self.text[..self.caret].split_word_bound_indices().rev();
        words.find(|(_, word)| !word.trim().is_empty()).map_or(0, |(at, _)| at)
    }

    fn word_behind(&self) -> usize {
        let mut words = self.text[self.caret..].split_word_bound_indices();
        let word = words.find(|(_, word)| !word.trim().is_empty());
        word.map_or(self.text.len(), |(at, word)| self.caret + at + word.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caret_moves_by_graphemes_and_words() {
        let mut line = Input::of("盐田 e\u{301}港");
        line.edit(Edit::Left);
        line.edit(Edit::Backspace);
        assert_eq!(line.text, "盐田 港");
        line.edit(Edit::DeleteWord);
        assert_eq!((line.text.as_str(), line.caret), ("盐港", "盐".len()));
    }

    #[test]
    fn of_too_much_text_the_beginning_is_taken() {
        let mut line = Input::of("前");
        assert!(!line.insert(&"核".repeat(LONGEST)));
        assert_eq!(line.text.len(), LONGEST - (LONGEST % "核".len()));
        assert!(!line.insert("酸"));
        line.edit(Edit::Backspace);
        assert!(line.insert("酸") && line.text.ends_with('酸'));
    }

    #[test]
    fn what_is_put_in_is_cleaned_and_the_caret_stays_behind_it() {
        let mut line = Input::of("ab");
        line.edit(Edit::Left);
        line.insert("一\r\n二\u{1b}[31m\u{202e}");
        assert_eq!(line.text, "a一 二[31mb");
        line.insert("x");
        assert_eq!(line.text, "a一 二[31mxb");
    }
}

//! Makes text from outside safe to print.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

use super::keys::is_han;

/// More marks than this on one letter is a prank: it paints over the rows above and below.
const MOST_MARKS: u8 = 8;

/// What happens to one character of foreign text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// Printed as it is.
    Keep,
    /// Has no width of its own and sits on the character before it.
    Mark,
    /// Ends a line in some writing of line ends.
    Break,
    /// A tab: one space.
    Tab,
    /// Changes nothing that can be seen, or changes what is seen in a way that misleads.
    Drop,
    /// Zero-width (non-)joiner: lawful between letters of some scripts and in emoji, a hiding place elsewhere.
    Joiner,
    /// Stands for something that would vanish without a trace if it were dropped.
    Replace,
}

fn fate(c: char) -> Fate {
    match c {
        ' '..='~' => Fate::Keep,
        '\t' => Fate::Tab,
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Fate::Break,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' => Fate::Drop,
        // Direction marks, overrides, isolates and their deprecated kin.
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}' => Fate::Drop,
        // Zero-width space, word joiner, invisible operators, byte order mark, soft hyphen and others unseen.
        '\u{AD}'
        | '\u{34F}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'
        | '\u{2060}'..='\u{2065}'
        | '\u{FEFF}' => Fate::Drop,
        // Variation selectors: they change the width in some terminals and not in others.
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => Fate::Drop,
        // Tags, annotation marks, musical format controls.
        '\u{E0000}'..='\u{E00FF}' | '\u{E01F0}'..='\u{E0FFF}' | '\u{FFF9}'..='\u{FFFB}' => Fate::Drop,
        '\u{1D173}'..='\u{1D17A}' => Fate::Drop,
        '\u{200C}' | '\u{200D}' => Fate::Joiner,
        // Letters that look like nothing, object replacement, private use.
        '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{3164}' | '\u{FFA0}' | '\u{FFFC}' => {
            Fate::Replace
        }
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' | '\u{FDD0}'..='\u{FDEF}' => Fate::Replace,
        _ if u32::from(c) & 0xFFFE == 0xFFFE => Fate::Replace,
        // Half-width voiced sound marks: nominally combining, but terminals give them a cell of their own.
        '\u{FF9E}' | '\u{FF9F}' => Fate::Keep,
        _ if is_han(c) => Fate::Keep,
        _ if c.width() == Some(0) => Fate::Mark,
        _ => Fate::Keep,
    }
}

/// Whether a joiner may stand beside `c`: letters of scripts that use it and emoji, never Latin, Han or blanks.
fn joinable(c: char) -> bool {
    u32::from(c) >= 0x250 && !is_han(c) && !c.is_whitespace() && c != '\u{FFFD}'
}

/// Whether `text` may go to a terminal as it is, as one line.
///
/// True exactly when [`sanitize`] would return it unchanged.
#[must_use]
pub fn is_clean(text: &str) -> bool {
    plain(text, false) || matches!(sanitize(text), Cow::Borrowed(_))
}

/// Only characters that are kept wherever they stand (no marks, no joiners); `lines` lets `\n` pass.
fn plain(text: &str, lines: bool) -> bool {
    text.chars().all(|c| fate(c) == Fate::Keep || (lines && c == '\n'))
}

/// Text safe to print on one line of a terminal.
///
/// Control characters (C0, C1, DEL, and with them every ESC) go, but nothing that follows them, so no text is
/// swallowed by a sequence that was cut. Line ends become one space, a tab one space. Direction overrides,
/// zero-width controls, variation selectors and tag characters go. What would vanish without a trace
/// (private use, noncharacters, letters that look like nothing, a mark on no letter) becomes U+FFFD. A letter keeps
/// at most 8 marks. Cleaning twice changes nothing more; text of plain characters is not copied.
#[must_use]
pub fn sanitize(text: &str) -> Cow<'_, str> {
    clean(text, false)
}

/// Like [`sanitize`], but keeps line ends: `\r\n`, `\r` and the other line ends all become `\n`.
#[must_use]
pub fn sanitize_lines(text: &str) -> Cow<'_, str> {
    clean(text, true)
}

fn clean(text: &str, lines: bool) -> Cow<'_, str> {
    if plain(text, lines) {
        return Cow::Borrowed(text);
    }
    let mut out =
        Output { text: String::with_capacity(text.len()), lines, marks: 0, joiner: None, in_break: false };
    let mut before = '\0';
    for c in text.chars() {
        out.push(c, before);
        before = c;
    }
    if out.text == text { Cow::Borrowed(text) } else { Cow::Owned(out.text) }
}

struct Output {
    text: String,
    lines: bool,
    /// Marks on the letter being written.
    marks: u8,
    /// A joiner that waits for the character it would join to.
    joiner: Option<char>,
    /// The last thing written stands for line ends.
    in_break: bool,
}

impl Output {
    fn push(&mut self, c: char, before: char) {
        match fate(c) {
            Fate::Drop => {}
            Fate::Joiner => {
                if self.text.chars().next_back().is_some_and(joinable) {
                    self.joiner = Some(c);
                }
            }
            Fate::Break if self.lines => {
                if !(c == '\n' && before == '\r') {
                    self.plain('\n');
                }
            }
            Fate::Break => {
                if !self.in_break {
                    self.plain(' ');
                }
                self.in_break = true;
            }
            Fate::Tab => self.plain(' '),
            Fate::Replace => self.plain('\u{FFFD}'),
            Fate::Mark => self.mark(c),
            Fate::Keep => {
                let joined = self.joiner.is_some() && joinable(c) && self.marks < MOST_MARKS;
                let marks = self.marks;
                if joined && let Some(joiner) = self.joiner {
                    self.text.push(joiner);
                }
                self.plain(c);
                self.marks = if joined { marks + 1 } else { 0 };
            }
        }
    }

    fn plain(&mut self, c: char) {
        self.text.push(c);
        self.marks = 0;
        self.joiner = None;
        self.in_break = false;
    }

    fn mark(&mut self, c: char) {
        if matches!(self.text.chars().next_back(), None | Some('\n')) {
            self.plain('\u{FFFD}');
        } else if self.marks < MOST_MARKS {
            if joinable(c)
                && let Some(joiner) = self.joiner.take()
            {
                self.text.push(joiner);
            }
            self.joiner = None;
            self.marks += 1;
            self.in_break = false;
            self.text.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn no_escape_and_no_override_survives_and_nothing_else_is_lost() {
        assert_eq!(sanitize("急\u{1b}[31m件\u{7}\u{9b}0m"), "急[31m件0m");
        assert_eq!(sanitize("\u{1b}]0;题\u{7}目"), "]0;题目");
        assert_eq!(sanitize("名单\u{202e}cod.exe"), "名单cod.exe");
        assert_eq!(sanitize("a\r\n\nb\tc\u{2028}d"), "a b c d");
        assert_eq!(sanitize_lines("a\r\nb\rc\n\nd\te"), "a\nb\nc\n\nd e");
        assert_eq!(sanitize("盐\u{200b}田\u{feff}港\u{e0041}"), "盐田港");
        assert_eq!(sanitize("\u{e123}\u{fdd0}"), "\u{fffd}\u{fffd}");
        assert_eq!(sanitize("\u{301}x"), "\u{fffd}x");
        assert_eq!(sanitize("a\u{200d}b"), "ab");
        assert_eq!(sanitize("\u{1f468}\u{200d}\u{1f469}"), "\u{1f468}\u{200d}\u{1f469}");
    }

    #[test]
    fn clean_text_is_not_copied() {
        for text in ["粤外办〔2020〕15号", "plain — text…", "e\u{301}te\u{301}", ""] {
            assert!(matches!(sanitize(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn a_pile_of_marks_is_cut() {
        let pile = format!("a{}", "\u{301}".repeat(50));
        assert_eq!(sanitize(&pile).chars().count(), 9);
    }

    /// Characters from every class the cleaner tells apart, thick enough to meet one another.
    fn nasty() -> impl Strategy<Value = String> {
        let class = prop_oneof![
            any::<char>(),
            prop::sample::select(
                "\u{1b}\r\n\t a中\u{301}\u{200d}\u{200c}\u{202e}\u{fe0f}\u{1f468}\u{94d}\u{915}\u{e000}\u{200b}\u{9b}\u{3164}\u{85}"
                    .chars()
                    .collect::<Vec<_>>()
            ),
        ];
        prop::collection::vec(class, 0..40).prop_map(|chars| chars.into_iter().collect())
    }

    proptest! {
        #[test]
        fn output_is_clean_and_stays_so(text in nasty()) {
            let once = sanitize(&text).into_owned();
            prop_assert!(!once.chars().any(char::is_control), "{once:?}");
            prop_assert_eq!(&sanitize(&once), &once);
            prop_assert!(is_clean(&once));
            let lines = sanitize_lines(&text).into_owned();
            prop_assert!(!lines.chars().any(|c| c.is_control() && c != '\n'), "{lines:?}");
            prop_assert_eq!(&sanitize_lines(&lines), &lines);
        }
    }
}

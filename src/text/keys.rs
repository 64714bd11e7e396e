//! What a character is, and what key was meant.

/// The ASCII key meant by a character that came from an input method left on, if there is one.
///
/// Full-width letters, digits and signs (U+FF01–FF5E), the ideographic space, and the punctuation a Chinese input
/// method puts in place of the keys: `。`→`.`, `、`→`/`, `【】`→`[]`, `《》`→`<>`, `「」`→`{}`, quotes, `￥`→`$`,
/// `…`→`^`, `—`→`_`, `·`→`` ` ``. `None` for everything else, ASCII itself included.
#[must_use]
pub fn ascii_key(c: char) -> Option<char> {
    Some(match c {
        '\u{FF01}'..='\u{FF5E}' => return char::from_u32(u32::from(c) - 0xFEE0),
        '\u{3000}' => ' ',
        '。' | '｡' => '.',
        '、' | '､' => '/',
        '【' | '〔' | '〖' => '[',
        '】' | '〕' | '〗' => ']',
        '《' | '〈' => '<',
        '》' | '〉' => '>',
        '「' | '『' => '{',
        '」' | '』' => '}',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '￥' | '¥' => '$',
        '…' => '^',
        '—' => '_',
        '·' => '`',
        '〜' => '~',
        _ => return None,
    })
}

/// Lower case, with full-width letters and digits as ASCII: the form in which text is compared and indexed.
///
/// The few characters whose lower case is longer than one character keep their first.
#[must_use]
pub fn fold(c: char) -> char {
    let c = match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => ascii_key(c).unwrap_or(c),
        _ => c,
    };
    if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) }
}

/// Whether `c` is a Han character (`〇` and `々` included).
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c,
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '〇' | '々' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{323AF}')
}

/// Whether `c` belongs to a script written without blanks between words: Han, kana, hangul.
#[must_use]
pub fn is_cjk(c: char) -> bool {
    is_han(c)
        || matches!(c, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | 'ー' | '\u{AC00}'..='\u{D7A3}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_typed_with_an_input_method_on_are_understood() {
        let typed: String = "ｊｋ，、？：；【】《》。！（）１".chars().filter_map(ascii_key).collect();
        assert_eq!(typed, "jk,/?:;[]<>.!()1");
        assert_eq!(ascii_key('a'), None);
        assert_eq!(ascii_key('盐'), None);
    }

    #[test]
    fn folding_meets_in_ascii() {
        assert_eq!("ＡｂC９Ö".chars().map(fold).collect::<String>(), "abc9ö");
    }
}

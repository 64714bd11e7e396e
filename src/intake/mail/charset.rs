//! Bytes as text, by the label they bear and by what they are: labels lie, and many Chinese mails bear none.
//!
//! ISO-2022-KR and HZ are read whole; of ISO-2022-CN the part in GB 2312 is read, while characters of CNS 11643 become
//! `〓` and the text counts as not clean. No table of CNS 11643 is at hand, and such mail is of the nineties.

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

/// Text, and whether every byte of it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::intake) struct Decoded {
    pub(in crate::intake) text: String,
    pub(in crate::intake) clean: bool,
}

impl Decoded {
    fn clean(text: impl Into<String>) -> Self {
        Self { text: text.into(), clean: true }
    }
}

/// What stands for a character that cannot be read.
const UNREAD: char = '〓';

/// Reads bytes whose sender called their encoding `label`, if anything.
pub(in crate::intake) fn decode(bytes: &[u8], label: Option<&str>) -> Decoded {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let label = label.map(|label| label.trim_matches(['"', '\'', ' ', '\t']).to_ascii_lowercase());
    if let Some(read) = label.as_deref().and_then(|label| labelled(bytes, label)) {
        return read;
    }
    guess(bytes)
}

/// Reads by the label; `None` if the label is unknown, says nothing or is contradicted by the bytes.
fn labelled(bytes: &[u8], label: &str) -> Option<Decoded> {
    match label {
        "" | "us-ascii" | "ascii" | "utf-8" | "utf8" | "unknown" | "unknown-8bit" | "8bit" | "binary" => None,
        "utf-16" | "utf16" | "ucs-2" | "iso-10646-ucs-2" | "unicode" | "csunicode" => {
            Some(utf16(bytes, None))
        }
        "utf-16le" => Some(utf16(bytes, Some(UTF_16LE))),
        "utf-16be" => Some(utf16(bytes, Some(UTF_16BE))),
        "iso-2022-kr" | "csiso2022kr" => Some(iso_2022(bytes)),
        "iso-2022-cn" | "iso-2022-cn-ext" => Some(iso_2022(bytes)),
        "hz-gb-2312" | "hz" => Some(hz(bytes)),
        _ => by_table(bytes, label),
    }
}

fn by_table(bytes: &[u8], label: &str) -> Option<Decoded> {
    if reads_as_utf8(bytes) {
        return None;
    }
    // GB 2312 and GBK are parts of GB 18030, and mail labelled as one is often the other.
    let cn =
        ["gb2312", "gb_2312", "gb-2312", "gbk", "gb18030", "gb-18030", "x-gbk", "cp936", "936", "euc-cn"];
    let encoding = if cn.iter().any(|name| label.starts_with(name)) {
        Some(GB18030)
    } else {
        Encoding::for_label_no_replacement(label.as_bytes())
    };
    if let Some(encoding) = encoding {
        // A Western label on Chinese text is the mark of a client that knew no better.
        if encoding.is_single_byte()
            && bytes.iter().filter(|byte| !byte.is_ascii()).count() > 3
            && is_han_text(bytes)
        {
            return None;
        }
        let (text, bad) = encoding.decode_without_bom_handling(bytes);
        return if bad && encoding != ISO_2022_JP { None } else { Some(marked(&text, !bad)) };
    }
    // Rarer ones, such as UTF-7 and the code pages of DOS.
    let decode = mail_parser::decoders::charsets::map::charset_decoder(label.as_bytes())?;
    let text = decode(bytes);
    let clean = !text.contains('\u{FFFD}');
    Some(marked(&text, clean))
}

/// With a visible sign in place of what could not be read.
fn marked(text: &str, clean: bool) -> Decoded {
    if clean {
        Decoded::clean(text)
    } else {
        Decoded { text: text.replace('\u{FFFD}', &UNREAD.to_string()), clean }
    }
}

/// Whether bytes of any label are UTF-8: with two Han characters or more in it that is no chance.
fn reads_as_utf8(bytes: &[u8]) -> bool {
    if bytes.is_ascii() {
        return false;
    }
    std::str::from_utf8(bytes)
        .is_ok_and(|text| text.chars().filter(|c| u32::from(*c) >= 0x0800).take(2).count() == 2)
}

/// Reads bytes without a label that is of use.
fn guess(bytes: &[u8]) -> Decoded {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return utf16(bytes, None);
    }
    if bytes.is_ascii() {
        return seven_bits(bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded::clean(text);
    }
    // UTF-8 with a torn character at its end is not another encoding.
    let (text, _) = UTF_8.decode_without_bom_handling(bytes);
    let torn = text.matches('\u{FFFD}').count();
    if torn <= 2 && text.chars().filter(|c| u32::from(*c) >= 0x0800 && *c != '\u{FFFD}').count() > torn * 8 {
        return marked(&text, false);
    }
    let encoding = if looks_like_big5(bytes) { BIG5 } else { GB18030 };
    let (text, bad) = encoding.decode_without_bom_handling(bytes);
    if !bad {
        return Decoded::clean(text);
    }
    let (other, bad) = if encoding == BIG5 { GB18030 } else { BIG5 }.decode_without_bom_handling(bytes);
    if bad { marked(&text, false) } else { Decoded::clean(other) }
}

/// Text of seven bits: escapes tell the ISO-2022 family, `~{` tells HZ.
fn seven_bits(bytes: &[u8]) -> Decoded {
    let has = |mark: &[u8]| bytes.windows(mark.len()).any(|part| part == mark);
    if bytes.contains(&0x1B) {
        if has(b"\x1B$)C") || has(b"\x1B$)A") || has(b"\x1B$)G") {
            return iso_2022(bytes);
        }
        if has(b"\x1B$B") || has(b"\x1B$@") {
            let (text, bad) = ISO_2022_JP.decode_without_bom_handling(bytes);
            return marked(&text, !bad);
        }
    }
    if has(b"~{") && has(b"~}") {
        let read = hz(bytes);
        if read.clean {
            return read;
        }
    }
    Decoded::clean(String::from_utf8_lossy(bytes))
}

/// Pairs of bytes in the rows of common characters: those of GB 2312 (level 1), and those of Big5 (level 1).
fn pairs(bytes: &[u8]) -> (usize, usize, usize) {
    let (mut all, mut gb, mut big5) = (0, 0, 0);
    let mut at = 0;
    while at + 1 < bytes.len() {
        let (lead, trail) = (bytes[at], bytes[at + 1]);
        if lead < 0x80 {
            at += 1;
            continue;
        }
        all += 1;
        gb += usize::from(matches!((lead, trail), (0xB0..=0xD7 | 0xA1 | 0xA3, 0xA1..=0xFE)));
        big5 += usize::from(matches!((lead, trail), (0xA4..=0xC6 | 0xA1, 0x40..=0x7E | 0xA1..=0xFE)));
        at += 2;
    }
    (all, gb, big5)
}

fn looks_like_big5(bytes: &[u8]) -> bool {
    let (_, gb, big5) = pairs(bytes);
    big5 > gb
}

/// Whether what is not ASCII in the bytes is mostly common Chinese characters.
fn is_han_text(bytes: &[u8]) -> bool {
    let (all, gb, big5) = pairs(bytes);
    all >= 2 && gb.max(big5) * 10 >= all * 9
}

fn utf16(bytes: &[u8], told: Option<&'static Encoding>) -> Decoded {
    let (encoding, bytes) = match (bytes, told) {
        ([0xFF, 0xFE, rest @ ..], _) => (UTF_16LE, rest),
        ([0xFE, 0xFF, rest @ ..], _) => (UTF_16BE, rest),
        (_, Some(told)) => (told, bytes),
        _ => (likelier_utf16(bytes), bytes),
    };
    let (text, bad) = encoding.decode_without_bom_handling(bytes);
    marked(&text, !bad)
}

/// Big-endian is the rule (RFC 2781), little-endian what Windows sends: the one with more Han and ASCII in it.
fn likelier_utf16(bytes: &[u8]) -> &'static Encoding {
    let worth = |encoding: &'static Encoding| {
        let window = &bytes[..bytes.len().min(4096) & !1];
        let (text, _) = encoding.decode_without_bom_handling(window);
        text.chars()
            .filter(|c| matches!(c, ' '..='~' | '\n' | '\u{3000}'..='\u{303F}' | '\u{4E00}'..='\u{9FFF}'))
            .count()
    };
    if worth(UTF_16LE) > worth(UTF_16BE) { UTF_16LE } else { UTF_16BE }
}

/// ISO-2022-KR (RFC 1557) and ISO-2022-CN (RFC 1922): between shift out and shift in, pairs of seven bits.
fn iso_2022(bytes: &[u8]) -> Decoded {
    #[derive(Clone, Copy, PartialEq)]
    enum Set {
        Korean,
        Gb,
        Cns,
    }
    let (mut set, mut shifted, mut clean) = (Set::Gb, false, true);
    let mut text = String::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match &bytes[at..] {
            [0x1B, b'$', b')', kind, ..] => {
                set = match kind {
                    b'C' => Set::Korean,
                    b'A' => Set::Gb,
                    _ => Set::Cns,
                };
                at += 4;
            }
            // A character set for single shifts, and the single shift itself: CNS 11643 plane 2.
            [0x1B, b'$', b'*', _, ..] => at += 4,
            [0x1B, b'N', _, _, ..] => {
                text.push(UNREAD);
                clean = false;
                at += 4;
            }
            [0x0E, ..] => (shifted, at) = (true, at + 1),
            [0x0F, ..] => (shifted, at) = (false, at + 1),
            [b'\n', ..] => {
                // A shift ends with its line at the latest.
                text.push('\n');
                (shifted, at) = (false, at + 1);
            }
            [lead @ 0x21..=0x7E, trail @ 0x21..=0x7E, ..] if shifted => {
                let pair = [lead | 0x80, trail | 0x80];
                let encoding = if set == Set::Korean { EUC_KR } else { GB18030 };
                match encoding.decode_without_bom_handling_and_without_replacement(&pair) {
                    Some(read) if set != Set::Cns => text.push_str(&read),
                    _ => {
                        text.push(UNREAD);
                        clean = false;
                    }
                }
                at += 2;
            }
            [byte, ..] => {
                if byte.is_ascii() {
                    text.push(char::from(*byte));
                } else {
                    text.push(UNREAD);
                    clean = false;
                }
                at += 1;
            }
            [] => break,
        }
    }
    Decoded { text, clean }
}

/// HZ (RFC 1843): GB 2312 of seven bits between `~{` and `~}`.
fn hz(bytes: &[u8]) -> Decoded {
    let (mut inside, mut clean) = (false, true);
    let mut eight = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match &bytes[at..] {
            [b'~', b'{', ..] if !inside => (inside, at) = (true, at + 2),
            [b'~', b'}', ..] if inside => (inside, at) = (false, at + 2),
            [b'~', b'~', ..] if !inside => {
                eight.push(b'~');
                at += 2;
            }
            [b'~', b'\n', ..] if !inside => at += 2,
            [lead @ 0x21..=0x77, trail @ 0x21..=0x7E, ..] if inside => {
                eight.extend([lead | 0x80, trail | 0x80]);
                at += 2;
            }
            [byte, ..] => {
                clean &= !inside || byte.is_ascii_whitespace();
                inside &= *byte != b'\n';
                eight.push(*byte);
                at += 1;
            }
            [] => break,
        }
    }
    let (text, bad) = GB18030.decode_without_bom_handling(&eight);
    marked(&text, clean && !bad)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "关于做好新冠肺炎疫情防控工作的紧急通知";

    fn read(bytes: &[u8], label: Option<&str>) -> (String, bool) {
        let read = decode(bytes, label);
        (read.text, read.clean)
    }

    #[test]
    fn every_encoding_of_these_offices_is_read_with_its_label_and_without() {
        let whole = (WORDS.to_owned(), true);
        let (gbk, ..) = GB18030.encode(WORDS);
        for label in
            [None, Some("gb2312"), Some("GBK"), Some("\"gb18030\""), Some("us-ascii"), Some("iso-8859-1")]
        {
            assert_eq!(read(&gbk, label), whole, "{label:?}");
        }
        let traditional = "關於做好新冠肺炎疫情防控工作的緊急通知";
        let (big5, ..) = BIG5.encode(traditional);
        for label in [None, Some("big5"), Some("utf-8"), Some("x-unknown")] {
            assert_eq!(read(&big5, label), (traditional.to_owned(), true), "{label:?}");
        }
        for label in [None, Some("utf-8"), Some("gb2312"), Some("iso-8859-1"), Some("big5")] {
            assert_eq!(read(WORDS.as_bytes(), label), whole, "UTF-8 called {label:?}");
        }
        let little: Vec<u8> = WORDS.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = WORDS.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [&little, &big] {
            assert_eq!(read(bytes, Some("utf-16")), whole);
        }
        assert_eq!(read(&little, Some("utf-16le")), whole);
    }

    #[test]
    fn seven_bit_encodings_are_told_by_their_escapes() {
        let (jp, ..) = ISO_2022_JP.encode("緊急のお知らせ");
        for label in [None, Some("iso-2022-jp"), Some("utf-8")] {
            assert_eq!(read(&jp, label), ("緊急のお知らせ".to_owned(), true), "{label:?}");
        }
        let kr = b"\x1B$)C\n\x0E1d1^\x0F hi";
        assert_eq!(read(kr, Some("iso-2022-kr")), ("\n긴급 hi".to_owned(), true));
        assert_eq!(read(kr, None).0, "\n긴급 hi");
        let cn = b"\x1B$)A\x0E=pM[\x0F.";
        assert_eq!(read(cn, Some("iso-2022-cn")), ("金哇.".to_owned(), true));
        assert_eq!(read(b"\x1B$)G\x0E!!!\"\x0F.", Some("iso-2022-cn")), ("〓〓.".to_owned(), false));
        assert_eq!(read(b"~{<:Ky2;S{~}!", Some("hz-gb-2312")), ("己所不欲!".to_owned(), true));
        assert_eq!(read(b"~{<:Ky2;S{~}!", None).0, "己所不欲!");
    }

    #[test]
    fn what_no_encoding_knows_is_shown_as_such_and_never_clean() {
        let read = decode(b"\xFF\xFF\x80\x80abc\xFF", Some("utf-8"));
        assert!(!read.clean && read.text.contains("abc"), "{read:?}");
        let torn = decode(&WORDS.as_bytes()[..WORDS.len() - 1], None);
        assert!(!torn.clean && torn.text.starts_with("关于做好"), "{torn:?}");
    }
}

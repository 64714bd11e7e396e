//! Classification markings (绝密, 机密, 秘密). Source of the form: GB/T 9704-2012, 7.2.2: level, ★, time of secrecy.
//!
//! A word inside a title (商业秘密, 保守国家秘密法) is no marking. Where a marking cannot be told from harmless text the
//! row is refused: a refused paper is asked for again, a stored one cannot be called back.

use super::fields::fold;

const LEVELS: [&str; 6] = ["绝密", "机密", "秘密", "絕密", "機密", "祕密"];

/// Values of a 密级 column that say that the paper is open; everything else in that column is taken for a level.
const OPEN: [&str; 28] = [
    "公开",
    "无",
    "否",
    "非密",
    "无密",
    "不涉密",
    "非涉密",
    "非密件",
    "无密级",
    "普通",
    "一般",
    "平件",
    "内部",
    "内部资料",
    "内部公开",
    "主动公开",
    "依申请公开",
    "不予公开",
    "none",
    "no",
    "public",
    "open",
    "unclassified",
    "internal",
    "-",
    "--",
    "—",
    "/",
];

/// Whether a typed line bears a classification marking, as a whole or in one of its words.
pub fn is_marked_line(line: &str) -> bool {
    is_marked(line) || line.split_whitespace().any(is_marked)
}

/// Whether one cell of text bears a classification marking.
pub fn is_marked(text: &str) -> bool {
    // Nearly every cell ends here, without a copy.
    if !text.contains('密') {
        return false;
    }
    let clean = plain(text);
    LEVELS.iter().any(|level| {
        clean.match_indices(level).any(|(at, _)| {
            let (before, after) = (&clean[..at], &clean[at + level.len()..]);
            let bracketed =
                before.is_empty() || before.ends_with(['[', '(', '【', '〔', '﹝', '〖', '{', '<']);
            after.starts_with(is_star)
                || after.strip_prefix(['级', '級', '件']).is_some_and(|rest| rest.starts_with(is_star))
                || before.ends_with(is_star)
                || before.ends_with("密级:")
                || before.ends_with("密級:")
                || (bracketed
                    && !before.is_empty()
                    && after.starts_with([']', ')', '】', '〕', '﹞', '〗', '}', '>']))
                || (before.is_empty() && (after.starts_with([':', '、', ',', '/', '|']) || is_bare(after)))
        })
    })
}

/// Whether a level and its ★ are spread over neighbouring cells. A mere `*` there is a rating or a mask.
pub(super) fn is_marked_across(cells: &[String]) -> bool {
    if !cells.iter().any(|cell| cell.contains('密')) {
        return false;
    }
    let clean = plain(&cells.concat());
    LEVELS.iter().any(|level| {
        clean.match_indices(level).any(|(at, _)| clean[at + level.len()..].starts_with(['★', '☆']))
    })
}

/// The stars that stand for ★ in texts that went through other hands.
fn is_star(c: char) -> bool {
    matches!(
        c,
        '★' | '☆' | '*' | '﹡' | '∗' | '⁎' | '⋆' | '⭐' | '⭑' | '⭒' | '✡' | '✩'..='✰' | '✱' | '✲' | '\u{1F31F}' | '\u{1F7C9}'..='\u{1F7CF}'
    )
}

/// A text as it is looked at for markings: folded, without what is not seen between two characters.
fn plain(text: &str) -> String {
    let mut seen = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if c == '\u{1B}' && rest.next_if_eq(&'[').is_some() {
            // A colour of a terminal, as logs have it.
            while rest.next().is_some_and(|c| !matches!(c, '@'..='~')) {}
        } else if !is_unseen(c) {
            seen.push(c);
        }
    }
    fold(&seen)
}

/// Control characters, marks that combine with the one before, fillers, and places for private use.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{AD}'
                | '\u{0300}'..='\u{036F}'
                | '\u{115F}'
                | '\u{1160}'
                | '\u{17B4}'
                | '\u{17B5}'
                | '\u{180B}'..='\u{180F}'
                | '\u{20D0}'..='\u{20FF}'
                | '\u{3164}'
                | '\u{FFA0}'
                | '\u{E000}'..='\u{F8FF}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{E0000}'..='\u{E0FFF}'
        )
}

/// Whether bytes that nobody unpacks bear a level with its ★ in plain sight, in one of the encodings of these offices.
/// What is compressed inside (a PDF, a workbook) is not seen.
pub(super) fn is_marked_within(bytes: &[u8]) -> bool {
    const SPACES: usize = 4;
    let little: fn(&str) -> Vec<u8> = |text| text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: fn(&str) -> Vec<u8> = |text| text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let ways: [fn(&str) -> Vec<u8>; 5] = [
        |text| text.as_bytes().to_vec(),
        |text| encoding_rs::GB18030.encode(text).0.into_owned(),
        |text| encoding_rs::BIG5.encode(text).0.into_owned(),
        little,
        big,
    ];
    ways.iter().any(|way| {
        let (secret, star) = (way("密"), way("★"));
        let firsts = ["绝", "絕", "机", "機", "秘", "祕"].map(way);
        let mut from = 0;
        while let Some(at) = find(&bytes[from..], &star) {
            let at = from + at;
            let before = &bytes[at.saturating_sub(secret.len() * 2 + SPACES)..at];
            let before = before.trim_ascii_end();
            let before = before.strip_suffix(&[0x20, 0]).unwrap_or(before);
            // Of a blank in UTF-16 with the high byte first, the second half is gone already.
            let before =
                if before.ends_with(&secret) { before } else { before.strip_suffix(&[0]).unwrap_or(before) };
            if let Some(level) = before.strip_suffix(secret.as_slice())
                && firsts.iter().any(|first| level.ends_with(first))
            {
                return true;
            }
            from = at + star.len();
        }
        false
    })
}

/// Where a mark of a few bytes stands.
fn find(bytes: &[u8], mark: &[u8]) -> Option<usize> {
    let (first, rest) = mark.split_first()?;
    let mut from = 0;
    loop {
        let at = from + bytes[from..].iter().position(|byte| byte == first)?;
        if bytes[at + 1..].starts_with(rest) {
            return Some(at);
        }
        from = at + 1;
    }
}

/// Whether what follows a level at the start of a cell leaves the cell a level and nothing else.
fn is_bare(after: &str) -> bool {
    matches!(after, "" | "级" | "件" | "级别")
        || after.trim_end_matches(['年', '月']).bytes().all(|b| b.is_ascii_digit())
}

/// Whether a value of a 密级 column says anything but "open".
pub(super) fn is_level(value: &str) -> bool {
    let clean = fold(value);
    !clean.is_empty() && !OPEN.contains(&clean.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markings_are_found_and_words_in_titles_are_not() {
        let marked = [
            "机密★10年",
            "秘密★1年",
            "绝密★启用前",
            "机 密 ★ 10年",
            "机密*10年",
            "★机密",
            "【机密】关于某事的通知",
            "(秘密)",
            "机密",
            "绝密级",
            "机密件",
            "秘密10年",
            "机密：关于某事",
            "关于某事的通知（机密★5年）",
            "关于某事（秘密）的通知",
            "密级：秘密",
            "關於某事機密★10年",
            "絕密 ★",
            "秘密级★",
            "机密⭑10年",
            "机\u{115F}密\u{FE0F}★",
            "机\u{301}密★",
            "机\u{E000}密★",
            "机\u{1B}[1m密\u{1B}[0m★",
        ];
        for text in marked {
            assert!(is_marked(text), "{text}");
        }
        let open = [
            "关于加强商业秘密保护的通知",
            "保守国家秘密法实施条例",
            "机密文件管理办法",
            "秘密战线",
            "密级",
            "特急",
            "★特急",
            "关于开展保密检查（秘密级以下）的通知",
            "公共秘密投票办法",
        ];
        for text in open {
            assert!(!is_marked(text), "{text}");
        }
    }

    #[test]
    fn a_marking_spread_over_cells_is_seen_and_a_rating_is_none() {
        let across = |cells: [&str; 3]| is_marked_across(&cells.map(str::to_owned));
        assert!(across(["某事 机", "密★10年", ""]));
        assert!(across(["事关机密", "", "★10年"]));
        assert!(!across(["★", "机密文件管理办法", "x"]));
        assert!(!across(["保护商业秘密", "*", "x"]));
    }

    #[test]
    fn a_marking_inside_a_file_is_seen_in_every_encoding() {
        let text = "前文 机密 ★ 10年 后文";
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let gbk = encoding_rs::GB18030.encode(text).0;
        let big5 = encoding_rs::BIG5.encode("前文 機密★10年").0;
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [text.as_bytes(), &wide, &big, &gbk, &big5] {
            assert!(is_marked_within(bytes));
        }
        for open in ["机密文件管理 ★", "★机密", "保密★"] {
            assert!(!is_marked_within(open.as_bytes()), "{open}");
        }
        assert!(!is_marked_within(b"") && !is_marked_within(&[0xE2; 64]));
    }

    #[test]
    fn a_secrecy_column_is_open_only_when_it_says_so() {
        for value in ["", " ", "公开", "无", "非涉密", "—", "Internal"] {
            assert!(!is_level(value), "{value}");
        }
        for value in ["秘密", "机密★3年", "工作秘密", "JM", "secret", "3"] {
            assert!(is_level(value), "{value}");
        }
    }
}

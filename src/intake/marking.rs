//! Classification markings (绝密, 机密, 秘密). Source of the form: GB/T 9704-2012, 7.2.2: level, ★, time of secrecy.
//!
//! A word inside a title (商业秘密, 保守国家秘密法) is no marking. Where a marking cannot be told from harmless text the
//! row is refused: a refused paper is asked for again, a stored one cannot be called back.

use super::fields::fold;

const LEVELS: [&str; 3] = ["绝密", "机密", "秘密"];

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
    let clean = fold(text);
    LEVELS.iter().any(|level| {
        clean.match_indices(level).any(|(at, _)| {
            let (before, after) = (&clean[..at], &clean[at + level.len()..]);
            let star = |c: char| matches!(c, '★' | '☆' | '*' | '⭐' | '✭' | '✩' | '﹡');
            let bracketed =
                before.is_empty() || before.ends_with(['[', '(', '【', '〔', '﹝', '〖', '{', '<']);
            after.starts_with(star)
                || before.ends_with(star)
                || before.ends_with("密级:")
                || (bracketed
                    && !before.is_empty()
                    && after.starts_with([']', ')', '】', '〕', '﹞', '〗', '}', '>']))
                || (before.is_empty() && (after.starts_with([':', '、', ',', '/', '|']) || is_bare(after)))
        })
    })
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
    fn a_secrecy_column_is_open_only_when_it_says_so() {
        for value in ["", " ", "公开", "无", "非涉密", "—", "Internal"] {
            assert!(!is_level(value), "{value}");
        }
        for value in ["秘密", "机密★3年", "工作秘密", "JM", "secret", "3"] {
            assert!(is_level(value), "{value}");
        }
    }
}

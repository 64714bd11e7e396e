//! Personal data as it may be shown.

use unicode_segmentation::UnicodeSegmentation;

use super::keys::{ascii_key, is_han};

/// Family names of two characters, so that 欧阳娜 is shown as 欧阳＊ and not as 欧＊.
const DOUBLE_NAMES: [&str; 24] = [
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "司徒", "司空", "夏侯", "令狐",
    "宇文", "长孙", "端木", "轩辕", "南宫", "独孤", "申屠", "百里", "呼延", "闻人", "澹台",
];

/// The longest telephone number there is, country code included (ITU-T E.164).
const LONGEST_NUMBER: usize = 15;

fn digit(c: char) -> Option<char> {
    if c.is_ascii_digit() { Some(c) } else { ascii_key(c).filter(char::is_ascii_digit) }
}

/// Hides the middle of every telephone number in `text`: `13812341234` becomes `138****1234`.
///
/// A number is a run of digits, also with blanks or hyphens inside. At most the first three and the last four digits
/// are shown (and a leading 86), of short numbers the last two, of fewer than five digits none.
#[must_use]
pub fn mask_phone(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run: Vec<char> = Vec::new();
    for c in text.chars() {
        let inside = !run.is_empty() && matches!(c, ' ' | '-' | '\u{3000}' | '－');
        if digit(c).is_some() || inside {
            run.push(c);
        } else {
            push_masked(&mut out, &run);
            run.clear();
            out.push(c);
        }
    }
    push_masked(&mut out, &run);
    out
}

fn push_masked(out: &mut String, run: &[char]) {
    let Some(end) = run.iter().rposition(|&c| digit(c).is_some()) else { return };
    let digits: String = run.iter().filter_map(|&c| digit(c)).collect();
    if digits.len() > LONGEST_NUMBER && run[..=end].iter().any(|&c| digit(c).is_none()) {
        // More than one number side by side: each by itself, or the first would be shown in full.
        for (i, part) in run[..=end].split(|&c| digit(c).is_none()).enumerate() {
            if i > 0 {
                out.push(' ');
            }
            push_masked(out, part);
        }
    } else {
        let (country, rest) = match digits.strip_prefix("86") {
            Some(rest) if rest.len() == 11 => ("86 ", rest),
            _ => ("", digits.as_str()),
        };
        let n = rest.len();
        let (head, tail) = match n {
            0..=4 => (0, 0),
            5..=7 => (0, 2),
            8..=9 => (0, 4),
            10 => (2, 4),
            _ => (3, 4),
        };
        out.push_str(country);
        out.push_str(&rest[..head]);
        out.push_str("****");
        out.push_str(&rest[n - tail..]);
    }
    out.extend(&run[end + 1..]);
}

/// The family name and one ＊ for the rest: 张三丰 becomes 张＊, 欧阳娜 欧阳＊, `Smith` `S＊`.
#[must_use]
pub fn mask_name(name: &str) -> String {
    let name = name.trim();
    let shown = match DOUBLE_NAMES.iter().find(|double| name.starts_with(**double)) {
        Some(double) if name.chars().filter(|&c| is_han(c)).count() > 2 => double,
        _ => name.graphemes(true).next().unwrap_or_default(),
    };
    if shown.is_empty() { String::new() } else { format!("{shown}＊") }
}

/// The last four characters of a passport number: `E12345678` becomes `****5678`; of a short one nothing is shown.
#[must_use]
pub fn mask_passport(number: &str) -> String {
    let number = number.trim();
    if number.is_empty() {
        return String::new();
    }
    let letters: Vec<char> = number.chars().collect();
    let shown = if letters.len() >= 8 { 4 } else { 0 };
    format!("****{}", letters[letters.len() - shown..].iter().collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lose_their_middle() {
        assert_eq!(mask_phone("13812341234"), "138****1234");
        assert_eq!(mask_phone("陈 138 1234 1234，值班"), "陈 138****1234，值班");
        assert_eq!(mask_phone("+8613812341234"), "+86 138****1234");
        assert_eq!(mask_phone("１３８１２３４１２３４"), "138****1234");
        assert_eq!(mask_phone("25251234"), "****1234");
        assert_eq!(mask_phone("分机 8801"), "分机 ****");
        assert_eq!(mask_phone("13812341234 13998765432"), "138****1234 139****5432");
        assert_eq!(mask_phone("无"), "无");
    }

    #[test]
    fn names_keep_the_family_name() {
        assert_eq!(mask_name("张三丰"), "张＊");
        assert_eq!(mask_name("欧阳娜"), "欧阳＊");
        assert_eq!(mask_name("欧阳"), "欧＊");
        assert_eq!(mask_name("SMITH JOHN"), "S＊");
        assert_eq!(mask_name(" "), "");
        assert_eq!(mask_passport("E12345678"), "****5678");
        assert_eq!(mask_passport("E123"), "****");
    }
}

//! Numbers of headings after GB/T 9704: 一、（一）1.（1）; in English 1, 1.1, (a), (i).

use crate::lang::Lang;

const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// Counts the headings of a document.
#[derive(Debug)]
pub(super) struct Counter {
    lang: Lang,
    at: [usize; 4],
}

impl Counter {
    pub(super) const fn new(lang: Lang) -> Self {
        Self { lang, at: [0; 4] }
    }

    /// What stands before the next heading of this level (1 to 4).
    pub(super) fn next(&mut self, level: u8) -> String {
        let level = usize::from(level.clamp(1, 4)) - 1;
        self.at[level] += 1;
        for below in &mut self.at[level + 1..] {
            *below = 0;
        }
        let n = self.at[level];
        match (self.lang, level) {
            (Lang::ZhCn, 0) => format!("{}、", chinese(n)),
            (Lang::ZhCn, 1) => format!("（{}）", chinese(n)),
            (Lang::ZhCn, 2) => format!("{n}. "),
            (Lang::ZhCn, _) => format!("（{n}）"),
            (Lang::En, 0) => format!("{n}. "),
            (Lang::En, 1) => format!("{}.{n} ", self.at[0].max(1)),
            (Lang::En, 2) => format!("({}) ", letter(n)),
            (Lang::En, _) => format!("({n}) "),
        }
    }
}

fn letter(n: usize) -> char {
    u8::try_from((n.max(1) - 1) % 26).map_or('a', |at| char::from(b'a' + at))
}

/// 1 to 99 in Chinese; beyond that, digits.
fn chinese(n: usize) -> String {
    match (n / 10, n % 10) {
        (0, ones) => DIGITS[ones].to_owned(),
        (1, ones) => format!("十{}", DIGITS[ones]),
        (tens @ 2..=9, ones) => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
        _ => n.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_count_within_the_heading_above() {
        let mut zh = Counter::new(Lang::ZhCn);
        let levels = [1, 2, 2, 3, 4, 1, 2, 3];
        let told: Vec<String> = levels.into_iter().map(|level| zh.next(level)).collect();
        assert_eq!(told, ["一、", "（一）", "（二）", "1. ", "（1）", "二、", "（一）", "1. "]);
        let mut en = Counter::new(Lang::En);
        let told: Vec<String> = levels.into_iter().map(|level| en.next(level)).collect();
        assert_eq!(told, ["1. ", "1.1 ", "1.2 ", "(a) ", "(1) ", "2. ", "2.1 ", "(a) "]);
        let written: Vec<String> = [9, 10, 11, 20, 21, 99, 100].into_iter().map(chinese).collect();
        assert_eq!(written, ["九", "十", "十一", "二十", "二十一", "九十九", "100"]);
    }
}

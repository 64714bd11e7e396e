//! Does what was typed sound like this text?

use super::readings::readings;
use crate::text::{fold, is_han};

/// Whether `query` finds `text`: as plain text (case and full-width letters do not matter), or by pronunciation.
///
/// By pronunciation each Han character takes its initial (`y`; also `zh`, `ch`, `sh`), its whole syllable, or
/// itself; letters and digits stand for themselves; signs and blanks in the text are passed over. So `ytgk`,
/// `yantian`, `ytiangk` and `盐tgk` all find 盐田港口, `cq` and `zq` both find 重庆. The last syllable may be unfinished.
/// Blanks and apostrophes in the query are ignored. An empty query finds everything.
#[must_use]
pub fn matches(query: &str, text: &str) -> bool {
    let folded: Vec<char> = query.trim().chars().map(fold).collect();
    let plain: String = folded.iter().collect();
    if plain.is_empty() || text.chars().map(fold).collect::<String>().contains(&plain) {
        return true;
    }
    let sought: Vec<char> = folded
        .into_iter()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’'))
        .map(|c| if c == 'ü' { 'v' } else { c })
        .collect();
    // Positions in the query are bits of one word.
    if sought.is_empty() || sought.len() > 63 || !sought.iter().any(|&c| c.is_alphanumeric()) {
        return false;
    }
    let found = 1 << sought.len();
    let mut reached: u64 = 0;
    for c in text.chars().map(fold) {
        if !c.is_alphanumeric() {
            continue;
        }
        reached = step(reached | 1, c, &sought);
        if reached & found != 0 {
            return true;
        }
    }
    false
}

/// The positions of the query that can be reached after one more character of the text.
fn step(from: u64, c: char, sought: &[char]) -> u64 {
    let mut to = 0;
    for at in (0..sought.len()).filter(|at| from & (1 << at) != 0) {
        let rest = &sought[at..];
        if rest[0] == c {
            to |= 1 << (at + 1);
        }
        if is_han(c) {
            for reading in readings(c) {
                let same = reading.chars().zip(rest).take_while(|(a, b)| a == *b).count();
                if same == reading.len() || same == rest.len() {
                    to |= 1 << (at + same);
                }
                if same >= 1 {
                    to |= 1 << (at + 1);
                }
                if same >= 2 && reading.as_bytes()[1] == b'h' {
                    to |= 1 << (at + 2);
                }
            }
        }
    }
    to
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_syllables_and_mixtures_find() {
        let text = "关于盐田港口接待方案的请示";
        for query in [
            "ytgk",
            "ydgk",
            "YTGK",
            "yantian",
            "yan tian",
            "ytiangk",
            "盐tgk",
            "gyyt",
            "ｙｔ",
            "gangkoujied",
            "",
            "盐田",
        ] {
            assert!(matches(query, text), "{query}");
        }
        for query in ["ytx", "tianyan", "港田", "ytgkx"] {
            assert!(!matches(query, text), "{query}");
        }
    }

    #[test]
    fn both_readings_find() {
        assert!(matches("cq", "重庆") && matches("zq", "重庆") && matches("chongq", "重庆"));
        assert!(matches("cqca", "重庆长安") && matches("zqza", "重庆长安"));
        assert!(matches("chca", "重长安") && !matches("hq", "重庆"));
    }

    #[test]
    fn letters_and_digits_pass_through() {
        assert!(matches("ywb202015h", "粤外办〔2020〕15号"));
        assert!(matches("cz3001", "乘CZ3001到"));
        assert!(matches("c'a", "长安") && matches("nv", "女") && matches("nü", "女"));
        assert!(!matches("!!", "长安"));
    }
}

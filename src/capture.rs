//! One line as an officer types it at three in the morning, and what it says: `特急 市防指 通知 核酸检测 限18:00`.
//! Everything but the gist may be missing; what was not understood stays in the gist, so nothing typed is lost.

pub mod when;

use chrono::{DateTime, FixedOffset, Utc};
use sha2::{Digest, Sha256};

use crate::domain::Urgency;
use crate::domain::doc_number::{DocNumber, NumberForm};
use crate::domain::document::{Copy, Received};
use crate::text::sanitize;

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Captured {
    /// 紧急程度, if a word says so.
    pub urgency: Option<Urgency>,
    /// 来文单位: the first word that is nothing else, if a gist follows.
    pub issuer: String,
    /// 文种, if a word is one.
    pub doc_type: Option<&'static str>,
    /// 发文字号 as written, if a word is one.
    pub doc_number: String,
    /// The rest.
    pub gist: String,
    /// 限时 (UTC).
    pub due: Option<DateTime<Utc>>,
    /// A 限 that could not be read; it must be put right before the paper is kept.
    pub unread_due: Option<String>,
}

/// 文种, with 简报 信息 明电 beside the statutory fifteen.
const DOC_TYPES: [&str; 18] = [
    "决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案",
    "函", "纪要", "简报", "信息", "明电",
];

/// The urgency that this word names, in Chinese or English.
fn urgency(word: &str) -> Option<Urgency> {
    Some(match word.to_ascii_lowercase().as_str() {
        "特提" | "flash" => Urgency::Flash,
        "特急" | "immediate" => Urgency::Immediate,
        "加急" | "急件" | "priority" => Urgency::Priority,
        "平急" => Urgency::RoutineUrgent,
        "平件" | "routine" => Urgency::Routine,
        _ => return None,
    })
}

/// Reads a line. `now` and `zone` give times of day their date.
pub fn parse(line: &str, now: DateTime<Utc>, zone: FixedOffset) -> Captured {
    let mut said = Captured::default();
    let mut rest: Vec<&str> = Vec::new();
    let words: Vec<&str> = line.split_whitespace().collect();
    let mut at = 0;
    while at < words.len() {
        at += take_word(&mut said, &words[at..], &mut rest, now, zone);
    }
    if rest.len() > 1 {
        said.issuer = rest.remove(0).to_owned();
    }
    said.gist = rest.join(" ");
    said
}

/// Takes the first word, and those that belong to it; gives how many.
fn take_word<'a>(
    said: &mut Captured,
    words: &[&'a str],
    rest: &mut Vec<&'a str>,
    now: DateTime<Utc>,
    zone: FixedOffset,
) -> usize {
    let word = words[0];
    if said.urgency.is_none()
        && let Some(urgency) = urgency(word)
    {
        said.urgency = Some(urgency);
        return 1;
    }
    if let Some(limit) = limit_of(word)
        && (!limit.is_empty() || words.len() > 1)
    {
        return take_limit(said, limit, &words[1..], now, zone);
    }
    // A word that follows the issuer and is a 文种 is one; as the first word it is rather part of the gist.
    if said.doc_type.is_none()
        && !rest.is_empty()
        && let Some(kind) = DOC_TYPES.into_iter().find(|kind| *kind == word)
    {
        said.doc_type = Some(kind);
        return 1;
    }
    if said.doc_number.is_empty() && matches!(DocNumber::parse(word).form(), NumberForm::Standard) {
        word.clone_into(&mut said.doc_number);
        return 1;
    }
    rest.push(word);
    1
}

/// What follows 限, 限时 or `due:`.
fn limit_of(word: &str) -> Option<&str> {
    ["限时", "限", "due:"].iter().find_map(|mark| word.strip_prefix(mark))
}

/// Reads the time behind 限, which may be several words (`限 明天 18:00`): the longest that is a time.
fn take_limit(
    said: &mut Captured,
    limit: &str,
    following: &[&str],
    now: DateTime<Utc>,
    zone: FixedOffset,
) -> usize {
    for more in (0..=following.len().min(2)).rev() {
        let text =
            std::iter::once(limit).chain(following[..more].iter().copied()).collect::<Vec<_>>().join(" ");
        if let Some(due) = when::parse(text.trim(), now, zone) {
            said.due = Some(due);
            said.unread_due = None;
            return 1 + more;
        }
    }
    said.unread_due = Some(limit.to_owned());
    1
}

impl Captured {
    /// Whether there is enough for a paper: a gist, and no limit that was not understood.
    pub fn is_enough(&self) -> bool {
        !self.gist.is_empty() && self.unread_due.is_none()
    }

    /// The paper that the line makes, received at `now`. `line` is what was typed.
    pub fn received(&self, register: &str, line: &str, now: DateTime<Utc>) -> Received {
        let digest = Sha256::digest(line.trim().as_bytes());
        let digest = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        Received {
            register: register.to_owned(),
            doc_number: DocNumber::parse(&self.doc_number),
            title: sanitize(&self.gist).into_owned(),
            issuer: sanitize(&self.issuer).into_owned(),
            doc_type: self.doc_type.map(str::to_owned),
            urgency: self.urgency.unwrap_or(Urgency::Routine),
            handling: None,
            received_at: now,
            written_on: None,
            stated_due: self.due,
            copy: Copy { source: "capture".to_owned(), digest },
            url: None,
            note: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Captured {
        let zone = FixedOffset::east_opt(8 * 3600).unwrap();
        parse(line, "2020-04-06T18:14:00Z".parse().unwrap(), zone)
    }

    #[test]
    fn the_line_of_the_reference_is_understood() {
        let said = read("特急 市防指 通知 核酸 限18:00");
        assert_eq!((said.urgency, said.issuer.as_str()), (Some(Urgency::Immediate), "市防指"));
        assert_eq!((said.doc_type, said.gist.as_str()), (Some("通知"), "核酸"));
        assert_eq!(said.due, Some("2020-04-07T10:00:00Z".parse().unwrap()));
        assert!(said.is_enough());
    }

    #[test]
    fn a_gist_alone_is_enough_and_nothing_typed_is_lost() {
        let said = read("有人来电询问隔离酒店");
        assert_eq!((said.issuer.as_str(), said.gist.as_str()), ("", "有人来电询问隔离酒店"));
        assert!(said.is_enough());
        let said = read("盐田区 限行 通知 第二阶段");
        assert_eq!(said.unread_due.as_deref(), Some("行"));
        assert!(!said.is_enough(), "a limit that was not understood is asked about");
        assert!(!read("特急").is_enough());
    }

    #[test]
    fn a_limit_may_be_several_words_and_a_number_is_recognised() {
        let said = read("加急 市外办 粤外办〔2020〕15号 接机安排 限 明天 08:00");
        assert_eq!(said.doc_number, "粤外办〔2020〕15号");
        assert_eq!((said.issuer.as_str(), said.gist.as_str()), ("市外办", "接机安排"));
        assert_eq!(said.due, Some("2020-04-08T00:00:00Z".parse().unwrap()));
    }
}

//! One line as an officer types it at three in the morning, and what it says: `特急 市防指 通知 核酸检测 限18:00`; or
//! a message that was pasted. Everything but the gist may be missing; what was not understood stays in the gist or in
//! the note, so nothing typed is lost.

pub mod action;
mod limit;
mod message;
pub mod news;
pub mod past;
pub mod snooze;
pub mod when;

use chrono::{DateTime, FixedOffset, Utc};
use sha2::{Digest, Sha256};

use crate::domain::Urgency;
use crate::domain::calendar::Calendar;
use crate::domain::doc_number::{DocNumber, NumberForm};
use crate::domain::document::{Copy, Received, Unsure};
use crate::text::{fold, sanitize, sanitize_lines};

/// A limit that somebody names (UTC), or none: `明天18:00`, `2h`, `两小时内`, `3个工作日`, RFC 3339. Working days are counted
/// by the calendar of the house, from `now`.
pub fn due(text: &str, calendar: &Calendar, now: DateTime<Utc>, zone: FixedOffset) -> Option<DateTime<Utc>> {
    let folded = when::folded(text);
    if let Some((days, length)) = when::leading_working_days(folded.trim())
        && length == folded.trim().len()
    {
        return Some(calendar.add_working_days(now, days));
    }
    past::dated(text).or_else(|| when::parse(text, now, zone)).or_else(|| limit::whole(text, now, zone))
}

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
    /// Limit in working days, which the calendar of the house counts: see [`Captured::counted`].
    pub working_days: Option<u32>,
    /// A 限 that could not be read; it must be put right before the paper is kept.
    pub unread_due: Option<String>,
    /// What a message says of its limit and is no time; the paper is kept all the same, with the words in its note.
    pub unsure_due: Option<String>,
    /// Who sent the message, as it says.
    pub sender: String,
    /// When the message was sent (UTC), if it says so and that was within a day.
    pub sent_at: Option<DateTime<Utc>>,
    /// Where the issuer published it.
    pub url: Option<String>,
    /// The whole text, where the fields do not hold all of it.
    pub note: Option<String>,
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
        "特急" | "特急件" | "紧急" | "十万火急" | "immediate" | "urgent" => Urgency::Immediate,
        "加急" | "加急件" | "急件" | "priority" => Urgency::Priority,
        "平急" => Urgency::RoutineUrgent,
        "平件" | "routine" => Urgency::Routine,
        _ => return None,
    })
}

/// The highest urgency that a text names as such: in brackets, at the beginning of a line, or as a sentence of its own.
fn urgency_in(text: &str) -> Option<Urgency> {
    const NAMES: [&str; 5] = ["特提", "特急", "加急", "平急", "紧急"];
    let opens = |c: char| "【[［（(「★＊*".contains(c) || c.is_whitespace();
    let closes = |c: char| "】]］）)」！!：:，,。件★＊*".contains(c) || c.is_whitespace();
    let named = NAMES.iter().flat_map(|name| text.match_indices(name).map(move |(at, _)| (at, *name)));
    let meant = named.filter(|(at, name)| {
        let (before, behind) = (&text[..*at], &text[at + name.len()..]);
        let begins = before.is_empty() || before.ends_with(opens);
        let kind = DOC_TYPES.iter().any(|kind| behind.starts_with(kind)) && before.ends_with(['【', '[']);
        begins && (behind.is_empty() || behind.starts_with(closes) || kind)
    });
    meant.filter_map(|(_, name)| urgency(name)).max()
}

/// The first 发文字号 in a text: the word around 〔2020〕15号.
fn number_in(text: &str) -> String {
    let clean = |c: char| c.is_alphanumeric() || "〔〕[]【】﹝﹞()（）".contains(c);
    for (at, _) in text.match_indices('号') {
        let end = at + '号'.len_utf8();
        let start = text[..at]
            .rfind(|c: char| !clean(c))
            .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
        // What comes before the issuer's own letters belongs to the sentence: 转发粤卫〔2020〕3号.
        let mut word = &text[start..end];
        while word.contains(['〔', '[', '﹝', '（', '(', '【']) {
            let plain = word.trim_start_matches(['（', '(', '【', '[', '《']);
            if plain
                .find(['〔', '[', '﹝', '（', '(', '【'])
                .is_some_and(|at| plain[..at].chars().count() <= 10)
                && matches!(DocNumber::parse(plain).form(), NumberForm::Standard)
            {
                return plain.to_owned();
            }
            let Some(first) = word.chars().next() else { break };
            word = &word[first.len_utf8()..];
        }
    }
    String::new()
}

/// Reads a line or a message. `now` and `zone` give times of day their date.
pub fn parse(line: &str, now: DateTime<Utc>, zone: FixedOffset) -> Captured {
    if message::is_message(line) {
        return message::parse(line, now, zone);
    }
    let plain = unbracketed(line);
    let mut said = Captured::default();
    let mut rest: Vec<&str> = Vec::new();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let mut at = 0;
    while at < words.len() {
        at += take_word(&mut said, &words[at..], &mut rest, now, zone);
    }
    if said.due.is_none() && said.unread_due.is_none() {
        take_stated(&mut said, &mut rest, now, zone);
    }
    if rest.len() > 1 {
        said.issuer = rest.remove(0).trim_end_matches(['：', ':']).to_owned();
    }
    said.gist = rest.join(" ");
    message::shorten(&mut said, line);
    said
}

/// The line with brackets around an urgency or a 文种 taken off, and the colon behind an urgency: 【特急】, 特急：.
fn unbracketed(line: &str) -> String {
    let mut plain = line.to_owned();
    for (open, close) in [('【', '】'), ('[', ']'), ('［', '］'), ('（', '）'), ('(', ')')] {
        let mut parts = plain.split(open);
        let mut taken = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            match part.split_once(close) {
                Some((word, rest)) if urgency(word.trim()).is_some() || DOC_TYPES.contains(&word.trim()) => {
                    taken.push_str(&format!(" {word} {rest}"));
                }
                _ => {
                    taken.push(open);
                    taken.push_str(part);
                }
            }
        }
        plain = taken;
    }
    // 特急：市防指
    let open = plain.trim_start();
    match open.split_once(['：', ':', '，', '、']) {
        Some((word, rest)) if urgency(word).is_some() => format!("{word} {rest}"),
        _ => plain,
    }
}

/// A limit without a mark: at the end of the line a time of day, or anywhere in it 今日18:00前 or 两小时内.
fn take_stated(said: &mut Captured, rest: &mut Vec<&str>, now: DateTime<Utc>, zone: FixedOffset) {
    for words in (1..=3).rev() {
        let Some(from) = rest.len().checked_sub(words).filter(|from| *from > 0) else { continue };
        if let Some(due) = limit::bare(&rest[from..].join(" "), now, zone) {
            rest.truncate(from);
            said.due = Some(due);
            return;
        }
    }
    // What was said with a mark holds.
    if said.working_days.is_some() {
        return;
    }
    let stated = limit::find(&rest.join(" "), now, zone);
    (said.due, said.working_days, said.unsure_due) = (stated.due, stated.working_days, stated.unread);
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
        && let Some(urgency) = urgency(word.trim_end_matches(['：', ':', '，', ',', '！', '!', '。']))
    {
        said.urgency = Some(urgency);
        return 1;
    }
    if let Some((mark, limit)) = limit_of(word)
        && (!limit.is_empty() || words.len() > 1)
        && let Some(taken) = take_limit(said, (mark, limit), &words[1..], now, zone)
    {
        return taken;
    }
    if said.due.is_none()
        && let Some(taken) = take_bounded(said, words, now, zone)
    {
        return taken;
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

/// Takes a limit that says so itself: `今日18:00前`, `4月8日 12时 前`, `两小时内`, `by 18:00`. Gives how many words.
fn take_bounded(into: &mut Captured, words: &[&str], now: DateTime<Utc>, zone: FixedOffset) -> Option<usize> {
    for taken in (1..=words.len().min(4)).rev() {
        if let Some(due) = limit::whole(&words[..taken].join(" "), now, zone) {
            into.due = Some(due);
            return Some(taken);
        }
    }
    let mark: String = words[0].chars().map(fold).collect();
    if !matches!(mark.as_str(), "by" | "before" | "within" | "until") {
        return None;
    }
    for taken in (2..=words.len().min(4)).rev() {
        if let Some(due) = when::parse(&words[1..taken].join(" "), now, zone) {
            into.due = Some(due);
            return Some(taken);
        }
    }
    None
}

/// The mark of a limit that words without a limit begin with too.
const BARE: &str = "限";
/// A limit, or a word of the gist (时限要求).
const NOUN: &str = "时限";

/// 限, 限时, 时限 or `due:`, and what follows.
fn limit_of(word: &str) -> Option<(&'static str, &str)> {
    ["截止时间", "截止", "限时", NOUN, BARE, "due:"]
        .into_iter()
        .find_map(|mark| Some((mark, word.strip_prefix(mark)?)))
}

/// Reads the time behind 限, which may be several words (`限 明天 18:00`): the longest that is a time. Gives how many
/// words that takes; none if no time is meant at all (限行, 限流), so that the word stays in the gist.
fn take_limit(
    into: &mut Captured,
    (mark, limit): (&str, &str),
    following: &[&str],
    now: DateTime<Utc>,
    zone: FixedOffset,
) -> Option<usize> {
    for more in (0..=following.len().min(2)).rev() {
        let text =
            std::iter::once(limit).chain(following[..more].iter().copied()).collect::<Vec<_>>().join(" ");
        let text = text.trim().trim_start_matches(['：', ':', '于', '为', '在']);
        if let Some(due) = when::parse(text, now, zone).or_else(|| limit::whole(text, now, zone)) {
            into.due = Some(due);
            return Some(1 + more);
        }
    }
    for more in (0..=following.len().min(1)).rev() {
        let text: String = std::iter::once(limit).chain(following[..more].iter().copied()).collect();
        let text: String = text.chars().map(fold).collect();
        if let Some((days, length)) = when::leading_working_days(text.trim_start_matches([':', '为', '在']))
            && text.trim_start_matches([':', '为', '在']).len() == length
        {
            into.working_days = Some(days);
            return Some(1 + more);
        }
    }
    // A mark that stands alone has its time in the next word.
    let (said, taken) = match following.first() {
        Some(next) if limit.is_empty() => (*next, 2),
        _ => (limit, 1),
    };
    let dated = said.starts_with(
        |c: char| matches!(c, '0'..='9' | '０'..='９' | '今' | '明' | '后' | '次' | '昨' | '前'),
    );
    let meant = dated || !matches!(mark, BARE | NOUN) || mark == BARE && limit.is_empty();
    meant.then(|| {
        into.unread_due = Some(said.to_owned());
        taken
    })
}

impl Captured {
    /// The same with a limit in working days counted by this calendar, from when the message was sent or else from
    /// `now` (UTC); of two limits the nearer one holds.
    #[must_use]
    pub fn counted(mut self, calendar: &Calendar, now: DateTime<Utc>) -> Self {
        if let Some(days) = self.working_days {
            let due = calendar.add_working_days(self.sent_at.unwrap_or(now), days);
            self.due = Some(self.due.map_or(due, |other| other.min(due)));
        }
        self
    }

    /// Whether there is enough for a paper: a gist, and no limit that was not understood.
    pub fn is_enough(&self) -> bool {
        !self.gist.is_empty() && self.unread_due.is_none()
    }

    /// Names of the fields that will be still to be filled in (待补).
    pub fn incomplete(&self) -> Vec<&'static str> {
        let told = [("title", &self.gist), ("issuer", &self.issuer)];
        told.into_iter().filter(|(_, text)| text.is_empty()).map(|(name, _)| name).collect()
    }

    /// The paper that the line makes, received at `now`, or when the message was sent. `line` is what was typed.
    pub fn received(&self, register: &str, line: &str, now: DateTime<Utc>, zone: FixedOffset) -> Received {
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
            received_at: self.sent_at.unwrap_or(now),
            // Without a number, the same words on another day are another paper, not a copy of the first.
            written_on: self.doc_number.is_empty().then(|| now.with_timezone(&zone).date_naive()),
            stated_due: self.due,
            copy: Copy { source: "capture".to_owned(), digest },
            url: self.url.clone(),
            note: self.note.as_ref().map(|note| sanitize_lines(note).into_owned()),
            origin: None,
            attachments: Vec::new(),
            unsure: self.unsure_due.iter().map(|_| Unsure::StatedDue).collect(),
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
        let said = read("盐田区 限行 通知 第二阶段 限18:00");
        assert_eq!((said.gist.as_str(), said.unread_due.as_deref()), ("限行 第二阶段", None));
        assert!(said.is_enough() && said.due.is_some(), "a ban on driving is no time limit");
        for line in ["盐田区 通知 限25:00", "盐田区 通知 限时尽快", "盐田区 通知 限25:00 限18:00"]
        {
            assert!(!read(line).is_enough(), "a limit that was not understood is asked about: {line}");
        }
        assert!(!read("特急").is_enough());
    }

    #[test]
    fn the_same_words_are_the_same_paper_for_a_day() {
        let zone = FixedOffset::east_opt(8 * 3600).unwrap();
        let night: DateTime<Utc> = "2020-04-06T18:14:00Z".parse().unwrap();
        let identity = |line: &str, hours| {
            let now = night + chrono::TimeDelta::hours(hours);
            crate::domain::document::identity(&parse(line, now, zone).received("incoming", line, now, zone))
        };
        let (plain, numbered) = ("加急 市防指 报送数据 限18:00", "加急 市外办 粤外办〔2020〕15号 接机安排");
        assert_eq!(identity(plain, 0), identity(plain, 2), "entered twice");
        assert_ne!(identity(plain, 0), identity(plain, 24), "asked for every night");
        assert_eq!(identity(numbered, 0), identity(numbered, 24));
    }

    #[test]
    fn a_time_that_is_none_is_named_whole_and_asked_about() {
        for (line, unread) in [
            ("市防指 核酸 限 25:99", "25:99"),
            ("市防指 核酸 时限 昨天", "昨天"),
            ("市防指 核酸 限25:99", "25:99"),
            ("市防指 核酸 时限25:99", "25:99"),
        ] {
            let said = read(line);
            assert_eq!((said.unread_due.as_deref(), said.gist.as_str()), (Some(unread), "核酸"), "{line}");
            assert!(!said.is_enough());
        }
        let said = read("市防指 核酸 时限 明天");
        assert_eq!(
            said.due,
            Some("2020-04-07T10:00:00Z".parse::<DateTime<Utc>>().unwrap() + chrono::TimeDelta::days(1))
        );
        assert_eq!(read("市防指 时限 要求").gist, "时限 要求");
    }

    #[test]
    fn a_limit_may_be_several_words_and_a_number_is_recognised() {
        let said = read("加急 市外办 粤外办〔2020〕15号 接机安排 限 明天 08:00");
        assert_eq!(said.doc_number, "粤外办〔2020〕15号");
        assert_eq!((said.issuer.as_str(), said.gist.as_str()), ("市外办", "接机安排"));
        assert_eq!(said.due, Some("2020-04-08T00:00:00Z".parse().unwrap()));
    }
}

//! What a subject and a text say of urgency, limit and number, where they say it plainly.

use chrono::{DateTime, TimeDelta, Utc};

use crate::capture::when;
use crate::domain::Urgency;
use crate::domain::doc_number::{DocNumber, NumberForm};
use crate::intake::Moment;
use crate::intake::fields::{fold, parse_urgency};

/// Text that is searched for a limit and a number, in characters: what is asked for is said at the start.
const SEARCHED: usize = 3_000;
/// A limit further away than this is none: the date was a past one without its year.
const FARTHEST_DAYS: i64 = 120;

/// The urgency that the subject says, or a line of the text that names it (`紧急程度：特急`).
pub(super) fn urgency_in(subject: &str, text: &str) -> Option<Urgency> {
    const WORDS: [(&str, Urgency); 7] = [
        ("特提", Urgency::Flash),
        ("特急", Urgency::Immediate),
        ("加急", Urgency::Priority),
        ("急件", Urgency::Priority),
        ("紧急", Urgency::Priority),
        ("緊急", Urgency::Priority),
        ("平急", Urgency::RoutineUrgent),
    ];
    let said = WORDS.iter().find(|(word, _)| subject.contains(word)).map(|(_, urgency)| *urgency);
    let marked = fold(subject);
    let bracketed =
        ["[urgent]", "urgent:", "【急】", "[急]", "(急)"].iter().any(|word| marked.starts_with(word));
    let said = said.or(bracketed.then_some(Urgency::Priority));
    let line = text.lines().take(60).find_map(|line| {
        let folded = fold(line);
        let word = folded.strip_prefix("紧急程度:").or_else(|| folded.strip_prefix("紧急程度"))?;
        parse_urgency(word).ok().flatten()
    });
    said.max(line)
}

/// Several limits are spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Several;

/// The one limit that a text speaks of: `限18:00`, `截止时间：4月8日12时`, `请于今日18:00前报送`, `两小时内反馈`.
pub(super) fn limit_in(text: &str, moment: Moment) -> Option<Result<DateTime<Utc>, Several>> {
    let text: String = text.chars().take(SEARCHED).collect();
    let mut found: Vec<DateTime<Utc>> = Vec::new();
    let far = moment.now + TimeDelta::days(FARTHEST_DAYS);
    let mut take = |due: Option<DateTime<Utc>>| {
        if let Some(due) = due.filter(|due| moment.now < *due && *due <= far)
            && !found.contains(&due)
        {
            found.push(due);
        }
    };
    for clause in text.split(['\n', '，', '。', '；', '！', ',', ';', '、', '（', '）', '(', ')', '【', '】'])
    {
        take(limit_of(clause.trim(), moment));
    }
    match found[..] {
        [] => None,
        [one] => Some(Ok(one)),
        _ => Some(Err(Several)),
    }
}

fn limit_of(clause: &str, moment: Moment) -> Option<DateTime<Utc>> {
    const MARKS: [&str; 6] = ["截止时间", "截止", "截至", "限时", "时限", "限"];
    const BEFORE: [&str; 3] = ["之前", "以前", "前"];
    let read = |text: &str| {
        let text = text.trim_matches([' ', '：', ':', '为', '于', '在', '到', '至', '\u{3000}']);
        // A span of time is meant from now, and only 内 says so.
        if text.is_empty() { None } else { when::parse(text, moment.now, moment.zone) }
    };
    if let Some(mark) = MARKS.iter().find(|mark| clause.contains(*mark)) {
        let rest = clause.split_once(mark).map_or("", |(_, rest)| rest);
        let due = prefixes(rest).find_map(read);
        if due.is_some() {
            return due;
        }
    }
    if let Some((span, _)) = clause.split_once('内') {
        let span = arabic(span);
        let ends = |text: &&str| ["小时", "分钟", "天", "日"].iter().any(|unit| text.ends_with(unit));
        let due = suffixes(&span).filter(ends).find_map(read);
        if due.is_some() {
            return due;
        }
    }
    let (at, _) = BEFORE.iter().find_map(|word| Some((clause.find(word)?, word)))?;
    // 两小时前 was two hours ago.
    let is_span = |text: &&str| {
        ["时", "分钟", "天"].iter().any(|unit| text.ends_with(unit))
            && !text.contains(['点', '月', '日', ':', '：', '今', '明', '时'])
    };
    let head = &clause[..at];
    suffixes(head).filter(|text| !is_span(text) && !text.ends_with("小时")).find_map(read)
}

/// The beginnings of a text of at most 20 characters, the longest first.
fn prefixes(text: &str) -> impl Iterator<Item = &str> {
    let ends: Vec<usize> = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(20).collect();
    ends.into_iter().rev().map(move |end| &text[..end])
}

/// The ends of a text of at most 20 characters, the longest first.
fn suffixes(text: &str) -> impl Iterator<Item = &str> {
    let starts: Vec<usize> = text.char_indices().rev().map(|(at, _)| at).take(20).collect();
    starts.into_iter().rev().map(move |start| &text[start..])
}

/// Small numbers in Chinese as digits: 两小时, 三天.
fn arabic(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '一' => '1',
            '两' | '二' => '2',
            '三' => '3',
            '四' => '4',
            '五' => '5',
            '六' => '6',
            other => other,
        })
        .collect()
}

/// The text before what it answers or forwards.
pub(super) fn unquoted(text: &str) -> &str {
    const MARKS: [&str; 7] = ["-----", "_____", "发件人：", "发件人:", "From:", "在 20", "On Mon,"];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = line.trim_start();
        if start.starts_with('>') || MARKS.iter().any(|mark| start.starts_with(mark)) {
            return &text[..at];
        }
        at += line.len();
    }
    text
}

/// The number of the paper itself, as it is written: in the subject, alone in a line of the text or after 文号, or in
/// the name of an attachment. A number that is only cited (根据国办发〔2020〕1号) is another paper's.
pub(super) fn number_in(subject: &str, text: &str, files: &[&str]) -> Option<String> {
    let one = |mut found: Vec<String>| {
        found.dedup_by_key(|number| DocNumber::parse(number).key());
        if found.len() == 1 { found.pop() } else { None }
    };
    let in_subject = one(numbers(subject));
    let in_lines = || {
        let head: String = text.chars().take(SEARCHED).collect();
        let lines = head.lines().filter_map(|line| {
            let line = line.trim();
            let told = ["发文字号", "文号", "字号"].iter().find_map(|mark| line.strip_prefix(mark));
            let bare = told.unwrap_or(line).trim_start_matches(['：', ':', ' ', '　']);
            let number = numbers(bare).pop()?;
            (told.is_some() || number.chars().count() == bare.chars().count()).then_some(number)
        });
        one(lines.collect())
    };
    let in_names = || one(files.iter().flat_map(|name| numbers(name)).collect());
    in_subject.or_else(in_lines).or_else(in_names)
}

/// All numbers of the standard form in a text that are not cited.
fn numbers(text: &str) -> Vec<String> {
    const OPEN: [char; 7] = ['〔', '[', '【', '(', '（', '﹝', '［'];
    const STOPS: &str = "，。、：；！？《》“”\"'（）()【】[]〔〕 \t　,;:_";
    const CITING: [&str; 12] =
        ["根据", "按照", "依据", "关于", "落实", "贯彻", "转发", "印发", "执行", "学习", "参照", "见"];
    let mut found = Vec::new();
    for (at, open) in text.match_indices(OPEN) {
        let after = &text[at + open.len()..];
        let year: String = after.chars().take(4).collect();
        if year.chars().count() != 4
            || !year.chars().all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
        {
            continue;
        }
        let Some(end) = after.char_indices().take(24).find(|(_, c)| matches!(c, '号' | '號')) else {
            continue;
        };
        let tail = &after[..end.0 + end.1.len_utf8()];
        let head = &text[..at];
        let start = head.char_indices().rev().take(24).take_while(|(_, c)| !STOPS.contains(*c)).last();
        let head = start.map_or("", |(start, _)| &head[start..]);
        if head.is_empty() || CITING.iter().any(|word| head.contains(word)) {
            continue;
        }
        let number = format!("{head}{open}{tail}");
        if DocNumber::parse(&number).form() == NumberForm::Standard {
            found.push(number);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::fields::china;

    fn limit(text: &str) -> Option<Result<String, Several>> {
        let now = "2020-04-06T18:14:00Z".parse().expect("a time");
        let found = limit_in(text, Moment { now, zone: china() })?;
        Some(found.map(|due| due.with_timezone(&china()).format("%m-%d %H:%M").to_string()))
    }

    #[test]
    fn a_limit_is_read_where_there_is_one() {
        let cases = [
            ("请于今日18:00前报送", "04-07 18:00"),
            ("请于4月8日12时前反馈市防指", "04-08 12:00"),
            ("各单位务必于4月8日 12:00之前上报。", "04-08 12:00"),
            ("截止时间：4月9日18:00", "04-09 18:00"),
            ("【特急】核酸检测（限18:00）", "04-07 18:00"),
            ("请两小时内反馈", "04-07 04:14"),
            ("请2小时内反馈", "04-07 04:14"),
            ("请于明早8点前报，电话", "04-08 08:00"),
            ("明天18:00前报送，请务必于4月8日18:00前报送", "04-08 18:00"),
        ];
        for (text, due) in cases {
            assert_eq!(limit(text), Some(Ok(due.to_owned())), "{text}");
        }
    }

    #[test]
    fn no_limit_is_made_up() {
        for text in [
            "两小时前已报",
            "限行通知",
            "3月1日前完成的工作",
            "前期工作",
            "有限公司",
            "18:00",
            "",
            "目前",
            "截至目前",
        ] {
            assert_eq!(limit(text), None, "{text}");
        }
        assert_eq!(limit("4月8日前报数据；4月9日前报总结"), Some(Err(Several)));
    }

    #[test]
    fn the_papers_own_number_is_found_and_a_cited_one_is_not() {
        let number = |subject: &str, text: &str| number_in(subject, text, &[]);
        assert_eq!(
            number("关于核酸检测的通知（粤防指〔2020〕15号）", ""),
            Some("粤防指〔2020〕15号".to_owned())
        );
        assert_eq!(number("粤防指[2020]15号 关于核酸", ""), Some("粤防指[2020]15号".to_owned()));
        assert_eq!(number("通知", "粤防指〔2020〕15号\n各区："), Some("粤防指〔2020〕15号".to_owned()));
        assert_eq!(number("通知", "文号：粤防指（2020）15号"), Some("粤防指（2020）15号".to_owned()));
        assert_eq!(
            number_in("通知", "", &["粤防指〔2020〕15号.pdf", "表.xls"]),
            Some("粤防指〔2020〕15号".to_owned())
        );
        assert_eq!(number("转发国办发〔2020〕1号的通知", ""), None);
        assert_eq!(number("通知", "根据国办发〔2020〕1号要求，请报。"), None);
        assert_eq!(number("国办发〔2020〕1号、国办发〔2020〕2号", ""), None);
        assert_eq!(number("〔2020〕号", "（2020）（（（〔"), None);
    }

    #[test]
    fn urgency_is_read_from_words() {
        assert_eq!(urgency_in("【特急】通知", ""), Some(Urgency::Immediate));
        assert_eq!(urgency_in("通知", "紧急程度：特提\n"), Some(Urgency::Flash));
        assert_eq!(urgency_in("[URGENT] x", ""), Some(Urgency::Priority));
        assert_eq!(urgency_in("通知", "本周特急件三份"), None);
    }

    #[test]
    fn what_is_quoted_is_not_the_senders_word() {
        assert_eq!(unquoted("请阅\n> 限18:00\n"), "请阅\n");
        assert_eq!(unquoted("请阅\n-----原始邮件-----\n限18:00"), "请阅\n");
    }
}

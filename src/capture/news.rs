//! The first news of an emergency as it is typed at the telephone: `02:40 盐田路塌方 2人被困 报告人李四138…`. What is
//! recognised goes to its element; everything that has happened stays in the words, so nothing typed is lost.

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};

use crate::domain::emergency::{Element, Elements, News};
use crate::text::{fold, sanitize};

/// Words that name an element before a colon, or before its words (`报告人李四`).
const LABELS: [(&str, Element); 29] = [
    ("时间", Element::Time),
    ("time", Element::Time),
    ("地点", Element::Place),
    ("位置", Element::Place),
    ("place", Element::Place),
    ("事件", Element::What),
    ("情况", Element::What),
    ("what", Element::What),
    ("人员伤亡", Element::Casualties),
    ("伤亡", Element::Casualties),
    ("casualties", Element::Casualties),
    ("初步原因", Element::Cause),
    ("原因", Element::Cause),
    ("cause", Element::Cause),
    ("已采取措施", Element::Measures),
    ("措施", Element::Measures),
    ("处置", Element::Measures),
    ("measures", Element::Measures),
    ("发展态势", Element::Trend),
    ("态势", Element::Trend),
    ("trend", Element::Trend),
    ("报告人", Element::Reporter),
    ("reporter", Element::Reporter),
    ("现场联系人", Element::OnScene),
    ("联系人", Element::OnScene),
    ("on_scene", Element::OnScene),
    ("下一步", Element::NextSteps),
    ("next_steps", Element::NextSteps),
    ("处置结果", Element::Outcome),
];

/// Elements that are recognised without a colon too: `报告人李四`.
const BARE: [&str; 3] = ["报告人", "现场联系人", "联系人"];

/// Ends of words that are places.
const PLACES: [&str; 27] = [
    "大道", "小区", "广场", "花园", "大厦", "酒店", "码头", "口岸", "机场", "医院", "学校", "公园", "隧道",
    "社区", "工地", "市场", "街", "路", "村", "桥", "港", "站", "山", "海滩", "楼", "厂", "城",
];

/// What people become in an emergency.
const HARM: [&str; 12] =
    ["死亡", "遇难", "受伤", "轻伤", "重伤", "被困", "失联", "失踪", "中毒", "伤亡", "溺水", "昏迷"];

/// What the line tells.
pub fn parse(line: &str) -> Elements {
    let clean = sanitize(line);
    let mut elements = Elements::new();
    let mut rest: Vec<&str> = Vec::new();
    let mut last: Option<Element> = None;
    for word in clean.split(|c: char| c.is_whitespace() || matches!(c, '，' | '；' | '。' | ';')) {
        let word = word.trim();
        if word.is_empty() {
            continue;
        }
        let labelled = labelled(word);
        if let Some((element, text)) = labelled {
            elements = said(elements, element, text);
            last = Some(element);
        } else if is_clock(word) && elements.get(Element::Time).is_none() {
            elements = elements.with(Element::Time, word);
            last = None;
        } else if let Some(element) =
            last.filter(|element| is_telephone(word) || told_open(&elements, *element))
        {
            let before = elements.text(element).unwrap_or_default();
            let text = format!("{before} {word}");
            elements = elements.with(element, &text);
        } else {
            last = None;
            rest.push(word);
        }
    }
    let harm: Vec<&str> = rest.iter().copied().filter(|word| is_harm(word)).collect();
    if elements.get(Element::Casualties).is_none() {
        elements = elements.with(Element::Casualties, &harm.join(" "));
    }
    if elements.get(Element::Place).is_none()
        && let Some(place) = rest.iter().find_map(|word| place(word))
    {
        elements = elements.with(Element::Place, place);
    }
    if elements.get(Element::What).is_none() {
        elements.with(Element::What, &rest.join(" "))
    } else {
        elements
    }
}

/// A labelled element has no words yet (`报告人 李四`): the next word is its.
fn told_open(elements: &Elements, element: Element) -> bool {
    elements.get(element).is_none()
}

fn said(elements: Elements, element: Element, text: &str) -> Elements {
    if matches!(text.trim(), "?" | "？" | "暂不明" | "不明" | "待核") {
        elements.unknown(element)
    } else {
        elements.with(element, text)
    }
}

/// The element that a word is about, and what it says: `原因：暴雨`, `cause=rain`, `报告人李四`.
fn labelled(word: &str) -> Option<(Element, &str)> {
    let (label, text) = LABELS
        .iter()
        .filter_map(|(label, element)| Some(((*label, *element), word.strip_prefix(label)?)))
        .max_by_key(|((label, _), _)| label.len())?;
    let after = text.strip_prefix([':', '：', '=']);
    match after {
        Some(text) => Some((label.1, text)),
        None if BARE.contains(&label.0) => Some((label.1, text)),
        None => None,
    }
}

/// Elements named one by one, as options and lines give them: `cause=rain`, `原因：？`. None if a part names none.
pub fn named(text: &str) -> Option<Elements> {
    let parts = text.split([';', '；', '\n']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(labelled).try_fold(Elements::new(), |elements, part| {
        let (element, text) = part?;
        Some(said(elements, element, &sanitize(text)))
    })
}

/// The news that a line makes, received at `now`.
pub fn news(line: &str, now: DateTime<Utc>) -> News {
    let raw = sanitize(line.trim()).into_owned();
    News { received_at: now, source: "capture".to_owned(), raw: Some(raw), elements: parse(line) }
}

/// `02:40`, `2点40`, `14时`.
fn is_clock(word: &str) -> bool {
    let mut digits = 0;
    let mut signs = 0;
    for c in word.chars().map(fold) {
        match c {
            '0'..='9' => digits += 1,
            ':' | '：' | '点' | '时' => signs += 1,
            '分' | '许' | '左' | '右' | '约' | '半' => {}
            _ => return false,
        }
    }
    signs == 1 && (1..=4).contains(&digits)
}

fn is_telephone(word: &str) -> bool {
    word.len() >= 7 && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '*' | '+'))
}

/// `2人被困`, `无人员伤亡`.
fn is_harm(word: &str) -> bool {
    HARM.iter().any(|harm| word.contains(harm)) && (word.contains('人') || word.starts_with('无'))
}

/// The part of a word that is a place: `盐田路` of `盐田路塌方`.
fn place(word: &str) -> Option<&str> {
    let ends = PLACES.iter().filter_map(|end| {
        let at = word.find(end)?;
        // 路 alone is no place.
        (at > 0).then_some(at + end.len())
    });
    ends.max().map(|end| &word[..end])
}

/// A time of day that has passed, as officers record later what they did: the last `02:50` before `now`.
pub fn passed(text: &str, now: DateTime<Utc>, zone: FixedOffset) -> Option<DateTime<Utc>> {
    let at = super::when::parse(text, now, zone)?;
    if at <= now { Some(at) } else { Some(at - TimeDelta::days(1)).filter(|at| *at <= now) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::emergency::Known;

    #[test]
    fn the_line_of_the_reference_is_understood() {
        let told = parse("02:40 盐田路塌方 2人被困 报告人李四 13800001234");
        assert_eq!(told.text(Element::Time), Some("02:40"));
        assert_eq!(told.text(Element::Place), Some("盐田路"));
        assert_eq!(told.text(Element::What), Some("盐田路塌方 2人被困"));
        assert_eq!(told.text(Element::Casualties), Some("2人被困"));
        assert_eq!(told.text(Element::Reporter), Some("李四 13800001234"));
        assert_eq!(told.get(Element::Cause), None, "what is not said is missing, not made up");
    }

    #[test]
    fn a_message_with_labels_goes_to_its_elements() {
        let told = parse(
            "时间：2点40；地点：盐田港3号门；事件：货柜车侧翻，无人员伤亡；原因：？；联系人 王五 139-0000-0000",
        );
        assert_eq!(told.text(Element::Place), Some("盐田港3号门"));
        assert_eq!(told.text(Element::What), Some("货柜车侧翻"));
        assert_eq!(told.text(Element::Casualties), Some("无人员伤亡"));
        assert_eq!(told.get(Element::Cause), Some(&Known::Unknown));
        assert_eq!(told.text(Element::OnScene), Some("王五 139-0000-0000"));
    }

    #[test]
    fn words_alone_are_what_has_happened() {
        let told = parse("有人来电称闻到煤气味");
        assert_eq!(told.text(Element::What), Some("有人来电称闻到煤气味"));
        assert_eq!(told.missing_by_phone(), [Element::Time, Element::Place]);
        assert!(parse("  ").is_empty());
    }

    #[test]
    fn elements_are_named_one_by_one() {
        let told = named("cause=heavy rain; 伤亡：？").unwrap();
        assert_eq!(told.text(Element::Cause), Some("heavy rain"));
        assert_eq!(told.get(Element::Casualties), Some(&Known::Unknown));
        assert_eq!(named("colour=red"), None);
    }

    #[test]
    fn a_time_that_was_is_the_last_one() {
        let zone = FixedOffset::east_opt(8 * 3600).unwrap();
        let now: DateTime<Utc> = "2020-04-06T16:10:00Z".parse().unwrap();
        let at = |text| passed(text, now, zone).unwrap();
        assert_eq!(at("00:05"), "2020-04-06T16:05:00Z".parse::<DateTime<Utc>>().unwrap());
        assert_eq!(at("23:50"), "2020-04-06T15:50:00Z".parse::<DateTime<Utc>>().unwrap(), "before midnight");
        assert_eq!(passed("昨日", now, zone), None);
    }
}

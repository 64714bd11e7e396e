//! The time limit that a sentence states: `请于4月7日12时前报送`, `两小时内`, `截止时间：明天中午`.

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};

use super::when::{self, Leading};

/// What a text says of its limit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Limit {
    /// When (UTC): the nearest of those it names.
    pub(super) due: Option<DateTime<Utc>>,
    /// In so many working days, by the calendar of the house.
    pub(super) working_days: Option<u32>,
    /// What stands behind 截止时间 or the like and is no time.
    pub(super) unread: Option<String>,
}

/// Words that announce a limit wherever they stand; the longest first. 截至 is not among them: it dates figures.
const MARKS: [&str; 24] = [
    "截止时间",
    "截止日期",
    "完成时限",
    "报送时限",
    "回复时限",
    "反馈时限",
    "办理时限",
    "上报时限",
    "时限要求",
    "截止到",
    "截止",
    "最迟于",
    "最迟",
    "最晚于",
    "最晚",
    "不迟于",
    "不晚于",
    "限时",
    "时限",
    "限于",
    "限",
    "deadline",
    "no later than",
    "due:",
];
/// Of these, those after which a time must follow when a colon does.
const PLAIN: [&str; 12] = [
    "截止时间",
    "截止日期",
    "完成时限",
    "报送时限",
    "回复时限",
    "反馈时限",
    "办理时限",
    "上报时限",
    "限时",
    "时限",
    "截止",
    "deadline",
];
/// A limit lies at most so far ahead; a date beyond it was one of the past.
const FARTHEST: TimeDelta = TimeDelta::days(200);
/// Before a span, these make it one of the past: 近14天内.
const PAST: [&str; 6] = ["近", "过去", "最近", "此前", "前", "入境"];
/// Behind a span or a time, these make it a fact and no limit: 14天内有旅居史, 4月8日前入境.
const FACTS: [&str; 17] = [
    "有",
    "曾",
    "到过",
    "去过",
    "入境",
    "来自",
    "抵",
    "到达",
    "累计",
    "发生",
    "出现",
    "活动",
    "已",
    "离",
    "确诊",
    "核酸检测阴性",
    "旅居",
];

/// Finds the limits in a text. `now` (UTC) is when it was written.
pub(super) fn find(text: &str, now: DateTime<Utc>, zone: FixedOffset) -> Limit {
    let text = when::folded(text);
    let (mut limit, mut at) = (Limit::default(), 0);
    while at < text.len() {
        if let Some((days, length)) = working_days(&text, at) {
            limit.working_days = Some(limit.working_days.map_or(days, |other| other.min(days)));
            at += length;
            continue;
        }
        let Some(found) = here(&text, at, now, zone) else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        match found {
            (Ok(due), length) => {
                if due > now && due - now <= FARTHEST {
                    limit.due = Some(limit.due.map_or(due, |other| other.min(due)));
                }
                at += length.max(1);
            }
            (Err(unread), length) => {
                limit.unread.get_or_insert(unread);
                at += length.max(1);
            }
        }
    }
    if limit.due.is_some() || limit.working_days.is_some() {
        limit.unread = None;
    }
    limit
}

/// The whole of a word as a limit: `今日18:00前`, `两小时内`, `4月8日12时前报送`.
pub(super) fn whole(word: &str, now: DateTime<Utc>, zone: FixedOffset) -> Option<DateTime<Utc>> {
    let text = when::folded(word);
    let text = text.trim().trim_end_matches([',', '，', '.', '。', '!', '！']);
    let (due, length) = bounded(text, now, zone)?;
    let rest = text[length..].trim();
    let told = ["", "报", "报送", "上报", "反馈", "回复", "完成", "办结", "报告", "到位"];
    told.contains(&rest).then_some(due)
}

/// A whole word that is a time with an hour, and no span: `明早8点`, `4月8日12时`.
pub(super) fn bare(word: &str, now: DateTime<Utc>, zone: FixedOffset) -> Option<DateTime<Utc>> {
    let text = when::folded(word);
    let Leading { at, length, timed } = when::leading(&text, now, zone, false)?;
    (timed && length == text.len()).then_some(at)
}

/// Whether a line only states a limit: 时限：…
pub(super) fn is_statement(line: &str) -> bool {
    let text = when::folded(line);
    PLAIN.iter().any(|mark| text.strip_prefix(mark).is_some_and(|rest| rest.starts_with(':')))
}

/// A limit in working days that begins at this place, and its bytes: announced by a mark, or with 内 behind it.
fn working_days(text: &str, at: usize) -> Option<(u32, usize)> {
    let (days, length) = when::leading_working_days(&text[at..])?;
    let (before, behind) = (text[..at].trim_end(), text[at + length..].trim_start());
    let inside = before.ends_with(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十第".contains(c));
    let past = PAST.iter().any(|word| before.ends_with(word));
    let fact = FACTS.iter().any(|word| behind.starts_with(word));
    let announced = before.trim_end_matches(|c: char| c.is_whitespace() || ":为是于在".contains(c));
    let bound = text[at..at + length].ends_with('内') || MARKS.iter().any(|mark| announced.ends_with(mark));
    (bound && !inside && !past && !fact).then_some((days, length))
}

type Found = (Result<DateTime<Utc>, String>, usize);

/// A limit that begins at this place, and its bytes.
fn here(text: &str, at: usize, now: DateTime<Utc>, zone: FixedOffset) -> Option<Found> {
    let rest = &text[at..];
    if let Some(mark) = MARKS.iter().find(|mark| rest.starts_with(**mark)) {
        return marked(rest, mark, now, zone);
    }
    // In the middle of a number nothing begins.
    let before = text[..at].chars().next_back();
    if before.is_some_and(|c| c.is_ascii_digit() || "一二三四五六七八九十年月-/.:第".contains(c))
    {
        return None;
    }
    if !rest.starts_with(|c: char| {
        c.is_ascii_digit() || "今明后大当本次下周星礼凌清早上中正下傍晚半一二两三四五六七八九十".contains(c)
    }) {
        return None;
    }
    let (due, length) = bounded(rest, now, zone)?;
    let past = PAST.iter().any(|word| text[..at].trim_end().ends_with(word));
    let fact = FACTS.iter().any(|word| rest[length..].trim_start().starts_with(word));
    (!past && !fact).then_some((Ok(due), length))
}

/// What follows a mark: a time or a span, with or without 前 or 内.
fn marked(rest: &str, mark: &str, now: DateTime<Utc>, zone: FixedOffset) -> Option<Found> {
    let behind = rest[mark.len()..].trim_start();
    if when::leading_working_days(behind).is_some() {
        return None;
    }
    let spoken = behind.trim_start_matches(|c: char| c.is_whitespace() || ":为是于在到至".contains(c));
    let skipped = rest.len() - spoken.len();
    let found = bounded(spoken, now, zone).or_else(|| {
        let point = || when::leading(spoken, now, zone, true).map(|found| (found.at, found.length));
        let span = || {
            let (span, length) = when::leading_span(spoken)?;
            Some((now.checked_add_signed(span)?, length))
        };
        span().or_else(point)
    });
    match found {
        Some((due, length)) => Some((Ok(due), skipped + length)),
        None if PLAIN.contains(&mark) && behind.starts_with(':') && !spoken.is_empty() => {
            let said: String = spoken.chars().take_while(|c| !"\n，。；,;".contains(*c)).take(12).collect();
            Some((Err(said), skipped))
        }
        None => None,
    }
}

/// A time with 前 or a span with 内, and its bytes.
fn bounded(rest: &str, now: DateTime<Utc>, zone: FixedOffset) -> Option<(DateTime<Utc>, usize)> {
    let close = |length: usize, words: &[&str]| {
        let behind = rest[length..].trim_start_matches(' ');
        let word = words.iter().find(|word| behind.starts_with(**word))?;
        Some(rest.len() - behind.len() + word.len())
    };
    if let Some((span, length)) = when::leading_span(rest)
        && let Some(length) = close(length, &["之内", "以内", "内"])
    {
        return Some((now.checked_add_signed(span)?, length));
    }
    // 今日内: until its end.
    for (day, days) in [("今日", 1), ("今天", 1), ("当日", 1), ("当天", 1), ("明日", 2), ("明天", 2)]
    {
        if rest.starts_with(day)
            && let Some(length) = close(day.len(), &["之内", "以内", "内"])
        {
            let midnight = now.with_timezone(&zone).date_naive() + chrono::Days::new(days);
            let local = midnight.and_time(chrono::NaiveTime::MIN).and_local_timezone(zone).single()?;
            return Some((local.with_timezone(&Utc), length));
        }
    }
    let found = when::leading(rest, now, zone, true)?;
    let length = close(found.length, &["之前", "以前", "前"])?;
    Some((found.at, length))
}

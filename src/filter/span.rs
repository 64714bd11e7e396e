//! Spans of time as people ask for them: `<2h`, `>1d`, `today`, `今晚`, `18:00..20:00`. They are kept as written and
//! resolved when the question is asked, so that a saved view means the same tomorrow.

use std::fmt;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime, TimeDelta, TimeZone, Timelike, Utc};

use crate::capture::when;

/// A span of time.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Span {
    /// Has passed.
    Past,
    /// Today, in the office's zone.
    Today,
    /// Tomorrow.
    Tomorrow,
    /// Yesterday.
    Yesterday,
    /// From 18:00 until 08:00 in the morning; before 08:00, the night that is going on.
    Tonight,
    /// This day, as written.
    Day(String),
    /// Before (or at) a time, as written.
    Before(String),
    /// After a time, as written.
    After(String),
    /// From one time to another, as written.
    Between(String, String),
}

/// First instant of a span, and the first after it (UTC); none where it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bounds {
    /// From then on.
    pub from: Option<DateTime<Utc>>,
    /// Until before then.
    pub until: Option<DateTime<Utc>>,
}

/// Where times lie that are counted from now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Toward {
    /// Deadlines: `2h` is in two hours.
    Future,
    /// What was received: `2h` is two hours ago, and `18:00` the last one.
    Past,
}

const PAST: [&str; 5] = ["overdue", "past", "late", "逾期", "超时"];
const TODAY: [&str; 4] = ["today", "今天", "今日", "当天"];
const TOMORROW: [&str; 3] = ["tomorrow", "明天", "明日"];
const YESTERDAY: [&str; 3] = ["yesterday", "昨天", "昨日"];
const TONIGHT: [&str; 4] = ["tonight", "今晚", "今夜", "夜间"];

/// Words that stand for spans, for offering them.
pub(super) const WORDS: [(&str, &str); 5] = [
    ("overdue", "逾期"),
    ("today", "今天"),
    ("tonight", "今晚"),
    ("tomorrow", "明天"),
    ("yesterday", "昨天"),
];

impl Span {
    /// The span that is written, if times in it can be understood.
    pub(super) fn read(text: &str, toward: Toward) -> Option<Self> {
        let word = text.to_lowercase();
        let is = |words: &[&str]| words.contains(&word.as_str());
        if is(&PAST) {
            return (toward == Toward::Future).then_some(Self::Past);
        }
        for (words, span) in [
            (&TODAY[..], Self::Today),
            (&TOMORROW, Self::Tomorrow),
            (&YESTERDAY, Self::Yesterday),
            (&TONIGHT, Self::Tonight),
        ] {
            if is(words) {
                return Some(span);
            }
        }
        if let Some((from, until)) = text.split_once("..") {
            let (from, until) = (from.trim(), until.trim());
            return match (from, until) {
                ("", "") => None,
                ("", until) => known(until).then(|| Self::Before(until.to_owned())),
                (from, "") => known(from).then(|| Self::After(from.to_owned())),
                (from, until) => {
                    (known(from) && known(until)).then(|| Self::Between(from.to_owned(), until.to_owned()))
                }
            };
        }
        let compared = |signs: &[&str]| {
            let rest = signs.iter().find_map(|sign| text.strip_prefix(sign))?.trim();
            known(rest).then(|| rest.to_owned())
        };
        // An age of less than two hours is a time after that of two hours ago.
        let (less, more) = (compared(&["<=", "<", "＜", "≤", "《"]), compared(&[">=", ">", "＞", "≥", "》"]));
        let ago = |text: &str| toward == Toward::Past && is_length(text);
        match (less, more) {
            (Some(time), _) if ago(&time) => Some(Self::After(time)),
            (Some(time), _) => Some(Self::Before(time)),
            (_, Some(time)) if ago(&time) => Some(Self::Before(time)),
            (_, Some(time)) => Some(Self::After(time)),
            _ if !known(text) => None,
            _ if is_day(text) => Some(Self::Day(text.to_owned())),
            _ if ago(text) => Some(Self::After(text.to_owned())),
            _ => Some(Self::Before(text.to_owned())),
        }
    }

    /// Its instants as of `now`.
    pub(crate) fn bounds(&self, now: DateTime<Utc>, zone: FixedOffset, toward: Toward) -> Bounds {
        let today = now.with_timezone(&zone).date_naive();
        let day = |date: Option<NaiveDate>| Bounds {
            from: date.and_then(|date| start(date, zone)),
            until: date.and_then(|date| start(date.checked_add_days(Days::new(1))?, zone)),
        };
        let at = |text: &String| instant(text, now, zone, toward);
        match self {
            Self::Past => Bounds { from: None, until: Some(now + TimeDelta::milliseconds(1)) },
            Self::Today => day(Some(today)),
            Self::Tomorrow => day(today.checked_add_days(Days::new(1))),
            Self::Yesterday => day(today.checked_sub_days(Days::new(1))),
            Self::Tonight => tonight(now, zone, today),
            Self::Day(text) => day(at(text).map(|at| at.with_timezone(&zone).date_naive())),
            Self::Before(text) => {
                Bounds { from: None, until: at(text).map(|at| at + TimeDelta::milliseconds(1)) }
            }
            Self::After(text) => Bounds { from: at(text), until: None },
            Self::Between(from, until) => {
                let (one, other) = (at(from), at(until));
                let (from, until) = if one <= other { (one, other) } else { (other, one) };
                let until = until.map(|at| if is_day(self.last()) { at + TimeDelta::days(1) } else { at });
                Bounds { from, until }
            }
        }
    }

    fn last(&self) -> &str {
        match self {
            Self::Between(_, until) => until,
            _ => "",
        }
    }
}

/// The bounds of a span of deadlines.
impl Span {
    /// As of `now`, for deadlines (`ahead`) or for what was received.
    pub fn at(&self, now: DateTime<Utc>, zone: FixedOffset, ahead: bool) -> Bounds {
        self.bounds(now, zone, if ahead { Toward::Future } else { Toward::Past })
    }
}

fn start(date: NaiveDate, zone: FixedOffset) -> Option<DateTime<Utc>> {
    Some(zone.from_local_datetime(&date.and_time(NaiveTime::MIN)).single()?.with_timezone(&Utc))
}

fn tonight(now: DateTime<Utc>, zone: FixedOffset, today: NaiveDate) -> Bounds {
    let midnight = start(today, zone);
    let hours = |hours| midnight.map(|at| at + TimeDelta::hours(hours));
    if now.with_timezone(&zone).hour() < 8 {
        Bounds { from: hours(-6), until: hours(8) }
    } else {
        Bounds { from: hours(18), until: hours(32) }
    }
}

/// Any time does for asking whether a text is one.
const SOME_TIME: DateTime<Utc> = DateTime::UNIX_EPOCH;

fn utc() -> FixedOffset {
    chrono::Offset::fix(&Utc)
}

fn known(text: &str) -> bool {
    when::parse(text, SOME_TIME, utc()).is_some() || is_day(text)
}

/// A length of time: it moves with now.
fn is_length(text: &str) -> bool {
    let later = SOME_TIME + TimeDelta::minutes(1);
    match (when::parse(text, SOME_TIME, utc()), when::parse(text, later, utc())) {
        (Some(one), Some(other)) => other - one == TimeDelta::minutes(1),
        _ => false,
    }
}

/// A date without a time of day.
fn is_day(text: &str) -> bool {
    !is_length(text)
        && !text.contains([':', '：', '点', '时'])
        && when::parse(&format!("{text} 00:00"), SOME_TIME, utc()).is_some()
        && when::parse("00:00", SOME_TIME, utc()).is_some()
        && !text.chars().all(|c| c.is_ascii_digit())
}

fn instant(text: &str, now: DateTime<Utc>, zone: FixedOffset, toward: Toward) -> Option<DateTime<Utc>> {
    if is_day(text) {
        return when::parse(&format!("{text} 00:00"), now, zone);
    }
    let at = when::parse(text, now, zone)?;
    if toward == Toward::Future {
        return Some(at);
    }
    if is_length(text) {
        return Some(now - (at - now));
    }
    // A time of day without a date is the last one.
    Some(if at > now && at - now <= TimeDelta::days(1) { at - TimeDelta::days(1) } else { at })
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What is after a length of time ago is written as it is read: an age.
        match self {
            Self::Past => write!(f, "overdue"),
            Self::Today => write!(f, "today"),
            Self::Tomorrow => write!(f, "tomorrow"),
            Self::Yesterday => write!(f, "yesterday"),
            Self::Tonight => write!(f, "tonight"),
            Self::Day(text) => write!(f, "{}", Blank(text)),
            Self::Before(text) => write!(f, "{}", Blank(&format!("..{text}"))),
            Self::After(text) => write!(f, "{}", Blank(&format!("{text}.."))),
            Self::Between(from, until) => write!(f, "{}", Blank(&format!("{from}..{until}"))),
        }
    }
}

/// In quotes where it has blanks.
struct Blank<'a>(&'a str);

impl fmt::Display for Blank<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.contains(|c: char| c.is_whitespace() || matches!(c, ',' | '，')) {
            write!(f, "\"{}\"", self.0)
        } else {
            write!(f, "{}", self.0)
        }
    }
}

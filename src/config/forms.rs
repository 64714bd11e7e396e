//! The small textual forms of the configuration: durations, limits, times, dates, zones, ids, tags.

use chrono::{Datelike, FixedOffset, NaiveDate, NaiveTime, TimeDelta};

use crate::domain::limits::Limit;

/// Longer limits than a year are slips of the hand.
const LONGEST_DAYS: i64 = 366;

/// `15 s`, `30 min`, `24 h`, `3 d`: more than nothing, at most 366 days.
pub(crate) fn duration(text: &str) -> Option<TimeDelta> {
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let number: i64 = text[..digits].parse().ok()?;
    let seconds = match text[digits..].trim() {
        "s" => 1,
        "min" | "m" => 60,
        "h" => 3_600,
        "d" => 86_400,
        _ => return None,
    };
    let span = TimeDelta::try_seconds(number.checked_mul(seconds)?)?;
    (TimeDelta::zero() < span && span <= TimeDelta::days(LONGEST_DAYS)).then_some(span)
}

/// A limit: `30 min` (by the clock), `2 working h`, `5 working d`, `this shift`.
pub(crate) fn limit(text: &str) -> Option<Limit> {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words[..] {
        ["this", "shift"] => Some(Limit::ThisShift),
        [number, "working", "d"] => {
            let days: u32 = number.parse().ok()?;
            (1..=366).contains(&days).then_some(Limit::WorkingDays(days))
        }
        [number, "working", unit @ ("h" | "min")] => {
            duration(&format!("{number} {unit}")).map(Limit::Working)
        }
        _ => duration(text).map(Limit::Wall),
    }
}

/// A limit, or `none`.
pub(crate) fn optional_limit(text: &str) -> Option<Option<Limit>> {
    if text.trim() == "none" { Some(None) } else { limit(text).map(Some) }
}

/// `512 KB`, `25 MB`, `1 GB`: bytes, by 1024; more than nothing, at most 1 GB.
pub(crate) fn size(text: &str) -> Option<u64> {
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let number: u64 = text[..digits].parse().ok()?;
    let unit: u64 = match text[digits..].trim() {
        "B" => 1,
        "KB" => 1 << 10,
        "MB" => 1 << 20,
        "GB" => 1 << 30,
        _ => return None,
    };
    let size = number.checked_mul(unit)?;
    (1..=1 << 30).contains(&size).then_some(size)
}

/// `08:30` or `08:30:00`.
pub(crate) fn time(text: &str) -> Option<NaiveTime> {
    let text = text.trim();
    NaiveTime::parse_from_str(text, "%H:%M").or_else(|_| NaiveTime::parse_from_str(text, "%H:%M:%S")).ok()
}

/// `08:30-12:00`.
pub(crate) fn period(text: &str) -> Option<(NaiveTime, NaiveTime)> {
    let (from, until) = text.split_once('-')?;
    Some((time(from)?, time(until)?))
}

/// `2020-01-01`, or `2020-01-24..2020-02-02` with both ends counted, at most a year.
pub(crate) fn dates(text: &str) -> Option<Vec<NaiveDate>> {
    let date = |text: &str| NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok();
    let (first, last) = match text.split_once("..") {
        Some((first, last)) => (date(first)?, date(last)?),
        None => (date(text)?, date(text)?),
    };
    let days = (last - first).num_days();
    let sane = (0..LONGEST_DAYS).contains(&days) && (1..=9999).contains(&first.year());
    sane.then(|| first.iter_days().take_while(|day| *day <= last).collect())
}

/// `+08:00`.
pub(crate) fn zone(text: &str) -> Option<FixedOffset> {
    let (sign, rest) = match text.trim().split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':')?;
    let part = |text: &str, most: i32| {
        let number: i32 =
            (text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())??;
        (number <= most).then_some(number)
    };
    FixedOffset::east_opt(sign * (part(hours, 14)? * 3_600 + part(minutes, 59)? * 60))
}

/// Small letters, digits and `_`, starting with a letter.
pub(crate) fn is_id(text: &str) -> bool {
    text.len() <= 64
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// The shape of a BCP 47 tag: a language of two or three letters, then parts of two to eight letters or digits.
pub(crate) fn is_language_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_lowercase())
        && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// `#rrggbb`, or one of the sixteen names of a terminal's palette.
pub(crate) fn is_colour(text: &str) -> bool {
    const NAMES: [&str; 16] = [
        "black",
        "red",
        "green",
        "yellow",
        "blue",
        "magenta",
        "cyan",
        "white",
        "bright_black",
        "bright_red",
        "bright_green",
        "bright_yellow",
        "bright_blue",
        "bright_magenta",
        "bright_cyan",
        "bright_white",
    ];
    let hex = |digits: &str| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit());
    NAMES.contains(&text) || text.strip_prefix('#').is_some_and(hex)
}

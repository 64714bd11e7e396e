//! Times that have been, as officers record later what was: `14:20`, `20分钟前`, `昨晚10点`, `4月5日 09:00`.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, TimeDelta, TimeZone, Utc};

use super::when;

/// How far back a time is looked for: a day for an hour alone, a week for a weekday, a year for a date.
const BACK: [i64; 3] = [1, 7, 364];
/// Words that count from today.
const RELATIVE: [&str; 10] = ["今", "当", "本日", "明", "后天", "大后天", "次日", "下", "to", "tmr"];

/// The last time before `now` (UTC) that `text` names, or none. A bare span lies behind: `20m`, `20分钟前`.
pub fn past(text: &str, now: DateTime<Utc>, zone: FixedOffset) -> Option<DateTime<Utc>> {
    let folded = when::folded(text);
    let text = folded.trim();
    if let Some(at) = dated(text) {
        return Some(at).filter(|at| *at <= now);
    }
    if ["now", "现在", "刚才", "刚刚", "即时"].contains(&text) {
        return Some(now);
    }
    let behind = text.strip_suffix("ago").or_else(|| text.strip_suffix("以前"));
    let behind = behind.or_else(|| text.strip_suffix("之前")).or_else(|| text.strip_suffix('前'));
    if let Some(span) = when::span(behind.unwrap_or(text).trim()) {
        return now.checked_sub_signed(span);
    }
    if let Some((days, rest)) = day_word(text) {
        let today = format!("今{}", if rest.is_empty() { "天" } else { rest });
        let at =
            when::parse(&today, now, zone).or_else(|| when::parse(&format!("今天 {rest}"), now, zone))?;
        return at.checked_sub_signed(TimeDelta::days(days)).filter(|at| *at <= now);
    }
    if RELATIVE.iter().any(|word| text.starts_with(word)) {
        return when::parse(text, now, zone).filter(|at| *at <= now);
    }
    // A date that the year before does not have, 29 February, is one of this year.
    let year = now.with_timezone(&zone).ordinal0();
    let back = BACK.into_iter().chain([i64::from(year)]);
    let found = back.filter_map(|days| {
        let from = now.checked_sub_signed(TimeDelta::days(days))?;
        when::parse(text, from, zone).filter(|at| *at <= now)
    });
    found.max()
}

/// An exact time, RFC 3339.
pub fn dated(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text.trim()).ok().map(|at| at.to_utc())
}

/// The day that a text names: `2020-04-06`, `4月6日` (the nearest one), `今天`, `昨天`, `明天`.
pub fn day(text: &str, now: DateTime<Utc>, zone: FixedOffset) -> Option<NaiveDate> {
    let folded = when::folded(text);
    let text = folded.trim();
    let today = now.with_timezone(&zone).date_naive();
    if let Ok(day) = text.parse::<NaiveDate>() {
        return Some(day);
    }
    if let Some((days, "")) = day_word(text) {
        return today.checked_sub_days(Days::new(u64::try_from(days).ok()?));
    }
    // A bare hour is no day: it would name one day now and another an hour later.
    let noon = zone.from_local_datetime(&today.and_hms_opt(12, 0, 0)?).single()?.to_utc();
    let (early, late) = (noon.checked_sub_signed(TimeDelta::hours(11))?, noon + TimeDelta::hours(11));
    if when::span(text).is_some() {
        return None;
    }
    let on = |at: DateTime<Utc>| at.with_timezone(&zone).date_naive();
    let (first, second) = (on(when::parse(text, early, zone)?), on(when::parse(text, late, zone)?));
    if first != second {
        return None;
    }
    let before = when::parse(text, early.checked_sub_signed(TimeDelta::days(364))?, zone).map(on);
    let nearest = before.filter(|day| (today - *day).abs() < (first - today).abs());
    Some(nearest.unwrap_or(first))
}

/// A day word of the past at the beginning of a text: how many days back, and the rest.
fn day_word(text: &str) -> Option<(i64, &str)> {
    const WORDS: [(&str, i64); 8] = [
        ("前天", 2),
        ("前日", 2),
        ("前晚", 2),
        ("昨天", 1),
        ("昨日", 1),
        ("昨", 1),
        ("the day before yesterday", 2),
        ("yesterday", 1),
    ];
    let (word, days) = WORDS.into_iter().find(|(word, _)| text.starts_with(word))?;
    let taken = if word == "前晚" { "前".len() } else { word.len() };
    Some((days, text[taken..].trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone() -> FixedOffset {
        FixedOffset::east_opt(8 * 3600).unwrap()
    }

    fn now() -> DateTime<Utc> {
        "2020-04-07T02:14:00+08:00".parse::<DateTime<FixedOffset>>().unwrap().to_utc()
    }

    #[test]
    fn what_has_been_is_the_last_one() {
        let table = [
            ("02:00", "2020-04-07 02:00"),
            ("23:50", "2020-04-06 23:50"),
            ("20分钟前", "2020-04-07 01:54"),
            ("2h", "2020-04-07 00:14"),
            ("昨晚10点", "2020-04-06 22:00"),
            ("昨天 09:30", "2020-04-06 09:30"),
            ("前天下午3点", "2020-04-05 15:00"),
            ("4月5日 14:00", "2020-04-05 14:00"),
            ("4-5 14:00", "2020-04-05 14:00"),
            ("4月8日 14:00", "2019-04-08 14:00"),
            ("周五 10:00", "2020-04-03 10:00"),
            ("2-29 23:59", "2020-02-29 23:59"),
            ("2020-03-01 08:00", "2020-03-01 08:00"),
            ("2020-04-06T20:00:00+08:00", "2020-04-06 20:00"),
            ("刚才", "2020-04-07 02:14"),
        ];
        for (text, want) in table {
            let at =
                past(text, now(), zone()).map(|at| at.with_timezone(&zone()).format("%F %R").to_string());
            let want = if text.starts_with("4月8日") { None } else { Some(want.to_owned()) };
            assert_eq!(at, want, "{text}");
        }
        assert_eq!(past("2020-04-08 08:00", now(), zone()), None, "what lies ahead has not been");
        assert_eq!(past("不久", now(), zone()), None);
        assert_eq!(past("明天 01:00", now(), zone()), None);
        assert_eq!(past("今天 02:10", now(), zone()), past("02:10", now(), zone()));
    }

    #[test]
    fn days_are_named_and_hours_are_none() {
        let table = [
            ("2020-04-06", Some("2020-04-06")),
            ("4月6日", Some("2020-04-06")),
            ("4月9日", Some("2020-04-09")),
            ("昨天", Some("2020-04-06")),
            ("明天", Some("2020-04-08")),
            ("18:00", None),
            ("3h", None),
            ("改日", None),
        ];
        for (text, want) in table {
            assert_eq!(day(text, now(), zone()).map(|day| day.to_string()).as_deref(), want, "{text}");
        }
    }
}

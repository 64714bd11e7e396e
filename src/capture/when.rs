//! Times as officers write them: `30m`, `2小时`, `18:00`, `明早8点`, `4月8日 18时`, `tomorrow 08:00`.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};

use crate::text::fold;

/// The time that `text` names (UTC), or none. Spans count from `now`; a time of day without a date is the next one;
/// a date without a time of day is its 18:00, a morning 08:00, an evening 20:00.
pub fn parse(text: &str, now: DateTime<Utc>, zone: FixedOffset) -> Option<DateTime<Utc>> {
    let text = folded(text);
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    if let Some(span) = span(text) {
        return now.checked_add_signed(span);
    }
    let leading = leading(text, now, zone, false)?;
    text[leading.length..].trim().is_empty().then_some(leading.at)
}

/// As [`parse`], for a time until which something is put off: there a bare number is minutes.
pub fn until(text: &str, now: DateTime<Utc>, zone: FixedOffset) -> Option<DateTime<Utc>> {
    let digits: String = text.trim().chars().map(fold).collect();
    match digits.parse::<u16>() {
        // Four digits are a time of day.
        Ok(minutes @ 1..=999) if digits.len() < 4 => {
            now.checked_add_signed(TimeDelta::minutes(minutes.into()))
        }
        _ => parse(text, now, zone),
    }
}

/// A time that stands at the beginning of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Leading {
    /// When (UTC).
    pub(super) at: DateTime<Utc>,
    /// Bytes that it takes.
    pub(super) length: usize,
    /// It says the hour or the part of the day, not only a day.
    pub(super) timed: bool,
}

/// The time of day or date at the beginning of `text`, which must be folded. `before` reads a part of the day as what
/// is meant by 前: its end.
pub(super) fn leading(text: &str, now: DateTime<Utc>, zone: FixedOffset, before: bool) -> Option<Leading> {
    let here = now.with_timezone(&zone);
    let mut rest = Rest(text);
    let day = day(&mut rest, here.date_naive());
    rest.sign(&["的"]);
    let part = part_of_day(&mut rest);
    let time = time_of_day(&mut rest, part);
    let timed = time.is_some() || part.is_some();
    let (time, next_day) = match (time, part, day) {
        (Some(time), ..) => time,
        (None, Some(part), _) => {
            (NaiveTime::from_hms_opt(if before { part.ends } else { part.usual }, 0, 0)?, false)
        }
        (None, None, Some(_)) => (NaiveTime::from_hms_opt(18, 0, 0)?, false),
        (None, None, None) => return None,
    };
    let on = |date: NaiveDate| {
        let date = date.checked_add_days(Days::new(u64::from(next_day)))?;
        Some(zone.from_local_datetime(&date.and_time(time)).single()?.with_timezone(&Utc))
    };
    let at = match day {
        Some(date) => on(date)?,
        None => match on(here.date_naive())? {
            today if today > now => today,
            _ => on(here.date_naive().checked_add_days(Days::new(1))?)?,
        },
    };
    Some(Leading { at, length: text.len() - rest.0.len(), timed })
}

/// The span at the beginning of `text`, which must be folded, and its bytes. `3日` is one too.
pub(super) fn leading_span(text: &str) -> Option<(TimeDelta, usize)> {
    let mut rest = Rest(text);
    let span = spans(&mut rest, true)?;
    Some((span, text.len() - rest.0.len()))
}

/// `3个工作日`, with or without 内, at the beginning of `text`, which must be folded: how many, and the bytes.
pub(super) fn leading_working_days(text: &str) -> Option<(u32, usize)> {
    let mut rest = Rest(text);
    if !text.starts_with(|c: char| c.is_ascii_digit() || is_numeral(c)) {
        return None;
    }
    let days = rest.number().filter(|days| (1..=90).contains(days))?;
    rest.word(&[("个工作日", ()), ("工作日", ()), ("working days", ()), ("working day", ())])?;
    rest.sign(&["之内", "以内", "内"]);
    Some((days, text.len() - rest.0.len()))
}

/// Text as times are read from it: full-width signs folded, nothing left out.
pub(super) fn folded(text: &str) -> String {
    text.chars().map(|c| if c == '：' { ':' } else { fold(c) }).collect()
}

/// What is left to read.
struct Rest<'a>(&'a str);

impl Rest<'_> {
    fn blanks(&mut self) {
        self.0 = self.0.trim_start();
    }

    /// Takes the first of these words that stands here.
    fn word<T: Copy>(&mut self, words: &[(&str, T)]) -> Option<T> {
        self.blanks();
        let (word, meaning) = words.iter().find(|(word, _)| self.0.starts_with(word))?;
        self.0 = &self.0[word.len()..];
        Some(*meaning)
    }

    fn sign(&mut self, signs: &[&str]) -> bool {
        let found = signs.iter().find(|sign| self.0.starts_with(**sign));
        if let Some(sign) = found {
            self.0 = &self.0[sign.len()..];
        }
        found.is_some()
    }

    /// Takes a number written in Chinese: 两, 十, 十二, 二十四.
    fn numeral(&mut self) -> Option<u32> {
        let length: usize = self.0.chars().take_while(|c| is_numeral(*c)).map(char::len_utf8).sum();
        let (digits, rest) = self.0.split_at(length);
        let value = |text: &str| match text.chars().collect::<Vec<char>>()[..] {
            [] => None,
            [digit] => "一二三四五六七八九".chars().position(|known| known == digit).map(|at| at + 1),
            _ => Some(0),
        };
        let digits = digits.replace('两', "二");
        let number = match digits.split_once('十') {
            None => value(&digits)?,
            Some((tens, ones)) => value(tens).unwrap_or(1) * 10 + value(ones).unwrap_or(0),
        };
        self.0 = rest;
        u32::try_from(number).ok().filter(|number| *number > 0)
    }

    /// Takes a number of at most four digits, or one written in Chinese up to 九十九.
    fn number(&mut self) -> Option<u32> {
        self.blanks();
        if self.0.starts_with(is_numeral) {
            return self.numeral();
        }
        let digits = self.0.bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=4).contains(&digits) {
            return None;
        }
        let number = self.0[..digits].parse().ok();
        self.0 = &self.0[digits..];
        number
    }
}

/// A digit of a Chinese number.
fn is_numeral(c: char) -> bool {
    "一二两三四五六七八九十".contains(c)
}

/// The span that a text is: `1h30m`, `2小时`, `半小时`, `一个半小时`, `1天`; none for anything else.
pub fn span(text: &str) -> Option<TimeDelta> {
    let text = folded(text);
    let mut rest = Rest(text.trim());
    let span = spans(&mut rest, false)?;
    rest.0.is_empty().then_some(span)
}

/// Takes a span; `dated` lets `3日` count as one.
fn spans(rest: &mut Rest<'_>, dated: bool) -> Option<TimeDelta> {
    const UNITS: [(&str, i64); 18] = [
        ("分钟", 1),
        ("分", 1),
        ("minutes", 1),
        ("min", 1),
        ("m", 1),
        ("个小时", 60),
        ("小时", 60),
        ("个钟头", 60),
        ("钟头", 60),
        ("hours", 60),
        ("hour", 60),
        ("h", 60),
        ("天", 1440),
        ("days", 1440),
        ("day", 1440),
        ("d", 1440),
        ("周", 10_080),
        ("w", 10_080),
    ];
    rest.sign(&["+"]);
    if let Some(minutes) = rest.word(&[("半小时", 30), ("半个小时", 30), ("半个钟头", 30), ("半天", 720)])
    {
        return Some(TimeDelta::minutes(minutes));
    }
    let mut minutes = 0;
    loop {
        let before = rest.0;
        let Some(number) = rest.number() else { break };
        let half = if rest.sign(&["个半"]) { 30 } else { 0 };
        match rest.word(&UNITS) {
            Some(unit) => {
                let behind = if rest.sign(&["半"]) { unit / 2 } else { 0 };
                minutes += i64::from(number) * unit + half + behind;
            }
            None if dated && half == 0 && rest.sign(&["日"]) => minutes += i64::from(number) * 1_440,
            None => {
                rest.0 = before;
                break;
            }
        }
        rest.sign(&["后"]);
    }
    (minutes > 0).then(|| TimeDelta::minutes(minutes))
}

/// A day word or a date; `今` and `明` also before a part of the day (明早).
fn day(rest: &mut Rest<'_>, today: NaiveDate) -> Option<NaiveDate> {
    const WORDS: [(&str, u64); 15] = [
        ("今天", 0),
        ("今日", 0),
        ("当天", 0),
        ("当日", 0),
        ("本日", 0),
        ("明天", 1),
        ("明日", 1),
        ("后天", 2),
        ("大后天", 3),
        ("today", 0),
        ("tomorrow", 1),
        ("tmr", 1),
        ("今", 0),
        ("明", 1),
        ("次日", 1),
    ];
    if let Some(days) = rest.word(&WORDS) {
        return today.checked_add_days(Days::new(days));
    }
    let before = rest.0;
    if let Some(date) = weekday(rest, today) {
        return Some(date);
    }
    rest.0 = before;
    let date = date(rest, today);
    if date.is_none() {
        rest.0 = before;
    }
    date
}

/// `周五`, `星期三`, `本周日`: the next one, today counted; `下周一`: that of the week after this.
fn weekday(rest: &mut Rest<'_>, today: NaiveDate) -> Option<NaiveDate> {
    const DAYS: [(&str, u64); 8] =
        [("一", 0), ("二", 1), ("三", 2), ("四", 3), ("五", 4), ("六", 5), ("日", 6), ("天", 6)];
    let week = rest.word(&[
        ("下周", 1),
        ("下星期", 1),
        ("下礼拜", 1),
        ("本周", 0),
        ("这周", 0),
        ("周", 0),
        ("星期", 0),
        ("礼拜", 0),
    ])?;
    let day = rest.word(&DAYS)?;
    let now = u64::from(today.weekday().num_days_from_monday());
    let ahead = if week == 1 { 7 + day - now } else { (7 + day - now) % 7 };
    today.checked_add_days(Days::new(ahead))
}

/// `2020-04-08`, `4-8`, `4/8`, `4月8日`, `8日`; a date that has passed this year is of the next.
fn date(rest: &mut Rest<'_>, today: NaiveDate) -> Option<NaiveDate> {
    let first = rest.number()?;
    if rest.sign(&["日", "号"]) {
        let this = today.with_day(first).filter(|date| *date >= today);
        return this
            .or_else(|| today.with_day(1)?.checked_add_months(chrono::Months::new(1))?.with_day(first));
    }
    if rest.sign(&["年"]) || (first > 31 && rest.sign(&["-", "/", "."])) {
        let month = rest.number()?;
        return rest.sign(&["-", "/", ".", "月"]).then(|| rest.number()).flatten().and_then(|day| {
            rest.sign(&["日", "号"]);
            NaiveDate::from_ymd_opt(i32::try_from(first).ok()?, month, day)
        });
    }
    if !rest.sign(&["月", "-", "/"]) {
        return None;
    }
    let day = rest.number()?;
    rest.sign(&["日", "号"]);
    let this = NaiveDate::from_ymd_opt(today.year(), first, day)?;
    if this >= today { Some(this) } else { NaiveDate::from_ymd_opt(today.year() + 1, first, day) }
}

/// A part of the day: the hour it stands for alone, and whether small hours belong to its second half.
#[derive(Clone, Copy)]
struct Part {
    usual: u32,
    /// The hour by which what is due 上午前, 下午前 … must be there.
    ends: u32,
    afternoon: bool,
}

fn part_of_day(rest: &mut Rest<'_>) -> Option<Part> {
    const fn part(usual: u32, afternoon: bool) -> Part {
        Part { usual, ends: usual, afternoon }
    }
    const fn until(ends: u32, part: Part) -> Part {
        Part { ends, ..part }
    }
    rest.word(&[
        ("凌晨", part(2, false)),
        ("早上", part(8, false)),
        ("上午", until(12, part(9, false))),
        ("清晨", part(6, false)),
        ("早", part(8, false)),
        ("晨", part(6, false)),
        ("中午", part(12, true)),
        ("正午", part(12, true)),
        ("下班", part(18, false)),
        ("下午", until(18, part(15, true))),
        ("傍晚", part(18, true)),
        ("晚上", part(20, true)),
        ("今晚", part(20, true)),
        ("晚", part(20, true)),
        ("morning", part(8, false)),
        ("noon", part(12, true)),
        ("afternoon", part(15, true)),
        ("evening", part(20, true)),
        ("tonight", part(20, true)),
    ])
}

/// The time of day, and whether it is that of the next day (24时).
fn time_of_day(rest: &mut Rest<'_>, part: Option<Part>) -> Option<(NaiveTime, bool)> {
    let before = rest.0;
    let time = clock(rest, part);
    if time.is_none() {
        rest.0 = before;
    }
    time
}

/// `18:00`, `8点`, `8点半`, `8时30分`, `8am`, `0800`.
fn clock(rest: &mut Rest<'_>, part: Option<Part>) -> Option<(NaiveTime, bool)> {
    let length = rest.0.len();
    rest.blanks();
    let digits = rest.0.bytes().take_while(u8::is_ascii_digit).count();
    let mut hour = rest.number()?;
    let mut minute = 0;
    if rest.sign(&[":"]) {
        minute = rest.number()?;
    } else if rest.sign(&["点钟", "点", "时"]) {
        if rest.sign(&["半"]) {
            minute = 30;
        } else if rest.0.starts_with(|c: char| c.is_ascii_digit()) {
            minute = rest.number()?;
            rest.sign(&["分"]);
        }
    } else if rest.sign(&["am"]) {
        hour %= 12;
    } else if rest.sign(&["pm"]) {
        hour = hour % 12 + 12;
    } else if digits == 4 && length >= 4 {
        (hour, minute) = (hour / 100, hour % 100);
    } else {
        return None;
    }
    if part.is_some_and(|part| part.afternoon) && (1..12).contains(&hour) {
        hour += 12;
    }
    // 晚上12点 is the end of the day, as 24时 is.
    let midnight = minute == 0 && (hour == 24 || hour == 12 && part.is_some_and(|part| part.usual >= 20));
    if midnight {
        Some((NaiveTime::MIN, true))
    } else {
        NaiveTime::from_hms_opt(hour, minute, 0).map(|time| (time, false))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 02:14 in Yantian on a Tuesday.
    fn local(text: &str) -> Option<String> {
        let zone = FixedOffset::east_opt(8 * 3600).unwrap();
        let at = parse(text, "2020-04-06T18:14:00Z".parse().unwrap(), zone)?;
        Some(at.with_timezone(&zone).format("%m-%d %H:%M").to_string())
    }

    #[test]
    fn spans_count_from_now() {
        for (text, expected) in [
            ("30m", "04-07 02:44"),
            ("2h", "04-07 04:14"),
            ("1h30m", "04-07 03:44"),
            ("2小时", "04-07 04:14"),
            ("半小时", "04-07 02:44"),
            ("３０分钟", "04-07 02:44"),
            ("1天", "04-08 02:14"),
        ] {
            assert_eq!(local(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn times_of_day_are_the_next_ones() {
        for (text, expected) in [
            ("18:00", "04-07 18:00"),
            ("18：00", "04-07 18:00"),
            ("02:00", "04-08 02:00"),
            ("8点", "04-07 08:00"),
            ("8点半", "04-07 08:30"),
            ("晚上8点", "04-07 20:00"),
            ("今晚", "04-07 20:00"),
            ("3pm", "04-07 15:00"),
            ("1830", "04-07 18:30"),
        ] {
            assert_eq!(local(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn days_and_dates() {
        for (text, expected) in [
            ("明早8点", "04-08 08:00"),
            ("明早", "04-08 08:00"),
            ("明天", "04-08 18:00"),
            ("tomorrow 08:00", "04-08 08:00"),
            ("后天下午3点", "04-09 15:00"),
            ("4月8日18时", "04-08 18:00"),
            ("4-8 09:30", "04-08 09:30"),
            ("2020-04-10 09:00", "04-10 09:00"),
            ("9日", "04-09 18:00"),
            ("1月2日", "01-02 18:00"),
        ] {
            assert_eq!(local(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_bare_number_is_minutes_only_where_something_is_put_off() {
        let zone = FixedOffset::east_opt(8 * 3600).unwrap();
        let now: DateTime<Utc> = "2020-04-06T18:14:00Z".parse().unwrap();
        let late = |minutes| Some(now + TimeDelta::minutes(minutes));
        assert_eq!([until("30", now, zone), until(" ９０ ", now, zone)], [late(30), late(90)]);
        assert_eq!(until("0800", now, zone), parse("08:00", now, zone));
        assert_eq!([until("0", now, zone), parse("30", now, zone)], [None; 2]);
        assert_eq!(until("+30", now, zone), late(30));
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in ["", "行", "18", "25:00", "8点钟吧", "0m", "2月30日", "soon", "99999h"] {
            assert_eq!(local(text), None, "{text}");
        }
    }
}

//! Dates and times as offices write them: `2020-02-11`, `2020/2/11 9:05`, `2020年2月11日14时30分`, `二〇二〇年二月十一日`,
//! `20200211`, RFC 3339 and Excel serial numbers.

use chrono::{
    DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc,
};
use serde::Serialize;

use crate::domain::doc_number::{half_width, is_blank};

/// A date alone, or an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// A calendar day in the office's zone, no time given.
    Day(NaiveDate),
    /// An instant.
    At(DateTime<Utc>),
}

impl When {
    /// The calendar day in `zone`.
    pub fn day(self, zone: FixedOffset) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::At(at) => at.with_timezone(&zone).date_naive(),
        }
    }

    /// The instant; a day alone begins at 00:00 in `zone`.
    pub fn start(self, zone: FixedOffset) -> Option<DateTime<Utc>> {
        match self {
            Self::Day(day) => instant(day.and_time(NaiveTime::MIN), zone),
            Self::At(at) => Some(at),
        }
    }

    /// The instant as a time limit; a day alone ends at 24:00 in `zone`.
    pub fn end(self, zone: FixedOffset) -> Option<DateTime<Utc>> {
        match self {
            Self::Day(day) => instant(day.succ_opt()?.and_time(NaiveTime::MIN), zone),
            Self::At(at) => Some(at),
        }
    }
}

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum BadDate {
    /// Nothing in it.
    #[error("empty")]
    Empty,
    /// Month and day without a year.
    #[error("no year")]
    NoYear,
    /// Year and month without a day.
    #[error("no day")]
    NoDay,
    /// No such day or time, or a year outside 1900 to 2199.
    #[error("no such day or time")]
    Impossible,
    /// None of the known forms, or one that can be read in two ways (`2/11/2020`).
    #[error("unclear")]
    Unclear,
}

/// Reads a date or time; without an offset of its own it is meant in `zone`.
///
/// # Errors
/// [`BadDate`] says what is missing or wrong.
pub fn parse_when(text: &str, zone: FixedOffset) -> Result<When, BadDate> {
    parse_when_in(text, zone, None)
}

/// As [`parse_when`]; a date without a year takes `year`, as that of the day of receipt.
///
/// # Errors
/// [`BadDate`] says what is missing or wrong.
pub fn parse_when_in(text: &str, zone: FixedOffset, year: Option<i32>) -> Result<When, BadDate> {
    let narrow: String = text
        .chars()
        .filter(|c| !is_blank(*c) || c.is_whitespace())
        .map(|c| if c.is_whitespace() { ' ' } else { half_width(c) })
        .collect();
    let narrow = without_weekday(&narrow);
    let narrow = narrow.trim();
    if narrow.is_empty() {
        return Err(BadDate::Empty);
    }
    let with_offset = DateTime::parse_from_rfc3339(narrow)
        .or_else(|_| DateTime::parse_from_rfc2822(narrow))
        .or_else(|_| DateTime::parse_from_str(narrow, "%Y-%m-%dT%H:%M%#z"));
    if let Ok(at) = with_offset {
        return sane_year(at.year()).map(|()| When::At(at.with_timezone(&Utc)));
    }
    if let Some(result) = digits_only(narrow, zone) {
        return result;
    }
    let numbers = Numbers::read(&arabic(narrow)).ok_or(BadDate::Unclear)?;
    numbers.when(zone, year)
}

/// Takes （星期二）, 周二 and the like out.
fn without_weekday(text: &str) -> String {
    let mut out = text.to_owned();
    for word in ["星期", "周"] {
        if let Some(at) = out.find(word)
            && let Some(day) = out[at + word.len()..].chars().next()
            && "一二三四五六日天".contains(day)
        {
            let (mut from, mut to) = (at, at + word.len() + day.len_utf8());
            if out[..from].ends_with('(') && out[to..].starts_with(')') {
                (from, to) = (from - 1, to + 1);
            }
            out.replace_range(from..to, " ");
        }
    }
    out
}

fn sane_year(year: i32) -> Result<(), BadDate> {
    if (1900..2200).contains(&year) { Ok(()) } else { Err(BadDate::Impossible) }
}

fn instant(local: NaiveDateTime, zone: FixedOffset) -> Option<DateTime<Utc>> {
    zone.from_local_datetime(&local).single().map(|at| at.with_timezone(&Utc))
}

/// `20200211`, `202002111430`, `20200211143005`, and an Excel serial number such as `43872` or `43872.604`.
fn digits_only(text: &str, zone: FixedOffset) -> Option<Result<When, BadDate>> {
    let bytes = text.as_bytes();
    let serial = bytes.len() >= 5
        && bytes[..5].iter().all(u8::is_ascii_digit)
        && (bytes.len() == 5
            || (bytes[5] == b'.' && bytes.len() > 6 && bytes[6..].iter().all(u8::is_ascii_digit)));
    if serial {
        return Some(excel_serial(text.parse().ok()?, zone));
    }
    let compact: String = text.split(' ').collect();
    let bytes = compact.as_bytes();
    if !matches!(bytes.len(), 8 | 12 | 14) || !bytes.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let part = |from: usize, to: usize| compact.get(from..to).and_then(|s| s.parse::<u32>().ok());
    let clock = bytes.len() > 8;
    let numbers = Numbers {
        date: [part(0, 4)?, part(4, 6)?, part(6, 8)?].to_vec(),
        time: if clock { vec![part(8, 10)?, part(10, 12)?, part(12, 14).unwrap_or(0)] } else { Vec::new() },
        half: None,
    };
    Some(numbers.when(zone, None))
}

/// Days since 1899-12-30, Excel's epoch as it counts from March 1900 on.
fn excel_serial(days: f64, zone: FixedOffset) -> Result<When, BadDate> {
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30).ok_or(BadDate::Impossible)?;
    let whole = TimeDelta::try_days(days.trunc() as i64).ok_or(BadDate::Impossible)?;
    let day = epoch.checked_add_signed(whole).ok_or(BadDate::Impossible)?;
    // Any other five digits are hardly a date.
    if !(1990..2100).contains(&day.year()) {
        return Err(BadDate::Unclear);
    }
    let seconds = (days.fract() * 86_400.0).round() as i64;
    if seconds == 0 {
        return Ok(When::Day(day));
    }
    let local = day.and_time(NaiveTime::MIN) + TimeDelta::seconds(seconds);
    instant(local, zone).map(When::At).ok_or(BadDate::Impossible)
}

/// Chinese digits and units in a date as Arabic ones: `二〇二〇年十二月三十一日` → `2020年12月31日`.
fn arabic(text: &str) -> String {
    const DIGITS: &str = "〇一二三四五六七八九";
    let digit = |c: char| match c {
        '○' | '零' | 'Ｏ' | '◯' | '０' => Some(0),
        other => DIGITS.chars().position(|d| d == other),
    };
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    for (i, c) in chars.iter().enumerate() {
        if *c == '十' {
            let tens = i > 0 && digit(chars[i - 1]).is_some();
            let ones = chars.get(i + 1).is_some_and(|n| digit(*n).is_some());
            out.push_str(match (tens, ones) {
                (false, false) => "10",
                (false, true) => "1",
                (true, false) => "0",
                (true, true) => "",
            });
        } else if let Some(value) = digit(*c) {
            out.push_str(&value.to_string());
        } else {
            out.push(*c);
        }
    }
    out
}

/// The numbers of a date and of a time.
struct Numbers {
    date: Vec<u32>,
    time: Vec<u32>,
    half: Option<Half>,
}

/// The part of the day that a twelve-hour time lies in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    /// 凌晨, AM: 12 is midnight.
    Night,
    /// 上午: 12 is noon for people and midnight for spreadsheets.
    Morning,
    /// 下午, PM.
    Afternoon,
}

impl Numbers {
    /// Splits `date [separator time]`; words of a limit (限, 前) around it are passed over.
    fn read(text: &str) -> Option<Self> {
        let text = text.trim_start_matches(['限', '于', '至', '截', '止', '到', '请', '在', ' ', ':']);
        let text = text.trim_end_matches(['前', '以', '之', '止', '整', '内', '。', ' ']);
        let (text, half) = half_of_day(text);
        let mut out = Self { date: Vec::new(), time: Vec::new(), half };
        let mut number = String::new();
        let mut in_time = false;
        for c in text.chars().chain([' ']) {
            match c {
                '0'..='9' => number.push(c),
                '年' | '月' | '-' | '/' | '.' | '－' | '—' | '–' if !in_time => {
                    out.take(&mut number, false)?
                }
                '日' | '号' if !in_time => {
                    out.take(&mut number, false)?;
                    in_time = true;
                }
                '时' | '点' | ':' | '分' | '秒' | '.' => {
                    out.take(&mut number, true)?;
                    in_time = true;
                    if c == '.' && out.time.len() == 3 {
                        // Fractions of a second.
                        return Some(out);
                    }
                }
                ' ' | 't' => {
                    if !number.is_empty() {
                        out.take(&mut number, in_time)?;
                    }
                    in_time |= out.date.len() >= 3;
                }
                _ => return None,
            }
        }
        Some(out)
    }

    fn take(&mut self, number: &mut String, to_time: bool) -> Option<()> {
        let list = if to_time { &mut self.time } else { &mut self.date };
        if number.is_empty() || number.len() > 4 || list.len() == 3 {
            return None;
        }
        list.push(number.parse().ok()?);
        number.clear();
        Some(())
    }

    fn when(&self, zone: FixedOffset, year: Option<i32>) -> Result<When, BadDate> {
        let (y, m, d) = match self.date[..] {
            [y, m, d] if y >= 1000 => (i32::try_from(y).map_err(|_| BadDate::Impossible)?, m, d),
            [y, _] if y >= 1000 => return Err(BadDate::NoDay),
            [m, d] => (year.ok_or(BadDate::NoYear)?, m, d),
            [] if !self.time.is_empty() => return Err(BadDate::NoDay),
            _ => return Err(BadDate::Unclear),
        };
        sane_year(y)?;
        let day = NaiveDate::from_ymd_opt(y, m, d).ok_or(BadDate::Impossible)?;
        let Some(hour) = self.time.first().copied() else {
            return if self.half.is_some() { Err(BadDate::Unclear) } else { Ok(When::Day(day)) };
        };
        let hour = match self.half {
            Some(Half::Afternoon) if hour < 12 => hour + 12,
            Some(Half::Night) if hour == 12 => 0,
            Some(Half::Morning) if hour == 12 => return Err(BadDate::Unclear),
            _ => hour,
        };
        let minute = self.time.get(1).copied().unwrap_or(0);
        let second = self.time.get(2).copied().unwrap_or(0);
        let local = if (hour, minute, second) == (24, 0, 0) {
            day.succ_opt().map(|next| next.and_time(NaiveTime::MIN))
        } else {
            day.and_hms_opt(hour, minute, second)
        };
        local.and_then(|local| instant(local, zone)).map(When::At).ok_or(BadDate::Impossible)
    }
}

/// Takes 上午, 下午, AM, PM out of a text: the rest in lower case without blanks before its units, and the half.
fn half_of_day(text: &str) -> (String, Option<Half>) {
    const WORDS: [(&str, Half); 5] = [
        ("凌晨", Half::Night),
        ("上午", Half::Morning),
        ("下午", Half::Afternoon),
        ("am", Half::Night),
        ("pm", Half::Afternoon),
    ];
    let mut lower = text.to_lowercase();
    for unit in ["年", "月", "日", "时", "点", "分", "秒"] {
        while let Some(at) = lower.find(&format!(" {unit}")) {
            lower.remove(at);
        }
    }
    for (word, half) in WORDS {
        if lower.contains(word) {
            return (lower.replacen(word, " ", 1).trim().to_owned(), Some(half));
        }
    }
    (lower, None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn zone() -> FixedOffset {
        super::super::fields::china()
    }

    fn shown(text: &str) -> Result<String, BadDate> {
        parse_when(text, zone()).map(|when| match when {
            When::Day(day) => day.to_string(),
            When::At(at) => at.with_timezone(&zone()).format("%Y-%m-%d %H:%M:%S").to_string(),
        })
    }

    #[test]
    fn the_ways_offices_write_dates() {
        let table = [
            ("2020-02-11", "2020-02-11"),
            (" 2020/2/11 ", "2020-02-11"),
            ("2020.2.11", "2020-02-11"),
            ("２０２０年２月１１日", "2020-02-11"),
            ("2020 年 2 月 11 日", "2020-02-11"),
            ("二〇二〇年二月十一日", "2020-02-11"),
            ("二○二○年十二月三十一日", "2020-12-31"),
            ("20200211", "2020-02-11"),
            ("43872", "2020-02-11"),
            ("43872.604166667", "2020-02-11 14:30:00"),
            ("2020-02-11 14:30", "2020-02-11 14:30:00"),
            ("2020/2/11　9：05", "2020-02-11 09:05:00"),
            ("2020-02-11T14:30:05", "2020-02-11 14:30:05"),
            ("2020-02-11 14:30:05.250", "2020-02-11 14:30:05"),
            ("2020-02-11T06:30:05Z", "2020-02-11 14:30:05"),
            ("2020-02-11T14:30+08:00", "2020-02-11 14:30:00"),
            ("2020年2月11日14时30分", "2020-02-11 14:30:00"),
            ("限2020年2月11日18时前", "2020-02-11 18:00:00"),
            ("2020年2月11日24时之前", "2020-02-12 00:00:00"),
            ("2020年2月11日下午3点", "2020-02-11 15:00:00"),
            ("2020-02-11 12:10 AM", "2020-02-11 00:10:00"),
            ("2020年2月11日（星期二）14:30", "2020-02-11 14:30:00"),
            ("2020-02-11 周二", "2020-02-11"),
            ("202002111430", "2020-02-11 14:30:00"),
            ("20200211 143005", "2020-02-11 14:30:05"),
        ];
        for (text, want) in table {
            assert_eq!(shown(text), Ok(want.to_owned()), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_date_says_why() {
        let table = [
            ("", BadDate::Empty),
            ("　", BadDate::Empty),
            ("2月11日", BadDate::NoYear),
            ("2020年2月", BadDate::NoDay),
            ("14:30", BadDate::NoDay),
            ("2020-02-30", BadDate::Impossible),
            ("2020-02-11 25:00", BadDate::Impossible),
            ("20201301", BadDate::Impossible),
            ("1020-02-11", BadDate::Impossible),
            ("11/2/2020", BadDate::Unclear),
            ("2020-02-11 上午 12:00", BadDate::Unclear),
            ("尽快", BadDate::Unclear),
            ("24小时内", BadDate::Unclear),
            ("99999", BadDate::Unclear),
        ];
        for (text, want) in table {
            assert_eq!(shown(text), Err(want), "{text:?}");
        }
        let with_year = parse_when_in("2月11日18时", zone(), Some(2020)).map(|when| when.start(zone()));
        assert_eq!(
            with_year,
            Ok(parse_when("2020-02-11 18:00", zone()).ok().and_then(|when| when.start(zone())))
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,20}", near in "[0-9年月日时分上下午:/. T+Z十二〇-]{0,20}") {
            let _ = (shown(&text), shown(&near));
        }

        #[test]
        fn days_read_back_in_every_form(y in 1990i32..2099, m in 1u32..13, d in 1u32..29) {
            let day = NaiveDate::from_ymd_opt(y, m, d).expect("days to 28 exist");
            for text in [format!("{y}-{m}-{d}"), format!("{y}年{m}月{d}日"), format!("{y}{m:02}{d:02}"), format!("{y}/{m:02}/{d:02}")] {
                prop_assert_eq!(parse_when(&text, zone()), Ok(When::Day(day)));
            }
        }
    }
}

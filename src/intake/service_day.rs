//! Times of day as timetables write them: on the day of service, past its midnight too (`02:30+1`, `次日02:30`, `24:10`).

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Utc};

use super::fields::parse_when_in;
use super::when::When;

/// Reads a moment. A time of day alone is the one nearest to `near`, so that an estimate of 00:40 for 23:50 is that of
/// the next day. Nothing is guessed without a day.
pub(super) fn moment(
    written: &str,
    zone: FixedOffset,
    year: i32,
    near: Option<DateTime<Utc>>,
) -> Option<DateTime<Utc>> {
    let (rest, days) = without_mark(written);
    let (rest, days) = match past_midnight(&rest) {
        Some(rest) => (rest, Some(days.unwrap_or(0) + 1)),
        None => (rest, days),
    };
    let shift = TimeDelta::days(days.unwrap_or(0));
    if let Ok(When::At(at)) = parse_when_in(&rest, zone, Some(year)) {
        return Some(at + shift);
    }
    let near = near?;
    let day = TimeDelta::days(1);
    let at = on(near.with_timezone(&zone).date_naive(), &rest, zone)? + shift;
    // What is known may itself be past the midnight of its day of service.
    [at - day, at, at + day].into_iter().min_by_key(|at| (*at - near).abs())
}

/// A time of day on a day.
fn on(day: NaiveDate, time: &str, zone: FixedOffset) -> Option<DateTime<Utc>> {
    match parse_when_in(&format!("{day} {time}"), zone, None) {
        Ok(When::At(at)) => Some(at),
        _ => None,
    }
}

/// The text without `+1`, `(+1)`, `+2天`, `次日`, and how many days that was.
pub(super) fn without_mark(text: &str) -> (String, Option<i64>) {
    let text = text.trim().replace('＋', "+").replace('（', "(").replace('）', ")");
    for (word, days) in [("次日", 1), ("翌日", 1), ("第二天", 1), ("第三天", 2)] {
        if let Some(at) = text.find(word) {
            let rest = format!("{} {}", &text[..at], &text[at + word.len()..]);
            return (rest.trim().to_owned(), Some(days));
        }
    }
    let bare = text.strip_suffix(')').unwrap_or(&text);
    let bare = bare.strip_suffix('天').or_else(|| bare.strip_suffix('d')).unwrap_or(bare);
    if let Some((rest, days)) = bare.rsplit_once('+')
        && let Ok(days @ 1..=3) = days.trim().parse::<i64>()
        && rest.trim_end_matches('(').trim_end().ends_with(|c: char| c.is_ascii_digit() || c == '分')
        && days.to_string() == bare[rest.len() + 1..].trim()
    {
        return (rest.trim_end_matches('(').trim().to_owned(), Some(days));
    }
    (text, None)
}

/// `24:10` to `29:59` as the same time of the next day; none for other times.
fn past_midnight(text: &str) -> Option<String> {
    let (before, minutes) = text.split_once(':')?;
    let at = before.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
    let hour: u32 = before[at..].parse().ok().filter(|hour| (24..30).contains(hour))?;
    Some(format!("{}{:02}:{minutes}", &before[..at], hour - 24))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, near: Option<&str>) -> Option<String> {
        let zone = FixedOffset::east_opt(8 * 3600)?;
        let near = near.map(|near| near.parse::<DateTime<Utc>>().expect("a time"));
        moment(text, zone, 2020, near).map(|at| at.with_timezone(&zone).format("%m-%d %H:%M").to_string())
    }

    #[test]
    fn times_past_midnight_belong_to_the_day_of_service() {
        for text in [
            "2020-04-06 02:30+1",
            "2020-04-06 02:30 (+1)",
            "2020-04-06 02:30＋1",
            "2020/4/6 26:30",
            "4月6日次日02:30",
            "4月6日 02:30+1天",
        ] {
            assert_eq!(read(text, None).as_deref(), Some("04-07 02:30"), "{text}");
        }
        assert_eq!(read("2020-04-06 02:30+2", None).as_deref(), Some("04-08 02:30"));
        assert_eq!(read("2020-04-06 24:10", None).as_deref(), Some("04-07 00:10"));
        assert_eq!(
            read("2020-04-06T02:30:00+01:00", None).as_deref(),
            Some("04-06 09:30"),
            "an offset is no day"
        );
    }

    #[test]
    fn a_time_alone_is_read_beside_the_one_that_is_known_and_never_guessed() {
        let late = Some("2020-04-06T15:50:00Z"); // 23:50
        assert_eq!(read("00:40", late).as_deref(), Some("04-07 00:40"));
        assert_eq!(read("23:20", late).as_deref(), Some("04-06 23:20"));
        assert_eq!(read("02:30+1", late).as_deref(), Some("04-07 02:30"));
        assert_eq!(read("次日02:30", late).as_deref(), Some("04-07 02:30"));
        assert_eq!(read("02:30", None), None);
        assert_eq!(read("02:30+9", late), None);
        assert_eq!(read("夜里", late), None);
    }
}

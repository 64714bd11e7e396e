//! Until when something is put off, as officers write it: a time, or an event with a time at the latest.
//!
//! `03:40`, `30m`, `明早8点`; `CA1234落地`, `落地 CA1234`, `until CA1234 lands`; `卫健局回复`, `unit:health replies`;
//! `到期前1小时`, `1h before due`; each event also with `… 最迟 05:00` or `… or 05:00`.

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};

use super::when;
use crate::domain::Wake;
use crate::text::fold;

/// What an officer may mean by words: arrivals that are awaited, and units.
pub trait Known {
    /// The key of an arrival by its number, e.g. `CA1234`.
    fn arrival(&self, number: &str) -> Option<String>;
    /// The id of a unit by its id, a name or an alias.
    fn unit(&self, name: &str) -> Option<String>;
}

/// Until when something is put off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snooze {
    /// At the latest (UTC); none where only an event was given.
    pub until: Option<DateTime<Utc>>,
    /// The event that ends it before.
    pub wake: Option<Wake>,
}

/// The end that an event gets when none was given: a quarter of an hour before the item is due, or the end of the
/// shift, whichever is first and lies ahead; else eight hours. So nothing is put off for good.
pub fn at_the_latest(
    due: Option<DateTime<Utc>>,
    shift_ends: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> DateTime<Utc> {
    let due = due.map(|due| due - TimeDelta::minutes(15));
    let ends = due.into_iter().chain(shift_ends).filter(|end| *end > now);
    ends.min().unwrap_or_else(|| now + TimeDelta::hours(8))
}

/// What is written; none if it is neither a time nor an event that is known.
pub fn parse(text: &str, now: DateTime<Utc>, zone: FixedOffset, known: &impl Known) -> Option<Snooze> {
    let text: String = text.chars().map(fold).collect();
    let text = text.trim();
    if let Some(until) = when::until(text, now, zone) {
        return Some(Snooze { until: Some(until), wake: None });
    }
    let (event, until) = match split_latest(text) {
        Some((event, latest)) => (event, Some(when::until(latest, now, zone)?)),
        None => (text, None),
    };
    let wake = landed(event, known).or_else(|| replied(event, known)).or_else(|| before_due(event))?;
    Some(Snooze { until, wake: Some(wake) })
}

/// The event and the time at the latest.
fn split_latest(text: &str) -> Option<(&str, &str)> {
    const WORDS: [&str; 7] = ["最迟", "最晚", "不晚于", " or ", " at the latest ", "至多到", "或"];
    let (event, latest) = WORDS.iter().find_map(|word| text.split_once(word))?;
    let event = event.trim().trim_end_matches([',', ';', '.', '，', '；', '、', '。']).trim_end();
    let latest = latest.trim().trim_start_matches("until").trim();
    (!event.is_empty() && !latest.is_empty()).then_some((event, latest))
}

/// What stands before or after one of these words, without the words of waiting around it.
fn around<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    let text = ["直到", "等到", "等", "until ", "till ", "wait for "]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text)
        .trim();
    let text = ["之后", "以后", "后", "时", "为止"]
        .iter()
        .filter(|word| **word != "时" || !text.ends_with("小时"))
        .find_map(|word| text.strip_suffix(word))
        .unwrap_or(text);
    let rest = words.iter().find_map(|word| text.strip_suffix(word).or_else(|| text.strip_prefix(word)))?;
    let rest = rest.trim().trim_start_matches(':').trim();
    (!rest.is_empty()).then_some(rest)
}

fn landed(text: &str, known: &impl Known) -> Option<Wake> {
    const WORDS: [&str; 10] =
        [" has landed", " landed", " lands", "landed ", "lands ", "到港", "到岸", "落地", "抵达", "降落"];
    let number = around(text, &WORDS)?;
    let number =
        ["航班", "船", "flight "].iter().find_map(|word| number.strip_prefix(word)).unwrap_or(number);
    known.arrival(number.trim()).map(|arrival| Wake::Landed { arrival })
}

fn replied(text: &str, known: &impl Known) -> Option<Wake> {
    const WORDS: [&str; 11] = [
        " has replied",
        " replied",
        " replies",
        " answers",
        "回复",
        "答复",
        "反馈",
        "签收",
        "回电",
        "回话",
        "replies ",
    ];
    let name = around(text, &WORDS)?;
    let name = name.strip_prefix("unit:").or_else(|| name.strip_prefix("单位")).unwrap_or(name);
    known.unit(name.trim().trim_start_matches(':')).map(|unit| Wake::Replied { unit })
}

fn before_due(text: &str) -> Option<Wake> {
    const WORDS: [&str; 9] = [
        " before it is due",
        " before due",
        " before the deadline",
        "到期前",
        "到时限前",
        "时限前",
        "截止前",
        "前到期",
        "before due ",
    ];
    let span = around(text, &WORDS)?;
    let minutes = when::span(span)?.num_minutes();
    u32::try_from(minutes).ok().map(|minutes| Wake::BeforeDue { minutes })
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Tonight;

    impl Known for Tonight {
        fn arrival(&self, number: &str) -> Option<String> {
            number.eq_ignore_ascii_case("CA1234").then(|| "CA1234@2020-04-07".to_owned())
        }

        fn unit(&self, name: &str) -> Option<String> {
            let names = ["health", "卫健局", "District Health Bureau"];
            names.iter().any(|known| known.eq_ignore_ascii_case(name)).then(|| "health".to_owned())
        }
    }

    fn now() -> DateTime<Utc> {
        "2020-04-06T18:14:00Z".parse().unwrap()
    }

    fn read(text: &str) -> Option<(Option<String>, Option<Wake>)> {
        let zone = FixedOffset::east_opt(8 * 3600).unwrap();
        let Snooze { until, wake } = parse(text, now(), zone, &Tonight)?;
        Some((until.map(|at| at.with_timezone(&zone).format("%m-%d %H:%M").to_string()), wake))
    }

    #[test]
    fn times_are_as_before() {
        for (text, at) in [("03:40", "04-07 03:40"), ("30m", "04-07 02:44"), ("明早8点", "04-08 08:00")] {
            assert_eq!(read(text), Some((Some(at.to_owned()), None)), "{text}");
        }
    }

    #[test]
    fn events_in_both_languages_with_and_without_a_time_at_the_latest() {
        let lands = Wake::Landed { arrival: "CA1234@2020-04-07".to_owned() };
        let replies = Wake::Replied { unit: "health".to_owned() };
        let hour = Wake::BeforeDue { minutes: 60 };
        for (text, wake) in [
            ("CA1234落地", &lands),
            ("落地 CA1234", &lands),
            ("等 ca1234 落地后", &lands),
            ("until CA1234 lands", &lands),
            ("ＣＡ1234落地", &lands),
            ("卫健局回复", &replies),
            ("等卫健局答复", &replies),
            ("unit:health replies", &replies),
            ("District Health Bureau replies", &replies),
            ("到期前1小时", &hour),
            ("1h before due", &hour),
            ("60分钟到期前", &hour),
        ] {
            assert_eq!(read(text), Some((None, Some(wake.clone()))), "{text}");
            for latest in [" 最迟 05:00", "，最迟5点", " or 05:00"] {
                let text = format!("{text}{latest}");
                let expected = (Some("04-07 05:00".to_owned()), Some(wake.clone()));
                assert_eq!(read(&text), Some(expected), "{text}");
            }
        }
    }

    #[test]
    fn what_is_not_understood_is_none() {
        for text in
            ["", "CA9999落地", "教育局回复", "落地", "回复", "到期前", "到期前一会儿", "CA1234落地 最迟 某时"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn an_event_alone_still_has_an_end() {
        let (now, hour) = (now(), TimeDelta::hours(1));
        assert_eq!(at_the_latest(Some(now + hour), Some(now + hour * 6), now), now + TimeDelta::minutes(45));
        assert_eq!(at_the_latest(Some(now - hour), Some(now + hour * 6), now), now + hour * 6);
        assert_eq!(at_the_latest(None, None, now), now + hour * 8);
    }
}

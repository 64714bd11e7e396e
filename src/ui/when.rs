//! Times as the screen shows them: to the minute, in the zone of the screen, relative where something is due.

use chrono::{DateTime, Datelike, FixedOffset, Timelike, Utc};

use super::theme::Ink;
use crate::domain::supervised::Light;
use crate::i18n::Strings;

/// From this many minutes before it is due on, something is soon due.
pub(crate) const SOON: i64 = 30;
/// From this many minutes before it is due on, everything else can wait.
pub(crate) const NOW_OR_NEVER: i64 = 15;

/// Whole minutes until `at`, rounded down, so that the screen never promises more than there is; negative once it has
/// passed.
pub(crate) fn minutes_until(now: DateTime<Utc>, at: DateTime<Utc>) -> i64 {
    (at - now).num_seconds().div_euclid(60)
}

/// Whole minutes since a due time that has passed; none while it lies ahead.
fn minutes_late(now: DateTime<Utc>, at: DateTime<Utc>) -> Option<i64> {
    let seconds = (now - at).num_seconds();
    (seconds > 0).then_some(seconds / 60)
}

/// Time left or passed, in at most eight columns, and how grave that is.
pub(crate) fn due_short(strings: &Strings, now: DateTime<Utc>, at: DateTime<Utc>) -> (String, Ink) {
    match minutes_late(now, at) {
        Some(late) => ((strings.screen.late_short)(late), Ink::Alarm),
        None => {
            let left = minutes_until(now, at);
            ((strings.screen.left_short)(left), if left < SOON { Ink::Warn } else { Ink::Dim })
        }
    }
}

/// Time left or passed in whole words.
pub(crate) fn due_words(strings: &Strings, now: DateTime<Utc>, at: DateTime<Utc>) -> String {
    match minutes_late(now, at) {
        Some(late) => (strings.screen.late)(late),
        None => (strings.screen.left)(minutes_until(now, at)),
    }
}

/// Whether it is due within a quarter of an hour or was due already.
pub(crate) fn presses(now: DateTime<Utc>, at: DateTime<Utc>) -> bool {
    minutes_until(now, at) < NOW_OR_NEVER
}

/// `03:24`
pub(crate) fn clock(at: DateTime<Utc>, zone: FixedOffset) -> String {
    let local = at.with_timezone(&zone);
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// The clock of today, the date of another day of this year, the whole date of another year.
pub(crate) fn moment(at: DateTime<Utc>, now: DateTime<Utc>, zone: FixedOffset) -> String {
    let (local, today) = (at.with_timezone(&zone), now.with_timezone(&zone));
    match (local.date_naive() == today.date_naive(), local.year() == today.year()) {
        (true, _) => clock(at, zone),
        (_, true) => local.format("%m-%d %H:%M").to_string(),
        _ => local.format("%Y-%m-%d").to_string(),
    }
}

/// Ink of a light.
pub(crate) const fn light_ink(light: Light) -> Ink {
    match light {
        Light::Fine => Ink::Text,
        Light::Near => Ink::Warn,
        Light::Behind | Light::Overdue => Ink::Alarm,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use chrono::TimeDelta;

    #[test]
    fn a_countdown_never_promises_more_than_there_is() {
        let now = DateTime::<Utc>::UNIX_EPOCH;
        let zh = Lang::ZhCn.strings();
        let shown = |seconds| due_short(zh, now, now + TimeDelta::seconds(seconds));
        assert_eq!(shown(12 * 60 + 59), ("12分".to_owned(), Ink::Warn));
        assert_eq!(shown(59), ("0分".to_owned(), Ink::Warn));
        assert_eq!(shown(-1), ("刚超时".to_owned(), Ink::Alarm));
        assert_eq!(shown(-65 * 60), ("超1时05".to_owned(), Ink::Alarm));
        assert_eq!(shown(26 * 3600), ("1天".to_owned(), Ink::Dim));
        assert_eq!(due_words(zh, now, now - TimeDelta::minutes(65)), "已超 1 小时 5 分");
        assert!(presses(now, now + TimeDelta::seconds(899)) && !presses(now, now + TimeDelta::seconds(900)));
    }
}

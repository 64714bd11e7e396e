//! Times on the command line: printed with the office's offset, read in the ways people write them.

use chrono::{DateTime, FixedOffset, SecondsFormat, Utc};

use crate::capture::when;
use crate::intake::fields::parse_when;

/// RFC 3339 with offset, to the second.
pub(super) fn shown(at: DateTime<Utc>, zone: FixedOffset) -> String {
    at.with_timezone(&zone).to_rfc3339_opts(SecondsFormat::Secs, false)
}

/// Reads RFC 3339, and times as officers write them (`2h`, `18:00`, `明早8点`, `2020-04-07 18:00`).
pub(super) fn read(text: &str, now: DateTime<Utc>, zone: FixedOffset) -> Option<DateTime<Utc>> {
    let text = text.trim();
    let exact = DateTime::parse_from_rfc3339(text).map(|at| at.to_utc()).ok();
    exact.or_else(|| when::parse(text, now, zone)).or_else(|| parse_when(text, zone).ok()?.end(zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_as_people_write_them() {
        let zone = FixedOffset::east_opt(8 * 3600).expect("an offset");
        let now = DateTime::parse_from_rfc3339("2020-04-07T02:14:00+08:00").expect("a time").to_utc();
        let table = [
            ("18:00", "2020-04-07T18:00:00+08:00"),
            ("02:14", "2020-04-08T02:14:00+08:00"),
            ("2h", "2020-04-07T04:14:00+08:00"),
            ("+90min", "2020-04-07T03:44:00+08:00"),
            ("2020-04-09 08:30", "2020-04-09T08:30:00+08:00"),
            ("2020-04-07T00:00:00Z", "2020-04-07T08:00:00+08:00"),
        ];
        for (text, want) in table {
            assert_eq!(read(text, now, zone).map(|at| shown(at, zone)).as_deref(), Some(want), "{text}");
        }
        for text in ["", "soon", "99999999999999999999h"] {
            assert_eq!(read(text, now, zone), None, "{text}");
        }
    }
}

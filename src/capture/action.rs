//! Action items of minutes as people write them: `交通局：加开摆渡车，4月8日18时`, `冯见山: check the stores by Friday`.

use chrono::{DateTime, FixedOffset, Utc};

use super::{limit, when};
use crate::domain::calendar::Calendar;
use crate::domain::meeting::Action;

/// What reading an action item goes by.
pub struct Around<'a> {
    /// The time (UTC).
    pub now: DateTime<Utc>,
    /// Zone of the office.
    pub zone: FixedOffset,
    /// Counts working days.
    pub calendar: &'a Calendar,
    /// The id of the unit that is called so.
    pub unit: &'a dyn Fn(&str) -> Option<String>,
}

/// The items of a text, each in a line of its own or behind a semicolon.
///
/// # Errors
/// The first line that names no owner or nothing to do, as it was written.
pub fn items(text: &str, around: &Around<'_>) -> Result<Vec<Action>, String> {
    let lines = text.split(['\n', ';', '；']).map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| item(line, around).ok_or_else(|| line.to_owned())).collect()
}

/// One item: the owner before the colon, then what is to be done, then by when, which may be missing. An owner that no
/// unit is called is a person.
pub fn item(line: &str, around: &Around<'_>) -> Option<Action> {
    let line = numbered(line.trim());
    let (owner, rest) = line.split_once(['：', ':'])?;
    let owner = owner.trim();
    let (what, due) = limited(rest.trim(), around);
    let what = what.trim_matches(|c: char| c.is_whitespace() || ",，。.、".contains(c));
    if owner.is_empty() || what.is_empty() {
        return None;
    }
    let owner = (around.unit)(owner).unwrap_or_else(|| owner.to_owned());
    Some(Action { owner, what: what.to_owned(), due })
}

/// The line without the number or stroke that a list gives it: `1.`, `（二）`, `- `. A time is no number of a list.
fn numbered(line: &str) -> &str {
    let bare = line.trim_start_matches(['-', '·', '•', '*']).trim_start();
    let inner = bare.trim_start_matches(['（', '(']);
    let digits = inner.find(|c: char| !(c.is_ascii_digit() || "一二三四五六七八九十".contains(c)));
    match digits {
        Some(end) if end > 0 => {
            let rest = &inner[end..];
            let after = rest.strip_prefix(['.', '、', ')', '）', '．']);
            after.map_or(bare, str::trim_start)
        }
        _ => bare,
    }
}

/// What is left of the words once the limit is taken off: the last part that is a time, or a limit anywhere in them.
fn limited<'a>(rest: &'a str, around: &Around<'_>) -> (&'a str, Option<DateTime<Utc>>) {
    for (at, mark) in rest.char_indices().filter(|(_, c)| ",，。、 ".contains(*c) || c.is_whitespace()) {
        let told = rest[at + mark.len_utf8()..].trim();
        if let Some(due) = time(told, around) {
            return (&rest[..at], Some(due));
        }
    }
    let stated = limit::find(rest, around.now, around.zone);
    let counted = stated.working_days.map(|days| around.calendar.add_working_days(around.now, days));
    (rest, stated.due.or(counted))
}

/// The whole of a text as a time that lies ahead.
fn time(told: &str, around: &Around<'_>) -> Option<DateTime<Utc>> {
    let folded = when::folded(told.trim_end_matches(['。', '.']));
    let mut bare = folded.trim();
    for mark in ["by ", "before ", "until ", "within ", "截止", "限时", "限", "于", "在"] {
        bare = bare.strip_prefix(mark).unwrap_or(bare).trim_start();
    }
    if let Some((days, length)) = when::leading_working_days(bare)
        && bare[length..].trim_start_matches(['完', '成']).trim().is_empty()
    {
        return Some(around.calendar.add_working_days(around.now, days));
    }
    for end in ["前完成", "之前", "以前", "完成", "前", "内"] {
        bare = bare.strip_suffix(end).unwrap_or(bare).trim_end();
    }
    when::parse(bare, around.now, around.zone).filter(|due| *due > around.now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    /// 09:00 on a Tuesday.
    fn read(text: &str) -> Result<Vec<(String, String, Option<String>)>, String> {
        let config = Config::builtin().unwrap();
        let zone = config.office.zone;
        let around = Around {
            now: "2020-04-07T01:00:00Z".parse().unwrap(),
            zone,
            calendar: &config.calendar(),
            unit: &|name| config.unit_called(name).map(|unit| unit.id.clone()),
        };
        let local = |due: DateTime<Utc>| due.with_timezone(&zone).format("%m-%d %H:%M").to_string();
        let items = items(text, &around)?;
        Ok(items.into_iter().map(|item| (item.owner, item.what, item.due.map(local))).collect())
    }

    #[test]
    fn an_item_is_owner_work_and_time() {
        for (line, owner, what, due) in [
            ("transport: 加开摆渡车，4月8日18时", "transport", "加开摆渡车", Some("04-08 18:00")),
            ("冯见山：核实防护物资", "冯见山", "核实防护物资", None),
            ("1. cdc：报采样人数, 明早8点前", "cdc", "报采样人数", Some("04-08 08:00")),
            ("（二）health：两小时内报送名单", "health", "两小时内报送名单", Some("04-07 11:00")),
            (
                "- 莫言秋: translate the notice, by tomorrow 12:00",
                "莫言秋",
                "translate the notice",
                Some("04-08 12:00"),
            ),
            ("police: 排查车辆，3个工作日内", "police", "排查车辆", Some("04-10 18:00")),
            ("police: 排查 205 路，9日", "police", "排查 205 路", Some("04-09 18:00")),
        ] {
            let expected = vec![(owner.to_owned(), what.to_owned(), due.map(str::to_owned))];
            assert_eq!(read(line), Ok(expected), "{line}");
        }
    }

    #[test]
    fn several_items_stand_in_lines_or_behind_semicolons() {
        assert_eq!(read("cdc：甲；police：乙\nhealth: 丙\n\n").unwrap().len(), 3);
        assert_eq!(read(""), Ok(vec![]));
    }

    #[test]
    fn a_line_without_owner_or_work_is_told() {
        assert_eq!(read("cdc：甲；没有人办的事"), Err("没有人办的事".to_owned()));
        assert_eq!(read("cdc："), Err("cdc：".to_owned()));
        assert_eq!(read("：加开摆渡车"), Err("：加开摆渡车".to_owned()));
    }
}

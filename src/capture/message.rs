//! A message that was pasted, from WeChat or anywhere: who sent it and when, who issues what it says, its title. The
//! whole of it is kept as a note.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};

use super::{Captured, DOC_TYPES, limit, number_in, urgency_in, when};
use crate::text::sanitize_lines;

/// Longest title made of a first sentence, in characters.
const TITLE: usize = 40;
/// A message that is older than this came today all the same; it was only passed on.
const OLDEST: TimeDelta = TimeDelta::hours(24);

/// Whether a text is a message rather than a typed line.
pub(super) fn is_message(text: &str) -> bool {
    let text = text.trim();
    text.contains('\n')
        || text.contains('。')
        || bracketed(text).is_some_and(|inner| title_of(inner).is_some())
        || in_brackets(text, DateTime::UNIX_EPOCH, FixedOffset::east_opt(0)).is_some()
        || text
            .split_whitespace()
            .any(|word| word.chars().count() >= 16 && word.contains(['，', '；', '：', '！', ',']))
}

/// Reads a message.
pub(super) fn parse(text: &str, now: DateTime<Utc>, zone: FixedOffset) -> Captured {
    let text = sanitize_lines(text).trim().to_owned();
    let mut said = Captured { note: Some(text.clone()), ..Captured::default() };
    let mut lines = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match header(line, now, zone, text.contains('\n')) {
            Some(head) => {
                // A name in the line before a time alone is the sender's.
                let named = head.sender.is_empty() && head.rest.is_empty() && lines.len() == 1;
                let head = match lines.first().filter(|name: &&String| named && is_name(name)) {
                    Some(name) => Header { sender: name.clone(), ..head },
                    None => head,
                };
                if named && !head.sender.is_empty() {
                    lines.clear();
                }
                if said.sender.is_empty() && lines.is_empty() {
                    said.sender = head.sender;
                    said.sent_at = head.at.filter(|at| *at <= now && now - *at <= OLDEST);
                }
                if !head.rest.is_empty() {
                    lines.push(head.rest);
                }
            }
            None => lines.push(line.to_owned()),
        }
    }
    lines.retain(|line| !is_quote(line));
    let body: Vec<String> =
        lines.iter().map(|line| without_mentions(line)).filter(|line| !line.is_empty()).collect();
    let whole = body.join("\n");
    said.urgency = urgency_in(&whole);
    said.doc_number = number_in(&whole);
    said.url = link_in(&whole);
    let from = said.sent_at.unwrap_or(now);
    let stated = limit::find(&whole, from, zone);
    (said.due, said.working_days, said.unsure_due) = (stated.due, stated.working_days, stated.unread);
    said.issuer = issuer(&body, &said.sender);
    said.gist = gist(&body, &mut said.issuer);
    if said.gist.is_empty() {
        said.gist = cut(if whole.is_empty() { &text } else { &whole });
    }
    said.doc_type = doc_type(&said.gist, &whole);
    said
}

/// The line above a message: who and when.
struct Header {
    sender: String,
    at: Option<DateTime<Utc>>,
    rest: String,
}

fn header(line: &str, now: DateTime<Utc>, zone: FixedOffset, among_lines: bool) -> Option<Header> {
    if let Some(head) = in_brackets(line, now, Some(zone)) {
        return Some(head);
    }
    if !among_lines {
        return None;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let sender = |words: &[&str]| {
        let name = words.join(" ").trim_end_matches([':', '：']).to_owned();
        is_name(&name).then_some(name)
    };
    if let Some(at) = stamp(line, now, zone) {
        return Some(Header { sender: String::new(), at: Some(at), rest: String::new() });
    }
    for taken in (1..=words.len().saturating_sub(1).min(3)).rev() {
        let (first, last) = words.split_at(words.len() - taken);
        if let (Some(at), Some(sender)) = (stamp(&last.join(" "), now, zone), sender(first)) {
            return Some(Header { sender, at: Some(at), rest: String::new() });
        }
        let (first, last) = words.split_at(taken);
        if let (Some(at), Some(sender)) = (stamp(&first.join(" "), now, zone), sender(last)) {
            return Some(Header { sender, at: Some(at), rest: String::new() });
        }
    }
    // 「张三:」 alone, as several messages are copied together.
    let alone = words.len() == 1 && line.ends_with([':', '：']) && !is_salutation(line);
    alone.then(|| sender(&words).map(|sender| Header { sender, at: None, rest: String::new() })).flatten()
}

/// Whether these words may be the name that a chat program shows.
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.chars().count() <= 20
        && !name.contains(['，', '。', '；', '！', '：', ':', '【'])
}

/// `[2020/4/7 2:11] 市防指值班室：…`
fn in_brackets(line: &str, now: DateTime<Utc>, zone: Option<FixedOffset>) -> Option<Header> {
    let inner = line.strip_prefix(['[', '［', '【'])?;
    let (stamped, rest) = inner.split_once([']', '］', '】'])?;
    let at = stamp(stamped, now, zone?)?;
    let (sender, rest) = match rest.split_once(['：', ':']) {
        Some((sender, rest)) if sender.trim().chars().count() <= 20 => (sender.trim(), rest.trim()),
        _ => ("", rest.trim()),
    };
    Some(Header { sender: sender.to_owned(), at: Some(at), rest: rest.to_owned() })
}

/// A moment that has been, as chat programs write it: `4月7日 02:11`, `2020/4/7 2:11:33`, `昨天 23:10`, `下午 3:20`.
fn stamp(text: &str, now: DateTime<Utc>, zone: FixedOffset) -> Option<DateTime<Utc>> {
    let text = when::folded(text);
    let text = text.trim();
    let colon = text.find(':')?;
    // The hour begins at the digits before the first colon.
    let hour_at = text[..colon]
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let (date, clock) = text.split_at(hour_at);
    let (clock, half) = match clock.trim().split_once(' ') {
        Some((clock, half @ ("am" | "pm"))) => (clock, half),
        Some(_) => return None,
        None => (clock.trim(), ""),
    };
    let mut parts = clock.split(':').map(str::parse::<u32>);
    let (hour, minute) = (parts.next()?.ok()?, parts.next()?.ok()?);
    let second = parts.next().transpose().ok()?.unwrap_or(0);
    if parts.next().is_some() {
        return None;
    }
    let mut date = date.trim();
    let mut late = half == "pm";
    for (word, afternoon) in
        [("上午", false), ("凌晨", false), ("早上", false), ("中午", true), ("下午", true), ("晚上", true)]
    {
        if let Some(rest) = date.strip_suffix(word) {
            (date, late) = (rest.trim(), afternoon);
        }
    }
    let hour = if late && hour < 12 { hour + 12 } else { hour };
    let time = NaiveTime::from_hms_opt(hour, minute, second)?;
    let today = now.with_timezone(&zone).date_naive();
    let day = past_day(date, today)?;
    let at = zone.from_local_datetime(&day.and_time(time)).single()?.with_timezone(&Utc);
    if at <= now + TimeDelta::minutes(5) {
        return Some(at.min(now));
    }
    // A time alone that is still to come was yesterday's.
    date.is_empty().then(|| at - TimeDelta::days(1))
}

/// The day that a chat program names; the year may be missing.
fn past_day(date: &str, today: NaiveDate) -> Option<NaiveDate> {
    let ago = |days| today.checked_sub_days(Days::new(days));
    match date {
        "" | "今天" => return Some(today),
        "昨天" => return ago(1),
        "前天" => return ago(2),
        _ => {}
    }
    if let Some(day) = date.strip_prefix("星期").or_else(|| date.strip_prefix("周")) {
        let day = ["一", "二", "三", "四", "五", "六", "日"].iter().position(|known| *known == day)?;
        let now = u64::from(today.weekday().num_days_from_monday());
        return ago((7 + now - u64::try_from(day).ok()?) % 7);
    }
    let numbers: Vec<u32> = date
        .trim_end_matches(['日', '号'])
        .split(['年', '月', '/', '-', '.'])
        .map(|part| part.trim().parse().ok())
        .collect::<Option<_>>()?;
    match numbers[..] {
        [year, month, day] if year > 31 => NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day),
        [month, day] => NaiveDate::from_ymd_opt(today.year(), month, day)
            .filter(|date| *date <= today + Days::new(1))
            .or_else(|| NaiveDate::from_ymd_opt(today.year() - 1, month, day)),
        _ => None,
    }
}

/// What was answered to, and the rule under it.
fn is_quote(line: &str) -> bool {
    let rule = line.chars().count() >= 5 && line.chars().all(|c| matches!(c, '-' | '—' | ' ' | '=' | '_'));
    rule || line.starts_with('>') || line.starts_with('「') && line.ends_with('」')
}

/// `@所有人`, `@张三` at the beginning or the end of a line.
fn without_mentions(line: &str) -> String {
    let mut words: Vec<&str> = line.split_whitespace().collect();
    while words.first().is_some_and(|word| word.starts_with(['@', '＠'])) {
        words.remove(0);
    }
    while words.last().is_some_and(|word| word.starts_with(['@', '＠'])) {
        words.pop();
    }
    let line = words.join(" ");
    match line.strip_prefix("@所有人") {
        Some(rest) => rest.trim().to_owned(),
        None => line,
    }
}

/// 「各街道、各单位：」
fn is_salutation(line: &str) -> bool {
    let named = ["各", "全体", "全区", "尊敬的", "你好", "您好", "大家"];
    line.ends_with(['：', ':', '，', ',', '！', '!'])
        && line.chars().count() <= 30
        && named.iter().any(|word| line.starts_with(word))
}

/// Whether these few words name an office.
fn is_office(text: &str) -> bool {
    const ENDS: [&str; 36] = [
        "办",
        "局",
        "委",
        "室",
        "部",
        "组",
        "院",
        "中心",
        "厅",
        "防指",
        "街道",
        "公司",
        "机场",
        "口岸",
        "海关",
        "疾控",
        "署",
        "处",
        "队",
        "站",
        "政府",
        "大队",
        "支队",
        "所",
        "校",
        "学校",
        "酒店",
        "码头",
        "集团",
        "协会",
        "社区",
        "法院",
        "总值班",
        "边检",
        "海事",
        "卫健",
    ];
    let length = text.chars().count();
    (2..=20).contains(&length)
        && text.chars().all(|c| c.is_alphanumeric() || "（）()·".contains(c))
        && !text.contains(['请', '的', '将', '已', '于', '我'])
        && ENDS.iter().any(|end| text.ends_with(end))
}

/// The office that a few words name, without what stands around its name: 接市防指通知.
fn office_in(text: &str) -> Option<String> {
    let mut name = text.trim().trim_end_matches(['：', ':', '，', ',']);
    for word in ["接到", "接", "据", "根据", "收到", "转发", "转"] {
        if let Some(rest) = name.strip_prefix(word) {
            name = rest;
            break;
        }
    }
    for word in
        ["紧急通知", "电话通知", "来电告知", "通知", "来电", "来函", "来文", "报告", "消息", "要求", "报"]
    {
        if let Some(rest) = name.strip_suffix(word) {
            name = rest;
            break;
        }
    }
    is_office(name).then(|| name.to_owned())
}

/// 来文单位: the signature under the text, what the first line begins with, or the sender if that is an office.
fn issuer(body: &[String], sender: &str) -> String {
    let dated = |line: &String| {
        line.ends_with('日') && line.contains('月') && line.chars().count() <= 14 && !line.contains('，')
    };
    let signature = body.iter().rev().filter(|line| !dated(line)).find(|line| is_office(line));
    if let Some(office) = signature.filter(|_| body.len() > 1) {
        return office.clone();
    }
    if let Some(office) = body.iter().find_map(|line| lead_in(line)) {
        return office.0;
    }
    let parts = sender.split(['-', '－', '—', '_', '（', '）', '(', ')', ' ', '/']);
    parts.map(str::trim).find(|part| is_office(part)).unwrap_or_default().to_owned()
}

/// What an office says: `市防指：…`, `接市卫健委通知，…`, `市外办关于…`. Gives the office and the rest.
fn lead_in(line: &str) -> Option<(String, String)> {
    let line = without_brackets(line);
    for mark in ['：', ':', '，', ','] {
        if let Some((first, rest)) = line.split_once(mark)
            && first.chars().count() <= 24
            && let Some(office) = office_in(first)
        {
            return Some((office, rest.trim().to_owned()));
        }
    }
    let (first, _) = line.split_once("关于")?;
    is_office(first).then(|| (first.to_owned(), line.clone()))
}

/// A line without a bracket of urgency at its beginning.
fn without_brackets(line: &str) -> String {
    match bracketed(line) {
        Some(inner) if line.starts_with(['【', '[', '［']) && title_of(inner).is_none() => {
            let end = line.find(['】', ']', '］']).unwrap_or(0);
            line[end..].trim_start_matches(['】', ']', '］']).trim().to_owned()
        }
        _ => line.trim().to_owned(),
    }
}

/// What stands in the first brackets 【…】.
fn bracketed(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once(['【', '[', '［'])?;
    Some(rest.split_once(['】', ']', '］'])?.0)
}

/// The title in brackets; none if they only hold an urgency, a 文种 or a label.
fn title_of(inner: &str) -> Option<&str> {
    const LABELS: [&str; 9] =
        ["转发", "扩散", "重要", "提醒", "重要提醒", "重要通知", "紧急通知", "工作提示", "紧急"];
    let inner = inner.trim();
    let label = super::urgency(inner).is_some()
        || DOC_TYPES.contains(&inner)
        || LABELS.contains(&inner)
        || DOC_TYPES
            .iter()
            .any(|kind| inner.strip_suffix(kind).is_some_and(|rest| super::urgency(rest).is_some()));
    (!label && inner.chars().count() >= 4 && inner.chars().any(crate::text::is_han)).then_some(inner)
}

/// A short title: what stands in 【】, or the first sentence. Fills in the issuer that the title names.
fn gist(body: &[String], issuer: &mut String) -> String {
    let title = body.iter().find_map(|line| title_of(bracketed(line)?));
    if let Some(title) = title {
        if issuer.is_empty()
            && let Some((office, _)) = title.split_once("关于")
            && is_office(office)
        {
            office.clone_into(issuer);
        }
        return title.to_owned();
    }
    let told = body.iter().map(|line| without_brackets(line)).find(|line| {
        !line.is_empty()
            && !is_salutation(line)
            && !is_office(line)
            && !limit::is_statement(line)
            && super::urgency(line.trim_end_matches(['！', '!', '：', ':'])).is_none()
    });
    let Some(line) = told else { return String::new() };
    let line = match lead_in(&line) {
        Some((office, rest)) if !rest.is_empty() => {
            if issuer.is_empty() {
                *issuer = office;
            }
            rest
        }
        _ => line,
    };
    cut(&line)
}

/// The first sentence, or of a long one what stands before a comma.
fn cut(line: &str) -> String {
    let sentence = line.split(['。', '！', '？', '；', '\n', '!', ';']).find(|part| !part.trim().is_empty());
    let sentence = sentence.unwrap_or(line).trim();
    if sentence.chars().count() <= TITLE {
        return sentence.to_owned();
    }
    let head: String = sentence.chars().take(TITLE).collect();
    match head.rfind(['，', ',', '、', ' ']) {
        Some(at) if head[..at].chars().count() >= 8 => head[..at].to_owned(),
        _ => head,
    }
}

/// 文种: what a title ends with, or what stands in brackets. A sentence that ends with the same word has none.
fn doc_type(title: &str, whole: &str) -> Option<&'static str> {
    let ends = |text: &str| DOC_TYPES.into_iter().find(|kind| text.ends_with(kind));
    let bare = title.trim_end_matches(['》', '）', ')']);
    let named = ends(bare).filter(|kind| {
        let before = &bare[..bare.len() - kind.len()];
        bare.contains("关于") || before.is_empty() || before.ends_with(['的', '急'])
    });
    named.or_else(|| bracketed(whole).and_then(|inner| ends(inner.trim())))
}

fn link_in(text: &str) -> Option<String> {
    let at = text.find("http://").or_else(|| text.find("https://"))?;
    let link: String = text[at..].chars().take_while(|c| c.is_ascii_graphic()).collect();
    Some(link.trim_end_matches([',', '.', ')', ';']).to_owned())
}

/// Of a typed line whose gist is a whole sentence, its beginning; the line itself is the note.
pub(super) fn shorten(said: &mut Captured, line: &str) {
    let long = said.gist.chars().count() > TITLE;
    let spoken = said.gist.contains(['，', '。', '；', '！', ',']);
    if long || spoken && said.gist.chars().count() > 24 {
        said.note = Some(sanitize_lines(line).trim().to_owned());
        said.gist = cut(&said.gist);
    }
}

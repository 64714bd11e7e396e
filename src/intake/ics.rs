//! Calendars (iCalendar, RFC 5545): every event is a row, as the column map of its table reads headings.
//!
//! `UID` is the key, `SUMMARY` the number with what follows it, `LOCATION` the port, `DTSTART` the scheduled time,
//! `STATUS` the state, `SEQUENCE` and `LAST-MODIFIED` which of two statements is the newer. Lines `heading: value` of the description, and `X-` properties, are columns of their own. An
//! event that recurs is refused: which of its days is meant, only its sender knows.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, TimeZone, Utc};
use icalendar::parser::{Component, Property, read_calendar, unfold};

use super::fields::Field;
use super::marking::is_marked;
use super::{Desk, Detail, ReasonCode};

/// Zones that people in the office's part of the world write, all eight hours ahead of UTC the whole year.
const EAST_8: [&str; 9] = [
    "Asia/Shanghai",
    "Asia/Chongqing",
    "Asia/Hong_Kong",
    "Asia/Macau",
    "Asia/Macao",
    "Asia/Taipei",
    "Asia/Singapore",
    "PRC",
    "China Standard Time",
];

/// A calendar, a zone or an event in it, and what stands in those.
const DEEPEST: i32 = 6;

type Cells = Vec<(String, Option<Field>, String)>;

pub(super) fn read(bytes: &[u8], desk: &mut Desk<'_, '_>) {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let Ok(text) = std::str::from_utf8(bytes) else {
        let at = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to() as u64, |_| 0);
        return desk.refuse_file(ReasonCode::Undecodable, Detail::Byte(at));
    };
    let unfolded = unfold(text);
    let calendar = if is_flat(&unfolded) { read_calendar(&unfolded).ok() } else { None };
    let Some(calendar) = calendar else {
        return desk.refuse_file(ReasonCode::BadCalendar, Detail::None);
    };
    let zones: Vec<&Component<'_>> =
        calendar.components.iter().filter(|one| one.name == "VTIMEZONE").collect();
    let begins =
        text.lines().zip(1..).filter(|(line, _)| line.trim_end().eq_ignore_ascii_case("BEGIN:VEVENT"));
    let mut lines = begins.map(|(_, line)| line);
    for event in calendar.components.iter().filter(|one| one.name == "VEVENT") {
        if desk.stopped {
            return;
        }
        let source = lines.next().map_or_else(|| desk.name.clone(), |line| desk.at(line));
        let mut clearance = None;
        if event.properties.iter().any(|one| is_marked(one.val.as_str())) {
            clearance = desk.clearance(&source, || content(event));
            if clearance.is_none() {
                desk.refuse(source, ReasonCode::Classified, Detail::None);
                continue;
            }
        }
        match cells(event, &zones, desk) {
            Ok(cells) => {
                let triples =
                    cells.iter().map(|(name, field, value)| (Cow::from(name), *field, value.as_str()));
                desk.lay_fields(source, triples, clearance);
            }
            Err(reason) => desk.refuse(source, reason, Detail::None),
        }
    }
}

/// Whether nothing is nested deeper than calendars ever are: the parser goes down as deep as its input.
fn is_flat(text: &str) -> bool {
    let starts =
        |line: &str, word: &str| line.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let mut depth = 0_i32;
    text.lines().all(|line| {
        let line = line.trim_start();
        depth += i32::from(starts(line, "BEGIN:")) - i32::from(starts(line, "END:"));
        depth <= DEEPEST
    })
}

fn content(event: &Component<'_>) -> Vec<u8> {
    let values: Vec<&str> = event.properties.iter().map(|one| one.val.as_str()).collect();
    values.join("\n").into_bytes()
}

fn cells(event: &Component<'_>, zones: &[&Component<'_>], desk: &Desk<'_, '_>) -> Result<Cells, ReasonCode> {
    let mut cells: Cells = Vec::new();
    for property in &event.properties {
        let name = property.name.as_str().to_ascii_uppercase();
        let value = property.val.clone().unescape_text();
        let value = value.as_str().trim();
        let mut put = |field, value: &str| cells.push((name.clone(), Some(field), value.to_owned()));
        match name.as_str() {
            "RRULE" | "RDATE" => return Err(ReasonCode::Recurs),
            "UID" => put(Field::Key, value),
            "LOCATION" => put(Field::Port, value),
            "SUMMARY" => {
                let (number, rest) = value.split_once(char::is_whitespace).unwrap_or((value, ""));
                put(Field::Number, number);
                cells.push((name, None, rest.to_owned()));
            }
            "DTSTART" => put(Field::ScheduledAt, &start(property, zones, desk)?),
            "STATUS" if value.eq_ignore_ascii_case("CANCELLED") => put(Field::Status, "cancelled"),
            "SEQUENCE" => put(Field::Revision, value),
            "LAST-MODIFIED" => put(Field::UpdatedAt, &start(property, zones, desk)?),
            "DESCRIPTION" => cells.extend(described(value, desk)),
            _ => {
                if let Some(heading) = name.strip_prefix("X-") {
                    cells.push((heading.to_owned(), desk.columns.field(heading), value.to_owned()));
                }
            }
        }
    }
    // What the description says in the office's words goes before what the calendar says for all.
    cells.sort_by_key(|(name, ..)| name == "STATUS");
    Ok(cells)
}

/// Lines `heading: value` under a heading that the table knows; the others as they are.
fn described(text: &str, desk: &Desk<'_, '_>) -> Cells {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| match line.split_once([':', '：']) {
            Some((heading, value)) if desk.columns.field(heading.trim()).is_some() => {
                (heading.trim().to_owned(), desk.columns.field(heading.trim()), value.trim().to_owned())
            }
            _ => ("DESCRIPTION".to_owned(), None, line.to_owned()),
        })
        .collect()
}

/// The start as text that the readers of tables read; a day alone stays a day.
fn start(
    property: &Property<'_>,
    zones: &[&Component<'_>],
    desk: &Desk<'_, '_>,
) -> Result<String, ReasonCode> {
    let value = property.val.as_str().trim();
    if let Ok(day) = NaiveDate::parse_from_str(value, "%Y%m%d") {
        return Ok(day.to_string());
    }
    if let Ok(at) = NaiveDateTime::parse_from_str(value, "%Y%m%dT%H%M%SZ") {
        return Ok(at.and_utc().to_rfc3339());
    }
    // What cannot be read is refused by the reader of the table, which names the field.
    let Ok(local) = NaiveDateTime::parse_from_str(value, "%Y%m%dT%H%M%S") else {
        return Ok(value.to_owned());
    };
    let told = property.params.iter().find(|one| one.key.as_str().eq_ignore_ascii_case("TZID"));
    let zone = match told.and_then(|one| one.val.as_ref()) {
        None => desk.moment.map(|moment| moment.zone),
        Some(name) => offset(name.as_str().trim_matches('"'), zones),
    };
    let at: Option<DateTime<FixedOffset>> = zone.and_then(|zone| zone.from_local_datetime(&local).single());
    at.map(|at| at.with_timezone(&Utc).to_rfc3339()).ok_or(ReasonCode::UnknownZone)
}

/// The offset of a zone: one that is known, or one that the calendar itself gives the same offset all the year.
fn offset(name: &str, zones: &[&Component<'_>]) -> Option<FixedOffset> {
    if EAST_8.contains(&name) {
        return FixedOffset::east_opt(8 * 3600);
    }
    if matches!(name, "UTC" | "Etc/UTC" | "GMT") {
        return FixedOffset::east_opt(0);
    }
    let says = |zone: &&&Component<'_>| {
        zone.properties.iter().any(|one| one.name.as_str() == "TZID" && one.val.as_str() == name)
    };
    let zone = zones.iter().find(says)?;
    let mut offsets = zone
        .components
        .iter()
        .flat_map(|part| part.properties.iter())
        .filter(|one| one.name.as_str() == "TZOFFSETTO")
        .map(|one| one.val.as_str());
    let first = offsets.next()?;
    if !offsets.all(|other| other == first) {
        return None;
    }
    let (sign, digits) = (first.get(..1)?, first.get(1..)?);
    let (hours, minutes): (i32, i32) = (digits.get(..2)?.parse().ok()?, digits.get(2..4)?.parse().ok()?);
    let seconds = (hours * 60 + minutes) * 60;
    FixedOffset::east_opt(if sign == "-" { -seconds } else { seconds })
}

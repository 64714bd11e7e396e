//! An alert (OASIS Common Alerting Protocol 1.1 and 1.2) as a paper.
//!
//! Every message is a paper of its own, also an update and a cancellation: its title says so and its remarks name what it
//! refers to. Nothing changes a paper on which somebody works but that person. The same message twice is one paper: it is
//! known by sender, identifier and time. A message that is no actual alert (exercise, test, draft) says so in its title
//! and is never urgent.

mod xml;

use chrono::{DateTime, Utc};

use super::attached::{Content, Enclosed, clean_name};
use super::fields::Field;
use super::mail::charset::decode;
use super::mail::marked_text;
use super::mail::transfer::{base64_size, from_base64};
use super::{Desk, Detail, ReasonCode, RowOutcome, SourceRow};
use crate::domain::Urgency;
use crate::domain::document::{NotKept, Unsure};
use crate::text::{sanitize, sanitize_lines};
use xml::Element;

/// Characters of a title, an issuer, and of any other value.
const LONGEST_TITLE: usize = 300;
const LONGEST_VALUE: usize = 8_000;

/// Whether the first bytes of a file are XML that could be an alert; pages in HTML are not.
pub(super) fn looks_like_xml(text: &[u8]) -> bool {
    let text = text.trim_ascii_start();
    let root = &text[1.min(text.len())..text.len().min(64)];
    let name = root.split(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b':' | b'_' | b'-')).next();
    let local = name.and_then(|name| name.rsplit(|byte| *byte == b':').next());
    let head = text[..text.len().min(24)].to_ascii_lowercase();
    let typed =
        head.strip_prefix(b"<!doctype").is_some_and(|rest| !rest.trim_ascii_start().starts_with(b"html"));
    text.starts_with(b"<?xml") || typed || matches!(local, Some(b"alert" | b"feed" | b"rss"))
}

/// Reads one alert.
pub(super) fn read(bytes: &[u8], desk: &mut Desk<'_, '_>) {
    let read = decode(bytes, declared(bytes).as_deref());
    if !read.clean {
        return desk.refuse_file(ReasonCode::Undecodable, Detail::None);
    }
    let root = match xml::read(&read.text) {
        Ok(root) => root,
        Err((reason, line)) => return desk.refuse(desk.at(line), reason, Detail::None),
    };
    if root.name != "alert" || !is_cap(&root.space) {
        let name = match root.name.as_str() {
            "feed" => "atom",
            "rss" => "rss",
            _ => "xml",
        };
        return desk.refuse_file(ReasonCode::UnknownKind, Detail::Name(name.to_owned()));
    }
    let marked = is_marked(&root);
    if marked && !desk.is_cleared() {
        return desk.refuse_file(ReasonCode::Classified, Detail::None);
    }
    match row(&root, desk) {
        Ok(mut row) => {
            row.clearance = desk.options.whole.filter(|_| marked);
            row.source.clone_from(&desk.name);
            desk.lay(RowOutcome::Row(row));
        }
        Err(missing) => desk.refuse_file(ReasonCode::BadXml, Detail::Name(missing.to_owned())),
    }
}

/// The namespaces of CAP; some senders forget theirs.
fn is_cap(space: &str) -> bool {
    space.is_empty() || space.starts_with("urn:oasis:names:tc:emergency:cap:1.")
}

/// The encoding that the declaration names.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let rest = head.split_once("encoding")?.1.trim_start_matches([' ', '=']);
    let label = rest.strip_prefix(['"', '\''])?.split(['"', '\'']).next()?;
    Some(label.to_owned())
}

/// Whether any text in the alert bears a classification marking.
fn is_marked(element: &Element) -> bool {
    let hidden = || element.name == "derefUri" && marked_text_within(&element.text);
    marked_text(&element.text) || hidden() || element.children.iter().any(is_marked)
}

fn marked_text_within(base64: &str) -> bool {
    super::marking::is_marked_within(&from_base64(base64.as_bytes()).0)
}

/// The row, or the name of the element that is missing.
fn row(alert: &Element, desk: &Desk<'_, '_>) -> Result<SourceRow, &'static str> {
    let told = |name: &'static str| Some(alert.get(name)).filter(|value| !value.is_empty()).ok_or(name);
    let (identifier, sender, sent) = (told("identifier")?, told("sender")?, told("sent")?);
    let infos = chosen(alert, desk.language);
    let first = infos.first().copied();
    let (status, kind) = (alert.get("status"), alert.get("msgType"));
    let mut row =
        SourceRow { origin: Some(value(&format!("{sender},{identifier},{sent}"))), ..SourceRow::default() };
    let mut set = |field, text: &str| {
        let text = sanitize(text).trim().to_owned();
        if !text.is_empty() {
            row.fields.insert(field, text);
        }
    };
    let said = |name: &str| first.map_or("", |info| info.get(name));
    let headline = Some(said("headline")).filter(|text| !text.is_empty()).unwrap_or(said("event"));
    let headline = if headline.is_empty() { alert.get("note") } else { headline };
    let (headline, named) = if headline.is_empty() { (identifier, false) } else { (headline, true) };
    set(Field::Title, &cut(&format!("{}{headline}", prefix(status, kind)), LONGEST_TITLE));
    set(
        Field::Issuer,
        &cut(if said("senderName").is_empty() { sender } else { said("senderName") }, LONGEST_TITLE),
    );
    if !named {
        row.unsure.push(Unsure::Title);
    }
    let urgency = infos.iter().map(|info| urgency(info)).max().unwrap_or(Urgency::Priority);
    let urgency = match (status, kind) {
        ("Actual" | "", "Alert" | "Update" | "") => urgency,
        ("Actual" | "", _) => urgency.min(Urgency::Priority),
        _ => Urgency::Routine,
    };
    set(Field::Urgency, urgency.name());
    let sent = moment(sent)
        .filter(|sent| desk.moment.is_none_or(|desk| *sent <= desk.now + chrono::TimeDelta::minutes(15)));
    match sent {
        Some(at) => set(Field::ReceivedAt, &at.to_rfc3339()),
        None => row.unsure.push(Unsure::ReceivedAt),
    }
    let acts = matches!((status, kind), ("Actual" | "", "Alert" | "Update" | ""));
    if let Some(due) = first.filter(|_| acts).and_then(|info| due(info, sent)) {
        row.fields.insert(Field::StatedDue, due.to_rfc3339());
    }
    if let Some(web) = first.map(|info| info.get("web")).filter(|web| !web.is_empty()) {
        row.fields.insert(Field::Url, value(web));
    }
    tell(&mut row, alert, &infos);
    for resource in infos.iter().flat_map(|info| info.all("resource")) {
        enclose(&mut row, resource, desk);
    }
    Ok(row)
}

/// The blocks in the language of choice: Chinese, else that of the office, else that of the first.
fn chosen<'a>(alert: &'a Element, language: &str) -> Vec<&'a Element> {
    let tongue = |info: &Element| match info.get("language") {
        "" => "en-us".to_owned(),
        told => told.to_ascii_lowercase(),
    };
    let main = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let all: Vec<&Element> = alert.all("info").collect();
    let tags: Vec<String> = all.iter().map(|info| tongue(info)).collect();
    let wanted = ["zh-cn", "zh-hans", "zh"].into_iter().find(|tag| tags.iter().any(|known| known == tag));
    let wanted = wanted.map(str::to_owned).or_else(|| tags.iter().find(|tag| main(tag) == "zh").cloned());
    let wanted = wanted.or_else(|| tags.iter().find(|tag| main(tag) == main(language)).cloned());
    let Some(wanted) = wanted.or_else(|| tags.first().cloned()) else { return Vec::new() };
    all.into_iter().zip(tags).filter(|(_, tag)| *tag == wanted).map(|(info, _)| info).collect()
}

/// What the title says of a message that is no plain alert.
fn prefix(status: &str, kind: &str) -> String {
    let status = match status {
        "Exercise" => "【演习】",
        "Test" => "【测试】",
        "Draft" => "【草稿】",
        "System" => "【系统】",
        _ => "",
    };
    let kind = match kind {
        "Update" => "【更新】",
        "Cancel" => "【解除】",
        "Ack" => "【回执】",
        "Error" => "【作废】",
        _ => "",
    };
    format!("{status}{kind}")
}

/// Severity, sharpened by urgency, blunted by what is past or unlikely.
fn urgency(info: &Element) -> Urgency {
    let (severity, when, certainty) = (info.get("severity"), info.get("urgency"), info.get("certainty"));
    let grade = match (severity, when) {
        (_, "Past") => return Urgency::Routine,
        ("Extreme", "Immediate") => Urgency::Flash,
        ("Extreme" | "Severe", _) => Urgency::Immediate,
        ("Minor", "Immediate") => Urgency::Priority,
        ("Minor", _) => Urgency::RoutineUrgent,
        // Moderate, and what is not known: somebody must look.
        _ => Urgency::Priority,
    };
    if certainty == "Unlikely" { grade.min(Urgency::RoutineUrgent) } else { grade }
}

/// When something must have been done: before it begins, or else before the alert expires.
fn due(info: &Element, sent: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
    let sent = sent?;
    let later = |name| moment(info.get(name)).filter(|at| *at > sent);
    later("onset").or_else(|| later("expires"))
}

fn moment(text: &str) -> Option<DateTime<Utc>> {
    let at = DateTime::parse_from_rfc3339(text.trim()).ok()?.to_utc();
    (at.timestamp() > 0).then_some(at)
}

/// The rest, under the names that CAP gives it.
fn tell(row: &mut SourceRow, alert: &Element, infos: &[&Element]) {
    let mut description = String::new();
    for info in infos {
        if !description.is_empty() {
            description.push('\n');
        }
        description.push_str(sanitize_lines(info.get("description")).trim());
    }
    if !description.is_empty() {
        row.fields.insert(Field::Note, cut(&description, LONGEST_VALUE));
    }
    let mut add = |name: &str, text: &str| {
        let text = value(text);
        if !text.is_empty() && !row.extra.iter().any(|(known, told)| known == name && *told == text) {
            row.extra.push((name.to_owned(), text));
        }
    };
    for info in infos {
        for name in
            ["instruction", "event", "severity", "urgency", "certainty", "effective", "onset", "expires"]
        {
            add(name, info.get(name));
        }
        for area in info.all("area") {
            add("areaDesc", area.get("areaDesc"));
        }
        add("contact", info.get("contact"));
    }
    for name in ["status", "msgType", "scope", "restriction", "source", "references", "incidents", "note"] {
        add(name, alert.get(name));
    }
    add("identifier", &row.origin.clone().unwrap_or_default());
}

/// A resource as an attachment; one that is only named by an address is listed, and never fetched.
fn enclose(row: &mut SourceRow, resource: &Element, desk: &Desk<'_, '_>) {
    let (uri, packed) = (resource.get("uri"), resource.get("derefUri"));
    let (media_type, told) = (resource.get("mimeType"), resource.get("resourceDesc"));
    let named = uri.split(['?', '#']).next().unwrap_or_default();
    let named = if named.rsplit('/').next().is_some_and(|last| !last.is_empty()) { named } else { told };
    let name = clean_name(named, media_type, row.enclosed.len() + 1);
    let size = resource.get("size").parse().unwrap_or(0);
    let content = if packed.is_empty() {
        row.extra.push(("resource".to_owned(), value(&format!("{told} {uri}"))));
        Content::None { size, why: NotKept::Elsewhere }
    } else if base64_size(packed.as_bytes()) > desk.limits.attachment_max {
        Content::None { size: base64_size(packed.as_bytes()), why: NotKept::TooLarge }
    } else {
        match from_base64(packed.as_bytes()) {
            (bytes, true) => Content::Bytes(bytes),
            (_, false) => Content::None { size, why: NotKept::Unreadable },
        }
    };
    let media_type = sanitize(media_type).chars().take(100).collect();
    row.enclosed.push(Enclosed { name, media_type, content });
}

fn value(text: &str) -> String {
    cut(sanitize(text.trim()).trim(), LONGEST_VALUE)
}

/// At most so many characters.
fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

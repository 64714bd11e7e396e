//! A mail as a paper: the subject is its title, the sender its issuer, the text its remarks, and what is attached its
//! attachments. A mail is one source row.

pub(super) mod charset;
mod html;
mod parts;
mod reading;
pub(super) mod transfer;
mod words;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::attached::{Content, Enclosed, clean_name};
use super::fields::Field;
use super::marking::{is_marked, is_marked_line, is_marked_within};
use super::packed::is_marked_packed;
use super::{Desk, Detail, Moment, ReasonCode, RowOutcome, SourceRow, register};
use crate::domain::Urgency;
use crate::domain::document::{NotKept, Unsure};
use crate::text::sanitize;
pub(super) use parts::looks_like_mail;
use parts::{Part, Parts, Shape, parts};
use reading::{limit_in, number_in, urgency_in};

/// Characters of a title and of an issuer.
const LONGEST_TITLE: usize = 300;
const LONGEST_ISSUER: usize = 120;
/// Text that is read for its meaning and its markings, in characters; longer texts are kept as attachments as well.
const READ: usize = 400_000;
/// Mails inside mails that are themselves encoded are opened so often.
const ENCODED: usize = 2;

/// Reads one mail.
pub(super) fn read(mail: &[u8], desk: &mut Desk<'_, '_>) {
    let source = desk.name.clone();
    if mail.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return desk.refuse(source, ReasonCode::NothingKnown, Detail::None);
    }
    let letter = Letter::read(mail, desk);
    match letter {
        Ok(mut row) => {
            row.source = source;
            desk.lay(RowOutcome::Row(row));
        }
        Err(reason) => desk.refuse(source, reason, Detail::None),
    }
}

/// A mail while it is read.
struct Letter {
    row: SourceRow,
    /// Text of the mail itself.
    body: String,
    /// Text of mails forwarded in it, if it has none itself.
    forwarded: String,
    beyond: (usize, u64),
}

impl Letter {
    fn read(mail: &[u8], desk: &Desk<'_, '_>) -> Result<SourceRow, ReasonCode> {
        let mut letter =
            Self { row: SourceRow::default(), body: String::new(), forwarded: String::new(), beyond: (0, 0) };
        let found = parts(mail);
        if marked_in(&found, 0) {
            // A mail is one paper: what clears it is a clearance of the whole file.
            letter.row.clearance = Some(desk.options.whole.ok_or(ReasonCode::Classified)?);
        }
        letter.take_parts(&found, desk);
        let Some(first) = found.list.first() else { return Err(ReasonCode::NothingKnown) };
        letter.take_headers(first, desk);
        letter.take_text(desk);
        letter.finish(first)
    }

    fn unsure(&mut self, what: Unsure) {
        if !self.row.unsure.contains(&what) {
            self.row.unsure.push(what);
        }
    }

    fn set(&mut self, field: Field, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.row.fields.insert(field, value);
        }
    }

    fn take_parts(&mut self, found: &Parts<'_>, desk: &Desk<'_, '_>) {
        let list = &found.list;
        let plain = |part: &Part<'_>| part.kind.word == "text/plain" && is_body(part);
        // Alternatives of which one is plain text; their HTML says the same.
        let told: Vec<usize> = list
            .iter()
            .filter(|part| plain(part) && part.raw.iter().any(|byte| !byte.is_ascii_whitespace()))
            .filter_map(|part| part.alternative)
            .collect();
        for part in list.iter().filter(|part| part.shape != Shape::Multipart) {
            if part.shape == Shape::Mail && part.mails == 0 && !std::ptr::eq(part, &list[0]) {
                self.enclose(part, desk);
            } else if part.shape == Shape::Leaf && is_body(part) {
                let doubled =
                    part.kind.word == "text/html" && part.alternative.is_some_and(|at| told.contains(&at));
                if !doubled {
                    self.add_text(part);
                }
            } else if part.shape == Shape::Leaf && part.mails == 0 {
                self.enclose(part, desk);
            }
        }
        self.beyond = found.beyond;
    }

    fn add_text(&mut self, part: &Part<'_>) {
        let (text, clean) = text_of(part);
        if !clean || part.cut_off {
            self.unsure(Unsure::Note);
        }
        let into = if part.mails == 0 { &mut self.body } else { &mut self.forwarded };
        if !into.is_empty() && !text.is_empty() {
            into.push_str("\n\n");
        }
        into.push_str(&text);
    }

    /// Takes a part in as an attachment.
    fn enclose(&mut self, part: &Part<'_>, desk: &Desk<'_, '_>) {
        let limits = &desk.limits;
        let number = self.row.enclosed.len() + 1;
        let name = name_of(part);
        let name = clean_name(name.as_deref().unwrap_or_default(), &part.kind.word, number);
        let media_type = clean_kind(&part.kind.word);
        let most = limits.attachment_max;
        // What is plainly too large is not even decoded.
        let packed =
            if part.is_base64() { transfer::base64_size(part.raw) } else { part.raw.len() as u64 / 3 };
        let content = if number > limits.attachment_count as usize {
            Content::None { size: packed, why: NotKept::TooMany }
        } else if packed > most {
            Content::None { size: packed, why: NotKept::TooLarge }
        } else {
            let (bytes, whole) = part.bytes();
            if !whole && bytes.is_empty() {
                Content::None { size: part.raw.len() as u64, why: NotKept::Unreadable }
            } else {
                if !whole || part.cut_off {
                    self.unsure(Unsure::Attachments);
                }
                Content::Bytes(bytes)
            }
        };
        self.row.enclosed.push(Enclosed { name, media_type, content });
    }

    fn take_headers(&mut self, first: &Part<'_>, desk: &Desk<'_, '_>) {
        let headers = &first.headers;
        let subject = words::text(headers.get("subject").unwrap_or_default());
        if !subject.clean {
            self.unsure(Unsure::Title);
        }
        let title = cut(sanitize(&subject.text).trim(), LONGEST_TITLE);
        let (name, address) =
            words::sender(headers.get("from").or_else(|| headers.get("sender")).unwrap_or_default());
        if !name.clean {
            self.unsure(Unsure::Issuer);
        }
        let (name, address) = (sanitize(&name.text).into_owned(), sanitize(&address).into_owned());
        let (name, address) = (cut(&name, LONGEST_ISSUER), cut(&address, LONGEST_ISSUER));
        if name.is_empty() {
            self.set(Field::Issuer, address);
        } else {
            self.set(Field::Issuer, name);
            if !address.is_empty() {
                self.row.extra.push(("From".to_owned(), address));
            }
        }
        let sent = headers.get("date").and_then(date);
        let sent = sent.filter(|at| desk.moment.is_none_or(|moment| is_sane(*at, moment.now)));
        match sent {
            Some(at) => self.set(Field::ReceivedAt, at.to_rfc3339()),
            None => self.unsure(Unsure::ReceivedAt),
        }
        let moment = desk.moment.map(|moment| Moment { now: sent.unwrap_or(moment.now), ..moment });
        self.take_meaning(first, &title, moment);
        self.set(Field::Title, title);
        let message =
            headers.get("message-id").map(|id| sanitize(&String::from_utf8_lossy(id)).trim().to_owned());
        self.row.origin = message.map(|id| cut(&id, LONGEST_TITLE)).filter(|id| !id.is_empty());
    }

    /// Urgency, limit and number, as far as they are said without doubt.
    fn take_meaning(&mut self, first: &Part<'_>, title: &str, moment: Option<Moment>) {
        let own: String = self.body.chars().take(READ).collect();
        let said = urgency_in(title, &own).unwrap_or(Urgency::Routine).max(priority(first));
        if said > Urgency::Routine {
            self.set(Field::Urgency, said.name());
        }
        if let Some(moment) = moment {
            let limit = limit_in(title, moment).or_else(|| limit_in(reading::unquoted(&own), moment));
            match limit {
                Some(Ok(due)) => self.set(Field::StatedDue, due.to_rfc3339()),
                Some(Err(_)) => self.unsure(Unsure::StatedDue),
                None => {}
            }
        }
        let names: Vec<&str> = self.row.enclosed.iter().map(|file| file.name.as_str()).collect();
        if let Some(number) = number_in(title, &own, &names) {
            self.set(Field::DocNumber, number);
        }
    }

    fn take_text(&mut self, desk: &Desk<'_, '_>) {
        let text = if self.body.trim().is_empty() { &self.forwarded } else { &self.body };
        let text = html::tidy(&crate::text::sanitize_lines(text));
        let most = desk.limits.note_chars as usize;
        let note = cut(&text, most);
        if note.len() < text.len() {
            let content = Content::Bytes(text.clone().into_bytes());
            let media_type = "text/plain; charset=utf-8".to_owned();
            self.row.enclosed.insert(0, Enclosed { name: "正文.txt".to_owned(), media_type, content });
        }
        if !self.row.fields.contains_key(&Field::Title) {
            // A mail without a subject is called by its first words, or by what is attached.
            let line = note.lines().map(str::trim).find(|line| !line.is_empty());
            let line = line.or_else(|| self.row.enclosed.first().map(|file| file.name.as_str()));
            let title = line.map(|line| cut(line, 80)).unwrap_or_default();
            self.set(Field::Title, title);
            self.unsure(Unsure::Title);
        }
        self.set(Field::Note, note);
    }

    fn finish(mut self, first: &Part<'_>) -> Result<SourceRow, ReasonCode> {
        let (count, size) = self.beyond;
        if count > 0 {
            self.row.enclosed.push(Enclosed::further(count as u64, size));
        }
        if first.headers.is_empty() && self.body.contains('\u{0}') {
            return Err(ReasonCode::UnknownKind);
        }
        if self.row.fields.get(&Field::Title).is_none_or(String::is_empty)
            && !self.row.fields.contains_key(&Field::Issuer)
        {
            return Err(ReasonCode::NothingKnown);
        }
        // A program that gives every mail the same Message-ID must not make two mails one.
        let files = std::mem::take(&mut self.row.enclosed);
        let digest = register::digest(&self.row);
        self.row.enclosed = files;
        let message = self.row.origin.take().unwrap_or_default();
        self.row.origin = Some(format!("{message} {}", &digest[..16]).trim().to_owned());
        Ok(self.row)
    }
}

/// Whether a part is text to be read with the mail, and not a file.
fn is_body(part: &Part<'_>) -> bool {
    let file = part.disposition.word == "attachment" || name_of(part).is_some();
    matches!(part.kind.word.as_str(), "text/plain" | "text/html" | "text" | "") && !file
        || part.shape == Shape::Leaf && part.kind.word.starts_with("multipart/") && !file
}

/// What the sender calls the file.
fn name_of(part: &Part<'_>) -> Option<String> {
    let told = part.disposition.get("filename").or_else(|| part.kind.get("name"));
    let told = told.map(|name| name.text.trim().to_owned()).filter(|name| !name.is_empty());
    if told.is_none() && part.shape == Shape::Mail {
        // A mail that was forwarded is called by its subject.
        let inner = parts::headers_of(part.raw);
        let subject = words::text(inner.get("subject").unwrap_or_default()).text;
        return Some(format!("{}.eml", if subject.trim().is_empty() { "mail" } else { subject.trim() }));
    }
    told
}

/// The text of a part, and whether all of it could be read.
fn text_of(part: &Part<'_>) -> (String, bool) {
    let (bytes, whole) = part.bytes();
    let charset = part.kind.get("charset").map(|charset| charset.text.as_str());
    let read = charset::decode(&bytes, charset);
    let is_html =
        part.kind.word == "text/html" || (part.kind.word != "text/plain" && looks_like_html(&read.text));
    let text = if is_html { html::to_text(&read.text) } else { read.text };
    (text, read.clean && whole)
}

fn looks_like_html(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(15).collect::<String>().to_ascii_lowercase();
    start.starts_with("<html") || start.starts_with("<!doctype html")
}

/// Whether any text of a mail, of mails in it or any name bears a classification marking.
fn marked_in(found: &Parts<'_>, encoded: usize) -> bool {
    found.list.iter().any(|part| {
        part.headers.values().map(|value| words::text(value).text).any(|text| is_marked_line(&text))
            || part.disposition.get("filename").is_some_and(|name| is_marked_line(&name.text))
            || part.kind.get("name").is_some_and(|name| is_marked_line(&name.text))
            || (part.shape == Shape::Leaf && marked_content(part, encoded))
    })
}

fn marked_content(part: &Part<'_>, encoded: usize) -> bool {
    let body = is_body(part);
    if (body || part.kind.word.starts_with("text/")) && marked_text(&text_of(part).0) {
        return true;
    }
    if body {
        return false;
    }
    // What is attached is kept as it is: whatever it says it is, its bytes are looked at too.
    let (bytes, _) = part.bytes();
    let is_mail = || part.kind.word == "message/rfc822" || looks_like_mail(&bytes);
    if encoded < ENCODED && is_mail() && marked_in(&parts(&bytes), encoded + 1) {
        return true;
    }
    let is_table = part.kind.word == "text/csv" || name_of(part).is_some_and(|name| name.ends_with(".csv"));
    is_marked_within(&bytes) || is_marked_packed(&bytes) || (is_table && marked_cells(&text_of(part).0))
}

/// Whether a cell of an attached table is a marking.
fn marked_cells(text: &str) -> bool {
    text.contains('密') && text.split(['\n', '\r', ',', ';', '\t', '"']).any(is_marked)
}

/// Whether a text bears a marking: in one of its lines, or where lines are put together.
pub(super) fn marked_text(text: &str) -> bool {
    text.contains('密') && (text.lines().any(is_marked_line) || is_marked(text))
}

/// Urgency by the headers that mail programs set: a click of the sender and no 紧急程度, so never more than 加急.
fn priority(first: &Part<'_>) -> Urgency {
    let told = ["x-priority", "importance", "priority", "x-msmail-priority"]
        .iter()
        .filter_map(|name| first.headers.get(name));
    let urgent = told.map(<[u8]>::to_ascii_lowercase).any(|value| {
        matches!(value.first(), Some(b'1' | b'2'))
            || value.starts_with(b"high")
            || value.starts_with(b"urgent")
    });
    if urgent { Urgency::Priority } else { Urgency::Routine }
}

/// The time of a Date header.
fn date(value: &[u8]) -> Option<DateTime<Utc>> {
    let text = String::from_utf8_lossy(&value[..value.len().min(100)]).into_owned();
    if let Ok(at) = DateTime::parse_from_rfc2822(text.trim()) {
        return Some(at.to_utc());
    }
    // What is not quite of the form.
    let read = mail_parser::DateTime::parse_rfc822(&text).filter(mail_parser::DateTime::is_valid)?;
    let day = NaiveDate::from_ymd_opt(read.year.into(), read.month.into(), read.day.into())?;
    let time = day.and_hms_opt(read.hour.into(), read.minute.into(), read.second.into())?;
    let offset = TimeDelta::minutes(i64::from(read.tz_hour) * 60 + i64::from(read.tz_minute));
    time.and_utc().checked_sub_signed(if read.tz_before_gmt { -offset } else { offset })
}

/// Whether a mail can have been sent then: clocks are wrong by minutes, not by days; and there was no mail before 1990.
fn is_sane(at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    const FIRST: i64 = 631_152_000;
    at.timestamp() >= FIRST && at <= now + TimeDelta::minutes(15)
}

fn clean_kind(kind: &str) -> String {
    let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-' | '+' | '_');
    let kind: String = kind.chars().filter(|c| good(*c)).take(100).collect();
    if kind.contains('/') { kind } else { "application/octet-stream".to_owned() }
}

/// At most so many characters.
fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
    }
}

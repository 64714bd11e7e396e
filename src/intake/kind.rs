//! Which kind of file it is, told from its first bytes: names lie, attachments are renamed.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::cap::looks_like_xml;
use super::mail::looks_like_mail;

/// The kind of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Look at the content.
    #[default]
    Auto,
    /// Separated by comma, semicolon or tab.
    Csv,
    /// A workbook of Office Open XML.
    Xlsx,
    /// One JSON object a line.
    Jsonl,
    /// A mail (RFC 5322).
    Eml,
    /// An alert (Common Alerting Protocol 1.1 or 1.2).
    Cap,
    /// A calendar (iCalendar).
    Ics,
}

impl FromStr for Kind {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "auto" => Ok(Self::Auto),
            "csv" => Ok(Self::Csv),
            "xlsx" => Ok(Self::Xlsx),
            "jsonl" => Ok(Self::Jsonl),
            "eml" => Ok(Self::Eml),
            "cap" => Ok(Self::Cap),
            "ics" => Ok(Self::Ics),
            _ => Err(()),
        }
    }
}

/// Tells the kind from the first bytes, or names the foreign kind that no reader takes.
pub(super) fn sniff(window: &[u8]) -> Result<Kind, &'static str> {
    const FOREIGN: [(&[u8], &str); 6] = [
        (b"\xD0\xCF\x11\xE0", "xls"),
        (b"%PDF", "pdf"),
        (b"\x89PNG", "png"),
        (b"\xFF\xD8\xFF", "jpeg"),
        (b"Rar!", "rar"),
        (b"\x1F\x8B", "gzip"),
    ];
    if window.starts_with(b"PK\x03\x04") || window.starts_with(b"PK\x05\x06") {
        return Ok(Kind::Xlsx);
    }
    if let Some((_, name)) = FOREIGN.iter().find(|(magic, _)| window.starts_with(magic)) {
        return Err(name);
    }
    let bare = window.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(window).trim_ascii_start();
    if bare.get(..15).is_some_and(|start| start.eq_ignore_ascii_case(b"BEGIN:VCALENDAR")) {
        return Ok(Kind::Ics);
    }
    if looks_like_mail(window) {
        return Ok(Kind::Eml);
    }
    let text = window.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(window);
    if text.starts_with(b"\xFF\xFE") || text.starts_with(b"\xFE\xFF") {
        let wide = text[2..].iter().copied().filter(|b| *b != 0);
        let wide: Vec<u8> = wide.collect();
        return Ok(match wide.trim_ascii_start().first() {
            Some(b'{') => Kind::Jsonl,
            Some(b'<') if looks_like_xml(&wide) => Kind::Cap,
            _ => Kind::Csv,
        });
    }
    if text.contains(&0) {
        return Err("binary");
    }
    let start = text.trim_ascii_start();
    match start.first() {
        Some(b'{') => Ok(Kind::Jsonl),
        Some(b'[') if start[1..].trim_ascii_start().starts_with(b"{") => Err("json"),
        Some(b'<') if looks_like_xml(start) => Ok(Kind::Cap),
        Some(b'<') if start.len() > 1 && !start[1].is_ascii_whitespace() => Err("markup"),
        _ => Ok(Kind::Csv),
    }
}

//! The parts of a mail, found in one pass over its lines.
//!
//! The parser of the library that decodes the rest searches to the end for every boundary that never comes, so that a
//! hostile mail of a few megabytes takes it hours; and it gives up bytes that bear no charset. Here every line is looked
//! at once, against as many boundaries as may be open.

use super::transfer::{from_base64, from_quoted};
use super::words::Structured;

/// More parts are counted, not read.
const MOST_PARTS: usize = 2_000;
/// Parts inside parts beyond this depth are not taken apart.
const DEEPEST: usize = 32;
/// More lines of header in one part, or more bytes, are not looked at.
const MOST_HEADERS: usize = 1_000;
const MOST_HEADER_BYTES: usize = 512 * 1024;

/// Headers as they came.
#[derive(Debug, Default)]
pub(super) struct Headers<'m>(Vec<(&'m [u8], &'m [u8])>);

impl<'m> Headers<'m> {
    /// Raw value of the first header of this name, in small letters.
    pub(super) fn get(&self, name: &str) -> Option<&'m [u8]> {
        self.0.iter().find(|(known, _)| known.eq_ignore_ascii_case(name.as_bytes())).map(|(_, value)| *value)
    }

    /// Raw values of all headers.
    pub(super) fn values(&self) -> impl Iterator<Item = &'m [u8]> {
        self.0.iter().map(|(_, value)| *value)
    }

    pub(super) fn structured(&self, name: &str) -> Structured {
        self.get(name).map(Structured::read).unwrap_or_default()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Neither of the others.
    Leaf,
    /// Other parts between boundaries.
    Multipart,
    /// A whole mail, not encoded; its own parts follow.
    Mail,
}

/// One part.
#[derive(Debug)]
pub(super) struct Part<'m> {
    pub(super) headers: Headers<'m>,
    /// `text/plain` where nothing is said.
    pub(super) kind: Structured,
    pub(super) disposition: Structured,
    pub(super) shape: Shape,
    /// As it came, encoded.
    pub(super) raw: &'m [u8],
    /// Mails around it, besides the outermost.
    pub(super) mails: usize,
    /// The nearest `multipart/alternative` around it in its own mail, by its index.
    pub(super) alternative: Option<usize>,
    /// Whether the mail ended inside it.
    pub(super) cut_off: bool,
}

impl Part<'_> {
    /// Its bytes out of their transfer encoding, and whether all of them could be read.
    pub(super) fn bytes(&self) -> (Vec<u8>, bool) {
        let coding = self.headers.structured("content-transfer-encoding").word;
        match coding.as_str() {
            "base64" => from_base64(self.raw),
            "quoted-printable" => (from_quoted(self.raw), true),
            _ => (self.raw.to_vec(), true),
        }
    }

    /// Whether it is encoded as base64.
    pub(super) fn is_base64(&self) -> bool {
        self.headers.structured("content-transfer-encoding").word == "base64"
    }
}

/// A mail taken apart.
#[derive(Debug)]
pub(super) struct Parts<'m> {
    /// The first is the mail itself.
    pub(super) list: Vec<Part<'m>>,
    /// Further parts that were not read, and their bytes.
    pub(super) beyond: (usize, u64),
}

/// Something that is open while lines go by.
struct Open<'m> {
    index: usize,
    /// Where its body begins.
    from: usize,
    /// Of a multipart; none of a mail inside a mail.
    boundary: Option<&'m [u8]>,
    alternative: Option<usize>,
    parts: usize,
}

struct Walk<'m> {
    mail: &'m [u8],
    list: Vec<Part<'m>>,
    open: Vec<Open<'m>>,
    /// The leaf that lines belong to, and where its body begins.
    leaf: Option<(usize, usize)>,
    beyond: (usize, u64),
    /// Where a part begins that is only counted.
    beyond_from: Option<usize>,
    mails: usize,
}

/// Takes a mail apart.
pub(super) fn parts(mail: &[u8]) -> Parts<'_> {
    let mut walk = Walk {
        mail,
        list: Vec::new(),
        open: Vec::new(),
        leaf: None,
        beyond: (0, 0),
        beyond_from: None,
        mails: 0,
    };
    let mut at = walk.begin(0);
    while at < mail.len() {
        let end = line_end(mail, at);
        if mail[at..].starts_with(b"--")
            && let Some((level, closes)) = walk.delimiter(&mail[at + 2..end])
        {
            if closes {
                walk.close_down_to(level, at);
                at = end;
            } else {
                walk.close_down_to(level + 1, at);
                if let Some(open) = walk.open.get_mut(level) {
                    open.parts += 1;
                }
                at = walk.begin(end);
            }
            continue;
        }
        at = end;
    }
    walk.close_down_to(0, mail.len());
    for part in &mut walk.list {
        part.cut_off &= part.shape == Shape::Leaf;
    }
    Parts { list: walk.list, beyond: walk.beyond }
}

/// Where the line that begins at `at` ends, behind its line feed.
fn line_end(text: &[u8], at: usize) -> usize {
    text[at..].iter().position(|byte| *byte == b'\n').map_or(text.len(), |length| at + length + 1)
}

impl<'m> Walk<'m> {
    /// The level of the open multipart that this line, without its `--`, is a boundary of, and whether it is the last.
    fn delimiter(&self, line: &[u8]) -> Option<(usize, bool)> {
        self.open.iter().enumerate().rev().find_map(|(level, open)| {
            let rest = line.strip_prefix(open.boundary?)?;
            let closes = rest.starts_with(b"--");
            let rest = if closes { &rest[2..] } else { rest };
            rest.iter().all(u8::is_ascii_whitespace).then_some((level, closes))
        })
    }

    /// Ends what is open from the level on, at the line that begins at `at`.
    fn close_down_to(&mut self, level: usize, at: usize) {
        let before = &self.mail[..at];
        let ended = at < self.mail.len();
        // The line end before a boundary belongs to the boundary.
        let end = if ended {
            let text = before.strip_suffix(b"\n").unwrap_or(before);
            text.strip_suffix(b"\r").unwrap_or(text).len()
        } else {
            at
        };
        if let Some((index, from)) = self.leaf.take() {
            let part = &mut self.list[index];
            part.raw = self.mail.get(from..end).unwrap_or_default();
            part.cut_off = !ended && self.open.iter().any(|open| open.boundary.is_some());
        }
        if let Some(from) = self.beyond_from.take() {
            self.beyond.1 += end.saturating_sub(from) as u64;
        }
        for open in self.open.drain(level.min(self.open.len())..).rev() {
            let part = &mut self.list[open.index];
            part.raw = self.mail.get(open.from..end).unwrap_or_default();
            if open.boundary.is_none() {
                self.mails -= 1;
            } else if open.parts == 0 {
                // A boundary that never came: what there is, is text.
                part.shape = Shape::Leaf;
            }
        }
    }

    /// Begins a part whose headers begin at `at`; gives where its body begins.
    fn begin(&mut self, at: usize) -> usize {
        let mut at = at;
        let mut inside = false;
        loop {
            if self.list.len() >= MOST_PARTS {
                self.beyond.0 += 1;
                self.beyond_from = Some(at);
                return at;
            }
            let (headers, body) = headers(self.mail, at);
            let kind = match headers.get("content-type") {
                Some(value) => Structured::read(value),
                None => self.usual_kind(),
            };
            let coding = headers.structured("content-transfer-encoding").word;
            let encoded = matches!(coding.as_str(), "base64" | "quoted-printable");
            let disposition = headers.structured("content-disposition");
            let boundary = raw_boundary(headers.get("content-type").unwrap_or_default());
            let room = self.open.len() < DEEPEST;
            let shape = match kind.word.as_str() {
                word if room && word.starts_with("multipart/") && boundary.is_some() => Shape::Multipart,
                "message/rfc822" | "message/global" | "message/news" if room && !encoded => Shape::Mail,
                _ => Shape::Leaf,
            };
            let inherited = if inside { None } else { self.open.last().and_then(|open| open.alternative) };
            let index = self.list.len();
            let alternative = if kind.word == "multipart/alternative" { Some(index) } else { inherited };
            let raw = &self.mail[body..];
            let mails = self.mails;
            self.list.push(Part {
                headers,
                kind,
                disposition,
                shape,
                raw,
                mails,
                alternative,
                cut_off: false,
            });
            match shape {
                Shape::Leaf => {
                    self.leaf = Some((index, body));
                    return body;
                }
                Shape::Multipart => {
                    self.open.push(Open { index, from: body, boundary, alternative, parts: 0 });
                    return body;
                }
                Shape::Mail => {
                    self.open.push(Open { index, from: body, boundary: None, alternative: None, parts: 0 });
                    self.mails += 1;
                    inside = true;
                    at = body;
                }
            }
        }
    }

    /// What a part without a type is: text, or a mail in a digest.
    fn usual_kind(&self) -> Structured {
        let in_digest =
            self.open.last().is_some_and(|open| self.list[open.index].kind.word == "multipart/digest");
        Structured::read(if in_digest { b"message/rfc822" } else { b"text/plain" })
    }
}

/// The boundary as it stands in the header.
fn raw_boundary(value: &[u8]) -> Option<&[u8]> {
    let window = &value[..value.len().min(64 * 1024)];
    let at = window.windows(9).position(|part| part.eq_ignore_ascii_case(b"boundary="))? + 9;
    let rest = &window[at..];
    let boundary = match rest.strip_prefix(b"\"") {
        Some(inner) => inner.split(|byte| *byte == b'"').next()?,
        None => rest.split(|byte| *byte == b';' || byte.is_ascii_whitespace()).next()?,
    };
    let boundary = boundary.trim_ascii_end();
    (!boundary.is_empty() && boundary.len() <= 200).then_some(boundary)
}

/// The headers that begin at `at`, and where what follows them begins.
fn headers(mail: &[u8], at: usize) -> (Headers<'_>, usize) {
    let mut found: Vec<(&[u8], &[u8])> = Vec::new();
    let start = at;
    let mut at = at;
    let mut value_from = None;
    while at < mail.len() {
        let end = line_end(mail, at);
        let line = &mail[at..end];
        let bare = line.trim_ascii_end();
        if bare.is_empty() && !matches!(line.first(), Some(b' ' | b'\t')) {
            return (Headers(found), end);
        }
        let folded = matches!(line.first(), Some(b' ' | b'\t'));
        let within = found.len() < MOST_HEADERS && at - start < MOST_HEADER_BYTES;
        if folded {
            if let (Some(from), Some(last)) = (value_from, found.last_mut())
                && within
            {
                last.1 = mail[from..end].trim_ascii();
            }
        } else if let Some(colon) = name_end(line) {
            value_from = Some(at + colon + 1);
            if within {
                found.push((line[..colon].trim_ascii_end(), line[colon + 1..].trim_ascii()));
            } else {
                value_from = None;
            }
        } else if !line.starts_with(b"From ") && !line.starts_with(b">From ") {
            // No header and no blank line: the text begins here.
            return (Headers(found), at);
        }
        at = end;
    }
    (Headers(found), mail.len())
}

/// The headers that a mail begins with.
pub(super) fn headers_of(mail: &[u8]) -> Headers<'_> {
    headers(mail, 0).0
}

/// Where the name of a header ends, if the line begins with one.
fn name_end(line: &[u8]) -> Option<usize> {
    let colon = line.iter().take(200).position(|byte| *byte == b':')?;
    let name = line[..colon].trim_ascii_end();
    let good = |byte: &u8| byte.is_ascii_graphic() && *byte != b':';
    (!name.is_empty() && name.iter().all(good)).then_some(colon)
}

/// Headers that hardly anything but a mail begins with.
const OF_MAIL: [&str; 18] = [
    "return-path",
    "received",
    "delivered-to",
    "from",
    "to",
    "cc",
    "subject",
    "date",
    "message-id",
    "mime-version",
    "content-type",
    "reply-to",
    "sender",
    "x-mailer",
    "x-priority",
    "dkim-signature",
    "in-reply-to",
    "references",
];

/// Whether the first bytes of a file look like a mail: at least two known headers before the text.
pub(in crate::intake) fn looks_like_mail(window: &[u8]) -> bool {
    let window = window.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(window);
    let (headers, _) = headers(window, 0);
    let known = headers
        .0
        .iter()
        .filter(|(name, _)| OF_MAIL.iter().any(|known| known.as_bytes().eq_ignore_ascii_case(name)));
    known.count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(mail: &str) -> Vec<String> {
        let parts = parts(mail.as_bytes());
        parts.list.iter().map(|part| format!("{}{}:{}", part.kind.word, part.mails, part.raw.len())).collect()
    }

    #[test]
    fn parts_are_found_with_their_ends() {
        let mail = "From: a\r\nContent-Type: multipart/mixed;\r\n boundary=\"b\"\r\n\r\npre\r\n--b\r\n\r\none\r\n\
                    --b\r\nContent-Type: text/html\r\n\r\n<p>\r\n--b--\r\nafter";
        assert_eq!(kinds(mail), ["multipart/mixed0:52", "text/plain0:3", "text/html0:3"]);
        let list = parts(mail.as_bytes()).list;
        assert_eq!((list[1].raw, list[2].raw), (&b"one"[..], &b"<p>"[..]));
    }

    #[test]
    fn a_mail_in_a_mail_ends_where_its_boundary_says() {
        let mail = "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\nSubject: in\n\
                    Content-Type: multipart/mixed; boundary=c\n\n--c\n\ninner\n--b\n\nouter\n--b--\n";
        let list = parts(mail.as_bytes()).list;
        let shapes: Vec<(Shape, usize)> = list.iter().map(|part| (part.shape, part.mails)).collect();
        assert_eq!(
            shapes,
            [
                (Shape::Multipart, 0),
                (Shape::Mail, 0),
                (Shape::Multipart, 1),
                (Shape::Leaf, 1),
                (Shape::Leaf, 0)
            ]
        );
        assert!(list[1].raw.starts_with(b"Subject: in") && list[1].raw.ends_with(b"inner"));
        assert_eq!(list[4].raw, b"outer");
    }

    #[test]
    fn what_is_broken_is_read_as_far_as_it_goes() {
        assert_eq!(kinds("no header at all\nsecond"), ["text/plain0:23"]);
        assert_eq!(kinds("Subject: x"), ["text/plain0:0"]);
        assert_eq!(kinds(""), ["text/plain0:0"]);
        // A boundary that never comes.
        assert_eq!(kinds("Content-Type: multipart/mixed; boundary=b\n\ntext"), ["multipart/mixed0:4"]);
        let cut = parts(b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhalf a pa");
        assert!(cut.list[1].cut_off && cut.list[1].raw == b"half a pa");
    }

    #[test]
    fn too_many_and_too_deep_are_bounded() {
        let many = format!("Content-Type: multipart/mixed; boundary=b\n\n{}", "--b\n\nx\n".repeat(100_000));
        let read = parts(many.as_bytes());
        assert_eq!((read.list.len(), read.beyond.0), (MOST_PARTS, 100_001 - MOST_PARTS));
        let deep: String =
            (0..1000).map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n")).collect();
        assert_eq!(parts(deep.as_bytes()).list.len(), DEEPEST + 1);
        let mails = "Content-Type: message/rfc822\n\n".repeat(5000);
        assert_eq!(parts(mails.as_bytes()).list.len(), DEEPEST + 1);
        let headers = "X: y\n".repeat(2_000_000);
        assert_eq!(parts(headers.as_bytes()).list[0].headers.0.len(), MOST_HEADERS);
    }
}

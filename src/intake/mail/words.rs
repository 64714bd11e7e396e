//! Text inside headers: encoded words (RFC 2047), parameters (RFC 2231), and what senders make of both.

use super::charset::{Decoded, decode};
use super::transfer::{from_base64, from_quoted_word};

/// More bytes of one header than this are not looked at.
const LONGEST: usize = 64 * 1024;
/// An encoded word has at most 75 letters (RFC 2047); some senders put a whole line into one.
const LONGEST_WORD: usize = 4 * 1024;
/// More parameters of one header than this are not looked at.
const PARAMETERS: usize = 128;

/// One encoded word.
struct Word<'v> {
    charset: &'v str,
    bytes: Vec<u8>,
    /// What follows it.
    rest: &'v [u8],
}

/// The text of a header, folded lines joined. Encoded words of one charset that follow each other are put together
/// before they are decoded: many senders cut them inside a character.
pub(super) fn text(value: &[u8]) -> Decoded {
    let mut value = &value[..value.len().min(LONGEST)];
    let mut out = Decoded { text: String::new(), clean: true };
    // What is not yet decoded: bytes, and their charset if they come from encoded words.
    let (mut bytes, mut charset): (Vec<u8>, Option<&str>) = (Vec::new(), None);
    while !value.is_empty() {
        let start = find(value, b"=?").unwrap_or(value.len());
        let (plain, from) = value.split_at(start);
        let word = encoded_word(from);
        // Blanks between two encoded words are not part of the text.
        let between = charset.is_some() && word.is_some() && plain.iter().all(u8::is_ascii_whitespace);
        if !plain.is_empty() && !between {
            if charset.is_some() {
                flush(&mut out, &mut bytes, charset.take());
            }
            bytes.extend(plain.iter().filter(|byte| !matches!(byte, b'\r' | b'\n')));
        }
        match word {
            Some(word) => {
                if charset.is_none_or(|known| !known.eq_ignore_ascii_case(word.charset)) {
                    flush(&mut out, &mut bytes, charset);
                }
                charset = Some(word.charset);
                bytes.extend(word.bytes);
                value = word.rest;
            }
            None if from.is_empty() => value = from,
            None => {
                if charset.is_some() {
                    flush(&mut out, &mut bytes, charset.take());
                }
                bytes.extend(&from[..2]);
                value = &from[2..];
            }
        }
    }
    flush(&mut out, &mut bytes, charset);
    out
}

fn flush(out: &mut Decoded, bytes: &mut Vec<u8>, charset: Option<&str>) {
    let read = decode(&std::mem::take(bytes), charset);
    out.text.push_str(&read.text);
    out.clean &= read.clean;
}

/// `=?charset*lang?B?…?=` at the start of a value.
fn encoded_word(value: &[u8]) -> Option<Word<'_>> {
    let inner = value.strip_prefix(b"=?")?;
    let mark = inner.iter().take(64).position(|byte| *byte == b'?')?;
    let charset = std::str::from_utf8(&inner[..mark]).ok()?;
    let charset = charset.split('*').next().unwrap_or(charset);
    let (way, inner) = inner[mark + 1..].split_first()?;
    let inner = inner.strip_prefix(b"?")?;
    let end = find(&inner[..inner.len().min(LONGEST_WORD)], b"?=")?;
    let encoded = &inner[..end];
    let bytes = match way {
        b'B' | b'b' => from_base64(encoded).0,
        b'Q' | b'q' => from_quoted_word(encoded),
        _ => return None,
    };
    Some(Word { charset, bytes, rest: &inner[end + 2..] })
}

fn find(text: &[u8], mark: &[u8]) -> Option<usize> {
    text.windows(mark.len()).position(|part| part == mark)
}

/// A structured header: its first word, and its parameters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Structured {
    /// In small letters: `text/plain`, `attachment`.
    pub(super) word: String,
    parameters: Vec<(String, Decoded)>,
}

impl Structured {
    /// Reads `attachment; filename*0*=UTF-8''%E5%85; filename*1=b.pdf`.
    pub(super) fn read(value: &[u8]) -> Self {
        let value = &value[..value.len().min(LONGEST)];
        let mut pieces = split(value).into_iter();
        let word = pieces.next().unwrap_or_default();
        let word =
            String::from_utf8_lossy(word.split(|byte| byte.is_ascii_whitespace()).next().unwrap_or_default());
        let mut segments: Vec<Segment> = pieces.take(PARAMETERS).filter_map(Segment::read).collect();
        segments.sort_by(|a, b| (&a.name, a.number).cmp(&(&b.name, b.number)));
        let parameters = segments.chunk_by(|a, b| a.name == b.name).map(join).collect();
        Self { word: word.to_ascii_lowercase(), parameters }
    }

    /// A parameter, by its name in small letters.
    pub(super) fn get(&self, name: &str) -> Option<&Decoded> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }
}

/// One parameter, or a part of one.
struct Segment {
    name: String,
    number: u32,
    /// Percent signs and a charset in front, after RFC 2231.
    extended: bool,
    value: Vec<u8>,
}

impl Segment {
    fn read(piece: &[u8]) -> Option<Self> {
        let at = piece.iter().position(|byte| *byte == b'=')?;
        let name = String::from_utf8_lossy(piece[..at].trim_ascii()).to_ascii_lowercase();
        let extended = name.ends_with('*');
        let bare = name.trim_end_matches('*');
        let (bare, number) = match bare.split_once('*') {
            Some((bare, number)) => (bare, number.parse().ok()?),
            None => (bare, 0),
        };
        Some(Self { name: bare.to_owned(), number, extended, value: unquoted(piece[at + 1..].trim_ascii()) })
    }
}

/// The parts of one parameter put together, before they are decoded. Where one parameter is there in the plain and in
/// the extended form, the extended form counts.
fn join(parts: &[Segment]) -> (String, Decoded) {
    let name = parts.first().map_or_else(String::new, |part| part.name.clone());
    let extended = parts.iter().any(|part| part.extended);
    if !extended {
        let whole: Vec<u8> = parts.iter().flat_map(|part| part.value.iter().copied()).collect();
        // Encoded words do not belong here and are everywhere.
        return (name, text(&whole));
    }
    let (mut charset, mut bytes) = (None, Vec::new());
    let mut taken = None;
    for part in parts {
        let doubled = taken == Some(part.number);
        if doubled && !part.extended {
            continue;
        }
        if doubled {
            bytes.clear();
        }
        taken = Some(part.number);
        let mut value = part.value.as_slice();
        if part.extended && part.number == 0 {
            let mut marks = value.splitn(3, |byte| *byte == b'\'');
            if let (Some(told), Some(_), Some(rest)) = (marks.next(), marks.next(), marks.next()) {
                charset = Some(String::from_utf8_lossy(told).into_owned());
                value = rest;
            }
        }
        if part.extended { bytes.extend(from_percent(value)) } else { bytes.extend(value) }
    }
    (name, decode(&bytes, charset.as_deref()))
}

fn from_percent(value: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(value.len());
    let mut at = 0;
    while at < value.len() {
        let hex = (value[at] == b'%').then(|| value.get(at + 1..at + 3)).flatten();
        let byte = hex.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        out.push(byte.unwrap_or(value[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    out
}

/// Cut at semicolons outside quotation marks.
fn split(value: &[u8]) -> Vec<&[u8]> {
    let (mut pieces, mut start, mut quoted, mut escaped) = (Vec::new(), 0, false, false);
    for (at, byte) in value.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b';' if !quoted => {
                pieces.push(value[start..at].trim_ascii());
                start = at + 1;
            }
            _ => {}
        }
    }
    pieces.push(value[start..].trim_ascii());
    pieces
}

fn unquoted(value: &[u8]) -> Vec<u8> {
    let Some(inner) = value.strip_prefix(b"\"") else { return value.to_vec() };
    let mut out = Vec::with_capacity(inner.len());
    let mut bytes = inner.iter();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => break,
            b'\\' => out.extend(bytes.next()),
            b'\r' | b'\n' => {}
            other => out.push(*other),
        }
    }
    out
}

/// The first sender of a From header: what it is called, and its address.
pub(super) fn sender(value: &[u8]) -> (Decoded, String) {
    let value = &value[..value.len().min(LONGEST)];
    let mut quoted = false;
    let open = value.iter().position(|byte| {
        quoted ^= *byte == b'"';
        *byte == b'<' && !quoted
    });
    // A quotation mark that never closes hides no address.
    let open = open.or_else(|| value.iter().position(|byte| *byte == b'<'));
    let Some(open) = open else {
        let read = text(value);
        let first = read.text.split(',').next().unwrap_or_default().trim().to_owned();
        // `name@host (Name)` is the oldest form.
        let (address, name) = first.split_once('(').unwrap_or((first.as_str(), ""));
        let name = name.trim_end().trim_end_matches(')').trim().to_owned();
        return (Decoded { text: name, clean: read.clean }, address.trim().to_owned());
    };
    let close = value[open..].iter().position(|byte| *byte == b'>').map_or(value.len(), |at| open + at);
    let name = text(&unquoted(value[..open].trim_ascii()));
    let name = Decoded { text: name.text.trim().trim_matches('"').trim().to_owned(), clean: name.clean };
    (name, text(&value[open + 1..close]).text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(value: &str) -> String {
        text(value.as_bytes()).text
    }

    #[test]
    fn encoded_words_are_read_as_they_are_sent() {
        assert_eq!(shown("=?UTF-8?B?54m55oCl?= =?utf-8?Q?=E9=80=9A_=E7=9F=A5?= plain"), "特急通 知 plain");
        // Cut inside a character, on two lines.
        assert_eq!(shown("=?utf-8?B?54m5?=\r\n =?utf-8?B?5oA=?= =?utf-8?B?pQ==?="), "特急");
        assert_eq!(shown("=?gb2312?B?zNi8sQ==?= =?big5?B?sOqwyA==?="), "特急國務");
        assert_eq!(shown("=?gb2312*zh?Q?=CC=D8=BC=B1?="), "特急");
        assert_eq!(shown("Re: =?utf-8?Q?=E7=89=B9?=:x"), "Re: 特:x");
        // Broken ones stay as they are.
        assert_eq!(shown("=?utf-8?X?abc?= =?utf-8?B?54m5 a = b"), "=?utf-8?X?abc?= =?utf-8?B?54m5 a = b");
        let mut raw = b"\xCC\xD8\xBC\xB1: ".to_vec();
        raw.extend("=?utf-8?B?6YCa55+l?=".as_bytes());
        assert_eq!(text(&raw).text, "特急: 通知");
    }

    #[test]
    fn names_of_files_are_read_in_all_their_ways() {
        let name =
            |value: &str| Structured::read(value.as_bytes()).get("filename").map(|name| name.text.clone());
        let cases = [
            ("attachment; filename=\"a;b.pdf\"", "a;b.pdf"),
            ("attachment; filename=a b.pdf ; size=3", "a b.pdf"),
            ("attachment; filename=\"=?gb2312?B?zNi8sQ==?=.doc\"", "特急.doc"),
            ("attachment; filename*=UTF-8''%E7%89%B9%E6%80%A5.doc", "特急.doc"),
            ("attachment; filename=\"x.doc\"; filename*=gbk'zh'%CC%D8%BC%B1.doc", "特急.doc"),
            (
                "attachment; filename*1*=%A5.d; filename*0*=UTF-8''%E7%89%B9%E6%80; filename*2=\"oc\"",
                "特急.doc",
            ),
            ("attachment; FILENAME*0=\"a\"; filename*1=\"b.txt\"", "ab.txt"),
            ("attachment; filename=\"unclosed.txt", "unclosed.txt"),
        ];
        for (value, wanted) in cases {
            assert_eq!(name(value).as_deref(), Some(wanted), "{value}");
        }
        assert_eq!(name("attachment"), None);
        assert_eq!(Structured::read(b" Text/HTML ; charset=x").word, "text/html");
    }

    #[test]
    fn senders_are_read_in_all_their_ways() {
        let cases = [
            ("\"=?gb2312?B?zNi8sQ==?=\" <a@b.cn>", "特急", "a@b.cn"),
            ("市防指 <zhb@yt.gov.cn>, other@x", "市防指", "zhb@yt.gov.cn"),
            ("\"Wang, Wu <x>\" <w@x.cn>", "Wang, Wu <x>", "w@x.cn"),
            ("w@x.cn (Wang Wu)", "Wang Wu", "w@x.cn"),
            ("w@x.cn", "", "w@x.cn"),
            ("<w@x.cn", "", "w@x.cn"),
            ("", "", ""),
        ];
        for (value, name, address) in cases {
            let (read, at) = sender(value.as_bytes());
            assert_eq!((read.text.as_str(), at.as_str()), (name, address), "{value}");
        }
    }
}

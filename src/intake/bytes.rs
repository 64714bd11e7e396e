//! Lines of bytes and their encoding.
//!
//! Lines are cut before they are decoded: neither UTF-8 nor GB18030 uses a line feed inside a character, so one bad
//! line is one refusal and not a refused file. UTF-16 is turned into UTF-8 first.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use encoding_rs::{DecoderResult, GB18030, UTF_16BE, UTF_16LE};
use serde::Serialize;

/// How much of a file is looked at before reading begins, in bytes.
pub(super) const WINDOW: u64 = 64 * 1024;

/// The longest line that is read, in bytes.
pub(super) const MAX_LINE: usize = 1024 * 1024;

/// The encoding of a text file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// GB18030, which contains GBK and GB2312.
    Gb18030,
    /// UTF-16 with a byte order mark.
    Utf16,
}

/// A text file opened for its lines.
pub(super) struct Text<R> {
    /// The first bytes without the byte order mark, in the encoding of `decoder`.
    pub(super) window: Vec<u8>,
    /// All lines, from the first on.
    pub(super) lines: Lines<R>,
    /// Decodes a line.
    pub(super) decoder: Decoder,
}

/// Joins the window that was read ahead with the rest, takes the byte order mark off and guesses the encoding.
pub(super) fn open<'r>(window: Vec<u8>, rest: impl Read + 'r) -> Text<Box<dyn Read + 'r>> {
    let big = window.starts_with(b"\xFE\xFF");
    if big || window.starts_with(b"\xFF\xFE") {
        let encoding = if big { UTF_16BE } else { UTF_16LE };
        let body = window[2..].to_vec();
        let (decoded, _) = encoding.decode_without_bom_handling(&body[..body.len() & !1]);
        let window = decoded.into_owned().into_bytes();
        let whole = Utf16 {
            inner: Cursor::new(body).chain(rest),
            decoder: encoding.new_decoder_without_bom_handling(),
            out: Vec::new(),
            at: 0,
            ended: false,
        };
        let end = line_end(&window);
        let decoder = Decoder { encoding: Some(Encoding::Utf16) };
        return Text { window, lines: Lines::new(Box::new(whole), end), decoder };
    }
    let body = window.strip_prefix(b"\xEF\xBB\xBF").map(<[u8]>::to_vec);
    let encoding = if body.is_some() { Some(Encoding::Utf8) } else { guess(&window) };
    let window = body.unwrap_or(window);
    let whole = Cursor::new(window.clone()).chain(rest);
    let end = line_end(&window);
    Text { window, lines: Lines::new(Box::new(whole), end), decoder: Decoder { encoding } }
}

/// The byte that ends a line: LF, or CR in a file of an old Macintosh, which has no LF.
fn line_end(window: &[u8]) -> u8 {
    if window.contains(&b'\r') && !window.contains(&b'\n') { b'\r' } else { b'\n' }
}

/// One line without its end.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Counted from 1.
    pub(super) number: u64,
    pub(super) bytes: Vec<u8>,
    /// Longer than [`MAX_LINE`]; `bytes` holds nothing then.
    pub(super) too_long: bool,
}

/// Reads line by line, never holding more than [`MAX_LINE`].
pub(super) struct Lines<R> {
    reader: BufReader<R>,
    number: u64,
    end: u8,
}

impl<R: Read> Lines<R> {
    pub(super) fn new(reader: R, end: u8) -> Self {
        Self { reader: BufReader::with_capacity(64 * 1024, reader), number: 0, end }
    }

    pub(super) fn next(&mut self) -> io::Result<Option<Line>> {
        let mut bytes = Vec::new();
        let read = self.reader.by_ref().take(MAX_LINE as u64 + 1).read_until(self.end, &mut bytes)?;
        if read == 0 {
            return Ok(None);
        }
        self.number += 1;
        let too_long = bytes.len() > MAX_LINE && bytes.last() != Some(&self.end);
        if too_long {
            bytes = Vec::new();
            self.reader.skip_until(self.end)?;
        }
        if bytes.last() == Some(&self.end) {
            bytes.pop();
        }
        if bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
        Ok(Some(Line { number: self.number, bytes, too_long }))
    }
}

/// Decodes lines; the first one with a character beyond ASCII settles what the window left open.
#[derive(Clone, Debug)]
pub(super) struct Decoder {
    encoding: Option<Encoding>,
}

impl Decoder {
    pub(super) fn encoding(&self) -> Option<Encoding> {
        self.encoding
    }

    /// The text of a line, or the offset of its first bad byte.
    pub(super) fn decode<'b>(&mut self, bytes: &'b [u8]) -> Result<Cow<'b, str>, usize> {
        if self.encoding.is_none() && !bytes.is_ascii() {
            self.encoding = guess(bytes);
        }
        match self.encoding {
            Some(Encoding::Gb18030) if !bytes.is_ascii() => gb18030(bytes).map(Cow::Owned),
            Some(Encoding::Utf16) => match String::from_utf8_lossy(bytes).find('\u{FFFD}') {
                Some(at) => Err(at),
                None => Ok(String::from_utf8_lossy(bytes)),
            },
            _ => std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|e| e.valid_up_to()),
        }
    }
}

/// Decodes strictly; the offset of the first bad sequence otherwise.
fn gb18030(bytes: &[u8]) -> Result<String, usize> {
    let mut decoder = GB18030.new_decoder_without_bom_handling();
    let mut out = String::with_capacity(bytes.len() * 3 / 2 + 16);
    let mut done = 0;
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(&bytes[done..], &mut out, true);
        done += read;
        match result {
            DecoderResult::InputEmpty => return Ok(out),
            DecoderResult::OutputFull => out.reserve(bytes.len() - done + 16),
            DecoderResult::Malformed(bad, after) => {
                return Err(done.saturating_sub(usize::from(bad) + usize::from(after)));
            }
        }
    }
}

/// Guesses from the first bytes: UTF-8 unless most of what is not ASCII can be read as GB18030 alone. Chinese text in
/// GB18030 is hardly ever valid UTF-8, while UTF-8 often passes for GB18030; so UTF-8 wins unless it is far behind.
fn guess(window: &[u8]) -> Option<Encoding> {
    let (mut utf8, mut gb) = (0, 0);
    let mut lines = window.split(|b| *b == b'\n').peekable();
    while let Some(line) = lines.next() {
        let weight = line.iter().filter(|b| !b.is_ascii()).count();
        let cut_off = lines.peek().is_none();
        match std::str::from_utf8(line) {
            Ok(_) => utf8 += weight,
            Err(error) if cut_off && error.error_len().is_none() => utf8 += weight,
            Err(_) => {}
        }
        // The window may end between the bytes of a character.
        let whole = gb18030(line).is_ok()
            || (cut_off && (1..4).any(|n| n < line.len() && gb18030(&line[..line.len() - n]).is_ok()));
        gb += if whole { weight } else { 0 };
    }
    match (utf8, gb) {
        (0, 0) if window.is_ascii() => None,
        (utf8, gb) if utf8 * 2 >= gb => Some(Encoding::Utf8),
        _ => Some(Encoding::Gb18030),
    }
}

/// UTF-16 as UTF-8.
struct Utf16<R> {
    inner: R,
    decoder: encoding_rs::Decoder,
    out: Vec<u8>,
    at: usize,
    ended: bool,
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.out.len() && !self.ended {
            let mut raw = [0; 8192];
            let read = self.inner.read(&mut raw)?;
            self.ended = read == 0;
            // Three bytes for every unit of two, and room for what was kept back.
            self.out.resize(read * 3 + 32, 0);
            let (_, _, written, _) = self.decoder.decode_to_utf8(&raw[..read], &mut self.out, self.ended);
            self.out.truncate(written);
            self.at = 0;
        }
        let count = buffer.len().min(self.out.len() - self.at);
        buffer[..count].copy_from_slice(&self.out[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

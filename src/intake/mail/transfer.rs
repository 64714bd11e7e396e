//! Transfer encodings, read leniently: what is broken costs its own bytes and no more.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};

const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Bytes out of base64, and whether there was nothing in it but base64. Padding in the middle, which comes of texts put
/// together, ends a piece and not the whole.
pub(in crate::intake) fn from_base64(text: &[u8]) -> (Vec<u8>, bool) {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut piece, mut whole) = (Vec::with_capacity(text.len().min(1 << 20)), true);
    for byte in text {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/' => {
                piece.push(*byte);
                if piece.len() == 1 << 20 {
                    take_piece(&mut piece, &mut out);
                }
            }
            b'=' => whole &= take_piece(&mut piece, &mut out),
            b' ' | b'\t' | b'\r' | b'\n' => {}
            _ => whole = false,
        }
    }
    whole &= take_piece(&mut piece, &mut out);
    (out, whole)
}

/// Decodes what was gathered; a last letter alone is no byte.
fn take_piece(piece: &mut Vec<u8>, out: &mut Vec<u8>) -> bool {
    let whole = piece.len() % 4 != 1;
    if !whole {
        piece.pop();
    }
    let good = LENIENT.decode_vec(&*piece, out).is_ok();
    piece.clear();
    whole && good
}

/// How many bytes base64 text stands for, roughly, without decoding it.
pub(in crate::intake) fn base64_size(text: &[u8]) -> u64 {
    let letters =
        text.iter().filter(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')).count();
    letters as u64 * 3 / 4
}

fn hex(pair: Option<&[u8]>) -> Option<u8> {
    u8::from_str_radix(std::str::from_utf8(pair?).ok()?, 16).ok()
}

/// Bytes out of quoted-printable.
pub(super) fn from_quoted(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        let body = line.strip_suffix(b"\n").map_or(line, |line| line.strip_suffix(b"\r").unwrap_or(line));
        let end = &line[body.len()..];
        let body = body.trim_ascii_end();
        let (body, end) = body.strip_suffix(b"=").map_or((body, end), |body| (body, &[][..]));
        unquote(body, &mut out, false);
        out.extend(end);
    }
    out
}

/// Bytes out of the Q encoding of encoded words.
pub(super) fn from_quoted_word(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    unquote(text, &mut out, true);
    out
}

fn unquote(text: &[u8], out: &mut Vec<u8>, in_word: bool) {
    let mut at = 0;
    while at < text.len() {
        match (text[at], hex((text[at] == b'=').then(|| text.get(at + 1..at + 3)).flatten())) {
            (_, Some(byte)) => {
                out.push(byte);
                at += 3;
                continue;
            }
            (b'_', None) if in_word => out.push(b' '),
            (byte, None) => out.push(byte),
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_read_however_it_was_cut() {
        assert_eq!(from_base64(b"aGVs\r\nbG8="), (b"hello".to_vec(), true));
        assert_eq!(from_base64(b"aGVsbG8"), (b"hello".to_vec(), true));
        assert_eq!(from_base64(b"aGU=aGU="), (b"hehe".to_vec(), true));
        assert_eq!(from_base64(b"aGVs!bG8="), (b"hello".to_vec(), false));
        assert_eq!(from_base64(b"aGVsb"), (b"hel".to_vec(), false));
        assert_eq!(from_base64(b""), (Vec::new(), true));
        let long = vec![b'A'; (1 << 20) + 4];
        assert_eq!(from_base64(&long).0.len(), ((1 << 20) + 4) / 4 * 3);
    }

    #[test]
    fn quoted_printable_is_read_though_it_is_broken() {
        assert_eq!(from_quoted(b"a=3Db=\r\nc  \r\nd=XY=E"), b"a=bc\r\nd=XY=E");
        assert_eq!(from_quoted_word(b"a_b=5F=c"), b"a b_=c");
    }
}

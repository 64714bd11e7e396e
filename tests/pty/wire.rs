//! What a stream of bytes to a terminal consists of.

/// A piece of a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Characters to show; one at a time.
    Shown(char),
    /// A control character other than escape.
    Control(u8),
    /// `ESC [ … final`: the parameters and the final letter.
    Csi(String, char),
    /// `ESC ] …`: an order to the terminal itself.
    Osc(String),
    /// `ESC` and anything else.
    Escape(char),
    /// Not UTF-8, or a sequence that broke off.
    Broken,
}

/// Takes a stream apart.
pub(crate) fn pieces(bytes: &[u8]) -> Vec<Piece> {
    let text = String::from_utf8_lossy(bytes);
    let mut left = text.chars();
    let mut pieces = Vec::new();
    while let Some(c) = left.next() {
        pieces.push(match c {
            '\x1b' => escape(&mut left),
            '\u{fffd}' => Piece::Broken,
            c if c.is_ascii_control() => Piece::Control(c as u8),
            c => Piece::Shown(c),
        });
    }
    pieces
}

fn escape(left: &mut std::str::Chars<'_>) -> Piece {
    match left.next() {
        Some('[') => {
            let mut parameters = String::new();
            for c in left.by_ref() {
                match c {
                    '\x20'..='\x3f' => parameters.push(c),
                    '\x40'..='\x7e' => return Piece::Csi(parameters, c),
                    _ => break,
                }
            }
            Piece::Broken
        }
        Some(']') => {
            let mut order = String::new();
            while let Some(c) = left.next() {
                match c {
                    '\x07' => return Piece::Osc(order),
                    '\x1b' if left.next() == Some('\\') => return Piece::Osc(order),
                    '\x1b' => break,
                    c => order.push(c),
                }
            }
            Piece::Broken
        }
        Some(c) => Piece::Escape(c),
        None => Piece::Broken,
    }
}

/// Whether a style order (`CSI … m`) asks for a colour.
pub(crate) fn is_colour(piece: &Piece) -> bool {
    let Piece::Csi(parameters, 'm') = piece else { return false };
    parameters.split(';').any(|part| {
        let number = part.split(':').next().and_then(|number| number.parse().ok()).unwrap_or(0_u32);
        matches!(number, 30..=38 | 40..=48 | 58 | 90..=97 | 100..=107)
    })
}

/// Position of the last occurrence.
pub(crate) fn last(bytes: &[u8], wanted: &str) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|window| window == wanted.as_bytes())
}

#[test]
fn a_stream_is_taken_apart() {
    let stream = "a\x1b[38;5;2m值\x1b]9;x\x1b\\\x1b7\r\x1b[?25l".as_bytes();
    assert_eq!(
        pieces(stream),
        [
            Piece::Shown('a'),
            Piece::Csi("38;5;2".into(), 'm'),
            Piece::Shown('值'),
            Piece::Osc("9;x".into()),
            Piece::Escape('7'),
            Piece::Control(b'\r'),
            Piece::Csi("?25".into(), 'l'),
        ]
    );
    assert_eq!(pieces(b"\x1b[31"), [Piece::Broken]);
    assert!(is_colour(&Piece::Csi("1;38;5;2".into(), 'm')));
    assert!(!is_colour(&Piece::Csi("0;1;7".into(), 'm')) && !is_colour(&Piece::Csi("39;49".into(), 'm')));
}

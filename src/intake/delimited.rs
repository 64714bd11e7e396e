//! Separated files: comma, semicolon, tab or bar, told by which of them makes a header.
//!
//! The records are cut here and not by a library, because a quotation mark that never closes must cost one row: a
//! reader that follows RFC 4180 to the letter puts all the rest of the file into one cell.

use std::collections::VecDeque;
use std::io::{self, Cursor, Read};

use super::bytes::{self, Decoder, Line, Lines, MAX_LINE};
use super::marking::is_marked;
use super::table::{Beyond, HEAD_ROWS, Header};
use super::{Desk, Detail, ReasonCode};

const SEPARATORS: [char; 4] = [',', '\t', ';', '|'];

/// The most lines that one quoted cell may run over.
const MAX_QUOTED_LINES: usize = 64;

/// A record, or why there is none.
type Cells = Result<Vec<String>, (ReasonCode, Detail)>;

pub(super) fn read(window: Vec<u8>, rest: impl Read, desk: &mut Desk<'_, '_>) -> io::Result<()> {
    let text = bytes::open(window, rest);
    let Some((separator, header_line, header)) = find_header(&text.window, &text.decoder, desk)? else {
        let first = desk.at(1);
        desk.refuse(first, ReasonCode::NoHeader, Detail::None);
        return Ok(());
    };
    let mut records = Records::new(text.lines, text.decoder, separator);
    while let Some((line, cells)) = records.next()? {
        match cells {
            Ok(cells) if line > header_line => desk.take_row(&header, desk.at(line), &cells, Beyond::Refuse),
            // A marking above the header holds for the whole table.
            Ok(cells) if !desk.is_cleared() && cells.iter().any(|cell| is_marked(cell)) => {
                desk.refuse_file(ReasonCode::Classified, Detail::None);
                break;
            }
            Err((reason, detail)) if line > header_line => desk.refuse(desk.at(line), reason, detail),
            Ok(_) | Err(_) => desk.summary.skipped += 1,
        }
        if desk.stopped {
            break;
        }
    }
    desk.summary.encoding = records.decoder.encoding();
    Ok(())
}

/// The separator under which the first rows show the best header, that header and its line.
fn find_header(
    window: &[u8],
    decoder: &Decoder,
    desk: &Desk<'_, '_>,
) -> io::Result<Option<(char, u64, Header)>> {
    let end = if window.contains(&b'\n') { b'\n' } else { b'\r' };
    let mut best: Option<(usize, char, u64, Header)> = None;
    for separator in SEPARATORS {
        let mut records = Records::new(Lines::new(Cursor::new(window), end), decoder.clone(), separator);
        let mut head = Vec::new();
        while head.len() < HEAD_ROWS
            && let Some((line, cells)) = records.next()?
        {
            if let Ok(cells) = cells
                && cells.iter().any(|cell| !cell.trim().is_empty())
            {
                head.push((line, cells));
            }
        }
        let rows = head.iter().map(|(_, cells)| cells.as_slice());
        if let Some((index, worth, header)) = Header::find(rows, desk.columns)
            && best.as_ref().is_none_or(|(known, ..)| worth > *known)
        {
            best = Some((worth, separator, head[index].0, header));
        }
    }
    Ok(best.map(|(_, separator, line, header)| (separator, line, header)))
}

/// Cuts lines into records.
struct Records<R> {
    lines: Lines<R>,
    decoder: Decoder,
    separator: char,
    /// Lines that were read in search of a closing quotation mark.
    ahead: VecDeque<Line>,
}

impl<R: Read> Records<R> {
    fn new(lines: Lines<R>, decoder: Decoder, separator: char) -> Self {
        Self { lines, decoder, separator, ahead: VecDeque::new() }
    }

    fn line(&mut self, ahead: usize) -> io::Result<Option<&Line>> {
        while self.ahead.len() <= ahead {
            match self.lines.next()? {
                Some(line) => self.ahead.push_back(line),
                None => return Ok(None),
            }
        }
        Ok(self.ahead.get(ahead))
    }

    /// The next record and the line where it begins.
    fn next(&mut self) -> io::Result<Option<(u64, Cells)>> {
        if self.line(0)?.is_none() {
            return Ok(None);
        }
        let Some(first) = self.ahead.pop_front() else { return Ok(None) };
        if first.too_long {
            return Ok(Some((first.number, Err((ReasonCode::RowTooLong, Detail::None)))));
        }
        let mut text = match self.decoder.decode(&first.bytes) {
            Ok(text) => text.into_owned(),
            Err(at) => {
                return Ok(Some((first.number, Err((ReasonCode::Undecodable, Detail::Byte(at as u64))))));
            }
        };
        let mut used = 0;
        let cells = loop {
            match split(&text, self.separator) {
                Split::Whole(cells) => break Ok(cells),
                Split::Torn => break Err((ReasonCode::OpenQuote, Detail::None)),
                Split::Open => {}
            }
            let next =
                if used == MAX_QUOTED_LINES || text.len() > MAX_LINE { None } else { self.next_text(used)? };
            let Some(next) = next else { break Err((ReasonCode::OpenQuote, Detail::None)) };
            text.push('\n');
            text.push_str(&next);
            used += 1;
        };
        if cells.is_ok() {
            self.ahead.drain(..used);
        }
        Ok(Some((first.number, cells)))
    }

    /// The text of a line ahead; `None` at the end and when it cannot be read.
    fn next_text(&mut self, ahead: usize) -> io::Result<Option<String>> {
        let mut decoder = self.decoder.clone();
        let line = self.line(ahead)?.filter(|line| !line.too_long);
        Ok(line.and_then(|line| decoder.decode(&line.bytes).ok().map(std::borrow::Cow::into_owned)))
    }
}

/// What a text is as a record.
#[derive(Debug, PartialEq, Eq)]
enum Split {
    Whole(Vec<String>),
    /// A quoted cell goes on in the next line.
    Open,
    /// A cell that runs over lines does not end before a separator: the mark that opened it was a stray one.
    Torn,
}

fn split(text: &str, separator: char) -> Split {
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut chars = text.chars().peekable();
    let mut quoted = false;
    let mut fresh = true;
    let mut lines = false;
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted => {
                quoted = false;
                let ends =
                    chars.peek().is_none_or(|next| *next == separator || *next == ' ' || *next == '\n');
                if lines && !ends {
                    return Split::Torn;
                }
            }
            '"' if fresh => {
                quoted = true;
                cell.clear();
            }
            c if c == separator && !quoted => {
                cells.push(std::mem::take(&mut cell));
                lines = false;
            }
            c => {
                lines |= c == '\n';
                cell.push(c);
            }
        }
        // A blank before the opening mark is a slip of the hand.
        fresh = (c == separator && !quoted) || (fresh && c == ' ' && !quoted);
    }
    if quoted {
        return Split::Open;
    }
    cells.push(cell);
    Split::Whole(cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(cells: &[&str]) -> Split {
        Split::Whole(cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn records_are_cut_as_spreadsheets_write_them() {
        assert_eq!(split("a,\"b,c\",d", ','), whole(&["a", "b,c", "d"]));
        assert_eq!(split("\"a \"\"b\"\"\",", ','), whole(&["a \"b\"", ""]));
        assert_eq!(split("a, \"b,c\"", ','), whole(&["a", "b,c"]));
        assert_eq!(split("关于\"六稳\"的通知,x", ','), whole(&["关于\"六稳\"的通知", "x"]));
        assert_eq!(split("\"a\nb\",c", ','), whole(&["a\nb", "c"]));
        assert_eq!(split("", ','), whole(&[""]));
        assert_eq!(split("\"a,b", ','), Split::Open);
        assert_eq!(split("\"a,b\nc,\"d\",e", ','), Split::Torn);
    }
}

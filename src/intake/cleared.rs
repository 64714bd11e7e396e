//! What a clearance is about: the exact content of a row, a file or a text, as bytes that are digested and never kept.

use std::fmt;
use std::io::{self, Read};
use std::rc::Rc;

use sha2::{Digest, Sha256};

use crate::domain::Id;

type Ask = dyn Fn(&str, &[u8]) -> Option<Id>;

/// Asks whether a marked content was cleared; by default nothing ever was.
#[derive(Clone, Default)]
pub struct Cleared(Option<Rc<Ask>>);

impl fmt::Debug for Cleared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Cleared(..)" } else { "Cleared(nothing)" })
    }
}

impl Cleared {
    /// `ask` gets the source of a marked row and its content, and gives the clearance that lets it in.
    pub fn by(ask: impl Fn(&str, &[u8]) -> Option<Id> + 'static) -> Self {
        Self(Some(Rc::new(ask)))
    }

    pub(super) fn ask(&self, source: &str, content: impl FnOnce() -> Vec<u8>) -> Option<Id> {
        self.0.as_ref().and_then(|ask| ask(source, &content()))
    }
}

/// The content of a row: its cells in their order, wherever the row stands. Empty cells at the end do not count.
pub(super) fn row_content(cells: &[String]) -> Vec<u8> {
    let filled = cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1);
    let mut content = b"row\0".to_vec();
    for cell in &cells[..filled] {
        let cell = cell.trim();
        // Lengths in front, so that no two rows give the same bytes.
        content.extend((cell.len() as u64).to_be_bytes());
        content.extend(cell.as_bytes());
    }
    content
}

/// The content of a typed or pasted text.
pub fn text_content(text: &str) -> Vec<u8> {
    [b"text\0", text.trim().as_bytes()].concat()
}

/// The content of a whole file, read to its end.
///
/// # Errors
/// When reading fails.
pub fn file_content(mut file: impl Read) -> io::Result<Vec<u8>> {
    let mut hash = Sha256::new();
    let mut chunk = vec![0; 64 * 1024];
    loop {
        match file.read(&mut chunk)? {
            0 => return Ok([b"file\0".as_slice(), &hash.finalize()].concat()),
            read => hash.update(&chunk[..read]),
        }
    }
}

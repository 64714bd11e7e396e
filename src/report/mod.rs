//! Documents for people: bulletins, reports and ledgers as files.
//!
//! - `model`: a document as a value, the same for all formats; `number`: numbers of its headings;
//! - `markdown`, `html`, `docx`, `xlsx`: one writer a format;
//! - `content`: what the documents say, from entities, rows and figures;
//! - `file`: a whole file or none.
//!
//! Whatever comes from outside is sanitised here once more, and each writer escapes it for its format.

pub mod content;
mod docx;
mod file;
mod html;
mod markdown;
pub mod model;
mod number;
mod xlsx;

use std::borrow::Cow;
use std::io;
use std::path::Path;

pub use content::{Desk, Failure, compose};
pub use file::{Written, write};

use crate::config::ReportSettings;
use crate::text;
use crate::view::ReportOrder;
use model::Document;

/// A document that is a file now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// Its title.
    pub title: String,
    /// The file.
    pub written: Written,
}

/// Makes the document that is wanted and writes it there.
///
/// # Errors
/// [`Failure`]; then no file is there, or the one that was there before.
pub fn deliver(
    order: &ReportOrder,
    desk: Desk<'_>,
    format: Format,
    path: &Path,
) -> Result<Delivered, Failure> {
    let document = compose(order, desk)?;
    let bytes = format.bytes(&document, &desk.config.report).map_err(Failure::File)?;
    let written = write(path, &bytes).map_err(Failure::File)?;
    Ok(Delivered { title: document.title, written })
}

/// A format of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Markdown (GitHub's, with tables).
    Markdown,
    /// One HTML file that needs nothing else.
    Html,
    /// A document for Word and LibreOffice Writer, in the office's layout.
    Docx,
    /// A workbook: a sheet a table.
    Xlsx,
}

impl Format {
    /// All of them, as file extensions.
    pub const ALL: [Self; 4] = [Self::Docx, Self::Xlsx, Self::Html, Self::Markdown];

    /// The extension of its files.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
        }
    }

    /// The format that the name of a file asks for.
    pub fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?;
        Self::ALL.into_iter().find(|format| format.extension().eq_ignore_ascii_case(extension))
    }

    /// The document in this format.
    ///
    /// # Errors
    /// What the libraries for workbooks and documents say; both write to memory or temporary files first.
    pub fn bytes(self, document: &Document, settings: &ReportSettings) -> io::Result<Vec<u8>> {
        match self {
            Self::Markdown => Ok(markdown::write(document).into_bytes()),
            Self::Html => Ok(html::write(document, settings).into_bytes()),
            Self::Docx => docx::write(document, settings),
            Self::Xlsx => xlsx::write(document),
        }
    }
}

/// Text from outside as one line that no format minds: no control characters, no overrides of direction.
fn line(text: &str) -> Cow<'_, str> {
    text::sanitize(text)
}

/// The same, a line each, without empty lines.
fn lines(text: &str) -> Vec<String> {
    let clean = text::sanitize_lines(text);
    clean.lines().map(str::trim_end).filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}

//! A look into documents that are archives (DOCX, XLSX, ODT and plain ZIP) for classification markings: what is attached
//! is kept as it came, and most papers come in such a file.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::mail::marked_text;
use super::marking::is_marked;

/// Unpacked text that is looked at, in bytes, all parts together, and of one part. What is beyond is not seen: a marking
/// stands at the beginning, and a bomb must not go off here.
const MOST: u64 = 16 * 1024 * 1024;
const MOST_OF_ONE: u64 = 1024 * 1024;

/// Parts that are looked at.
const MOST_PARTS: usize = 4096;

/// Whether a text or a name packed in an archive bears a marking. What is locked or broken is not seen.
pub(super) fn is_marked_packed(bytes: &[u8]) -> bool {
    if !bytes.starts_with(b"PK\x03\x04") {
        return false;
    }
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return false };
    let mut left = MOST;
    for index in 0..archive.len().min(MOST_PARTS) {
        let Ok(part) = archive.by_index(index) else { continue };
        let Ok(name) = part.name().map(|name| name.into_owned()) else { continue };
        if name.split('/').any(is_marked) {
            return true;
        }
        let small = name.to_ascii_lowercase();
        if ![".xml", ".txt", ".csv", ".htm", ".html"].iter().any(|end| small.ends_with(end)) {
            continue;
        }
        let mut text = Vec::new();
        // A part that breaks off is looked at as far as it goes.
        let _ = part.take(left.min(MOST_OF_ONE)).read_to_end(&mut text);
        left -= text.len() as u64;
        if marked_text(&without_tags(&String::from_utf8_lossy(&text))) {
            return true;
        }
    }
    false
}

/// The text between tags. Runs of one paragraph are put together, as they are read; paragraphs and cells are lines.
fn without_tags(xml: &str) -> String {
    const ENDS: [&str; 8] = ["/w:p", "/a:p", "/text:p", "/text:h", "/si", "/c", "/p", "/td"];
    let mut text = String::new();
    let mut pieces = xml.split('<');
    text.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (tag, said) = piece.split_once('>').unwrap_or((piece, ""));
        if ENDS.contains(&tag.trim_end()) {
            text.push('\n');
        }
        text.push_str(said);
    }
    text.replace("&#9733;", "★").replace("&#x2605;", "★")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn docx(name: &str, xml: &str) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(xml.as_bytes()).expect("written");
        zip.finish().expect("an archive").into_inner()
    }

    #[test]
    fn a_marking_in_a_packed_document_is_seen_across_its_runs() {
        let runs = "<w:p><w:r><w:t>机密</w:t></w:r><w:r><w:t>★10年</w:t></w:r></w:p><w:p>某事</w:p>";
        assert!(is_marked_packed(&docx("word/document.xml", runs)));
        assert!(is_marked_packed(&docx("机密★.bin", "")));
        let open =
            "<w:p><w:t>保守商业秘密</w:t></w:p><w:p>特急★</w:p><w:p>甲</w:p><w:p>机密文件管理办法</w:p>";
        assert!(!is_marked_packed(&docx("word/document.xml", open)));
        let packed = docx("word/document.xml", runs);
        assert!(!is_marked_packed(&packed[..packed.len() / 2]), "what is broken is not seen");
        assert!(!is_marked_packed(b"PK\x03\x04"));
    }
}

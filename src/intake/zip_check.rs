//! A look into a workbook's container before anything is unpacked: a small file can unpack to gigabytes.

use std::io::{Read, Seek};

use zip::ZipArchive;

use super::{Detail, ReasonCode};

/// The largest part, unpacked, in bytes. A sheet of 100,000 papers is about 60 MB.
const MAX_PART: u64 = 256 * 1024 * 1024;

/// A part above this size may not be packed tighter than [`MAX_RATIO`].
const LARGE_PART: u64 = 8 * 1024 * 1024;

/// Sheets pack to a tenth (measured on 100,000 papers), empty formatted rows to a thirtieth, a bomb to a thousandth.
const MAX_RATIO: u64 = 100;

/// The most parts; a workbook of a hundred sheets has some three hundred.
const MAX_PARTS: usize = 4096;

/// Refuses what cannot be a workbook of this office, from the directory alone; then unpacks the parts once into
/// nothing, to see that none is larger than the directory says.
pub(super) fn check<R: Read + Seek>(file: R) -> Result<(), (ReasonCode, Detail)> {
    let broken = (ReasonCode::BrokenFile, Detail::None);
    let mut archive = ZipArchive::new(file).map_err(|_| broken.clone())?;
    if archive.len() > MAX_PARTS {
        return Err((ReasonCode::TooLarge, Detail::None));
    }
    let mut total = 0_u64;
    let mut texts = Vec::new();
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(|_| broken.clone())?;
        let name = part.name().map_err(|_| broken.clone())?.into_owned();
        let (size, packed) = (part.size(), part.compressed_size());
        total = total.saturating_add(size);
        let bomb = size > LARGE_PART && size / packed.max(1) > MAX_RATIO;
        if bomb || total > MAX_PART {
            return Err((ReasonCode::TooLarge, Detail::Name(name)));
        }
        if name.ends_with(".xml") || name.ends_with(".rels") {
            texts.push((index, size, name));
        }
    }
    if !texts.iter().any(|(_, _, name)| name.eq_ignore_ascii_case("xl/workbook.xml")) {
        return Err((ReasonCode::UnknownKind, Detail::Name("zip".to_owned())));
    }
    for (index, size, name) in texts {
        let part =
            archive.by_index(index).map_err(|_| (ReasonCode::BrokenFile, Detail::Name(name.clone())))?;
        if !honest(part, size) {
            return Err((ReasonCode::BrokenFile, Detail::Name(name)));
        }
    }
    Ok(())
}

/// Whether a part unpacks to the size that it claims, and claims no more shared strings than it has bytes: the reader
/// reserves room for as many as are claimed.
fn honest(part: impl Read, size: u64) -> bool {
    const CLAIM: &[u8] = b"uniqueCount";
    let mut part = part.take(size + 1);
    let mut chunk = vec![0; 64 * 1024];
    let (mut read, mut kept) = (0_u64, 0);
    loop {
        let Ok(count) = part.read(&mut chunk[kept..]) else { return false };
        if count == 0 {
            return read == size;
        }
        read += count as u64;
        let seen = &chunk[..kept + count];
        for at in (0..seen.len()).filter(|at| seen[*at] == b'u' && seen[*at..].starts_with(CLAIM)) {
            let digits: Vec<u8> = seen[at + CLAIM.len()..]
                .iter()
                .copied()
                .skip_while(|b| b.is_ascii_whitespace() || matches!(b, b'=' | b'"' | b'\''))
                .take_while(u8::is_ascii_digit)
                .take(20)
                .collect();
            let claimed =
                digits.iter().fold(0_u64, |n, b| n.saturating_mul(10).saturating_add(u64::from(b - b'0')));
            if claimed > size {
                return false;
            }
        }
        // The tail is looked at again, so that a claim across two chunks is seen whole.
        let tail = seen.len().min(64);
        let from = seen.len() - tail;
        chunk.copy_within(from..from + tail, 0);
        kept = tail;
    }
}

//! What came with a paper: names made harmless, sizes held to their limits, digests taken. Attachments are bytes and a
//! name; none is ever unpacked, opened or run.

use sha2::{Digest, Sha256};

use crate::config::IntakeLimits;
use crate::domain::document::{Attachment, NotKept};
use crate::text::sanitize;

/// Attachments that are named although there are too many to keep.
const FURTHER: usize = 20;
/// The kind of what stands for many files.
const MANY: &str = "application/x-further";
/// Characters of a name.
const LONGEST_NAME: usize = 120;

/// A file that came with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosed {
    /// Cleaned, without any path; never empty.
    pub name: String,
    /// Kind as the sender named it.
    pub media_type: String,
    /// Its bytes, if they are to be kept.
    pub content: Content,
}

/// The bytes of a file, or why they are not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// All of them.
    Bytes(Vec<u8>),
    /// Not kept.
    None {
        /// Size in bytes, roughly.
        size: u64,
        /// Why.
        why: NotKept,
    },
}

impl Enclosed {
    /// So many files that are not even named, of so many bytes together.
    pub(super) fn further(count: u64, size: u64) -> Self {
        Self {
            name: format!("+{count}"),
            media_type: MANY.to_owned(),
            content: Content::None { size, why: NotKept::TooMany },
        }
    }

    /// How many files it stands for.
    fn stands_for(&self) -> u64 {
        match self.name.strip_prefix('+') {
            Some(count) if self.media_type == MANY => count.parse().unwrap_or(1),
            _ => 1,
        }
    }

    /// What a paper says of it.
    pub fn attachment(&self) -> Attachment {
        let (digest, size, not_kept) = match &self.content {
            Content::Bytes(bytes) => (hex(&Sha256::digest(bytes)), bytes.len() as u64, None),
            Content::None { size, why } => (String::new(), *size, Some(*why)),
        };
        Attachment { name: self.name.clone(), digest, size, media_type: self.media_type.clone(), not_kept }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Holds attachments to their limits; what is beyond them stays by name, and very many as a number. Gives whether all
/// of them are kept.
pub(super) fn keep_within(files: &mut Vec<Enclosed>, limits: &IntakeLimits) -> bool {
    let (mut total, mut kept, mut all) = (0_u64, 0_u32, true);
    for file in files.iter_mut() {
        if let Content::Bytes(bytes) = &file.content {
            let size = bytes.len() as u64;
            let why = if size > limits.attachment_max {
                Some(NotKept::TooLarge)
            } else if kept >= limits.attachment_count {
                Some(NotKept::TooMany)
            } else if total + size > limits.attachments_max {
                Some(NotKept::TooMuch)
            } else {
                None
            };
            match why {
                Some(why) => file.content = Content::None { size, why },
                None => (total, kept) = (total + size, kept + 1),
            }
        }
        all &= matches!(file.content, Content::Bytes(_));
    }
    // A paper that names thousands of files nobody has helps nobody.
    let named = limits.attachment_count as usize + FURTHER;
    if files.len() > named {
        let rest = files.split_off(named);
        let count: u64 = rest.iter().map(Enclosed::stands_for).sum();
        let size = rest.iter().map(|file| file.attachment().size).sum();
        files.push(Enclosed::further(count, size));
    }
    all
}

/// A name without path, control characters, direction marks and surplus length. What has no name is called by its
/// place, counted from 1.
pub(super) fn clean_name(raw: &str, media_type: &str, number: usize) -> String {
    let bare = raw.rsplit(['/', '\\', '\u{0}']).find(|part| !part.trim().is_empty()).unwrap_or_default();
    let clean = sanitize(bare);
    // Neither hidden nor a parent directory, nor what Windows cannot write.
    let clean: String = clean
        .chars()
        .map(|c| if matches!(c, ':' | '*' | '?' | '"' | '<' | '>' | '|') { '_' } else { c })
        .collect();
    let clean = clean.trim_matches(|c: char| c == '.' || c.is_whitespace());
    if clean.is_empty() {
        return format!("attachment-{number}{}", ending(media_type));
    }
    if clean.chars().count() <= LONGEST_NAME {
        return clean.to_owned();
    }
    let (stem, end) = match clean.rsplit_once('.') {
        Some((stem, end)) if end.chars().count() <= 10 => (stem, format!(".{end}")),
        _ => (clean, String::new()),
    };
    let stem: String = stem.chars().take(LONGEST_NAME - end.chars().count() - 1).collect();
    format!("{stem}…{end}")
}

fn ending(media_type: &str) -> &'static str {
    match media_type {
        "application/pdf" => ".pdf",
        "image/jpeg" => ".jpg",
        "image/png" => ".png",
        "text/plain" => ".txt",
        "text/html" => ".html",
        "text/calendar" => ".ics",
        "message/rfc822" => ".eml",
        "application/ms-tnef" => ".dat",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_names_are_harmless() {
        let cases = [
            ("../../etc/passwd", "passwd"),
            ("..\\..\\boot.ini", "boot.ini"),
            ("C:\\a\\b.doc", "b.doc"),
            ("/", "attachment-3.pdf"),
            ("..", "attachment-3.pdf"),
            ("", "attachment-3.pdf"),
            (".bashrc", "bashrc"),
            ("a\u{202E}fdp.exe", "afdp.exe"),
            ("a\u{0}/x\u{1B}[2Jy.txt", "x[2Jy.txt"),
            ("a\r\nb.txt", "a b.txt"),
            ("附件 1：名单.xlsx", "附件 1：名单.xlsx"),
            ("a|b?.doc", "a_b_.doc"),
        ];
        for (raw, name) in cases {
            assert_eq!(clean_name(raw, "application/pdf", 3), name, "{raw:?}");
        }
        let long = clean_name(&format!("{}.docx", "长".repeat(4000)), "", 1);
        assert_eq!(long.chars().count(), LONGEST_NAME);
        assert!(long.ends_with("….docx"));
    }

    #[test]
    fn what_is_beyond_a_limit_stays_by_name() {
        let file = |size: usize| Enclosed {
            name: "a".to_owned(),
            media_type: String::new(),
            content: Content::Bytes(vec![0; size]),
        };
        let limits = IntakeLimits {
            attachment_max: 10,
            attachments_max: 15,
            attachment_count: 3,
            ..IntakeLimits::default()
        };
        let mut files = vec![file(10), file(11), file(6), file(4), file(1), file(1)];
        assert!(!keep_within(&mut files, &limits));
        let why: Vec<Option<NotKept>> = files.iter().map(|file| file.attachment().not_kept).collect();
        let wanted =
            [None, Some(NotKept::TooLarge), Some(NotKept::TooMuch), None, None, Some(NotKept::TooMany)];
        assert_eq!(why, wanted);
        assert_eq!(files[1].attachment().size, 11);
        let mut many: Vec<Enclosed> = (0..100).map(|_| file(1)).collect();
        many.push(Enclosed::further(900, 900));
        assert!(!keep_within(&mut many, &limits));
        let last = many.last().expect("some").attachment();
        assert_eq!((many.len(), last.name.as_str(), last.size), (3 + FURTHER + 1, "+977", 977));
    }
}

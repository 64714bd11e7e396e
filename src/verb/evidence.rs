//! Files that are to be kept as evidence: named with a verb, read where the commands are carried out.

use crate::domain::Command;
use crate::domain::document::Attachment;
use crate::domain::finding::{Evidence, FindingCommand};

/// A file that cannot be kept, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileProblem {
    /// As it was named.
    pub path: String,
    /// What is wrong with it.
    pub fault: FileFault,
}

/// Why a file cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileFault {
    /// There is none.
    NotFound,
    /// A folder, a device, a pipe.
    NotAFile,
    /// It is empty.
    Empty,
    /// It cannot be read: what the system says.
    Unreadable(String),
    /// Larger than one may be: the limit in bytes.
    TooLarge(u64),
    /// With those before it larger than all may be: the limit in bytes.
    TooMuch(u64),
    /// One more than there may be: the limit.
    TooMany(u32),
    /// Its name bears a classification marking.
    Classified,
    /// It could not be written beside the store: what the system says.
    NotKept(String),
}

/// What stands for a file until it is read: its path in place of a name, no digest. The domain takes no such file.
pub fn named(path: &str) -> Attachment {
    let (digest, media_type) = (String::new(), String::new());
    Attachment { name: path.trim().to_owned(), digest, size: 0, media_type, not_kept: None }
}

/// The files of a line in which several paths are parted by semicolons.
pub fn in_line(line: &str) -> Vec<Attachment> {
    let bare = |path: &str| path.trim().trim_matches(['"', '\'']).trim().to_owned();
    line.split([';', '；']).map(bare).filter(|path| !path.is_empty()).map(|path| named(&path)).collect()
}

/// The evidence that a command brings along, if it is one that does.
pub fn evidence_of(command: &mut Command) -> Option<&mut Evidence> {
    match command {
        Command::Finding {
            act: FindingCommand::Submit { evidence } | FindingCommand::FixOnSpot { evidence, .. },
            ..
        } => Some(evidence),
        Command::Noted { command, .. } => evidence_of(command),
        _ => None,
    }
}

/// Whether a command names files that are still to be read.
pub fn awaits_files(command: &mut Command) -> bool {
    evidence_of(command).is_some_and(|evidence| evidence.files.iter().any(|file| file.digest.is_empty()))
}

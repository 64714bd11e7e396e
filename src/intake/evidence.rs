//! 整改佐证: files of the officer's own machine, read whole, held to the limits of the house and kept beside the store.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::attached::{Content, Enclosed, clean_name};
use super::is_marked;
use crate::config::IntakeLimits;
use crate::domain::Command;
use crate::domain::document::Attachment;
use crate::store::Attachments;
use crate::verb::{FileFault, FileProblem, evidence_of};

/// Files that were read.
#[derive(Debug, Default)]
pub struct Evidence {
    files: Vec<(Attachment, Vec<u8>)>,
}

impl Evidence {
    /// Reads files, from the working folder where a path says nothing else; `~` is the officer's own folder. All of them,
    /// or none.
    ///
    /// # Errors
    /// [`FileProblem`] of the first that cannot be kept.
    pub fn read(paths: &[String], limits: &IntakeLimits) -> Result<Self, FileProblem> {
        let mut all = Self::default();
        let mut total = 0_u64;
        for path in paths {
            let problem = |fault| FileProblem { path: path.clone(), fault };
            if all.files.len() >= limits.attachment_count as usize {
                return Err(problem(FileFault::TooMany(limits.attachment_count)));
            }
            let (file, bytes) = read(path, all.files.len() + 1, limits).map_err(problem)?;
            total += file.size;
            if total > limits.attachments_max {
                return Err(problem(FileFault::TooMuch(limits.attachments_max)));
            }
            all.files.push((file, bytes));
        }
        Ok(all)
    }

    /// What an event says of them.
    pub fn attachments(&self) -> Vec<Attachment> {
        self.files.iter().map(|(file, _)| file.clone()).collect()
    }

    /// Keeps their bytes beside the store, before the entry that names them is committed.
    ///
    /// # Errors
    /// [`FileProblem`] of the first that cannot be written.
    pub fn keep(&self, store: &Path) -> Result<(), FileProblem> {
        let beside = Attachments::beside(store);
        for (file, bytes) in &self.files {
            beside.keep(&file.digest, bytes).map_err(|error| FileProblem {
                path: file.name.clone(),
                fault: FileFault::NotKept(error.to_string()),
            })?;
        }
        Ok(())
    }
}

/// Reads the files that a command names and puts them in their place; their bytes are kept beside the store.
///
/// # Errors
/// [`FileProblem`] of the first file that cannot be kept.
pub fn gather(command: &mut Command, store: &Path, limits: &IntakeLimits) -> Result<(), FileProblem> {
    let Some(evidence) = evidence_of(command) else { return Ok(()) };
    let named = evidence.files.iter().filter(|file| file.digest.is_empty());
    let paths: Vec<String> = named.map(|file| file.name.clone()).collect();
    let read = Evidence::read(&paths, limits)?;
    read.keep(store)?;
    evidence.files.retain(|file| !file.digest.is_empty());
    evidence.files.extend(read.attachments());
    Ok(())
}

fn read(path: &str, number: usize, limits: &IntakeLimits) -> Result<(Attachment, Vec<u8>), FileFault> {
    if is_marked(path) {
        return Err(FileFault::Classified);
    }
    let at = expanded(path);
    let fault = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => FileFault::NotFound,
        _ => FileFault::Unreadable(error.to_string()),
    };
    // Asked before it is opened: opening a pipe would wait for its other end.
    let known = std::fs::metadata(&at).map_err(fault)?;
    if !known.is_file() {
        return Err(FileFault::NotAFile);
    }
    let mut bytes = Vec::new();
    // A file may grow while it is read, or say nothing true of its size.
    let most = limits.attachment_max.saturating_add(1);
    File::open(&at).map_err(fault)?.take(most).read_to_end(&mut bytes).map_err(fault)?;
    match bytes.len() as u64 {
        0 => return Err(FileFault::Empty),
        size if size > limits.attachment_max => return Err(FileFault::TooLarge(limits.attachment_max)),
        _ => {}
    }
    let media_type = media_type(&at);
    let name = clean_name(&at.to_string_lossy(), media_type, number);
    let file = Enclosed { name, media_type: media_type.to_owned(), content: Content::Bytes(bytes) };
    let attachment = file.attachment();
    match file.content {
        Content::Bytes(bytes) => Ok((attachment, bytes)),
        Content::None { .. } => Err(FileFault::Empty),
    }
}

fn expanded(path: &str) -> PathBuf {
    let home = std::env::home_dir();
    match (path.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(path),
    }
}

/// The kind that the ending of a name promises; proves nothing.
fn media_type(path: &Path) -> &'static str {
    let end = path.extension().map(|end| end.to_string_lossy().to_lowercase()).unwrap_or_default();
    match end.as_str() {
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "heic" => "image/heic",
        "mp4" => "video/mp4",
        "pdf" => "application/pdf",
        "doc" | "docx" | "wps" => "application/msword",
        "xls" | "xlsx" | "et" => "application/vnd.ms-excel",
        "txt" => "text/plain",
        _ => "application/octet-stream",
    }
}

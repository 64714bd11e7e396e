//! A Maildir: a directory with `new`, `cur` and `tmp`, one mail a file. It is only read; nothing in it is moved, marked
//! or changed, so that whoever owns the mail finds it as it was.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// One message of a Maildir.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Message {
    /// How it is called in messages: `maildir/new/NAME`.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
}

/// Whether a directory is a Maildir.
pub fn is_maildir(dir: &Path) -> bool {
    ["new", "cur", "tmp"].iter().all(|part| dir.join(part).is_dir())
}

/// All messages, those of `new` first, each directory in the order of names, which begin with the time. `tmp`, hidden
/// files and folders inside are left alone.
///
/// # Errors
/// A directory cannot be read.
pub fn messages(dir: &Path) -> io::Result<Vec<Message>> {
    let whole = dir.file_name().map(OsStr::to_string_lossy).unwrap_or_else(|| "maildir".into());
    let mut all = Vec::new();
    for part in ["new", "cur"] {
        let mut found = Vec::new();
        for entry in fs::read_dir(dir.join(part))? {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            // A link or a pipe is no mail; what a link leads to is not for us.
            if !name.starts_with('.') && entry.file_type()?.is_file() {
                found.push(Message { name: format!("{whole}/{part}/{name}"), path: entry.path() });
            }
        }
        found.sort();
        all.append(&mut found);
    }
    Ok(all)
}

/// Where a message is that was moved since it was listed: a reader of mail moves it to `cur` and adds flags to its
/// name.
pub fn moved(message: &Message) -> Option<PathBuf> {
    let unique = |name: &OsStr| name.to_string_lossy().split(':').next().map(str::to_owned);
    let wanted = unique(message.path.file_name()?)?;
    let cur = message.path.parent()?.parent()?.join("cur");
    fs::read_dir(cur)
        .ok()?
        .flatten()
        .find(|entry| unique(&entry.file_name()).as_ref() == Some(&wanted))
        .map(|entry| entry.path())
}

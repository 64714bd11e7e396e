//! What was being typed, kept in files of the officer's own, so that a dropped line or a kill loses nothing.

use std::fs;
use std::io::{self, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// The drafts of one officer at one store.
#[derive(Debug, Clone)]
pub struct Drafts {
    dir: PathBuf,
}

impl Drafts {
    /// The drafts of `officer` for the store at `store`, below the state folder `state`
    /// (`$XDG_STATE_HOME/dutydesk`). Nothing is made before something is kept.
    pub fn of(state: &Path, store: &Path, officer: &str) -> Self {
        // One store has many spellings, and its whole path may be longer than a name may be.
        let store = fs::canonicalize(store).unwrap_or_else(|_| store.to_owned());
        let digest = Sha256::digest(store.as_os_str().as_bytes());
        let store: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let officer: String = officer.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
        Self { dir: state.join("drafts").join(store).join(officer) }
    }

    /// Keeps a text under a key; an empty text forgets it. The old text holds until the new one is whole.
    ///
    /// # Errors
    /// When the file cannot be written; the old text still stands.
    pub fn keep(&self, key: &str, text: &str) -> io::Result<()> {
        let path = self.dir.join(key);
        if text.is_empty() {
            return match fs::remove_file(path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            };
        }
        fs::DirBuilder::new().recursive(true).mode(0o700).create(&self.dir)?;
        let whole = self.dir.join(format!(".{key}"));
        let mut file =
            fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&whole)?;
        file.write_all(text.as_bytes())?;
        fs::rename(whole, path)
    }

    /// All drafts (key, text); unreadable ones are passed over.
    pub fn all(&self) -> Vec<(String, String)> {
        let Ok(entries) = fs::read_dir(&self.dir) else { return Vec::new() };
        let mut drafts: Vec<_> = entries
            .flatten()
            .filter_map(|entry| {
                let key = entry.file_name().into_string().ok().filter(|key| !key.starts_with('.'))?;
                Some((key, fs::read_to_string(entry.path()).ok()?))
            })
            .collect();
        drafts.sort();
        drafts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_there_after_a_kill_and_gone_when_sent() {
        let home = tempfile::tempdir().unwrap();
        let drafts = Drafts::of(home.path(), Path::new("/data/duty.db"), "张 三");
        assert_eq!(drafts.all(), []);
        drafts.keep("comment", "半句").unwrap();
        drafts.keep("comment", "半句话").unwrap();
        let again = Drafts::of(home.path(), Path::new("/data/duty.db"), "张 三");
        assert_eq!(again.all(), [("comment".to_owned(), "半句话".to_owned())]);
        again.keep("comment", "").unwrap();
        again.keep("comment", "").unwrap();
        assert_eq!(again.all(), []);
    }
}

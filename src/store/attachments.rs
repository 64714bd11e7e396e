//! 附件 beside the store: a folder of files, each called by the SHA-256 of its bytes.
//!
//! A file is whole and on disk before the journal entry that names it is committed. A file that no entry names is
//! harmless; a named one that is missing or changed is a problem that [`verify`](super::verify()) reports. Nothing here
//! is ever overwritten or removed.

use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::Connection;
use sha2::{Digest as _, Sha256};

use super::error::StoreError;
use super::schema;

/// The folder of attachments of one store.
#[derive(Debug, Clone)]
pub struct Attachments {
    dir: PathBuf,
}

/// What is wrong with a file that a paper names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Harm {
    /// It is not there.
    Missing,
    /// Its bytes are others than those that were kept.
    Changed,
}

/// What became of the files of a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Carried {
    /// Files that the copy names and that are with it now.
    pub whole: u64,
    /// Files that it names and that were nowhere to be had, or were changed.
    pub lost: u64,
}

/// Tells the files of this process under way apart.
static SERIAL: AtomicU64 = AtomicU64::new(0);

impl Attachments {
    /// Those of the store at this path: `<store file>.attachments`.
    pub fn beside(store: &Path) -> Self {
        let mut name = OsString::from(store);
        name.push(".attachments");
        Self { dir: PathBuf::from(name) }
    }

    /// The folder; it need not exist.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Where the file of this digest is, or would be; `None` if it is no digest.
    pub fn path(&self, digest: &str) -> Option<PathBuf> {
        let good = digest.len() == 64 && digest.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        good.then(|| self.dir.join(&digest[..2]).join(digest))
    }

    /// Keeps bytes under their digest, for the owner of the store alone. They are on disk when this returns.
    ///
    /// # Errors
    /// The folder cannot be written, or `digest` is not that of `bytes`.
    pub fn keep(&self, digest: &str, bytes: &[u8]) -> io::Result<()> {
        let path = self.path(digest).filter(|_| hex(&Sha256::digest(bytes)) == digest);
        let path = path.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        if matches!(sound(&path, digest), Ok(None)) {
            return Ok(());
        }
        let Some(dir) = path.parent() else { return Ok(()) };
        DirBuilder::new().recursive(true).mode(0o700).create(dir)?;
        let part = dir.join(format!(".{}-{}", std::process::id(), SERIAL.fetch_add(1, Ordering::Relaxed)));
        let written = write_new(&part, bytes).and_then(|()| fs::rename(&part, &path));
        if written.is_err() {
            // Why it failed matters more than that its remains cannot be removed.
            drop(fs::remove_file(&part));
            return written;
        }
        // The names too must outlive a power cut: of the file, and of the folders that may be new.
        for dir in [Some(dir), Some(self.dir.as_path()), self.dir.parent()].into_iter().flatten() {
            let dir = if dir.as_os_str().is_empty() { Path::new(".") } else { dir };
            File::open(dir)?.sync_all()?;
        }
        Ok(())
    }

    /// The bytes under a digest.
    ///
    /// # Errors
    /// `NotFound` if they are not there, `InvalidData` if they were changed.
    pub fn read(&self, digest: &str) -> io::Result<Vec<u8>> {
        let path = self.path(digest).ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        let bytes = fs::read(path)?;
        if hex(&Sha256::digest(&bytes)) == digest {
            Ok(bytes)
        } else {
            Err(io::ErrorKind::InvalidData.into())
        }
    }

    /// What is wrong with the file of a digest, every byte of it looked at.
    pub fn harm(&self, digest: &str) -> Option<Harm> {
        let Some(path) = self.path(digest) else { return Some(Harm::Missing) };
        match sound(&path, digest) {
            Ok(harm) => harm,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Some(Harm::Missing),
            Err(_) => Some(Harm::Changed),
        }
    }
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn sound(path: &Path, digest: &str) -> io::Result<Option<Harm>> {
    let mut file = File::open(path)?;
    let (mut hash, mut chunk) = (Sha256::new(), vec![0; 64 * 1024]);
    loop {
        let count = file.read(&mut chunk)?;
        if count == 0 {
            break;
        }
        hash.update(&chunk[..count]);
    }
    Ok((hex(&hash.finalize()) != digest).then_some(Harm::Changed))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Digests of all files that papers and findings of a store name, each once.
pub(super) fn named(conn: &Connection) -> Result<Vec<String>, StoreError> {
    let mut select = conn.prepare(
        "SELECT DISTINCT file.value ->> '$.digest'
         FROM entity, json_each(snapshot, '$.state.document.paper.attachments') AS file
         WHERE kind = 'document' AND instr(snapshot, '\"attachments\"') > 0 AND file.value ->> '$.not_kept' IS NULL
         UNION
         SELECT file.value ->> '$.digest'
         FROM entity, json_each(snapshot, '$.state.finding.submissions') AS submission,
              json_each(submission.value, '$.files') AS file
         WHERE kind = 'finding' AND instr(snapshot, '\"files\"') > 0
         ORDER BY 1",
    )?;
    let found = select.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(found)
}

/// Digests of the files that papers of the store name and that are not there; their bytes are not looked at.
///
/// # Errors
/// [`StoreError`] when the store cannot be read.
pub fn missing_attachments(store: &Path) -> Result<Vec<String>, StoreError> {
    let beside = Attachments::beside(store);
    let mut named = named(&schema::open_journal(store)?)?;
    named.retain(|digest| beside.path(digest).is_none_or(|path| !path.is_file()));
    Ok(named)
}

/// Brings the files that `copy` names from beside the store `from` to beside the store `to`. What is there already and
/// whole is left alone.
///
/// # Errors
/// [`StoreError`] when the copy cannot be read or a file cannot be written; files that cannot be read are counted.
pub fn carry_attachments(copy: &Path, from: &Path, to: &Path) -> Result<Carried, StoreError> {
    let (from, to) = (Attachments::beside(from), Attachments::beside(to));
    let mut carried = Carried::default();
    for digest in named(&schema::open_journal(copy)?)? {
        if to.harm(&digest).is_none() {
            carried.whole += 1;
            continue;
        }
        match from.read(&digest) {
            Ok(bytes) => {
                to.keep(&digest, &bytes).map_err(StoreError::file(&to.dir))?;
                carried.whole += 1;
            }
            Err(_) => carried.lost += 1,
        }
    }
    Ok(carried)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn bytes_are_kept_once_under_their_digest_for_the_owner_alone() {
        let dir = tempfile::tempdir().expect("a directory");
        let beside = Attachments::beside(&dir.path().join("store.db"));
        let digest = hex(&Sha256::digest(b"abc"));
        beside.keep(&digest, b"abc").expect("kept");
        beside.keep(&digest, b"abc").expect("kept again");
        let path = beside.path(&digest).expect("a digest");
        assert!(path.ends_with(format!("store.db.attachments/ba/{digest}")));
        let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
        let folder = path.parent().expect("a folder");
        assert_eq!((mode(&path), mode(folder), mode(beside.dir())), (0o600, 0o700, 0o700));
        assert_eq!(fs::read_dir(folder).expect("readable").count(), 1, "nothing is left under way");
        assert_eq!(beside.read(&digest).expect("readable"), b"abc");
        assert_eq!(beside.harm(&digest), None);
    }

    #[test]
    fn what_is_missing_or_changed_is_seen_and_put_right_when_it_comes_again() {
        let dir = tempfile::tempdir().expect("a directory");
        let beside = Attachments::beside(&dir.path().join("store.db"));
        let digest = hex(&Sha256::digest(b"abc"));
        assert_eq!(beside.harm(&digest), Some(Harm::Missing));
        beside.keep(&digest, b"abc").expect("kept");
        fs::write(beside.path(&digest).expect("a digest"), b"abd").expect("written");
        assert_eq!(beside.harm(&digest), Some(Harm::Changed));
        assert_eq!(beside.read(&digest).map_err(|e| e.kind()), Err(io::ErrorKind::InvalidData));
        beside.keep(&digest, b"abc").expect("kept");
        assert_eq!(beside.harm(&digest), None);
    }

    #[test]
    fn no_other_name_leads_anywhere() {
        let beside = Attachments::beside(Path::new("/nowhere/store.db"));
        for name in ["", "..", "../../etc/passwd", &"A".repeat(64), &"g".repeat(64), &"a".repeat(63)] {
            assert_eq!(beside.path(name), None, "{name}");
        }
        assert!(beside.keep(&"a".repeat(64), b"other").is_err(), "a digest of other bytes");
    }
}

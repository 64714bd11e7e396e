//! Files written whole or not at all.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// How often another name for the temporary file is tried.
const TRIES: u32 = 16;

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Where.
    pub path: PathBuf,
    /// Length in bytes.
    pub bytes: u64,
    /// Digest of the bytes, in hexadecimal.
    pub sha256: String,
}

/// Writes a file beside its place and puts it there in one step. What was there before stays until then, and stays
/// altogether if writing fails. The mode of a new file is what the umask leaves of `rw-rw-rw-`; that of a file that is
/// replaced is kept.
///
/// # Errors
/// What the system says; no temporary file is left.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<Written> {
    // Through a link to the file it names: replacing the link itself would leave the file behind it old.
    let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let before = match fs::metadata(&place) {
        Ok(meta) if !meta.is_file() => return Err(io::Error::other("not a regular file")),
        Ok(meta) => Some(meta.permissions()),
        Err(_) => None,
    };
    let (beside, mut file) = temporary(&place)?;
    let done = file.write_all(bytes).and_then(|()| file.sync_all()).and_then(|()| {
        before.map_or(Ok(()), |mode| file.set_permissions(mode))?;
        fs::rename(&beside, &place)
    });
    if let Err(error) = done {
        drop(fs::remove_file(&beside));
        return Err(error);
    }
    let digest = Sha256::digest(bytes);
    let sha256 = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Written { path: path.to_owned(), bytes: bytes.len() as u64, sha256 })
}

/// A new file beside `place`, hidden, that nobody else has opened.
fn temporary(place: &Path) -> io::Result<(PathBuf, fs::File)> {
    let name = place.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
    let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
    for attempt in 0..TRIES {
        // The name may already be as long as names can be: the temporary one does not repeat it whole.
        let name: String = name.to_string_lossy().chars().take(40).collect();
        let beside = place.with_file_name(format!(".{name}.{}-{attempt}.part", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&beside) {
            Ok(file) => return Ok((beside, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(dir: &Path) -> Vec<String> {
        let entries = fs::read_dir(dir).expect("a folder").flatten();
        let mut names: Vec<String> =
            entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_whole_and_keeps_its_mode_and_its_link() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let dir = tempfile::tempdir().expect("a directory");
        let (file, link) = (dir.path().join("a.md"), dir.path().join("b.md"));
        write(&file, b"before").expect("written");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("a mode");
        symlink(&file, &link).expect("a link");
        let written = write(&link, b"after").expect("written");
        assert_eq!(fs::read(&file).expect("readable"), b"after");
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
        assert_eq!(fs::metadata(&file).expect("there").permissions().mode() & 0o777, 0o600);
        assert_eq!((written.path, written.bytes), (link, 5));
        assert_eq!(names(dir.path()), ["a.md", "b.md"]);
    }

    #[test]
    fn what_cannot_be_written_leaves_nothing_behind() {
        let dir = tempfile::tempdir().expect("a directory");
        assert!(write(dir.path(), b"x").is_err());
        assert!(write(&dir.path().join("none").join("a.md"), b"x").is_err());
        assert_eq!(names(dir.path()), Vec::<String>::new());
        let long = dir.path().join(format!("{}.md", "报".repeat(80)));
        assert!(write(&long, b"x").is_ok(), "a name near the longest there can be");
    }
}

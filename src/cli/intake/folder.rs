//! Where the files of a watched folder go. Every move is one rename within the folder, and a note is whole before the
//! file that it is about moves: whatever ends the program in between, the file is taken in again, and attaches.

use std::ffi::{OsStr, OsString};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;
use sha2::{Digest, Sha256};

use crate::intake::is_marked;

/// Ends the names of notes.
const NOTE: &str = ".reason.txt";

/// A folder whose files are taken in.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    root: PathBuf,
}

/// Whether a name is that of a file still being written by its program, of a hidden file, or of a note of ours.
pub(super) fn is_passing(name: &OsStr) -> bool {
    const ENDS: [&[u8]; 6] = [b".part", b".tmp", b".crdownload", b".download", b".filepart", NOTE.as_bytes()];
    let name = name.as_bytes().to_ascii_lowercase();
    let office = name.starts_with(b"~") || name.ends_with(b"~");
    name.starts_with(b".") || office || ENDS.iter().any(|end| name.ends_with(end))
}

/// The name of a file as it may be told and kept: a name can bear a marking itself.
pub(super) fn told(name: &OsStr) -> String {
    let name = name.to_string_lossy();
    if is_marked(&name) { "***".to_owned() } else { name.into_owned() }
}

impl Folder {
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    pub(super) fn path(&self, name: &OsStr) -> PathBuf {
        self.root.join(name)
    }

    /// Moves a file that was taken in to `done/DAY/`, with a note beside it if there is something to say. Gives the new
    /// place, from the folder on.
    pub(super) fn done(&self, name: &OsStr, day: NaiveDate, note: Option<&str>) -> io::Result<PathBuf> {
        self.put(name, &Path::new("done").join(day.to_string()), note)
    }

    /// Moves a file that was refused whole to `quarantine/`, with the note beside it.
    pub(super) fn quarantine(&self, name: &OsStr, note: &str) -> io::Result<PathBuf> {
        self.put(name, Path::new("quarantine"), Some(note))
    }

    /// Leaves a file where it is and puts a note beside it. Gives the name of the note.
    pub(super) fn leave(&self, name: &OsStr, note: &str) -> io::Result<PathBuf> {
        let beside = note_beside(name);
        write_note(&self.root.join(&beside), note)?;
        Ok(beside.into())
    }

    /// Whether a file was left with a note, and neither has been touched since.
    pub(super) fn is_left(&self, name: &OsStr) -> bool {
        let file = fs::symlink_metadata(self.path(name));
        let note = fs::symlink_metadata(self.root.join(note_beside(name)));
        match (file, note) {
            (Ok(file), Ok(note)) => (file.ctime(), file.ctime_nsec()) <= (note.ctime(), note.ctime_nsec()),
            _ => false,
        }
    }

    /// The file that a note beside it is about, as far as the name tells.
    pub(super) fn noted(name: &OsStr) -> Option<&OsStr> {
        name.as_bytes().strip_suffix(NOTE.as_bytes()).map(OsStr::from_bytes)
    }

    /// Never overwrites: a name that is taken gets `-2`, `-3` … before its ending.
    fn put(&self, name: &OsStr, under: &Path, note: Option<&str>) -> io::Result<PathBuf> {
        fs::create_dir_all(self.root.join(under))?;
        let from = self.path(name);
        for number in 1.. {
            let place = under.join(numbered(name, number));
            let to = self.root.join(&place);
            if fs::symlink_metadata(&to).is_ok() {
                continue;
            }
            let beside = with_end(to.as_os_str(), NOTE);
            match note {
                // A note without its file is left over from a move that did not come to be: this one takes its place.
                Some(note) => write_note(Path::new(&beside), note)?,
                None => remove_if_there(Path::new(&beside))?,
            }
            match rename_new(&from, &to) {
                Ok(()) => return Ok(place),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => {
                    if note.is_some() {
                        // Without its file the note means nothing; the failure to move is the one to tell.
                        let _ = fs::remove_file(&beside);
                    }
                    return Err(error);
                }
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }
}

/// The name of the note beside a file that is left. A marked name is content: its note bears a digest of it instead.
fn note_beside(name: &OsStr) -> OsString {
    if is_marked(&name.to_string_lossy()) {
        let digest = Sha256::digest(name.as_bytes());
        let hex: String = digest[..4].iter().map(|byte| format!("{byte:02x}")).collect();
        return format!("classified-{hex}{NOTE}").into();
    }
    with_end(name, NOTE)
}

fn with_end(name: &OsStr, end: &str) -> OsString {
    let mut name = name.to_owned();
    name.push(end);
    name
}

fn numbered(name: &OsStr, number: u32) -> OsString {
    if number == 1 {
        return name.to_owned();
    }
    let path = Path::new(name);
    let mut numbered = path.file_stem().unwrap_or(name).to_owned();
    numbered.push(format!("-{number}"));
    if let Some(end) = path.extension() {
        numbered.push(".");
        numbered.push(end);
    }
    numbered
}

/// Moves a file to a name that must be free. Where the file system has no such rename, the name is looked at first.
fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {
            if fs::symlink_metadata(to).is_ok() {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            fs::rename(from, to)
        }
        done => Ok(done?),
    }
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Writes a note beside its place and puts it there in one step. Whoever may look into the folder may read it: it holds
/// no content.
fn write_note(place: &Path, text: &str) -> io::Result<()> {
    let dir = place.parent().unwrap_or(Path::new("."));
    let mut name = OsString::from(".");
    name.push(place.file_name().unwrap_or_default());
    name.push(format!(".{}.tmp", std::process::id()));
    let fresh = dir.join(name);
    let written = (|| {
        // Left over from a program that was killed; a link in its place must not be written through.
        remove_if_there(&fresh)?;
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o644).open(&fresh)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&fresh, place)
    })();
    if written.is_err() {
        // The first failure is the one to tell.
        let _ = fs::remove_file(&fresh);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_on_their_way_and_notes_are_passed_over() {
        for name in
            [".a.csv", "a.csv~", "~$a.xlsx", "a.csv.part", "a.TMP", "a.crdownload", "a.csv.reason.txt"]
        {
            assert!(is_passing(OsStr::new(name)), "{name}");
        }
        for name in ["a.csv", "part.csv", "来文.xlsx", "tmp", "reason.txt"] {
            assert!(!is_passing(OsStr::new(name)), "{name}");
        }
    }

    #[test]
    fn a_name_that_is_taken_gets_a_number_and_no_file_is_lost() {
        let dir = tempfile::tempdir().expect("a directory");
        let folder = Folder::new(dir.path());
        let day = NaiveDate::from_ymd_opt(2020, 4, 7).expect("a day");
        let places: Vec<PathBuf> = (0..3)
            .map(|n| {
                fs::write(dir.path().join("甲.csv"), n.to_string()).expect("a file");
                folder.done(OsStr::new("甲.csv"), day, (n == 1).then_some("note")).expect("moved")
            })
            .collect();
        let names = ["done/2020-04-07/甲.csv", "done/2020-04-07/甲-2.csv", "done/2020-04-07/甲-3.csv"];
        assert_eq!(places, names.map(PathBuf::from));
        for (n, place) in places.iter().enumerate() {
            assert_eq!(fs::read_to_string(dir.path().join(place)).expect("a file"), n.to_string());
        }
        assert!(dir.path().join("done/2020-04-07/甲-2.csv.reason.txt").exists());
        assert!(!dir.path().join("甲.csv").exists());
    }

    #[test]
    fn the_note_of_a_marked_name_does_not_repeat_it() {
        let note = note_beside(OsStr::new("机密★某事.csv"));
        assert!(!note.to_string_lossy().contains('密'), "{note:?}");
        assert!(is_passing(&note));
    }
}

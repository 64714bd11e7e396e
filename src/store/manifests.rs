//! 转运名单 beside the store: a folder with one file a run, for its owner alone. Names are kept whole and
//! masked where they are shown; of passports and telephones only a part gets here. The journal knows only how many
//! people are on a list and its digest, so that a list can be removed for good while the journal stays whole.

use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::domain::Id;

/// One passenger, as far as a list keeps anything of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Passenger {
    /// Name, as the list has it; shown masked.
    pub name: String,
    /// The last four characters of the passport number; empty if unknown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub passport: String,
    /// Telephone without its middle; empty if unknown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// Language, as the list has it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// Nationality, as the list has it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub nationality: String,
}

/// The lists beside one store.
#[derive(Debug, Clone)]
pub struct Manifests {
    dir: PathBuf,
}

impl Manifests {
    /// Those of the store at this path: `<store file>.manifests`.
    pub fn beside(store: &Path) -> Self {
        let mut name = OsString::from(store);
        name.push(".manifests");
        Self { dir: PathBuf::from(name) }
    }

    /// Where the list of a run is, or would be.
    pub fn path(&self, run: Id) -> PathBuf {
        self.dir.join(format!("{run}.json"))
    }

    /// The bytes of a list and their digest, as the journal gets it.
    ///
    /// # Errors
    /// A list that cannot be written as JSON; none can.
    pub fn sealed(people: &[Passenger]) -> io::Result<(Vec<u8>, String)> {
        let bytes = serde_json::to_vec_pretty(people).map_err(io::Error::from)?;
        let digest = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        Ok((bytes, digest))
    }

    /// Keeps the list of a run in place of an earlier one. It is whole and on disk when this returns.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn keep(&self, run: Id, bytes: &[u8]) -> io::Result<()> {
        DirBuilder::new().recursive(true).mode(0o700).create(&self.dir)?;
        let part = self.dir.join(format!(".{run}-{}", std::process::id()));
        drop(fs::remove_file(&part));
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&part, self.path(run))?;
        File::open(&self.dir)?.sync_all()
    }

    /// The list of a run; none if none is there.
    ///
    /// # Errors
    /// It cannot be read, or is not what was written: `InvalidData`.
    pub fn read(&self, run: Id) -> io::Result<Option<Vec<Passenger>>> {
        match fs::read(self.path(run)) {
            Ok(bytes) => Ok(Some(serde_json::from_slice(&bytes).map_err(|_| io::ErrorKind::InvalidData)?)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The runs of which lists are there, with when each was written; none where the folder is not there.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn all(&self) -> io::Result<Vec<(Id, SystemTime)>> {
        let folder = match fs::read_dir(&self.dir) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            folder => folder?,
        };
        let mut found = Vec::new();
        for entry in folder {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if let Some(id) = name.strip_suffix(".json").and_then(|id| id.parse().ok()) {
                found.push((id, entry.metadata()?.modified()?));
            }
        }
        Ok(found)
    }

    /// Removes the list of a run; one that is gone already is no failure.
    ///
    /// # Errors
    /// It is there and cannot be removed.
    pub fn remove(&self, run: Id) -> io::Result<()> {
        match fs::remove_file(self.path(run)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

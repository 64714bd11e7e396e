//! How other processes learn of a commit at once, without looking again and again.
//!
//! Beside the store is a bell file. Whoever commits overwrites its one byte after the commit can be seen; whoever
//! watches sleeps in the kernel until then. (The `-wal` file would ring too early: it changes before the commit.)

use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use futures_util::StreamExt;
use inotify::{EventStream, Inotify, WatchMask};

use super::error::StoreError;

/// The bell of the store at this path.
pub fn bell_path(store: &Path) -> PathBuf {
    let mut name = OsString::from(store);
    name.push(".bell");
    PathBuf::from(name)
}

/// The bell, to ring it.
#[derive(Debug)]
pub(super) struct Bell(File);

impl Bell {
    /// Opens the bell of a store, and makes it if there is none (readable and writable by its owner alone).
    pub(super) fn open(store: &Path) -> Result<Self, StoreError> {
        let path = bell_path(store);
        let open = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(&path);
        Ok(Self(open.map_err(StoreError::file(&path))?))
    }

    /// Tells everybody that there is something new.
    pub(super) fn ring(&self) {
        // The commit stands whether or not others hear of it at once.
        drop(self.0.write_at(b".", 0));
    }
}

/// Wakes when somebody has committed to a store.
#[derive(Debug)]
pub struct Watcher {
    events: EventStream<Vec<u8>>,
}

impl Watcher {
    /// Watches the store at this path. Must be called inside a tokio runtime.
    ///
    /// # Errors
    /// [`StoreError::File`] if the bell is not there or cannot be watched.
    pub fn open(store: &Path) -> Result<Self, StoreError> {
        let path = bell_path(store);
        let watch = || {
            let inotify = Inotify::init()?;
            inotify.watches().add(&path, WatchMask::MODIFY)?;
            inotify.into_event_stream(vec![0; 4096])
        };
        Ok(Self { events: watch().map_err(StoreError::file(&path))? })
    }

    /// Returns once a commit has been made since the last call, at the latest; one's own commits count too.
    /// May be dropped while it waits. What has really changed, [`Reader::changed`](super::Reader::changed) tells.
    ///
    /// # Errors
    /// [`StoreError::File`] if the kernel stops telling.
    pub async fn rung(&mut self) -> Result<(), StoreError> {
        let bell = Path::new("bell");
        match self.events.next().await {
            Some(Ok(_)) => Ok(()),
            Some(Err(error)) => Err(StoreError::file(bell)(error)),
            None => Err(StoreError::Closed),
        }
    }
}

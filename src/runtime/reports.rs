//! Documents for people, written on a thread of their own: the screen waits for none.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::config::Config;
use crate::lang::Lang;
use crate::message::NotWritten;
use crate::report::{self, Desk, Failure, Format};
use crate::store::Reader;
use crate::ui::look;
use crate::view::ReportOrder;

/// What documents are made from.
#[derive(Debug, Clone)]
pub(super) struct Source {
    pub(super) config: Arc<Config>,
    /// The file of the store.
    pub(super) store: PathBuf,
    /// The moment (UTC) whose tables are told; none for those of now.
    pub(super) as_of: Option<DateTime<Utc>>,
}

impl Source {
    /// Writes the document at `path` and makes the folder; gives its title.
    pub(super) fn write(
        &self,
        order: &ReportOrder,
        path: &Path,
        lang: Lang,
        now: DateTime<Utc>,
    ) -> Result<String, NotWritten> {
        let unreadable = |error: &dyn ToString| NotWritten::Unreadable(error.to_string());
        let unwritable = |error: io::Error| NotWritten::Unwritable(error.to_string());
        let format = Format::of(path).ok_or_else(|| unwritable(io::ErrorKind::InvalidFilename.into()))?;
        let reader =
            self.as_of.map_or_else(|| Reader::open(&self.store), |at| Reader::open_as_of(&self.store, at));
        let reader = reader.map_err(|error| unreadable(&error))?;
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(unwritable)?;
        }
        let names = look::names(&self.config);
        let desk =
            Desk { reader: &reader, strings: lang.strings(), names: &names, config: &self.config, now };
        match report::deliver(order, desk, format, path) {
            Ok(delivered) => Ok(delivered.title),
            Err(Failure::NotFound(_)) => Err(NotWritten::Gone),
            Err(Failure::Store(error)) => Err(unreadable(&error)),
            Err(Failure::File(error)) => Err(unwritable(error)),
        }
    }
}

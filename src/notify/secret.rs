//! Secrets, read when they are needed and kept no longer.

use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::Failure;
use crate::config::Secret;

/// No key is longer.
const LONGEST: u64 = 4096;
/// Rights of others than the owner.
const OTHERS: u32 = 0o077;

/// Reads a secret. A file that others may read is refused: its secret is none.
///
/// # Errors
/// A [`Failure`] with the reason `secret`, which does not say where it is or what is in it.
pub fn read(secret: &Secret) -> Result<String, Failure> {
    let found = match secret {
        Secret::Here(text) => Some(text.clone()),
        Secret::File(path) => from_file(path),
        Secret::Env(name) => std::env::var(name).ok(),
    };
    let line = found.and_then(|text| Some(text.lines().next()?.trim().to_owned()));
    line.filter(|line| !line.is_empty()).ok_or_else(|| Failure::new("secret").lasting())
}

fn from_file(path: &Path) -> Option<String> {
    let mut file = std::fs::File::open(path).ok()?;
    let found = file.metadata().ok()?;
    if !found.is_file() || found.mode() & OTHERS != 0 {
        return None;
    }
    let mut text = String::new();
    file.by_ref().take(LONGEST).read_to_string(&mut text).ok()?;
    Some(text)
}

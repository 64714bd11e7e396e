//! Stores of a given size for the benchmarks. They are made once and kept in the target folder.

use std::path::{Path, PathBuf};

use dutydesk::config::Config;
use dutydesk::demo;
use dutydesk::store::{OpenOptions, SCHEMA_VERSION, Store};

/// Sizes to measure at. A million papers take minutes to make and a gigabyte or more: only if `DUTYDESK_BENCH_MILLION` is set.
pub(crate) fn sizes() -> Vec<u64> {
    let million = std::env::var_os("DUTYDESK_BENCH_MILLION").map(|_| 1_000_000);
    [1_000, 100_000].into_iter().chain(million).collect()
}

/// The built-in configuration.
pub(crate) fn config() -> Config {
    Config::builtin().expect("the built-in configuration is right")
}

/// Opens a store for writing.
pub(crate) fn open(path: &Path) -> Store {
    Store::open(path, OpenOptions { policy: config().policy(), seed: 1 }).expect("a store that opens")
}

/// A folder for files of the benchmarks.
pub(crate) fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
}

/// A store of `n` papers; delete it from the target folder when what is in it has changed.
pub(crate) fn sized(n: u64) -> PathBuf {
    let path = folder().join(format!("papers-{n}-v{SCHEMA_VERSION}.db"));
    if !path.exists() {
        let making = path.with_extension("making");
        remove(&making);
        let store = open(&making);
        demo::scale(&store, &config(), n, 1).expect("papers");
        drop(store);
        std::fs::rename(&making, &path).expect("a store that can be renamed");
    }
    // The bell belongs to the name under which a store is opened.
    drop(open(&path));
    path
}

/// Removes a store with what lies beside it.
pub(crate) fn remove(path: &Path) {
    for beside in ["", "-wal", "-shm", ".bell"] {
        let mut name = path.as_os_str().to_owned();
        name.push(beside);
        // Most often there is none.
        drop(std::fs::remove_file(name));
    }
}

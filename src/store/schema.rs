//! The one place that knows how a store file is laid out.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::error::StoreError;
use crate::grams::TOKENIZE;

/// Version of the layout that this program reads and writes.
pub const SCHEMA_VERSION: i64 = 1;
/// Marks the file as ours: `Duty` in ASCII.
const APPLICATION_ID: i64 = 0x4475_7479;
/// How long one waits for another writer.
const PATIENCE: Duration = Duration::from_secs(5);

const JOURNAL: &str = "
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, officer TEXT NOT NULL, shift TEXT, at TEXT NOT NULL,
    basis INTEGER NOT NULL, prev_hash BLOB NOT NULL, hash BLOB NOT NULL, body BLOB NOT NULL) STRICT;
CREATE TRIGGER journal_never_changes BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_never_shrinks BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_grows_at_its_end BEFORE INSERT ON journal
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM journal) OR EXISTS (SELECT 1 FROM journal WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
";

/// Everything below can be made again from the journal.
const TABLES: &str = "
CREATE TABLE entity (
    n INTEGER PRIMARY KEY, kind TEXT NOT NULL, id BLOB NOT NULL, version INTEGER NOT NULL, void INTEGER NOT NULL,
    snapshot TEXT NOT NULL, UNIQUE (id, kind)) STRICT;
CREATE TABLE event_index (
    entity INTEGER NOT NULL, version INTEGER NOT NULL, seq INTEGER NOT NULL, place INTEGER NOT NULL,
    PRIMARY KEY (entity, version)) STRICT, WITHOUT ROWID;
CREATE TABLE series (
    name TEXT NOT NULL, year INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (name, year)) STRICT, WITHOUT ROWID;
CREATE TABLE counter (name TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE checkpoint (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL) STRICT;
INSERT INTO checkpoint VALUES (1, 0);
CREATE TABLE item (
    entity INTEGER PRIMARY KEY, pane INTEGER NOT NULL, open INTEGER NOT NULL, rank INTEGER NOT NULL,
    due INTEGER NOT NULL, at INTEGER NOT NULL, party TEXT NOT NULL, silent_until INTEGER NOT NULL,
    shelved INTEGER NOT NULL, holder TEXT) STRICT;
CREATE TABLE document (
    entity INTEGER PRIMARY KEY, identity BLOB NOT NULL) STRICT;
CREATE INDEX document_identity ON document (identity);
CREATE TABLE numbered (entity INTEGER PRIMARY KEY, number TEXT NOT NULL) STRICT;
CREATE INDEX numbered_number ON numbered (number);
CREATE TABLE arrival (entity INTEGER PRIMARY KEY, key TEXT NOT NULL) STRICT;
CREATE INDEX arrival_key ON arrival (key);
CREATE TABLE run (entity INTEGER PRIMARY KEY, arrival BLOB) STRICT;
CREATE INDEX run_arrival ON run (arrival) WHERE arrival IS NOT NULL;
CREATE TABLE engagement (
    entity INTEGER NOT NULL, who TEXT NOT NULL, starts INTEGER NOT NULL, ends INTEGER NOT NULL,
    PRIMARY KEY (entity, who, starts)) STRICT, WITHOUT ROWID;
CREATE INDEX engagement_who ON engagement (who, ends, starts);
CREATE TABLE shift (
    entity INTEGER PRIMARY KEY, starts INTEGER NOT NULL, ends INTEGER NOT NULL, on_duty INTEGER NOT NULL) STRICT;
CREATE INDEX shift_on_duty ON shift (starts) WHERE on_duty = 1;
";

/// Indexes that a rebuild makes anew at its end, which is faster than keeping them up. They cover what is asked of
/// them, and who asks names them: the planner would else walk through all history where it sees no difference.
pub(super) const LISTINGS: [(&str, &str); 9] = [
    ("item_by_rank", "item (pane, rank, due, entity, open) WHERE open = 1"),
    ("item_by_due", "item (pane, due, entity, open) WHERE open = 1"),
    ("item_by_party", "item (pane, party, due, entity, open) WHERE open = 1"),
    ("item_open_newest", "item (pane, at DESC, entity DESC, open) WHERE open = 1"),
    ("item_closed_newest", "item (pane, at DESC, entity DESC, open) WHERE open = 0"),
    ("item_newest", "item (pane, at DESC, entity DESC)"),
    ("entity_by_kind", "entity (kind, n)"),
    ("item_by_holder", "item (holder, pane) WHERE open = 1 AND holder IS NOT NULL"),
    ("item_silent", "item (pane, silent_until, shelved, open) WHERE open = 1 AND silent_until > 0"),
];

/// Projected tables, with the columns that put their rows in a definite order.
pub(super) const PROJECTED: [(&str, &str); 12] = [
    ("entity", "n"),
    ("event_index", "entity, version"),
    ("series", "name, year"),
    ("counter", "name"),
    ("checkpoint", "one"),
    ("item", "entity"),
    ("document", "entity"),
    ("numbered", "entity"),
    ("arrival", "entity"),
    ("run", "entity"),
    ("engagement", "entity, who, starts"),
    ("shift", "entity"),
];

/// Full-text tables: of what is open, and of everything.
pub(super) const SEARCHED: [&str; 2] = ["search_open", "search_all"];

/// Opens a store for writing, and makes it if there is none (readable and writable by its owner alone).
pub(super) fn open(path: &Path) -> Result<Connection, StoreError> {
    match create_file(path) {
        Err(StoreError::File { source, .. }) if source.kind() == std::io::ErrorKind::AlreadyExists => {}
        made => made?,
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(PATIENCE)?;
    if version(&conn)? == 0 {
        conn.pragma_update(None, "journal_mode", "WAL")?;
    }
    prepare(&conn)?;
    create_if_empty(&conn)?;
    Ok(conn)
}

/// Makes an empty file that its owner alone may read and write; there must be none yet.
pub(super) fn create_file(path: &Path) -> Result<(), StoreError> {
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    made.map(drop).map_err(StoreError::file(path))
}

/// Opens a store that exists, for reading only.
pub(super) fn open_read_only(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(PATIENCE)?;
    conn.set_prepared_statement_cache_capacity(128);
    if version(&conn)? == 0 { Err(StoreError::NotAStore) } else { Ok(conn) }
}

/// A store in a temporary file that vanishes with its connection; its tables are empty and without listings.
pub(super) fn temporary() -> Result<Connection, StoreError> {
    let conn = Connection::open("")?;
    conn.set_prepared_statement_cache_capacity(128);
    conn.pragma_update(None, "synchronous", "OFF")?;
    create_if_empty(&conn)?;
    empty_tables(&conn)?;
    Ok(conn)
}

fn prepare(conn: &Connection) -> Result<(), StoreError> {
    conn.set_prepared_statement_cache_capacity(128);
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "wal_autocheckpoint", 1000)?;
    Ok(())
}

/// Version of the layout; 0 for an empty file.
fn version(conn: &Connection) -> Result<i64, StoreError> {
    let found: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let application: i64 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables: i64 = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    match (application, found) {
        (0, 0) if tables == 0 => Ok(0),
        (APPLICATION_ID, SCHEMA_VERSION) => Ok(SCHEMA_VERSION),
        (APPLICATION_ID, found) => Err(StoreError::NewerSchema { found, known: SCHEMA_VERSION }),
        _ => Err(StoreError::NotAStore),
    }
}

/// Two processes may find the file empty at once; the second finds it made inside its transaction.
fn create_if_empty(conn: &Connection) -> Result<(), StoreError> {
    if version(conn)? == SCHEMA_VERSION {
        return Ok(());
    }
    conn.execute_batch("BEGIN IMMEDIATE")?;
    let made = (|| {
        if version(conn)? == SCHEMA_VERSION {
            return Ok(());
        }
        conn.execute_batch(JOURNAL)?;
        create_tables(conn)?;
        conn.pragma_update(None, "application_id", APPLICATION_ID)?;
        conn.pragma_update(None, "user_version", SCHEMA_VERSION)?;
        Ok(())
    })();
    conn.execute_batch(if made.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    made
}

fn create_tables(conn: &Connection) -> Result<(), StoreError> {
    conn.execute_batch(TABLES)?;
    for table in SEARCHED {
        conn.execute_batch(&format!(
            "CREATE VIRTUAL TABLE {table} USING fts5(body, initials, syllables, content = '', contentless_delete = 1,
             tokenize = '{TOKENIZE}')"
        ))?;
    }
    create_listings(conn)
}

/// Makes the indexes of panes and lists.
pub(super) fn create_listings(conn: &Connection) -> Result<(), StoreError> {
    for (name, on) in LISTINGS {
        conn.execute_batch(&format!("CREATE INDEX {name} ON {on}"))?;
    }
    Ok(())
}

/// Throws all projected tables away and makes them empty; the journal stays.
pub(super) fn empty_tables(conn: &Connection) -> Result<(), StoreError> {
    for (table, _) in PROJECTED {
        conn.execute_batch(&format!("DROP TABLE {table}"))?;
    }
    for table in SEARCHED {
        conn.execute_batch(&format!("DROP TABLE {table}"))?;
    }
    create_tables(conn)?;
    for (name, _) in LISTINGS {
        conn.execute_batch(&format!("DROP INDEX {name}"))?;
    }
    Ok(())
}

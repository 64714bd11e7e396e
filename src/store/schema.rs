//! The one place that knows how a store file is laid out.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::error::StoreError;
use crate::grams::TOKENIZE;

/// Version of the layout that this program reads and writes.
pub const SCHEMA_VERSION: i64 = 4;
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
    shelved INTEGER NOT NULL, holder TEXT, kind TEXT NOT NULL, state TEXT NOT NULL, flagged INTEGER NOT NULL) STRICT;
CREATE TABLE remark (
    n INTEGER PRIMARY KEY, entity INTEGER NOT NULL, version INTEGER NOT NULL) STRICT;
CREATE TABLE document (
    entity INTEGER PRIMARY KEY, identity BLOB NOT NULL) STRICT;
CREATE INDEX document_identity ON document (identity);
CREATE TABLE numbered (entity INTEGER PRIMARY KEY, number TEXT NOT NULL) STRICT;
CREATE INDEX numbered_number ON numbered (number);
CREATE TABLE arrival (entity INTEGER PRIMARY KEY, key TEXT NOT NULL, scheduled INTEGER NOT NULL) STRICT;
CREATE INDEX arrival_scheduled ON arrival (scheduled, entity);
CREATE INDEX arrival_key ON arrival (key);
CREATE TABLE run (entity INTEGER PRIMARY KEY, arrival BLOB) STRICT;
CREATE INDEX run_arrival ON run (arrival) WHERE arrival IS NOT NULL;
CREATE TABLE waiting (entity INTEGER PRIMARY KEY, event TEXT NOT NULL) STRICT;
CREATE INDEX waiting_event ON waiting (event);
CREATE TABLE registered (entity INTEGER PRIMARY KEY, register TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE TABLE engagement (
    entity INTEGER NOT NULL, who TEXT NOT NULL, starts INTEGER NOT NULL, ends INTEGER NOT NULL,
    PRIMARY KEY (entity, who, starts)) STRICT, WITHOUT ROWID;
CREATE INDEX engagement_who ON engagement (who, ends, starts);
CREATE TABLE shift (
    entity INTEGER PRIMARY KEY, starts INTEGER NOT NULL, ends INTEGER NOT NULL, on_duty INTEGER NOT NULL) STRICT;
CREATE INDEX shift_on_duty ON shift (starts) WHERE on_duty = 1;
CREATE TABLE message (
    entity INTEGER PRIMARY KEY, state TEXT NOT NULL, open INTEGER NOT NULL, tried INTEGER NOT NULL) STRICT;
CREATE INDEX message_open ON message (entity, state) WHERE open = 1;
CREATE INDEX message_tried ON message (tried);
";

/// Indexes that a rebuild makes anew at its end, which is faster than keeping them up. They cover what is asked of
/// them, and who asks names them: the planner would else walk through all history where it sees no difference.
pub(super) const LISTINGS: [(&str, &str); 12] = [
    ("item_by_rank", "item (pane, rank, due, entity, open) WHERE open = 1"),
    ("item_by_due", "item (pane, due, entity, open) WHERE open = 1"),
    ("item_by_party", "item (pane, party, due, entity, open) WHERE open = 1"),
    ("item_open_newest", "item (pane, at DESC, entity DESC, open) WHERE open = 1"),
    ("item_closed_newest", "item (pane, at DESC, entity DESC, open) WHERE open = 0"),
    ("item_newest", "item (pane, at DESC, entity DESC)"),
    ("entity_by_kind", "entity (kind, n)"),
    ("item_by_holder", "item (holder, pane) WHERE open = 1 AND holder IS NOT NULL"),
    ("item_silent", "item (pane, silent_until, shelved, open) WHERE open = 1 AND silent_until > 0"),
    ("item_by_state", "item (pane, kind, state, at DESC, entity DESC, open)"),
    ("registered_newest", "registered (register, at DESC, entity DESC)"),
    ("item_flagged", "item (pane, entity, open, flagged) WHERE open = 1 AND flagged = 1"),
];

/// Projected tables, with the columns that put their rows in a definite order.
pub(super) const PROJECTED: [(&str, &str); 16] = [
    ("entity", "n"),
    ("event_index", "entity, version"),
    ("series", "name, year"),
    ("counter", "name"),
    ("checkpoint", "one"),
    ("item", "entity"),
    ("remark", "n"),
    ("document", "entity"),
    ("numbered", "entity"),
    ("arrival", "entity"),
    ("run", "entity"),
    ("waiting", "entity"),
    ("registered", "entity"),
    ("engagement", "entity, who, starts"),
    ("shift", "entity"),
    ("message", "entity"),
];

/// Full-text table of what panes list as open.
pub(super) const SEARCH_OPEN: &str = "search_open";
/// Full-text table of everything.
pub(super) const SEARCH_ALL: &str = "search_all";
/// Full-text table of what people said about something: the words of events, by the rows of `remark`.
pub(super) const SEARCH_REMARKS: &str = "search_remarks";
/// All full-text tables.
pub(super) const SEARCHED: [&str; 3] = [SEARCH_OPEN, SEARCH_ALL, SEARCH_REMARKS];

/// Opens a store for writing, and makes it if there is none (readable and writable by its owner alone). The tables of
/// an older layout are made again; see [`upgrade`](super::upgrade::upgrade).
pub(super) fn open(path: &Path) -> Result<Connection, StoreError> {
    let conn = open_as_it_is(path)?;
    super::upgrade::bring_up_to_date(&conn, &mut |_| {})?;
    Ok(conn)
}

/// The same, but tables of an older layout stay as they are.
pub(super) fn open_as_it_is(path: &Path) -> Result<Connection, StoreError> {
    match create_file(path) {
        Err(StoreError::File { source, .. }) if source.kind() == std::io::ErrorKind::AlreadyExists => {}
        made => made?,
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(PATIENCE)?;
    if layout(&conn)? == Layout::Empty {
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

/// Opens a store that exists, for reading only. Tables of an older layout cannot be read.
pub(super) fn open_read_only(path: &Path) -> Result<Connection, StoreError> {
    let conn = open_journal(path)?;
    match layout(&conn)? {
        Layout::Older(found) => Err(StoreError::OlderSchema { found, known: SCHEMA_VERSION }),
        Layout::Current | Layout::Empty => Ok(conn),
    }
}

/// The same for whoever reads the journal alone, which has been the same in every layout.
pub(super) fn open_journal(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(PATIENCE)?;
    conn.set_prepared_statement_cache_capacity(128);
    if layout(&conn)? == Layout::Empty { Err(StoreError::NotAStore) } else { Ok(conn) }
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

/// How a file is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// Nothing is in it yet.
    Empty,
    /// As this program reads and writes it.
    Current,
    /// As an older program of this version did.
    Older(i64),
}

/// How the file is laid out; one of a newer program is refused.
pub(super) fn layout(conn: &Connection) -> Result<Layout, StoreError> {
    let number = |pragma| conn.prepare_cached(pragma)?.query_row([], |row| row.get::<_, i64>(0));
    let (found, application) = (number("PRAGMA user_version")?, number("PRAGMA application_id")?);
    match (application, found) {
        (0, 0) if number("SELECT count(*) FROM sqlite_schema")? == 0 => Ok(Layout::Empty),
        (APPLICATION_ID, SCHEMA_VERSION) => Ok(Layout::Current),
        (APPLICATION_ID, 1..SCHEMA_VERSION) => Ok(Layout::Older(found)),
        (APPLICATION_ID, found) => Err(StoreError::NewerSchema { found, known: SCHEMA_VERSION }),
        _ => Err(StoreError::NotAStore),
    }
}

/// Writes down that the tables are laid out as this program does it.
pub(super) fn set_current(conn: &Connection) -> Result<(), StoreError> {
    Ok(conn.pragma_update(None, "user_version", SCHEMA_VERSION)?)
}

/// Two processes may find the file empty at once; the second finds it made inside its transaction.
fn create_if_empty(conn: &Connection) -> Result<(), StoreError> {
    if layout(conn)? != Layout::Empty {
        return Ok(());
    }
    conn.execute_batch("BEGIN IMMEDIATE")?;
    let made = (|| {
        if layout(conn)? != Layout::Empty {
            return Ok(());
        }
        conn.execute_batch(JOURNAL)?;
        create_tables(conn)?;
        conn.pragma_update(None, "application_id", APPLICATION_ID)?;
        set_current(conn)
    })();
    conn.execute_batch(if made.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    made
}

fn create_tables(conn: &Connection) -> Result<(), StoreError> {
    conn.execute_batch(TABLES)?;
    // Who issued a paper is apart from its other words, so that one can look for that alone; `facets` has a token for
    // each value of a field that no column of `item` has.
    const ENTITY: &str = "body, issuer, facets, initials, syllables";
    for (table, columns) in [(SEARCH_OPEN, ENTITY), (SEARCH_ALL, ENTITY), (SEARCH_REMARKS, "body")] {
        conn.execute_batch(&format!(
            "CREATE VIRTUAL TABLE {table} USING fts5({columns}, content = '', contentless_delete = 1,
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

/// Throws all projected tables away, also those of an older layout, and makes them empty; the journal stays.
pub(super) fn empty_tables(conn: &Connection) -> Result<(), StoreError> {
    for (table, _) in PROJECTED {
        conn.execute_batch(&format!("DROP TABLE IF EXISTS {table}"))?;
    }
    for table in SEARCHED {
        conn.execute_batch(&format!("DROP TABLE IF EXISTS {table}"))?;
    }
    create_tables(conn)?;
    for (name, _) in LISTINGS {
        conn.execute_batch(&format!("DROP INDEX {name}"))?;
    }
    Ok(())
}

//! Whether a store is what its journal says.

use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use serde::Serialize;

use super::attachments::{self, Attachments, Harm};
use super::embedded::Embedded;
use super::entry::{Digest, Entry};
use super::error::StoreError;
use super::rebuild::project_all;
use super::schema::{self, Layout, PROJECTED, SEARCHED};

/// After so many problems one stops looking for more.
const MOST: usize = 100;

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Stable name: `file`, `gap`, `column`, `chain`, `entry`, `newer`, `projection`, `table` or
    /// `attachment`.
    pub code: &'static str,
    /// The journal entry it is in, if it is in one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seq: Option<i64>,
    /// The table it is in, the column of the journal, or the digest of the attachment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// What is wrong, in English.
    pub message: String,
}

impl Problem {
    fn of_entry(code: &'static str, seq: i64, place: Option<&str>, message: String) -> Self {
        Self { code, seq: Some(seq), place: place.map(str::to_owned), message }
    }

    fn of_table(code: &'static str, place: &str, message: String) -> Self {
        Self { code, seq: None, place: Some(place.to_owned()), message }
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Verification {
    /// Entries of the journal.
    pub entries: u64,
    /// Events in them.
    pub events: u64,
    /// The layout of the tables, if it is an older one: they were not compared then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub older_schema: Option<i64>,
    /// The first hundred problems; none if all is well.
    pub problems: Vec<Problem>,
}

impl Verification {
    /// Whether all is well.
    pub fn ok(&self) -> bool {
        self.problems.is_empty()
    }

    /// Whether the store itself is well, whatever became of the files beside it.
    pub fn store_is_sound(&self) -> bool {
        self.problems.iter().all(|problem| problem.code == "attachment")
    }
}

/// Checks every byte of the journal against its chain, and every table against what the journal gives. Tables of an
/// older layout are not compared, as they will be made again; that the journal gives tables is checked all the same.
///
/// # Errors
/// [`StoreError`] when the file is no store or cannot be read at all; whatever else is wrong is in the answer.
pub fn verify(path: &Path) -> Result<Verification, StoreError> {
    let conn = schema::open_journal(path)?;
    let moment = conn.unchecked_transaction()?;
    let mut found = Verification::default();
    if let Layout::Older(layout) = schema::layout(&moment)? {
        found.older_schema = Some(layout);
    }
    check_file(&moment, &mut found)?;
    if let Err(error) = check_chain(&moment, &mut found) {
        found.problems.push(Problem::of_table("file", "journal", error.to_string()));
    }
    if found.ok() {
        check_tables(&moment, &mut found)?;
        check_attachments(&moment, path, &mut found)?;
    }
    found.problems.truncate(MOST);
    Ok(found)
}

fn check_file(conn: &Connection, found: &mut Verification) -> Result<(), StoreError> {
    let mut check = conn.prepare("PRAGMA quick_check")?;
    let mut rows = check.query([])?;
    while let Some(row) = rows.next()? {
        let message: String = row.get(0)?;
        if message != "ok" {
            found.problems.push(Problem { code: "file", seq: None, place: None, message });
        }
    }
    Ok(())
}

/// Every row of the journal: its number, its columns, its place in the chain, its digests.
fn check_chain(conn: &Connection, found: &mut Verification) -> Result<(), StoreError> {
    let mut select = conn.prepare(
        "SELECT seq, id, officer, shift, at, basis, prev_hash, hash, body FROM journal ORDER BY seq",
    )?;
    let mut rows = select.query([])?;
    let (mut expected, mut prev) = (1, Digest::ZERO);
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        if seq != expected {
            let message = format!("entry {expected} should come here");
            found.problems.push(Problem::of_entry("gap", seq, None, message));
        }
        expected = seq + 1;
        prev = check_entry(row, seq, prev, found)?;
        found.entries += 1;
        if found.problems.len() > MOST {
            break;
        }
    }
    Ok(())
}

/// Checks one entry and gives its hash; of one that cannot be read, the hash in its column.
fn check_entry(
    row: &Row<'_>,
    seq: i64,
    prev: Digest,
    found: &mut Verification,
) -> Result<Digest, StoreError> {
    let entry = match row.get_ref(8)? {
        ValueRef::Blob(body) => Entry::read(body),
        _ => Entry::read(&[]),
    };
    let entry = match entry {
        Ok(entry) => entry,
        Err(fault) => {
            let newer = matches!(fault, super::EntryFault::Newer(_));
            let code = if newer { "newer" } else { "entry" };
            found.problems.push(Problem::of_entry(code, seq, Some("body"), fault.to_string()));
            return Ok(row.get(7).map_or(Digest::ZERO, Digest));
        }
    };
    let header = &entry.header;
    found.events += header.events.len() as u64;
    if header.prev != prev || i64::try_from(header.basis).ok() != Some(seq - 1) {
        let message = "it does not follow on the entry before".to_owned();
        found.problems.push(Problem::of_entry("chain", seq, None, message));
    }
    let shift = header.shift.map(|shift| shift.to_string());
    let texts = [
        (1, "id", Some(header.id.to_string())),
        (2, "officer", Some(header.officer.clone())),
        (3, "shift", shift),
        (4, "at", Some(header.at_text())),
    ];
    let text = |text: &Option<String>, value: ValueRef<'_>| match (text, value) {
        (Some(text), ValueRef::Text(bytes)) => text.as_bytes() == bytes,
        (None, ValueRef::Null) => true,
        _ => false,
    };
    let mut wrong = Vec::new();
    for (at, name, should) in &texts {
        if !text(should, row.get_ref(*at)?) {
            wrong.push(*name);
        }
    }
    if row.get_ref(5)? != ValueRef::Integer(seq - 1) {
        wrong.push("basis");
    }
    for (at, name, should) in [(6, "prev_hash", header.prev), (7, "hash", entry.hash)] {
        if row.get_ref(at)? != ValueRef::Blob(&should.0) {
            wrong.push(name);
        }
    }
    for name in wrong {
        let message = "the column is not what the entry says".to_owned();
        found.problems.push(Problem::of_entry("column", seq, Some(name), message));
    }
    Ok(entry.hash)
}

/// Projects the journal into other tables and compares.
fn check_tables(conn: &Connection, found: &mut Verification) -> Result<(), StoreError> {
    let fresh = schema::temporary()?;
    if let Err(error) = project_all(&Embedded::new(conn), &fresh, &mut |_| {}) {
        found.problems.push(Problem::of_table("projection", "journal", error.to_string()));
        return Ok(());
    }
    if found.older_schema.is_some() {
        return Ok(());
    }
    for (table, order) in PROJECTED {
        let sql = format!("SELECT * FROM {table} ORDER BY {order}");
        compare(conn, &fresh, table, &sql, found)?;
    }
    for table in SEARCHED {
        let terms =
            format!("CREATE VIRTUAL TABLE temp.terms_{table} USING fts5vocab(main, {table}, instance)");
        conn.execute_batch(&terms)?;
        fresh.execute_batch(&terms)?;
        let sql = format!("SELECT term, doc, col, \"offset\" FROM terms_{table}");
        compare(conn, &fresh, table, &sql, found)?;
        conn.execute_batch(&format!("DROP TABLE temp.terms_{table}"))?;
    }
    Ok(())
}

/// Every byte of every attachment that papers name.
fn check_attachments(conn: &Connection, store: &Path, found: &mut Verification) -> Result<(), StoreError> {
    let beside = Attachments::beside(store);
    for digest in attachments::named(conn)? {
        let message = match beside.harm(&digest) {
            None => continue,
            Some(Harm::Missing) => "the attachment is not there",
            Some(Harm::Changed) => "the attachment is not what was kept",
        };
        found.problems.push(Problem::of_table("attachment", &digest, message.to_owned()));
        if found.problems.len() > MOST {
            break;
        }
    }
    Ok(())
}

/// Compares the rows that a question gives in two databases, up to the first that differs.
fn compare(
    conn: &Connection,
    fresh: &Connection,
    table: &str,
    sql: &str,
    found: &mut Verification,
) -> Result<(), StoreError> {
    let (mut here, mut there) = (conn.prepare(sql)?, fresh.prepare(sql)?);
    let columns = here.column_count();
    let (mut here, mut there) = (here.query([])?, there.query([])?);
    let mut at = 0_u64;
    loop {
        at += 1;
        let (row, should) = (here.next()?, there.next()?);
        let message = match (row, should) {
            (None, None) => return Ok(()),
            (Some(_), None) => format!("row {at} should not be there"),
            (None, Some(_)) => format!("row {at} is missing"),
            (Some(row), Some(should)) => {
                let differs = (0..columns).find(|at| row.get_ref(*at).ok() != should.get_ref(*at).ok());
                match differs {
                    None => continue,
                    Some(column) => format!("row {at}, column {column} is not what the journal gives"),
                }
            }
        };
        found.problems.push(Problem::of_table("table", table, message));
        return Ok(());
    }
}

//! Whether damage is found, and whether the tables can be made again.

use std::path::Path;

use dutydesk::store::{StoreError, backup, rebuild, restore, verify};
use rusqlite::types::Value;
use rusqlite::{Connection, params};

use super::*;

/// A night's work: papers in many states, an undo, a void one, a second copy.
fn worked() -> Desk {
    let mut desk = Desk::new();
    let ids: Vec<_> =
        (1..=6).map(|serial| desk.received(serial, "核酸检测通知", Urgency::Priority)).collect();
    let signed = desk.act(ids[0], DocumentCommand::Sign).seq;
    committed(
        desk.store.submit(Submission { command: Command::Undo { entry: signed }, ..of(ids[0], take()) }),
    );
    committed(desk.store.submit(Submission { command: Command::Undo { entry: 2 }, ..of(ids[1], take()) }));
    desk.act(ids[2], give_back());
    desk.act(ids[3], DocumentCommand::Circulate { readers: vec!["乙".to_owned()] });
    desk.act(ids[3], DocumentCommand::Complete { outcome: None });
    desk.act(ids[4], take());
    desk
}

fn raw(path: &Path) -> Connection {
    let raw = Connection::open(path).unwrap();
    raw.pragma_update(None, "synchronous", "OFF").unwrap();
    for trigger in ["journal_never_changes", "journal_never_shrinks", "journal_grows_at_its_end"] {
        raw.execute_batch(&format!("DROP TRIGGER {trigger}")).unwrap();
    }
    raw
}

#[test]
fn a_store_that_was_only_worked_with_is_sound() {
    let desk = worked();
    let found = verify(&desk.path()).unwrap();
    assert_eq!(found.problems, []);
    assert_eq!((found.entries, found.events), (13, 19));
}

const COLUMNS: [&str; 7] = ["id", "officer", "at", "prev_hash", "hash", "body", "shift"];

/// Changes one byte of a value, has the store checked, and puts the byte back.
fn flipped_is_found(desk: &Desk, raw: &Connection, seq: i64, column: &str, at: usize) {
    let read = format!("SELECT {column} FROM journal WHERE seq = ?1");
    let value: Value = raw.query_row(&read, [seq], |row| row.get(0)).unwrap();
    let (bytes, write) = match &value {
        Value::Text(text) => (text.clone().into_bytes(), "CAST(?1 AS TEXT)"),
        Value::Blob(bytes) => (bytes.clone(), "?1"),
        other => panic!("{column} is {other:?}"),
    };
    let write = format!("UPDATE journal SET {column} = {write} WHERE seq = ?2");
    let mut damaged = bytes.clone();
    damaged[at] ^= 1;
    raw.execute(&write, params![damaged, seq]).unwrap();
    let found = verify(&desk.path()).unwrap();
    let located =
        found.problems.iter().any(|problem| problem.seq.is_some_and(|at| (seq..=seq + 1).contains(&at)));
    assert!(located, "{column} of entry {seq}, byte {at}: {:?}", found.problems);
    raw.execute(&write, params![bytes, seq]).unwrap();
}

fn length(raw: &Connection, seq: i64, column: &str) -> usize {
    let sql = format!("SELECT coalesce(length(CAST({column} AS BLOB)), 0) FROM journal WHERE seq = ?1");
    raw.query_row(&sql, [seq], |row| row.get(0)).unwrap()
}

#[test]
fn any_changed_byte_of_an_entry_is_found() {
    let mut desk = Desk::new();
    desk.received(1, "通知", Urgency::Routine);
    let raw = raw(&desk.path());
    for column in COLUMNS {
        for at in 0..length(&raw, 1, column) {
            flipped_is_found(&desk, &raw, 1, column, at);
        }
    }
    assert!(verify(&desk.path()).unwrap().ok());
}

#[test]
fn changed_bytes_anywhere_in_a_long_journal_are_found() {
    let desk = worked();
    let raw = raw(&desk.path());
    for seq in 1..=13 {
        for (nth, column) in COLUMNS.into_iter().enumerate() {
            let length = length(&raw, seq, column);
            if length > 0 {
                let at = usize::try_from(seq).unwrap() * 7919 + nth * 104_729;
                flipped_is_found(&desk, &raw, seq, column, at % length);
            }
        }
    }
    assert!(verify(&desk.path()).unwrap().ok());
}

#[test]
fn moved_missing_and_exchanged_entries_are_found() {
    for sql in [
        "DELETE FROM journal WHERE seq = 5",
        "DELETE FROM journal WHERE seq = 1",
        "UPDATE journal SET seq = 99 WHERE seq = 13",
        "UPDATE journal SET basis = 3 WHERE seq = 7",
        "UPDATE journal SET seq = seq + 1 WHERE seq = 13",
        "UPDATE journal SET body = (SELECT body FROM journal WHERE seq = 3), id = 'x' WHERE seq = 4",
        "UPDATE journal SET body = CAST(CAST(body AS TEXT) || ' ' AS BLOB) WHERE seq = 4",
        "UPDATE journal SET body = CAST(CAST(body AS TEXT) || x'0A' AS BLOB) WHERE seq = 4",
    ] {
        let desk = worked();
        raw(&desk.path()).execute_batch(sql).unwrap();
        assert!(!verify(&desk.path()).unwrap().ok(), "{sql}");
    }
}

#[test]
fn tables_that_differ_from_the_journal_are_found_and_made_again() {
    for (sql, table) in [
        ("UPDATE entity SET version = 9 WHERE n = 3", "entity"),
        ("UPDATE item SET open = 0 WHERE entity = 5", "item"),
        ("DELETE FROM document WHERE entity = 1", "document"),
        ("UPDATE counter SET n = n + 1 WHERE name = 'open/0'", "counter"),
        ("UPDATE series SET last = 0", "series"),
        ("DELETE FROM event_index WHERE version = 2", "event_index"),
        ("UPDATE checkpoint SET seq = 1", "checkpoint"),
        ("DELETE FROM search_open WHERE rowid = 5", "search_open"),
        ("DELETE FROM search_all WHERE rowid = 3", "search_all"),
    ] {
        let desk = worked();
        Connection::open(desk.path()).unwrap().execute_batch(sql).unwrap();
        let found = verify(&desk.path()).unwrap();
        let places: Vec<_> = found.problems.iter().filter_map(|problem| problem.place.as_deref()).collect();
        assert_eq!(places, [table], "{sql}");
        assert_eq!(rebuild(&desk.path()).unwrap(), 19);
        assert_eq!(verify(&desk.path()).unwrap().problems, [], "{sql}");
    }
}

#[test]
fn an_entry_of_a_newer_program_is_told_from_a_damaged_one() {
    let desk = worked();
    let sql = "UPDATE journal SET body = CAST(replace(CAST(body AS TEXT), '{\"v\":1,', '{\"v\":2,') AS BLOB) WHERE seq = 2";
    raw(&desk.path()).execute_batch(sql).unwrap();
    let found = verify(&desk.path()).unwrap();
    assert_eq!(found.problems[0].code, "newer");
    let error = rebuild(&desk.path()).unwrap_err();
    assert!(error.to_string().contains("newer dutydesk"), "{error}");
    assert_eq!(documents(&desk.reader(), list(9)).total, 3, "a rebuild that fails changes nothing");
}

#[test]
fn a_copy_is_the_store_of_that_moment_and_comes_back() {
    let mut desk = worked();
    let copy = desk.dir.path().join("copy.db");
    backup(&desk.path(), &copy).unwrap();
    desk.received(9, "后来的", Urgency::Flash);
    assert_eq!(Reader::open(&copy).unwrap().head().unwrap(), 13);
    assert!(verify(&copy).unwrap().ok());
    assert!(matches!(backup(&desk.path(), &copy), Err(StoreError::File { .. })), "never over another file");

    let reader = desk.reader();
    restore(&copy, &desk.path()).unwrap();
    assert_eq!(reader.head().unwrap(), 13);
    desk.received(10, "再后来的", Urgency::Flash);
    assert_eq!(reader.head().unwrap(), 14);
    assert!(verify(&desk.path()).unwrap().ok());
    let elsewhere = desk.dir.path().join("elsewhere.db");
    restore(&copy, &elsewhere).unwrap();
    assert!(verify(&elsewhere).unwrap().ok());
}

#[test]
fn the_store_can_be_read_as_it_was() {
    let mut desk = Desk::new();
    let id = desk.received(1, "通知", Urgency::Routine);
    let later = night() + TimeDelta::minutes(5);
    committed(desk.store.submit(Submission { at: later, ..of(id, DocumentCommand::Sign) }));
    let state = |at| documents(&Reader::open_as_of(&desk.path(), at).unwrap(), list(9)).rows[0].head.state;
    assert_eq!((state(night()), state(later)), ("arrived", "registered"));
    let before = Reader::open_as_of(&desk.path(), night() - TimeDelta::minutes(1)).unwrap();
    assert_eq!((before.head().unwrap(), documents(&before, list(9)).total), (0, 0));
}

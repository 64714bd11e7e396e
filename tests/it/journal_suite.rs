//! What every journal engine must do, whichever it is. A further engine joins with one line at the end.

use std::cell::RefCell;

use chrono::{DateTime, Utc};
use dutydesk::domain::id::IdSource;
use dutydesk::domain::{Id, Kind, Role, Stream};
use dutydesk::store::journal::{AppendFailure, Ended, Journal, Stored};
use dutydesk::store::{Digest, Embedded, Header, HeaderEvent};
use rusqlite::Connection;

use crate::store::open;

fn night() -> DateTime<Utc> {
    "2020-04-06T18:14:00Z".parse().expect("a time")
}

/// The bytes of an entry with one event, and its id. Blanks in the payload show that nobody writes it anew.
fn entry(ids: &mut IdSource, basis: u64) -> (Id, Vec<u8>) {
    let id = ids.fresh(night());
    let payload = r#"{ "document" : "signed_for" }"#;
    let event = HeaderEvent {
        stream: Stream::new(Kind::Document, id),
        version: 1,
        kind: "document.signed_for".to_owned(),
        kv: 1,
        digest: Digest::of(payload.as_bytes()),
    };
    let header = Header {
        v: 1,
        id,
        officer: "甲".to_owned(),
        role: Role::Officer,
        shift: None,
        at: night(),
        basis,
        batch: None,
        prev: Digest::ZERO,
        events: vec![event],
    };
    let header = serde_json::to_string(&header).expect("a header can be written");
    (id, format!("{header}\n{payload}").into_bytes())
}

/// Appends entries behind each other and gives their bytes.
fn filled(journal: &impl Journal, ids: &mut IdSource, count: u64) -> Vec<Vec<u8>> {
    let append = |basis| {
        let (id, bytes) = entry(ids, basis);
        assert_eq!(journal.append(&bytes, id, basis), Ok(basis + 1));
        bytes
    };
    (0..count).map(append).collect()
}

fn numbers_rise_by_one_and_bytes_come_back_exactly(journal: &impl Journal) {
    assert_eq!((journal.head(), journal.follow(1, 10)), (Ok(0), Ok(Vec::new())));
    let written = filled(journal, &mut IdSource::seeded(1), 5);
    let expected: Vec<_> = (1..).zip(written).map(|(seq, bytes)| Stored { seq, bytes }).collect();
    assert_eq!((journal.head(), journal.follow(1, 10)), (Ok(5), Ok(expected.clone())));
    assert_eq!(journal.follow(3, 2), Ok(expected[2..4].to_vec()));
    assert_eq!(journal.follow(6, 10), Ok(Vec::new()));
}

fn another_head_than_expected_is_a_conflict_and_nothing_is_stored(journal: &impl Journal) {
    let mut ids = IdSource::seeded(2);
    let written = filled(journal, &mut ids, 3);
    for expected in [0, 2, 4, 99] {
        let (id, bytes) = entry(&mut ids, expected);
        assert_eq!(journal.append(&bytes, id, expected), Err(AppendFailure::Conflict), "{expected}");
    }
    let stored = journal.follow(1, 10).expect("a journal that can be read");
    assert_eq!(stored.into_iter().map(|entry| entry.bytes).collect::<Vec<_>>(), written);
}

fn the_same_commit_is_never_taken_twice(journal: &impl Journal) {
    let (id, bytes) = entry(&mut IdSource::seeded(3), 0);
    assert_eq!(journal.append(&bytes, id, 0), Ok(1));
    assert_eq!(journal.append(&bytes, id, 0), Err(AppendFailure::Conflict));
    assert_eq!(journal.append(&bytes, id, 1), Err(AppendFailure::Conflict));
    assert_eq!(journal.head(), Ok(1));
}

fn one_of_two_who_append_behind_the_same_head_wins(one: &impl Journal, other: &impl Journal) {
    let mut ids = IdSource::seeded(4);
    for head in 0..20 {
        let (mine, theirs) = (entry(&mut ids, head), entry(&mut ids, head));
        let (first, second) = (one.append(&mine.1, mine.0, head), other.append(&theirs.1, theirs.0, head));
        assert_eq!((first, second), (Ok(head + 1), Err(AppendFailure::Conflict)));
    }
    assert_eq!(one.follow(1, 100), other.follow(1, 100));
}

/// The suite for an engine. `$with` gets a function and calls it with two hands on one fresh journal.
macro_rules! suite {
    ($engine:ident, $with:path) => {
        mod $engine {
            #[test]
            fn numbers_rise_by_one_and_bytes_come_back_exactly() {
                $with(|journal, _| super::numbers_rise_by_one_and_bytes_come_back_exactly(journal));
            }

            #[test]
            fn another_head_than_expected_is_a_conflict_and_nothing_is_stored() {
                $with(|journal, _| {
                    super::another_head_than_expected_is_a_conflict_and_nothing_is_stored(journal);
                });
            }

            #[test]
            fn the_same_commit_is_never_taken_twice() {
                $with(|journal, _| super::the_same_commit_is_never_taken_twice(journal));
            }

            #[test]
            fn one_of_two_who_append_behind_the_same_head_wins() {
                $with(|one, other| super::one_of_two_who_append_behind_the_same_head_wins(one, other));
            }
        }
    };
}

fn with_embedded(test: impl FnOnce(&Embedded<'_>, &Embedded<'_>)) {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("desk.db");
    drop(open(&path, 1));
    let connect = || Connection::open(&path).expect("a store");
    test(&Embedded::new(&connect()), &Embedded::new(&connect()));
}

/// The least that keeps the contract; it shows that the suite asks for nothing that only a database does.
#[derive(Default)]
struct InMemory(RefCell<Vec<(Id, Vec<u8>)>>);

impl Journal for InMemory {
    fn append(&self, bytes: &[u8], commit_id: Id, expected_head: u64) -> Result<u64, AppendFailure> {
        let mut entries = self.0.borrow_mut();
        if entries.len() as u64 != expected_head || entries.iter().any(|(id, _)| *id == commit_id) {
            return Err(AppendFailure::Conflict);
        }
        entries.push((commit_id, bytes.to_vec()));
        Ok(expected_head + 1)
    }

    fn follow(&self, from: u64, most: usize) -> Result<Vec<Stored>, Ended> {
        let entries = self.0.borrow();
        let stored = (1..).zip(entries.iter()).map(|(seq, (_, bytes))| Stored { seq, bytes: bytes.clone() });
        Ok(stored.filter(|entry| entry.seq >= from).take(most).collect())
    }

    fn head(&self) -> Result<u64, Ended> {
        Ok(self.0.borrow().len() as u64)
    }
}

fn with_memory(test: impl FnOnce(&InMemory, &InMemory)) {
    let journal = InMemory::default();
    test(&journal, &journal);
}

suite!(embedded, super::with_embedded);
suite!(in_memory, super::with_memory);

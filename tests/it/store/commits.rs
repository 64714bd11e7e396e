//! What a command leaves behind, alone, in groups and against others.

use std::os::unix::fs::PermissionsExt;
use std::sync::{Arc, Barrier};

use dutydesk::domain::Refusal;
use dutydesk::store::{StoreError, bell_path};
use rusqlite::Connection;

use super::*;

#[test]
fn a_command_is_one_entry_with_all_its_events() {
    let mut desk = Desk::new();
    let id = desk.received(1, "关于盐田港口的请示", Urgency::Immediate);
    let signed = desk.act(id, DocumentCommand::Sign);
    assert_eq!((signed.seq, signed.streams.as_slice()), (2, [(stream(id), 4)].as_slice()));
    let log = desk.reader().log(None, 10).unwrap();
    assert_eq!(log.iter().map(|entry| (entry.seq, entry.events.len())).collect::<Vec<_>>(), [(2, 3), (1, 1)]);
    let window = documents(&desk.reader(), list(10));
    assert_eq!(window.rows[0].receipt_no.as_deref(), Some("2020-0001"));
    assert_eq!(window.rows[0].head.version, 4);
}

#[test]
fn only_the_owner_may_look_into_the_files() {
    let desk = Desk::new();
    for path in [desk.path(), bell_path(&desk.path())] {
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600, "{path:?}");
    }
}

#[test]
fn the_same_copy_again_is_no_entry_and_another_copy_joins_the_paper() {
    let mut desk = Desk::new();
    let id = desk.received(1, "通知", Urgency::Routine);
    let (_, again) = desk.receive(1, "通知", Urgency::Routine);
    assert_eq!(desk.store.submit(again).unwrap(), Outcome::Unchanged { stream: Some(stream(id)) });
    let mut copy = paper(1, "通 知", Urgency::Routine);
    copy.copy.digest = "f".repeat(64);
    let other = of(desk.fresh(), DocumentCommand::Receive(Box::new(copy)));
    assert_eq!(committed(desk.store.submit(other)).streams, [(stream(id), 2)]);
    assert_eq!(desk.reader().head().unwrap(), 2);
}

#[test]
fn a_stale_version_changes_nothing_and_shows_what_happened() {
    let mut desk = Desk::new();
    let id = desk.received(1, "通知", Urgency::Routine);
    desk.act(id, DocumentCommand::Sign);
    let late = Submission { expect: vec![(stream(id), 1)], ..of(id, give_back()) };
    let Err(CommitError::Changed(differences)) = desk.store.submit(late) else { panic!("it must not pass") };
    let [difference] = differences.as_slice() else { panic!("one paper") };
    assert_eq!((difference.seen, difference.found, difference.state), (1, 4, "registered"));
    assert_eq!((difference.title.as_str(), difference.since.len()), ("通知", 3));
    assert_eq!(desk.reader().head().unwrap(), 2);
}

#[test]
fn in_a_group_each_command_stands_or_falls_alone() {
    let mut desk = Desk::new();
    let (first, receive_first) = desk.receive(1, "一", Urgency::Routine);
    let (second, receive_second) = desk.receive(2, "二", Urgency::Routine);
    let group = vec![
        receive_first.clone(),
        of(first, DocumentCommand::Answer { words: "早".to_owned() }),
        receive_second,
        receive_first,
        of(second, DocumentCommand::Sign),
    ];
    let answers = desk.store.submit_all(group).wait();
    assert!(matches!(answers[1], Err(CommitError::Refused(Refusal::WrongState { .. }))), "{answers:?}");
    assert_eq!(answers[3].as_ref().unwrap(), &Outcome::Unchanged { stream: Some(stream(first)) });
    let seqs: Vec<_> = answers
        .into_iter()
        .filter_map(|answer| match answer {
            Ok(Outcome::Committed(committed)) => Some(committed.seq),
            _ => None,
        })
        .collect();
    assert_eq!(seqs, [1, 2, 3]);
    assert_eq!(documents(&desk.reader(), list(10)).total, 2);
}

#[test]
fn an_undo_takes_an_entry_back_and_another_undo_brings_it_again() {
    let mut desk = Desk::new();
    let id = desk.received(1, "通知", Urgency::Routine);
    let signed = desk.act(id, DocumentCommand::Sign).seq;
    let undo = |entry| Submission { command: Command::Undo { entry }, ..of(id, take()) };
    let undone = committed(desk.store.submit(undo(signed)));
    let row = documents(&desk.reader(), list(1)).rows.remove(0);
    assert_eq!((row.head.state, row.receipt_no.as_deref()), ("arrived", Some("2020-0001")));
    committed(desk.store.submit(undo(undone.seq)));
    assert_eq!(documents(&desk.reader(), list(1)).rows[0].head.state, "registered");
    let other = desk.received(2, "另一件", Urgency::Routine);
    desk.act(other, DocumentCommand::Sign);
    let rows = documents(&desk.reader(), list(9)).rows;
    let mut numbers: Vec<_> = rows.into_iter().filter_map(|row| row.receipt_no).collect();
    numbers.sort();
    assert_eq!(numbers, ["2020-0001", "2020-0002"]);
}

#[test]
fn undoing_an_arrival_takes_the_paper_from_the_pane() {
    let mut desk = Desk::new();
    let (id, receive) = desk.receive(1, "通知", Urgency::Routine);
    let entry = committed(desk.store.submit(receive)).seq;
    committed(desk.store.submit(Submission { command: Command::Undo { entry }, ..of(id, take()) }));
    assert_eq!(documents(&desk.reader(), list(9)).total, 0);
    assert_eq!(overview(&desk.reader(), night()).open_by_urgency, [0; 5]);
    let (_, again) = desk.receive(1, "通知", Urgency::Routine);
    committed(desk.store.submit(again));
    assert_eq!(documents(&desk.reader(), list(9)).total, 1);
}

#[test]
fn a_claim_between_two_stores_has_exactly_one_winner() {
    const RACES: usize = 60;
    let mut desk = Desk::new();
    let ids: Vec<_> = (1..=RACES).map(|serial| desk.received(serial, "争", Urgency::Routine)).collect();
    let start = Arc::new(Barrier::new(2));
    let racer = |name: &'static str, seed| {
        let (path, ids, start) = (desk.path(), ids.clone(), Arc::clone(&start));
        std::thread::spawn(move || {
            let store = open(&path, seed);
            let won = ids.into_iter().filter(|id| {
                let claim =
                    Submission { officer: officer(name), expect: vec![(stream(*id), 1)], ..of(*id, take()) };
                start.wait();
                match store.submit(claim) {
                    Ok(Outcome::Committed(_)) => true,
                    Err(CommitError::Changed(_)) => false,
                    other => panic!("neither won nor lost: {other:?}"),
                }
            });
            won.count()
        })
    };
    let racers = [racer("甲", 11), racer("乙", 12)];
    let won: usize = racers.into_iter().map(|racer| racer.join().unwrap()).sum();
    assert_eq!((won, desk.reader().head().unwrap()), (RACES, 2 * RACES as u64));
}

#[test]
fn writers_in_turn_leave_numbers_without_gaps() {
    const EACH: usize = 25;
    let desk = Desk::new();
    let writer = |seed: u64| {
        let path = desk.path();
        std::thread::spawn(move || {
            let store = open(&path, seed);
            let mut ids = IdSource::seeded(seed);
            for at in 0..EACH {
                let (id, serial) = (ids.fresh(night()), at + EACH * usize::try_from(seed).unwrap());
                let receive = DocumentCommand::Receive(Box::new(paper(serial, "件", Urgency::Routine)));
                for answer in store.submit_all(vec![of(id, receive), of(id, DocumentCommand::Sign)]).wait() {
                    committed(answer);
                }
            }
        })
    };
    for writer in [writer(1), writer(2), writer(3)] {
        writer.join().unwrap();
    }
    let window = documents(&desk.reader(), list(1000));
    let mut numbers: Vec<_> = window.rows.into_iter().filter_map(|row| row.receipt_no).collect();
    numbers.sort();
    assert_eq!(numbers, (1..=3 * EACH).map(|n| format!("2020-{n:04}")).collect::<Vec<_>>());
}

#[test]
fn the_journal_can_neither_be_changed_nor_cut() {
    let mut desk = Desk::new();
    desk.received(1, "通知", Urgency::Routine);
    let raw = Connection::open(desk.path()).unwrap();
    for sql in [
        "UPDATE journal SET officer = '丙'",
        "DELETE FROM journal",
        "INSERT INTO journal SELECT 3, 'x', officer, shift, at, basis, prev_hash, hash, body FROM journal",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal",
        "INSERT OR REPLACE INTO journal SELECT 2, id, officer, shift, at, basis, prev_hash, hash, body FROM journal",
    ] {
        let error = raw.execute(sql, []).unwrap_err().to_string();
        assert!(error.contains("append-only"), "{sql}: {error}");
    }
}

#[test]
fn a_store_of_a_newer_program_is_refused_and_so_is_another_database() {
    let desk = Desk::new();
    let path = desk.path();
    drop(desk.store);
    let options = || OpenOptions { policy: policy(), seed: 1 };
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert!(matches!(Store::open(&path, options()), Err(StoreError::NewerSchema { found: 99, .. })));
    assert!(matches!(Reader::open(&path), Err(StoreError::NewerSchema { found: 99, .. })));
    let other = desk.dir.path().join("other.db");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE mine (a)").unwrap();
    assert!(matches!(Store::open(&other, options()), Err(StoreError::NotAStore)));
}

#[test]
fn a_fixed_seed_gives_the_same_journal_again() {
    let journal = || {
        let mut desk = Desk::new();
        let id = desk.received(1, "通知", Urgency::Routine);
        desk.act(id, DocumentCommand::Sign);
        let raw = Connection::open(desk.path()).unwrap();
        let mut rows = raw.prepare("SELECT hash FROM journal ORDER BY seq").unwrap();
        rows.query_map([], |row| row.get::<_, Vec<u8>>(0)).unwrap().collect::<Result<Vec<_>, _>>().unwrap()
    };
    assert_eq!(journal(), journal());
}

//! `kill -9` at any moment: what was acknowledged is in the journal, whole, and nothing else is half there.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use dutydesk::capture;
use dutydesk::config::Config;
use dutydesk::domain::document::DocumentCommand;
use dutydesk::domain::id::IdSource;
use dutydesk::domain::{Command as Order, Officer, Role};
use dutydesk::store::{OpenOptions, Outcome, Reader, Store, Submission};

use crate::house::House;

/// Store of the writer that is to be killed.
const STORE: &str = "DUTYDESK_TEST_WRITER_STORE";
/// Seed of its ids.
const SEED: &str = "DUTYDESK_TEST_WRITER_SEED";
/// Commits acknowledged in all before the test is content.
const COMMITS: usize = 1_000;

/// Registers papers and signs for them, and says of every commit, once it is acknowledged, `ack SEQ EVENTS`.
fn write(store: &Path, seed: u64, papers: usize) -> Vec<(u64, usize)> {
    let config = Config::builtin().expect("a sound built-in configuration");
    let zone = config.office.zone;
    let options = OpenOptions { policy: config.policy(), seed };
    let store = Store::open(store, options).expect("a store");
    let mut ids = IdSource::seeded(!seed);
    let now = "2020-02-12T01:30:00Z".parse().expect("a time");
    let officer = Officer { name: "陈若水".to_owned(), role: Role::Officer };
    let mut acknowledged = Vec::new();
    for number in 0..papers {
        let line = format!("加急 市防指 通知 第{seed}批第{number}件");
        let received = capture::parse(&line, now, zone).received("incoming", &line, now, zone);
        let id = ids.fresh(now);
        for act in [DocumentCommand::Receive(Box::new(received)), DocumentCommand::Sign] {
            let command = Order::Document { id, act };
            let submission =
                Submission { officer: officer.clone(), at: now, batch: None, expect: vec![], command };
            match store.submit(submission) {
                Ok(Outcome::Committed(committed)) => {
                    println!("ack {} {}", committed.seq, committed.events.len());
                    acknowledged.push((committed.seq, committed.events.len()));
                }
                other => panic!("{line}: {other:?}"),
            }
        }
    }
    acknowledged
}

/// The writer: on its own a test of the acknowledgements; started by [`kill_9_loses_no_acknowledged_commit`], what is
/// killed there.
#[test]
fn writer() {
    if let Some(store) = std::env::var_os(STORE) {
        let seed = std::env::var(SEED).ok().and_then(|seed| seed.parse().ok()).expect("a seed");
        write(Path::new(&store), seed, usize::MAX);
    }
    let house = House::new();
    let acknowledged = write(&house.store(), 7, 10);
    let expected: Vec<(u64, usize)> = (1..=20).map(|seq| (seq, if seq % 2 == 1 { 1 } else { 3 })).collect();
    assert_eq!(acknowledged, expected);
    house.verify();
}

fn start_writer(house: &House, seed: u64) -> Child {
    Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", "killed::writer", "--nocapture", "--test-threads=1"])
        .env(STORE, house.store())
        .env(SEED, seed.to_string())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a writer")
}

#[test]
fn kill_9_loses_no_acknowledged_commit() {
    let house = House::new();
    let mut acknowledged: BTreeMap<u64, usize> = BTreeMap::new();
    let mut rounds = 0;
    while acknowledged.len() < COMMITS {
        rounds += 1;
        let mut writer = start_writer(&house, rounds);
        // Never the same number of commits before the kill, and no more than about an eighth of all.
        let enough = (rounds * 37 % 101 + 25) as usize;
        let mut heard = 0;
        for line in BufReader::new(writer.stdout.take().expect("its output")).lines() {
            let line = line.expect("text");
            // The last line may have been cut off by the kill; the test runner's own lines are not ours.
            let Some((seq, events)) = line.strip_prefix("ack ").and_then(|ack| ack.split_once(' ')) else {
                continue;
            };
            let (Ok(seq), Ok(events)) = (seq.parse(), events.parse()) else { continue };
            assert_eq!(acknowledged.insert(seq, events), None, "number {seq} was given twice");
            heard += 1;
            if heard == enough {
                writer.kill().expect("a writer that runs");
            }
        }
        writer.wait().expect("a writer that ended");
        assert!(heard >= enough, "the writer gave up by itself after {heard} commits");
    }
    assert!(rounds >= 8, "killed {rounds} times only");
    check(&house, &acknowledged);
}

fn check(house: &House, acknowledged: &BTreeMap<u64, usize>) {
    house.verify();
    let log =
        Reader::open(&house.store()).and_then(|reader| reader.log(None, usize::MAX)).expect("a journal");
    let entries: BTreeMap<u64, usize> = log.iter().map(|entry| (entry.seq, entry.events.len())).collect();
    let lost: Vec<_> = acknowledged.iter().filter(|(seq, events)| entries.get(seq) != Some(events)).collect();
    assert!(lost.is_empty(), "acknowledged, but not whole in the journal: {lost:?}");
    assert!(entries.keys().copied().eq(1..=entries.len() as u64), "the numbers have gaps");
    // Receiving is one event, signing is three; anything else would be half a command.
    let halves: Vec<_> = entries.iter().filter(|(_, events)| **events != 1 && **events != 3).collect();
    assert!(halves.is_empty(), "{halves:?}");
    let mut receipts: Vec<String> =
        house.papers().iter().filter_map(|paper| Some(paper["receipt_no"].as_str()?.to_owned())).collect();
    let signed = entries.values().filter(|events| **events == 3).count();
    receipts.sort();
    receipts.dedup();
    assert_eq!(receipts.len(), signed, "a receipt number is missing or was given twice");
}

#[test]
fn an_import_killed_again_and_again_ends_whole() {
    const ROWS: usize = 400;
    let house = House::new();
    let rows: String = (1..=ROWS)
        .map(|n| format!("{{\"title\":\"关于第{n}项工作的通知\",\"doc_number\":\"盐防指〔2020〕{n}号\",\"issuer\":\"区防指\"}}\n"))
        .collect();
    let file = house.path("many.jsonl");
    std::fs::write(&file, rows).expect("a written file");
    let file = file.to_str().expect("UTF-8").to_owned();
    let mut seen = 0;
    for _ in 0..4 {
        let mut import = house.command(&["intake", &file]).stdout(Stdio::null()).spawn().expect("a program");
        let ended = loop {
            if import.try_wait().expect("a child").is_some() {
                break true;
            }
            // Before the first commit there may be no store to look at.
            let head = Reader::open(&house.store()).and_then(|reader| reader.head()).unwrap_or(0);
            if head >= seen + 40 {
                seen = head;
                break false;
            }
            std::thread::yield_now();
        };
        if ended {
            break;
        }
        import.kill().expect("a program that runs");
        import.wait().expect("a program that ended");
        let head = Reader::open(&house.store()).and_then(|reader| reader.head()).expect("a journal");
        assert!(head >= seen, "{seen} could be seen before the kill, {head} afterwards");
        seen = head;
        house.verify();
    }
    let told = house.json(&["intake", &file]);
    assert_eq!(told["refused"], serde_json::json!([]), "{told}");
    assert_eq!(house.papers().len(), ROWS, "every row once: {told}");
    house.verify();
}

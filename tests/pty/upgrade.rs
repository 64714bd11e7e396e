//! `kill -9` in the middle of bringing an older store up to date: it is as it was, and the next opening finishes it.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use dutydesk::store::{upgrade, verify};

use crate::house::{House, MORNING};

/// Store that the one to be killed brings up to date.
const STORE: &str = "DUTYDESK_TEST_UPGRADE_STORE";

/// The store of the first layout, as its program left it.
fn old_store(to: &Path) {
    let packed = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/store-v1.zip");
    let mut archive = zip::ZipArchive::new(std::fs::File::open(packed).expect("a file")).expect("an archive");
    let mut bytes = Vec::new();
    archive.by_name("store-v1.db").expect("a store").read_to_end(&mut bytes).expect("its bytes");
    std::fs::write(to, bytes).expect("a written file");
}

/// On its own nothing but an upgrade; started by the test below it waits at every step to be let on, or killed.
#[test]
fn upgrader() {
    let waits = std::env::var_os(STORE);
    let house = House::new();
    let path = waits.as_ref().map_or_else(|| house.store(), |path| path.into());
    if waits.is_none() {
        old_store(&path);
    }
    let mut steps = 0;
    let done = upgrade(&path, &mut |now| {
        steps += 1;
        if waits.is_some() {
            println!("step {}", now.percent);
            std::io::stdin().read_line(&mut String::new()).expect("a line");
        }
    });
    assert!(done.expect("an upgrade") && steps > 1, "{steps} steps");
}

fn start(house: &House) -> Child {
    Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", "upgrade::upgrader", "--nocapture", "--test-threads=1"])
        .env(STORE, house.store())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("an upgrader")
}

/// Lets it on until it has come so far, and kills it there.
fn killed_at(house: &House, percent: u32) {
    let mut upgrader = start(house);
    let mut stdin = upgrader.stdin.take().expect("its input");
    let mut reached = None;
    for line in BufReader::new(upgrader.stdout.take().expect("its output")).lines() {
        let line = line.expect("text");
        // The test runner writes the name of the test before the first of its lines.
        let Some((_, step)) = line.split_once("step ") else { continue };
        let step: u32 = step.trim().parse().expect("a percentage");
        if step >= percent {
            reached = Some(step);
            upgrader.kill().expect("an upgrader that runs");
            break;
        }
        writeln!(stdin).expect("an upgrader that listens");
    }
    let ended = upgrader.wait().expect("an upgrader that ended");
    assert!(reached.is_some() && !ended.success(), "{reached:?} of {percent}: {ended}");
}

#[test]
fn an_upgrade_killed_at_any_step_is_undone_and_the_next_opening_finishes_it() {
    let house = House::new();
    old_store(&house.store());
    let before = verify(&house.store()).expect("a store");
    assert_eq!(before.older_schema, Some(1));
    for percent in [0, 1, 50, 90, 100] {
        killed_at(&house, percent);
        let left = verify(&house.store()).expect("a store");
        assert_eq!((&left.problems, left.entries, left.events), (&vec![], before.entries, before.events));
        assert_eq!(left.older_schema, Some(1), "killed at {percent} %");
    }
    // Whoever opens it to write brings it up to date without a word being lost.
    let file = house.path("one.jsonl");
    std::fs::write(
        &file,
        "{\"title\":\"新的一件\",\"doc_number\":\"盐防指〔2020〕1号\",\"issuer\":\"区防指\"}\n",
    )
    .expect("a written file");
    let told = house.json(&["intake", file.to_str().expect("UTF-8"), "--at", MORNING]);
    assert_eq!(told["refused"], serde_json::json!([]), "{told}");
    let after = verify(&house.store()).expect("a store");
    assert_eq!((after.older_schema, after.entries > before.entries), (None, true));
    house.verify();
}

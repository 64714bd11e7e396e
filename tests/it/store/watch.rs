//! Whether others hear of a commit at once.

use std::time::Duration;

use dutydesk::store::Watcher;

use super::*;

#[tokio::test]
async fn a_commit_wakes_whoever_watches_and_can_be_seen_then() {
    let mut desk = Desk::new();
    let reader = desk.reader();
    let mut watcher = Watcher::open(&desk.path()).unwrap();
    for serial in 1..=3 {
        let (_, receive) = desk.receive(serial, "通知", Urgency::Routine);
        let pending = desk.store.submit_all(vec![receive]);
        tokio::time::timeout(Duration::from_secs(20), watcher.rung()).await.expect("the bell").unwrap();
        assert!(reader.changed().unwrap());
        assert_eq!(documents(&reader, list(9)).total, serial);
        pending.answers().await;
    }
    assert!(!reader.changed().unwrap());
}

#[tokio::test]
async fn what_changes_nothing_rings_no_bell() {
    let mut desk = Desk::new();
    let (_, receive) = desk.receive(1, "通知", Urgency::Routine);
    desk.store.submit_all(vec![receive]).answers().await;
    let mut watcher = Watcher::open(&desk.path()).unwrap();
    let (_, again) = desk.receive(1, "通知", Urgency::Routine);
    desk.store.submit_all(vec![again]).answers().await;
    let quiet = tokio::time::timeout(Duration::from_millis(50), watcher.rung()).await;
    assert!(quiet.is_err(), "nobody need look");
    desk.store.submit_all(vec![desk_take(&desk)]).answers().await;
    tokio::time::timeout(Duration::from_secs(20), watcher.rung()).await.expect("the bell").unwrap();
}

fn desk_take(desk: &Desk) -> Submission {
    let row = documents(&desk.reader(), list(1)).rows.remove(0);
    of(row.head.stream.id, take())
}

#[tokio::test]
async fn waiting_commands_become_durable_together_and_closing_finishes_them() {
    let mut desk = Desk::new();
    let pending: Vec<_> = (1..=40)
        .map(|serial| {
            let (_, receive) = desk.receive(serial, "通知", Urgency::Routine);
            desk.store.submit_all(vec![receive])
        })
        .collect();
    let (path, Desk { store, dir, .. }) = (desk.path(), desk);
    tokio::task::spawn_blocking(move || drop(store)).await.unwrap();
    for (seq, pending) in (1..).zip(pending) {
        assert_eq!(committed(pending.answers().await.remove(0)).seq, seq);
    }
    assert_eq!(Reader::open(&path).unwrap().head().unwrap(), 40);
    drop(dir);
}

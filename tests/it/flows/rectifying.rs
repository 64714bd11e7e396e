//! A finding from the visit to being struck off, by keys.

use dutydesk::domain::finding::Finding;

use super::*;

fn finding(room: &Room) -> Finding {
    let mut all = room.all(Kind::Finding);
    match (all.pop(), all.is_empty()) {
        (Some(State::Finding(finding)), true) => *finding,
        other => panic!("one finding: {other:?}"),
    }
}

fn state(room: &Room) -> &'static str {
    finding(room).state.name()
}

#[test]
fn a_visit_is_planned_by_keys() {
    let room = Room::new();
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("w i \"梅沙片区暗访\" <Enter> \"68路早高峰\" <Enter> <Enter> <Enter> \"陈晓\" <Enter>");
    let all = room.all(Kind::Inspection);
    let [State::Inspection(visit)] = all.as_slice() else { panic!("{all:?} {}", desk.toast()) };
    assert_eq!(visit.plan.title, "梅沙片区暗访");
    assert!(visit.plan.targets[0].peak.is_some());
}

#[test]
fn a_finding_is_disputed_rejected_struck_off_and_found_again_by_keys() {
    let room = Room::new();
    let mut desk = Desk::new(&room, "陈晓");
    let mut other = Desk::new(&room, "林珊");
    desk.keys("w f \"盐田港3号闸口\" <Enter> \"消毒记录缺失\" <Enter> \"kouan\" <Enter> <Enter>");
    desk.keys("d <C-u> \"kouan\" <Enter>");
    assert_eq!(state(&room), "assigned", "{}", desk.toast());
    desk.keys("x \"不属我办职责\" <Enter>");
    assert_eq!(state(&room), "disputed", "{}", desk.toast());
    desk.keys("d <C-u> \"jtj\" <Enter> d \"已补齐记录\" <Enter>");
    assert_eq!(state(&room), "submitted", "{}", desk.toast());
    // Whoever has reported it put right does not verify it: nothing is done, and the reason is told.
    desk.keys("d <Enter>");
    assert_eq!(state(&room), "submitted");
    assert!(desk.toast().contains("报整改") || desk.toast().contains("核查"), "{}", desk.toast());
    desk.keys("<Esc> <Esc>");
    other.changed();
    other.keys("2 x \"照片不清\" <Enter>");
    assert_ne!(state(&room), "submitted", "{}", other.toast());
    let rejected = finding(&room).submissions[0].rejected.clone().expect("a reason");
    assert_eq!(rejected.reason, "照片不清");
    desk.changed();
    desk.keys("d \"已重新拍照\" <Enter>");
    assert_eq!(state(&room), "submitted", "{}", desk.toast());
    other.changed();
    other.keys("d <Enter>");
    assert_eq!(state(&room), "verified", "{}", other.toast());
    other.keys("d");
    assert_eq!(state(&room), "closed", "{}", other.toast());
    other.keys("] G x \"又未登记\" <Enter>");
    assert_eq!(state(&room), "reopened", "{}", other.toast());
    assert_eq!(finding(&room).submissions.len(), 2, "what was submitted stays");
}

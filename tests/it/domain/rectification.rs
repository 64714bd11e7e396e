//! 整改: evidence, who may verify, closings that later reopenings do not undo, follow-up visits, plans of steps.

use chrono::TimeDelta;
use dutydesk::domain::document::{Attachment, Milestone};
use dutydesk::domain::finding::{
    Evidence, Finding, FindingCommand as C, FindingState as S, Observed, Severity,
};
use dutydesk::domain::inspection::{InspectionCommand, InspectionKind, Plan, Target, TargetKind};
use dutydesk::domain::{Command, EventBody, Kind, Refusal, Stream};
use proptest::prelude::*;

use super::findings::{on, seen};
use super::{Room, at, id};

fn photo(name: &str) -> Attachment {
    Attachment {
        name: name.to_owned(),
        digest: "ab".repeat(32),
        size: 5,
        media_type: "image/jpeg".to_owned(),
        not_kept: None,
    }
}

fn submit(words: &str) -> C {
    C::Submit { evidence: words.into() }
}

fn reopen(reason: &str) -> C {
    C::Reopen { reason: reason.to_owned(), visit: None }
}

/// A finding that was given to its unit.
fn assigned(severity: Severity) -> Room {
    let mut room = Room::at("2020-04-03 10:00");
    let observed = seen(&room, "未测体温", severity);
    room.does(&on(1, C::Raise(Box::new(observed))));
    room.does(&on(1, C::Assign { unit: "市监".to_owned() }));
    room
}

/// A finding that was closed at 12:00 on 3 April.
fn closed() -> Room {
    let mut room = assigned(Severity::OnSpot);
    room.does(&on(1, submit("照片")));
    room.ask("陈", &on(1, C::Verify { note: None })).unwrap();
    room.wait(120).does(&on(1, C::Close));
    room
}

#[test]
fn what_is_put_right_before_the_teams_eyes_is_raised_and_submitted_in_one_step() {
    let mut room = Room::at("2020-04-07 10:00");
    let spot = |observed: Observed, evidence: Evidence| {
        on(1, C::FixOnSpot { observed: Box::new(observed), evidence })
    };
    let slow = seen(&room, "宿舍超员", Severity::Structural);
    assert_eq!(room.refuses(&spot(slow, "照片".into())).code(), "bad_value");
    let quick = seen(&room, "未测体温", Severity::OnSpot);
    assert_eq!(
        room.refuses(&spot(quick.clone(), Evidence::default())),
        Refusal::Missing { field: "evidence" }
    );
    room.does(&spot(quick, Evidence { files: vec![photo("现场.jpg")], ..Evidence::default() }));
    let finding = room.get::<Finding>(1);
    assert_eq!((finding.state, finding.number.number), (S::Submitted, 1));
    assert_eq!(finding.evidence, None, "files alone are evidence");
    assert_eq!(finding.evidence_files().count(), 1);
    assert_eq!(room.refuses(&on(1, C::Verify { note: None })).code(), "same_person");
}

#[test]
fn a_finding_to_be_put_right_on_the_spot_needs_no_assignment_before_it_is() {
    let mut room = Room::at("2020-04-07 10:00");
    let (spot, normal) = (Severity::OnSpot, Severity::Normal);
    let observed = seen(&room, "未测体温", spot);
    room.does(&on(1, C::Raise(Box::new(observed))));
    room.does(&on(1, submit("已派人测温")));
    assert_eq!(room.get::<Finding>(1).state, S::Submitted);
    let observed = seen(&room, "台账缺项", normal);
    room.does(&on(2, C::Raise(Box::new(observed))));
    assert_eq!(room.refuses(&on(2, submit("已补"))).code(), "wrong_state");
}

#[test]
fn a_file_whose_bytes_were_not_kept_shows_nothing() {
    let mut room = assigned(Severity::Normal);
    let lost = Attachment { digest: String::new(), ..photo("丢失.jpg") };
    let evidence = Evidence { words: "照片".to_owned(), files: vec![lost], person: None };
    assert_eq!(room.refuses(&on(1, C::Submit { evidence })).code(), "bad_value");
}

#[test]
fn who_answers_for_it_at_the_unit_does_not_verify_it_under_the_same_name() {
    let mut room = assigned(Severity::Normal);
    let evidence =
        Evidence { words: "照片".to_owned(), files: vec![], person: Some("陈 若水".to_owned()) };
    room.does(&on(1, C::Submit { evidence }));
    let verify = on(1, C::Verify { note: None });
    assert_eq!(room.refuses_to("陈若水", &verify).code(), "same_person");
    assert_eq!(room.refuses_to("王", &verify).code(), "same_person");
    room.ask("李", &verify).unwrap();
}

#[test]
fn a_submission_that_was_taken_back_and_brought_back_is_still_nobodys_own_to_verify() {
    let mut room = assigned(Severity::Normal);
    let verify = on(1, C::Verify { note: None });
    room.does(&on(1, submit("照片")));
    room.undo("王", 3).unwrap();
    assert_eq!(room.get::<Finding>(1).state, S::Assigned);
    room.undo("赵", 4).unwrap();
    assert_eq!(room.get::<Finding>(1).state, S::Submitted);
    assert_eq!(room.refuses_to("王", &verify).code(), "same_person", "王 submitted it");
    assert_eq!(room.refuses_to("赵", &verify).code(), "same_person", "赵 brought it back");
    room.ask("李", &verify).unwrap();
}

#[test]
fn taking_back_a_rejection_is_no_submission() {
    let mut room = assigned(Severity::Normal);
    room.does(&on(1, submit("照片")));
    room.ask("陈", &on(1, C::Reject { reason: "不清".to_owned() })).unwrap();
    room.undo("陈", 4).unwrap();
    room.ask("陈", &on(1, C::Verify { note: None })).unwrap();
    assert_eq!(room.get::<Finding>(1).rejections, 0);
}

#[test]
fn every_submission_keeps_its_files_and_why_it_was_not_enough() {
    let mut room = assigned(Severity::Normal);
    let with =
        |name: &str| Evidence { words: "见照片".to_owned(), files: vec![photo(name)], person: None };
    room.does(&on(1, C::Submit { evidence: with("一.jpg") }));
    room.ask("陈", &on(1, C::Reject { reason: "看不清".to_owned() })).unwrap();
    room.wait(30).does(&on(1, C::Submit { evidence: with("二.jpg") }));
    let finding = room.get::<Finding>(1);
    let names: Vec<&str> = finding.evidence_files().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["一.jpg", "二.jpg"], "numbers of files never change");
    let rejected = finding.submissions[0].rejected.as_ref().expect("it was not enough");
    assert_eq!((rejected.by.as_str(), rejected.reason.as_str()), ("陈", "看不清"));
    assert!(finding.submissions[1].rejected.is_none());
}

#[test]
fn what_is_reopened_later_was_closed_before_all_the_same() {
    let mut room = closed();
    let then = room.now;
    room.wait(24 * 60 * 3).does(&on(1, reopen("又犯")));
    let reopened = room.now;
    let finding = room.get::<Finding>(1);
    assert_eq!((finding.closed_at, finding.closed_by(), finding.reopenings()), (None, None, 1));
    assert!(!finding.closed_before(then), "an instant is not before itself");
    assert!(finding.closed_before(then + TimeDelta::seconds(1)));
    assert!(finding.closed_before(reopened));
    assert!(!finding.closed_before(reopened + TimeDelta::seconds(1)));
    room.does(&on(1, submit("再改")));
    room.ask("陈", &on(1, C::Verify { note: None })).unwrap();
    room.wait(60).ask("陈", &on(1, C::Close)).unwrap();
    let finding = room.get::<Finding>(1);
    assert!(finding.closed_before(room.now + TimeDelta::seconds(1)) && !finding.closed_before(room.now));
    assert_eq!(finding.closed_by(), Some("陈"));
}

#[test]
fn a_state_from_before_closings_were_kept_is_read_and_written_as_it_was() {
    let mut room = closed();
    let mut state = serde_json::to_value(room.get::<Finding>(1)).unwrap();
    state.as_object_mut().unwrap().retain(|name, _| !matches!(name.as_str(), "turns" | "submissions"));
    let old: Finding = serde_json::from_value(state.clone()).unwrap();
    assert_eq!(serde_json::to_value(&old).unwrap(), state, "nothing is added to what was stored");
    assert!(old.closed_before(room.now + TimeDelta::days(1)) && !old.closed_before(room.now));
    room.wait(60);
    let event = r#"{"reopened":{"reason":"又犯","due":"2020-04-04T10:00:00Z"}}"#;
    let event: dutydesk::domain::finding::FindingEvent = serde_json::from_str(event).unwrap();
    let stamp = dutydesk::domain::Stamp { at: room.now, by: "王".to_owned() };
    let reopened = <Finding as dutydesk::domain::Aggregate>::apply(Some(old), &stamp, &event).unwrap();
    assert!(reopened.closed_before(room.now), "when it was closed is still known");
}

fn visit(title: &str, follow_up: Vec<u64>) -> Plan {
    Plan {
        title: title.to_owned(),
        kind: InspectionKind::Unannounced,
        targets: vec![Target { kind: TargetKind::Market, name: "田东市场".to_owned(), peak: None }],
        team: vec!["陈".to_owned()],
        starts_at: at("2020-04-10 09:00"),
        follow_up: follow_up.into_iter().map(id).collect(),
    }
}

#[test]
fn a_follow_up_visit_confirms_what_is_still_right_and_reopens_what_is_not() {
    let mut room = closed();
    let observed = seen(&room, "台账缺项", Severity::OnSpot);
    room.does(&on(2, C::Raise(Box::new(observed))));
    let of_visit = |act| Command::Inspection { id: id(9), act };
    let plan = |follow_up| of_visit(InspectionCommand::Plan(Box::new(visit("回头看", follow_up))));
    assert_eq!(room.refuses(&plan(vec![3])).code(), "not_found");
    assert_eq!(room.refuses(&plan(vec![2])).code(), "bad_value", "it was never closed");
    room.does(&on(2, submit("已补")));
    room.ask("陈", &on(2, C::Verify { note: None })).unwrap();
    room.does(&on(2, C::Close));
    room.does(&plan(vec![1, 2, 1]));
    assert_eq!(room.get::<Finding>(1).following, None);
    let out = room.does(&of_visit(InspectionCommand::Depart));
    let told = out.iter().filter(|event| event.stream.kind == Kind::Finding).count();
    assert_eq!(told, 2, "each finding once");
    assert_eq!(room.get::<Finding>(1).following, Some(id(9)));
    room.wait(30).does(&on(1, C::FollowUp { visit: None, note: Some("未反弹".to_owned()) }));
    room.does(&on(2, reopen("台账又断档")));
    let right = room.get::<Finding>(1);
    assert_eq!((right.state, right.following), (S::Closed, None));
    assert_eq!(right.followed_up[0].visit, Some(id(9)));
    let wrong = room.get::<Finding>(2);
    assert_eq!((wrong.state, wrong.following), (S::Reopened, None));
    let named = C::FollowUp { visit: Some(id(9)), note: None };
    room.does(&on(1, named));
    assert_eq!(room.refuses(&on(1, C::FollowUp { visit: Some(id(8)), note: None })).code(), "not_found");
}

#[test]
fn a_structural_finding_goes_by_steps_and_the_next_one_is_due() {
    let mut room = assigned(Severity::Structural);
    let finding = room.get::<Finding>(1).clone();
    let names: Vec<&str> = finding.milestones.iter().map(|step| step.name.as_str()).collect();
    assert_eq!(names, ["制定方案", "中期检查", "自查自验"]);
    assert_eq!(room.due::<Finding>(1), Some((finding.milestones[0].due, "milestone")));
    let reach = |name: &str| on(1, C::ReachMilestone { name: Some(name.to_owned()) });
    assert_eq!(room.refuses(&reach("自查自验")).code(), "out_of_order");
    room.does(&reach("制定方案"));
    room.does(&on(1, C::ReachMilestone { name: None }));
    assert_eq!(room.due::<Finding>(1), Some((finding.milestones[2].due, "milestone")));
    let late =
        vec![Milestone {
            name: "验收".to_owned(), due: finding.due + TimeDelta::hours(1), reached_at: None
        }];
    assert_eq!(room.refuses(&on(1, C::Schedule { milestones: late })).code(), "too_late");
    let plan =
        vec![Milestone {
            name: "验收".to_owned(), due: finding.due - TimeDelta::hours(1), reached_at: None
        }];
    room.does(&on(1, C::Schedule { milestones: plan }));
    let left = room.get::<Finding>(1).next_milestone().map(|step| step.name.clone());
    assert_eq!(left.as_deref(), Some("验收"));
    let easier = Observed { severity: Severity::Normal, ..finding.observed };
    room.does(&on(1, C::Amend(Box::new(easier))));
    assert!(room.get::<Finding>(1).milestones.is_empty(), "only a structural one goes by steps");
}

fn any_step() -> impl Strategy<Value = (u8, usize, u8)> {
    (0..14_u8, 0..3_usize, 0..40_u8)
}

/// What is asked of a finding in one step of a random day.
fn step(room: &Room, how: u8) -> C {
    let severity = Severity::ALL[usize::from(how) % 4];
    let observed = seen(room, "未测体温", severity);
    let why = "不实".to_owned();
    match how {
        0 => C::FixOnSpot { observed: Box::new(observed), evidence: "照片".into() },
        1 => C::Raise(Box::new(observed)),
        2 | 3 => C::Assign { unit: "市监".to_owned() },
        4 | 5 => submit("照片"),
        6 => {
            let person = Some("乙".to_owned());
            C::Submit { evidence: Evidence { words: "照片".to_owned(), files: vec![photo("图")], person } }
        }
        7 => C::Reject { reason: why },
        8 | 9 => C::Verify { note: None },
        10 => C::Close,
        11 => reopen("又犯"),
        12 => C::Dispute { reason: why },
        _ => C::FollowUp { visit: None, note: None },
    }
}

proptest! {
    /// Whatever people do and take back: nobody verifies what they submitted, nothing is closed unverified, and what
    /// is to be put right has a due time.
    #[test]
    fn nobody_verifies_their_own_and_nothing_is_closed_unverified(
        steps in prop::collection::vec(any_step(), 1..60),
    ) {
        let officers = ["甲", "乙", "丙"];
        let mut room = Room::at("2020-04-03 10:00");
        let mut entries = 0_u64;
        let mut closed_at_some_time = Vec::new();
        for (how, who, undo) in steps {
            room.wait(7);
            let asked = if undo < 6 {
                Command::Undo { entry: entries.saturating_sub(u64::from(undo) / 3) }
            } else {
                on(1, step(&room, how))
            };
            let Ok(events) = room.ask(officers[who], &asked) else { continue };
            entries += 1;
            let stream = Stream::new(dutydesk::domain::Kind::Finding, id(1));
            let Some(entity) = room.world.get(stream).filter(|entity| !entity.void) else { continue };
            let finding = room.get::<Finding>(1);
            if let (S::Verified | S::Closed, Some((verifier, _))) = (finding.state, &finding.verified) {
                let last = finding.submissions.last().expect("there was a submission");
                prop_assert_ne!(&last.by, verifier);
                prop_assert_ne!(last.person.as_ref(), Some(verifier));
            }
            if finding.state == S::Closed {
                prop_assert!(finding.verified.is_some() && finding.closed_at.is_some());
                prop_assert!(finding.closed_before(room.now + TimeDelta::seconds(1)));
            } else {
                prop_assert!(!finding.closed_before(room.now + TimeDelta::seconds(1)));
            }
            prop_assert_eq!(entity.state.next_due().is_some(), finding.state.is_unrectified());
            let undone = events.iter().any(|event| matches!(event.body, EventBody::Restored(_)));
            if undone {
                closed_at_some_time.clear();
            }
            for instant in &closed_at_some_time {
                prop_assert!(finding.closed_before(*instant), "what was closed then was closed then");
            }
            if finding.state == S::Closed {
                closed_at_some_time.push(room.now + TimeDelta::seconds(1));
            }
        }
    }
}

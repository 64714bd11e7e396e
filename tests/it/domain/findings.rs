use dutydesk::domain::finding::{Finding, FindingCommand as C, FindingState as S, Observed, Severity};
use dutydesk::domain::{Command, Refusal};

use super::{Room, at, id};

pub(super) fn on(n: u64, act: C) -> Command {
    Command::Finding { id: id(n), act }
}

pub(super) fn seen(room: &Room, title: &str, severity: Severity) -> Observed {
    Observed {
        title: title.to_owned(),
        place: "田东市场".to_owned(),
        seen_at: room.now,
        unit: "市监".to_owned(),
        severity,
        inspection: None,
        detail: None,
        source: None,
    }
}

fn raised(severity: Severity) -> Room {
    let mut room = Room::at("2020-04-03 10:00");
    let observed = seen(&room, "未测体温", severity);
    room.does(&on(1, C::Raise(Box::new(observed))));
    room
}

#[test]
fn the_limit_follows_from_how_hard_it_is_and_steps_over_the_holiday() {
    let due = |severity| raised(severity).get::<Finding>(1).due;
    assert_eq!(due(Severity::OnSpot), at("2020-04-04 10:00"));
    // 4 to 6 April 2020 was the Qingming holiday.
    assert_eq!(due(Severity::Normal), at("2020-04-09 18:00"));
    assert_eq!(due(Severity::Complex), at("2020-04-15 18:00"));
    assert!(due(Severity::Structural) > due(Severity::Complex));
}

#[test]
fn whoever_submits_never_verifies() {
    let mut room = raised(Severity::OnSpot);
    room.does(&on(1, C::Assign { unit: "市监".to_owned() }));
    assert_eq!(
        room.refuses(&on(1, C::Submit { evidence: String::new().into() })),
        Refusal::Missing { field: "evidence" }
    );
    room.wait(60).does(&on(1, C::Submit { evidence: "照片".into() }));
    assert_eq!(room.due::<Finding>(1), None, "the unit has done its part");
    assert_eq!(room.refuses(&on(1, C::Verify { note: None })), Refusal::SamePerson { name: "王".to_owned() });
    room.ask("陈", &on(1, C::Verify { note: None })).unwrap();
    room.ask("陈", &on(1, C::Close)).unwrap();
    let finding = room.get::<Finding>(1);
    assert_eq!((finding.state, finding.closed_at), (S::Closed, Some(room.now)));
    assert_eq!(finding.verified.as_ref().map(|(name, _)| name.as_str()), Some("陈"));
}

#[test]
fn a_rejected_rectification_is_due_again_and_a_relapse_gets_a_new_limit() {
    let mut room = raised(Severity::OnSpot);
    room.does(&on(1, C::Assign { unit: "市监".to_owned() }));
    room.does(&on(1, C::Submit { evidence: "照片".into() }));
    assert_eq!(
        room.refuses(&on(1, C::Reject { reason: String::new() })),
        Refusal::Missing { field: "reason" }
    );
    room.does(&on(1, C::Reject { reason: "照片不清".to_owned() }));
    assert_eq!(room.get::<Finding>(1).state, S::Rectifying);
    assert_eq!(room.due::<Finding>(1), Some((at("2020-04-04 10:00"), "rectify")));
    room.does(&on(1, C::Submit { evidence: "新照片".into() }));
    room.ask("陈", &on(1, C::Verify { note: None })).unwrap();
    room.does(&on(1, C::Close));
    room.wait(24 * 60 * 7).does(&on(1, C::Reopen { reason: "又犯".to_owned(), visit: None }));
    assert_eq!(room.due::<Finding>(1), Some((at("2020-04-11 10:00"), "rectify")));
    assert_eq!(room.get::<Finding>(1).rejections, 1);
}

#[test]
fn a_disputed_finding_goes_to_another_unit_or_is_withdrawn() {
    let mut room = raised(Severity::Normal);
    room.does(&on(1, C::Assign { unit: "市监".to_owned() }));
    room.does(&on(1, C::Dispute { reason: "不属我局".to_owned() }));
    room.does(&on(1, C::Assign { unit: "城管".to_owned() }));
    assert_eq!(room.get::<Finding>(1).observed.unit, "城管");
    room.does(&on(1, C::Dispute { reason: "已拆".to_owned() }));
    room.does(&on(1, C::Withdraw { reason: "属实".to_owned() }));
    assert!(!room.entity::<Finding>(1).state.is_open());
    let Refusal::WrongState { allowed, .. } = room.refuses(&on(1, C::Start)) else { panic!() };
    assert!(!allowed.is_empty(), "a refusal says what can be done");
}

#[test]
fn place_fact_and_owner_are_mandatory_and_the_owner_must_be_known() {
    let mut room = Room::at("2020-04-07 09:00");
    room.policy.units = vec!["市监".to_owned()];
    let good = seen(&room, "未测体温", Severity::Normal);
    for (observed, field) in [
        (Observed { title: " ".to_owned(), ..good.clone() }, "title"),
        (Observed { place: String::new(), ..good.clone() }, "place"),
        (Observed { unit: String::new(), ..good.clone() }, "unit"),
    ] {
        assert_eq!(room.refuses(&on(1, C::Raise(Box::new(observed)))), Refusal::Missing { field });
    }
    let stranger = Observed { unit: "无此单位".to_owned(), ..good };
    assert_eq!(room.refuses(&on(1, C::Raise(Box::new(stranger)))).code(), "unknown_unit");
}

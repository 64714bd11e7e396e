//! Findings, supervised items, volunteers and runs, by keys.

use super::*;

#[test]
fn a_finding_goes_from_raised_to_closed_by_the_next_step_and_its_submitter_may_not_verify_it() {
    let room = Room::new();
    let stream = Stream::new(Kind::Finding, Id::from_parts(1, 1));
    let observed = Observed {
        title: "体温未登记".into(),
        place: "盐田港口".into(),
        seen_at: night(),
        unit: "port_office".into(),
        severity: Severity::Normal,
        inspection: None,
        detail: None,
        source: None,
    };
    room.submit("督查组", Command::Finding { id: stream.id, act: FindingCommand::Raise(Box::new(observed)) });
    let mut one = Desk::new(&room, "陈晓");
    one.keys("2 d \"kouan\" <Enter>");
    assert_eq!(room.state_of(stream), "assigned", "{}", one.toast());
    one.keys("d \"已整改\" <Enter>");
    assert_eq!(room.state_of(stream), "submitted", "{}", one.toast());
    one.keys("d <Enter>");
    assert_eq!(room.state_of(stream), "submitted");
    assert!(one.toast().contains("须由他人核查"), "{}", one.toast());
    let mut other = Desk::new(&room, "林珊");
    other.keys("2 d <Enter> d");
    assert_eq!(room.state_of(stream), "closed", "{}", other.toast());
}

#[test]
fn a_supervised_item_goes_all_the_way_up_by_one_key() {
    let room = Room::new();
    let stream = Stream::new(Kind::Supervised, Id::from_parts(1, 1));
    let item = Item {
        title: "核查公交线路".into(),
        source: SupervisedSource::ALL[0],
        channel: "wechat".into(),
        reference: None,
        received_at: night(),
        due: night() + TimeDelta::days(3),
    };
    room.submit(
        "督查组",
        Command::Supervised { id: stream.id, act: SupervisedCommand::Receive(Box::new(item)) },
    );
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("2 d d \"jiaotong\" <Enter> d d d \"已反馈\" <Enter> d <Enter>");
    let before = room.entries();
    desk.keys("w b");
    assert_eq!(room.entries(), before + 1, "{}", desk.toast());
    assert_eq!(room.state_of(stream), "reviewed", "the report leaves its item as it is");
    desk.keys("d d");
    assert_eq!(room.state_of(stream), "closed", "{}", desk.toast());
}

#[test]
fn a_volunteer_is_checked_in_and_out_and_taken_off_duty_with_a_reason() {
    let room = Room::new();
    let stream = Stream::new(Kind::Volunteer, Id::from_parts(1, 1));
    let person = Person {
        name: "苏雅".into(),
        kind: VolunteerKind::Volunteer,
        languages: vec!["fr".into()],
        phone: None,
    };
    room.submit("指挥部", Command::Volunteer { id: stream.id, act: VolunteerCommand::Enrol(person) });
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("4 a d x \"发热\" <Enter>");
    assert_eq!(room.state_of(stream), "off", "{}", desk.toast());
    assert_eq!(room.entries(), 4, "{}", desk.toast());
}

#[test]
fn a_run_leaves_by_keys_and_cannot_be_undone_into_another_officers_work() {
    let room = Room::new();
    let stream = Stream::new(Kind::Run, Id::from_parts(1, 1));
    let config = Config::builtin().unwrap();
    let plan = Plan {
        arrival: None,
        port: config.ports[0].id.clone(),
        site: config.sites[0].id.clone(),
        pick_up: night() + TimeDelta::hours(1),
        deliver: night() + TimeDelta::hours(3),
        passengers: 2,
        languages: Vec::new(),
    };
    room.submit("指挥部", Command::Run { id: stream.id, act: RunCommand::Plan(Box::new(plan)) });
    let (mut one, mut other) = (Desk::new(&room, "陈晓"), Desk::new(&room, "林珊"));
    one.keys("3 d");
    assert!(matches!(dialog(&one), Dialog::Form(_)), "the next step of a planned run is its crew");
    one.keys("<Esc> f");
    other.changed().keys("3 c \"已联系\" <Enter>");
    one.keys("u");
    assert!(one.toast().contains("林珊"), "{}", one.toast());
    one.changed().keys("x \"航班取消\" <Enter>");
    assert_eq!(room.state_of(stream), "cancelled", "{}", one.toast());
}

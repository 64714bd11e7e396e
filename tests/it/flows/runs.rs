//! A run by keys: crewed with what fits, taken along its course, heads counted, and what goes otherwise than planned.

use dutydesk::domain::arrival::{ArrivalCommand, ArrivalState, Mode, Movement};
use dutydesk::domain::run::{Crew, ExitKind, Run, RunState, Vehicle};
use dutydesk::domain::{Aggregate, Entity};

use super::*;

pub(super) fn planned(room: &Room, n: u64, starts_in: i64, passengers: u32, languages: &[&str]) -> Stream {
    let stream = Stream::new(Kind::Run, Id::from_parts(1, n.into()));
    let pick_up = night() + TimeDelta::minutes(starts_in);
    let plan = Plan {
        arrival: None,
        port: "yantian".into(),
        site: "haibin".into(),
        pick_up,
        deliver: pick_up + TimeDelta::minutes(40),
        passengers,
        languages: languages.iter().map(|&tag| tag.to_owned()).collect(),
    };
    room.submit("指挥部", Command::Run { id: stream.id, act: RunCommand::Plan(Box::new(plan)) });
    stream
}

pub(super) fn volunteer(room: &Room, n: u64, name: &str, language: &str) -> Id {
    let id = Id::from_parts(2, n.into());
    let person = Person {
        name: name.into(),
        kind: VolunteerKind::Volunteer,
        languages: vec![language.into()],
        phone: None,
    };
    room.submit("指挥部", Command::Volunteer { id, act: VolunteerCommand::Enrol(person) });
    id
}

pub(super) fn run(room: &Room, stream: Stream) -> Run {
    let entity: Entity = room.reader().entity(stream).unwrap().unwrap();
    Run::from_state(&entity.state).unwrap().clone()
}

/// What the field at hand offers.
fn offered(desk: &Desk) -> Vec<String> {
    match dialog(desk) {
        Dialog::Form(form) => form.fields[form.at].choices.iter().map(|(shown, _)| shown.clone()).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_crew_is_picked_from_what_fits_and_what_does_not_says_why() {
    let room = Room::new();
    let stream = planned(&room, 1, 60, 20, &["fr"]);
    let other = planned(&room, 2, 65, 5, &[]);
    let crew = Crew {
        vehicle: Vehicle { plate: "粤B·00003".into(), seats: 0 },
        driver: "马行健".into(),
        volunteers: Vec::new(),
    };
    room.submit("指挥部", Command::Run { id: other.id, act: RunCommand::Crew { crew, despite: None } });
    let speaker = volunteer(&room, 1, "金若兰", "fr");
    volunteer(&room, 2, "陶远译", "ja");
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("3 t");
    let vehicles = offered(&desk);
    assert!(vehicles[0].starts_with("粤B·00001  可载 31 人"), "{vehicles:#?}");
    let small = vehicles.iter().find(|line| line.starts_with("粤B·00006")).unwrap();
    assert!(small.contains("只能容纳 7 人"), "{small}");
    let taken = vehicles.iter().find(|line| line.starts_with("粤B·00003")).unwrap();
    assert!(taken.contains("才得空"), "{taken}");
    desk.keys("<Down> <Enter>");
    let drivers = offered(&desk);
    assert_eq!(drivers[0], "雷万钧", "{drivers:#?}");
    assert!(drivers.last().unwrap().starts_with("马行健  "), "{drivers:#?}");
    desk.keys("<Down> <Enter>");
    assert_eq!(offered(&desk), ["金若兰  法语"], "nobody is offered who speaks nothing that is needed");
    desk.keys("<Down> <Enter>");
    let crew = run(&room, stream).crew.unwrap_or_else(|| panic!("{}", desk.toast()));
    assert_eq!((crew.vehicle.plate.as_str(), crew.vehicle.seats), ("粤B·00001", 31));
    assert_eq!((crew.driver.as_str(), crew.volunteers), ("雷万钧", vec![speaker]));
    desk.keys("u");
    assert_eq!(room.state_of(stream), "planned", "{}", desk.toast());
}

#[test]
fn a_run_is_counted_along_its_course_and_closes_only_when_the_heads_add_up() {
    let room = Room::new();
    let stream = planned(&room, 1, 60, 6, &[]);
    let mut desk = Desk::new(&room, "陈晓");
    // A vehicle that is lent has its seats behind the plate.
    desk.keys("3 d \"粤A·借0001 20\" <Enter> \"外调司机\" <Enter> <Enter>");
    assert_eq!(room.state_of(stream), "crewed", "{}", desk.toast());
    desk.keys("d l p \"盐坝高速\" <Enter> d d");
    assert_eq!(room.state_of(stream), "boarding", "{}", desk.toast());
    desk.keys("l x \"未出现\" <Enter> \"1\" <Enter> \"未出关\" <Enter>");
    desk.keys("d \"五\" <Enter>");
    assert_eq!(room.state_of(stream), "boarding", "no number");
    desk.keys("<Backspace> \"5\" <Enter>");
    assert_eq!(room.state_of(stream), "en_route", "{}", desk.toast());
    desk.keys("l h \"堵车\" <Enter> l r");
    desk.keys("l x \"送医\" <Enter> \"1\" <Enter> <Enter>");
    desk.keys("d \"5\" <Enter> d d");
    assert_eq!(room.state_of(stream), "disinfecting");
    assert!(desk.toast().contains("上车 5，途中离队 1，送达 5"), "{}", desk.toast());
    desk.keys("l n <Enter> <Enter> \"4\" <Enter> \"重复点名\" <Enter> d");
    let closed = run(&room, stream);
    assert_eq!(closed.state, RunState::Closed, "{}", desk.toast());
    let exits: Vec<(ExitKind, u32)> =
        closed.headcount.exits.iter().map(|exit| (exit.kind, exit.count)).collect();
    assert_eq!(exits, [(ExitKind::NoShow, 1), (ExitKind::Hospital, 1)]);
    assert_eq!((closed.headcount.boarded, closed.headcount.delivered), (Some(5), Some(4)));
}

#[test]
fn a_run_is_moved_and_sent_elsewhere_by_keys() {
    let room = Room::new();
    let stream = planned(&room, 1, 60, 6, &[]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("3 l t \"5:00\" <Enter> \"航班延误\" <Enter>");
    let plan = run(&room, stream).plan;
    assert_eq!(plan.deliver - plan.pick_up, TimeDelta::minutes(40), "{}", desk.toast());
    assert!(plan.pick_up > night() + TimeDelta::minutes(60), "{}", desk.toast());
    desk.keys("d \"粤A·借0001 20\" <Enter> \"外调司机\" <Enter> <Enter> d");
    desk.keys("l d \"健康\" <Enter> \"满员\" <Enter>");
    let diverted = run(&room, stream);
    assert_eq!(
        (diverted.state, diverted.plan.site.as_str()),
        (RunState::Diverted, "yantian_lodge"),
        "{}",
        desk.toast()
    );
}

#[test]
fn a_run_is_planned_from_an_arrival_with_two_choices() {
    let room = Room::new();
    let arrival = Id::from_parts(3, 1);
    let movement = Movement {
        key: "CA1234@2020-04-07".into(),
        port: "shenzhen_airport".into(),
        mode: Mode::Flight,
        number: "CA1234".into(),
        origin: "巴黎".into(),
        scheduled_at: night() + TimeDelta::hours(2),
        estimated_at: Some(night() + TimeDelta::hours(3)),
        actual_at: None,
        passengers: 24,
        languages: vec!["fr".into()],
        status: ArrivalState::Delayed,
        source: "feed".into(),
        sequence: None,
        stated_at: None,
        reason: None,
        stated: None,
    };
    room.submit("指挥部", Command::Arrival { id: arrival, act: ArrivalCommand::Report(Box::new(movement)) });
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("3 w v \"ca12\" <Enter> \"海滨\" <Enter>");
    desk.keys("<Enter> <Enter> <Enter> <Enter>");
    let runs = room.all(Kind::Run);
    let [State::Run(run)] = runs.as_slice() else { panic!("{} {runs:?}", desk.toast()) };
    let plan = &run.plan;
    assert_eq!((plan.port.as_str(), plan.site.as_str(), plan.passengers), ("shenzhen_airport", "haibin", 24));
    assert_eq!((plan.arrival, plan.languages.clone()), (Some(arrival), vec!["fr".to_owned()]));
    // 40 minutes to pass the border after the estimate, 30 to board, 75 on the road.
    assert_eq!(plan.pick_up, night() + TimeDelta::minutes(220));
    assert_eq!(plan.deliver, plan.pick_up + TimeDelta::minutes(105));
    assert!(desk.toast().contains("排转运") && desk.toast().contains("CA1234"), "{}", desk.toast());
    assert_eq!(desk.app.screen().panes.transfers.current().map(|row| row.arrival.as_str()), Some("CA1234"));
    // Too many for the rooms that are left: the form stays, and says where.
    let many = planned(&room, 9, 600, 90, &[]);
    assert_eq!(room.state_of(many), "planned");
    desk.keys("w v <Down> <Enter> \"海滨\" <Enter> <Enter> \"20\" <Enter> <Enter> <Enter>");
    assert!(desk.toast().contains("只余 6 间"), "{}", desk.toast());
    assert_eq!(room.all(Kind::Run).len(), 2);
}

#[test]
fn the_hand_over_sheet_is_written_from_the_run_under_the_cursor() {
    let room = Room::new();
    let stream = planned(&room, 1, 60, 6, &[]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("3 X");
    match dialog(&desk) {
        Dialog::ReportFile(line) => {
            assert_eq!(line.order, dutydesk::view::ReportOrder::Handover(stream.id));
            assert_eq!(line.title, "转运交接单");
            assert!(line.input.text.ends_with(".docx"), "{}", line.input.text);
        }
        other => panic!("{other:?}"),
    }
}

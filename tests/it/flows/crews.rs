//! Proposed crews by keys: looked at, accepted in one entry, and taken back by one undo.

use super::runs::{planned, run, volunteer};
use super::*;
use dutydesk::ui::dialog::Crews;

fn open(desk: &Desk) -> &Crews {
    match dialog(desk) {
        Dialog::Crews(open) => open,
        other => panic!("{other:?}"),
    }
}

#[test]
fn crews_for_the_night_are_accepted_at_once_and_taken_back_at_once() {
    let room = Room::new();
    let first = planned(&room, 1, 60, 20, &["fr"]);
    let second = planned(&room, 2, 65, 12, &["ja"]);
    let speaker = volunteer(&room, 1, "金若兰", "fr");
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("W");
    let proposed = open(&desk).proposed.as_ref().expect("an answer");
    assert_eq!((proposed.crews.len(), proposed.possible()), (2, 2));
    let missing: Vec<bool> = proposed.crews.iter().map(|crew| crew.notes.is_empty()).collect();
    assert_eq!(missing, [true, false], "nobody speaks Japanese, and that is said: {proposed:#?}");
    let before = room.reader().head().unwrap();
    desk.keys("<Enter>");
    assert_eq!(room.reader().head().unwrap(), before + 1, "one entry: {}", desk.toast());
    let (one, other) = (run(&room, first).crew.expect("a crew"), run(&room, second).crew.expect("a crew"));
    assert_eq!((one.volunteers, other.volunteers), (vec![speaker], vec![]));
    assert!(one.vehicle.plate != other.vehicle.plate && one.driver != other.driver);
    desk.keys("u");
    assert_eq!((room.state_of(first), room.state_of(second)), ("planned", "planned"), "{}", desk.toast());
}

#[test]
fn a_proposal_that_others_have_overtaken_is_worked_out_anew_and_esc_sets_nothing() {
    let room = Room::new();
    let first = planned(&room, 1, 60, 5, &[]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("W");
    let plate =
        open(&desk).proposed.as_ref().and_then(|all| all.crews[0].vehicle.clone()).expect("one").plate;
    // Somebody else sends that vehicle elsewhere at the same time.
    let other = planned(&room, 2, 60, 5, &[]);
    let crew = dutydesk::domain::run::Crew {
        vehicle: dutydesk::domain::run::Vehicle { plate: plate.clone(), seats: 0 },
        driver: "谷丰年".into(),
        volunteers: Vec::new(),
    };
    room.submit("指挥部", Command::Run { id: other.id, act: RunCommand::Crew { crew, despite: None } });
    desk.keys("<Enter>");
    assert_eq!(room.state_of(first), "planned", "what is not free any more is not set: {}", desk.toast());
    desk.keys("W");
    let again =
        open(&desk).proposed.as_ref().and_then(|all| all.crews[0].vehicle.clone()).expect("one").plate;
    assert_ne!(again, plate);
    desk.keys("<Esc>");
    assert_eq!(room.state_of(first), "planned");
    desk.keys("W <Enter>");
    assert_eq!(room.state_of(first), "crewed", "{}", desk.toast());
}

#[test]
fn people_whose_pick_up_has_passed_come_first_and_get_another_time() {
    let room = Room::new();
    let late = planned(&room, 1, -17, 5, &[]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("W");
    assert!(open(&desk).proposed.as_ref().is_some_and(|all| all.crews[0].moved.is_some()));
    desk.keys("<Enter>");
    let run = run(&room, late);
    assert!(run.crew.is_some(), "{}", desk.toast());
    assert!(run.plan.pick_up >= night() && run.plan.pick_up < night() + TimeDelta::minutes(5));
    assert_eq!(run.plan.deliver - run.plan.pick_up, TimeDelta::minutes(40));
}

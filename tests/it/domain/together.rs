//! Several commands in one entry: all or none, each as if those before had happened.

use dutydesk::domain::run::Run;
use dutydesk::domain::{Command, Refusal};

use super::Room;
use super::runs::{crew, on, plan};

fn two_runs() -> Room {
    let mut room = Room::at("2020-04-07 02:14");
    for n in [1, 2] {
        let planned = plan(&room, 60, 10, None);
        room.does(&on(n, planned));
    }
    room
}

#[test]
fn crews_that_go_together_are_set_in_one_entry_and_one_undo_takes_them_back() {
    let mut room = two_runs();
    let both =
        Command::Together(vec![on(1, crew("B-01", "赵师傅", &[])), on(2, crew("B-02", "钱师傅", &[]))]);
    assert_eq!(room.does(&both).len(), 2);
    assert!(room.get::<Run>(1).crew.is_some() && room.get::<Run>(2).crew.is_some());
    room.does(&Command::Undo { entry: 3 });
    assert!(room.get::<Run>(1).crew.is_none() && room.get::<Run>(2).crew.is_none());
}

#[test]
fn the_second_sees_what_the_first_took_and_then_neither_is_set() {
    let mut room = two_runs();
    let both =
        Command::Together(vec![on(1, crew("B-01", "赵师傅", &[])), on(2, crew("B-01", "钱师傅", &[]))]);
    assert!(matches!(room.refuses(&both), Refusal::Overlap { who, .. } if who == "vehicle:B-01"));
    assert!(room.get::<Run>(1).crew.is_none() && room.get::<Run>(2).crew.is_none());
}

#[test]
fn what_the_first_lets_go_the_second_may_take() {
    let mut room = two_runs();
    room.does(&on(1, crew("B-01", "赵师傅", &[])));
    let swap =
        Command::Together(vec![on(1, crew("B-02", "赵师傅", &[])), on(2, crew("B-01", "钱师傅", &[]))]);
    room.does(&swap);
    assert_eq!(room.get::<Run>(2).crew.as_ref().map(|crew| crew.vehicle.plate.as_str()), Some("B-01"));
}

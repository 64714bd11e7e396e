use std::collections::BTreeMap;

use chrono::NaiveDate;
use dutydesk::domain::bulletin::{
    Bulletin, BulletinCommand as C, BulletinSeries, BulletinState, Masthead, Written,
};
use dutydesk::domain::shift::{HandoverRow, Roster, RowContent, SheetRow, Shift, ShiftCommand, ShiftState};
use dutydesk::domain::{Command, Refusal};

use super::{Room, at, id};

pub(super) fn on(n: u64, act: C) -> Command {
    Command::Bulletin { id: id(n), act }
}

pub(super) fn open(series: BulletinSeries) -> C {
    let day = NaiveDate::from_ymd_opt(2020, 4, 6).unwrap();
    C::Open(Masthead { series, title: "防控简报".to_owned(), day })
}

pub(super) fn draft(count: u32) -> C {
    let counts = BTreeMap::from([("documents".to_owned(), count)]);
    C::Draft(Box::new(Written { counts, ..Written::default() }))
}

#[test]
fn counts_are_those_of_a_whole_day_and_stay_as_they_were_frozen() {
    let mut room = Room::at("2020-04-06 23:59");
    room.does(&on(1, open(BulletinSeries::Daily)));
    let from = at("2020-04-07 00:00");
    assert_eq!(room.refuses(&on(1, draft(7))), Refusal::TooEarly { verb: "draft", from });
    room.now = from;
    room.does(&on(1, draft(7)));
    assert_eq!(room.refuses(&on(1, C::Check)), Refusal::SamePerson { name: "王".to_owned() });
    for act in [C::Check, C::Sign { leader: "李主任".to_owned() }, C::Issue] {
        room.ask("陈", &on(1, act)).unwrap();
    }
    assert_eq!(room.refuses(&on(1, draft(8))).code(), "wrong_state");
    room.does(&on(1, C::Correct { text: "应为8件".to_owned() }));
    let bulletin = room.get::<Bulletin>(1);
    assert_eq!((bulletin.state, bulletin.counts["documents"]), (BulletinState::Corrected, 7));
    assert_eq!(bulletin.number.unwrap().label(), "2020-0001");
}

#[test]
fn each_series_has_its_own_numbers_in_the_order_of_issue() {
    let mut room = Room::at("2020-04-07 01:00");
    let series = [BulletinSeries::Daily, BulletinSeries::Daily, BulletinSeries::Inspection];
    for (n, series) in (1..).zip(series) {
        for act in [open(series), draft(1)] {
            room.does(&on(n, act));
        }
        for act in [C::Check, C::Sign { leader: "李主任".to_owned() }] {
            room.ask("陈", &on(n, act)).unwrap();
        }
    }
    for n in [2, 3, 1] {
        room.does(&on(n, C::Issue));
    }
    let number = |n| room.get::<Bulletin>(n).number.unwrap().number;
    assert_eq!((number(1), number(2), number(3)), (2, 1, 1));
}

fn shift(act: ShiftCommand) -> Command {
    Command::Shift { id: id(1), act }
}

fn sheet() -> Vec<SheetRow> {
    let nothing = |row| SheetRow { row, content: RowContent::Nothing };
    HandoverRow::ALL.into_iter().map(nothing).collect()
}

fn on_duty() -> Room {
    let mut room = Room::at("2020-04-06 20:30");
    let roster = Roster {
        leader: "李主任".to_owned(),
        primary: "王".to_owned(),
        secondary: Some("陈".to_owned()),
        starts_at: at("2020-04-06 20:30"),
        ends_at: at("2020-04-07 08:30"),
    };
    room.does(&shift(ShiftCommand::Schedule(Box::new(roster))));
    room.does(&shift(ShiftCommand::Start));
    room
}

#[test]
fn a_handover_names_every_row_or_says_nothing_explicitly() {
    let mut room = on_duty();
    assert_eq!(room.due::<Shift>(1), Some((at("2020-04-07 08:30"), "handover")));
    let offer = |rows| shift(ShiftCommand::Offer { to: "赵".to_owned(), rows });
    let mut rows = sheet();
    rows.retain(|row| row.row != HandoverRow::RunsOnRoad);
    assert_eq!(room.refuses(&offer(rows)), Refusal::Missing { field: "runs_on_road" });
    let mut rows = sheet();
    rows[0].content = RowContent::Items(vec![" ".to_owned()]);
    assert_eq!(room.refuses(&offer(rows)), Refusal::Missing { field: "urgent_papers" });
    let to_oneself = shift(ShiftCommand::Offer { to: "王".to_owned(), rows: sheet() });
    assert_eq!(room.refuses(&to_oneself).code(), "bad_value", "both sides sign");
    room.does(&offer(sheet()));
}

#[test]
fn only_the_incoming_officer_accepts_and_what_is_unsigned_is_kept() {
    let mut room = on_duty();
    room.does(&shift(ShiftCommand::Offer { to: "赵".to_owned(), rows: sheet() }));
    let accept = shift(ShiftCommand::Accept { unsigned: vec![HandoverRow::KeysAndPhones] });
    assert_eq!(room.refuses(&accept), Refusal::OnlyBy { name: "赵".to_owned() });
    room.ask("赵", &accept).unwrap();
    assert_eq!(room.due::<Shift>(1), None);
    room.does(&shift(ShiftCommand::Close));
    let shift = room.get::<Shift>(1);
    assert_eq!(shift.state, ShiftState::Closed);
    assert_eq!(shift.handover.as_ref().unwrap().unsigned, [HandoverRow::KeysAndPhones]);
}

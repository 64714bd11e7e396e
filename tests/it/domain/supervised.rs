use dutydesk::domain::supervised::{
    Item, Supervised, SupervisedCommand as C, SupervisedSource, SupervisedState as S,
};
use dutydesk::domain::{Command, Refusal};

use super::{Room, at, id};

pub(super) fn on(n: u64, act: C) -> Command {
    Command::Supervised { id: id(n), act }
}

pub(super) fn item(received: &str, due: &str) -> Item {
    Item {
        title: "核查口岸防控".to_owned(),
        source: SupervisedSource::CityParty,
        channel: "wechat".to_owned(),
        reference: None,
        received_at: at(received),
        due: at(due),
    }
}

fn received() -> Room {
    let mut room = Room::at("2020-04-03 10:00");
    room.does(&on(1, C::Receive(Box::new(item("2020-04-03 10:00", "2020-04-08 17:00")))));
    room
}

#[test]
fn the_house_is_due_a_working_day_before_those_above() {
    let mut room = received();
    assert_eq!(room.due::<Supervised>(1), Some((at("2020-04-07 17:00"), "internal")));
    // 7 April 2020 was the first working day after the holiday; the one before it was the 3rd.
    room.does(&on(2, C::Receive(Box::new(item("2020-04-02 10:00", "2020-04-07 17:00")))));
    assert_eq!(room.get::<Supervised>(2).dues.internal, at("2020-04-03 17:00"));
    room.does(&on(3, C::Receive(Box::new(item("2020-04-03 10:00", "2020-04-03 20:00")))));
    assert_eq!(room.get::<Supervised>(3).dues.internal, at("2020-04-03 15:00"), "half of what there is");
}

#[test]
fn on_time_is_measured_by_the_original_due_time_whatever_was_extended() {
    let mut room = received();
    room.does(&on(1, C::Assign { unit: "口岸办".to_owned() }));
    let extend =
        C::Extend {
            until: at("2020-04-15 17:00"), approver: "李主任".to_owned(), reason: "量大".to_owned()
        };
    room.does(&on(1, extend.clone()));
    let dues = room.get::<Supervised>(1).dues;
    assert_eq!((dues.original, dues.current), (at("2020-04-08 17:00"), at("2020-04-15 17:00")));
    assert_eq!(dues.internal, at("2020-04-14 17:00"));
    room.now = at("2020-04-10 09:00");
    room.does(&on(1, C::FeedBack { words: "已查".to_owned() }));
    assert_eq!(room.get::<Supervised>(1).on_time(), Some(false));
    assert_eq!(room.due::<Supervised>(1), Some((at("2020-04-15 17:00"), "current")), "still to be reported");
    room.does(&on(1, C::Review { note: None }));
    room.does(&on(1, C::ReportUp));
    assert_eq!(room.due::<Supervised>(1), None);
}

#[test]
fn an_extension_is_asked_before_the_due_time_and_somebody_approves_it() {
    let mut room = received();
    let ask = |until, approver: &str| {
        on(1, C::Extend { until: at(until), approver: approver.to_owned(), reason: "量大".to_owned() })
    };
    assert_eq!(room.refuses(&ask("2020-04-15 17:00", "")), Refusal::Missing { field: "approver" });
    assert_eq!(room.refuses(&ask("2020-04-08 17:00", "李主任")).code(), "not_ahead");
    room.now = at("2020-04-08 17:01");
    assert_eq!(
        room.refuses(&ask("2020-04-15 17:00", "李主任")),
        Refusal::TooLate { verb: "extend", until: at("2020-04-08 17:00") }
    );
}

#[test]
fn a_unit_refuses_with_a_reason_within_a_working_day_or_not_at_all() {
    let mut room = received();
    room.does(&on(1, C::Assign { unit: "口岸办".to_owned() }));
    let by = room.get::<Supervised>(1).refuse_by.unwrap();
    room.now = by;
    room.does(&on(1, C::Refuse { reason: "不属我办".to_owned() }));
    room.does(&on(1, C::Assign { unit: "交通".to_owned() }));
    room.now = room.get::<Supervised>(1).refuse_by.unwrap();
    assert_eq!(room.wait(1).refuses(&on(1, C::Refuse { reason: "晚了".to_owned() })).code(), "too_late");
}

#[test]
fn an_answer_that_is_not_good_enough_does_not_count() {
    let mut room = received();
    room.does(&on(1, C::Assign { unit: "口岸办".to_owned() }));
    room.does(&on(1, C::FeedBack { words: "已查".to_owned() }));
    assert_eq!(room.get::<Supervised>(1).on_time(), Some(true));
    room.does(&on(1, C::Review { note: None }));
    room.does(&on(1, C::Redo { reason: "无数据".to_owned() }));
    let now = room.get::<Supervised>(1);
    assert_eq!((now.state, now.on_time(), now.redone), (S::InProgress, None, 1));
    room.does(&on(1, C::FeedBack { words: "数据见附件".to_owned() }));
    for act in [C::Review { note: None }, C::ReportUp, C::Close] {
        room.does(&on(1, act));
    }
    assert!(!room.entity::<Supervised>(1).state.is_open());
}

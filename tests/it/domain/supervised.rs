use chrono::TimeDelta;
use dutydesk::domain::document::Milestone;
use dutydesk::domain::supervised::{
    Item, Light, Supervised, SupervisedCommand as C, SupervisedSource, SupervisedState as S,
};
use dutydesk::domain::{Command, Refusal};
use proptest::prelude::*;

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
    assert_eq!(room.refuses(&ask("2020-04-08 17:00", "李主任")).code(), "too_early", "it is due then anyway");
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

#[test]
fn a_correction_changes_what_was_written_and_no_late_answer_into_a_timely_one() {
    let mut room = received();
    let due = |due: &str| C::Amend(Box::new(item("2020-04-03 10:00", due)));
    room.does(&on(1, due("2020-04-10 17:00")));
    let dues = room.get::<Supervised>(1).dues;
    assert_eq!((dues.original, dues.current), (at("2020-04-10 17:00"), at("2020-04-10 17:00")));
    assert_eq!(dues.internal, at("2020-04-09 17:00"));
    assert_eq!(room.refuses(&on(1, due("2020-04-03 10:00"))).code(), "bad_value", "due as it came");
    room.does(&on(1, C::Assign { unit: "口岸办".to_owned() }));
    let extend =
        C::Extend {
            until: at("2020-04-15 17:00"), approver: "李主任".to_owned(), reason: "量大".to_owned()
        };
    room.does(&on(1, extend));
    room.does(&on(1, due("2020-04-08 17:00")));
    let dues = room.get::<Supervised>(1).dues;
    assert_eq!(
        (dues.original, dues.current),
        (at("2020-04-08 17:00"), at("2020-04-15 17:00")),
        "still extended"
    );
    room.now = at("2020-04-09 09:00");
    let late = Refusal::TooLate { verb: "amend", until: at("2020-04-08 17:00") };
    assert_eq!(room.refuses(&on(1, due("2020-04-10 17:00"))), late);
    assert_eq!(room.refuses(&on(1, due("2020-04-07 17:00"))).code(), "not_ahead");
    let retitled = Item { title: "核查口岸".to_owned(), ..item("2020-04-03 10:00", "2020-04-08 17:00") };
    room.does(&on(1, C::Amend(Box::new(retitled))));
    assert_eq!(room.get::<Supervised>(1).dues, dues, "what was not corrected stays");
    for act in [C::FeedBack { words: "已查".to_owned() }, C::Review { note: None }, C::ReportUp, C::Close] {
        room.does(&on(1, act));
    }
    assert_eq!(room.refuses(&on(1, due("2020-04-08 17:00"))).code(), "wrong_state");
}

/// Three days, as the profile has it.
fn light(room: &Room, n: u64) -> Option<Light> {
    room.get::<Supervised>(n).light(room.now, TimeDelta::days(3))
}

#[test]
fn the_light_goes_by_the_due_time_of_the_house_then_by_the_one_given_from_above() {
    // Due 8 April 17:00, by the house 7 April 17:00.
    let mut room = received();
    assert_eq!(light(&room, 1), Some(Light::Fine));
    room.now = at("2020-04-05 16:59");
    assert_eq!(light(&room, 1), Some(Light::Fine));
    room.now = at("2020-04-05 17:00");
    assert_eq!(light(&room, 1), Some(Light::Near));
    room.now = at("2020-04-07 17:01");
    assert_eq!(light(&room, 1), Some(Light::Behind));
    room.now = at("2020-04-08 17:01");
    assert_eq!(light(&room, 1), Some(Light::Overdue));
}

#[test]
fn an_answer_in_time_is_not_behind_and_what_was_reported_has_no_light() {
    let mut room = received();
    room.does(&on(1, C::Assign { unit: "口岸办".to_owned() }));
    room.does(&on(1, C::FeedBack { words: "已查".to_owned() }));
    room.now = at("2020-04-08 09:00");
    assert_eq!(light(&room, 1), Some(Light::Near), "past the time of the house, but answered");
    room.does(&on(1, C::Review { note: None }));
    room.now = at("2020-04-08 17:01");
    assert_eq!(light(&room, 1), Some(Light::Overdue), "answered by the unit, and not reported");
    room.does(&on(1, C::ReportUp));
    assert_eq!(light(&room, 1), None);
}

#[test]
fn a_missed_step_of_the_plan_is_behind_and_the_step_comes_before_the_due_time() {
    let mut room = received();
    room.does(&on(1, C::Assign { unit: "口岸办".to_owned() }));
    let step = |name: &str, due: &str| Milestone { name: name.to_owned(), due: at(due), reached_at: None };
    let late = vec![step("汇总", "2020-04-09 09:00")];
    assert_eq!(room.refuses(&on(1, C::Schedule { milestones: late })).code(), "too_late");
    let plan = vec![step("核查", "2020-04-03 18:00"), step("汇总", "2020-04-04 12:00")];
    room.does(&on(1, C::Schedule { milestones: plan }));
    assert_eq!(room.due::<Supervised>(1), Some((at("2020-04-03 18:00"), "milestone")));
    room.now = at("2020-04-03 18:01");
    assert_eq!(light(&room, 1), Some(Light::Behind));
    let wrong = C::ReachMilestone { name: Some("汇总".to_owned()) };
    assert_eq!(room.refuses(&on(1, wrong)), Refusal::OutOfOrder { next: "核查".to_owned() });
    room.does(&on(1, C::ReachMilestone { name: None }));
    assert_eq!(light(&room, 1), Some(Light::Fine));
    room.does(&on(1, C::ReachMilestone { name: Some("汇总".to_owned()) }));
    assert_eq!(room.due::<Supervised>(1), Some((at("2020-04-07 17:00"), "internal")));
}

#[test]
fn what_was_true_of_a_day_stays_true_when_the_answer_is_sent_back_later() {
    let mut room = received();
    room.does(&on(1, C::Assign { unit: "口岸办".to_owned() }));
    room.now = at("2020-04-04 09:00");
    room.does(&on(1, C::FeedBack { words: "已查".to_owned() }));
    let midnight = at("2020-04-05 00:00");
    let then = room.get::<Supervised>(1).standing(midnight);
    assert!(then.on_time && then.owed && !then.solved);
    room.now = at("2020-04-06 09:00");
    room.does(&on(1, C::Redo { reason: "无数据".to_owned() }));
    let item = room.get::<Supervised>(1);
    assert_eq!(item.standing(midnight), then, "the figures of that day are what they were");
    assert_eq!(item.standing(at("2020-04-07 00:00")).answered, None, "no answer stands now");
    assert_eq!(item.first_answered_at(), Some(at("2020-04-04 09:00")));
    room.now = at("2020-04-09 09:00");
    room.does(&on(1, C::FeedBack { words: "数据见附件".to_owned() }));
    let item = room.get::<Supervised>(1);
    assert_eq!(item.standing(midnight), then);
    let at_last = item.standing(at("2020-04-10 00:00"));
    assert_eq!((at_last.answered, at_last.on_time), (Some(at("2020-04-09 09:00")), false));
    let answers = item.answers();
    assert_eq!(
        answers.iter().map(|answer| answer.words.as_str()).collect::<Vec<_>>(),
        ["已查", "数据见附件"]
    );
    assert_eq!(answers[0].sent_back, Some((at("2020-04-06 09:00"), "无数据".to_owned())));
}

#[test]
fn a_state_of_an_older_program_reads_keeps_its_answer_and_is_written_as_it_was() {
    let mut room = received();
    room.does(&on(1, C::Assign { unit: "口岸办".to_owned() }));
    room.does(&on(1, C::FeedBack { words: "已查".to_owned() }));
    let mut older = serde_json::to_value(room.get::<Supervised>(1)).unwrap();
    older.as_object_mut().unwrap().remove("answers").expect("this program keeps all answers");
    assert!(older.get("milestones").is_none(), "what is empty is not written");
    let read: Supervised = serde_json::from_value(older.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), older);
    assert_eq!(read.answers().len(), 1);
    assert!(read.standing(at("2020-04-10 00:00")).on_time);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever happens in whatever order: on time means answered by the original due time, extended or not; solved is
    /// neither; a light never gets better by mere waiting; and what was true of a day stays true of it.
    #[test]
    fn on_time_extended_and_solved_are_three_facts(steps in prop::collection::vec((0_u8..9, 1_i64..40), 1..14)) {
        let mut room = received();
        let mut original = room.get::<Supervised>(1).dues.original;
        let mut seen = Vec::new();
        for (step, hours) in steps {
            room.now += TimeDelta::hours(hours);
            let current = room.get::<Supervised>(1).dues.current;
            let act = match step {
                0 => C::Assign { unit: "口岸办".to_owned() },
                1 | 2 => C::FeedBack { words: "已查".to_owned() },
                3 => C::Extend {
                    until: current + TimeDelta::days(2),
                    approver: "李主任".to_owned(),
                    reason: "量大".to_owned(),
                },
                4 => C::Redo { reason: "无数据".to_owned() },
                5 => C::Review { note: None },
                6 => C::ReportUp,
                _ => {
                    // Corrected to an earlier or a later due time.
                    let by = TimeDelta::hours(if step == 7 { hours } else { -hours });
                    let known = &room.get::<Supervised>(1).item;
                    C::Amend(Box::new(Item { due: known.due + by, ..known.clone() }))
                }
            };
            let corrects = matches!(act, C::Amend(_));
            let refused = room.ask("王五", &on(1, act)).is_err();
            let item = room.get::<Supervised>(1);
            if corrects && !refused {
                original = item.item.due;
                prop_assert!(original > room.now);
            }
            let until = room.now + TimeDelta::seconds(1);
            let standing = item.standing(until);
            prop_assert_eq!(standing.answered, item.fed_back_at);
            prop_assert_eq!(standing.on_time, item.on_time() == Some(true));
            prop_assert_eq!(standing.on_time, item.fed_back_at.is_some_and(|at| at <= original));
            prop_assert_eq!(standing.extended, !item.extensions.is_empty());
            prop_assert!(item.dues.internal < item.dues.current && item.dues.current >= original);
            prop_assert_eq!(item.dues.original, original);
            prop_assert!(!standing.solved);
            let (sooner, later) = (item.light(room.now, TimeDelta::days(3)), item.light(until, TimeDelta::days(3)));
            prop_assert!(sooner <= later);
            seen.push((until, standing));
            for (then, standing) in &seen {
                prop_assert_eq!(&item.standing(*then), standing);
            }
        }
    }
}

//! Meetings and official activities: the checklist counted back, postponing, minutes whose action items become tasks.

use chrono::TimeDelta;
use dutydesk::domain::limits::Limit;
use dutydesk::domain::meeting::{
    Action, Lead, Meeting, MeetingCommand as C, MeetingKind, MeetingPlan, MeetingState as S, NewItem,
    counted_back,
};
use dutydesk::domain::task::{Charge, Task, TaskCommand as T, TaskState};
use dutydesk::domain::{Command, Event, Id, Kind, Refusal, State, Stream};
use proptest::prelude::*;

use super::{Room, at, id};

fn on(n: u64, act: C) -> Command {
    Command::Meeting { id: id(n), act }
}

fn of_task(id: Id, act: T) -> Command {
    Command::Task { id, act }
}

fn plan(starts: &str) -> MeetingPlan {
    let starts_at = at(starts);
    MeetingPlan {
        kind: MeetingKind::Meeting,
        title: "区疫情防控指挥部会议".to_owned(),
        place: "区委三楼会议室".to_owned(),
        starts_at,
        ends_at: starts_at + TimeDelta::hours(2),
        leader: Some("林知远".to_owned()),
        organiser: Some("health".to_owned()),
        attendees: vec!["交通局".to_owned()],
    }
}

fn planning(starts: &str) -> C {
    C::Plan { plan: Box::new(plan(starts)), items: Vec::new() }
}

/// Tuesday the 7th, 09:00; the meeting is on Friday the 10th at 15:00. Monday the 6th was a holiday (清明).
fn planned() -> Room {
    let mut room = Room::at("2020-04-07 09:00");
    room.does(&on(1, planning("2020-04-10 15:00")));
    room
}

fn tick(item: &str) -> C {
    C::Tick { item: item.to_owned(), note: None }
}

fn postpone(to: Option<&str>) -> C {
    C::Postpone { starts_at: to.map(at), ends_at: None, reason: "领导外出".to_owned() }
}

fn action(owner: &str, what: &str, due: Option<&str>) -> Action {
    Action { owner: owner.to_owned(), what: what.to_owned(), due: due.map(at) }
}

fn minutes(actions: Vec<Action>) -> C {
    C::Minute { text: "议定三件事".to_owned(), actions }
}

fn tasks(room: &Room) -> Vec<(Id, Task)> {
    let tasks = room.world.of_kind(Kind::Task);
    tasks
        .filter_map(|entity| match &entity.state {
            State::Task(task) => Some((entity.stream.id, (**task).clone())),
            _ => None,
        })
        .collect()
}

fn held() -> Room {
    let mut room = planned();
    room.now = at("2020-04-10 17:20");
    room.does(&on(1, C::Hold { at: None }));
    room
}

#[test]
fn the_checklist_is_counted_back_over_the_working_calendar() {
    let room = planned();
    let meeting = room.get::<Meeting>(1);
    let dues: Vec<_> =
        meeting.items.iter().map(|item| (item.name.as_str(), item.due, item.hurried)).collect();
    assert_eq!(
        dues,
        [
            ("发会议通知", at("2020-04-08 18:00"), false),
            ("汇总参会名单", at("2020-04-09 14:30"), false),
            ("会议材料送审", at("2020-04-09 18:00"), false),
            ("会场与视频调试", at("2020-04-10 13:00"), false),
            ("会场消毒与座次", at("2020-04-10 14:00"), false),
        ]
    );
    assert_eq!(meeting.state, S::Planned);
    assert_eq!(room.due::<Meeting>(1), Some((at("2020-04-08 18:00"), "preparation")));
}

#[test]
fn what_is_late_already_is_due_at_once_and_says_so() {
    let mut room = Room::at("2020-04-10 14:30");
    room.does(&on(1, planning("2020-04-10 15:00")));
    let meeting = room.get::<Meeting>(1);
    assert!(meeting.items.iter().all(|item| item.hurried && item.due == at("2020-04-10 14:30")));
    // One that has begun, put on record afterwards, owes nothing after its start.
    room.does(&on(2, planning("2020-04-10 10:00")));
    assert!(room.get::<Meeting>(2).items.iter().all(|item| item.due == at("2020-04-10 10:00")));
}

#[test]
fn an_activity_goes_by_its_own_list_and_a_visit_by_that_of_activities() {
    let mut room = Room::at("2020-04-07 09:00");
    let visit = MeetingPlan { kind: MeetingKind::FieldVisit, ..plan("2020-04-10 15:00") };
    let extra = NewItem { name: "翻译到位".to_owned(), owner: Some("莫言秋".to_owned()), due: None };
    room.does(&on(1, C::Plan { plan: Box::new(visit), items: vec![extra] }));
    let items = &room.get::<Meeting>(1).items;
    let names: Vec<_> = items.iter().map(|item| (item.number, item.name.as_str())).collect();
    assert_eq!(names[..2], [(1, "行程方案送审"), (2, "踏勘现场")]);
    assert_eq!(names[4], (5, "翻译到位"));
    assert_eq!(items[4].due, at("2020-04-10 15:00"));
}

#[test]
fn items_are_ticked_one_by_one_and_then_everything_is_ready() {
    let mut room = planned();
    room.does(&on(1, tick("")));
    assert_eq!(room.get::<Meeting>(1).item(1).unwrap().settled.as_ref().unwrap().by, "王");
    room.does(&on(1, tick("名单")));
    room.does(&on(1, tick("3")));
    let skip = C::Skip { item: "视频".to_owned(), reason: "不设分会场".to_owned() };
    room.does(&on(1, skip));
    // 会场 is in two names; one of them is settled, but it is still not clear which is meant.
    assert_eq!(
        room.refuses(&on(1, tick("会场"))),
        Refusal::BadValue { field: "item", value: "会场".to_owned() }
    );
    room.does(&on(1, tick("会场消毒与座次")));
    assert_eq!((room.get::<Meeting>(1).state, room.get::<Meeting>(1).progress()), (S::Prepared, (5, 5)));
    assert_eq!(room.due::<Meeting>(1), Some((at("2020-04-10 17:00"), "hold")));
    // Ticked by mistake: it is owed again.
    room.does(&on(1, C::Untick { item: "3".to_owned() }));
    assert_eq!(room.get::<Meeting>(1).state, S::Planned);
    assert_eq!(room.due::<Meeting>(1), Some((at("2020-04-09 18:00"), "preparation")));
}

#[test]
fn an_item_gets_another_owner_and_another_time_but_none_after_the_start() {
    let mut room = planned();
    room.does(&on(1, C::AssignItem { item: "4".to_owned(), owner: "信息中心".to_owned() }));
    room.does(&on(1, C::MoveItem { item: "4".to_owned(), due: at("2020-04-09 09:00") }));
    let item = room.get::<Meeting>(1).item(4).unwrap();
    assert_eq!((item.owner.as_deref(), item.due), (Some("信息中心"), at("2020-04-09 09:00")));
    let late = C::MoveItem { item: "4".to_owned(), due: at("2020-04-10 15:01") };
    assert!(matches!(room.refuses(&on(1, late)), Refusal::TooLate { .. }));
    room.does(&on(1, C::AddItem(NewItem { name: "茶水".to_owned(), owner: None, due: None })));
    assert_eq!(room.get::<Meeting>(1).items.last().unwrap().number, 6);
}

#[test]
fn a_new_time_schedules_what_is_undone_anew_and_leaves_what_is_done() {
    let mut room = planned();
    room.does(&on(1, tick("1")));
    room.does(&on(1, C::MoveItem { item: "5".to_owned(), due: at("2020-04-10 12:00") }));
    let done = room.get::<Meeting>(1).item(1).unwrap().clone();
    room.does(&on(1, postpone(Some("2020-04-14 10:00"))));
    let meeting = room.get::<Meeting>(1);
    assert_eq!(meeting.item(1).unwrap(), &done);
    assert_eq!(meeting.item(3).unwrap().due, at("2020-04-13 18:00"));
    assert_eq!(meeting.item(4).unwrap().due, at("2020-04-14 08:00"));
    // Set by hand three hours before the start, it stays three hours before it.
    assert_eq!(meeting.item(5).unwrap().due, at("2020-04-14 07:00"));
    assert_eq!(meeting.plan.ends_at, at("2020-04-14 12:00"));
    assert_eq!(meeting.postponements[0].from, at("2020-04-10 15:00"));
    assert!(matches!(room.refuses(&on(1, postpone(Some("2020-04-07 08:00")))), Refusal::NotAhead { .. }));
}

#[test]
fn without_a_new_time_it_has_no_deadline_but_asks_for_one() {
    let mut room = planned();
    room.wait(30);
    room.does(&on(1, postpone(None)));
    assert_eq!((room.get::<Meeting>(1).state, room.due::<Meeting>(1)), (S::Postponed, None));
    assert_eq!(room.get::<Meeting>(1).notice.asks_since, Some(room.now));
    assert!(matches!(room.refuses(&on(1, C::Hold { at: None })), Refusal::WrongState { verb: "held", .. }));
    room.does(&on(1, postpone(Some("2020-04-14 10:00"))));
    assert_eq!(room.get::<Meeting>(1).state, S::Planned);
}

#[test]
fn it_is_held_not_before_its_time_and_then_the_minutes_are_due() {
    let mut room = planned();
    assert_eq!(
        room.refuses(&on(1, C::Hold { at: None })),
        Refusal::TooEarly { verb: "held", from: at("2020-04-10 15:00") }
    );
    let room = held();
    // Friday, 17:00; the second working day after is Tuesday.
    assert_eq!(room.due::<Meeting>(1), Some((at("2020-04-14 18:00"), "minutes")));
    assert_eq!(room.get::<Meeting>(1).held_at, Some(at("2020-04-10 15:00")));
}

#[test]
fn it_is_closed_with_minutes_or_with_the_word_that_there_are_none() {
    let mut room = held();
    let close = |why: Option<&str>| on(1, C::Close { without_minutes: why.map(str::to_owned) });
    assert_eq!(room.refuses(&close(None)), Refusal::Missing { field: "minutes" });
    assert_eq!(room.refuses(&close(Some("  "))), Refusal::Missing { field: "minutes" });
    room.does(&close(Some("调研活动不出纪要")));
    assert_eq!(room.get::<Meeting>(1).without_minutes.as_deref(), Some("调研活动不出纪要"));
    let mut room = held();
    room.does(&on(1, minutes(Vec::new())));
    room.does(&close(None));
    assert_eq!((room.get::<Meeting>(1).state, room.due::<Meeting>(1)), (S::Closed, None));
}

#[test]
fn action_items_become_tasks_in_the_same_entry_and_undo_takes_them_back() {
    let mut room = held();
    let entries = room.world.last_entry();
    let actions = vec![
        action("transport", "加开摆渡车", Some("2020-04-11 18:00")),
        action("冯见山", "核实防护物资", None),
    ];
    room.does(&on(1, minutes(actions.clone())));
    assert_eq!(room.world.last_entry(), entries + 1);
    let made = tasks(&room);
    let told: Vec<_> = made.iter().map(|(_, task)| (task.owner.as_str(), task.title.as_str())).collect();
    assert!(told.contains(&("transport", "加开摆渡车")) && told.contains(&("冯见山", "核实防护物资")));
    let source = Some(Stream::new(Kind::Meeting, id(1)));
    assert!(made.iter().all(|(_, task)| task.source == source && task.state == TaskState::Open));
    let own = made.iter().find(|(_, task)| task.owner == "冯见山").unwrap();
    assert_eq!(own.1.due, at("2020-04-17 18:00"), "five working days");
    let mut listed = room.get::<Meeting>(1).tasks.clone();
    listed.sort();
    let mut ids: Vec<Id> = made.iter().map(|(id, _)| *id).collect();
    ids.sort();
    assert_eq!(listed, ids);

    let taken_back = room.world.last_entry();
    room.undo("王", taken_back).unwrap();
    assert_eq!((tasks(&room).len(), room.get::<Meeting>(1).state), (0, S::Held));
    // Written anew they are new tasks; those taken back stay so.
    room.does(&on(1, minutes(actions)));
    assert_eq!((tasks(&room).len(), room.get::<Meeting>(1).tasks.len()), (2, 2));
}

#[test]
fn minutes_whose_tasks_are_being_worked_on_are_not_undone_behind_anybodys_back() {
    let mut room = held();
    room.does(&on(1, minutes(vec![action("transport", "加开摆渡车", None)])));
    let entry = room.world.last_entry();
    let task = tasks(&room)[0].0;
    room.does(&of_task(task, T::Start));
    let refused = room.undo("王", entry);
    assert!(refused.is_err() && tasks(&room).len() == 1);
}

#[test]
fn one_bad_action_item_keeps_the_whole_entry_out() {
    let mut room = held();
    let actions = vec![action("transport", "加开摆渡车", None), action(" ", "没有人办", None)];
    assert_eq!(room.refuses(&on(1, minutes(actions))), Refusal::Missing { field: "owner" });
    assert_eq!(tasks(&room), []);
}

#[test]
fn a_cancelled_meeting_asks_for_nothing() {
    let mut room = planned();
    assert_eq!(
        room.refuses(&on(1, C::Cancel { reason: String::new() })),
        Refusal::Missing { field: "reason" }
    );
    room.does(&on(1, C::Cancel { reason: "并入视频会".to_owned() }));
    assert_eq!((room.get::<Meeting>(1).state, room.due::<Meeting>(1)), (S::Cancelled, None));
    assert!(matches!(room.refuses(&on(1, tick(""))), Refusal::WrongState { verb: "tick", .. }));
}

fn charge(due: Option<&str>) -> Command {
    let charge =
        Charge { title: "报送名单".to_owned(), owner: "cdc".to_owned(), due: due.map(at), source: None };
    of_task(id(7), T::Raise(Box::new(charge)))
}

#[test]
fn a_task_is_done_with_an_outcome_put_off_with_a_reason_and_taken_up_again() {
    let mut room = Room::at("2020-04-07 09:00");
    room.does(&charge(Some("2020-04-07 18:00")));
    assert_eq!(room.due::<Task>(7), Some((at("2020-04-07 18:00"), "task")));
    let extend =
        |until: &str, reason: &str| of_task(id(7), T::Extend { until: at(until), reason: reason.to_owned() });
    assert_eq!(room.refuses(&extend("2020-04-08 12:00", "")), Refusal::Missing { field: "reason" });
    assert!(matches!(room.refuses(&extend("2020-04-07 17:00", "早些")), Refusal::NotAhead { .. }));
    room.does(&extend("2020-04-08 12:00", "街道未报齐"));
    assert_eq!(room.get::<Task>(7).original_due(), at("2020-04-07 18:00"));
    let finish = |outcome: &str| of_task(id(7), T::Finish { outcome: outcome.to_owned() });
    assert_eq!(room.refuses(&finish("")), Refusal::Missing { field: "outcome" });
    room.does(&finish("已报 42 人"));
    assert_eq!((room.get::<Task>(7).state, room.due::<Task>(7)), (TaskState::Done, None));
    room.now = at("2020-04-09 09:00");
    room.does(&of_task(id(7), T::Reopen { reason: "名单有误".to_owned() }));
    assert_eq!(room.due::<Task>(7), Some((at("2020-04-16 18:00"), "task")));
    assert_eq!(room.get::<Task>(7).outcome, None);
}

/// What somebody does to the meeting; which item, and how long after the last act.
#[derive(Debug, Clone)]
struct Try {
    minutes: i64,
    what: u8,
    item: u32,
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let one = (0..600_i64, 0..14_u8, 0..8_u32).prop_map(|(minutes, what, item)| Try { minutes, what, item });
    prop::collection::vec(one, 1..50)
}

fn tried(room: &Room, tried: &Try) -> Command {
    let item = tried.item.to_string();
    let soon = room.now + TimeDelta::minutes(i64::from(tried.item) * 700);
    let count = usize::try_from(tried.item % 4).unwrap();
    let act = match tried.what {
        0..=3 => C::Tick { item, note: None },
        4 => C::Skip { item, reason: "不需要".to_owned() },
        5 => C::Untick { item },
        6 => C::MoveItem { item, due: soon },
        7 => C::AddItem(NewItem { name: format!("另办{item}"), owner: None, due: Some(soon) }),
        8 | 9 => C::Postpone { starts_at: Some(soon), ends_at: None, reason: "另定".to_owned() },
        10 => C::Postpone { starts_at: None, ends_at: None, reason: "待定".to_owned() },
        11 => C::Hold { at: None },
        12 => minutes(vec![action("cdc", "报送", None); count]),
        _ => return Command::Undo { entry: room.world.last_entry() },
    };
    on(1, act)
}

fn dues_are_in_order(meeting: &Meeting) {
    for item in meeting.items.iter().filter(|item| item.settled.is_none()) {
        assert!(item.due <= meeting.plan.starts_at, "{item:?} after {}", meeting.plan.starts_at);
    }
    let ready = meeting.items.iter().all(|item| item.settled.is_some());
    assert!(meeting.state != S::Prepared || ready);
    assert!(meeting.state != S::Planned || !ready);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_postponing_loses_what_is_done_and_every_action_item_is_one_task(tries in tries()) {
        let mut room = planned();
        for one in tries {
            room.wait(one.minutes);
            let before = room.get::<Meeting>(1).clone();
            let tasks_before = tasks(&room).len();
            let command = tried(&room, &one);
            let Ok(made) = room.ask("王", &command) else { continue };
            if room.world.get(Stream::new(Kind::Meeting, id(1))).is_none_or(|found| found.void) {
                // The planning itself was undone.
                prop_assert_eq!(tasks(&room), []);
                break;
            }
            let now = room.get::<Meeting>(1);
            dues_are_in_order(now);
            if let Command::Meeting { act: C::Postpone { .. }, .. } = &command {
                let done = |meeting: &Meeting| -> Vec<_> {
                    meeting.items.iter().filter(|item| item.settled.is_some()).cloned().collect()
                };
                prop_assert_eq!(done(&before), done(now));
                prop_assert_eq!(before.items.len(), now.items.len());
            }
            if let Command::Meeting { act: C::Minute { actions, .. }, .. } = &command {
                prop_assert_eq!(tasks(&room).len(), tasks_before + actions.len());
                prop_assert_eq!(made.len(), 1 + actions.len());
            }
            let mut listed = now.tasks.clone();
            listed.sort();
            listed.dedup();
            prop_assert_eq!(listed.len(), now.tasks.len(), "no task twice");
            prop_assert_eq!(listed, tasks(&room).into_iter().map(|(id, _)| id).collect::<Vec<_>>());
        }
        read_again(&room);
    }

    #[test]
    fn what_is_counted_back_is_never_after_the_start(
        minutes in -20_000..20_000_i64, lead in 1..20_000_i64, days in 0..30_u32, shape in 0..3_u8,
    ) {
        let room = Room::at("2020-04-07 09:00");
        let starts_at = room.now + TimeDelta::minutes(minutes);
        let limit = match shape {
            0 => Limit::Wall(TimeDelta::minutes(lead)),
            1 => Limit::Working(TimeDelta::minutes(lead)),
            _ => Limit::WorkingDays(days),
        };
        let lead = Lead::from(limit);
        let (due, hurried) = counted_back(lead, starts_at, room.now, &room.policy.calendar);
        prop_assert!(due <= starts_at);
        prop_assert!(due >= room.now || starts_at < room.now);
        // Counted from a start far ahead nothing is late, and office hours given back lead to the start again.
        let far = starts_at + TimeDelta::days(400);
        let (due, late) = counted_back(lead, far, room.now, &room.policy.calendar);
        prop_assert!(!late && (hurried || due > room.now));
        if let Limit::Working(span) = limit {
            let forth = room.policy.calendar.add_working_time(due, span);
            prop_assert!(forth <= far && !room.policy.calendar.has_working_time(forth, far));
        }
    }
}

/// The journal alone, through JSON, gives the same entities.
fn read_again(room: &Room) {
    let mut again = dutydesk::domain::World::new();
    for (stamp, events) in room.world.entries() {
        let text = serde_json::to_string(events).unwrap();
        let events: Vec<Event> = serde_json::from_str(&text).unwrap();
        again.record(stamp, &events).unwrap();
    }
    assert!(again == room.world);
}

//! Meetings and tasks by keys: the checklist, the minutes with their tasks, a task to its end.

use dutydesk::domain::meeting::{Meeting, MeetingCommand, MeetingKind, MeetingPlan};
use dutydesk::domain::task::{Charge, Task, TaskCommand};

use super::*;

const MEETING: Stream = Stream::new(Kind::Meeting, Id::from_parts(1, 1));

/// A meeting that begins so many minutes from now, and ends two hours after that.
fn with_meeting(minutes: i64) -> Rc<Room> {
    let room = Room::new();
    let starts_at = night() + TimeDelta::minutes(minutes);
    let plan = MeetingPlan {
        kind: MeetingKind::Meeting,
        title: "指挥部会议".into(),
        place: "三楼会议室".into(),
        starts_at,
        ends_at: starts_at,
        leader: None,
        organiser: None,
        attendees: Vec::new(),
    };
    let act = MeetingCommand::Plan { plan: Box::new(plan), items: Vec::new() };
    room.submit("指挥部", Command::Meeting { id: MEETING.id, act });
    room
}

fn meeting(room: &Room) -> Meeting {
    match room.reader().entity(MEETING).unwrap().unwrap().state {
        State::Meeting(meeting) => *meeting,
        other => panic!("{other:?}"),
    }
}

fn tasks(room: &Room) -> Vec<Task> {
    let tasks = room.all(Kind::Task).into_iter();
    tasks
        .map(|state| match state {
            State::Task(task) => *task,
            other => panic!("{other:?}"),
        })
        .collect()
}

#[test]
fn the_checklist_is_ticked_off_item_by_item_and_undone() {
    let room = with_meeting(2_000);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("2 d");
    assert!(matches!(dialog(&desk), Dialog::Checklist(_)), "{:?}", dialog(&desk));
    desk.keys("<Space>");
    assert_eq!(meeting(&room).progress(), (1, 5), "{}", desk.toast());
    // The cursor stays on the item: once more, and it is owed again.
    desk.keys("<Enter>");
    assert_eq!(meeting(&room).progress(), (0, 5), "{}", desk.toast());
    desk.keys("G x \"不设主席台\" <Enter>");
    let last = meeting(&room).items[4].clone();
    assert_eq!(last.settled.unwrap().not_needed.as_deref(), Some("不设主席台"), "{}", desk.toast());
    desk.keys("u");
    assert_eq!(meeting(&room).progress(), (0, 5), "{}", desk.toast());
    desk.keys("g g t \"wsjkj\" <Enter>");
    assert_eq!(meeting(&room).items[0].owner.as_deref(), Some("health"), "{}", desk.toast());
    desk.keys("n \"备好口罩\" <Enter> <Enter> <Enter>");
    assert_eq!(meeting(&room).items.len(), 6, "{}", desk.toast());
    desk.keys("q");
    assert!(desk.app.screen().dialogs.is_empty());
}

#[test]
fn minutes_make_tasks_in_one_go_and_undo_takes_them_back() {
    let room = with_meeting(-150);
    for _ in 0..5 {
        let act = MeetingCommand::Tick { item: String::new(), note: None };
        room.submit("指挥部", Command::Meeting { id: MEETING.id, act });
    }
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("2 d");
    assert_eq!(room.state_of(MEETING), "held", "{}", desk.toast());
    desk.keys("d \"议定两件事\" <Enter> \"盐田交通局：加开摆渡车，明天18:00；没有冒号\" <Enter>");
    assert_eq!(room.state_of(MEETING), "held", "a line that is no action item keeps the whole entry out");
    desk.keys("<Ctrl-u> \"盐田交通局：加开摆渡车，明天18:00；冯见山：核实物资\" <Enter>");
    assert_eq!(room.state_of(MEETING), "minuted", "{}", desk.toast());
    let owners: Vec<String> = tasks(&room).into_iter().map(|task| task.owner).collect();
    assert_eq!(owners.len(), 2);
    assert!(owners.contains(&"transport".to_owned()) && owners.contains(&"冯见山".to_owned()), "{owners:?}");
    desk.keys("u");
    assert_eq!((room.state_of(MEETING), tasks(&room).len()), ("held", 0), "{}", desk.toast());
    desk.keys("x \"现场会不出纪要\" <Enter>");
    assert_eq!(room.state_of(MEETING), "closed", "{}", desk.toast());
}

#[test]
fn a_task_is_done_with_an_outcome_and_cancelled_with_a_reason() {
    let room = Room::new();
    let streams = [1, 2].map(|n| Stream::new(Kind::Task, Id::from_parts(1, n)));
    for (stream, title) in streams.iter().zip(["核对名单", "撤下横幅"]) {
        let due = Some(night() + TimeDelta::hours(i64::from(title == "撤下横幅") + 1));
        let charge = Charge { title: title.into(), owner: "health".into(), due, source: None };
        let act = TaskCommand::Raise(Box::new(charge));
        room.submit("指挥部", Command::Task { id: stream.id, act });
    }
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("2 t \"冯见山\" <Enter>");
    let owner = |title: &str| tasks(&room).into_iter().find(|task| task.title == title).unwrap().owner;
    assert_eq!((&*owner("核对名单"), &*owner("撤下横幅")), ("冯见山", "health"), "{}", desk.toast());
    desk.keys("d <Enter>");
    assert_eq!(room.state_of(streams[0]), "open", "an outcome is needed");
    desk.keys("\"42 人无误\" <Enter>");
    assert_eq!(room.state_of(streams[0]), "done", "{}", desk.toast());
    desk.keys("j x \"已由街道办\" <Enter>");
    assert_eq!(room.state_of(streams[1]), "cancelled", "{}", desk.toast());
}

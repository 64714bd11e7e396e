//! A guest's need, by keys.

use dutydesk::domain::request::{Need, Request, RequestCommand, RequestKind, RequestState};
use dutydesk::domain::{Aggregate, Entity};

use super::*;

fn speaker(room: &Room, n: u64, name: &str, kind: VolunteerKind, language: &str) -> Stream {
    let stream = Stream::new(Kind::Volunteer, Id::from_parts(1, n.into()));
    let person = Person {
        name: name.into(),
        kind,
        languages: vec![language.into()],
        phone: Some(format!("1380000{n:04}")),
    };
    room.submit("指挥部", Command::Volunteer { id: stream.id, act: VolunteerCommand::Enrol(person) });
    stream
}

fn raised(room: &Room, n: u64, gist: &str) -> Stream {
    let stream = Stream::new(Kind::Request, Id::from_parts(2, n.into()));
    let need = Need {
        kind: RequestKind::Interpreting,
        gist: gist.into(),
        site: "meisha_hotel".into(),
        guest: Some("Marie Dubreuil".into()),
        language: Some("fr".into()),
        raised_at: night(),
    };
    room.submit("林珊", Command::Request { id: stream.id, act: RequestCommand::Raise(Box::new(need)) });
    stream
}

fn request(room: &Room, stream: Stream) -> Request {
    let entity: Entity = room.reader().entity(stream).unwrap().unwrap();
    Request::from_state(&entity.state).unwrap().clone()
}

/// What the field at hand offers.
fn offered(desk: &Desk) -> Vec<String> {
    match dialog(desk) {
        Dialog::Form(form) => form.fields[form.at].choices.iter().map(|(shown, _)| shown.clone()).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_guest_is_answered_helped_and_says_thanks_by_the_next_step() {
    let room = Room::new();
    speaker(&room, 1, "陶远译", VolunteerKind::Volunteer, "en");
    speaker(&room, 2, "姜同声", VolunteerKind::Interpreter, "fr");
    speaker(&room, 3, "金若兰", VolunteerKind::Volunteer, "fr");
    let stream = raised(&room, 1, "需要法语翻译");
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("2 t");
    let lines = offered(&desk);
    assert_eq!(lines.len(), 4, "{lines:?}");
    assert!(lines[0].starts_with("金若兰  志愿者  13800000003  空闲"), "{lines:?}");
    assert!(
        lines[1].starts_with("姜同声  外聘译员") && lines[2] == "电话翻译" && lines[3] == "翻译机",
        "{lines:?}"
    );
    desk.keys("<Down> <Enter>");
    assert_eq!(request(&room, stream).assignee.as_deref(), Some("金若兰"), "{}", desk.toast());
    // The clock of the first response runs on until the guest has been spoken to, in words.
    desk.keys("a <Enter>");
    assert_eq!(room.state_of(stream), "assigned");
    desk.keys("\"已用法语电话回复\" <Enter>");
    assert_eq!(room.state_of(stream), "in_service", "{}", desk.toast());
    desk.keys("d \"已说明用药禁忌\" <Enter> d d \"Merci\" <Enter>");
    let closed = request(&room, stream);
    assert_eq!(
        (closed.state, closed.thanks.as_deref()),
        (RequestState::Closed, Some("Merci")),
        "{}",
        desk.toast()
    );
    assert_eq!(closed.outcome.as_deref(), Some("已说明用药禁忌"));
}

#[test]
fn where_nobody_is_free_the_reasons_stand_there_and_the_telephone_is_left() {
    let room = Room::new();
    speaker(&room, 3, "金若兰", VolunteerKind::Volunteer, "fr");
    let first = raised(&room, 1, "需要法语翻译");
    room.submit(
        "林珊",
        Command::Request { id: first.id, act: RequestCommand::Assign { to: "金若兰".into() } },
    );
    let second = raised(&room, 2, "另一家也要法语翻译");
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("2 / \"另一家\" <Enter> t");
    let lines = offered(&desk);
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines[0].contains("电话翻译") && lines[0].contains("法语此刻无人空闲"), "{lines:?}");
    assert!(lines[2].contains("金若兰") && lines[2].contains("正在办另一诉求"), "{lines:?}");
    desk.keys("<Down> <Enter>");
    assert_eq!(request(&room, second).assignee.as_deref(), Some("电话翻译"), "{}", desk.toast());
    // A name that nobody knows is a name too: no dead end.
    desk.keys("t \"张医生\" <Enter>");
    assert_eq!(request(&room, second).assignee.as_deref(), Some("张医生"), "{}", desk.toast());
}

#[test]
fn a_need_goes_higher_or_to_another_body_with_a_reason() {
    let room = Room::new();
    room.on_duty("刘建国");
    let stream = raised(&room, 1, "需要法语翻译");
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("2 e <Enter> \"语种无人\" <Enter>");
    let higher = request(&room, stream);
    assert_eq!(
        (higher.state, higher.assignee.as_deref()),
        (RequestState::Escalated, Some("刘建国")),
        "{}",
        desk.toast()
    );
    desk.keys("x \"waishi\" <Enter> \"由其办理\" <Enter>");
    assert_eq!(room.state_of(stream), "referred", "{}", desk.toast());
    desk.keys("u");
    assert_eq!(room.state_of(stream), "escalated", "{}", desk.toast());
}

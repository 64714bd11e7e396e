//! What is put off comes back, the bell sounds and sounds again, and the list of alarms.

use std::rc::Rc;

use chrono::TimeDelta;
use dutydesk::domain::arrival::{ArrivalCommand, ArrivalState, Mode, Movement};
use dutydesk::domain::{Attention, Command, Id, State, Urgency, Wake};
use dutydesk::message::{Effect, Msg, Timer};
use dutydesk::ui::dialog::Dialog;
use dutydesk::ui::screen::Tone;

use super::{dialog, two_desks};
use crate::desk::{Desk, Room, night};

fn flight(status: ArrivalState) -> Command {
    let movement = Movement {
        key: "CA1234@2020-04-07".to_owned(),
        port: "szx".to_owned(),
        mode: Mode::Flight,
        number: "CA1234".to_owned(),
        origin: "CDG".to_owned(),
        scheduled_at: night() + TimeDelta::hours(2),
        estimated_at: None,
        actual_at: None,
        passengers: 80,
        languages: Vec::new(),
        status,
        source: "feed".to_owned(),
        sequence: None,
        stated_at: None,
        reason: None,
        stated: None,
    };
    let act = ArrivalCommand::Report(Box::new(movement));
    Command::Arrival { id: Id::from_parts(77, 77), act }
}

fn attention(room: &Rc<Room>, title: &str) -> Attention {
    let State::Document(paper) = room.paper(title) else { panic!("a paper") };
    paper.notice.attention
}

fn rings(desk: &mut Desk) -> usize {
    let rung = desk.out.iter().filter(|effect| matches!(effect, Effect::Alert { .. })).count();
    desk.out.clear();
    rung
}

/// The clock goes on, and the timer that the desk asked for runs out.
fn later(desk: &mut Desk, minutes: i64) {
    desk.now = night() + TimeDelta::minutes(minutes);
    desk.msg(Msg::Clock(desk.now));
    desk.msg(Msg::Timer(Timer::Due));
    desk.frame();
}

#[test]
fn what_waits_for_a_flight_is_back_and_rings_when_another_officer_lands_it() {
    let (room, mut one, _) = two_desks(&[]);
    room.submit("林珊", flight(ArrivalState::Expected));
    room.receive("特急接机", Urgency::Immediate);
    one.changed();
    one.keys("s \"CA1234落地\"");
    let Dialog::Form(form) = dialog(&one) else { panic!("a form") };
    let shown = &form.fields[0].choices[0].0;
    assert!(shown.starts_with("CA1234落地，最迟 "), "understood before it counts, with an end: {shown}");
    one.keys("<Enter> <Enter>");
    let wake = Wake::Landed { arrival: "CA1234@2020-04-07".to_owned() };
    assert_eq!(attention(&room, "特急接机").wake(), Some(&wake), "{}", one.toast());
    rings(&mut one);

    room.submit("林珊", flight(ArrivalState::Landed));
    one.changed();
    assert_eq!(attention(&room, "特急接机"), Attention::Unacknowledged);
    later(&mut one, 3);
    assert_eq!(rings(&mut one), 1, "{}", one.toast());
}

#[test]
fn flights_and_units_are_offered_and_an_event_may_have_a_time_at_the_latest() {
    let (room, mut one, _) = two_desks(&["甲"]);
    room.submit("林珊", flight(ArrivalState::Expected));
    one.changed();
    one.keys("s");
    let Dialog::Form(form) = dialog(&one) else { panic!("a form") };
    assert!(form.fields[0].choices.iter().any(|(shown, _)| shown.starts_with("CA1234落地")), "{form:?}");
    one.keys("\"卫健局回复 最迟 05:00\" <Enter> <Enter>");
    let Attention::Shelved { until, wake, .. } = attention(&room, "甲") else { panic!("{}", one.toast()) };
    assert_eq!(wake, Some(Wake::Replied { unit: "health".to_owned() }));
    assert_eq!(until.to_rfc3339(), "2020-04-06T21:00:00+00:00");
}

#[test]
fn the_bell_sounds_again_until_somebody_takes_notice_and_tells_no_title() {
    let (room, mut one, mut other) = two_desks(&[]);
    room.receive("某人从某地来", Urgency::Flash);
    room.receive("另一件", Urgency::Immediate);
    one.changed();
    let Some(Effect::Alert { title, body }) =
        one.out.iter().find(|effect| matches!(effect, Effect::Alert { .. })).cloned()
    else {
        panic!("it rings at once: {:?}", one.out)
    };
    assert!(!body.contains("某人") && !title.contains("某人"), "{title} {body}");
    assert!(body.contains('2') && body.contains("特提"), "{body}");
    rings(&mut one);

    later(&mut one, 1);
    assert_eq!(rings(&mut one), 0, "not before its repeat");
    later(&mut one, 2);
    assert_eq!(rings(&mut one), 1, "once, whatever there is");
    assert!(one.toast().contains("2 件"), "{}", one.toast());
    room.receive("又一件", Urgency::Flash);
    one.changed();
    assert_eq!(rings(&mut one), 0, "never twice within the repeat");
    assert!(one.toast().contains("又一件"), "but the screen tells at once");
    later(&mut one, 4);
    assert_eq!(rings(&mut one), 1);

    later(&mut other, 5);
    other.keys("* a <Enter>");
    one.changed();
    later(&mut one, 6);
    assert_eq!(rings(&mut one), 0, "somebody has taken notice");
    later(&mut one, 60);
    assert_eq!(rings(&mut one), 1, "the acknowledgements have expired: {}", one.toast());
}

#[test]
fn quiet_hours_keep_the_bell_silent_but_not_the_screen() {
    for (breaks, expected) in [(false, 0), (true, 1)] {
        let room = Room::with_papers(&[]);
        let mut desk = Desk::with(&room, "陈晓", |setup| {
            let config = std::sync::Arc::make_mut(&mut setup.config);
            let at = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
            config.display.quiet_hours = Some((at(23), at(6)));
            config.attention.quiet_breaks = breaks;
        });
        room.receive("夜间特提", Urgency::Flash);
        desk.changed();
        assert_eq!(rings(&mut desk), expected);
        assert!(desk.toast().contains("夜间特提"), "{}", desk.toast());
        later(&mut desk, 6 * 60);
        assert_eq!(rings(&mut desk), 1, "after the quiet hours it sounds");
    }
}

#[test]
fn the_list_takes_back_what_is_put_off_acknowledges_alarms_and_jumps_to_them() {
    let (room, mut one, mut other) = two_desks(&[]);
    room.receive("特急件", Urgency::Immediate);
    room.receive("甲", Urgency::Routine);
    one.changed();
    one.keys("G s \"3h\" <Enter> \"等名单\" <Enter>");
    assert!(matches!(attention(&room, "甲"), Attention::Shelved { .. }), "{}", one.toast());
    other.changed();
    other.keys("A");
    let Dialog::Alarms(list) = dialog(&other) else { panic!("the list") };
    assert_eq!((list.rows(false).len(), list.rows(true).len()), (1, 1));
    let put_off = &list.rows(true)[0];
    assert_eq!((put_off.by.as_deref(), put_off.reason.as_deref()), (Some("陈晓"), Some("等名单")));

    other.keys("a");
    assert_eq!(room.state("特急件"), "registered", "{}", other.toast());
    assert!(matches!(dialog(&other), Dialog::Alarms(_)), "the list stays open");
    other.keys("<Tab> u");
    assert_eq!(attention(&room, "甲"), Attention::Unacknowledged, "{}", other.toast());
    let Dialog::Alarms(list) = dialog(&other) else { panic!("the list") };
    assert!(list.rows(true).is_empty(), "it is back");
    other.keys("<Tab> <Enter>");
    assert!(other.app.screen().dialogs.is_empty());
    assert_eq!(other.cursor(), "特急件");
}

#[test]
fn an_item_that_leaves_the_list_gives_its_place_under_the_keys_to_no_other() {
    let (room, mut one, mut other) = two_desks(&[]);
    room.receive("甲", Urgency::Routine);
    room.receive("乙", Urgency::Routine);
    one.changed();
    for title in ["甲", "乙"] {
        one.keys(if title == "甲" { "g g" } else { "G" });
        one.keys("s \"3h\" <Enter> \"等名单\" <Enter>");
    }
    other.changed();
    other.keys("A <Tab>");
    let Dialog::Alarms(list) = dialog(&other) else { panic!("the list") };
    let titles: Vec<String> = list.rows(true).iter().map(|row| row.target.title.clone()).collect();
    assert_eq!(titles.len(), 2);

    let first = titles[0].clone();
    one.keys("A <Tab> u");
    assert_eq!(attention(&room, &first), Attention::Unacknowledged, "{}", one.toast());
    other.changed();
    other.keys("u");
    assert!(matches!(attention(&room, &titles[1]), Attention::Shelved { .. }), "nobody chose {}", titles[1]);
    other.keys("j u");
    assert_eq!(attention(&room, &titles[1]), Attention::Unacknowledged, "{}", other.toast());
}

#[test]
fn what_calls_is_not_said_to_have_failed() {
    let (room, mut one, _other) = two_desks(&[]);
    one.changed();
    room.receive("特急件", Urgency::Immediate);
    one.changed();
    let tone = one.app.screen().toast.map(|toast| toast.tone);
    assert_eq!(tone, Some(Tone::Alarm), "{}", one.toast());
}

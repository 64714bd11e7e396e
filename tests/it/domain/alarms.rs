//! When a deadline is near, when an item rises, when alarms are a flood, and what is said of those that ended unseen.

use chrono::TimeDelta;
use dutydesk::domain::alarm::{
    Alarm, AlarmState, Condition, alarms, flood, near_from, next_change, returned,
};
use dutydesk::domain::document::{Document, DocumentCommand as C};
use dutydesk::domain::ladder::{Count, Grade, Rung, Step, ladder};
use dutydesk::domain::notice::NoticeCommand;
use dutydesk::domain::{Kind, Stream, Urgency};

use super::{Room, at, id, on_paper, paper, receive};

/// A room at 02:00 with a paper that came just now.
fn with_paper(urgency: Urgency) -> Room {
    let mut room = Room::at("2020-04-07 02:00");
    room.does(&receive(1, paper("", "通知", urgency, room.now)));
    room
}

/// Where the paper stands: the rung reached, and the next with its minutes from 02:00.
fn stands(room: &Room) -> (Option<Rung>, Option<(Rung, i64)>) {
    let rules = &room.policy.attention;
    let found = ladder(room.entity::<Document>(1), None, rules, room.now);
    let next = found.next.map(|rise| (rise.to, (rise.at - at("2020-04-07 02:00")).num_minutes()));
    (found.reached.map(|rise| rise.to), next)
}

fn found(room: &Room) -> Vec<Alarm> {
    alarms(room.entity::<Document>(1), &[], None, &room.policy.attention, room.now)
}

#[test]
fn an_urgent_paper_rises_to_the_second_minute_by_minute_and_then_to_the_leader() {
    let mut room = with_paper(Urgency::Immediate);
    let steps = [
        (Count::Unacknowledged(TimeDelta::minutes(6)), Rung::Secondary),
        (Count::Unacknowledged(TimeDelta::minutes(12)), Rung::Leader),
    ];
    let steps = steps.map(|(when, to)| Step { when, to }).to_vec();
    room.policy.attention.ladders.insert(Grade::Immediate, steps);
    assert_eq!(stands(&room), (None, Some((Rung::Secondary, 6))));
    room.wait(5);
    assert_eq!(stands(&room), (None, Some((Rung::Secondary, 6))));
    room.wait(1);
    assert_eq!(stands(&room), (Some(Rung::Secondary), Some((Rung::Leader, 12))), "at the minute itself");
    room.wait(6);
    assert_eq!(stands(&room), (Some(Rung::Leader), None));
    let risen = found(&room).remove(0);
    assert_eq!((risen.condition, risen.about), (Condition::Escalated, Some("leader")));
    assert_eq!(risen.since, at("2020-04-07 02:12"));

    room.does(&on_paper(1, C::Notice(NoticeCommand::Acknowledge)));
    assert_eq!(stands(&room).0, None, "whoever takes notice stops it");
}

#[test]
fn a_deadline_is_near_in_its_last_share_but_never_hours_before() {
    let mut room = with_paper(Urgency::Immediate);
    room.policy.attention.near_percent = 25;
    room.policy.attention.near_at_most = TimeDelta::minutes(30);
    let near =
        |room: &Room, due: &str| near_from(room.entity::<Document>(1), at(due), &room.policy.attention);
    assert_eq!(near(&room, "2020-04-07 02:20"), at("2020-04-07 02:15"), "a quarter of 20 minutes");
    assert_eq!(near(&room, "2020-04-07 04:00"), at("2020-04-07 03:30"), "a quarter of two hours is as much");
    assert_eq!(near(&room, "2020-04-10 02:00"), at("2020-04-10 01:30"), "not 18 hours before");
    assert_eq!(near(&room, "2020-04-07 01:00"), at("2020-04-07 01:00"), "due before it came: no span");

    // The paper is to be signed for by 02:10.
    let has = |room: &Room, condition| found(room).iter().any(|alarm| alarm.condition == condition);
    room.wait(7);
    assert!(!has(&room, Condition::Near));
    room.wait(1);
    assert!(has(&room, Condition::Near) && !has(&room, Condition::Missed));
    room.wait(2);
    assert!(!has(&room, Condition::Near) && has(&room, Condition::Missed), "one of the two");
}

#[test]
fn nothing_changes_between_two_changes_foretold() {
    let mut room = with_paper(Urgency::Immediate);
    let shown =
        |room: &Room| found(room).iter().map(|alarm| (alarm.condition, alarm.about)).collect::<Vec<_>>();
    let mut changes = 0;
    while let Some(next) = next_change(room.entity::<Document>(1), &room.policy.attention, room.now) {
        let before = shown(&room);
        room.now = next - TimeDelta::milliseconds(1);
        assert_eq!(shown(&room), before, "before {next}");
        room.now = next;
        changes += 1;
    }
    assert!(changes >= 3, "near, missed and a rung at least: {changes}");
}

/// New alarms, one every half minute until 02:00.
fn many(count: u64) -> Vec<Alarm> {
    let room = with_paper(Urgency::Immediate);
    let one = found(&room).remove(0);
    let of = |n: u64| Alarm {
        stream: Stream::new(Kind::Document, id(n)),
        since: room.now - TimeDelta::seconds(30 * i64::try_from(n).unwrap()),
        ..one.clone()
    };
    (0..count).map(of).collect()
}

#[test]
fn eleven_alarms_in_ten_minutes_are_told_as_counts() {
    let room = with_paper(Urgency::Immediate);
    let rules = &room.policy.attention;
    assert_eq!((rules.flood, rules.flood_window), (10, TimeDelta::minutes(10)));
    assert_eq!(flood(&many(10), rules, room.now), None, "ten can still be read");
    assert_eq!(flood(&many(11), rules, room.now), Some([0, 11, 0, 0]));

    let mut all = many(11);
    all[3].state = AlarmState::Acknowledged;
    assert_eq!(flood(&all, rules, room.now), None, "what somebody has seen is no part of it");
    assert_eq!(flood(&many(11), rules, room.now + TimeDelta::minutes(6)), None, "it passes");
}

#[test]
fn what_ends_before_anybody_saw_it_is_said_to_have_returned() {
    let mut before = many(3);
    before[1].state = AlarmState::Acknowledged;
    for alarm in &mut before {
        alarm.condition = Condition::Near;
    }
    let gone = returned(&before, &[]);
    let told: Vec<_> = gone.iter().map(|alarm| (alarm.stream, alarm.state)).collect();
    let unseen = |at: usize| (before[at].stream, AlarmState::Returned);
    assert_eq!(told, [unseen(0), unseen(2)], "what was seen is not said again");

    let worse = Alarm { condition: Condition::Missed, ..before[0].clone() };
    let seen = Alarm { state: AlarmState::Acknowledged, ..before[2].clone() };
    assert_eq!(returned(&before, &[worse, seen]), [], "worse is not over, and somebody has seen the other");
}

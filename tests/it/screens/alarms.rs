//! The list of alarms and of what is put off, on every size.

use dutydesk::domain::alarm::{Alarm, AlarmState, Condition, Priority};
use dutydesk::domain::ladder::{Escalation, Rise, Rung};
use dutydesk::domain::{Kind, Urgency, Wake};
use dutydesk::i18n::Lang;
use dutydesk::ui::dialog::{AlarmList, Dialog};
use dutydesk::view::{Alarms, AttentionRow, Due, Target};

use super::desk::{self, Desk, after, stream};
use super::{LANGS, painted};
use crate::screen_dump::dump;

fn row(n: u64, title: &str, condition: Condition, priority: Priority, state: AlarmState) -> AttentionRow {
    let stream = stream(Kind::Document, n);
    AttentionRow {
        target: Target {
            stream,
            version: 1,
            state: "arrived",
            title: title.to_owned(),
            shelved_until: None,
            due_at: Some(after(12)),
        },
        alarm: Some(Alarm { stream, condition, priority, since: after(-8), state, about: Some("sign") }),
        also: Vec::new(),
        no: Some(format!("2020-00{n}")),
        urgency: Some(Urgency::Immediate),
        due: Some(Due { at: after(12), kind: "sign" }),
        by: None,
        until: None,
        wake: None,
        reason: None,
        escalation: Escalation::default(),
    }
}

fn rise(minutes: i64, to: Rung) -> Option<Rise> {
    Some(Rise { at: after(minutes), to, whom: Some("刘建国".to_owned()) })
}

fn found() -> Alarms {
    use AlarmState as S;
    let mut risen = row(
        91,
        "关于做好境外输入防控的紧急通知",
        Condition::Escalated,
        Priority::Critical,
        S::Unacknowledged,
    );
    risen.alarm.as_mut().unwrap().about = Some("leader");
    risen.also = vec![Condition::Missed, Condition::Urgent];
    risen.due = Some(Due { at: after(-3), kind: "sign" });
    risen.escalation = Escalation { reached: rise(-2, Rung::Leader), next: None };
    let mut near = row(92, "核酸检测能力调查", Condition::Near, Priority::High, S::Unacknowledged);
    near.escalation = Escalation { reached: None, next: rise(6, Rung::Leader) };
    let ended = row(93, "大梅沙酒店整改", Condition::Missed, Priority::Medium, S::Returned);
    let seen = row(94, "第七十四期防控简报", Condition::Urgent, Priority::High, S::Acknowledged);
    let mut until_landing = row(95, "接机工作安排", Condition::Urgent, Priority::High, S::Shelved);
    until_landing.by = Some("王敏".to_owned());
    until_landing.until = Some(after(150));
    until_landing.wake = Some(Wake::Landed { arrival: "CA1234@2020-04-07".to_owned() });
    until_landing.reason = Some("落地后才有名单".to_owned());
    let mut until_time = row(96, "各街道值班表", Condition::Near, Priority::Low, S::Shelved);
    until_time.by = Some("李强".to_owned());
    until_time.until = Some(after(45));
    Alarms {
        alarms: vec![risen, near, ended, seen],
        shelved: vec![until_time, until_landing],
        flood: None,
        more: false,
    }
}

fn with(found: Option<Alarms>, shelved: bool, at: usize) -> Desk {
    let mut list = AlarmList { shelved, ..AlarmList::default() };
    if let Some(found) = found {
        list.take(Box::new(found));
        list.go(at);
    }
    Desk { dialogs: vec![Dialog::Alarms(list)], ..desk::desk() }
}

/// The list in all its states.
pub(super) fn all() -> Vec<Desk> {
    let flood = Alarms { flood: Some([3, 8, 2, 0]), more: true, ..found() };
    vec![
        with(Some(found()), false, 1),
        with(Some(found()), true, 1),
        with(Some(flood), false, 0),
        with(Some(Alarms::default()), true, 0),
        with(None, false, 0),
    ]
}

#[test]
fn alarms_and_what_is_put_off_in_both_languages_on_every_size() {
    for lang in LANGS {
        for (width, height) in [(160, 48), (80, 24), (40, 12)] {
            for (name, desk) in ["alarms", "shelved", "flood"].into_iter().zip(all()) {
                let name = format!("{name}_{}_{width}x{height}", lang.tag());
                insta::assert_snapshot!(name, dump(&painted(&desk, &desk::look(lang), width, height)));
            }
        }
    }
}

#[test]
fn nothing_put_off_and_not_read_yet_are_told_apart() {
    let text = |desk: &Desk| dump(&painted(desk, &desk::look(Lang::ZhCn), 80, 24));
    let all = all();
    assert!(text(&all[3]).contains("没有暂缓的事项"));
    assert!(text(&all[4]).contains("正在读取"));
}

#[test]
fn the_cursor_stays_on_its_item_when_the_list_changes_under_it() {
    let mut list = AlarmList::default();
    list.take(Box::new(found()));
    list.go(2);
    let on = list.current().unwrap().target.stream;
    let mut fewer = found();
    fewer.alarms.remove(0);
    list.take(Box::new(fewer.clone()));
    assert_eq!((list.current().unwrap().target.stream, list.at[0]), (on, 1));
    fewer.alarms.retain(|row| row.target.stream != on);
    list.take(Box::new(fewer));
    assert_eq!(list.at[0], 1, "an item that has left leaves the cursor on its line");
    list.take(Box::default());
    assert!(list.current().is_none());
}

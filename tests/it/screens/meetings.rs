//! The checklist of a meeting, in three sizes: what is done, what is late, what was not needed.

use chrono::TimeDelta;
use dutydesk::domain::meeting::{ChecklistItem, Lead, MeetingEvent, MeetingKind, MeetingPlan};
use dutydesk::domain::{Entity, Event, EventBody, Kind, Stamp};
use dutydesk::ui::dialog::Dialog;
use dutydesk::ui::meeting::Checklist;
use dutydesk::view::{Detail, Due, PaneKind};

use super::desk::{self, Desk, now, stream};
use super::{LANGS, painted};
use crate::screen_dump::dump;

fn item(number: u32, name: (&str, &str), owner: Option<&str>, minutes: i64) -> ChecklistItem {
    ChecklistItem {
        number,
        name: name.0.to_owned(),
        name_en: Some(name.1.to_owned()),
        owner: owner.map(str::to_owned),
        lead: Some(Lead::Minutes(60)),
        due: now() + TimeDelta::minutes(minutes),
        hurried: number == 3,
        settled: None,
    }
}

fn checklist() -> Dialog {
    let stream = stream(Kind::Meeting, 9);
    let plan = MeetingPlan {
        kind: MeetingKind::Meeting,
        title: "区疫情防控指挥部第14次会议".to_owned(),
        place: "区委三楼会议室".to_owned(),
        starts_at: now() + TimeDelta::hours(7),
        ends_at: now() + TimeDelta::hours(9),
        leader: None,
        organiser: None,
        attendees: Vec::new(),
    };
    let items = vec![
        item(1, ("发会议通知", "Send the invitations"), Some("health"), -600),
        item(2, ("会场与视频调试", "Room and video link"), Some("冯见山"), 300),
        item(3, ("会议材料送审", "Papers to the leader"), None, -5),
        item(4, ("会场消毒与座次", "Disinfection and seating"), Some("health"), 360),
    ];
    let events = [
        MeetingEvent::Planned { plan: Box::new(plan), items },
        MeetingEvent::ItemDone { number: 1, note: None },
        MeetingEvent::ItemSkipped { number: 2, reason: "不设分会场".to_owned() },
    ];
    let mut entity = None;
    for (version, event) in (1..).zip(events) {
        let stamp = Stamp { at: now() - TimeDelta::minutes(30), by: "王敏".to_owned() };
        let event = Event { stream, version, body: EventBody::from(event) };
        entity = Some(Entity::apply(entity, &stamp, &event).expect("events that follow"));
    }
    let entity = entity.expect("a meeting");
    let due = entity.state.next_due().map(|(at, kind)| Due { at, kind });
    let detail = Detail {
        entity,
        due,
        escalation: dutydesk::domain::ladder::Escalation::default(),
        dispatches: Vec::new(),
        tasks: Vec::new(),
        source: None,
        timeline: Vec::new(),
    };
    Dialog::Checklist(Checklist { stream, detail: Some(Box::new(detail)), at: None })
}

#[test]
fn a_checklist_in_three_sizes() {
    for lang in LANGS {
        for (width, height) in [(40, 12), (80, 24), (160, 48)] {
            let desk = Desk { focus: PaneKind::Issues, dialogs: vec![checklist()], ..desk::desk() };
            let name = format!("checklist_{}_{width}x{height}", lang.tag());
            insta::assert_snapshot!(name, dump(&painted(&desk, &desk::look(lang), width, height)));
        }
    }
}

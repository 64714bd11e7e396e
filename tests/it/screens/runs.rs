//! A run: who could take it, and what is known of it half way.

use chrono::TimeDelta;
use dutydesk::domain::event::{Aggregate, Entity, EventBody, Stamp};
use dutydesk::domain::run::{Crew, Exit, ExitKind, Plan, Run, RunEvent, Vehicle};
use dutydesk::domain::{Event, Kind};
use dutydesk::ui::dialog::{Dialog, Field, Form};
use dutydesk::ui::screen::Preview;
use dutydesk::verb::{Arg, Verb};
use dutydesk::view::{Detail, Due, Target};

use super::desk::{self, now, stream};
use super::open::input;
use super::{LANGS, painted};
use crate::screen_dump::dump;

fn run() -> Entity {
    let stream = stream(Kind::Run, 5);
    let plan = Plan {
        arrival: None,
        port: "zhuhai".to_owned(),
        site: "meisha_hotel".to_owned(),
        pick_up: now() - TimeDelta::hours(2),
        deliver: now() + TimeDelta::hours(1),
        passengers: 26,
        languages: vec!["fr".to_owned(), "en".to_owned()],
    };
    let vehicle = Vehicle { plate: "粤B·00003".to_owned(), seats: 26 };
    let crew = Crew { vehicle, driver: "贾长路".to_owned(), volunteers: Vec::new() };
    let exit = |kind, on_road, note: &str| RunEvent::Exited {
        exit: Exit { kind, count: 1, on_road, note: Some(note.to_owned()) },
    };
    let events = [
        RunEvent::Planned { plan: Box::new(plan), counts_on: None },
        RunEvent::Crewed { crew, speaks: vec!["en".to_owned()], despite: None },
        RunEvent::ManifestKept { people: 26, digest: "0".repeat(64) },
        RunEvent::Departed,
        RunEvent::ReachedPort,
        RunEvent::BoardingBegun,
        exit(ExitKind::NoShow, false, "未出关"),
        RunEvent::Left { boarded: 25 },
        exit(ExitKind::Hospital, true, "发热,家属 13812345678"),
        RunEvent::CalledIn { place: "虎门大桥".to_owned() },
    ];
    let stamp = Stamp { at: now() - TimeDelta::minutes(20), by: "田野".to_owned() };
    let mut entity = None;
    for (version, event) in (1..).zip(events) {
        let event = Event { stream, version, body: EventBody::from(event) };
        entity = Some(Entity::apply(entity, &stamp, &event).expect("a lawful life"));
    }
    entity.expect("a run")
}

fn detail() -> Detail {
    let entity = run();
    let due = Run::from_state(&entity.state).map(|run| Due { at: run.plan.deliver, kind: "deliver" });
    Detail {
        entity,
        due,
        escalation: dutydesk::domain::ladder::Escalation::default(),
        dispatches: Vec::new(),
        tasks: Vec::new(),
        source: None,
        timeline: Vec::new(),
    }
}

fn form() -> Form {
    let field = |arg, required, extra| Field::new(arg, required, extra);
    let mut vehicle = field(Arg::Vehicle, true, false);
    vehicle.choices = [
        "粤B·00001  可载 31 人",
        "粤B·00006  可载 7 人  只能容纳 7 人，现有 24 人，请换大的或分两趟",
        "粤B·00003  可载 26 人  另有转运任务，到 03:30 才得空，请换人换车或改时间",
    ]
    .map(|line| (line.to_owned(), line[..11].to_owned()))
    .into();
    let mut driver = field(Arg::Driver, true, false);
    driver.input = input("马行健");
    Form {
        verb: Verb::Crew,
        targets: vec![Target {
            stream: stream(Kind::Run, 5),
            version: 1,
            state: "planned",
            title: "DX8611".to_owned(),
            shelved_until: None,
            due_at: None,
        }],
        fields: vec![vehicle, driver, field(Arg::Volunteers, false, false), field(Arg::Reason, false, true)],
        at: 0,
        problem: None,
        asked: None,
    }
}

#[test]
fn a_crew_is_chosen_from_what_fits_on_every_size() {
    for lang in LANGS {
        let look = desk::look(lang);
        for (width, height) in [(160, 48), (80, 24), (40, 12)] {
            let mut desk = desk::desk();
            desk.dialogs = vec![Dialog::Form(form())];
            let name = format!("crew_form_{}_{width}x{height}", lang.tag());
            insta::assert_snapshot!(name, dump(&painted(&desk, &look, width, height)));
        }
    }
}

#[test]
fn the_preview_of_a_run_tells_its_heads_as_they_were_counted() {
    for lang in LANGS {
        let look = desk::look(lang);
        let mut desk = desk::desk();
        desk.preview = Preview {
            on: true,
            stream: Some(stream(Kind::Run, 5)),
            detail: Some(Box::new(detail())),
            top: 0,
            ticket: 1,
        };
        let shown = dump(&painted(&desk, &look, 160, 48));
        assert!(!shown.contains("13812345678"), "{shown}");
        insta::assert_snapshot!(format!("run_preview_{}", lang.tag()), shown);
    }
}

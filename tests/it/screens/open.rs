//! The same desk with a preview, a ghost, or a dialog open.

use dutydesk::capture;
use dutydesk::domain::dispatch::{Clock, DispatchEvent, Plan, ReceiptChannel, ReceiptProof, Whom};
use dutydesk::domain::doc_number::DocNumber;
use dutydesk::domain::document::{
    Copy, Deadlines, DocumentEvent, Handling, Instruction, InstructionMode, Receipt, Received,
};
use dutydesk::domain::notice::NoticeEvent;
use dutydesk::domain::serial::Serial;
use dutydesk::domain::{Entity, Event, EventBody, Kind, Stamp, Urgency};
use dutydesk::message::Action;
use dutydesk::ui::dialog::{
    Batch, CallSheet, Capture, Confirm, Conflict, Dialog, Field, FilterLine, Finder, FinderEntry, Form,
    History, Input,
};
use dutydesk::ui::list::Ghost;
use dutydesk::ui::screen::{Hint, Panes, Preview, Toast, Tone};
use dutydesk::verb::{Arg, Verb};
use dutydesk::view::{Changed, Detail, Difference, Due, Overview, Target, TimelineItem};

use super::desk::{self, Desk, after, now, stream, zone};
use super::emergencies;

pub(crate) const ALL: [&str; 20] = [
    "calls",
    "preview",
    "ghost",
    "toast",
    "pending",
    "filter",
    "capture",
    "form",
    "batch",
    "conflict",
    "palette",
    "help",
    "timeline",
    "confirm",
    "news",
    "report",
    "call",
    "last_report",
    "sheet",
    "times",
];

/// A paper's life until now, as its events tell it.
fn events() -> Vec<(i64, &'static str, DocumentEvent)> {
    let paper = Received {
        register: "incoming".to_owned(),
        doc_number: DocNumber::parse("粤卫疫〔2020〕41号"),
        title: "转发省指挥部关于境外输入疫情防控的紧急通知".to_owned(),
        issuer: "市新冠肺炎疫情防控指挥部".to_owned(),
        doc_type: Some("通知".to_owned()),
        urgency: Urgency::Immediate,
        handling: None,
        received_at: after(-18),
        written_on: None,
        stated_due: Some(after(900)),
        copy: Copy { source: "fax".to_owned(), digest: "0".to_owned() },
        url: None,
        note: None,
        origin: None,
        attachments: Vec::new(),
        unsure: Vec::new(),
    };
    let deadlines = Deadlines {
        sign: Some(after(-8)),
        tell_leader: Some(after(-3)),
        dispatch: Some(after(12)),
        complete: Some(after(900)),
    };
    let instruction = Instruction {
        leader: "刘建国".to_owned(),
        mode: InstructionMode::Phone,
        words: "请区卫健局牵头，交通、口岸配合，今晚落实到每一辆车，明早八点前报结果。".to_owned(),
    };
    let receipt = Receipt { register: "incoming".to_owned(), year: 2020, number: 1017 };
    vec![
        (-18, "王敏", DocumentEvent::Arrived { paper: Box::new(paper), deadlines }),
        (-16, "王敏", DocumentEvent::SignedFor),
        (-16, "王敏", DocumentEvent::Registered { receipt }),
        (-15, "王敏", DocumentEvent::Notice(NoticeEvent::Acknowledged { until: after(30) })),
        (-9, "李强", DocumentEvent::Vetted { handling: Handling::ForAction, deadlines }),
        (-6, "李强", DocumentEvent::LeaderTold { leader: Some("刘建国".to_owned()), words: None }),
        (-5, "李强", DocumentEvent::Instructed { instruction, backfill_due: Some(after(60 * 32)) }),
    ]
}

pub(crate) fn detail() -> Detail {
    let stream = stream(Kind::Document, 92);
    let mut entity = None;
    let mut timeline = Vec::new();
    for (version, (minutes, by, event)) in (1..).zip(events()) {
        let body = EventBody::from(event);
        let stamp = Stamp { at: after(minutes), by: by.to_owned() };
        let event = Event { stream, version, body: body.clone() };
        entity = Some(Entity::apply(entity, &stamp, &event).expect("a lawful life"));
        let seq = 4700 + u64::from(version);
        timeline.push(TimelineItem { seq, at: stamp.at, by: stamp.by, stream, version, body });
    }
    let due = Some(Due { at: after(12), kind: "dispatch" });
    Detail {
        entity: entity.expect("an entity"),
        due,
        escalation: Default::default(),
        dispatches: Vec::new(),
        tasks: Vec::new(),
        source: None,
        timeline,
    }
}

/// A dispatch that one unit has signed for, one did not answer, and one stands in for another.
fn calls() -> CallSheet {
    let stream = stream(Kind::Dispatch, 77);
    let clock = Clock { reurge_at: Some(after(3)), sign_due: Some(after(7)) };
    let plan = Plan {
        about: None,
        gist: "今晚二十二时前把三台大巴调到盐田港码头，随车人员全程防护，到位后报值班室。".to_owned(),
        urgency: Urgency::Immediate,
        reply_due: Some(after(120)),
        recipients: ["health", "transport", "office"].map(str::to_owned).into(),
    };
    let proof = ReceiptProof {
        channel: ReceiptChannel::Phone,
        person: "何思远".to_owned(),
        post: "值班员".to_owned(),
        at: after(-1),
        recorder: "王敏".to_owned(),
        words: Some("今晚二十二时前".to_owned()),
        read_back: Some(true),
    };
    let unit = |id: &str| id.to_owned();
    let events = [
        DispatchEvent::Drafted {
            number: Serial { year: 2020, number: 31 },
            plan: Box::new(plan),
            send_due: None,
        },
        DispatchEvent::Approved { approval: None, backfill_due: Some(after(600)) },
        DispatchEvent::Sent { clock },
        DispatchEvent::Unanswered { unit: unit("office"), whom: Whom::Contact },
        DispatchEvent::Signed { unit: unit("health"), proof },
    ];
    let mut entity = None;
    for (version, event) in (1..).zip(events) {
        let stamp = Stamp { at: after(-3), by: "王敏".to_owned() };
        let event = Event { stream, version, body: event.into() };
        entity = Some(Entity::apply(entity, &stamp, &event).expect("a lawful life"));
    }
    let entity = entity.expect("an entity");
    CallSheet {
        stream,
        detail: Some(Box::new(Detail {
            entity,
            due: None,
            dispatches: Vec::new(),
            tasks: Vec::new(),
            source: None,
            timeline: Vec::new(),
            escalation: Default::default(),
        })),
        at: None,
    }
}

pub(crate) fn input(text: &str) -> Input {
    Input { text: text.to_owned(), caret: text.len() }
}

fn targets() -> Vec<Target> {
    desk::documents()
        .iter()
        .take(3)
        .map(|row| Target {
            stream: row.head.stream,
            version: row.head.version,
            state: row.head.state,
            title: row.title.clone(),
            shelved_until: row.head.attention.shelved_until(),
            due_at: row.head.due.map(|due| due.at),
        })
        .collect()
}

/// One row that is put off, one to which nothing applies.
fn left_alone() -> Vec<Target> {
    let mut rows = targets();
    rows.truncate(2);
    rows[0].shelved_until = Some(after(120));
    rows[1].state = "filed";
    rows
}

fn form() -> Form {
    let field = |arg, required, text: &str| Field { input: input(text), ..Field::new(arg, required, false) };
    let mut unit = field(Arg::Unit, true, "w");
    unit.choices =
        vec![("区卫生健康局".to_owned(), "health".to_owned()), ("区委办".to_owned(), "office".to_owned())];
    unit.choice = Some(0);
    Form {
        verb: Verb::Assign,
        targets: targets(),
        fields: vec![unit, field(Arg::Leader, false, ""), field(Arg::Words, false, "请区卫健局牵头")],
        at: 0,
        problem: None,
        asked: None,
    }
}

fn finder(text: &str) -> Finder {
    let entry = |name: &str, keys: &str, group: &str, action| FinderEntry {
        action,
        name: name.to_owned(),
        keys: keys.to_owned(),
        group: group.to_owned(),
    };
    Finder {
        input: input(text),
        entries: vec![
            entry("签收", "a", "处置", Action::Verb(Verb::Ack)),
            entry("转办", "t", "处置", Action::Verb(Verb::Assign)),
            entry("暂缓", "s", "处置", Action::Verb(Verb::Snooze)),
            entry("第一行", "g g, Home", "列表", Action::Open),
            entry("退出", "q", "系统", Action::Quit),
        ],
        at: 1,
    }
}

fn conflict() -> Conflict {
    let since = detail().timeline.split_off(5);
    let difference = Difference {
        stream: stream(Kind::Document, 92),
        title: "转发省指挥部关于境外输入疫情防控的紧急通知".to_owned(),
        seen: 5,
        found: 7,
        state: "instructed",
        since,
    };
    Conflict { verb: Some(Verb::Assign), differences: vec![difference], top: 0 }
}

/// The desk with the named thing open.
pub(crate) fn with(name: &str) -> Desk {
    let mut desk = desk::desk();
    let preview = || Preview {
        on: true,
        stream: Some(stream(Kind::Document, 92)),
        detail: Some(Box::new(detail())),
        top: 0,
        ticket: 1,
    };
    let line = "特急 市防指 通知 核酸检测能力提升 限18:00";
    match name {
        "preview" => desk.preview = preview(),
        "ghost" => {
            let row = desk.panes.documents.window.rows.remove(1);
            desk.panes.documents.window.total -= 1;
            desk.panes.documents.cursor = None;
            let changed = Changed { by: "李强".to_owned(), at: after(-1) };
            desk.panes.documents.ghost = Some(Ghost { row, changed, state: "completed", at: 1 });
        }
        "toast" => {
            let text = "未办：防控简报第74期，李强此后已改动，不能撤销".to_owned();
            desk.toast = Some(Toast { text, tone: Tone::Bad });
        }
        "pending" => {
            let hint = |keys: &str, label: &str| Hint { keys: keys.to_owned(), label: label.to_owned() };
            desk.pending = Some((",".to_owned(), vec![hint("u", "按紧急程度"), hint("d", "按时限")]));
        }
        "filter" => {
            desk.dialogs =
                vec![Dialog::Filter(FilterLine { input: input("盐田gk"), ..FilterLine::default() })]
        }
        "capture" => {
            let understood = capture::parse(line, now(), zone());
            desk.dialogs = vec![Dialog::Capture(Capture { input: input(line), understood, problem: None })];
        }
        "calls" => desk.dialogs = vec![Dialog::Calls(calls())],
        "form" => desk.dialogs = vec![Dialog::Form(form())],
        "news" => desk.dialogs = vec![emergencies::line()],
        "report" => desk.dialogs = vec![emergencies::report(Verb::Write, false)],
        "call" => desk.dialogs = vec![emergencies::report(Verb::Phone, false)],
        "last_report" => desk.dialogs = vec![emergencies::report(Verb::Write, true)],
        "sheet" => desk.dialogs = vec![emergencies::sheet()],
        "times" => desk.dialogs = vec![emergencies::times()],
        "batch" => {
            desk.dialogs = vec![Dialog::Batch(Batch { form: form(), left_alone: left_alone(), top: 0 })]
        }
        "conflict" => desk.dialogs = vec![Dialog::Conflict(conflict())],
        "palette" => desk.dialogs = vec![Dialog::Palette(finder("qs"))],
        "help" => desk.dialogs = vec![Dialog::Help(finder(""))],
        "timeline" => {
            let detail = Some(Box::new(detail()));
            desk.dialogs =
                vec![Dialog::Timeline(History { stream: stream(Kind::Document, 92), detail, top: 0 })];
        }
        "confirm" => {
            let question = "有未完成的输入（已存草稿），退出？".to_owned();
            desk.dialogs = vec![Dialog::Confirm(Confirm { question, action: Action::Quit })];
        }
        other => panic!("nothing is called {other}"),
    }
    desk
}

/// The same desk before anything has been read.
pub(crate) fn unread() -> Desk {
    Desk { overview: None, panes: Panes::default(), ..desk::desk() }
}

/// A desk with nothing open.
pub(crate) fn idle() -> Desk {
    let panes = Panes {
        documents: desk::pane(Vec::new()),
        issues: desk::pane(Vec::new()),
        transfers: desk::pane(Vec::new()),
        volunteers: desk::pane(Vec::new()),
        cover: Vec::new(),
    };
    let overview = Overview { seq: 12, ..Overview::default() };
    Desk { overview: Some(overview), panes, ..desk::desk() }
}

//! An emergency and the figures, as they open over the desk.

use dutydesk::capture::news;
use dutydesk::domain::emergency::{
    Call, Clocks, Element, Elements, Emergency, EmergencyEvent, News, Report, ReportKind,
};
use dutydesk::domain::{Aggregate, Entity, Event, EventBody, Kind, Serial, Stamp, Urgency};
use dutydesk::figures::{Step, StepTime, StepTimes, Worst};
use dutydesk::ui::dialog::{Dialog, Times};
use dutydesk::ui::emergency::{NewsLine, ReportForm, Sheet};
use dutydesk::verb::Verb;
use dutydesk::view::{Detail, Due, Target, TimelineItem};

use super::desk::{after, stream};
use super::open::input;

const SPOKEN: &str = "盐田区总值班室报告紧急信息，02:40接报。时间：02:35。地点：盐田路隧道北口。事件：边坡塌方，2人被困。\
                      初步原因：暂不明，正在核实。盐田区总值班室王敏。请复诵。";

fn elements() -> Elements {
    Elements::new()
        .with(Element::What, "盐田路边坡塌方，2人被困")
        .with(Element::Time, "02:35")
        .with(Element::Place, "盐田路隧道北口")
        .unknown(Element::Cause)
}

fn events(written: bool) -> Vec<(i64, EmergencyEvent)> {
    let news = News {
        received_at: after(-40),
        source: "电话".to_owned(),
        raw: Some("隧道口塌了，有两个人".to_owned()),
        elements: elements(),
    };
    let clocks = Clocks { phone: after(-10), written: after(20), follow_up: None };
    let call = Call {
        person: "郑维".to_owned(),
        post: "市政府总值班室".to_owned(),
        words: "盐田路边坡塌方".to_owned(),
        read_back: true,
        at: after(-5),
        by: "王敏".to_owned(),
    };
    let report = Report {
        kind: ReportKind::Initial,
        number: 0,
        to: "市政府总值班室".to_owned(),
        at: after(-3),
        due: Some(after(20)),
        by: "王敏".to_owned(),
    };
    let number = Serial { year: 2020, number: 7 };
    let mut events = vec![
        (-40, EmergencyEvent::Received { news: Box::new(news), number, clocks }),
        (-5, EmergencyEvent::Phoned { call: Box::new(call) }),
    ];
    if written {
        let elements = elements();
        events.push((-3, EmergencyEvent::Written { report, elements, next_due: Some(after(117)) }));
    }
    events
}

fn detail(written: bool) -> Detail {
    let stream = stream(Kind::Emergency, 7);
    let (mut entity, mut timeline) = (None, Vec::new());
    for (version, (minute, event)) in (1..).zip(events(written)) {
        let (at, by) = (after(minute), "王敏".to_owned());
        let body = EventBody::from(event);
        let stamp = Stamp { at, by: by.clone() };
        let event = Event { stream, version, body: body.clone() };
        entity = Some(Entity::apply(entity, &stamp, &event).expect("events that follow"));
        timeline.push(TimelineItem { seq: u64::from(version), at, by, stream, version, body });
    }
    let entity = entity.expect("an emergency");
    let due = entity.state.next_due().map(|(at, kind)| Due { at, kind });
    Detail {
        entity,
        due,
        dispatches: Vec::new(),
        tasks: Vec::new(),
        source: None,
        timeline,
        escalation: dutydesk::domain::ladder::Escalation::default(),
    }
}

fn target(detail: &Detail) -> Target {
    Target {
        stream: detail.entity.stream,
        version: detail.entity.version,
        state: detail.entity.state.name(),
        title: "盐田路边坡塌方，2人被困".to_owned(),
        shelved_until: None,
        due_at: None,
    }
}

/// The next step: the first report, with what it lacks; or the call, with the words to read out.
pub(crate) fn report(verb: Verb, written: bool) -> Dialog {
    let detail = detail(written);
    let mut form = ReportForm::waiting(target(&detail), verb);
    form.fill(Emergency::from_state(&detail.entity.state).expect("an emergency"));
    form.spoken = SPOKEN.to_owned();
    Dialog::Report(form)
}

pub(crate) fn sheet() -> Dialog {
    let detail = detail(true);
    let (target, spoken) = (target(&detail), SPOKEN.to_owned());
    Dialog::Sheet(Sheet { target, detail: Some(Box::new(detail)), spoken, top: 0 })
}

pub(crate) fn line() -> Dialog {
    let line = "02:40 盐田路塌方 2人被困 报告人李四";
    Dialog::News(NewsLine { input: input(line), understood: news::parse(line), problem: None })
}

pub(crate) fn times() -> Dialog {
    let time = |urgency: Urgency, step: Step, median, limit, on_time| StepTime {
        urgency: urgency.name(),
        step: step.name(),
        count: 17,
        median_minutes: Some(median),
        p90_minutes: Some(median * 1.5),
        max_minutes: Some(median * 3.0),
        limit_minutes: limit,
        owed: if limit.is_some() { 17 } else { 0 },
        on_time,
        on_time_percent: limit.map(|_| f64::from(on_time) * 100.0 / 17.0),
    };
    let steps = vec![
        time(Urgency::Flash, Step::Sign, 2.5, Some(5.0), 17),
        time(Urgency::Immediate, Step::Dispatch, 44.0, Some(30.0), 5),
        time(Urgency::Priority, Step::Complete, 2_300.0, Some(4_320.0), 16),
        time(Urgency::Routine, Step::TellLeader, 131.0, None, 0),
        time(Urgency::Immediate, Step::Receipt, 9.0, Some(15.0), 15),
    ];
    let worst = |number, title: &str, late_minutes, taken| Worst {
        stream: stream(Kind::Document, number),
        title: title.to_owned(),
        urgency: Urgency::Immediate,
        step: Step::Dispatch,
        late_minutes,
        taken,
    };
    let worst = vec![
        worst(92, "转发省指挥部关于境外输入疫情防控的紧急通知", 190.0, true),
        worst(93, "关于紧急调拨集中隔离房源120间的通知", 13.0, false),
    ];
    let times = Some(Box::new(StepTimes { steps, worst }));
    Dialog::Times(Times { span: 1, times, ticket: 1, at: 1, top: 0 })
}

//! A desk in the night of 6 to 7 April 2020, built by hand: small, but with everything that a screen can show.

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use dutydesk::config::Borders;
use dutydesk::domain::document::DocumentState;
use dutydesk::domain::ladder::{Escalation, Rise, Rung};
use dutydesk::domain::{Attention, Id, Kind, Stream, Urgency};
use dutydesk::i18n::Lang;
use dutydesk::i18n::names::{Name, Names};
use dutydesk::text::Ambiguous;
use dutydesk::ui::dialog::Dialog;
use dutydesk::ui::list::ListPane;
use dutydesk::ui::look::Look;
use dutydesk::ui::screen::{Hint, Link, Panes, Preview, Screen, Toast};
use dutydesk::ui::theme::Depth;
use dutydesk::view::{
    Changed, ColumnChoice, DocumentRow, Due, IssueRow, LanguageCover, Leg, NextToLose, Outgoing, Overview,
    PaneKind, Row, RowHead, RunRow, ShiftOnDuty, VolunteerRow, Window,
};

/// All that a screen borrows.
pub(crate) struct Desk {
    pub(crate) overview: Option<Overview>,
    pub(crate) panes: Panes,
    pub(crate) columns: [Vec<ColumnChoice>; 4],
    pub(crate) focus: PaneKind,
    pub(crate) zoomed: bool,
    pub(crate) preview: Preview,
    pub(crate) dialogs: Vec<Dialog>,
    pub(crate) pending: Option<(String, Vec<Hint>)>,
    pub(crate) toast: Option<Toast>,
    pub(crate) hints: Vec<Hint>,
    pub(crate) link: Link,
    pub(crate) office: String,
}

/// 03:12 on 7 April 2020 in Shenzhen.
pub(crate) fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_586_200_320, 0).expect("a time")
}

pub(crate) fn zone() -> FixedOffset {
    FixedOffset::east_opt(8 * 3600).expect("a zone")
}

pub(crate) fn after(minutes: i64) -> DateTime<Utc> {
    now() + TimeDelta::minutes(minutes)
}

pub(crate) fn stream(kind: Kind, number: u64) -> Stream {
    Stream::new(kind, Id::from_parts(1_586_200_000_000 + number, u128::from(number)))
}

pub(crate) fn head(kind: Kind, number: u64, state: &'static str) -> RowHead {
    RowHead {
        stream: stream(kind, number),
        version: 3,
        state,
        attention: Attention::Unacknowledged,
        holder: None,
        flagged: false,
        comments: 0,
        due: None,
        changed: Changed { by: "王敏".to_owned(), at: after(-4) },
    }
}

pub(crate) fn document(number: u64, urgency: Urgency, state: DocumentState, title: &str) -> DocumentRow {
    DocumentRow {
        head: head(Kind::Document, number, state.name()),
        receipt_no: Some(format!("2020-{number:04}")),
        register: "incoming".to_owned(),
        doc_number: format!("深防指〔2020〕{number}号"),
        doc_number_raw: format!("深防指[2020]{number}号"),
        title: title.to_owned(),
        issuer: "市新冠肺炎疫情防控指挥部".to_owned(),
        doc_type: Some("通知".to_owned()),
        urgency,
        handling: None,
        received_at: after(-30),
        written_on: None,
        stated_due: None,
        lead_unit: None,
        assist_units: Vec::new(),
        incomplete: Vec::new(),
        source: "fax".to_owned(),
        progress: None,
    }
}

fn due(minutes: i64, kind: &'static str) -> Option<Due> {
    Some(Due { at: after(minutes), kind })
}

fn acknowledged() -> Attention {
    Attention::Acknowledged { by: "王敏".to_owned(), until: after(60) }
}

pub(crate) fn documents() -> Vec<DocumentRow> {
    use DocumentState as S;
    let mut rows = vec![
        document(91, Urgency::Flash, S::Arrived, "关于做好CA1234航班密切接触者紧急转运的通知"),
        document(92, Urgency::Immediate, S::Registered, "转发省指挥部关于境外输入疫情防控的紧急通知"),
        document(93, Urgency::Immediate, S::Assigned, "关于核酸检测能力提升的函"),
        document(94, Urgency::Priority, S::InProgress, "关于“盐田港”外籍船员换班管理的请示——补充材料"),
        document(95, Urgency::RoutineUrgent, S::Circulating, "防控简报第74期"),
        document(96, Urgency::Routine, S::Arrived, ""),
        document(
            97,
            Urgency::Routine,
            S::Proposed,
            "Notice on quarantine of crew members arriving at Yantian port",
        ),
        document(98, Urgency::Routine, S::InProgress, "关于清明节假期值班安排的通知"),
    ];
    rows[0].head.due = due(-2, "sign");
    rows[1].head.due = due(12, "dispatch");
    rows[2].head.due = due(125, "complete");
    rows[2].lead_unit = Some("health".to_owned());
    rows[2].head.attention = acknowledged();
    rows[2].head.flagged = true;
    rows[3].head.due = due(60 * 26, "complete");
    rows[3].lead_unit = Some("transport".to_owned());
    rows[3].head.attention = acknowledged();
    rows[4].head.due = due(60 * 50, "complete");
    rows[4].head.attention =
        Attention::Shelved { by: "王敏".to_owned(), until: after(300), wake: None, reason: None };
    rows[4].head.holder = Some("李强".to_owned());
    rows[5].issuer = String::new();
    rows[5].doc_number = String::new();
    rows[6].issuer = "Yantian Port Group".to_owned();
    rows[6].head.due = due(60 * 99, "complete");
    rows[7].head.attention = acknowledged();
    rows
}

pub(crate) fn issues() -> Vec<IssueRow> {
    let finding = |number, state, title: &str, severity, place: &str| IssueRow {
        head: head(Kind::Finding, number, state),
        no: format!("2020-{number:04}"),
        title: title.to_owned(),
        place: place.to_owned(),
        unit: Some("transport".to_owned()),
        severity,
        raised_at: after(-600),
        submitted_by: None,
        lamp: None,
    };
    let mut rows = vec![
        finding(71, "assigned", "68路公交车厢未按要求每趟消毒", "on_spot", "68路公交总站"),
        finding(72, "submitted", "集贸市场出入口未测温", "normal", "海山街道东海市场"),
        finding(73, "rectifying", "隔离点一层通道与清洁区交叉", "complex", "健康驿站"),
        finding(74, "disputed", "小区外来人员未登记", "normal", "沙头角街道"),
        finding(38, "in_progress", "关于口岸联防联控机制落实情况的督办", "city_government", ""),
    ];
    rows[0].head.due = due(28, "rectify");
    rows[1].head.due = due(60 * 30, "rectify");
    rows[1].head.attention = acknowledged();
    rows[2].head.due = due(-90, "rectify");
    rows[4].head.stream = stream(Kind::Supervised, 38);
    rows[4].head.due = due(60 * 20, "internal");
    rows[4].unit = Some("health".to_owned());
    rows
}

pub(crate) fn run(number: u64, port: &str, arrival: &str, state: &'static str, start: i64) -> RunRow {
    let steps = ["departed", "at_port", "boarding", "en_route", "delivered", "disinfecting"];
    let lengths = [60, 70, 30, 90, 20, 40];
    let mut at = start;
    let mut legs = Vec::new();
    for (state, length) in steps.into_iter().zip(lengths) {
        legs.push(Leg { state, from: after(at), until: after(at + length), actual: at <= 0 });
        at += length;
    }
    RunRow {
        head: head(Kind::Run, number, state),
        port: port.to_owned(),
        arrival: arrival.to_owned(),
        origin: "巴黎".to_owned(),
        scheduled_at: after(start + 60),
        revised_at: None,
        passengers: 23,
        languages: vec!["fr".to_owned(), "en".to_owned()],
        vehicle: Some("粤B·01234".to_owned()),
        driver: Some("赵师傅".to_owned()),
        volunteers: vec!["陈晓".to_owned()],
        site: Some("lodge".to_owned()),
        legs,
        problems: Vec::new(),
    }
}

pub(crate) fn runs() -> Vec<RunRow> {
    let mut rows = vec![
        run(1, "baiyun", "CA1234", "at_port", -80),
        run(2, "baiyun", "CZ3082", "planned", 45),
        run(3, "shenzhen_bay", "粤港0417", "en_route", -200),
        run(4, "zhuhai", "澳粤031", "planned", 150),
        run(5, "yantian", "COSCO 88", "crewed", 240),
    ];
    rows[0].problems = vec!["eta_slip", "no_speaker"];
    rows[0].revised_at = Some(after(40));
    rows[1].problems = vec!["no_vehicle"];
    rows[1].vehicle = None;
    rows[1].driver = None;
    rows[2].head.attention = acknowledged();
    rows
}

pub(crate) fn volunteers() -> Vec<VolunteerRow> {
    let person = |number, name: &str, languages: &[&str], state| VolunteerRow {
        head: head(Kind::Volunteer, number, state),
        name: name.to_owned(),
        interpreter: false,
        languages: languages.iter().map(|tag| (*tag).to_owned()).collect(),
        phone: "13812341234".to_owned(),
        until: Some(after(240)),
        hours_7d: 22.5,
        engaged_on: None,
    };
    let mut rows = vec![
        person(1, "陈晓", &["en"], "free"),
        person(2, "林小燕", &["en", "ja"], "free"),
        person(3, "DUPONT Marie", &["fr", "en"], "resting"),
        person(4, "金哲", &["ko"], "assigned"),
        person(5, "周伟", &["ru"], "off"),
    ];
    rows[2].interpreter = true;
    rows[3].engaged_on = Some("粤港0417".to_owned());
    rows
}

pub(crate) fn cover() -> Vec<LanguageCover> {
    let language = |tag: &str, free, total, gaps: &[usize]| LanguageCover {
        language: tag.to_owned(),
        free,
        total,
        hours: std::array::from_fn(|hour| !gaps.contains(&hour)),
    };
    vec![
        language("fr", 0, 1, &[0, 1, 2, 3, 4, 5, 14, 15]),
        language("de", 0, 1, &(0..24).collect::<Vec<_>>()),
        language("ko", 0, 1, &[0, 1, 20, 21, 22, 23]),
        language("ru", 1, 2, &[]),
        language("ja", 2, 3, &[]),
        language("en", 9, 20, &[]),
    ]
}

pub(crate) fn overview() -> Overview {
    Overview {
        seq: 4711,
        as_of: Some(after(-1)),
        open_by_urgency: [1, 2, 1, 1, 3],
        open_by_pane: [8, 5, 5, 2],
        overdue_by_pane: [1, 1, 0, 0],
        unacknowledged_by_pane: [4, 3, 4, 0],
        shelved: 1,
        next_to_lose: Some(NextToLose {
            stream: stream(Kind::Document, 92),
            pane: PaneKind::Documents,
            title: "转发省指挥部关于境外输入疫情防控的紧急通知".to_owned(),
            due: Due { at: after(12), kind: "dispatch" },
            unit: Some("health".to_owned()),
            holder: None,
            escalation: Escalation {
                reached: None,
                next: Some(Rise { at: after(6), to: Rung::Leader, whom: Some("刘建国".to_owned()) }),
            },
        }),
        ringing: None,
        pressing: Vec::new(),
        changes_at: None,
        bulletin_to_draft: None,
        shift: Some(ShiftOnDuty {
            id: Id::from_parts(1, 1),
            leader: "刘建国".to_owned(),
            primary: "王敏".to_owned(),
            secondary: Some("李强".to_owned()),
            starts_at: after(-520),
            ends_at: after(320),
        }),
        recent: Vec::new(),
        outgoing: Outgoing::default(),
    }
}

/// A pane that has been read and shows all of these rows, the cursor on the second.
pub(crate) fn pane<R: Row>(rows: Vec<R>) -> ListPane<R> {
    let mut pane = ListPane { loaded: true, ..ListPane::default() };
    pane.cursor_at = usize::from(rows.len() > 1);
    pane.cursor = rows.get(pane.cursor_at).map(|row| row.head().stream);
    pane.window = Window { total: rows.len(), rows, ..Window::default() };
    pane
}

fn hint(keys: &str, label: &str) -> Hint {
    Hint { keys: keys.to_owned(), label: label.to_owned() }
}

pub(crate) fn desk() -> Desk {
    Desk {
        overview: Some(overview()),
        columns: Default::default(),
        panes: Panes {
            documents: pane(documents()),
            issues: pane(issues()),
            transfers: pane(runs()),
            volunteers: pane(volunteers()),
            cover: cover(),
        },
        focus: PaneKind::Documents,
        zoomed: false,
        preview: Preview::default(),
        dialogs: Vec::new(),
        pending: None,
        toast: None,
        hints: vec![
            hint("a", "签收"),
            hint("t", "转办"),
            hint("s", "暂缓"),
            hint("d", "办结"),
            hint("/", "筛选"),
            hint("o", "登记来文"),
            hint("?", "帮助"),
        ],
        link: Link::Live,
        office: "盐田区疫情防控指挥部值班室".to_owned(),
    }
}

impl Desk {
    pub(crate) fn screen(&self) -> Screen<'_> {
        Screen {
            now: now(),
            zone: zone(),
            near: chrono::TimeDelta::days(3),
            office: &self.office,
            officer: "王敏",
            overview: self.overview.as_ref(),
            panes: &self.panes,
            columns: self.columns.each_ref().map(Vec::as_slice),
            focus: self.focus,
            zoomed: self.zoomed,
            preview: &self.preview,
            dialogs: &self.dialogs,
            pending: self.pending.as_ref().map(|(keys, hints)| (keys.as_str(), hints.as_slice())),
            toast: self.toast.as_ref(),
            hints: &self.hints,
            link: self.link,
        }
    }
}

pub(crate) fn names() -> Names {
    let name = |zh: &str, en: &str| Name { zh: zh.to_owned(), en: en.to_owned(), ..Name::default() };
    let all = |pairs: &[(&str, &str, &str)]| {
        pairs.iter().map(|(id, zh, en)| ((*id).to_owned(), name(zh, en))).collect()
    };
    let mut names = Names {
        units: all(&[
            ("health", "区卫生健康局", "Health Bureau"),
            ("transport", "盐田交通局", "Transport Bureau"),
        ]),
        ports: all(&[
            ("baiyun", "广州白云机场", "Baiyun Airport"),
            ("shenzhen_bay", "深圳湾口岸", "Shenzhen Bay"),
            ("zhuhai", "珠海口岸", "Zhuhai"),
            ("yantian", "盐田港码头", "Yantian Port"),
        ]),
        sites: all(&[("lodge", "健康驿站", "Health Lodge")]),
        people: all(&[("刘建国", "刘建国", "")]),
        registers: all(&[("incoming", "收文登记簿", "Incoming")]),
        languages: all(&[
            ("en", "英语", "English"),
            ("ja", "日语", "Japanese"),
            ("ru", "俄语", "Russian"),
            ("ko", "韩语", "Korean"),
            ("fr", "法语", "French"),
            ("de", "德语", "German"),
        ]),
        charges: Vec::new(),
    };
    for unit in names.units.values_mut() {
        unit.phone = "25250010".to_owned();
    }
    names
}

pub(crate) fn look(lang: Lang) -> Look {
    Look::new(lang, names(), Depth::Sixteen, Ambiguous::Narrow, Borders::Unicode)
}

//! The list of bulletins, an open issue, what stands behind a count, and a passage being written, on every size.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use dutydesk::domain::bulletin::{
    Bulletin, BulletinSeries, BulletinState, Count, Covers, Gathered, Masthead, Row,
};
use dutydesk::domain::notice::Notice;
use dutydesk::domain::{Entity, Kind, Serial, State, Urgency};
use dutydesk::ui::bulletins::{BulletinList, CountRows, OpenIssue, PassageText};
use dutydesk::ui::dialog::{Dialog, Input};
use dutydesk::view::{BulletinRow, Issue, IssueKey, TO_DRAFT};

use super::desk::{self, Desk, after, stream};
use super::{LANGS, painted};
use crate::screen_dump::dump;

fn day(on: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2020, 4, on).unwrap()
}

fn row(n: u64, series: BulletinSeries, on: u32, state: &'static str) -> BulletinRow {
    let begun = state != TO_DRAFT;
    let issued = matches!(state, "issued" | "corrected");
    BulletinRow {
        stream: begun.then(|| stream(Kind::Bulletin, n)),
        version: u32::from(begun),
        series,
        day: day(on),
        number: issued.then(|| u32::try_from(n).unwrap()),
        state,
        title: if begun { format!("盐田区疫情防控简报（4月{on}日）") } else { String::new() },
        by: begun.then(|| "陈若水".to_owned()),
        due: (begun && !issued).then(|| after(40)),
    }
}

fn listed() -> Vec<BulletinRow> {
    use BulletinSeries as S;
    vec![
        row(75, S::Daily, 6, TO_DRAFT),
        row(26, S::Inspection, 6, "drafted"),
        row(74, S::Daily, 5, "signed"),
        row(73, S::Daily, 4, "issued"),
        row(72, S::Daily, 3, "corrected"),
        row(25, S::Inspection, 2, "issued"),
    ]
}

fn fact(n: u64, title: &str, urgency: Option<Urgency>) -> Row {
    Row {
        stream: stream(if urgency.is_some() { Kind::Document } else { Kind::Finding }, n),
        quantity: 1,
        recorded_at: after(-600),
        happened_at: after(-620),
        number: Some(format!("深防指办〔2020〕{n}号")),
        title: title.to_owned(),
        unit: Some("health".to_owned()),
        place: urgency.is_none().then(|| "海山农贸市场".to_owned()),
        urgency,
        due: None,
    }
}

fn issue(state: BulletinState) -> Issue {
    let papers = vec![
        fact(91, "关于做好入境人员转运接收的紧急通知", Some(Urgency::Immediate)),
        fact(92, "关于复核核酸检测结果的函", Some(Urgency::Priority)),
    ];
    let findings = vec![fact(12, "入口无人测温，未戴口罩者可随意进出", None)];
    let mut rows: BTreeMap<Count, Vec<Row>> = Count::ALL.iter().map(|count| (*count, Vec::new())).collect();
    rows.insert(Count::PapersReceived, papers.clone());
    rows.insert(Count::PapersOpen, papers);
    rows.insert(Count::FindingsRaised, findings.clone());
    rows.insert(Count::LateFacts, findings);
    let gathered = Gathered {
        series: BulletinSeries::Daily,
        day: day(6),
        covers: Covers { since: day(6), after: 5_210, through: 5_328 },
        rows,
        late_as: vec![Count::FindingsRaised],
        corrected_as: Vec::new(),
        ahead: Vec::new(),
    };
    let passages = [
        ("overview", "4月6日0时至24时，收文2件，在办2件。新增问题1项。"),
        (
            "papers",
            "收文2件（特急1件、加急1件），在办2件。重点文电：《关于做好入境人员转运接收的紧急通知》（特急，深防指办〔2020〕91号）；\
             《关于复核核酸检测结果的函》（加急，深防指办〔2020〕92号）。",
        ),
        ("inspections", "新增问题1项（区卫生健康局1项）。"),
        ("late", "以下1项发生在前、本期计入：4月5日入口无人测温（新增问题，区卫生健康局）。"),
        ("tomorrow", "4月7日无到期事项。"),
    ];
    let issued = !state.is_open();
    let bulletin = Bulletin {
        about: None,
        masthead: Masthead {
            series: BulletinSeries::Daily,
            title: "盐田区疫情防控简报（4月6日）".to_owned(),
            day: day(6),
        },
        state,
        number: issued.then_some(Serial { year: 2020, number: 74 }),
        counts: gathered.counts(),
        passages: passages.map(|(name, text)| (name.to_owned(), text.to_owned())).into(),
        signed_by: issued.then(|| "林知远".to_owned()),
        issued_at: issued.then(|| after(-10)),
        corrections: if issued { vec!["收文应为3件。".to_owned()] } else { Vec::new() },
        notice: Notice::default(),
        due: Some(after(40)),
        covers: Some(gathered.covers),
        drafted_by: Some("吴岚".to_owned()),
        checked_by: issued.then(|| "陈若水".to_owned()),
        reason: None,
    };
    let entity = Entity {
        stream: stream(Kind::Bulletin, 74),
        version: 2,
        created_at: after(-100),
        created_by: "吴岚".to_owned(),
        changed_at: after(-90),
        changed_by: "吴岚".to_owned(),
        void: false,
        state: State::Bulletin(Box::new(bulletin)),
    };
    Issue { free: entity.stream.id, entity: Some(entity), gathered }
}

fn open(state: BulletinState, in_text: bool) -> Dialog {
    let issue = issue(state);
    let key = IssueKey::Is(issue.free);
    Dialog::Issue(OpenIssue { issue: Some(Box::new(issue)), in_text, ..OpenIssue::new(key) })
}

fn rows_of(count: Count) -> Dialog {
    let issue = issue(BulletinState::Drafted);
    let as_what = if count == Count::LateFacts { Count::FindingsRaised } else { count };
    let rows = issue.gathered.rows_of(count).iter().map(|row| (row.clone(), as_what)).collect();
    Dialog::CountRows(CountRows { count, rows, at: 0 })
}

fn writing() -> Dialog {
    let text = "4月6日0时至24时，收文2件，在办2件。新增问题1项。\n各口岸运行平稳，未发生紧急信息。重点工作按时限推进，\
                转运接收有序，志愿者按班到岗。";
    let input = Input { text: text.to_owned(), caret: text.find("运行").unwrap() };
    Dialog::Passage(PassageText {
        seen: (stream(Kind::Bulletin, 74), 2),
        title: "盐田区疫情防控简报（4月6日）".to_owned(),
        passage: "overview",
        before: String::new(),
        input,
    })
}

fn all() -> Vec<(&'static str, Dialog)> {
    let list = |rows| Dialog::Bulletins(BulletinList { rows, at: 1 });
    vec![
        ("bulletins", list(Some(listed()))),
        ("bulletin", open(BulletinState::Drafted, false)),
        ("bulletin_text", open(BulletinState::Corrected, true)),
        ("bulletin_rows", rows_of(Count::PapersReceived)),
        ("bulletin_late", rows_of(Count::LateFacts)),
        ("bulletin_writing", writing()),
        ("bulletins_unread", list(None)),
    ]
}

fn with(dialog: Dialog) -> Desk {
    Desk { dialogs: vec![dialog], ..desk::desk() }
}

#[test]
fn bulletins_in_both_languages_on_every_size() {
    for lang in LANGS {
        for (width, height) in [(160, 48), (80, 24), (40, 12)] {
            for (name, dialog) in all().into_iter().filter(|(name, _)| *name != "bulletins_unread") {
                let name = format!("{name}_{}_{width}x{height}", lang.tag());
                let painted = painted(&with(dialog), &desk::look(lang), width, height);
                insta::assert_snapshot!(name, dump(&painted));
            }
        }
    }
}

#[test]
fn no_size_of_a_bulletin_panics() {
    let sizes = (1..=20).flat_map(|width| (1..=12).map(move |height| (width, height)));
    for (width, height) in sizes.chain([(39, 10), (69, 20), (70, 20), (71, 7), (200, 60), (300, 8)]) {
        for lang in LANGS {
            for (_, dialog) in all() {
                painted(&with(dialog), &desk::look(lang), width, height);
            }
        }
    }
}

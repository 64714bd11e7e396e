//! Papers of the night: one 特提 that nobody has signed for, a 特急 of which the leader does not know yet, and the rest.

use chrono::{DateTime, TimeDelta, Utc};

use super::super::book::{Book, LAST_DAY, Who, date, tonight};
use crate::domain::doc_number::DocNumber;
use crate::domain::document::{Copy, DocumentCommand as C, InstructionMode, Received};
use crate::domain::notice::NoticeCommand as N;
use crate::domain::{Command, Urgency};

/// A paper that has just come, and what was done with it since.
struct Fresh<'b> {
    book: &'b mut Book,
    id: crate::domain::Id,
}

impl<'b> Fresh<'b> {
    fn come(
        book: &'b mut Book,
        at: DateTime<Utc>,
        (urgency, issuer, number): (Urgency, &str, &str),
        title: &str,
        stated_due: Option<DateTime<Utc>>,
    ) -> Self {
        let id = book.id(at);
        let received = Received {
            register: "incoming".to_owned(),
            doc_number: DocNumber::parse(number),
            title: title.to_owned(),
            issuer: issuer.to_owned(),
            doc_type: ["通知", "函", "通报"]
                .into_iter()
                .find(|kind| title.ends_with(kind))
                .map(str::to_owned),
            urgency,
            handling: None,
            received_at: at,
            written_on: Some(date(LAST_DAY)),
            stated_due,
            copy: Copy {
                source: if number.is_empty() { "值班电话" } else { "市应急指挥系统" }.to_owned(),
                digest: format!("demo:{}", at.timestamp()),
            },
            url: None,
            note: None,
            origin: None,
            attachments: Vec::new(),
            unsure: Vec::new(),
        };
        book.add(at, Who::Secondary, Command::Document { id, act: C::Receive(Box::new(received)) });
        Self { book, id }
    }

    fn then(self, at: DateTime<Utc>, who: Who, act: C) -> Self {
        self.book.add(at, who, Command::Document { id: self.id, act });
        self
    }

    fn signed(self, at: DateTime<Utc>) -> Self {
        self.then(at, Who::Primary, C::Sign)
    }

    fn told(self, at: DateTime<Utc>) -> Self {
        let leader = Some(self.book.leader(at));
        let words = Some("已电话报告,请先按程序处置。".to_owned());
        self.then(at, Who::Primary, C::TellLeader { leader, words })
    }

    fn assigned(self, at: DateTime<Utc>, lead: &str, mode: InstructionMode, words: &str) -> Self {
        let instruction = Some((self.book.leader(at), mode, words.to_owned()));
        let lead = lead.to_owned();
        self.then(at, Who::Primary, C::Assign { lead, assists: Vec::new(), instruction, dispatch: None })
    }

    fn noticed(self, at: DateTime<Utc>, who: Who, act: N) -> Self {
        self.then(at, who, C::Notice(act))
    }
}

const COMMAND: &str = "市新冠肺炎疫情防控指挥部办公室";
const PROVINCE: &str = "省新冠肺炎防控指挥部办公室";
const CITY: &str = "市政府办公厅";
const HEALTH: &str = "市卫生健康委";
const PORTS: &str = "市口岸办";

/// Writes the papers of the night into the book.
pub(super) fn write(book: &mut Book) {
    unsigned(book);
    overdue(book);
    at_work(book);
    quiet(book);
}

/// What must be looked at within minutes.
fn unsigned(book: &mut Book) {
    let flash = (Urgency::Flash, PROVINCE, "粤防疫指办明电〔2020〕318号");
    let title = "关于立即排查DX8346航班确诊旅客同机密切接触者的紧急通知";
    Fresh::come(book, tonight(2, 11) + TimeDelta::seconds(40), flash, title, Some(tonight(5, 0)));
    let immediate = (Urgency::Immediate, COMMAND, "深防指办明电〔2020〕271号");
    let title = "关于做好今晨滞留旅客转运接收的紧急通知";
    Fresh::come(book, tonight(2, 2), immediate, title, None).signed(tonight(2, 6));
    let priority = (Urgency::Priority, PORTS, "深口岸明电〔2020〕96号");
    Fresh::come(book, tonight(1, 52), priority, "关于深圳湾口岸夜间入境客流预测的函", None);
}

/// What has been lost already, by minutes.
fn overdue(book: &mut Book) {
    let immediate = (Urgency::Immediate, HEALTH, "深卫健明电〔2020〕143号");
    let title = "关于紧急调拨集中隔离房源120间的通知";
    Fresh::come(book, tonight(1, 31), immediate, title, None).signed(tonight(1, 36)).told(tonight(1, 44));
    let priority = (Urgency::Priority, COMMAND, "深防指办〔2020〕402号");
    let title = "关于报送境外入境人员在途名单的通知";
    Fresh::come(book, tonight(0, 9), priority, title, None)
        .signed(tonight(0, 25))
        .told(tonight(0, 48))
        .noticed(tonight(2, 12), Who::Primary, N::Acknowledge);
}

/// What units are at.
fn at_work(book: &mut Book) {
    let immediate = (Urgency::Immediate, PORTS, "深口岸明电〔2020〕95号");
    let words = "先接人,后补手续。请口岸办立即加派一车,费用区里解决。";
    Fresh::come(book, tonight(0, 28), immediate, "关于珠海口岸滞留旅客接运的紧急通知", None)
        .signed(tonight(0, 33))
        .assigned(tonight(0, 40), "port_office", InstructionMode::Phone, words)
        .then(tonight(1, 5), Who::Secondary, C::Start);
    let priority = (Urgency::Priority, HEALTH, "深卫健函〔2020〕511号");
    Fresh::come(book, tonight(0, 14), priority, "关于复核入境人员核酸检测结果的函", Some(tonight(8, 0)))
        .signed(tonight(0, 22))
        .assigned(tonight(0, 41), "health", InstructionMode::Written, "请区卫健局连夜复核,八点前反馈。")
        .then(tonight(0, 55), Who::Secondary, C::Start)
        .noticed(tonight(1, 2), Who::Primary, N::ToggleFlag)
        .noticed(tonight(1, 30), Who::Is("mo"), N::Comment { text: "已提供法语旅客联系方式。".to_owned() })
        .noticed(tonight(1, 58), Who::Secondary, N::Comment { text: "疾控回复:还差6份样本。".to_owned() });
    let immediate = (Urgency::Immediate, COMMAND, "深防指办明电〔2020〕269号");
    let urged = N::Urge {
        whom: Some("公安分局".to_owned()), words: Some("请尽快反馈核查结果。".to_owned())
    };
    Fresh::come(
        book,
        tonight(0, 3),
        immediate,
        "关于核查3名入境人员落地轨迹的紧急通知",
        Some(tonight(4, 30)),
    )
    .signed(tonight(0, 8))
    .assigned(tonight(0, 16), "police", InstructionMode::Phone, "请公安分局马上核,查清一个报一个。")
    .noticed(tonight(0, 20), Who::Secondary, N::Take)
    .noticed(tonight(1, 50), Who::Secondary, urged);
    let routine = (Urgency::RoutineUrgent, CITY, "深府办明电〔2020〕88号");
    Fresh::come(book, tonight(0, 35), routine, "关于补报口罩储备数量的通知", None)
        .signed(tonight(0, 50))
        .assigned(tonight(1, 1), "industry", InstructionMode::Written, "请工信局补报。")
        .then(
            tonight(1, 47),
            Who::Secondary,
            C::Answer { words: "工信局:现存医用口罩41.6万只。".to_owned() },
        );
    let priority = (Urgency::Priority, CITY, "深府办函〔2020〕233号");
    let proposal = "建议由区教育局主办,区卫健局、市场监管局协办。".to_owned();
    Fresh::come(book, tonight(1, 12), priority, "关于高三初三年级返校核验工作安排的通知", None)
        .signed(tonight(1, 20))
        .told(tonight(1, 40))
        .then(tonight(1, 42), Who::Primary, C::Propose { proposal });
}

/// What can wait for the morning.
fn quiet(book: &mut Book) {
    let routine = (Urgency::Routine, "市民政局", "深民函〔2020〕97号");
    let readers = vec!["区防控办各组".to_owned()];
    Fresh::come(book, tonight(0, 45), routine, "关于清明节祭扫疫情防控情况的通报", None)
        .signed(tonight(1, 8))
        .then(tonight(1, 10), Who::Primary, C::Circulate { readers });
    let later = (Urgency::RoutineUrgent, "市外事办", "深外函〔2020〕64号");
    let reason = Some("对方值班人员约定六点后再联系".to_owned());
    Fresh::come(book, tonight(0, 58), later, "关于在深外籍人士健康服务热线对接的函", None)
        .signed(tonight(1, 15))
        .told(tonight(1, 33))
        .noticed(tonight(1, 34), Who::Primary, N::Shelve { until: tonight(6, 0), reason, wake: None });
    let routine = (Urgency::Routine, "市城管和综合执法局", "深城管函〔2020〕71号");
    Fresh::come(book, tonight(1, 25), routine, "关于印发《公园限流开放工作指引》的通知", None);
    let by_phone = (Urgency::Priority, "", "");
    Fresh::come(book, tonight(1, 49), by_phone, "来电:广州白云机场有2名旅客改送盐田,单位待核", None)
        .signed(tonight(1, 57));
}

//! Findings of the night, items given from above, and guests' needs.

use chrono::{DateTime, TimeDelta, Utc};

use super::super::book::{Book, Who, tonight};
use crate::domain::finding::{FindingCommand as F, Observed, Severity};
use crate::domain::inspection::{InspectionCommand, InspectionKind, Plan, Target, TargetKind};
use crate::domain::notice::NoticeCommand as N;
use crate::domain::request::{Need, RequestCommand, RequestKind};
use crate::domain::supervised::{Item, SupervisedCommand as S, SupervisedSource};
use crate::domain::{Command, Id};

const FENG: Who = Who::Is("feng");

/// Writes findings, supervised items and requests of the night into the book.
pub(super) fn write(book: &mut Book) {
    let inspection = in_field(book);
    handed_over(book);
    seen_tonight(book, inspection);
    supervised(book);
    requests(book);
}

/// A covert visit that set out after midnight; the team is still out.
fn in_field(book: &mut Book) -> Id {
    let target = |kind, name: &str| Target { kind, name: name.to_owned(), peak: None };
    let plan = Plan {
        title: "夜间暗访:口岸接驳、隔离点值守、夜市".to_owned(),
        kind: InspectionKind::Covert,
        targets: vec![
            target(TargetKind::Port, "深圳湾口岸驻点"),
            target(TargetKind::IsolationSite, "海滨集中隔离点"),
            target(TargetKind::Market, "海鲜街夜市"),
        ],
        team: vec![book.name("feng"), book.name("gao")],
        starts_at: tonight(0, 10),
        follow_up: Vec::new(),
    };
    let id = book.id(tonight(0, 10));
    let of_inspection = |act| Command::Inspection { id, act };
    book.add(tonight(0, 5), FENG, of_inspection(InspectionCommand::Plan(Box::new(plan))));
    book.add(tonight(0, 10), FENG, of_inspection(InspectionCommand::Depart));
    id
}

/// A finding that is put on record, and what was done about it since.
struct Fresh<'b> {
    book: &'b mut Book,
    id: Id,
}

impl<'b> Fresh<'b> {
    fn raised(
        book: &'b mut Book,
        (seen_at, at): (DateTime<Utc>, DateTime<Utc>),
        (severity, place, unit): (Severity, &str, &str),
        title: &str,
        inspection: Option<Id>,
    ) -> Self {
        let id = book.id(at);
        let observed = Observed {
            title: title.to_owned(),
            place: place.to_owned(),
            seen_at,
            unit: unit.to_owned(),
            severity,
            inspection,
            detail: None,
            source: inspection.is_none().then(|| "市督查组移交".to_owned()),
        };
        book.add(at, FENG, Command::Finding { id, act: F::Raise(Box::new(observed)) });
        Self { book, id }
    }

    fn then(self, at: DateTime<Utc>, who: Who, act: F) -> Self {
        self.book.add(at, who, Command::Finding { id: self.id, act });
        self
    }

    fn assigned(self, at: DateTime<Utc>, unit: &str) -> Self {
        self.then(at, FENG, F::Assign { unit: unit.to_owned() })
    }
}

/// Seen by the city's team on 5 and 6 April, handed over after midnight: the clock has been running.
fn handed_over(book: &mut Book) {
    let spot = Severity::OnSpot;
    let seen = |hours: i64, minutes: i64| tonight(hours - 24, minutes);
    let at = tonight(0, 31);
    Fresh::raised(
        book,
        (seen(1, 35), at),
        (spot, "盐田港码头", "port_group"),
        "登轮作业人员未按规定更换防护服",
        None,
    )
    .assigned(tonight(0, 37), "port_group")
    .then(tonight(1, 20), Who::Secondary, F::Notice(N::Urge { whom: None, words: None }));
    let at = tonight(0, 32);
    Fresh::raised(book, (seen(2, 52), at), (spot, "海山农贸市场", "market"), "凌晨批发时段无人测温", None)
        .assigned(tonight(0, 38), "market")
        .then(tonight(1, 0), Who::Secondary, F::Start);
    let at = tonight(0, 33);
    let evidence = "街道报告已增派2人,附照片。".into();
    Fresh::raised(book, (seen(3, 15), at), (spot, "恩上村", "yantian"), "卡口夜间脱岗", None)
        .assigned(tonight(0, 39), "yantian")
        .then(tonight(1, 55), Who::Secondary, F::Submit { evidence });
}

/// Seen tonight.
fn seen_tonight(book: &mut Book, inspection: Id) {
    let pair = |minutes: i64| (tonight(0, minutes), tonight(0, minutes) + TimeDelta::minutes(5));
    let from = Some(inspection);
    let bay = "深圳湾口岸驻点";
    Fresh::raised(book, pair(35), (Severity::OnSpot, bay, "port_office"), "候车区旅客未保持间隔", from)
        .assigned(tonight(0, 45), "port_office")
        .then(tonight(2, 3), Who::Primary, F::Notice(N::Acknowledge));
    let what = (Severity::Normal, bay, "foreign_affairs");
    Fresh::raised(book, pair(48), what, "夜间无法语志愿者在岗,旅客无法填报", from)
        .assigned(tonight(1, 0), "foreign_affairs")
        .then(tonight(1, 6), Who::Primary, F::Notice(N::ToggleFlag));
    let site = "海滨集中隔离点";
    let reason = "场地属街道租用,改造应由街道负责。".to_owned();
    Fresh::raised(book, pair(72), (Severity::Normal, site, "housing"), "隔离区与工作区通道未封闭", from)
        .assigned(tonight(1, 22), "housing")
        .then(tonight(1, 51), Who::Secondary, F::Dispute { reason });
    let text = "院方要求明早会诊后答复。".to_owned();
    Fresh::raised(book, pair(80), (Severity::Complex, site, "hospital"), "医废暂存间负压设备停用", from)
        .assigned(tonight(1, 30), "hospital")
        .then(tonight(1, 45), Who::Secondary, F::Notice(N::Comment { text }));
    let what = (Severity::Structural, site, "health");
    Fresh::raised(book, pair(95), what, "夜班医护人员缺编,连续三晚一人值守", from);
    Fresh::raised(
        book,
        pair(121),
        (Severity::OnSpot, "海鲜街夜市", "market"),
        "临街档口营业超时,堂食聚集",
        from,
    );
}

/// Items from above, with different times left.
fn supervised(book: &mut Book) {
    use SupervisedSource::{CityGovernment, CityParty, StateCouncil};
    let given = [
        (CityParty, "wechat", tonight(0, 18), tonight(6, 0), "market", "市委督查室转办:群众反映夜市堂食聚集"),
        (
            CityGovernment,
            "paper",
            tonight(0, 26),
            tonight(12, 0),
            "health",
            "市政府督查室督办:入境人员隔离房源缺口",
        ),
        (
            StateCouncil,
            "telegram",
            tonight(1, 4),
            tonight(66, 0),
            "port_office",
            "国务院大督查转办:口岸转运等候过长线索核查",
        ),
        (
            CityParty,
            "wechat",
            tonight(1, 38),
            tonight(33, 0),
            "foreign_affairs",
            "市委督查室转办:外籍旅客投诉语言服务",
        ),
    ];
    for (n, (source, channel, at, due, unit, title)) in given.into_iter().enumerate() {
        let id = book.id(at);
        let of_item = |act| Command::Supervised { id, act };
        let later = |minutes: i64| at + TimeDelta::minutes(minutes);
        let item = Item {
            title: title.to_owned(),
            source,
            channel: channel.to_owned(),
            reference: None,
            received_at: at,
            due,
        };
        book.add(at, FENG, of_item(S::Receive(Box::new(item))));
        if n < 3 {
            book.add(later(12), FENG, of_item(S::Assign { unit: unit.to_owned() }));
        }
        if n == 0 {
            book.add(later(25), Who::Secondary, of_item(S::Accept));
            book.add(later(30), Who::Secondary, of_item(S::Start));
        }
        if n == 1 {
            let words = "卫健局:已落实58间,缺口62间,正与两家酒店洽谈。".to_owned();
            book.add(later(95), Who::Secondary, of_item(S::FeedBack { words }));
        }
    }
}

/// A Korean guest who has been answered, and is being looked after.
fn in_service(book: &mut Book) {
    let (at, id) = (tonight(0, 41), book.id(tonight(0, 41)));
    let of_request = |act| Command::Request { id, act };
    let need = Need {
        kind: RequestKind::Living,
        gist: "韩国旅客带婴儿,需要奶粉和热水壶".to_owned(),
        site: "haibin".to_owned(),
        guest: Some("Kim Ji-woo".to_owned()),
        language: Some("ko".to_owned()),
        raised_at: at,
    };
    book.add(at, Who::Secondary, of_request(RequestCommand::Raise(Box::new(need))));
    let to = "华敏雅".to_owned();
    book.add(tonight(0, 47), Who::Secondary, of_request(RequestCommand::Assign { to }));
    let words = Some("已用韩语回复,奶粉由酒店连夜采购。".to_owned());
    book.add(tonight(1, 2), Who::Secondary, of_request(RequestCommand::Respond { words }));
}

/// Guests who wait for an answer.
fn requests(book: &mut Book) {
    in_service(book);
    let needs = [
        (
            RequestKind::Interpreting,
            "法语旅客一家四口需要翻译,说明用药禁忌",
            "Famille Lefèvre",
            "fr",
            tonight(1, 56),
        ),
        (RequestKind::Medical, "隔离旅客胸闷,需要医生到场", "Daniel Okafor", "en", tonight(2, 9)),
    ];
    for (kind, gist, guest, language, at) in needs {
        let id = book.id(at);
        let need = Need {
            kind,
            gist: gist.to_owned(),
            site: "meisha_hotel".to_owned(),
            guest: Some(guest.to_owned()),
            language: Some(language.to_owned()),
            raised_at: at,
        };
        let act = RequestCommand::Raise(Box::new(need));
        book.add(at, Who::Secondary, Command::Request { id, act });
    }
}

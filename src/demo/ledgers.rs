//! The small ledgers: information reports, recommendations, bus routes, special reports and what
//! was published; and the one service case.

use chrono::{DateTime, TimeDelta, Utc};

use super::book::{Book, LAST_DAY, Who, minute};
use super::meetings;
use super::words::TOPICS;
use crate::domain::Command;
use crate::domain::ledger_entry::{Item, LedgerCommand, LedgerKind};
use crate::domain::request::{Need, RequestCommand, RequestKind};

const PRACTICE: i64 = 129;
const PROBLEM: i64 = 85;
const RECOMMENDATIONS: i64 = 69;
const SPECIAL_REPORTS: i64 = 16;
const ONLINE_ITEMS: i64 = 473;

/// Writes all ledgers into the book.
pub(super) fn write(book: &mut Book) {
    information(book);
    meetings::write(book);
    let recommend = |words: &str, lead: &str| format!("建议{lead}完善{words}长效机制");
    about(book, LedgerKind::Recommendation, RECOMMENDATIONS, (8, LAST_DAY - 1), recommend);
    let special = |words: &str, _: &str| format!("督查专报:{words}落实情况");
    about(book, LedgerKind::SpecialReport, SPECIAL_REPORTS, (10, LAST_DAY), special);
    published(book);
    service_case(book);
}

fn entry(kind: LedgerKind, title: String, on: DateTime<Utc>) -> Item {
    Item::new(kind, title, on)
}

fn record(book: &mut Book, who: Who, item: Item) -> crate::domain::Id {
    let at = item.on + TimeDelta::minutes(book.dice.between(4, 50));
    let id = book.id(item.on);
    book.add(at, who, Command::LedgerEntry { id, act: LedgerCommand::Record(Box::new(item)) });
    id
}

/// So many entries about matters of their day, spread evenly.
fn about(
    book: &mut Book,
    kind: LedgerKind,
    count: i64,
    (from, until): (i64, i64),
    title: impl Fn(&str, &str) -> String,
) -> Vec<(crate::domain::Id, DateTime<Utc>)> {
    let mut entries = Vec::new();
    for n in 0..count {
        let day = from + n * (until - from) / (count - 1).max(1);
        let current: Vec<_> = TOPICS.iter().filter(|t| (t.days.0..=t.days.1).contains(&day)).collect();
        let topic = *book.dice.pick(&current);
        let lead = book.unit(topic.lead);
        let on = minute(day, book.dice.between(540, 1250));
        entries.push((record(book, Who::Is("feng"), entry(kind, title(topic.words, &lead), on)), on));
    }
    entries
}

/// 214 information reports; about a quarter was adopted above.
fn information(book: &mut Book) {
    let practice = |words: &str, lead: &str| format!("{lead}推进{words}的做法和成效");
    let problem = |words: &str, _: &str| format!("当前{words}存在的问题及建议");
    let mut reports = about(book, LedgerKind::InfoReportPractice, PRACTICE, (1, LAST_DAY), practice);
    reports.extend(about(book, LedgerKind::InfoReportProblem, PROBLEM, (3, LAST_DAY), problem));
    for (id, on) in reports {
        let adopted = on + TimeDelta::hours(book.dice.between(20, 50));
        if book.dice.percent(26) && adopted < minute(LAST_DAY, 1080) {
            book.add(adopted, Who::Secondary, Command::LedgerEntry { id, act: LedgerCommand::Adopt });
        }
    }
}

/// 473 items online, 45 posters and 200 English handbooks.
fn published(book: &mut Book) {
    const ONLINE: [(&str, &str, &str); 3] = [
        ("website", "en", "区政府英文网站防疫动态"),
        ("wechat", "zh", "微信公众号防疫推文"),
        ("weibo", "zh", "官方微博防疫信息"),
    ];
    const PRINTED: [(i64, &str, &str, u32); 5] = [
        (6, "poster", "社区防疫海报", 20),
        (22, "poster", "复工防疫海报", 15),
        (52, "poster", "入境人员提示海报(英文)", 10),
        (50, "handbook", "英文防疫手册第一批", 120),
        (58, "handbook", "英文防疫手册第二批", 80),
    ];
    let mut left = ONLINE_ITEMS;
    for n in 0.. {
        if left == 0 {
            break;
        }
        let day = 3 + n % (LAST_DAY - 2);
        let (channel, language, title) = ONLINE[usize::try_from(n).unwrap_or(0) % ONLINE.len()];
        let quantity = book.dice.between(1, 5).min(left);
        left -= quantity;
        let on = minute(day, book.dice.between(560, 1200));
        let item = Item {
            quantity: u32::try_from(quantity).unwrap_or(1),
            channel: Some(channel.to_owned()),
            language: Some(language.to_owned()),
            form: Some("online".to_owned()),
            ..entry(LedgerKind::Publication, title.to_owned(), on)
        };
        record(book, Who::Is("mo"), item);
    }
    for (day, form, title, quantity) in PRINTED {
        let language = if form == "handbook" || day > 50 { "en" } else { "zh" };
        let item = Item {
            quantity,
            language: Some(language.to_owned()),
            form: Some(form.to_owned()),
            ..entry(LedgerKind::Publication, title.to_owned(), minute(day, 900))
        };
        record(book, Who::Is("mo"), item);
    }
}

/// A French couple in the isolation site: closed, with thanks.
fn service_case(book: &mut Book) {
    use RequestCommand as C;
    let at = |minutes: i64| minute(62, 1130 + minutes);
    let id = book.id(at(0));
    let of_request = |act| Command::Request { id, act };
    let need = Need {
        kind: RequestKind::Living,
        gist: "法国夫妇请求同住一室,并提供法语菜单和常用药".to_owned(),
        site: "meisha_hotel".to_owned(),
        guest: Some("Dubreuil 夫妇".to_owned()),
        language: Some("fr".to_owned()),
        raised_at: at(0),
    };
    let mo = Who::Is("mo");
    let to = book.name("mo");
    book.add(at(3), Who::Secondary, of_request(C::Raise(Box::new(need))));
    book.add(at(6), Who::Primary, of_request(C::Assign { to }));
    let words = Some("已用法语电话回复,正在协调房间。".to_owned());
    book.add(at(18), mo, of_request(C::Respond { words }));
    let outcome = "已调至双人间,送达法语菜单和常用药。".to_owned();
    book.add(at(95), mo, of_request(C::Resolve { outcome }));
    book.add(at(130), mo, of_request(C::Confirm));
    let thanks = Some("Merci infiniment pour votre gentillesse — 夫妇二人写信致谢。".to_owned());
    book.add(at(150), mo, of_request(C::Close { thanks }));
}

//! 38 items given from above since 1 February, all answered before their original due time and closed.

use chrono::{DateTime, TimeDelta, Utc};

use super::book::{Book, LAST_DAY, Who, minute};
use super::words::TOPICS;
use crate::domain::Command;
use crate::domain::supervised::{Item, SupervisedCommand, SupervisedSource};

/// 1 February.
const FIRST_DAY: i64 = 9;
const FROM_ABOVE: [(SupervisedSource, usize); 3] = [
    (SupervisedSource::StateCouncil, 5),
    (SupervisedSource::CityParty, 7),
    (SupervisedSource::CityGovernment, 26),
];

/// Writes all items into the book.
pub(super) fn write(book: &mut Book) {
    for (source, count) in FROM_ABOVE {
        for n in 0..count {
            item(book, source, n, count);
        }
    }
}

fn item(book: &mut Book, source: SupervisedSource, n: usize, of: usize) {
    let share = i64::try_from(n).unwrap_or(0) * (LAST_DAY - 6 - FIRST_DAY) / i64::try_from(of).unwrap_or(1);
    let received_at = minute(FIRST_DAY + share, book.dice.between(540, 1020));
    let due = received_at + TimeDelta::days(book.dice.between(3, 5));
    let day = FIRST_DAY + share;
    let current: Vec<_> = TOPICS.iter().filter(|t| (t.days.0..=t.days.1).contains(&day)).collect();
    let topic = *book.dice.pick(&current);
    let (title, channel, mark) = match source {
        SupervisedSource::StateCouncil => {
            (format!("国务院大督查转办:反映{}不到位的线索核查", topic.words), "telegram", "国督转")
        }
        SupervisedSource::CityParty => {
            (format!("市委督查室转办:{}有关情况核实", topic.words), "wechat", "市委督")
        }
        SupervisedSource::CityGovernment => {
            (format!("市政府督查室督办:{}落实情况", topic.words), "paper", "深府督")
        }
    };
    let reference = (channel != "wechat").then(|| format!("{mark}〔2020〕{}号", 3 * n + 2));
    let received = Item { title, source, channel: channel.to_owned(), reference, received_at, due };
    course(book, received, topic.lead, n);
}

fn course(book: &mut Book, item: Item, unit: &str, n: usize) {
    use SupervisedCommand as C;
    let (received_at, due) = (item.received_at, item.due);
    let id = book.id(received_at);
    let of_item = |act| Command::Supervised { id, act };
    let feng = Who::Is("feng");
    let name = book.unit(unit);
    let later = |minutes: i64| -> DateTime<Utc> { received_at + TimeDelta::minutes(minutes) };
    book.add(received_at, feng, of_item(C::Receive(Box::new(item))));
    book.add(later(25), feng, of_item(C::Assign { unit: unit.to_owned() }));
    book.add(later(70), Who::Secondary, of_item(C::Accept));
    if n == 11 {
        // Extended by a named leader, and answered before the first due time all the same.
        let (until, reason) = (due + TimeDelta::days(2), "涉及两家企业,需现场核实。".to_owned());
        let approver = book.name("lin");
        book.add(later(1500), feng, of_item(C::Extend { until, approver, reason }));
    }
    if n == 4 {
        let words = format!("{name}:情况已了解,正在处理。");
        book.add(later(1380), Who::Secondary, of_item(C::FeedBack { words }));
        let reason = "答复没有具体措施和时限,请补充。".to_owned();
        book.add(later(1440), feng, of_item(C::Redo { reason }));
    }
    let answered = later(book.dice.between(1620, 3600));
    let words = format!("{name}:已核查整改,附情况说明和佐证材料。");
    let after = |minutes: i64| answered + TimeDelta::minutes(minutes);
    book.add(answered, Who::Secondary, of_item(C::FeedBack { words }));
    book.add(after(45), feng, of_item(C::Review { note: None }));
    book.add(after(90), feng, of_item(C::ReportUp));
    book.add(after(200), feng, of_item(C::Close));
}

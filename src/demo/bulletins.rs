//! 74 issues of the daily 《防控简报》 and 25 of the 《督查简报》, without a gap in their numbers.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::book::{Book, LAST_DAY, Who, date, day_of, minute};
use super::inspections::Findings;
use super::papers::Paper;
use crate::domain::Command;
use crate::domain::bulletin::{BulletinCommand, BulletinSeries, Masthead, Written};
use crate::domain::document::Handling;

/// Issues of the 《督查简报》.
const INSPECTION_ISSUES: i64 = 25;

/// Writes all issues into the book; the one of 7 April has been opened.
pub(super) fn write(book: &mut Book, papers: &[Paper], findings: &Findings) {
    for day in 1..=LAST_DAY {
        let on = |times: &mut dyn Iterator<Item = DateTime<Utc>>| count(day, times);
        let counts = BTreeMap::from([
            ("papers_received".to_owned(), on(&mut papers.iter().map(|paper| paper.received.received_at))),
            ("papers_completed".to_owned(), on(&mut papers.iter().map(|paper| paper.completed))),
            ("papers_for_action".to_owned(), {
                let acted = papers.iter().filter(|paper| paper.handling() == Handling::ForAction);
                on(&mut acted.map(|paper| paper.received.received_at))
            }),
            ("findings_raised".to_owned(), on(&mut findings.raised.iter().copied())),
            ("findings_closed".to_owned(), on(&mut findings.closed.iter().copied())),
        ]);
        let title = format!("盐田区疫情防控简报({})", date(day).format("%-m月%-d日"));
        let opened = minute(day, 10);
        let id = open(book, opened, BulletinSeries::Daily, title, day);
        let cut_off = minute(day + 1, 0);
        let passages =
            BTreeMap::from([("综述".to_owned(), "全区防控工作平稳有序,重点工作按时限推进。".to_owned())]);
        finish(book, id, cut_off, counts, passages);
    }
    let title = format!("盐田区疫情防控简报({})", date(LAST_DAY + 1).format("%-m月%-d日"));
    open(book, minute(LAST_DAY + 1, 50), BulletinSeries::Daily, title, LAST_DAY + 1);
    for issue in 0..INSPECTION_ISSUES {
        let day = 8 + issue * (LAST_DAY - 10) / INSPECTION_ISSUES;
        let title = format!("督查简报:{}督查情况", date(day).format("%-m月%-d日"));
        let id = open(book, minute(day, 1080), BulletinSeries::Inspection, title, day);
        let raised = count(day, &mut findings.raised.iter().copied());
        let counts = BTreeMap::from([("findings_raised".to_owned(), raised)]);
        finish(book, id, minute(day + 1, 540), counts, BTreeMap::new());
    }
}

fn count(day: i64, times: &mut dyn Iterator<Item = DateTime<Utc>>) -> u32 {
    u32::try_from(times.filter(|at| day_of(*at).0 == day).count()).unwrap_or(u32::MAX)
}

fn open(
    book: &mut Book,
    at: DateTime<Utc>,
    series: BulletinSeries,
    title: String,
    day: i64,
) -> crate::domain::Id {
    let id = book.id(at);
    let act = BulletinCommand::Open(Masthead { series, title, day: date(day) });
    book.add(at, Who::Secondary, Command::Bulletin { id, act });
    id
}

/// Drafted, checked, signed and issued within the hour.
fn finish(
    book: &mut Book,
    id: crate::domain::Id,
    from: DateTime<Utc>,
    counts: BTreeMap<String, u32>,
    passages: BTreeMap<String, String>,
) {
    let of_issue = |act| Command::Bulletin { id, act };
    let leader = book.leader(from);
    let after = |minutes: i64| from + TimeDelta::minutes(minutes);
    let written = Written { counts, passages, covers: None };
    book.add(after(6), Who::Secondary, of_issue(BulletinCommand::Draft(Box::new(written))));
    book.add(after(20), Who::Primary, of_issue(BulletinCommand::Check));
    book.add(after(35), Who::Leader, of_issue(BulletinCommand::Sign { leader }));
    book.add(after(44), Who::Secondary, of_issue(BulletinCommand::Issue));
}

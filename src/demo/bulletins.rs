//! 74 issues of the daily 《防控简报》 and 25 of the 《督查简报》, without a gap in their numbers.

use chrono::{DateTime, TimeDelta, Utc};

use super::DemoError;
use super::book::{Book, LAST_DAY, Who, date, minute};
use crate::config::Config;
use crate::domain::bulletin::{BulletinCommand, BulletinSeries, Masthead, Written};
use crate::domain::{Command, Id};
use crate::i18n::names::Names;
use crate::i18n::{Lang, bulletin};
use crate::store::{CommitError, Reader, Store};

/// Issues of the 《督查简报》.
const INSPECTION_ISSUES: i64 = 25;

/// Writes all issues into the book. What they say is drafted from the store when their time has come.
pub(super) fn write(book: &mut Book) {
    for day in 1..=LAST_DAY {
        let title = format!("盐田区疫情防控简报({})", date(day).format("%-m月%-d日"));
        let id = open(book, minute(day, 10), BulletinSeries::Daily, title, day);
        finish(book, id, minute(day + 1, 0));
    }
    for issue in 0..INSPECTION_ISSUES {
        let day = 8 + issue * (LAST_DAY - 10) / INSPECTION_ISSUES;
        let title = format!("督查简报:{}督查情况", date(day).format("%-m月%-d日"));
        let id = open(book, minute(day, 1080), BulletinSeries::Inspection, title, day);
        finish(book, id, minute(day + 1, 540));
    }
}

fn open(book: &mut Book, at: DateTime<Utc>, series: BulletinSeries, title: String, day: i64) -> Id {
    let id = book.id(at);
    let act = BulletinCommand::Open(Masthead { series, title, day: date(day) });
    book.add(at, Who::Secondary, Command::Bulletin { id, act });
    id
}

/// Drafted, checked, signed and issued within the hour.
fn finish(book: &mut Book, id: Id, from: DateTime<Utc>) {
    let of_issue = |act| Command::Bulletin { id, act };
    let leader = book.leader(from);
    let after = |minutes: i64| from + TimeDelta::minutes(minutes);
    book.add(after(6), Who::Secondary, of_issue(BulletinCommand::Draft(Box::default())));
    book.add(after(20), Who::Primary, of_issue(BulletinCommand::Check));
    book.add(after(35), Who::Leader, of_issue(BulletinCommand::Sign { leader }));
    book.add(after(44), Who::Secondary, of_issue(BulletinCommand::Issue));
}

/// Whether a step is a draft that is still to be written.
pub(super) fn is_unwritten(command: &Command) -> bool {
    matches!(command, Command::Bulletin { act: BulletinCommand::Draft(written), .. } if **written == Written::default())
}

/// Writes a draft from what is in the store, as any desk does.
pub(super) fn draft(store: &Store, config: &Config, command: &mut Command) -> Result<(), DemoError> {
    let Command::Bulletin { id, act: BulletinCommand::Draft(written) } = command else { return Ok(()) };
    let storage = |error| DemoError::Store(CommitError::Storage(error));
    let reader = Reader::open(store.path()).map_err(storage)?;
    let calendar = config.calendar();
    let Some(gathered) = reader.gather_issue(*id, &calendar).map_err(storage)? else { return Ok(()) };
    **written = bulletin::written(Lang::ZhCn, &gathered, &Names::of(config), calendar.zone());
    Ok(())
}

//! What issues count: every fact in exactly one of them, whatever came late and whatever was undone.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, TimeDelta};
use dutydesk::domain::arrival::{ArrivalCommand, ArrivalState, Mode, Movement};
use dutydesk::domain::bulletin::{BulletinSeries, Count, Covers, Gathered, cut_off};
use dutydesk::domain::document::DocumentCommand as D;
use dutydesk::domain::finding::{FindingCommand as F, Observed, Severity};
use dutydesk::domain::ledger_entry::{Item, LedgerCommand as L, LedgerKind};
use dutydesk::domain::{Command, Urgency};
use proptest::prelude::*;

use super::{Room, at, id, on_paper, paper, receive};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The facts of the issue of a day: entries after the cut-off before, up to its own.
fn issue(room: &Room, series: BulletinSeries, day: NaiveDate) -> Gathered {
    let calendar = &room.policy.calendar;
    let before = |day: NaiveDate| {
        let end = cut_off(day, calendar);
        room.world.entries().iter().take_while(|(stamp, _)| stamp.at < end).count() as u64
    };
    let covers = Covers { since: day, after: before(day - Days::new(1)), through: before(day) };
    Gathered::gather((series, day, covers), room.world.histories().values(), [], calendar).unwrap()
}

fn daily(room: &Room, on: &str) -> Gathered {
    issue(room, BulletinSeries::Daily, day(on))
}

fn titles(gathered: &Gathered, count: Count) -> Vec<&str> {
    gathered.rows_of(count).iter().map(|row| row.title.as_str()).collect()
}

fn publication(room: &Room, quantity: u32) -> Box<Item> {
    Box::new(Item { quantity, ..Item::new(LedgerKind::Publication, "海报".to_owned(), room.now) })
}

fn on_entry(n: u64, act: L) -> Command {
    Command::LedgerEntry { id: id(n), act }
}

fn observed(room: &Room, minutes_ago: i64) -> Box<Observed> {
    Box::new(Observed {
        title: "未测体温".to_owned(),
        place: "海山市场".to_owned(),
        seen_at: room.now - TimeDelta::minutes(minutes_ago),
        unit: "market".to_owned(),
        severity: Severity::Normal,
        inspection: None,
        detail: None,
        source: None,
    })
}

fn on_finding(n: u64, act: F) -> Command {
    Command::Finding { id: id(n), act }
}

#[test]
fn a_day_counts_what_was_recorded_in_it_with_a_row_for_each() {
    let mut room = Room::at("2020-04-06 10:00");
    room.does(&receive(1, paper("深府〔2020〕1号", "关于测温的通知", Urgency::Flash, room.now)));
    room.does(&receive(2, paper("深府〔2020〕2号", "关于消毒的函", Urgency::Routine, room.now)));
    room.does(&on_paper(1, D::Sign));
    room.does(&on_entry(3, L::Record(publication(&room, 20))));
    let facts = daily(&room, "2020-04-06");
    let expected = [
        (Count::PapersReceived, 2),
        (Count::PapersFlash, 1),
        (Count::PapersRoutine, 1),
        (Count::PapersOpen, 2),
        (Count::Publications, 20),
        (Count::LateFacts, 0),
    ];
    for (count, number) in expected {
        assert_eq!(facts.count(count), number, "{}", count.name());
    }
    assert_eq!(titles(&facts, Count::PapersReceived), ["关于测温的通知", "关于消毒的函"]);
    assert_eq!(facts.rows_of(Count::Publications).len(), 1, "one row with its quantity");
    assert_eq!(facts.counts().len(), Count::ALL.len(), "zeros are counts too");
}

#[test]
fn what_happened_yesterday_and_is_recorded_today_is_named_as_late() {
    let mut room = Room::at("2020-04-07 00:20");
    room.does(&receive(1, paper("深府〔2020〕1号", "昨晚的通知", Urgency::Priority, at("2020-04-06 23:50"))));
    room.does(&on_finding(2, F::Raise(observed(&room, 5))));
    let yesterday = daily(&room, "2020-04-06");
    assert_eq!((yesterday.count(Count::PapersReceived), yesterday.count(Count::LateFacts)), (0, 0));
    let today = daily(&room, "2020-04-07");
    assert_eq!((today.count(Count::PapersReceived), today.count(Count::FindingsRaised)), (1, 1));
    assert_eq!(titles(&today, Count::LateFacts), ["昨晚的通知"], "once, not again by its urgency");
    assert_eq!(today.late_as, [Count::PapersReceived]);
}

#[test]
fn what_is_undone_on_the_same_day_does_not_count_and_what_is_undone_later_is_a_correction() {
    let mut room = Room::at("2020-04-06 10:00");
    room.does(&receive(1, paper("1", "收错的文", Urgency::Priority, room.now)));
    room.undo("王", 1).unwrap();
    room.does(&receive(2, paper("2", "次日撤销的文", Urgency::Priority, room.now)));
    let before = daily(&room, "2020-04-06");
    assert_eq!(titles(&before, Count::PapersReceived), ["次日撤销的文"]);
    assert_eq!(before.count(Count::Corrections), 0);
    room.now = at("2020-04-07 09:00");
    room.undo("王", 3).unwrap();
    assert_eq!(daily(&room, "2020-04-06"), before, "the earlier issue stays as it was");
    let after = daily(&room, "2020-04-07");
    assert_eq!(after.count(Count::PapersReceived), 0);
    assert_eq!(titles(&after, Count::Corrections), ["次日撤销的文"]);
    assert_eq!(after.corrected_as, [Count::PapersReceived]);
    room.now = at("2020-04-08 09:00");
    room.undo("王", 4).unwrap();
    assert_eq!(daily(&room, "2020-04-08").count(Count::PapersReceived), 1, "redone, it counts again");
}

#[test]
fn a_quantity_that_is_corrected_later_is_taken_back_and_counted_anew() {
    let mut room = Room::at("2020-04-06 10:00");
    room.does(&on_entry(1, L::Record(publication(&room, 5))));
    room.does(&on_entry(1, L::Amend(publication(&room, 6))));
    assert_eq!(daily(&room, "2020-04-06").count(Count::Publications), 6);
    room.now = at("2020-04-07 09:00");
    room.does(&on_entry(1, L::Amend(publication(&room, 8))));
    let later = daily(&room, "2020-04-07");
    assert_eq!(later.count(Count::Publications), 8);
    let undone = later.rows_of(Count::Corrections);
    assert_eq!((undone.len(), undone[0].quantity), (1, 6));
}

#[test]
fn people_are_a_sum_and_an_arrival_counts_once() {
    let mut room = Room::at("2020-04-06 10:00");
    let movement = |status, passengers| Movement {
        key: "CA1@2020-04-06".to_owned(),
        port: "airport".to_owned(),
        mode: Mode::Flight,
        number: "CA1".to_owned(),
        origin: "巴黎".to_owned(),
        scheduled_at: at("2020-04-06 11:00"),
        estimated_at: None,
        actual_at: (status == ArrivalState::Landed).then(|| at("2020-04-06 10:55")),
        passengers,
        languages: vec!["fr".to_owned()],
        status,
        source: "feed".to_owned(),
        sequence: None,
        stated_at: None,
        reason: None,
        stated: None,
    };
    let report = |status, passengers| Command::Arrival {
        id: id(1),
        act: ArrivalCommand::Report(Box::new(movement(status, passengers))),
    };
    room.does(&report(ArrivalState::Expected, 20));
    room.wait(60);
    room.does(&report(ArrivalState::Landed, 20));
    room.does(&report(ArrivalState::Landed, 22));
    let facts = daily(&room, "2020-04-06");
    assert_eq!((facts.count(Count::Arrivals), facts.count(Count::PeopleArrived)), (1, 22));
}

#[test]
fn a_finding_found_again_was_closed_all_the_same() {
    let mut room = Room::at("2020-04-06 10:00");
    room.does(&on_finding(1, F::Raise(observed(&room, 5))));
    room.does(&on_finding(1, F::Assign { unit: "market".to_owned() }));
    room.does(&on_finding(1, F::Submit { evidence: "照片".into() }));
    room.ask("陈", &on_finding(1, F::Verify { note: None })).unwrap();
    room.does(&on_finding(1, F::Close));
    room.now = at("2020-04-07 09:00");
    room.does(&on_finding(1, F::Reopen { reason: "又出现".to_owned(), visit: None }));
    let series = BulletinSeries::Inspection;
    let (first, second) = (issue(&room, series, day("2020-04-06")), issue(&room, series, day("2020-04-07")));
    assert_eq!((first.count(Count::FindingsClosed), first.count(Count::FindingsOutstanding)), (1, 0));
    assert_eq!((second.count(Count::FindingsReopened), second.count(Count::Corrections)), (1, 0));
    assert_eq!(second.count(Count::FindingsOutstanding), 1);
    assert!(!second.counts().contains_key("papers_received"), "it is about inspections alone");
}

/// What an officer may do in the property below: receive, return, undo, wait over midnight …
fn act(room: &mut Room, (what, n, how): (u8, u64, u8)) {
    let n = n % 4 + 1;
    let late = TimeDelta::hours(i64::from(how) % 60);
    let urgency = Urgency::ALL[usize::from(how) % 5];
    let command = match what % 12 {
        0 | 1 => receive(n, paper(&format!("深府〔2020〕{n}号"), "通知", urgency, room.now - late)),
        2 => on_paper(n, D::Sign),
        3 => on_paper(n, D::Return { reason: "非我区".to_owned() }),
        4 => on_entry(n + 4, L::Record(publication(room, u32::from(how) % 9 + 1))),
        5 => on_entry(n + 4, L::Amend(publication(room, u32::from(how) % 9 + 1))),
        6 => on_finding(n + 8, F::Raise(observed(room, i64::from(how) * 10))),
        7 => on_finding(n + 8, F::Withdraw { reason: "不属实".to_owned() }),
        8 | 9 => Command::Undo { entry: room.world.last_entry().saturating_sub(u64::from(how) % 4) },
        10 => {
            room.wait(i64::from(how) * 15);
            return;
        }
        _ => on_paper(n, D::Amend(Box::new(paper(&format!("深府〔2020〕{n}号"), "通知", urgency, room.now)))),
    };
    // Much is refused, which changes nothing.
    drop(room.ask("王", &command));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn every_fact_is_in_exactly_one_issue(acts in prop::collection::vec((0_u8..12, 0_u64..4, any::<u8>()), 1..60)) {
        let mut room = Room::at("2020-04-06 20:00");
        let mut drafted = Vec::new();
        for one in acts {
            let before = room.policy.calendar.statistical_day(room.now);
            act(&mut room, one);
            // Every issue is drafted at its cut-off, before anything else happens.
            let mut over = before;
            while over < room.policy.calendar.statistical_day(room.now) {
                drafted.push(issue(&room, BulletinSeries::Daily, over));
                over = over + Days::new(1);
            }
        }
        let last = room.policy.calendar.statistical_day(room.now);
        drafted.push(issue(&room, BulletinSeries::Daily, last));
        let whole = Covers { since: day("2020-04-01"), after: 0, through: room.world.last_entry() };
        let whole = (BulletinSeries::Daily, last, whole);
        let total = Gathered::gather(whole, room.world.histories().values(), [], &room.policy.calendar).unwrap();
        let mut sums: BTreeMap<Count, i64> = BTreeMap::new();
        for drafted in &drafted {
            prop_assert_eq!(drafted, &issue(&room, BulletinSeries::Daily, drafted.day), "what came later changes nothing");
            for count in Count::ALL.into_iter().filter(|count| !count.is_standing() && !count.is_remark()) {
                let rows: u32 = drafted.rows_of(count).iter().map(|row| row.quantity).sum();
                prop_assert_eq!(drafted.count(count), rows, "a count is its rows");
                *sums.entry(count).or_default() += i64::from(rows);
            }
            let corrections = drafted.rows_of(Count::Corrections).iter().zip(&drafted.corrected_as);
            for (row, count) in corrections {
                *sums.entry(*count).or_default() -= i64::from(row.quantity);
            }
        }
        for count in [Count::PapersReceived, Count::PapersReturned, Count::Publications, Count::FindingsRaised] {
            prop_assert_eq!(sums[&count], i64::from(total.count(count)), "{}", count.name());
        }
    }
}

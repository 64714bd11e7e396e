//! The issue of the day that is over: drafted, looked behind, rewritten, checked by another officer, signed, issued and
//! corrected, all by keys.

use chrono::NaiveDate;
use dutydesk::domain::bulletin::{Bulletin, BulletinCommand, BulletinSeries, BulletinState, Count, Masthead};
use dutydesk::domain::ledger_entry::{Item, LedgerCommand, LedgerKind};

use super::*;

fn yesterday() -> NaiveDate {
    "2020-04-06".parse().unwrap()
}

fn issue(room: &Room) -> Bulletin {
    let (entity, _) = room.reader().issue_of(BulletinSeries::Daily, yesterday()).unwrap();
    match entity.expect("an issue").state {
        State::Bulletin(issue) => *issue,
        other => panic!("{other:?}"),
    }
}

/// A room in which two trainings were put on record before midnight, and one after.
fn in_order() -> Rc<Room> {
    let room = Room::new();
    for (n, hours, title) in [(1_u64, 5, "转运司机培训"), (2, 4, "口岸防护培训"), (3, 0, "夜班培训")]
    {
        let at = night() - TimeDelta::hours(hours);
        let item = Item::new(LedgerKind::Training, title.to_owned(), at);
        let act = LedgerCommand::Record(Box::new(item));
        room.submit_at(at, "林珊", Command::LedgerEntry { id: Id::from_parts(7, n.into()), act });
    }
    room
}

#[test]
fn an_issue_is_drafted_checked_signed_issued_and_corrected_by_keys() {
    let room = in_order();
    let (mut chen, mut lin) = (Desk::new(&room, "陈晓"), Desk::new(&room, "林珊"));
    chen.keys("B d");
    let drafted = issue(&room);
    assert_eq!((drafted.state, drafted.counts["trainings"]), (BulletinState::Drafted, 2), "{}", chen.toast());
    assert!(drafted.passages["overview"].contains("培训2场"), "{:?}", drafted.passages);
    // Behind the number stand its rows, and behind a row its item.
    let Dialog::Issue(open) = dialog(&chen) else { panic!("{:?}", dialog(&chen)) };
    let at = open.counts().iter().position(|(count, _)| *count == Count::Trainings).unwrap();
    chen.keys(&format!("{} Enter", vec!["j"; at].join(" ")));
    let Dialog::CountRows(rows) = dialog(&chen) else { panic!("{:?}", dialog(&chen)) };
    let titles: Vec<_> = rows.rows.iter().map(|(row, _)| row.title.as_str()).collect();
    assert_eq!(titles, ["转运司机培训", "口岸防护培训"]);
    chen.keys("Enter");
    assert!(matches!(dialog(&chen), Dialog::Timeline(_)));
    chen.keys("<Esc> <Esc>");
    // The first passage is rewritten over two lines; the counts stay.
    chen.keys("Tab Enter End Enter \"qita wu\" Tab");
    let edited = issue(&room);
    assert!(edited.passages["overview"].ends_with("培训2场。\nqita wu"), "{:?}", edited.passages);
    assert_eq!(edited.counts, drafted.counts);
    // Whoever wrote it does not check it.
    chen.keys("d");
    assert_eq!(issue(&room).state, BulletinState::Drafted);
    assert!(chen.toast().contains("陈晓"), "{}", chen.toast());
    lin.changed();
    lin.keys("B d");
    assert_eq!(issue(&room).state, BulletinState::Checked, "{}", lin.toast());
    lin.keys("Enter x \"tai chang\" <Enter>");
    assert_eq!(issue(&room).state, BulletinState::Drafted, "sent back: {}", lin.toast());
    lin.keys("d d \"lizhuren\" <Enter>");
    let signed = issue(&room);
    assert_eq!(signed.state, BulletinState::Signed, "{}", lin.toast());
    lin.keys("d");
    let issued = issue(&room);
    assert_eq!((issued.state, issued.number.map(|number| number.number)), (BulletinState::Issued, Some(1)));
    lin.keys("d");
    assert!(lin.toast().contains("更正"), "{}", lin.toast());
    lin.keys("c \"peixun ying wei 3 chang\" <Enter>");
    let corrected = issue(&room);
    assert_eq!(corrected.state, BulletinState::Corrected);
    assert_eq!(corrected.corrections, ["peixun ying wei 3 chang"]);
    assert_eq!((corrected.counts, corrected.passages), (issued.counts, issued.passages));
}

#[test]
fn one_undo_takes_a_draft_and_its_opening_back_and_it_can_be_drafted_again() {
    let room = in_order();
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("B d u");
    let (entity, _) = room.reader().issue_of(BulletinSeries::Daily, yesterday()).unwrap();
    assert!(entity.is_none(), "{entity:?}");
    desk.keys("<Esc> d");
    assert_eq!(issue(&room).state, BulletinState::Drafted, "{}", desk.toast());
}

#[test]
fn what_is_typed_into_a_passage_is_kept_when_one_leaves_it() {
    let room = in_order();
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("B d Tab Enter \"weixie\" <Esc>");
    assert!(!issue(&room).passages["overview"].contains("weixie"));
    desk.keys("Enter");
    let Dialog::Passage(passage) = dialog(&desk) else { panic!("{:?}", dialog(&desk)) };
    assert!(passage.input.text.ends_with("weixie"), "{}", passage.input.text);
}

#[test]
fn an_open_issue_is_in_the_pane_of_papers_with_its_deadline_and_its_next_step() {
    let room = Room::with_papers(&["甲"]);
    let id = BulletinSeries::Daily.issue_id(yesterday(), 0);
    let masthead =
        Masthead { series: BulletinSeries::Daily, title: "四月六日简报".to_owned(), day: yesterday() };
    room.submit("林珊", Command::Bulletin { id, act: BulletinCommand::Open(masthead) });
    let mut desk = Desk::new(&room, "陈晓");
    assert_eq!(desk.titles(), ["甲", "四月六日简报"]);
    let next = desk.app.screen().overview.and_then(|band| band.next_to_lose.clone());
    assert!(next.is_some());
    desk.keys("G d");
    assert_eq!(issue(&room).state, BulletinState::Drafted, "{}", desk.toast());
    assert!(matches!(dialog(&desk), Dialog::Issue(_)));
}

#[test]
fn after_the_cut_off_the_desk_says_that_the_issue_can_be_drafted_in_a_house_that_has_one() {
    let room = in_order();
    let none = Desk::new(&room, "陈晓");
    assert!(!none.toast().contains("可以拟稿"), "{}", none.toast());
    let day: NaiveDate = "2020-04-05".parse().unwrap();
    let masthead = Masthead { series: BulletinSeries::Daily, title: "前一期".to_owned(), day };
    let id = BulletinSeries::Daily.issue_id(day, 0);
    room.submit("林珊", Command::Bulletin { id, act: BulletinCommand::Open(masthead) });
    let desk = Desk::new(&room, "陈晓");
    assert!(desk.toast().contains("4月6日一期可以拟稿"), "{}", desk.toast());
}

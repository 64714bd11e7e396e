use dutydesk::domain::bulletin::{Bulletin, BulletinCommand as B, BulletinState, Passage};
use dutydesk::domain::supervised::{Supervised, SupervisedCommand as C};
use dutydesk::domain::{Command, Kind, Stream};
use dutydesk::i18n::Lang;
use dutydesk::i18n::domain::Telling;
use dutydesk::ui::look::names;

use super::supervised::{item, on};
use super::{Room, at, id};

fn on_issue(n: u64, act: B) -> Command {
    Command::Bulletin { id: id(n), act }
}

#[test]
fn a_special_report_is_drafted_from_its_item_the_same_day_and_is_issued_as_any_issue() {
    let mut room = Room::at("2020-04-03 10:00");
    room.does(&on(1, C::Receive(Box::new(item("2020-04-03 10:00", "2020-04-08 17:00")))));
    room.does(&on(1, C::Assign { unit: "口岸办".to_owned() }));
    room.does(&on(1, C::FeedBack { words: "已查".to_owned() }));
    room.does(&on(1, C::Redo { reason: "无数据".to_owned() }));
    room.wait(30).does(&on(1, C::FeedBack { words: "查了12家".to_owned() }));
    let config = dutydesk::config::Config::builtin().unwrap();
    let names = names(&config);
    let telling =
        Telling { lang: Lang::ZhCn, zone: room.policy.calendar.zone(), now: room.now, names: &names };
    let draft = Lang::ZhCn.strings().special.draft(
        &telling,
        room.get::<Supervised>(1),
        id(9),
        room.policy.calendar.statistical_day(room.now),
    );
    for (passage, words) in [
        (Passage::Matter, "市委督查室"),
        (Passage::Measures, "退回重办:无数据"),
        (Passage::Results, "查了12家\n反馈在原定时限内。尚未上报。"),
        (Passage::NextSteps, "上报"),
    ] {
        let text = &draft.passages[passage.name()];
        assert!(text.contains(words), "{}: {text}", passage.name());
    }
    let about = Stream::new(Kind::Supervised, id(1));
    let report = |n, about| {
        let (title, day, passages) = (draft.title.clone(), draft.day, draft.passages.clone());
        on_issue(n, B::Report { about, title, day, passages })
    };
    assert_eq!(room.refuses(&report(9, Stream::new(Kind::Supervised, id(7)))).code(), "not_found");
    room.does(&report(9, about));
    let issue = room.get::<Bulletin>(9);
    assert_eq!((issue.state, issue.about), (BulletinState::Drafted, Some(about)));
    room.ask("李", &on_issue(9, B::Check)).expect("another officer checks it");
    room.does(&on_issue(9, B::Sign { leader: "李主任".to_owned() }));
    room.does(&on_issue(9, B::Issue));
    assert_eq!(room.get::<Bulletin>(9).number.map(|serial| serial.number), Some(1));
    assert_eq!(room.get::<Supervised>(1).item.title, "核查口岸防控");
    assert_eq!(room.now.date_naive(), at("2020-04-03 12:00").date_naive());
}

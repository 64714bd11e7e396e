//! 紧急信息: 首报, 续报, 终报; two clocks from the moment the news arrives, and one for every report that must follow.

use dutydesk::domain::emergency::{
    Element, Elements, Emergency, EmergencyCommand as C, EmergencyEvent, EmergencyState as S, Known, News,
    ReportKind,
};
use dutydesk::domain::limits::Limit;
use dutydesk::domain::notice::NoticeCommand;
use dutydesk::domain::{Command, EventBody, Kind, Refusal, State, Stream, World};
use proptest::prelude::*;

use super::{Room, at, id};

pub(super) fn on(n: u64, act: C) -> Command {
    Command::Emergency { id: id(n), act }
}

/// News that tells what, where and when.
pub(super) fn news(room: &Room) -> C {
    let elements = Elements::new()
        .with(Element::What, "塌方,2人被困")
        .with(Element::Place, "盐田路")
        .with(Element::Time, "02:40");
    C::Receive(Box::new(News { received_at: room.now, source: "电话".to_owned(), raw: None, elements }))
}

pub(super) fn verify() -> C {
    C::Verify {
        with: "盐田街道李四".to_owned(),
        words: Some("属实".to_owned()),
        elements: Elements::new(),
        at: None,
    }
}

pub(super) fn phone() -> C {
    C::Phone {
        person: "张三".to_owned(),
        post: "市总值班室主班".to_owned(),
        words: "盐田路塌方".to_owned(),
        read_back: true,
        elements: Elements::new(),
        at: None,
    }
}

/// All that the final report needs; the others need less.
pub(super) fn everything() -> Elements {
    Element::ALL.into_iter().fold(Elements::new(), |known, element| match element {
        Element::Casualties => known.unknown(element),
        other => known.with(other, "已清"),
    })
}

pub(super) fn write(kind: ReportKind, elements: Elements) -> C {
    C::Write { kind, elements, to: "市总值班室".to_owned(), at: None }
}

fn initial() -> C {
    let open = [Element::Outcome, Element::Cause];
    let known = everything();
    let told = Element::ALL.into_iter().filter(|element| !open.contains(element)).fold(
        Elements::new().unknown(Element::Cause),
        |all, element| match known.text(element) {
            Some(text) => all.with(element, text),
            None => all.unknown(element),
        },
    );
    write(ReportKind::Initial, told)
}

fn labels(emergency: &Emergency) -> Vec<(ReportKind, u32)> {
    emergency.reports.iter().map(|report| (report.kind, report.number)).collect()
}

/// A room at 02:45 with news that came just now.
fn alarmed() -> Room {
    let mut room = Room::at("2020-04-07 02:45");
    let received = on(1, news(&room));
    room.does(&received);
    room
}

#[test]
fn the_news_starts_a_clock_for_the_phone_and_one_for_the_paper() {
    let mut room = alarmed();
    let due = |room: &Room| room.due::<Emergency>(1);
    assert_eq!(due(&room), Some((at("2020-04-07 03:15"), "phone_report")));
    assert_eq!(room.get::<Emergency>(1).number.label(), "2020-0001");
    room.wait(5).does(&on(1, verify()));
    assert_eq!(due(&room), Some((at("2020-04-07 03:15"), "phone_report")), "asking back reports nothing");
    room.wait(5).does(&on(1, phone()));
    assert_eq!(due(&room), Some((at("2020-04-07 03:45"), "written_report")));
    room.wait(20).does(&on(1, initial()));
    assert_eq!(due(&room), Some((at("2020-04-07 05:15"), "follow_up_report")), "two hours from 03:15");
    room.wait(60).does(&on(1, write(ReportKind::FollowUp, Elements::new())));
    assert_eq!(due(&room), Some((at("2020-04-07 06:15"), "follow_up_report")));
    room.wait(60).does(&on(1, write(ReportKind::FollowUp, Elements::new())));
    room.wait(60).does(&on(1, write(ReportKind::Final, everything())));
    assert_eq!(due(&room), None);
    let emergency = room.get::<Emergency>(1);
    assert_eq!((emergency.state, emergency.state.is_open()), (S::Final, false));
    use ReportKind as R;
    assert_eq!(labels(emergency), [(R::Initial, 0), (R::FollowUp, 1), (R::FollowUp, 2), (R::Final, 0)]);
    assert!(emergency.reports.iter().all(|report| !report.is_late()));
}

#[test]
fn the_phone_needs_three_things_and_the_paper_every_one_told_or_said_to_be_unknown() {
    let mut room = Room::at("2020-04-07 02:45");
    let elements = Elements::new().with(Element::What, " 塌方 ");
    let bare = News { received_at: room.now, source: "电话".to_owned(), raw: None, elements };
    let nothing = News { elements: Elements::new(), ..bare.clone() };
    assert_eq!(room.refuses(&on(1, C::Receive(Box::new(nothing)))), Refusal::Missing { field: "what" });
    room.does(&on(1, C::Receive(Box::new(bare))));
    assert_eq!(room.get::<Emergency>(1).title(), "塌方");
    let missing = |report, missing: &[&'static str]| Refusal::Elements { report, missing: missing.to_vec() };
    assert_eq!(room.refuses(&on(1, phone())), missing("phone", &["time", "place"]));
    let learnt = Elements::new().with(Element::Place, "盐田路").unknown(Element::Time);
    room.does(&on(1, C::Amend { elements: learnt }));
    room.does(&on(1, phone()));
    let rest = ["casualties", "cause", "measures", "trend", "reporter", "on_scene", "next_steps"];
    let first = write(ReportKind::Initial, Elements::new());
    assert_eq!(room.refuses(&on(1, first.clone())), missing("initial", &rest));
    let unknown = rest.into_iter().filter_map(Element::from_name).fold(Elements::new(), Elements::unknown);
    room.does(&on(1, C::Amend { elements: unknown }));
    room.does(&on(1, first));
    let last = write(ReportKind::Final, Elements::new());
    assert_eq!(room.refuses(&on(1, last)), missing("final", &["cause", "outcome"]));
    let told = Elements::new().with(Element::Cause, "暴雨").with(Element::Outcome, "两人救出,送医");
    room.does(&on(1, write(ReportKind::Final, told)));
    let known = &room.get::<Emergency>(1).elements;
    assert_eq!(known.get(Element::Time), Some(&Known::Unknown), "nobody was asked to make it up");
}

#[test]
fn late_is_recorded_as_late_and_refused_to_nobody() {
    let mut room = alarmed();
    room.wait(90).does(&on(1, phone()));
    room.does(&on(1, initial()));
    let emergency = room.get::<Emergency>(1);
    assert!(emergency.phoned_at() > Some(emergency.clocks.phone));
    assert!(emergency.reports[0].is_late());
    assert_eq!(emergency.reports[0].due, Some(at("2020-04-07 03:45")));
}

#[test]
fn at_night_the_paper_may_go_before_the_call_and_both_are_on_record() {
    let mut room = alarmed();
    room.wait(10).does(&on(1, initial()));
    assert_eq!(room.due::<Emergency>(1), Some((at("2020-04-07 03:15"), "phone_report")), "the call is owed");
    assert_eq!(room.get::<Emergency>(1).next_step(), Some("phone"));
    room.wait(10).does(&on(1, phone()));
    let emergency = room.get::<Emergency>(1);
    assert_eq!(emergency.state, S::InitialWritten, "the state does not go back");
    assert_eq!((emergency.calls.len(), emergency.reports.len()), (1, 1));
    assert_eq!(room.due::<Emergency>(1), Some((at("2020-04-07 04:55"), "follow_up_report")));
}

#[test]
fn a_call_may_be_recorded_later_with_its_own_time_but_no_time_is_made_up() {
    let mut room = alarmed();
    room.wait(40);
    let called = |local: &str| match phone() {
        C::Phone { person, post, words, read_back, elements, .. } => {
            on(1, C::Phone { person, post, words, read_back, elements, at: Some(at(local)) })
        }
        other => panic!("{other:?}"),
    };
    for wrong in ["2020-04-07 02:44", "2020-04-07 03:26"] {
        assert_eq!(room.refuses(&called(wrong)).code(), "bad_value", "{wrong}");
    }
    room.does(&called("2020-04-07 03:00"));
    let emergency = room.get::<Emergency>(1);
    assert_eq!(emergency.phoned_at(), Some(at("2020-04-07 03:00")));
    assert!(emergency.phoned_at() < Some(emergency.clocks.phone), "in time, though recorded after it");
}

#[test]
fn reports_come_in_their_order_and_nothing_follows_the_final_one() {
    let mut room = alarmed();
    for kind in [ReportKind::FollowUp, ReportKind::Final] {
        assert_eq!(room.refuses(&on(1, write(kind, everything()))).code(), "wrong_state");
    }
    room.does(&on(1, initial()));
    assert_eq!(room.refuses(&on(1, initial())).code(), "wrong_state", "the first report is given once");
    room.wait(30).does(&on(1, write(ReportKind::Final, everything())));
    for act in [write(ReportKind::FollowUp, everything()), phone(), verify(), withdraw()] {
        let Refusal::WrongState { allowed, .. } = room.refuses(&on(1, act)) else { panic!("a way out") };
        assert_eq!(allowed, ["amend", "comment"]);
    }
    let put_right = Elements::new().with(Element::Cause, "给水管爆裂");
    room.does(&on(1, C::Amend { elements: put_right }));
    let emergency = room.get::<Emergency>(1);
    assert_eq!((emergency.state, emergency.elements.text(Element::Cause)), (S::Final, Some("给水管爆裂")));
}

fn withdraw() -> C {
    C::Withdraw { reason: "误报,系演练".to_owned() }
}

#[test]
fn false_news_is_withdrawn_with_a_reason_and_stays_on_record() {
    let mut room = alarmed();
    let blank = C::Withdraw { reason: " ".to_owned() };
    assert_eq!(room.refuses(&on(1, blank)), Refusal::Missing { field: "reason" });
    room.does(&on(1, phone()));
    room.does(&on(1, withdraw()));
    let emergency = room.get::<Emergency>(1);
    assert_eq!((emergency.state, emergency.calls.len()), (S::Withdrawn, 1));
    assert_eq!(room.due::<Emergency>(1), None);
    assert_eq!(room.refuses(&on(1, phone())).code(), "wrong_state");
    assert_eq!(room.refuses(&on(1, C::Notice(NoticeCommand::Acknowledge))).code(), "wrong_state");
}

#[test]
fn a_house_may_set_no_clock_for_follow_ups() {
    let mut room = alarmed();
    room.policy.limits.emergency.follow_up = None;
    room.does(&on(1, phone()));
    room.does(&on(1, initial()));
    assert_eq!(room.due::<Emergency>(1), None);
    room.policy.limits.emergency.follow_up = Some(Limit::Wall(chrono::TimeDelta::hours(1)));
    room.wait(10).does(&on(1, write(ReportKind::FollowUp, Elements::new())));
    assert_eq!(room.due::<Emergency>(1), Some((at("2020-04-07 03:55"), "follow_up_report")));
    assert!(!room.get::<Emergency>(1).reports[1].is_late(), "none was due before");
}

#[test]
fn what_is_told_does_not_go_missing_and_saying_it_again_is_no_event() {
    let mut room = alarmed();
    let blank = Elements::new().with(Element::Place, "  ");
    assert_eq!(room.does(&on(1, C::Amend { elements: blank })), []);
    let same = Elements::new().with(Element::Place, "盐田路");
    assert_eq!(room.does(&on(1, C::Amend { elements: same })), []);
    let unsaid = Elements::new().unknown(Element::What);
    assert_eq!(room.refuses(&on(1, C::Amend { elements: unsaid })), Refusal::Missing { field: "what" });
}

#[derive(Debug, Clone, Copy)]
struct Step {
    first: bool,
    minutes: i64,
    what: u8,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step =
        (any::<bool>(), 0..50_i64, 0..12_u8).prop_map(|(first, minutes, what)| Step { first, minutes, what });
    prop::collection::vec(step, 1..60)
}

pub(super) fn tried(room: &Room, what: u8) -> C {
    match what {
        0 => news(room),
        1 => verify(),
        2 | 3 => phone(),
        4 => initial(),
        5..=7 => write(ReportKind::FollowUp, Elements::new().with(Element::Trend, "平稳")),
        8 => write(ReportKind::Final, everything()),
        9 => C::Amend { elements: Elements::new().with(Element::Casualties, "轻伤1人") },
        10 => withdraw(),
        _ => C::Notice(NoticeCommand::Take),
    }
}

/// What holds of every emergency at every moment.
pub(super) fn reports_are_in_order(world: &World) {
    for entity in world.of_kind(Kind::Emergency) {
        let State::Emergency(emergency) = &entity.state else { continue };
        let mut follow_ups = 0;
        for (place, report) in emergency.reports.iter().enumerate() {
            let expected = match report.kind {
                ReportKind::Initial => (place == 0).then_some(0),
                ReportKind::FollowUp => {
                    follow_ups += 1;
                    (place > 0).then_some(follow_ups)
                }
                ReportKind::Final => (place > 0 && place + 1 == emergency.reports.len()).then_some(0),
            };
            assert_eq!(Some(report.number), expected, "{:?}", emergency.reports);
        }
        assert!(emergency.elements.text(Element::What).is_some());
        assert!(emergency.state.is_open() || emergency.next_due().is_none());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_two_officers_do_no_clock_moves_and_no_report_is_skipped(steps in steps()) {
        let mut room = alarmed();
        let set = room.get::<Emergency>(1).clocks;
        let mut over = false;
        for step in steps {
            room.wait(step.minutes);
            let act = tried(&room, step.what);
            let before = room.get::<Emergency>(1).clone();
            let made = room.ask(if step.first { "王" } else { "陈" }, &on(1, act)).unwrap_or_default();
            let now = room.get::<Emergency>(1);
            prop_assert_eq!((now.clocks.phone, now.clocks.written), (set.phone, set.written));
            let wrote = made.iter().any(|event| {
                matches!(&event.body, EventBody::Emergency(EmergencyEvent::Written { .. }))
            });
            // The clock of a follow-up stands until that report is made, or all is over.
            if !wrote && now.state != S::Withdrawn {
                prop_assert_eq!(now.clocks.follow_up, before.clocks.follow_up);
            }
            prop_assert!(now.reports.starts_with(&before.reports) && now.calls.starts_with(&before.calls));
            prop_assert!(!(over && wrote), "nothing follows the final report");
            over = now.state == S::Final;
            reports_are_in_order(&room.world);
        }
        prop_assert!(room.world.get(Stream::new(Kind::Emergency, id(1))).is_some());
    }
}

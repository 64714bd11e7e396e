//! What may be done with an issue of a bulletin.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use dutydesk::domain::bulletin::{
    Bulletin, BulletinCommand as C, BulletinSeries, BulletinState, Covers, Masthead, Written,
};
use dutydesk::domain::{Entity, Event, Kind, Refusal, Stamp, Stream};

use super::bulletins_and_shifts::on;
use super::{Room, at, id};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn masthead(on: &str) -> Masthead {
    Masthead { series: BulletinSeries::Daily, title: "防控简报".to_owned(), day: day(on) }
}

fn written(count: u32, words: &str) -> Box<Written> {
    Box::new(Written {
        counts: BTreeMap::from([("papers_received".to_owned(), count)]),
        passages: BTreeMap::from([("overview".to_owned(), words.to_owned())]),
        covers: Some(Covers { since: day("2020-04-06"), after: 0, through: 9 }),
    })
}

fn compile(on: &str) -> C {
    C::Compile { masthead: masthead(on), written: written(7, "平稳。") }
}

#[test]
fn drafting_opens_the_issue_and_sets_when_it_must_be_out() {
    let mut room = Room::at("2020-04-06 23:59");
    let from = at("2020-04-07 00:00");
    assert_eq!(room.refuses(&on(1, compile("2020-04-06"))), Refusal::TooEarly { verb: "draft", from });
    room.now = from;
    assert_eq!(
        room.does(&on(1, compile("2020-04-06"))).len(),
        2,
        "one entry, so that one undo takes both back"
    );
    let issue = room.get::<Bulletin>(1);
    assert_eq!((issue.state, issue.counts["papers_received"]), (BulletinState::Drafted, 7));
    assert_eq!(room.due::<Bulletin>(1), Some((at("2020-04-07 09:00"), "issue")));
    assert_eq!(room.refuses(&on(1, compile("2020-04-06"))).code(), "exists");
}

#[test]
fn the_editor_changes_words_and_never_counts() {
    let mut room = Room::at("2020-04-07 00:06");
    room.does(&on(1, compile("2020-04-06")));
    let again = |count, words| on(1, C::Draft(written(count, words)));
    let refused = room.refuses(&again(8, "多了一件。"));
    assert_eq!(refused, Refusal::BadValue { field: "counts", value: "papers_received=8".to_owned() });
    let mut other_time = written(7, "平稳。");
    other_time.covers = None;
    assert_eq!(room.refuses(&on(1, C::Draft(other_time))).code(), "bad_value");
    room.does(&again(7, "总体平稳。"));
    let edit =
        [("papers", "收文7件。"), ("overview", " ")].map(|(name, text)| (name.to_owned(), text.to_owned()));
    room.ask("陈", &on(1, C::Edit { passages: BTreeMap::from(edit) })).unwrap();
    let issue = room.get::<Bulletin>(1);
    assert_eq!(issue.counts["papers_received"], 7);
    assert_eq!(issue.passages, BTreeMap::from([("papers".to_owned(), "收文7件。".to_owned())]));
    assert_eq!(issue.drafted_by.as_deref(), Some("陈"), "whoever changes the draft answers for it");
}

#[test]
fn whoever_wrote_the_draft_does_not_check_it() {
    let mut room = Room::at("2020-04-07 00:06");
    room.does(&on(1, compile("2020-04-06")));
    assert_eq!(room.refuses(&on(1, C::Check)), Refusal::SamePerson { name: "王".to_owned() });
    room.ask("陈", &on(1, C::Check)).unwrap();
    room.does(&on(1, C::SendBack { reason: "综述太长".to_owned() }));
    room.ask("陈", &on(1, C::Edit { passages: BTreeMap::new() })).unwrap();
    assert_eq!(room.refuses_to("陈", &on(1, C::Check)), Refusal::SamePerson { name: "陈".to_owned() });
    room.does(&on(1, C::Check));
    room.does(&on(1, C::Sign { leader: "李主任".to_owned() }));
    assert_eq!(
        room.refuses(&on(1, C::SendBack { reason: " ".to_owned() })),
        Refusal::Missing { field: "reason" }
    );
    room.does(&on(1, C::SendBack { reason: "领导要求补充".to_owned() }));
    let issue = room.get::<Bulletin>(1);
    assert_eq!((issue.state, &issue.signed_by, &issue.checked_by), (BulletinState::Drafted, &None, &None));
}

#[test]
fn the_issue_of_the_last_day_of_a_year_belongs_to_that_year() {
    let mut room = Room::at("2021-01-01 00:06");
    for (n, on_day) in [(1, "2020-12-30"), (2, "2020-12-31")] {
        room.does(&on(n, compile(on_day)));
        for act in [C::Check, C::Sign { leader: "李主任".to_owned() }, C::Issue] {
            room.ask("陈", &on(n, act)).unwrap();
        }
    }
    room.now = at("2021-01-02 00:06");
    room.does(&on(3, compile("2021-01-01")));
    for act in [C::Check, C::Sign { leader: "李主任".to_owned() }, C::Issue] {
        room.ask("陈", &on(3, act)).unwrap();
    }
    let number = |n| room.get::<Bulletin>(n).number.unwrap().label();
    assert_eq!([1, 2, 3].map(number), ["2020-0001", "2020-0002", "2021-0001"]);
}

#[test]
fn an_issued_text_stays_and_a_correction_says_what_is_now_said() {
    let mut room = Room::at("2020-04-07 00:06");
    room.does(&on(1, compile("2020-04-06")));
    for act in [C::Check, C::Sign { leader: "李主任".to_owned() }, C::Issue] {
        room.ask("陈", &on(1, act)).unwrap();
    }
    assert_eq!(room.due::<Bulletin>(1), None);
    for act in [
        C::Edit { passages: BTreeMap::new() },
        C::SendBack { reason: "晚了".to_owned() },
        C::Draft(written(7, "改一下。")),
    ] {
        assert_eq!(room.refuses(&on(1, act)).code(), "wrong_state");
    }
    let before = room.get::<Bulletin>(1).clone();
    room.does(&on(1, C::Correct { text: "收文应为8件。".to_owned() }));
    let after = room.get::<Bulletin>(1);
    assert_eq!((&after.counts, &after.passages), (&before.counts, &before.passages));
    assert_eq!(after.corrections, ["收文应为8件。"]);
}

#[test]
fn two_who_begin_the_same_issue_begin_one() {
    let series = BulletinSeries::Daily;
    assert_eq!(series.issue_id(day("2020-04-06"), 0), series.issue_id(day("2020-04-06"), 0));
    let others = [
        series.issue_id(day("2020-04-07"), 0),
        series.issue_id(day("2020-04-06"), 1),
        BulletinSeries::Inspection.issue_id(day("2020-04-06"), 0),
    ];
    assert!(others.iter().all(|other| *other != series.issue_id(day("2020-04-06"), 0)), "{others:?}");
}

#[test]
fn issues_of_before_are_read_as_they_were_written() {
    let stream = Stream::new(Kind::Bulletin, id(1));
    let bodies = [
        r#"{"bulletin":{"opened":{"masthead":{"series":"daily","title":"防控简报","day":"2020-04-06"}}}}"#,
        r#"{"bulletin":{"drafted":{"counts":{"papers_received":7},"passages":{"综述":"平稳。"}}}}"#,
        r#"{"bulletin":"checked"}"#,
    ];
    let stamp = Stamp { at: at("2020-04-07 00:10"), by: "王".to_owned() };
    let mut entity = None;
    for (version, body) in (1..).zip(bodies) {
        let event = Event { stream, version, body: serde_json::from_str(body).unwrap() };
        assert_eq!(serde_json::to_string(&event.body).unwrap(), body, "and written as they were");
        entity = Some(Entity::apply(entity, &stamp, &event).unwrap());
    }
    let state = serde_json::to_value(entity.unwrap().state).unwrap();
    let fields: Vec<&str> = state["bulletin"].as_object().unwrap().keys().map(String::as_str).collect();
    let known =
        ["corrections", "counts", "issued_at", "masthead", "number", "passages", "signed_by", "state"];
    let mut fields = fields;
    fields.sort_unstable();
    assert_eq!(fields, known, "a state from then is equal to itself when it is made again");
}

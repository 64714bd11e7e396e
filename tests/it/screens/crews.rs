//! Proposed crews over the desk.

use chrono::TimeDelta;
use dutydesk::domain::run::Vehicle;
use dutydesk::domain::{Id, Kind, Refusal, Stream};
use dutydesk::i18n::Lang;
use dutydesk::planner::{Note, Proposed, ProposedCrew};
use dutydesk::ui::dialog::{Crews, Dialog};

use super::desk::{self, now};
use super::{LANGS, painted};
use crate::screen_dump::dump;

fn crew(n: u64, title: &str, starts_in: i64, languages: &[&str]) -> ProposedCrew {
    let pick_up = now() + TimeDelta::minutes(starts_in);
    ProposedCrew {
        run: (Stream::new(Kind::Run, Id::from_parts(n, 1)), 1),
        state: "planned",
        title: title.to_owned(),
        port: "shenzhen_airport".to_owned(),
        site: "haibin".to_owned(),
        pick_up,
        moved: (starts_in < 0).then(|| (now(), now() + TimeDelta::hours(1))),
        people: 24,
        languages: languages.iter().map(|&tag| tag.to_owned()).collect(),
        vehicle: Some(Vehicle { plate: format!("粤B·0000{n}"), seats: 31 }),
        driver: Some("马行健".to_owned()),
        speakers: vec![(Id::from_parts(9, n.into()), "金若兰".to_owned())],
        before: None,
        notes: Vec::new(),
        over: None,
        refused: None,
        order: Some(usize::try_from(n).unwrap_or(0)),
    }
}

/// A run whose time has passed, one that is changed and tires its driver, one without a speaker and one that cannot go.
fn proposed() -> (Proposed, Vec<Option<String>>) {
    let mut changed = crew(2, "DX8250", 55, &["fr", "en"]);
    changed.before = Some("粤B·00008 雷万钧 李砚清".to_owned());
    changed.notes = vec![Note::ShortRest { who: Id::from_parts(9, 2) }];
    changed.over = Some(("driver:马行健".to_owned(), "drive_day"));
    let mut unspoken = crew(3, "DX8611", 400, &["ja"]);
    unspoken.speakers.clear();
    unspoken.notes = vec![Note::NoSpeaker { language: "ja".to_owned(), known: 3 }];
    let mut refused = crew(4, "远洋和风", 500, &["en"]);
    (refused.order, refused.vehicle) = (None, None);
    refused.notes = vec![Note::TooMany { largest: 31 }];
    refused.refused = Some(Refusal::NothingToUndo);
    let crews = vec![crew(1, "深港专线73", -15, &["en"]), changed, unspoken, refused];
    let why = vec![None, None, None, Some("……".to_owned())];
    (Proposed { crews, cost: 1000, bound: 985, cut: false }, why)
}

#[test]
fn proposed_crews_say_who_goes_and_what_speaks_against_it_on_every_size() {
    for lang in LANGS {
        let look = desk::look(lang);
        for (width, height, at) in [(160, 48, 0), (80, 24, 1), (40, 12, 3)] {
            let mut desk = desk::desk();
            let (all, refused) = proposed();
            desk.dialogs =
                vec![Dialog::Crews(Crews { proposed: Some(Box::new(all)), refused, at, ticket: 0 })];
            let painted = painted(&desk, &look, width, height);
            let name = format!("crews_{}_{width}x{height}", lang.tag());
            insta::assert_snapshot!(name, dump(&painted));
        }
    }
}

#[test]
fn nothing_to_be_crewed_says_so_and_an_answer_that_is_on_its_way_too() {
    let look = desk::look(Lang::ZhCn);
    for (proposed, says) in
        [(Some(Box::new(Proposed::default())), "没有待派的转运任务。"), (None, "正在读取")]
    {
        let mut desk = desk::desk();
        desk.dialogs = vec![Dialog::Crews(Crews { proposed, ..Crews::default() })];
        let shown = dump(&painted(&desk, &look, 80, 24));
        assert!(shown.contains(says), "{shown}");
    }
}

//! From a line of news to a filed paper by way of the call sheet, with another officer looking on.

use std::time::Duration;

use dutydesk::domain::Kind;
use dutydesk::i18n::{Lang, Strings};
use serde_json::Value;

use crate::house::{House, MORNING};
use crate::session::{Desk, WIDE};

/// A paper that is there before, under the cursor of the one who looks on.
const OTHER: &str = "甲号测试公文";
const LINE: &str = "特急 市防指 关于围合小区管控的通知 限18:00";
const TITLE: &str = "关于围合小区管控的通知";
const INSTRUCTION: &str = "今晚十二时前围合到位";

fn words() -> &'static Strings {
    Lang::ZhCn.strings()
}

fn state(kind: Kind, name: &'static str) -> String {
    (words().domain.state)(kind, name).to_owned()
}

/// A desk that shows the closed ones too.
fn open(house: &House, officer: &str) -> Desk {
    let mut desk = Desk::open(house, WIDE, &["--at", MORNING, "--officer", officer]);
    desk.wait_cursor_on(OTHER);
    desk.keys("]");
    desk.wait_for(words().desk.views[1]);
    desk.wait_quiet(Duration::from_millis(200));
    desk
}

/// Types into the active field, and waits until it stands there.
fn fill(desk: &mut Desk, text: &str, then: &str) {
    desk.type_text(text);
    desk.wait_for(text);
    desk.keys(then);
}

/// A receipt by telephone of the recipient under the cursor; the words and that they were read back stand there.
fn sign(desk: &mut Desk, person: &str, signed: u32) {
    let calls = &words().desk.calls;
    desk.keys("a");
    desk.wait_for(calls.proof[0]);
    fill(desk, person, "Enter");
    fill(desk, "值班主任", "Enter");
    desk.wait_gone(calls.proof[0]);
    desk.wait_for(&(calls.signed)(signed, 2));
}

fn dispatches(house: &House) -> Vec<Value> {
    let told = house.json(&["list", "dispatches", "--all"]);
    told["items"].as_array().unwrap_or_else(|| panic!("no items: {told}")).clone()
}

#[test]
fn from_a_line_of_news_to_receipts_of_all_and_filed() {
    let house = House::with_papers(&[OTHER]);
    let (mut a, mut b) = (open(&house, "chen"), open(&house, "wu"));
    let (calls, dialogs) = (&words().desk.calls, &words().screen.dialogs);
    let paper = |name| state(Kind::Document, name);

    a.keys("o");
    a.wait_for(dialogs.capture_help);
    fill(&mut a, LINE, "Enter");
    a.wait_row(&[TITLE, &paper("arrived")]);
    a.wait_cursor_on(TITLE);
    // The other officer's desk shows it at once, and the cursor there stays where it was.
    b.wait_row(&[TITLE, &paper("arrived")]);
    b.wait_cursor_on(OTHER);
    a.keys("a");
    a.wait_row(&[TITLE, &paper("registered")]);

    a.keys("t");
    a.wait_for(dialogs.form_keys);
    a.type_text("区卫健局");
    a.wait_for("区卫生健康局");
    a.keys("Enter");
    fill(&mut a, "林知远", "Enter");
    fill(&mut a, INSTRUCTION, "Tab");
    fill(&mut a, "电话", "Tab");
    fill(&mut a, "区教育局", "Enter");
    a.wait_row(&[TITLE, &paper("assigned")]);
    b.wait_row(&[TITLE, &paper("assigned")]);
    // What went out has a row of its own there, and nobody has signed yet.
    b.wait_for(&(words().screen.signed_of)(0, 2));

    a.keys("C");
    a.wait_for(&(calls.signed)(0, 2));
    a.wait_for(INSTRUCTION);
    a.keys("n");
    a.wait_for("未接1次");
    sign(&mut a, "何思远", 1);
    b.wait_for(&(words().screen.signed_of)(1, 2));
    sign(&mut a, "周明", 2);
    b.wait_for(&state(Kind::Dispatch, "all_signed"));
    a.keys("q");
    a.wait_gone(calls.title);
    a.wait_cursor_on(TITLE);

    a.keys("d");
    a.wait_for(dialogs.last_field_keys);
    fill(&mut a, "已围合到位", "Enter");
    a.wait_row(&[TITLE, &paper("completed")]);
    b.wait_row(&[TITLE, &paper("completed")]);
    a.keys("d");
    a.wait_row(&[TITLE, &paper("filed")]);
    b.wait_row(&[TITLE, &paper("filed")]);
    b.wait_cursor_on(OTHER);
    for desk in [&mut a, &mut b] {
        desk.wait_quiet(Duration::from_millis(200));
        desk.keys("q");
        desk.wait_gone(words().desk.views[1]);
        desk.quit();
    }

    let told = house.paper(TITLE);
    assert_eq!((&told["state"], &told["lead_unit"]), (&"filed".into(), &"health".into()), "{told}");
    let all = dispatches(&house);
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!(all[0]["state"], "all_signed", "{all:?}");
    let shown = house.json(&["show", all[0]["id"].as_str().expect("an id")]).to_string();
    for said in [INSTRUCTION, "何思远", "周明", "值班主任", "陈若水", "unanswered"] {
        assert!(shown.contains(said), "{said} is not in {shown}");
    }
    let shown = house.json(&["show", told["id"].as_str().expect("an id")]).to_string();
    for said in [INSTRUCTION, "林知远", "已围合到位"] {
        assert!(shown.contains(said), "{said} is not in {shown}");
    }
    house.verify();
}

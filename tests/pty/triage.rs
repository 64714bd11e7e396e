//! The main job: 46 real directives come in as a file and are worked off with keys, at a large and at a small terminal;
//! the journal tells afterwards what happened.

use std::time::Duration;

use dutydesk::domain::Kind;
use dutydesk::i18n::{Lang, Strings};
use serde_json::Value;

use crate::house::{House, MORNING};
use crate::session::{Desk, SMALL, Size, WIDE};

fn words() -> &'static Strings {
    Lang::ZhCn.strings()
}

fn state(name: &'static str) -> String {
    (words().domain.state)(Kind::Document, name).to_owned()
}

/// Leaves only the rows that match, and waits until they are all there is.
fn filter(desk: &mut Desk, text: &str, count: usize) {
    desk.keys("/");
    desk.wait_for(words().screen.dialogs.filter_help);
    desk.keys("Ctrl-u");
    desk.type_text(text);
    desk.keys("Enter");
    desk.wait_gone(words().screen.dialogs.filter_help);
    desk.wait_row(&[&(words().screen.filtered)(text), &format!("1/{count}")]);
}

/// A title's beginning, as much as any layout shows.
fn head(title: &str) -> String {
    title.chars().take(8).collect()
}

/// Signs, assigns, completes and files one paper, undoing and redoing the last step on the way.
fn from_arrived_to_filed(desk: &mut Desk, filter_by: &str, title: &str, outcome: &str) {
    let (form_keys, last) = (words().screen.dialogs.form_keys, words().screen.dialogs.last_field_keys);
    let paper = head(title);
    filter(desk, filter_by, 1);
    desk.wait_row(&[&paper, &state("arrived")]);
    desk.keys("a");
    desk.wait_row(&[&paper, &state("registered")]);

    desk.keys("t");
    desk.wait_for(form_keys);
    desk.type_text("区卫健局");
    desk.wait_for("区卫生健康局");
    desk.keys("Enter");
    desk.type_text("林知远");
    desk.wait_for("林知远");
    desk.keys("Enter");
    desk.type_text("请卫健局牵头");
    desk.wait_for("请卫健局牵头");
    desk.keys("Enter");
    desk.wait_gone(last);
    desk.wait_row(&[&paper, &state("assigned")]);

    desk.keys("d");
    desk.wait_for(last);
    desk.type_text(outcome);
    desk.wait_for(outcome);
    desk.keys("Enter");
    desk.wait_gone(last);
    desk.wait_row(&[&paper, &state("completed")]);

    // The notice of an act names both states; that of undoing it is waited for, so that a row is meant below.
    desk.keys("u");
    desk.wait_for("已撤销");
    desk.wait_row(&[&paper, &state("assigned")]);
    desk.keys("U");
    desk.wait_for("已重做");
    desk.wait_row(&[&paper, &state("completed")]);
    desk.keys("d");
    desk.wait_row(&[&paper, &state("filed")]);
}

fn give_back(desk: &mut Desk, filter_by: &str, title: &str, reason: &str) {
    let paper = head(title);
    filter(desk, filter_by, 1);
    desk.wait_row(&[&paper, &state("arrived")]);
    desk.keys("x");
    desk.wait_for(words().screen.dialogs.last_field_keys);
    desk.type_text(reason);
    desk.wait_for(reason);
    desk.keys("Enter");
    desk.wait_row(&[&paper, &state("returned")]);
}

/// Signs for everything that the filter shows, after looking at the preview of the batch.
fn sign_all(desk: &mut Desk, filter_by: &str, count: usize) {
    let batch_keys = words().screen.dialogs.batch_keys;
    filter(desk, filter_by, count);
    desk.keys("*");
    desk.wait_for(&(words().screen.marked)(count));
    desk.keys("a");
    desk.wait_for(batch_keys);
    desk.keys("Enter");
    desk.wait_gone(batch_keys);
    desk.wait_gone(&state("arrived"));
}

fn open(house: &House, size: Size) -> Desk {
    let mut desk = Desk::open(house, size, &["--at", MORNING, "--officer", "chen"]);
    desk.wait_for(&state("arrived"));
    // Everything, the closed ones too, so that a filed paper stays in sight.
    desk.keys("]");
    desk.wait_for(words().desk.views[1]);
    desk
}

/// The events of all entries, in order: entry, officer, batch, and what happened to the paper.
fn deeds(house: &House, id: &str) -> Vec<String> {
    let told = house.json(&["show", id]);
    let timeline = told["timeline"].as_array().unwrap_or_else(|| panic!("no timeline: {told}"));
    timeline.iter().map(|item| item["event"].as_str().unwrap_or_default().to_owned()).collect()
}

fn field<'v>(paper: &'v Value, name: &str) -> &'v str {
    paper[name].as_str().unwrap_or_else(|| panic!("no {name}: {paper}"))
}

struct Plan {
    size: Size,
    /// Filters and titles of a paper to finish and one to give back.
    finish: (&'static str, &'static str),
    give_back: (&'static str, &'static str),
    /// A filter whose papers are signed for together.
    together: &'static str,
}

fn triaged(plan: &Plan) {
    let house = House::with_directives();
    let imported = house.log().len();
    assert_eq!(house.papers().len(), 46, "the directives go in whole");
    let mut desk = open(&house, plan.size);
    let outcome = "已按要求落实";
    let reason = "非本区事项";
    from_arrived_to_filed(&mut desk, plan.finish.0, plan.finish.1, outcome);
    give_back(&mut desk, plan.give_back.0, plan.give_back.1, reason);
    let arrived =
        |paper: &&Value| paper["state"] == "arrived" && field(paper, "title").contains(plan.together);
    let expected = house.papers().iter().filter(arrived).count();
    assert!(expected > 2, "a batch is more than two");
    let matching =
        house.papers().iter().filter(|paper| field(paper, "title").contains(plan.together)).count();
    assert_eq!(matching, expected, "the filter shows only papers that nobody has signed for");
    sign_all(&mut desk, plan.together, expected);
    desk.wait_quiet(Duration::from_millis(200));
    // The filter and the view are closed first.
    desk.keys("q q");
    desk.quit();

    let finished = house.paper(plan.finish.1);
    assert_eq!(field(&finished, "state"), "filed");
    assert_eq!(field(&finished, "lead_unit"), "health");
    let told = house.json(&["show", field(&finished, "id")]).to_string();
    for said in [outcome, "林知远", "请卫健局牵头", "陈若水"] {
        assert!(told.contains(said), "{said} is not in {told}");
    }
    // Arrived; signed, registered, acknowledged; instructed, vetted, assigned; started, answered, completed; the undo
    // and the redo; filed.
    assert_eq!(deeds(&house, field(&finished, "id")).len(), 13, "{told}");
    let returned = house.paper(plan.give_back.1);
    assert_eq!(field(&returned, "state"), "returned");
    assert!(house.json(&["show", field(&returned, "id")]).to_string().contains(reason));

    let log = house.log();
    let mine: Vec<&Value> = log.iter().skip(imported).collect();
    assert!(mine.iter().all(|entry| entry["officer"] == "陈若水"), "{mine:?}");
    // Sign, assign, done, undo, redo, file; return; and the batch, one entry a paper.
    assert_eq!(mine.len(), 6 + 1 + expected, "one command, one entry");
    let batches: Vec<&Value> = mine.iter().skip(7).map(|entry| &entry["batch"]).collect();
    assert!(batches.iter().all(|batch| batch.is_string() && *batch == batches[0]), "{batches:?}");
    let signed = house.papers().into_iter().filter(|paper| paper["state"] == "registered").count();
    assert_eq!(signed, expected);
    let mut receipts: Vec<String> =
        house.papers().iter().filter_map(|paper| Some(paper["receipt_no"].as_str()?.to_owned())).collect();
    receipts.sort();
    receipts.dedup();
    assert_eq!(receipts.len(), expected + 1, "a receipt number for every paper signed for");
    house.verify();
}

#[test]
fn directives_are_triaged_at_a_large_terminal() {
    triaged(&Plan {
        size: WIDE,
        finish: ("首诊隔离点", "关于加强新冠肺炎首诊隔离点医疗管理工作的通知"),
        give_back: ("机票免费退改", "针对延期返校学生实施机票免费退改的通知"),
        together: "公告",
    });
}

#[test]
fn directives_are_triaged_at_a_small_terminal() {
    triaged(&Plan {
        size: SMALL,
        finish: ("szgld", "关于加强新冠肺炎首诊隔离点医疗管理工作的通知"),
        give_back: ("机票免费退改", "针对延期返校学生实施机票免费退改的通知"),
        together: "公告",
    });
}

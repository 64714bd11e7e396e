//! Supervised items through real processes: extended by a named approver, refused within a working day, reported on,
//! corrected; and that on time, extended and solved are counted apart, from rows.

use serde_json::{Value, json};

use super::Office;

/// `04-09 10:00` of 2020 in the office's zone.
fn at(when: &str) -> String {
    format!("2020-{}:00+08:00", when.replace(' ', "T"))
}

fn ran(office: &Office, when: &str, args: &[&str], code: i32) -> super::Ran {
    let when = at(when);
    let all: Vec<&str> = args.iter().copied().chain(["--at", &when]).collect();
    office.run(&all).code(code)
}

/// An item that came in the night of 7 April and is due on Friday the 10th at 18:00.
fn received(office: &Office, title: &str) -> String {
    let title = format!("title={title}");
    let args = ["record", "supervised", &title, "source=city_government", "due=4-10 18:00", "--json"];
    let said = ran(office, "04-07 02:14", &args, 0).json();
    said["id"].as_str().expect("an id").to_owned()
}

fn shown(office: &Office, when: &str, id: &str) -> Value {
    ran(office, when, &["show", id, "--json"], 0).json()
}

#[test]
fn an_extension_needs_an_approver_a_reason_and_an_item_that_is_not_overdue() {
    let office = Office::new();
    let id = received(&office, "核查公交线路");
    let entries = office.entries();
    let extend = ["do", "extend", &id, "--until", "2020-04-15T18:00:00+08:00"];
    let with = |more: &[&'static str]| -> Vec<&str> { extend.iter().chain(more).copied().collect() };
    let said = ran(&office, "04-08 09:00", &with(&["--reason", "量大"]), 2).err;
    assert!(said.contains("--leader"), "{said}");
    let said = ran(&office, "04-08 09:00", &with(&["--leader", "李主任"]), 2).err;
    assert!(said.contains("--reason"), "{said}");
    ran(&office, "04-08 09:00", &with(&["--leader", " ", "--reason", "量大"]), 7);
    let full = with(&["--leader", "李主任", "--reason", "量大", "--json"]);
    let late = ran(&office, "04-10 18:01", &full, 7);
    assert_eq!(late.json()["results"][0]["error"]["code"], "too_late");
    assert!(late.err.contains("by 18:00") && late.err.contains("due time stands"), "{}", late.err);
    assert_eq!(office.entries(), entries, "nothing of it was recorded");
    ran(&office, "04-10 17:59", &full, 0);
    let history = ran(&office, "04-10 18:30", &["show", &id], 0).out;
    assert!(history.contains("李主任 extended it until 04-15 18:00: 量大"), "{history}");
    assert_eq!(shown(&office, "04-10 18:30", &id)["overdue"], json!(false));
}

#[test]
fn a_unit_refuses_within_one_working_day_of_being_told_and_the_item_goes_to_another() {
    let office = Office::new();
    let id = received(&office, "核查公交线路");
    // Told on Friday afternoon: one working day later is Monday afternoon, whatever the week-end.
    let told = ["do", "assign", &id, "--to", "transport"];
    ran(&office, "04-10 15:00", &told, 0);
    let refuse = ["do", "return", &id, "--reason", "不属我局职责"];
    ran(&office, "04-10 15:10", &["do", "return", &id], 2);
    let late = ran(&office, "04-13 18:01", &refuse, 7).err;
    assert!(late.contains("assign it to another unit"), "{late}");
    ran(&office, "04-12 09:00", &refuse, 0);
    assert_eq!(shown(&office, "04-12 09:01", &id)["state"], "refused");
    ran(&office, "04-12 09:05", &["do", "assign", &id, "--to", "health"], 0);
    assert_eq!(shown(&office, "04-12 09:06", &id)["state"], "assigned");
}

#[test]
fn a_special_report_is_drafted_from_its_item_and_written_to_a_file() {
    let office = Office::new();
    let id = received(&office, "核查公交线路");
    let extend = ["do", "extend", &id, "--until", "2020-04-15T18:00:00+08:00", "--leader", "李主任"];
    ran(&office, "04-07 09:00", &[&extend[..], &["--reason", "量大"]].concat(), 0);
    ran(&office, "04-07 09:10", &["do", "assign", &id, "--to", "transport"], 0);
    ran(&office, "04-07 16:00", &["do", "special", &id, "--lang", "zh-CN"], 0);
    let state = shown(&office, "04-07 16:00", &id)["state"].clone();
    assert_eq!(state, "assigned", "the item stays where it was");
    let reports = ran(&office, "04-07 16:01", &["list", "bulletins", "--json"], 0).json();
    assert_eq!(reports["total"], 1, "{reports}");
    assert_eq!(reports["items"][0]["state"], "drafted");
    let file = office.path("special.md");
    ran(
        &office,
        "04-07 16:10",
        &["report", "special", &id, "--out", super::text(&file), "--lang", "zh-CN"],
        0,
    );
    let text = std::fs::read_to_string(&file).expect("the report");
    for words in ["核查公交线路", "李主任", "量大", "市政府督查室"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    ran(&office, "04-07 16:20", &["do", "special", "2020-0999"], 4);
}

#[test]
fn an_item_is_corrected_field_by_field_and_no_late_one_becomes_timely() {
    let office = Office::new();
    let id = received(&office, "核查公交线路");
    ran(
        &office,
        "04-07 09:00",
        &["do", "amend", &id, "title=核查公交线路防疫", "reference=深府督〔2020〕8号"],
        0,
    );
    assert_eq!(shown(&office, "04-07 09:01", &id)["title"], "核查公交线路防疫");
    let late = ran(&office, "04-11 09:00", &["do", "amend", &id, "due=4-20 18:00"], 7).err;
    assert!(late.contains("cannot become later"), "{late}");
    ran(&office, "04-11 09:00", &["do", "amend", &id, "title=核查公交"], 0);
    assert_eq!(shown(&office, "04-11 09:01", &id)["overdue"], json!(true), "as overdue as before");
}

#[test]
fn on_time_extended_and_solved_are_counted_apart_from_rows() {
    let office = Office::new();
    let [plain, extended, both, silent, refused] =
        ["按时", "延期后答", "延期但按时", "未答", "退后迟答"].map(|title| received(&office, title));
    for id in [&plain, &extended, &both, &silent, &refused] {
        ran(&office, "04-07 09:00", &["do", "assign", id, "--to", "transport"], 0);
    }
    ran(&office, "04-07 15:00", &["do", "return", &refused, "--reason", "不属我局"], 0);
    ran(&office, "04-07 15:10", &["do", "assign", &refused, "--to", "health"], 0);
    let answer = |when: &str, id: &str| {
        ran(&office, when, &["do", "answer", id, "--note", "已核查"], 0);
    };
    let solved = |when: &str, id: &str| {
        for _ in ["review", "report up", "close"] {
            ran(&office, when, &["do", "done", id], 0);
        }
    };
    for id in [&extended, &both] {
        let extend = ["do", "extend", id, "--until", "2020-04-15T18:00:00+08:00", "--leader", "李主任"];
        ran(&office, "04-08 09:00", &[&extend[..], &["--reason", "量大"]].concat(), 0);
    }
    answer("04-09 10:00", &plain);
    solved("04-09 11:00", &plain);
    answer("04-09 12:00", &both);
    answer("04-11 10:00", &refused);
    answer("04-13 10:00", &extended);
    solved("04-13 11:00", &extended);
    let figures = |to: &str| -> Value {
        ran(&office, "04-21 09:00", &["figures", "--to", to, "--json"], 0).json()["feedback"].clone()
    };
    let counted = |owed, on_time, extended, solved| json!({"owed": owed, "on_time": on_time, "extended": extended, "solved": solved});
    assert_eq!(figures("2020-04-07"), counted(0, 0, 0, 0), "a refusal is no answer");
    assert_eq!(figures("2020-04-09"), counted(2, 2, 2, 1));
    assert_eq!(
        figures("2020-04-12"),
        counted(5, 2, 2, 1),
        "the original due time has passed, extended or not"
    );
    assert_eq!(figures("2020-04-20"), counted(5, 2, 2, 2), "solved late is not on time");
    let rows = |figure: &str| -> Vec<String> {
        let args = ["figures", "--to", "2020-04-20", "--rows", figure, "--json"];
        let said = ran(&office, "04-21 09:00", &args, 0).json();
        let rows = said["items"].as_array().unwrap_or_else(|| panic!("rows: {said}")).clone();
        let mut titles: Vec<String> =
            rows.iter().map(|row| row["title"].as_str().expect("a title").to_owned()).collect();
        titles.sort();
        titles
    };
    assert_eq!(rows("feedback.on_time"), ["延期但按时", "按时"]);
    assert_eq!(rows("feedback.extended"), ["延期但按时", "延期后答"]);
    assert_eq!(rows("feedback.solved"), ["延期后答", "按时"]);
}

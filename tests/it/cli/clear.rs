//! A text that merely looks classified comes in once two officers have said so, and nothing of it is kept before.

use std::fs;

use super::{Office, text};

const LIST: &str = "标题,来文单位\n机密件管理培训通知,市保密局\n甲通知,市府\n机密★3年 真正的,市委\n";
const FALSE: &str = "机密,市保密局";

fn officers() -> (&'static str, &'static str) {
    ("chen", "lin")
}

fn office() -> Office {
    let office = Office::new();
    office.write(
        "two.toml",
        "[[officers]]\nid = \"chen\"\nname = \"陈若水\"\nrole = \"officer\"\n\
         [[officers]]\nid = \"lin\"\nname = \"林予安\"\nrole = \"officer\"\n",
    );
    office
}

fn by(office: &Office, officer: &str, args: &[&str]) -> super::Ran {
    let all: Vec<&str> = args.iter().copied().chain(["--config", "two.toml", "--officer", officer]).collect();
    office.at_night(&all)
}

/// Nothing below the office but the files that the test wrote holds these words.
fn nothing_kept(office: &Office, words: &str) {
    let mut dirs = vec![office.path(".local")];
    while let Some(dir) = dirs.pop() {
        for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
            if entry.path().is_dir() {
                dirs.push(entry.path());
                continue;
            }
            let bytes = fs::read(entry.path()).expect("readable");
            let found = bytes.windows(words.len()).any(|part| part == words.as_bytes());
            assert!(!found, "{} holds {words}", entry.path().display());
        }
    }
}

#[test]
fn a_row_comes_in_after_two_officers_cleared_that_very_row() {
    let office = office();
    let (one, two) = officers();
    let table = format!("题名,来文单位\n{FALSE}\n甲通知,市府\n机密★3年 真正的,市委\n");
    let file = office.write("list.csv", &table);
    let list = text(&file);
    let first = by(&office, one, &["intake", list, "--json"]).code(8);
    assert_eq!(first.json()["accepted"], 1);
    assert!(first.err.contains("dutydesk clear"), "the other way is told: {}", first.err);
    let place = format!("{list}:2");
    let clear = ["clear", place.as_str(), "--reason", "term", "--json"];
    let told = by(&office, one, &clear).code(0).json();
    assert_eq!(
        (&told["clearances"][0]["state"], &told["clearances"][0]["place"]),
        (&"proposed".into(), &"list.csv:2".into())
    );
    by(&office, one, &clear).code(7);
    by(&office, one, &["intake", list]).code(8);
    assert_eq!(by(&office, two, &clear).code(0).json()["clearances"][0]["state"], "confirmed");
    nothing_kept(&office, "保密局");

    let after = by(&office, one, &["intake", list, "--json"]).code(8).json();
    assert_eq!((&after["accepted"], &after["attached"]), (&1.into(), &1.into()), "{after}");
    let refused = after["refused"].as_array().expect("a list");
    assert_eq!(refused.len(), 1, "what was not cleared is still refused: {after}");
    assert_eq!(refused[0]["source"], "list.csv:4");
    let listed = by(&office, one, &["list", "clearances", "--all", "--json"]).code(0).json();
    let clearance = &listed["items"][0];
    assert_eq!(
        (&clearance["state"], &clearance["proposed_by"], &clearance["confirmed_by"]),
        (&"used".into(), &"陈若水".into(), &"林予安".into())
    );
    let paper = clearance["paper"].as_str().expect("what it became").to_owned();
    let shown = by(&office, one, &["show", &paper, "--json"]).code(0);
    assert!(shown.out.contains("市保密局"), "{}", shown.out);

    let again = by(&office, two, &["intake", list, "--json"]).code(8).json();
    assert_eq!(again["attached"], 2, "once used it stays good for that row: {again}");
    let changed = office.write("list.csv", table.replace("市保密局", "市档案局"));
    let changed = by(&office, one, &["intake", text(&changed), "--json"]).code(8).json();
    assert_eq!(changed["refused"].as_array().map(Vec::len), Some(2), "another row: {changed}");
    nothing_kept(&office, "真正的");
    by(&office, one, &["verify"]).code(0);
}

#[test]
fn a_whole_file_and_a_line_of_text_are_cleared_the_same_way() {
    let office = office();
    let (one, two) = officers();
    let file = office.write("titled.csv", format!("密级：秘密（样张）,\n{LIST}"));
    let path = text(&file);
    by(&office, one, &["intake", path]).code(1);
    for officer in [one, two] {
        by(&office, officer, &["clear", path, "--reason", "form"]).code(0);
    }
    let counts = by(&office, one, &["intake", path, "--json"]).code(0).json();
    assert_eq!(counts["accepted"], 3, "two officers have seen all of it: {counts}");

    let line = "机密 市保密局 通知 宣传月";
    let refused = by(&office, one, &["capture", line]).code(7);
    assert!(refused.err.contains("--text"), "{}", refused.err);
    for officer in [one, two] {
        by(&office, officer, &["clear", "--text", line, "--reason", "term"]).code(0);
    }
    nothing_kept(&office, "宣传月");
    by(&office, two, &["capture", line]).code(0);
    let open = by(&office, one, &["clear", "--text", "普通的一行", "--reason", "term"]).code(4);
    assert!(open.err.contains("nothing to clear"), "{}", open.err);
    by(&office, one, &["clear", &format!("{path}:99"), "--reason", "term"]).code(4);
}

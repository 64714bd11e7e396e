//! What goes wrong, in which words, and with which exit code.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use super::Office;

#[test]
fn without_a_terminal_there_is_help_and_the_code_for_wrong_use() {
    let ran = Office::new().run(&[]).code(2);
    assert!(ran.out.is_empty() && ran.err.contains("Usage: dutydesk"), "{}", ran.err);
    assert!(ran.err.starts_with("error: the desk needs a terminal"), "{}", ran.err);
}

#[test]
fn wrong_use_is_said_in_the_language_with_what_was_meant() {
    let office = Office::new();
    let ran = office.run(&["list", "documnets", "--lang", "zh-CN"]).code(2);
    assert!(ran.err.contains("错误") && ran.err.contains("documents"), "{}", ran.err);
    let ran = office.run(&["lst"]).code(2);
    assert!(ran.err.contains("`list`"), "{}", ran.err);
    let ran = office.run(&["do", "asign", "x"]).code(2);
    assert!(ran.err.contains("`assign`"), "{}", ran.err);
    office.run(&["list", "documents", "--at", "yesterday"]).code(2);
    office.run(&["list", "documents", "--lang", "fr"]).code(2);
    let help = office.run(&["intake", "--help", "--lang", "zh-CN"]).code(0);
    assert!(help.out.contains("登记来文") && help.err.is_empty(), "{}", help.out);
}

#[test]
fn lists_are_suggested_by_what_else_they_are_called() {
    let office = Office::new();
    for (written, meant) in [("papers", "documents"), ("来文", "documents"), ("transfers", "runs")] {
        let ran = office.run(&["list", written]).code(2);
        assert!(ran.err.contains(&format!("did you mean `{meant}`")), "{written}: {}", ran.err);
    }
}

#[test]
fn help_has_each_heading_once_and_a_commands_own_options_together() {
    let office = Office::new();
    let help = office.run(&["do", "--help"]).code(0).out;
    assert!(!help.contains("::"), "{help}");
    let at = |text: &str| help.find(text).unwrap_or_else(|| panic!("{text}: {help}"));
    assert!(at("<VERB>  ") < at("[ID]...  "), "in the order of the line: {help}");
    let shared = at("Options of every command:");
    assert!(
        at("--to <UNIT>") < shared && at("--dry-run") < shared && shared < at("--store <FILE>"),
        "{help}"
    );
    let help = office.run(&["--help"]).code(0).out;
    let of_config = help.lines().find(|line| line.trim_start().starts_with("config ")).expect("a command");
    assert!(of_config.ends_with("The configuration"), "{of_config}");
}

#[test]
fn an_unknown_officer_is_not_taken_for_somebody_else() {
    let office = Office::with_directives();
    let id = &office.ids()[0];
    let ran = office.at_night(&["do", "ack", id, "--officer", "nobody"]).code(2);
    assert!(ran.err.contains("`nobody`"), "{}", ran.err);
    office.at_night(&["list", "documents", "--officer", "nobody"]).code(2);
    assert_eq!(office.entries(), 46);
}

#[test]
fn a_wrong_configuration_is_located_and_nothing_is_opened() {
    let office = Office::new();
    let config = office.write("bad.toml", "[office]\nlagn = \"en\"\n");
    let args = ["intake", super::directives(), "--config", super::text(&config)];
    let ran = office.run(&args).code(3);
    assert!(ran.err.contains("bad.toml:2:1") && ran.err.contains("lang"), "{}", ran.err);
    assert!(!office.path(".local/share/dutydesk").exists());
    let ran = office.run(&["config", "check", "--json", "--config", super::text(&config)]).code(3);
    let problem = &ran.json()["problems"][0];
    assert_eq!((&problem["line"], &problem["suggestion"]), (&2.into(), &"lang".into()));
    office.run(&["config", "check"]).code(0);
}

#[test]
fn a_view_for_everybody_with_a_wrong_filter_is_located() {
    let office = Office::new();
    let view = |filter: &str| {
        format!(
            "[[views]]\npane = \"documents\"\nname_zh = \"夜\"\nname_en = \"night\"\nfilter = \"{filter}\"\n"
        )
    };
    let config = office.write("views.toml", view("urgenci:flash"));
    let check = ["config", "check", "--json", "--config", super::text(&config)];
    let problem = office.run(&check).code(3).json()["problems"][0].clone();
    assert_eq!((&problem["line"], &problem["key"]), (&5.into(), &"views[1].filter".into()));
    assert!(problem["message"].as_str().is_some_and(|said| said.contains("urgency")), "{problem}");
    let ran = office.run(&["list", "documents", "--config", super::text(&config)]).code(3);
    assert!(ran.err.contains("views.toml:5:10"), "{}", ran.err);
    office.write("views.toml", view("urgency:flash"));
    office.run(&check).code(0);
}

#[test]
fn an_unknown_action_is_told_before_what_its_keys_do_elsewhere() {
    let office = Office::new();
    let config = office.write("keys.toml", "[keys.desk]\nakc = [\"a\"]\n");
    let ran = office.run(&["config", "check", "--config", super::text(&config)]).code(3);
    assert!(ran.err.contains("akc") && ran.err.contains("ack"), "{}", ran.err);
    assert!(!ran.err.contains("already"), "{}", ran.err);
}

#[test]
fn the_doctor_reports_a_wrong_configuration_and_goes_on() {
    let office = Office::with_directives();
    let config = office.write("bad.toml", "[office]\nlagn = \"en\"\n");
    let ran = office.run(&["doctor", "--json", "--config", super::text(&config)]).code(9).json();
    let checks = ran["checks"].as_array().expect("checks");
    let of = |name: &str| checks.iter().find(|check| check["check"] == name).expect("this check");
    assert_eq!(of("config")["ok"], false);
    assert!(of("config")["value"].as_str().is_some_and(|told| told.contains("bad.toml:2:1")));
    assert_eq!(of("store")["ok"], true, "the store is looked at all the same");
}

#[test]
fn reading_needs_a_store_and_makes_none() {
    let office = Office::new();
    let ran = office.run(&["list", "documents", "--json"]).code(4);
    assert_eq!(ran.json()["error"]["code"], "no_store");
    assert!(!office.path(".local/share/dutydesk").exists());
    office.run(&["health"]).code(9);
    let other =
        office.write("other.db", "this is no store, whatever its name says, and long enough to look at");
    let ran = office.run(&["list", "documents", "--store", super::text(&other)]);
    assert_ne!(ran.code, 0);
    assert!(!ran.err.is_empty() && ran.out.is_empty());
}

#[test]
fn read_only_writes_nothing() {
    let office = Office::new();
    office.run(&["intake", super::directives(), "--read-only"]).code(7);
    assert!(!office.path(".local/share/dutydesk").exists());
}

#[test]
fn what_is_not_there_is_not_found() {
    let office = Office::with_directives();
    office.run(&["show", "01ZZZZZZZZZZZZZZZZZZZZZZZZ"]).code(4);
    office.run(&["show", "2020-9999", "--json"]).code(4);
}

#[test]
fn a_reader_that_goes_away_is_no_crash() {
    let office = Office::with_directives();
    let mut child = office
        .command(&["list", "documents", "--json", "--all"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut line = String::new();
    BufReader::with_capacity(1, child.stdout.take().expect("a pipe")).read_line(&mut line).expect("one line");
    let ended = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert!(matches!(ended.status.code(), Some(0 | 141)), "{:?}", ended.status);
    assert!(said.is_empty(), "nobody is left to tell: {said}");
}

#[test]
fn a_full_disk_is_no_success() {
    let office = Office::with_directives();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a device of every Linux");
    let ended = office.command(&["list", "documents", "--json"]).stdout(full).output().expect("it runs");
    assert_eq!(ended.status.code(), Some(1), "{}", String::from_utf8_lossy(&ended.stderr));
}

#[test]
fn a_copy_is_whole_and_never_written_over_a_file() {
    let office = Office::with_directives();
    office.run(&["backup", "copy.db"]).code(0);
    let copied = office.run(&["list", "documents", "--store", "copy.db", "--json"]).code(0).json();
    assert_eq!(copied["total"], 46);
    office.run(&["backup", "copy.db"]).code(7);
    let rebuilt = office.run(&["rebuild", "--json"]).code(0).json();
    assert_eq!(rebuilt["events"], 46);
    assert_eq!(office.ids().len(), 46);
}

#[test]
fn packagers_get_completions_and_manual_pages() {
    let office = Office::new();
    for shell in ["bash", "zsh", "fish"] {
        assert!(office.run(&["completions", shell]).code(0).out.contains("dutydesk"), "{shell}");
    }
    let page = office.run(&["man"]).code(0).out;
    assert!(page.contains("EXIT STATUS") && page.contains(".TH"), "{page}");
    office.run(&["man", "--out", "pages"]).code(0);
    assert!(office.path("pages/dutydesk-intake.1").exists());
}

#[test]
fn keys_and_health_are_told() {
    let office = Office::with_directives();
    let keys = office.run(&["keys", "--json"]).code(0).json();
    assert_eq!(super::keys(&keys["items"][0]), ["context", "keys", "action", "source"]);
    let listed = office.run(&["keys", "--lang", "zh-CN"]).code(0).out;
    assert!(listed.lines().any(|line| line.contains("desk.ack") && line.ends_with("签收")), "{listed}");
    assert!(!listed.contains("wall."), "{listed}");
    let health = office.run(&["health", "--json", "--max-age", "1h"]).code(9).json();
    assert_eq!(health["problems"][0], "stale");
    assert_eq!(office.at_night(&["health", "--json"]).code(0).json()["entries"], 46);
}

#[test]
fn a_store_verifies_until_a_byte_is_changed_and_a_damaged_copy_is_not_put_in_place() {
    let office = Office::with_directives();
    let sound = office.run(&["verify", "--json"]).code(0).json();
    assert_eq!((&sound["ok"], &sound["events"]), (&true.into(), &46.into()));
    office.run(&["backup", "good.db"]).code(0);
    office.run(&["backup", "bad.db"]).code(0);
    let bad = office.path("bad.db");
    let mut bytes = std::fs::read(&bad).expect("a copy");
    let title = "首诊隔离点".as_bytes();
    let places: Vec<usize> =
        bytes.windows(title.len()).enumerate().filter(|(_, w)| *w == title).map(|(i, _)| i).collect();
    assert!(!places.is_empty());
    places.iter().for_each(|at| bytes[at + 2] ^= 1);
    std::fs::write(&bad, bytes).expect("damage");
    let found = office.run(&["verify", "--json", "--store", "bad.db"]).code(9).json();
    assert_eq!(found["ok"], false);
    assert!(!found["problems"].as_array().expect("a list").is_empty());

    let id = &office.ids()[0];
    office.at_night(&["do", "ack", id]).code(0);
    let refused = office.at_night(&["restore", "good.db"]).code(7);
    assert!(refused.err.contains("--force"), "{}", refused.err);
    office.write("letter.db", "a letter and no store at all".repeat(100));
    let refused = office.at_night(&["restore", "letter.db", "--force", "--lang", "zh-CN"]);
    assert!(refused.code != 0 && refused.err.contains("letter.db 不是值班库"), "{}", refused.err);
    office.at_night(&["restore", "bad.db", "--force"]).code(9);
    assert_eq!(office.entries(), 47, "neither touched the store");
    let put = office.at_night(&["restore", "good.db", "--force", "--json"]).code(0).json();
    assert_eq!(office.entries(), 46);
    let kept = put["kept"].as_str().expect("the former store").to_owned();
    let former = office.run(&["list", "log", "--json", "--store", &kept]).code(0).json();
    assert_eq!(former["total"], 47);
}

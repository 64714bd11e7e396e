//! `intake`: every source row has exactly one outcome, and the same file twice changes nothing.

use super::{Office, text};

#[test]
fn the_46_directives_go_in_whole_and_once() {
    let office = Office::new();
    let first = office.at_night(&["intake", super::directives(), "--json"]).code(0).json();
    assert_eq!((&first["accepted"], &first["attached"]), (&46.into(), &0.into()));
    assert_eq!((&first["incomplete"], first["refused"].as_array().map(Vec::len)), (&0.into(), Some(0)));
    let entries = office.entries();
    let second = office.at_night(&["intake", super::directives(), "--json"]).code(0).json();
    assert_eq!((&second["accepted"], &second["attached"]), (&0.into(), &46.into()));
    assert_eq!(office.entries(), entries, "a copy of a copy is no event");
    assert_eq!(office.ids().len(), 46);
}

#[test]
fn every_row_has_one_outcome_and_a_classified_one_leaves_no_trace() {
    let office = Office::new();
    let table = "标题,来文单位,紧急程度,限时\n\
                 甲通知,市卫健委,特急,2020-04-07 18:00\n\
                 甲通知,市卫健委,特急,2020-04-07 18:00\n\
                 没有单位的通知,,,\n\
                 机密★10年 绝不可存的题目,市委,,\n\
                 乙通知,市卫健委,十万火急,\n\
                 ,,特急,\n\
                 丙通知,市卫健委,,尽快\n";
    let file = office.write("night.csv", table);
    let ran = office.at_night(&["intake", text(&file), "--json"]).code(8);
    let counts = ran.json();
    assert_eq!(counts["accepted"], 1);
    assert_eq!(counts["attached"], 1);
    assert_eq!(counts["incomplete"], 1);
    let refused: Vec<(&str, &str)> = counts["refused"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| (row["source"].as_str().expect("a place"), row["reason"].as_str().expect("a code")))
        .collect();
    assert_eq!(
        refused,
        [
            ("night.csv:5", "classified"),
            ("night.csv:6", "bad_urgency"),
            ("night.csv:7", "missing"),
            ("night.csv:8", "bad_date"),
        ]
    );
    assert_eq!(
        counts["incomplete_rows"],
        serde_json::json!([{"source": "night.csv:4", "missing": ["issuer"]}])
    );
    assert!(ran.err.contains("night.csv:4: incomplete, to be filled in or checked: issuer"), "{}", ran.err);
    assert!(!ran.out.contains("绝不可存") && !ran.err.contains("绝不可存"));
    for file in std::fs::read_dir(office.path(".local/share/dutydesk")).expect("the store's directory") {
        let bytes = std::fs::read(file.expect("a file").path()).expect("readable");
        let secret = "绝不可存".as_bytes();
        assert!(!bytes.windows(secret.len()).any(|part| part == secret), "nothing of it may be kept");
    }
}

#[test]
fn a_trial_decides_the_same_and_keeps_nothing() {
    let office = Office::new();
    let trial = office.at_night(&["intake", super::directives(), "--json", "--dry-run"]).code(0).json();
    assert_eq!(trial["accepted"], 46);
    assert!(!office.path(".local/share/dutydesk").exists(), "a trial makes no store");
    office.at_night(&["intake", super::directives()]).code(0);
    let trial = office.at_night(&["intake", super::directives(), "--json", "--dry-run"]).code(0).json();
    assert_eq!((&trial["accepted"], &trial["attached"]), (&0.into(), &46.into()));
}

#[test]
fn tables_of_older_programs_and_json_lines_are_read() {
    let office = Office::new();
    let table = "文号,文件标题,来文机关,缓急\n深府办〔2020〕7号,关于防控的通知,市政府办公厅,加急\n";
    let (bytes, _, _) = encoding_rs::GB18030.encode(table);
    let old = office.write("gb.csv", &bytes);
    office.at_night(&["intake", text(&old)]).code(0);
    let lines = "{\"title\":\"关于复工的函\",\"issuer\":\"盐田港集团\"}\n";
    let file = office.write("lines.jsonl", lines);
    office.at_night(&["intake", text(&file)]).code(0);
    let papers = office.list(&["documents"]);
    let seen: Vec<(&str, &str)> = papers
        .iter()
        .map(|paper| (paper["urgency"].as_str().expect("text"), paper["doc_number"].as_str().expect("text")))
        .collect();
    assert_eq!(seen, [("priority", "深府办〔2020〕7号"), ("routine", "")]);
}

#[test]
fn headings_of_the_house_are_mapped_on_request() {
    let office = Office::new();
    let file = office.write("own.csv", "事项名,送文处\n关于防控的通知,市政府\n");
    let map = "事项名=title,送文处=issuer";
    let counts = office.at_night(&["intake", text(&file), "--map", map, "--json"]).code(0).json();
    assert_eq!(counts["accepted"], 1);
    let wrong = office.at_night(&["intake", text(&file), "--map", "事项名=titel"]).code(2);
    assert!(wrong.err.contains("title"), "{}", wrong.err);
}

#[test]
fn nothing_readable_is_a_failure_and_some_refused_a_partial_one() {
    let office = Office::new();
    let gone = office.at_night(&["intake", "gone.csv", "--json"]).code(1);
    assert_eq!(gone.json()["refused"][0]["reason"], "unreadable");
    let both = office.at_night(&["intake", super::directives(), "gone.csv", "--json"]).code(8);
    assert_eq!(both.json()["accepted"], 46);
    let gone = office.at_night(&["intake", "gone.csv"]).code(1);
    assert!(gone.out.is_empty(), "no row was refused: {}", gone.out);
    assert!(gone.err.contains("error: there is no file gone.csv"), "{}", gone.err);
}

#[test]
fn the_heading_alone_is_no_news_and_a_paper_without_a_title_is_seen_in_the_list() {
    let office = Office::new();
    let file = office.write("one.csv", "标题,来文单位\n甲通知,市卫健委\n");
    let ran = office.at_night(&["intake", text(&file)]).code(0);
    assert_eq!(ran.out, "accepted 1, attached 0, incomplete 0, refused 0.\n");
    let file = office.write("two.csv", "标题,来文单位\n,市卫健委\n,\n合计,\n");
    let ran = office.at_night(&["intake", text(&file)]).code(0);
    assert!(ran.out.contains("further line"), "{}", ran.out);
    let listed = office.at_night(&["list", "documents"]).code(0).out;
    assert!(listed.contains("(untitled)"), "{listed}");
}

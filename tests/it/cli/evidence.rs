//! 整改佐证: real files go in with a submission and come out again whole; the ledger and its striking off.

use serde_json::Value;

use super::{Office, text};

/// A finding of the market that is with its unit; its id.
fn assigned(office: &Office) -> String {
    let seen =
        r#"{"title":"入口无人测温","place":"海山农贸市场","unit":"market","seen_at":"2020-04-06 10:00"}"#;
    let path = office.write("seen.jsonl", format!("{seen}\n"));
    office.at_night(&["intake", "--as", "findings", text(&path)]).code(0);
    let id = office.list(&["findings"])[0]["id"].as_str().expect("an id").to_owned();
    office.at_night(&["do", "assign", &id, "--to", "market"]).code(0);
    id
}

fn only(office: &Office) -> Value {
    office.list(&["findings", "--all"])[0].clone()
}

#[test]
fn evidence_goes_in_by_its_digest_and_comes_out_whole() {
    let office = Office::new();
    let id = assigned(&office);
    let photo = [b"\xff\xd8\xff photo \x00\x01".as_slice(), &[7; 70_000]].concat();
    office.write("现场 照片.jpg", &photo);
    office.write("~台账?.txt", "已登记");
    let submit = ["do", "submit", &id, "--evidence", "现场 照片.jpg", "~台账?.txt", "--note", "已增派2人"];
    office.at_night(&submit).code(0);
    let finding = only(&office);
    assert_eq!((&finding["state"], &finding["files"]), (&"submitted".into(), &2.into()));
    assert_eq!(finding["evidence"], "已增派2人");
    assert_eq!(finding["charged_leader"], "俞致远", "海山 has a leader");
    for (n, bytes) in [("1", photo.as_slice()), ("2", "已登记".as_bytes())] {
        let out = format!("out-{n}");
        office.at_night(&["attachment", &id, n, "--out", &out]).code(0);
        assert_eq!(std::fs::read(office.path(&out)).expect("written"), bytes);
    }
    office.at_night(&["attachment", &id, "3", "--out", "none"]).code(4);
    let shown = office.at_night(&["show", &id, "--json"]).code(0).out;
    assert!(shown.contains("台账_.txt") && !shown.contains("台账?.txt"), "names are made harmless: {shown}");
}

#[test]
fn a_file_that_cannot_be_kept_is_named_and_nothing_is_written() {
    let office = Office::new();
    let id = assigned(&office);
    let (entries, files) = (office.entries(), office.files().len());
    std::fs::create_dir(office.path("folder")).expect("made");
    office.write("empty.jpg", "");
    office.write("good.jpg", "good");
    for (bad, said) in
        [("nowhere.jpg", "no such file"), ("folder", "not a plain file"), ("empty.jpg", "empty")]
    {
        let ran = office.at_night(&["do", "submit", &id, "--evidence", "good.jpg", bad]).code(1);
        assert!(ran.err.contains(bad) && ran.err.contains(said), "{}", ran.err);
    }
    office.at_night(&["do", "submit", &id]).code(2);
    office.write("site.toml", "[intake]\nattachment_max = \"10 KB\"\n");
    office.write("large.jpg", vec![1; 11 << 10]);
    let large = ["do", "submit", &id, "--evidence", "large.jpg", "--config", "site.toml"];
    let ran = office.at_night(&large).code(1);
    assert!(ran.err.contains("10 KB"), "{}", ran.err);
    assert_eq!((office.entries(), office.files().len()), (entries, files + 4), "only what the test wrote");
    let trial = ["do", "submit", &id, "--evidence", "good.jpg", "--dry-run"];
    office.at_night(&trial).code(0);
    assert_eq!((office.entries(), office.files().len()), (entries, files + 4), "a trial keeps nothing");
}

#[test]
fn evidence_that_was_lost_or_altered_is_noticed() {
    let office = Office::new();
    let id = assigned(&office);
    office.write("photo.jpg", "as it was");
    office.at_night(&["do", "submit", &id, "--evidence", "photo.jpg"]).code(0);
    office.at_night(&["verify"]).code(0);
    let kept: Vec<_> =
        office.files().into_iter().filter(|path| text(path).contains(".attachments")).collect();
    assert_eq!(kept.len(), 1, "{kept:?}");
    std::fs::write(&kept[0], "as it is not").expect("altered");
    let ran = office.at_night(&["verify", "--json"]);
    assert!(ran.code != 0 && ran.out.contains("attachment"), "{}{}", ran.out, ran.err);
    office.at_night(&["attachment", &id, "1", "--out", "out.jpg"]).code(1);
    assert!(!office.path("out.jpg").exists(), "nothing that is not as it was is given out");
    std::fs::remove_file(&kept[0]).expect("removed");
    assert_ne!(office.at_night(&["verify"]).code, 0);
}

#[test]
fn a_finding_goes_through_the_ledger_until_it_is_struck_off_and_found_again() {
    let office = Office::new();
    let id = assigned(&office);
    let by = |officer: &str, args: &[&str]| {
        let all: Vec<&str> = ["do"].iter().chain(args).copied().chain(["--officer", officer]).collect();
        office.at_night(&all)
    };
    by("gao", &["submit", &id, "--outcome", "已测温", "--person", "谭小满"]).code(0);
    let own = by("gao", &["verify", &id]);
    assert_ne!(own.code, 0, "the submitter never verifies: {}", own.out);
    by("feng", &["reject", &id, "--reason", "看不出效果"]).code(0);
    by("gao", &["submit", &id, "--outcome", "已测温,附前后对比"]).code(0);
    by("feng", &["verify", &id, "--note", "属实"]).code(0);
    by("feng", &["close", &id]).code(0);
    let struck = only(&office);
    assert_eq!((&struck["state"], &struck["closed_by"]), (&"closed".into(), &"冯见山".into()));
    assert_eq!((&struck["submitted_by"], &struck["verified_by"]), (&"高一苇".into(), &"冯见山".into()));
    assert_eq!((&struck["rejections"], &struck["days_open"]), (&1.into(), &0.into()));
    by("feng", &["follow_up", &id, "--note", "未反弹"]).code(0);
    assert_eq!(only(&office)["follow_up_visits"], 1);
    by("feng", &["reopen", &id, "--reason", "又无人测温"]).code(0);
    let again = only(&office);
    assert_eq!((&again["state"], &again["reopenings"]), (&"reopened".into(), &1.into()));
    let csv = office.at_night(&["list", "findings", "--all", "--csv"]).code(0).out;
    let head = csv.lines().next().expect("a head");
    for column in
        ["no", "place", "unit", "charged_leader", "rectify_by", "verified_by", "closed_at", "days_open"]
    {
        assert!(
            head.split(',').any(|name| name.trim_start_matches('\u{feff}') == column),
            "{column}: {head}"
        );
    }
    by("feng", &["dispute", &id, "--reason", "不属我局"]).code(7);
}

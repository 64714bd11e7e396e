//! An issue of a bulletin through real processes: drafted after its day, looked behind, checked by somebody else, out.

use super::Office;

/// A time of 7 April 2020 in the office's zone, or of another day of that month.
fn april(at: &str) -> String {
    format!("2020-04-{at}:00+08:00")
}

fn office() -> Office {
    let office = Office::new();
    let rows =
        "标题,来文单位,紧急程度,收文时间\n甲,市防指,特急,2020-04-06 09:50\n乙,市防指,平件,2020-04-05 23:00\n";
    let file = office.write("papers.csv", rows);
    office.run(&["intake", super::text(&file), "--at", &april("06T10:00")]).code(0);
    office
}

#[test]
fn an_issue_is_drafted_at_its_cut_off_and_every_number_has_its_rows() {
    let office = office();
    let at = |args: &[&str], when: &str| {
        let when = april(when);
        let all: Vec<&str> = args.iter().copied().chain(["--at", &when]).collect();
        office.run(&all)
    };
    let early = at(&["bulletin", "draft", "--day", "2020-04-06"], "06T23:00").code(7);
    assert!(!early.err.is_empty() && early.out.is_empty());
    let draft = at(&["bulletin", "draft", "--dry-run", "--json"], "07T00:10").code(0).json();
    assert_eq!((&draft["counts"]["papers_received"], &draft["counts"]["late_facts"]), (&2.into(), &1.into()));
    assert_eq!(office.list(&["bulletins", "--all"]).len(), 0, "a trial writes nothing");
    let made = at(&["bulletin", "draft", "--json", "--lang", "zh-CN"], "07T00:10").code(0).json();
    let id = made["results"][0]["id"].as_str().expect("an id").to_owned();
    assert_eq!(made["results"][0]["state"], "drafted");
    // What is taken in later is in the next issue.
    let later =
        office.write("later.csv", "标题,来文单位,紧急程度,收文时间\n丙,市防指,平件,2020-04-06 22:00\n");
    office.run(&["intake", super::text(&later), "--at", &april("07T00:20")]).code(0);
    let rows = at(&["bulletin", "rows", &id, "papers_received", "--json"], "07T00:30").code(0).json();
    let titles: Vec<&str> =
        rows["items"].as_array().expect("rows").iter().filter_map(|row| row["title"].as_str()).collect();
    assert_eq!(titles, ["乙", "甲"], "recorded together: as they happened");
    let late = at(&["bulletin", "rows", &id, "late_facts", "--csv"], "07T00:30").code(0).out;
    assert!(late.contains("乙") && late.contains("papers_received"), "{late}");
    at(&["bulletin", "edit", &id, "overview", "总体平稳。"], "07T00:31").code(0);
    let own = at(&["do", "check", &id], "07T00:32").code(7);
    assert!(!own.err.is_empty());
    let shown = at(&["show", &id, "--json"], "07T00:33").code(0).json();
    assert_eq!(
        (&shown["counts"]["papers_received"], &shown["record"]["passages"]["overview"]),
        (&2.into(), &"总体平稳。".into())
    );
    let told = at(&["show", &id, "--lang", "zh-CN"], "07T00:33").code(0).out;
    assert!(
        told.contains("收文") && told.contains("总体平稳。") && told.contains("papers_received"),
        "{told}"
    );
}

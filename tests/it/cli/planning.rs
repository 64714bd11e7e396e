//! `dutydesk plan`: proposed, set, and taken back, through the program.

use super::Office;

#[test]
fn a_night_is_planned_set_in_one_entry_and_taken_back() {
    let office = Office::new();
    office.run(&["demo", "--out", "night.db"]).code(0);
    let night = |args: &[&str]| {
        let all: Vec<&str> = args
            .iter()
            .copied()
            .chain(["--store", "night.db", "--at", "2020-04-07T02:20:00+08:00"])
            .collect();
        office.run(&all)
    };
    let states = || {
        let runs = night(&["list", "runs", "--json"]).code(0).json();
        let items = runs["items"].as_array().expect("items").clone();
        items.iter().filter(|run| run["state"] == "planned").count()
    };
    assert_eq!(states(), 2);
    let proposal = night(&["plan", "--json"]).code(0).json();
    assert_eq!(
        super::keys(&proposal),
        ["schema", "applied", "crews", "cost", "bound", "proven", "cut", "items"]
    );
    assert_eq!((&proposal["applied"], states()), (&false.into(), 2), "a proposal sets nothing");
    let items = proposal["items"].as_array().expect("items");
    // Each vehicle and driver once at a time; whoever is not there is named with the fallback.
    let japanese = items.iter().find(|run| run["languages"][0] == "ja").expect("the Japanese run");
    assert_eq!(japanese["notes"][0], "no_speaker");
    let told = night(&["plan", "--lang", "zh-CN"]).code(0);
    assert!(told.out.contains("请用电话翻译或翻译机"), "{}", told.out);
    assert!(told.err.contains("这只是方案"), "{}", told.err);
    let set = night(&["plan", "--apply", "--json"]).code(0).json();
    assert_eq!((&set["applied"], &set["crews"]), (&true.into(), &proposal["crews"]));
    assert_eq!(states(), 0);
    let again = night(&["plan", "--json"]).code(0).json();
    assert!(again["items"].as_array().expect("items").iter().all(|run| run["notes"][0] == "no_speaker"));
    night(&["do", "undo"]).code(0);
    assert_eq!(states(), 2);
    night(&["verify"]).code(0);
    let empty = night(&["plan", "--date", "2020-05-01", "--lang", "en"]).code(0);
    assert_eq!(empty.out, "No run needs a crew.\n");
}

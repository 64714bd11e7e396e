//! Times of steps through real processes, against values worked out by hand.

use serde_json::Value;

use super::Office;

const KEYS: &str = "urgency, step, count, median_minutes, p90_minutes, max_minutes, limit_minutes, owed, on_time, \
                    on_time_percent";

/// An instant of April 2020 in the office's zone, `06T02:00`.
fn april(at: &str) -> String {
    format!("2020-04-{at}:00+08:00")
}

fn step<'a>(figures: &'a Value, urgency: &str, step: &str) -> Option<&'a Value> {
    let all = figures["step_times"].as_array().expect("times");
    all.iter().find(|time| time["urgency"] == urgency && time["step"] == step)
}

/// Count, median, nine of ten, longest, limit, owed, on time, share on time.
#[track_caller]
fn is(figures: &Value, urgency: &str, name: &str, expected: [f64; 8]) {
    let time = step(figures, urgency, name).unwrap_or_else(|| panic!("{urgency} {name}: {figures}"));
    let found = KEYS.split(", ").skip(2).map(|key| time[key].as_f64());
    assert_eq!(found.collect::<Vec<_>>(), expected.map(Some), "{urgency} {name}");
}

/// Three urgent papers and a routine one at 02:00, signed 4, 6 and 20 minutes later and not at all.
fn worked() -> Office {
    let office = Office::new();
    let at = |args: &[&str], when: &str| {
        let when = april(when);
        let all: Vec<&str> = args.iter().copied().chain(["--at", &when]).collect();
        office.run(&all).code(0)
    };
    let rows = "标题,来文单位,紧急程度\n甲,市防指,特急\n乙,市防指,特急\n丙,市防指,特急\n丁,市防指,加急\n";
    let file = office.write("papers.csv", rows);
    at(&["intake", super::text(&file)], "06T02:00");
    let papers = office.list(&["documents", "--all"]);
    let id = |title: &str| -> String {
        let paper = papers.iter().find(|paper| paper["title"] == title).expect("a paper");
        paper["id"].as_str().expect("an id").to_owned()
    };
    let (one, two, three) = (id("甲"), id("乙"), id("丙"));
    at(&["do", "ack", &one], "06T02:04");
    at(&["do", "ack", &two], "06T02:06");
    at(&["do", "escalate", &one], "06T02:10");
    at(&["do", "ack", &three], "06T02:20");
    at(&["do", "assign", &one, "--to", "health", "--assist", "transport"], "06T02:25");
    let who = ["--person", "周鹏", "--post", "值班员", "--channel", "fax"];
    at(&[&["do", "sign", "dispatch/2020-0001", "--to", "health"], &who[..]].concat(), "06T02:31");
    at(&[&["do", "sign", "dispatch/2020-0001", "--to", "transport"], &who[..]].concat(), "06T02:40");
    at(&["do", "start", &one], "06T02:45");
    at(&["do", "done", &one, "--outcome", "已办"], "06T22:00");
    office
}

#[test]
fn times_of_steps_are_those_worked_out_by_hand() {
    let office = worked();
    let of = |to: &str| {
        let at = april("09T02:00");
        office.run(&["figures", "--to", to, "--json", "--at", &at]).code(0).json()
    };
    let figures = of("2020-04-08");
    for time in figures["step_times"].as_array().expect("times") {
        assert_eq!(super::keys(time), KEYS.split(", ").collect::<Vec<_>>());
    }
    is(&figures, "immediate", "sign", [3.0, 6.0, 20.0, 20.0, 10.0, 3.0, 2.0, 66.7]);
    is(&figures, "immediate", "tell_leader", [1.0, 10.0, 10.0, 10.0, 15.0, 3.0, 1.0, 33.3]);
    is(&figures, "immediate", "dispatch", [1.0, 25.0, 25.0, 25.0, 30.0, 3.0, 1.0, 33.3]);
    is(&figures, "immediate", "complete", [1.0, 1200.0, 1200.0, 1200.0, 1440.0, 3.0, 1.0, 33.3]);
    is(&figures, "immediate", "receipt", [2.0, 15.0, 15.0, 15.0, 10.0, 2.0, 1.0, 50.0]);
    let unsigned = step(&figures, "priority", "sign").expect("it was due");
    assert_eq!((&unsigned["count"], &unsigned["owed"]), (&0.into(), &1.into()));
    assert_eq!((&unsigned["median_minutes"], &unsigned["on_time_percent"]), (&Value::Null, &0.0.into()));
    assert!(step(&figures, "priority", "complete").is_none(), "nobody owes it before three days");

    // What was due after the day counts for nothing in that day, so its figures stay what they were.
    let day = of("2020-04-06");
    is(&day, "immediate", "complete", [1.0, 1200.0, 1200.0, 1200.0, 1440.0, 1.0, 1.0, 100.0]);
    is(&day, "immediate", "sign", [3.0, 6.0, 20.0, 20.0, 10.0, 3.0, 2.0, 66.7]);
}

#[test]
fn times_of_steps_have_names_in_csv_too() {
    let office = worked();
    let at = april("09T02:00");
    let csv = office.run(&["figures", "--to", "2020-04-08", "--csv", "--at", &at]).code(0).out;
    let line = |name: &str| csv.lines().find(|line| line.contains(name)).map(str::to_owned);
    let median = line("step_times.immediate.sign.median_minutes").unwrap_or_else(|| panic!("{csv}"));
    assert!(median.split(',').any(|cell| cell.trim_end_matches(".0") == "6"), "{median}");
}

#[test]
fn trends_and_the_rows_of_a_figure_through_a_real_process() {
    let office = worked();
    let at = april("09T02:00");
    let run = |more: &[&str]| {
        let all: Vec<&str> = ["figures", "--from", "2020-04-05", "--to", "2020-04-07", "--at", &at]
            .into_iter()
            .chain(more.iter().copied())
            .collect();
        office.run(&all)
    };
    let trends = run(&["--by", "day", "--json"]).code(0).json();
    assert_eq!(super::keys(&trends), ["schema", "by", "spans", "whole", "previous", "change"]);
    let handled: Vec<&Value> = trends["spans"]
        .as_array()
        .expect("spans")
        .iter()
        .map(|span| &span["figures"]["documents_handled"])
        .collect();
    assert_eq!(handled, [0, 4, 0]);
    assert_eq!(
        (&trends["spans"][1]["from"], &trends["spans"][1]["to"]),
        (&"2020-04-06".into(), &"2020-04-06".into())
    );
    assert_eq!(trends["whole"]["figures"]["documents_completed"], 1);
    assert_eq!(
        (&trends["previous"]["from"], &trends["previous"]["to"]),
        (&"2020-04-02".into(), &"2020-04-04".into())
    );
    assert_eq!(trends["change"]["documents_handled"], 4);

    let csv = run(&["--by", "week", "--csv"]).code(0).out;
    let first: Vec<&str> = csv.lines().map(|line| line.split(',').next().unwrap_or_default()).collect();
    assert_eq!(first, ["span", "week", "week", "whole", "previous"], "{csv}");

    let rows = run(&["--rows", "documents_completed", "--json"]).code(0).json();
    assert_eq!((&rows["total"], &rows["items"][0]["title"]), (&1.into(), &"甲".into()));
    let slowest = run(&["--rows", "step_times.immediate.sign.max_minutes", "--json"]).code(0).json();
    assert_eq!((&slowest["total"], &slowest["items"][0]["title"]), (&3.into(), &"丙".into()));
    assert_eq!(slowest["items"][0]["minutes"], 20.0);
    let none = run(&["--rows", "trainings"]).code(0).out;
    assert!(none.contains("Trainings: 0"), "{none}");
    let wrong = run(&["--rows", "documents_complete"]).code(2);
    assert!(wrong.err.contains("documents_completed"), "{}", wrong.err);
}

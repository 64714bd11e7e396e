//! `do`, `undo` and `capture`.

use super::Office;

#[test]
fn a_paper_is_signed_for_and_gets_the_next_number() {
    let office = Office::with_directives();
    let ids = office.ids();
    let done = office.at_night(&["do", "ack", &ids[0], &ids[1], "--json"]).code(0).json();
    let results = done["results"].as_array().expect("results");
    assert_eq!(results.len(), 2);
    assert_eq!(super::keys(&results[0]), ["id", "ok", "version", "state"]);
    assert_eq!((&results[0]["id"], &results[0]["state"]), (&ids[0].as_str().into(), &"registered".into()));
    let shown = office.at_night(&["show", "2020-0002", "--json"]).code(0).json();
    assert_eq!((&shown["id"], &shown["receipt_no"]), (&ids[1].as_str().into(), &"2020-0002".into()));
    assert_eq!(office.entries(), 48, "each item is an entry of its own");
}

#[test]
fn what_somebody_else_changed_is_shown_and_left_alone() {
    let office = Office::with_directives();
    let id = &office.ids()[0];
    office.at_night(&["do", "ack", id, "--expect", "1"]).code(0);
    let entries = office.entries();
    let late = office.at_night(&["do", "assign", id, "--to", "health", "--expect", "1", "--json"]).code(5);
    let error = &late.json()["results"][0]["error"];
    assert_eq!(error["code"], "changed");
    assert_eq!(error["difference"][0]["since"][0]["event"], "signed_for");
    assert!(late.err.contains("Registered as 2020-0001"), "the difference is said: {}", late.err);
    assert_eq!(office.entries(), entries);
}

#[test]
fn who_acts_is_said_where_nobody_has_said_it() {
    let office = Office::with_directives();
    let ids = office.ids();
    let said = office.at_night(&["do", "ack", &ids[0]]).code(0).err;
    assert!(said.contains("acting as ") && said.contains("--officer"), "{said}");
    let said = office.at_night(&["capture", "市防指 通知 核酸", "--lang", "zh-CN"]).code(0).err;
    assert!(said.contains("的名义办理"), "{said}");
    let log = office.list(&["log"]);
    let name = log[0]["officer"].as_str().expect("a name").to_owned();
    assert!(said.contains(&name), "the name in the journal: {said}");
    let chosen = office.at_night(&["do", "ack", &ids[1], "--officer", &name]).code(0);
    assert_eq!(chosen.err, "");
    let args = ["do", "ack", &ids[2], "--at", super::NIGHT];
    let own = office.command(&args).env("USER", &name).output().expect("it starts");
    assert_eq!((own.status.code(), own.stderr.len()), (Some(0), 0), "the login name is his own");
}

#[test]
fn part_of_a_batch_may_fail_and_the_rest_is_done() {
    let office = Office::with_directives();
    let id = &office.ids()[0];
    let ran = office.at_night(&["do", "ack", id, "2020-0999", "--json"]).code(8);
    let results = ran.json()["results"].clone();
    assert_eq!((&results[0]["ok"], &results[1]["ok"]), (&true.into(), &false.into()));
    assert_eq!(results[1]["error"]["code"], "not_found");
}

#[test]
fn refusals_missing_words_and_trials_change_nothing() {
    let office = Office::with_directives();
    let id = &office.ids()[0];
    let entries = office.entries();
    office.at_night(&["do", "file", id]).code(7);
    office.at_night(&["do", "assign", id]).code(2);
    office.at_night(&["do", "snooze", id, "--until", "someday"]).code(2);
    let wrong = office.at_night(&["do", "assign", id, "--to", "helth"]).code(2);
    assert!(wrong.err.contains("health"), "{}", wrong.err);
    office.at_night(&["do", "ack", id, "--read-only"]).code(7);
    office.at_night(&["do", "ack", id, "--dry-run"]).code(0);
    office.at_night(&["do", "file", id, "--dry-run"]).code(7);
    assert_eq!(office.entries(), entries);
}

#[test]
fn a_refusal_says_what_holds_and_which_command_would_do() {
    let office = Office::with_directives();
    let id = office.ids()[0].clone();
    let said = office.at_night(&["do", "file", &id]).code(7).err;
    for part in ["\"to sign\"", "(do ack)", "(do assign)", "Nothing was changed"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let said = office.at_night(&["do", "file", &id, "--lang", "zh-CN"]).code(7).err;
    for part in ["来文现为「待签收」，不能归档", "签收 (do ack)", "未作任何改动"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let past = ["do", "snooze", &id, "--until", "2020-04-07T01:00:00+08:00"];
    let said = office.at_night(&past).code(7).err;
    assert!(said.contains("01:00") && !said.contains("2020-04-06T17"), "the time of the office: {said}");
}

#[test]
fn no_word_that_is_given_is_dropped() {
    let office = Office::with_directives();
    let id = office.ids()[0].clone();
    let entries = office.entries();
    let half = office.at_night(&["do", "assign", &id, "--to", "health", "--words", "先隔离"]).code(2);
    assert!(half.err.contains("--leader"), "{}", half.err);
    let half = office.at_night(&["do", "assign", &id, "--to", "health", "--leader", "陈晓"]).code(2);
    assert!(half.err.contains("--words"), "{}", half.err);
    assert_eq!(office.entries(), entries);
    for (verb, option) in [("ack", "--words"), ("snooze", "--to"), ("flag", "--reason")] {
        let lost = office.at_night(&["do", verb, &id, option, "health", "--until", "2h"]).code(2);
        assert!(lost.err.contains(option) || lost.err.contains("--until"), "{}", lost.err);
    }
    assert_eq!(office.entries(), entries);
    office.at_night(&["do", "assign", &id, "--to", "health", "--note", "先隔离后补手续"]).code(0);
    let shown = office.at_night(&["show", &id]).code(0).out;
    assert!(shown.contains("先隔离后补手续"), "{shown}");
    office.at_night(&["do", "undo"]).code(0);
    assert_eq!(office.at_night(&["show", &id, "--json"]).code(0).json()["state"], "arrived");
}

#[test]
fn words_without_a_name_are_those_of_the_leader_on_duty_and_runs_have_verbs() {
    let office = Office::new();
    office.run(&["demo", "--out", "demo.db"]).code(0);
    let run = |args: &[&str]| {
        let all: Vec<&str> = args.iter().copied().chain(["--store", "demo.db"]).collect();
        office.at_night(&all)
    };
    let first = |what: &str, state: &str| {
        let list = run(&["list", what, "--json", "--filter", state]).code(0).json();
        list["items"][0]["id"].as_str().expect("an item").to_owned()
    };
    let paper = first("documents", "state:arrived");
    run(&["do", "assign", &paper, "--to", "health", "--words", "先隔离后补手续"]).code(0);
    let shown = run(&["show", &paper]).code(0).out;
    assert!(shown.contains("林知远 instructed by telephone: 先隔离后补手续"), "{shown}");
    let bus = first("runs", "state:departed");
    run(&["do", "depart", &bus]).code(7);
    run(&["do", "reach_port", &bus]).code(0);
    run(&["do", "done", &bus]).code(0);
    assert_eq!(run(&["show", &bus, "--json"]).code(0).json()["state"], "boarding");
}

#[test]
fn a_run_is_planned_crewed_counted_and_closed_by_processes() {
    let office = Office::new();
    let run = |args: &[&str]| office.at_night(args);
    let made =
        run(&["record", "run", "port=盐田港码头", "site=haibin", "pick_up=04:00", "passengers=6", "--json"]);
    let id = made.code(0).json()["id"].as_str().expect("an id").to_owned();
    run(&["do", "crew", &id, "--vehicle", "粤B·00006"]).code(2);
    let crew = ["do", "crew", &id, "--vehicle", "粤B·00006", "--driver", "马行健"];
    run(&crew).code(0);
    for verb in ["depart", "reach_port", "board"] {
        run(&["do", verb, &id]).code(0);
    }
    let many = run(&["do", "leave", &id, "--people", "8"]).code(7);
    assert!(many.err.contains("holds 7"), "{}", many.err);
    run(&["do", "exit", &id, "--exit", "no_show", "--people", "1"]).code(0);
    run(&["do", "leave", &id, "--people", "5"]).code(0);
    run(&["do", "divert", &id, "--site", "盐田健康驿站", "--reason", "full"]).code(0);
    run(&["do", "deliver", &id, "--people", "4"]).code(0);
    run(&["do", "disinfect", &id]).code(0);
    let missing = run(&["do", "close", &id]).code(7);
    assert!(missing.err.contains("5 boarded") && missing.err.contains("4 delivered"), "{}", missing.err);
    run(&["do", "count", &id, "--delivered", "5", "--reason", "counted again"]).code(0);
    run(&["do", "close", &id]).code(0);
    assert_eq!(run(&["show", &id, "--json"]).code(0).json()["state"], "closed");
}

#[test]
fn the_last_own_act_is_taken_back_and_done_again() {
    let office = Office::with_directives();
    let id = office.ids()[0].clone();
    let state = || office.at_night(&["show", &id, "--json"]).code(0).json()["state"].clone();
    office.at_night(&["do", "ack", &id]).code(0);
    office.at_night(&["do", "undo"]).code(0);
    assert_eq!(state(), "arrived");
    office.at_night(&["do", "redo"]).code(0);
    assert_eq!(state(), "registered");
    office.at_night(&["do", "redo"]).code(7);
    office.at_night(&["do", "undo", &id]).code(0);
    assert_eq!(state(), "arrived");
}

#[test]
fn others_acts_are_not_undone() {
    let office = Office::with_directives();
    let id = office.ids()[0].clone();
    let other = "[[officers]]\nid = \"a\"\nname = \"甲\"\nrole = \"officer\"\npost = \"主班\"\nphone = \"1\"\n\
                 [[officers]]\nid = \"b\"\nname = \"乙\"\nrole = \"officer\"\npost = \"副班\"\nphone = \"2\"\n";
    let config = office.write("two.toml", other);
    let config = super::text(&config);
    office.at_night(&["do", "ack", &id, "--config", config, "--officer", "a"]).code(0);
    office.at_night(&["do", "undo", &id, "--config", config, "--officer", "b"]).code(5);
    office.at_night(&["do", "undo", "--config", config, "--officer", "b"]).code(7);
    office.at_night(&["do", "undo", &id, "--config", config, "--officer", "甲"]).code(0);
}

#[test]
fn one_line_is_a_paper() {
    let office = Office::new();
    let line = ["capture", "特急", "市防指", "通知", "核酸检测", "限18:00", "--json"];
    let paper = office.at_night(&line).code(0).json();
    assert_eq!((&paper["urgency"], &paper["issuer"]), (&"immediate".into(), &"市防指".into()));
    assert_eq!(paper["stated_due"], "2020-04-07T18:00:00+08:00");
    let again = office.at_night(&line).code(0).json();
    assert_eq!((&again["id"], &again["attached"]), (&paper["id"], &true.into()));
    office.at_night(&["capture", "机密★10年", "某事"]).code(7);
}

#[test]
fn a_verb_with_a_spare_note_is_one_entry_and_both_or_neither() {
    let office = Office::with_directives();
    let id = &office.ids()[0];
    let entries = office.entries();
    office.at_night(&["do", "ack", id, "--note", "已电话核实"]).code(0);
    assert_eq!(office.entries(), entries + 1);
    let shown = office.at_night(&["show", id, "--json"]).code(0).out;
    assert!(shown.contains("已电话核实"), "{shown}");
    office.at_night(&["do", "file", id, "--note", "先归档"]).code(7);
    assert_eq!(office.entries(), entries + 1, "a verb that is refused leaves no remark");
    office.at_night(&["do", "undo", id]).code(0);
    let row = office.at_night(&["show", id, "--json"]).code(0).json();
    assert_eq!(row["state"], "arrived", "both are taken back together");
}

#[test]
fn a_message_is_captured_from_standard_input_and_a_marked_one_is_not() {
    use std::io::Write;
    let office = Office::with_directives();
    let send = |text: &[u8]| {
        let args = ["capture", "-", "--json", "--at", super::NIGHT];
        let mut child = office
            .command(&args)
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .expect("it starts");
        child.stdin.take().expect("a pipe").write_all(text).expect("it reads");
        child.wait_with_output().expect("it ends")
    };
    let entries = office.entries();
    let marked = send("张三 02:11\n【机密】关于海棠行动的通知\n请办。".as_bytes());
    assert_eq!(marked.status.code(), Some(7));
    assert_eq!(office.entries(), entries);
    let kept = send("市防指：请各单位两小时内报送名单。\n联系人李四".as_bytes());
    assert_eq!(kept.status.code(), Some(0), "{}", String::from_utf8_lossy(&kept.stderr));
    let row: serde_json::Value = serde_json::from_slice(&kept.stdout).expect("json");
    assert_eq!((&row["issuer"], &row["title"]), (&"市防指".into(), &"请各单位两小时内报送名单".into()));
    let (windows, ..) = encoding_rs::GB18030.encode("市外办：今晚接机，请派车。\n联系人王五");
    assert_eq!(send(&windows).status.code(), Some(0));
}

#[test]
fn what_bears_a_marking_is_refused_by_every_option_and_is_nowhere_in_the_store() {
    let office = Office::with_directives();
    let id = &office.ids()[0];
    let entries = office.entries();
    for args in [
        vec!["do", "comment", id, "--note", "海棠（秘密）行动"],
        vec!["do", "return", id, "--reason", "机密★ 海棠行动"],
        vec!["do", "assign", id, "--to", "health", "--leader", "李主任", "--words", "绝密 海棠行动"],
        vec!["capture", "市防指 机密★ 海棠行动"],
    ] {
        let ran = office.at_night(&args).code(7);
        assert!(!ran.err.contains("海棠"), "{}", ran.err);
    }
    assert_eq!(office.entries(), entries);
    for file in office.files() {
        let bytes = std::fs::read(&file).unwrap_or_default();
        let found = bytes.windows("海棠".len()).any(|part| part == "海棠".as_bytes());
        assert!(!found, "{}", file.display());
    }
}

#[test]
fn a_snooze_may_wait_for_an_event_and_alarms_are_listed_with_what_is_put_off() {
    let office = Office::with_directives();
    let ids = office.ids();
    office.at_night(&["do", "snooze", &ids[0], "--until", "卫健局回复", "--reason", "等反馈"]).code(0);
    office.at_night(&["do", "snooze", &ids[1], "--until", "03:40"]).code(0);
    office.at_night(&["do", "snooze", &ids[2], "--until", "until XX9999 lands"]).code(2);
    let listed = office.list(&["alarms"]);
    let columns = [
        "id",
        "kind",
        "no",
        "condition",
        "priority",
        "state",
        "since",
        "due_at",
        "shelved_until",
        "wake",
        "by",
        "version",
    ];
    assert_eq!(super::keys(&listed[0]), columns);
    let of = |id: &String| listed.iter().find(|row| row["id"] == id.as_str()).expect("it is listed");
    let waits = of(&ids[0]);
    assert_eq!((&waits["state"], &waits["wake"]), (&"shelved".into(), &"replied:health".into()));
    assert!(waits["shelved_until"].is_string(), "an event always has a time at the latest: {waits}");
    assert_eq!(of(&ids[1])["shelved_until"], "2020-04-07T03:40:00+08:00");
    office.at_night(&["do", "awaken", &ids[1]]).code(0);
    let put_off = office.list(&["alarms"]).iter().filter(|row| row["state"] == "shelved").count();
    assert_eq!(put_off, 1);
}

#[test]
fn a_guests_need_goes_from_its_record_to_its_thanks() {
    let office = Office::with_directives();
    office
        .at_night(&["record", "request", "gist=旅客胸闷要医生", "site=meisha_hotel", "language=fr"])
        .code(0);
    let open = office.list(&["requests"]);
    assert_eq!((&open[0]["kind"], open.len()), (&"medical".into(), 1), "its kind is proposed from its words");
    let id = open[0]["id"].as_str().expect("an id").to_owned();
    office.at_night(&["do", "respond", &id]).code(2);
    for step in [
        &["assign", "--person", "张医生"][..],
        &["respond", "--note", "医生五分钟到"],
        &["resolve", "--outcome", "已送医"],
        &["confirm"],
        &["close", "--note", "Merci"],
    ] {
        office.at_night(&[&["do", step[0], id.as_str()], &step[1..]].concat()).code(0);
    }
    assert!(office.list(&["requests"]).is_empty());
    let closed = office.list(&["requests", "--all"]);
    assert_eq!((&closed[0]["state"], &closed[0]["assignee"]), (&"closed".into(), &"张医生".into()));
}

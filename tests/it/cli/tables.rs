//! `intake --as`: arrivals, volunteers and findings; and column maps under a name.

use dutydesk::config::MAP_FIELDS;
use dutydesk::intake::Subject;
use serde_json::{Value, json};

use super::{Office, text};

fn takes(office: &Office, table: &str, file: &str, rows: &str) -> Value {
    let path = office.write(file, rows);
    let ran = office.at_night(&["intake", "--as", table, text(&path), "--json"]);
    assert!([0, 8, 1].contains(&ran.code), "{}{}", ran.out, ran.err);
    ran.json()
}

/// accepted, attached, incomplete, refused
fn sums(counts: &Value) -> [u64; 4] {
    let refused = counts["refused"].as_array().expect("a list").len() as u64;
    let count = |field: &str| counts[field].as_u64().expect("a number");
    [count("accepted"), count("attached"), count("incomplete"), refused]
}

#[test]
fn arrivals_come_in_once_and_news_revises_them() {
    let office = Office::new();
    let rows = "航班号,口岸,始发地,计划到达,人数,语种,国籍\n\
                CA 1234,深圳机场,东京,2020-04-07 05:30,212人,日语、英语,\n\
                AF102,广州白云机场,巴黎,4月7日 06:10,180,,法国\n\
                KE888,深圳湾口岸,首尔,2020-04-07 07:00,,韩语,\n\
                XX1,深圳鸡场,东京,2020-04-07 05:30,1,日语,\n\
                XX2,深圳机场,东京,2020-04-07,1,日语,\n";
    let counts = takes(&office, "arrivals", "flights.csv", rows);
    assert_eq!(sums(&counts), [2, 0, 1, 2], "{counts}");
    let refused = counts["refused"].as_array().expect("a list");
    assert_eq!(
        (&refused[0]["source"], &refused[0]["reason"]),
        (&"flights.csv:5".into(), &"unknown_port".into())
    );
    assert!(refused[0]["message"].as_str().is_some_and(|said| said.contains("深圳机场")), "{counts}");
    assert_eq!((&refused[1]["source"], &refused[1]["reason"]), (&"flights.csv:6".into(), &"bad_date".into()));
    let entries = office.entries();
    assert_eq!(sums(&takes(&office, "arrivals", "flights.csv", rows))[1], 3);
    assert_eq!(office.entries(), entries, "the same again is no entry");

    let news = "flight,port,scheduled,eta\nca1234,深圳机场,2020-04-07 05:30,2020-04-07 08:45\n";
    assert_eq!(sums(&takes(&office, "arrivals", "news.csv", news)), [0, 1, 0, 0]);
    assert_eq!(office.entries(), entries + 1);
    let arrivals = office.list(&["arrivals"]);
    let revised = arrivals.iter().find(|one| one["estimated_at"] != Value::Null).expect("news");
    assert_eq!(revised["estimated_at"], "2020-04-07T08:45:00+08:00");
    assert_eq!(
        (&revised["origin"], &revised["passengers"]),
        (&"东京".into(), &212.into()),
        "what news leaves out stays"
    );
    assert_eq!((&revised["languages"], &revised["state"]), (&json!(["ja", "en"]), &"delayed".into()));
    let french = arrivals.iter().find(|one| one["number"] == "AF102").expect("a flight");
    assert_eq!(french["languages"], json!(["fr"]));
}

#[test]
fn an_older_statement_changes_nothing_and_is_accounted_for() {
    let office = Office::new();
    let table = |seq: u8, people: u16| {
        format!(
            "航班号,口岸,始发地,计划到达,人数,语种,版次\nCA1234,深圳机场,东京,2020-04-07 05:30,{people},日语,{seq}\n"
        )
    };
    assert_eq!(sums(&takes(&office, "arrivals", "new.csv", &table(2, 212))), [1, 0, 0, 0]);
    let entries = office.entries();
    let path = office.write("old.csv", table(1, 200));
    let ran = office.at_night(&["intake", "--as", "arrivals", text(&path), "--json"]).code(0);
    assert_eq!(sums(&ran.json()), [0, 1, 0, 0], "{}", ran.out);
    assert_eq!(ran.json()["older_rows"], json!(["old.csv:2"]));
    assert!(ran.err.contains("old.csv:2: older than what is known"), "{}", ran.err);
    let trial = office.at_night(&["intake", "--as", "arrivals", text(&path), "--json", "--dry-run"]);
    assert_eq!(trial.json()["older_rows"], json!(["old.csv:2"]), "a trial decides the same");
    assert_eq!(
        (office.entries(), office.list(&["arrivals"])[0]["passengers"].clone()),
        (entries, 212.into())
    );

    let line =
        json!({"number": "CA1234", "port": "深圳机场", "scheduled_at": "2020-04-07 05:30", "seq": "x"});
    let counts = takes(&office, "arrivals", "broken.jsonl", &format!("{line}\n"));
    assert_eq!(counts["refused"][0]["reason"], "bad_number", "{counts}");
    let calendar = |sequence: u8, people: u16| {
        format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a1\r\nSEQUENCE:{sequence}\r\n\
             SUMMARY:AF102\r\nLOCATION:深圳机场\r\nDTSTART:20200406T220000Z\r\n\
             DESCRIPTION:人数: {people}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
    };
    takes(&office, "arrivals", "a.ics", &calendar(4, 90));
    assert_eq!(takes(&office, "arrivals", "b.ics", &calendar(3, 80))["older_rows"], json!(["b.ics:3"]));
    let known = office.list(&["arrivals"]);
    let french = known.iter().find(|one| one["number"] == "AF102").expect("a flight");
    assert_eq!(french["passengers"], 90);
}

#[test]
fn an_arrival_is_delayed_and_landed_by_do_and_then_delayed_no_more() {
    let office = Office::new();
    takes(
        &office,
        "arrivals",
        "a.csv",
        "航班号,口岸,始发地,计划到达,人数,语种\nCA1,深圳机场,东京,2020-04-07 05:30,9,日语\n",
    );
    let id = office.list(&["arrivals"])[0]["id"].as_str().expect("an id").to_owned();
    office.at_night(&["do", "reschedule", &id, "--until", "2020-04-07T06:40:00+08:00"]).code(0);
    assert_eq!(office.list(&["arrivals"])[0]["estimated_at"], "2020-04-07T06:40:00+08:00");
    office.at_night(&["do", "done", &id]).code(0);
    assert_eq!(office.list(&["arrivals", "--all"])[0]["state"], "landed");
    let late = office.at_night(&["do", "reschedule", &id, "--until", "2020-04-07T07:40:00+08:00"]);
    assert_ne!(late.code, 0, "it is here: {}", late.out);
}

#[test]
fn volunteers_and_findings_are_known_again() {
    let office = Office::new();
    let rows = "姓名,语种,手机,类别\n王一,英语,138 0000 0001,志愿者\n李二,法语,13800000002,译员\n张三,俄语,,\n赵四,,13800000004,\n";
    let counts = takes(&office, "volunteers", "people.csv", rows);
    assert_eq!(sums(&counts), [2, 0, 1, 1], "{counts}");
    let more = rows.replace("138 0000 0001", "+86 13800000001").replace("李二,法语", "李二,法语 德语");
    assert_eq!(sums(&takes(&office, "volunteers", "people.csv", &more)), [0, 3, 0, 1]);
    let people = office.list(&["volunteers", "--all"]);
    assert_eq!(people.len(), 3);
    let second = people.iter().find(|one| one["name"] == "李二").expect("enrolled");
    assert_eq!((&second["languages"], &second["version"]), (&json!(["fr", "de"]), &2.into()));

    let lines = [
        json!({"title": "测温不严", "place": "东门口", "unit": "health", "severity": "立行立改", "seen_at": "2020-04-06 10:00"}),
        json!({"title": "台账缺页", "place": "西社区", "unit": "卫健局", "seen_at": "2020-04-06"}),
        json!({"title": "台账缺页", "place": "西社区", "unit": "卫监局x", "seen_at": "2020-04-06"}),
        json!({"title": "没有地点", "unit": "health", "seen_at": "2020-04-06"}),
    ];
    let lines: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let counts = takes(&office, "findings", "seen.jsonl", &lines);
    assert_eq!(sums(&counts), [2, 0, 0, 2], "{counts}");
    assert_eq!(
        (&counts["refused"][0]["reason"], &counts["refused"][1]["reason"]),
        (&"unknown_unit".into(), &"missing_field".into())
    );
    let entries = office.entries();
    assert_eq!(sums(&takes(&office, "findings", "again.jsonl", &lines)), [0, 2, 0, 2]);
    assert_eq!((office.entries(), office.list(&["findings"]).len()), (entries, 2));
    let path = office.write("seen.jsonl", &lines);
    let trial =
        office.at_night(&["intake", "--as", "findings", "--dry-run", "--json", text(&path)]).code(8).json();
    assert_eq!(sums(&trial), [0, 2, 0, 2], "a trial decides the same");
}

#[test]
fn a_column_map_is_saved_under_a_name_and_used_by_it() {
    let office = Office::new();
    let config = office.path(".config/dutydesk/config.toml");
    std::fs::create_dir_all(config.parent().expect("a directory")).expect("a directory");
    let before = "# 本人的设置\n[office]\nlang = \"en\" # 英文";
    std::fs::write(&config, before).expect("a file");
    let file = office.write("own.csv", "事项名,送文处\n关于防控的通知,市政府\n");
    let map = "事项名=title,送文处=issuer";
    let saved =
        office.at_night(&["intake", text(&file), "--map", map, "--save-map", "区府来文表", "--json"]).code(0);
    assert_eq!(saved.json()["accepted"], 1);
    let now = std::fs::read_to_string(&config).expect("the file");
    assert!(now.starts_with(before) && now.contains("[intake.maps.\"区府来文表\"]"), "{now}");
    let again = office.at_night(&["intake", text(&file), "--map", "区府来文表", "--json"]).code(0).json();
    assert_eq!(again["attached"], 1);
    office.at_night(&["intake", "--map", map, "--save-map", "区府来文表"]).code(7);
    assert_eq!(
        std::fs::read_to_string(&config).expect("the file"),
        now,
        "a name that is taken changes nothing"
    );
    let wrong = office.at_night(&["intake", text(&file), "--map", "区俯来文表"]).code(2);
    assert!(wrong.err.contains("区府来文表"), "{}", wrong.err);

    std::fs::write(&config, "[intake.maps.x]\n\"事项\" = \"titel\"\n").expect("a file");
    let wrong = office.at_night(&["intake", text(&file)]).code(3);
    assert!(wrong.err.contains("config.toml:2:") && wrong.err.contains("title"), "{}", wrong.err);
}

#[test]
fn a_map_is_not_saved_where_the_file_could_not_be_read_any_more() {
    let office = Office::new();
    let config = office.path(".config/dutydesk/config.toml");
    std::fs::create_dir_all(config.parent().expect("a directory")).expect("a directory");
    let file = office.write("own.csv", "事项名,送文处\n关于防控的通知,市政府\n");
    let inline = [
        ("[office]\nlang = \"en\"\n", "intake = { maps = { x = { \"事项\" = \"title\" } } }\n", 1),
        ("[office]\nlang = \"en\"\n[intake]\n", "maps = { x = { \"事项\" = \"title\" } }\n", 4),
    ];
    for (above, with, line) in inline {
        let before = if line == 1 { format!("{with}{above}") } else { format!("{above}{with}") };
        std::fs::write(&config, &before).expect("a file");
        let map = ["intake", text(&file), "--map", "事项名=title", "--save-map", "区府"];
        let refused = office.at_night(&map).code(3);
        assert!(refused.err.contains(&format!("config.toml:{line}")), "{}", refused.err);
        assert_eq!(std::fs::read_to_string(&config).expect("the file"), before);
        let beside = std::fs::read_dir(config.parent().expect("a directory")).expect("a directory").count();
        assert_eq!(beside, 1, "nothing is left beside it");
        assert_eq!(refused.out, "", "and nothing was taken in");
    }
}

#[test]
fn the_configuration_knows_the_fields_of_all_readers_and_no_others() {
    let mut known: Vec<&str> = Subject::ALL.into_iter().flat_map(Subject::field_names).chain(["-"]).collect();
    let mut listed = MAP_FIELDS.to_vec();
    known.sort_unstable();
    known.dedup();
    listed.sort_unstable();
    assert_eq!(listed, known);
}

#[test]
fn times_past_midnight_belong_to_the_day_of_service_in_one_column_or_in_two() {
    let office = Office::new();
    let rows = "航班号,口岸,日期,到达时间,预计到达,人数,语种\n\
                CZ300,深圳机场,2020-04-06,23:50,00:40,80,日语/英语\n\
                CZ302,深圳机场,2020-04-06,02:30+1,03:10+1,70,法语\n\
                CZ304,深圳机场,2020-04-06,26:10,,60,en\n\
                CZ306,深圳机场,,02:30+1,,60,en\n";
    let counts = takes(&office, "arrivals", "night.csv", rows);
    assert_eq!(sums(&counts), [0, 0, 3, 1], "{counts}");
    let arrivals = office.list(&["arrivals"]);
    let of = |number: &str| arrivals.iter().find(|one| one["number"] == number).expect("a flight");
    assert_eq!(of("CZ300")["estimated_at"], "2020-04-07T00:40:00+08:00");
    assert_eq!(of("CZ302")["scheduled_at"], "2020-04-07T02:30:00+08:00");
    assert_eq!(of("CZ302")["estimated_at"], "2020-04-07T03:10:00+08:00");
    assert_eq!(of("CZ304")["scheduled_at"], "2020-04-07T02:10:00+08:00");
    assert_eq!(counts["refused"][0]["reason"], "bad_date", "a time without a day is not guessed");
}

const CALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//port//EN\r\n\
    BEGIN:VEVENT\r\nUID:one@port\r\nSUMMARY:CA1234 巴黎\\, 法国\r\nLOCATION:深圳机场\r\n\
    DTSTART;TZID=Asia/Shanghai:20200407T053000\r\n\
    DESCRIPTION:人数：212\\n语种：法语、日语\\n始发地：巴黎\\n随机翻译一名\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:two@port\r\nSUMMARY:远洋和风\r\nLOCATION:yantian\r\n\
    DTSTART:20200406T221500Z\r\nX-PASSENGERS:9\r\nX-LANGUAGES:en\r\nX-ORIGIN:新加\r\n 坡\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:three@port\r\nSUMMARY:D1\r\nLOCATION:yantian\r\n\
    DTSTART:20200406T221500Z\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:four@port\r\nSUMMARY:D2\r\nLOCATION:yantian\r\n\
    DTSTART;TZID=Mars/Base:20200406T221500\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

#[test]
fn a_calendar_is_taken_in_by_its_uids_and_news_of_it_revises_the_same_arrivals() {
    let office = Office::new();
    let counts = takes(&office, "arrivals", "port.ics", CALENDAR);
    assert_eq!(sums(&counts), [2, 0, 0, 2], "{counts}");
    let refused: Vec<(&Value, &Value)> = counts["refused"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| (&one["source"], &one["reason"]))
        .collect();
    assert_eq!(
        refused,
        [(&"port.ics:21".into(), &"recurs".into()), (&"port.ics:28".into(), &"unknown_zone".into()),]
    );
    let arrivals = office.list(&["arrivals"]);
    let french = arrivals.iter().find(|one| one["number"] == "CA1234").expect("a flight");
    assert_eq!(french["scheduled_at"], "2020-04-07T05:30:00+08:00");
    assert_eq!((&french["origin"], &french["passengers"]), (&"巴黎".into(), &212.into()));
    assert_eq!(french["languages"], json!(["fr", "ja"]));
    let ship = arrivals.iter().find(|one| one["number"] == "远洋和风").expect("a ship");
    assert_eq!(
        (&ship["origin"], &ship["scheduled_at"]),
        (&"新加坡".into(), &"2020-04-07T06:15:00+08:00".into())
    );
    // The same event later in the morning, and the other one cancelled.
    let news =
        CALENDAR.replace("20200407T053000", "20200407T084500").replace("X-PASSENGERS:9", "STATUS:CANCELLED");
    assert_eq!(sums(&takes(&office, "arrivals", "port.ics", &news))[..2], [0, 2]);
    let arrivals = office.list(&["arrivals", "--all"]);
    assert_eq!(arrivals.len(), 2);
    let of = |number: &str| arrivals.iter().find(|one| one["number"] == number).expect("an arrival");
    assert_eq!(of("CA1234")["scheduled_at"], "2020-04-07T08:45:00+08:00");
    assert_eq!((&of("远洋和风")["state"], &of("远洋和风")["passengers"]), (&"cancelled".into(), &9.into()));
}

#[test]
fn a_broken_or_a_bottomless_calendar_is_refused_as_a_whole() {
    let office = Office::new();
    let broken = CALENDAR.replace("END:VCALENDAR", "");
    let deep = format!("BEGIN:VCALENDAR\r\n{}", "BEGIN:VEVENT\r\n".repeat(50_000));
    for text in [broken, deep] {
        let counts = takes(&office, "arrivals", "port.ics", &text);
        assert_eq!(counts["refused"][0]["reason"], "bad_calendar", "{counts}");
    }
    assert!(office.list(&["arrivals"]).is_empty());
}

//! Names and order of fields, and output that is the same on every run.

use super::{NIGHT, Office};

#[test]
fn a_document_has_the_fields_of_the_contract() {
    let office = Office::with_directives();
    let list = office.at_night(&["list", "documents", "--limit", "1", "--json"]).code(0).json();
    assert_eq!(super::keys(&list), ["schema", "items", "total"]);
    assert_eq!(list["total"], 46);
    let fields = "id, receipt_no, register, doc_number, doc_number_raw, title, issuer, urgency, handling, state, \
                  attention, received_at, stated_due, due_at, due_kind, overdue, lead_unit, assist_units, officer, \
                  version, incomplete, source";
    let paper = &list["items"][0];
    assert_eq!(super::keys(paper), fields.split(", ").collect::<Vec<_>>());
    assert_eq!(paper["received_at"], NIGHT);
    assert_eq!((&paper["urgency"], &paper["due_kind"]), (&"routine".into(), &"sign".into()));
    assert_eq!(paper["attention"], "unacknowledged");
}

#[test]
fn every_list_can_be_printed_in_every_form() {
    let office = Office::with_directives();
    let all = [
        "documents",
        "inspections",
        "findings",
        "supervised",
        "runs",
        "dispatches",
        "arrivals",
        "volunteers",
        "requests",
        "bulletins",
        "shifts",
        "clearances",
        "messages",
        "emergencies",
        "log",
    ];
    for what in all {
        let list = office.run(&["list", what, "--json"]).code(0).json();
        assert_eq!(super::keys(&list), ["schema", "items", "total"], "{what}");
        let csv = office.run(&["list", what, "--csv"]).code(0);
        let header = csv.out.lines().next().expect("a header").to_owned();
        assert!(header.contains("id"), "{what}: {header}");
        office.run(&["list", what]).code(0);
    }
}

#[test]
fn columns_of_csv_are_the_fields_of_json_and_run_no_formulas() {
    let office = Office::new();
    let file = office.write("evil.csv", "标题,来文单位\n=HYPERLINK(1)的通知,\"甲,乙\"\n");
    office.at_night(&["intake", super::text(&file)]).code(0);
    let csv = office.at_night(&["list", "documents", "--csv"]).code(0).out;
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    assert_eq!(header, super::keys(&office.list(&["documents"])[0]));
    let row = reader.records().next().expect("a row").expect("well formed");
    let cell =
        |name: &str| row.get(header.iter().position(|h| h == name).expect("a column")).expect("a cell");
    assert_eq!((cell("title"), cell("issuer")), ("'=HYPERLINK(1)的通知", "甲,乙"));
}

#[test]
fn lists_are_filtered_by_text_pinyin_and_fields() {
    let office = Office::with_directives();
    let whole = office.list(&["documents"]).len();
    for filter in ["商务部", "swb"] {
        let found = office.list(&["documents", "--filter", filter]);
        assert!(!found.is_empty() && found.len() < whole, "{filter}");
    }
    let id = &office.ids()[0];
    office.at_night(&["do", "assign", id, "--to", "health"]).code(0);
    let found = office.list(&["documents", "--filter", "state:assigned unit:health"]);
    assert_eq!((found.len(), &found[0]["id"]), (1, &id.as_str().into()));
    let wrong = office.run(&["list", "documents", "--filter", "stat:assigned"]).code(2);
    assert!(wrong.err.contains("state"), "{}", wrong.err);
}

#[test]
fn a_value_that_a_field_cannot_have_is_wrong_use_and_no_empty_list() {
    let office = Office::with_directives();
    let slips = [
        ("documents", "urgency:flahs", "flash"),
        ("documents", "state:asigned", "assigned"),
        ("documents", "unit:helth", "health"),
        ("documents", "overdue:ture", "true"),
        ("runs", "state:en_rout", "en_route"),
        ("findings", "severity:onspot", "on_spot"),
    ];
    for (what, filter, meant) in slips {
        let ran = office.run(&["list", what, "--filter", filter]).code(2);
        assert!(ran.out.is_empty() && ran.err.contains(&format!("`{meant}`")), "{filter}: {}", ran.err);
    }
    for filter in ["handling:none", "title:乱写", "urgency:flash", "lead_unit:none"] {
        office.run(&["list", "documents", "--filter", filter]).code(0);
    }
}

#[test]
fn a_field_that_a_list_does_not_have_is_wrong_use() {
    let office = Office::with_directives();
    let lists = ["documents", "inspections", "findings", "supervised", "runs", "arrivals"];
    for what in lists.into_iter().chain(["volunteers", "requests", "bulletins", "shifts", "messages", "log"])
    {
        for form in [&[][..], &["--json"], &["--csv"]] {
            let args = [&["list", what, "--filter", "colour:red"][..], form].concat();
            let ran = office.run(&args).code(2);
            assert!(ran.err.contains("`colour`"), "{what}: {}", ran.err);
            assert_eq!(ran.out.is_empty(), form != ["--json"], "no half of a list: {}", ran.out);
        }
    }
}

#[test]
fn people_read_terms_and_names_and_programs_what_is_stored() {
    let office = Office::with_directives();
    let id = office.ids()[0].clone();
    office.at_night(&["do", "assign", &id, "--to", "health"]).code(0);
    let shown = office.at_night(&["show", &id, "--lang", "zh-CN"]).code(0).out;
    for part in ["状态：已转办", "紧急程度：平件", "主办：", "收到：02:14"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    for raw in ["assigned", "routine", "health", "signed_for", "lead_unit", "+08:00"] {
        assert!(!shown.contains(raw), "{raw} is stored, not said: {shown}");
    }
    for what in ["documents", "log"] {
        let listed = office.at_night(&["list", what, "--lang", "zh-CN"]).code(0).out;
        for raw in ["arrived", "routine", "signed_for", "+08:00"] {
            assert!(!listed.contains(raw), "{what}: {raw} is stored, not said: {listed}");
        }
    }
    let stored = office.at_night(&["show", &id, "--lang", "zh-CN", "--json"]).code(0).json();
    assert_eq!((&stored["state"], &stored["lead_unit"]), (&"assigned".into(), &"health".into()));
}

#[test]
fn a_clock_in_the_past_shows_what_was_there_then() {
    let office = Office::with_directives();
    let id = office.ids()[0].clone();
    office.run(&["do", "ack", &id, "--at", "2020-04-07T03:00:00+08:00"]).code(0);
    let state = |at| office.run(&["show", &id, "--json", "--at", at]).code(0).json()["state"].clone();
    assert_eq!(state("2020-04-07T02:59:59+08:00"), "arrived");
    assert_eq!(state("2020-04-07T03:00:00+08:00"), "registered");
    let total = |args: &[&str], at| {
        let args = [args, &["--json", "--at", at]].concat();
        office.run(&args).code(0).json()["total"].clone()
    };
    for args in [&["list", "documents"][..], &["list", "log"], &["search", "首诊隔离点"]] {
        assert_eq!(total(args, "2020-04-06T00:00:00+08:00"), 0, "{args:?}");
        assert_ne!(total(args, NIGHT), 0, "{args:?}");
    }
    office.run(&["show", &id, "--at", "2020-04-06T00:00:00+08:00"]).code(4);
    assert_eq!(total(&["list", "log"], NIGHT), 46);
    assert_eq!(office.entries(), 47, "what came later is still there");
}

#[test]
fn done_papers_leave_the_list_of_open_ones() {
    let office = Office::with_directives();
    let id = &office.ids()[0];
    office.at_night(&["do", "assign", id, "--to", "health"]).code(0);
    office.at_night(&["do", "done", id, "--outcome", "已部署"]).code(0);
    assert_eq!(office.list(&["documents"]).len(), 45);
    assert_eq!(office.list(&["documents", "--open"]).len(), 45);
    assert_eq!(office.list(&["documents", "--all"]).len(), 46);
}

#[test]
fn a_fixed_clock_gives_the_same_output_again() {
    let office = Office::with_directives();
    let id = office.ids()[0].clone();
    for args in [&["list", "documents", "--json"][..], &["show", &id, "--json"], &["health", "--json"]] {
        let (one, two) = (office.at_night(args), office.at_night(args));
        let strip = |ran: super::Ran| ran.out.split("\"free_bytes\"").next().map(str::to_owned);
        assert_eq!(strip(one), strip(two), "{args:?}");
    }
    let later =
        office.run(&["list", "documents", "--json", "--at", "2020-05-07T02:14:00+08:00"]).code(0).json();
    assert_eq!(later["items"][0]["overdue"], true);
}

#[test]
fn an_item_is_found_by_what_people_call_it_and_told_with_its_history() {
    let office = Office::with_directives();
    let id = office.ids()[0].clone();
    office.at_night(&["do", "ack", &id]).code(0);
    for name in [id.clone(), format!("document/{id}"), "2020-0001".to_owned(), id[..16].to_owned()] {
        let shown = office.at_night(&["show", &name, "--json"]).code(0).json();
        assert_eq!(shown["id"], id.as_str(), "{name}");
    }
    let shown = office.at_night(&["show", &id, "--json"]).code(0).json();
    let events: Vec<&str> =
        shown["timeline"].as_array().expect("a list").iter().filter_map(|e| e["event"].as_str()).collect();
    assert_eq!(events, ["arrived", "signed_for", "registered", "acknowledged"]);
    let unclear = office.at_night(&["show", &id[..6]]).code(2);
    assert!(unclear.err.contains("document/"), "candidates are listed: {}", unclear.err);
}

#[test]
fn a_paper_is_found_by_its_document_number_however_it_is_written() {
    let office = Office::new();
    let table =
        "标题,来文单位,文号\n甲通知,市应急局,深应急〔2020〕22号\n乙通知,市应急局,深应急〔2020〕220号\n";
    let file = office.write("papers.csv", table);
    office.at_night(&["intake", super::text(&file)]).code(0);
    for number in ["深应急〔2020〕22号", "深应急[2020]22号", "深应急（2020）第22号"] {
        let shown = office.at_night(&["show", number, "--json"]).code(0).json();
        assert_eq!(shown["title"], "甲通知", "{number}");
    }
    office.at_night(&["show", "深应急〔2020〕2号"]).code(4);
    office.at_night(&["do", "ack", "深应急〔2020〕220号"]).code(0);
}

#[test]
fn search_looks_through_everything() {
    let office = Office::with_directives();
    let found = office.run(&["search", "首诊隔离点", "--json"]).code(0).json();
    assert_eq!(found["total"], 1);
    assert_eq!(found["items"][0]["kind"], "document");
    assert_eq!(office.run(&["search", "绝无此事", "--json"]).code(0).json()["total"], 0);
    let none = office.run(&["search", "绝无此事"]).code(0);
    assert!(none.out.is_empty() && none.err.contains("绝无此事"), "{}", none.err);
}

#[test]
fn the_demonstration_has_its_figures_and_every_list_its_fields() {
    let office = Office::new();
    office.run(&["demo", "--out", "demo.db"]).code(0);
    office.run(&["demo", "--out", "demo.db"]).code(7);
    let figures = office.at_night(&["figures", "--json", "--store", "demo.db"]).code(0).json();
    assert_eq!(
        (&figures["documents_handled"], &figures["documents_completed"]),
        (&1017.into(), &1017.into())
    );
    assert_eq!((&figures["to"], &figures["daily_bulletins"]), (&"2020-04-06".into(), &74.into()));
    let shapes = [
        ("documents", "lead_unit"),
        (
            "findings",
            "id, no, title, place, unit, severity, state, raised_at, due_at, overdue, version, charged_leader, \
             seen_at, rectify_by, late, submitted_by, submitted_at, evidence, files, verified_by, verified_at, \
             closed_by, closed_at, days_open, rejections, reopenings, follow_up_visits, inspection",
        ),
        (
            "runs",
            "id, port, arrival, scheduled_at, revised_at, passengers, languages, vehicle, driver, volunteers, site, \
             state, problems, version",
        ),
        ("volunteers", "id, name, languages, state, until, hours_7d, version"),
    ];
    for (what, fields) in shapes {
        let args = ["list", what, "--all", "--json", "--store", "demo.db"];
        let items = office.at_night(&args).code(0).json()["items"].clone();
        let items = items.as_array().expect("items");
        assert!(!items.is_empty(), "{what}");
        let wanted: Vec<&str> = fields.split(", ").collect();
        if wanted.len() > 1 {
            assert_eq!(super::keys(&items[0]), wanted, "{what}");
        }
        for paper in items.iter().filter(|_| what == "documents") {
            let kinds = ["sign", "tell_leader", "dispatch", "complete"];
            assert!(paper["due_kind"].as_str().is_none_or(|kind| kinds.contains(&kind)), "{paper}");
        }
    }
    for what in ["supervised", "inspections", "arrivals", "requests", "bulletins", "shifts", "log"] {
        let args = ["list", what, "--all", "--limit", "3", "--json", "--store", "demo.db"];
        let list = office.at_night(&args).code(0).json();
        assert!(list["total"].as_u64() > Some(0), "{what}");
        let first = &list["items"][0];
        let shown = first["id"].as_str().filter(|_| what != "log");
        if let Some(id) = shown {
            let shown = office.at_night(&["show", id, "--json", "--store", "demo.db"]).code(0).json();
            assert_eq!(shown["id"], id, "{what}");
        }
    }
}

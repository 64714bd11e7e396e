//! Dispatches with receipts, as real processes: from the assignment of a paper until all have signed.

use serde_json::Value;

use super::Office;

fn only_dispatch(office: &Office) -> Value {
    let list = office.list(&["dispatches"]);
    assert_eq!(list.len(), 1);
    list[0].clone()
}

#[test]
fn an_assignment_goes_out_and_is_signed_for_unit_by_unit() {
    let office = Office::with_directives();
    let id = office.ids()[0].clone();
    let papers = office.list(&["documents"]).len();
    let said = ["--leader", "林知远", "--words", "先隔离后补手续", "--mode", "oral"];
    let assign: Vec<&str> =
        ["do", "assign", &id, "--to", "health", "--assist", "transport"].into_iter().chain(said).collect();
    office.at_night(&assign).code(0);

    let sent = only_dispatch(&office);
    let fields = "id, no, about, gist, urgency, issue, state, attention, sent_at, due_at, due_kind, overdue, signed, \
                  recipients, version";
    assert_eq!(super::keys(&sent), fields.split(", ").collect::<Vec<_>>());
    assert_eq!((&sent["no"], &sent["gist"]), (&"2020-0001".into(), &"先隔离后补手续".into()));
    assert_eq!((&sent["state"], &sent["signed"]), (&"sent".into(), &0.into()));
    assert_eq!(sent["about"], format!("document/{id}"));
    assert_eq!(office.list(&["documents"]).len(), papers, "papers alone are listed as papers");
    assert_eq!(office.at_night(&["list", "documents", "--limit", "1", "--json"]).json()["total"], papers);

    let no = "dispatch/2020-0001";
    let sign = |rest: &[&str]| {
        let all: Vec<&str> = ["do", "sign", no].iter().chain(rest).copied().collect();
        office.at_night(&all)
    };
    let who = ["--to", "health", "--person", "周鹏", "--post", "值班员", "--channel", "phone"];
    let short = sign(&who).code(7);
    assert!(short.err.contains("what was said on the telephone"), "{}", short.err);
    let silent = sign(&[&who[..], &["--note", "收到"]].concat()).code(7);
    assert!(silent.err.contains("read back"), "{}", silent.err);
    sign(&[&who[..], &["--note", "收到，马上办", "--read-back"]].concat()).code(0);
    office.at_night(&["do", "no_answer", no, "--to", "transport", "--whom", "leader"]).code(0);
    let (from, to) = ("transport", "police");
    office.at_night(&["do", "reroute", no, "--from", from, "--to", to, "--reason", "无人接听"]).code(0);
    assert_eq!(only_dispatch(&office)["state"], "sent");
    let fax = ["--to", "police", "--person", "韩铁生", "--post", "副所长", "--channel", "fax"];
    let done = sign(&fax).code(0);
    assert!(done.out.contains("all signed"), "{}", done.out);

    let shown = office.at_night(&["show", no, "--json"]).code(0).json();
    assert_eq!((&shown["state"], &shown["signed"]), (&"all_signed".into(), &2.into()));
    let states: Vec<&str> =
        shown["recipients"].as_array().unwrap().iter().map(|one| one["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["signed", "rerouted", "signed"]);
    let told = office.at_night(&["show", no, "--lang", "zh-CN"]).code(0).out;
    for part in ["周鹏（值班员）", "电话签收：收到，马上办（已复诵）", "改送", "先隔离后补手续"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(office.list(&["dispatches"]).is_empty(), "nothing is awaited any more");
    office.at_night(&["do", "close", no]).code(0);
    office.run(&["verify"]).code(0);
}

#[test]
fn a_dispatch_goes_to_a_group_and_a_correction_voids_its_receipts() {
    let office = Office::with_directives();
    let entries = office.entries();
    office.at_night(&["do", "dispatch", "--note", "报核酸能力"]).code(2);
    let wrong = office.at_night(&["do", "dispatch", "--to", "group:department", "--note", "报数"]).code(2);
    assert!(wrong.err.contains("group:departments"), "{}", wrong.err);
    let sent = ["do", "dispatch", "--to", "group:departments", "--note", "报核酸能力", "--until", "18:00"];
    office.at_night(&[&sent[..], &["--urgency", "immediate", "--dry-run"]].concat()).code(0);
    assert_eq!(office.entries(), entries);
    office.at_night(&[&sent[..], &["--urgency", "immediate"]].concat()).code(0);
    let all = only_dispatch(&office)["recipients"].as_array().unwrap().clone();
    assert!(all.len() > 3, "{all:?}");
    let no = "dispatch/2020-0001";
    let unit = all[0]["unit"].as_str().unwrap();
    let proof = ["--person", "周鹏", "--post", "值班员", "--channel", "fax"];
    office.at_night(&[&["do", "sign", no, "--to", unit][..], &proof].concat()).code(0);
    assert_eq!(only_dispatch(&office)["signed"], 1);
    let filter = format!("unit:{unit}");
    assert_eq!(office.list(&["dispatches", "--filter", &filter]).len(), 1);
    office.at_night(&["do", "correct", no, "--note", "报核酸和隔离能力"]).code(0);
    let corrected = only_dispatch(&office);
    assert_eq!((&corrected["issue"], &corrected["signed"]), (&2.into(), &0.into()));
    office.at_night(&["do", "remind", no]).code(0);
    let urged = only_dispatch(&office)["recipients"].as_array().unwrap().clone();
    assert!(urged.iter().all(|one| one["urged"] == 1), "{urged:?}");
    office.at_night(&["do", "cancel", no, "--reason", "误发"]).code(0);
    assert!(office.list(&["dispatches"]).is_empty());
}

#[test]
fn a_paper_is_planned_back_from_its_due_time() {
    let office = Office::new();
    office.at_night(&["capture", "特急 市防指 通知 核酸 限18:00"]).code(0);
    let id = office.ids()[0].clone();
    office.at_night(&["do", "schedule", &id]).code(0);
    let shown = office.at_night(&["show", &id, "--lang", "zh-CN"]).code(0).out;
    assert!(shown.contains("倒排：14:00 汇总，17:00 送审，17:30 上报"), "{shown}");
    office.at_night(&["do", "reach", &id, "--note", "上报"]).code(7);
    office.at_night(&["do", "reach", &id]).code(0);
    office.at_night(&["do", "schedule", &id, "--step", "再汇总=16:00", "--step", "上报=15:00"]).code(7);
    office.at_night(&["do", "schedule", &id, "--step", "上报=19:00"]).code(7);
    office.at_night(&["do", "schedule", &id, "--step", "再汇总=15:00", "--step", "上报=17:45"]).code(0);
    let record = office.at_night(&["show", &id, "--json"]).code(0).json()["record"]["milestones"].clone();
    let names: Vec<&str> =
        record.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["汇总", "再汇总", "上报"]);
}

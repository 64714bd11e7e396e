//! `record`, and what becomes of it: `list` of the registers, `do adopt`, `do amend`.

use super::Office;

#[test]
fn a_finding_is_recorded_with_units_and_times_as_people_write_them() {
    let office = Office::new();
    let said = office.at_night(&[
        "record",
        "finding",
        "地点=盐田港3号闸口",
        "title=消毒记录缺失",
        "unit=口岸办",
        "severity=fz",
        "seen_at=昨晚11点",
        "--json",
    ]);
    let said = said.code(0).json();
    assert_eq!(said["kind"], "finding");
    assert_eq!(said["item"]["no"], "2020-0001");
    assert_eq!(said["understood"]["unit"], "port_office");
    assert_eq!(said["understood"]["severity"], "complex");
    assert_eq!(said["understood"]["seen_at"], "2020-04-06T23:00:00+08:00");
    let listed = office.list(&["findings"]);
    assert_eq!(listed[0]["id"], said["id"]);
}

#[test]
fn what_is_wrong_is_named_by_field_and_nothing_is_recorded() {
    let office = Office::with_directives();
    let entries = office.entries();
    let ran =
        office.at_night(&["record", "finding", "title=x", "unit=nowhere", "severity=bad", "--json"]).code(2);
    let error = &ran.json()["error"];
    assert_eq!(error["code"], "bad_record");
    let fields: Vec<&str> = error["fields"]
        .as_array()
        .expect("fields")
        .iter()
        .map(|one| one["field"].as_str().expect("a name"))
        .collect();
    assert_eq!(fields, ["place", "unit", "severity"]);
    assert!(ran.err.contains("Place (place)"), "{}", ran.err);
    let colour = office.at_night(&["record", "finding", "colour=red"]).code(2);
    assert!(colour.err.contains("severity") && colour.err.contains("place"), "{}", colour.err);
    let kinds = office.run(&["record"]).code(0).out;
    assert!(kinds.contains("finding") && kinds.contains("info_report"), "{kinds}");
    let unknown = office.at_night(&["record", "findings", "title=x"]).code(2);
    assert!(unknown.err.contains("finding"), "{}", unknown.err);
    assert_eq!(office.entries(), entries);
}

#[test]
fn a_kind_alone_lists_its_fields_and_a_dry_run_records_nothing() {
    let office = Office::new();
    let told = office.run(&["record", "training"]).code(0).out;
    assert!(told.contains("audience") && told.contains("(needed)"), "{told}");
    let fields = office.run(&["record", "info_report", "--json"]).code(0).json();
    assert_eq!(fields["fields"][0]["choices"], serde_json::json!(["practice", "problem"]));
    let dry = ["record", "finding", "place=Gate", "title=x", "unit=health", "--dry-run", "--json"];
    let dry = office.at_night(&dry).code(0).json();
    assert_eq!(dry["dry_run"], true);
    assert!(dry["due_at"].as_str().is_some_and(|due| due > "2020-04-07"), "{dry}");
    assert!(office.files().iter().all(|file| file.extension().is_none_or(|kind| kind != "db")));
}

#[test]
fn registers_are_listed_adopted_and_corrected() {
    let office = Office::new();
    office.at_night(&["record", "training", "title=PPE", "audience=drivers", "quantity=30"]).code(0);
    let report =
        ["record", "info_report", "sort=经验类", "title=网格化测温", "submitted_to=市委办", "--json"];
    let id = office.at_night(&report).code(0).json()["id"].as_str().expect("an id").to_owned();
    let trainings = office.list(&["trainings"]);
    assert_eq!((&trainings[0]["quantity"], &trainings[0]["audience"]), (&30.into(), &"drivers".into()));
    office.at_night(&["do", "adopt", &id]).code(0);
    office.at_night(&["do", "adopt", &id]).code(7);
    office.at_night(&["do", "amend", &id, "title=网格化测温的做法", "submitted_to="]).code(0);
    let reports = office.list(&["info_reports"]);
    assert_eq!(reports.len(), 1);
    assert_eq!(reports[0]["state"], "adopted");
    assert_eq!(reports[0]["title"], "网格化测温的做法");
    assert!(reports[0]["submitted_to"].is_null() && reports[0]["adopted_at"].is_string(), "{}", reports[0]);
    office.at_night(&["do", "amend", &id, "title="]).code(2);
    office.at_night(&["verify"]).code(0);
}

#[test]
fn a_marked_text_is_not_recorded() {
    let office = Office::new();
    office.at_night(&["record", "log", "title=机密★1年 某事"]).code(7);
    assert!(office.files().iter().all(|file| file.extension().is_none_or(|kind| kind != "db")));
}

#[test]
fn a_supervised_item_is_received_with_its_due_time_and_the_channel_that_its_source_uses() {
    let office = Office::new();
    let said = office.at_night(&[
        "record",
        "supervised",
        "title=重点场所测温落实情况",
        "source=市委督查室",
        "due=4月10日 18:00",
        "reference=盐督〔2020〕12号",
        "received=昨晚11点",
        "--json",
    ]);
    let said = said.code(0).json();
    assert_eq!((&said["kind"], &said["item"]["no"]), (&"supervised".into(), &"2020-0001".into()));
    assert_eq!(said["understood"]["source"], "city_party");
    assert_eq!(said["understood"]["channel"], "wechat");
    let listed = office.list(&["supervised"]);
    assert_eq!(listed[0]["id"], said["id"]);
    assert_eq!(listed[0]["received_at"], "2020-04-06T23:00:00+08:00");
    let paper = ["record", "supervised", "title=整改", "source=gwy", "due=3个工作日", "--json"];
    let paper = office.at_night(&paper).code(0).json();
    assert_eq!(paper["understood"]["source"], "state_council");
    assert_eq!(paper["understood"]["channel"], "paper");
    let entries = office.entries();
    let late =
        ["record", "supervised", "title=x", "source=city_government", "due=2020-04-01 18:00", "--json"];
    let late = office.at_night(&late).code(2).json();
    assert_eq!(late["error"]["fields"][0]["field"], "due");
    assert_eq!(office.entries(), entries);
}

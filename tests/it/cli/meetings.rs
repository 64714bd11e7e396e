//! Meetings and what is to be prepared for them, as `show` tells them to people.

use super::Office;

#[test]
fn a_meeting_is_shown_in_the_words_of_the_office_with_its_checklist_a_line_each() {
    let office = Office::new();
    let meeting = [
        "record",
        "meeting",
        "title=防控专班会议",
        "starts_at=2020-04-08 15:00",
        "place=指挥部",
        "leader=赵明溪",
        "organiser=口岸办",
        "--json",
    ];
    let said = office.at_night(&meeting).code(0).json();
    let id = said["id"].as_str().expect("an id");
    office.at_night(&["do", "tick", id, "--item", "1"]).code(0);
    let zh = office.at_night(&["show", id, "--lang", "zh-CN"]).code(0).out;
    assert!(zh.contains("种类：会议\n") && zh.contains("\n领导：赵明溪\n"), "{zh}");
    assert!(zh.contains("承办单位：") && zh.contains("筹备清单：\n  1. "), "{zh}");
    assert!(zh.contains("  已备  ") && zh.contains("  待备  时限："), "{zh}");
    let en = office.at_night(&["show", id]).code(0).out;
    assert!(en.contains("\nchecklist:\n  1. ") && en.contains("  to do  "), "{en}");
    for stored in ["{", "port_office"] {
        assert!(!en.contains(stored), "{stored}\n{en}");
    }
    for stored in ["{", "port_office", "checklist", "organiser"] {
        assert!(!zh.contains(stored), "{stored}\n{zh}");
    }
}

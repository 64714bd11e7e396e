//! What people put on record by hand: in few keys, with nothing lost, and taken back.

use dutydesk::domain::finding::Finding;
use dutydesk::domain::ledger_entry::{LedgerEntry, LedgerKind, LedgerState};
use dutydesk::domain::supervised::SupervisedSource;
use dutydesk::ui::record::{RecordForm, Registers};
use dutydesk::view::Register;

use super::*;

fn findings(room: &Room) -> Vec<Finding> {
    let found = room.all(Kind::Finding).into_iter().map(|state| match state {
        State::Finding(finding) => *finding,
        other => panic!("{other:?}"),
    });
    found.collect()
}

fn entries(room: &Room) -> Vec<LedgerEntry> {
    let found = room.all(Kind::LedgerEntry).into_iter().map(|state| match state {
        State::LedgerEntry(entry) => *entry,
        other => panic!("{other:?}"),
    });
    found.collect()
}

fn form(desk: &Desk) -> &RecordForm {
    match dialog(desk) {
        Dialog::Record(form) => form,
        other => panic!("{other:?}"),
    }
}

fn registers(desk: &Desk) -> &Registers {
    let open = desk.app.screen().dialogs.iter().find_map(|dialog| match dialog {
        Dialog::Registers(open) => Some(open),
        _ => None,
    });
    open.expect("the registers")
}

#[test]
fn a_finding_is_taken_in_few_keys_and_the_foot_says_its_number_and_when_it_is_due() {
    let room = Room::new();
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("w f \"盐田港3号闸口\" <Enter> \"消毒记录缺失\" <Enter> \"kouan\" <Enter>");
    assert!(form(&desk).due.is_some(), "it is seen before Enter");
    let due = form(&desk).due;
    desk.keys("l");
    assert_ne!(form(&desk).due, due, "the severity gives the due time at once");
    desk.keys("<Enter>");
    let found = findings(&room);
    let seen = &found[0].observed;
    assert_eq!((seen.place.as_str(), seen.title.as_str()), ("盐田港3号闸口", "消毒记录缺失"));
    assert_eq!((seen.unit.as_str(), seen.severity), ("port_office", Severity::OnSpot));
    assert_eq!(seen.seen_at, night());
    assert!(desk.toast().contains("2020-0001") && desk.toast().contains("时限"), "{}", desk.toast());
    assert_eq!(desk.app.screen().focus, dutydesk::view::PaneKind::Issues);
    assert_eq!(desk.app.screen().panes.issues.current().map(|row| row.no.as_str()), Some("2020-0001"));
    desk.keys("u");
    assert!(room.all(Kind::Finding).is_empty(), "{}", desk.toast());
}

#[test]
fn the_same_place_again_proposes_its_owner_and_enter_is_enough() {
    let room = Room::new();
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("w f \"梅沙3号闸口\" <Enter> \"消毒记录缺失\" <Enter> \"kouan\" <Enter> <Enter>");
    desk.keys("w f \"ms3\" <Enter>");
    assert_eq!(form(&desk).fields[0].input.text, "梅沙3号闸口", "found by its sound among the last places");
    desk.keys("\"体温未测\" <Enter>");
    assert!(!form(&desk).fields[2].proposed.is_empty(), "the owner is proposed");
    desk.keys("<Enter> <Enter>");
    assert!(findings(&room).iter().all(|one| one.observed.unit == "port_office"), "{}", desk.toast());
    assert_eq!(findings(&room).len(), 2);
}

#[test]
fn a_proposed_owner_is_overtyped() {
    let room = Room::new();
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("w f \"疾控大楼\" <Enter> \"通道堵塞\" <Enter> \"jtj\" <Enter> \"3\" <Enter>");
    let found = findings(&room);
    assert_eq!(found[0].observed.unit, "transport", "{}", desk.toast());
    assert_eq!(found[0].observed.severity, Severity::Complex);
}

#[test]
fn what_is_missing_or_wrong_is_said_beside_its_field_and_nothing_typed_is_lost() {
    let room = Room::new();
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("w f <Enter>");
    assert!(form(&desk).fields[0].problem.is_some(), "the place is missing");
    desk.keys("\"盐田路\" <Enter> \"积水\" <Enter> \"无此单位\" <Enter>");
    let field = &form(&desk).fields[2];
    assert!(field.problem.as_ref().is_some_and(|why| why.contains("无此单位")), "{:?}", field.problem);
    assert_eq!(form(&desk).at, 2);
    desk.keys("<Tab> <Tab> \"明天 8:00\" <Enter>");
    assert!(form(&desk).fields[4].problem.is_some(), "what was seen has been");
    desk.keys("<Esc>");
    assert_eq!(room.entries(), 0);
    assert!(desk.drafts["record-finding"].contains("积水"), "{:?}", desk.drafts);
    desk.keys("w f");
    assert_eq!(form(&desk).fields[1].input.text, "积水", "the draft is there again");
    desk.keys("<Tab> <Tab> <C-u> \"jtj\" <Tab> <Tab> <C-u> \"1:30\"");
    for _ in 4..form(&desk).fields.len() {
        desk.keys("<Enter>");
    }
    assert_eq!(findings(&room).len(), 1, "{:?}", desk.app.screen().dialogs.last());
    assert_eq!(findings(&room)[0].observed.seen_at, night() - TimeDelta::minutes(44));
    assert!(!desk.drafts.contains_key("record-finding"), "what was recorded is no draft");
}

#[test]
fn a_time_is_shown_as_understood_before_it_counts() {
    let room = Room::new();
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("w l \"接市总值班室来电\" <Tab> \"昨晚11点\"");
    assert_eq!(form(&desk).fields[1].understood, "4-6 23:00");
    desk.keys("<Tab> <Tab> <Enter>");
    let entry = &entries(&room)[0];
    assert_eq!((entry.item.kind, entry.item.on), (LedgerKind::Log, night() - TimeDelta::minutes(194)));
}

#[test]
fn a_marked_text_is_refused_and_no_draft_of_it_stays() {
    let room = Room::new();
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("w l \"机密★1年 关于某事\" <Enter>");
    assert!(form(&desk).problem.is_some());
    desk.keys("<Esc>");
    assert!(desk.drafts.is_empty(), "{:?}", desk.drafts);
    assert_eq!(room.entries(), 0);
}

#[test]
fn registers_count_and_a_report_is_recorded_adopted_corrected_and_taken_back() {
    let room = Room::new();
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("E ] n \"wt\" <Enter> \"隔离点垃圾清运不及时的建议\" <Enter> \"市委办\" <Enter>");
    assert_eq!(registers(&desk).register, Register::InfoReports);
    assert_eq!(registers(&desk).total(), 1, "{}", desk.toast());
    assert_eq!(
        registers(&desk).page.as_ref().map(|page| page.counts[Register::InfoReports.index()]),
        Some(1)
    );
    desk.keys("a");
    assert_eq!(entries(&room)[0].state, LedgerState::Adopted, "{}", desk.toast());
    desk.keys("a");
    assert_eq!(room.entries(), 2, "it is adopted once: {}", desk.toast());
    desk.keys("e");
    assert_eq!(form(&desk).fields[1].input.text, "隔离点垃圾清运不及时的建议");
    desk.keys("<Tab> <C-u> \"隔离点垃圾清运问题\" <Tab> <Enter>");
    let entry = entries(&room).remove(0);
    assert_eq!(entry.item.title, "隔离点垃圾清运问题", "{:?}", desk.app.screen().dialogs.last());
    assert_eq!((entry.item.kind, entry.state), (LedgerKind::InfoReportProblem, LedgerState::Adopted));
    assert_eq!(entry.item.submitted_to.as_deref(), Some("市委办"), "what was not touched stays");
    desk.keys("u u");
    assert_eq!(entries(&room)[0].state, LedgerState::Recorded, "{}", desk.toast());
    desk.keys("<Enter>");
    assert!(matches!(dialog(&desk), Dialog::Timeline(_)));
    desk.keys("<Esc> <Esc>");
    assert!(desk.app.screen().dialogs.is_empty());
}

#[test]
fn registers_are_filtered_by_words_and_by_sound() {
    let room = Room::new();
    let mut desk = Desk::new(&room, "陈晓");
    for title in ["码头测温", "口岸消毒", "码头消毒"] {
        desk.keys("w l");
        desk.msg(Msg::Paste(title.into()));
        desk.keys("<Enter>");
    }
    desk.keys("E / \"mt\"");
    assert_eq!(registers(&desk).total(), 2);
    desk.keys("<Enter>");
    assert_eq!(registers(&desk).total(), 2, "the words stay");
    desk.keys("\\");
    assert_eq!(registers(&desk).total(), 3);
    desk.keys("/ \"无此事\" <Esc>");
    assert_eq!(registers(&desk).total(), 3, "Esc takes them away");
}

#[test]
fn the_cursor_stays_on_its_entry_while_others_write() {
    let room = Room::new();
    let (mut one, mut other) = (Desk::new(&room, "陈晓"), Desk::new(&room, "林珊"));
    one.keys("w l \"甲\" <Enter> w l \"乙\" <Enter> E j");
    let on = registers(&one).on;
    assert!(on.is_some());
    other.keys("w l \"丙\" <Enter>");
    one.changed();
    assert_eq!((registers(&one).on, registers(&one).total()), (on, 3));
}

#[test]
fn a_supervised_item_is_three_fields_and_its_channel_follows_from_who_gave_it() {
    let room = Room::new();
    let mut desk = Desk::new(&room, "陈晓");
    let supervised = |title: &str| {
        room.all(Kind::Supervised).into_iter().find_map(|state| match state {
            State::Supervised(item) if item.item.title == title => Some(*item),
            _ => None,
        })
    };
    desk.keys("w s \"重点场所测温落实情况\" <Enter> \"swdcs\" <Enter> \"4月10日 18:00\"");
    assert!(form(&desk).due.is_some(), "what the house takes from it is seen before Enter");
    desk.keys("<Enter>");
    let found = supervised("重点场所测温落实情况").expect("an item");
    assert_eq!((found.item.source, found.item.channel.as_str()), (SupervisedSource::CityParty, "wechat"));
    assert_eq!((found.item.received_at, found.number.label().as_str()), (night(), "2020-0001"));
    assert_eq!(Ok(found.dues.original), "2020-04-10T10:00:00Z".parse());
    assert!(desk.toast().contains("2020-0001") && desk.toast().contains("时限"), "{}", desk.toast());
    assert_eq!(desk.app.screen().focus, dutydesk::view::PaneKind::Issues);
    desk.keys(
        "w s \"整改\" <Enter> \"1\" <Enter> \"2h\" <Tab> \"dh\" <Tab> \"盐督〔2020〕12号\" <Tab> <Enter>",
    );
    let item = supervised("整改").expect("another").item;
    assert_eq!((item.channel.as_str(), item.reference.as_deref()), ("phone", Some("盐督〔2020〕12号")));
    desk.keys("u u");
    assert!(room.all(Kind::Supervised).is_empty(), "{}", desk.toast());
}

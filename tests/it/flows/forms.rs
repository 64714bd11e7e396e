//! Forms at night speed: several units, the way of an instruction, markings that have no place, what an undo leaves.

use dutydesk::domain::document::InstructionMode;

use super::*;

fn paper(room: &Room, title: &str) -> dutydesk::domain::document::Document {
    let State::Document(paper) = room.paper(title) else { panic!("{title}") };
    *paper
}

fn field(desk: &Desk, at: usize) -> String {
    match dialog(desk) {
        Dialog::Form(form) => form.fields[at].input.text.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn further_units_and_the_way_of_an_instruction_are_asked_of_those_who_want_them() {
    let room = Room::with_papers(&["甲"]);
    room.on_duty("李主任");
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("t \"wsjkj\" <Enter> <Enter> \"先隔离\"");
    assert_eq!(field(&desk, 3), "电话", "the usual way stands there");
    desk.keys("<Tab> \"kt\" <Tab> \"jtj,qjyj、\"");
    assert!(field(&desk, 4).matches('局').count() >= 2, "names stand there: {}", field(&desk, 4));
    desk.keys("<Enter>");
    let paper = paper(&room, "甲");
    let said = paper.instruction.unwrap_or_else(|| panic!("{}", desk.toast()));
    assert_eq!((said.mode, said.words.as_str()), (InstructionMode::Oral, "先隔离"));
    assert_eq!(paper.assist_units.len(), 2, "{:?}", paper.assist_units);
}

#[test]
fn a_group_stands_for_its_units_and_a_name_that_is_none_is_asked_about() {
    let config = Config::builtin().unwrap();
    let streets = config.units.iter().filter(|unit| unit.group == "subdistricts").count();
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("t \"wsjkj\" <Tab> <Tab> <Tab> <Tab> \"各街道 无此单位\" <Enter>");
    let Dialog::Form(form) = dialog(&desk) else { panic!() };
    assert!(form.problem.as_ref().is_some_and(|problem| problem.contains("无此单位")), "{:?}", form.problem);
    desk.keys("<C-u> \"各街道\" <Enter>");
    assert_eq!(paper(&room, "甲").assist_units.len(), streets, "{}", desk.toast());
}

#[test]
fn the_written_form_that_is_owed_is_the_usual_way_once_the_paper_is_with_a_unit() {
    let room = Room::with_papers(&["甲"]);
    room.on_duty("李主任");
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("t \"wsjkj\" <Enter> <Enter> \"先隔离\" <Enter>");
    assert!(paper(&room, "甲").backfill_due.is_some());
    desk.keys(":");
    desk.msg(Msg::Paste("批示".into()));
    desk.frame();
    desk.keys("<Enter>");
    assert_eq!(field(&desk, 2), "书面");
    desk.keys("<Enter> \"照此办理\" <Enter>");
    assert_eq!(paper(&room, "甲").backfill_due, None, "{}", desk.toast());
}

#[test]
fn what_bears_a_marking_is_refused_in_every_field_and_nothing_of_it_stays() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    for (keys, typed) in [
        ("c", "转来【机密】件一份"),
        ("x", "机密★10年"),
        ("t \"wsjkj\" <Enter> \"李主任\" <Enter>", "绝密 文件请速办"),
        ("t \"wsjkj\" <Enter>", "（秘密）李主任"),
        ("e <Enter>", "秘密★1年"),
        ("r", "密级：机密"),
        ("o", "特急 市防指 机密★5年 通知"),
        ("o", "张三 02:11\n关于某事（秘密）的通知\n请办。"),
    ] {
        desk.keys(keys);
        desk.msg(Msg::Paste(typed.chars().take(4).collect()));
        desk.msg(Msg::Timer(Timer::Draft));
        desk.msg(Msg::Paste(typed.chars().skip(4).collect()));
        desk.frame();
        desk.keys("<Enter>");
        let problem = match dialog(&desk) {
            Dialog::Form(form) => form.problem.clone(),
            Dialog::Capture(capture) => capture.problem.clone(),
            other => panic!("{other:?}"),
        };
        assert!(problem.is_some_and(|problem| problem.contains("机要")), "{typed}");
        desk.msg(Msg::Timer(Timer::Draft));
        desk.keys("<Esc>");
        assert!(desk.drafts.is_empty(), "{typed}: {:?}", desk.drafts);
    }
    assert_eq!(room.entries(), 1);
}

#[test]
fn an_undo_says_where_it_leads_back_and_who_had_been_told() {
    let room = Room::with_papers(&["甲"]);
    room.on_duty("李主任");
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("a t \"wsjkj\" <Enter> <Enter> <Enter> u");
    let toast = desk.toast().to_owned();
    assert!(toast.contains("退回到") && toast.contains("卫生健康") && toast.contains("另行通知"), "{toast}");
    desk.keys("u");
    assert!(!desk.toast().contains("另行通知"), "signing told nobody: {}", desk.toast());
}

#[test]
fn a_pasted_message_is_a_paper_with_its_whole_text_and_runs_no_keys() {
    let room = Room::new();
    let mut desk = Desk::new(&room, "陈晓");
    let message =
        "王敏（市防指） 02:05\r\n@所有人 【关于加强口岸防控的通知】\r\n各单位：\r\n请于明天中午前反馈。\r\n";
    desk.keys("o");
    desk.msg(Msg::Paste(message.into()));
    desk.frame();
    assert_eq!(room.entries(), 0);
    let Dialog::Capture(capture) = dialog(&desk) else { panic!() };
    assert_eq!(capture.understood.issuer, "市防指");
    desk.keys("<Esc> o <Enter>");
    let paper = paper(&room, "关于加强口岸防控的通知");
    assert_eq!(
        paper.paper.note.as_deref(),
        Some(message.replace("\r\n", "\n").trim()),
        "a draft keeps its lines"
    );
    assert_eq!(paper.paper.doc_type.as_deref(), Some("通知"));
    assert_eq!(paper.deadlines.complete, Some("2020-04-08T04:00:00Z".parse().unwrap()));
}

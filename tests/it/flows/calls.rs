//! From an instruction to the proof that it arrived: a dispatch, its call sheet, and the steps back from a due time.

use dutydesk::domain::dispatch::{Dispatch, RecipientState};
use dutydesk::domain::document::InstructionMode;

use super::*;

/// The only dispatch there is.
fn dispatch(room: &Room) -> Dispatch {
    let mut all = room.all(Kind::Dispatch);
    assert_eq!(all.len(), 1, "one dispatch");
    match all.remove(0) {
        State::Dispatch(dispatch) => *dispatch,
        other => panic!("{other:?}"),
    }
}

fn stands(room: &Room, unit: &str) -> RecipientState {
    dispatch(room).recipient(unit).unwrap_or_else(|| panic!("{unit}")).state
}

fn at(desk: &Desk) -> String {
    let sheet = desk.app.screen().dialogs.iter().find_map(|dialog| match dialog {
        Dialog::Calls(sheet) => sheet.current(night()).map(|one| one.unit.clone()),
        _ => None,
    });
    sheet.unwrap_or_else(|| panic!("a call sheet: {}", desk.toast()))
}

/// A dispatch about the paper to four units, and its sheet open.
fn sent(room: &Rc<Room>) -> Desk {
    room.on_duty("李主任");
    let mut desk = Desk::new(room, "陈晓");
    desk.keys("D \"wsjkj qjyj 各街道\" <Enter> <Enter> \"30\" <Enter>");
    assert!(
        matches!(dialog(&desk), Dialog::Confirm(_)),
        "what leaves the building is shown: {}",
        desk.toast()
    );
    assert_eq!(room.all(Kind::Dispatch).len(), 0, "nothing has left yet");
    desk.keys("y");
    assert_eq!(dispatch(room).recipients.len(), 6, "{}", desk.toast());
    desk.keys("C");
    desk
}

#[test]
fn an_assigned_paper_is_told_to_its_units_and_every_call_is_one_key() {
    let room = Room::with_papers(&["关于核酸检测的通知"]);
    room.on_duty("李主任");
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("t \"wsjkj\" <Enter> <Enter> \"今晚落实\" <Tab> \"kt\" <Tab> \"qjyj\" <Enter> C");
    let first = at(&desk);
    assert_eq!((dispatch(&room).gist.as_str(), dispatch(&room).recipients.len()), ("今晚落实", 2));
    desk.keys("n");
    assert_ne!(at(&desk), first, "on to the next");
    assert_eq!(dispatch(&room).recipient(&first).unwrap().calls.len(), 1);
    let second = at(&desk);
    desk.keys("a <Enter> <Enter>");
    let proof = dispatch(&room)
        .recipient(&second)
        .unwrap()
        .receipt
        .clone()
        .unwrap_or_else(|| panic!("{}", desk.toast()));
    assert_eq!((proof.words.as_deref(), proof.read_back), (Some("今晚落实"), Some(true)));
    assert!(proof.is_full() && proof.recorder == "陈晓", "{proof:?}");
    assert_eq!(at(&desk), first, "the one that has not signed is next");
    desk.keys("r");
    assert_eq!(dispatch(&room).recipient(&first).unwrap().urged, 1, "{}", desk.toast());
    desk.keys("<Enter> \"王五\" <Enter> \"主任\" <Tab> <Tab> \"no\" <Enter> <Enter>");
    let proof = dispatch(&room)
        .recipient(&first)
        .unwrap()
        .receipt
        .clone()
        .unwrap_or_else(|| panic!("{}", desk.toast()));
    assert_eq!((proof.person.as_str(), proof.post.as_str(), proof.read_back), ("王五", "主任", Some(false)));
    assert!(dispatch(&room).all_signed());
    desk.keys("u");
    assert_eq!(stands(&room, &first), RecipientState::Pending, "undo works on the sheet: {}", desk.toast());
    desk.keys("U e \"已派车\" <Enter>");
    assert!(room.all(Kind::Dispatch).len() == 1 && desk.drafts.is_empty(), "{:?}", desk.drafts);
}

#[test]
fn one_who_cannot_be_reached_is_sent_elsewhere_with_a_reason() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = sent(&room);
    let first = at(&desk);
    desk.keys("x <Enter> <Enter> \"电话不通\" <Enter>");
    assert!(matches!(dialog(&desk), Dialog::Form(form) if form.problem.is_some()), "to whom?");
    desk.keys("\"qrmyy\" <Enter> <Enter>");
    assert_eq!(stands(&room, &first), RecipientState::Rerouted, "{}", desk.toast());
    assert_eq!(dispatch(&room).recipients.len(), 7);
    desk.keys("x \"lxbs\" <Enter> <Enter> \"无人值班\" <Enter>");
    assert!(
        dispatch(&room).recipients.iter().any(|one| one.state == RecipientState::Unreachable),
        "{}",
        desk.toast()
    );
}

#[test]
fn a_corrected_version_voids_the_receipts_and_says_so_before() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = sent(&room);
    let first = at(&desk);
    desk.keys("a <Enter> <Enter> c");
    let Dialog::Form(form) = dialog(&desk) else { panic!() };
    assert!(
        form.targets[0].title.contains("第2版") && form.targets[0].title.contains("1 份签收作废"),
        "{form:?}"
    );
    desk.keys("\"改为明早落实\" <Enter> <Enter>");
    let now = dispatch(&room);
    assert_eq!((now.issue, now.gist.as_str(), now.progress().0), (2, "改为明早落实", 0), "{}", desk.toast());
    assert_eq!(stands(&room, &first), RecipientState::Pending);
    assert_eq!(now.earlier[0].receipts.len(), 1);
}

#[test]
fn two_officers_on_one_sheet_do_not_stand_in_each_others_way() {
    let room = Room::with_papers(&["甲"]);
    let mut one = sent(&room);
    let mut other = Desk::new(&room, "林珊");
    other.keys("/ \"甲\" <Enter> C");
    other.keys("j j");
    let (mine, theirs) = (at(&one), at(&other));
    assert_ne!(mine, theirs);
    other.keys("a <Enter> <Enter>");
    one.keys("a <Enter> <Enter>");
    assert!(
        matches!(dialog(&one), Dialog::Calls(_)),
        "a receipt of another unit is no conflict: {}",
        one.toast()
    );
    assert_eq!([stands(&room, &mine), stands(&room, &theirs)], [RecipientState::Signed; 2]);
    let here = at(&one);
    other.changed();
    other.keys("n");
    one.changed();
    assert_eq!(at(&one), here, "the cursor stays on its unit");
}

#[test]
fn what_was_corrected_meanwhile_is_not_signed_for() {
    let room = Room::with_papers(&["甲"]);
    let mut one = sent(&room);
    let mut other = Desk::new(&room, "林珊");
    other.keys("/ \"甲\" <Enter> C c \"另一内容\" <Enter> <Enter>");
    assert_eq!(dispatch(&room).issue, 2, "{}", other.toast());
    one.keys("a <Enter> <Enter>");
    assert!(matches!(dialog(&one), Dialog::Conflict(_)), "what was read out is not what stands now");
    assert_eq!(dispatch(&room).progress().0, 0);
}

#[test]
fn a_dispatch_may_be_about_nothing_and_is_opened_by_enter() {
    let room = Room::new();
    room.on_duty("李主任");
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("D \"wsjkj\" <Enter> \"今晚备勤\" <Enter> <Enter> y");
    let sent = dispatch(&room);
    assert_eq!((sent.about, sent.gist.as_str(), sent.approval), (None, "今晚备勤", None), "{}", desk.toast());
    assert!(sent.backfill_due.is_some(), "the approval is owed");
    desk.keys("<Enter>");
    assert_eq!(at(&desk), sent.recipients[0].unit);
    desk.keys("q");
    assert!(desk.app.screen().dialogs.is_empty());
}

#[test]
fn a_dispatch_with_the_leaders_words_is_approved_by_them() {
    let room = Room::with_papers(&["甲"]);
    room.on_duty("李主任");
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("D \"wsjkj\" <Tab> <Tab> <Tab> <Tab> <Tab> \"wx\" <Tab> \"同意\" <Enter> y");
    let approval = dispatch(&room).approval.unwrap_or_else(|| panic!("{}", desk.toast()));
    assert_eq!(
        (approval.leader.as_str(), approval.mode, approval.words.as_str()),
        ("李主任", InstructionMode::Im, "同意")
    );
    assert_eq!(room.state("甲"), "registered", "whoever sends it on has received it: {}", desk.toast());
}

#[test]
fn the_undo_of_a_dispatch_names_who_had_been_told() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = sent(&room);
    desk.keys("q u");
    assert!(desk.toast().contains("卫生健康") && desk.toast().contains("另行通知"), "{}", desk.toast());
}

/// What somebody has signed for is not simply taken back: the refusal names who signed, and the ways that are left.
#[test]
fn an_undo_after_a_receipt_names_who_signed_and_what_to_do() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = sent(&room);
    let mut other = Desk::new(&room, "林珊");
    other.keys("/ \"甲\" <Enter> C a \"何思远\" <Enter> <Enter>");
    assert_eq!(dispatch(&room).progress().0, 1, "{}", other.toast());
    desk.changed();
    desk.keys("u");
    let said = desk.toast();
    for part in ["林珊", "何思远", "更正重发 (c)", "取消通知 (X)"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(dispatch(&room).progress().0, 1);
}

/// The sheet of a paper is that of the newest dispatch that is not all signed; the others are a key away.
#[test]
fn a_paper_with_several_dispatches_opens_the_one_to_be_called() {
    let room = Room::with_papers(&["甲"]);
    room.on_duty("李主任");
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("/ \"甲\" <Enter>");
    for (unit, gist) in [("wsjkj", "第一件"), ("qjyj", "第二件")] {
        desk.keys(&format!("D \"{unit}\" <Enter> \"{gist}\" <Enter> <Enter> y"));
    }
    let gist = |desk: &Desk| match dialog(desk) {
        Dialog::Calls(sheet) => (sheet.dispatch().map(|one| one.gist.clone()), sheet.place()),
        other => panic!("{other:?}"),
    };
    assert_eq!(room.all(Kind::Dispatch).len(), 2, "{}", desk.toast());
    desk.keys("C");
    assert_eq!(gist(&desk), (Some("第二件".to_owned()), Some((1, 2))), "the newest");
    desk.keys("a <Enter> <Enter> [");
    assert_eq!(gist(&desk), (Some("第一件".to_owned()), Some((0, 2))));
    desk.keys("] ]");
    assert_eq!(gist(&desk).1, Some((0, 2)), "after the last comes the first");
    desk.keys("q C");
    assert_eq!(gist(&desk).0.as_deref(), Some("第一件"), "the one that is not all signed");
}

#[test]
fn steps_are_planned_back_from_the_due_time_and_ticked_off() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("b");
    let Dialog::Form(form) = dialog(&desk) else { panic!("{}", desk.toast()) };
    let shown: Vec<&str> = form.fields[0].choices.iter().map(|(shown, _)| shown.as_str()).collect();
    assert_eq!(form.fields[0].input.text, "4h 汇总，1h 送审，30m 上报");
    assert!(shown[0].starts_with("22:11") || shown[0].contains("汇总"), "{shown:?}");
    desk.keys("\"，看不懂\" <Enter>");
    assert!(matches!(dialog(&desk), Dialog::Form(form) if form.problem.is_some()));
    desk.keys("<Backspace> <Backspace> <Backspace> \"17:30 会签\" <Enter>");
    let State::Document(paper) = room.paper("甲") else { panic!() };
    let names: Vec<&str> = paper.milestones.iter().map(|step| step.name.as_str()).collect();
    assert_eq!(names, ["会签", "汇总", "送审", "上报"], "{}", desk.toast());
    desk.keys(":");
    desk.msg(Msg::Paste("完成倒排一步".into()));
    desk.frame();
    desk.keys("<Enter>");
    let State::Document(paper) = room.paper("甲") else { panic!() };
    assert!(paper.milestones[0].reached_at.is_some(), "{}", desk.toast());
}

#[test]
fn a_quick_key_on_the_sheet_of_a_paper_without_a_dispatch_does_nothing_to_the_paper() {
    let room = Room::with_papers(&["关于核酸检测的通知"]);
    let mut desk = Desk::new(&room, "陈晓");
    let before = room.entries();
    desk.keys("C a");
    assert_eq!((room.state("关于核酸检测的通知"), room.entries()), ("arrived", before), "{}", desk.toast());
    desk.keys("<Esc> a");
    assert_eq!(room.state("关于核酸检测的通知"), "registered");
}

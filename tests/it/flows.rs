//! What an officer does at the desk, in keys, and what comes of it in the journal.

use std::rc::Rc;

use chrono::TimeDelta;
use dutydesk::config::Config;
use dutydesk::domain::finding::{FindingCommand, Observed, Severity};
use dutydesk::domain::run::{Plan, RunCommand};
use dutydesk::domain::supervised::{Item, SupervisedCommand, SupervisedSource};
use dutydesk::domain::volunteer::{Person, VolunteerCommand, VolunteerKind};
use dutydesk::domain::{Command, Id, Kind, Role, State, Stream, Urgency};
use dutydesk::message::{Effect, Msg, Timer};
use dutydesk::ui::dialog::Dialog;
use dutydesk::ui::screen::Link;
use proptest::strategy::Strategy;

use crate::desk::{Desk, Room, night};

fn two_desks(titles: &[&str]) -> (Rc<Room>, Desk, Desk) {
    let room = Room::with_papers(titles);
    let (one, other) = (Desk::new(&room, "陈晓"), Desk::new(&room, "林珊"));
    (room, one, other)
}

fn dialog(desk: &Desk) -> &Dialog {
    desk.app.screen().dialogs.last().expect("an open dialog")
}

/// The table's answer is about the row that the cursor was on when it was asked.
#[test]
fn an_answer_that_comes_late_does_not_pull_the_cursor_back() {
    let (_room, mut desk, _) = two_desks(&["甲文", "乙文", "丙文", "丁文"]);
    let there = desk.titles();
    desk.msg(Msg::StoreChanged);
    desk.fast("j j");
    desk.frame();
    assert_eq!(desk.cursor(), there[2]);
    desk.keys("j");
    assert_eq!(desk.cursor(), there[3]);
    desk.msg(Msg::StoreChanged);
    desk.fast("g g");
    desk.frame();
    assert_eq!(desk.cursor(), there[0]);
}

#[test]
fn a_paper_is_triaged_by_keys_until_it_is_filed() {
    let room = Room::with_papers(&["关于核酸检测的通知"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("a");
    assert_eq!(room.state("关于核酸检测的通知"), "registered");
    desk.keys("t \"wsjkj\" <Enter> <Enter> <Enter>");
    assert_eq!(room.state("关于核酸检测的通知"), "assigned", "{}", desk.toast());
    desk.keys("d \"已完成检测\" <Enter>");
    assert_eq!(room.state("关于核酸检测的通知"), "completed", "{}", desk.toast());
    assert_eq!(desk.titles(), Vec::<String>::new(), "a completed paper leaves the open list");
    desk.keys("] d");
    assert_eq!(room.state("关于核酸检测的通知"), "filed", "{}", desk.toast());
}

#[test]
fn undo_takes_back_and_redo_does_again_in_order() {
    let room = Room::with_papers(&["甲", "乙"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("a j a");
    assert_eq!((room.state("甲"), room.state("乙")), ("registered", "registered"));
    desk.keys("u");
    assert_eq!((room.state("甲"), room.state("乙")), ("registered", "arrived"));
    assert!(desk.toast().contains("签收") && desk.toast().contains('乙'), "{}", desk.toast());
    desk.keys("u U");
    assert_eq!((room.state("甲"), room.state("乙")), ("registered", "arrived"));
    desk.keys("U U");
    assert_eq!((room.state("甲"), room.state("乙")), ("registered", "registered"));
    assert_eq!(desk.toast(), "没有可重做的办理");
}

#[test]
fn two_acts_on_one_paper_are_undone_and_redone_in_order() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("a f u u");
    assert_eq!(room.state("甲"), "arrived", "{}", desk.toast());
    desk.keys("U");
    assert_eq!(room.state("甲"), "registered", "{}", desk.toast());
    desk.keys("U U");
    assert_eq!(desk.toast(), "没有可重做的办理");
}

#[test]
fn an_officer_goes_on_duty_by_the_timetable_and_nobody_does_twice() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys(":");
    desk.msg(Msg::Paste("上岗".to_owned()));
    desk.frame();
    desk.keys("Enter");
    let shift = desk.app.screen().overview.and_then(|band| band.shift.clone()).expect("a shift");
    assert_eq!(shift.primary, "陈晓");
    assert!(shift.starts_at <= night() && night() < shift.ends_at, "{shift:?}");
    desk.keys(":");
    desk.msg(Msg::Paste("上岗".to_owned()));
    desk.frame();
    desk.keys("Enter");
    assert!(desk.toast().contains("本班未结束"), "{}", desk.toast());
}

#[test]
fn keys_typed_faster_than_the_store_answers_are_done_in_turn() {
    let room = Room::with_papers(&["甲", "乙", "丙"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.fast("a j a j a u f");
    desk.frame();
    assert_eq!(["甲", "乙", "丙"].map(|title| room.state(title)), ["registered", "registered", "arrived"]);
    assert!(
        desk.app.screen().dialogs.is_empty(),
        "no conflict with oneself: {:?}",
        desk.app.screen().dialogs
    );
}

#[test]
fn a_second_key_on_the_same_row_carries_the_version_that_the_first_one_made() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.fast("f f T");
    desk.frame();
    assert!(desk.app.screen().dialogs.is_empty(), "{:?}", desk.app.screen().dialogs);
    let State::Document(paper) = room.paper("甲") else { panic!() };
    assert_eq!((paper.notice.flagged, paper.notice.holder.as_deref()), (false, Some("陈晓")));
}

#[test]
fn a_batch_shows_what_it_will_do_and_leaves_alone_what_another_officer_changed() {
    let (room, mut one, mut other) = two_desks(&["甲", "乙", "丙"]);
    one.keys("<Space> <Space> <Space>");
    assert!(one.app.screen().hints.iter().any(|hint| hint.label == "签收(3)"), "the hints say how many");
    one.keys("a");
    let Dialog::Batch(batch) = dialog(&one) else { panic!("a preview") };
    assert_eq!(batch.form.targets.len(), 3);
    assert_eq!(room.entries(), 3, "nothing is done before Enter");
    other.keys("j f");
    one.keys("<Enter>");
    let Dialog::Conflict(conflict) = dialog(&one) else { panic!("a difference: {}", one.toast()) };
    assert_eq!(conflict.differences.len(), 1);
    assert_eq!((conflict.differences[0].title.as_str(), conflict.differences[0].since.len()), ("乙", 1));
    assert_eq!(["甲", "乙", "丙"].map(|title| room.state(title)), ["registered", "arrived", "registered"]);
    one.keys("<Esc> u");
    assert_eq!(["甲", "乙", "丙"].map(|title| room.state(title)), ["arrived", "arrived", "arrived"]);
}

#[test]
fn all_filtered_rows_can_be_marked_at_once() {
    let room = Room::with_papers(&["盐田港口防控", "大梅沙酒店", "盐田区值班安排"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("/ \"yt\" <Enter> * f <Enter>");
    let flagged = ["盐田港口防控", "大梅沙酒店", "盐田区值班安排"].map(|title| match room.paper(title) {
        State::Document(paper) => paper.notice.flagged,
        _ => false,
    });
    assert_eq!(flagged, [true, false, true], "{}", desk.toast());
}

#[test]
fn a_filter_finds_by_pinyin_initials_and_esc_gives_the_list_back() {
    let room = Room::with_papers(&["盐田港口防控", "重庆来人", "大梅沙酒店"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("/ \"cq\"");
    assert_eq!(desk.titles(), ["重庆来人"]);
    desk.keys("<Ctrl-u> \"ytgk\" <Enter>");
    assert_eq!((desk.titles(), desk.cursor()), (vec!["盐田港口防控".into()], "盐田港口防控".into()));
    desk.keys("/ <Ctrl-u> \"zz\" <Esc>");
    assert_eq!(desk.titles(), ["盐田港口防控"]);
    desk.keys("\\");
    assert_eq!(desk.titles().len(), 3);
}

#[test]
fn a_row_that_another_officer_finishes_stays_as_a_ghost_until_the_cursor_leaves_it() {
    let (room, mut one, mut other) = two_desks(&["甲", "乙", "丙"]);
    one.keys("j");
    let at = one.cursor();
    other.keys("j x \"重复\" <Enter>");
    assert_eq!(room.state(&at), "returned");
    one.changed();
    assert_eq!(one.cursor(), format!("~{at}"));
    let ghost = one.app.screen().panes.documents.ghost.clone().unwrap();
    assert_eq!((ghost.changed.by.as_str(), ghost.state), ("林珊", "returned"));
    one.keys("a");
    assert_eq!(room.state(&at), "returned");
    assert_eq!(one.toast(), "此项已被他人办理，移开光标即消失");
    one.keys("j");
    assert_eq!(one.cursor(), "丙", "the row under the ghost is next");
    assert!(one.app.screen().panes.documents.ghost.is_none());
}

#[test]
fn the_cursor_stays_on_its_paper_when_others_come_in_above() {
    let room = Room::with_papers(&["甲", "乙"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("j");
    room.receive("特提来文", Urgency::Flash);
    desk.changed();
    assert_eq!(desk.titles(), ["特提来文", "甲", "乙"]);
    assert_eq!(desk.cursor(), "乙");
    assert!(
        desk.out.iter().any(|effect| matches!(effect, Effect::Alert(words) if words.contains("特提来文")))
    );
}

#[test]
fn a_key_pressed_before_the_screen_changed_is_not_applied_to_the_row_that_slid_under_the_cursor() {
    let (room, mut one, mut other) = two_desks(&["甲", "乙"]);
    other.keys("x \"重复\" <Enter>");
    one.msg(Msg::StoreChanged);
    one.fast("a");
    one.frame();
    assert_eq!((room.state("甲"), room.state("乙")), ("returned", "arrived"));
    assert!(matches!(dialog(&one), Dialog::Conflict(_)), "the difference is shown");
}

#[test]
fn half_typed_text_survives_esc_and_a_new_sitting() {
    let room = Room::with_papers(&["甲", "乙"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("c \"已电话\"");
    assert_eq!(desk.timers.last(), Some(&(Timer::Draft, 400)));
    desk.msg(Msg::Timer(Timer::Draft));
    let kept = desk.drafts.clone();
    assert!(kept.values().any(|text| text == "已电话"), "kept before Esc: {kept:?}");
    assert!(kept.keys().all(|key| !key.contains(['/', ' '])), "a key is fit for a file name");
    let mut again = Desk::new(&room, "陈晓");
    for (key, text) in kept {
        again.drafts.insert(key.clone(), text.clone());
        again.msg(Msg::Draft { key, text });
    }
    again.keys("j c");
    assert!(
        matches!(dialog(&again), Dialog::Form(form) if form.fields[0].input.text.is_empty()),
        "another paper"
    );
    again.keys("<Esc> k c \"告知\" <Enter>");
    let State::Document(paper) = room.paper("甲") else { panic!() };
    assert_eq!(paper.notice.comments, 1);
    assert!(again.drafts.is_empty(), "used text is forgotten: {:?}", again.drafts);
}

#[test]
fn pasted_text_never_runs_as_keys() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.msg(Msg::Paste("aaddq\n".into()));
    assert_eq!((room.state("甲"), room.entries()), ("arrived", 1));
    desk.keys("c");
    desk.msg(Msg::Paste("两行\r\n文字\u{1b}[2J\n".into()));
    assert!(matches!(dialog(&desk), Dialog::Form(form) if form.fields[0].input.text == "两行 文字[2J"));
    assert_eq!(room.entries(), 1, "a line end in pasted text does not send the form");
}

#[test]
fn an_input_method_left_on_does_no_harm() {
    let room = Room::with_papers(&["甲", "乙"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("ｊ");
    assert_eq!(desk.cursor(), "乙");
    desk.keys("办");
    assert_eq!(desk.toast(), "输入法未切换");
    desk.keys("、");
    assert!(matches!(dialog(&desk), Dialog::Filter(_)), "、 is the key of /");
    assert_eq!(room.entries(), 2);
}

#[test]
fn a_sequence_that_waits_shows_what_may_follow() {
    let room = Room::with_papers(&["甲", "乙"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("j g");
    assert_eq!(desk.timers.last(), Some(&(Timer::WhichKey, 300)));
    assert!(desk.app.screen().pending.is_some_and(|(keys, follow)| keys == "g" && follow.is_empty()));
    desk.msg(Msg::Timer(Timer::WhichKey));
    let (_, follow) = desk.app.screen().pending.unwrap();
    assert_eq!((follow[0].keys.as_str(), follow[0].label.as_str()), ("g", "第一行"));
    desk.keys("d");
    assert_eq!(
        (desk.cursor().as_str(), room.entries()),
        ("乙", 2),
        "an unknown sequence does nothing at all"
    );
    desk.keys("g g");
    assert_eq!(desk.cursor(), "甲");
}

#[test]
fn the_jump_goes_to_what_is_due_next_and_clears_the_filter_that_hides_it() {
    let room = Room::with_papers(&["甲", "乙"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("/ \"乙\" <Enter> 3 !");
    assert_eq!((desk.cursor().as_str(), desk.toast()), ("甲", "已清除筛选"));
}

#[test]
fn any_size_from_one_cell_keeps_the_cursor() {
    let room = Room::with_papers(&["甲", "乙", "丙"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("j");
    for size in [(1, 1), (0, 0), (40, 10), (80, 24), (300, 100), (160, 48)] {
        desk.msg(Msg::Resize(size.0, size.1));
        desk.keys("<PgDn> <PgUp> z z j k p p");
    }
    desk.keys("g g j");
    assert_eq!(desk.cursor(), "乙");
}

#[test]
fn one_line_becomes_a_paper_and_asks_once() {
    let room = Room::new();
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("o \"特急 市防指 通知 核酸 限18:00\"");
    let Dialog::Capture(capture) = dialog(&desk) else { panic!() };
    assert_eq!(capture.understood.issuer, "市防指");
    desk.keys("<Enter>");
    let State::Document(paper) = room.paper("核酸") else { panic!() };
    assert_eq!((paper.paper.urgency, paper.paper.issuer.as_str()), (Urgency::Immediate, "市防指"));
    assert_eq!(desk.titles(), ["核酸"]);
    desk.keys("u");
    assert_eq!(desk.titles(), Vec::<String>::new());
    desk.keys("o \"加急\" <Enter>");
    assert!(matches!(dialog(&desk), Dialog::Capture(capture) if capture.problem.is_some()));
}

#[test]
fn the_cursor_goes_to_a_paper_just_kept() {
    let room = Room::with_papers(&["甲", "乙"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("o \"加急 市外办 接机\" <Enter>");
    assert_eq!(desk.cursor(), "接机");
    assert!(desk.cursor() != desk.titles()[0], "it is not simply the first row");
}

#[test]
fn repeat_does_the_last_verb_with_its_words_again() {
    let room = Room::with_papers(&["甲", "乙"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("x \"重复来文\" <Enter>");
    assert_eq!(room.state("甲"), "returned");
    desk.keys(".");
    let State::Document(paper) = room.paper("乙") else { panic!() };
    assert_eq!(paper.return_reason.as_deref(), Some("重复来文"), "{}", desk.toast());
}

#[test]
fn the_leader_on_duty_stands_in_the_form_and_may_be_changed() {
    let room = Room::with_papers(&["甲", "乙", "丙"]);
    room.on_duty("李主任");
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("t \"wsj\" <Enter> <Enter> \"先隔离\" <Enter>");
    let instruction = |title: &str| {
        let State::Document(paper) = room.paper(title) else { panic!() };
        paper.instruction.map(|said| (said.leader, said.words))
    };
    assert_eq!(instruction("甲"), Some(("李主任".into(), "先隔离".into())), "{}", desk.toast());
    desk.keys("/ \"乙\" <Enter> t \"wsj\" <Tab> \"王局\" <Enter> \"照办\" <Enter>");
    assert_eq!(instruction("乙"), Some(("王局".into(), "照办".into())), "typing replaces what stood there");
    desk.keys("/ <C-u> \"丙\" <Enter> t \"wsj\" <Enter> <Enter> <Enter>");
    assert_eq!((room.state("丙"), instruction("丙")), ("assigned", None), "no words, no instruction");
    desk.keys("e");
    let Dialog::Form(form) = dialog(&desk) else { panic!("{}", desk.toast()) };
    assert_eq!(form.fields[0].input.text, "李主任");
    desk.keys("<Esc>");
    assert!(desk.drafts.is_empty(), "a name that the desk filled in is no draft: {:?}", desk.drafts);
}

#[test]
fn a_taken_choice_is_replaced_by_what_is_typed_also_after_a_draft() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    let unit = |desk: &Desk| match dialog(desk) {
        Dialog::Form(form) => form.fields[0].input.text.clone(),
        other => panic!("{other:?}"),
    };
    desk.keys("t \"wsj\" <Tab>");
    let name = unit(&desk);
    assert!(name.contains("卫生健康"), "the name stands there, not the letters: {name}");
    desk.keys("<Esc> t");
    assert_eq!(unit(&desk), name);
    desk.keys("\"w\"");
    assert_eq!(unit(&desk), "w");
}

#[test]
fn the_palette_lists_what_can_be_done_here_exact_initials_first() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    let names = |desk: &Desk| -> Vec<String> {
        let Dialog::Palette(found) = dialog(desk) else { panic!() };
        found.entries.iter().map(|entry| entry.name.clone()).collect()
    };
    desk.keys(":");
    let all = names(&desk);
    assert!(all.contains(&"签收".into()) && !all.contains(&"发车".into()) && !all.contains(&"办结".into()));
    desk.keys("\"tc\"");
    assert_eq!(names(&desk)[0], "退出");
}

#[test]
fn snoozing_shows_the_time_as_understood() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("s \"明早8点\"");
    assert!(
        matches!(dialog(&desk), Dialog::Form(form) if form.fields[0].choices[0].0.starts_with("04-08 08:00"))
    );
    desk.keys("<Enter> <Enter>");
    let State::Document(paper) = room.paper("甲") else { panic!() };
    assert_eq!(paper.notice.attention.until(), Some("2020-04-08T00:00:00Z".parse().unwrap()));
    desk.keys("s \"soon\" <Enter>");
    let Dialog::Form(form) = dialog(&desk) else { panic!("what is no time is not sent") };
    assert!(form.problem.as_ref().is_some_and(|problem| problem.contains("18:00")), "{:?}", form.problem);
    desk.keys("<C-u> \"30\" <Enter> <Enter>");
    let State::Document(paper) = room.paper("甲") else { panic!() };
    assert_eq!(paper.notice.attention.until(), Some(night() + TimeDelta::minutes(30)));
}

#[test]
fn a_desk_that_only_looks_says_so_before_anything_is_typed() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::with(&room, "访客", |setup| setup.officer.role = Role::Viewer);
    desk.keys("t");
    assert!(desk.app.screen().dialogs.is_empty());
    assert_eq!(desk.toast(), "当前身份只能查看");
    let mut desk = Desk::with(&room, "陈晓", |setup| setup.read_only = true);
    desk.keys("a u o");
    assert_eq!((desk.toast(), desk.app.screen().link), ("只读打开，不能办理", Link::ReadOnly));
    assert_eq!(room.entries(), 1);
}

#[test]
fn frozen_means_that_nothing_moves_until_it_is_thawed() {
    let (_room, mut one, mut other) = two_desks(&["甲", "乙"]);
    one.keys("F");
    other.keys("x \"重复\" <Enter>");
    one.changed();
    assert_eq!((one.titles().len(), one.app.screen().link), (2, Link::Frozen));
    one.keys("F");
    assert_eq!(one.app.screen().link, Link::Live);
    assert_eq!(one.cursor(), "~甲");
}

#[test]
fn the_palette_finds_by_name_in_both_languages_and_by_pinyin_and_runs() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    for typed in ["qianshou", "qs", "签收", "sign for"] {
        desk.keys(&format!(": \"{typed}\""));
        let Dialog::Palette(found) = dialog(&desk) else { panic!() };
        assert_eq!(found.entries[0].name, "签收", "{typed}");
        desk.keys("<Esc>");
    }
    desk.keys(": \"qs\" <Enter>");
    assert_eq!(room.state("甲"), "registered");
}

#[test]
fn leaving_asks_only_if_something_is_typed() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("c \"半句\" <Esc> q");
    assert!(matches!(dialog(&desk), Dialog::Confirm(_)));
    desk.keys("<Esc>");
    assert!(!desk.out.contains(&Effect::Quit));
    desk.keys("c <Ctrl-u> <Esc> q");
    assert!(desk.out.contains(&Effect::Quit), "{:?}", desk.app.screen().dialogs);
}

#[test]
fn a_range_is_marked_by_the_verb_that_follows() {
    let room = Room::with_papers(&["甲", "乙", "丙"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("v j f <Enter>");
    let flagged = ["甲", "乙", "丙"].map(|title| match room.paper(title) {
        State::Document(paper) => paper.notice.flagged,
        _ => false,
    });
    assert_eq!(flagged, [true, true, false]);
}

#[test]
fn saved_views_show_what_is_unacknowledged_overdue_or_mine() {
    let room = Room::with_papers(&["甲", "乙"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("T a ] ]");
    assert_eq!((desk.toast(), desk.titles()), ("未知悉", vec!["乙".to_owned()]));
    desk.keys("] ]");
    assert_eq!((desk.toast(), desk.titles()), ("我接手的", vec!["甲".to_owned()]));
    desk.keys("]");
    assert_eq!((desk.toast(), desk.titles().len()), ("在办", 2));
}

#[test]
fn a_long_list_is_read_in_windows_and_the_cursor_reaches_every_row() {
    let room = Room::new();
    for number in 0..400 {
        room.receive(&format!("来文{number:03}"), Urgency::Routine);
    }
    let mut desk = Desk::new(&room, "陈晓");
    let window = |desk: &Desk| desk.app.screen().panes.documents.window.clone();
    assert_eq!(window(&desk).total, 400);
    assert!(window(&desk).rows.len() < 300, "only a window is read");
    let mut seen = vec![desk.cursor()];
    for _ in 0..399 {
        desk.keys("j");
        seen.push(desk.cursor());
    }
    let (all, last) = (seen.len(), desk.cursor());
    seen.sort_unstable();
    seen.dedup();
    assert_eq!((seen.len(), all), (400, 400), "no row is passed over and none comes twice");
    desk.keys("g g G");
    assert_eq!(desk.cursor(), last);
    desk.fast("g g G k");
    desk.frame();
    assert!(!desk.cursor().is_empty(), "there is always a row under the cursor in the end");
}

#[test]
fn the_language_changes_at_once() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    let ack = |desk: &Desk| desk.app.screen().hints[0].label.clone();
    assert_eq!(ack(&desk), "签收");
    desk.keys("L");
    assert_eq!((ack(&desk), desk.app.lang().tag()), ("sign for".to_owned(), "en"));
}

#[test]
fn a_row_is_copied_with_its_number() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("y");
    assert!(desk.out.contains(&Effect::Copy("甲".into())), "{:?}", desk.out);
}

#[test]
fn the_preview_follows_the_cursor() {
    let room = Room::with_papers(&["甲", "乙"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("p j");
    let screen = desk.app.screen();
    let detail = screen.preview.detail.as_ref().expect("an item");
    assert_eq!(Some(detail.entity.stream), screen.panes.documents.cursor);
    desk.keys("f");
    assert_eq!(desk.app.screen().preview.detail.as_ref().map(|detail| detail.timeline.len()), Some(2));
}

#[test]
fn a_click_selects_and_the_wheel_moves() {
    use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
    let room = Room::with_papers(&["甲", "乙", "丙", "丁"]);
    let mut desk = Desk::new(&room, "陈晓");
    let event =
        |kind, column, row| Msg::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE });
    desk.msg(event(MouseEventKind::ScrollDown, 5, 10));
    assert_eq!(desk.cursor(), "丁");
    // Band of two lines, next to lose, title and headings of the pane: the first row is in line 5.
    desk.msg(event(MouseEventKind::Down(MouseButton::Left), 5, 6));
    assert_eq!(desk.cursor(), "乙");
}

#[test]
fn a_finding_goes_from_raised_to_closed_by_the_next_step_and_its_submitter_may_not_verify_it() {
    let room = Room::new();
    let stream = Stream::new(Kind::Finding, Id::from_parts(1, 1));
    let observed = Observed {
        title: "体温未登记".into(),
        place: "盐田港口".into(),
        seen_at: night(),
        unit: "port_office".into(),
        severity: Severity::Normal,
        inspection: None,
        detail: None,
        source: None,
    };
    room.submit("督查组", Command::Finding { id: stream.id, act: FindingCommand::Raise(Box::new(observed)) });
    let mut one = Desk::new(&room, "陈晓");
    one.keys("2 d \"kouan\" <Enter>");
    assert_eq!(room.state_of(stream), "assigned", "{}", one.toast());
    one.keys("d \"已整改\" <Enter>");
    assert_eq!(room.state_of(stream), "submitted", "{}", one.toast());
    one.keys("d <Enter>");
    assert_eq!(room.state_of(stream), "submitted");
    assert!(one.toast().contains("须由他人核查"), "{}", one.toast());
    let mut other = Desk::new(&room, "林珊");
    other.keys("2 d <Enter> d");
    assert_eq!(room.state_of(stream), "closed", "{}", other.toast());
}

#[test]
fn a_supervised_item_goes_all_the_way_up_by_one_key() {
    let room = Room::new();
    let stream = Stream::new(Kind::Supervised, Id::from_parts(1, 1));
    let item = Item {
        title: "核查公交线路".into(),
        source: SupervisedSource::ALL[0],
        channel: "wechat".into(),
        reference: None,
        received_at: night(),
        due: night() + TimeDelta::days(3),
    };
    room.submit(
        "督查组",
        Command::Supervised { id: stream.id, act: SupervisedCommand::Receive(Box::new(item)) },
    );
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("2 d d \"jiaotong\" <Enter> d d d \"已反馈\" <Enter> d <Enter> d d");
    assert_eq!(room.state_of(stream), "closed", "{}", desk.toast());
}

#[test]
fn a_volunteer_is_checked_in_and_out_and_taken_off_duty_with_a_reason() {
    let room = Room::new();
    let stream = Stream::new(Kind::Volunteer, Id::from_parts(1, 1));
    let person = Person {
        name: "苏雅".into(),
        kind: VolunteerKind::Volunteer,
        languages: vec!["fr".into()],
        phone: None,
    };
    room.submit("指挥部", Command::Volunteer { id: stream.id, act: VolunteerCommand::Enrol(person) });
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("4 a d x \"发热\" <Enter>");
    assert_eq!(room.state_of(stream), "off", "{}", desk.toast());
    assert_eq!(room.entries(), 4, "{}", desk.toast());
}

#[test]
fn a_run_leaves_by_keys_and_cannot_be_undone_into_another_officers_work() {
    let room = Room::new();
    let stream = Stream::new(Kind::Run, Id::from_parts(1, 1));
    let config = Config::builtin().unwrap();
    let plan = Plan {
        arrival: None,
        port: config.ports[0].id.clone(),
        site: config.sites[0].id.clone(),
        pick_up: night() + TimeDelta::hours(1),
        deliver: night() + TimeDelta::hours(3),
        passengers: 2,
        languages: Vec::new(),
    };
    room.submit("指挥部", Command::Run { id: stream.id, act: RunCommand::Plan(Box::new(plan)) });
    let (mut one, mut other) = (Desk::new(&room, "陈晓"), Desk::new(&room, "林珊"));
    one.keys("3 d");
    assert!(one.toast().starts_with("此项目前可以"), "{}", one.toast());
    one.keys("f");
    other.changed().keys("3 c \"已联系\" <Enter>");
    one.keys("u");
    assert!(one.toast().contains("林珊"), "{}", one.toast());
    one.changed().keys("x \"航班取消\" <Enter>");
    assert_eq!(room.state_of(stream), "cancelled", "{}", one.toast());
}

#[test]
fn enter_alone_sends_nothing_to_whoever_stands_first() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("t <Enter> <Enter>");
    assert!(matches!(dialog(&desk), Dialog::Form(form) if form.problem.is_some()));
    desk.keys("<Down> <Enter> <Enter> <Enter>");
    assert_eq!(room.state("甲"), "assigned", "the arrow chooses");
}

#[test]
fn a_storm_of_changes_asks_one_question_at_a_time() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("p");
    let mut asked = 0;
    for _ in 0..1_000 {
        let effects = desk.app.update(Msg::StoreChanged);
        asked += effects.iter().filter(|effect| matches!(effect, Effect::Ask(_))).count();
    }
    assert_eq!(asked, 6, "four panes, the band and the preview, once each");
}

/// Keys that do something on the desk, and the size of the terminal now and then.
fn any_step() -> impl proptest::strategy::Strategy<Value = String> {
    const KEYS: [&str; 44] = [
        "j", "k", "g", "G", "a", "t", "T", "s", "e", "r", "c", "f", "d", "x", "i", "o", ".", "u", "U", "!",
        "/", "n", "N", ",", "\\", "<Space>", "v", "*", "1", "2", "3", "4", "[", "]", "z", "p", "J", "F", ":",
        "?", "<Enter>", "<Enter>", "<Esc>", "<Tab>",
    ];
    proptest::sample::select(&KEYS[..]).prop_map(str::to_owned)
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 24, ..Default::default() })]

    #[test]
    fn no_keys_and_no_changes_by_others_break_the_desk(
        steps in proptest::collection::vec((any_step(), 0..12_u8), 1..80),
    ) {
        let (_room, mut one, mut other) = two_desks(&["盐田港口防控", "重庆来人", "大梅沙酒店", "值班安排"]);
        for (key, chance) in steps {
            match chance {
                0 => drop(other.changed().keys("x \"重复\" <Enter> <Esc> j")),
                1 => drop(one.fast(&key)),
                2 => one.msg(Msg::Resize(u16::try_from(key.len()).unwrap() * 20, 12)),
                3 => drop(one.changed()),
                _ => drop(one.keys(&key)),
            }
            one.frame();
            let list = &one.app.screen().panes.documents;
            let at_hand = list.ghost.is_some() || list.current().is_some() || list.window.total == 0;
            proptest::prop_assert!(at_hand || !list.settled, "a cursor on nothing after {key}");
        }
        // Whatever stands open, Esc leads back to the desk.
        for _ in 0..20 {
            one.keys("<Esc>");
        }
        proptest::prop_assert!(one.app.screen().dialogs.is_empty());
    }
}

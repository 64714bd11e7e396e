//! What is typed, asked and found: forms, drafts, palette, capture.

use super::*;

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
fn the_language_changes_at_once() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    let ack = |desk: &Desk| desk.app.screen().hints[0].label.clone();
    assert_eq!(ack(&desk), "签收");
    desk.keys("L");
    assert_eq!((ack(&desk), desk.app.lang().tag()), ("sign for".to_owned(), "en"));
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

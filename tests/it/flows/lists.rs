//! Cursor, filter, marks and views while the list lives under the hands.

use super::*;

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
        desk.out.iter().any(|effect| matches!(effect, Effect::Alert { body, .. } if body.contains("特提")))
    );
    assert!(desk.toast().contains("特提来文"), "the title stands on the officer's own screen only");
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
    assert_eq!(
        (desk.toast(), desk.titles()),
        ("今夜特急", vec!["甲".to_owned()]),
        "those of the house come next"
    );
    desk.keys("] ]");
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

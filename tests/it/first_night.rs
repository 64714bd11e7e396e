//! What made people stumble who sat at the desk for the first time, at night.

use dutydesk::domain::{Attention, Kind, State};
use dutydesk::i18n::Lang;
use dutydesk::keymap::action;
use dutydesk::message::Action;
use dutydesk::message::{Effect, Msg};
use dutydesk::ui::dialog::Dialog;
use dutydesk::verb::{Verb, leads_to};
use dutydesk::view::Target;

use crate::desk::{Desk, Room};

fn dialog(desk: &Desk) -> Option<&Dialog> {
    desk.app.screen().dialogs.last()
}

#[test]
fn a_question_is_answered_by_the_keys_that_it_names() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("c \"半句\" <Esc> q");
    assert!(matches!(dialog(&desk), Some(Dialog::Confirm(_))));
    assert_eq!(desk.app.screen().hints.iter().map(|hint| hint.keys.as_str()).collect::<Vec<_>>(), ["y", "n"]);
    desk.keys("n");
    assert!(dialog(&desk).is_none() && !desk.out.contains(&Effect::Quit));
    desk.keys("q y");
    assert!(desk.out.contains(&Effect::Quit));
}

#[test]
fn esc_and_q_close_one_thing_at_a_time_before_the_desk_is_left() {
    for key in ["<Esc>", "q"] {
        let room = Room::with_papers(&["甲", "乙"]);
        let mut desk = Desk::new(&room, "陈晓");
        desk.keys("] z / \"乙\" <Enter>");
        assert_eq!(desk.titles(), ["乙"]);
        assert!(desk.app.screen().hints.iter().any(|hint| hint.keys == "\\"), "how to see the others again");
        desk.keys(key);
        assert_eq!((desk.titles().len(), desk.app.screen().panes.documents.query.all), (2, true), "{key}");
        desk.keys(key);
        assert_eq!((desk.app.screen().panes.documents.query.all, desk.app.screen().zoomed), (false, true));
        desk.keys(key);
        assert!(!desk.app.screen().zoomed && !desk.out.contains(&Effect::Quit), "{key}");
        desk.keys("q");
        assert!(desk.out.contains(&Effect::Quit), "{key}");
    }
}

#[test]
fn a_notice_goes_with_the_next_movement_and_an_unknown_key_is_answered() {
    let room = Room::with_papers(&["甲", "乙"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("Q");
    assert_eq!(desk.toast(), "Q 键在这里无作用，按 ? 看帮助");
    desk.keys("j");
    assert_eq!(desk.toast(), "");
}

#[test]
fn a_screen_too_small_for_the_preview_says_so() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.msg(Msg::Resize(40, 12));
    desk.keys("p");
    assert!(desk.toast().contains("按 i 看经过") && !desk.app.screen().preview.on, "{}", desk.toast());
}

#[test]
fn the_cursor_stays_on_the_paper_that_was_signed_for_and_its_number_is_said() {
    let room = Room::with_papers(&["甲", "乙"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("a");
    assert_eq!((desk.toast(), desk.cursor().as_str()), ("签收（收文号 2020-0001）：甲", "甲"));
    desk.keys("f");
    assert_eq!(desk.toast(), "关注：甲");
    desk.keys("f");
    assert_eq!(desk.toast(), "取消关注：甲");
}

#[test]
fn what_leaves_the_list_is_not_gone_without_a_word() {
    let room = Room::with_papers(&["甲", "乙"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("x \"重复\" <Enter>");
    assert_eq!(desk.cursor(), "乙");
    for part in ["退回", "甲", "按 ] 到「全部」可查"] {
        assert!(desk.toast().contains(part), "{part}: {}", desk.toast());
    }
}

#[test]
fn signing_for_many_leaves_alone_what_somebody_put_off() {
    let room = Room::with_papers(&["甲", "乙", "丙"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("s \"2h\" <Enter> <Enter> g g j a * a");
    let Some(Dialog::Batch(batch)) = dialog(&desk) else { panic!("a preview: {}", desk.toast()) };
    let titles = |rows: &[Target]| rows.iter().map(|row| row.title.clone()).collect::<Vec<_>>();
    assert_eq!(titles(&batch.left_alone), ["甲"]);
    assert_eq!(batch.form.targets.len(), 2);
    desk.keys("<Enter>");
    let State::Document(paper) = room.paper("甲") else { panic!() };
    assert!(matches!(paper.notice.attention, Attention::Shelved { .. }), "{:?}", paper.notice.attention);
    assert_eq!((room.state("甲"), room.state("丙")), ("arrived", "registered"));
}

/// The names under the rows and in the preview of a batch promise nothing but what the domain does.
#[test]
fn a_verb_leads_where_it_says() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    for keys in ["a", "t \"wsj\" <Enter> <Enter> <Enter>", "d \"已办\" <Enter>", "] G d"] {
        let before = room.state("甲");
        let verb = match keys.trim_start_matches("] G ") {
            "a" => Verb::Ack,
            keys if keys.starts_with('d') => Verb::Done,
            _ => Verb::Assign,
        };
        desk.keys(keys);
        if let Some(promised) = leads_to(verb, Kind::Document, before) {
            assert_eq!(room.state("甲"), promised, "{keys}: {}", desk.toast());
        }
    }
    assert_eq!(room.state("甲"), "filed", "{}", desk.toast());
}

#[test]
fn the_next_step_is_named_by_its_own_name() {
    for (kind, state, zh, en) in [
        (Kind::Run, "crewed", "发车", "depart"),
        (Kind::Run, "departed", "到达口岸", "reach the port"),
        (Kind::Document, "completed", "归档", "file"),
        (Kind::Finding, "verified", "销号", "close"),
    ] {
        let plain = action::of(&Action::Verb(Verb::Done.plain(kind, state))).unwrap();
        let step = |lang: Lang| {
            let strings = lang.strings();
            (strings.domain.step)(Verb::Done, kind, state).unwrap_or_else(|| plain.label(&strings.desk))
        };
        assert_eq!((step(Lang::ZhCn), step(Lang::En)), (zh, en));
    }
}

//! Keys as they are written, rebound, and shown.

use std::path::PathBuf;
use std::sync::Arc;

use dutydesk::config::{Config, KeyBinding, Place, Source};
use dutydesk::i18n::Lang;
use dutydesk::keymap::{Keymap, KeymapFault, Stroke, Where, action};
use dutydesk::message::Action;
use dutydesk::ui::dialog::Dialog;
use dutydesk::verb::Verb;
use dutydesk::view::PaneKind;

use crate::desk::{Desk, Room};

const DESK: Where = Where::Pane(PaneKind::Documents);

fn binding(context: &str, keys: &str, action: &str, line: usize) -> KeyBinding {
    let source = Source::File(Arc::new(PathBuf::from("config.toml")));
    let place = Place { source, line, column: 1 };
    KeyBinding { context: context.into(), keys: keys.into(), action: action.into(), place }
}

#[test]
fn keys_are_read_and_written_as_people_do() {
    for (written, shown) in [
        ("j", "j"),
        ("G", "G"),
        ("<C-u>", "Ctrl-u"),
        ("ctrl-U", "Ctrl-u"),
        ("<Space>", "Space"),
        ("pageup", "PgUp"),
        ("S-Tab", "Shift-Tab"),
        ("f1", "F1"),
        ("-", "-"),
        ("\\", "\\"),
    ] {
        assert_eq!(
            Stroke::parse(written).map(|stroke| stroke.to_string()).as_deref(),
            Some(shown),
            "{written}"
        );
    }
    for wrong in ["", "Ctrl-", "jj", "Hyper-x", "F25", "<C-u"] {
        assert_eq!(Stroke::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn the_built_in_keys_are_those_of_the_reference() {
    let keymap = Keymap::new(&Config::builtin().unwrap().keys).unwrap();
    for (action, keys) in [
        (Action::Verb(Verb::Ack), "a"),
        (Action::Verb(Verb::Assign), "t"),
        (Action::Verb(Verb::Take), "T"),
        (Action::Verb(Verb::Return), "x"),
        (Action::FindNext, "n"),
        (Action::Capture, "o"),
        (Action::JumpToNext, "!"),
        (Action::ClearFilter, "\\"),
    ] {
        assert_eq!(keymap.keys_of(DESK, &action), [keys]);
    }
    assert_eq!(keymap.keys_of(DESK, &Action::Help), ["?", "F1"]);
    assert_eq!(keymap.keys_of(Where::Input, &Action::Help), ["F1"]);
}

#[test]
fn every_bound_name_is_an_action_and_no_two_actions_share_a_name() {
    let mut names: Vec<_> = action::ALL.iter().map(|named| named.name).collect();
    names.sort_unstable();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all);
}

#[test]
fn conflicts_and_slips_are_reported_with_their_lines() {
    let wrong = [
        binding("desk", "x", "ack", 3),
        binding("desk", "<C-x>", "done", 4),
        binding("desk", "Ctrl-x", "return", 5),
        binding("desk", "g", "flag", 6),
        binding("desk", "gg", "top", 7),
        binding("desk", "y", "comand", 8),
        binding("dsk", "y", "ack", 9),
        binding("global", "x", "quit", 10),
    ];
    let problems = Keymap::new(&wrong).unwrap_err();
    let lines: Vec<usize> = problems.iter().map(|problem| problem.place.line).collect();
    assert_eq!(lines, [5, 7, 8, 9, 10]);
    assert!(matches!(&problems[0].fault,
        KeymapFault::Conflict { other: "done", place, .. } if place.line == 4));
    assert!(matches!(&problems[1].fault, KeymapFault::Key { keys } if keys == "gg"));
    assert!(matches!(&problems[2].fault, KeymapFault::Action { meant: Some("comment"), .. }));
    assert!(matches!(&problems[3].fault, KeymapFault::Context { meant: Some("desk"), .. }));
    assert!(
        matches!(&problems[4].fault, KeymapFault::Conflict { other: "ack", place, .. } if place.line == 3)
    );
    assert_eq!(
        problems[0].describe(Lang::En),
        "config.toml:5:1: the keys `Ctrl-x` conflict with done (config.toml:4:1)"
    );
}

#[test]
fn a_panes_own_key_comes_before_that_of_the_desk() {
    let keys = [binding("desk", "d", "done", 1), binding("transfers", "d", "comment", 2)];
    let keymap = Keymap::new(&keys).unwrap();
    let transfers = Where::Pane(PaneKind::Transfers);
    assert_eq!(keymap.keys_of(transfers, &Action::Verb(Verb::Comment)), ["d"]);
    assert_eq!(keymap.keys_of(transfers, &Action::Verb(Verb::Done)), Vec::<String>::new());
    assert_eq!(keymap.keys_of(DESK, &Action::Verb(Verb::Done)), ["d"]);
}

#[test]
fn a_moved_key_works_and_hints_and_help_show_it() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::with(&room, "陈晓", |setup| {
        let mut keys = setup.config.keys.clone();
        keys.retain(|binding| binding.action != "ack");
        keys.push(binding("desk", "Z", "ack", 1));
        setup.keymap = Keymap::new(&keys).unwrap();
    });
    assert!(desk.app.screen().hints.iter().any(|hint| hint.keys == "Z" && hint.label == "签收"));
    desk.keys("a");
    assert_eq!(room.state("甲"), "arrived");
    desk.keys("? \"签收\"");
    let Some(Dialog::Help(help)) = desk.app.screen().dialogs.last() else { panic!("help") };
    assert_eq!((help.entries[0].name.as_str(), help.entries[0].keys.as_str()), ("签收", "Z"));
    desk.keys("<Enter>");
    assert_eq!(room.state("甲"), "registered", "what help shows can be run");
}

#[test]
fn every_kind_of_record_has_its_letter_behind_w_and_a_name() {
    use dutydesk::record::RecordKind;
    let keymap = Keymap::new(&Config::builtin().unwrap().keys).unwrap();
    for kind in RecordKind::ALL {
        let keys = keymap.keys_of(Where::Pane(PaneKind::Documents), &Action::Record(kind));
        assert_eq!(keys, [format!("w{}", kind.key())], "{}", kind.name());
    }
}

//! Keys: raw data, but never two meanings for one of them.

use dutydesk::config::{BUILT_IN, Config, ProblemKind, Source};
use dutydesk::lang::Lang;

use super::{Layers, line_and_column, problem};

#[test]
fn no_default_key_is_one_that_terminals_take() {
    let config = Config::builtin().unwrap();
    for binding in &config.keys {
        let keys = binding.keys.to_lowercase();
        let taken =
            ["ctrl-s", "ctrl-q", "ctrl-a", "ctrl-b", "alt-"].iter().any(|stroke| keys.contains(stroke));
        assert!(!taken, "{binding:?}");
    }
}

#[test]
fn two_bindings_of_one_key_are_reported_with_both_lines() {
    let problem =
        problem("[keys.wall]\nblank = [\"b\"]\nwall_next_page = [\"n\"]\nwall_quit = [\"q\", \"n\"]\n");
    let kind = ProblemKind::KeyConflict { keys: "n".into(), other_action: "wall_next_page".into() };
    assert_eq!((problem.kind.clone(), line_and_column(&problem)), (kind, (4, 19)));
    assert_eq!(problem.other.as_ref().unwrap().line, 3);
    assert!(problem.describe(Lang::En).contains("0.toml:3:19"), "{}", problem.describe(Lang::En));
}

#[test]
fn a_binding_that_fights_with_a_built_in_one_is_the_one_at_fault() {
    let problem = problem("[keys.desk]\ndone = [\"x\"]\n");
    let kind = ProblemKind::KeyConflict { keys: "x".into(), other_action: "return".into() };
    assert_eq!((problem.kind, problem.place.line), (kind, 2));
    let other = problem.other.unwrap();
    let line = BUILT_IN.lines().nth(other.line - 1).unwrap();
    assert!(other.source == Source::BuiltIn && line.starts_with("return ="), "{line}");
}

#[test]
fn global_keys_fight_with_those_of_every_context_and_a_beginning_with_the_whole() {
    let global = problem("[keys.global]\nhelp = [\"a\"]\n");
    assert_eq!(global.kind, ProblemKind::KeyConflict { keys: "a".into(), other_action: "ack".into() });
    let beginning = problem("[keys.desk]\nflag = [\"g\"]\n");
    assert_eq!(beginning.kind, ProblemKind::KeyPrefix { longer: "g g".into(), other_action: "top".into() });
    let whole = problem("[keys.desk]\nflag = [\"a b\"]\n");
    assert_eq!(whole.kind, ProblemKind::KeyPrefix { longer: "a b".into(), other_action: "ack".into() });
}

#[test]
fn keys_can_be_moved_and_taken_away() {
    let text = "[keys.desk]\ndone = [\"x\"]\nreturn = [\"H\"]\nflag = []\n";
    let config = Layers::of(&[text]).load().unwrap().config;
    let keys = |action: &str| {
        let bound =
            config.keys.iter().filter(|binding| binding.context == "desk" && binding.action == action);
        bound.map(|binding| binding.keys.as_str()).collect::<Vec<_>>()
    };
    assert_eq!((keys("done"), keys("return"), keys("flag")), (vec!["x"], vec!["H"], vec![]));
    assert_eq!(keys("ack"), ["a"]);
}

//! What the terminal is left with, and what it is spared.

use std::time::Duration;

use dutydesk::i18n::Lang;
use rustix::process::Signal;

use crate::house::{House, MORNING};
use crate::session::{Desk, SMALL, Size, WIDE};
use crate::wire::{Piece, is_colour, last, pieces};

const TITLE: &str = "甲号测试公文";

fn house() -> House {
    House::with_papers(&[TITLE, "乙号测试公文", "丙号测试公文"])
}

/// Opens a desk on a clock that stands, so that nothing changes by itself.
fn opened(house: &House, size: Size, env: &[(&str, &str)]) -> Desk {
    let desk = Desk::open_in(house, size, &["--at", MORNING], env);
    desk.wait_cursor_on(TITLE);
    desk.wait_quiet(Duration::from_millis(300));
    desk
}

/// Every mode that was switched on is off again, and nothing is painted after that.
#[track_caller]
fn assert_restored(bytes: &[u8]) {
    for mode in ["1049", "2004", "1004"] {
        let on = last(bytes, &format!("\x1b[?{mode}h")).unwrap_or_else(|| panic!("mode {mode} was never on"));
        let off = last(bytes, &format!("\x1b[?{mode}l"));
        assert!(off > Some(on), "mode {mode} is still on: {:?}", tail(bytes));
    }
    assert!(last(bytes, "\x1b[?25h") > last(bytes, "\x1b[?25l"), "the cursor is hidden: {:?}", tail(bytes));
    let left = last(bytes, "\x1b[?1049l").unwrap_or_default();
    let painted = pieces(&bytes[left..]).into_iter().any(|piece| matches!(piece, Piece::Shown(_)));
    assert!(!painted, "painted after leaving: {:?}", tail(bytes));
}

fn tail(bytes: &[u8]) -> String {
    String::from_utf8_lossy(&bytes[bytes.len().saturating_sub(200)..]).into_owned()
}

#[test]
fn quitting_restores_the_terminal() {
    let house = house();
    let mut desk = opened(&house, WIDE, &[]);
    assert!(!desk.is_cooked(), "keys come one by one while the desk is open");
    assert!(desk.look(|view| view.screen().alternate_screen() && view.screen().bracketed_paste()));
    desk.quit();
    assert_restored(&desk.bytes_from(0));
    assert!(desk.is_cooked(), "the terminal does not echo");
}

#[test]
fn signals_restore_the_terminal() {
    let house = house();
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let mut desk = opened(&house, SMALL, &[]);
        desk.signal(signal);
        assert_eq!(desk.exit_code(), code, "{signal:?}");
        assert_restored(&desk.bytes_from(0));
        assert!(desk.is_cooked(), "{signal:?}: the terminal does not echo");
    }
}

#[test]
fn half_a_character_of_a_slow_line_holds_nothing_up() {
    let house = house();
    let mut desk = opened(&house, SMALL, &[]);
    let (first, rest) = "测".as_bytes().split_at(1);
    desk.send(b"/");
    desk.send(first);
    let late = house.path("late.jsonl");
    std::fs::write(&late, format!("{{\"title\":\"丁号测试公文\",\"received_at\":\"{MORNING}\"}}\n"))
        .expect("a file");
    house.json(&["intake", late.to_str().expect("UTF-8"), "--at", MORNING]);
    desk.wait_for("丁号测试公文");
    desk.send(rest);
    desk.wait_for("筛选 测");
    desk.keys("Esc");
    // An Esc and a key that follow at once are one key.
    desk.wait_gone("筛选 测");
    desk.quit();
}

#[test]
fn a_line_that_drops_ends_the_desk_at_once() {
    let house = house();
    let mut desk = opened(&house, SMALL, &[]);
    desk.hang_up();
    // A second is the promise; the rest is for a busy machine.
    desk.exit_within(Duration::from_secs(3));
    house.verify();
}

#[test]
fn the_shell_gets_the_terminal_and_gives_it_back() {
    let house = house();
    let script =
        r#"stty -g >/dev/null; "$0" --at "$1"; echo STOPPED; read -r line; fg >/dev/null; echo LEFT"#;
    let argv = ["sh", "-m", "-c", script, crate::house::PROGRAM, MORNING];
    let mut desk = Desk::spawn(&house, SMALL, &argv, &[]);
    desk.wait_cursor_on(TITLE);
    desk.keys("Ctrl-z");
    desk.wait_for("STOPPED");
    assert!(desk.is_cooked(), "the shell's terminal does not echo");
    let there = desk.byte_count();
    assert!(desk.look(|view| !view.screen().alternate_screen() && !view.screen().hide_cursor()));
    desk.keys("Enter");
    desk.wait_until("the desk again", |view| view.screen().alternate_screen() && view.text().contains(TITLE));
    let again = desk.bytes_from(there);
    for mode in ["1049", "2004", "1004"] {
        assert!(last(&again, &format!("\x1b[?{mode}h")).is_some(), "mode {mode} is not on again");
    }
    desk.wait_quiet(Duration::from_millis(200));
    desk.keys("q");
    desk.wait_for("LEFT");
    assert_eq!(desk.exit_code(), 0);
    assert!(desk.is_cooked());
}

/// A process that no shell could continue is not stopped by the system: the desk must not stay away.
#[test]
fn without_a_shell_the_desk_comes_back_by_itself() {
    let house = house();
    let mut desk = opened(&house, SMALL, &[]);
    let before = desk.byte_count();
    desk.keys("Ctrl-z");
    desk.wait_until("the way out and back", |view| {
        let out = last(&view.bytes, "\x1b[?1049l");
        out > Some(before) && last(&view.bytes, "\x1b[?1049h") > out && view.text().contains(TITLE)
    });
    desk.wait_quiet(Duration::from_millis(200));
    desk.quit();
}

#[test]
fn any_size_is_survived() {
    let house = house();
    let mut desk = opened(&house, WIDE, &[]);
    for size in [SMALL, (40, 10), (39, 9), (20, 3), (7, 2), (2, 2), (1, 1), (300, 1), (1, 60), (250, 80)] {
        let before = desk.byte_count();
        desk.resize(size);
        desk.wait_until(&format!("a frame of {size:?}"), |view| view.bytes.len() > before);
        desk.wait_quiet(Duration::from_millis(30));
    }
    desk.resize(WIDE);
    desk.wait_cursor_on(TITLE);
    desk.wait_quiet(Duration::from_millis(100));
    desk.quit();
}

#[test]
fn no_color_means_none_and_the_state_survives() {
    let house = house();
    let walk = |env: &[(&str, &str)]| {
        let mut desk = opened(&house, WIDE, env);
        for keys in ["j", "Space", "Tab", "1", "?"] {
            let before = desk.byte_count();
            desk.keys(keys);
            desk.wait_until(keys, |view| view.bytes.len() > before);
            desk.wait_quiet(Duration::from_millis(50));
        }
        pieces(&desk.bytes_from(0))
    };
    let plain = walk(&[("NO_COLOR", "1"), ("COLORTERM", "truecolor")]);
    assert_eq!(plain.iter().find(|piece| is_colour(piece)), None);
    let reversed =
        |piece: &Piece| matches!(piece, Piece::Csi(p, 'm') if p.split(';').any(|part| part == "7"));
    assert!(plain.iter().any(reversed), "nothing shows where the cursor is");
    let coloured = walk(&[("COLORTERM", "truecolor")]);
    assert!(coloured.iter().any(is_colour), "the night theme has colours");
}

#[test]
fn a_paste_runs_no_verbs() {
    let house = house();
    let before = house.log().len();
    let mut desk = opened(&house, WIDE, &[]);
    desk.paste("dddd");
    desk.paste("a\rT\ru\r");
    // What comes after the paste is a key again: the cursor moves, and no form has opened to catch it.
    desk.wait_quiet(Duration::from_millis(200));
    desk.keys("/");
    desk.wait_for(Lang::ZhCn.strings().screen.dialogs.filter_help);
    desk.paste("乙号");
    desk.wait_no_row(&[TITLE, "市防控指挥部"]);
    desk.wait_row(&["乙号测试公文", "市防控指挥部"]);
    desk.signal(Signal::TERM);
    desk.exit_code();
    assert_eq!(house.log().len(), before, "the paste did something");
}

#[test]
fn idle_is_idle() {
    let house = house();
    let mut desk = Desk::open(&house, WIDE, &[]);
    desk.wait_cursor_on(TITLE);
    // On a running clock: some two seconds of a minute must pass in silence, whatever the minute brings.
    desk.wait_quiet(Duration::from_secs(2));
    desk.quit();
    let mut desk = opened(&house, WIDE, &[]);
    desk.wait_quiet(Duration::from_secs(1));
    let before = desk.byte_count();
    // The focus comes and goes: nothing to be seen, so nothing to be sent.
    desk.send(&b"\x1b[O\x1b[I".repeat(20));
    desk.wait_quiet(Duration::from_millis(500));
    let unchanged = desk.bytes_from(before);
    assert!(unchanged.is_empty(), "an unchanged frame sent {:?}", tail(&unchanged));
    desk.quit();
}

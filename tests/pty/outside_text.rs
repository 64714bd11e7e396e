//! Text from outside that means to command the terminal.

use std::time::Duration;

use serde_json::json;

use crate::house::{House, MORNING};
use crate::session::{Desk, SMALL, Size, WIDE};
use crate::wire::{Piece, pieces};

const HARMLESS: &str = "无害开头";

/// Tries to write to the clipboard, to set the window's title, to clear, to turn the text round and to hide.
const HOSTILE: &str = "无害开头\u{1b}]52;c;c3Vkbw==\u{7}\u{1b}]0;got you\u{1b}\\\u{1b}[2J\u{1b}[77m\u{9b}31m\u{9d}52;c;eA==\u{9c}\
    \u{202e}txt.exe\u{2066}\u{200f}\u{90}q\u{0}\u{8}\u{7f}\r\n尾";

fn hostile_house() -> House {
    let house = House::new();
    let paper = json!({
        "title": HOSTILE, "doc_number": format!("盐\u{1b}[77m〔2020〕9号"), "issuer": format!("市\u{202e}防指\u{9b}77m"),
        "urgency": "flash", "note": HOSTILE, "received_at": MORNING,
    });
    let file = house.path("hostile\u{1b}[77m.jsonl");
    std::fs::write(&file, format!("{paper}\n")).expect("a written file");
    let told = house.json(&["intake", file.to_str().expect("UTF-8"), "--at", MORNING]);
    assert_eq!(told["refused"], json!([]), "{told}");
    house
}

#[test]
fn nothing_hostile_reaches_the_terminal() {
    let house = hostile_house();
    for size in [WIDE, SMALL] {
        let sent = walk(&house, size);
        let bad: Vec<&Piece> = sent.iter().filter(|piece| !is_fit(piece)).collect();
        assert!(bad.is_empty(), "{size:?}: {bad:?}");
    }
}

/// Shows the paper in every way the desk has.
fn walk(house: &House, size: Size) -> Vec<Piece> {
    let mut desk = Desk::open(house, size, &["--at", MORNING]);
    desk.wait_cursor_on(HARMLESS);
    // Opened, its history, a form about it, marked in a batch, a comment with the same text pasted, the palette.
    for keys in ["Enter", "Esc", "i", "Esc", "t", "Esc", "*", "a", "Esc", "Esc", "c"] {
        desk.keys(keys);
        desk.wait_quiet(Duration::from_millis(60));
    }
    desk.paste(&HOSTILE.replace('\u{1b}', ""));
    desk.wait_quiet(Duration::from_millis(60));
    desk.keys("Enter");
    desk.wait_quiet(Duration::from_millis(60));
    desk.bytes_from(0);
    pieces(&desk.bytes_from(0))
}

/// What the desk itself has reason to send.
fn is_fit(piece: &Piece) -> bool {
    match piece {
        Piece::Shown(c) => {
            !c.is_control()
                && !matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        }
        Piece::Control(c) => matches!(c, b'\r' | b'\n' | 0x08 | 0x07),
        Piece::Csi(parameters, 'm') => !parameters.split([';', ':']).any(|part| part == "77"),
        Piece::Csi(parameters, 'J') => {
            parameters.is_empty() || parameters == "0" || !parameters.starts_with('3')
        }
        Piece::Csi(_, last) => "ABCDEFGHKPXST@Ldhlbnqrsu".contains(*last),
        // The notification of an urgent paper (OSC 9) carries words, never an order.
        Piece::Osc(order) => {
            order.strip_prefix("9;").is_some_and(|words| !words.chars().any(char::is_control))
        }
        Piece::Escape(c) => matches!(c, '7' | '8'),
        Piece::Broken => false,
    }
}

#[test]
fn the_command_line_is_no_way_round() {
    let house = hostile_house();
    let id = house.papers()[0]["id"].as_str().expect("an id").to_owned();
    for args in [&["list", "documents"][..], &["show", &id], &["list", "log"], &["search", HARMLESS]] {
        let output = house.run(args);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        let bad: Vec<Piece> = pieces(&output.stdout)
            .into_iter()
            .filter(|piece| {
                !is_fit(piece) || matches!(piece, Piece::Csi(..) | Piece::Osc(_) | Piece::Escape(_))
            })
            .collect();
        assert!(bad.is_empty(), "{args:?}: {bad:?}");
        assert!(
            String::from_utf8_lossy(&output.stdout).contains(HARMLESS) || args == ["list", "log"],
            "{args:?}"
        );
    }
}

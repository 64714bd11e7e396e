//! The house rules that a compiler does not check: a room uses only rooms of lower rank, and no two rooms use each
//! other in a circle.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Rank of every room; see `docs/architecture.md`.
const RANKS: &[(&str, u8)] = &[
    ("domain", 0),
    ("lang", 0),
    ("text", 0),
    ("pinyin", 0),
    ("grams", 0),
    ("config", 1),
    ("i18n", 1),
    ("view", 1),
    ("verb", 1),
    ("message", 1),
    ("capture", 1),
    ("chart", 1),
    ("figures", 1),
    ("filter", 1),
    ("record", 1),
    ("planner", 1),
    ("store", 2),
    ("intake", 3),
    ("notify", 3),
    ("report", 3),
    ("demo", 3),
    ("keymap", 3),
    ("plot", 3),
    ("ui", 4),
    ("app", 5),
    ("runtime", 6),
    ("cli", 7),
];

fn rank(room: &str) -> u8 {
    let found = RANKS.iter().find(|(name, _)| *name == room);
    found.unwrap_or_else(|| panic!("room `{room}` has no rank: give it one here and in the docs")).1
}

fn sources(dir: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).expect("a readable source folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

/// Rooms that a source text names after `crate::`, in `use` trees too (`use crate::{a, b::c};`).
fn rooms_used(text: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        if let Some(tree) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut word = String::new();
            let mut first = true;
            for c in tree.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => first = true,
                    c if c.is_alphanumeric() || c == '_' => {
                        if depth == 0 && first {
                            word.push(c);
                        }
                        continue;
                    }
                    c if c.is_whitespace() => continue,
                    _ => {}
                }
                if !word.is_empty() {
                    used.insert(std::mem::take(&mut word));
                    first = c == ',' && depth == 0;
                }
            }
            if !word.is_empty() {
                used.insert(word);
            }
        } else {
            let room: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            used.insert(room);
        }
    }
    used
}

/// Room of a file, and the rooms it uses.
fn uses() -> Vec<(String, PathBuf, BTreeSet<String>)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let mut all = Vec::new();
    for file in files {
        let inner = file.strip_prefix(&src).expect("a file below src");
        let room = inner.components().next().expect("a path").as_os_str().to_string_lossy();
        let room = room.trim_end_matches(".rs").to_owned();
        if room == "lib" || room == "main" {
            continue;
        }
        let text = fs::read_to_string(&file).expect("readable source");
        let code: String =
            text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        let used = rooms_used(&code).into_iter().filter(|name| *name != room).collect();
        all.push((room, file, used));
    }
    all
}

#[test]
fn a_room_uses_lower_ranks_only_or_a_peer() {
    let mut faults = Vec::new();
    for (room, file, used) in uses() {
        for other in used {
            if rank(&other) > rank(&room) {
                faults.push(format!(
                    "{} ({room}, rank {}) uses {other} (rank {})",
                    file.display(),
                    rank(&room),
                    rank(&other)
                ));
            }
            if room == "ui" && other == "store" {
                faults.push(format!("{}: ui never imports store", file.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_rooms_stand_in_a_circle() {
    let mut graph: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (room, _, used) in uses() {
        graph.entry(room).or_default().extend(used);
    }
    // Whatever uses nothing that is left can be taken away; what remains in the end stands in a circle.
    while let Some(free) =
        graph.iter().find(|(_, used)| used.iter().all(|u| !graph.contains_key(u))).map(|(r, _)| r.clone())
    {
        graph.remove(&free);
    }
    assert!(graph.is_empty(), "rooms in a circle: {:?}", graph.keys().collect::<Vec<_>>());
}

#[test]
fn text_is_measured_in_the_text_room_only() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let faults: Vec<String> = files
        .iter()
        .filter(|file| !file.starts_with(src.join("text")) && !file.ends_with("text.rs"))
        .filter(|file| fs::read_to_string(file).expect("readable source").contains("unicode_width"))
        .map(|file| file.display().to_string())
        .collect();
    assert!(faults.is_empty(), "text measured elsewhere: {faults:?}");
}

#[test]
fn the_reader_of_use_trees_sees_every_room() {
    let text = "use crate::domain::Id;\nuse crate::{view::Row, store::{self, Reader}, text};";
    let used: Vec<String> = rooms_used(text).into_iter().collect();
    assert_eq!(used, ["domain", "store", "text", "view"]);
}

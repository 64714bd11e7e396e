//! Stores that programs of older layouts made: opened, checked, interrupted, copied.

use std::io::Read;
use std::path::{Path, PathBuf};

use dutydesk::domain::inspection::InspectionCommand;
use dutydesk::store::{
    SCHEMA_VERSION, StoreError, Upgrading, Verification, backup, rebuild, restore, upgrade, verify,
};
use rusqlite::Connection;

use super::*;

/// Writes the store of layout 1, as its program left it, into a folder.
fn old_store(dir: &Path) -> PathBuf {
    unpacked(dir, "store-v1")
}

/// Writes a store that the program of an older layout left into a folder.
fn unpacked(dir: &Path, name: &str) -> PathBuf {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let packed = std::fs::File::open(data.join(format!("{name}.zip"))).unwrap();
    let mut archive = zip::ZipArchive::new(packed).unwrap();
    let mut bytes = Vec::new();
    archive.by_name(&format!("{name}.db")).unwrap().read_to_end(&mut bytes).unwrap();
    let path = dir.join("old.db");
    std::fs::write(&path, bytes).unwrap();
    path
}

type Entry = (i64, Vec<u8>, Vec<u8>);

fn journal(path: &Path) -> Vec<Entry> {
    let raw = Connection::open(path).unwrap();
    let mut select = raw.prepare("SELECT seq, hash, body FROM journal ORDER BY seq").unwrap();
    let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

fn layout(path: &Path) -> i64 {
    Connection::open(path).unwrap().pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
}

fn sound(path: &Path) -> Verification {
    let found = verify(path).unwrap();
    assert_eq!(found.problems, []);
    found
}

#[test]
fn a_store_of_the_first_layout_is_brought_up_to_date_and_its_journal_stays() {
    let dir = tempfile::tempdir().unwrap();
    let path = old_store(dir.path());
    let before = journal(&path);
    let checked = sound(&path);
    assert_eq!((checked.entries, checked.events, checked.older_schema), (28, 32, Some(1)));
    let mut heard = Vec::new();
    assert!(upgrade(&path, &mut |now| heard.push(now)).unwrap());
    assert_eq!(heard[0], Upgrading { from: 1, to: SCHEMA_VERSION, entries: 28, percent: 0 });
    assert!(heard.is_sorted_by_key(|now| now.percent) && heard.last().unwrap().percent == 100);
    assert_eq!((layout(&path), sound(&path).older_schema), (SCHEMA_VERSION, None));
    assert_eq!(journal(&path), before);
    assert!(!upgrade(&path, &mut |_| panic!("nothing is left to do")).unwrap());
    // Work goes on in it, and what was done before is found.
    let store = open(&path, 9);
    let paper = DocumentCommand::Receive(Box::new(paper(1, "新的一件", Urgency::Routine)));
    let id = "01E58ANG70VWZE3NPF30ZWHJZ8".parse().unwrap();
    committed(store.submit(of(id, paper)));
    sound(&path);
    let reader = Reader::open(&path).unwrap();
    let found = reader.search("核酸检测", 10).unwrap();
    assert_eq!(found.iter().map(|entity| entity.state.name()).collect::<Vec<_>>(), ["completed"]);
}

/// In layout 2 inspections and guests' needs stood in no pane, and an inspection had neither a notice nor a due time for
/// its report.
#[test]
fn a_store_of_the_second_layout_gets_its_visits_and_needs_into_the_pane_of_issues() {
    let dir = tempfile::tempdir().unwrap();
    let path = unpacked(dir.path(), "store-v2");
    let before = journal(&path);
    assert_eq!((layout(&path), sound(&path).older_schema), (2, Some(2)));
    let store = open(&path, 9);
    assert_eq!((layout(&path), sound(&path).older_schema), (SCHEMA_VERSION, None));
    assert_eq!(journal(&path), before);
    let reader = Reader::open(&path).unwrap();
    let query = Query::Pane { pane: PaneKind::Issues, list: list(10), ticket: 1 };
    let Answer::Pane { rows: PaneRows::Issues(window), .. } = answer(&reader, night(), &query) else {
        panic!("not a window of issues")
    };
    let shown: Vec<_> = window
        .rows
        .iter()
        .map(|row| (row.title.as_str(), row.head.state, row.head.due.map(|due| due.kind)))
        .collect();
    // A visit that set out before there was a limit has none; nothing of its time is invented.
    assert_eq!(
        shown,
        [
            ("旅客胸闷", "raised", Some("first_response")),
            ("明早农贸市场督查", "planned", Some("depart")),
            ("候车区未保持间隔", "raised", Some("rectify")),
            ("夜间口岸暗访", "in_field", None),
        ]
    );
    // What was taken back before the upgrade had no notice in it; an officer's hand on it works, and so does undoing.
    let out = window.rows[3].head.stream;
    let of = |command| Submission {
        officer: officer("乙"),
        at: night() + TimeDelta::hours(1),
        batch: None,
        expect: Vec::new(),
        command,
    };
    let act = InspectionCommand::Notice(NoticeCommand::Take);
    let taken = committed(store.submit(of(Command::Inspection { id: out.id, act })));
    committed(store.submit(of(Command::Undo { entry: taken.seq })));
    let act = InspectionCommand::Debrief { summary: "未发现新问题".to_owned() };
    committed(store.submit(of(Command::Inspection { id: out.id, act })));
    sound(&path);
    assert_eq!(reader.entity(out).unwrap().unwrap().state.name(), "debriefed");
}

#[test]
fn opening_for_writing_upgrades_and_reading_alone_says_what_it_lacks() {
    let dir = tempfile::tempdir().unwrap();
    let path = old_store(dir.path());
    let refused = Reader::open(&path).unwrap_err();
    assert!(matches!(refused, StoreError::OlderSchema { found: 1, known: SCHEMA_VERSION }), "{refused}");
    assert_eq!(layout(&path), 1);
    // The past is read from the journal alone, whatever the tables are.
    assert_eq!(Reader::open_as_of(&path, night()).unwrap().head().unwrap(), 16);
    drop(open(&path, 9));
    assert_eq!(layout(&path), SCHEMA_VERSION);
    sound(&path);
}

#[test]
fn a_rebuild_and_a_copy_of_an_old_store_are_of_the_new_layout() {
    let dir = tempfile::tempdir().unwrap();
    let path = old_store(dir.path());
    let copy = dir.path().join("copy.db");
    backup(&path, &copy).unwrap();
    assert_eq!(layout(&copy), 1);
    let target = dir.path().join("restored.db");
    restore(&copy, &target).unwrap();
    assert_eq!((layout(&target), layout(&copy)), (SCHEMA_VERSION, 1));
    assert_eq!(rebuild(&path).unwrap(), 32);
    assert_eq!(layout(&path), SCHEMA_VERSION);
    for path in [&path, &target] {
        sound(path);
    }
}

#[test]
fn what_stops_in_the_middle_leaves_everything_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let path = old_store(dir.path());
    let tables = |path: &Path| -> Vec<String> {
        let raw = Connection::open(path).unwrap();
        let mut select =
            raw.prepare("SELECT name || coalesce(sql, '') FROM sqlite_schema ORDER BY 1").unwrap();
        select.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let (before, was) = (journal(&path), tables(&path));
    let stopped = std::panic::catch_unwind(|| {
        upgrade(&path, &mut |now| assert!(now.percent < 40, "the program dies here"))
    });
    assert!(stopped.is_err());
    assert_eq!((layout(&path), journal(&path), tables(&path)), (1, before.clone(), was));
    assert!(upgrade(&path, &mut |_| {}).unwrap());
    assert_eq!(journal(&path), before);
    sound(&path);
}

#[test]
fn a_desk_that_a_newer_program_has_overtaken_writes_nothing_more() {
    let mut desk = Desk::new();
    let id = desk.received(1, "通知", Urgency::Routine);
    Connection::open(desk.path()).unwrap().pragma_update(None, "user_version", SCHEMA_VERSION + 1).unwrap();
    let refused = desk.store.submit(of(id, DocumentCommand::Sign)).unwrap_err();
    assert!(
        matches!(refused, CommitError::Storage(StoreError::NewerSchema { found, .. }) if found > SCHEMA_VERSION),
        "{refused:?}"
    );
    assert_eq!(journal(&desk.path()).len(), 1);
}

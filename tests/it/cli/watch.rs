//! A watched folder as a real process sees it: complete files only, each dealt with once, nothing lost.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use dutydesk::store::Reader;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use super::Office;

/// Longer than any machine needs; only a failure takes so long.
const PATIENCE: Duration = Duration::from_secs(120);

/// A watcher, and the lines it prints.
struct Watcher {
    child: Child,
    lines: Receiver<Value>,
}

impl Watcher {
    fn start(office: &Office) -> Self {
        let dir = inbox(office);
        fs::create_dir_all(&dir).expect("a folder");
        let args = ["intake", "--watch", "inbox", "--json"];
        let mut child =
            office.command(&args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        let (say, lines) = channel();
        let out = BufReader::new(child.stdout.take().expect("its output"));
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                let _ = say.send(serde_json::from_str(&line).expect("one JSON object a line"));
            }
        });
        // It has said that it waits before anything is put in: what comes later comes with an event.
        let mut err = BufReader::new(child.stderr.take().expect("its messages"));
        let mut heard = String::new();
        while !heard.contains("waiting for files") {
            assert!(err.read_line(&mut heard).expect("text") > 0, "it ended: {heard}");
        }
        std::thread::spawn(move || err.lines().map_while(Result::ok).for_each(drop));
        Self { child, lines }
    }

    /// The next line.
    #[track_caller]
    fn next(&self) -> Value {
        self.lines.recv_timeout(PATIENCE).expect("a line for every file")
    }

    /// The next line, which must be about this file.
    #[track_caller]
    fn about(&self, name: &str) -> Value {
        let line = self.next();
        assert_eq!(line["file"], name, "{line}");
        line
    }

    fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).expect("a process that runs");
    }

    fn ends(mut self, signal: Signal) -> Option<i32> {
        self.signal(signal);
        self.child.wait().expect("a process that ends").code()
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn inbox(office: &Office) -> PathBuf {
    office.path("inbox")
}

/// Until the store holds so many entries.
fn wait_for(store: &Path, entries: u64) {
    let began = Instant::now();
    while Reader::open(store).and_then(|reader| reader.head()).unwrap_or(0) < entries {
        assert!(began.elapsed() < PATIENCE, "nothing comes in");
        std::thread::yield_now();
    }
}

fn rows(from: usize, to: usize) -> String {
    (from..to).map(|n| format!("关于第{n}项工作的通知,盐防指〔2020〕{n}号,区防指\n")).collect()
}

fn table(from: usize, to: usize) -> String {
    format!("标题,文号,来文单位\n{}", rows(from, to))
}

/// Puts a file into the folder in one step.
fn drop_in(office: &Office, name: &str, text: &str) {
    let made = office.write("on its way", text);
    fs::rename(made, inbox(office).join(name)).expect("moved in");
}

fn papers(office: &Office) -> usize {
    let all = office.run(&["list", "documents", "--all", "--limit", "0", "--json"]).code(0).json();
    usize::try_from(all["total"].as_u64().expect("a number")).expect("small")
}

fn done(office: &Office) -> Vec<String> {
    let days = fs::read_dir(inbox(office).join("done")).map(|days| days.flatten().collect::<Vec<_>>());
    let mut names: Vec<String> = days
        .unwrap_or_default()
        .iter()
        .flat_map(|day| fs::read_dir(day.path()).expect("a day").flatten())
        .map(|file| file.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_file_being_written_is_left_until_it_is_whole() {
    let office = Office::new();
    let watcher = Watcher::start(&office);
    let mut slow = File::create(inbox(&office).join("slow.csv")).expect("a file");
    slow.write_all(table(1, 50).as_bytes()).expect("written");
    slow.flush().expect("written");
    fs::write(inbox(&office).join("later.csv.part"), table(100, 110)).expect("a file");
    drop_in(&office, "moved.csv", &table(200, 203));
    assert_eq!(watcher.about("moved.csv")["accepted"], 3);
    assert!(inbox(&office).join("slow.csv").exists() && inbox(&office).join("later.csv.part").exists());
    slow.write_all(rows(50, 101).as_bytes()).expect("written");
    drop(slow);
    let line = watcher.about("slow.csv");
    assert_eq!((&line["accepted"], &line["state"]), (&100.into(), &"done".into()), "{line}");
    fs::rename(inbox(&office).join("later.csv.part"), inbox(&office).join("later.csv")).expect("renamed");
    assert_eq!(watcher.about("later.csv")["attached"], 1, "number 100 came with the slow one");
    assert_eq!(watcher.ends(Signal::TERM), Some(143));
    assert_eq!(done(&office), ["later.csv", "moved.csv", "slow.csv"]);
    assert_eq!(papers(&office), 112);
}

#[test]
fn what_was_there_before_is_taken_oldest_first_and_a_name_is_never_overwritten() {
    let office = Office::new();
    fs::create_dir_all(inbox(&office)).expect("a folder");
    for (n, name) in ["z.csv", "a.csv"].into_iter().enumerate() {
        drop_in(&office, name, &table(n * 10, n * 10 + 2));
        let file = File::options().write(true).open(inbox(&office).join(name)).expect("a file");
        let age = Duration::from_secs(3600 - 60 * n as u64);
        file.set_modified(std::time::SystemTime::now() - age).expect("a time");
    }
    let watcher = Watcher::start(&office);
    watcher.about("z.csv");
    watcher.about("a.csv");
    drop_in(&office, "a.csv", &table(10, 13));
    let line = watcher.about("a.csv");
    assert_eq!((&line["accepted"], &line["attached"]), (&1.into(), &2.into()), "{line}");
    assert_eq!(watcher.ends(Signal::INT), Some(130));
    assert_eq!(done(&office), ["a-2.csv", "a.csv", "z.csv"]);
}

#[test]
fn a_refused_file_is_set_apart_with_its_reason_and_a_classified_one_is_not_touched() {
    let office = Office::new();
    let watcher = Watcher::start(&office);
    drop_in(&office, "picture.csv", "%PDF-1.7 绝不可存");
    let line = watcher.about("picture.csv");
    assert_eq!(
        (&line["state"], &line["moved_to"]),
        (&"quarantined".into(), &"quarantine/picture.csv".into())
    );
    let note = fs::read_to_string(inbox(&office).join("quarantine/picture.csv.reason.txt")).expect("a note");
    assert!(note.contains("unknown_kind") && !note.contains("绝不可存"), "{note}");

    drop_in(&office, "half.csv", "标题,来文单位,紧急程度\n甲通知,市府,特急\n不可说的事,市府,十万火急\n");
    let line = watcher.about("half.csv");
    assert_eq!((&line["state"], &line["accepted"]), (&"partly".into(), &1.into()), "{line}");
    let place = inbox(&office).join(line["moved_to"].as_str().expect("a place"));
    let note = fs::read_to_string(format!("{}.reason.txt", place.display())).expect("a note");
    assert!(note.contains("half.csv:3\tbad_urgency") && !note.contains("不可说"), "{note}");

    let secret = "标题,来文单位\n机密★10年 绝不可存,市委\n乙通知,市府\n";
    drop_in(&office, "open name.csv", secret);
    let line = watcher.about("open name.csv");
    assert_eq!((&line["state"], &line["accepted"]), (&"classified".into(), &1.into()), "{line}");
    assert!(line.to_string().contains("机要"), "the way of the classified is told: {line}");
    assert_eq!(fs::read_to_string(inbox(&office).join("open name.csv")).expect("untouched"), secret);
    let note = fs::read_to_string(inbox(&office).join("open name.csv.reason.txt")).expect("a note");
    assert!(note.contains("open name.csv:2\tclassified") && !note.contains("绝不可存"), "{note}");

    drop_in(&office, "秘密★绝不可存.csv", &table(1, 2));
    let line = watcher.about("***");
    assert_eq!((&line["state"], &line["accepted"]), (&"classified".into(), &0.into()), "{line}");
    assert_eq!(watcher.ends(Signal::TERM), Some(143));
    assert_eq!(nothing_of(&office, "绝不可存"), Vec::<PathBuf>::new());

    // A left file is not taken again and again; taking its note away sets it free.
    let watcher = Watcher::start(&office);
    fs::remove_file(inbox(&office).join("open name.csv.reason.txt")).expect("a note");
    let line = watcher.about("open name.csv");
    assert_eq!((&line["state"], &line["attached"]), (&"classified".into(), &1.into()), "{line}");
}

/// Files below the office that hold these words, those that people put into the inbox themselves left out.
fn nothing_of(office: &Office, words: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut dirs = vec![office.path("")];
    while let Some(dir) = dirs.pop() {
        for entry in fs::read_dir(dir).expect("a directory").flatten() {
            let path = entry.path();
            if path.is_dir() {
                dirs.push(path);
            } else if path.parent() != Some(&inbox(office)) && !path.ends_with("quarantine/picture.csv") {
                let bytes = fs::read(&path).expect("readable");
                if bytes.windows(words.len()).any(|part| part == words.as_bytes()) {
                    found.push(path);
                }
            }
        }
    }
    found
}

#[test]
fn killed_in_the_middle_it_goes_on_and_loses_nothing() {
    const ROWS: usize = 8_000;
    let office = Office::new();
    let store = office.path(".local/share/dutydesk/desk.db");
    let watcher = Watcher::start(&office);
    drop_in(&office, "many.csv", &table(0, ROWS));
    drop_in(&office, "one.csv", &table(ROWS, ROWS + 1));
    wait_for(&store, 1_000);
    assert_eq!(watcher.ends(Signal::KILL), None, "killed");
    let kept = papers(&office);
    assert!((1_000..ROWS).contains(&kept), "{kept}");
    assert!(inbox(&office).join("many.csv").exists(), "what is not taken in whole has not moved");
    let watcher = Watcher::start(&office);
    let lines = [watcher.next(), watcher.next()];
    let count =
        |field: &str| lines.iter().map(|line| line[field].as_u64().unwrap_or(0) as usize).sum::<usize>();
    assert_eq!((count("attached"), count("accepted")), (kept, ROWS + 1 - kept), "{lines:?}");
    assert_eq!((papers(&office), done(&office)), (ROWS + 1, vec!["many.csv".into(), "one.csv".into()]));
}

#[test]
fn two_watchers_on_one_folder_deal_with_each_file_once() {
    const FILES: usize = 12;
    let office = Office::new();
    let watchers = [Watcher::start(&office), Watcher::start(&office)];
    for n in 0..FILES {
        drop_in(&office, &format!("{n:02}.csv"), &table(n * 40, n * 40 + 40));
    }
    let (mut names, began): (Vec<String>, _) = (Vec::new(), Instant::now());
    while names.len() < FILES {
        for watcher in &watchers {
            match watcher.lines.recv_timeout(Duration::from_millis(50)) {
                Ok(line) => {
                    assert_eq!(line["state"], "done", "{line}");
                    names.push(line["file"].as_str().expect("a name").to_owned());
                }
                Err(error) => {
                    assert!(error == RecvTimeoutError::Timeout && began.elapsed() < PATIENCE, "{names:?}");
                }
            }
        }
    }
    names.sort();
    assert_eq!(names, (0..FILES).map(|n| format!("{n:02}.csv")).collect::<Vec<_>>());
    assert_eq!((done(&office), papers(&office)), (names, FILES * 40));
    for watcher in watchers {
        assert_eq!(watcher.ends(Signal::TERM), Some(143));
    }
    office.run(&["verify"]).code(0);
}

#[test]
fn a_watched_folder_that_goes_away_ends_the_watch() {
    let office = Office::new();
    let mut watcher = Watcher::start(&office);
    fs::remove_dir(inbox(&office)).expect("empty");
    assert_eq!(watcher.child.wait().expect("it ends").code(), Some(1));
    let gone = office.run(&["intake", "--watch", "nowhere"]).code(1);
    assert!(gone.err.contains("nowhere"), "{}", gone.err);
}

#[test]
fn an_import_stopped_by_ctrl_c_goes_on_where_it_was() {
    const ROWS: usize = 50_000;
    let office = Office::new();
    let file = office.write("many.csv", table(0, ROWS));
    let store = office.path(".local/share/dutydesk/desk.db");
    let args = ["intake", super::text(&file), "--json"];
    let child =
        office.command(&args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    wait_for(&store, 2_000);
    kill_process(Pid::from_child(&child), Signal::INT).expect("a process that runs");
    let ran = super::Ran::from(child.wait_with_output().expect("it ends")).code(130);
    let kept = ran.json()["accepted"].as_u64().expect("a number");
    assert!((2_000..ROWS as u64).contains(&kept), "{kept}");
    assert!(ran.err.contains(&format!("{kept} rows are in the store")), "{}", ran.err);
    assert!(ran.err.contains("are left") && ran.err.contains("again to go on"), "{}", ran.err);
    assert_eq!(papers(&office) as u64, kept);
    let again = office.run(&args).code(0).json();
    assert_eq!((&again["attached"], &again["accepted"]), (&kept.into(), &(ROWS as u64 - kept).into()));
    assert_eq!(papers(&office), ROWS);
    office.run(&["verify"]).code(0);
}

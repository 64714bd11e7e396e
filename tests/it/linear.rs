//! The desk of lines, with lines given at once.

use dutydesk::capture;
use dutydesk::config::Config;
use dutydesk::domain::document::DocumentCommand;
use dutydesk::domain::id::IdSource;
use dutydesk::domain::{Command, Id, Officer, Role};
use dutydesk::i18n::Lang;
use dutydesk::runtime::linear::{Linear, run};
use dutydesk::store::{OpenOptions, Outcome, Reader, Store, Submission};

const NOW: &str = "2020-04-06T18:14:00Z";

fn officer(name: &str) -> Officer {
    Officer { name: name.to_owned(), role: Role::Officer }
}

fn submit(store: &Store, by: &str, id: Id, act: DocumentCommand) {
    let submission = Submission {
        officer: officer(by),
        at: NOW.parse().expect("a time"),
        batch: None,
        expect: Vec::new(),
        command: Command::Document { id, act },
    };
    let outcome = store.submit(submission);
    assert!(matches!(outcome, Ok(Outcome::Committed(_))), "{outcome:?}");
}

/// A store with papers of these titles, and their ids.
fn store(dir: &std::path::Path, titles: &[&str], seed: u64) -> (Store, Vec<Id>) {
    let config = Config::builtin().expect("a sound configuration");
    let store =
        Store::open(&dir.join("duty.db"), OpenOptions { policy: config.policy(), seed }).expect("a store");
    let mut ids = IdSource::seeded(seed + 1);
    let now = NOW.parse().expect("a time");
    let receive = |title: &&str| {
        let line = format!("特急 市防指 {title}");
        let received = capture::parse(&line, now, config.office.zone).received(
            "incoming",
            &line,
            now,
            config.office.zone,
        );
        let id = ids.fresh(now);
        submit(&store, "吴敬之", id, DocumentCommand::Receive(Box::new(received)));
        id
    };
    let ids = titles.iter().map(receive).collect();
    (store, ids)
}

/// Input that does something before its line is read.
struct Acting<F: FnMut(usize)> {
    lines: Vec<String>,
    at: usize,
    left: Vec<u8>,
    before: F,
}

impl<F: FnMut(usize)> std::io::Read for Acting<F> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.left.is_empty() && self.at < self.lines.len() {
            (self.before)(self.at);
            self.left = format!("{}\n", self.lines[self.at]).into_bytes();
            self.at += 1;
        }
        let count = self.left.len().min(buffer.len());
        buffer[..count].copy_from_slice(&self.left[..count]);
        self.left.drain(..count);
        Ok(count)
    }
}

/// What the desk prints to these lines; `before` is called with the number of each line before it is read.
fn printed(path: &std::path::Path, lang: Lang, lines: &[&str], before: impl FnMut(usize)) -> String {
    let config = Config::builtin().expect("a sound configuration");
    let now = || NOW.parse().expect("a time");
    let desk = Linear {
        reader: Reader::open(path).expect("a store"),
        store: Some(Store::open(path, OpenOptions { policy: config.policy(), seed: 77 }).expect("a store")),
        config: &config,
        officer: officer("陈若水"),
        lang,
        now: &now,
        seed: 78,
    };
    let lines = lines.iter().map(|line| (*line).to_owned()).collect();
    let input = std::io::BufReader::new(Acting { lines, at: 0, left: Vec::new(), before });
    let mut out = Vec::new();
    run(desk, input, &mut out).expect("lines out");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn the_second_officer_sees_the_difference_and_changes_nothing() {
    let dir = tempfile::tempdir().expect("a folder");
    let (store, ids) = store(dir.path(), &["核酸检测安排"], 1);
    let path = dir.path().join("duty.db");
    let said = printed(&path, Lang::ZhCn, &["x 1 后到", "l", "a 1"], |at| {
        if at == 0 {
            submit(&store, "吴敬之", ids[0], DocumentCommand::Sign);
        }
    });
    let words = Lang::ZhCn.strings();
    assert!(said.contains(words.screen.dialogs.conflict_note) && said.contains("吴敬之"), "{said}");
    let head = Reader::open(&path).and_then(|reader| reader.head()).expect("a journal");
    // The paper, the other's signature, and the acknowledgement after the new list; nothing of the return.
    assert_eq!(head, 3, "{said}");
    let state = (words.domain.state)(dutydesk::domain::Kind::Document, "returned");
    assert!(!said.contains(state), "{said}");
}

#[test]
fn wrong_numbers_units_and_times_are_asked_again_and_change_nothing() {
    let dir = tempfile::tempdir().expect("a folder");
    drop(store(dir.path(), &["核酸检测安排"], 2));
    let path = dir.path().join("duty.db");
    // The unit is asked for three times: unknown, several, right; then the two optional ones are left empty.
    let lines = ["a 9", "dance 1", "t 1", "火星", "街道", "海山街道", "", "", "s 1 不知何时", "", "x 1"];
    let said = printed(&path, Lang::En, &lines, |_| {});
    let words = &Lang::En.strings().linear;
    for expected in [(words.no_number)("9"), (words.unknown)("dance"), (words.bad_time)("不知何时")] {
        assert!(said.contains(&expected), "{expected} is not in {said}");
    }
    assert!(said.contains("haishan") && said.contains("shatoujiao"), "{said}");
    assert_eq!(said.matches(words.given_up).count(), 1, "the snooze: {said}");
    let not_now = said.lines().filter(|line| line.contains("“return”")).count();
    assert_eq!(not_now, 1, "a paper that is assigned cannot be returned: {said}");
    assert_eq!(Reader::open(&path).and_then(|reader| reader.head()).expect("a journal"), 2, "{said}");
}

#[test]
fn a_desk_that_only_reads_says_so() {
    let dir = tempfile::tempdir().expect("a folder");
    drop(store(dir.path(), &["核酸\u{1b}[31m检测"], 3));
    let path = dir.path().join("duty.db");
    let config = Config::builtin().expect("a sound configuration");
    let now = || NOW.parse().expect("a time");
    let reader = Reader::open(&path).expect("a store");
    let (lang, officer) = (Lang::ZhCn, officer("值班大屏"));
    let desk = Linear { reader, store: None, config: &config, officer, lang, now: &now, seed: 1 };
    let mut out = Vec::new();
    run(desk, &b"a 1\nu\nq\na 1\n"[..], &mut out).expect("lines out");
    let said = String::from_utf8(out).expect("UTF-8");
    let words = &lang.strings().linear;
    assert_eq!(said.matches(words.read_only).count(), 1, "{said}");
    assert!(said.contains(words.nothing_to_undo), "{said}");
    assert!(!said.contains('\u{1b}'), "{said:?}");
}

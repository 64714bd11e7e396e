//! A desk without a terminal on a real store: keys in, screen and journal out.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use dutydesk::app::{App, Setup};
use dutydesk::capture;
use dutydesk::config::Config;
use dutydesk::domain::document::{DocumentCommand, Received};
use dutydesk::domain::shift::{Roster, ShiftCommand};
use dutydesk::domain::{Command, Id, Kind, Officer, Policy, Role, State, Stream, Urgency};
use dutydesk::i18n::Lang;
use dutydesk::keymap::{Keymap, Stroke};
use dutydesk::message::{Done, Effect, Failure, Msg, Timer};
use dutydesk::store::{CommitError, OpenOptions, Outcome, ReadContext, Reader, Store, Submission};
use dutydesk::view::Row;

/// 02:14 in the night of 7 April 2020 in Yantian.
pub(crate) fn night() -> DateTime<Utc> {
    "2020-04-06T18:14:00Z".parse().unwrap()
}

/// A store in a folder of its own, with whatever papers are put into it.
pub(crate) struct Room {
    store: Store,
    policy: Policy,
    papers: RefCell<u64>,
    folder: tempfile::TempDir,
}

impl Room {
    pub(crate) fn new() -> Rc<Self> {
        let folder = tempfile::tempdir().unwrap();
        let policy = Config::builtin().unwrap().policy();
        let options = OpenOptions { policy: policy.clone(), seed: 7 };
        let store = Store::open(&folder.path().join("desk.db"), options).unwrap();
        Rc::new(Self { store, policy, papers: RefCell::new(0), folder })
    }

    /// A room with these papers, the first the most urgent.
    pub(crate) fn with_papers(titles: &[&str]) -> Rc<Self> {
        let room = Self::new();
        for (at, title) in titles.iter().enumerate() {
            room.receive(title, if at == 0 { Urgency::Immediate } else { Urgency::Routine });
        }
        room
    }

    pub(crate) fn receive(&self, title: &str, urgency: Urgency) -> Stream {
        let number = self.papers.replace_with(|number| *number + 1);
        let id = Id::from_parts(1_586_000_000_000, u128::from(number));
        let at = night() - TimeDelta::minutes(3) + TimeDelta::seconds(i64::try_from(number).unwrap());
        let zone = chrono::FixedOffset::east_opt(8 * 3600).unwrap();
        let said = capture::parse(title, at, zone).received("incoming", title, at, zone);
        let received = Received { title: title.into(), urgency, ..said };
        let act = DocumentCommand::Receive(Box::new(received));
        let officer = Officer { name: "intake".into(), role: Role::Officer };
        let command = Command::Document { id, act };
        self.store.submit(Submission { officer, at, batch: None, expect: Vec::new(), command }).unwrap();
        Stream::new(Kind::Document, id)
    }

    /// Carries a command out for an officer, as another desk would.
    pub(crate) fn submit(&self, officer: &str, command: Command) {
        self.submit_at(night(), officer, command);
    }

    /// The same at another time.
    pub(crate) fn submit_at(&self, at: DateTime<Utc>, officer: &str, command: Command) {
        let officer = Officer { name: officer.into(), role: Role::Leader };
        let submission = Submission { officer, at, batch: None, expect: Vec::new(), command };
        self.store.submit(submission).unwrap();
    }

    /// Puts a shift on duty, under this leader.
    pub(crate) fn on_duty(&self, leader: &str) {
        let id = Id::from_parts(1_586_000_000_000, 1 << 40);
        let roster = Roster {
            leader: leader.into(),
            primary: "陈晓".into(),
            secondary: None,
            starts_at: night() - TimeDelta::hours(6),
            ends_at: night() + TimeDelta::hours(6),
        };
        for act in [ShiftCommand::Schedule(Box::new(roster)), ShiftCommand::Start] {
            self.submit("陈晓", Command::Shift { id, act });
        }
    }

    /// Name of the state of an entity.
    pub(crate) fn state_of(&self, stream: Stream) -> &'static str {
        self.reader().entity(stream).unwrap().unwrap().state.name()
    }

    pub(crate) fn reader(&self) -> Reader {
        Reader::open(self.store.path()).unwrap()
    }

    /// States of all entities of a kind.
    pub(crate) fn all(&self, kind: Kind) -> Vec<State> {
        let all = self.reader().entities(kind, 1_000).unwrap();
        all.into_iter().map(|entity| entity.state).collect()
    }

    /// State of the paper with this title.
    pub(crate) fn state(&self, title: &str) -> &'static str {
        self.paper(title).name()
    }

    pub(crate) fn paper(&self, title: &str) -> State {
        let all = self.reader().entities(Kind::Document, 1_000).unwrap();
        let found = all.into_iter().find(|entity| match &entity.state {
            State::Document(document) => document.paper.title == title,
            _ => false,
        });
        found.unwrap_or_else(|| panic!("no paper {title}")).state
    }

    /// All files of the room, with their bytes.
    pub(crate) fn files(&self) -> Vec<(String, Vec<u8>)> {
        let files = std::fs::read_dir(self.folder.path()).unwrap().map(|file| file.unwrap().path());
        files.map(|path| (path.display().to_string(), std::fs::read(&path).unwrap())).collect()
    }

    /// Number of journal entries.
    pub(crate) fn entries(&self) -> u64 {
        self.reader().head().unwrap()
    }
}

/// A desk in a room.
pub(crate) struct Desk {
    pub(crate) app: App,
    room: Rc<Room>,
    reader: Reader,
    officer: Officer,
    pub(crate) now: DateTime<Utc>,
    waiting: VecDeque<Effect>,
    /// Drafts as they would be on disk.
    pub(crate) drafts: BTreeMap<String, String>,
    /// Timers asked for, the newest last.
    pub(crate) timers: Vec<(Timer, u64)>,
    /// What left the desk otherwise.
    pub(crate) out: Vec<Effect>,
}

impl Desk {
    pub(crate) fn new(room: &Rc<Room>, officer: &str) -> Self {
        Self::with(room, officer, |_| {})
    }

    pub(crate) fn with(room: &Rc<Room>, officer: &str, change: impl FnOnce(&mut Setup)) -> Self {
        let config = Arc::new(Config::builtin().unwrap());
        let keymap = Keymap::new(&config.keys).unwrap();
        let officer = Officer { name: officer.into(), role: Role::Officer };
        let now = night();
        let seed = officer.name.bytes().map(u64::from).sum();
        let (lang, size) = (Lang::ZhCn, (160, 48));
        let reports = room.folder.path().join("reports");
        let mut setup =
            Setup { config, keymap, officer, lang, seed, now, size, reports, read_only: false, notice: None };
        change(&mut setup);
        let officer = setup.officer.clone();
        let (app, effects) = App::new(setup);
        let mut desk = Self {
            app,
            room: room.clone(),
            reader: room.reader(),
            officer,
            now,
            waiting: effects.into(),
            drafts: BTreeMap::new(),
            timers: Vec::new(),
            out: Vec::new(),
        };
        desk.frame();
        desk
    }

    /// Presses keys, as in `j g g <Enter>` or, for text, `"…"`; a frame is drawn after each.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for event in events(keys) {
            self.msg(Msg::Key(event));
            self.frame();
        }
        self
    }

    /// Presses keys so fast that no frame is drawn between them.
    pub(crate) fn fast(&mut self, keys: &str) -> &mut Self {
        for event in events(keys) {
            self.msg(Msg::Key(event));
        }
        self
    }

    pub(crate) fn msg(&mut self, msg: Msg) {
        let effects = self.app.update(msg);
        self.waiting.extend(effects);
        self.serve();
    }

    /// Carries out what was held back.
    pub(crate) fn carry_out(&mut self, effects: Vec<Effect>) {
        self.waiting.extend(effects);
        self.serve();
    }

    /// Draws frames until nothing changes any more.
    pub(crate) fn frame(&mut self) {
        self.serve();
        for _ in 0..20 {
            let effects = self.app.update(Msg::Frame);
            self.waiting.extend(effects);
            if !self.serve() {
                return;
            }
        }
        panic!("the desk does not come to rest");
    }

    /// Another desk has written.
    pub(crate) fn changed(&mut self) -> &mut Self {
        self.msg(Msg::StoreChanged);
        self.frame();
        self
    }

    /// Carries out what has left the app; tells whether it got an answer.
    fn serve(&mut self) -> bool {
        let mut answered = false;
        while let Some(effect) = self.waiting.pop_front() {
            let reply = match effect {
                Effect::Ask(query) => {
                    let cx =
                        ReadContext { now: self.now, officer: &self.officer.name, policy: &self.room.policy };
                    Msg::Answer(Box::new(self.reader.answer(&query, &cx).unwrap()))
                }
                Effect::Commit { ticket, batch, sent } => {
                    let submissions = sent.into_iter().map(|sent| Submission {
                        officer: self.officer.clone(),
                        at: self.now,
                        batch,
                        expect: sent.seen.into_iter().collect(),
                        command: sent.command,
                    });
                    let answers = self.room.store.submit_all(submissions.collect()).wait();
                    Msg::Committed { ticket, results: answers.into_iter().map(result).collect() }
                }
                Effect::Wait(timer, after) => {
                    self.timers.push((timer, after));
                    continue;
                }
                Effect::SaveDraft { key, text } => {
                    if text.is_empty() {
                        self.drafts.remove(&key);
                    } else {
                        self.drafts.insert(key, text);
                    }
                    continue;
                }
                other => {
                    self.out.push(other);
                    continue;
                }
            };
            answered = true;
            let effects = self.app.update(reply);
            self.waiting.extend(effects);
        }
        answered
    }

    /// Title under the cursor of the papers.
    pub(crate) fn cursor(&self) -> String {
        let documents = &self.app.screen().panes.documents;
        match (&documents.ghost, documents.current()) {
            (Some(ghost), _) => format!("~{}", ghost.row.title),
            (None, Some(row)) => row.title().to_owned(),
            (None, None) => String::new(),
        }
    }

    /// Titles of the papers in the list.
    pub(crate) fn titles(&self) -> Vec<String> {
        self.app.screen().panes.documents.window.rows.iter().map(|row| row.title.clone()).collect()
    }

    pub(crate) fn toast(&self) -> &str {
        self.app.screen().toast.map_or("", |toast| &toast.text)
    }
}

fn result(answer: Result<Outcome, CommitError>) -> Result<Done, Failure> {
    match answer {
        Ok(Outcome::Committed(done)) => {
            let events = done.events.into_iter().map(|event| event.body).collect();
            Ok(Done { seq: Some(done.seq), streams: done.streams, events })
        }
        Ok(Outcome::Unchanged { .. }) => Ok(Done { seq: None, streams: Vec::new(), events: Vec::new() }),
        Err(CommitError::Refused(refusal)) => Err(Failure::Refused(refusal)),
        Err(CommitError::Changed(differences)) => Err(Failure::Changed(differences)),
        Err(other) => panic!("{other}"),
    }
}

/// Key events of `j <Enter> "text"`.
fn events(keys: &str) -> Vec<KeyEvent> {
    let mut events = Vec::new();
    for (at, part) in keys.split('"').enumerate() {
        if at % 2 == 1 {
            events.extend(part.chars().map(|c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)));
        } else {
            events.extend(part.split_whitespace().map(|word| Stroke::parse(word).unwrap().event()));
        }
    }
    events
}

//! The store on real files.

mod checks;
mod commits;
mod other_panes;
mod panes;
mod plotted;
mod upgrade;
mod watch;

use std::path::PathBuf;

use chrono::{DateTime, TimeDelta, Utc};
use dutydesk::config::Config;
use dutydesk::domain::doc_number::DocNumber;
use dutydesk::domain::document::{Copy, DocumentCommand, Received};
use dutydesk::domain::id::IdSource;
use dutydesk::domain::notice::NoticeCommand;
use dutydesk::domain::{Command, Id, Kind, Officer, Policy, Role, Stream, Urgency};
use dutydesk::store::{CommitError, Committed, OpenOptions, Outcome, ReadContext, Reader, Store, Submission};
use dutydesk::view::{Answer, DocumentRow, ListQuery, Overview, PaneKind, PaneRows, Query, Window};

/// 2020-04-07 02:14 in the office's zone.
pub(crate) fn night() -> DateTime<Utc> {
    "2020-04-06T18:14:00Z".parse().expect("a time")
}

pub(crate) fn policy() -> Policy {
    Config::builtin().expect("the built-in configuration is right").policy()
}

pub(crate) fn officer(name: &str) -> Officer {
    Officer { name: name.to_owned(), role: Role::Officer }
}

/// A paper that differs from others by its serial number.
pub(crate) fn paper(serial: usize, title: &str, urgency: Urgency) -> Received {
    Received {
        register: "incoming".to_owned(),
        doc_number: DocNumber::parse(&format!("粤外办〔2020〕{serial}号")),
        title: title.to_owned(),
        issuer: "广东省外办".to_owned(),
        doc_type: None,
        urgency,
        handling: None,
        received_at: night() + TimeDelta::seconds(i64::try_from(serial).expect("a small number")),
        written_on: None,
        stated_due: None,
        copy: Copy { source: format!("test:{serial}"), digest: format!("{serial:064x}") },
        url: None,
        note: None,
        origin: None,
        attachments: Vec::new(),
        unsure: Vec::new(),
    }
}

/// A store in a folder of its own, with the time of a night.
pub(crate) struct Desk {
    pub(crate) dir: tempfile::TempDir,
    pub(crate) store: Store,
    ids: IdSource,
}

pub(crate) fn open(path: &std::path::Path, seed: u64) -> Store {
    Store::open(path, OpenOptions { policy: policy(), seed }).expect("a store that opens")
}

impl Desk {
    pub(crate) fn new() -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let store = open(&dir.path().join("desk.db"), 7);
        Self { dir, store, ids: IdSource::seeded(1) }
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.store.path().to_owned()
    }

    pub(crate) fn reader(&self) -> Reader {
        Reader::open(self.store.path()).expect("a store that can be read")
    }

    pub(crate) fn fresh(&mut self) -> Id {
        self.ids.fresh(night())
    }

    /// A command that receives a paper, and its id.
    pub(crate) fn receive(&mut self, serial: usize, title: &str, urgency: Urgency) -> (Id, Submission) {
        let id = self.fresh();
        (id, of(id, DocumentCommand::Receive(Box::new(paper(serial, title, urgency)))))
    }

    /// Receives a paper.
    pub(crate) fn received(&mut self, serial: usize, title: &str, urgency: Urgency) -> Id {
        let (id, submission) = self.receive(serial, title, urgency);
        committed(self.store.submit(submission));
        id
    }

    /// Does something to a paper.
    pub(crate) fn act(&self, id: Id, act: DocumentCommand) -> Committed {
        committed(self.store.submit(of(id, act)))
    }
}

/// A command on a paper by 甲 at night.
pub(crate) fn of(id: Id, act: DocumentCommand) -> Submission {
    Submission {
        officer: officer("甲"),
        at: night(),
        batch: None,
        expect: Vec::new(),
        command: Command::Document { id, act },
    }
}

pub(crate) fn stream(id: Id) -> Stream {
    Stream::new(Kind::Document, id)
}

pub(crate) fn take() -> DocumentCommand {
    DocumentCommand::Notice(NoticeCommand::Take)
}

pub(crate) fn give_back() -> DocumentCommand {
    DocumentCommand::Return { reason: "非本单位".to_owned() }
}

pub(crate) fn committed(answer: Result<Outcome, CommitError>) -> Committed {
    match answer.expect("a command that is accepted") {
        Outcome::Committed(committed) => committed,
        Outcome::Unchanged { stream } => panic!("nothing changed on {stream:?}"),
    }
}

/// Asks as 乙 would at this time.
pub(crate) fn answer(reader: &Reader, now: DateTime<Utc>, query: &Query) -> Answer {
    let policy = policy();
    let cx = ReadContext { now, officer: "乙", policy: &policy };
    reader.answer(query, &cx).expect("an answer")
}

/// The window of the documents pane.
pub(crate) fn documents(reader: &Reader, list: ListQuery) -> Window<DocumentRow> {
    let query = Query::Pane { pane: PaneKind::Documents, list, ticket: 3 };
    match answer(reader, night(), &query) {
        Answer::Pane { ticket: 3, rows: PaneRows::Documents(window) } => window,
        other => panic!("not a window of papers: {other:?}"),
    }
}

pub(crate) fn overview(reader: &Reader, now: DateTime<Utc>) -> Overview {
    match answer(reader, now, &Query::Overview) {
        Answer::Overview(overview) => *overview,
        other => panic!("not the band: {other:?}"),
    }
}

pub(crate) fn titles(window: &Window<DocumentRow>) -> Vec<&str> {
    window.rows.iter().map(|row| row.title.as_str()).collect()
}

pub(crate) fn list(limit: usize) -> ListQuery {
    ListQuery { limit, ..ListQuery::default() }
}

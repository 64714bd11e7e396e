//! `dutydesk intake --watch DIR`: files are taken in as they come, one after the other, and moved away.
//!
//! Nothing is remembered but what the folder and the store hold: a file that is still in the folder is still to be
//! taken in. What of it is in the store already attaches, so that the program may end at any point.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use futures_util::StreamExt;
use inotify::{EventMask, EventStream, Inotify, WatchMask};
use rustix::fs::{FlockOperation, Mode, OFlags, flock};
use serde_json::json;

use super::super::interrupt::Interrupt;
use super::super::out::Out;
use super::super::problem::{Exit, Problem};
use super::super::setting::Setting;
use super::counts::Counts;
use super::engine::{Engine, NOT_WRITTEN};
use super::folder::{Folder, is_passing, told};
use super::queue::{Look, News, Queue, STILL};
use super::reason;
use super::taking::Taker;
use crate::domain::Officer;
use crate::intake::{Moment, ReadOptions, Subject};

/// How often the folder is looked through for files of which no event came, as on network drives.
const LOOK: Duration = Duration::from_secs(30);
/// How long to wait after a failure that may pass, at first and at most.
const PATIENCE: (Duration, Duration) = (Duration::from_secs(2), Duration::from_secs(60));

/// A folder being watched.
struct Watch<'s> {
    setting: &'s Setting,
    officer: Officer,
    folder: Folder,
    subject: Subject,
    options: ReadOptions,
    interrupt: Interrupt,
    queue: Queue,
    /// How long to wait after the next failure.
    patience: Duration,
    /// Files of which it was said that they wait; it is not said again and again.
    said: BTreeSet<OsString>,
}

/// What became of one file.
enum Fate {
    /// It has been dealt with.
    Over,
    /// Somebody else has it in hand.
    Held,
    /// It could not be dealt with now; why.
    Later(String),
    /// The program is to end; the file is where it was.
    Stopped,
}

pub(super) fn run(
    setting: &Setting,
    dir: &Path,
    subject: Subject,
    options: &ReadOptions,
) -> Result<Exit, Problem> {
    let interrupt = Interrupt::watch().map_err(Problem::System)?;
    let officer = setting.acting()?;
    match Taker::open(setting, officer.clone(), false) {
        Err(problem) if !may_pass(&problem) => return Err(problem),
        _ => {}
    }
    let folder = Folder::new(dir);
    let events = events(dir).map_err(Problem::file(dir))?;
    super::super::say(&(setting.strings.cli.intake.watch.begun)(&dir.to_string_lossy()));
    let mut watch = Watch {
        setting,
        officer,
        folder,
        subject,
        options: options.clone(),
        interrupt,
        queue: Queue::default(),
        patience: PATIENCE.0,
        said: BTreeSet::new(),
    };
    watch.run(events)
}

fn events(dir: &Path) -> io::Result<Inotify> {
    let inotify = Inotify::init()?;
    let about_files = WatchMask::CREATE | WatchMask::MODIFY | WatchMask::CLOSE_WRITE | WatchMask::MOVED_TO;
    let leaving = WatchMask::MOVED_FROM | WatchMask::DELETE | WatchMask::DELETE_SELF | WatchMask::MOVE_SELF;
    inotify.watches().add(dir, about_files | leaving | WatchMask::ONLYDIR)?;
    Ok(inotify)
}

/// Whether a failure may be over later: a store held by others, a disk that is full.
fn may_pass(problem: &Problem) -> bool {
    matches!(problem.exit(), Exit::Busy | Exit::Failure)
}

impl Watch<'_> {
    /// Only the waiting happens inside the runtime: taking in waits for the store by itself.
    fn run(&mut self, inotify: Inotify) -> Result<Exit, Problem> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(Problem::System)?;
        let mut events = {
            let _inside = runtime.enter();
            inotify.into_event_stream(vec![0; 64 * 1024]).map_err(Problem::System)?
        };
        self.look_through()?;
        let mut next_look = Instant::now() + LOOK;
        loop {
            if let Some(signal) = self.interrupt.came() {
                let left = (self.setting.strings.cli.intake.watch.ended)(self.queue.len());
                super::super::say(&left);
                return Ok(Exit::Signal(signal));
            }
            // What happened meanwhile comes first: it may be about the next file.
            while let Some(event) = runtime.block_on(come_already(&mut events)) {
                self.hear(event)?;
            }
            if let Some(name) = self.queue.next(Instant::now(), |name| look(&self.folder, name)) {
                self.take(name)?;
                continue;
            }
            let due = self.queue.due().map_or(next_look, |due| due.min(next_look));
            let interrupt = self.interrupt.clone();
            let came = runtime.block_on(async {
                tokio::select! {
                    event = events.next() => Some(event),
                    () = tokio::time::sleep_until(due.into()) => None,
                    () = interrupt.wait() => None,
                }
            });
            if let Some(event) = came {
                self.hear(event)?;
            }
            if next_look <= Instant::now() {
                self.look_through()?;
                next_look = Instant::now() + LOOK;
            }
        }
    }

    fn hear(&mut self, event: Option<io::Result<inotify::EventOwned>>) -> Result<(), Problem> {
        let event = match event {
            Some(event) => event.map_err(Problem::System)?,
            None => return Err(self.gone()),
        };
        let ends = EventMask::DELETE_SELF | EventMask::MOVE_SELF | EventMask::UNMOUNT | EventMask::IGNORED;
        if event.mask.intersects(ends) {
            return Err(self.gone());
        }
        if event.mask.contains(EventMask::Q_OVERFLOW) {
            self.queue.doubt(Instant::now());
            return self.look_through();
        }
        let Some(name) = event.name.filter(|_| !event.mask.contains(EventMask::ISDIR)) else { return Ok(()) };
        let news = if event.mask.intersects(EventMask::DELETE | EventMask::MOVED_FROM) {
            // A note that is taken away sets its file free.
            if let Some(file) = Folder::noted(&name).filter(|file| !is_passing(file)) {
                let now = look(&self.folder, file);
                if now.is_some() {
                    self.queue.note(file, News::MovedIn, Instant::now(), now);
                }
            }
            News::Gone
        } else if event.mask.contains(EventMask::MOVED_TO) {
            News::MovedIn
        } else if event.mask.contains(EventMask::CLOSE_WRITE) {
            News::Closed
        } else {
            News::Writing
        };
        if !is_passing(&name) {
            let look = look(&self.folder, &name);
            let news = if look.is_some() { news } else { News::Gone };
            self.queue.note(&name, news, Instant::now(), look);
        }
        Ok(())
    }

    fn gone(&self) -> Problem {
        Problem::FolderGone(self.folder.root().to_owned())
    }

    /// Notes what is there and not known yet, the oldest first.
    fn look_through(&mut self) -> Result<(), Problem> {
        let root = self.folder.root().to_owned();
        let entries = match fs::read_dir(&root) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(self.gone()),
            // A network that is down for a while: the next look will tell.
            Err(_) => return Ok(()),
            Ok(entries) => entries,
        };
        let mut found: Vec<(SystemTime, OsString)> = entries
            .flatten()
            .map(|entry| entry.file_name())
            .filter(|name| !is_passing(name))
            .filter_map(|name| Some((look(&self.folder, &name)?.1, name)))
            .filter(|(_, name)| !self.folder.is_left(name))
            .collect();
        found.sort();
        for (_, name) in found {
            let look = look(&self.folder, &name);
            self.queue.note(&name, News::Found, Instant::now(), look);
        }
        Ok(())
    }

    /// Deals with one file that is complete.
    fn take(&mut self, name: OsString) -> Result<(), Problem> {
        let wait = match self.deal(&name)? {
            Fate::Over => {
                self.said.remove(&name);
                self.patience = PATIENCE.0;
                return Ok(());
            }
            Fate::Stopped => Duration::ZERO,
            Fate::Held => STILL,
            Fate::Later(why) => {
                if self.said.insert(name.clone()) {
                    let words = &self.setting.strings.cli.intake.watch;
                    super::super::say(&(words.again)(&told(&name), &why));
                }
                let wait = self.patience;
                self.patience = (wait * 2).min(PATIENCE.1);
                wait
            }
        };
        let look = look(&self.folder, &name);
        if look.is_some() {
            self.queue.again(name, Instant::now() + wait, look);
        }
        Ok(())
    }

    fn deal(&self, name: &OsStr) -> Result<Fate, Problem> {
        let path = self.folder.path(name);
        let file = match open(&path) {
            Ok(file) => Some(file),
            Err(error) => match error.kind() {
                io::ErrorKind::NotFound => return Ok(Fate::Over),
                // A link has taken its place: what it leads to is not for us.
                _ if is_link(&error) => return Ok(Fate::Over),
                // It is told among the rest, and the file goes to the quarantine.
                io::ErrorKind::PermissionDenied => None,
                _ => return Ok(Fate::Later(error.to_string())),
            },
        };
        if let Some(file) = &file {
            match flock(file, FlockOperation::NonBlockingLockExclusive) {
                Err(error) if error == rustix::io::Errno::WOULDBLOCK => return Ok(Fate::Held),
                // Where the file system knows no locks, two watchers do the same work twice and change nothing twice.
                _ => {}
            }
            if !is_at(file, &path) || look(&self.folder, name).is_none() {
                return Ok(Fate::Over);
            }
        }
        let counts = match self.read(name, &path) {
            Ok(Some(counts)) => counts,
            Ok(None) => return Ok(Fate::Stopped),
            Err(problem) if may_pass(&problem) => {
                return Ok(Fate::Later(problem.words(&self.setting.voice()).join(" ")));
            }
            Err(problem) => return Err(problem),
        };
        if let Some((_, error)) = counts.unread.first()
            && error.kind() != io::ErrorKind::PermissionDenied
        {
            return Ok(Fate::Later(error.to_string()));
        }
        if let Some(row) = counts.refused.iter().find(|row| row.code == NOT_WRITTEN) {
            return Ok(Fate::Later(row.detail.clone()));
        }
        match self.put_away(name, &counts) {
            Ok((state, place)) => {
                self.report(name, &counts, state, &place)?;
                Ok(Fate::Over)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound && !path.exists() => Ok(Fate::Over),
            Err(error) => Ok(Fate::Later(error.to_string())),
        }
    }

    /// Takes the rows of a file in; `None` when somebody has asked to stop before its end.
    fn read(&self, name: &OsStr, path: &Path) -> Result<Option<Counts>, Problem> {
        let shown = told(name);
        if shown == "***" {
            // The name alone says enough: what is in the file is not looked at.
            return Ok(Some(Counts::marked(shown)));
        }
        let taker = Taker::open(self.setting, self.officer.clone(), false)?;
        let now = self.setting.clock();
        let mut engine = Engine::new(self.setting, taker, self.subject, self.interrupt.clone(), now)?;
        let moment = Some(Moment { now, zone: self.setting.zone() });
        engine.read(path, &shown, &ReadOptions { moment, ..self.options.clone() });
        let (counts, failure) = engine.end();
        match failure {
            Some(problem) => Err(problem),
            None if counts.cut => Ok(None),
            None => Ok(Some(counts)),
        }
    }

    /// Moves a file that was read to where it belongs, or leaves it with a note. Gives the state and the place.
    fn put_away(&self, name: &OsStr, counts: &Counts) -> io::Result<(&'static str, PathBuf)> {
        let (setting, shown) = (self.setting, told(name));
        let nothing = counts.kept() == 0;
        let day = setting.clock().with_timezone(&setting.zone()).date_naive();
        if counts.classified() {
            let note = reason::classified(setting, counts);
            return Ok(("classified", self.folder.leave(name, &note)?));
        }
        match counts.refused.len() + counts.unread.len() {
            0 => Ok(("done", self.folder.done(name, day, None)?)),
            _ if nothing => {
                let note = reason::refused(setting, &shown, counts);
                Ok(("quarantined", self.folder.quarantine(name, &note)?))
            }
            _ => {
                let note = reason::partly(setting, &shown, counts);
                Ok(("partly", self.folder.done(name, day, Some(&note))?))
            }
        }
    }

    /// One line on standard output.
    fn report(
        &self,
        name: &OsStr,
        counts: &Counts,
        state: &'static str,
        place: &Path,
    ) -> Result<(), Problem> {
        let words = &self.setting.strings.cli;
        let (name, place) = (told(name), place.to_string_lossy());
        let mut out = Out::new();
        if self.setting.json {
            let mut fields = counts.fields(words);
            fields.shift_insert(0, "file".to_owned(), json!(name));
            fields.shift_insert(1, "state".to_owned(), json!(state));
            let place = if state == "classified" { ("note", &place) } else { ("moved_to", &place) };
            fields.shift_insert(2, place.0.to_owned(), json!(place.1));
            out.object(fields)?;
        } else {
            let said = &words.intake.watch;
            out.line(&match state {
                "classified" => (said.left)(&name, &place),
                "quarantined" => (said.quarantined)(&name, &place),
                _ => (said.done)(&name, &counts.sentence(words), &place),
            })?;
        }
        out.flush()?;
        Ok(())
    }
}

/// The next event, if it has come already.
async fn come_already(events: &mut EventStream<Vec<u8>>) -> Option<Option<io::Result<inotify::EventOwned>>> {
    // Events of the kernel are learnt of when the runtime looks, which it does when somebody steps back.
    tokio::task::yield_now().await;
    tokio::select! {
        biased;
        event = events.next() => Some(event),
        () = std::future::ready(()) => None,
    }
}

/// Opens a file that may have been replaced since it was looked at: neither follows a link nor waits for the other end
/// of a pipe.
fn open(path: &Path) -> io::Result<File> {
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::RDONLY;
    Ok(rustix::fs::open(path, flags, Mode::empty())?.into())
}

fn is_link(error: &io::Error) -> bool {
    rustix::io::Errno::from_io_error(error) == Some(rustix::io::Errno::LOOP)
}

/// How a file is now; `None` for what is gone and for what is no plain file.
fn look(folder: &Folder, name: &OsStr) -> Look {
    let about = fs::symlink_metadata(folder.path(name)).ok().filter(fs::Metadata::is_file)?;
    Some((about.len(), about.modified().unwrap_or(SystemTime::UNIX_EPOCH)))
}

/// Whether the open file is the one of this name: while it was waited for, somebody may have moved it.
fn is_at(file: &File, path: &Path) -> bool {
    let same =
        |open: fs::Metadata, named: fs::Metadata| (open.dev(), open.ino()) == (named.dev(), named.ino());
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(open), Ok(named)) => same(open, named),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_or_a_pipe_in_the_place_of_a_file_neither_leads_away_nor_holds_up() {
        let dir = tempfile::tempdir().expect("a directory");
        let (link, pipe) = (dir.path().join("a.csv"), dir.path().join("b.csv"));
        std::os::unix::fs::symlink("/etc/hostname", &link).expect("a link");
        assert!(is_link(&open(&link).expect_err("refused")));
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, Mode::RUSR, 0)
            .expect("a pipe");
        open(&pipe).expect("opened at once");
        assert_eq!(look(&Folder::new(dir.path()), OsStr::new("b.csv")), None, "and left alone");
    }
}

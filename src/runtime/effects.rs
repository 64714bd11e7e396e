//! Carries out what the app asks for. Nothing here decides anything.

use std::collections::HashMap;
use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;

use crossterm::Command as _;
use crossterm::clipboard::CopyToClipboard;
use tokio::sync::mpsc::UnboundedSender;
use tokio::task::JoinHandle;

use super::reader::Questions;
use super::reports::Source;
use super::tight::Tight;
use super::{Clock, Drafts, Gathered, Preferences, Wake, terminal};
use crate::config::IntakeLimits;
use crate::domain::{Id, Officer};
use crate::intake::gather;
use crate::message::{Done, Effect, Failure, Msg, Sent, Timer};
use crate::store::{CommitError, Outcome, Store, Submission};
use crate::text;
use crate::verb::awaits_files;

/// What an effect may ask of the session itself.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// Nothing.
    Nothing,
    /// Paint everything anew.
    Repaint,
    /// Give the terminal back and stop.
    Suspend,
    /// End.
    Quit,
}

/// Everything effects reach outside.
#[derive(Debug)]
pub(super) struct Outside {
    pub(super) store: Option<Store>,
    pub(super) questions: Questions,
    pub(super) officer: Officer,
    pub(super) clock: Clock,
    pub(super) drafts: Drafts,
    pub(super) preferences: Preferences,
    pub(super) queue: UnboundedSender<Wake>,
    pub(super) timers: HashMap<Timer, JoinHandle<()>>,
    /// The file of the store: evidence is kept beside it.
    pub(super) path: PathBuf,
    /// How much of it is kept.
    pub(super) limits: IntakeLimits,
    /// What documents for people are made from.
    pub(super) reports: Source,
}

impl Outside {
    pub(super) fn carry_out<W: Write>(&mut self, effect: Effect, out: &mut Tight<W>) -> Asked {
        match effect {
            Effect::Ask(query) => self.questions.ask(query),
            Effect::Commit { ticket, batch, sent } => self.gather(ticket, batch, sent),
            Effect::Wait(timer, milliseconds) => self.wait(timer, milliseconds),
            Effect::SaveDraft { key, text } => {
                if let Err(error) = self.drafts.keep(&key, &text) {
                    self.send(Msg::NotKept(error.to_string()));
                }
            }
            Effect::SavePreferences { pane, preferences } => {
                if let Err(error) = self.preferences.keep(pane, &preferences) {
                    self.send(Msg::PreferencesNotKept(error.to_string()));
                }
            }
            Effect::WriteReport { order, path, lang } => {
                let (source, queue, now) = (self.reports.clone(), self.queue.clone(), self.clock.now());
                tokio::task::spawn_blocking(move || {
                    let result = source.write(&order, &path, lang, now);
                    let _ = queue.send(Wake::Msg(Msg::ReportWritten { order, path, result }));
                });
            }
            Effect::Copy(words) => {
                let mut bytes = String::new();
                // Writing into a string cannot fail.
                let _ = CopyToClipboard::to_clipboard_from(words.as_bytes()).write_ansi(&mut bytes);
                out.push_control(bytes.as_bytes());
            }
            Effect::Alert { title, body } => out.push_control(alert(&title, &body).as_bytes()),
            Effect::Mouse(on) => out.push_control(terminal::mouse(on)),
            Effect::Repaint => return Asked::Repaint,
            Effect::Suspend => return Asked::Suspend,
            Effect::Quit => return Asked::Quit,
        }
        Asked::Nothing
    }

    fn send(&self, msg: Msg) {
        // The receiver lives as long as the session that calls this.
        let _ = self.queue.send(Wake::Msg(msg));
    }

    fn wait(&mut self, timer: Timer, milliseconds: u64) {
        let queue = self.queue.clone();
        let waiting = tokio::spawn(async move {
            tokio::time::sleep(Duration::from_millis(milliseconds)).await;
            let _ = queue.send(Wake::Msg(Msg::Timer(timer)));
        });
        if let Some(earlier) = self.timers.insert(timer, waiting) {
            earlier.abort();
        }
    }

    /// Reads the files that the commands name, beside the loop: the screen waits for no file.
    fn gather(&self, ticket: u64, batch: Option<Id>, mut sent: Vec<Sent>) {
        if self.store.is_none() || !sent.iter_mut().any(|sent| awaits_files(&mut sent.command)) {
            return self.commit(ticket, batch, sent);
        }
        let (path, limits, queue) = (self.path.clone(), self.limits, self.queue.clone());
        tokio::task::spawn_blocking(move || {
            let count = sent.len();
            let kept = sent.iter_mut().try_for_each(|sent| gather(&mut sent.command, &path, &limits));
            let gathered = Gathered { ticket, batch, sent: kept.map(|()| sent), count };
            let _ = queue.send(Wake::Gathered(gathered));
        });
    }

    /// Commits what has its files; what lacks one is not written at all.
    pub(super) fn gathered(&self, gathered: Gathered) {
        let Gathered { ticket, batch, sent, count } = gathered;
        match sent {
            Ok(sent) => self.commit(ticket, batch, sent),
            Err(problem) => {
                let results = (0..count).map(|_| Err(Failure::File(problem.clone()))).collect();
                self.send(Msg::Committed { ticket, results });
            }
        }
    }

    fn commit(&self, ticket: u64, batch: Option<Id>, sent: Vec<Sent>) {
        let Some(store) = &self.store else {
            let results = sent.iter().map(|_| Err(Failure::ReadOnly)).collect();
            return self.send(Msg::Committed { ticket, results });
        };
        let now = self.clock.now();
        let count = sent.len();
        let submissions = sent
            .into_iter()
            .map(|Sent { command, seen }| Submission {
                officer: self.officer.clone(),
                at: now,
                batch,
                expect: seen.into_iter().collect(),
                command,
            })
            .collect();
        let queue = self.queue.clone();
        store.submit_then(submissions, move |answers| {
            let mut results: Vec<_> = answers.into_iter().map(result).collect();
            // A store that closes answers once for all.
            if let (true, Some(Err(failure))) = (results.len() < count, results.last().cloned()) {
                results.resize(count, Err(failure));
            }
            let _ = queue.send(Wake::Msg(Msg::Committed { ticket, results }));
        });
    }
}

fn result(answered: Result<Outcome, CommitError>) -> Result<Done, Failure> {
    match answered {
        Ok(Outcome::Committed(committed)) => {
            let events = committed.events.into_iter().map(|event| event.body).collect();
            Ok(Done { seq: Some(committed.seq), streams: committed.streams, events })
        }
        Ok(Outcome::Unchanged { .. }) => Ok(Done { seq: None, streams: Vec::new(), events: Vec::new() }),
        Err(CommitError::Refused(refusal)) => Err(Failure::Refused(refusal)),
        Err(CommitError::Changed(differences)) => Err(Failure::Changed(differences)),
        Err(CommitError::Busy) => Err(Failure::Busy),
        Err(CommitError::ReadOnly) => Err(Failure::ReadOnly),
        Err(CommitError::Storage(error)) => Err(Failure::Storage(error.to_string())),
    }
}

/// The bell, and the same as a notification for terminals that show them: OSC 9 (iTerm2, Windows Terminal) and OSC 777
/// (urxvt, foot, WezTerm), whose fields are parted by semicolons.
fn alert(title: &str, body: &str) -> String {
    let field = |words: &str| text::sanitize(words).replace(';', ",");
    let (title, body) = (field(title), field(body));
    format!("\x07\x1b]9;{body}\x1b\\\x1b]777;notify;{title};{body}\x1b\\")
}

#[cfg(test)]
mod tests {
    use super::alert;

    #[test]
    fn an_alert_is_bell_osc_9_and_osc_777_and_nothing_of_it_can_break_out() {
        let bytes = alert("值班台", "特急 2 件");
        assert_eq!(bytes, "\x07\x1b]9;特急 2 件\x1b\\\x1b]777;notify;值班台;特急 2 件\x1b\\");
        let hostile = alert("a;b\x07", "x\x1b\\\u{9c}\x1b]52;c;aGk=\x07;y");
        assert_eq!(hostile.matches('\x07').count(), 1, "{hostile:?}");
        assert_eq!(hostile.matches('\x1b').count(), 4, "{hostile:?}");
        assert_eq!(hostile.matches('\u{9c}').count(), 0, "{hostile:?}");
        assert_eq!(hostile.matches(';').count(), 4, "{hostile:?}");
    }
}

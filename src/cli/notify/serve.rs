//! The worker: sleeps until somebody rings the bell, a time comes, or a channel has answered. Every channel has at most
//! one message on its way, so that a slow one holds up nobody else.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::super::out::{Fields, Out};
use super::super::problem::{Exit, Problem};
use super::super::{complain, say};
use super::{Desk, Tally};
use crate::notify::{self, Attempt, Failure, Job, Trouble};
use crate::store::{StoreError, Watcher};

/// Longest sleep: the clock of the machine may be set.
const LONGEST: Duration = Duration::from_secs(600);
/// How long to leave a store alone that could not be read or written.
const PATIENCE: TimeDelta = TimeDelta::seconds(5);
/// A channel that has not come back so long after its time is given up for this attempt.
const GRACE: TimeDelta = TimeDelta::seconds(5);

/// Why the worker wakes.
enum Wake {
    /// Somebody has committed.
    Bell,
    /// It is to stop, once what is on its way has been settled.
    Stop,
    /// The bell cannot be heard any more.
    Deaf(StoreError),
    /// A channel has answered.
    Answered(Box<Job>, Attempt),
}

/// A message on its way.
struct Away {
    job: Job,
    /// The channel must have come back by then.
    until: DateTime<Utc>,
}

struct Worker<'d> {
    desk: &'d Desk<'d>,
    tally: Tally,
    away: BTreeMap<String, Away>,
    tell: Sender<Wake>,
    stopping: bool,
}

/// Sends until it is told to stop; with `once` until nothing can be sent at once.
pub(super) fn run(desk: &Desk<'_>, once: bool) -> Result<Exit, Problem> {
    let (tell, hear) = mpsc::channel();
    listen(desk.store.path(), tell.clone()).map_err(Problem::store(desk.store.path()))?;
    let mut worker = Worker { desk, tally: Tally::default(), away: BTreeMap::new(), tell, stopping: false };
    let ended = worker.work(&hear, once);
    worker.report()?;
    ended?;
    Ok(if once && worker.tally.failed > 0 { Exit::Partial } else { Exit::Ok })
}

impl Worker<'_> {
    fn work(&mut self, hear: &Receiver<Wake>, once: bool) -> Result<(), Problem> {
        let mut broken: Option<Problem> = None;
        loop {
            let mut wake = None;
            if !self.stopping {
                match self.send() {
                    Ok((0, _)) if once && self.away.is_empty() => return Ok(()),
                    Ok((_, next)) => wake = next,
                    Err(Trouble::Write(error)) if is_busy(&error) => wake = Some(self.now() + PATIENCE),
                    Err(trouble) => {
                        broken = Some(self.desk.trouble(trouble));
                        self.stopping = true;
                    }
                }
            }
            if self.stopping && self.away.is_empty() {
                return broken.map_or(Ok(()), Err);
            }
            let wake = wake.into_iter().chain(self.away.values().map(|away| away.until)).min();
            match hear.recv_timeout(self.until(wake)) {
                Ok(first) => {
                    // What has come together is looked at together.
                    for wake in std::iter::once(first).chain(hear.try_iter()) {
                        if let Err(problem) = self.woken(wake) {
                            broken.get_or_insert(problem);
                            self.stopping = true;
                        }
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => self.stopping = true,
            }
            self.overdue()?;
        }
    }

    fn now(&self) -> DateTime<Utc> {
        self.desk.clock.now()
    }

    fn until(&self, wake: Option<DateTime<Utc>>) -> Duration {
        let left = wake.map(|wake| (wake - self.now()).to_std().unwrap_or_default());
        // A little late rather than a little early, which would be too early once more.
        left.map_or(LONGEST, |left| left.min(LONGEST) + Duration::from_millis(5))
    }

    fn woken(&mut self, wake: Wake) -> Result<(), Problem> {
        match wake {
            Wake::Bell => Ok(()),
            Wake::Stop => {
                self.stopping = true;
                Ok(())
            }
            Wake::Deaf(error) => Err(Problem::store(self.desk.store.path())(error)),
            Wake::Answered(job, attempt) => self.answered(&job, &attempt),
        }
    }

    /// Starts what can be sent; gives how many, and when there is more to do.
    fn send(&mut self) -> Result<(usize, Option<DateTime<Utc>>), Trouble> {
        let outbox = self.desk.outbox();
        let busy: BTreeSet<String> = self.away.keys().cloned().collect();
        let plan = outbox.plan(self.now(), &busy)?;
        self.tally.queued += plan.queued;
        self.tally.cancelled += plan.cancelled;
        let mut started = 0;
        for job in plan.ready {
            let Some(channel) = outbox.outbound.channel(&job.message.note.channel) else { continue };
            let Some(parcel) = outbox.claim(&job, channel, self.now())? else { continue };
            let (own, tell, task) = (channel.clone(), self.tell.clone(), Box::new(job.clone()));
            let sending = std::thread::Builder::new().name(format!("send {}", channel.id)).spawn(move || {
                let attempt = notify::attempt(&own, &parcel);
                // If the worker has ended, the claim ends by itself and the message is sent again.
                drop(tell.send(Wake::Answered(task, attempt)));
            });
            match sending {
                Ok(_) => {
                    started += 1;
                    let until = self.now() + channel.timeout + GRACE;
                    self.away.insert(channel.id.clone(), Away { job, until });
                }
                // The machine has no thread to spare: nothing was sent.
                Err(_) => outbox.release(job.stream, self.now())?,
            }
        }
        Ok((started, plan.wake))
    }

    /// Takes down an answer. One that comes after its time counts too: that a message was taken is a fact.
    fn answered(&mut self, job: &Job, attempt: &Attempt) -> Result<(), Problem> {
        let channel = &job.message.note.channel;
        if self.away.get(channel).is_some_and(|away| away.job == *job) {
            self.away.remove(channel);
        }
        let taken = matches!(attempt, Attempt::Taken(_));
        *(if taken { &mut self.tally.sent } else { &mut self.tally.failed }) += 1;
        let mut out = Out::new();
        if !self.desk.setting.json {
            out.line(&self.desk.told(&job.message.note, attempt))?;
            out.flush()?;
        }
        let settled = self.desk.outbox().settle(job, attempt, self.now());
        match settled {
            Err(Trouble::Write(error)) if is_busy(&error) => {
                // The claim ends by itself, and the message is sent once more.
                complain(&self.desk.setting.voice(), &Problem::Commit(error), None);
                Ok(())
            }
            settled => settled.map_err(|trouble| self.desk.trouble(trouble)),
        }
    }

    /// Stops waiting for channels that do not come back, as a mail server may that answers one letter at a time.
    fn overdue(&mut self) -> Result<(), Problem> {
        let now = self.now();
        let late: Vec<Job> =
            self.away.values().filter(|away| away.until <= now).map(|away| away.job.clone()).collect();
        late.iter()
            .try_for_each(|job| self.answered(job, &Attempt::Failed(Failure::new("timeout").unclear())))
    }

    fn report(&self) -> Result<(), Problem> {
        let Tally { queued, sent, failed, cancelled } = self.tally;
        if !self.desk.setting.json {
            say(&(self.desk.setting.strings.outgoing.tally)([queued, sent, failed, cancelled]));
            return Ok(());
        }
        let mut out = Out::new();
        let counts = [("queued", queued), ("sent", sent), ("failed", failed), ("cancelled", cancelled)];
        out.object(
            counts.map(|(name, count)| (name.to_owned(), json!(count))).into_iter().collect::<Fields>(),
        )?;
        Ok(out.flush()?)
    }
}

fn is_busy(error: &crate::store::CommitError) -> bool {
    matches!(error, crate::store::CommitError::Busy)
}

/// Tells of the bell and of signals, from a thread of its own. The second signal ends the program at once.
fn listen(store: &Path, tell: Sender<Wake>) -> Result<(), StoreError> {
    use tokio::signal::unix::{SignalKind, signal};
    let system = |source| StoreError::File { path: store.display().to_string(), source };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().map_err(system)?;
    let (mut bell, mut interrupt, mut end) = {
        let _inside = runtime.enter();
        let signals = (signal(SignalKind::interrupt()), signal(SignalKind::terminate()));
        (Watcher::open(store)?, signals.0.map_err(system)?, signals.1.map_err(system)?)
    };
    let serve = async move {
        let mut stopping = false;
        loop {
            let wake = tokio::select! {
                rung = bell.rung() => match rung {
                    Ok(()) => Wake::Bell,
                    Err(error) => Wake::Deaf(error),
                },
                _ = interrupt.recv() => Wake::Stop,
                _ = end.recv() => Wake::Stop,
            };
            if matches!(wake, Wake::Stop) && std::mem::replace(&mut stopping, true) {
                std::process::exit(130);
            }
            let deaf = matches!(wake, Wake::Deaf(_));
            if tell.send(wake).is_err() || deaf {
                return;
            }
        }
    };
    let thread = std::thread::Builder::new().name("bell".to_owned());
    thread.spawn(move || runtime.block_on(serve)).map(drop).map_err(system)
}

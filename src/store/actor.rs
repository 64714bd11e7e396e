//! The thread that owns the writing connection.

use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread::JoinHandle;

use super::error::StoreError;
use super::runner::{Answered, CommitError, Runner, Submission};
use super::schema;
use super::watch::Bell;
use crate::domain::Policy;
use crate::domain::id::IdSource;

/// Most requests that become durable together.
const GROUP: usize = 256;

/// How a store is opened.
#[derive(Debug, Clone)]
pub struct OpenOptions {
    /// The rules of the house.
    pub policy: Policy,
    /// Where the ids of journal entries begin; a fixed seed gives the same journal again.
    pub seed: u64,
}

/// Receives the answers to one request, in its order.
type Reply = Box<dyn FnOnce(Vec<Answered>) + Send>;

enum Request {
    Submit(Vec<Submission>, Reply),
    Policy(Box<Policy>),
    Stop,
}

/// A store open for writing. Requests are taken in turn by a thread of its own, which ends with this value.
#[derive(Debug)]
pub struct Store {
    requests: mpsc::Sender<Request>,
    thread: Option<JoinHandle<()>>,
    path: PathBuf,
}

/// Answers that are still to come. Await it, or [`wait`](Self::wait) for it outside of asynchronous code.
#[derive(Debug)]
pub struct Pending(tokio::sync::oneshot::Receiver<Vec<Answered>>);

impl Pending {
    /// Blocks until the answers are there; never call it in asynchronous code.
    pub fn wait(self) -> Vec<Answered> {
        self.0.blocking_recv().unwrap_or_else(|_| vec![closed()])
    }

    /// The answers, one for each submission, in their order; a single [`StoreError::Closed`] if the store was closed.
    pub async fn answers(self) -> Vec<Answered> {
        self.0.await.unwrap_or_else(|_| vec![closed()])
    }
}

fn closed() -> Answered {
    Err(CommitError::Storage(StoreError::Closed))
}

impl Store {
    /// Opens the store at this path, and makes it if there is none.
    ///
    /// # Errors
    /// [`StoreError::NewerSchema`] if a newer program wrote it, [`StoreError::NotAStore`] if it is another database,
    /// [`StoreError::File`] and [`StoreError::Sqlite`] if it cannot be opened for writing.
    pub fn open(path: &Path, options: OpenOptions) -> Result<Self, StoreError> {
        let conn = schema::open(path)?;
        let bell = Bell::open(path)?;
        let runner = Runner::new(conn, options.policy, IdSource::seeded(options.seed));
        let (requests, inbox) = mpsc::channel();
        let thread = std::thread::Builder::new()
            .name("store".to_owned())
            .spawn(move || serve(runner, &bell, &inbox))
            .map_err(StoreError::file(path))?;
        Ok(Self { requests, thread: Some(thread), path: path.to_owned() })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Submits one command and waits until it is durable; never call it in asynchronous code.
    ///
    /// # Errors
    /// [`CommitError`]; nothing was changed then.
    pub fn submit(&self, submission: Submission) -> Answered {
        self.submit_all(vec![submission]).wait().pop().unwrap_or_else(closed)
    }

    /// Submits commands that become durable together; each has its own entry and its own outcome.
    pub fn submit_all(&self, submissions: Vec<Submission>) -> Pending {
        let (sender, receiver) = tokio::sync::oneshot::channel();
        // Nobody waits any more if the receiver is gone; the commands are carried out all the same.
        self.submit_then(submissions, move |answers| drop(sender.send(answers)));
        Pending(receiver)
    }

    /// The same, with a function that the store's thread calls with the answers. It must not block. It is dropped
    /// without a call if the store is closed.
    pub fn submit_then(
        &self,
        submissions: Vec<Submission>,
        reply: impl FnOnce(Vec<Answered>) + Send + 'static,
    ) {
        // A closed channel drops the reply, which its receiver notices.
        drop(self.requests.send(Request::Submit(submissions, Box::new(reply))));
    }

    /// Decides by other rules from the next command on.
    pub fn set_policy(&self, policy: Policy) {
        // After the end there is nothing left to decide.
        drop(self.requests.send(Request::Policy(Box::new(policy))));
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        // The thread finishes what came before and ends; if it has ended already, there is nothing to say.
        drop(self.requests.send(Request::Stop));
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

/// Takes requests until the last; what waits together is committed together.
fn serve(mut runner: Runner, bell: &Bell, inbox: &mpsc::Receiver<Request>) {
    let mut next = inbox.recv().ok();
    while let Some(request) = next.take() {
        match request {
            Request::Submit(submissions, reply) => {
                let mut group = vec![(submissions, reply)];
                next = gather(&mut group, inbox);
                commit(&mut runner, bell, group);
            }
            Request::Policy(policy) => runner.set_policy(*policy),
            Request::Stop => return,
        }
        next = next.or_else(|| inbox.recv().ok());
    }
}

/// Adds the submissions that wait already; gives the first request of another sort.
fn gather(group: &mut Vec<(Vec<Submission>, Reply)>, inbox: &mpsc::Receiver<Request>) -> Option<Request> {
    while group.len() < GROUP {
        match inbox.try_recv().ok()? {
            Request::Submit(submissions, reply) => group.push((submissions, reply)),
            other => return Some(other),
        }
    }
    None
}

fn commit(runner: &mut Runner, bell: &Bell, group: Vec<(Vec<Submission>, Reply)>) {
    let (mut all, mut replies) = (Vec::new(), Vec::new());
    for (submissions, reply) in group {
        replies.push((submissions.len(), reply));
        all.extend(submissions);
    }
    let (answers, committed) = runner.submit_all(&all);
    if committed {
        bell.ring();
    }
    let mut answers = answers.into_iter();
    for (length, reply) in replies {
        reply(answers.by_ref().take(length).collect());
    }
}

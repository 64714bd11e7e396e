//! The demonstration: a district's duty room from 23 January 2020 to the night of 7 April, 02:14 (+08:00).
//!
//! Everything in it was done through the same commands as real work. All persons, telephones and number plates are
//! invented; the 46 directives of the central bodies are real, the other papers are made up after their kind. As of
//! the statistical day 6 April the figures are those of the news report that the demonstration follows; what is open
//! in the night came after midnight.
//!
//! - `book`, `dice`: who did what when, and repeatable chance;
//! - `duty`, `papers`, `inspections`, `supervised`, `bulletins`, `ledgers`, `meetings`, `people`, `transfers`: 75 days;
//! - `night`: what is open at 02:14;
//! - `scale`: as many papers as one likes, for measuring.

mod book;
mod bulletins;
mod dice;
mod duty;
mod inspections;
mod ledgers;
mod meetings;
mod night;
mod papers;
mod people;
mod scale;
mod supervised;
mod transfers;
mod words;

use chrono::{DateTime, TimeDelta, Utc};

use crate::config::Config;
use crate::domain::{Command, Officer, Refusal};
use crate::store::{CommitError, Outcome, Pending, Store, Submission};

pub use scale::{NEEDLE, scale};

use book::Book;

/// Seed of the demonstration that everybody sees.
pub const SEED: u64 = 20_200_407;
/// Commands that become durable together.
const BATCH: usize = 2_000;

/// The time at which the demonstration opens: 2020-04-07 02:14 +08:00.
pub fn opens_at() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::seconds(1_586_196_840)
}

/// One thing that somebody did.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// Who.
    pub officer: Officer,
    /// What.
    pub command: Command,
}

/// Why the demonstration could not be built.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The configuration lacks an officer of the demonstration.
    #[error("the configuration has no officer `{0}`, whom the demonstration needs")]
    Officer(&'static str),
    /// The configuration lacks a port, site, vehicle or driver of the demonstration.
    #[error("the configuration has too few entries in `{0}` for the demonstration")]
    Place(&'static str),
    /// The built-in list of directives cannot be read.
    #[error("the directives of the demonstration cannot be read: {0}")]
    Directives(String),
    /// The rules of the house refuse a step; with a configuration of one's own this can happen.
    #[error("step {step} of the demonstration at {at} is refused: {refusal:?}")]
    Refused {
        /// Number of the step, from 1.
        step: usize,
        /// Its time (UTC).
        at: DateTime<Utc>,
        /// Why.
        refusal: Box<Refusal>,
    },
    /// The store failed.
    #[error(transparent)]
    Store(CommitError),
}

/// What was built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Built {
    /// Steps submitted.
    pub steps: usize,
    /// Number of the last journal entry.
    pub last_entry: u64,
}

/// All steps of the demonstration in order of time; the same seed gives the same steps. Drafts of bulletins are empty:
/// [`build`] writes them from the store when it comes to them.
///
/// # Errors
/// [`DemoError`] when the configuration lacks what they name.
pub fn script(config: &Config, seed: u64) -> Result<Vec<Step>, DemoError> {
    let mut book = Book::new(config, seed);
    let places = transfers::Places::of(config)?;
    let papers = papers::write(&mut book)?;
    duty::write(&mut book, &papers);
    inspections::write(&mut book);
    supervised::write(&mut book);
    ledgers::write(&mut book);
    bulletins::write(&mut book);
    let crew = people::write(&mut book);
    transfers::write(&mut book, &places, &crew);
    night::write(&mut book, &places, &crew);
    book.into_steps()
}

/// Fills a store, which should be empty, with the demonstration.
///
/// # Errors
/// [`DemoError`]; what was submitted before the failing step stays.
pub fn build(store: &Store, config: &Config, seed: u64) -> Result<Built, DemoError> {
    let mut built = Built { steps: 0, last_entry: 0 };
    let mut batch: Vec<Step> = Vec::new();
    for mut step in script(config, seed)? {
        // An issue of a bulletin says what is in the store when it is drafted.
        let drafts = bulletins::is_unwritten(&step.command);
        if drafts || batch.len() == BATCH {
            built.take_in(hand_in(store, std::mem::take(&mut batch)))?;
        }
        if drafts {
            bulletins::draft(store, config, &mut step.command)?;
        }
        batch.push(step);
    }
    built.take_in(hand_in(store, batch))?;
    Ok(built)
}

/// Steps on their way into the store, and their times.
type Handed = (Pending, Vec<DateTime<Utc>>);

fn hand_in(store: &Store, steps: Vec<Step>) -> Handed {
    let times = steps.iter().map(|step| step.at).collect();
    let submissions = steps.into_iter().map(|Step { at, officer, command }| Submission {
        officer,
        at,
        batch: None,
        expect: Vec::new(),
        command,
    });
    (store.submit_all(submissions.collect()), times)
}

impl Built {
    /// Waits until steps are in the store.
    fn take_in(&mut self, (answers, times): Handed) -> Result<(), DemoError> {
        for (answer, at) in answers.wait().into_iter().zip(times) {
            self.steps += 1;
            match answer {
                Ok(Outcome::Committed(committed)) => self.last_entry = committed.seq,
                Ok(Outcome::Unchanged { .. }) => {}
                Err(CommitError::Refused(refusal)) => {
                    return Err(DemoError::Refused { step: self.steps, at, refusal: Box::new(refusal) });
                }
                Err(other) => return Err(DemoError::Store(other)),
            }
        }
        Ok(())
    }
}

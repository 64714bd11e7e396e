//! The outbox: what is queued, what is next, and what came of it. Any number of workers may have one; the store sees to
//! it that only one of them has a message in hand.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset, NaiveTime, TimeDelta, Utc};

use super::{Attempt, Failure, Parcel, ahead, compose, free_at, next_turn, notes, stands, wait};
use crate::config::{Channel, Outbound};
use crate::domain::ladder::AttentionRules;
use crate::domain::outgoing::{Claim, Message, MessageCommand, MessageState, Note, Purpose};
use crate::domain::{Aggregate, Command, Entity, Officer, Stream, Urgency};
use crate::store::{CommitError, Outcome, Reader, Standing, Store, StoreError, Submission};

/// What the store knows of the last minute, for the limits on rates.
const LATELY: TimeDelta = TimeDelta::minutes(1);
/// A claim outlives the attempt by this, so that a slow commit is no second message.
const MARGIN: TimeDelta = TimeDelta::seconds(30);

/// The store cannot be read or written; nothing is lost by it.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// It cannot be read.
    #[error(transparent)]
    Read(#[from] StoreError),
    /// It cannot be written.
    #[error(transparent)]
    Write(#[from] CommitError),
}

/// A message that may be sent now.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// The message.
    pub stream: Stream,
    /// Its version; a claim of another version is refused.
    pub version: u32,
    /// The message as it is.
    pub message: Message,
}

/// What there is to do.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    /// So many messages were put into the queue.
    pub queued: usize,
    /// So many were cancelled: there is nothing left to tell.
    pub cancelled: usize,
    /// The next message of every channel that is free.
    pub ready: Vec<Job>,
    /// When there may be something to do again without anybody ringing the bell (UTC).
    pub wake: Option<DateTime<Utc>>,
}

/// Where messages are queued and taken from.
#[derive(Debug, Clone, Copy)]
pub struct Outbox<'a> {
    /// The store.
    pub store: &'a Store,
    /// Its reading side.
    pub reader: &'a Reader,
    /// In whose name it is done.
    pub officer: &'a Officer,
    /// The channels and what they tell.
    pub outbound: &'a Outbound,
    /// When items rise to whom.
    pub rules: &'a AttentionRules,
    /// Zone of the office.
    pub zone: FixedOffset,
    /// Name of this worker, which no other has.
    pub worker: &'a str,
}

impl Outbox<'_> {
    /// Queues what is to be said at `now`, cancels what is no longer true, and tells which messages may be sent: at most
    /// one for every channel that is not `busy`.
    ///
    /// # Errors
    /// [`Trouble`]
    pub fn plan(&self, now: DateTime<Utc>, busy: &BTreeSet<String>) -> Result<Plan, Trouble> {
        let mut standing = self.standing(now)?;
        let mut plan = Plan { queued: self.queue(&standing, now)?, ..Plan::default() };
        plan.cancelled = self.tidy(&standing, now)?;
        if plan.queued + plan.cancelled > 0 {
            standing = self.standing(now)?;
        }
        self.choose(&standing, now, busy, &mut plan);
        let turn = next_turn(&standing.items, self.rules, now);
        plan.wake = plan.wake.into_iter().chain(standing.turn).chain(turn).min();
        Ok(plan)
    }

    fn standing(&self, now: DateTime<Utc>) -> Result<Standing, StoreError> {
        standing(self.reader, self.outbound, self.rules, now)
    }

    fn queue(&self, standing: &Standing, now: DateTime<Utc>) -> Result<usize, Trouble> {
        let mut queued = 0;
        for note in unsaid(self.reader, self.outbound, self.rules, standing, now)? {
            queued += usize::from(self.put(note, now)?);
        }
        Ok(queued)
    }

    /// Puts one message into the queue; false if it was there already.
    ///
    /// # Errors
    /// [`Trouble`]
    pub fn put(&self, note: Note, now: DateTime<Utc>) -> Result<bool, Trouble> {
        let stream = Message::stream(note.id());
        let outcome = self.submit(stream, None, MessageCommand::Queue(Box::new(note)), now)?;
        Ok(matches!(outcome, Outcome::Committed(_)))
    }

    /// Cancels waiting messages that would say what is no longer true; gives up those that have no channel any more.
    fn tidy(&self, standing: &Standing, now: DateTime<Utc>) -> Result<usize, Trouble> {
        let mut cancelled = 0;
        for (entity, message) in messages(standing) {
            let waits = match message.state {
                MessageState::Queued | MessageState::Failed => true,
                MessageState::Sending => message.ready_at().is_some_and(|at| at <= now),
                _ => false,
            };
            if !waits {
                continue;
            }
            let about = message.note.about.map(|about| self.reader.entity(about)).transpose()?.flatten();
            let act = if !stands(&message.note, about.as_ref(), self.outbound, self.rules, now) {
                MessageCommand::Cancel { reason: "gone".to_owned() }
            } else if self.outbound.channel(&message.note.channel).is_none() {
                MessageCommand::GiveUp { reason: "channel".to_owned(), unclear: false }
            } else {
                continue;
            };
            match self.submit(entity.stream, Some(entity.version), act, now) {
                Ok(_) => cancelled += 1,
                Err(error) if is_elsewhere(&error) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(cancelled)
    }

    /// The next message of every free channel: the most urgent, then what is due first, then the oldest.
    fn choose(&self, standing: &Standing, now: DateTime<Utc>, busy: &BTreeSet<String>, plan: &mut Plan) {
        let mut waiting: BTreeMap<&str, Vec<(&Entity, &Message)>> = BTreeMap::new();
        let mut used: BTreeMap<&str, Vec<DateTime<Utc>>> = BTreeMap::new();
        for (entity, message) in messages(standing) {
            used.entry(&message.note.channel).or_default().extend(&message.tried);
            if message.ready_at().is_some() {
                waiting.entry(&message.note.channel).or_default().push((entity, message));
            }
        }
        let mut wake = |at: DateTime<Utc>| plan.wake = plan.wake.into_iter().chain([at]).min();
        for (channel, mut waiting) in waiting {
            let Some(channel) = self.outbound.channel(channel).filter(|_| !busy.contains(channel)) else {
                continue;
            };
            waiting.sort_by_key(|(entity, message)| {
                let note = &message.note;
                (std::cmp::Reverse(note.urgency), note.due, message.since, entity.stream)
            });
            let at = |message: &Message| message.ready_at().map(|at| at.max(self.may_go(message, now)));
            let used = used.get(channel.id.as_str()).map_or(&[][..], Vec::as_slice);
            let free = free_at(channel, used, now);
            match waiting.iter().find(|(_, message)| at(message).is_some_and(|at| at <= now)) {
                Some((entity, message)) if free <= now => plan.ready.push(Job {
                    stream: entity.stream,
                    version: entity.version,
                    message: (*message).clone(),
                }),
                Some(_) => wake(free),
                None => waiting.iter().filter_map(|(_, message)| at(message)).for_each(&mut wake),
            }
        }
    }

    /// From when on a message may leave the room (UTC): in quiet hours only what is most urgent.
    fn may_go(&self, message: &Message, now: DateTime<Utc>) -> DateTime<Utc> {
        let note = &message.note;
        let always = matches!(note.purpose, Purpose::Emergency | Purpose::DutyLeader | Purpose::Test);
        let urgent = note.urgency.is_some_and(|urgency| urgency >= Urgency::Immediate);
        match self.outbound.quiet_hours {
            Some(quiet) if !always && !urgent => after_quiet(quiet, self.zone, now),
            _ => now,
        }
    }

    /// Takes a message in hand. None if somebody else was faster; nothing may be sent then.
    ///
    /// # Errors
    /// [`Trouble`]
    pub fn claim(&self, job: &Job, channel: &Channel, now: DateTime<Utc>) -> Result<Option<Parcel>, Trouble> {
        let claim = Claim { worker: self.worker.to_owned(), until: now + channel.timeout + MARGIN };
        match self.submit(job.stream, Some(job.version), MessageCommand::Claim(claim), now) {
            Ok(_) => {}
            Err(error) if is_elsewhere(&error) => return Ok(None),
            Err(error) => return Err(error.into()),
        }
        let message = &job.message;
        let maybe_twice = message.maybe_twice || message.state == MessageState::Sending;
        let text = compose(&message.note, channel.language, self.zone, now, maybe_twice);
        Ok(Some(Parcel {
            id: job.stream.id,
            note: message.note.clone(),
            text,
            attempt: message.attempts + 1,
            maybe_twice,
            now,
        }))
    }

    /// Puts a message back that was claimed and not tried.
    ///
    /// # Errors
    /// [`Trouble`]
    pub fn release(&self, stream: Stream, now: DateTime<Utc>) -> Result<(), Trouble> {
        let act = MessageCommand::Release { worker: self.worker.to_owned() };
        self.tell(stream, None, act, now)
    }

    /// Takes down what an attempt came to. A message that fails for longer than one tries is given up.
    ///
    /// # Errors
    /// [`Trouble`]; the claim ends by itself then, and the message is sent again.
    pub fn settle(&self, job: &Job, attempt: &Attempt, now: DateTime<Utc>) -> Result<(), Trouble> {
        let failure = match attempt {
            Attempt::Taken(answer) => {
                let act = MessageCommand::Deliver { answer: answer.clone() };
                return self.tell(job.stream, None, act, now);
            }
            Attempt::Failed(failure) => failure,
        };
        let Failure { reason, unclear, .. } = failure.clone();
        let retry_at = now + self.pause(job, failure);
        if retry_at > job.message.since + self.outbound.give_up_after {
            let act = MessageCommand::GiveUp { reason, unclear };
            return self.tell(job.stream, Some(job.version + 1), act, now);
        }
        let worker = self.worker.to_owned();
        self.tell(job.stream, None, MessageCommand::Fail { worker, reason, retry_at, unclear }, now)
    }

    fn pause(&self, job: &Job, failure: &Failure) -> TimeDelta {
        let attempts = job.message.attempts + 1;
        wait(job.stream.id, attempts, failure, self.outbound.retry_first, self.outbound.retry_most)
    }

    /// Submits what is true of a message unless somebody else has gone on with it since.
    fn tell(
        &self,
        stream: Stream,
        expect: Option<u32>,
        act: MessageCommand,
        now: DateTime<Utc>,
    ) -> Result<(), Trouble> {
        match self.submit(stream, expect, act, now) {
            Ok(_) => Ok(()),
            Err(error) if is_elsewhere(&error) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    fn submit(
        &self,
        stream: Stream,
        expect: Option<u32>,
        act: MessageCommand,
        now: DateTime<Utc>,
    ) -> Result<Outcome, CommitError> {
        self.store.submit(Submission {
            officer: self.officer.clone(),
            at: now,
            batch: None,
            expect: expect.map(|version| (stream, version)).into_iter().collect(),
            command: Command::Message { id: stream.id, act },
        })
    }
}

/// What would be queued at `now`, without doing it.
///
/// # Errors
/// [`StoreError`]
pub fn fresh(
    reader: &Reader,
    outbound: &Outbound,
    rules: &AttentionRules,
    now: DateTime<Utc>,
) -> Result<Vec<Note>, StoreError> {
    unsaid(reader, outbound, rules, &standing(reader, outbound, rules, now)?, now)
}

fn standing(
    reader: &Reader,
    outbound: &Outbound,
    rules: &AttentionRules,
    now: DateTime<Utc>,
) -> Result<Standing, StoreError> {
    reader.standing(now, now - outbound.give_up_after, ahead(rules), now - LATELY)
}

/// What is to be said and is not in the store yet.
fn unsaid(
    reader: &Reader,
    outbound: &Outbound,
    rules: &AttentionRules,
    standing: &Standing,
    now: DateTime<Utc>,
) -> Result<Vec<Note>, StoreError> {
    let mut unsaid = Vec::new();
    for note in notes(&standing.items, outbound, rules, now - outbound.give_up_after, now) {
        if reader.entity(Message::stream(note.id()))?.is_none() {
            unsaid.push(note);
        }
    }
    Ok(unsaid)
}

fn messages(standing: &Standing) -> impl Iterator<Item = (&Entity, &Message)> {
    standing.messages.iter().filter_map(|entity| Some((entity, Message::from_state(&entity.state)?)))
}

/// Whether somebody else has the message, or has finished it.
fn is_elsewhere(error: &CommitError) -> bool {
    matches!(error, CommitError::Changed(_) | CommitError::Refused(_))
}

/// The first time from `now` on (UTC) that does not lie in the quiet hours, which may cross midnight.
fn after_quiet(
    (from, until): (NaiveTime, NaiveTime),
    zone: FixedOffset,
    now: DateTime<Utc>,
) -> DateTime<Utc> {
    let local = now.with_timezone(&zone);
    let time = local.time();
    let quiet = if from <= until { from <= time && time < until } else { from <= time || time < until };
    if !quiet {
        return now;
    }
    let left = until - time;
    let left = if left < TimeDelta::zero() { left + TimeDelta::days(1) } else { left };
    now + left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quiet_hours_end_in_the_morning_on_whichever_day() {
        let zone = FixedOffset::east_opt(8 * 3600).expect("a zone");
        let at = |text: &str| DateTime::parse_from_rfc3339(text).expect("a time").to_utc();
        let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
        let night = (time(23), time(6));
        let morning = at("2020-04-07T06:00:00+08:00");
        assert_eq!(after_quiet(night, zone, at("2020-04-06T23:30:00+08:00")), morning);
        assert_eq!(after_quiet(night, zone, at("2020-04-07T05:59:00+08:00")), morning);
        assert_eq!(after_quiet(night, zone, morning), morning);
        let noon = at("2020-04-07T12:30:00+08:00");
        assert_eq!(after_quiet((time(12), time(14)), zone, noon), at("2020-04-07T14:00:00+08:00"));
        assert_eq!(after_quiet(night, zone, noon), noon);
    }
}

//! `dutydesk notify`: sends what leaves the room, tries a channel, or tells what would be sent.

mod serve;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::args::Notify;
use super::out::{Fields, Out};
use super::problem::{Exit, Problem};
use super::setting::{Setting, nearest, seed};
use crate::config::{Channel, ChannelKind};
use crate::domain::ladder::AttentionRules;
use crate::domain::outgoing::{Message, MessageCommand, MessageState, Note, Purpose};
use crate::domain::{Aggregate, Command, Officer, Role};
use crate::notify::{self, Attempt, Outbox, Trouble};
use crate::runtime::Clock;
use crate::store::{Reader, Store, Submission};

/// Name under which messages are queued and sent where nobody has said whose it is.
const NAME: &str = "notify";

/// What was done, for the last line.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    queued: usize,
    sent: usize,
    failed: usize,
    cancelled: usize,
}

/// What every way of sending starts from.
struct Desk<'s> {
    setting: &'s Setting,
    store: Store,
    reader: Reader,
    officer: Officer,
    rules: AttentionRules,
    worker: String,
    clock: Clock,
}

pub(super) fn run(setting: &Setting, args: &Notify, at: Option<DateTime<Utc>>) -> Result<Exit, Problem> {
    let clock = at.map_or(Clock::System, Clock::from);
    match &args.test {
        Some(channel) => test(&Desk::open(setting, clock)?, channel),
        None if args.dry_run => dry_run(setting, &clock),
        None if !setting.config().outbound.enabled => Err(Problem::OutboundOff),
        None => serve::run(&Desk::open(setting, clock)?, args.once),
    }
}

impl<'s> Desk<'s> {
    fn open(setting: &'s Setting, clock: Clock) -> Result<Self, Problem> {
        let store = setting.writer(false)?;
        let officer = match setting.named_officer() {
            Some(_) => setting.officer()?,
            None => Officer { name: NAME.to_owned(), role: Role::Officer },
        };
        let worker = format!("{}-{:016x}", std::process::id(), seed());
        let rules = setting.config().policy().attention;
        Ok(Self { setting, reader: setting.reader()?, store, officer, rules, worker, clock })
    }

    fn outbox(&self) -> Outbox<'_> {
        Outbox {
            store: &self.store,
            reader: &self.reader,
            officer: &self.officer,
            outbound: &self.setting.config().outbound,
            rules: &self.rules,
            zone: self.setting.zone(),
            worker: &self.worker,
        }
    }

    /// A failure of the store, as the command line tells it.
    fn trouble(&self, trouble: Trouble) -> Problem {
        match trouble {
            Trouble::Read(error) => Problem::store(self.store.path())(error),
            Trouble::Write(error) => Problem::Commit(error),
        }
    }

    /// One line of what became of a message, without what it is about.
    fn told(&self, note: &Note, attempt: &Attempt) -> String {
        let terms = &self.setting.strings.domain;
        let became = match attempt {
            Attempt::Taken(_) => {
                (terms.state)(crate::domain::Kind::Message, MessageState::Sent.name()).to_owned()
            }
            Attempt::Failed(failure) => (terms.failure)(&failure.reason),
        };
        let voice = self.setting.voice();
        let time = voice.time(self.clock.now());
        format!("{time}  {}  {}  {}  {became}", note.channel, (terms.purpose)(note.purpose), note.number)
    }
}

/// Sends one message of no meaning by a channel, whether or not anything else leaves the room.
fn test(desk: &Desk<'_>, id: &str) -> Result<Exit, Problem> {
    let config = desk.setting.config();
    let channel = config.outbound.channel(id).ok_or_else(|| unknown(desk.setting, id))?;
    let now = desk.clock.now();
    let note = Note {
        channel: channel.id.clone(),
        purpose: Purpose::Test,
        about: None,
        // Every trial is one of its own.
        step: desk.worker.clone(),
        number: now.with_timezone(&desk.setting.zone()).format("%H%M%S").to_string(),
        urgency: None,
        deadline: None,
        due: None,
    };
    let outbox = desk.outbox();
    let trouble = |error| desk.trouble(error);
    let stream = Message::stream(note.id());
    outbox.put(note.clone(), now).map_err(trouble)?;
    let entity = desk.reader.entity(stream).map_err(Problem::store(desk.store.path()))?;
    let message = entity.as_ref().and_then(|entity| Message::from_state(&entity.state)).cloned();
    let job = message.map(|message| notify::Job { stream, version: 1, message });
    let job = job.ok_or_else(|| Problem::NotFound(stream.to_string()))?;
    let parcel = outbox.claim(&job, channel, now).map_err(trouble)?;
    let parcel = parcel.ok_or_else(|| Problem::NotFound(stream.to_string()))?;
    let attempt = notify::attempt(channel, &parcel);
    outbox.settle(&job, &attempt, desk.clock.now()).map_err(trouble)?;
    let taken = matches!(attempt, Attempt::Taken(_));
    if !taken {
        // A trial is not tried again: whoever made it looks at the answer.
        desk.store.submit(Submission {
            officer: desk.officer.clone(),
            at: desk.clock.now(),
            batch: None,
            expect: Vec::new(),
            command: Command::Message {
                id: stream.id,
                act: MessageCommand::Cancel { reason: String::new() },
            },
        })?;
    }
    let mut out = Out::new();
    if desk.setting.json {
        let error = match &attempt {
            Attempt::Taken(_) => None,
            Attempt::Failed(failure) => Some(failure.reason.clone()),
        };
        out.object(Fields::from_iter([
            ("ok".to_owned(), json!(taken)),
            ("channel".to_owned(), json!(channel.id)),
            ("error".to_owned(), json!(error)),
        ]))?;
    } else {
        out.line(&desk.told(&note, &attempt))?;
    }
    out.flush()?;
    Ok(if taken { Exit::Ok } else { Exit::Failure })
}

fn unknown(setting: &Setting, id: &str) -> Problem {
    let ids = setting.config().outbound.channels.iter().map(|channel| channel.id.as_str());
    Problem::UnknownChannel { suggestion: nearest(id, ids), id: id.to_owned() }
}

/// What would be queued and sent now, and which channels could not send it; nothing is written.
fn dry_run(setting: &Setting, clock: &Clock) -> Result<Exit, Problem> {
    let path = setting.existing_store()?;
    let (reader, outbound) = (setting.reader()?, &setting.config().outbound);
    let now = clock.now();
    let notes = notify::fresh(&reader, outbound, &setting.config().policy().attention, now)
        .map_err(Problem::store(&path))?;
    let dumb: BTreeSet<&str> = outbound
        .channels
        .iter()
        .filter(|channel| !has_keys(channel))
        .map(|channel| channel.id.as_str())
        .collect();
    let text = |note: &Note| {
        let lang = outbound.channel(&note.channel).map_or(setting.strings.lang, |channel| channel.language);
        notify::compose(note, lang, setting.zone(), now, false)
    };
    let mut out = Out::new();
    if setting.json {
        let messages = notes.iter().map(|note| {
            json!({ "channel": note.channel, "purpose": note.purpose.name(), "about_no": note.number, "text": text(note) })
        });
        out.object(Fields::from_iter([
            ("enabled".to_owned(), json!(outbound.enabled)),
            ("messages".to_owned(), messages.collect()),
            ("channels_without_keys".to_owned(), json!(dumb)),
        ]))?;
    } else {
        for note in &notes {
            out.line(&format!("{}  {}", note.channel, text(note)))?;
        }
        if !outbound.enabled {
            super::say(setting.strings.outgoing.off);
        }
        dumb.iter().for_each(|id| super::say(&(setting.strings.outgoing.no_keys)(id)));
    }
    out.flush()?;
    Ok(if dumb.is_empty() { Exit::Ok } else { Exit::Unhealthy })
}

/// Whether the secrets of a channel can be read.
fn has_keys(channel: &Channel) -> bool {
    let readable = |secret| notify::read_secret(secret).is_ok();
    match &channel.kind {
        ChannelKind::Robot { url, secret, .. } => readable(url) && secret.as_ref().is_none_or(readable),
        ChannelKind::Mail(mail) => mail.password.as_ref().is_none_or(readable),
        ChannelKind::Hook { .. } => true,
    }
}

//! Commands: what people and programs ask for. One command becomes one journal entry, or is refused whole.

use serde::{Deserialize, Serialize};

use super::event::{Entity, Event, EventBody, Restored, State};
use super::facts::{Context, Facts, Stop};
use super::id::{Id, Stream};
use super::notice::NoticeEvent;
use super::officer::Role;
use super::refusal::{Refusal, given};
use super::{
    arrival, bulletin, clearance, dispatch, document, emergency, finding, inspection, ledger_entry, meeting,
    outgoing, request, run, shift, supervised, task, together, volunteer, wake,
};

macro_rules! commands {
    ($($kind:ident, $module:ident, $command:ident;)*) => {
        /// What is asked for.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Command {
            $(
                #[doc = concat!("Of a ", stringify!($kind))]
                $kind {
                    /// Which one; brought along for a new one too.
                    id: Id,
                    /// What to do.
                    act: $module::$command,
                },
            )*
            /// Another command with a remark on its item, in one entry: both or neither.
            Noted {
                /// What to do.
                command: Box<Command>,
                /// The remark.
                text: String,
            },
            /// Several commands on runs, in one entry: all or none. Each is decided as if those before had happened.
            Together(Vec<Command>),
            /// Back to what it was before a journal entry; undoing an undo redoes.
            Undo {
                /// Sequence number of that entry.
                entry: u64,
            },
        }

        /// Decides a command: the events that happen, or why not. Nothing is changed here.
        ///
        /// # Errors
        /// [`Stop::Refused`] when the domain says no, [`Stop::Unreadable`] when the facts cannot be read.
        pub fn decide(facts: &dyn Facts, cx: &Context<'_>, command: &Command) -> Result<Vec<Event>, Stop> {
            if cx.officer.role == Role::Viewer {
                return Err(Refusal::Role { role: Role::Viewer, needed: Role::Officer }.into());
            }
            let events = match command {
                $(Command::$kind { id, act } => $module::decide(facts, cx, *id, act)?,)*
                Command::Noted { command, text } => return noted(facts, cx, command, text),
                Command::Together(commands) => return together::decide_all(facts, cx, commands),
                Command::Undo { entry } => undo(facts, *entry)?,
            };
            wake::follow(facts, cx, events)
        }

        impl Command {
            /// The entity it is about, of several the first; none for an undo.
            pub fn stream(&self) -> Option<Stream> {
                match self {
                    $(Self::$kind { id, .. } => Some(Stream::new(super::id::Kind::$kind, *id)),)*
                    Self::Noted { command, .. } => command.stream(),
                    Self::Together(commands) => commands.first().and_then(Self::stream),
                    Self::Undo { .. } => None,
                }
            }
        }
    };
}

commands! {
    Document, document, DocumentCommand;
    Dispatch, dispatch, DispatchCommand;
    Inspection, inspection, InspectionCommand;
    Finding, finding, FindingCommand;
    Supervised, supervised, SupervisedCommand;
    Arrival, arrival, ArrivalCommand;
    Run, run, RunCommand;
    Volunteer, volunteer, VolunteerCommand;
    Request, request, RequestCommand;
    Bulletin, bulletin, BulletinCommand;
    LedgerEntry, ledger_entry, LedgerCommand;
    Shift, shift, ShiftCommand;
    Clearance, clearance, ClearanceCommand;
    Message, outgoing, MessageCommand;
    Emergency, emergency, EmergencyCommand;
    Meeting, meeting, MeetingCommand;
    Task, task, TaskCommand;
}

/// The events of a command, and a comment behind them.
fn noted(facts: &dyn Facts, cx: &Context<'_>, command: &Command, text: &str) -> Result<Vec<Event>, Stop> {
    let text = given("text", text)?;
    let mut events = decide(facts, cx, command)?;
    let Some(stream) = command.stream() else { return Err(Refusal::NothingToUndo.into()) };
    let made = events.iter().rev().find(|event| event.stream == stream).map(|event| event.version);
    let version = match made {
        Some(version) => version,
        None => facts.entity(stream)?.ok_or(Refusal::NotFound { stream })?.version,
    };
    let comment = NoticeEvent::Commented { text };
    let body = EventBody::of_notice(stream.kind, comment).ok_or(Refusal::Missing { field: "text" })?;
    events.push(Event { stream, version: version + 1, body });
    Ok(events)
}

/// Takes an entry back, if nobody has built on it since. Numbers that were given stay given.
fn undo(facts: &dyn Facts, entry: u64) -> Result<Vec<Event>, Stop> {
    let made = facts.made_by_entry(entry)?;
    let mut streams: Vec<(Stream, u32, u32)> = Vec::new();
    for (stream, version) in made {
        match streams.iter_mut().find(|(known, ..)| *known == stream) {
            Some((_, first, last)) => {
                *first = version.min(*first);
                *last = version.max(*last);
            }
            None => streams.push((stream, version, version)),
        }
    }
    if streams.is_empty() {
        return Err(Refusal::NothingToUndo.into());
    }
    let mut events = Vec::with_capacity(streams.len());
    for (at, (stream, first, last)) in streams.into_iter().enumerate() {
        if at == 0 || !went_on_since_woken(facts, stream, first, last)? {
            events.push(restore(facts, entry, stream, first, last)?);
        }
    }
    Ok(events)
}

/// Whether the entry merely brought this item back from waiting for what the entry is about, and somebody has had a
/// hand on the item since. That hand stands, and does not keep the entry from being undone.
fn went_on_since_woken(facts: &dyn Facts, stream: Stream, first: u32, last: u32) -> Result<bool, Stop> {
    let now = facts.entity(stream)?;
    if first <= 1 || now.is_none_or(|now| now.version == last) {
        return Ok(false);
    }
    let (before, after) = (facts.entity_at(stream, first - 1)?, facts.entity_at(stream, last)?);
    Ok(before.zip(after).is_some_and(|(before, after)| wake::only_woken(&before.state, &after.state)))
}

fn restore(facts: &dyn Facts, entry: u64, stream: Stream, first: u32, last: u32) -> Result<Event, Stop> {
    let now = facts.entity(stream)?.ok_or(Refusal::NotFound { stream })?;
    if now.version != last && !stands_as_after(facts, &now, last)? {
        return Err(Refusal::ChangedSince { stream, by: now.changed_by, at: now.changed_at }.into());
    }
    let before = if first > 1 { facts.entity_at(stream, first - 1)? } else { None };
    let state = before.filter(|entity| !entity.void).map(|entity| Box::new(keep_numbers(&now, entity.state)));
    if let Some(state) = &state {
        still_has_a_place(facts, &now, state)?;
    }
    Ok(Event {
        stream,
        version: now.version + 1,
        body: EventBody::Restored(Restored { undoes: entry, state }),
    })
}

/// Whether the entity is as the entry left it, because all that came later was itself taken back. So several acts on
/// one item can be undone one after the other, and redone.
fn stands_as_after(facts: &dyn Facts, now: &Entity, version: u32) -> Result<bool, Stop> {
    let then = facts.entity_at(now.stream, version)?;
    Ok(then.is_some_and(|then| then.void == now.void && keep_numbers(now, then.state) == now.state))
}

/// A number that was given stays with its entity, so that the sequence has neither gaps nor doubles.
fn keep_numbers(now: &Entity, mut before: State) -> State {
    match (&now.state, &mut before) {
        (State::Document(now), State::Document(before)) => before.receipt.clone_from(&now.receipt),
        (State::Bulletin(now), State::Bulletin(before)) => before.number = now.number,
        _ => {}
    }
    before
}

/// Refuses to bring back what the world has no place for any more: a crew that is engaged elsewhere since, a paper or
/// an arrival that came again.
fn still_has_a_place(facts: &dyn Facts, now: &Entity, state: &State) -> Result<(), Stop> {
    let id = now.stream.id;
    let held = Some(&now.state).filter(|_| !now.void);
    let twin = match (state, held) {
        (State::Run(run), _) => {
            return run::conflict(facts, id, run)?.map_or(Ok(()), |refusal| Err(refusal.into()));
        }
        (State::Document(back), Some(State::Document(held))) if back.identity() == held.identity() => None,
        (State::Document(back), _) => document::known(facts, &back.paper)?,
        (State::Arrival(back), None) => facts.arrival_by_key(&back.movement.key)?,
        _ => None,
    };
    match twin.filter(|twin| *twin != id) {
        Some(twin) => Err(Refusal::Exists { stream: Stream::new(now.stream.kind, twin) }.into()),
        None => Ok(()),
    }
}

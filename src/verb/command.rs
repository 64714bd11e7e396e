//! From a verb and its arguments to the command of the domain.

use chrono::{DateTime, Utc};

use super::dispatch::dispatch;
use super::emergency::{self, ReportArgs};
use super::{Arg, Verb, bulletin, finding, inspection, meeting, new_dispatch, request};
use crate::domain::dispatch::{ReceiptChannel, Whom};
use crate::domain::document::{Attachment, DocumentCommand, Handling, InstructionMode, Milestone};
use crate::domain::ledger_entry::LedgerCommand;
use crate::domain::meeting::Action;
use crate::domain::notice::NoticeCommand;
use crate::domain::request::RequestKind;
use crate::domain::supervised::SupervisedCommand;
use crate::domain::volunteer::VolunteerCommand;
use crate::domain::{Command, Id, Kind, Stream, Urgency, Wake};

/// What was given with a verb.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Args {
    /// Unit (id).
    pub unit: Option<String>,
    /// Assisting units (ids).
    pub assists: Vec<String>,
    /// Time (UTC).
    pub until: Option<DateTime<Utc>>,
    /// The event that ends a snooze before its time.
    pub wake: Option<Wake>,
    /// Free words.
    pub note: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// What was achieved.
    pub outcome: Option<String>,
    /// The leader who decided.
    pub leader: Option<String>,
    /// The leader's exact words.
    pub words: Option<String>,
    /// How the leader's decision was given; none for the usual way.
    pub mode: Option<InstructionMode>,
    /// For action or for information.
    pub handling: Option<Handling>,
    /// Id of the dispatch that goes out with an assignment.
    pub dispatch: Option<Id>,
    /// What the verbs of an emergency and the receipts of a dispatch are given.
    pub report: ReportArgs,
    /// Urgency of what goes out; 平件 without it.
    pub urgency: Option<Urgency>,
    /// Who of a recipient is called; the contact without it.
    pub whom: Option<Whom>,
    /// The recipient for which another unit stands in.
    pub from: Option<String>,
    /// By what way; by telephone without it.
    pub channel: Option<ReceiptChannel>,
    /// What kind of need a guest has.
    pub need: Option<RequestKind>,
    /// What only the verbs of a run are given.
    pub run: super::RunArgs,
    /// Steps to a due time.
    pub milestones: Vec<Milestone>,
    /// A special report that was drafted.
    pub special: Option<Box<super::SpecialDraft>>,
    /// The item of a checklist that is meant: its number, its name or a part of it.
    pub item: Option<String>,
    /// Action items of minutes.
    pub actions: Vec<Action>,
    /// Files that show that a finding is put right.
    pub evidence: Vec<Attachment>,
    /// The inspection that looked at a closed finding again.
    pub visit: Option<Id>,
    /// What the transport bureau was told of bus lines.
    pub feedback: Option<String>,
}

/// Why a verb did not become a command.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VerbProblem {
    /// An argument is missing.
    #[error("{} needs {arg:?}", verb.name())]
    Missing {
        /// The verb.
        verb: Verb,
        /// What it needs.
        arg: Arg,
    },
    /// The verb means nothing for this kind of item.
    #[error("{} means nothing for {stream}", verb.name())]
    NotForThis {
        /// The verb.
        verb: Verb,
        /// The item.
        stream: Stream,
    },
}

/// The command that a verb becomes on this item. `state` is the name of the state the officer sees.
///
/// # Errors
/// [`VerbProblem`] when an argument is missing or the verb does not fit the kind of item.
pub fn command(verb: Verb, stream: Stream, state: &str, args: &Args) -> Result<Command, VerbProblem> {
    let id = stream.id;
    if verb == Verb::Special {
        return super::special::command(stream, args.special.as_deref());
    }
    if verb == Verb::Dispatch {
        return new_dispatch(Some(stream), args);
    }
    match stream.kind {
        Kind::Document => document(verb, stream, state, args).map(|act| Command::Document { id, act }),
        Kind::Dispatch => dispatch(verb, stream, state, args).map(|act| Command::Dispatch { id, act }),
        Kind::Finding => finding::command(verb, stream, state, args).map(|act| Command::Finding { id, act }),
        Kind::Supervised => supervised(verb, stream, state, args).map(|act| Command::Supervised { id, act }),
        Kind::Arrival => super::arrival::command(verb, stream, args).map(|act| Command::Arrival { id, act }),
        Kind::Run => super::run::command(verb, stream, state, args).map(|act| Command::Run { id, act }),
        Kind::Emergency => {
            emergency::command(verb, stream, state, args).map(|act| Command::Emergency { id, act })
        }
        Kind::Inspection => {
            inspection::command(verb, stream, state, args).map(|act| Command::Inspection { id, act })
        }
        Kind::Request => request::command(verb, stream, state, args).map(|act| Command::Request { id, act }),
        Kind::Meeting => meeting::command(verb, stream, state, args).map(|act| Command::Meeting { id, act }),
        Kind::Task => meeting::task(verb, stream, state, args).map(|act| Command::Task { id, act }),
        Kind::LedgerEntry if verb == Verb::Adopt => {
            Ok(Command::LedgerEntry { id, act: LedgerCommand::Adopt })
        }
        Kind::Bulletin => {
            bulletin::command(verb, stream, state, args).map(|act| Command::Bulletin { id, act })
        }
        Kind::Volunteer => volunteer(verb, stream, state, args).map(|act| Command::Volunteer { id, act }),
        _ => Err(VerbProblem::NotForThis { verb, stream }),
    }
}

/// A note which the verb itself has no place for, and which is kept as a comment with it; none if it has a place, or
/// there is no note, or the item takes no comments.
pub fn spare_note(verb: Verb, stream: Stream, state: &str, args: &Args) -> Option<String> {
    let note = args.note.as_deref().map(str::trim).filter(|note| !note.is_empty())?;
    let without = Args { note: None, ..args.clone() };
    if command(verb, stream, state, args) != command(verb, stream, state, &without) {
        return None;
    }
    command(Verb::Comment, stream, state, args).ok().map(|_| note.to_owned())
}

/// How a leader's decision is given where nobody says otherwise: by telephone. Once the paper is with a unit, the only
/// instruction that is still awaited is the written form of an oral one.
pub fn usual_mode(verb: Verb, state: &str) -> InstructionMode {
    let owed = verb == Verb::Instruct
        && matches!(state, "assigned" | "in_progress" | "answered" | "completed" | "filed");
    if owed { InstructionMode::Written } else { InstructionMode::Phone }
}

pub(super) fn need<T: Clone>(verb: Verb, arg: Arg, value: Option<&T>) -> Result<T, VerbProblem> {
    value.cloned().ok_or(VerbProblem::Missing { verb, arg })
}

/// The verbs that every open item knows.
pub(super) fn notice(verb: Verb, args: &Args) -> Result<Option<NoticeCommand>, VerbProblem> {
    Ok(Some(match verb {
        Verb::Ack => NoticeCommand::Acknowledge,
        Verb::Take => NoticeCommand::Take,
        Verb::Snooze => NoticeCommand::Shelve {
            until: need(verb, Arg::Until, args.until.as_ref())?,
            reason: args.reason.clone().or_else(|| args.note.clone()),
            wake: args.wake.clone(),
        },
        Verb::Awaken => NoticeCommand::Awaken,
        Verb::Remind => NoticeCommand::Urge { whom: args.unit.clone(), words: args.note.clone() },
        Verb::Comment => NoticeCommand::Comment { text: need(verb, Arg::Note, args.note.as_ref())? },
        Verb::Flag => NoticeCommand::ToggleFlag,
        _ => return Ok(None),
    }))
}

fn document(verb: Verb, stream: Stream, state: &str, args: &Args) -> Result<DocumentCommand, VerbProblem> {
    if verb == Verb::Ack && matches!(state, "arrived" | "signed_for") {
        return Ok(DocumentCommand::Sign);
    }
    if let Some(command) = notice(verb, args)? {
        return Ok(DocumentCommand::Notice(command));
    }
    let mode = args.mode.unwrap_or_else(|| usual_mode(verb, state));
    Ok(match verb {
        Verb::Assign => DocumentCommand::Assign {
            lead: need(verb, Arg::Unit, args.unit.as_ref())?,
            assists: args.assists.clone(),
            instruction: match (&args.leader, args.words.as_ref().or(args.note.as_ref())) {
                (Some(leader), Some(words)) => Some((leader.clone(), mode, words.clone())),
                // Half an instruction is asked for again, not dropped.
                (Some(_), None) => return Err(VerbProblem::Missing { verb, arg: Arg::Words }),
                (None, _) if args.words.is_some() => {
                    return Err(VerbProblem::Missing { verb, arg: Arg::Leader });
                }
                (None, _) => None,
            },
            dispatch: args.dispatch,
        },
        Verb::Escalate => DocumentCommand::TellLeader {
            leader: args.leader.clone(),
            words: args.words.clone().or_else(|| args.note.clone()),
        },
        Verb::Done => DocumentCommand::Complete {
            outcome: match state {
                "assigned" | "in_progress" | "answered" => Some(outcome(verb, args)?),
                _ => None,
            },
        },
        Verb::Return => DocumentCommand::Return {
            reason: need(verb, Arg::Reason, args.reason.as_ref().or(args.note.as_ref()))?,
        },
        Verb::Vet => DocumentCommand::Vet { handling: need(verb, Arg::Handling, args.handling.as_ref())? },
        Verb::Propose => DocumentCommand::Propose { proposal: need(verb, Arg::Note, args.note.as_ref())? },
        Verb::Instruct => DocumentCommand::Instruct {
            leader: need(verb, Arg::Leader, args.leader.as_ref())?,
            mode,
            words: need(verb, Arg::Words, args.words.as_ref().or(args.note.as_ref()))?,
        },
        Verb::Circulate => DocumentCommand::Circulate { readers: args.note.iter().cloned().collect() },
        Verb::Start => DocumentCommand::Start,
        Verb::Answer => DocumentCommand::Answer {
            words: need(verb, Arg::Note, args.note.as_ref().or(args.outcome.as_ref()))?,
        },
        Verb::File => DocumentCommand::File,
        Verb::Schedule => DocumentCommand::Schedule { milestones: args.milestones.clone() },
        Verb::Reach => DocumentCommand::ReachMilestone { name: args.note.clone() },
        _ => return Err(VerbProblem::NotForThis { verb, stream }),
    })
}

/// The reason, or the note in its stead.
pub(super) fn reason(verb: Verb, args: &Args) -> Result<String, VerbProblem> {
    need(verb, Arg::Reason, args.reason.as_ref().or(args.note.as_ref()))
}

/// What was achieved, or the note in its stead.
pub(super) fn outcome(verb: Verb, args: &Args) -> Result<String, VerbProblem> {
    need(verb, Arg::Outcome, args.outcome.as_ref().or(args.note.as_ref()))
}

/// `done` takes a supervised item to its next natural step.
fn supervised(
    verb: Verb,
    stream: Stream,
    state: &str,
    args: &Args,
) -> Result<SupervisedCommand, VerbProblem> {
    if let Some(command) = notice(verb, args)? {
        return Ok(SupervisedCommand::Notice(command));
    }
    Ok(match (verb, state) {
        (Verb::Assign, _) | (Verb::Done, "initiated" | "refused") => {
            SupervisedCommand::Assign { unit: need(verb, Arg::Unit, args.unit.as_ref())? }
        }
        (Verb::Done, "received") => SupervisedCommand::Initiate,
        (Verb::Done, "assigned") => SupervisedCommand::Accept,
        (Verb::Done, "accepted") | (Verb::Start, _) => SupervisedCommand::Start,
        (Verb::Done, "fed_back") => SupervisedCommand::Review { note: args.note.clone() },
        (Verb::Done, "reviewed") | (Verb::Escalate, _) => SupervisedCommand::ReportUp,
        (Verb::Done, "reported_up" | "closed") => SupervisedCommand::Close,
        (Verb::Done | Verb::Answer, _) => SupervisedCommand::FeedBack { words: outcome(verb, args)? },
        (Verb::Return, "assigned") => SupervisedCommand::Refuse { reason: reason(verb, args)? },
        (Verb::Return, _) => SupervisedCommand::Redo { reason: reason(verb, args)? },
        (Verb::Extend, _) => SupervisedCommand::Extend {
            until: need(verb, Arg::Until, args.until.as_ref())?,
            approver: need(verb, Arg::Leader, args.leader.as_ref())?,
            reason: reason(verb, args)?,
        },
        (Verb::Schedule, _) => SupervisedCommand::Schedule { milestones: args.milestones.clone() },
        (Verb::Reach, _) => SupervisedCommand::ReachMilestone { name: args.note.clone() },
        _ => return Err(VerbProblem::NotForThis { verb, stream }),
    })
}

/// Who is here, who has gone, who is back on the list.
fn volunteer(verb: Verb, stream: Stream, state: &str, args: &Args) -> Result<VolunteerCommand, VerbProblem> {
    Ok(match verb.plain(stream.kind, state) {
        Verb::CheckIn => VolunteerCommand::CheckIn,
        Verb::CheckOut => VolunteerCommand::CheckOut,
        Verb::Back => VolunteerCommand::Return,
        Verb::Off => VolunteerCommand::Leave { reason: reason(verb, args)? },
        _ => return Err(VerbProblem::NotForThis { verb, stream }),
    })
}

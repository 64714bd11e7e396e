//! What people ask of a paper, what of it may be done, and when.

use chrono::{DateTime, Datelike, Utc};
use serde::{Deserialize, Serialize};

use super::super::dispatch;
use super::super::event::{Aggregate, Event};
use super::super::facts::{Context, Facts, Series, Stop, Unreadable};
use super::super::id::{Id, Kind, Stream};
use super::super::limits::{self, DueKind};
use super::super::notice::NoticeCommand;
use super::super::refusal::{Refusal, given};
use super::{
    Deadlines, Document, DocumentEvent, DocumentState, Handling, Instruction, InstructionMode, Milestone,
    Paper, Receipt, Received, identity, milestone,
};

/// What people ask of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentCommand {
    /// It has come. A copy of a known paper attaches to that one; exactly the same copy changes nothing.
    Receive(Box<Received>),
    /// Correct or complete it.
    Amend(Box<Received>),
    /// 签收 and 登记 in one act: whoever signs gives it its number.
    Sign,
    /// 初审
    Vet {
        /// 阅件 or 办件
        handling: Handling,
    },
    /// 退文
    Return {
        /// Why; mandatory.
        reason: String,
    },
    /// 报告领导
    TellLeader {
        /// Which.
        leader: Option<String>,
        /// How and with what words.
        words: Option<String>,
    },
    /// 拟办
    Propose {
        /// The suggestion.
        proposal: String,
    },
    /// 批示
    Instruct {
        /// The leader.
        leader: String,
        /// How it was given.
        mode: InstructionMode,
        /// The exact words.
        words: String,
    },
    /// 转办. With no instruction on record, and none coming along, a written one is owed (即来即办).
    Assign {
        /// 主办
        lead: String,
        /// 协办
        assists: Vec<String>,
        /// Leader, mode and words, where an instruction comes along.
        instruction: Option<(String, InstructionMode, String)>,
        /// Id of a new dispatch that goes out to these units with it, so that each of them signs for it. A paper without
        /// one is given to them in some other way.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        dispatch: Option<Id>,
    },
    /// 倒排: plans the steps to the due time; replaces those that are not done.
    Schedule {
        /// The steps, in their order.
        milestones: Vec<Milestone>,
    },
    /// The next step of the plan is done.
    ReachMilestone {
        /// Its name; the next one, if none is given.
        name: Option<String>,
    },
    /// The unit has begun.
    Start,
    /// 答复
    Answer {
        /// The unit's words.
        words: String,
    },
    /// 办结 for 办件 (needs the outcome), 已阅 for 阅件; steps between are recorded with it.
    Complete {
        /// What was achieved.
        outcome: Option<String>,
    },
    /// 传阅
    Circulate {
        /// To whom.
        readers: Vec<String>,
    },
    /// 归档
    File,
    /// An officer's hand on it.
    Notice(NoticeCommand),
}

/// Decides a command on one paper.
///
/// # Errors
/// [`Stop::Refused`] when the state or what was given does not allow it.
pub fn decide(
    facts: &dyn Facts,
    cx: &Context<'_>,
    id: Id,
    command: &DocumentCommand,
) -> Result<Vec<Event>, Stop> {
    if let DocumentCommand::Receive(paper) = command {
        return receive(facts, cx, id, paper);
    }
    let mut paper = Paper::on(facts, cx, id)?;
    match command {
        DocumentCommand::Receive(_) => {}
        DocumentCommand::Amend(amended) => amend(cx, &mut paper, amended)?,
        DocumentCommand::Sign => sign(facts, cx, &mut paper)?,
        DocumentCommand::Vet { handling } => {
            expect(&paper, "vet", &[DocumentState::Registered])?;
            vet(cx, &mut paper, *handling)?;
        }
        DocumentCommand::Return { reason } => give_back(&mut paper, reason)?,
        DocumentCommand::TellLeader { leader, words } => {
            expect_open(&paper, "escalate")?;
            paper.emit(DocumentEvent::LeaderTold { leader: leader.clone(), words: words.clone() })?;
        }
        DocumentCommand::Propose { proposal } => propose(cx, &mut paper, proposal)?,
        DocumentCommand::Instruct { leader, mode, words } => {
            instruct(facts, cx, &mut paper, leader, *mode, words)?;
        }
        DocumentCommand::Assign { lead, assists, instruction, dispatch } => {
            assign(facts, cx, &mut paper, lead, assists, instruction.as_ref(), *dispatch)?;
            if let Some(id) = dispatch {
                return with_dispatch(facts, cx, paper, *id);
            }
        }
        DocumentCommand::Schedule { milestones } => {
            expect_open(&paper, "schedule")?;
            milestone::schedule(cx, &mut paper, milestones)?;
        }
        DocumentCommand::ReachMilestone { name } => {
            expect_open(&paper, "reach")?;
            milestone::reach(&mut paper, name.as_deref())?;
        }
        DocumentCommand::Start => {
            expect(&paper, "start", &[DocumentState::Assigned])?;
            paper.emit(DocumentEvent::Started)?;
        }
        DocumentCommand::Answer { words } => answer(&mut paper, words)?,
        DocumentCommand::Complete { outcome } => complete(&mut paper, outcome.as_deref())?,
        DocumentCommand::Circulate { readers } => circulate(facts, cx, &mut paper, readers)?,
        DocumentCommand::File => {
            expect(&paper, "file", &[DocumentState::Read, DocumentState::Completed])?;
            paper.emit(DocumentEvent::Filed)?;
        }
        DocumentCommand::Notice(command) => notice(cx, &mut paper, command)?,
    }
    Ok(paper.into_events())
}

fn receive(facts: &dyn Facts, cx: &Context<'_>, id: Id, received: &Received) -> Result<Vec<Event>, Stop> {
    if received.title.is_empty() && received.issuer.is_empty() && received.doc_number.is_absent() {
        return Err(Refusal::Missing { field: "title" }.into());
    }
    if let Some(known) = known(facts, received)? {
        return attach(facts, cx, known, received);
    }
    let mut paper = Paper::new(facts, cx, id)?;
    let deadlines = deadlines(cx, received, received.received_at);
    paper.emit(DocumentEvent::Arrived { paper: Box::new(received.clone()), deadlines })?;
    Ok(paper.into_events())
}

/// The paper that this one is another copy of. What bears neither number nor date (a weekly notice, say) may come again
/// as a paper of its own: then only the very same copy, or a paper that is still open, is the same.
///
/// # Errors
/// [`Unreadable`]
pub fn known(facts: &dyn Facts, received: &Received) -> Result<Option<Id>, Unreadable> {
    let same = facts.same_papers(&identity(received))?;
    if same.is_empty() || !received.doc_number.is_absent() || received.written_on.is_some() {
        return Ok(same.first().copied());
    }
    let mut open = None;
    for id in same {
        let Some(entity) = facts.entity(Stream::new(Kind::Document, id))? else { continue };
        let Some(document) = Document::from_state(&entity.state) else { continue };
        if document.copy_of(&received.copy) {
            return Ok(Some(id));
        }
        if document.is_open() && open.is_none() {
            open = Some(id);
        }
    }
    Ok(open)
}

/// Whether exactly this copy of a paper is known, so that receiving it changes nothing.
///
/// # Errors
/// [`Unreadable`]: the tables cannot be read.
pub fn holds(facts: &dyn Facts, received: &Received) -> Result<bool, Unreadable> {
    let Some(id) = known(facts, received)? else { return Ok(false) };
    let entity = facts.entity(Stream::new(Kind::Document, id))?;
    let paper = entity.as_ref().and_then(|entity| Document::from_state(&entity.state));
    Ok(paper.is_some_and(|paper| paper.copy_of(&received.copy)))
}

/// Another copy of a known paper; exactly the same copy is no event at all.
fn attach(facts: &dyn Facts, cx: &Context<'_>, known: Id, received: &Received) -> Result<Vec<Event>, Stop> {
    let mut paper = Paper::on(facts, cx, known)?;
    let document = paper.state()?;
    if !document.copy_of(&received.copy) {
        let known = &document.paper.attachments;
        let fresh = received.attachments.iter().filter(|file| !known.contains(file));
        let attachments = fresh.cloned().collect();
        paper.emit(DocumentEvent::CopyAttached { copy: received.copy.clone(), attachments })?;
    }
    Ok(paper.into_events())
}

fn amend(cx: &Context<'_>, paper: &mut Paper, amended: &Received) -> Result<(), Stop> {
    expect_open(paper, "amend")?;
    let document = paper.state()?;
    let clocks_from = document.clocks_as_amended(amended, cx.now);
    let mut deadlines = deadlines(cx, amended, clocks_from);
    if amended.urgency == document.paper.urgency && clocks_from == document.clocks_from {
        // A shift that is on duty by now does not get more time for what the one before was to send on.
        deadlines = Deadlines { complete: deadlines.complete, ..document.deadlines };
    }
    // Whoever amends a paper has looked at it.
    let amended = Received { unsure: Vec::new(), ..amended.clone() };
    paper.emit(DocumentEvent::Amended { paper: Box::new(amended), deadlines })
}

/// 签收 and 登记: the number is given once and stays, even if the signature is undone and given again.
fn sign(facts: &dyn Facts, cx: &Context<'_>, paper: &mut Paper) -> Result<(), Stop> {
    expect(paper, "ack", &[DocumentState::Arrived, DocumentState::SignedFor])?;
    if paper.state()?.state == DocumentState::Arrived {
        paper.emit(DocumentEvent::SignedFor)?;
    }
    let document = paper.state()?;
    let receipt = match &document.receipt {
        Some(receipt) => receipt.clone(),
        None => next_receipt(facts, cx, &document.paper)?,
    };
    paper.emit(DocumentEvent::Registered { receipt })?;
    notice(cx, paper, &NoticeCommand::Acknowledge)
}

fn next_receipt(facts: &dyn Facts, cx: &Context<'_>, paper: &Received) -> Result<Receipt, Stop> {
    let year = cx.policy.calendar.local(cx.now).year();
    let series = Series { name: format!("receipt/{}", paper.register), year };
    let number = facts.last_number(&series)? + 1;
    Ok(Receipt { register: paper.register.clone(), year, number })
}

fn vet(cx: &Context<'_>, paper: &mut Paper, handling: Handling) -> Result<(), Stop> {
    let document = paper.state()?;
    let received = Received { handling: Some(handling), ..document.paper.clone() };
    // Reading or acting makes a difference for completion alone; the other clocks run on.
    let complete = deadlines(cx, &received, document.clocks_from).complete;
    let deadlines = Deadlines { complete, ..document.deadlines };
    paper.emit(DocumentEvent::Vetted { handling, deadlines })
}

/// Signs and vets a paper on the way to a later step, so that one key suffices at night; every step is recorded.
fn bring_to_vetted(
    facts: &dyn Facts,
    cx: &Context<'_>,
    paper: &mut Paper,
    handling: Handling,
) -> Result<(), Stop> {
    if matches!(paper.state()?.state, DocumentState::Arrived | DocumentState::SignedFor) {
        sign(facts, cx, paper)?;
    }
    if paper.state()?.state == DocumentState::Registered {
        vet(cx, paper, handling)?;
    }
    Ok(())
}

fn give_back(paper: &mut Paper, reason: &str) -> Result<(), Stop> {
    expect(paper, "return", &ARRIVING)?;
    paper.emit(DocumentEvent::Returned { reason: given("reason", reason)? })
}

fn propose(cx: &Context<'_>, paper: &mut Paper, proposal: &str) -> Result<(), Stop> {
    expect(paper, "propose", &[DocumentState::Registered, DocumentState::Vetted])?;
    if paper.state()?.state == DocumentState::Registered {
        vet(cx, paper, Handling::ForAction)?;
    }
    paper.emit(DocumentEvent::Proposed { proposal: given("proposal", proposal)? })
}

fn instruct(
    facts: &dyn Facts,
    cx: &Context<'_>,
    paper: &mut Paper,
    leader: &str,
    mode: InstructionMode,
    words: &str,
) -> Result<(), Stop> {
    let state = paper.state()?.state;
    let owed = paper.state()?.backfill_due;
    if state == DocumentState::Circulating || (owed.is_none() && !state.precedes_assignment()) {
        return paper.wrong_state("instruct", allowed(state));
    }
    if state.precedes_assignment() {
        bring_to_vetted(facts, cx, paper, Handling::ForAction)?;
    }
    let backfill_due = match mode {
        InstructionMode::Written => None,
        _ => Some(owed.unwrap_or_else(|| backfill(cx))),
    };
    let instruction = Instruction { leader: given("leader", leader)?, mode, words: given("words", words)? };
    paper.emit(DocumentEvent::Instructed { instruction, backfill_due })
}

/// When the written form of an instruction must follow.
fn backfill(cx: &Context<'_>) -> DateTime<Utc> {
    cx.policy.limits.backfill_due(cx.now, &cx.policy.calendar)
}

fn assign(
    facts: &dyn Facts,
    cx: &Context<'_>,
    paper: &mut Paper,
    lead: &str,
    assists: &[String],
    instruction: Option<&(String, InstructionMode, String)>,
    dispatch: Option<Id>,
) -> Result<(), Stop> {
    expect_open(paper, "assign")?;
    if paper.state()?.state == DocumentState::Circulating {
        return paper.wrong_state("assign", &["done"]);
    }
    let lead = given("lead_unit", lead)?;
    std::iter::once(&lead).chain(assists).try_for_each(|unit| cx.policy.known_unit(unit))?;
    if let Some((leader, mode, words)) = instruction {
        instruct(facts, cx, paper, leader, *mode, words)?;
    }
    bring_to_vetted(facts, cx, paper, Handling::ForAction)?;
    let document = paper.state()?;
    let uninstructed = document.instruction.is_none() && document.backfill_due.is_none();
    let assists = assists.iter().filter(|unit| **unit != lead).cloned().collect();
    let backfill_due = uninstructed.then(|| backfill(cx));
    paper.emit(DocumentEvent::Assigned { lead, assists, backfill_due, dispatch })
}

/// The events of a paper that was just assigned, and those of the dispatch that goes out with it.
fn with_dispatch(facts: &dyn Facts, cx: &Context<'_>, paper: Paper, id: Id) -> Result<Vec<Event>, Stop> {
    let document = paper.state()?;
    let units: Vec<String> = document.lead_unit.iter().chain(&document.assist_units).cloned().collect();
    let sent = dispatch::of_paper(facts, cx, id, paper.stream(), document, &units)?;
    Ok(paper.into_events().into_iter().chain(sent).collect())
}

/// A dispatch about the paper has gone out: it is sent on, and so it has been received (签收).
pub(in super::super) fn dispatched(
    facts: &dyn Facts,
    cx: &Context<'_>,
    id: Id,
    dispatch: Id,
) -> Result<Vec<Event>, Stop> {
    let mut paper = Paper::on(facts, cx, id)?;
    if matches!(paper.state()?.state, DocumentState::Arrived | DocumentState::SignedFor) {
        sign(facts, cx, &mut paper)?;
    }
    paper.emit(DocumentEvent::Dispatched { dispatch })?;
    Ok(paper.into_events())
}

fn answer(paper: &mut Paper, words: &str) -> Result<(), Stop> {
    expect(paper, "answer", &[DocumentState::Assigned, DocumentState::InProgress])?;
    let words = given("words", words)?;
    if paper.state()?.state == DocumentState::Assigned {
        paper.emit(DocumentEvent::Started)?;
    }
    paper.emit(DocumentEvent::Answered { words })
}

fn complete(paper: &mut Paper, outcome: Option<&str>) -> Result<(), Stop> {
    use DocumentState as S;
    match paper.state()?.state {
        S::Circulating => paper.emit(DocumentEvent::Read),
        S::Read | S::Completed => paper.emit(DocumentEvent::Filed),
        S::Assigned | S::InProgress | S::Answered => {
            let outcome = given("outcome", outcome.unwrap_or_default())?;
            if paper.state()?.state != S::Answered {
                answer(paper, &outcome)?;
            }
            paper.emit(DocumentEvent::Completed { outcome })
        }
        _ => paper.wrong_state("done", allowed(paper.state()?.state)),
    }
}

fn circulate(facts: &dyn Facts, cx: &Context<'_>, paper: &mut Paper, readers: &[String]) -> Result<(), Stop> {
    expect(
        paper,
        "circulate",
        &[DocumentState::Arrived, DocumentState::SignedFor, DocumentState::Registered, DocumentState::Vetted],
    )?;
    bring_to_vetted(facts, cx, paper, Handling::ForInformation)?;
    paper.emit(DocumentEvent::Circulated { readers: readers.to_vec() })
}

fn notice(cx: &Context<'_>, paper: &mut Paper, command: &NoticeCommand) -> Result<(), Stop> {
    let document = paper.state()?;
    if command.silences() && !document.is_open() {
        return paper.wrong_state("ack", allowed(document.state));
    }
    let silence = cx.policy.limits.of(document.paper.urgency).ack_silences;
    let event = document.notice.decide(cx, silence, command)?;
    paper.emit(DocumentEvent::Notice(event))
}

/// Due times of all steps, counted from when the clocks started. A stated deadline overrides completion only.
fn deadlines(cx: &Context<'_>, paper: &Received, start: DateTime<Utc>) -> Deadlines {
    let limits = cx.policy.limits.of(paper.urgency);
    let due = |kind: DueKind| -> Option<DateTime<Utc>> {
        let limit = match paper.handling {
            Some(Handling::ForInformation) => limits.get_for_information(kind),
            _ => limits.get(kind),
        };
        limit.map(|limit| limits::due(limit, start, cx.shift_ends, &cx.policy.calendar))
    };
    Deadlines {
        sign: due(DueKind::Sign),
        tell_leader: due(DueKind::TellLeader),
        dispatch: due(DueKind::Dispatch),
        complete: paper.stated_due.or_else(|| due(DueKind::Complete)),
    }
}

const ARRIVING: [DocumentState; 4] =
    [DocumentState::Arrived, DocumentState::SignedFor, DocumentState::Registered, DocumentState::Vetted];

/// Verbs that a state allows, the most natural first.
const fn allowed(state: DocumentState) -> &'static [&'static str] {
    match state {
        DocumentState::Arrived | DocumentState::SignedFor => &["ack", "assign", "circulate", "return"],
        DocumentState::Registered => &["vet", "assign", "propose", "circulate", "return"],
        DocumentState::Vetted => &["assign", "propose", "instruct", "circulate", "return"],
        DocumentState::Proposed => &["instruct", "assign"],
        DocumentState::Instructed => &["assign"],
        DocumentState::Assigned => &["start", "answer", "done", "assign"],
        DocumentState::InProgress => &["answer", "done", "assign"],
        DocumentState::Answered => &["done"],
        DocumentState::Circulating => &["done"],
        DocumentState::Read | DocumentState::Completed => &["file"],
        DocumentState::Returned | DocumentState::Filed => &["comment", "flag"],
    }
}

fn expect(paper: &Paper, verb: &'static str, states: &[DocumentState]) -> Result<(), Stop> {
    let state = paper.state()?.state;
    if states.contains(&state) { Ok(()) } else { paper.wrong_state(verb, allowed(state)) }
}

fn expect_open(paper: &Paper, verb: &'static str) -> Result<(), Stop> {
    let state = paper.state()?.state;
    if state.is_open() { Ok(()) } else { paper.wrong_state(verb, allowed(state)) }
}

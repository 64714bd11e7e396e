//! What people ask of a dispatch, what of it may be done, and when.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::super::document::{self, Document, Instruction, InstructionMode};
use super::super::event::{Aggregate, Event};
use super::super::facts::{Changes, Context, Facts, Stop};
use super::super::id::{Id, Kind, Stream};
use super::super::limits::{self, Limit};
use super::super::notice::NoticeCommand;
use super::super::refusal::{Refusal, given};
use super::super::serial::Serial;
use super::super::urgency::Urgency;
use super::{
    Clock, Dispatch, DispatchEvent, DispatchState, Plan, ReceiptChannel, ReceiptProof, Recipient,
    RecipientState, Whom,
};

/// What is told of a receipt; who records it is who acts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// By what way.
    pub channel: ReceiptChannel,
    /// Who signed; mandatory.
    pub person: String,
    /// In what post (职务); mandatory.
    pub post: String,
    /// When (UTC), if not now (补记).
    pub at: Option<DateTime<Utc>>,
    /// What was said; mandatory by telephone.
    pub words: Option<String>,
    /// Whether the other side read it back; mandatory by telephone, yes or no.
    pub read_back: Option<bool>,
}

/// What a corrected version changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// What is to be done.
    pub gist: String,
    /// 紧急程度, if it changes.
    pub urgency: Option<Urgency>,
    /// By when recipients answer (UTC), if that changes.
    pub reply_due: Option<DateTime<Utc>>,
}

/// What people ask of a dispatch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DispatchCommand {
    /// 拟稿; approved and sent in one act where time presses.
    Draft {
        /// What goes out, and to whom.
        plan: Box<Plan>,
        /// The leader's decision, where there is one.
        approval: Option<Instruction>,
        /// Send it at once; without an approval that is owed afterwards (即来即办).
        send: bool,
    },
    /// 批; also the written approval that follows one by word of mouth.
    Approve {
        /// The leader's decision.
        approval: Instruction,
    },
    /// 发出
    Send,
    /// 签收
    Sign {
        /// Who.
        unit: String,
        /// The proof of it.
        proof: Proof,
    },
    /// The recipient's own leader knows.
    Brief {
        /// Who.
        unit: String,
    },
    /// 反馈
    Reply {
        /// Who.
        unit: String,
        /// What was answered.
        words: String,
    },
    /// 无人接听
    NoAnswer {
        /// Who.
        unit: String,
        /// The contact or the leader.
        whom: Whom,
    },
    /// 联系不上
    Unreachable {
        /// Who.
        unit: String,
        /// Why one gives up.
        reason: String,
    },
    /// 改送 to another unit.
    Reroute {
        /// Who.
        unit: String,
        /// The unit that stands in.
        to: String,
        /// Why.
        reason: String,
    },
    /// 拒收
    Decline {
        /// Who.
        unit: String,
        /// Why.
        reason: String,
    },
    /// 催办
    Urge {
        /// Who; all that have not signed, if nobody is named.
        unit: Option<String>,
        /// The contact or the leader.
        whom: Whom,
    },
    /// A corrected version; before it has gone out, only a change of the draft.
    Correct(Correction),
    /// 办结
    Close,
    /// 取消
    Cancel {
        /// Why.
        reason: String,
    },
    /// An officer's hand on it.
    Notice(NoticeCommand),
}

type Changing = Changes<Dispatch>;

/// Decides a command on one dispatch.
///
/// # Errors
/// [`Stop::Refused`] when the state or what was given does not allow it.
pub fn decide(
    facts: &dyn Facts,
    cx: &Context<'_>,
    id: Id,
    command: &DispatchCommand,
) -> Result<Vec<Event>, Stop> {
    use DispatchCommand as C;
    if let C::Draft { plan, approval, send } = command {
        return draft(facts, cx, id, plan, approval.as_ref(), *send);
    }
    let mut dispatch = Changing::on(facts, cx, id)?;
    let mut beside = Vec::new();
    match command {
        C::Draft { .. } => {}
        C::Approve { approval } => approve(cx, &mut dispatch, approval)?,
        C::Send => {
            demand(&dispatch, "send", |state| {
                matches!(state, DispatchState::Draft | DispatchState::Approved)
            })?;
            beside = send(facts, cx, &mut dispatch)?;
        }
        C::Correct(correction) => correct(cx, &mut dispatch, correction)?,
        C::Close => {
            demand(&dispatch, "close", |state| state == DispatchState::AllSigned)?;
            dispatch.emit(DispatchEvent::Closed)?;
        }
        C::Cancel { reason } => {
            demand(&dispatch, "cancel", |state| {
                !matches!(state, DispatchState::Closed | DispatchState::Cancelled)
            })?;
            dispatch.emit(DispatchEvent::Cancelled { reason: given("reason", reason)? })?;
        }
        C::Notice(command) => {
            let now = dispatch.state()?;
            dispatch.demand(now.is_open() || !command.silences(), "ack", now.state.verbs())?;
            let silence = cx.policy.limits.of(now.urgency).ack_silences;
            let event = now.notice.decide(cx, silence, command)?;
            dispatch.emit(DispatchEvent::Notice(event))?;
        }
        of_recipients => of_one(cx, &mut dispatch, of_recipients)?,
    }
    Ok(dispatch.into_events().into_iter().chain(beside).collect())
}

/// The dispatch by which a paper is sent on, in the same entry as the paper's own events. What is owed for it is owed by
/// the paper.
pub(in super::super) fn of_paper(
    facts: &dyn Facts,
    cx: &Context<'_>,
    id: Id,
    paper: Stream,
    document: &Document,
    units: &[String],
) -> Result<Vec<Event>, Stop> {
    let said = document.instruction.as_ref().map(|instruction| instruction.words.as_str());
    // A paper whose title is still to be filled in is sent on by what is known of it.
    let known = [said.unwrap_or_default(), &document.paper.title, &document.paper.issuer];
    let gist =
        known.into_iter().find(|text| !text.is_empty()).unwrap_or_else(|| document.paper.doc_number.shown());
    let plan = Plan {
        about: Some(paper),
        gist: gist.to_owned(),
        urgency: document.paper.urgency,
        reply_due: None,
        recipients: units.to_vec(),
    };
    let mut dispatch = drafted(facts, cx, id, &plan)?;
    let approval = document.instruction.clone();
    dispatch.emit(DispatchEvent::Approved { approval, backfill_due: None })?;
    let clock = clock(cx, plan.urgency);
    dispatch.emit(DispatchEvent::Sent { clock })?;
    Ok(dispatch.into_events())
}

fn draft(
    facts: &dyn Facts,
    cx: &Context<'_>,
    id: Id,
    plan: &Plan,
    approval: Option<&Instruction>,
    send_now: bool,
) -> Result<Vec<Event>, Stop> {
    let mut dispatch = drafted(facts, cx, id, plan)?;
    if let Some(approval) = approval {
        approve(cx, &mut dispatch, approval)?;
    }
    let beside = if send_now { send(facts, cx, &mut dispatch)? } else { Vec::new() };
    Ok(dispatch.into_events().into_iter().chain(beside).collect())
}

fn drafted(facts: &dyn Facts, cx: &Context<'_>, id: Id, plan: &Plan) -> Result<Changing, Stop> {
    let mut dispatch = Changing::new(facts, cx, id)?;
    let mut recipients: Vec<String> = Vec::new();
    for unit in &plan.recipients {
        let unit = given("recipients", unit)?;
        cx.policy.known_unit(&unit)?;
        if !recipients.contains(&unit) {
            recipients.push(unit);
        }
    }
    if recipients.is_empty() {
        return Err(Refusal::Missing { field: "recipients" }.into());
    }
    if let Some(stream) = plan.about
        && facts.entity(stream)?.is_none_or(|entity| entity.void)
    {
        return Err(Refusal::NotFound { stream }.into());
    }
    ahead(cx, plan.reply_due)?;
    let plan = Plan { gist: given("gist", &plan.gist)?, recipients, ..plan.clone() };
    let number = Serial::next(facts, cx, "dispatch".to_owned())?;
    let send_due = send_due(cx, plan.urgency);
    dispatch.emit(DispatchEvent::Drafted { number, plan: Box::new(plan), send_due })?;
    Ok(dispatch)
}

/// By when what is drafted now must go out.
fn send_due(cx: &Context<'_>, urgency: Urgency) -> Option<DateTime<Utc>> {
    cx.policy.limits.of(urgency).dispatch.map(|limit| due(cx, limit))
}

fn due(cx: &Context<'_>, limit: Limit) -> DateTime<Utc> {
    limits::due(limit, cx.now, cx.shift_ends, &cx.policy.calendar)
}

/// By when those who are told now must sign.
fn clock(cx: &Context<'_>, urgency: Urgency) -> Clock {
    let limits = &cx.policy.limits;
    let sign_due = limits.of(urgency).sign.map(|limit| due(cx, limit));
    Clock { reurge_at: sign_due.map(|due| limits.reurge_at(cx.now, due)), sign_due }
}

fn ahead(cx: &Context<'_>, until: Option<DateTime<Utc>>) -> Result<(), Refusal> {
    match until {
        Some(until) if until <= cx.now => Err(Refusal::NotAhead { until }),
        _ => Ok(()),
    }
}

fn demand(
    dispatch: &Changing,
    verb: &'static str,
    fits: impl FnOnce(DispatchState) -> bool,
) -> Result<(), Stop> {
    let state = dispatch.state()?.state;
    dispatch.demand(fits(state), verb, state.verbs())
}

fn approve(cx: &Context<'_>, dispatch: &mut Changing, approval: &Instruction) -> Result<(), Stop> {
    let now = dispatch.state()?;
    let owed = now.backfill_due;
    dispatch.demand(now.state == DispatchState::Draft || owed.is_some(), "approve", now.state.verbs())?;
    let approval = Instruction {
        leader: given("leader", &approval.leader)?,
        mode: approval.mode,
        words: given("words", &approval.words)?,
    };
    let backfill_due = match approval.mode {
        InstructionMode::Written => None,
        _ => Some(owed.unwrap_or_else(|| backfill(cx))),
    };
    dispatch.emit(DispatchEvent::Approved { approval: Some(approval), backfill_due })
}

fn backfill(cx: &Context<'_>) -> DateTime<Utc> {
    cx.policy.limits.backfill_due(cx.now, &cx.policy.calendar)
}

/// Sends it, and gives what that makes happen on the paper it is about.
fn send(facts: &dyn Facts, cx: &Context<'_>, dispatch: &mut Changing) -> Result<Vec<Event>, Stop> {
    let now = dispatch.state()?;
    let (id, urgency) = (dispatch.stream().id, now.urgency);
    let paper = now.about.filter(|about| about.kind == Kind::Document);
    let paper = match paper {
        Some(stream) => facts.entity(stream)?.filter(|entity| !entity.void),
        None => None,
    };
    let document = paper.as_ref().and_then(|entity| Document::from_state(&entity.state));
    if now.state == DispatchState::Draft {
        // What a paper's leader has said, or still owes, needs no saying again for the dispatch about it.
        let approval = document.and_then(|document| document.instruction.clone());
        let covered = approval.is_some() || document.is_some_and(|document| document.backfill_due.is_some());
        let backfill_due = (!covered).then(|| backfill(cx));
        dispatch.emit(DispatchEvent::Approved { approval, backfill_due })?;
    }
    let clock = clock(cx, urgency);
    dispatch.emit(DispatchEvent::Sent { clock })?;
    match (paper.as_ref(), document) {
        (Some(entity), Some(document)) if document.state.is_open() => {
            document::dispatched(facts, cx, entity.stream.id, id)
        }
        _ => Ok(Vec::new()),
    }
}

fn correct(cx: &Context<'_>, dispatch: &mut Changing, correction: &Correction) -> Result<(), Stop> {
    demand(dispatch, "correct", |state| state != DispatchState::Cancelled)?;
    ahead(cx, correction.reply_due)?;
    let now = dispatch.state()?;
    let gist = given("gist", &correction.gist)?;
    let urgency = correction.urgency.unwrap_or(now.urgency);
    let reply_due = correction.reply_due.or(now.reply_due);
    dispatch.emit(match now.state {
        DispatchState::Draft | DispatchState::Approved => {
            let send_due = if urgency == now.urgency { None } else { send_due(cx, urgency) };
            DispatchEvent::Amended { gist, urgency, reply_due, send_due }
        }
        _ => DispatchEvent::Corrected { gist, urgency, reply_due, clock: clock(cx, urgency) },
    })
}

/// The recipient a command is about, in a dispatch that has gone out.
fn recipient<'d>(
    dispatch: &'d Changing,
    verb: &'static str,
    unit: &str,
    fits: impl FnOnce(&Recipient) -> bool,
) -> Result<&'d Recipient, Stop> {
    demand(dispatch, verb, DispatchState::is_out)?;
    let unit = given("unit", unit)?;
    let Some(found) = dispatch.state()?.recipient(&unit) else {
        return Err(Refusal::NotRecipient { unit }.into());
    };
    if fits(found) {
        Ok(found)
    } else {
        Err(Refusal::RecipientState { unit, state: found.state.name(), verb }.into())
    }
}

/// Commands about one recipient.
fn of_one(cx: &Context<'_>, dispatch: &mut Changing, command: &DispatchCommand) -> Result<(), Stop> {
    use DispatchCommand as C;
    use RecipientState as R;
    let event = match command {
        C::Sign { unit, proof } => {
            let unit = recipient(dispatch, "sign", unit, Recipient::awaits_signature)?.unit.clone();
            let proof = prove(cx, dispatch.state()?, proof)?;
            DispatchEvent::Signed { unit, proof }
        }
        C::Brief { unit } => {
            let unit = recipient(dispatch, "brief", unit, |one| one.state == R::Signed)?.unit.clone();
            DispatchEvent::Briefed { unit }
        }
        C::Reply { unit, words } => {
            let signed = |one: &Recipient| matches!(one.state, R::Signed | R::Briefed);
            let unit = recipient(dispatch, "reply", unit, signed)?.unit.clone();
            DispatchEvent::Replied { unit, words: given("words", words)? }
        }
        C::NoAnswer { unit, whom } => {
            let unit = recipient(dispatch, "no_answer", unit, can_be_called)?.unit.clone();
            DispatchEvent::Unanswered { unit, whom: *whom }
        }
        C::Unreachable { unit, reason } => {
            let unit = recipient(dispatch, "unreachable", unit, |one| one.state == R::Pending)?.unit.clone();
            DispatchEvent::Unreachable { unit, reason: given("reason", reason)? }
        }
        C::Decline { unit, reason } => {
            let unit = recipient(dispatch, "decline", unit, Recipient::awaits_signature)?.unit.clone();
            DispatchEvent::Declined { unit, reason: given("reason", reason)? }
        }
        C::Reroute { unit, to, reason } => reroute(cx, dispatch, unit, to, reason)?,
        C::Urge { unit: Some(unit), whom } => {
            let unit = recipient(dispatch, "remind", unit, can_be_called)?.unit.clone();
            DispatchEvent::Urged { unit, whom: *whom }
        }
        C::Urge { unit: None, whom } => return urge_all(dispatch, *whom),
        _ => return Ok(()),
    };
    dispatch.emit(event)
}

/// Whether there is a reason to call: a signature or an answer is still to come.
fn can_be_called(recipient: &Recipient) -> bool {
    recipient.state.counts() && recipient.state != RecipientState::Replied
}

fn urge_all(dispatch: &mut Changing, whom: Whom) -> Result<(), Stop> {
    demand(dispatch, "remind", |state| state == DispatchState::Sent)?;
    let unsigned = dispatch.state()?.recipients.iter().filter(|one| one.awaits_signature());
    let units: Vec<String> = unsigned.map(|one| one.unit.clone()).collect();
    if units.is_empty() {
        return Err(Refusal::Missing { field: "recipients" }.into());
    }
    units.into_iter().try_for_each(|unit| dispatch.emit(DispatchEvent::Urged { unit, whom }))
}

fn reroute(
    cx: &Context<'_>,
    dispatch: &Changing,
    unit: &str,
    to: &str,
    reason: &str,
) -> Result<DispatchEvent, Stop> {
    let waits = |one: &Recipient| one.awaits_signature() || one.state == RecipientState::Declined;
    let unit = recipient(dispatch, "reroute", unit, waits)?.unit.clone();
    let to = given("to", to)?;
    cx.policy.known_unit(&to)?;
    let now = dispatch.state()?;
    if to == unit || now.recipient(&to).is_some_and(|known| known.state.counts()) {
        return Err(Refusal::BadValue { field: "to", value: to }.into());
    }
    let clock = clock(cx, now.urgency);
    Ok(DispatchEvent::Rerouted { unit, to, reason: given("reason", reason)?, clock })
}

/// A full receipt, or what is missing of it.
fn prove(cx: &Context<'_>, dispatch: &Dispatch, told: &Proof) -> Result<ReceiptProof, Refusal> {
    let at = told.at.unwrap_or(cx.now);
    // Nobody signs for what has not gone out, nor in the future.
    let at = cx.recorded(at, dispatch.sent_at.unwrap_or(dispatch.drafted_at))?;
    let person = given("person", &told.person)?;
    let post = given("post", &told.post)?;
    let words = told.words.as_ref().map(|words| words.trim().to_owned()).filter(|words| !words.is_empty());
    if told.channel == ReceiptChannel::Phone {
        if words.is_none() {
            return Err(Refusal::Missing { field: "phone_words" });
        }
        if told.read_back.is_none() {
            return Err(Refusal::Missing { field: "read_back" });
        }
    }
    let recorder = cx.officer.name.clone();
    Ok(ReceiptProof { channel: told.channel, person, post, at, recorder, words, read_back: told.read_back })
}

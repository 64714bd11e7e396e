//! What may be done with a request, and when.

use chrono::{DateTime, TimeDelta, Utc};

use super::super::attention::Attention;
use super::super::event::Event;
use super::super::facts::{Changes, Context, Facts, Stop};
use super::super::id::Id;
use super::super::limits;
use super::super::notice::NoticeEvent;
use super::super::refusal::{Refusal, given};
use super::{Need, Request, RequestCommand, RequestEvent, RequestKind, RequestState};

/// Decides a command on one request.
///
/// # Errors
/// [`Stop::Refused`] when the state or what was given does not allow it.
pub fn decide(
    facts: &dyn Facts,
    cx: &Context<'_>,
    id: Id,
    command: &RequestCommand,
) -> Result<Vec<Event>, Stop> {
    use RequestCommand as C;
    use RequestEvent as E;
    if let C::Raise(need) = command {
        return raise(facts, cx, id, need);
    }
    let mut request = Changes::<Request>::on(facts, cx, id)?;
    fits(&request, command)?;
    let now = request.state()?;
    let event = match command {
        C::Raise(_) => return Ok(request.into_events()),
        C::Triage { kind } => E::Triaged { kind: *kind, due: due(cx, *kind, now.need.raised_at) },
        C::Assign { to } => E::Assigned { to: given("to", to)? },
        C::Respond { words } => return respond(request, cx, words.as_ref()),
        C::Resolve { outcome } => return resolve(request, outcome),
        C::Confirm => E::Confirmed,
        C::Close { thanks } => E::Closed { thanks: thanks.clone() },
        C::Escalate { to, reason } => E::Escalated { to: given("to", to)?, reason: given("reason", reason)? },
        C::Refer { to, reason } => E::Referred { to: given("to", to)?, reason: given("reason", reason)? },
        C::Notice(command) => E::Notice(now.notice.decide(cx, silence(cx, now.need.kind), command)?),
    };
    request.emit(event)?;
    Ok(request.into_events())
}

/// Refuses a verb that does not fit the state.
fn fits(request: &Changes<Request>, command: &RequestCommand) -> Result<(), Stop> {
    use RequestCommand as C;
    use RequestState as S;
    let state = request.state()?.state;
    let (verb, fits) = match command {
        C::Raise(_) => ("raise", false),
        C::Triage { .. } => ("triage", state == S::Raised),
        C::Assign { .. } => ("assign", state.is_unmet()),
        C::Respond { .. } => ("respond", state.is_unmet() && state != S::InService),
        C::Resolve { .. } => ("resolve", state.is_unmet()),
        C::Confirm => ("confirm", state == S::Resolved),
        C::Close { .. } => ("close", matches!(state, S::Resolved | S::Confirmed)),
        C::Escalate { .. } => ("escalate", state.is_unmet()),
        C::Refer { .. } => ("refer", state.is_unmet()),
        C::Notice(command) => ("ack", state.is_open() || !command.silences()),
    };
    request.demand(fits, verb, state.verbs())
}

fn raise(facts: &dyn Facts, cx: &Context<'_>, id: Id, need: &Need) -> Result<Vec<Event>, Stop> {
    let mut request = Changes::<Request>::new(facts, cx, id)?;
    let need = checked(need)?;
    let due = due(cx, need.kind, need.raised_at);
    request.emit(RequestEvent::Raised { need: Box::new(need), due })?;
    Ok(request.into_events())
}

/// Whoever answers the guest knows of the need: it asks for nothing more until that has to be known again.
fn respond(
    mut request: Changes<Request>,
    cx: &Context<'_>,
    words: Option<&String>,
) -> Result<Vec<Event>, Stop> {
    request.emit(RequestEvent::Responded { words: words.cloned() })?;
    let now = request.state()?;
    if *now.notice.attention.at(cx.now) == Attention::Unacknowledged {
        let until = cx.now + silence(cx, now.need.kind);
        request.emit(RequestEvent::Notice(NoticeEvent::Acknowledged { until }))?;
    }
    Ok(request.into_events())
}

/// What was done for the guest was a response too.
fn resolve(mut request: Changes<Request>, outcome: &str) -> Result<Vec<Event>, Stop> {
    let outcome = given("outcome", outcome)?;
    if request.state()?.responded_at.is_none() {
        request.emit(RequestEvent::Responded { words: None })?;
    }
    request.emit(RequestEvent::Resolved { outcome })?;
    Ok(request.into_events())
}

fn checked(need: &Need) -> Result<Need, Refusal> {
    Ok(Need { gist: given("gist", &need.gist)?, site: given("site", &need.site)?, ..need.clone() })
}

fn due(cx: &Context<'_>, kind: RequestKind, start: DateTime<Utc>) -> DateTime<Utc> {
    let requests = &cx.policy.limits.requests;
    let limit = match kind {
        RequestKind::Medical => requests.medical,
        RequestKind::Interpreting => requests.interpreting,
        RequestKind::Living => requests.living,
    };
    limits::due(limit, start, cx.shift_ends, &cx.policy.calendar)
}

/// A medical need asks again as soon as a 特提 telegram; the others as soon as a 加急 one.
fn silence(cx: &Context<'_>, kind: RequestKind) -> TimeDelta {
    match kind {
        RequestKind::Medical => cx.policy.limits.flash.ack_silences,
        RequestKind::Interpreting | RequestKind::Living => cx.policy.limits.priority.ack_silences,
    }
}

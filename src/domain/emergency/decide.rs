//! What people ask of an emergency, what of it may be done, and when.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::super::event::Event;
use super::super::facts::{Changes, Context, Facts, Stop};
use super::super::id::Id;
use super::super::limits;
use super::super::notice::NoticeCommand;
use super::super::refusal::{Refusal, given};
use super::super::serial::Serial;
use super::{
    Call, Check, Clocks, Element, Elements, Emergency, EmergencyEvent, EmergencyState, News, Report,
    ReportKind,
};

/// What people ask of an emergency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EmergencyCommand {
    /// The news has come; it needs nothing but what has happened.
    Receive(Box<News>),
    /// 核实
    Verify {
        /// Who was asked.
        with: String,
        /// What was said.
        words: Option<String>,
        /// What has become known by that.
        elements: Elements,
        /// When (UTC), if not now.
        at: Option<DateTime<Utc>>,
    },
    /// 电话报告. Needs no more than time, place and what has happened.
    Phone {
        /// Who answered.
        person: String,
        /// That person's unit and post.
        post: String,
        /// The words that were read out.
        words: String,
        /// Whether they were read back (复诵).
        read_back: bool,
        /// What has become known since.
        elements: Elements,
        /// When (UTC), if not now.
        at: Option<DateTime<Utc>>,
    },
    /// 首报, 续报 or 终报 in writing.
    Write {
        /// Which.
        kind: ReportKind,
        /// What has become known since.
        elements: Elements,
        /// To whom.
        to: String,
        /// When (UTC), if not now.
        at: Option<DateTime<Utc>>,
    },
    /// Elements were learnt, or are to be corrected; also what a final report said wrong.
    Amend {
        /// What has become known since.
        elements: Elements,
    },
    /// 撤销: the news was false. What was recorded stays on record.
    Withdraw {
        /// Why it is known to be false; mandatory.
        reason: String,
    },
    /// An officer's hand on it.
    Notice(NoticeCommand),
}

type Case = Changes<Emergency>;

/// Decides a command on one emergency.
///
/// # Errors
/// [`Stop::Refused`] when the state or what was given does not allow it.
pub fn decide(
    facts: &dyn Facts,
    cx: &Context<'_>,
    id: Id,
    command: &EmergencyCommand,
) -> Result<Vec<Event>, Stop> {
    use EmergencyCommand as C;
    use EmergencyEvent as E;
    if let C::Receive(news) = command {
        return receive(facts, cx, id, news);
    }
    let mut case = Case::on(facts, cx, id)?;
    fits(&case, command)?;
    match command {
        C::Verify { elements, .. } | C::Phone { elements, .. } | C::Amend { elements } => {
            learn(&mut case, elements)?;
        }
        _ => {}
    }
    let now = case.state()?;
    let by = || cx.officer.name.clone();
    let event = match command {
        C::Receive(_) | C::Amend { .. } => return Ok(case.into_events()),
        C::Verify { with, words, at, .. } => {
            let words = words.as_deref().map(str::trim).filter(|words| !words.is_empty()).map(str::to_owned);
            E::Verified {
                check: Check { with: given("with", with)?, words, at: when(cx, now, *at)?, by: by() },
            }
        }
        C::Phone { person, post, words, read_back, at, .. } => {
            complete("phone", &now.elements.missing_by_phone())?;
            let call = Call {
                person: given("person", person)?,
                post: given("post", post)?,
                words: given("words", words)?,
                read_back: *read_back,
                at: when(cx, now, *at)?,
                by: by(),
            };
            E::Phoned { call: Box::new(call) }
        }
        C::Write { kind, elements, to, at } => write(cx, now, *kind, elements, to, *at)?,
        C::Withdraw { reason } => E::Withdrawn { reason: given("reason", reason)? },
        C::Notice(command) => {
            E::Notice(now.notice.decide(cx, cx.policy.limits.flash.ack_silences, command)?)
        }
    };
    case.emit(event)?;
    Ok(case.into_events())
}

/// Refuses a verb that does not fit the state.
fn fits(case: &Case, command: &EmergencyCommand) -> Result<(), Stop> {
    use EmergencyCommand as C;
    let state = case.state()?.state;
    let (verb, fits) = match command {
        C::Receive(_) => ("receive", false),
        C::Verify { .. } => ("verify", state.is_open()),
        C::Phone { .. } => ("phone", state.is_open()),
        C::Write { kind, .. } => ("write", state.is_open() && follows(case.state()?, *kind)),
        C::Amend { .. } => ("amend", state != EmergencyState::Withdrawn),
        C::Withdraw { .. } => ("withdraw", state.is_open()),
        C::Notice(command) => ("ack", state.is_open() || !command.silences()),
    };
    case.demand(fits, verb, state.verbs())
}

/// The first report comes once and before all others.
fn follows(now: &Emergency, kind: ReportKind) -> bool {
    now.reports.is_empty() == (kind == ReportKind::Initial)
}

fn receive(facts: &dyn Facts, cx: &Context<'_>, id: Id, news: &News) -> Result<Vec<Event>, Stop> {
    let mut case = Case::new(facts, cx, id)?;
    let news = News { elements: told(Elements::new().updated(&news.elements))?, ..news.clone() };
    if news.received_at > cx.now {
        return Err(bad_time(news.received_at).into());
    }
    let number = Serial::next(facts, cx, "emergency".to_owned())?;
    let due = |limit| limits::due(limit, news.received_at, cx.shift_ends, &cx.policy.calendar);
    let limits = &cx.policy.limits.emergency;
    let clocks = Clocks { phone: due(limits.phone), written: due(limits.writing), follow_up: None };
    case.emit(EmergencyEvent::Received { news: Box::new(news), number, clocks })?;
    Ok(case.into_events())
}

/// Records what has become known; nothing new is no event.
fn learn(case: &mut Case, elements: &Elements) -> Result<(), Stop> {
    let now = case.state()?;
    let known = now.elements.updated(elements);
    if known == now.elements { Ok(()) } else { case.emit(EmergencyEvent::Amended { elements: told(known)? }) }
}

fn write(
    cx: &Context<'_>,
    now: &Emergency,
    kind: ReportKind,
    elements: &Elements,
    to: &str,
    at: Option<DateTime<Utc>>,
) -> Result<EmergencyEvent, Stop> {
    let elements = now.elements.updated(elements);
    complete(kind.name(), &elements.missing_in(kind))?;
    let mut at = when(cx, now, at)?;
    if let Some(before) = now.reports.last() {
        at = cx.recorded(at, before.at).map_err(|_| Refusal::TooEarly { verb: "write", from: before.at })?;
    }
    let number = if kind == ReportKind::FollowUp { now.follow_ups() + 1 } else { 0 };
    let due = if kind == ReportKind::Initial { Some(now.clocks.written) } else { now.clocks.follow_up };
    let interval = cx.policy.limits.emergency.follow_up.filter(|_| kind != ReportKind::Final);
    let next_due = interval.map(|limit| limits::due(limit, at, cx.shift_ends, &cx.policy.calendar));
    let report = Report { kind, number, to: given("to", to)?, at, due, by: cx.officer.name.clone() };
    Ok(EmergencyEvent::Written { report, elements, next_due })
}

/// When it was done: now, or when the officer says, who may record later what was done; not before the news came.
fn when(cx: &Context<'_>, now: &Emergency, at: Option<DateTime<Utc>>) -> Result<DateTime<Utc>, Refusal> {
    cx.recorded(at.unwrap_or(cx.now), now.received_at)
}

fn bad_time(at: DateTime<Utc>) -> Refusal {
    Refusal::BadValue { field: "at", value: at.to_rfc3339() }
}

/// Names everything that is missing at once.
fn complete(report: &'static str, missing: &[Element]) -> Result<(), Refusal> {
    if missing.is_empty() {
        return Ok(());
    }
    let missing = missing.iter().map(|element| element.name()).collect();
    Err(Refusal::Elements { report, missing })
}

/// What has happened is always told: it is what people call the emergency.
fn told(elements: Elements) -> Result<Elements, Refusal> {
    match elements.text(Element::What) {
        Some(_) => Ok(elements),
        None => Err(Refusal::Missing { field: "what" }),
    }
}

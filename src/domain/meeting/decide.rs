//! What people ask of a meeting, what of it may be done, and when.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::super::event::Event;
use super::super::facts::{Changes, Context, Facts, Stop};
use super::super::id::{Id, Stream};
use super::super::limits;
use super::super::notice::NoticeCommand;
use super::super::refusal::{Refusal, given};
use super::super::task::{self, Charge};
use super::checklist::{counted_back, from_templates, within};
use super::{ChecklistItem, Meeting, MeetingEvent, MeetingPlan, MeetingState, MovedItem};

/// An action item of the minutes: who does what, by when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// Id of the unit, or name of the person.
    pub owner: String,
    /// What is to be done.
    pub what: String,
    /// By when (UTC); none for the limit of the house.
    pub due: Option<DateTime<Utc>>,
}

/// An item that a meeting's checklist gets beside those of the house.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewItem {
    /// What is to be done.
    pub name: String,
    /// Id of the unit, or name of the person, that sees to it.
    pub owner: Option<String>,
    /// By when (UTC); none: by the start.
    pub due: Option<DateTime<Utc>>,
}

/// What people ask of a meeting. An `item` is its number, its name or a part of the name that no other has; empty for
/// the one to be done next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeetingCommand {
    /// Plan it, with the checklist that the house has for its kind.
    Plan {
        /// What is planned; an end that is not after the start stands for the usual length.
        plan: Box<MeetingPlan>,
        /// Further items.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        items: Vec<NewItem>,
    },
    /// Correct it; other times are a postponing too.
    Amend {
        /// As it is now planned.
        plan: Box<MeetingPlan>,
        /// Why it has other times; mandatory then.
        reason: Option<String>,
    },
    /// Another time; none while nobody knows.
    Postpone {
        /// When it begins now (UTC).
        starts_at: Option<DateTime<Utc>>,
        /// When it ends (UTC); none: as long after the start as before.
        ends_at: Option<DateTime<Utc>>,
        /// Why; mandatory.
        reason: String,
    },
    /// One more item.
    AddItem(NewItem),
    /// An item is done.
    Tick {
        /// Which.
        item: String,
        /// What is to be known of it.
        note: Option<String>,
    },
    /// An item is not done after all, or needed after all.
    Untick {
        /// Which; it must be named.
        item: String,
    },
    /// An item is not needed.
    Skip {
        /// Which.
        item: String,
        /// Why; mandatory.
        reason: String,
    },
    /// Another owner of an item.
    AssignItem {
        /// Which.
        item: String,
        /// Who sees to it.
        owner: String,
    },
    /// Another time of an item.
    MoveItem {
        /// Which.
        item: String,
        /// By when (UTC).
        due: DateTime<Utc>,
    },
    /// 已召开
    Hold {
        /// When it began (UTC), if not as planned.
        at: Option<DateTime<Utc>>,
    },
    /// 纪要 with its action items; again to correct the words and to add items.
    Minute {
        /// The words, or where they are; mandatory.
        text: String,
        /// The action items; each becomes a task.
        actions: Vec<Action>,
    },
    /// 办结
    Close {
        /// Why there are no minutes; mandatory where there are none.
        without_minutes: Option<String>,
    },
    /// 取消
    Cancel {
        /// Why; mandatory.
        reason: String,
    },
    /// An officer's hand on it.
    Notice(NoticeCommand),
}

type Changing = Changes<Meeting>;

/// Decides a command on one meeting.
///
/// # Errors
/// [`Stop::Refused`] when the state or what was given does not allow it.
pub fn decide(
    facts: &dyn Facts,
    cx: &Context<'_>,
    id: Id,
    command: &MeetingCommand,
) -> Result<Vec<Event>, Stop> {
    use MeetingCommand as C;
    use MeetingEvent as E;
    if let C::Plan { plan, items } = command {
        return planned(facts, cx, id, plan, items);
    }
    let mut meeting = Changing::on(facts, cx, id)?;
    fits(&meeting, command)?;
    let now = meeting.state()?;
    let event = match command {
        C::Plan { .. } => return Ok(meeting.into_events()),
        C::Amend { plan, reason } => return amended(cx, meeting, plan, reason.as_deref()),
        C::Postpone { starts_at, ends_at, reason } => postponed(cx, now, *starts_at, *ends_at, reason)?,
        C::AddItem(item) => E::ItemAdded { item: added(cx, now.next_number(), &now.plan, item)? },
        C::Tick { item, note } => {
            E::ItemDone { number: undone(now, item)?.number, note: words(note.as_deref()) }
        }
        C::Untick { item } => {
            let item = named(now, &given("item", item)?)?;
            if item.settled.is_none() {
                return meeting.wrong_state("untick", now.state.verbs());
            }
            let (due, hurried) = match item.lead {
                Some(lead) => counted_back(lead, now.plan.starts_at, cx.now, &cx.policy.calendar),
                None => within(item.due, now.plan.starts_at, cx.now),
            };
            E::ItemReopened { number: item.number, due, hurried }
        }
        C::Skip { item, reason } => {
            E::ItemSkipped { number: undone(now, item)?.number, reason: given("reason", reason)? }
        }
        C::AssignItem { item, owner } => {
            E::ItemAssigned { number: undone(now, item)?.number, owner: given("owner", owner)? }
        }
        C::MoveItem { item, due } => moved(now, item, *due)?,
        C::Hold { at } => held(cx, now, *at)?,
        C::Minute { text, actions } => return minuted(facts, cx, meeting, text, actions),
        C::Close { without_minutes } => E::Closed {
            without_minutes: match now.minutes {
                Some(_) => None,
                None => Some(given("minutes", without_minutes.as_deref().unwrap_or_default())?),
            },
        },
        C::Cancel { reason } => E::Cancelled { reason: given("reason", reason)? },
        C::Notice(command) => {
            E::Notice(now.notice.decide(cx, cx.policy.limits.routine_urgent.ack_silences, command)?)
        }
    };
    meeting.emit(event)?;
    Ok(meeting.into_events())
}

/// Refuses a verb that does not fit the state.
fn fits(meeting: &Changing, command: &MeetingCommand) -> Result<(), Stop> {
    use MeetingCommand as C;
    use MeetingState as S;
    let state = meeting.state()?.state;
    let (verb, fits) = match command {
        C::Plan { .. } => ("plan", false),
        C::Amend { .. } => ("amend", state.is_open()),
        C::Postpone { .. } => ("postpone", state.is_ahead()),
        C::AddItem(_) => ("add_item", state.is_ahead()),
        C::Tick { .. } => ("tick", matches!(state, S::Planned | S::Postponed)),
        C::Untick { .. } => ("untick", state.is_ahead()),
        C::Skip { .. } => ("skip", matches!(state, S::Planned | S::Postponed)),
        C::AssignItem { .. } => ("assign", matches!(state, S::Planned | S::Postponed)),
        C::MoveItem { .. } => ("move", state == S::Planned),
        C::Hold { .. } => ("held", matches!(state, S::Planned | S::Prepared)),
        C::Minute { .. } => ("minutes", matches!(state, S::Held | S::Minuted)),
        C::Close { .. } => ("close", matches!(state, S::Held | S::Minuted)),
        C::Cancel { .. } => ("cancel", state.is_ahead()),
        C::Notice(command) => ("ack", state.is_open() || !command.silences()),
    };
    meeting.demand(fits, verb, state.verbs())
}

fn planned(
    facts: &dyn Facts,
    cx: &Context<'_>,
    id: Id,
    plan: &MeetingPlan,
    further: &[NewItem],
) -> Result<Vec<Event>, Stop> {
    let mut meeting = Changing::new(facts, cx, id)?;
    let mut plan = checked(cx, plan)?;
    if plan.ends_at <= plan.starts_at {
        plan.ends_at = plan.starts_at + cx.policy.limits.meetings.length;
    }
    let policy = cx.policy;
    let mut items = from_templates(&policy.checklists, plan.kind, plan.starts_at, cx.now, &policy.calendar);
    for (number, item) in (count(&items) + 1..).zip(further) {
        items.push(added(cx, number, &plan, item)?);
    }
    meeting.emit(MeetingEvent::Planned { plan: Box::new(plan), items })?;
    Ok(meeting.into_events())
}

/// Words first, then the times, each as an event of its own; nothing new is no event.
fn amended(
    cx: &Context<'_>,
    mut meeting: Changing,
    plan: &MeetingPlan,
    reason: Option<&str>,
) -> Result<Vec<Event>, Stop> {
    let now = meeting.state()?;
    let was = &now.plan;
    let told = MeetingPlan { starts_at: was.starts_at, ends_at: was.ends_at, ..checked(cx, plan)? };
    let times = (plan.starts_at, plan.ends_at);
    let moves = times != (was.starts_at, was.ends_at);
    if moves && !now.state.is_ahead() {
        return meeting.wrong_state("postpone", now.state.verbs());
    }
    let postponed = match moves {
        true => Some(postponed(cx, now, Some(times.0), Some(times.1), reason.unwrap_or_default())?),
        false => None,
    };
    let told = (told != *was).then(|| MeetingEvent::Amended { plan: Box::new(told) });
    for event in told.into_iter().chain(postponed) {
        meeting.emit(event)?;
    }
    Ok(meeting.into_events())
}

fn count(items: &[ChecklistItem]) -> u32 {
    items.iter().map(|item| item.number).max().unwrap_or(0)
}

impl Meeting {
    fn next_number(&self) -> u32 {
        count(&self.items) + 1
    }
}

fn checked(cx: &Context<'_>, plan: &MeetingPlan) -> Result<MeetingPlan, Refusal> {
    if let Some(unit) = &plan.organiser {
        cx.policy.known_unit(unit)?;
    }
    let leader = words(plan.leader.as_deref());
    Ok(MeetingPlan {
        title: given("title", &plan.title)?,
        place: given("place", &plan.place)?,
        leader,
        ..plan.clone()
    })
}

fn words(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn added(
    cx: &Context<'_>,
    number: u32,
    plan: &MeetingPlan,
    item: &NewItem,
) -> Result<ChecklistItem, Refusal> {
    let due = item.due.unwrap_or(plan.starts_at);
    if due > plan.starts_at {
        return Err(Refusal::TooLate { verb: "add_item", until: plan.starts_at });
    }
    let (due, hurried) = within(due, plan.starts_at, cx.now);
    Ok(ChecklistItem {
        number,
        name: given("item", &item.name)?,
        name_en: None,
        owner: words(item.owner.as_deref()),
        lead: None,
        due,
        hurried,
        settled: None,
    })
}

/// The item that is meant, settled or not.
fn named<'a>(meeting: &'a Meeting, said: &str) -> Result<&'a ChecklistItem, Refusal> {
    let said = said.trim();
    let names = |item: &&ChecklistItem| item.name == said || item.name_en.as_deref() == Some(said);
    let part = |item: &&ChecklistItem| {
        item.name.contains(said) || item.name_en.as_ref().is_some_and(|name| name.contains(said))
    };
    let numbered = said.parse().ok().and_then(|number| meeting.item(number));
    let by_part = || {
        let mut found = meeting.items.iter().filter(part);
        found.next().filter(|_| found.next().is_none())
    };
    let found = numbered.or_else(|| meeting.items.iter().find(names)).or_else(by_part);
    found.ok_or_else(|| Refusal::BadValue { field: "item", value: said.to_owned() })
}

/// The item that is meant, which must not be settled yet; the next one where none is named.
fn undone<'a>(meeting: &'a Meeting, said: &str) -> Result<&'a ChecklistItem, Refusal> {
    if said.trim().is_empty() {
        return meeting.next_item().ok_or(Refusal::Missing { field: "item" });
    }
    let item = named(meeting, said)?;
    match item.settled {
        None => Ok(item),
        Some(_) => Err(Refusal::BadValue { field: "item", value: item.name.clone() }),
    }
}

fn moved(now: &Meeting, said: &str, due: DateTime<Utc>) -> Result<MeetingEvent, Refusal> {
    if due > now.plan.starts_at {
        return Err(Refusal::TooLate { verb: "move", until: now.plan.starts_at });
    }
    Ok(MeetingEvent::ItemMoved { number: undone(now, said)?.number, due })
}

/// What is counted from the start is counted anew; what somebody has set by hand moves along with the start.
fn postponed(
    cx: &Context<'_>,
    now: &Meeting,
    starts_at: Option<DateTime<Utc>>,
    ends_at: Option<DateTime<Utc>>,
    reason: &str,
) -> Result<MeetingEvent, Refusal> {
    let reason = given("reason", reason)?;
    let Some(starts_at) = starts_at else {
        return Ok(MeetingEvent::Postponed { times: None, reason, items: Vec::new() });
    };
    if starts_at <= cx.now {
        return Err(Refusal::NotAhead { until: starts_at });
    }
    let length = now.plan.ends_at - now.plan.starts_at;
    let ends_at = ends_at.unwrap_or(starts_at + length);
    if ends_at <= starts_at {
        return Err(Refusal::BadValue { field: "ends_at", value: ends_at.to_rfc3339() });
    }
    let undone = now.items.iter().filter(|item| item.settled.is_none());
    let items = undone.map(|item| {
        let (due, hurried) = match item.lead {
            Some(lead) => counted_back(lead, starts_at, cx.now, &cx.policy.calendar),
            None => within(item.due + (starts_at - now.plan.starts_at), starts_at, cx.now),
        };
        MovedItem { number: item.number, due, hurried }
    });
    Ok(MeetingEvent::Postponed { times: Some((starts_at, ends_at)), reason, items: items.collect() })
}

/// Nothing is held before its time; one that begins early is given the earlier time first.
fn held(cx: &Context<'_>, now: &Meeting, at: Option<DateTime<Utc>>) -> Result<MeetingEvent, Refusal> {
    let starts_at = now.plan.starts_at;
    if cx.now < starts_at {
        return Err(Refusal::TooEarly { verb: "held", from: starts_at });
    }
    let at = at.map_or(Ok(starts_at), |at| cx.recorded(at, starts_at))?;
    let ended = now.plan.ends_at.max(at);
    let minutes_due =
        limits::due(cx.policy.limits.meetings.minutes, ended, cx.shift_ends, &cx.policy.calendar);
    Ok(MeetingEvent::Held { at, minutes_due })
}

/// One entry: the minutes, and a task for each action item. Undo takes all of it back or none.
fn minuted(
    facts: &dyn Facts,
    cx: &Context<'_>,
    mut meeting: Changing,
    text: &str,
    actions: &[Action],
) -> Result<Vec<Event>, Stop> {
    let (stream, version) = (meeting.stream(), meeting.version());
    let ids: Vec<Id> = (0..actions.len()).map(|line| task_id(cx.now, stream, version, line)).collect();
    let event = MeetingEvent::Minuted { text: given("minutes", text)?, tasks: ids.clone() };
    meeting.emit(event)?;
    let mut events = meeting.into_events();
    for (id, action) in ids.into_iter().zip(actions) {
        let charge = Charge {
            title: action.what.clone(),
            owner: action.owner.clone(),
            due: action.due,
            source: Some(stream),
        };
        events.extend(task::raise(facts, cx, id, &charge)?);
    }
    Ok(events)
}

/// The id of the task that an action item becomes: of minutes recorded at `at` (UTC) on a meeting of this version. It follows from where the item stands, so that a command that is
/// sent twice makes nothing twice, and minutes written anew after an undo make new tasks.
pub fn task_id(at: DateTime<Utc>, meeting: Stream, version: u32, line: usize) -> Id {
    let digest = Sha256::digest(format!("{meeting}\u{1f}{version}\u{1f}{line}").as_bytes());
    let chance = digest.iter().take(10).fold(0_u128, |sum, byte| (sum << 8) | u128::from(*byte));
    Id::from_parts(u64::try_from(at.timestamp_millis()).unwrap_or(0), chance)
}

//! A flight, vessel, coach or ferry that brings people.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::event::{Aggregate, Event, Inapplicable, Stamp, aggregate_of};
use super::facts::{Changes, Context, Facts, Stop};
use super::id::{Id, Kind, Stream};
use super::named::named;
use super::refusal::{Refusal, given};

named! {
    /// State of an arrival, as its source gives it.
    ArrivalState {
        /// On the way, on time as far as known.
        Expected = "expected",
        /// On the way, late.
        Delayed = "delayed",
        /// It is here.
        Landed = "landed",
        /// It goes to another port.
        Diverted = "diverted",
        /// It does not come.
        Cancelled = "cancelled",
    }
}

named! {
    /// What brings them.
    Mode {
        /// 航班
        Flight = "flight",
        /// 船舶
        Vessel = "vessel",
        /// 大巴
        Coach = "coach",
        /// 客轮
        Ferry = "ferry",
    }
}

impl ArrivalState {
    /// Whether it is still awaited.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Expected | Self::Delayed)
    }
}

/// What a source says of an arrival.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Movement {
    /// Under which the source knows it, e.g. `CA1234@2020-04-07`; the same key is the same arrival.
    pub key: String,
    /// Id of the port.
    pub port: String,
    /// What brings them.
    pub mode: Mode,
    /// Flight number, ship's name, line.
    pub number: String,
    /// Where it comes from.
    pub origin: String,
    /// By timetable (UTC).
    pub scheduled_at: DateTime<Utc>,
    /// As now expected (UTC).
    pub estimated_at: Option<DateTime<Utc>>,
    /// As it was (UTC).
    pub actual_at: Option<DateTime<Utc>>,
    /// How many people.
    pub passengers: u32,
    /// Languages they speak (BCP 47).
    pub languages: Vec<String>,
    /// State, by the source.
    pub status: ArrivalState,
    /// File and row, feed, or who telephoned.
    pub source: String,
    /// How often the source has changed what it says (`SEQUENCE` of RFC 5545, 3.8.7.4), if it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sequence: Option<u64>,
    /// When the source last changed what it says (UTC; `LAST-MODIFIED` of RFC 5545, 3.8.7.3), if it tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated_at: Option<DateTime<Utc>>,
    /// Why it is diverted or cancelled, as an officer gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What the source said last, where an officer has changed it since; the same again changes nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated: Option<Box<Movement>>,
}

impl Movement {
    /// What the source said last, whatever an officer has changed since.
    pub fn as_stated(&self) -> &Self {
        self.stated.as_deref().unwrap_or(self)
    }

    /// Whether the source said this before it said `known`: by its count, then by its time. What has neither is taken
    /// as it comes.
    pub fn is_older_than(&self, known: &Self) -> bool {
        let known = known.as_stated();
        let count = self.sequence.zip(known.sequence).map(|(own, known)| own.cmp(&known));
        let time = self.stated_at.zip(known.stated_at).map(|(own, known)| own.cmp(&known));
        count.filter(|order| order.is_ne()).or(time).is_some_and(std::cmp::Ordering::is_lt)
    }

    /// The best that is known: as it was, else as expected, else by timetable (UTC).
    pub fn revised_at(&self) -> DateTime<Utc> {
        self.actual_at.or(self.estimated_at).unwrap_or(self.scheduled_at)
    }

    /// How much later than by timetable; negative when earlier.
    pub fn slip(&self) -> TimeDelta {
        self.revised_at() - self.scheduled_at
    }
}

/// An arrival.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrival {
    /// What the source said last.
    pub movement: Movement,
    /// State; the same as `movement.status`.
    pub state: ArrivalState,
}

/// What happens to an arrival.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArrivalEvent {
    /// First heard of.
    Announced {
        /// What the source says.
        movement: Box<Movement>,
    },
    /// Something has changed.
    Updated {
        /// What the source says now.
        movement: Box<Movement>,
    },
}

/// What people and sources ask of an arrival.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArrivalCommand {
    /// What a source says now. A known key updates that arrival, whatever id came along; nothing new is no event.
    Report(Box<Movement>),
    /// An officer knows a new estimate (UTC), which lies ahead.
    Delay {
        /// When it is expected (UTC).
        until: DateTime<Utc>,
    },
    /// It goes to another port.
    Divert {
        /// Id of that port, or its name where the configuration has none.
        port: String,
        /// Why.
        reason: Option<String>,
    },
    /// It does not come.
    Cancel {
        /// Why.
        reason: String,
    },
    /// It is here.
    Land {
        /// Since when (UTC), not in the future; none for now.
        at: Option<DateTime<Utc>>,
    },
}

impl ArrivalState {
    /// Verbs that the state allows, the most natural first.
    pub const fn verbs(self) -> &'static [&'static str] {
        match self {
            Self::Expected | Self::Delayed => &["landed", "delay", "divert", "cancel"],
            Self::Diverted => &["landed", "divert", "cancel"],
            Self::Landed | Self::Cancelled => &[],
        }
    }
}

impl Aggregate for Arrival {
    aggregate_of!(Arrival, ArrivalEvent);

    fn apply(before: Option<Self>, _stamp: &Stamp, event: &ArrivalEvent) -> Result<Self, Inapplicable> {
        match (before, event) {
            (None, ArrivalEvent::Announced { movement }) | (Some(_), ArrivalEvent::Updated { movement }) => {
                Ok(Self { state: movement.status, movement: (**movement).clone() })
            }
            _ => Err(Inapplicable("an arrival begins by being announced, once".to_owned())),
        }
    }
}

/// Decides a command on one arrival.
///
/// # Errors
/// [`Stop::Refused`] when something that must be given is missing.
pub fn decide(
    facts: &dyn Facts,
    cx: &Context<'_>,
    id: Id,
    command: &ArrivalCommand,
) -> Result<Vec<Event>, Stop> {
    match command {
        ArrivalCommand::Report(movement) => reported(facts, cx, id, movement),
        act => by_hand(facts, cx, id, act),
    }
}

/// News of a source. It never overwrites what the source said later.
fn reported(facts: &dyn Facts, cx: &Context<'_>, id: Id, movement: &Movement) -> Result<Vec<Event>, Stop> {
    let mut movement = checked(movement)?;
    let Some(known) = facts.arrival_by_key(&movement.key)? else {
        let mut arrival = Changes::<Arrival>::new(facts, cx, id)?;
        arrival.emit(ArrivalEvent::Announced { movement: Box::new(movement) })?;
        return Ok(arrival.into_events());
    };
    let mut arrival = Changes::<Arrival>::on(facts, cx, known)?;
    let now = &arrival.state()?.movement;
    if movement.is_older_than(now) {
        return Err(Refusal::Outdated { stream: Stream::new(Kind::Arrival, known) }.into());
    }
    let before = now.as_stated();
    // A statement that does not count goes on from the one that did.
    movement.sequence = movement.sequence.or(before.sequence);
    movement.stated_at = movement.stated_at.or(before.stated_at);
    let news = Movement { source: before.source.clone(), ..movement.clone() } != *before;
    if news {
        arrival.emit(ArrivalEvent::Updated { movement: Box::new(movement) })?;
    }
    Ok(arrival.into_events())
}

/// What an officer knows before the source says so.
fn by_hand(facts: &dyn Facts, cx: &Context<'_>, id: Id, act: &ArrivalCommand) -> Result<Vec<Event>, Stop> {
    let mut arrival = Changes::<Arrival>::on(facts, cx, id)?;
    let Arrival { movement: now, state } = arrival.state()?.clone();
    let (verb, mut movement) = match act {
        ArrivalCommand::Report(movement) => ("report", (**movement).clone()),
        ArrivalCommand::Delay { until } => {
            let status =
                if *until > now.scheduled_at { ArrivalState::Delayed } else { ArrivalState::Expected };
            ("delay", Movement { estimated_at: Some(*until), status, ..now.clone() })
        }
        ArrivalCommand::Divert { port, reason } => {
            let (port, reason) = (given("port", port)?, reason.clone());
            ("divert", Movement { port, reason, status: ArrivalState::Diverted, ..now.clone() })
        }
        ArrivalCommand::Cancel { reason } => {
            let reason = Some(given("reason", reason)?);
            ("cancel", Movement { reason, status: ArrivalState::Cancelled, ..now.clone() })
        }
        ArrivalCommand::Land { at } => (
            "landed",
            Movement { actual_at: at.or(Some(cx.now)), status: ArrivalState::Landed, ..now.clone() },
        ),
    };
    arrival.demand(state.verbs().contains(&verb), verb, state.verbs())?;
    match act {
        ArrivalCommand::Delay { until } if *until <= cx.now => {
            return Err(Refusal::NotAhead { until: *until }.into());
        }
        ArrivalCommand::Divert { .. } if movement.port == now.port => {
            return Err(Refusal::BadValue { field: "port", value: now.port }.into());
        }
        ArrivalCommand::Land { at: Some(at) } if *at > cx.now => {
            return Err(Refusal::TooEarly { verb, from: *at }.into());
        }
        _ => {}
    }
    if movement == now {
        return Ok(Vec::new());
    }
    let stated = now.stated.clone().unwrap_or_else(|| Box::new(now));
    movement.stated = Some(stated);
    arrival.emit(ArrivalEvent::Updated { movement: Box::new(movement) })?;
    Ok(arrival.into_events())
}

fn checked(movement: &Movement) -> Result<Movement, Refusal> {
    Ok(Movement {
        key: given("key", &movement.key)?,
        port: given("port", &movement.port)?,
        number: given("number", &movement.number)?,
        ..movement.clone()
    })
}

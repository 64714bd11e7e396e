//! A flight, vessel, coach or ferry that brings people.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::event::{Aggregate, Event, Inapplicable, Stamp, aggregate_of};
use super::facts::{Changes, Context, Facts, Stop};
use super::id::Id;
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
}

impl Movement {
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
    let ArrivalCommand::Report(movement) = command;
    let movement = checked(movement)?;
    let Some(known) = facts.arrival_by_key(&movement.key)? else {
        let mut arrival = Changes::<Arrival>::new(facts, cx, id)?;
        arrival.emit(ArrivalEvent::Announced { movement: Box::new(movement) })?;
        return Ok(arrival.into_events());
    };
    let mut arrival = Changes::<Arrival>::on(facts, cx, known)?;
    let now = &arrival.state()?.movement;
    let news = Movement { source: now.source.clone(), ..movement.clone() } != *now;
    if news {
        arrival.emit(ArrivalEvent::Updated { movement: Box::new(movement) })?;
    }
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

//! 转运任务: one trip of one vehicle, from the port to the place where people stay. Custody never gaps.

mod crew;
mod decide;
mod event;
mod manifest;
mod offer;
mod problem;
mod road;
mod room;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::id::Id;
use super::named::named;
use super::notice::{Notice, NoticeCommand};
use super::refusal::Refusal;

pub use crew::{Stretch, conflict, engagements_of};
pub use decide::decide;
pub use event::RunEvent;
pub use manifest::Manifest;
pub use offer::{Candidate, Candidates, candidates};
pub use problem::Problem;
pub use room::rooms_taken;

named! {
    /// State of a run.
    RunState {
        /// It will be.
        Planned = "planned",
        /// Vehicle, driver and volunteers are set.
        Crewed = "crewed",
        /// The vehicle is on the way to the port.
        Departed = "departed",
        /// It is there.
        AtPort = "at_port",
        /// People are boarding.
        Boarding = "boarding",
        /// It is on the way to the site.
        EnRoute = "en_route",
        /// The people are handed over.
        Delivered = "delivered",
        /// The vehicle is being disinfected.
        Disinfecting = "disinfecting",
        /// Done; the headcount adds up.
        Closed = "closed",
        /// Waiting, with a reason.
        Held = "held",
        /// On the way to another site than planned.
        Diverted = "diverted",
        /// Broken off before anybody boarded.
        Aborted = "aborted",
        /// Called off before it departed.
        Cancelled = "cancelled",
    }
}

named! {
    /// How a person leaves a run otherwise than by being delivered.
    ExitKind {
        /// Did not come.
        NoShow = "no_show",
        /// To a hospital.
        Hospital = "hospital",
        /// Taken over by another district.
        OtherDistrict = "other_district",
        /// Travels on.
        Transit = "transit",
    }
}

impl RunState {
    /// Whether it still asks for work.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Closed | Self::Aborted | Self::Cancelled)
    }

    /// Whether people may still board.
    pub const fn precedes_leaving(self) -> bool {
        matches!(self, Self::Planned | Self::Crewed | Self::Departed | Self::AtPort | Self::Boarding)
    }

    /// Verbs that the state allows, the most natural first.
    pub const fn verbs(self) -> &'static [&'static str] {
        match self {
            Self::Planned => &["crew", "reschedule", "hold", "cancel"],
            Self::Crewed => &["depart", "crew", "reschedule", "hold", "cancel"],
            Self::Departed => &["reach_port", "crew", "reschedule", "call_in", "hold", "divert", "abort"],
            Self::AtPort => &["board", "crew", "exit", "reschedule", "count", "hold", "divert", "abort"],
            Self::Boarding => &["leave", "exit", "count", "hold", "divert"],
            Self::EnRoute | Self::Diverted => &["deliver", "call_in", "exit", "count", "hold", "divert"],
            Self::Delivered => &["disinfect", "count"],
            Self::Disinfecting => &["close", "count"],
            Self::Held => &["resume", "call_in"],
            Self::Closed | Self::Aborted | Self::Cancelled => &["comment", "flag"],
        }
    }
}

/// What is planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The arrival it waits for.
    pub arrival: Option<Id>,
    /// Id of the port.
    pub port: String,
    /// Id of the site.
    pub site: String,
    /// When people are picked up (UTC).
    pub pick_up: DateTime<Utc>,
    /// When they are expected to be delivered (UTC).
    pub deliver: DateTime<Utc>,
    /// How many people are expected.
    pub passengers: u32,
    /// Languages they speak (BCP 47); empty with an arrival: those of the arrival.
    pub languages: Vec<String>,
}

/// A vehicle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vehicle {
    /// Number plate or fleet number.
    pub plate: String,
    /// Seats for passengers.
    pub seats: u32,
}

/// Who and what goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crew {
    /// The vehicle.
    pub vehicle: Vehicle,
    /// Name of the driver.
    pub driver: String,
    /// Volunteers and interpreters.
    pub volunteers: Vec<Id>,
}

/// When each step was done (UTC).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Legs {
    /// The vehicle left.
    pub departed: Option<DateTime<Utc>>,
    /// It reached the port.
    pub at_port: Option<DateTime<Utc>>,
    /// Boarding began.
    pub boarding: Option<DateTime<Utc>>,
    /// It left the port.
    pub en_route: Option<DateTime<Utc>>,
    /// People were handed over.
    pub delivered: Option<DateTime<Utc>>,
    /// Disinfection began.
    pub disinfecting: Option<DateTime<Utc>>,
    /// Closed, aborted or cancelled.
    pub ended: Option<DateTime<Utc>>,
}

/// Somebody left the run otherwise than by being delivered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exit {
    /// How.
    pub kind: ExitKind,
    /// How many.
    pub count: u32,
    /// On the road; else before boarding.
    pub on_road: bool,
    /// Remark.
    pub note: Option<String>,
}

/// The people of a run, by number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headcount {
    /// Expected.
    pub expected: u32,
    /// Boarded, once it has left the port.
    pub boarded: Option<u32>,
    /// Delivered, once handed over.
    pub delivered: Option<u32>,
    /// Those who left it.
    pub exits: Vec<Exit>,
}

impl Headcount {
    /// How many left before boarding, or on the road.
    pub fn exits(&self, on_road: bool) -> u32 {
        let exits = self.exits.iter().filter(|exit| exit.on_road == on_road);
        exits.fold(0, |sum, exit| sum.saturating_add(exit.count))
    }

    /// Expected = boarded + exits before; boarded = delivered + exits on the road.
    ///
    /// # Errors
    /// [`Refusal::Headcount`] with all five numbers when it does not add up.
    pub fn adds_up(&self) -> Result<(), Refusal> {
        let (boarded, delivered) = (self.boarded.unwrap_or(0), self.delivered.unwrap_or(0));
        let (before, on_road) = (self.exits(false), self.exits(true));
        if boarded.checked_add(before) == Some(self.expected)
            && delivered.checked_add(on_road) == Some(boarded)
        {
            return Ok(());
        }
        Err(Refusal::Headcount {
            expected: self.expected,
            boarded,
            delivered,
            exits_before: before,
            exits_on_road: on_road,
        })
    }
}

/// A run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// What is planned now.
    pub plan: Plan,
    /// Pick-up as first planned (UTC).
    pub first_pick_up: DateTime<Utc>,
    /// When the arrival was expected, when the times were last set (UTC).
    pub counts_on: Option<DateTime<Utc>>,
    /// State.
    pub state: RunState,
    /// Where it is in its course while the state is `Held` or `Diverted`.
    pub resumes: Option<RunState>,
    /// Attention, holder, flag, comments, reminders.
    pub notice: Notice,
    /// Who and what goes, once set.
    pub crew: Option<Crew>,
    /// Languages the crew speaks (BCP 47), as known when it was set.
    pub speaks: Vec<String>,
    /// When each step was done.
    pub legs: Legs,
    /// The people.
    pub headcount: Headcount,
    /// The last position call: when (UTC) and from where.
    pub last_call: Option<(DateTime<Utc>, String)>,
    /// Why it was last held, diverted, rescheduled, aborted or cancelled.
    pub reason: Option<String>,
    /// The list of its passengers, if one is kept beside the store.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manifest: Option<Manifest>,
}

impl Run {
    /// Where it is in its course, held or diverted or not.
    pub fn stage(&self) -> RunState {
        self.resumes.unwrap_or(self.state)
    }

    /// Languages that passengers speak and nobody of the crew.
    pub fn unspoken(&self) -> Vec<String> {
        let spoken = |tag: &String| self.speaks.iter().any(|speaks| same_language(speaks, tag));
        self.plan.languages.iter().filter(|tag| !spoken(tag)).cloned().collect()
    }
}

/// Whether two language tags (BCP 47) name the same language, whatever their region or script.
pub fn same_language(a: &str, b: &str) -> bool {
    let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    primary(a) == primary(b)
}

/// What people ask of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunCommand {
    /// Plan it.
    Plan(Box<Plan>),
    /// Other times, until it has left the port; no double booking.
    Reschedule {
        /// Pick-up (UTC).
        pick_up: DateTime<Utc>,
        /// Expected delivery (UTC).
        deliver: DateTime<Utc>,
        /// Why.
        reason: Option<String>,
    },
    /// The same, as long as it was planned to take.
    Shift {
        /// Pick-up (UTC).
        pick_up: DateTime<Utc>,
        /// Why.
        reason: Option<String>,
    },
    /// Set the crew, or set it anew, until boarding. Seats, languages and double booking are hard limits.
    Crew {
        /// Who and what goes.
        crew: Crew,
        /// Reason for going beyond a soft limit on work.
        despite: Option<String>,
    },
    /// The vehicle leaves for the port.
    Depart,
    /// It is there.
    ReachPort,
    /// Boarding begins.
    Board,
    /// It leaves the port.
    Leave {
        /// How many boarded; `None`: all who are expected and have not left.
        boarded: Option<u32>,
    },
    /// Somebody leaves it otherwise than by being delivered; before boarding or on the road follows from the state.
    Exit {
        /// How.
        kind: ExitKind,
        /// How many; at least 1.
        count: u32,
        /// Remark.
        note: Option<String>,
    },
    /// The people are handed over.
    Deliver {
        /// How many; `None`: all who boarded and have not left.
        delivered: Option<u32>,
    },
    /// Disinfection begins.
    Disinfect,
    /// Correct numbers that were wrong; `None` leaves a number as it is.
    Count {
        /// Expected.
        expected: Option<u32>,
        /// Boarded.
        boarded: Option<u32>,
        /// Delivered.
        delivered: Option<u32>,
        /// Why; mandatory.
        reason: String,
    },
    /// Close it; refused unless the headcount adds up.
    Close,
    /// Let it wait.
    Hold {
        /// Why; mandatory.
        reason: String,
    },
    /// Let it go on.
    Resume,
    /// Send it to another site.
    Divert {
        /// Id of that site.
        site: String,
        /// Why; mandatory.
        reason: String,
    },
    /// Break it off before anybody boards.
    Abort {
        /// Why; mandatory.
        reason: String,
    },
    /// Call it off before it departs.
    Cancel {
        /// Why; mandatory.
        reason: String,
    },
    /// A list of its passengers is kept beside the store.
    KeepManifest {
        /// How many are on it; at least 1.
        people: u32,
        /// SHA-256 of what is kept, in hexadecimal.
        digest: String,
    },
    /// The list of its passengers was removed, so many days after the run ended.
    PurgeManifest,
    /// A position call.
    CallIn {
        /// From where; mandatory.
        place: String,
    },
    /// An officer's hand on it.
    Notice(NoticeCommand),
}

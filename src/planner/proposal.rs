//! What the planner proposes, and why.

use chrono::TimeDelta;

use super::pool::{Filling, Pool};
use super::problem::{Problem, Trip};
use super::roles;
use crate::domain::Id;

/// Something to be said of a proposal for one trip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// No vehicle has so many seats.
    TooMany {
        /// Seats of the largest.
        largest: u32,
    },
    /// All vehicles with enough seats are out, or being disinfected, or too far away.
    NoVehicle,
    /// All drivers are out, or too far away.
    NoDriver,
    /// Nobody who speaks it is free: interpreter, telephone or device.
    NoSpeaker {
        /// Which language (BCP 47).
        language: String,
        /// How many there are who speak it.
        known: usize,
    },
    /// Somebody is hired for it, since no volunteer is free.
    Hired {
        /// Whom.
        who: Id,
    },
    /// A speaker has less rest before or after than is owed.
    ShortRest {
        /// Who.
        who: Id,
    },
    /// A speaker comes to more hours in seven days than anybody should.
    OverWeek {
        /// Who.
        who: Id,
        /// By how much.
        by: TimeDelta,
    },
    /// The driver comes to more hours in a day than anybody should.
    OverDriving {
        /// By how much.
        by: TimeDelta,
    },
    /// The driver has no break that counts before or after.
    NoBreak,
    /// Something else than what was set.
    Changed,
}

impl Note {
    /// Stable code, as in JSON.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooMany { .. } => "too_many",
            Self::NoVehicle => "no_vehicle",
            Self::NoDriver => "no_driver",
            Self::NoSpeaker { .. } => "no_speaker",
            Self::Hired { .. } => "hired",
            Self::ShortRest { .. } => "short_rest",
            Self::OverWeek { .. } => "over_week",
            Self::OverDriving { .. } => "over_driving",
            Self::NoBreak => "no_break",
            Self::Changed => "changed",
        }
    }
}

/// Who and what goes on a trip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    /// The run.
    pub trip: Id,
    /// Plate of the vehicle.
    pub vehicle: Option<String>,
    /// Name of the driver.
    pub driver: Option<String>,
    /// Who speaks to the passengers.
    pub speakers: Vec<Id>,
    /// What is to be said of it.
    pub notes: Vec<Note>,
}

/// A crew for every trip, as far as there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// By pick-up.
    pub picks: Vec<Pick>,
    /// What it costs: minutes of people's work, and what is held against it as minutes.
    pub cost: i64,
    /// No plan costs less.
    pub bound: i64,
    /// Whether time ended the search, so that another machine might find another plan.
    pub cut: bool,
}

impl Proposal {
    /// Whether it is proven that no plan is better.
    pub const fn proven(&self) -> bool {
        self.cost == self.bound
    }

    /// How much better a plan could be at the very most, as a share of the cost.
    #[allow(clippy::cast_precision_loss, reason = "costs are far below what a float keeps exactly")]
    pub fn gap(&self) -> f64 {
        if self.cost == self.bound { 0.0 } else { (self.cost - self.bound) as f64 / self.cost.max(1) as f64 }
    }
}

/// The fillings of the three pools, as crews with what is to be said of them.
pub(super) fn told(problem: &Problem, pools: [&Pool; 3], fillings: [&Filling; 3]) -> Vec<Pick> {
    let trips = problem.trips.iter().enumerate();
    trips.map(|(at, trip)| pick(problem, pools, fillings, at, trip)).collect()
}

fn pick(problem: &Problem, pools: [&Pool; 3], fillings: [&Filling; 3], at: usize, trip: &Trip) -> Pick {
    let [vehicles, drivers, speakers] = fillings;
    let vehicle = vehicles.on[at].first().map(|one| problem.vehicles[*one].plate.clone());
    let driver = drivers.on[at].first().copied();
    let mut notes = Vec::new();
    if vehicle.is_none() {
        let largest = problem.vehicles.iter().map(|vehicle| vehicle.seats).max().unwrap_or(0);
        notes.push(if largest < trip.passengers { Note::TooMany { largest } } else { Note::NoVehicle });
    }
    match driver {
        Some(driver) => notes.extend(of_driver(pools[1], drivers, driver, at)),
        None => notes.push(Note::NoDriver),
    }
    for language in &trip.languages {
        if !speakers.on[at].iter().any(|one| problem.speakers[*one].speaks(language)) {
            let known = problem.speakers.iter().filter(|speaker| speaker.speaks(language)).count();
            notes.push(Note::NoSpeaker { language: language.clone(), known });
        }
    }
    for one in &speakers.on[at] {
        notes.extend(of_speaker(problem, pools[2], speakers, *one, at));
    }
    let driver = driver.map(|one| problem.drivers[one].name.clone());
    let speakers: Vec<Id> = speakers.on[at].iter().map(|one| problem.speakers[*one].id).collect();
    if trip.present.as_ref().is_some_and(|present| {
        Some(&present.vehicle) != vehicle.as_ref()
            || Some(&present.driver) != driver.as_ref()
            || present.speakers != speakers
    }) {
        notes.push(Note::Changed);
    }
    Pick { trip: trip.id, vehicle, driver, speakers, notes }
}

fn over(pool: &Pool, filling: &Filling, one: usize) -> Option<TimeDelta> {
    let minutes: i64 = filling.of[one].iter().map(|trip| pool.minutes[*trip]).sum();
    (minutes > pool.most[one]).then(|| TimeDelta::minutes(minutes - pool.most[one]))
}

fn tired(pool: &Pool, filling: &Filling, one: usize, at: usize) -> bool {
    filling.of[one].iter().any(|other| *other != at && pool.tiring.at(*other, at) > 0)
}

fn of_driver(pool: &Pool, filling: &Filling, one: usize, at: usize) -> Vec<Note> {
    let before = pool.fits[one][at].unwrap_or(0) - pool.minutes[at] >= roles::TIRING;
    let worn = tired(pool, filling, one, at) || before;
    let over = over(pool, filling, one).map(|by| Note::OverDriving { by });
    worn.then_some(Note::NoBreak).into_iter().chain(over).collect()
}

fn of_speaker(problem: &Problem, pool: &Pool, filling: &Filling, one: usize, at: usize) -> Vec<Note> {
    let who = problem.speakers[one].id;
    let before = pool.fits[one][at].unwrap_or(0) - pool.minutes[at] >= roles::TIRING;
    let hired = problem.speakers[one].hired.then_some(Note::Hired { who });
    let short = (tired(pool, filling, one, at) || before).then_some(Note::ShortRest { who });
    let over = over(pool, filling, one).map(|by| Note::OverWeek { who, by });
    [hired, short, over].into_iter().flatten().collect()
}

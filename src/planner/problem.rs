//! What is to be planned: trips, and who and what there is for them. Nothing here knows the store.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::Id;
use crate::domain::limits::CrewLimits;
use crate::domain::run::same_language;
use crate::domain::volunteer::Window;

/// A trip that needs a vehicle, a driver and people who speak its languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trip {
    /// The run.
    pub id: Id,
    /// Where people are picked up (id of the port).
    pub port: String,
    /// Where they are taken (id of the site).
    pub site: String,
    /// Pick-up (UTC).
    pub pick_up: DateTime<Utc>,
    /// Delivery (UTC).
    pub deliver: DateTime<Utc>,
    /// How many people.
    pub passengers: u32,
    /// What they speak (BCP 47).
    pub languages: Vec<String>,
    /// Who and what goes as things stand: what is kept where nothing speaks against it.
    pub present: Option<Present>,
}

/// A crew as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Present {
    /// Plate of the vehicle.
    pub vehicle: String,
    /// Name of the driver.
    pub driver: String,
    /// The volunteers.
    pub speakers: Vec<Id>,
}

/// A stretch that is taken already and not planned anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Busy {
    /// From (UTC).
    pub from: DateTime<Utc>,
    /// Until (UTC).
    pub until: DateTime<Utc>,
    /// Where it begins, if known (id of a port).
    pub begins_at: Option<String>,
    /// Where it ends, if known (id of a site).
    pub ends_at: Option<String>,
}

/// A vehicle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vehicle {
    /// Number plate.
    pub plate: String,
    /// How many passengers it may take.
    pub seats: u32,
    /// When it is taken.
    pub busy: Vec<Busy>,
}

/// A driver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Driver {
    /// Name.
    pub name: String,
    /// When at work; from a week before the first trip on.
    pub busy: Vec<Busy>,
}

/// A volunteer or a hired interpreter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The volunteer.
    pub id: Id,
    /// What they speak (BCP 47).
    pub languages: Vec<String>,
    /// Hired, and asked after the volunteers.
    pub hired: bool,
    /// When they have offered to be there, in order; none: at any time.
    pub windows: Vec<Window>,
    /// When at work; from a week before the first trip on.
    pub busy: Vec<Busy>,
}

/// Time on the road between a port and a site, either way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Travel {
    /// Port, site, time.
    pub known: Vec<(String, String, TimeDelta)>,
    /// Between places of which nothing is known.
    pub otherwise: TimeDelta,
}

impl Travel {
    /// From a site, or from somewhere unknown, to a port.
    pub fn between(&self, site: Option<&str>, port: Option<&str>) -> TimeDelta {
        let (Some(site), Some(port)) = (site, port) else { return TimeDelta::zero() };
        let known = self.known.iter().find(|(from, to, _)| from == port && to == site);
        known.map_or(self.otherwise, |(_, _, time)| *time)
    }
}

/// What a plan goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// How long people may work and drive.
    pub limits: CrewLimits,
    /// How long a vehicle is out of use after a delivery.
    pub disinfection: TimeDelta,
}

/// Trips to be manned, and who and what there is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The trips; the planner takes them by their pick-up.
    pub trips: Vec<Trip>,
    /// Vehicles.
    pub vehicles: Vec<Vehicle>,
    /// Drivers.
    pub drivers: Vec<Driver>,
    /// Volunteers and interpreters.
    pub speakers: Vec<Speaker>,
    /// Time on the road.
    pub travel: Travel,
    /// The rules.
    pub rules: Rules,
}

impl Speaker {
    /// Whether they speak a language, whatever its region or script.
    pub fn speaks(&self, language: &str) -> bool {
        self.languages.iter().any(|tag| same_language(tag, language))
    }

    /// Whether they have offered to be there all the while.
    pub fn there(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> bool {
        self.windows.is_empty()
            || self.windows.iter().any(|window| window.from <= from && until <= window.until)
    }
}

impl Trip {
    /// From pick-up to delivery, in whole minutes.
    pub fn minutes(&self) -> i64 {
        (self.deliver - self.pick_up).num_minutes()
    }

    /// The trip as a stretch that is taken.
    pub fn busy(&self) -> Busy {
        Busy {
            from: self.pick_up,
            until: self.deliver,
            begins_at: Some(self.port.clone()),
            ends_at: Some(self.site.clone()),
        }
    }
}

impl Busy {
    /// Whether nobody can do both: they overlap, or the time between is too short for the road and what comes after
    /// the earlier one.
    pub fn clashes(&self, other: &Self, travel: &Travel, after: TimeDelta) -> bool {
        let (first, then) = if self.from <= other.from { (self, other) } else { (other, self) };
        let road = travel.between(first.ends_at.as_deref(), then.begins_at.as_deref());
        then.from < first.until + after + road
    }

    /// Whether both together are more than a shift and the time between is less than the rest that is owed.
    pub fn tires(&self, other: &Self, limits: &CrewLimits) -> bool {
        let (first, then) = if self.from <= other.from { (self, other) } else { (other, self) };
        then.from < first.until + limits.rest && then.until - first.from > limits.shift
    }

    /// Whether both are driven without a break that counts, for longer than a driver may.
    pub fn wears_out(&self, other: &Self, limits: &CrewLimits) -> bool {
        let (first, then) = if self.from <= other.from { (self, other) } else { (other, self) };
        then.from < first.until + limits.drive_break && then.until - first.from > limits.drive_day
    }
}

//! What the house knows of vehicles, roads and sites: seats under a load factor, times on the road, disinfection, rooms.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};

use super::calendar::Calendar;

/// A vehicle of the house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carrier {
    /// Number plate.
    pub plate: String,
    /// Seats for passengers that may be used: the seats there are, times the load factor.
    pub seats: u32,
}

/// Vehicles, roads and sites, as the configuration gives them. What it does not name has no limit but those given with
/// a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fleet {
    /// Vehicles.
    pub vehicles: Vec<Carrier>,
    /// Names of the drivers.
    pub drivers: Vec<String>,
    /// Rooms of each site, by its id. One room a person.
    pub rooms: BTreeMap<String, u32>,
    /// Time on the road between two places, by their ids; the same both ways.
    pub roads: BTreeMap<(String, String), TimeDelta>,
    /// The same between places that are not named there.
    pub usual_road: TimeDelta,
    /// How long a vehicle is disinfected after a run.
    pub disinfection: TimeDelta,
    /// How long people stay at a site and keep its rooms.
    pub stay: TimeDelta,
    /// How long the list of the passengers of a run is kept after the run ended.
    pub keep_manifest: TimeDelta,
    /// Local times between which driving counts as driving by night.
    pub night: (NaiveTime, NaiveTime),
}

impl Fleet {
    /// Seats of this vehicle that may be used, if the house knows it.
    pub fn seats(&self, plate: &str) -> Option<u32> {
        self.vehicles.iter().find(|vehicle| vehicle.plate == plate).map(|vehicle| vehicle.seats)
    }

    /// Time on the road between two places; none between a place and itself.
    pub fn road(&self, from: &str, to: &str) -> TimeDelta {
        if from == to {
            return TimeDelta::zero();
        }
        let between = |a: &str, b: &str| self.roads.get(&(a.to_owned(), b.to_owned())).copied();
        between(from, to).or_else(|| between(to, from)).unwrap_or(self.usual_road)
    }

    /// The longest time on any road.
    pub fn longest_road(&self) -> TimeDelta {
        self.roads.values().copied().fold(self.usual_road, TimeDelta::max)
    }

    /// How much of the time between is night.
    pub fn night_between(&self, calendar: &Calendar, from: DateTime<Utc>, until: DateTime<Utc>) -> TimeDelta {
        let (falls, ends) = self.night;
        let over_midnight = if ends <= falls { TimeDelta::days(1) } else { TimeDelta::zero() };
        let mut day = calendar.local(from).date() - TimeDelta::days(1);
        let last = calendar.local(until).date();
        let mut sum = TimeDelta::zero();
        while day <= last {
            let starts = calendar.instant(day.and_time(falls));
            let stops = calendar.instant(day.and_time(ends) + over_midnight);
            sum += (until.min(stops) - from.max(starts)).max(TimeDelta::zero());
            day += TimeDelta::days(1);
        }
        sum
    }
}

//! Nights to be planned, of any size; the same seed makes the same night.

use chrono::{DateTime, TimeDelta, Utc};
use dutydesk::domain::id::IdSource;
use dutydesk::domain::limits::CrewLimits;
use dutydesk::domain::volunteer::Window;
use dutydesk::planner::{Driver, Problem, Rules, Speaker, Travel, Trip, Vehicle};

pub(super) const PORTS: [&str; 5] =
    ["guangzhou_baiyun", "zhuhai", "shenzhen_airport", "shenzhen_bay", "yantian"];
pub(super) const SITES: [&str; 3] = ["haibin", "meisha_hotel", "yantian_lodge"];
const ROAD: [i64; 5] = [150, 160, 75, 50, 15];
const LANGUAGES: [&str; 5] = ["en", "ja", "ko", "ru", "fr"];

/// Dice that fall the same way every time.
#[derive(Debug)]
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % end.max(1)
    }
}

pub(super) fn start() -> DateTime<Utc> {
    "2020-04-06T16:00:00Z".parse().expect("a time")
}

pub(super) fn limits() -> CrewLimits {
    CrewLimits {
        shift: TimeDelta::hours(8),
        rest: TimeDelta::hours(10),
        protective_clothing: TimeDelta::hours(4),
        week: TimeDelta::hours(48),
        drive_day: TimeDelta::hours(4),
        drive_night: TimeDelta::hours(2),
        drive_break: TimeDelta::minutes(20),
        drive_24h: TimeDelta::hours(8),
    }
}

/// So many trips in so many hours, for so many people.
pub(super) fn night(seed: u64, people: usize, trips: usize, hours: i64) -> Problem {
    let mut dice = Dice::new(seed);
    let mut ids = IdSource::seeded(seed);
    let pick = |dice: &mut Dice, most: usize| usize::try_from(dice.below(most as u64)).unwrap_or(0);
    let language = |dice: &mut Dice| match dice.below(10) {
        0..=5 => 0,
        other => usize::try_from(other - 5).unwrap_or(0),
    };
    let trips = (0..trips)
        .map(|_| {
            let port = pick(&mut dice, 5);
            let pick_up = start()
                + TimeDelta::minutes(
                    5 * i64::try_from(dice.below(u64::try_from(hours * 12).unwrap_or(1))).unwrap_or(0),
                );
            let mut languages = vec!["en".to_owned()];
            if dice.below(5) == 0 {
                languages.push(LANGUAGES[1 + pick(&mut dice, 4)].to_owned());
            }
            Trip {
                id: ids.fresh(pick_up),
                port: PORTS[port].to_owned(),
                site: SITES[pick(&mut dice, 3)].to_owned(),
                pick_up,
                deliver: pick_up + TimeDelta::minutes(ROAD[port] + 40),
                passengers: 3 + u32::try_from(dice.below(25)).unwrap_or(0),
                languages,
                present: None,
            }
        })
        .collect();
    let speakers = (0..people)
        .map(|at| {
            let first = if at < 5 { at } else { language(&mut dice) };
            let mut languages = vec![LANGUAGES[first].to_owned()];
            if first != 0 && dice.below(2) == 0 {
                languages.push("en".to_owned());
            }
            let from = start() + TimeDelta::hours(i64::try_from(dice.below(12)).unwrap_or(0) - 4);
            let windows = match dice.below(2) {
                0 => Vec::new(),
                _ => vec![Window { from, until: from + TimeDelta::hours(14) }],
            };
            Speaker { id: ids.fresh(start()), languages, hired: at % 9 == 8, windows, busy: Vec::new() }
        })
        .collect();
    let vehicles = (0..people * 3 / 4 + 1)
        .map(|at| Vehicle { plate: format!("B-{at:03}"), seats: [45, 33, 19, 28][at % 4], busy: Vec::new() })
        .collect();
    let drivers =
        (0..people * 3 / 4 + 1).map(|at| Driver { name: format!("driver {at}"), busy: Vec::new() }).collect();
    let known = PORTS.iter().zip(ROAD).flat_map(|(port, road)| {
        SITES.iter().zip([0, 10, 5]).map(move |(site, more)| {
            ((*port).to_owned(), (*site).to_owned(), TimeDelta::minutes(road + more))
        })
    });
    let travel = Travel { known: known.collect(), otherwise: TimeDelta::hours(2) };
    let rules = Rules { limits: limits(), disinfection: TimeDelta::minutes(40) };
    Problem { trips, vehicles, drivers, speakers, travel, rules }
}

//! Where people arrive, where they are taken, and in what.

use std::collections::BTreeMap;

use chrono::TimeDelta;

use super::forms;
use super::people::Driver;
use super::problem::{Expected, ProblemKind};
use super::section::Section;
use super::times::Transport;
use crate::domain::fleet::{Carrier, Fleet};

/// How people arrive at a port.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PortKind {
    /// By air.
    Airport,
    /// Over a land border.
    Land,
    /// By ship.
    Sea,
}

/// A port (口岸/机场/码头).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Port {
    /// Id, as in the journal.
    pub id: String,
    /// Chinese name.
    pub name_zh: String,
    /// English name.
    pub name_en: String,
    /// How people arrive.
    pub kind: PortKind,
    /// Time on the road to each site, by the id of the site.
    pub travel: BTreeMap<String, TimeDelta>,
}

/// What a site is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SiteKind {
    /// 集中隔离点.
    Isolation,
    /// 健康驿站.
    Lodge,
}

/// A place where people are taken to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Id, as in the journal.
    pub id: String,
    /// Chinese name.
    pub name_zh: String,
    /// English name.
    pub name_en: String,
    /// What it is for.
    pub kind: SiteKind,
    /// How many rooms it has.
    pub rooms: u32,
    /// Telephone of the front desk; may be empty.
    pub phone: String,
}

/// A vehicle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vehicle {
    /// Id, as in the journal.
    pub id: String,
    /// Number plate.
    pub plate: String,
    /// Seats for passengers, the crew not counted.
    pub seats: u32,
    /// How many of a thousand seats may be taken, so that people keep their distance.
    pub load_permille: u32,
    /// What it is built for.
    pub kind: VehicleKind,
}

/// What a vehicle is built for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VehicleKind {
    /// 大巴
    Coach,
    /// 中巴
    Minibus,
    /// 商务车
    Van,
    /// 负压救护车
    Ambulance,
}

impl Vehicle {
    /// Seats that may be taken: the seats there are times the load factor, rounded down.
    pub const fn usable(&self) -> u32 {
        // At most 200 seats times 1000.
        self.seats * self.load_permille / 1_000
    }
}

/// Times on the road that the ports do not name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Travel {
    /// Between places that are named nowhere.
    pub usual: TimeDelta,
    /// Between two places, whichever way.
    pub between: Vec<(String, String, TimeDelta)>,
}

pub(super) fn port(s: &mut Section<'_>) -> Port {
    let kinds = [("airport", PortKind::Airport), ("land", PortKind::Land), ("sea", PortKind::Sea)];
    Port {
        id: s.id("id", "ports", forms::is_id),
        name_zh: s.text("name_zh"),
        name_en: s.text("name_en"),
        kind: s.choice("kind", &kinds).unwrap_or(PortKind::Land),
        travel: s.section("travel", travel).unwrap_or_default(),
    }
}

fn travel(s: &mut Section<'_>) -> BTreeMap<String, TimeDelta> {
    let mut travel = BTreeMap::new();
    for site in s.keys() {
        if let Some(node) = s.optional(&site) {
            s.refer(node.key_at.clone(), &site, "sites", &site);
        }
        if let Some(time) = s.form(&site, Expected::Duration, forms::duration) {
            travel.insert(site, time);
        }
    }
    travel
}

pub(super) fn site(s: &mut Section<'_>) -> Site {
    let kinds = [("isolation", SiteKind::Isolation), ("lodge", SiteKind::Lodge)];
    Site {
        id: s.id("id", "sites", forms::is_id),
        name_zh: s.text("name_zh"),
        name_en: s.text("name_en"),
        kind: s.choice("kind", &kinds).unwrap_or(SiteKind::Isolation),
        rooms: s.number("rooms", 0, 100_000),
        phone: s.text_or_empty("phone"),
    }
}

pub(super) fn vehicle(s: &mut Section<'_>) -> Vehicle {
    let kinds = [
        ("coach", VehicleKind::Coach),
        ("minibus", VehicleKind::Minibus),
        ("van", VehicleKind::Van),
        ("ambulance", VehicleKind::Ambulance),
    ];
    Vehicle {
        id: s.id("id", "vehicles", forms::is_id),
        plate: s.name("plate", "vehicles by plate"),
        seats: s.number("seats", 1, 200),
        load_permille: s.factor("load_factor").unwrap_or(1_000),
        kind: s.optional_choice("kind", &kinds).unwrap_or(VehicleKind::Coach),
    }
}

pub(super) fn travel_elsewhere(s: &mut Section<'_>, known: &[&str]) -> Travel {
    let usual = s.form("usual", Expected::Duration, forms::duration).unwrap_or_else(TimeDelta::zero);
    let between = s.sections("between", |s| {
        let time = s.form("time", Expected::Duration, forms::duration).unwrap_or_else(TimeDelta::zero);
        let ends = ["from", "to"].map(|key| {
            let id = s.text(key);
            if !id.is_empty() && !known.contains(&id.as_str()) {
                s.complain(key, ProblemKind::UnknownReference { list: "sites", id: id.clone() });
            }
            id
        });
        let [from, to] = ends;
        (from, to, time)
    });
    Travel { usual, between }
}

/// The vehicles, roads and sites as decisions need them.
pub(super) fn fleet(
    (vehicles, drivers): (&[Vehicle], &[Driver]),
    (ports, sites): (&[Port], &[Site]),
    travel: &Travel,
    limits: &Transport,
) -> Fleet {
    let named = ports
        .iter()
        .flat_map(|port| port.travel.iter().map(|(site, time)| ((port.id.clone(), site.clone()), *time)));
    let between = travel.between.iter().map(|(from, to, time)| ((from.clone(), to.clone()), *time));
    let carrier = |one: &Vehicle| Carrier { plate: one.plate.clone(), seats: one.usable() };
    Fleet {
        vehicles: vehicles.iter().map(carrier).collect(),
        drivers: drivers.iter().map(|driver| driver.name.clone()).collect(),
        rooms: sites.iter().map(|site| (site.id.clone(), site.rooms)).collect(),
        roads: named.chain(between).collect(),
        usual_road: travel.usual,
        disinfection: limits.disinfection,
        stay: limits.stay,
        keep_manifest: limits.keep_manifest,
        night: limits.night,
    }
}

//! Where people arrive, where they are taken, and in what.

use std::collections::BTreeMap;

use chrono::TimeDelta;

use super::forms;
use super::problem::Expected;
use super::section::Section;

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
    Vehicle {
        id: s.id("id", "vehicles", forms::is_id),
        plate: s.name("plate", "vehicles by plate"),
        seats: s.number("seats", 1, 200),
    }
}

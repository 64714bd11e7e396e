//! 领导分片包干: which leader is charged with which community, and what inspections go by.

use super::Config;
use super::problem::Source;
use super::section::Section;

/// A place and the leader who is charged with it (包干).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charge {
    /// The community, port or site, as people write it.
    pub place: String,
    /// Other names of it, and places within it.
    pub aliases: Vec<String>,
    /// The leader's name.
    pub leader: String,
    /// The leader's post; may be empty.
    pub post: String,
    /// The leader's telephone.
    pub phone: String,
    /// Id of the unit that owns what is found there.
    pub unit: String,
}

/// What inspections go by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InspectionRules {
    /// Id of the unit that is told what was seen on bus lines.
    pub bus_feedback_to: String,
}

/// Places are called by any of their names, so that no two may share one.
const PLACES: &str = "charges by place";

pub(super) fn charge(s: &mut Section<'_>) -> Charge {
    Charge {
        place: s.name("place", PLACES),
        aliases: s.names("aliases", PLACES),
        leader: s.text("leader"),
        post: s.text_or_empty("post"),
        phone: s.text("phone"),
        unit: unit(s, "unit"),
    }
}

/// The id of a unit. A site that has units of its own is not at fault for what the built-in file says of others.
fn unit(s: &mut Section<'_>, key: &str) -> String {
    let unit = s.text(key);
    let written = s.optional(key).filter(|node| node.at.source != Source::BuiltIn && !unit.is_empty());
    if let Some(node) = written {
        s.refer(node.at.clone(), key, "units", &unit);
    }
    unit
}

pub(super) fn inspections(s: &mut Section<'_>) -> InspectionRules {
    InspectionRules { bus_feedback_to: unit(s, "bus_feedback_to") }
}

impl Config {
    /// Who is charged with a place, as somebody wrote it down: all whose name or alias stands in it, the longest name
    /// first, so that `梅沙集中隔离点` is the site before it is 梅沙. Empty when nobody is.
    pub fn charged_with(&self, place: &str) -> Vec<&Charge> {
        charged_with(&self.charges, place)
    }

    /// The leader charged with a place: the nearest of [`charged_with`](Self::charged_with).
    pub fn charged_leader(&self, place: &str) -> Option<&Charge> {
        self.charged_with(place).into_iter().next()
    }
}

/// The same among these.
pub fn charged_with<'c>(charges: &'c [Charge], place: &str) -> Vec<&'c Charge> {
    let place = folded(place);
    let longest = |charge: &Charge| {
        let names = std::iter::once(&charge.place).chain(&charge.aliases).map(|name| folded(name));
        names.filter(|name| !name.is_empty() && place.contains(name)).map(|name| name.chars().count()).max()
    };
    let mut found: Vec<(usize, &Charge)> =
        charges.iter().filter_map(|charge| Some((longest(charge)?, charge))).collect();
    found.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
    found.into_iter().map(|(_, charge)| charge).collect()
}

/// Without blanks and capitals, which people use as they like.
fn folded(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

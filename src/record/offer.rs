//! What a field offers while one types in it.

use super::fields::{Field, Shape};
use super::read::{names, sounds};
use super::{Around, RecordKind};
use crate::domain::Role;
use crate::lang::Lang;
use crate::pinyin::matches;

/// Most places and people that are offered at once.
const SOME: usize = 12;

/// A choice: as it is shown, and as it is read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// For people.
    pub shown: String,
    /// What [`read_one`](super::read_one) understands.
    pub said: String,
}

impl Offer {
    fn same(shown: &str) -> Self {
        Self { shown: shown.to_owned(), said: shown.to_owned() }
    }
}

/// The choices of a field that match what is typed; none for free words. All of them where nothing is typed.
pub fn offers(kind: RecordKind, field: &Field, typed: &str, around: &Around<'_>) -> Vec<Offer> {
    let typed = typed.trim();
    let (config, english) = (around.config, around.lang == Lang::En);
    let pick = |zh: &str, en: &str| if english && !en.is_empty() { en.to_owned() } else { zh.to_owned() };
    match field.shape {
        Shape::Unit => {
            let found = config.units.iter().filter(|unit| names(unit).any(|name| matches(typed, name)));
            found
                .map(|unit| Offer { shown: pick(&unit.name_zh, &unit.name_en), said: unit.id.clone() })
                .collect()
        }
        Shape::Language => {
            let found = config.languages.iter().filter(|one| {
                [&one.tag, &one.name_zh, &one.name_en].into_iter().any(|name| matches(typed, name))
            });
            found
                .map(|one| Offer { shown: pick(&one.name_zh, &one.name_en), said: one.tag.clone() })
                .collect()
        }
        Shape::Choice(all) => {
            let own = around.lang.strings().record.of(kind.name()).choice;
            let found = all
                .iter()
                .enumerate()
                .filter(|(at, name)| typed.parse() == Ok(at + 1) || sounds(kind, name, typed));
            found.map(|(_, name)| Offer { shown: own(name).to_owned(), said: (*name).to_owned() }).collect()
        }
        Shape::Leader => people(around, typed, |role| role == Role::Leader),
        Shape::Person => people(around, typed, |role| role != Role::Viewer),
        Shape::Place if kind == RecordKind::Run => stops(field, around, typed),
        Shape::Place => places(around, typed),
        Shape::Link(of) => {
            let found = around.items.all(of).into_iter().filter(|(_, shown)| matches(typed, shown));
            found.map(|(stream, shown)| Offer { shown, said: stream.to_string() }).take(SOME).collect()
        }
        _ => Vec::new(),
    }
}

/// Ports or sites of the configuration, for a run.
fn stops(field: &Field, around: &Around<'_>, typed: &str) -> Vec<Offer> {
    let config = around.config;
    let named: Vec<(&String, &String)> = if field.name == "port" {
        config.ports.iter().map(|port| (&port.name_zh, &port.name_en)).collect()
    } else {
        config.sites.iter().map(|site| (&site.name_zh, &site.name_en)).collect()
    };
    let english = around.lang == Lang::En;
    let found = named.into_iter().filter(|(zh, en)| matches(typed, zh) || matches(typed, en));
    found.map(|(zh, en)| Offer::same(if english && !en.is_empty() { en } else { zh })).collect()
}

fn people(around: &Around<'_>, typed: &str, fits: impl Fn(Role) -> bool) -> Vec<Offer> {
    let found = around.config.officers.iter().filter(|one| fits(one.role) && matches(typed, &one.name));
    found.map(|one| Offer::same(&one.name)).take(SOME).collect()
}

/// Places where something was lately recorded, then the sites and ports of the configuration.
fn places(around: &Around<'_>, typed: &str) -> Vec<Offer> {
    let english = around.lang == Lang::En;
    let config = around.config;
    let named = config.sites.iter().map(|site| (&site.name_zh, &site.name_en));
    let named = named.chain(config.ports.iter().map(|port| (&port.name_zh, &port.name_en)));
    let named = named.map(|(zh, en)| if english && !en.is_empty() { (en, zh) } else { (zh, en) });
    let mut found: Vec<Offer> = Vec::new();
    let lately = around.places.iter().map(|known| (known.place.as_str(), ""));
    for (shown, other) in lately.chain(named.map(|(shown, other)| (shown.as_str(), other.as_str()))) {
        let fits = matches(typed, shown) || !other.is_empty() && matches(typed, other);
        if fits && found.len() < SOME && found.iter().all(|offer| offer.shown != shown) {
            found.push(Offer::same(shown));
        }
    }
    found
}

//! 转运任务: a run from a port to a site. With the arrival it waits for, all but the site follows from that.

use chrono::TimeDelta;

use super::fields::{Field, Shape};
use super::values::{Problem, Value, Values, Why};
use super::{Around, Sort};
use crate::config::Config;
use crate::domain::run::{Plan, RunCommand};
use crate::domain::{Command, Id, Kind};
use crate::pinyin::matches;

pub(super) struct Sorted;

const FIELDS: &[Field] = &[
    Field::asked("arrival", Shape::Link(Kind::Arrival)),
    Field::needed("site", Shape::Place),
    Field::needed("port", Shape::Place),
    Field::needed("passengers", Shape::Count),
    Field::needed("pick_up", Shape::At),
    Field::needed("deliver", Shape::At),
    Field::extra("languages", Shape::Line),
];

impl Sort for Sorted {
    fn makes(&self) -> Kind {
        Kind::Run
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    /// People are picked up when they have passed the border, and delivered after boarding and the road.
    fn proposes(&self, values: &Values, around: &Around<'_>) -> Vec<(&'static str, Value)> {
        let mut found = Vec::new();
        let coming = values.link("arrival").and_then(|stream| around.items.movement(stream));
        let times = &around.config.transport;
        if let Some(coming) = &coming {
            let names = around.config.port(&coming.port).map_or_else(
                || coming.port.clone(),
                |port| {
                    let english = around.lang == crate::lang::Lang::En;
                    if english { port.name_en.clone() } else { port.name_zh.clone() }
                },
            );
            found.push(("port", Value::Text(names)));
            found.push(("pick_up", Value::Time(coming.revised_at() + times.clearance)));
            if coming.passengers > 0 {
                found.push(("passengers", Value::Count(coming.passengers)));
            }
            if !coming.languages.is_empty() {
                found.push(("languages", Value::Text(coming.languages.join(", "))));
            }
        }
        let proposed = coming.map(|coming| coming.revised_at() + times.clearance);
        if let Some(pick_up) = values.time("pick_up").or(proposed) {
            let port = values.text("port").map(str::to_owned).or_else(|| match found.first() {
                Some((_, Value::Text(port))) => Some(port.clone()),
                _ => None,
            });
            let port = port.map(|said| port_id(around.config, &said)).unwrap_or_default();
            let site = site_id(around.config, values.text("site").unwrap_or_default());
            let road = around.config.policy().fleet.road(&port, &site);
            found.push(("deliver", Value::Time(pick_up + times.boarding + road.max(TimeDelta::minutes(1)))));
        }
        found
    }

    fn command(&self, values: &Values, id: Id, around: &Around<'_>) -> Result<Command, Problem> {
        let plan = Plan {
            arrival: values.link("arrival").map(|stream| stream.id),
            port: port_id(around.config, &values.needed_text("port")?),
            site: site_id(around.config, &values.needed_text("site")?),
            pick_up: values.needed_time("pick_up")?,
            deliver: values.needed_time("deliver")?,
            passengers: values.count("passengers").ok_or_else(|| Problem::missing("passengers"))?,
            languages: languages(around.config, values.text("languages").unwrap_or_default())?,
        };
        Ok(Command::Run { id, act: RunCommand::Plan(Box::new(plan)) })
    }
}

/// The id of the port that is called so, or of the only one that sounds so; a place that the configuration does not know
/// stays in its words.
fn port_id(config: &Config, said: &str) -> String {
    let said = said.trim();
    let ports = || config.ports.iter().map(|port| (&port.id, [&port.name_zh, &port.name_en]));
    config.port_called(said).map_or_else(|| only(ports(), said), |port| port.id.clone())
}

fn site_id(config: &Config, said: &str) -> String {
    let said = said.trim();
    let sites = || config.sites.iter().map(|site| (&site.id, [&site.name_zh, &site.name_en]));
    config.site_called(said).map_or_else(|| only(sites(), said), |site| site.id.clone())
}

fn only<'a>(places: impl Iterator<Item = (&'a String, [&'a String; 2])>, said: &str) -> String {
    let sounds = |names: &[&String; 2]| !said.is_empty() && names.iter().any(|name| matches(said, name));
    let mut found = places.filter(|(_, names)| sounds(names));
    match (found.next(), found.next()) {
        (Some((id, _)), None) => id.clone(),
        _ => said.to_owned(),
    }
}

/// Tags of languages, said by tag or by either language's name.
fn languages(config: &Config, said: &str) -> Result<Vec<String>, Problem> {
    let said =
        said.split([',', '，', '、', '/', ' ', ';', '；']).map(str::trim).filter(|one| !one.is_empty());
    said.map(|one| {
        let named = config.languages.iter().find(|language| {
            [&language.tag, &language.name_zh, &language.name_en]
                .into_iter()
                .any(|name| name.eq_ignore_ascii_case(one))
        });
        let unknown = || Problem { field: "languages", why: Why::UnknownLanguage(one.to_owned()) };
        named.map(|language| language.tag.clone()).ok_or_else(unknown)
    })
    .collect()
}

//! 问题: place, fact, owner, severity; the rest goes without saying.

use super::fields::{Field, Shape, Usual};
use super::read::names;
use super::values::{Problem, Value, Values};
use super::{Around, Sort};
use crate::domain::finding::{FindingCommand, Observed, Severity};
use crate::domain::{Command, Id, Kind, State, Stream};

pub(super) struct Sorted;

const SEVERITIES: &[&str] = &["on_spot", "normal", "complex", "structural"];

const FIELDS: &[Field] = &[
    Field::needed("place", Shape::Place),
    Field::needed("title", Shape::Line),
    Field::needed("unit", Shape::Unit),
    Field::needed("severity", Shape::Choice(SEVERITIES)).usually(Usual::Word("normal")),
    Field { extra: true, ..Field::needed("seen_at", Shape::When).usually(Usual::Now) },
    Field::extra("detail", Shape::Text),
    Field::extra("fixed", Shape::Line),
    Field::extra("inspection", Shape::Link(Kind::Inspection)),
];

impl Sort for Sorted {
    fn makes(&self) -> Kind {
        Kind::Finding
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    /// The owner: whoever owned what was last found there, else the unit of the leader who is charged with the place
    /// (包干), else the unit whose name stands in it.
    fn proposes(&self, values: &Values, around: &Around<'_>) -> Vec<(&'static str, Value)> {
        let Some(place) = values.text("place") else { return Vec::new() };
        let lately = around.places.iter().find(|known| known.place == place);
        let lately = lately.and_then(|known| known.unit.clone());
        let named = || {
            let units = around.config.units.iter();
            let named = units.filter(|unit| names(unit).any(|name| place.contains(name.as_str())));
            named.map(|unit| unit.id.clone()).next()
        };
        let charged = || around.config.charged_leader(place).map(|charge| charge.unit.clone());
        lately.or_else(charged).or_else(named).map(|unit| ("unit", Value::Unit(unit))).into_iter().collect()
    }

    fn command(&self, values: &Values, id: Id, _: &Around<'_>) -> Result<Command, Problem> {
        let observed = Box::new(observed(values)?);
        let act = match values.owned("fixed") {
            // 立行立改: put right while the team was there.
            Some(words) => FindingCommand::FixOnSpot { observed, evidence: words.into() },
            None => FindingCommand::Raise(observed),
        };
        Ok(Command::Finding { id, act })
    }

    fn told(&self, state: &State) -> Option<Values> {
        let State::Finding(finding) = state else { return None };
        let seen = &finding.observed;
        let mut values = Values::default()
            .with_text("place", Some(&seen.place))
            .with_text("title", Some(&seen.title))
            .with_text("detail", seen.detail.as_deref())
            .with("unit", Value::Unit(seen.unit.clone()))
            .with("severity", Value::Choice(seen.severity.name()))
            .with("seen_at", Value::Time(seen.seen_at));
        if let Some(inspection) = seen.inspection {
            values.set("inspection", Value::Link(Stream::new(Kind::Inspection, inspection)));
        }
        Some(values)
    }

    fn amend(&self, values: &Values, was: &State, id: Id, _: &Around<'_>) -> Result<Command, Problem> {
        let mut seen = observed(values)?;
        if let State::Finding(finding) = was {
            seen.source.clone_from(&finding.observed.source);
        }
        Ok(Command::Finding { id, act: FindingCommand::Amend(Box::new(seen)) })
    }
}

fn observed(values: &Values) -> Result<Observed, Problem> {
    Ok(Observed {
        title: values.needed_text("title")?,
        place: values.needed_text("place")?,
        seen_at: values.needed_time("seen_at")?,
        unit: values.needed_unit("unit")?,
        severity: values.needed_choice("severity", Severity::from_name)?,
        inspection: values.link("inspection").map(|stream| stream.id),
        detail: values.owned("detail"),
        source: None,
    })
}

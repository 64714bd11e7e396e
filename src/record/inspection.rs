//! 督查: what is visited, how, when and by whom. What a target is follows from its name: `68路晚高峰` is a bus line at the
//! evening peak, `海山农贸市场` a market.

use super::fields::{Field, Shape, Usual};
use super::values::{Problem, Value, Values, Why};
use super::{Around, Sort};
use crate::domain::inspection::{
    Inspection, InspectionCommand, InspectionKind, Peak, Plan, Target, TargetKind,
};
use crate::domain::{Aggregate, Command, Id, Kind, State};

pub(super) struct Sorted;

const KINDS: &[&str] = &["open", "covert", "unannounced"];

const FIELDS: &[Field] = &[
    Field::needed("title", Shape::Line),
    Field::asked("targets", Shape::Lines),
    Field::needed("kind", Shape::Choice(KINDS)).usually(Usual::Word("covert")),
    Field::needed("starts_at", Shape::At).usually(Usual::Now),
    Field::asked("team", Shape::Lines),
    Field::extra("follow_up", Shape::Lines),
];

impl Sort for Sorted {
    fn makes(&self) -> Kind {
        Kind::Inspection
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn command(&self, values: &Values, id: Id, around: &Around<'_>) -> Result<Command, Problem> {
        let act = InspectionCommand::Plan(Box::new(plan(values, &[], around)?));
        Ok(Command::Inspection { id, act })
    }

    fn told(&self, state: &State) -> Option<Values> {
        let plan = &Inspection::from_state(state)?.plan;
        let lines = |lines: Vec<String>| Value::Lines(lines);
        let mut values = Values::default()
            .with_text("title", Some(&plan.title))
            .with("kind", Value::Choice(plan.kind.name()))
            .with("starts_at", Value::Time(plan.starts_at));
        values.set("targets", lines(plan.targets.iter().map(written).collect()));
        values.set("team", lines(plan.team.clone()));
        if !plan.follow_up.is_empty() {
            values.set("follow_up", lines(plan.follow_up.iter().map(Id::to_string).collect()));
        }
        Some(values)
    }

    fn amend(&self, values: &Values, was: &State, id: Id, around: &Around<'_>) -> Result<Command, Problem> {
        let known = Inspection::from_state(was).map(|inspection| inspection.plan.targets.as_slice());
        let act = InspectionCommand::Amend(Box::new(plan(values, known.unwrap_or_default(), around)?));
        Ok(Command::Inspection { id, act })
    }
}

/// The plan that is told; targets that are written as before are what they were.
fn plan(values: &Values, known: &[Target], around: &Around<'_>) -> Result<Plan, Problem> {
    let targets = values.lines("targets").iter().map(|said| {
        let before = known.iter().find(|target| written(target) == *said).cloned();
        before.unwrap_or_else(|| target(said))
    });
    let follow_up = values.lines("follow_up").iter().map(|said| {
        let found = around.items.find(Kind::Finding, said).map(|stream| stream.id);
        let why = Why::UnknownItem(said.clone(), Kind::Finding);
        found.or_else(|| said.parse().ok()).ok_or(Problem { field: "follow_up", why })
    });
    let plan = Plan {
        title: values.needed_text("title")?,
        kind: values.needed_choice("kind", InspectionKind::from_name)?,
        targets: targets.collect(),
        team: values.lines("team").to_vec(),
        starts_at: values.needed_time("starts_at")?,
        follow_up: follow_up.collect::<Result<_, _>>()?,
    };
    if plan.targets.is_empty() && plan.follow_up.is_empty() {
        return Err(Problem::missing("targets"));
    }
    Ok(plan)
}

/// A target as an officer writes it.
fn target(said: &str) -> Target {
    let said = said.trim();
    let peaks = [("早高峰", Peak::Morning), ("晚高峰", Peak::Evening)];
    let peak = peaks.into_iter().find(|(word, _)| said.contains(word));
    let name = peak.map_or_else(|| said.to_owned(), |(word, _)| said.replace(word, "").trim().to_owned());
    let peak = peak.map(|(_, peak)| peak);
    let line = name.trim_end_matches('路');
    if peak.is_some() || (line != name && line.chars().any(|c| c.is_ascii_digit())) {
        return Target { kind: TargetKind::BusRoute, name: line.to_owned(), peak };
    }
    Target { kind: kind_of(&name), name, peak: None }
}

/// What a place is, by the words in its name; a firm where none of them says otherwise.
fn kind_of(name: &str) -> TargetKind {
    const WORDS: [(&[&str], TargetKind); 4] = [
        (&["隔离点", "驿站", "isolation"], TargetKind::IsolationSite),
        (&["口岸", "码头", "机场", "港", "port"], TargetKind::Port),
        (&["市场", "街市", "超市", "夜市", "药店", "market"], TargetKind::Market),
        (&["社区", "花园", "小区", "村", "街道", "community"], TargetKind::Community),
    ];
    let name = name.to_lowercase();
    let found = WORDS.iter().find(|(words, _)| words.iter().any(|word| name.contains(word)));
    found.map_or(TargetKind::Firm, |(_, kind)| *kind)
}

/// The same the other way round.
fn written(target: &Target) -> String {
    let peak = match (target.kind, target.peak) {
        (TargetKind::BusRoute, Some(Peak::Morning)) => "路早高峰",
        (TargetKind::BusRoute, Some(Peak::Evening)) => "路晚高峰",
        (TargetKind::BusRoute, None) => "路",
        _ => "",
    };
    format!("{}{peak}", target.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_what_its_name_says_and_reads_as_it_is_written() {
        for (said, kind, name, peak) in [
            ("68路早高峰", TargetKind::BusRoute, "68", Some(Peak::Morning)),
            ("M387路 晚高峰", TargetKind::BusRoute, "M387", Some(Peak::Evening)),
            ("205路", TargetKind::BusRoute, "205", None),
            ("深盐路改造工地", TargetKind::Firm, "深盐路改造工地", None),
            ("海山农贸市场", TargetKind::Market, "海山农贸市场", None),
            ("盐田港码头", TargetKind::Port, "盐田港码头", None),
            ("梅沙集中隔离点", TargetKind::IsolationSite, "梅沙集中隔离点", None),
            ("鹏湾花园", TargetKind::Community, "鹏湾花园", None),
        ] {
            let read = target(said);
            assert_eq!((read.kind, read.name.as_str(), read.peak), (kind, name, peak), "{said}");
            assert_eq!(target(&written(&read)), read, "{said}");
        }
    }
}

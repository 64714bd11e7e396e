//! 会议: what, when and where; the checklist comes from the house. An official activity has the same fields.

use chrono::{DateTime, TimeDelta, Utc};

use super::fields::{Field, Shape};
use super::values::{Problem, Value, Values};
use super::{Around, Sort};
use crate::domain::meeting::{MeetingCommand, MeetingKind, MeetingPlan, NewItem};
use crate::domain::{Command, Id, Kind, State};

pub(super) struct Sorted;

const FIELDS: &[Field] = &[
    Field::needed("title", Shape::Line),
    Field::needed("starts_at", Shape::At),
    Field::needed("place", Shape::Place),
    Field::asked("leader", Shape::Leader),
    Field::extra("organiser", Shape::Unit),
    Field::extra("ends_at", Shape::At),
    Field::extra("attendees", Shape::Lines),
    Field::extra("items", Shape::Lines),
    Field::extra("reason", Shape::Line),
];

impl Sort for Sorted {
    fn makes(&self) -> Kind {
        Kind::Meeting
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn command(&self, values: &Values, id: Id, _: &Around<'_>) -> Result<Command, Problem> {
        planned(MeetingKind::Meeting, values, id)
    }

    fn told(&self, state: &State) -> Option<Values> {
        told(state).filter(|(kind, _)| !kind.is_activity()).map(|(_, values)| values)
    }

    fn amend(&self, values: &Values, _: &State, id: Id, _: &Around<'_>) -> Result<Command, Problem> {
        amended(MeetingKind::Meeting, values, id)
    }
}

/// Plans a meeting or an activity with its further items.
pub(super) fn planned(kind: MeetingKind, values: &Values, id: Id) -> Result<Command, Problem> {
    let items = values.lines("items").iter();
    let items = items.map(|name| NewItem { name: name.clone(), owner: None, due: None }).collect();
    let plan = Box::new(plan(kind, values)?);
    Ok(Command::Meeting { id, act: MeetingCommand::Plan { plan, items } })
}

/// Corrects it.
pub(super) fn amended(kind: MeetingKind, values: &Values, id: Id) -> Result<Command, Problem> {
    let (plan, reason) = (Box::new(plan(kind, values)?), values.owned("reason"));
    Ok(Command::Meeting { id, act: MeetingCommand::Amend { plan, reason } })
}

fn plan(kind: MeetingKind, values: &Values) -> Result<MeetingPlan, Problem> {
    let starts_at = values.needed_time("starts_at")?;
    Ok(MeetingPlan {
        kind,
        title: values.needed_text("title")?,
        place: values.needed_text("place")?,
        starts_at,
        // The usual length, where no end was told.
        ends_at: values.time("ends_at").map_or(starts_at, |end| after(end, starts_at)),
        leader: values.owned("leader"),
        organiser: values.unit("organiser").map(str::to_owned),
        attendees: values.lines("attendees").to_vec(),
    })
}

/// The end at the time of day that was told, on the first day on which that is after the start: of `17:00` nobody
/// says the date again.
fn after(end: DateTime<Utc>, starts_at: DateTime<Utc>) -> DateTime<Utc> {
    if end > starts_at { end } else { end + TimeDelta::days((starts_at - end).num_days() + 1) }
}

/// What a meeting or an activity says.
pub(super) fn told(state: &State) -> Option<(MeetingKind, Values)> {
    let State::Meeting(meeting) = state else { return None };
    let plan = &meeting.plan;
    let mut values = Values::default()
        .with_text("title", Some(&plan.title))
        .with_text("place", Some(&plan.place))
        .with_text("leader", plan.leader.as_deref())
        .with("starts_at", Value::Time(plan.starts_at))
        .with("ends_at", Value::Time(plan.ends_at));
    if let Some(unit) = &plan.organiser {
        values.set("organiser", Value::Unit(unit.clone()));
    }
    if !plan.attendees.is_empty() {
        values.set("attendees", Value::Lines(plan.attendees.clone()));
    }
    Some((plan.kind, values))
}

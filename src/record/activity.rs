//! 公务活动: a leader's field visit, a reception, or another official activity.

use super::fields::{Field, Shape, Usual};
use super::meeting::{amended, planned, told};
use super::values::{Problem, Value, Values};
use super::{Around, Sort};
use crate::domain::meeting::MeetingKind;
use crate::domain::{Command, Id, Kind, State};

pub(super) struct Sorted;

const SORTS: &[&str] = &["field_visit", "reception", "activity"];

const FIELDS: &[Field] = &[
    Field::needed("title", Shape::Line),
    Field::needed("starts_at", Shape::At),
    Field::needed("place", Shape::Place),
    Field::asked("leader", Shape::Leader),
    Field { extra: true, ..Field::needed("sort", Shape::Choice(SORTS)).usually(Usual::Word("field_visit")) },
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
        planned(values.needed_choice("sort", MeetingKind::from_name)?, values, id)
    }

    fn told(&self, state: &State) -> Option<Values> {
        let (kind, values) = told(state).filter(|(kind, _)| kind.is_activity())?;
        Some(values.with("sort", Value::Choice(kind.name())))
    }

    fn amend(&self, values: &Values, _: &State, id: Id, _: &Around<'_>) -> Result<Command, Problem> {
        amended(values.needed_choice("sort", MeetingKind::from_name)?, values, id)
    }
}

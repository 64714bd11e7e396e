//! When items press, to whom they rise, and when the bell sounds: the section `[attention]`.

use std::collections::BTreeMap;

use chrono::TimeDelta;

use super::forms;
use super::problem::{ConfigProblem, Expected, ProblemKind};
use super::section::Section;
use crate::domain::ladder::{AttentionRules, Count, Grade, Rung, Step};

/// What the desk does about alarms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttentionSettings {
    /// The rules that alarms and ladders follow.
    pub rules: AttentionRules,
    /// The bell sounds for 特提 in the quiet hours too.
    pub quiet_breaks: bool,
}

pub(super) fn attention(s: &mut Section<'_>) -> AttentionSettings {
    let mut span =
        |key: &str| s.form(key, Expected::Duration, forms::duration).unwrap_or_else(TimeDelta::zero);
    let (near_at_most, repeat) = (span("near_at_most"), span("repeat"));
    let (flood_window, returned_for) = (span("flood_window"), span("returned_for"));
    let mut ladders: BTreeMap<Grade, Vec<Step>> = BTreeMap::new();
    for (grade, steps) in s.sections("ladder", ladder).into_iter().flatten() {
        ladders.entry(grade).or_default().extend(steps);
    }
    AttentionSettings {
        rules: AttentionRules {
            ladders,
            near_percent: u8::try_from(s.number("near_percent", 1, 99)).unwrap_or(99),
            near_at_most,
            repeat,
            flood: s.number("flood", 1, 1_000),
            flood_window,
            returned_for,
        },
        quiet_breaks: s.flag("quiet_breaks"),
    }
}

/// One `[[attention.ladder]]`: a step of one grade; with both times given, whichever comes first counts.
fn ladder(s: &mut Section<'_>) -> Option<(Grade, Vec<Step>)> {
    let grade = s.choice("for", &Grade::ALL.map(|grade| (grade.name(), grade)));
    let to = s.choice("to", &Rung::ALL.map(|rung| (rung.name(), rung)));
    let given = s.optional("after").is_some() || s.optional("before_due").is_some();
    let after = s.optional_form("after", Expected::Duration, forms::duration);
    let before = s.optional_form("before_due", Expected::Duration, forms::duration);
    if !given {
        s.push(ConfigProblem::new(s.place(), s.path_of("after"), ProblemKind::Missing));
    }
    let (grade, to) = (grade?, to?);
    let times = [after.map(Count::Unacknowledged), before.map(Count::BeforeDue)];
    Some((grade, times.into_iter().flatten().map(|when| Step { when, to }).collect()))
}

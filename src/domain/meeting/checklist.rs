//! 筹备清单: what must be ready, who sees to it, and until when, counted back from the start (倒排).

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::MeetingKind;
use crate::domain::calendar::Calendar;
use crate::domain::limits::{self, Limit};

/// A checklist of the house, from the section `[[checklists]]` of the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChecklistTemplate {
    /// Id.
    pub id: String,
    /// For what.
    pub kind: MeetingKind,
    /// What there is to do.
    pub items: Vec<TemplateItem>,
}

/// An item of a checklist of the house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateItem {
    /// Chinese name.
    pub name_zh: String,
    /// English name.
    pub name_en: String,
    /// Id of the unit, or name of the person, that sees to it.
    pub owner: Option<String>,
    /// How long before the start it must be done.
    pub lead: Limit,
}

/// How long before the start something must be done; stored, so that a new time finds the same distance again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lead {
    /// Minutes of the wall clock.
    Minutes(i64),
    /// Minutes of office hours.
    WorkingMinutes(i64),
    /// By closing time of the n-th working day before the day of the start.
    WorkingDays(u32),
}

impl From<Limit> for Lead {
    fn from(limit: Limit) -> Self {
        match limit {
            Limit::Wall(span) => Self::Minutes(span.num_minutes()),
            Limit::Working(span) => Self::WorkingMinutes(span.num_minutes()),
            Limit::WorkingDays(days) => Self::WorkingDays(days),
            // Nothing that is counted back ends with a shift; it would be due at the start.
            Limit::ThisShift => Self::Minutes(0),
        }
    }
}

impl From<Lead> for Limit {
    fn from(lead: Lead) -> Self {
        let minutes = |minutes| TimeDelta::try_minutes(minutes).unwrap_or_else(TimeDelta::zero);
        match lead {
            Lead::Minutes(count) => Self::Wall(minutes(count)),
            Lead::WorkingMinutes(count) => Self::Working(minutes(count)),
            Lead::WorkingDays(days) => Self::WorkingDays(days),
        }
    }
}

/// How an item was settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// Who recorded it.
    pub by: String,
    /// What is to be known of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Why it was not needed; none when it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_needed: Option<String>,
}

/// An item of a meeting's checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistItem {
    /// 1, 2, 3 … within the meeting; never given twice.
    pub number: u32,
    /// What is to be done.
    pub name: String,
    /// The same in English, where the house has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    /// Id of the unit, or name of the person, that sees to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// How long before the start; none where somebody has set the time by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<Lead>,
    /// By when (UTC); never after the start.
    pub due: DateTime<Utc>,
    /// Its time had passed when it was counted, so that it was due at once.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hurried: bool,
    /// Done, or not needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<Settled>,
}

/// When something must be done that has to be done so long before `starts_at` (UTC), and whether that time had passed
/// by `now`: then it is due at once. Never after the start.
pub fn counted_back(
    lead: Lead,
    starts_at: DateTime<Utc>,
    now: DateTime<Utc>,
    calendar: &Calendar,
) -> (DateTime<Utc>, bool) {
    within(limits::before(lead.into(), starts_at, calendar), starts_at, now)
}

/// A due time brought between `now` and the start, and whether it had passed.
pub(super) fn within(
    due: DateTime<Utc>,
    starts_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> (DateTime<Utc>, bool) {
    (due.max(now).min(starts_at), due < now)
}

/// The list that the house has for this kind, made for one meeting. A visit or a reception without a list of its own
/// goes by that of activities.
pub(super) fn from_templates(
    templates: &[ChecklistTemplate],
    kind: MeetingKind,
    starts_at: DateTime<Utc>,
    now: DateTime<Utc>,
    calendar: &Calendar,
) -> Vec<ChecklistItem> {
    let of = |kind| templates.iter().find(|template| template.kind == kind);
    let template = of(kind).or_else(|| kind.is_activity().then(|| of(MeetingKind::Activity)).flatten());
    let items = template.map_or(&[][..], |template| &template.items);
    (1..)
        .zip(items)
        .map(|(number, item)| {
            let lead = Lead::from(item.lead);
            let (due, hurried) = counted_back(lead, starts_at, now, calendar);
            ChecklistItem {
                number,
                name: item.name_zh.clone(),
                name_en: Some(item.name_en.clone()),
                owner: item.owner.clone(),
                lead: Some(lead),
                due,
                hurried,
                settled: None,
            }
        })
        .collect()
}

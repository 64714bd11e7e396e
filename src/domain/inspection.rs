//! 督查 / 暗访: a visit to see how things really are. What it finds are findings; what it advises are ledger entries.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::event::{Aggregate, Event, Inapplicable, Stamp, aggregate_of};
use super::facts::{Changes, Context, Facts, Stop};
use super::id::Id;
use super::named::named;
use super::refusal::{Refusal, given};

named! {
    /// State of an inspection.
    InspectionState {
        /// It will be.
        Planned = "planned",
        /// The team is out.
        InField = "in_field",
        /// The team is back and has told what it saw.
        Debriefed = "debriefed",
        /// The report is written.
        Reported = "reported",
    }
}

named! {
    /// How it is done.
    InspectionKind {
        /// Announced.
        Open = "open",
        /// 暗访
        Covert = "covert",
        /// 四不两直: without notice, greeting, report or company; straight to the spot.
        Unannounced = "unannounced",
    }
}

named! {
    /// What is visited.
    TargetKind {
        /// 社区
        Community = "community",
        /// 市场
        Market = "market",
        /// 口岸
        Port = "port",
        /// 企业
        Firm = "firm",
        /// 集中隔离点
        IsolationSite = "isolation_site",
        /// 公交线路; its name is the line's.
        BusRoute = "bus_route",
    }
}

impl InspectionState {
    /// Whether it still asks for work.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Reported)
    }

    /// Verbs that the state allows, the most natural first.
    pub const fn verbs(self) -> &'static [&'static str] {
        match self {
            Self::Planned => &["depart", "amend"],
            Self::InField => &["debrief", "amend"],
            Self::Debriefed => &["report"],
            Self::Reported => &[],
        }
    }
}

/// A place that is visited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// What it is.
    pub kind: TargetKind,
    /// Its name; for a bus route the line, e.g. `68`.
    pub name: String,
}

/// What is planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What it is about.
    pub title: String,
    /// How it is done.
    pub kind: InspectionKind,
    /// What is visited; at least one.
    pub targets: Vec<Target>,
    /// Who goes.
    pub team: Vec<String>,
    /// When it begins (UTC).
    pub starts_at: DateTime<Utc>,
}

/// An inspection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inspection {
    /// What is planned, with corrections.
    pub plan: Plan,
    /// State.
    pub state: InspectionState,
    /// When the team set out (UTC).
    pub departed_at: Option<DateTime<Utc>>,
    /// What the team told.
    pub debrief: Option<String>,
    /// What was reported, or where the report is.
    pub report: Option<String>,
    /// When it was reported (UTC).
    pub reported_at: Option<DateTime<Utc>>,
}

/// What happens to an inspection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InspectionEvent {
    /// It will be.
    Planned {
        /// What is planned.
        plan: Box<Plan>,
    },
    /// The plan has changed.
    Amended {
        /// The new plan.
        plan: Box<Plan>,
    },
    /// The team has set out.
    Departed,
    /// The team has told what it saw.
    Debriefed {
        /// Its words.
        summary: String,
    },
    /// The report is written.
    Reported {
        /// What it says, or where it is.
        report: String,
    },
}

/// What people ask of an inspection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InspectionCommand {
    /// Plan it.
    Plan(Box<Plan>),
    /// Change the plan, at the latest in the field.
    Amend(Box<Plan>),
    /// The team sets out.
    Depart,
    /// The team tells what it saw.
    Debrief {
        /// Its words; mandatory.
        summary: String,
    },
    /// The report is written.
    Report {
        /// What it says, or where it is; mandatory.
        report: String,
    },
}

impl Aggregate for Inspection {
    aggregate_of!(Inspection, InspectionEvent);

    fn apply(before: Option<Self>, stamp: &Stamp, event: &InspectionEvent) -> Result<Self, Inapplicable> {
        let mut inspection = match (before, event) {
            (None, InspectionEvent::Planned { plan }) => {
                return Ok(Self {
                    plan: (**plan).clone(),
                    state: InspectionState::Planned,
                    departed_at: None,
                    debrief: None,
                    report: None,
                    reported_at: None,
                });
            }
            (None, _) | (Some(_), InspectionEvent::Planned { .. }) => {
                return Err(Inapplicable("an inspection begins by being planned, once".to_owned()));
            }
            (Some(inspection), _) => inspection,
        };
        match event {
            InspectionEvent::Planned { plan } | InspectionEvent::Amended { plan } => {
                inspection.plan = (**plan).clone();
            }
            InspectionEvent::Departed => {
                inspection.state = InspectionState::InField;
                inspection.departed_at = Some(stamp.at);
            }
            InspectionEvent::Debriefed { summary } => {
                inspection.state = InspectionState::Debriefed;
                inspection.debrief = Some(summary.clone());
            }
            InspectionEvent::Reported { report } => {
                inspection.state = InspectionState::Reported;
                inspection.report = Some(report.clone());
                inspection.reported_at = Some(stamp.at);
            }
        }
        Ok(inspection)
    }
}

/// Decides a command on one inspection.
///
/// # Errors
/// [`Stop::Refused`] when the state or what was given does not allow it.
pub fn decide(
    facts: &dyn Facts,
    cx: &Context<'_>,
    id: Id,
    command: &InspectionCommand,
) -> Result<Vec<Event>, Stop> {
    use InspectionCommand as C;
    use InspectionState as S;
    if let C::Plan(plan) = command {
        let mut inspection = Changes::<Inspection>::new(facts, cx, id)?;
        inspection.emit(InspectionEvent::Planned { plan: Box::new(checked(plan)?) })?;
        return Ok(inspection.into_events());
    }
    let mut inspection = Changes::<Inspection>::on(facts, cx, id)?;
    let state = inspection.state()?.state;
    let (verb, fits) = match command {
        C::Plan(_) | C::Amend(_) => ("amend", matches!(state, S::Planned | S::InField)),
        C::Depart => ("depart", state == S::Planned),
        C::Debrief { .. } => ("debrief", state == S::InField),
        C::Report { .. } => ("report", state == S::Debriefed),
    };
    inspection.demand(fits, verb, state.verbs())?;
    inspection.emit(match command {
        C::Plan(plan) | C::Amend(plan) => InspectionEvent::Amended { plan: Box::new(checked(plan)?) },
        C::Depart => InspectionEvent::Departed,
        C::Debrief { summary } => InspectionEvent::Debriefed { summary: given("summary", summary)? },
        C::Report { report } => InspectionEvent::Reported { report: given("report", report)? },
    })?;
    Ok(inspection.into_events())
}

fn checked(plan: &Plan) -> Result<Plan, Refusal> {
    if plan.targets.is_empty() {
        return Err(Refusal::Missing { field: "targets" });
    }
    for target in &plan.targets {
        given("target", &target.name)?;
    }
    Ok(Plan { title: given("title", &plan.title)?, ..plan.clone() })
}

//! 督查 / 暗访: a visit to see how things really are. What it finds are findings; what it advises are ledger entries.

mod visit;

use chrono::{DateTime, Timelike as _, Utc};
use serde::{Deserialize, Serialize};

use super::event::{Aggregate, Event, Inapplicable, Stamp, aggregate_of};
use super::facts::{Changes, Context, Facts, Stop};
use super::id::Id;
use super::limits;
use super::named::named;
use super::notice::{Notice, NoticeCommand, NoticeEvent};
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

named! {
    /// When a bus line is looked at.
    Peak {
        /// 早高峰
        Morning = "morning",
        /// 晚高峰
        Evening = "evening",
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
    /// Of a bus route: the peak at which it is looked at. Without one, that of the half day in which the visit begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub peak: Option<Peak>,
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
    /// 回头看: closed findings that are looked at again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub follow_up: Vec<Id>,
}

impl Plan {
    /// The bus lines among the targets; what was seen on them goes back to the transport bureau.
    pub fn bus_routes(&self) -> impl Iterator<Item = &Target> {
        self.targets.iter().filter(|target| target.kind == TargetKind::BusRoute)
    }
}

/// What a bus company's bureau was told of the lines that were looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feedback {
    /// The bureau: id of a unit.
    pub unit: String,
    /// What it was told.
    pub words: String,
    /// Who told it.
    pub by: String,
    /// When (UTC).
    pub at: DateTime<Utc>,
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
    /// What the transport bureau was told of the bus lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<Feedback>,
    /// By when the report is owed (UTC), once the team has set out; none in journals from before there was a limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report_due: Option<DateTime<Utc>>,
    /// Attention, holder, flag, comments, reminders.
    #[serde(default, skip_serializing_if = "Notice::is_untouched")]
    pub notice: Notice,
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
    /// The report is owed by then; stands behind every departure since there is a limit.
    ReportDue {
        /// By when (UTC).
        due: DateTime<Utc>,
    },
    /// The team has told what it saw.
    Debriefed {
        /// Its words.
        summary: String,
    },
    /// The transport bureau has been told of the bus lines.
    FedBack {
        /// The bureau: id of a unit.
        unit: String,
        /// What it was told.
        words: String,
    },
    /// The report is written.
    Reported {
        /// What it says, or where it is.
        report: String,
    },
    /// An officer's hand on it.
    Notice(NoticeEvent),
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
        /// What the transport bureau was told of the bus lines; mandatory for those who looked at any.
        #[serde(default)]
        feedback: Option<String>,
    },
    /// An officer's hand on it.
    Notice(NoticeCommand),
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
                    feedback: None,
                    report_due: None,
                    notice: Notice::default(),
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
            InspectionEvent::ReportDue { due } => inspection.report_due = Some(*due),
            InspectionEvent::Debriefed { summary } => {
                inspection.state = InspectionState::Debriefed;
                inspection.debrief = Some(summary.clone());
            }
            InspectionEvent::FedBack { unit, words } => {
                let (unit, words, by) = (unit.clone(), words.clone(), stamp.by.clone());
                inspection.feedback = Some(Feedback { unit, words, by, at: stamp.at });
            }
            InspectionEvent::Reported { report } => {
                inspection.state = InspectionState::Reported;
                inspection.report = Some(report.clone());
                inspection.reported_at = Some(stamp.at);
            }
            InspectionEvent::Notice(event) => {
                inspection.notice = inspection.notice.apply(stamp.at, &stamp.by, event);
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
        inspection.emit(InspectionEvent::Planned { plan: Box::new(checked(facts, cx, plan)?) })?;
        return Ok(inspection.into_events());
    }
    let mut inspection = Changes::<Inspection>::on(facts, cx, id)?;
    let state = inspection.state()?.state;
    let (verb, fits) = match command {
        C::Plan(_) | C::Amend(_) => ("amend", matches!(state, S::Planned | S::InField)),
        C::Depart => ("depart", state == S::Planned),
        C::Debrief { .. } => ("debrief", state == S::InField),
        C::Report { .. } => ("report", state == S::Debriefed),
        C::Notice(command) => ("ack", state.is_open() || !command.silences()),
    };
    inspection.demand(fits, verb, state.verbs())?;
    let mut others = Vec::new();
    match command {
        C::Plan(plan) | C::Amend(plan) => {
            let plan = checked(facts, cx, plan)?;
            if state == S::InField {
                let known = &inspection.state()?.plan.follow_up;
                let new: Vec<Id> = plan.follow_up.iter().copied().filter(|id| !known.contains(id)).collect();
                others = visit::begun(facts, cx, id, &new)?;
            }
            inspection.emit(InspectionEvent::Amended { plan: Box::new(plan) })?;
        }
        C::Depart => {
            others = visit::begun(facts, cx, id, &inspection.state()?.plan.follow_up)?;
            inspection.emit(InspectionEvent::Departed)?;
            let limit = cx.policy.limits.inspections.report;
            let due = limits::due(limit, cx.now, cx.shift_ends, &cx.policy.calendar);
            inspection.emit(InspectionEvent::ReportDue { due })?;
        }
        C::Debrief { summary } => {
            inspection.emit(InspectionEvent::Debriefed { summary: given("summary", summary)? })?;
        }
        C::Report { report, feedback } => {
            let report = given("report", report)?;
            if let Some(words) = visit::owed_feedback(inspection.state()?, feedback.as_deref())? {
                let unit = cx.policy.bus_unit.clone();
                others = visit::checks(facts, cx, inspection.stream(), inspection.state()?, &words)?;
                inspection.emit(InspectionEvent::FedBack { unit, words })?;
            }
            inspection.emit(InspectionEvent::Reported { report })?;
        }
        C::Notice(command) => {
            let silence = cx.policy.limits.routine.ack_silences;
            let event = inspection.state()?.notice.decide(cx, silence, command)?;
            inspection.emit(InspectionEvent::Notice(event))?;
        }
    }
    let mut events = inspection.into_events();
    events.append(&mut others);
    Ok(events)
}

fn checked(facts: &dyn Facts, cx: &Context<'_>, plan: &Plan) -> Result<Plan, Stop> {
    let mut plan = Plan { title: given("title", &plan.title)?, ..plan.clone() };
    if plan.targets.is_empty() && plan.follow_up.is_empty() {
        return Err(Refusal::Missing { field: "targets" }.into());
    }
    let morning = cx.policy.calendar.local(plan.starts_at).hour() < 12;
    let usual = if morning { Peak::Morning } else { Peak::Evening };
    for target in &mut plan.targets {
        target.name = given("target", &target.name)?;
        target.peak = (target.kind == TargetKind::BusRoute).then(|| target.peak.unwrap_or(usual));
    }
    visit::to_follow_up(facts, &mut plan.follow_up)?;
    Ok(plan)
}

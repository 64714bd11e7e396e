//! A plan of crews, held against the rules of the house before anybody sees it.

use chrono::{DateTime, Utc};

use super::super::error::StoreError;
use super::super::facts::Tables;
use super::super::projection::volunteers;
use super::staffing::{Staffing, staffing};
use super::{ReadContext, Reader};
use crate::domain::facts::Stop;
use crate::domain::run::{Run, Vehicle};
use crate::domain::{Aggregate, Command, Context, Officer, Refusal, Role, decide};
use crate::planner::{Effort, Note, Pick, Proposed, ProposedCrew, plan};

/// Stands for the reasons that are given when a proposal is accepted.
const REASON: &str = "-";

impl Reader {
    /// Crews for the runs with pick-up in a stretch of time (UTC) that lack one, or whose crew does not speak what is
    /// needed. What the rules refuse is not proposed, and says why.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn proposal(
        &self,
        stretch: (DateTime<Utc>, DateTime<Utc>),
        cx: &ReadContext<'_>,
    ) -> Result<Proposed, StoreError> {
        let moment = self.moment()?;
        proposal(Tables::new(&moment), stretch, cx)
    }
}

pub(super) fn proposal(
    tables: Tables<'_>,
    stretch: (DateTime<Utc>, DateTime<Utc>),
    cx: &ReadContext<'_>,
) -> Result<Proposed, StoreError> {
    let staffing = staffing(tables, stretch, cx)?;
    let plan = plan(&staffing.problem, Effort::USUAL);
    let mut crews = Vec::with_capacity(plan.picks.len());
    for pick in &plan.picks {
        crews.extend(proposed(tables, &staffing, pick)?);
    }
    judge(tables, cx, &mut crews)?;
    Ok(Proposed { crews, cost: plan.cost, bound: plan.bound, cut: plan.cut })
}

fn proposed(
    tables: Tables<'_>,
    staffing: &Staffing,
    pick: &Pick,
) -> Result<Option<ProposedCrew>, StoreError> {
    let found = staffing.runs.iter().find(|(run, _)| run.stream.id == pick.trip);
    let Some((entity, title)) = found else { return Ok(None) };
    let Some(run) = Run::from_state(&entity.state) else { return Ok(None) };
    let trip = staffing.problem.trips.iter().find(|trip| trip.id == pick.trip);
    let moved = trip.filter(|trip| trip.pick_up != run.plan.pick_up).map(|trip| (trip.pick_up, trip.deliver));
    let vehicle = pick.vehicle.as_ref().and_then(|plate| {
        let known = staffing.problem.vehicles.iter().find(|vehicle| vehicle.plate == *plate);
        known.map(|vehicle| Vehicle { plate: plate.clone(), seats: vehicle.seats })
    });
    let names = volunteers(tables.conn, &pick.speakers)?;
    let before = match run.crew.as_ref().filter(|_| pick.notes.contains(&Note::Changed)) {
        Some(crew) => {
            let mut parts = vec![crew.vehicle.plate.clone(), crew.driver.clone()];
            parts.extend(volunteers(tables.conn, &crew.volunteers)?);
            Some(parts.join(" "))
        }
        None => None,
    };
    Ok(Some(ProposedCrew {
        run: (entity.stream, entity.version),
        state: entity.state.name(),
        title: title.clone(),
        port: run.plan.port.clone(),
        site: run.plan.site.clone(),
        pick_up: run.plan.pick_up,
        moved,
        people: run.headcount.expected,
        languages: run.plan.languages.clone(),
        vehicle,
        driver: pick.driver.clone(),
        speakers: pick.speakers.iter().copied().zip(names).collect(),
        before,
        notes: pick.notes.iter().filter(|note| **note != Note::Changed).cloned().collect(),
        over: None,
        refused: None,
        order: None,
    }))
}

/// Sets one crew after the other as a trial, each as if those before had happened. One that is refused may be possible
/// once another run has let go of what it takes, so that it is tried again.
fn judge(tables: Tables<'_>, cx: &ReadContext<'_>, crews: &mut [ProposedCrew]) -> Result<(), StoreError> {
    let officer = Officer { name: cx.officer.to_owned(), role: Role::Officer };
    let cx = Context { now: cx.now, officer: &officer, shift_ends: None, policy: cx.policy };
    let mut accepted: Vec<Command> = Vec::new();
    let mut try_out = |commands: Vec<Command>| -> Result<Option<Refusal>, StoreError> {
        let before = accepted.len();
        accepted.extend(commands);
        match decide(&tables, &cx, &Command::Together(accepted.clone())) {
            Ok(_) => Ok(None),
            Err(Stop::Refused(refusal)) => {
                accepted.truncate(before);
                Ok(Some(refusal))
            }
            Err(Stop::Unreadable(unreadable)) => Err(unreadable.into()),
        }
    };
    let mut next = 0;
    loop {
        let before = next;
        for crew in crews.iter_mut().filter(|crew| crew.order.is_none() && crew.crew().is_some()) {
            let mut refused = try_out(crew.commands(None, REASON))?;
            if let Some(Refusal::WorkLimit { who, rule }) = refused {
                // The rule says by its name what the planner told by minutes.
                if rule.starts_with("drive") {
                    crew.notes.retain(|note| !matches!(note, Note::OverDriving { .. } | Note::NoBreak));
                }
                crew.over = Some((who, rule));
                refused = try_out(crew.commands(Some(REASON.to_owned()), REASON))?;
            }
            if refused.is_none() {
                crew.order = Some(next);
                next += 1;
            }
            crew.refused = refused;
        }
        if next == before {
            return Ok(());
        }
    }
}

//! What a plan of crews starts from: the runs that lack one, and who and what there is for them.

use chrono::{DateTime, TimeDelta, Utc};

use super::super::error::StoreError;
use super::super::facts::Tables;
use super::super::projection::{find, load, title};
use super::{ReadContext, pane, people};
use crate::domain::facts::Engagement;
use crate::domain::fleet::Carrier;
use crate::domain::run::{Run, RunState};
use crate::domain::volunteer::{VolunteerKind, VolunteerState, key};
use crate::domain::{Aggregate, Entity, Stream};
use crate::planner::{Busy, Driver, Present, Problem, Rules, Speaker, Travel, Trip, Vehicle};
use crate::view::{ListQuery, PaneKind};

/// Work so long before the first run counts: the limits look at seven days.
const BEFORE: TimeDelta = TimeDelta::days(8);
/// Work so long after the last run counts: rest is owed on both sides.
const AFTER: TimeDelta = TimeDelta::days(1);

/// What is to be planned, as of one moment.
#[derive(Debug, Clone)]
pub(super) struct Staffing {
    /// For the planner.
    pub(super) problem: Problem,
    /// The runs in it, as they stood, and what people call them.
    pub(super) runs: Vec<(Entity, String)>,
}

/// The runs with pick-up in a stretch of time (UTC) that have no crew yet, or one that does not speak what is needed,
/// with all vehicles, drivers and volunteers and when they are taken. Volunteers who are off are left out.
pub(super) fn staffing(
    tables: Tables<'_>,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
    cx: &ReadContext<'_>,
) -> Result<Staffing, StoreError> {
    let mut runs = Vec::new();
    let mut trips = Vec::new();
    let open = pane::select(tables.conn, PaneKind::Transfers, &ListQuery::default(), cx.now)?;
    for n in open.take(usize::MAX >> 1)? {
        let entity = load(tables.conn, n)?;
        let Some(run) = Run::from_state(&entity.state) else { continue };
        let early = matches!(run.state, RunState::Planned | RunState::Crewed);
        let lacks = run.crew.is_none() || !run.unspoken().is_empty();
        if early && lacks && (from..until).contains(&run.plan.pick_up) {
            trips.push(trip(entity.stream, run, cx.now));
            let title = title(tables.conn, &entity)?;
            runs.push((entity, title));
        }
    }
    let first = trips.iter().map(|trip| trip.pick_up).min().unwrap_or(from) - BEFORE;
    let last = trips.iter().map(|trip| trip.deliver).max().unwrap_or(until) + AFTER;
    let around = Around { tables, planned: &runs, span: (first, last), now: cx.now };
    let fleet = &cx.policy.fleet;
    let vehicle = |one: &Carrier| {
        let busy = around.busy(&format!("vehicle:{}", one.plate))?;
        Ok::<_, StoreError>(Vehicle { plate: one.plate.clone(), seats: one.seats, busy })
    };
    let driver = |name: &String| {
        Ok::<_, StoreError>(Driver { name: name.clone(), busy: around.busy(&format!("driver:{name}"))? })
    };
    let problem = Problem {
        vehicles: fleet.vehicles.iter().map(vehicle).collect::<Result<_, _>>()?,
        drivers: fleet.drivers.iter().map(driver).collect::<Result<_, _>>()?,
        speakers: around.speakers(cx)?,
        trips,
        travel: Travel {
            known: fleet.roads.iter().map(|((from, to), time)| (from.clone(), to.clone(), *time)).collect(),
            otherwise: fleet.usual_road,
        },
        rules: Rules { limits: cx.policy.limits.crew, disinfection: fleet.disinfection },
    };
    Ok(Staffing { problem, runs })
}

/// A run as a trip to be planned. Nobody can be where the pick-up has passed: then it is as soon as can be, in whole
/// steps of five minutes, and takes as long as it was planned to.
fn trip(stream: Stream, run: &Run, now: DateTime<Utc>) -> Trip {
    let late = (now - run.plan.pick_up).num_minutes();
    let shift = TimeDelta::minutes(if late > 0 { (late + 4) / 5 * 5 } else { 0 });
    let present = run.crew.as_ref().map(|crew| Present {
        vehicle: crew.vehicle.plate.clone(),
        driver: crew.driver.clone(),
        speakers: crew.volunteers.clone(),
    });
    Trip {
        id: stream.id,
        port: run.plan.port.clone(),
        site: run.plan.site.clone(),
        pick_up: run.plan.pick_up + shift,
        deliver: run.plan.deliver + shift,
        passengers: run.headcount.expected.saturating_sub(run.headcount.exits(false)),
        languages: run.plan.languages.clone(),
        present,
    }
}

/// What is taken around the runs that are planned.
struct Around<'a> {
    tables: Tables<'a>,
    planned: &'a [(Entity, String)],
    span: (DateTime<Utc>, DateTime<Utc>),
    now: DateTime<Utc>,
}

impl Around<'_> {
    fn busy(&self, who: &str) -> Result<Vec<Busy>, StoreError> {
        let taken = self.tables.taken(who, self.span.0, self.span.1)?;
        let others =
            taken.iter().filter(|work| self.planned.iter().all(|(run, _)| run.stream != work.stream));
        others.map(|work| self.stretch(work)).collect()
    }

    /// A run that is late goes on at least until now.
    fn stretch(&self, work: &Engagement) -> Result<Busy, StoreError> {
        let found = find(self.tables.conn, work.stream)?;
        let run = found.as_ref().and_then(|found| Run::from_state(&found.entity.state));
        let under_way = run.is_some_and(|run| {
            run.legs.departed.is_some() && run.legs.delivered.is_none() && run.state.is_open()
        });
        Ok(Busy {
            from: work.from,
            until: if under_way { work.until.max(self.now) } else { work.until },
            begins_at: run.map(|run| run.plan.port.clone()),
            ends_at: run.map(|run| run.plan.site.clone()),
        })
    }

    fn speakers(&self, cx: &ReadContext<'_>) -> Result<Vec<Speaker>, StoreError> {
        let mut speakers = Vec::new();
        for person in people::everybody(self.tables, cx)? {
            let volunteer = &person.volunteer;
            if volunteer.state == VolunteerState::Off {
                continue;
            }
            speakers.push(Speaker {
                id: person.id(),
                languages: volunteer.person.languages.clone(),
                hired: volunteer.person.kind == VolunteerKind::Interpreter,
                windows: volunteer.windows.clone(),
                busy: self.busy(&key(person.id()))?,
            });
        }
        Ok(speakers)
    }
}

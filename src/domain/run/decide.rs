//! What may be done with a run, and when.

use chrono::{DateTime, Utc};

use super::super::arrival::Movement;
use super::super::event::{Event, State};
use super::super::facts::{Changes, Context, Facts, Stop};
use super::super::id::{Id, Kind, Stream};
use super::super::refusal::{Refusal, given};
use super::room::has_rooms;
use super::{Exit, ExitKind, Plan, Run, RunCommand, RunEvent, RunState, crew, manifest};

type Trip = Changes<Run>;

/// Decides a command on one run.
///
/// # Errors
/// [`Stop::Refused`] when the state, the crew, the headcount or what was given does not allow it.
pub fn decide(facts: &dyn Facts, cx: &Context<'_>, id: Id, command: &RunCommand) -> Result<Vec<Event>, Stop> {
    use RunCommand as C;
    if let C::Plan(plan) = command {
        return planned(facts, cx, id, plan);
    }
    let mut run = Trip::on(facts, cx, id)?;
    match command {
        C::Plan(_) => {}
        C::Reschedule { pick_up, deliver, reason } => {
            reschedule(facts, cx, &mut run, id, (*pick_up, *deliver), reason.as_deref())?;
        }
        C::Shift { pick_up, reason } => {
            let plan = &run.state()?.plan;
            let times = (*pick_up, *pick_up + (plan.deliver - plan.pick_up));
            reschedule(facts, cx, &mut run, id, times, reason.as_deref())?;
        }
        C::Crew { crew, despite } => {
            let now = run.state()?;
            let early = matches!(
                now.state,
                RunState::Planned | RunState::Crewed | RunState::Departed | RunState::AtPort
            );
            run.demand(early, "crew", now.state.verbs())?;
            // The house knows its vehicles better than whoever names one.
            let mut crew = crew.clone();
            crew.vehicle.seats = cx.policy.fleet.seats(&crew.vehicle.plate).unwrap_or(crew.vehicle.seats);
            let speaks = crew::check(facts, cx, id, now, &crew, despite.as_deref())?;
            run.emit(RunEvent::Crewed { crew, speaks, despite: despite.clone() })?;
        }
        C::Exit { kind, count, note } => exit(&mut run, *kind, *count, note.clone())?,
        C::Count { expected, boarded, delivered, reason } => {
            let before = run.state()?.headcount.expected;
            recount(&mut run, *expected, *boarded, *delivered, reason)?;
            let now = run.state()?;
            let more =
                expected.is_some_and(|expected| expected > before) && now.headcount.delivered.is_none();
            if more {
                has_rooms(facts, cx, id, (&now.plan.site, now.plan.deliver, now.rooms()))?;
            }
        }
        C::Divert { site, .. } => {
            aside(&mut run, command)?;
            let now = run.state()?;
            has_rooms(facts, cx, id, (site.trim(), now.plan.deliver, now.rooms()))?;
        }
        C::Hold { .. } | C::Resume | C::Abort { .. } | C::Cancel { .. } => {
            aside(&mut run, command)?;
        }
        C::KeepManifest { .. } | C::PurgeManifest => manifest::decide(&mut run, cx, command)?,
        C::CallIn { place } => {
            let state = run.state()?.state;
            run.demand(state.is_open(), "call_in", state.verbs())?;
            run.emit(RunEvent::CalledIn { place: given("place", place)? })?;
        }
        C::Notice(command) => {
            let now = run.state()?;
            run.demand(now.state.is_open() || !command.silences(), "ack", now.state.verbs())?;
            // People are waiting at its end: it asks again as soon as a 特急 paper.
            let event = now.notice.decide(cx, cx.policy.limits.immediate.ack_silences, command)?;
            run.emit(RunEvent::Notice(event))?;
        }
        step => along(&mut run, step)?,
    }
    Ok(run.into_events())
}

fn planned(facts: &dyn Facts, cx: &Context<'_>, id: Id, plan: &Plan) -> Result<Vec<Event>, Stop> {
    let mut run = Trip::new(facts, cx, id)?;
    let mut plan =
        Plan { port: given("port", &plan.port)?, site: given("site", &plan.site)?, ..plan.clone() };
    in_order(plan.pick_up, plan.deliver)?;
    has_rooms(facts, cx, id, (&plan.site, plan.deliver, plan.passengers))?;
    let arrival = arrival(facts, plan.arrival)?;
    if let Some(movement) = arrival.as_ref().filter(|_| plan.languages.is_empty()) {
        plan.languages.clone_from(&movement.languages);
    }
    let counts_on = arrival.map(|movement| movement.revised_at());
    run.emit(RunEvent::Planned { plan: Box::new(plan), counts_on })?;
    Ok(run.into_events())
}

fn in_order(pick_up: DateTime<Utc>, deliver: DateTime<Utc>) -> Result<(), Refusal> {
    if deliver > pick_up {
        Ok(())
    } else {
        Err(Refusal::BadValue { field: "deliver", value: deliver.to_rfc3339() })
    }
}

fn arrival(facts: &dyn Facts, id: Option<Id>) -> Result<Option<Movement>, Stop> {
    let Some(id) = id else { return Ok(None) };
    let stream = Stream::new(Kind::Arrival, id);
    match facts.entity(stream)?.filter(|entity| !entity.void).map(|entity| entity.state) {
        Some(State::Arrival(arrival)) => Ok(Some(arrival.movement)),
        _ => Err(Refusal::NotFound { stream }.into()),
    }
}

fn reschedule(
    facts: &dyn Facts,
    cx: &Context<'_>,
    run: &mut Trip,
    id: Id,
    (pick_up, deliver): (DateTime<Utc>, DateTime<Utc>),
    reason: Option<&str>,
) -> Result<(), Stop> {
    let now = run.state()?;
    let fits = now.state.is_open() && now.stage().precedes_leaving();
    run.demand(fits, "reschedule", now.state.verbs())?;
    in_order(pick_up, deliver)?;
    let counts_on = arrival(facts, now.plan.arrival)?.map(|movement| movement.revised_at());
    let moved = Run { plan: Plan { pick_up, deliver, ..now.plan.clone() }, ..now.clone() };
    if let Some(refusal) = crew::clash(facts, cx, id, &moved)? {
        return Err(refusal.into());
    }
    run.emit(RunEvent::Rescheduled { pick_up, deliver, counts_on, reason: reason.map(str::to_owned) })
}

/// The steps of the course, one after the other; a held run takes none.
fn along(run: &mut Trip, command: &RunCommand) -> Result<(), Stop> {
    use RunCommand as C;
    use RunState as S;
    let now = run.state()?;
    let (verb, from) = match command {
        C::Depart => ("depart", S::Crewed),
        C::ReachPort => ("reach_port", S::Departed),
        C::Board => ("board", S::AtPort),
        C::Leave { .. } => ("leave", S::Boarding),
        C::Deliver { .. } => ("deliver", S::EnRoute),
        C::Disinfect => ("disinfect", S::Delivered),
        _ => ("close", S::Disinfecting),
    };
    run.demand(now.state != S::Held && now.stage() == from, verb, now.state.verbs())?;
    let people = &now.headcount;
    let event = match command {
        C::Depart => RunEvent::Departed,
        C::ReachPort => RunEvent::ReachedPort,
        C::Board => RunEvent::BoardingBegun,
        C::Leave { boarded } => {
            let all = people.expected.saturating_sub(people.exits(false));
            RunEvent::Left { boarded: fits_vehicle(now, boarded.unwrap_or(all))? }
        }
        C::Deliver { delivered } => {
            let all = people.boarded.unwrap_or(0).saturating_sub(people.exits(true));
            RunEvent::Delivered { delivered: delivered.unwrap_or(all) }
        }
        C::Disinfect => RunEvent::Disinfecting,
        _ => {
            people.adds_up()?;
            RunEvent::Closed
        }
    };
    run.emit(event)
}

fn fits_vehicle(run: &Run, asked: u32) -> Result<u32, Refusal> {
    match run.crew.as_ref().map(|crew| &crew.vehicle) {
        Some(vehicle) if asked > vehicle.seats => {
            Err(Refusal::Capacity { what: vehicle.plate.clone(), holds: vehicle.seats, asked })
        }
        _ => Ok(asked),
    }
}

fn exit(run: &mut Trip, kind: ExitKind, count: u32, note: Option<String>) -> Result<(), Stop> {
    let now = run.state()?;
    let on_road = now.stage() == RunState::EnRoute;
    run.demand(on_road || now.stage().precedes_leaving() && now.state.is_open(), "exit", now.state.verbs())?;
    let people = &now.headcount;
    let there = if on_road { people.boarded.unwrap_or(0) } else { people.expected };
    if count == 0 || count > there.saturating_sub(people.exits(on_road)) {
        return Err(Refusal::BadValue { field: "count", value: count.to_string() }.into());
    }
    run.emit(RunEvent::Exited { exit: Exit { kind, count, on_road, note } })
}

/// Corrections change numbers that are there; a number of a step that was not done yet cannot be corrected.
fn recount(
    run: &mut Trip,
    expected: Option<u32>,
    boarded: Option<u32>,
    delivered: Option<u32>,
    reason: &str,
) -> Result<(), Stop> {
    let now = run.state()?;
    run.demand(now.state.is_open(), "count", now.state.verbs())?;
    let people = &now.headcount;
    for (field, given, known) in
        [("boarded", boarded, people.boarded), ("delivered", delivered, people.delivered)]
    {
        if let (Some(given), None) = (given, known) {
            return Err(Refusal::BadValue { field, value: given.to_string() }.into());
        }
    }
    let event = RunEvent::Recounted {
        expected: fits_vehicle(now, expected.unwrap_or(people.expected))?,
        boarded: boarded.or(people.boarded),
        delivered: delivered.or(people.delivered),
        reason: given("reason", reason)?,
    };
    run.emit(event)
}

/// What takes a run off its course, or puts it back.
fn aside(run: &mut Trip, command: &RunCommand) -> Result<(), Stop> {
    use RunCommand as C;
    use RunState as S;
    let now = run.state()?;
    let (stage, verbs) = (now.stage(), now.state.verbs());
    let moving = now.state != S::Held && now.state.is_open();
    let event = match command {
        C::Hold { reason } => {
            run.demand(moving && (stage.precedes_leaving() || stage == S::EnRoute), "hold", verbs)?;
            RunEvent::Held { reason: given("reason", reason)? }
        }
        C::Resume => {
            run.demand(now.state == S::Held, "resume", verbs)?;
            RunEvent::Resumed
        }
        C::Divert { site, reason } => {
            let under_way = matches!(stage, S::Departed | S::AtPort | S::Boarding | S::EnRoute);
            run.demand(moving && under_way, "divert", verbs)?;
            RunEvent::Diverted { site: given("site", site)?, reason: given("reason", reason)? }
        }
        C::Abort { reason } => {
            run.demand(matches!(stage, S::Departed | S::AtPort), "abort", verbs)?;
            RunEvent::Aborted { reason: given("reason", reason)? }
        }
        C::Cancel { reason } => {
            run.demand(matches!(stage, S::Planned | S::Crewed), "cancel", verbs)?;
            RunEvent::Cancelled { reason: given("reason", reason)? }
        }
        _ => return Ok(()),
    };
    run.emit(event)
}

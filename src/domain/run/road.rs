//! Vehicles and drivers are not only free but there, and the vehicle clean: the time between two runs.

use chrono::{DateTime, TimeDelta, Utc};

use super::super::event::Aggregate;
use super::super::facts::{Context, Engagement, Facts, Unreadable};
use super::super::fleet::Fleet;
use super::super::id::Stream;
use super::super::refusal::Refusal;
use super::{Run, RunState};

/// A run that ended so long ago is in nobody's way, however late it was.
const LOOK_BACK: TimeDelta = TimeDelta::days(1);

/// How far around a run others are looked for.
pub(super) fn reach(fleet: &Fleet) -> TimeDelta {
    (fleet.longest_road() + fleet.disinfection).max(LOOK_BACK)
}

/// Whether this vehicle or driver cannot be there in time, coming from the run before this one or going to the one
/// after it. A vehicle is disinfected first. Volunteers go their own ways.
///
/// # Errors
/// [`Unreadable`]
pub(super) fn not_there(
    facts: &dyn Facts,
    cx: &Context<'_>,
    run: &Run,
    who: &str,
    other: &Engagement,
) -> Result<Option<Refusal>, Unreadable> {
    let vehicle = who.starts_with("vehicle:");
    if !vehicle && !who.starts_with("driver:") {
        return Ok(None);
    }
    let state = facts.entity(other.stream)?.map(|entity| entity.state);
    let Some(there) = state.as_ref().and_then(Run::from_state) else { return Ok(None) };
    let (first, second) = if there.plan.pick_up <= run.plan.pick_up { (there, run) } else { (run, there) };
    let ready = ready_at(first, vehicle, cx) + cx.policy.fleet.road(&first.plan.site, &second.plan.port);
    Ok((ready > second.plan.pick_up).then(|| Refusal::NotThere {
        who: who.to_owned(),
        with: other.stream,
        ready,
        disinfection: vehicle,
    }))
}

/// When a vehicle, or its driver, is free at the site, as far as known now (UTC). A run that is late goes on at least
/// until now.
fn ready_at(run: &Run, vehicle: bool, cx: &Context<'_>) -> DateTime<Utc> {
    let disinfection = if vehicle { cx.policy.fleet.disinfection } else { TimeDelta::zero() };
    let under_way = run.legs.departed.is_some() && run.state.is_open();
    let delivered = match run.legs.delivered {
        Some(at) => at,
        None if under_way => run.plan.deliver.max(cx.now),
        None => run.plan.deliver,
    };
    match (run.state, run.legs.disinfecting) {
        (RunState::Disinfecting, Some(begun)) => (begun + disinfection).max(cx.now),
        (RunState::Delivered, _) => (delivered + disinfection).max(cx.now),
        _ => delivered + disinfection,
    }
}

/// The rule on driving that this run breaks for its driver, with all the runs around it: too long without a break, by
/// day or by night, or too much in any 24 hours. Between two runs the driver drives to the next port; what is left of
/// the time between is a break if it is long enough.
///
/// # Errors
/// [`Unreadable`]
pub(super) fn driving_rule(
    facts: &dyn Facts,
    cx: &Context<'_>,
    own: Stream,
    run: &Run,
    work: &[Engagement],
) -> Result<Option<&'static str>, Unreadable> {
    let limits = &cx.policy.limits.crew;
    let mut spells = work.to_vec();
    spells.sort_by_key(|spell| (spell.from, spell.until, spell.stream));
    let places = |stream: Stream| -> Result<Option<(String, String)>, Unreadable> {
        if stream == own {
            return Ok(Some((run.plan.port.clone(), run.plan.site.clone())));
        }
        let state = facts.entity(stream)?.map(|entity| entity.state);
        Ok(state.as_ref().and_then(Run::from_state).map(|run| (run.plan.port.clone(), run.plan.site.clone())))
    };
    // Each stretch without a break: from, until, and whether this run is part of it.
    let mut stretches: Vec<(DateTime<Utc>, DateTime<Utc>, bool)> = Vec::new();
    let mut last_site: Option<String> = None;
    for spell in &spells {
        let there = places(spell.stream)?;
        let road = match (&last_site, &there) {
            (Some(site), Some((port, _))) => cx.policy.fleet.road(site, port),
            _ => TimeDelta::zero(),
        };
        let mine = spell.stream == own;
        match stretches.last_mut() {
            Some((_, until, with_mine)) if spell.from - *until - road < limits.drive_break => {
                *until = spell.until.max(*until);
                *with_mine |= mine;
            }
            _ => stretches.push((spell.from, spell.until, mine)),
        }
        last_site = there.map(|(_, site)| site);
    }
    let night = |from, until| cx.policy.fleet.night_between(&cx.policy.calendar, from, until);
    for (from, until, _) in stretches.iter().filter(|(_, _, mine)| *mine) {
        if *until - *from > limits.drive_day {
            return Ok(Some("drive_day"));
        }
        if night(*from, *until) > limits.drive_night {
            return Ok(Some("drive_night"));
        }
    }
    // The fullest window ends where a spell ends.
    let window = TimeDelta::days(1);
    let (from, until) = (run.plan.pick_up, run.plan.deliver);
    let ends = spells.iter().map(|spell| spell.until).filter(|end| *end > from && *end < until + window);
    let driven = |end: DateTime<Utc>| super::super::volunteer::hours(&spells, end - window, end);
    Ok(ends.into_iter().any(|end| driven(end) > limits.drive_24h).then_some("drive_24h"))
}

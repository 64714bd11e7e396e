//! Who and what a run takes, and whether they are free, speak the language and have the seats.

use chrono::{DateTime, TimeDelta, Utc};

use super::super::event::{Aggregate, State};
use super::super::facts::{Context, Engagement, Facts, Stop, Unreadable};
use super::super::id::{Id, Kind, Stream};
use super::super::limits::CrewLimits;
use super::super::refusal::{Refusal, given};
use super::super::volunteer::{Volunteer, VolunteerState, hours, key};
use super::{Crew, Run, RunState, road, room, same_language};

/// Whom and what a run takes, and from when until when (UTC): what `Facts::engagements` answers from.
///
/// A crewed run takes its vehicle (`vehicle:PLATE`), its driver (`driver:NAME`) and its volunteers (`volunteer/ID`)
/// from pick-up as planned to delivery as planned. From being handed over on, the people are free again, so that
/// their time ends then; the vehicle's ends when the run is closed. Where it then turns out that it began earlier or
/// lasted longer than planned, the time is as it was. An aborted run took them until then; a cancelled one, and a void
/// one, takes nobody. Two stretches that only touch do not overlap. Every run that brings people to a site is there too,
/// as `site:ID`, for the moment when it delivers them.
pub fn engagements_of(run: &Run) -> Vec<Stretch> {
    stretches(run).into_iter().map(|taken| taken.stretch).chain(room::arrives(run)).collect()
}

/// Who or what, from, until (UTC).
pub type Stretch = (String, DateTime<Utc>, DateTime<Utc>);

struct Taken {
    stretch: Stretch,
    over: bool,
}

fn stretches(run: &Run) -> Vec<Taken> {
    let Some(crew) = run.crew.as_ref().filter(|_| run.state != RunState::Cancelled) else {
        return Vec::new();
    };
    let (people, vehicle) = match run.state {
        RunState::Aborted | RunState::Closed => (run.legs.delivered.or(run.legs.ended), run.legs.ended),
        RunState::Delivered | RunState::Disinfecting => (run.legs.delivered, None),
        _ => (None, None),
    };
    let taken = |who: String, ended: Option<DateTime<Utc>>| match ended {
        None => Taken { stretch: (who, run.plan.pick_up, run.plan.deliver), over: false },
        Some(ended) => {
            let from = run.legs.departed.map_or(run.plan.pick_up, |at| at.min(run.plan.pick_up)).min(ended);
            Taken { stretch: (who, from, ended), over: true }
        }
    };
    let mut all = vec![
        taken(format!("vehicle:{}", crew.vehicle.plate), vehicle),
        taken(format!("driver:{}", crew.driver), people),
    ];
    all.extend(crew.volunteers.iter().map(|id| taken(key(*id), people)));
    all
}

/// The first double booking that a run in this state makes, if it makes one. What is over cannot be booked twice, on
/// either side: that a trip lasted into the time planned for the next one is trouble, but no reason to refuse.
///
/// # Errors
/// [`Unreadable`]
pub fn conflict(facts: &dyn Facts, id: Id, run: &Run) -> Result<Option<Refusal>, Unreadable> {
    around(facts, id, run, TimeDelta::zero(), |who, other, (from, until)| {
        let overlaps = other.from < until && other.until > from;
        Ok(overlaps.then(|| Refusal::Overlap { who: who.to_owned(), with: other.stream, until: other.until }))
    })
}

/// The same, and the first vehicle or driver that comes too late from one run to the next, as the desk plans them. What
/// was planned so once is not kept from being brought back by an undo.
///
/// # Errors
/// [`Unreadable`]
pub(super) fn clash(
    facts: &dyn Facts,
    cx: &Context<'_>,
    id: Id,
    run: &Run,
) -> Result<Option<Refusal>, Unreadable> {
    if let Some(refusal) = conflict(facts, id, run)? {
        return Ok(Some(refusal));
    }
    let reach = road::reach(&cx.policy.fleet);
    around(facts, id, run, reach, |who, other, _| road::not_there(facts, cx, run, who, other))
}

/// The first refusal that `judge` makes of what takes the same people and vehicles within `reach` of this run.
fn around(
    facts: &dyn Facts,
    id: Id,
    run: &Run,
    reach: TimeDelta,
    judge: impl Fn(&str, &Engagement, (DateTime<Utc>, DateTime<Utc>)) -> Result<Option<Refusal>, Unreadable>,
) -> Result<Option<Refusal>, Unreadable> {
    let own = Stream::new(Kind::Run, id);
    for taken in stretches(run).into_iter().filter(|taken| !taken.over) {
        let (who, from, until) = taken.stretch;
        for other in facts.engagements(&who, from - reach, until + reach)? {
            if other.stream == own || !still_takes(facts, other.stream, &who)? {
                continue;
            }
            if let Some(refusal) = judge(&who, &other, (from, until))? {
                return Ok(Some(refusal));
            }
        }
    }
    Ok(None)
}

fn still_takes(facts: &dyn Facts, stream: Stream, who: &str) -> Result<bool, Unreadable> {
    let state = facts.entity(stream)?.map(|entity| entity.state);
    let run = state.as_ref().and_then(Run::from_state);
    Ok(run.is_none_or(|run| stretches(run).iter().any(|taken| taken.stretch.0 == who && !taken.over)))
}

/// Checks a crew for a run and gives the languages it speaks.
pub(super) fn check(
    facts: &dyn Facts,
    cx: &Context<'_>,
    id: Id,
    run: &Run,
    crew: &Crew,
    despite: Option<&str>,
) -> Result<Vec<String>, Stop> {
    given("vehicle", &crew.vehicle.plate)?;
    given("driver", &crew.driver)?;
    let asked = run.headcount.expected.saturating_sub(run.headcount.exits(false));
    if crew.vehicle.seats < asked {
        let (what, holds) = (crew.vehicle.plate.clone(), crew.vehicle.seats);
        return Err(Refusal::Capacity { what, holds, asked }.into());
    }
    let speaks = languages(facts, crew, &run.plan.languages)?;
    let with_crew = Run { crew: Some(crew.clone()), ..run.clone() };
    if let Some(refusal) = clash(facts, cx, id, &with_crew)? {
        return Err(refusal.into());
    }
    if despite.is_none_or(|reason| reason.trim().is_empty()) {
        soft_limits(facts, cx, id, &with_crew)?;
    }
    Ok(speaks)
}

/// Every volunteer must speak at least one of the languages needed, where any is.
fn languages(facts: &dyn Facts, crew: &Crew, needed: &[String]) -> Result<Vec<String>, Stop> {
    let mut speaks = Vec::new();
    for (index, id) in crew.volunteers.iter().enumerate() {
        if crew.volunteers[..index].contains(id) {
            return Err(Refusal::BadValue { field: "volunteers", value: id.to_string() }.into());
        }
        let volunteer = volunteer(facts, *id)?;
        let person = volunteer.person;
        if volunteer.state == VolunteerState::Off {
            return Err(Refusal::WrongState {
                stream: Stream::new(Kind::Volunteer, *id),
                state: volunteer.state.name(),
                verb: "crew",
                allowed: volunteer.state.verbs().to_vec(),
            }
            .into());
        }
        let helps = |tag: &String| needed.iter().any(|needed| same_language(tag, needed));
        if !needed.is_empty() && !person.languages.iter().any(helps) {
            return Err(Refusal::Language { who: person.name, needed: needed.to_vec() }.into());
        }
        for tag in person.languages {
            if !speaks.contains(&tag) {
                speaks.push(tag);
            }
        }
    }
    Ok(speaks)
}

fn volunteer(facts: &dyn Facts, id: Id) -> Result<Volunteer, Stop> {
    let stream = Stream::new(Kind::Volunteer, id);
    let entity = facts.entity(stream)?.filter(|entity| !entity.void).ok_or(Refusal::NotFound { stream })?;
    match entity.state {
        State::Volunteer(volunteer) => Ok(*volunteer),
        other => Err(Refusal::NotForThis { stream: Stream::new(other.kind(), id), verb: "crew" }.into()),
    }
}

/// Limits on work that a reason overrides: hours in a shift, rest between shifts, hours in seven days; for drivers,
/// hours at the wheel without a break and in any 24 hours.
fn soft_limits(facts: &dyn Facts, cx: &Context<'_>, id: Id, run: &Run) -> Result<(), Stop> {
    let limits = &cx.policy.limits.crew;
    let own = Stream::new(Kind::Run, id);
    for (who, from, until) in engagements_of(run) {
        let week = TimeDelta::days(7);
        let mut work = facts.engagements(&who, from - week, until + week)?;
        work.retain(|other| other.stream != own);
        work.push(Engagement { stream: own, from, until });
        let broken = if who.starts_with("volunteer/") {
            volunteer_rule(&mut work, from, until, limits)
        } else if who.starts_with("driver:") {
            road::driving_rule(facts, cx, own, run, &work)?
        } else {
            None
        };
        if let Some(rule) = broken {
            return Err(Refusal::WorkLimit { who, rule }.into());
        }
    }
    Ok(())
}

/// Engagements with less than the shortest rest between them are one shift, however many they are; it must not be longer
/// than a shift may be. What is planned later counts as what was done before: a run may be put in between.
fn volunteer_rule(
    work: &mut [Engagement],
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    limits: &CrewLimits,
) -> Option<&'static str> {
    if until - from > limits.shift {
        return Some("shift");
    }
    if busiest_week(work, from, until) > limits.week {
        return Some("week");
    }
    let (mut first, mut last) = (from, until);
    work.sort_by_key(|engagement| std::cmp::Reverse(engagement.until));
    for earlier in work.iter().filter(|other| other.from < until) {
        if earlier.until > first - limits.rest {
            first = first.min(earlier.from);
        }
    }
    work.sort_by_key(|engagement| engagement.from);
    for later in work.iter().filter(|other| other.until > from) {
        if later.from < last + limits.rest {
            last = last.max(later.until);
        }
    }
    (last - first > limits.shift).then_some("rest")
}

/// The most time taken in any seven days that hold the whole stretch. It is greatest where the seven days begin or end
/// with some work, so that no other seven days need be looked at.
fn busiest_week(work: &[Engagement], from: DateTime<Utc>, until: DateTime<Utc>) -> TimeDelta {
    let week = TimeDelta::days(7);
    let ends = work.iter().flat_map(|other| [other.until, other.from + week]);
    let holding = ends.filter(|end| until <= *end && *end <= from + week);
    let taken = holding.map(|end| hours(work, end - week, end));
    taken.max().unwrap_or_default().max(hours(work, until - week, until))
}

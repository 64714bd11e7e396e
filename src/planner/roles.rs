//! The three pools of a problem: vehicles, drivers, speakers.

use chrono::{DateTime, TimeDelta, Utc};

use super::pool::{Pairs, Pool, Seat};
use super::problem::{Busy, Problem, Trip};

/// What a shift without the rest before it costs: as much as four hours of work.
pub(super) const TIRING: i64 = 240;
/// What it costs to ask a hired interpreter.
pub(super) const HIRED: i64 = 60;
/// What it costs to change what was set.
pub(super) const CHANGED: i64 = 45;
/// What an empty seat costs.
const EMPTY_SEAT: i64 = 1;

fn week_ago(trip: &Trip) -> DateTime<Utc> {
    trip.deliver - TimeDelta::days(7)
}

/// Minutes of work between, of stretches that are taken already.
pub(super) fn worked(busy: &[Busy], from: DateTime<Utc>, until: DateTime<Utc>) -> i64 {
    let within = |busy: &Busy| (busy.until.min(until) - busy.from.max(from)).num_minutes();
    busy.iter().map(within).filter(|minutes| *minutes > 0).sum()
}

/// Nobody should have more than an equal share of the work and the longest trip besides: then there is always a plan
/// that is fair, if people are there at all.
fn fair_share(trips: &[Trip], people: usize, done: &[i64]) -> Vec<i64> {
    let longest = trips.iter().map(Trip::minutes).max().unwrap_or(0);
    let all: i64 = trips.iter().map(Trip::minutes).sum::<i64>() + done.iter().sum::<i64>();
    let share = all / i64::try_from(people.max(1)).unwrap_or(1) + longest;
    done.iter().map(|done| (share - done).max(0)).collect()
}

pub(super) fn vehicles(problem: &Problem) -> Pool {
    let trips = &problem.trips;
    let after = problem.rules.disinfection;
    let fits = problem.vehicles.iter().map(|vehicle| {
        let cost = |trip: &Trip| {
            let own = trip.busy();
            let free = vehicle.seats >= trip.passengers
                && !vehicle.busy.iter().any(|busy| busy.clashes(&own, &problem.travel, after));
            let kept = trip.present.as_ref().is_none_or(|present| present.vehicle == vehicle.plate);
            let empty = i64::from(vehicle.seats.saturating_sub(trip.passengers));
            free.then(|| EMPTY_SEAT * empty + if kept { 0 } else { CHANGED })
        };
        trips.iter().map(cost).collect()
    });
    let fits: Vec<Vec<Option<i64>>> = fits.collect();
    let count = fits.len();
    Pool {
        // A vehicle does not tire.
        minutes: vec![0; trips.len()],
        seats: one_seat_each(trips.len(), count),
        fits,
        clash: clash(problem, after),
        tiring: Pairs::of(trips.len(), |_, _| 0),
        fair: vec![0; count],
        most: vec![0; count],
    }
}

fn one_seat_each(trips: usize, candidates: usize) -> Vec<Seat> {
    (0..trips).map(|trip| Seat { trip, able: (0..candidates).collect() }).collect()
}

fn clash(problem: &Problem, after: TimeDelta) -> Pairs<bool> {
    let busy: Vec<Busy> = problem.trips.iter().map(Trip::busy).collect();
    Pairs::of(busy.len(), |a, b| busy[a].clashes(&busy[b], &problem.travel, after))
}

pub(super) fn drivers(problem: &Problem) -> Pool {
    let (trips, limits) = (&problem.trips, &problem.rules.limits);
    let (first, last) = span(trips);
    let fits = problem.drivers.iter().map(|driver| {
        let cost = |trip: &Trip| {
            let own = trip.busy();
            let free = !driver.busy.iter().any(|busy| busy.clashes(&own, &problem.travel, TimeDelta::zero()));
            let worn = driver.busy.iter().any(|busy| busy.wears_out(&own, limits));
            let kept = trip.present.as_ref().is_none_or(|present| present.driver == driver.name);
            let said = if worn { TIRING } else { 0 } + if kept { 0 } else { CHANGED };
            free.then(|| trip.minutes() + said)
        };
        trips.iter().map(cost).collect()
    });
    let fits: Vec<Vec<Option<i64>>> = fits.collect();
    let driven: Vec<i64> = problem
        .drivers
        .iter()
        .map(|driver| worked(&driver.busy, first - TimeDelta::hours(12), last))
        .collect();
    let count = fits.len();
    let busy: Vec<Busy> = trips.iter().map(Trip::busy).collect();
    let worn = |a: usize, b: usize| if busy[a].wears_out(&busy[b], limits) { TIRING } else { 0 };
    Pool {
        minutes: trips.iter().map(Trip::minutes).collect(),
        seats: one_seat_each(trips.len(), count),
        fits,
        clash: clash(problem, TimeDelta::zero()),
        tiring: Pairs::of(trips.len(), worn),
        fair: fair_share(trips, count, &driven),
        most: driven.iter().map(|driven| (limits.drive_24h.num_minutes() - driven).max(0)).collect(),
    }
}

pub(super) fn speakers(problem: &Problem) -> Pool {
    let (trips, limits) = (&problem.trips, &problem.rules.limits);
    let fits = problem.speakers.iter().map(|speaker| {
        let cost = |trip: &Trip| {
            let own = trip.busy();
            let free = speaker.there(trip.pick_up, trip.deliver)
                && !speaker.busy.iter().any(|busy| busy.clashes(&own, &problem.travel, TimeDelta::zero()));
            let tired = speaker.busy.iter().any(|busy| busy.tires(&own, limits));
            let kept = trip.present.as_ref().is_none_or(|present| present.speakers.contains(&speaker.id));
            let said = if tired { TIRING } else { 0 }
                + if speaker.hired { HIRED } else { 0 }
                + if kept { 0 } else { CHANGED };
            free.then(|| trip.minutes() + said)
        };
        trips.iter().map(cost).collect()
    });
    let fits: Vec<Vec<Option<i64>>> = fits.collect();
    let (first, last) = span(trips);
    let today: Vec<i64> = problem
        .speakers
        .iter()
        .map(|speaker| worked(&speaker.busy, first - TimeDelta::hours(12), last))
        .collect();
    let week_before = trips.last().map_or(first, week_ago);
    let most = |speaker: &super::problem::Speaker| {
        (limits.week.num_minutes() - worked(&speaker.busy, week_before, last)).max(0)
    };
    let busy: Vec<Busy> = trips.iter().map(Trip::busy).collect();
    let tired = |a: usize, b: usize| if busy[a].tires(&busy[b], limits) { TIRING } else { 0 };
    Pool {
        minutes: trips.iter().map(Trip::minutes).collect(),
        seats: language_seats(problem),
        clash: clash(problem, TimeDelta::zero()),
        tiring: Pairs::of(trips.len(), tired),
        fair: fair_share(trips, fits.len(), &today),
        most: problem.speakers.iter().map(most).collect(),
        fits,
    }
}

/// A seat for every language of every trip.
fn language_seats(problem: &Problem) -> Vec<Seat> {
    let speak = |language: &str| {
        let speakers = problem.speakers.iter().enumerate();
        speakers.filter(|(_, speaker)| speaker.speaks(language)).map(|(at, _)| at).collect()
    };
    let trips = problem.trips.iter().enumerate();
    trips
        .flat_map(|(trip, known)| known.languages.iter().map(move |language| (trip, language)))
        .map(|(trip, language)| Seat { trip, able: speak(language) })
        .collect()
}

/// From the first pick-up to the last delivery (UTC).
fn span(trips: &[Trip]) -> (DateTime<Utc>, DateTime<Utc>) {
    let first = trips.iter().map(|trip| trip.pick_up).min().unwrap_or_default();
    (first, trips.iter().map(|trip| trip.deliver).max().unwrap_or(first))
}

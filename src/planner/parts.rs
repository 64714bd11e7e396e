//! A pool that is too large for the solver, taken part by part: a few trips that lie together in time, the rest as it
//! is, one part after the other with overlaps, as long as that makes it cheaper.

use super::exact::{Work, solve};
use super::pool::{Filling, Pairs, Pool, Seat};

/// Trips in a part.
const TRIPS: usize = 12;
/// Candidates in a part, at most.
const CANDIDATES: usize = 40;

/// Makes a filling cheaper part by part, at most so many times through all trips. Gives whether time ended it.
pub(super) fn improve(pool: &Pool, filling: &mut Filling, passes: usize, work: Work) -> bool {
    let trips = pool.minutes.len();
    for pass in 0..passes {
        let before = pool.cost(filling);
        let mut first = if pass % 2 == 0 { 0 } else { TRIPS / 2 };
        while first < trips {
            let part: Vec<usize> = (first..trips.min(first + TRIPS)).collect();
            first += TRIPS;
            if !has_something_to_gain(pool, filling, &part) {
                continue;
            }
            let (small, candidates) = cut_out(pool, filling, &part);
            let known = known(filling, &part, &candidates, &small);
            let found = solve(&small, &known, work);
            if let Some(better) = found.better {
                put_back(filling, &part, &candidates, &better);
            }
            if found.cut {
                return true;
            }
        }
        if pool.cost(filling) >= before {
            return false;
        }
    }
    false
}

/// A part in which all is filled at the lowest cost that each trip alone can have cannot get better.
fn has_something_to_gain(pool: &Pool, filling: &Filling, part: &[usize]) -> bool {
    let open = pool.seats.iter().any(|seat| part.contains(&seat.trip) && !pool.filled(filling, seat));
    open || part.iter().any(|trip| {
        filling.on[*trip].iter().any(|one| {
            let mut rest = filling.of[*one].clone();
            let with = pool.burden(*one, &rest);
            rest.retain(|other| other != trip);
            let own = pool.fits.iter().filter_map(|fits| fits[*trip]).min().unwrap_or(0);
            with - pool.burden(*one, &rest) > own
        }) || filling.on[*trip].len() > 1
    })
}

/// The part as a pool of its own; what candidates do outside of it is taken into account.
fn cut_out(pool: &Pool, filling: &Filling, part: &[usize]) -> (Pool, Vec<usize>) {
    let outside: Vec<Vec<usize>> = filling
        .of
        .iter()
        .map(|trips| trips.iter().copied().filter(|trip| !part.contains(trip)).collect())
        .collect();
    let cost = |one: usize, trip: usize| {
        let fits = pool.fits[one][trip]?;
        let clashes = outside[one].iter().any(|other| pool.clash.at(*other, trip));
        let tires: i64 = outside[one].iter().map(|other| pool.tiring.at(*other, trip)).sum();
        (!clashes).then_some(fits + tires)
    };
    let mut candidates: Vec<usize> = part.iter().flat_map(|trip| filling.on[*trip].iter().copied()).collect();
    let mut others: Vec<(usize, i64, usize)> = Vec::new();
    for (one, elsewhere) in outside.iter().enumerate() {
        let possible: Vec<i64> = part.iter().filter_map(|trip| cost(one, *trip)).collect();
        let minutes: i64 = elsewhere.iter().map(|trip| pool.minutes[*trip]).sum();
        if !possible.is_empty() {
            others.push((part.len() - possible.len(), minutes, one));
        }
    }
    others.sort_unstable();
    // Who can fill what is empty comes first.
    for seat in pool.seats.iter().filter(|seat| part.contains(&seat.trip) && !pool.filled(filling, seat)) {
        candidates.extend(seat.able.iter().filter(|one| cost(**one, seat.trip).is_some()).take(4));
    }
    candidates.extend(others.into_iter().map(|(_, _, one)| one));
    let mut seen = vec![false; pool.fits.len()];
    candidates.retain(|one| !std::mem::replace(&mut seen[*one], true));
    candidates.truncate(CANDIDATES);
    candidates.sort_unstable();
    let place = |one: &usize| candidates.binary_search(one).ok();
    let done = |one: usize| -> i64 { outside[one].iter().map(|trip| pool.minutes[*trip]).sum() };
    let small = Pool {
        minutes: part.iter().map(|trip| pool.minutes[*trip]).collect(),
        seats: pool
            .seats
            .iter()
            .filter_map(|seat| {
                let trip = part.iter().position(|trip| *trip == seat.trip)?;
                Some(Seat { trip, able: seat.able.iter().filter_map(place).collect() })
            })
            .collect(),
        fits: candidates.iter().map(|one| part.iter().map(|trip| cost(*one, *trip)).collect()).collect(),
        clash: Pairs::of(part.len(), |a, b| pool.clash.at(part[a], part[b])),
        tiring: Pairs::of(part.len(), |a, b| pool.tiring.at(part[a], part[b])),
        fair: candidates.iter().map(|one| (pool.fair[*one] - done(*one)).max(0)).collect(),
        most: candidates.iter().map(|one| (pool.most[*one] - done(*one)).max(0)).collect(),
    };
    (small, candidates)
}

fn known(filling: &Filling, part: &[usize], candidates: &[usize], small: &Pool) -> Filling {
    let mut known = Filling::empty(small);
    for (at, trip) in part.iter().enumerate() {
        for one in &filling.on[*trip] {
            if let Ok(place) = candidates.binary_search(one) {
                known.add(place, at);
            }
        }
    }
    known
}

fn put_back(filling: &mut Filling, part: &[usize], candidates: &[usize], better: &Filling) {
    for trip in part {
        for one in filling.on[*trip].clone() {
            filling.remove(one, *trip);
        }
    }
    for (at, trip) in part.iter().enumerate() {
        for place in &better.on[at] {
            filling.add(candidates[*place], *trip);
        }
    }
}

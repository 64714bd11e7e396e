//! A first filling, and a better one by changing one thing at a time. Both always end the same way.

use super::pool::{Filling, Pool, Seat, UNMET};

/// Fills the seats that fewest can fill first, each by whom it costs least.
pub(super) fn greedy(pool: &Pool) -> Filling {
    let mut filling = Filling::empty(pool);
    let mut order: Vec<&Seat> = pool.seats.iter().collect();
    let fitting = |seat: &Seat| seat.able.iter().filter(|one| pool.fits[**one][seat.trip].is_some()).count();
    order.sort_by_cached_key(|seat| (fitting(seat), seat.trip));
    let by_trip = pool.seats_by_trip();
    for seat in order {
        fill(pool, &by_trip, &mut filling, seat);
    }
    filling
}

/// Fills a seat if it is empty and somebody may; of several who cost the same the first.
fn fill(pool: &Pool, by_trip: &[Vec<&Seat>], filling: &mut Filling, seat: &Seat) -> bool {
    if pool.filled(filling, seat) {
        return true;
    }
    let open: Vec<&&Seat> = by_trip[seat.trip].iter().filter(|one| !pool.filled(filling, one)).collect();
    let worth = |one: usize| {
        let fills = open.iter().filter(|seat| seat.able.binary_search(&one).is_ok()).count();
        pool.added(filling, one, seat.trip) - UNMET * i64::try_from(fills).unwrap_or(0)
    };
    let free = seat.able.iter().copied().filter(|one| pool.may(filling, *one, seat.trip));
    match free.min_by_key(|one| worth(*one)) {
        Some(best) => {
            filling.add(best, seat.trip);
            true
        }
        None => false,
    }
}

/// Changes one thing at a time as long as that makes it cheaper, at most so many times through all trips.
pub(super) fn improve(pool: &Pool, filling: &mut Filling, passes: usize) {
    let by_trip = pool.seats_by_trip();
    for _ in 0..passes {
        let before = pool.cost(filling);
        for trip in 0..pool.minutes.len() {
            spare(pool, &by_trip[trip], filling, trip);
            replace(pool, &by_trip[trip], filling, trip);
            for seat in &by_trip[trip] {
                if !pool.filled(filling, seat) && !fill(pool, &by_trip, filling, seat) {
                    make_room(pool, &by_trip, filling, seat);
                }
            }
        }
        if pool.cost(filling) >= before {
            return;
        }
    }
}

/// The seats of a trip that would be empty without a candidate.
fn alone<'s>(
    pool: &Pool,
    seats: &[&'s Seat],
    filling: &mut Filling,
    one: usize,
    trip: usize,
) -> Vec<&'s Seat> {
    let filled: Vec<&Seat> = seats.iter().copied().filter(|seat| pool.filled(filling, seat)).collect();
    filling.remove(one, trip);
    let alone = filled.into_iter().filter(|seat| !pool.filled(filling, seat)).collect();
    filling.add(one, trip);
    alone
}

/// Takes off a trip who fills nothing there that others do not fill.
fn spare(pool: &Pool, seats: &[&Seat], filling: &mut Filling, trip: usize) {
    for one in filling.on[trip].clone() {
        if alone(pool, seats, filling, one, trip).is_empty() {
            filling.remove(one, trip);
        }
    }
}

/// Puts others in the place of those whom it costs less.
fn replace(pool: &Pool, seats: &[&Seat], filling: &mut Filling, trip: usize) {
    for one in filling.on[trip].clone() {
        let needed = alone(pool, seats, filling, one, trip);
        let Some(first) = needed.first() else { continue };
        filling.remove(one, trip);
        let saved = pool.added(filling, one, trip);
        let able = |other: &usize| needed.iter().all(|seat| seat.able.binary_search(other).is_ok());
        let others = first.able.iter().copied().filter(able);
        let best = others
            .filter(|other| pool.may(filling, *other, trip))
            .min_by_key(|other| pool.added(filling, *other, trip));
        let better = best.filter(|other| pool.added(filling, *other, trip) < saved);
        filling.add(better.unwrap_or(one), trip);
    }
}

/// Fills a seat by somebody who is elsewhere at the time, if others can do what they did there.
fn make_room(pool: &Pool, by_trip: &[Vec<&Seat>], filling: &mut Filling, seat: &Seat) {
    let before = pool.cost(filling);
    for one in &seat.able {
        if pool.fits[*one][seat.trip].is_none() || filling.of[*one].contains(&seat.trip) {
            continue;
        }
        let in_the_way: Vec<usize> =
            filling.of[*one].iter().copied().filter(|trip| pool.clash.at(*trip, seat.trip)).collect();
        if in_the_way.len() > 2 {
            continue;
        }
        let mut trial = filling.clone();
        for trip in &in_the_way {
            trial.remove(*one, *trip);
        }
        trial.add(*one, seat.trip);
        for trip in &in_the_way {
            for other in &by_trip[*trip] {
                fill(pool, by_trip, &mut trial, other);
            }
        }
        if pool.cost(&trial) < before {
            *filling = trial;
            return;
        }
    }
}

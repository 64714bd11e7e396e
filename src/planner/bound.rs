//! What no filling can cost less than, told without a solver: for pools that are too large for one.

use super::pool::{OVER_FAIR, OVER_MOST, Pool, Seat, UNMET};

/// The least that each trip costs by itself, and the least that the work costs which is beyond what all candidates
/// together may have.
pub(super) fn bound(pool: &Pool) -> i64 {
    let mut cost = 0;
    let mut minutes = 0;
    for (trip, seats) in pool.seats_by_trip().into_iter().enumerate() {
        let (least, people) = cheapest(pool, trip, &seats);
        cost += least;
        minutes += people * pool.minutes[trip];
    }
    cost + overwork(pool, minutes)
}

/// The least cost of one trip's seats, and the least number of candidates that a filling of that trip has which does
/// not leave more of it empty than must be.
fn cheapest(pool: &Pool, trip: usize, seats: &[&Seat]) -> (i64, i64) {
    let able = |seat: &Seat, one: usize| seat.able.binary_search(&one).is_ok();
    // What a candidate fills, as bits; the cheapest of each kind is enough.
    let full = (1_usize << seats.len().min(6)) - 1;
    let mut by_kind = vec![None; full + 1];
    for (one, fits) in pool.fits.iter().enumerate() {
        let Some(cost) = fits[trip] else { continue };
        let fills = seats.iter().take(6).enumerate().filter(|(_, seat)| able(seat, one));
        let kind = fills.fold(0, |kind, (bit, _)| kind | 1 << bit);
        let least: &mut Option<i64> = &mut by_kind[kind];
        *least = Some(least.map_or(cost, |least| least.min(cost)));
    }
    let mut least = vec![None; full + 1];
    least[0] = Some((0, 0));
    for done in 0..=full {
        let Some((cost, people)) = least[done] else { continue };
        for (kind, more) in by_kind.iter().enumerate().skip(1) {
            let Some(more) = more else { continue };
            let next: &mut Option<(i64, i64)> = &mut least[done | kind];
            let found = (cost + more, people + 1);
            *next = Some(next.map_or(found, |known| known.min(found)));
        }
    }
    let open = |done: usize| i64::from((full & !done).count_ones()) * UNMET;
    let costs = least
        .iter()
        .enumerate()
        .filter_map(|(done, found)| found.map(|(cost, people)| (cost + open(done), people)));
    let cheapest = costs.clone().map(|(cost, _)| cost).min().unwrap_or(0);
    // A filling that leaves a seat empty has less work, and costs far more.
    (
        cheapest,
        costs.filter(|(cost, _)| *cost < cheapest + UNMET / 2).map(|(_, people)| people).min().unwrap_or(0),
    )
}

/// What so many minutes cost beyond the share of everybody, spread as cheaply as can be. A seat that is left empty
/// saves less than it costs, since a trip's minutes are far fewer than an empty seat costs.
fn overwork(pool: &Pool, minutes: i64) -> i64 {
    let fair: i64 = pool.fair.iter().sum();
    let most: i64 = pool.most.iter().zip(&pool.fair).map(|(most, fair)| (*most).max(*fair)).sum();
    OVER_FAIR * (minutes - fair).max(0) + OVER_MOST * (minutes - most).max(0)
}

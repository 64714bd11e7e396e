//! Small pools against every filling there is.

use proptest::prelude::*;

use super::pool::{Filling, Pairs, Pool, Seat};
use super::{Effort, fill};

const STEADY: Effort = Effort { time: None, ..Effort::USUAL };

/// Pools of up to four candidates and four trips, with all that can make them hard.
fn pools() -> impl Strategy<Value = Pool> {
    (1_usize..=4, 1_usize..=4).prop_flat_map(|(candidates, trips)| {
        let pairs = trips * trips;
        (
            prop::collection::vec(30_i64..200, trips),
            prop::collection::vec(1_usize..=2, trips),
            prop::collection::vec(prop::collection::vec(any::<bool>(), candidates), trips * 2),
            prop::collection::vec(
                prop::collection::vec(prop::option::weighted(0.8, 30_i64..300), trips),
                candidates,
            ),
            prop::collection::vec(any::<bool>(), pairs),
            prop::collection::vec(prop::option::weighted(0.4, Just(240_i64)), pairs),
            prop::collection::vec(0_i64..300, candidates),
            prop::collection::vec(100_i64..500, candidates),
        )
            .prop_map(move |(minutes, seats, able, fits, clash, tiring, fair, most)| Pool {
                minutes,
                seats: seats
                    .iter()
                    .enumerate()
                    .flat_map(|(trip, count)| (0..*count).map(move |seat| (trip, seat)))
                    .map(|(trip, seat)| Seat {
                        trip,
                        able: (0..candidates).filter(|one| able[trip * 2 + seat][*one]).collect(),
                    })
                    .collect(),
                fits,
                clash: Pairs::of(trips, |a, b| clash[a * trips + b]),
                tiring: Pairs::of(trips, |a, b| tiring[a * trips + b].unwrap_or(0)),
                fair,
                most,
            })
    })
}

/// The least cost there is, by trying everybody on every trip.
fn least(pool: &Pool) -> i64 {
    let (candidates, trips) = (pool.fits.len(), pool.minutes.len());
    let fillings = (0_u32..1 << (candidates * trips)).filter_map(|bits| {
        let mut filling = Filling::empty(pool);
        for trip in 0..trips {
            for one in (0..candidates).filter(|one| bits >> (trip * candidates + one) & 1 == 1) {
                if !pool.may(&filling, one, trip) {
                    return None;
                }
                filling.add(one, trip);
            }
        }
        Some(pool.cost(&filling))
    });
    fillings.min().unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_small_pool_is_filled_as_well_as_can_be(pool in pools()) {
        let (filled, best) = (fill(&pool, STEADY), least(&pool));
        prop_assert!(filled.bound <= best, "the bound {} is above what can be had, {best}", filled.bound);
        prop_assert_eq!(filled.cost, best);
        prop_assert_eq!(filled.bound, best, "and it is proven");
    }

    #[test]
    fn part_by_part_no_bound_is_too_high_and_nothing_gets_worse(pool in pools()) {
        let filled = fill(&pool, Effort { whole: 0, ..STEADY });
        let greedy = fill(&pool, Effort::GREEDY);
        prop_assert!(filled.bound <= least(&pool) && filled.cost <= greedy.cost);
        prop_assert!(filled.cost >= least(&pool));
    }
}

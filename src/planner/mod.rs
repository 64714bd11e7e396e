//! Who goes where: a vehicle, a driver and people who speak the language for every trip.
//!
//! A pure room: no store, no clock, no words. What must be holds always: seats, languages, nobody in two places, the
//! road between them, the disinfection of vehicles, the times that people have offered. What should be is weighed in
//! minutes: work, rest, an equal share, what was set before. A trip for which there is nobody stays empty and says so.
//!
//! Vehicles, drivers and speakers are filled one role after the other, since none depends on another: first the seats
//! that fewest can fill, then one change at a time, then by a solver, whole where the role is small and part by part
//! where it is large. Every answer comes with a bound that no plan can beat. The same problem has the same answer.

mod bound;
mod exact;
mod parts;
mod pool;
mod problem;
mod proposal;
mod proposed;
mod roles;
mod start;
#[cfg(test)]
mod tests;

use std::time::Duration;

pub use problem::{Busy, Driver, Present, Problem, Rules, Speaker, Travel, Trip, Vehicle};
pub use proposal::{Note, Pick, Proposal};
pub use proposed::{Proposed, ProposedCrew};

use exact::Work;
use pool::{Filling, Pool};

/// How hard to try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// Candidates by trips up to which a role is solved as a whole.
    pub whole: usize,
    /// Nodes of the search tree in all, for a role or a part of one.
    pub nodes: u64,
    /// Time for a role or a part of one; what it cuts short depends on the machine, and is said.
    pub time: Option<Duration>,
    /// Times through all trips.
    pub passes: usize,
}

impl Effort {
    /// What a person waits for.
    pub const USUAL: Self =
        Self { whole: 4_000, nodes: 600, time: Some(Duration::from_millis(1_500)), passes: 6 };
    /// The first filling only: what a dispatcher would do who takes the scarcest first.
    pub const GREEDY: Self = Self { whole: 0, nodes: 0, time: None, passes: 0 };
}

/// Proposes a crew for every trip.
pub fn plan(problem: &Problem, effort: Effort) -> Proposal {
    let mut problem = problem.clone();
    problem.trips.sort_by_key(|trip| (trip.pick_up, trip.id));
    let pools = [roles::vehicles(&problem), roles::drivers(&problem), roles::speakers(&problem)];
    let filled = [&pools[0], &pools[1], &pools[2]].map(|pool| fill(pool, effort));
    let [vehicles, drivers, speakers] = &filled;
    let fillings = [&vehicles.filling, &drivers.filling, &speakers.filling];
    Proposal {
        picks: proposal::told(&problem, [&pools[0], &pools[1], &pools[2]], fillings),
        cost: filled.iter().map(|role| role.cost).sum(),
        bound: filled.iter().map(|role| role.bound).sum(),
        cut: filled.iter().any(|role| role.cut),
    }
}

struct Filled {
    filling: Filling,
    cost: i64,
    bound: i64,
    cut: bool,
}

fn fill(pool: &Pool, effort: Effort) -> Filled {
    let mut filling = start::greedy(pool);
    let mut bound = bound::bound(pool);
    let mut cut = false;
    if effort.passes > 0 && pool.cost(&filling) > bound {
        start::improve(pool, &mut filling, effort.passes);
        let work = Work { nodes: effort.nodes, time: effort.time };
        if pool.cost(&filling) > bound {
            if pool.fits.len() * pool.minutes.len() <= effort.whole {
                let found = exact::solve(pool, &filling, work);
                filling = found.better.unwrap_or(filling);
                bound = bound.max(found.bound.unwrap_or(bound));
                cut = found.cut;
            } else {
                cut = parts::improve(pool, &mut filling, effort.passes, work);
            }
        }
    }
    Filled { cost: pool.cost(&filling), filling, bound, cut }
}

//! The best filling of a small pool, by a solver of integer programs.
//!
//! A variable for every candidate on every trip they may do; every seat is filled or costs [`UNMET`]; of trips that
//! clash a candidate does one. What pairs of trips cost is told to the solver only where its answer runs into it: that
//! leaves most of the pairs out, and every bound that it proves stays true.

use std::time::Duration;

use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, SolveOptions, Variable};

use super::pool::{Filling, OVER_FAIR, OVER_MOST, Pool, UNMET};

/// How much work a solution may cost in all.
#[derive(Debug, Clone, Copy)]
pub(super) struct Work {
    /// Nodes of the search tree.
    pub(super) nodes: u64,
    /// Time, as a last resort: what it cuts short depends on the machine.
    pub(super) time: Option<Duration>,
}

/// What was found.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// The best filling; `None`: none better than the one given.
    pub(super) better: Option<Filling>,
    /// No filling costs less than this.
    pub(super) bound: Option<i64>,
    /// The time ended it.
    pub(super) cut: bool,
}

/// So often pairs that were run into are told to the solver.
const ROUNDS: usize = 8;

/// Looks for a filling that costs less than this one.
pub(super) fn solve(pool: &Pool, known: &Filling, work: Work) -> Found {
    let mut found = Found { better: None, bound: None, cut: false };
    let mut least = pool.cost(known);
    let mut best = known.clone();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut left = work;
    for _ in 0..ROUNDS {
        let model = Model::of(pool, &pairs);
        let mut options = SolveOptions::default();
        options.node_limit = Some(left.nodes);
        options.time_limit = left.time;
        options.warm_start = Some(model.hint(&best));
        let Ok(outcome) = model.problem.solve_with(options) else { return found };
        found.cut |= outcome.termination_reason() == microlp::TerminationReason::TimeLimit;
        let stats = outcome.stats();
        left.nodes = left.nodes.saturating_sub(stats.nodes_solved);
        left.time = left.time.map(|time| time.saturating_sub(stats.elapsed));
        let bound = stats.best_bound.or_else(|| {
            outcome.solution().filter(|_| outcome.is_optimal()).map(microlp::Solution::objective)
        });
        // All costs are whole numbers.
        let bound = bound.map(whole).filter(|bound| *bound <= least);
        found.bound = found.bound.max(bound);
        let Some(filling) = outcome.solution().map(|solution| model.read(pool, solution)) else {
            return found;
        };
        let cost = pool.cost(&filling);
        if cost < least {
            least = cost;
            best.clone_from(&filling);
            found.better = Some(filling.clone());
        }
        let told = run_into(pool, &filling, &mut pairs);
        if found.bound == Some(least) || found.cut || left.nodes == 0 || !told {
            return found;
        }
    }
    found
}

/// The least whole number that is not below, but for what is lost in computing.
#[allow(clippy::cast_possible_truncation, reason = "costs are far below what a float keeps exactly")]
fn whole(bound: f64) -> i64 {
    (bound - 1e-4).ceil() as i64
}

/// Notes pairs of trips that cost something in a filling; whether there are new ones.
fn run_into(pool: &Pool, filling: &Filling, pairs: &mut Vec<(usize, usize)>) -> bool {
    let before = pairs.len();
    for trips in &filling.of {
        for (at, b) in trips.iter().enumerate() {
            for a in &trips[..at] {
                if pool.tiring.at(*a, *b) > 0 && !pairs.contains(&(*a, *b)) {
                    pairs.push((*a, *b));
                }
            }
        }
    }
    pairs.len() > before
}

struct Model {
    problem: Problem,
    /// By candidate and trip.
    goes: Vec<Vec<Option<Variable>>>,
    /// By seat.
    unmet: Vec<Variable>,
}

impl Model {
    fn of(pool: &Pool, pairs: &[(usize, usize)]) -> Self {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let mut wanted = vec![vec![false; pool.minutes.len()]; pool.fits.len()];
        for seat in &pool.seats {
            for one in &seat.able {
                wanted[*one][seat.trip] = true;
            }
        }
        let goes: Vec<Vec<Option<Variable>>> = pool
            .fits
            .iter()
            .zip(&wanted)
            .map(|(fits, wanted)| {
                let cells = fits.iter().zip(wanted);
                cells
                    .map(|(cost, wanted)| {
                        cost.filter(|_| *wanted).map(|cost| problem.add_binary_var(float(cost)))
                    })
                    .collect()
            })
            .collect();
        let unmet = pool.seats.iter().map(|_| problem.add_var(float(UNMET), (0.0, 1.0))).collect();
        let mut model = Self { problem, goes, unmet };
        model.fill_seats(pool);
        for one in 0..pool.fits.len() {
            model.never_two_at_once(pool, one);
            model.share_work(pool, one);
            model.tell_pairs(pool, one, pairs);
        }
        model
    }

    fn fill_seats(&mut self, pool: &Pool) {
        for (seat, unmet) in pool.seats.iter().zip(&self.unmet) {
            let mut row: LinearExpr = seat
                .able
                .iter()
                .filter_map(|one| self.goes[*one][seat.trip])
                .map(|goes| (goes, 1.0))
                .collect();
            row.add(*unmet, 1.0);
            self.problem.add_constraint(row, ComparisonOp::Ge, 1.0);
        }
    }

    /// Trips that clash stand in groups in which each clashes with each: a group is one row, and says more than its
    /// pairs would.
    fn never_two_at_once(&mut self, pool: &Pool, one: usize) {
        let trips: Vec<(usize, Variable)> = self.goes[one]
            .iter()
            .enumerate()
            .filter_map(|(trip, goes)| goes.map(|goes| (trip, goes)))
            .collect();
        let mut told: Vec<Vec<usize>> = Vec::new();
        for (at, (last, _)) in trips.iter().enumerate() {
            let earlier: Vec<usize> =
                (0..at).filter(|before| pool.clash.at(trips[*before].0, *last)).collect();
            let mut left = earlier;
            while let Some(first) = left.first().copied() {
                let mut group = vec![first];
                for next in &left[1..] {
                    if group.iter().all(|there| pool.clash.at(trips[*there].0, trips[*next].0)) {
                        group.push(*next);
                    }
                }
                left.retain(|there| !group.contains(there));
                group.push(at);
                told.push(group);
            }
        }
        let inside = |small: &Vec<usize>, large: &Vec<usize>| small.iter().all(|one| large.contains(one));
        for (at, group) in told.iter().enumerate() {
            let within = |(other, large): (usize, &Vec<usize>)| {
                other != at && inside(group, large) && (large.len() > group.len() || other < at)
            };
            if told.iter().enumerate().skip(at.saturating_sub(8)).take(40).any(within) {
                continue;
            }
            let row: LinearExpr = group.iter().map(|there| (trips[*there].1, 1.0)).collect();
            self.problem.add_constraint(row, ComparisonOp::Le, 1.0);
        }
    }

    fn share_work(&mut self, pool: &Pool, one: usize) {
        let trips =
            || self.goes[one].iter().enumerate().filter_map(|(trip, goes)| goes.map(|goes| (trip, goes)));
        let all: i64 = trips().map(|(trip, _)| pool.minutes[trip]).sum();
        let minutes: Vec<(Variable, f64)> =
            trips().map(|(trip, goes)| (goes, float(pool.minutes[trip]))).collect();
        for (limit, cost) in [(pool.fair[one], OVER_FAIR), (pool.most[one], OVER_MOST)] {
            if all <= limit {
                continue;
            }
            let over = self.problem.add_var(float(cost), (0.0, f64::INFINITY));
            let mut row: LinearExpr = minutes.iter().copied().collect();
            row.add(over, -1.0);
            self.problem.add_constraint(row, ComparisonOp::Le, float(limit));
        }
    }

    fn tell_pairs(&mut self, pool: &Pool, one: usize, pairs: &[(usize, usize)]) {
        for (a, b) in pairs {
            let (Some(first), Some(then)) = (self.goes[one][*a], self.goes[one][*b]) else { continue };
            let both = self.problem.add_var(float(pool.tiring.at(*a, *b)), (0.0, 1.0));
            let row: LinearExpr = [(first, 1.0), (then, 1.0), (both, -1.0)].into_iter().collect();
            self.problem.add_constraint(row, ComparisonOp::Le, 1.0);
        }
    }

    fn hint(&self, filling: &Filling) -> Vec<(Variable, f64)> {
        let mut hint = Vec::new();
        for (one, trips) in self.goes.iter().enumerate() {
            for (trip, goes) in trips.iter().enumerate() {
                if let Some(goes) = goes {
                    hint.push((*goes, f64::from(u8::from(filling.of[one].contains(&trip)))));
                }
            }
        }
        hint
    }

    fn read(&self, pool: &Pool, solution: &microlp::Solution) -> Filling {
        let mut filling = Filling::empty(pool);
        for (one, trips) in self.goes.iter().enumerate() {
            for (trip, goes) in trips.iter().enumerate() {
                if goes.is_some_and(|goes| solution.var_value(goes) > 0.5) {
                    filling.add(one, trip);
                }
            }
        }
        filling
    }
}

#[allow(clippy::cast_precision_loss, reason = "costs and minutes are far below what a float keeps exactly")]
fn float(value: i64) -> f64 {
    value as f64
}

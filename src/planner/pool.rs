//! One role of all trips: seats to be filled, candidates who may fill them, and what a filling costs.
//!
//! Vehicles, drivers and speakers do not depend on each other, so that each is a pool of its own. All costs are whole
//! numbers; a minute of a person's work is one.

/// What a seat costs that nobody fills: more than anything that can be said against anybody.
pub(super) const UNMET: i64 = 10_000;
/// A minute beyond the fair share.
pub(super) const OVER_FAIR: i64 = 1;
/// A minute beyond what a person should work.
pub(super) const OVER_MOST: i64 = 4;

/// Something that one candidate of a few must fill.
#[derive(Debug, Clone)]
pub(super) struct Seat {
    /// Of which trip.
    pub(super) trip: usize,
    /// Who can, in order.
    pub(super) able: Vec<usize>,
}

/// A table of every trip with every other.
#[derive(Debug, Clone)]
pub(super) struct Pairs<T> {
    side: usize,
    cells: Vec<T>,
}

impl<T: Copy + Default> Pairs<T> {
    /// The same both ways; nothing of a trip with itself.
    pub(super) fn of(side: usize, value: impl Fn(usize, usize) -> T) -> Self {
        let mut pairs = Self { side, cells: vec![T::default(); side * side] };
        for a in 0..side {
            for b in a + 1..side {
                let value = value(a, b);
                pairs.cells[a * side + b] = value;
                pairs.cells[b * side + a] = value;
            }
        }
        pairs
    }

    pub(super) fn at(&self, a: usize, b: usize) -> T {
        self.cells[a * self.side + b]
    }
}

/// One role.
#[derive(Debug, Clone)]
pub(super) struct Pool {
    /// Minutes that count as work, by trip; trips stand in order of their pick-up.
    pub(super) minutes: Vec<i64>,
    /// What must be filled.
    pub(super) seats: Vec<Seat>,
    /// What a candidate on a trip costs; `None`: may not go.
    pub(super) fits: Vec<Vec<Option<i64>>>,
    /// Trips that nobody can do both of.
    pub(super) clash: Pairs<bool>,
    /// What two trips cost when the same candidate does both.
    pub(super) tiring: Pairs<i64>,
    /// Minutes that a candidate may have without being given more than others.
    pub(super) fair: Vec<i64>,
    /// Minutes after which a candidate has worked too much.
    pub(super) most: Vec<i64>,
}

/// Who does what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Filling {
    /// Candidates by trip, in order.
    pub(super) on: Vec<Vec<usize>>,
    /// Trips by candidate, in order.
    pub(super) of: Vec<Vec<usize>>,
}

impl Filling {
    pub(super) fn empty(pool: &Pool) -> Self {
        Self { on: vec![Vec::new(); pool.minutes.len()], of: vec![Vec::new(); pool.fits.len()] }
    }

    pub(super) fn add(&mut self, candidate: usize, trip: usize) {
        insert(&mut self.on[trip], candidate);
        insert(&mut self.of[candidate], trip);
    }

    pub(super) fn remove(&mut self, candidate: usize, trip: usize) {
        self.on[trip].retain(|there| *there != candidate);
        self.of[candidate].retain(|there| *there != trip);
    }
}

fn insert(sorted: &mut Vec<usize>, value: usize) {
    if let Err(at) = sorted.binary_search(&value) {
        sorted.insert(at, value);
    }
}

impl Pool {
    /// Whether a candidate may do a trip besides what they have.
    pub(super) fn may(&self, filling: &Filling, candidate: usize, trip: usize) -> bool {
        self.fits[candidate][trip].is_some()
            && filling.of[candidate].iter().all(|other| *other != trip && !self.clash.at(*other, trip))
    }

    /// Whether a seat is filled.
    pub(super) fn filled(&self, filling: &Filling, seat: &Seat) -> bool {
        filling.on[seat.trip].iter().any(|candidate| seat.able.binary_search(candidate).is_ok())
    }

    /// What a candidate's trips cost together.
    pub(super) fn burden(&self, candidate: usize, trips: &[usize]) -> i64 {
        let mut cost = 0;
        let mut minutes = 0;
        for (at, trip) in trips.iter().enumerate() {
            cost += self.fits[candidate][*trip].unwrap_or(UNMET);
            minutes += self.minutes[*trip];
            cost += trips[..at].iter().map(|other| self.tiring.at(*other, *trip)).sum::<i64>();
        }
        cost + OVER_FAIR * (minutes - self.fair[candidate]).max(0)
            + OVER_MOST * (minutes - self.most[candidate]).max(0)
    }

    /// What one trip more costs a candidate.
    pub(super) fn added(&self, filling: &Filling, candidate: usize, trip: usize) -> i64 {
        let mut trips = filling.of[candidate].clone();
        let before = self.burden(candidate, &trips);
        insert(&mut trips, trip);
        self.burden(candidate, &trips) - before
    }

    /// What a filling costs in all.
    pub(super) fn cost(&self, filling: &Filling) -> i64 {
        let work: i64 =
            filling.of.iter().enumerate().map(|(candidate, trips)| self.burden(candidate, trips)).sum();
        let unmet = self.seats.iter().filter(|seat| !self.filled(filling, seat)).count();
        work + UNMET * i64::try_from(unmet).unwrap_or(i64::MAX / UNMET)
    }

    /// The seats of each trip.
    pub(super) fn seats_by_trip(&self) -> Vec<Vec<&Seat>> {
        let mut by_trip = vec![Vec::new(); self.minutes.len()];
        for seat in &self.seats {
            by_trip[seat.trip].push(seat);
        }
        by_trip
    }
}

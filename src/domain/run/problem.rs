//! What is wrong with a run right now.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::super::arrival::{Arrival, ArrivalState};
use super::super::limits::TransferLimits;
use super::{Run, RunState};

/// Something that an officer must look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum Problem {
    /// The arrival is expected much later, or earlier, than the run counts on.
    EtaSlip {
        /// By how many minutes; negative when earlier.
        minutes: i64,
        /// When it is expected now (UTC).
        expected: DateTime<Utc>,
    },
    /// The arrival does not come to this port.
    NoArrival {
        /// What has become of it: `diverted` or `cancelled`.
        state: &'static str,
    },
    /// The pick-up time has passed and there is no vehicle.
    NoVehicle,
    /// Languages that nobody of the crew speaks.
    NoSpeaker {
        /// Which (BCP 47).
        languages: Vec<String>,
    },
    /// No position call for too long.
    NoPosition {
        /// The last sign of it (UTC).
        since: DateTime<Utc>,
    },
    /// People have waited too long.
    LongWait {
        /// Since when (UTC).
        since: DateTime<Utc>,
    },
    /// The expected delivery has passed.
    Late {
        /// It was expected then (UTC).
        since: DateTime<Utc>,
    },
}

impl Problem {
    /// Stable code, as in JSON.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::EtaSlip { .. } => "eta_slip",
            Self::NoArrival { .. } => "no_arrival",
            Self::NoVehicle => "no_vehicle",
            Self::NoSpeaker { .. } => "no_speaker",
            Self::NoPosition { .. } => "no_position",
            Self::LongWait { .. } => "long_wait",
            Self::Late { .. } => "late",
        }
    }
}

impl Run {
    /// What is wrong at `now`; `arrival` is the one the run waits for.
    pub fn problems(
        &self,
        arrival: Option<&Arrival>,
        limits: &TransferLimits,
        now: DateTime<Utc>,
    ) -> Vec<Problem> {
        let on_course =
            self.state.is_open() && !matches!(self.state, RunState::Delivered | RunState::Disinfecting);
        if !on_course {
            return Vec::new();
        }
        let before_leaving = self.stage().precedes_leaving();
        let mut problems = Vec::new();
        if let Some(arrival) = arrival.filter(|_| before_leaving) {
            problems.extend(self.trouble_with(arrival, limits));
        }
        if self.crew.is_none() && self.plan.pick_up <= now {
            problems.push(Problem::NoVehicle);
        }
        let languages = self.unspoken();
        if self.crew.is_some() && !languages.is_empty() {
            problems.push(Problem::NoSpeaker { languages });
        }
        problems.extend(
            self.last_sign()
                .filter(|since| now - *since > limits.position_silence)
                .map(|since| Problem::NoPosition { since }),
        );
        problems.extend(
            self.waiting_since(arrival)
                .filter(|since| now - *since > limits.wait)
                .map(|since| Problem::LongWait { since }),
        );
        if self.plan.deliver < now {
            problems.push(Problem::Late { since: self.plan.deliver });
        }
        problems
    }

    fn trouble_with(&self, arrival: &Arrival, limits: &TransferLimits) -> Option<Problem> {
        if matches!(arrival.state, ArrivalState::Diverted | ArrivalState::Cancelled) {
            return Some(Problem::NoArrival { state: arrival.state.name() });
        }
        // It was diverted and has landed there.
        if arrival.movement.port != self.plan.port && arrival.movement.as_stated().port == self.plan.port {
            return Some(Problem::NoArrival { state: ArrivalState::Diverted.name() });
        }
        let expected = arrival.movement.revised_at();
        let slip = expected - self.counts_on?;
        (slip.abs() > limits.eta_slip).then(|| Problem::EtaSlip { minutes: slip.num_minutes(), expected })
    }

    /// The last sign of a vehicle that is on the road (UTC).
    fn last_sign(&self) -> Option<DateTime<Utc>> {
        let left = match self.stage() {
            RunState::Departed => self.legs.departed,
            RunState::EnRoute => self.legs.en_route,
            _ => return None,
        };
        left.max(self.last_call.as_ref().map(|(at, _)| *at))
    }

    /// Since when people have waited for the vehicle to leave the port (UTC).
    fn waiting_since(&self, arrival: Option<&Arrival>) -> Option<DateTime<Utc>> {
        if !self.stage().precedes_leaving() {
            return None;
        }
        let landed = arrival.and_then(|arrival| arrival.movement.actual_at);
        landed.or(self.legs.boarding)
    }
}

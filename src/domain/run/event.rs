//! What happens to a run, and how that makes its state.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::super::event::{Aggregate, Inapplicable, Stamp, aggregate_of};
use super::super::notice::{Notice, NoticeEvent};
use super::{Crew, Exit, Headcount, Legs, Manifest, Plan, Run, RunState};

/// What happens to a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunEvent {
    /// It will be.
    Planned {
        /// What is planned; languages filled in from the arrival.
        plan: Box<Plan>,
        /// When the arrival is expected (UTC).
        counts_on: Option<DateTime<Utc>>,
    },
    /// Other times.
    Rescheduled {
        /// Pick-up (UTC).
        pick_up: DateTime<Utc>,
        /// Expected delivery (UTC).
        deliver: DateTime<Utc>,
        /// When the arrival is expected (UTC).
        counts_on: Option<DateTime<Utc>>,
        /// Why.
        reason: Option<String>,
    },
    /// Vehicle, driver and volunteers are set, or set anew.
    Crewed {
        /// Who and what goes.
        crew: Crew,
        /// Languages it speaks.
        speaks: Vec<String>,
        /// Why a soft limit on work is exceeded.
        despite: Option<String>,
    },
    /// The vehicle is on the way to the port.
    Departed,
    /// It is there.
    ReachedPort,
    /// People are boarding.
    BoardingBegun,
    /// It is on the way to the site.
    Left {
        /// How many boarded.
        boarded: u32,
    },
    /// Somebody left it otherwise than by being delivered.
    Exited {
        /// Who, how and when.
        exit: Exit,
    },
    /// The people are handed over.
    Delivered {
        /// How many.
        delivered: u32,
    },
    /// Disinfection has begun.
    Disinfecting,
    /// The numbers were wrong.
    Recounted {
        /// Expected.
        expected: u32,
        /// Boarded.
        boarded: Option<u32>,
        /// Delivered.
        delivered: Option<u32>,
        /// Why.
        reason: String,
    },
    /// Done.
    Closed,
    /// It waits.
    Held {
        /// Why.
        reason: String,
    },
    /// It goes on.
    Resumed,
    /// It goes to another site.
    Diverted {
        /// Id of that site.
        site: String,
        /// Why.
        reason: String,
    },
    /// Broken off.
    Aborted {
        /// Why.
        reason: String,
    },
    /// Called off.
    Cancelled {
        /// Why.
        reason: String,
    },
    /// A list of its passengers is kept beside the store. Nothing of it is in the journal.
    ManifestKept {
        /// How many are on it.
        people: u32,
        /// SHA-256 of what is kept, in hexadecimal.
        digest: String,
    },
    /// That list was removed.
    ManifestPurged,
    /// A position call.
    CalledIn {
        /// From where.
        place: String,
    },
    /// An officer's hand on it.
    Notice(NoticeEvent),
}

impl Aggregate for Run {
    aggregate_of!(Run, RunEvent);

    fn apply(before: Option<Self>, stamp: &Stamp, event: &RunEvent) -> Result<Self, Inapplicable> {
        match (before, event) {
            (None, RunEvent::Planned { plan, counts_on }) => {
                Ok(Self { counts_on: *counts_on, ..planned(plan) })
            }
            (None, _) | (Some(_), RunEvent::Planned { .. }) => {
                Err(Inapplicable("a run begins by being planned, once".to_owned()))
            }
            (Some(run), event) => Ok(run.after(stamp, event)),
        }
    }
}

fn planned(plan: &Plan) -> Run {
    Run {
        plan: plan.clone(),
        first_pick_up: plan.pick_up,
        counts_on: None,
        state: RunState::Planned,
        resumes: None,
        notice: Notice::default(),
        crew: None,
        speaks: Vec::new(),
        legs: Legs::default(),
        headcount: Headcount { expected: plan.passengers, boarded: None, delivered: None, exits: Vec::new() },
        last_call: None,
        reason: None,
        manifest: None,
    }
}

impl Run {
    fn after(mut self, stamp: &Stamp, event: &RunEvent) -> Self {
        use RunEvent as E;
        match event {
            E::Planned { .. } => {}
            E::Rescheduled { pick_up, deliver, counts_on, reason } => {
                self.plan.pick_up = *pick_up;
                self.plan.deliver = *deliver;
                self.counts_on = *counts_on;
                self.reason.clone_from(reason);
            }
            E::Crewed { crew, speaks, .. } => {
                if self.state == RunState::Planned {
                    self.state = RunState::Crewed;
                }
                self.crew = Some(crew.clone());
                self.speaks.clone_from(speaks);
            }
            E::Exited { exit } => self.headcount.exits.push(exit.clone()),
            E::Recounted { expected, boarded, delivered, reason } => {
                self.headcount.expected = *expected;
                self.headcount.boarded = *boarded;
                self.headcount.delivered = *delivered;
                self.reason = Some(reason.clone());
            }
            E::Held { reason } => {
                self.resumes = Some(self.stage());
                self.state = RunState::Held;
                self.reason = Some(reason.clone());
            }
            E::Resumed => {
                if let Some(stage) = self.resumes.take() {
                    self.state = stage;
                }
            }
            E::Diverted { site, reason } => {
                self.resumes = Some(self.stage());
                self.state = RunState::Diverted;
                self.plan.site.clone_from(site);
                self.reason = Some(reason.clone());
            }
            E::ManifestKept { people, digest } => {
                self.manifest = Some(Manifest {
                    people: *people,
                    digest: digest.clone(),
                    kept_at: stamp.at,
                    purged_at: None,
                });
            }
            E::ManifestPurged => {
                if let Some(manifest) = &mut self.manifest {
                    manifest.purged_at = Some(stamp.at);
                }
            }
            E::CalledIn { place } => self.last_call = Some((stamp.at, place.clone())),
            E::Notice(event) => self.notice = self.notice.apply(stamp.at, &stamp.by, event),
            step => self.step(stamp, step),
        }
        self
    }

    /// A step along the course. A diverted run stays marked as such until it is delivered.
    fn step(&mut self, stamp: &Stamp, event: &RunEvent) {
        let at = Some(stamp.at);
        let stage = match event {
            RunEvent::Departed => {
                self.legs.departed = at;
                RunState::Departed
            }
            RunEvent::ReachedPort => {
                self.legs.at_port = at;
                RunState::AtPort
            }
            RunEvent::BoardingBegun => {
                self.legs.boarding = at;
                RunState::Boarding
            }
            RunEvent::Left { boarded } => {
                self.legs.en_route = at;
                self.headcount.boarded = Some(*boarded);
                RunState::EnRoute
            }
            RunEvent::Delivered { delivered } => {
                self.legs.delivered = at;
                self.headcount.delivered = Some(*delivered);
                self.resumes = None;
                RunState::Delivered
            }
            RunEvent::Disinfecting => {
                self.legs.disinfecting = at;
                RunState::Disinfecting
            }
            RunEvent::Closed => {
                self.legs.ended = at;
                RunState::Closed
            }
            RunEvent::Aborted { reason } => self.end(stamp, reason, RunState::Aborted),
            RunEvent::Cancelled { reason } => self.end(stamp, reason, RunState::Cancelled),
            _ => return,
        };
        match &mut self.resumes {
            Some(resumes) => *resumes = stage,
            None => self.state = stage,
        }
    }

    fn end(&mut self, stamp: &Stamp, reason: &str, state: RunState) -> RunState {
        self.legs.ended = Some(stamp.at);
        self.reason = Some(reason.to_owned());
        self.resumes = None;
        state
    }
}

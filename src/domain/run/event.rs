//! How events make a run's state.

use super::super::event::{Aggregate, Inapplicable, Stamp, aggregate_of};
use super::super::notice::Notice;
use super::{Headcount, Legs, Plan, Run, RunEvent, RunState};

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

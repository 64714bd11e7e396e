//! Crews that are proposed for runs, before anybody has accepted them.

use chrono::{DateTime, Utc};

use super::Note;
use crate::domain::run::{Crew, RunCommand, Vehicle};
use crate::domain::{Command, Id, Refusal, Stream};

/// A crew proposed for a run.
#[derive(Debug, Clone, PartialEq)]
pub struct ProposedCrew {
    /// The run, and its version and state as it was looked at.
    pub run: (Stream, u32),
    /// Name of its state.
    pub state: &'static str,
    /// What people call it.
    pub title: String,
    /// Id of the port.
    pub port: String,
    /// Id of the site.
    pub site: String,
    /// Pick-up as planned (UTC).
    pub pick_up: DateTime<Utc>,
    /// Pick-up and delivery as they would be, where the planned pick-up has passed (UTC).
    pub moved: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// How many people.
    pub people: u32,
    /// What they speak (BCP 47).
    pub languages: Vec<String>,
    /// The vehicle.
    pub vehicle: Option<Vehicle>,
    /// The driver.
    pub driver: Option<String>,
    /// Who speaks to them, by id and name.
    pub speakers: Vec<(Id, String)>,
    /// Plate, driver and names as they are set now, where the proposal differs.
    pub before: Option<String>,
    /// What the planner says of it.
    pub notes: Vec<Note>,
    /// Who goes beyond which limit on work: the domain's name of the rule.
    pub over: Option<(String, &'static str)>,
    /// Why the rules of the house do not allow it.
    pub refused: Option<Refusal>,
    /// Its place among the crews that can be set, in the order in which that is possible.
    pub order: Option<usize>,
}

impl ProposedCrew {
    /// The name of one of its speakers; empty for nobody of them.
    pub fn name_of(&self, id: Id) -> &str {
        self.speakers.iter().find(|(known, _)| *known == id).map_or("", |(_, name)| name)
    }

    /// The name in a key of who is taken: `driver:NAME`, `vehicle:PLATE`; of a volunteer the name.
    pub fn named<'a>(&'a self, key: &'a str) -> &'a str {
        if let Some((_, name)) = key.split_once(':') {
            return name;
        }
        let id = key.rsplit('/').next().and_then(|id| id.parse().ok());
        id.map_or(key, |id| self.name_of(id))
    }

    /// The crew as a command takes it; none without a vehicle or a driver. Without a speaker it goes, and says so.
    pub fn crew(&self) -> Option<Crew> {
        Some(Crew {
            vehicle: self.vehicle.clone()?,
            driver: self.driver.clone()?,
            volunteers: self.speakers.iter().map(|(id, _)| *id).collect(),
        })
    }

    /// What sets it: other times where the planned ones have passed, and the crew. `despite` is kept as the reason
    /// for going beyond a limit, `late` as the one for other times.
    pub fn commands(&self, despite: Option<String>, late: &str) -> Vec<Command> {
        let Some(crew) = self.crew() else { return Vec::new() };
        let id = self.run.0.id;
        let moved = self.moved.map(|(pick_up, deliver)| {
            let act = RunCommand::Reschedule { pick_up, deliver, reason: Some(late.to_owned()) };
            Command::Run { id, act }
        });
        let set = Command::Run { id, act: RunCommand::Crew { crew, despite } };
        moved.into_iter().chain([set]).collect()
    }
}

/// Crews proposed for a stretch of time, by pick-up.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Proposed {
    /// They.
    pub crews: Vec<ProposedCrew>,
    /// What the plan costs, in minutes.
    pub cost: i64,
    /// No plan costs less.
    pub bound: i64,
    /// Whether time ended the search.
    pub cut: bool,
}

impl Proposed {
    /// How many crews can be set.
    pub fn possible(&self) -> usize {
        self.crews.iter().filter(|crew| crew.order.is_some()).count()
    }

    /// How much better a plan could be at the very most, in percent, rounded up.
    pub fn gap_percent(&self) -> u64 {
        let (gap, cost) = (self.cost.saturating_sub(self.bound).max(0), self.cost.max(1));
        u64::try_from((gap * 100 + cost - 1) / cost).unwrap_or(0)
    }

    /// The one command that sets all crews that can be set, with the runs as they were looked at; none if none can.
    pub fn acceptance(
        &self,
        despite: impl Fn(&str, &'static str) -> String,
        late: &str,
    ) -> Option<(Command, Vec<(Stream, u32)>)> {
        let mut set: Vec<&ProposedCrew> = self.crews.iter().filter(|crew| crew.order.is_some()).collect();
        set.sort_by_key(|crew| crew.order);
        let commands: Vec<Command> = set
            .iter()
            .flat_map(|crew| {
                crew.commands(crew.over.as_ref().map(|(who, rule)| despite(crew.named(who), rule)), late)
            })
            .collect();
        (!commands.is_empty())
            .then(|| (Command::Together(commands), set.iter().map(|crew| crew.run).collect()))
    }
}

//! Given a world, when somebody asks something of it, then this happens, or it is refused and nothing does.

mod alarms;
mod arrivals;
mod attention;
mod bulletin_facts;
mod bulletins;
mod bulletins_and_shifts;
mod clearances;
mod dispatches;
mod documents;
mod emergencies;
mod findings;
mod in_the_store;
mod meetings;
mod messages;
mod properties;
mod rectification;
mod requests_and_visits;
mod runs;
mod special;
mod supervised;
mod together;
mod transport;
mod undo;
mod volunteers;

use chrono::{DateTime, TimeDelta, Utc};
use dutydesk::config::Config;
use dutydesk::domain::doc_number::DocNumber;
use dutydesk::domain::document::{self, Document, DocumentCommand, Received};
use dutydesk::domain::{
    Aggregate, Command, Context, Entity, Event, Id, Officer, Policy, Refusal, Role, Stop, Stream, Urgency,
    World,
};

/// An instant from local time at +08:00, `2020-04-06 03:00`.
fn at(local: &str) -> DateTime<Utc> {
    DateTime::parse_from_str(&format!("{local} +08:00"), "%Y-%m-%d %H:%M %z").unwrap().to_utc()
}

/// The n-th id.
fn id(n: u64) -> Id {
    Id::from_parts(n, u128::from(n))
}

/// A duty room: its world, its clock, its rules.
struct Room {
    world: World,
    now: DateTime<Utc>,
    shift_ends: Option<DateTime<Utc>>,
    policy: Policy,
}

impl Room {
    /// An empty room at a local time; any unit is known.
    fn at(local: &str) -> Self {
        let policy = Policy { units: Vec::new(), ..Config::builtin().unwrap().policy() };
        Self { world: World::new(), now: at(local), shift_ends: None, policy }
    }

    fn wait(&mut self, minutes: i64) -> &mut Self {
        self.now += TimeDelta::minutes(minutes);
        self
    }

    /// What an officer of this name asks.
    fn ask(&mut self, name: &str, command: &Command) -> Result<Vec<Event>, Stop> {
        let officer = Officer { name: name.to_owned(), role: Role::Officer };
        let cx =
            Context { now: self.now, officer: &officer, shift_ends: self.shift_ends, policy: &self.policy };
        self.world.execute(&cx, command)
    }

    /// The same by 王, which must happen.
    #[track_caller]
    fn does(&mut self, command: &Command) -> Vec<Event> {
        self.ask("王", command).unwrap_or_else(|stop| panic!("{command:?}: {stop:?}"))
    }

    /// The same by 王, which must be refused.
    #[track_caller]
    fn refuses(&mut self, command: &Command) -> Refusal {
        self.refuses_to("王", command)
    }

    #[track_caller]
    fn refuses_to(&mut self, name: &str, command: &Command) -> Refusal {
        let before = self.world.clone();
        match self.ask(name, command) {
            Err(Stop::Refused(refusal)) => {
                assert!(before == self.world, "a refused command changes nothing");
                refusal
            }
            other => panic!("{command:?} was not refused: {other:?}"),
        }
    }

    #[track_caller]
    fn entity<A: Aggregate>(&self, n: u64) -> &Entity {
        self.world.get(Stream::new(A::KIND, id(n))).unwrap()
    }

    #[track_caller]
    fn get<A: Aggregate>(&self, n: u64) -> &A {
        A::from_state(&self.entity::<A>(n).state).unwrap()
    }

    #[track_caller]
    fn due<A: Aggregate>(&self, n: u64) -> Option<(DateTime<Utc>, &'static str)> {
        self.entity::<A>(n).state.next_due()
    }

    fn undo(&mut self, name: &str, entry: u64) -> Result<Vec<Event>, Stop> {
        self.ask(name, &Command::Undo { entry })
    }
}

/// A paper of the room's register.
fn paper(number: &str, title: &str, urgency: Urgency, received_at: DateTime<Utc>) -> Received {
    Received {
        register: "incoming".to_owned(),
        doc_number: DocNumber::parse(number),
        title: title.to_owned(),
        issuer: "市防控指挥部".to_owned(),
        doc_type: None,
        urgency,
        handling: None,
        received_at,
        written_on: None,
        stated_due: None,
        copy: document::Copy { source: "a.csv:2".to_owned(), digest: format!("{number}/{title}") },
        url: None,
        note: None,
        origin: None,
        attachments: Vec::new(),
        unsure: Vec::new(),
    }
}

fn on_paper(n: u64, act: DocumentCommand) -> Command {
    Command::Document { id: id(n), act }
}

fn receive(n: u64, paper: Received) -> Command {
    on_paper(n, DocumentCommand::Receive(Box::new(paper)))
}

fn receipt(room: &Room, n: u64) -> String {
    room.get::<Document>(n).receipt.as_ref().unwrap().label()
}

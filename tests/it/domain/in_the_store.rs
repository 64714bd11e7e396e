//! The store decides, and keeps, exactly what a world in memory does.

use dutydesk::domain::facts::{Facts, Series};
use dutydesk::domain::run::engagements_of;
use dutydesk::domain::volunteer::VolunteerCommand;
use dutydesk::domain::{Event, Officer, Role, State, Stop};
use dutydesk::store::{CommitError, OpenOptions, Outcome, Reader, Store, Submission, rebuild, verify};
use proptest::prelude::*;

use super::properties::{Try, a_try, command};
use super::volunteers::person;
use super::*;

/// What came of a command, in a form that both sides have.
fn said(result: Result<Vec<Event>, String>) -> String {
    format!("{result:?}")
}

fn of_the_world(room: &mut Room, name: &str, command: &Command) -> String {
    said(room.ask(name, command).map_err(|stop| match stop {
        Stop::Refused(refusal) => format!("{refusal:?}"),
        Stop::Unreadable(error) => panic!("{error}"),
    }))
}

fn of_the_store(store: &Store, room: &Room, name: &str, command: &Command) -> String {
    let officer = Officer { name: name.to_owned(), role: Role::Officer };
    let (expect, command) = (Vec::new(), command.clone());
    said(match store.submit(Submission { officer, at: room.now, batch: None, expect, command }) {
        Ok(Outcome::Committed(committed)) => Ok(committed.events),
        Ok(Outcome::Unchanged { .. }) => Ok(Vec::new()),
        Err(CommitError::Refused(refusal)) => Err(format!("{refusal:?}")),
        Err(error) => panic!("{error}"),
    })
}

/// All that decisions can ask is answered in the same way.
fn the_facts_are_the_same(world: &World, reader: &Reader) {
    let facts = reader.facts();
    for entity in world.entities() {
        let stream = entity.stream;
        assert_eq!(facts.entity(stream).unwrap().as_ref(), Some(entity), "{stream}");
        for version in 0..=entity.version + 1 {
            let (here, there) = (facts.entity_at(stream, version), world.entity_at(stream, version));
            assert_eq!(here.unwrap(), there.unwrap(), "{stream} at {version}");
        }
        match &entity.state {
            State::Document(document) => {
                let identity = document.identity();
                assert_eq!(facts.same_papers(&identity).unwrap(), world.same_papers(&identity).unwrap());
            }
            State::Arrival(arrival) => {
                let key = &arrival.movement.key;
                assert_eq!(facts.arrival_by_key(key).unwrap(), world.arrival_by_key(key).unwrap());
            }
            State::Run(run) => {
                for (who, from, until) in engagements_of(run) {
                    let (here, there) =
                        (facts.engagements(&who, from, until), world.engagements(&who, from, until));
                    assert_eq!(here.unwrap(), there.unwrap(), "{who}");
                }
            }
            _ => {}
        }
    }
    for name in ["receipt/incoming", "finding", "supervised", "bulletin/daily", "none"] {
        let series = Series { name: name.to_owned(), year: 2020 };
        assert_eq!(facts.last_number(&series).unwrap(), world.last_number(&series).unwrap(), "{name}");
    }
    for seq in 0..=world.last_entry() + 1 {
        assert_eq!(facts.made_by_entry(seq).unwrap(), world.made_by_entry(seq).unwrap(), "entry {seq}");
    }
}

fn both_agree(tries: &[Try]) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("desk.db");
    let mut room = Room::at("2020-04-07 02:14");
    let store = Store::open(&path, OpenOptions { policy: room.policy.clone(), seed: 1 }).unwrap();
    let same = |room: &mut Room, name: &str, command: &Command| {
        let kept = of_the_store(&store, room, name, command);
        assert_eq!(kept, of_the_world(room, name, command), "{command:?}");
    };
    for n in 11..=13 {
        let enrol = VolunteerCommand::Enrol(person(n, &["fr", "en"]));
        same(&mut room, "王", &Command::Volunteer { id: id(n), act: enrol });
    }
    for tried in tries {
        room.wait(tried.minutes);
        let command = command(&room, *tried);
        same(&mut room, if tried.first { "王" } else { "陈" }, &command);
    }
    let reader = Reader::open(&path).unwrap();
    the_facts_are_the_same(&room.world, &reader);
    assert_eq!(verify(&path).unwrap().problems, []);
    rebuild(&path).unwrap();
    the_facts_are_the_same(&room.world, &reader);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_random_night_is_the_same_in_the_store(tries in prop::collection::vec(a_try(), 1..60)) {
        both_agree(&tries);
    }
}

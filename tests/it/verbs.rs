//! Whatever a verb asks for is enough to make a command, and what the domain calls possible can be reached by keys.

use dutydesk::domain::document::{DocumentState, Handling};
use dutydesk::domain::emergency::{Element, Elements, EmergencyState};
use dutydesk::domain::finding::FindingState;
use dutydesk::domain::meeting::MeetingState;
use dutydesk::domain::request::RequestKind;
use dutydesk::domain::run::{ExitKind, RunState};
use dutydesk::domain::supervised::SupervisedState;
use dutydesk::domain::task::TaskState;
use dutydesk::domain::{Id, Kind, Stream};
use dutydesk::verb::{Arg, Args, SpecialDraft, Verb, command, needs};

fn states() -> Vec<(Kind, &'static str)> {
    let documents = DocumentState::ALL.iter().map(|state| (Kind::Document, state.name()));
    let findings = FindingState::ALL.iter().map(|state| (Kind::Finding, state.name()));
    let supervised = SupervisedState::ALL.iter().map(|state| (Kind::Supervised, state.name()));
    let runs = RunState::ALL.iter().map(|state| (Kind::Run, state.name()));
    let volunteers = ["free", "assigned", "resting", "off"].map(|state| (Kind::Volunteer, state));
    let emergencies = EmergencyState::ALL.iter().map(|state| (Kind::Emergency, state.name()));
    let meetings = MeetingState::ALL.iter().map(|state| (Kind::Meeting, state.name()));
    let tasks = TaskState::ALL.iter().map(|state| (Kind::Task, state.name()));
    let documents = documents.chain(meetings).chain(tasks);
    documents.chain(findings).chain(supervised).chain(runs).chain(volunteers).chain(emergencies).collect()
}

#[test]
fn what_a_verb_must_have_makes_a_command_and_nothing_less_does() {
    for (kind, state) in states() {
        let stream = Stream::new(kind, Id::from_parts(1, 1));
        for verb in Verb::ALL {
            let Some(needs) = needs(*verb, kind, state) else { continue };
            // Its text is drafted from the item, not asked for.
            let draft = SpecialDraft {
                id: Id::from_parts(1, 2),
                title: "t".into(),
                day: "2020-04-07".parse().unwrap(),
                passages: std::collections::BTreeMap::new(),
            };
            let special = Some(Box::new(draft)).filter(|_| *verb == Verb::Special);
            let mut args = Args { special, ..Args::default() };
            for need in needs.iter().filter(|need| need.required) {
                assert!(
                    command(*verb, stream, state, &args).is_err(),
                    "{verb:?} {kind:?} {state} without {need:?}"
                );
                match need.arg {
                    Arg::Unit => args.unit = Some("health".into()),
                    Arg::Until => args.until = Some("2020-04-07T00:00:00Z".parse().unwrap()),
                    Arg::Note => args.note = Some("n".into()),
                    Arg::Reason => args.reason = Some("r".into()),
                    Arg::Outcome => args.outcome = Some("o".into()),
                    Arg::Leader => args.leader = Some("l".into()),
                    Arg::Words => args.words = Some("w".into()),
                    Arg::Handling => args.handling = Some(Handling::ForAction),
                    Arg::Mode | Arg::Assists | Arg::Evidence => panic!("{need:?} has a usual value"),
                    Arg::Feedback => args.feedback = Some("f".into()),
                    Arg::Person => args.report.person = Some("p".into()),
                    Arg::Post => args.report.post = Some("o".into()),
                    Arg::ReadBack => args.report.read_back = Some(true),
                    Arg::Owner => args.report.person = Some("health".into()),
                    Arg::Item => args.item = Some("1".into()),
                    Arg::Actions => panic!("minutes may have no action items"),
                    Arg::Vehicle => args.run.vehicle = Some("B-01".into()),
                    Arg::Driver => args.run.driver = Some("d".into()),
                    Arg::Exit => args.run.exit = Some(ExitKind::NoShow),
                    Arg::People => args.run.people = Some(1),
                    Arg::Site => args.run.site = Some("haibin".into()),
                    Arg::Volunteers | Arg::Expected | Arg::Boarded | Arg::Delivered => {
                        panic!("{need:?} may stay empty")
                    }
                    Arg::NeedKind => args.need = Some(RequestKind::Living),
                    Arg::Elements => args.report.elements = Elements::new().unknown(Element::Trend),
                }
            }
            assert!(command(*verb, stream, state, &args).is_ok(), "{verb:?} {kind:?} {state}");
        }
    }
}

#[test]
fn open_work_has_a_key_for_its_next_step() {
    let next = [Verb::Ack, Verb::Assign, Verb::Done, Verb::Vet, Verb::Instruct];
    for (kind, state) in states() {
        let over =
            ["final", "returned", "filed", "withdrawn", "closed", "aborted", "cancelled", "done", "referred"]
                .contains(&state);
        let by_hand = next.iter().any(|verb| needs(*verb, kind, state).is_some());
        assert!(over || by_hand, "{kind:?} {state}");
    }
}

/// Words that a refusal offers are words that an officer can say.
#[test]
fn what_a_refusal_offers_for_runs_and_volunteers_can_be_done() {
    for state in RunState::ALL {
        for step in state.verbs().iter().filter(|step| Verb::taking(Kind::Run, step).is_some()) {
            let verb = Verb::taking(Kind::Run, step).unwrap();
            assert!(needs(verb, Kind::Run, state.name()).is_some(), "{step} of {state:?}");
        }
        let done = needs(Verb::Done, Kind::Run, state.name());
        let plain = Verb::Done.plain(Kind::Run, state.name());
        assert!(done.is_none() || plain != Verb::Done, "the next step of {state:?} has a name of its own");
    }
    for state in EmergencyState::ALL {
        for step in state.verbs() {
            let verb = Verb::taking(Kind::Emergency, step).unwrap();
            assert!(needs(verb, Kind::Emergency, state.name()).is_some(), "{step} of {state:?}");
        }
    }
    for (step, verb) in [("check_in", Verb::CheckIn), ("check_out", Verb::CheckOut), ("leave", Verb::Off)] {
        assert_eq!(Verb::taking(Kind::Volunteer, step), Some(verb));
        assert!(needs(verb, Kind::Volunteer, "free").is_some());
    }
    assert!(needs(Verb::taking(Kind::Volunteer, "back").unwrap(), Kind::Volunteer, "off").is_some());
}

/// A meeting and a task: what a refusal offers can be done, and the key for the next step leads through all of it.
#[test]
fn what_a_refusal_offers_for_meetings_and_tasks_can_be_done() {
    for state in MeetingState::ALL {
        for step in state.verbs() {
            let verb = Verb::taking(Kind::Meeting, step).unwrap();
            assert!(needs(verb, Kind::Meeting, state.name()).is_some(), "{step} of {state:?}");
        }
        assert_eq!(needs(Verb::Done, Kind::Meeting, state.name()).is_some(), state.is_open(), "{state:?}");
    }
    for state in TaskState::ALL {
        for step in state.verbs() {
            let verb = Verb::taking(Kind::Task, step).unwrap();
            assert!(needs(verb, Kind::Task, state.name()).is_some(), "{step} of {state:?}");
        }
    }
}

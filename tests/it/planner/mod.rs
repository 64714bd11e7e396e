//! The planner: what must hold holds always, what is said to be best is best, and the same night has the same plan.

mod nights;

use chrono::TimeDelta;
use dutydesk::planner::{Busy, Effort, Note, Pick, Present, Problem, Proposal, plan};
use nights::{night, start};
use proptest::prelude::*;

/// Effort that no clock cuts short, so that a slow machine finds the same.
const STEADY: Effort = Effort { time: None, ..Effort::USUAL };

/// Everything that must hold, whatever the night.
fn holds(problem: &Problem, proposal: &Proposal) {
    assert_eq!(proposal.picks.len(), problem.trips.len());
    assert!(proposal.bound <= proposal.cost, "{} is above {}", proposal.bound, proposal.cost);
    let trip = |pick: &Pick| problem.trips.iter().find(|trip| trip.id == pick.trip).expect("a trip");
    for pick in &proposal.picks {
        let trip = trip(pick);
        if let Some(plate) = &pick.vehicle {
            let vehicle = problem.vehicles.iter().find(|vehicle| vehicle.plate == *plate).expect("a vehicle");
            assert!(vehicle.seats >= trip.passengers);
        }
        for id in &pick.speakers {
            let speaker = problem.speakers.iter().find(|speaker| speaker.id == *id).expect("a speaker");
            assert!(speaker.there(trip.pick_up, trip.deliver), "nobody goes outside of what they offered");
            assert!(
                trip.languages.iter().any(|language| speaker.speaks(language)),
                "nobody goes for nothing"
            );
        }
        for language in &trip.languages {
            let spoken = pick.speakers.iter().any(|id| {
                problem.speakers.iter().any(|speaker| speaker.id == *id && speaker.speaks(language))
            });
            let said = pick
                .notes
                .iter()
                .any(|note| matches!(note, Note::NoSpeaker { language: missing, .. } if missing == language));
            assert_ne!(spoken, said, "a language is spoken, or said to be missing");
        }
        let empty = |note: &Note| matches!(note, Note::NoVehicle | Note::TooMany { .. });
        assert_ne!(pick.vehicle.is_some(), pick.notes.iter().any(empty));
        assert_ne!(pick.driver.is_some(), pick.notes.contains(&Note::NoDriver));
    }
    for (at, a) in proposal.picks.iter().enumerate() {
        for b in &proposal.picks[..at] {
            let (first, then) = (trip(b).busy(), trip(a).busy());
            let apart = |after| !first.clashes(&then, &problem.travel, after);
            assert!(a.vehicle.is_none() || a.vehicle != b.vehicle || apart(problem.rules.disinfection));
            assert!(a.driver.is_none() || a.driver != b.driver || apart(TimeDelta::zero()));
            let shared = a.speakers.iter().any(|id| b.speakers.contains(id));
            assert!(!shared || apart(TimeDelta::zero()), "nobody is in two places");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn what_must_hold_holds_whatever_the_night(seed in 0_u64..10_000, people in 1_usize..10, trips in 0_usize..14) {
        let problem = night(seed, people, trips, 18);
        holds(&problem, &plan(&problem, STEADY));
        holds(&problem, &plan(&problem, Effort::GREEDY));
        // Part by part, as large nights are.
        holds(&problem, &plan(&problem, Effort { whole: 0, ..STEADY }));
    }

    #[test]
    fn the_order_in_which_a_night_is_told_does_not_matter(seed in 0_u64..10_000, turn in 1_usize..9) {
        let problem = night(seed, 6, 10, 12);
        let mut turned = problem.clone();
        turned.trips.rotate_left(turn);
        prop_assert_eq!(plan(&problem, STEADY), plan(&turned, STEADY));
    }
}

#[test]
fn a_night_of_28_volunteers_has_one_plan_and_it_beats_taking_the_scarcest_first() {
    let problem = night(7, 28, 60, 24);
    let (usual, greedy) = (plan(&problem, STEADY), plan(&problem, Effort::GREEDY));
    holds(&problem, &usual);
    assert!(usual.cost < greedy.cost);
    assert_eq!(usual, plan(&problem, STEADY), "the same night has the same plan");
}

#[test]
fn what_was_set_is_kept_where_nothing_speaks_against_it() {
    let mut problem = night(3, 12, 8, 20);
    let first = plan(&problem, STEADY);
    for pick in &first.picks {
        let trip = problem.trips.iter_mut().find(|trip| trip.id == pick.trip).expect("a trip");
        if let (Some(vehicle), Some(driver)) = (pick.vehicle.clone(), pick.driver.clone()) {
            trip.present = Some(Present { vehicle, driver, speakers: pick.speakers.clone() });
        }
    }
    let again = plan(&problem, STEADY);
    assert_eq!(again.picks, first.picks);
    // Its driver is not free any more: that trip changes, and says so.
    let pick = first.picks.iter().find(|pick| pick.driver.is_some()).expect("a crewed trip");
    let trip = problem.trips.iter().find(|trip| trip.id == pick.trip).expect("a trip").clone();
    let driver = problem.drivers.iter_mut().find(|driver| Some(&driver.name) == pick.driver.as_ref());
    driver.expect("a driver").busy.push(trip.busy());
    let mended = plan(&problem, STEADY);
    let changed: Vec<&Pick> = mended
        .picks
        .iter()
        .zip(&first.picks)
        .filter(|(now, before)| now.driver != before.driver)
        .map(|(now, _)| now)
        .collect();
    assert!(changed.iter().any(|now| now.trip == trip.id && now.notes.contains(&Note::Changed)));
    assert!(changed.len() <= 3, "a plan is not turned over for one driver: {changed:#?}");
}

#[test]
fn a_vehicle_is_out_while_it_is_disinfected_and_on_the_road_to_the_next_port() {
    let mut problem = night(1, 4, 2, 2);
    let (first, then) = problem.trips.split_at_mut(1);
    (first[0].passengers, then[0].passengers) = (5, 5);
    first[0].pick_up = start();
    first[0].deliver = start() + TimeDelta::hours(1);
    then[0].port = "yantian".to_owned();
    first[0].site = "haibin".to_owned();
    problem.vehicles.truncate(1);
    for (gap, fits) in [(40 + 15, true), (40 + 14, false)] {
        problem.trips[1].pick_up = problem.trips[0].deliver + TimeDelta::minutes(gap);
        problem.trips[1].deliver = problem.trips[1].pick_up + TimeDelta::hours(1);
        let proposal = plan(&problem, STEADY);
        holds(&problem, &proposal);
        let out = proposal.picks.iter().filter(|pick| pick.vehicle.is_none()).count();
        assert_eq!(out == 0, fits, "{gap} minutes after the delivery");
    }
}

#[test]
fn whoever_worked_all_day_goes_only_where_there_is_nobody_else() {
    let mut problem = night(5, 6, 1, 2);
    problem.trips[0].languages = vec!["en".to_owned()];
    let trip = problem.trips[0].clone();
    for speaker in &mut problem.speakers {
        speaker.languages = vec!["en".to_owned()];
        (speaker.windows, speaker.hired) = (Vec::new(), false);
        speaker.busy = vec![Busy {
            from: trip.pick_up - TimeDelta::hours(8),
            until: trip.pick_up - TimeDelta::minutes(10),
            begins_at: None,
            ends_at: None,
        }];
    }
    let rested = problem.speakers[4].id;
    problem.speakers[4].busy.clear();
    assert_eq!(plan(&problem, STEADY).picks[0].speakers, [rested]);
    problem.speakers.remove(4);
    let tired = plan(&problem, STEADY);
    let who = tired.picks[0].speakers[0];
    assert!(tired.picks[0].notes.contains(&Note::ShortRest { who }));
}

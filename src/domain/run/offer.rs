//! Who and what could take a run: each vehicle, driver and volunteer, with what speaks against it.

use super::super::facts::{Context, Facts, Stop, Unreadable};
use super::super::id::Id;
use super::super::refusal::Refusal;
use super::super::volunteer::{Volunteer, VolunteerState};
use super::{Crew, Run, Vehicle, crew, same_language};

/// Stands for the part of a crew that is not asked about.
const NOBODY: &str = "-";

/// Somebody or something that could be part of a crew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Number plate, name of the driver, or id of the volunteer.
    pub value: String,
    /// For people.
    pub name: String,
    /// Seats of a vehicle that may be taken.
    pub seats: Option<u32>,
    /// Languages of a volunteer (BCP 47).
    pub languages: Vec<String>,
    /// Why not; none for who fits.
    pub refusal: Option<Refusal>,
}

/// Those who could take a run; in each list first those that nothing speaks against.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Candidates {
    /// Vehicles of the house: the smallest that is large enough first.
    pub vehicles: Vec<Candidate>,
    /// Drivers of the house.
    pub drivers: Vec<Candidate>,
    /// Volunteers and interpreters who speak one of the languages, or where none is asked for all.
    pub volunteers: Vec<Candidate>,
}

/// Who could take this run, judged one by one; two who fit may still be too long at work together with what the
/// officer adds, which is judged again when the crew is set.
///
/// # Errors
/// [`Unreadable`]
pub fn candidates(
    facts: &dyn Facts,
    cx: &Context<'_>,
    id: Id,
    run: &Run,
    volunteers: &[(Id, Volunteer)],
) -> Result<Candidates, Unreadable> {
    let nobody = Crew {
        vehicle: Vehicle { plate: NOBODY.to_owned(), seats: u32::MAX },
        driver: NOBODY.to_owned(),
        volunteers: Vec::new(),
    };
    // What is judged is not who is on it now.
    let bare = Run { crew: None, ..run.clone() };
    let against = |crew: &Crew| match crew::check(facts, cx, id, &bare, crew, None) {
        Ok(_) => Ok(None),
        Err(Stop::Refused(refusal)) => Ok(Some(refusal)),
        Err(Stop::Unreadable(unreadable)) => Err(unreadable),
    };
    let fleet = &cx.policy.fleet;
    let mut found = Candidates::default();
    for carrier in &fleet.vehicles {
        let vehicle = Vehicle { plate: carrier.plate.clone(), seats: carrier.seats };
        let refusal = against(&Crew { vehicle, ..nobody.clone() })?;
        let (value, name, seats) = (carrier.plate.clone(), carrier.plate.clone(), Some(carrier.seats));
        found.vehicles.push(Candidate { value, name, seats, languages: Vec::new(), refusal });
    }
    found.vehicles.sort_by_key(|one| (one.refusal.is_some(), one.seats));
    for driver in &fleet.drivers {
        let refusal = against(&Crew { driver: driver.clone(), ..nobody.clone() })?;
        let (value, name) = (driver.clone(), driver.clone());
        found.drivers.push(Candidate { value, name, seats: None, languages: Vec::new(), refusal });
    }
    found.drivers.sort_by_key(|one| one.refusal.is_some());
    let needed = &run.plan.languages;
    let helps = |one: &Volunteer| {
        let languages = &one.person.languages;
        needed.is_empty()
            || languages.iter().any(|tag| needed.iter().any(|wanted| same_language(tag, wanted)))
    };
    for (who, volunteer) in
        volunteers.iter().filter(|(_, one)| one.state != VolunteerState::Off && helps(one))
    {
        let refusal = against(&Crew { volunteers: vec![*who], ..nobody.clone() })?;
        let (value, name) = (who.to_string(), volunteer.person.name.clone());
        let languages = volunteer.person.languages.clone();
        found.volunteers.push(Candidate { value, name, seats: None, languages, refusal });
    }
    found.volunteers.sort_by_key(|one| one.refusal.is_some());
    Ok(found)
}

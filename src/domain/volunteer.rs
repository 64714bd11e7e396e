//! 志愿者 and hired interpreters: what they speak, when they are there, and how much they have worked.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::event::{Aggregate, Event, Inapplicable, Stamp, aggregate_of};
use super::facts::{Changes, Context, Engagement, Facts, Stop};
use super::id::{Id, Kind, Stream};
use super::limits::CrewLimits;
use super::named::named;
use super::refusal::{Refusal, given};

named! {
    /// State of a volunteer.
    VolunteerState {
        /// May be asked.
        Available = "available",
        /// May not: ill, away, withdrawn.
        Off = "off",
    }
}

named! {
    /// On what terms.
    VolunteerKind {
        /// 志愿者
        Volunteer = "volunteer",
        /// Hired interpreter.
        Interpreter = "interpreter",
    }
}

named! {
    /// What a volunteer can be asked now.
    Availability {
        /// Can go.
        Free = "free",
        /// Is on a run.
        Assigned = "assigned",
        /// Must rest.
        Resting = "resting",
        /// Is not there.
        Off = "off",
    }
}

impl VolunteerState {
    /// Whether it asks for work; a volunteer never does.
    pub const fn is_open(self) -> bool {
        false
    }

    /// Verbs that the state allows, the most natural first.
    pub const fn verbs(self) -> &'static [&'static str] {
        match self {
            Self::Available => &["check_in", "check_out", "offer", "leave", "amend"],
            Self::Off => &["back", "amend"],
        }
    }
}

/// Who it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Name.
    pub name: String,
    /// On what terms.
    pub kind: VolunteerKind,
    /// Languages spoken (BCP 47); at least one.
    pub languages: Vec<String>,
    /// Telephone; masked wherever others can see it.
    pub phone: Option<String>,
}

/// A stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// From (UTC).
    pub from: DateTime<Utc>,
    /// Until (UTC).
    pub until: DateTime<Utc>,
}

/// A volunteer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Volunteer {
    /// Who it is.
    pub person: Person,
    /// State.
    pub state: VolunteerState,
    /// When the volunteer has offered to be there, in order; none: at any time.
    pub windows: Vec<Window>,
    /// Checked in since (UTC).
    pub checked_in: Option<DateTime<Utc>>,
    /// Why off.
    pub reason: Option<String>,
}

/// What happens to a volunteer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VolunteerEvent {
    /// Is on the list.
    Enrolled {
        /// Who.
        person: Person,
    },
    /// Corrected.
    Amended {
        /// Who.
        person: Person,
    },
    /// Offers to be there.
    Offered {
        /// When.
        window: Window,
    },
    /// Is off.
    Left {
        /// Why.
        reason: String,
    },
    /// Is back.
    Returned,
    /// Is here.
    CheckedIn,
    /// Has gone.
    CheckedOut,
}

/// What people ask of a volunteer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VolunteerCommand {
    /// Put on the list.
    Enrol(Person),
    /// Correct.
    Amend(Person),
    /// Add a time of availability.
    Offer(Window),
    /// Take off duty.
    Leave {
        /// Why; mandatory.
        reason: String,
    },
    /// Put back on duty.
    Return,
    /// Is here.
    CheckIn,
    /// Has gone.
    CheckOut,
}

/// Under which name `Facts::engagements` knows a volunteer.
pub fn key(id: Id) -> String {
    Stream::new(Kind::Volunteer, id).to_string()
}

/// How much of the time between is taken.
pub fn hours(engagements: &[Engagement], from: DateTime<Utc>, until: DateTime<Utc>) -> TimeDelta {
    let within = |engagement: &Engagement| engagement.until.min(until) - engagement.from.max(from);
    engagements.iter().map(within).filter(|time| *time > TimeDelta::zero()).sum()
}

impl Volunteer {
    /// What can be asked at `now`, and until when that holds (UTC), as far as known. `engagements` are the
    /// volunteer's, from a rest before now on.
    pub fn availability(
        &self,
        now: DateTime<Utc>,
        engagements: &[Engagement],
        limits: &CrewLimits,
    ) -> (Availability, Option<DateTime<Utc>>) {
        if self.state == VolunteerState::Off {
            return (Availability::Off, None);
        }
        let current = engagements.iter().filter(|work| work.from <= now && now < work.until);
        if let Some(until) = current.map(|work| work.until).max() {
            return (Availability::Assigned, Some(until));
        }
        let rested = |last: DateTime<Utc>| self.rested_at(last, engagements, limits);
        let last = engagements.iter().map(|work| work.until).filter(|until| *until <= now).max();
        if let Some(until) = last.and_then(rested).filter(|until| now < *until) {
            return (Availability::Resting, Some(until));
        }
        let next = engagements.iter().map(|work| work.from).filter(|from| now < *from).min();
        match self.windows.iter().find(|window| now < window.until) {
            None if self.windows.is_empty() => (Availability::Free, next),
            None => (Availability::Off, None),
            Some(window) if now < window.from => (Availability::Off, Some(window.from)),
            Some(window) => {
                (Availability::Free, Some(next.map_or(window.until, |next| next.min(window.until))))
            }
        }
    }

    /// When a rest is over that is owed after work until `last`. None is owed while the shift is not used up:
    /// several runs with short breaks between them are one shift.
    fn rested_at(
        &self,
        last: DateTime<Utc>,
        engagements: &[Engagement],
        limits: &CrewLimits,
    ) -> Option<DateTime<Utc>> {
        let mut first = last;
        let mut before: Vec<_> = engagements.iter().filter(|work| work.until <= last).collect();
        before.sort_by_key(|work| std::cmp::Reverse(work.until));
        for work in before {
            if work.until + limits.rest > first {
                first = first.min(work.from);
            }
        }
        (last - first >= limits.shift).then(|| last + limits.rest)
    }

    /// Hours taken in the seven days before `now`.
    pub fn hours_7d(now: DateTime<Utc>, engagements: &[Engagement]) -> TimeDelta {
        hours(engagements, now - TimeDelta::days(7), now)
    }
}

impl Aggregate for Volunteer {
    aggregate_of!(Volunteer, VolunteerEvent);

    fn apply(before: Option<Self>, stamp: &Stamp, event: &VolunteerEvent) -> Result<Self, Inapplicable> {
        match (before, event) {
            (None, VolunteerEvent::Enrolled { person }) => Ok(Self {
                person: person.clone(),
                state: VolunteerState::Available,
                windows: Vec::new(),
                checked_in: None,
                reason: None,
            }),
            (None, _) | (Some(_), VolunteerEvent::Enrolled { .. }) => {
                Err(Inapplicable("a volunteer begins by being enrolled, once".to_owned()))
            }
            (Some(volunteer), event) => Ok(volunteer.after(stamp, event)),
        }
    }
}

impl Volunteer {
    fn after(mut self, stamp: &Stamp, event: &VolunteerEvent) -> Self {
        match event {
            VolunteerEvent::Enrolled { person } | VolunteerEvent::Amended { person } => {
                self.person = person.clone();
            }
            VolunteerEvent::Offered { window } => {
                self.windows.push(*window);
                self.windows.sort_by_key(|window| window.from);
            }
            VolunteerEvent::Left { reason } => {
                self.state = VolunteerState::Off;
                self.reason = Some(reason.clone());
                self.checked_in = None;
            }
            VolunteerEvent::Returned => {
                self.state = VolunteerState::Available;
                self.reason = None;
            }
            VolunteerEvent::CheckedIn => self.checked_in = Some(stamp.at),
            VolunteerEvent::CheckedOut => self.checked_in = None,
        }
        self
    }
}

/// Decides a command on one volunteer.
///
/// # Errors
/// [`Stop::Refused`] when the state or what was given does not allow it.
pub fn decide(
    facts: &dyn Facts,
    cx: &Context<'_>,
    id: Id,
    command: &VolunteerCommand,
) -> Result<Vec<Event>, Stop> {
    use VolunteerCommand as C;
    use VolunteerEvent as E;
    if let C::Enrol(person) = command {
        let mut volunteer = Changes::<Volunteer>::new(facts, cx, id)?;
        volunteer.emit(E::Enrolled { person: checked(person)? })?;
        return Ok(volunteer.into_events());
    }
    let mut volunteer = Changes::<Volunteer>::on(facts, cx, id)?;
    let now = volunteer.state()?;
    let here = now.state == VolunteerState::Available;
    let (verb, fits) = match command {
        C::Enrol(_) | C::Amend(_) => ("amend", true),
        C::Offer(_) => ("offer", true),
        C::Leave { .. } => ("leave", here),
        C::Return => ("back", !here),
        C::CheckIn => ("check_in", here && now.checked_in.is_none()),
        C::CheckOut => ("check_out", now.checked_in.is_some()),
    };
    volunteer.demand(fits, verb, now.state.verbs())?;
    let event = match command {
        C::Enrol(person) | C::Amend(person) => E::Amended { person: checked(person)? },
        C::Offer(window) if window.until <= window.from => {
            return Err(Refusal::BadValue { field: "until", value: window.until.to_rfc3339() }.into());
        }
        C::Offer(window) => E::Offered { window: *window },
        C::Leave { reason } => E::Left { reason: given("reason", reason)? },
        C::Return => E::Returned,
        C::CheckIn => E::CheckedIn,
        C::CheckOut => E::CheckedOut,
    };
    volunteer.emit(event)?;
    Ok(volunteer.into_events())
}

fn checked(person: &Person) -> Result<Person, Refusal> {
    if person.languages.is_empty() {
        return Err(Refusal::Missing { field: "languages" });
    }
    Ok(Person { name: given("name", &person.name)?, ..person.clone() })
}

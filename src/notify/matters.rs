//! What is to be said outside, from what is open. Pure: the same rows at the same time give the same messages, with the
//! same ids, whoever looks.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use crate::config::{Channel, Outbound};
use crate::domain::dispatch::{Dispatch, DispatchState, Recipient};
use crate::domain::document::DocumentState;
use crate::domain::ladder::{AttentionRules, Count, Rung, steps};
use crate::domain::outgoing::{Note, Purpose};
use crate::domain::wake::asks_since;
use crate::domain::{Deadline, Entity, State, Urgency};

/// Characters of an id that stand for a number while there is none; enough to find it by.
const START_OF_ID: usize = 10;

/// Something to be said, before it is known by which channels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    /// Why.
    pub purpose: Purpose,
    /// Which of several for the same purpose.
    pub step: String,
    /// What is due.
    pub deadline: Option<Deadline>,
    /// When (UTC).
    pub due: Option<DateTime<Utc>>,
    /// Since when it is to be said (UTC).
    pub since: DateTime<Utc>,
    /// Units (ids) whom it concerns; none where it concerns the room. Never shown outside.
    pub units: Vec<String>,
}

impl Matter {
    fn new(purpose: Purpose, since: DateTime<Utc>) -> Self {
        Self { purpose, step: String::new(), deadline: None, due: None, since, units: Vec::new() }
    }

    fn due(self, due: Option<(DateTime<Utc>, Deadline)>) -> Self {
        Self { deadline: due.map(|(_, deadline)| deadline), due: due.map(|(due, _)| due), ..self }
    }

    /// Whether it goes by this channel: it tells this purpose, and is for everybody or for a unit concerned.
    fn goes_by(&self, outbound: &Outbound, channel: &Channel) -> bool {
        let concerned = |unit: &String| self.units.contains(unit);
        outbound.told_by(self.purpose).contains(&channel.id)
            && (channel.units.is_empty() || channel.units.iter().any(concerned))
    }
}

/// The messages that these items ask for at `now`. What was to be said before `since` is not told any more: it is no
/// news, and the desk shows it.
pub fn notes(
    items: &[(Entity, Option<String>)],
    outbound: &Outbound,
    rules: &AttentionRules,
    since: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Vec<Note> {
    let mut notes = Vec::new();
    for (entity, number) in items {
        for matter in matters(entity, rules, now).iter().filter(|matter| matter.since > since) {
            let channels = outbound.channels.iter().filter(|channel| matter.goes_by(outbound, channel));
            notes.extend(channels.map(|channel| note(channel, matter, entity, number.as_deref())));
        }
    }
    notes
}

/// Whether a message that waits still says the truth: a paper that was signed for in the meantime needs no message.
/// `item` is what it is about, as it is now. A channel that is not there any more has no say in it.
pub fn stands(
    note: &Note,
    item: Option<&Entity>,
    outbound: &Outbound,
    rules: &AttentionRules,
    now: DateTime<Utc>,
) -> bool {
    if note.about.is_none() {
        return true;
    }
    let Some(item) = item else { return false };
    let channel = outbound.channel(&note.channel);
    let same = |matter: &Matter| {
        let meant = channel.is_none_or(|channel| matter.goes_by(outbound, channel));
        matter.purpose == note.purpose && matter.step == note.step && meant
    };
    matters(item, rules, now).iter().any(same)
}

/// What an item asks to be said of it at `now`.
fn matters(entity: &Entity, rules: &AttentionRules, now: DateTime<Utc>) -> Vec<Matter> {
    if entity.void || !entity.state.is_open() {
        return Vec::new();
    }
    let mut matters = Vec::new();
    let asks = asks_since(entity, now);
    match &entity.state {
        State::Document(document) => {
            let urgent = document.paper.urgency >= Urgency::Immediate;
            let unsigned = document.state == DocumentState::Arrived;
            if let Some(since) = asks.filter(|_| urgent && unsigned) {
                let sign = document.deadlines.sign.map(|due| (due, Deadline::Sign));
                matters.push(Matter::new(Purpose::UrgentArrival, since).due(sign));
            }
        }
        State::Dispatch(dispatch) => matters.extend(of_dispatch(dispatch, now)),
        State::Emergency(emergency) => {
            let due = emergency.next_due();
            matters.push(Matter::new(Purpose::Emergency, emergency.received_at).due(due));
        }
        _ => {}
    }
    let leader = steps(entity, rules, now).into_iter().find(|(at, rung)| *rung == Rung::Leader && *at <= now);
    if let Some((at, _)) = leader.filter(|_| asks.is_some()) {
        let rise = Matter::new(Purpose::DutyLeader, at).due(entity.state.next_deadline());
        matters.push(Matter { step: at.timestamp().to_string(), ..rise });
    }
    if let Some((due, deadline)) = entity.state.next_deadline().filter(|(due, _)| *due <= now) {
        // A deadline that was moved and missed again is told again.
        let step = format!("{}/{}", deadline.name(), due.timestamp());
        let missed = Matter::new(Purpose::DeadlineMissed, due).due(Some((due, deadline)));
        matters.push(Matter { step, ..missed });
    }
    matters
}

/// What is to be said of a notice that is out: that it is, once for every issue; that units have not signed at half
/// time; that they have not signed in time. Units with the same clock are told of together.
fn of_dispatch(dispatch: &Dispatch, now: DateTime<Utc>) -> Vec<Matter> {
    let Some(sent) = dispatch.sent_at.filter(|_| dispatch.state == DispatchState::Sent) else {
        return Vec::new();
    };
    let sign = |due: Option<DateTime<Utc>>| due.map(|due| (due, Deadline::Sign));
    let unsigned = || dispatch.recipients.iter().filter(|one| one.awaits_signature());
    let units = |recipients: &[&Recipient]| recipients.iter().map(|one| one.unit.clone()).collect();
    let all: Vec<&Recipient> = unsigned().collect();
    let out = Matter::new(Purpose::DispatchSent, sent).due(sign(dispatch.sign_due));
    let mut matters = vec![Matter { step: dispatch.issue.to_string(), units: units(&all), ..out }];
    let mut told = |purpose, clock: fn(&Recipient) -> Option<DateTime<Utc>>| {
        let mut together: BTreeMap<DateTime<Utc>, Vec<&Recipient>> = BTreeMap::new();
        for one in unsigned().filter(|one| purpose != Purpose::Reurge || !one.urged_again()) {
            if let Some(at) = clock(one).filter(|at| *at <= now) {
                together.entry(at).or_default().push(one);
            }
        }
        matters.extend(together.into_iter().map(|(at, recipients)| {
            let due = recipients.iter().filter_map(|one| one.clock.sign_due).min();
            let step = format!("{}/{}", dispatch.issue, at.timestamp());
            Matter { step, units: units(&recipients), ..Matter::new(purpose, at).due(sign(due)) }
        }));
    };
    told(Purpose::Reurge, |one| one.clock.reurge_at);
    told(Purpose::UnitLeader, |one| one.clock.sign_due);
    matters
}

/// When one of these items asks for something more by itself (UTC), at the earliest.
pub fn next_turn(
    items: &[(Entity, Option<String>)],
    rules: &AttentionRules,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let of_one = |(entity, _): &(Entity, Option<String>)| {
        let mut times: Vec<DateTime<Utc>> = steps(entity, rules, now).into_iter().map(|(at, _)| at).collect();
        if let State::Dispatch(dispatch) = &entity.state {
            let clocks = dispatch.recipients.iter().filter(|one| one.awaits_signature());
            times.extend(clocks.flat_map(|one| [one.clock.reurge_at, one.clock.sign_due]).flatten());
        }
        times.into_iter().filter(|at| *at > now).min()
    };
    items.iter().filter_map(of_one).min()
}

/// How long before a deadline an item may rise at the earliest.
pub fn ahead(rules: &AttentionRules) -> TimeDelta {
    let spans = rules.ladders.values().flatten().filter_map(|step| match step.when {
        Count::BeforeDue(span) => Some(span),
        Count::Unacknowledged(_) => None,
    });
    spans.max().unwrap_or_default()
}

fn note(channel: &Channel, matter: &Matter, entity: &Entity, number: Option<&str>) -> Note {
    let urgency = match &entity.state {
        State::Document(document) => Some(document.paper.urgency),
        State::Dispatch(dispatch) => Some(dispatch.urgency),
        _ => None,
    };
    let id = entity.stream.id.to_string();
    Note {
        channel: channel.id.clone(),
        purpose: matter.purpose,
        about: Some(entity.stream),
        step: matter.step.clone(),
        number: number.map_or_else(|| id.chars().take(START_OF_ID).collect(), str::to_owned),
        urgency,
        deadline: matter.deadline,
        due: matter.due,
    }
}

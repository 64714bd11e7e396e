//! Events, in whole sentences.

use super::Telling;
use crate::domain::EventBody;
use crate::domain::arrival::ArrivalEvent;
use crate::domain::bulletin::BulletinEvent;
use crate::domain::document::DocumentEvent;
use crate::domain::ledger_entry::LedgerEvent;
use crate::domain::notice::NoticeEvent;
use crate::domain::request::RequestEvent;
use crate::domain::run::{ExitKind, RunEvent};
use crate::domain::shift::ShiftEvent;
use crate::domain::supervised::SupervisedEvent;
use crate::domain::volunteer::VolunteerEvent;
use crate::i18n::attention;

pub(super) fn event(telling: &Telling<'_>, body: &EventBody) -> String {
    match body {
        EventBody::Document(event) => document(telling, event),
        EventBody::Dispatch(event) => super::en_dispatch::event(telling, event),
        EventBody::Inspection(event) => super::en_inspection::inspection(telling, event),
        EventBody::Finding(event) => super::en_inspection::finding(telling, event),
        EventBody::Supervised(event) => supervised(telling, event),
        EventBody::Arrival(event) => arrival(telling, event),
        EventBody::Run(event) => run(telling, event),
        EventBody::Volunteer(event) => volunteer(telling, event),
        EventBody::Request(event) => request(telling, event),
        EventBody::Bulletin(event) => bulletin(telling, event),
        EventBody::LedgerEntry(event) => ledger(event),
        EventBody::Shift(event) => shift(event),
        EventBody::Clearance(event) => super::en_clearance::event(telling, event),
        EventBody::Message(event) => super::en_outgoing::event(telling, event),
        EventBody::Emergency(event) => super::en_emergency::event(telling, event),
        EventBody::Meeting(event) => super::en_meeting::meeting(telling, event),
        EventBody::Task(event) => super::en_meeting::task(telling, event),
        EventBody::Restored(restored) if restored.state.is_none() => {
            format!("Entry {} was undone: the item is void, its number stays taken", restored.undoes)
        }
        EventBody::Restored(restored) => {
            format!("Entry {} was undone: back to what it was before", restored.undoes)
        }
    }
}

/// More words, if there are any.
pub(super) fn then(lead: &str, words: Option<&String>) -> String {
    words.map_or_else(String::new, |words| format!("{lead}{words}"))
}

pub(super) fn notice(telling: &Telling<'_>, event: &NoticeEvent) -> String {
    match event {
        NoticeEvent::Acknowledged { until } => format!("Seen, quiet until {}", telling.time(*until)),
        NoticeEvent::Shelved { until, reason, wake: None } => {
            format!("Put off until {}{}", telling.time(*until), then(": ", reason.as_ref()))
        }
        NoticeEvent::Shelved { until, reason, wake: Some(wake) } => {
            let (until, event) = (telling.time(*until), (attention::EN.awaited)(telling, wake));
            format!("Put off until {event}, {until} at the latest{}", then(": ", reason.as_ref()))
        }
        NoticeEvent::Taken => "Taken on".to_owned(),
        NoticeEvent::Flagged { on: true } => "Flagged".to_owned(),
        NoticeEvent::Flagged { on: false } => "Flag cleared".to_owned(),
        NoticeEvent::Commented { text } => format!("Comment: {text}"),
        NoticeEvent::Urged { whom, words } => {
            let whom = whom.as_ref().map(|unit| telling.unit(unit).to_owned());
            format!("Reminded{}{}", then(" ", whom.as_ref()), then(": ", words.as_ref()))
        }
        NoticeEvent::Awakened => "Taken back: asks for attention again".to_owned(),
        NoticeEvent::Woken { wake, vain } => (attention::EN.woken)(telling, wake, *vain),
    }
}

fn document(telling: &Telling<'_>, event: &DocumentEvent) -> String {
    let backfill = |due: &Option<_>| {
        due.map_or_else(String::new, |due| format!(" (to be put in writing by {})", telling.time(due)))
    };
    match event {
        DocumentEvent::Arrived { paper, .. } => {
            let due = paper
                .stated_due
                .map_or_else(String::new, |due| format!("; it says due {}", telling.time(due)));
            format!("Received ({}){due}", paper.copy.source)
        }
        DocumentEvent::CopyAttached { copy, .. } => format!("Another copy came ({})", copy.source),
        DocumentEvent::Amended { .. } => "Corrected or completed".to_owned(),
        DocumentEvent::SignedFor => "Signed for".to_owned(),
        DocumentEvent::Registered { receipt } => format!("Registered as {}", receipt.label()),
        DocumentEvent::Vetted { handling, .. } => format!("Vetted: {}", (super::EN.handling)(*handling)),
        DocumentEvent::Returned { reason } => format!("Returned: {reason}"),
        DocumentEvent::LeaderTold { leader, words } => format!(
            "{} was told{}",
            leader.as_deref().unwrap_or("The duty leader"),
            then(": ", words.as_ref())
        ),
        DocumentEvent::Proposed { proposal } => format!("Proposed: {proposal}"),
        DocumentEvent::Instructed { instruction, backfill_due } => format!(
            "{} instructed {}: {}{}",
            instruction.leader,
            (super::EN.mode)(instruction.mode),
            instruction.words,
            backfill(backfill_due)
        ),
        DocumentEvent::Assigned { lead, assists, backfill_due, .. } => {
            let assists: Vec<&str> = assists.iter().map(|unit| telling.unit(unit)).collect();
            let assists = if assists.is_empty() {
                String::new()
            } else {
                format!(", assisted by {}", assists.join(", "))
            };
            format!("Assigned to {}{assists}{}", telling.unit(lead), backfill(backfill_due))
        }
        DocumentEvent::Dispatched { .. } => "A dispatch about it went out".to_owned(),
        DocumentEvent::Scheduled { milestones } => super::en_dispatch::plan(telling, milestones),
        DocumentEvent::MilestoneReached { name } => format!("Done: {name}"),
        DocumentEvent::Started => "Work began".to_owned(),
        DocumentEvent::Answered { words } => format!("Answered: {words}"),
        DocumentEvent::Completed { outcome } => format!("Finished: {outcome}"),
        DocumentEvent::Circulated { readers } if readers.is_empty() => "Circulated".to_owned(),
        DocumentEvent::Circulated { readers } => format!("Circulated to {}", readers.join(", ")),
        DocumentEvent::Read => "Read by all".to_owned(),
        DocumentEvent::Filed => "Filed".to_owned(),
        DocumentEvent::Notice(event) => notice(telling, event),
    }
}

fn supervised(telling: &Telling<'_>, event: &SupervisedEvent) -> String {
    match event {
        SupervisedEvent::Received { item, number, dues } => format!(
            "Received from {}, number {}, to be reported by {}",
            (super::EN.severity)(item.source.name()),
            number.label(),
            telling.time(dues.current)
        ),
        SupervisedEvent::Amended { dues, .. } => format!("Corrected, due {}", telling.time(dues.current)),
        SupervisedEvent::Initiated => "Taken up".to_owned(),
        SupervisedEvent::Assigned { unit, refuse_by } => {
            format!("Assigned to {}, which may refuse until {}", telling.unit(unit), telling.time(*refuse_by))
        }
        SupervisedEvent::Accepted => "Accepted".to_owned(),
        SupervisedEvent::Refused { reason } => format!("Refused: {reason}"),
        SupervisedEvent::Started => "Work on it began".to_owned(),
        SupervisedEvent::FedBack { words } => format!("Fed back: {words}"),
        SupervisedEvent::Reviewed { note } => format!("Reviewed{}", then(": ", note.as_ref())),
        SupervisedEvent::Redone { reason } => format!("Sent back to be done again: {reason}"),
        SupervisedEvent::ReportedUp => "Reported up".to_owned(),
        SupervisedEvent::Closed => "Closed".to_owned(),
        SupervisedEvent::Extended { until, approver, reason, .. } => {
            format!("{approver} extended it until {}: {reason}", telling.time(*until))
        }
        SupervisedEvent::Scheduled { milestones } => super::en_dispatch::plan(telling, milestones),
        SupervisedEvent::MilestoneReached { name } => format!("Done: {name}"),
        SupervisedEvent::Notice(event) => notice(telling, event),
    }
}

fn arrival(telling: &Telling<'_>, event: &ArrivalEvent) -> String {
    let (lead, movement) = match event {
        ArrivalEvent::Announced { movement } => ("Announced", movement),
        ArrivalEvent::Updated { movement } => ("Updated", movement),
    };
    let at = movement.actual_at.or(movement.estimated_at).unwrap_or(movement.scheduled_at);
    let port = telling.names.port(&movement.port, telling.lang);
    format!("{lead}: at {port} {}, {} people", telling.time(at), movement.passengers)
}

fn run(telling: &Telling<'_>, event: &RunEvent) -> String {
    let site = |id: &str| telling.names.site(id, telling.lang).to_owned();
    match event {
        RunEvent::Planned { plan, .. } => format!(
            "Planned: pick up {} people at {}, to {}",
            plan.passengers,
            telling.time(plan.pick_up),
            site(&plan.site)
        ),
        RunEvent::Rescheduled { pick_up, deliver, reason, .. } => format!(
            "Moved: pick up at {}, deliver at {}{}",
            telling.time(*pick_up),
            telling.time(*deliver),
            then(": ", reason.as_ref())
        ),
        RunEvent::Crewed { crew, despite, .. } => format!(
            "Crewed: {}, driver {}, volunteers {}{}",
            crew.vehicle.plate,
            crew.driver,
            crew.volunteers.len(),
            then("; over a limit because: ", despite.as_ref())
        ),
        RunEvent::Departed => "Departed".to_owned(),
        RunEvent::ReachedPort => "At the port".to_owned(),
        RunEvent::BoardingBegun => "Boarding began".to_owned(),
        RunEvent::Left { boarded } => format!("Left the port with {boarded} people"),
        RunEvent::Exited { exit } => {
            let why = match exit.kind {
                ExitKind::NoShow => "did not show up",
                ExitKind::Hospital => "went to hospital",
                ExitKind::OtherDistrict => "went to another district",
                ExitKind::Transit => "travelled on",
            };
            let road = if exit.on_road { "on the road" } else { "before boarding" };
            format!("{} {why} {road}{}", exit.count, then(": ", exit.note.as_ref()))
        }
        RunEvent::Delivered { delivered } => format!("Delivered {delivered} people"),
        RunEvent::Disinfecting => "Disinfecting".to_owned(),
        RunEvent::Recounted { expected, boarded, delivered, reason } => {
            let count = |count: &Option<u32>| {
                count.map_or_else(|| "not counted".to_owned(), |count| count.to_string())
            };
            format!(
                "Recounted: expected {expected}, boarded {}, delivered {}: {reason}",
                count(boarded),
                count(delivered)
            )
        }
        RunEvent::Closed => "Closed".to_owned(),
        RunEvent::Held { reason } => format!("Held: {reason}"),
        RunEvent::Resumed => "Resumed".to_owned(),
        RunEvent::Diverted { site: to, reason } => format!("Diverted to {}: {reason}", site(to)),
        RunEvent::Aborted { reason } => format!("Aborted: {reason}"),
        RunEvent::Cancelled { reason } => format!("Cancelled: {reason}"),
        RunEvent::ManifestKept { people, .. } => format!("List of {people} passengers kept"),
        RunEvent::ManifestPurged => "List of passengers removed".to_owned(),
        RunEvent::CalledIn { place } => format!("Called in from {place}"),
        RunEvent::Notice(event) => notice(telling, event),
    }
}

fn volunteer(telling: &Telling<'_>, event: &VolunteerEvent) -> String {
    match event {
        VolunteerEvent::Enrolled { person } => format!("Enrolled: {}", person.name),
        VolunteerEvent::Amended { .. } => "Corrected".to_owned(),
        VolunteerEvent::Offered { window } => {
            format!("Can serve from {} to {}", telling.time(window.from), telling.time(window.until))
        }
        VolunteerEvent::Left { reason } => format!("Left: {reason}"),
        VolunteerEvent::Returned => "Came back".to_owned(),
        VolunteerEvent::CheckedIn => "Checked in".to_owned(),
        VolunteerEvent::CheckedOut => "Checked out".to_owned(),
    }
}

fn request(telling: &Telling<'_>, event: &RequestEvent) -> String {
    match event {
        RequestEvent::Raised { need, due } => {
            format!("Asked: {}; first response due {}", need.gist, telling.time(*due))
        }
        RequestEvent::Triaged { due, .. } => format!("Triaged; first response due {}", telling.time(*due)),
        RequestEvent::Assigned { to } => format!("Given to {}", telling.unit(to)),
        RequestEvent::Responded { words } => format!("First response{}", then(": ", words.as_ref())),
        RequestEvent::Resolved { outcome } => format!("Resolved: {outcome}"),
        RequestEvent::Confirmed => "Confirmed by the guest".to_owned(),
        RequestEvent::Closed { thanks } => format!("Closed{}", then(" with thanks: ", thanks.as_ref())),
        RequestEvent::Escalated { to, reason } => format!("Escalated to {}: {reason}", telling.unit(to)),
        RequestEvent::Referred { to, reason } => format!("Referred to {}: {reason}", telling.unit(to)),
        RequestEvent::Notice(event) => notice(telling, event),
    }
}

fn bulletin(telling: &Telling<'_>, event: &BulletinEvent) -> String {
    match event {
        BulletinEvent::Opened { masthead, .. } => format!("Collecting for: {}", masthead.title),
        BulletinEvent::Drafted { .. } => "Drafted, figures frozen".to_owned(),
        BulletinEvent::About { item } => format!("A special report about {item}"),
        BulletinEvent::Checked => "Checked".to_owned(),
        BulletinEvent::SentBack { reason } => format!("Sent back: {reason}"),
        BulletinEvent::Notice(event) => notice(telling, event),
        BulletinEvent::Signed { leader } => format!("Signed by {leader}"),
        BulletinEvent::Issued { number, .. } => format!("Issued as number {}", number.label()),
        BulletinEvent::Corrected { text } => format!("Corrected: {text}"),
    }
}

fn ledger(event: &LedgerEvent) -> String {
    match event {
        LedgerEvent::Recorded { item } => format!("Recorded: {}", item.title),
        LedgerEvent::Amended { .. } => "Corrected".to_owned(),
        LedgerEvent::Adopted => "Adopted".to_owned(),
    }
}

fn shift(event: &ShiftEvent) -> String {
    match event {
        ShiftEvent::Scheduled { roster } => {
            format!("Scheduled: leader {}, officer {}", roster.leader, roster.primary)
        }
        ShiftEvent::Amended { roster } => {
            format!("Changed: leader {}, officer {}", roster.leader, roster.primary)
        }
        ShiftEvent::Started => "Came on duty".to_owned(),
        ShiftEvent::Offered { to, .. } => format!("Handover offered to {to}"),
        ShiftEvent::Accepted { unsigned } if unsigned.is_empty() => {
            "Handover accepted, every row signed".to_owned()
        }
        ShiftEvent::Accepted { unsigned } => {
            format!("Handover accepted; {} rows unsigned, they stay with whoever goes", unsigned.len())
        }
        ShiftEvent::Closed => "Went off duty".to_owned(),
    }
}

//! Words for inspections and findings: what happened to them.

use super::Telling;
use super::en_events::{notice, then};
use crate::domain::finding::FindingEvent;
use crate::domain::inspection::InspectionEvent;
use crate::verb::Verb;

pub(super) fn inspection(telling: &Telling<'_>, event: &InspectionEvent) -> String {
    match event {
        InspectionEvent::Planned { plan } => format!("Planned: {}", plan.title),
        InspectionEvent::Amended { .. } => "Plan changed".to_owned(),
        InspectionEvent::Departed => "The team set out".to_owned(),
        InspectionEvent::ReportDue { due } => format!("The report is owed by {}", telling.time(*due)),
        InspectionEvent::Notice(event) => notice(telling, event),
        InspectionEvent::Debriefed { summary } => format!("Debriefed: {summary}"),
        InspectionEvent::FedBack { unit, words } => {
            format!("Bus lines, fed back to {}: {words}", telling.unit(unit))
        }
        InspectionEvent::Reported { report } => format!("Reported: {report}"),
    }
}

pub(super) fn finding(telling: &Telling<'_>, event: &FindingEvent) -> String {
    match event {
        FindingEvent::Raised { number, due, .. } => {
            format!("Found, number {}, to be put right by {}", number.label(), telling.time(*due))
        }
        FindingEvent::Amended { due, .. } => format!("Corrected, to be put right by {}", telling.time(*due)),
        FindingEvent::Assigned { unit } => format!("Assigned to {}", telling.unit(unit)),
        FindingEvent::Started => "Work on it began".to_owned(),
        FindingEvent::Submitted { evidence, files, person } => {
            let files = Some(files.len()).filter(|count| *count > 0).map(|count| match count {
                1 => "1 file".to_owned(),
                count => format!("{count} files"),
            });
            let shown: Vec<String> =
                Some(evidence.clone()).filter(|words| !words.is_empty()).into_iter().chain(files).collect();
            format!("Said to be put right{}: {}", then(" by ", person.as_ref()), shown.join(", "))
        }
        FindingEvent::Rejected { reason } => format!("Not accepted: {reason}"),
        FindingEvent::Verified { note } => format!("Verified{}", then(": ", note.as_ref())),
        FindingEvent::Closed => "Closed".to_owned(),
        FindingEvent::Disputed { reason } => format!("The unit objects: {reason}"),
        FindingEvent::Withdrawn { reason } => format!("Withdrawn: {reason}"),
        FindingEvent::Reopened { reason, due, visit, .. } => {
            let visit = if visit.is_some() { " on a follow-up visit" } else { "" };
            format!("Found again{visit}: {reason}; to be put right by {}", telling.time(*due))
        }
        FindingEvent::FollowUpBegun { .. } => "A team set out to look at it again".to_owned(),
        FindingEvent::FollowedUp { note, .. } => {
            format!("Looked at again, still right{}", then(": ", note.as_ref()))
        }
        FindingEvent::Scheduled { milestones } => super::en_dispatch::plan(telling, milestones),
        FindingEvent::MilestoneReached { name } => format!("Step done: {name}"),
        FindingEvent::Notice(event) => notice(telling, event),
    }
}

/// What the verbs of findings and inspections are called, where they go by another name than elsewhere.
pub(super) const fn verb(verb: Verb) -> Option<&'static str> {
    Some(match verb {
        Verb::Assign => "assign",
        Verb::Start => "start",
        Verb::Submit => "submit",
        Verb::Verify => "verify",
        Verb::Close => "close",
        Verb::Reject => "reject",
        Verb::Dispute => "dispute",
        Verb::Withdraw => "withdraw",
        Verb::Reopen => "reopen",
        Verb::FollowUp => "still right",
        Verb::Depart => "set out",
        Verb::Debrief => "debrief",
        Verb::Report => "report",
        _ => return None,
    })
}

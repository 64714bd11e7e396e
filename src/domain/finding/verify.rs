//! 核查: somebody else looks whether it is put right.

use super::super::event::Aggregate;
use super::super::facts::{Context, Facts, Stop};
use super::super::id::Stream;
use super::super::refusal::Refusal;
use super::{Finding, FindingState};

/// Refuses whoever had a hand in the submission: who recorded it, who answers for it at the unit, and who brought it
/// back after it was undone.
pub(super) fn somebody_else(
    facts: &dyn Facts,
    cx: &Context<'_>,
    stream: Stream,
    finding: &Finding,
) -> Result<(), Stop> {
    let mut submitters: Vec<String> = finding.submitted.iter().map(|(name, _)| name.clone()).collect();
    submitters.extend(finding.submissions.last().and_then(|last| last.person.clone()));
    submitters.extend(brought_back(facts, stream, finding)?);
    match submitters.into_iter().find(|name| same_person(name, &cx.officer.name)) {
        Some(name) => Err(Refusal::SamePerson { name }.into()),
        None => Ok(()),
    }
}

/// Whose undoing made it submitted again, if that is how it comes to be submitted. Taking back a rejection or a
/// verification is no submission.
fn brought_back(facts: &dyn Facts, stream: Stream, finding: &Finding) -> Result<Option<String>, Stop> {
    let Some(now) = facts.entity(stream)? else { return Ok(None) };
    let mut since = now.changed_by;
    for version in (1..now.version).rev() {
        let Some(entity) = facts.entity_at(stream, version)? else { return Ok(None) };
        let before = Finding::from_state(&entity.state);
        if before.is_some_and(|before| before.state == FindingState::Submitted) {
            since = entity.changed_by;
            continue;
        }
        let went_on = before
            .is_none_or(|before| before.rejections > finding.rejections || !before.state.is_unrectified());
        return Ok(Some(since).filter(|_| !went_on));
    }
    Ok(None)
}

/// One person has one name, however it is spaced or capitalised.
fn same_person(one: &str, other: &str) -> bool {
    let folded = |name: &str| {
        name.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect::<String>()
    };
    folded(one) == folded(other)
}

//! 问题台账: findings as lines of the ledger.

use chrono::{DateTime, Utc};

use super::super::error::StoreError;
use super::Reader;
use crate::config::Config;
use crate::domain::finding::{Finding, FindingState};
use crate::domain::{Aggregate, Entity, Kind};
use crate::view::LedgerLine;

impl Reader {
    /// The ledger of all findings, also those that are closed or withdrawn, by number; `now` (UTC) is when it is drawn
    /// up.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn ledger(&self, config: &Config, now: DateTime<Utc>) -> Result<Vec<LedgerLine>, StoreError> {
        let found = self.entities(Kind::Finding, usize::MAX >> 1)?;
        let mut lines: Vec<LedgerLine> =
            found.iter().filter_map(|entity| ledger_line(entity, config, now)).collect();
        lines.sort_by(|one, other| one.no.cmp(&other.no));
        Ok(lines)
    }
}

/// A finding as a line of the ledger as of `now` (UTC); none for other kinds.
pub fn ledger_line(entity: &Entity, config: &Config, now: DateTime<Utc>) -> Option<LedgerLine> {
    let finding = Finding::from_state(&entity.state)?;
    let observed = &finding.observed;
    let closed_at = finding.closed_at.filter(|_| finding.state == FindingState::Closed);
    let ended = match finding.state {
        FindingState::Withdrawn => entity.changed_at,
        _ => closed_at.unwrap_or(now),
    };
    let submitted = finding.submitted.clone().filter(|_| !finding.state.is_unrectified());
    let right_at = submitted.as_ref().map_or(now, |(_, at)| *at);
    let calendar = config.calendar();
    let days = calendar.statistical_day(ended) - calendar.statistical_day(entity.created_at);
    Some(LedgerLine {
        stream: entity.stream,
        no: finding.number.label(),
        place: observed.place.clone(),
        fact: observed.title.clone(),
        unit: observed.unit.clone(),
        leader: config
            .charged_leader(&observed.place)
            .map(|charge| (charge.leader.clone(), charge.phone.clone())),
        severity: observed.severity,
        state: finding.state,
        seen_at: observed.seen_at,
        raised_at: entity.created_at,
        due: finding.due,
        late: finding.state != FindingState::Withdrawn && right_at > finding.due,
        submitted,
        evidence: finding.evidence.clone(),
        files: finding.evidence_files().count(),
        verified: finding.verified.clone(),
        closed_at,
        closed_by: finding.closed_by().map(str::to_owned),
        days_open: u32::try_from(days.num_days()).unwrap_or(0),
        rejections: finding.rejections,
        reopenings: finding.reopenings(),
        follow_ups: finding.followed_up.len(),
        inspection: observed.inspection,
    })
}

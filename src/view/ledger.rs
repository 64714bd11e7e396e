//! 问题台账: one line a finding, with all that an office's ledger asks for until it is struck off (销号).

use chrono::{DateTime, Utc};

use crate::domain::finding::{FindingState, Severity};
use crate::domain::{Id, Stream};

/// One finding in the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerLine {
    /// Which entity.
    pub stream: Stream,
    /// Number as people see it.
    pub no: String,
    /// Where.
    pub place: String,
    /// The fact.
    pub fact: String,
    /// Owner: id of a unit.
    pub unit: String,
    /// 包干领导: the leader who is charged with the place, with a telephone; none if nobody is.
    pub leader: Option<(String, String)>,
    /// How hard it is to put right.
    pub severity: Severity,
    /// State.
    pub state: FindingState,
    /// When it was seen (UTC).
    pub seen_at: DateTime<Utc>,
    /// When it was put on record (UTC).
    pub raised_at: DateTime<Utc>,
    /// When it must be put right (UTC).
    pub due: DateTime<Utc>,
    /// Put right only after that, or still not put right then.
    pub late: bool,
    /// Who submitted it last, and when (UTC).
    pub submitted: Option<(String, DateTime<Utc>)>,
    /// What shows that it is put right, in the words of the last submission.
    pub evidence: Option<String>,
    /// Files of all submissions.
    pub files: usize,
    /// Who verified it, and when (UTC).
    pub verified: Option<(String, DateTime<Utc>)>,
    /// 销号: when it was closed (UTC); none while it is open.
    pub closed_at: Option<DateTime<Utc>>,
    /// Who closed it, if that is known.
    pub closed_by: Option<String>,
    /// Statistical days from its coming on record to its closing, or to now; 0 within one day. What was withdrawn or
    /// is closed counts no further.
    pub days_open: u32,
    /// How often a submission was rejected.
    pub rejections: u32,
    /// How often it was found again after it had been closed.
    pub reopenings: usize,
    /// 回头看: how often it was looked at again and was still right.
    pub follow_ups: usize,
    /// The inspection that found it.
    pub inspection: Option<Id>,
}

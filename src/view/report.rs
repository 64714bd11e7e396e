//! What a document for people can be of.

use chrono::NaiveDate;

use crate::domain::Id;
pub use crate::domain::ledgers::Ledger;
use crate::figures::Period;

/// Which document is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReportOrder {
    /// An issue of a bulletin.
    Bulletin(Id),
    /// Inspections with what they found, one after the other.
    Inspections(Vec<Id>),
    /// A ledger (台账).
    Ledger {
        /// Which.
        ledger: Ledger,
        /// First local day; none: from the beginning.
        from: Option<NaiveDate>,
        /// Last local day; none: to the end.
        to: Option<NaiveDate>,
        /// Only these, in this order; none: all, the oldest first.
        only: Option<Vec<Id>>,
    },
    /// 督查专报 of one supervised item.
    Special(Id),
    /// 交接单 of one run.
    Handover(Id),
    /// The figures of a period.
    Figures(Period),
}

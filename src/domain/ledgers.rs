//! Which ledgers (台账) there are, and what stands in each.

use super::id::Kind;
use super::ledger_entry::LedgerKind;

/// Makes the ledgers with their names: variant, name on the command line, kind, kinds of entries.
macro_rules! ledgers {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $kind:ident $([$($entry:ident),+])?;)+) => {
        /// A ledger.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Ledger {
            $($(#[$doc])* $variant,)+
        }

        impl Ledger {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Name on the command line and of files.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// What stands in it.
            pub const fn kind(self) -> Kind {
                match self {
                    $(Self::$variant => Kind::$kind,)+
                }
            }

            /// Which entries of the small ledgers stand in it; none for ledgers of other kinds.
            pub const fn entries(self) -> &'static [LedgerKind] {
                match self {
                    $(Self::$variant => &[$($(LedgerKind::$entry),+)?],)+
                }
            }
        }
    };
}

ledgers! {
    /// 问题台账
    Findings = "findings", Finding;
    /// 督办台账
    Supervised = "supervised", Supervised;
    /// 收文登记簿
    Documents = "documents", Document;
    /// 通知登记簿
    Dispatches = "dispatches", Dispatch;
    /// 督查台账
    Inspections = "inspections", Inspection;
    /// 转运台账
    Runs = "runs", Run;
    /// 抵达班次
    Arrivals = "arrivals", Arrival;
    /// 志愿者名册
    Volunteers = "volunteers", Volunteer;
    /// 诉求台账
    Requests = "requests", Request;
    /// 简报目录
    Bulletins = "bulletins", Bulletin;
    /// 紧急信息台账
    Emergencies = "emergencies", Emergency;
    /// 信息报送台账
    InfoReports = "info_reports", LedgerEntry [InfoReportPractice, InfoReportProblem];
    /// 宣传台账
    Publications = "publications", LedgerEntry [Publication];
    /// 培训台账
    Trainings = "trainings", LedgerEntry [Training];
    /// 建议台账
    Recommendations = "recommendations", LedgerEntry [Recommendation];
    /// 督查专报目录
    SpecialReports = "special_reports", LedgerEntry [SpecialReport];
    /// 公务活动台账
    Activities = "activities", LedgerEntry [Activity];
    /// 会议台账
    Meetings = "meetings", LedgerEntry [Meeting];
    /// 公交检查台账
    BusRoutes = "bus_routes", LedgerEntry [BusRouteCheck];
}

impl Ledger {
    /// The ledger of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|ledger| ledger.name() == name)
    }

    /// The ledger that lists entities of this kind.
    pub fn of(kind: Kind) -> Option<Self> {
        Self::ALL.iter().copied().find(|ledger| ledger.kind() == kind && ledger.entries().is_empty())
    }
}

//! Registers (台账): what no pane lists, and all of what panes list only while it is open; newest first.

use chrono::{DateTime, TimeZone, Utc};

use super::Window;
use crate::domain::arrival::Movement;
use crate::domain::ledger_entry::LedgerKind;
use crate::domain::{Entity, State, Stream};

/// A register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Register {
    /// 值班日志
    #[default]
    Log,
    /// 信息
    InfoReports,
    /// 宣传
    Publications,
    /// 培训
    Trainings,
    /// 建议
    Recommendations,
    /// 督查
    Inspections,
    /// 会议
    Meetings,
    /// 公务活动
    Activities,
    /// 公交线路检查
    BusRoutes,
    /// 督查专报
    SpecialReports,
    /// 简报
    Bulletins,
}

impl Register {
    /// All registers, in the order of their tabs.
    pub const ALL: [Self; 11] = [
        Self::Log,
        Self::InfoReports,
        Self::Publications,
        Self::Trainings,
        Self::Recommendations,
        Self::Inspections,
        Self::Meetings,
        Self::Activities,
        Self::BusRoutes,
        Self::SpecialReports,
        Self::Bulletins,
    ];

    /// Name in the tables and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Log => "log",
            Self::InfoReports => "info_reports",
            Self::Publications => "publications",
            Self::Trainings => "trainings",
            Self::Recommendations => "recommendations",
            Self::Inspections => "inspections",
            Self::Meetings => "meetings",
            Self::Activities => "activities",
            Self::BusRoutes => "bus_routes",
            Self::SpecialReports => "special_reports",
            Self::Bulletins => "bulletins",
        }
    }

    /// Its place among the tabs.
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The register that lists this, and the time (UTC) that orders it there; none for what no register lists.
    pub fn of(state: &State) -> Option<(Self, DateTime<Utc>)> {
        Some(match state {
            State::Inspection(inspection) => (Self::Inspections, inspection.plan.starts_at),
            State::Meeting(meeting) => {
                let activity = meeting.plan.kind.is_activity();
                (if activity { Self::Activities } else { Self::Meetings }, meeting.plan.starts_at)
            }
            State::Bulletin(bulletin) => {
                let day = bulletin.masthead.day.and_hms_opt(0, 0, 0)?;
                (Self::Bulletins, Utc.from_utc_datetime(&day))
            }
            State::LedgerEntry(entry) => {
                let register = match entry.item.kind {
                    LedgerKind::InfoReportPractice | LedgerKind::InfoReportProblem => Self::InfoReports,
                    LedgerKind::Meeting => Self::Meetings,
                    LedgerKind::Activity => Self::Activities,
                    LedgerKind::Publication => Self::Publications,
                    LedgerKind::Training => Self::Trainings,
                    LedgerKind::Recommendation => Self::Recommendations,
                    LedgerKind::BusRouteCheck => Self::BusRoutes,
                    LedgerKind::SpecialReport => Self::SpecialReports,
                    LedgerKind::Log => Self::Log,
                };
                (register, entry.item.on)
            }
            _ => return None,
        })
    }
}

/// What is wanted of a register.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RegisterQuery {
    /// Which.
    pub register: Register,
    /// Words that a row must have; empty for all rows.
    pub words: String,
    /// First row wanted.
    pub offset: usize,
    /// Number of rows wanted.
    pub limit: usize,
}

/// A part of a register.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RegisterPage {
    /// What was asked.
    pub query: RegisterQuery,
    /// The rows.
    pub window: Window<Entity>,
    /// Length of each register, in the order of [`Register::ALL`].
    pub counts: [usize; 11],
}

/// A place that a finding was lately taken at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownPlace {
    /// Its name.
    pub place: String,
    /// Id of the unit that owned what was found there.
    pub unit: Option<String>,
}

/// What a form may offer out of the tables.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Offers {
    /// Places, the latest first, each once.
    pub places: Vec<KnownPlace>,
    /// Items that a link may lead to, the newest first: number if there is one, and title.
    pub links: Vec<(Stream, String)>,
    /// Of the arrivals among them, what their sources say.
    pub movements: Vec<(Stream, Movement)>,
}

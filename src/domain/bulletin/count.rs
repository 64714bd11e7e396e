//! What issues count, and of which passages they consist: stable names, in the order in which they are shown.

use super::super::ledger_entry::LedgerKind;
use super::super::named::named;
use super::super::urgency::Urgency;
use super::BulletinSeries;

named! {
    /// A count of an issue. Most count what was recorded in its time; those at [`Count::is_standing`] count what was
    /// open at its end.
    Count {
        /// 收文
        PapersReceived = "papers_received",
        /// 特提 among them.
        PapersFlash = "papers_flash",
        /// 特急 among them.
        PapersImmediate = "papers_immediate",
        /// 加急 among them.
        PapersPriority = "papers_priority",
        /// 平急 among them.
        PapersRoutineUrgent = "papers_routine_urgent",
        /// 平件 among them.
        PapersRoutine = "papers_routine",
        /// 列为办件
        PapersForAction = "papers_for_action",
        /// 办结 or read by all.
        PapersCompleted = "papers_completed",
        /// 退文
        PapersReturned = "papers_returned",
        /// 在办, at the end.
        PapersOpen = "papers_open",
        /// 发出通知
        DispatchesSent = "dispatches_sent",
        /// 回执: one for each recipient that signed.
        Receipts = "receipts",
        /// 紧急信息
        Emergencies = "emergencies",
        /// 督查 that set out.
        Inspections = "inspections",
        /// 新增问题
        FindingsRaised = "findings_raised",
        /// 核查通过
        FindingsVerified = "findings_verified",
        /// 销号
        FindingsClosed = "findings_closed",
        /// 回头看 found them again.
        FindingsReopened = "findings_reopened",
        /// 撤回 after a dispute.
        FindingsWithdrawn = "findings_withdrawn",
        /// 未销号, at the end.
        FindingsOutstanding = "findings_outstanding",
        /// 超期未整改, at the end.
        FindingsOverdue = "findings_overdue",
        /// 建议
        Recommendations = "recommendations",
        /// 督办件 received.
        SupervisedReceived = "supervised_received",
        /// 反馈
        SupervisedFedBack = "supervised_fed_back",
        /// 督办件 closed.
        SupervisedClosed = "supervised_closed",
        /// 督办件 open at the end.
        SupervisedOutstanding = "supervised_outstanding",
        /// 抵达 flights, ships, coaches.
        Arrivals = "arrivals",
        /// The people on them; a sum.
        PeopleArrived = "people_arrived",
        /// 转运 runs that delivered.
        RunsDelivered = "runs_delivered",
        /// The people on them; a sum.
        PeopleDelivered = "people_delivered",
        /// 志愿者签到
        VolunteersCheckedIn = "volunteers_checked_in",
        /// 诉求
        RequestsRaised = "requests_raised",
        /// 诉求 closed.
        RequestsClosed = "requests_closed",
        /// 信息 of either kind.
        InfoReports = "info_reports",
        /// 会议
        Meetings = "meetings",
        /// 公务活动
        Activities = "activities",
        /// 宣传; a sum of quantities.
        Publications = "publications",
        /// 培训
        Trainings = "trainings",
        /// 督查专报
        SpecialReports = "special_reports",
        /// 公交检查
        BusRouteChecks = "bus_route_checks",
        /// 补报: counted above, and happened before the time of this issue.
        LateFacts = "late_facts",
        /// 冲销: counted in an earlier issue, and undone since.
        Corrections = "corrections",
    }
}

impl Count {
    /// What an issue of this series counts, in its order.
    pub const fn of(series: BulletinSeries) -> &'static [Self] {
        match series {
            BulletinSeries::Daily | BulletinSeries::Special => &Self::ALL,
            BulletinSeries::Inspection => &[
                Self::Inspections,
                Self::FindingsRaised,
                Self::FindingsVerified,
                Self::FindingsClosed,
                Self::FindingsReopened,
                Self::FindingsWithdrawn,
                Self::FindingsOutstanding,
                Self::FindingsOverdue,
                Self::Recommendations,
                Self::BusRouteChecks,
                Self::LateFacts,
                Self::Corrections,
            ],
        }
    }

    /// Whether it counts what is open at the end of the time, not what was recorded in it.
    pub const fn is_standing(self) -> bool {
        matches!(
            self,
            Self::PapersOpen
                | Self::FindingsOutstanding
                | Self::FindingsOverdue
                | Self::SupervisedOutstanding
        )
    }

    /// Whether it is the sum of its rows' quantities; any other is the number of its rows.
    pub const fn is_sum(self) -> bool {
        matches!(self, Self::PeopleArrived | Self::PeopleDelivered) || self.is_ledger()
    }

    /// Whether entries of the small ledgers are counted by it, each with its quantity.
    const fn is_ledger(self) -> bool {
        matches!(
            self,
            Self::InfoReports
                | Self::Meetings
                | Self::Activities
                | Self::Publications
                | Self::Trainings
                | Self::SpecialReports
                | Self::BusRouteChecks
                | Self::Recommendations
        )
    }

    /// Whether its rows are rows of other counts too, picked out because they are late or undone.
    pub const fn is_remark(self) -> bool {
        matches!(self, Self::LateFacts | Self::Corrections)
    }

    /// Papers of this urgency.
    pub const fn of_urgency(urgency: Urgency) -> Self {
        match urgency {
            Urgency::Flash => Self::PapersFlash,
            Urgency::Immediate => Self::PapersImmediate,
            Urgency::Priority => Self::PapersPriority,
            Urgency::RoutineUrgent => Self::PapersRoutineUrgent,
            Urgency::Routine => Self::PapersRoutine,
        }
    }

    /// Entries of this ledger; the duty log is not counted.
    pub const fn of_ledger(kind: LedgerKind) -> Option<Self> {
        Some(match kind {
            LedgerKind::InfoReportPractice | LedgerKind::InfoReportProblem => Self::InfoReports,
            LedgerKind::Meeting => Self::Meetings,
            LedgerKind::Activity => Self::Activities,
            LedgerKind::Publication => Self::Publications,
            LedgerKind::Training => Self::Trainings,
            LedgerKind::Recommendation => Self::Recommendations,
            LedgerKind::BusRouteCheck => Self::BusRouteChecks,
            LedgerKind::SpecialReport => Self::SpecialReports,
            LedgerKind::Log => return None,
        })
    }
}

named! {
    /// A passage of an issue.
    Passage {
        /// 综述
        Overview = "overview",
        /// 文电
        Papers = "papers",
        /// 督查与整改
        Inspections = "inspections",
        /// 转运接收
        Transfers = "transfers",
        /// 志愿服务
        Volunteers = "volunteers",
        /// 诉求
        Requests = "requests",
        /// 补报
        Late = "late",
        /// 冲销
        Corrections = "corrections",
        /// 明日
        Tomorrow = "tomorrow",
        /// 突出问题, by unit.
        Units = "units",
        /// 超期与时限
        Ageing = "ageing",
        /// 建议
        Recommendations = "recommendations",
        /// 事由, of a special report.
        Matter = "matter",
        /// 办理经过
        Measures = "measures",
        /// 办理结果
        Results = "results",
        /// 下一步
        NextSteps = "next_steps",
    }
}

impl Passage {
    /// The passages of an issue of this series, in their order.
    pub const fn of(series: BulletinSeries) -> &'static [Self] {
        match series {
            BulletinSeries::Special => &[Self::Matter, Self::Measures, Self::Results, Self::NextSteps],
            BulletinSeries::Daily => &[
                Self::Overview,
                Self::Papers,
                Self::Inspections,
                Self::Transfers,
                Self::Volunteers,
                Self::Requests,
                Self::Late,
                Self::Corrections,
                Self::Tomorrow,
            ],
            BulletinSeries::Inspection => &[
                Self::Overview,
                Self::Units,
                Self::Ageing,
                Self::Recommendations,
                Self::Late,
                Self::Corrections,
                Self::Tomorrow,
            ],
        }
    }
}

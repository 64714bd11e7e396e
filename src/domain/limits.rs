//! Time limits: one editable profile, and the arithmetic that turns a limit into a due time.
//!
//! No national text fixes most of these limits, and local practice differs widely, so that every one of them is
//! data from `config.toml`. Here are only their shape and their arithmetic.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::Urgency;
use crate::domain::calendar::Calendar;

/// A span that runs from the moment something arrives or is assigned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Runs day and night, holidays or not.
    Wall(TimeDelta),
    /// Runs only in office hours.
    Working(TimeDelta),
    /// Ends at closing time of the n-th working day after the day it started.
    WorkingDays(u32),
    /// Ends with the shift in which it started.
    ThisShift,
}

/// Which of the four limits of a paper is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueKind {
    /// 签收: someone signs for it.
    Sign,
    /// 报告带班领导: the duty leader has been told.
    TellLeader,
    /// 转办: it has gone to the unit that handles it.
    Dispatch,
    /// 办结: it is finished.
    Complete,
}

impl DueKind {
    /// All four, in the order in which they fall due.
    pub const ALL: [Self; 4] = [Self::Sign, Self::TellLeader, Self::Dispatch, Self::Complete];
}

/// The limits of one grade of urgency. `None` means that there is no such limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UrgencyLimits {
    /// 签收.
    pub sign: Option<Limit>,
    /// 报告带班领导.
    pub tell_leader: Option<Limit>,
    /// 转办.
    pub dispatch: Option<Limit>,
    /// 办结 of a paper that needs handling (办件).
    pub complete: Option<Limit>,
    /// The same for a paper that is only circulated (阅件).
    pub complete_for_information: Option<Limit>,
    /// How long an acknowledgement silences the alarm before it sounds again.
    pub ack_silences: TimeDelta,
}

/// Limits of findings (问题) by how hard they are to put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingLimits {
    /// 立行立改: put right on the spot.
    pub on_spot: Limit,
    /// An ordinary finding.
    pub normal: Limit,
    /// One that needs several units or some building work.
    pub complex: Limit,
    /// One with causes in how things are organised; goes by milestones.
    pub structural: Limit,
    /// Steps to the due time of a structural one, in their order.
    pub milestones: Vec<MilestoneLimit>,
}

/// Limits of supervised items (转办/督办件).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SupervisedLimits {
    /// How long a unit may take to refuse an item with a reason.
    pub refuse: Limit,
    /// By how many working days the internal due time lies before the one given from above.
    pub internal_lead_days: u32,
    /// So long before its due time an item counts as near to it.
    pub near: TimeDelta,
}

/// Limits of inspections (督查).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InspectionLimits {
    /// The report, from when the team set out.
    pub report: Limit,
}

/// When a transfer run is in trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TransferLimits {
    /// Alert when the expected arrival slips by more than this.
    pub eta_slip: TimeDelta,
    /// Alert when no position call came for this long.
    pub position_silence: TimeDelta,
    /// Alert when people wait longer than this.
    pub wait: TimeDelta,
}

/// How long people may work, drive and wear protective clothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CrewLimits {
    /// Longest shift of a volunteer.
    pub shift: TimeDelta,
    /// Shortest rest between two shifts.
    pub rest: TimeDelta,
    /// Longest time in protective clothing.
    pub protective_clothing: TimeDelta,
    /// Most hours in any seven days.
    pub week: TimeDelta,
    /// Longest driving without a break by day.
    pub drive_day: TimeDelta,
    /// The same by night.
    pub drive_night: TimeDelta,
    /// Shortest break that counts as one.
    pub drive_break: TimeDelta,
    /// Most driving in any 24 hours.
    pub drive_24h: TimeDelta,
}

/// First response to a guest's need (诉求).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestLimits {
    /// Medical needs.
    pub medical: Limit,
    /// Interpreting.
    pub interpreting: Limit,
    /// Food, room, belongings.
    pub living: Limit,
}

/// Limits of an emergency report (紧急信息), from the moment the news arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EmergencyLimits {
    /// First report by telephone.
    pub phone: Limit,
    /// First report in writing.
    pub writing: Limit,
    /// The next follow-up, from the written report before it, until the final one. `None`: follow-ups have no clock.
    pub follow_up: Option<Limit>,
}

/// Local times, on the day after, by which an issue of a bulletin (简报) must be out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BulletinLimits {
    /// The daily one.
    pub daily: NaiveTime,
    /// All others.
    pub others: NaiveTime,
}

/// Limits of meetings and official activities, and of the tasks that come of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MeetingLimits {
    /// 纪要, from the end.
    pub minutes: Limit,
    /// A task that was given no time of its own.
    pub task: Limit,
    /// How long one lasts that was given no end.
    pub length: TimeDelta,
}

/// A step to a due time (倒排): its name, and how long before the due time it must be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MilestoneLimit {
    /// What is to be done, as people say it.
    pub name: String,
    /// How long before.
    pub before: TimeDelta,
}

/// The whole profile of limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Limits of a 特提.
    pub flash: UrgencyLimits,
    /// Limits of a 特急.
    pub immediate: UrgencyLimits,
    /// Limits of a 加急.
    pub priority: UrgencyLimits,
    /// Limits of a 平急.
    pub routine_urgent: UrgencyLimits,
    /// Limits of a 平件.
    pub routine: UrgencyLimits,
    /// Limits of findings.
    pub findings: FindingLimits,
    /// Limits of supervised items.
    pub supervised: SupervisedLimits,
    /// Limits of inspections.
    pub inspections: InspectionLimits,
    /// Limits of transfer runs.
    pub transfers: TransferLimits,
    /// Limits of volunteers and drivers.
    pub crew: CrewLimits,
    /// Limits of service requests.
    pub requests: RequestLimits,
    /// Limits of emergency reports.
    pub emergency: EmergencyLimits,
    /// Limits of bulletins.
    pub bulletins: BulletinLimits,
    /// Limits of meetings, activities and tasks.
    pub meetings: MeetingLimits,
    /// Local time, on the next working day, by which an oral instruction must be on paper (补办).
    pub backfill_at: NaiveTime,
    /// After how much of the time to the due time an unsigned recipient is urged again, in percent (50 = half).
    pub reurge_percent: u8,
    /// Steps to the due time of a paper, in their order.
    pub milestones: Vec<MilestoneLimit>,
}

impl Limits {
    /// The limits of one grade of urgency.
    pub fn of(&self, urgency: Urgency) -> &UrgencyLimits {
        match urgency {
            Urgency::Flash => &self.flash,
            Urgency::Immediate => &self.immediate,
            Urgency::Priority => &self.priority,
            Urgency::RoutineUrgent => &self.routine_urgent,
            Urgency::Routine => &self.routine,
        }
    }

    /// When an oral instruction given at `start` must be on paper.
    pub fn backfill_due(&self, start: DateTime<Utc>, calendar: &Calendar) -> DateTime<Utc> {
        calendar.next_working_day_at(start, self.backfill_at)
    }

    /// When an unsigned recipient is urged again, between `start` and `due`.
    pub fn reurge_at(&self, start: DateTime<Utc>, due: DateTime<Utc>) -> DateTime<Utc> {
        let span = (due - start).max(TimeDelta::zero());
        let part = span.num_milliseconds().saturating_mul(i64::from(self.reurge_percent.min(100))) / 100;
        start + TimeDelta::milliseconds(part)
    }
}

impl UrgencyLimits {
    /// One of the four limits, for a paper that needs handling.
    pub fn get(&self, kind: DueKind) -> Option<Limit> {
        match kind {
            DueKind::Sign => self.sign,
            DueKind::TellLeader => self.tell_leader,
            DueKind::Dispatch => self.dispatch,
            DueKind::Complete => self.complete,
        }
    }

    /// The same for a paper that is only circulated (阅件); it differs in completion alone.
    pub fn get_for_information(&self, kind: DueKind) -> Option<Limit> {
        if kind == DueKind::Complete { self.complete_for_information } else { self.get(kind) }
    }
}

/// The instant at which a limit that starts at `start` runs out.
///
/// `shift_end` is the end of the shift on duty at `start`, used by [`Limit::ThisShift`] only. A shift without
/// any office hours left in it cannot be asked to finish routine work: then, and when no shift is known, the
/// limit moves to closing time of the day on which offices next work. So a 平件 that comes at 03:00 is not
/// overdue before people are at their desks.
pub fn due(
    limit: Limit,
    start: DateTime<Utc>,
    shift_end: Option<DateTime<Utc>>,
    calendar: &Calendar,
) -> DateTime<Utc> {
    match limit {
        Limit::Wall(span) => start.checked_add_signed(span).unwrap_or(DateTime::<Utc>::MAX_UTC),
        Limit::Working(span) => calendar.add_working_time(start, span),
        Limit::WorkingDays(days) => calendar.add_working_days(start, days),
        Limit::ThisShift => match shift_end {
            Some(end) if calendar.has_working_time(start, end) => end,
            _ => calendar.add_working_days(calendar.add_working_time(start, TimeDelta::seconds(1)), 0),
        },
    }
}

/// The instant by which something must be done that has to be done so long before `end` (倒排). Working days end at
/// closing time of the n-th working day before the day of `end`; a shift has no length to count back.
pub fn before(limit: Limit, end: DateTime<Utc>, calendar: &Calendar) -> DateTime<Utc> {
    match limit {
        Limit::Wall(span) => end.checked_sub_signed(span).unwrap_or(DateTime::<Utc>::MIN_UTC),
        Limit::Working(span) => calendar.subtract_working_time(end, span),
        Limit::WorkingDays(days) => calendar.subtract_working_days(end, days),
        Limit::ThisShift => end,
    }
}

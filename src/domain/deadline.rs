//! The next thing to lose: what an entity of any kind still owes, and until when.

use chrono::{DateTime, Utc};

use super::bulletin::BulletinEvent;
use super::dispatch::DispatchEvent;
use super::document::DocumentEvent;
use super::emergency::EmergencyEvent;
use super::event::{EventBody, State};
use super::finding::FindingEvent;
use super::id::Kind;
use super::inspection::{InspectionEvent, InspectionState};
use super::limits::DueKind;
use super::meeting::MeetingEvent;
use super::named::named;
use super::notice::{Notice, NoticeEvent};
use super::request::RequestEvent;
use super::run::{RunEvent, RunState};
use super::shift::ShiftState;
use super::supervised::{SupervisedEvent, SupervisedState};
use super::task::TaskEvent;

named! {
    /// What is due.
    Deadline {
        /// A paper: sign for it.
        Sign = "sign",
        /// A paper: tell the leader.
        TellLeader = "tell_leader",
        /// A paper: send it on.
        Dispatch = "dispatch",
        /// A paper: finish it.
        Complete = "complete",
        /// A paper: put the oral instruction in writing (补办).
        Backfill = "backfill",
        /// A paper or a finding with a plan: its next step (倒排).
        Milestone = "milestone",
        /// A dispatch: send it.
        Send = "send",
        /// A dispatch: urge a recipient that has not signed at half time.
        Reurge = "reurge",
        /// A dispatch: a recipient signs.
        Receipt = "receipt",
        /// A dispatch: a recipient answers.
        Reply = "reply",
        /// A finding: put it right.
        Rectify = "rectify",
        /// A supervised item: answer by the due time of the house.
        Internal = "internal",
        /// A supervised item with an answer: report it upward by the due time given from above, as extended.
        Current = "current",
        /// A run: pick people up.
        PickUp = "pick_up",
        /// A run on the road: deliver them.
        Deliver = "deliver",
        /// A planned inspection: set out.
        Depart = "depart",
        /// An inspection that has set out: report what it found.
        InspectionReport = "inspection_report",
        /// A request: first response.
        FirstResponse = "first_response",
        /// A shift: hand over.
        Handover = "handover",
        /// An emergency: report it by telephone.
        PhoneReport = "phone_report",
        /// An emergency: report it in writing.
        WrittenReport = "written_report",
        /// An emergency: the next follow-up.
        FollowUpReport = "follow_up_report",
        /// An issue of a bulletin: be out.
        Issue = "issue",
        /// A meeting: the next item of its checklist.
        Preparation = "preparation",
        /// A meeting with everything ready: record that it was held.
        Hold = "hold",
        /// A meeting that was held: its minutes.
        Minutes = "minutes",
        /// A task: finish it.
        Task = "task",
    }
}

impl From<DueKind> for Deadline {
    fn from(kind: DueKind) -> Self {
        match kind {
            DueKind::Sign => Self::Sign,
            DueKind::TellLeader => Self::TellLeader,
            DueKind::Dispatch => Self::Dispatch,
            DueKind::Complete => Self::Complete,
        }
    }
}

impl State {
    /// The nearest deadline that is not met (UTC), with its name; overdue ones too, for as long as they are not met.
    pub fn next_due(&self) -> Option<(DateTime<Utc>, &'static str)> {
        self.next_deadline().map(|(due, deadline)| (due, deadline.name()))
    }

    /// The same, typed. A supervised item is due by the time of the house until it has an answer, and by the time given
    /// from above until that has been reported.
    pub fn next_deadline(&self) -> Option<(DateTime<Utc>, Deadline)> {
        match self {
            Self::Document(document) => {
                let step = document.next_due().map(|(due, kind)| (due, Deadline::from(kind)));
                let backfill = document.backfill_due.map(|due| (due, Deadline::Backfill));
                let milestone = document.next_milestone().map(|next| (next.due, Deadline::Milestone));
                step.into_iter().chain(backfill).chain(milestone).min()
            }
            Self::Dispatch(dispatch) => dispatch.next_due(),
            Self::Finding(finding) => {
                let rectify = finding.state.is_unrectified().then_some((finding.due, Deadline::Rectify));
                let milestone = finding.next_milestone().map(|next| (next.due, Deadline::Milestone));
                rectify.into_iter().chain(milestone).min()
            }
            Self::Supervised(item) => match item.state {
                SupervisedState::ReportedUp | SupervisedState::Closed => None,
                SupervisedState::FedBack | SupervisedState::Reviewed => {
                    Some((item.dues.current, Deadline::Current))
                }
                _ => {
                    let milestone = item.next_milestone().map(|next| (next.due, Deadline::Milestone));
                    milestone.into_iter().chain([(item.dues.internal, Deadline::Internal)]).min()
                }
            },
            Self::Run(run) => match run.stage() {
                RunState::Planned | RunState::Crewed | RunState::Departed | RunState::AtPort => {
                    Some((run.plan.pick_up, Deadline::PickUp))
                }
                RunState::Boarding | RunState::EnRoute => Some((run.plan.deliver, Deadline::Deliver)),
                _ => None,
            },
            Self::Request(request) => {
                let owed = request.responded_at.is_none() && request.state.is_unmet();
                owed.then_some((request.due, Deadline::FirstResponse))
            }
            Self::Shift(shift) => {
                let owed = matches!(shift.state, ShiftState::OnDuty | ShiftState::HandoverOffered);
                owed.then_some((shift.roster.ends_at, Deadline::Handover))
            }
            Self::Emergency(emergency) => emergency.next_due(),
            Self::Bulletin(bulletin) => {
                let owed = bulletin.due.filter(|_| bulletin.state.is_open());
                owed.map(|due| (due, Deadline::Issue))
            }
            Self::Meeting(meeting) => meeting.next_due(),
            Self::Task(task) => task.state.is_open().then_some((task.due, Deadline::Task)),
            Self::Inspection(inspection) => match inspection.state {
                InspectionState::Planned => Some((inspection.plan.starts_at, Deadline::Depart)),
                InspectionState::InField | InspectionState::Debriefed => {
                    inspection.report_due.map(|due| (due, Deadline::InspectionReport))
                }
                InspectionState::Reported => None,
            },
            Self::Arrival(_)
            | Self::Volunteer(_)
            | Self::LedgerEntry(_)
            | Self::Clearance(_)
            | Self::Message(_) => None,
        }
    }

    /// Whether the entity still asks for work.
    pub fn is_open(&self) -> bool {
        match self {
            Self::Document(document) => document.is_open(),
            Self::Dispatch(dispatch) => dispatch.is_open(),
            Self::Inspection(inspection) => inspection.state.is_open(),
            Self::Finding(finding) => finding.state.is_open(),
            Self::Supervised(item) => item.state.is_open(),
            Self::Arrival(arrival) => arrival.state.is_open(),
            Self::Run(run) => run.state.is_open(),
            Self::Volunteer(volunteer) => volunteer.state.is_open(),
            Self::Request(request) => request.state.is_open(),
            Self::Bulletin(bulletin) => bulletin.state.is_open(),
            Self::LedgerEntry(entry) => entry.state.is_open(),
            Self::Shift(shift) => shift.state.is_open(),
            Self::Clearance(clearance) => clearance.state.is_open(),
            Self::Message(message) => message.state.is_open(),
            Self::Emergency(emergency) => emergency.state.is_open(),
            Self::Meeting(meeting) => meeting.state.is_open(),
            Self::Task(task) => task.state.is_open(),
        }
    }

    /// Attention, holder, flag, comments and reminders, for the kinds that have them.
    pub fn notice(&self) -> Option<&Notice> {
        match self {
            Self::Document(document) => Some(&document.notice),
            Self::Dispatch(dispatch) => Some(&dispatch.notice),
            Self::Finding(finding) => Some(&finding.notice),
            Self::Supervised(item) => Some(&item.notice),
            Self::Run(run) => Some(&run.notice),
            Self::Request(request) => Some(&request.notice),
            Self::Emergency(emergency) => Some(&emergency.notice),
            Self::Bulletin(bulletin) => Some(&bulletin.notice),
            Self::Meeting(meeting) => Some(&meeting.notice),
            Self::Task(task) => Some(&task.notice),
            Self::Inspection(inspection) => Some(&inspection.notice),
            Self::Arrival(_)
            | Self::Volunteer(_)
            | Self::LedgerEntry(_)
            | Self::Shift(_)
            | Self::Clearance(_)
            | Self::Message(_) => None,
        }
    }

    /// The same, to be changed.
    pub(super) fn notice_mut(&mut self) -> Option<&mut Notice> {
        match self {
            Self::Document(document) => Some(&mut document.notice),
            Self::Dispatch(dispatch) => Some(&mut dispatch.notice),
            Self::Finding(finding) => Some(&mut finding.notice),
            Self::Supervised(item) => Some(&mut item.notice),
            Self::Run(run) => Some(&mut run.notice),
            Self::Request(request) => Some(&mut request.notice),
            Self::Emergency(emergency) => Some(&mut emergency.notice),
            Self::Bulletin(bulletin) => Some(&mut bulletin.notice),
            Self::Meeting(meeting) => Some(&mut meeting.notice),
            Self::Task(task) => Some(&mut task.notice),
            Self::Inspection(inspection) => Some(&mut inspection.notice),
            Self::Arrival(_)
            | Self::Volunteer(_)
            | Self::LedgerEntry(_)
            | Self::Shift(_)
            | Self::Clearance(_)
            | Self::Message(_) => None,
        }
    }
}

impl EventBody {
    /// The officer's hand or the call that this event is, whatever the kind of item.
    pub const fn notice(&self) -> Option<&NoticeEvent> {
        match self {
            Self::Document(DocumentEvent::Notice(event))
            | Self::Dispatch(DispatchEvent::Notice(event))
            | Self::Finding(FindingEvent::Notice(event))
            | Self::Supervised(SupervisedEvent::Notice(event))
            | Self::Run(RunEvent::Notice(event))
            | Self::Request(RequestEvent::Notice(event))
            | Self::Inspection(InspectionEvent::Notice(event))
            | Self::Emergency(EmergencyEvent::Notice(event))
            | Self::Bulletin(BulletinEvent::Notice(event))
            | Self::Meeting(MeetingEvent::Notice(event))
            | Self::Task(TaskEvent::Notice(event)) => Some(event),
            _ => None,
        }
    }

    /// The same as an event of this kind of item; none for kinds without a notice.
    pub fn of_notice(kind: Kind, event: NoticeEvent) -> Option<Self> {
        match kind {
            Kind::Document => Some(DocumentEvent::Notice(event).into()),
            Kind::Dispatch => Some(DispatchEvent::Notice(event).into()),
            Kind::Finding => Some(FindingEvent::Notice(event).into()),
            Kind::Supervised => Some(SupervisedEvent::Notice(event).into()),
            Kind::Run => Some(RunEvent::Notice(event).into()),
            Kind::Request => Some(RequestEvent::Notice(event).into()),
            Kind::Emergency => Some(EmergencyEvent::Notice(event).into()),
            Kind::Bulletin => Some(BulletinEvent::Notice(event).into()),
            Kind::Meeting => Some(MeetingEvent::Notice(event).into()),
            Kind::Task => Some(TaskEvent::Notice(event).into()),
            Kind::Inspection => Some(InspectionEvent::Notice(event).into()),
            Kind::Arrival
            | Kind::Volunteer
            | Kind::LedgerEntry
            | Kind::Shift
            | Kind::Clearance
            | Kind::Message => None,
        }
    }
}

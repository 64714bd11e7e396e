//! What happens to an emergency, and what it makes of it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::super::event::{Aggregate, Inapplicable, Stamp, aggregate_of};
use super::super::notice::{Notice, NoticeEvent};
use super::super::serial::Serial;
use super::{Call, Check, Clocks, Elements, Emergency, EmergencyState, News, Report, ReportKind};

/// What happens to an emergency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EmergencyEvent {
    /// The news has come.
    Received {
        /// The news.
        news: Box<News>,
        /// Its number.
        number: Serial,
        /// When it must be reported by telephone, and in writing.
        clocks: Clocks,
    },
    /// 核实: somebody who knows was asked.
    Verified {
        /// Who, and what was said.
        check: Check,
    },
    /// 电话报告, as the caller recorded it.
    Phoned {
        /// The call.
        call: Box<Call>,
    },
    /// 首报, 续报 or 终报 in writing.
    Written {
        /// Which, when and to whom.
        report: Report,
        /// All elements as the report has them.
        elements: Elements,
        /// When the next report must follow (UTC), if one must.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        next_due: Option<DateTime<Utc>>,
    },
    /// Elements were learnt or corrected.
    Amended {
        /// All elements as they are known now.
        elements: Elements,
    },
    /// 撤销: the news was false.
    Withdrawn {
        /// Why it is known to be false.
        reason: String,
    },
    /// An officer's hand on it.
    Notice(NoticeEvent),
}

impl Aggregate for Emergency {
    aggregate_of!(Emergency, EmergencyEvent);

    fn apply(before: Option<Self>, stamp: &Stamp, event: &EmergencyEvent) -> Result<Self, Inapplicable> {
        match (before, event) {
            (None, EmergencyEvent::Received { news, number, clocks }) => Ok(Self {
                received_at: news.received_at,
                source: news.source.clone(),
                raw: news.raw.clone(),
                elements: news.elements.clone(),
                number: *number,
                state: EmergencyState::Received,
                clocks: *clocks,
                notice: Notice::default(),
                checks: Vec::new(),
                calls: Vec::new(),
                reports: Vec::new(),
                withdrawn: None,
            }),
            (None, _) | (Some(_), EmergencyEvent::Received { .. }) => {
                Err(Inapplicable("an emergency begins by being received, once".to_owned()))
            }
            (Some(emergency), event) => Ok(emergency.after(stamp, event)),
        }
    }
}

impl Emergency {
    fn after(mut self, stamp: &Stamp, event: &EmergencyEvent) -> Self {
        use EmergencyEvent as E;
        match event {
            E::Received { .. } => {}
            E::Verified { check } => {
                self.checks.push(check.clone());
                self.reach(EmergencyState::Verified);
            }
            E::Phoned { call } => {
                self.calls.push((**call).clone());
                self.reach(EmergencyState::Phoned);
            }
            E::Written { report, elements, next_due } => {
                self.reports.push(report.clone());
                self.elements = elements.clone();
                self.clocks.follow_up = *next_due;
                self.reach(match report.kind {
                    ReportKind::Initial => EmergencyState::InitialWritten,
                    ReportKind::FollowUp => EmergencyState::FollowUp,
                    ReportKind::Final => EmergencyState::Final,
                });
            }
            E::Amended { elements } => self.elements = elements.clone(),
            E::Withdrawn { reason } => {
                self.state = EmergencyState::Withdrawn;
                self.clocks.follow_up = None;
                self.withdrawn = Some(reason.clone());
            }
            E::Notice(event) => self.notice = self.notice.apply(stamp.at, &stamp.by, event),
        }
        self
    }

    /// At night a written report may come before the call: the state is the furthest that was reached.
    fn reach(&mut self, state: EmergencyState) {
        self.state = state.max(self.state);
    }
}

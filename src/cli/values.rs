//! What a field of a list can be at all, so that a slip of the hand is no empty list.

use super::problem::Problem;
use super::setting::nearest;
use crate::config::Config;
use crate::domain::arrival::{ArrivalState, Mode};
use crate::domain::bulletin::{BulletinSeries, BulletinState};
use crate::domain::clearance::{ClearanceReason, ClearanceState};
use crate::domain::dispatch::DispatchState;
use crate::domain::document::DocumentState;
use crate::domain::emergency::EmergencyState;
use crate::domain::finding::{FindingState, Severity};
use crate::domain::inspection::InspectionState;
use crate::domain::limits::DueKind;
use crate::domain::meeting::MeetingState;
use crate::domain::outgoing::{MessageState, Purpose};
use crate::domain::request::RequestState;
use crate::domain::run::RunState;
use crate::domain::shift::ShiftState;
use crate::domain::supervised::{SupervisedSource, SupervisedState};
use crate::domain::task::TaskState;
use crate::domain::{Deadline, Kind, Urgency};

/// Stands for nothing in every field.
const NOTHING: &str = "none";

/// Demands that every value wanted is one its field can have, where those are known.
pub(super) fn check(wanted: &[(&'static str, String)], kind: Kind, config: &Config) -> Result<(), Problem> {
    for (field, value) in wanted.iter().filter(|(_, value)| value != NOTHING) {
        let known = known(kind, field, config);
        if known.is_empty() || known.contains(&value.as_str()) {
            continue;
        }
        let suggestion = nearest(value, known.iter().copied());
        let values = known.into_iter().map(str::to_owned).collect();
        return Err(Problem::UnknownValue {
            field: (*field).to_owned(),
            value: value.clone(),
            suggestion,
            values,
        });
    }
    Ok(())
}

/// All values of a field; none where anything may stand, as in a title.
fn known<'c>(kind: Kind, field: &str, config: &'c Config) -> Vec<&'c str> {
    match (kind, field) {
        (_, "urgency") => Urgency::ALL.map(Urgency::name).to_vec(),
        (_, "handling") => vec!["for_action", "for_information"],
        (_, "attention") => vec!["unacknowledged", "acknowledged", "shelved"],
        (_, "overdue") => vec!["true", "false"],
        (Kind::Dispatch, "due_kind") => {
            [Deadline::Send, Deadline::Reurge, Deadline::Receipt, Deadline::Reply, Deadline::Backfill]
                .map(Deadline::name)
                .to_vec()
        }
        (_, "due_kind") => DueKind::ALL.map(|due| Deadline::from(due).name()).to_vec(),
        (Kind::Finding, "severity") => Severity::ALL.map(Severity::name).to_vec(),
        (Kind::Supervised, "source") => SupervisedSource::ALL.map(SupervisedSource::name).to_vec(),
        (Kind::Arrival, "mode") => Mode::ALL.map(Mode::name).to_vec(),
        (Kind::Bulletin, "series") => BulletinSeries::ALL.map(BulletinSeries::name).to_vec(),
        (Kind::Clearance, "reason") => ClearanceReason::ALL.map(ClearanceReason::name).to_vec(),
        (Kind::Message, "purpose") => Purpose::ALL.map(Purpose::name).to_vec(),
        (_, "state") => states(kind),
        (_, "recipients" | "unit" | "lead_unit" | "assist_units") => {
            config.units.iter().map(|unit| &*unit.id).collect()
        }
        (_, "register") => config.registers.iter().map(|register| &*register.id).collect(),
        (_, "port") => config.ports.iter().map(|port| &*port.id).collect(),
        (_, "site") => config.sites.iter().map(|site| &*site.id).collect(),
        _ => Vec::new(),
    }
}

/// The states that a kind lists. A volunteer shows what engagements make of the state, so that any word may stand there.
fn states(kind: Kind) -> Vec<&'static str> {
    match kind {
        Kind::Document => DocumentState::ALL.map(DocumentState::name).to_vec(),
        Kind::Dispatch => DispatchState::ALL.map(DispatchState::name).to_vec(),
        Kind::Finding => FindingState::ALL.map(FindingState::name).to_vec(),
        Kind::Supervised => SupervisedState::ALL.map(SupervisedState::name).to_vec(),
        Kind::Run => RunState::ALL.map(RunState::name).to_vec(),
        Kind::Inspection => InspectionState::ALL.map(InspectionState::name).to_vec(),
        Kind::Arrival => ArrivalState::ALL.map(ArrivalState::name).to_vec(),
        Kind::Request => RequestState::ALL.map(RequestState::name).to_vec(),
        Kind::Bulletin => BulletinState::ALL.map(BulletinState::name).to_vec(),
        Kind::Emergency => EmergencyState::ALL.map(EmergencyState::name).to_vec(),
        Kind::Meeting => MeetingState::ALL.map(MeetingState::name).to_vec(),
        Kind::Task => TaskState::ALL.map(TaskState::name).to_vec(),
        Kind::Shift => ShiftState::ALL.map(ShiftState::name).to_vec(),
        Kind::Clearance => ClearanceState::ALL.map(ClearanceState::name).to_vec(),
        Kind::Message => MessageState::ALL.map(MessageState::name).to_vec(),
        Kind::Volunteer | Kind::LedgerEntry => Vec::new(),
    }
}

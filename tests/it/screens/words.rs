//! Every name that the domain keeps has a word for people in both languages.

use dutydesk::domain::arrival::ArrivalState;
use dutydesk::domain::bulletin::BulletinState;
use dutydesk::domain::dispatch::DispatchState;
use dutydesk::domain::document::DocumentState;
use dutydesk::domain::finding::{FindingState, Severity};
use dutydesk::domain::inspection::InspectionState;
use dutydesk::domain::ledger_entry::LedgerState;
use dutydesk::domain::outgoing::MessageState;
use dutydesk::domain::request::RequestState;
use dutydesk::domain::run::RunState;
use dutydesk::domain::shift::ShiftState;
use dutydesk::domain::supervised::{SupervisedSource, SupervisedState};
use dutydesk::domain::volunteer::{Availability, VolunteerState};
use dutydesk::domain::{Deadline, Kind};
use dutydesk::i18n::Lang;

macro_rules! states {
    ($($kind:ident $state:ty;)*) => {
        [$((Kind::$kind, <$state>::ALL.map(|state| state.name()).to_vec()),)*]
    };
}

#[test]
fn no_state_deadline_or_severity_is_shown_by_its_stored_name() {
    let states = states! {
        Document DocumentState;
        Dispatch DispatchState;
        Inspection InspectionState;
        Finding FindingState;
        Supervised SupervisedState;
        Arrival ArrivalState;
        Run RunState;
        Volunteer VolunteerState;
        Volunteer Availability;
        Request RequestState;
        Bulletin BulletinState;
        LedgerEntry LedgerState;
        Shift ShiftState;
        Message MessageState;
    };
    for lang in [Lang::ZhCn, Lang::En] {
        let terms = &lang.strings().domain;
        let mut words: Vec<&str> = Vec::new();
        for (kind, names) in &states {
            words.extend(names.iter().map(|name| (terms.state)(*kind, name)));
        }
        words.extend(Deadline::ALL.map(|deadline| (terms.due)(deadline.name())));
        words.extend(Severity::ALL.map(|severity| (terms.severity)(severity.name())));
        words.extend(SupervisedSource::ALL.map(|source| (terms.severity)(source.name())));
        words.extend(["unacknowledged", "acknowledged", "shelved"].map(|name| (terms.attention)(name)));
        for word in words {
            assert!(!word.contains('_'), "{lang:?}: {word}");
            assert!(lang == Lang::En || !word.is_ascii(), "{lang:?}: {word}");
        }
    }
}

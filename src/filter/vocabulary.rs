//! Which values fields can have, and by which names people call them: from the configuration, and from both languages
//! at once, so that `urgency:特急` and `urgency:immediate` are the same whatever the screen speaks.

use chrono::FixedOffset;

use super::Field;
use crate::config::Config;
use crate::domain::arrival::ArrivalState;
use crate::domain::bulletin::BulletinState;
use crate::domain::clearance::ClearanceState;
use crate::domain::dispatch::DispatchState;
use crate::domain::document::{DocumentState, Handling};
use crate::domain::emergency::EmergencyState;
use crate::domain::finding::{FindingState, Severity};
use crate::domain::inspection::{InspectionKind, InspectionState};
use crate::domain::meeting::{MeetingKind, MeetingState};
use crate::domain::outgoing::MessageState;
use crate::domain::request::{RequestKind, RequestState};
use crate::domain::run::RunState;
use crate::domain::shift::ShiftState;
use crate::domain::supervised::{SupervisedSource, SupervisedState};
use crate::domain::task::TaskState;
use crate::domain::{Kind, Urgency};
use crate::i18n::Lang;
use crate::pinyin::matches;
use crate::text::fold;

/// A value with its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its stable name.
    pub value: String,
    /// What people call it; the first is the one to show.
    pub names: Vec<String>,
}

/// All that a filter can name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vocabulary {
    choices: Vec<(Field, Vec<Choice>)>,
    /// The officer who is meant by `me`; empty if nobody is.
    pub me: String,
    /// Further fields that only this list has.
    pub own: &'static [&'static str],
    /// The list has no other fields than its own.
    pub own_only: bool,
    /// The zone of the office.
    pub zone: FixedOffset,
}

/// What a written value may be.
pub(super) enum Found {
    /// These values, all called so.
    Values(Vec<String>),
    /// Nothing is called so; this may have been meant.
    Unknown(Option<String>),
    /// Several could be meant.
    Ambiguous(Vec<String>),
}

impl Vocabulary {
    /// The words of an office, as `me` would say them.
    pub fn new(config: &Config, me: &str) -> Self {
        let choices = Field::ALL.into_iter().map(|field| (field, choices(field, config))).collect();
        Self { choices, me: me.to_owned(), own: &[], own_only: false, zone: config.office.zone }
    }

    /// The same for a list with fields of its own, and perhaps no others.
    #[must_use]
    pub fn with_own(self, own: &'static [&'static str], only: bool) -> Self {
        Self { own, own_only: only, ..self }
    }

    /// The values of a field; empty where anything may stand.
    pub fn choices(&self, field: Field) -> &[Choice] {
        self.choices.iter().find(|(known, _)| *known == field).map_or(&[], |(_, choices)| choices)
    }

    /// Whether a field takes values that nobody has listed.
    pub const fn is_open(field: Field) -> bool {
        matches!(field, Field::Issuer | Field::Type | Field::No | Field::Holder | Field::Language)
    }

    /// The values that are called so: by any name whole, else the one value that pinyin or a part of a name fits.
    pub(super) fn find(&self, field: Field, written: &str) -> Found {
        let plain = |text: &str| text.chars().map(fold).collect::<String>();
        let written = plain(written.trim());
        let choices = self.choices(field);
        let named = |choice: &&Choice| {
            plain(&choice.value) == written || choice.names.iter().any(|name| plain(name) == written)
        };
        let exact: Vec<String> = choices.iter().filter(named).map(|choice| choice.value.clone()).collect();
        if !exact.is_empty() {
            return Found::Values(exact);
        }
        let alike = |choice: &&Choice| choice.names.iter().any(|name| matches(&written, name));
        let near: Vec<&Choice> = choices.iter().filter(alike).collect();
        let mut names: Vec<&String> = near.iter().filter_map(|choice| choice.names.first()).collect();
        names.dedup();
        match (near.as_slice(), names.len()) {
            ([], _) => Found::Unknown(self.nearest(field, &written)),
            (near, 1) => Found::Values(near.iter().map(|choice| choice.value.clone()).collect()),
            (near, _) => Found::Ambiguous(near.iter().map(|choice| choice.value.clone()).collect()),
        }
    }

    fn nearest(&self, field: Field, written: &str) -> Option<String> {
        let words =
            self.choices(field).iter().flat_map(|choice| std::iter::once(&choice.value).chain(&choice.names));
        nearest(written, words.map(String::as_str))
    }
}

/// The word nearest to what was written, if one is near.
pub(super) fn nearest<'w>(written: &str, words: impl Iterator<Item = &'w str>) -> Option<String> {
    words
        .map(|word| (strsim::jaro_winkler(written, word), word))
        .filter(|(worth, _)| *worth > 0.7)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, word)| word.to_owned())
}

fn choice(value: impl Into<String>, names: impl IntoIterator<Item = impl Into<String>>) -> Choice {
    let mut kept: Vec<String> = Vec::new();
    for name in names.into_iter().map(Into::into) {
        if !name.is_empty() && !kept.contains(&name) {
            kept.push(name);
        }
    }
    Choice { value: value.into(), names: kept }
}

/// What a word is called in both languages.
fn both(name: impl Fn(&'static crate::i18n::domain::Domain) -> String) -> [String; 2] {
    [Lang::ZhCn, Lang::En].map(|lang| name(&lang.strings().domain))
}

fn choices(field: Field, config: &Config) -> Vec<Choice> {
    match field {
        Field::Kind => Kind::ALL
            .into_iter()
            .map(|kind| {
                let alias = if kind == Kind::Document { "paper" } else { "" };
                let named = both(|words| (words.kind)(kind).to_owned());
                let short = [Lang::ZhCn, Lang::En].map(|lang| (lang.strings().issues.kind)(kind).to_owned());
                choice(kind.name(), named.into_iter().chain(short).chain([alias.to_owned()]))
            })
            .collect(),
        Field::State => states(),
        Field::Urgency => Urgency::ALL
            .into_iter()
            .enumerate()
            .map(|(at, urgency)| choice(urgency.name(), both(|words| words.urgency[at].to_owned())))
            .collect(),
        Field::Attention => ["unacknowledged", "acknowledged", "shelved"]
            .map(|name| choice(name, both(|words| (words.attention)(name).to_owned())))
            .to_vec(),
        Field::Flag => {
            vec![choice("yes", ["是", "true", "on", "1"]), choice("no", ["否", "false", "off", "0"])]
        }
        Field::Handling => {
            [("for_action", Handling::ForAction), ("for_information", Handling::ForInformation)]
                .map(|(name, handling)| choice(name, both(|words| (words.handling)(handling).to_owned())))
                .to_vec()
        }
        Field::Severity => Severity::ALL
            .map(Severity::name)
            .into_iter()
            .chain(SupervisedSource::ALL.map(SupervisedSource::name))
            .chain(InspectionKind::ALL.map(InspectionKind::name))
            .chain(RequestKind::ALL.map(RequestKind::name))
            .map(|name| choice(name, both(|words| (words.severity)(name).to_owned())))
            .chain(
                MeetingKind::ALL
                    .map(|kind| choice(kind.name(), both(|words| (words.meeting)(kind.name()).to_owned()))),
            )
            .collect(),
        Field::Incomplete => vec![choice("title", ["标题"]), choice("issuer", ["来文单位"])],
        Field::Unit => config
            .units
            .iter()
            .map(|unit| choice(&*unit.id, [&unit.name_zh, &unit.name_en].into_iter().chain(&unit.aliases)))
            .collect(),
        Field::Port => {
            config.ports.iter().map(|port| choice(&*port.id, [&port.name_zh, &port.name_en])).collect()
        }
        Field::Language => config
            .languages
            .iter()
            .map(|language| choice(&*language.tag, [&language.name_zh, &language.name_en]))
            .collect(),
        Field::Holder => config
            .officers
            .iter()
            .map(|officer| choice(&*officer.name, [&officer.name, &officer.id]))
            .collect(),
        Field::Due | Field::Received | Field::Issuer | Field::Type | Field::No => Vec::new(),
    }
}

/// The states that a kind can have; volunteers show what their engagements make of theirs.
fn states_of(kind: Kind) -> Vec<&'static str> {
    match kind {
        Kind::Document => DocumentState::ALL.map(DocumentState::name).to_vec(),
        Kind::Dispatch => DispatchState::ALL.map(DispatchState::name).to_vec(),
        Kind::Emergency => EmergencyState::ALL.map(EmergencyState::name).to_vec(),
        Kind::Meeting => MeetingState::ALL.map(MeetingState::name).to_vec(),
        Kind::Task => TaskState::ALL.map(TaskState::name).to_vec(),
        Kind::Finding => FindingState::ALL.map(FindingState::name).to_vec(),
        Kind::Supervised => SupervisedState::ALL.map(SupervisedState::name).to_vec(),
        Kind::Run => RunState::ALL.map(RunState::name).to_vec(),
        Kind::Inspection => InspectionState::ALL.map(InspectionState::name).to_vec(),
        Kind::Arrival => ArrivalState::ALL.map(ArrivalState::name).to_vec(),
        Kind::Request => RequestState::ALL.map(RequestState::name).to_vec(),
        Kind::Bulletin => BulletinState::ALL.map(BulletinState::name).to_vec(),
        Kind::Shift => ShiftState::ALL.map(ShiftState::name).to_vec(),
        Kind::Clearance => ClearanceState::ALL.map(ClearanceState::name).to_vec(),
        Kind::Message => MessageState::ALL.map(MessageState::name).to_vec(),
        Kind::Volunteer => vec!["free", "assigned", "resting", "off"],
        Kind::LedgerEntry => Vec::new(),
    }
}

/// The states of all kinds. States of one name are one choice, with what each kind calls it.
fn states() -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    let all =
        Kind::ALL.into_iter().flat_map(|kind| states_of(kind).into_iter().map(move |state| (kind, state)));
    for (kind, state) in all {
        let names = both(|words| (words.state)(kind, state).to_owned());
        match choices.iter_mut().find(|choice| choice.value == state) {
            Some(known) => known.names.extend(names),
            None => choices.push(choice(state, names)),
        }
    }
    choices
}

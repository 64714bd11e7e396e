//! Values of fields as tokens of the full-text tables: what no column of `item` has is found through them, among what
//! is open and in all history alike.

use super::describe::number;
use crate::domain::document::Handling;
use crate::domain::{Entity, State};
use crate::text::fold;

/// A field whose values are tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Facet {
    /// Kind of entity.
    Kind,
    /// Type of a paper (文种).
    Type,
    /// 阅件 or 办件.
    Handling,
    /// A field still to be filled in.
    Missing,
    /// A language that is needed or spoken.
    Language,
    /// Severity of a finding, source of a supervised item, kind of an inspection or of a need.
    Severity,
    /// Port of a run.
    Port,
    /// A unit that a dispatch goes to.
    Recipient,
    /// The number as people see it.
    Number,
}

impl Facet {
    /// How its tokens begin.
    pub(in super::super) const fn tag(self) -> &'static str {
        match self {
            Self::Kind => "ki",
            Self::Type => "ty",
            Self::Handling => "ha",
            Self::Missing => "mi",
            Self::Language => "la",
            Self::Severity => "se",
            Self::Port => "po",
            Self::Recipient => "re",
            Self::Number => "nu",
        }
    }

    /// The token of a value: letters and digits only, so that no tokenizer splits it.
    pub(in super::super) fn token(self, value: &str) -> String {
        // FNV-1a, 64 bits: short, and the same on every machine.
        let digest = value.trim().chars().map(fold).fold(0xcbf2_9ce4_8422_2325_u64, |digest, c| {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes)
                .bytes()
                .fold(digest, |digest, byte| (digest ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
        });
        format!("{}{digest:016x}", self.tag())
    }
}

/// The tokens of an entity.
pub(super) fn of(entity: &Entity) -> Vec<String> {
    let mut tokens = vec![Facet::Kind.token(entity.stream.kind.name())];
    let mut add = |facet: Facet, value: &str| tokens.push(facet.token(value));
    if let Some(label) = number(entity) {
        add(Facet::Number, &label);
    }
    match &entity.state {
        State::Document(document) => {
            if let Some(doc_type) = &document.paper.doc_type {
                add(Facet::Type, doc_type);
            }
            match document.paper.handling {
                Some(Handling::ForAction) => add(Facet::Handling, "for_action"),
                Some(Handling::ForInformation) => add(Facet::Handling, "for_information"),
                None => {}
            }
            document.incomplete().iter().for_each(|field| add(Facet::Missing, field));
        }
        State::Dispatch(dispatch) => {
            dispatch.recipients.iter().for_each(|one| add(Facet::Recipient, &one.unit));
        }
        State::Finding(finding) => add(Facet::Severity, finding.observed.severity.name()),
        State::Supervised(supervised) => add(Facet::Severity, supervised.item.source.name()),
        State::Meeting(meeting) => add(Facet::Severity, meeting.plan.kind.name()),
        State::Inspection(inspection) => add(Facet::Severity, inspection.plan.kind.name()),
        State::Request(request) => {
            add(Facet::Severity, request.need.kind.name());
            request.need.language.iter().for_each(|tag| add(Facet::Language, tag));
        }
        State::Run(run) => {
            add(Facet::Port, &run.plan.port);
            run.plan.languages.iter().for_each(|tag| add(Facet::Language, tag));
        }
        State::Volunteer(volunteer) => {
            volunteer.person.languages.iter().for_each(|tag| add(Facet::Language, tag));
        }
        _ => {}
    }
    tokens
}

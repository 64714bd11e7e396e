//! What must be ready before a meeting or an official activity: the lists `[[checklists]]`.

use super::forms;
use super::problem::{Expected, ProblemKind};
use super::section::Section;
use crate::domain::limits::Limit;
use crate::domain::meeting::{ChecklistTemplate, MeetingKind, TemplateItem};

pub(super) fn checklist(s: &mut Section<'_>) -> ChecklistTemplate {
    let kinds = MeetingKind::ALL.map(|kind| (kind.name(), kind));
    let id = s.id("id", "checklists", forms::is_id);
    let kind = s.choice("kind", &kinds);
    if kind.is_some() {
        // One list a kind: which of two would count, nobody could say.
        s.name("kind", "kinds of checklists");
    }
    ChecklistTemplate { id, kind: kind.unwrap_or(MeetingKind::Meeting), items: s.sections("items", item) }
}

/// A unit of the house or a person by name sees to it, or nobody yet.
fn item(s: &mut Section<'_>) -> TemplateItem {
    let unit = s.optional_form("unit", Expected::Text, |text| Some(text.to_owned()));
    if let (Some(id), Some(node)) = (&unit, s.optional("unit")) {
        s.refer(node.at.clone(), "unit", "units", id);
    }
    let person = Some(s.text_or_empty("person")).filter(|name| !name.trim().is_empty());
    if unit.is_some() && person.is_some() {
        s.complain("person", ProblemKind::OneOf("unit, person".to_owned()));
    }
    let lead = s.form("before", Expected::Limit, forms::limit);
    if lead == Some(Limit::ThisShift) {
        s.complain(
            "before",
            ProblemKind::Wrong { expected: Expected::Limit, found: "\"this shift\"".to_owned() },
        );
    }
    TemplateItem {
        name_zh: s.text("name_zh"),
        name_en: s.text("name_en"),
        owner: unit.or(person),
        lead: lead.unwrap_or(Limit::ThisShift),
    }
}
